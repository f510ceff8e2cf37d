//! What a mix with direct demands: all that direct asks, all it costs whatever goes there, a tenant of its own, and what stays
//! direct against the threshold.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::super::common::piece;
use crate::engine::Evaluation;
use crate::engine::costs::lines_of;
use crate::engine::mix::{ChosenMix, kept_direct};
use crate::engine::quantity::Money;
use crate::engine::report::{Requirement, Status};
use crate::engine::rules::Source;
use crate::engine::situation::ChannelId;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, all, around, list, spaced, tag};
use crate::ui::report::costs::shows;
use crate::ui::report::icon::Icon;
use crate::ui::report::link::{answer_button, away};
use crate::ui::report::verdict::{parts, portfolios};
use crate::ui::report::words::{Fill, amount, answers, named, text};

/// The list; a sentence where nothing is bought direct.
pub(super) fn demands(view: &View, evaluation: &Evaluation<'_>, mix: &ChosenMix) -> Html {
    let title = text(view, Message::MixDemands);
    if !mix.uses_direct() {
        return piece("decide-mix-demands", title, [around("p", "", text(view, Message::MixDemandsNone))]);
    }
    let mut items = [requirements(view), fixed(view, evaluation)].gather();
    if parts(&mix.assignment).len() > 1 {
        let tenant = [text(view, Message::MixTenant), away(view, Source::MicrosoftDirectToIndirect)];
        items.push(around("p", "", spaced(tenant)));
    }
    items.push(threshold(view, mix));
    let items = items.into_iter().map(|item| around("li", "", item)).collect();
    piece("decide-mix-demands", title, [list("mix-demands", items)])
}

/// How every requirement of direct stands, and those that are in the way or not known.
fn requirements(view: &View) -> Html {
    let requirements = &view.answer.eligibility.direct.requirements;
    let count = |status| requirements.iter().filter(|requirement| requirement.status == status).count();
    let (failed, unknown) = (count(Status::NotMet), count(Status::Unknown));
    let message = match (failed, unknown) {
        (0, 0) => Message::MixRequirementsMet,
        (0, _) => Message::MixRequirementsUnknown,
        (_, 0) => Message::MixRequirementsFailed,
        _ => Message::MixRequirements,
    };
    let words = Fill::new(view)
        .count("total", requirements.len() - count(Status::Waived))
        .count("failed", failed)
        .count("unknown", unknown)
        .draw(message);
    let open = requirements.iter().filter(|of| matches!(of.status, Status::NotMet | Status::Unknown));
    let item = |of: &Requirement| {
        let status = if of.status == Status::NotMet { "not_met" } else { "unknown" };
        let how = Fill::new(view)
            .words("name", named(view, &["requirement.", of.id.id(), ".name"]))
            .words("value", named(view, &["status.", status]));
        let answer = if view.printing { Html::default() } else { answer_button(view, answers(of.id, true)) };
        let words = [spaced([how.draw(Message::ReportChartPair), answer])];
        tag("li", "mix-open", [Icon::from(of.status).draw(), tag("span", "", words)])
    };
    let open: Vec<Html> = open.map(item).collect();
    let open = if open.is_empty() { Html::default() } else { list("mix-list", open) };
    all([around("p", "", words), open])
}

/// What direct costs as soon as anything is bought there.
fn fixed(view: &View, evaluation: &Evaluation<'_>) -> Html {
    let lines = lines_of(evaluation.situation(), &evaluation.situation().direct);
    let fixed: Vec<(Phrase, Money)> =
        lines.0.iter().filter_map(|line| Some((named(view, &["line.", line.id.id(), ".name"]), line.fixed?))).collect();
    let total: Decimal = fixed.iter().map(|(_, cost)| cost.exact()).sum();
    let words = Fill::new(view).text("amount", amount(view, total)).draw(Message::MixFixed);
    let item = |(name, cost): &(Phrase, Money)| {
        let fill = Fill::new(view).words("name", name.clone()).text("value", amount(view, cost.exact()));
        around("li", "", fill.draw(Message::ReportChartPair))
    };
    let items: Vec<Html> = fixed.iter().filter(|(_, cost)| shows(cost.exact())).map(item).collect();
    let items = if items.is_empty() { Html::default() } else { list("mix-list", items) };
    all([around("p", "", words), items])
}

/// What Microsoft bills for what stays direct, beside what direct asks.
fn threshold(view: &View, mix: &ChosenMix) -> Html {
    let Some(threshold) = view.answer.rules.revenue_threshold() else {
        return around("p", "", text(view, Message::MixNoThreshold));
    };
    let Some(kept) = kept_direct(&*view.situation, &mix.assignment) else {
        return around("p", "", text(view, Message::MixNothingBilled));
    };
    let direct = parts(&mix.assignment).into_iter().find(|part| part.channel == ChannelId::Direct);
    let direct = direct.map(|part| portfolios(view, &part.portfolios)).unwrap_or_default();
    let (reached, asked) = (kept.reaches(threshold), Decimal::from(threshold));
    let fill = Fill::new(view)
        .words("portfolios", direct)
        .text("kept", view.locale.usd(kept.exact()))
        .text("threshold", view.locale.usd(asked))
        .text("gap", view.locale.usd((kept.exact() - asked).abs()));
    let mut sentences = [fill.draw(if reached { Message::MixKeptEnough } else { Message::MixKeptShort })].gather();
    if view.answer.ttm_usd.estimated {
        sentences.push(text(view, Message::MixKeptEstimated));
    }
    if parts(&mix.assignment).len() > 1 {
        sentences.push(text(view, Message::MixCountsToo));
    }
    around("p", "", spaced(sentences))
}
