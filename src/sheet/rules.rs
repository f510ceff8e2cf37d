//! The sheet of rules: each figure of the programme, with its source and its dates.

use rust_decimal::Decimal;

use crate::engine::number::Leaf;
use crate::engine::rules::{Citation, RequirementId, Term};
use crate::i18n::Message;

use super::Making;
use super::book::{Content, Look, Style};
use super::expr::CellId;
use super::words;

/// The cells of rules that no leaf of a formula is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Terms {
    /// What buying direct asks of the trailing twelve months.
    pub(super) direct: Option<CellId>,
    /// From which of them an indirect reseller earns incentives.
    pub(super) incentives: Option<CellId>,
    /// From how many points.
    pub(super) points: Option<CellId>,
}

pub(super) fn place(making: &mut Making<'_>) {
    let sheet = making.book.sheet(
        making.locale.text(Message::SheetRules),
        &[52.0, 16.0, 14.0, 14.0, 14.0, 14.0, 60.0],
        (3, 1),
        true,
    );
    making.titled(sheet, Message::SheetRules, Message::SheetRulesAbout);
    let name = words::named(making.locale, &["choice.rules.", making.situation.rules.id]);
    making.book.words((sheet, 1, 1), name, Look::Words);
    let heads = [
        Message::SheetRule,
        Message::SheetValue,
        Message::SheetReliance,
        Message::SheetSince,
        Message::SheetRead,
        Message::SheetReview,
        Message::SheetSource,
    ];
    for (column, head) in (0..).zip(heads) {
        making.text((sheet, 2, column), head, if column == 1 { Look::HeadRight } else { Look::Head });
    }
    let rules = making.situation.rules;
    let mut row = 3;
    for (heading, requirements, indirect) in
        [(Message::ChannelDirect, rules.direct, false), (Message::ChannelIndirect, rules.indirect, true)]
    {
        making.text((sheet, row, 0), heading, Look::Part);
        row += 1;
        for requirement in requirements {
            let own = indirect && matches!(requirement.id, RequirementId::Revenue | RequirementId::Agreement);
            let key = if own { [requirement.id.id(), "_indirect"].concat() } else { requirement.id.id().to_string() };
            let label = words::named(making.locale, &["requirement.", &key, ".name"]);
            let style = if requirement.id == RequirementId::Revenue { Style::Usd } else { Style::Count };
            let id = fact(making, sheet, row, label, requirement.threshold, style, &requirement.citation);
            if requirement.id == RequirementId::Revenue {
                let term = if indirect { Term::TenantRevenue } else { Term::DirectRevenue };
                making.leaves.extend(id.map(|id| (Leaf::Rule(term), id)));
                if !indirect {
                    making.rules.direct = id;
                    name_of(making, id, "rule_direct_revenue");
                }
            }
            row += 1;
        }
    }
    making.text((sheet, row, 0), Message::SheetTerms, Look::Part);
    row += 1;
    let prices = [
        ("choice.support_plan.asfp", Term::Asfp, rules.asfp_usd, "rule_asfp"),
        ("choice.support_plan.psfp", Term::Psfp, rules.psfp_usd, "rule_psfp"),
    ];
    for (key, term, price, name) in prices {
        let label = words::named(making.locale, &[key]);
        let id = fact(making, sheet, row, label, Some(price.value), Style::Usd, &price.citation);
        making.leaves.extend(id.map(|id| (Leaf::Rule(term), id)));
        name_of(making, id, name);
        row += 1;
    }
    let label = making.locale.text(Message::SheetIncentiveRevenue).to_string();
    let cited = rules.incentive_revenue_usd;
    making.rules.incentives = fact(making, sheet, row, label, Some(cited.value), Style::Usd, &cited.citation);
    name_of(making, making.rules.incentives, "rule_incentive_revenue");
    let label = making.locale.text(Message::SheetIncentivePoints).to_string();
    let cited = rules.incentive_points;
    making.rules.points = fact(making, sheet, row + 1, label, Some(cited.value.into()), Style::Count, &cited.citation);
    name_of(making, making.rules.points, "rule_incentive_points");
}

fn name_of(making: &mut Making<'_>, id: Option<CellId>, name: &str) {
    if let Some(id) = id {
        making.book.name(id, name.to_string());
    }
}

/// A rule with its evidence; gives the cell of its value, where it has one.
fn fact(
    making: &mut Making<'_>,
    sheet: usize,
    row: u32,
    label: String,
    value: Option<u32>,
    style: Style,
    citation: &Citation,
) -> Option<CellId> {
    making.book.words((sheet, row, 0), label, Look::Words);
    let content = |value: u32| Content::Number(Decimal::from(value));
    let id = value.map(|value| making.book.put((sheet, row, 1), content(value), Look::Figure(style)));
    let reliance = words::named(making.locale, &["provenance.", citation.provenance.id()]);
    making.book.words((sheet, row, 2), reliance, Look::Quiet);
    for (column, day) in [(3, citation.since), (4, citation.checked), (5, citation.review_by)] {
        making.book.put((sheet, row, column), Content::Day(day), Look::Figure(Style::Day));
    }
    making.source((sheet, row, 6), citation.source);
    id
}
