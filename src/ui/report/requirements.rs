//! The requirements of both models: how each stands, what is missing, and where the rule comes from.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use yew::prelude::*;

use super::beliefs::{self, Spot};
use super::icon::Icon;
use super::link::{answer_button, away, overdue};
use super::receipt::{Topic, receipt};
use super::verdict::authorization;
use super::words::{DASH, Fill, answers, drawn, slot_label, text, waits_for};
use crate::app::{OF_BILLED, Subject};
use crate::engine::catalogue::{FieldId, Portfolio};
use crate::engine::eligibility::Model;
use crate::engine::report::{ModelEligibility, Requirement, Status, Verdict};
use crate::engine::rules::{self, Citation, RequirementId};
use crate::engine::situation::Role;
use crate::i18n::{Message, Phrase};
use crate::ui::element::{Several, all, around, list, part, spaced, tag, with};
use crate::ui::rich::rich;
use crate::ui::steady::{Follows, steady};
use crate::ui::{Dispatch, View};

/// Both lists.
pub(super) fn requirements(view: &View, dispatch: &Dispatch) -> Html {
    all([true, false]
        .map(|direct| steady(view, dispatch, Follows::State, move |view, dispatch| model(view, dispatch, direct))))
}

fn model(view: &View, dispatch: &Dispatch, direct: bool) -> Html {
    let (id, model, rules) = if direct {
        ("direct-rules", &view.answer.eligibility.direct, view.answer.rules.direct)
    } else {
        ("indirect-rules", &view.answer.eligibility.indirect, view.answer.rules.indirect)
    };
    let pairs = || model.requirements.iter().zip(rules);
    let waits = pairs().find_map(|(requirement, rule)| Item { view, requirement, rule, direct }.waits());
    let heading = match waits {
        None => rich(&finding(view, direct)),
        Some(_) => {
            let channel = if direct { Message::ChannelDirect } else { Message::ChannelIndirect };
            all([text(view, channel), Html::from(": "), Html::from(DASH)])
        }
    };
    let lead = match waits {
        None => lead(view, model, direct),
        Some(subject) => rich(&waits_for(view, subject)),
    };
    let items = pairs().map(|(requirement, rule)| {
        // What is said of revenue follows from growth and more.
        let follows = match rule.id {
            RequirementId::Revenue => Follows::State,
            _ => Follows::Requirement(requirement.clone()),
        };
        let requirement = requirement.clone();
        steady(view, dispatch, follows, move |view, _| item(&Item { view, requirement: &requirement, rule, direct }))
    });
    let body = [around("p", "part-lead", lead), list("rules", items.collect())];
    part(id, heading, body)
}

fn item(item: &Item<'_>) -> Html {
    let status = if item.waits().is_some() { Status::Unknown } else { item.requirement.status };
    with("li", &["class", "data-status"], ["rule".into(), status_id(status).into()], item.draw())
}

/// The change that would open direct by itself: where one requirement is not met.
pub(super) fn one_change(view: &View) -> Option<Phrase> {
    let model = &view.answer.eligibility.direct;
    let items = model.requirements.iter().zip(view.answer.rules.direct);
    let mut failed = items.filter(|(requirement, _)| requirement.status == Status::NotMet);
    let (requirement, rule) = failed.next().filter(|_| failed.next().is_none())?;
    let item = Item { view, requirement, rule, direct: true };
    // The authorisation is not a requirement, but closes direct all the same.
    let waits = view.situation.authorization_lost() || view.state.unread_standing().is_some();
    (!waits).then(|| Fill::new(view).words("change", item.change()).say(Message::ChangeOpensDirect))
}

/// What the list comes down to.
pub(super) fn finding(view: &View, direct: bool) -> Phrase {
    let eligibility = &view.answer.eligibility;
    let model = if direct { &eligibility.direct } else { &eligibility.indirect };
    let count = |wanted| model.requirements.iter().filter(|requirement| requirement.status == wanted).count();
    let unknown = count(Status::Unknown);
    let message = match (direct, model.verdict) {
        (true, _) if view.situation.authorization_lost() => Message::ReportRulesDirectLost,
        (true, Verdict::Eligible) if view.situation.role == Role::Direct => Message::ReportRulesDirectStays,
        (true, Verdict::Eligible) => Message::ReportRulesDirectOpen,
        (true, Verdict::Unconfirmed) => Message::ReportRulesDirectUnconfirmed,
        (true, Verdict::NotEligible) if unknown > 0 => Message::ReportRulesDirectClosedUnknown,
        (true, Verdict::NotEligible) => Message::ReportRulesDirectClosed,
        (false, Verdict::Eligible) => Message::ReportRulesIndirectOpen,
        (false, Verdict::Unconfirmed) => Message::ReportRulesIndirectUnconfirmed,
        (false, Verdict::NotEligible) => Message::ReportRulesIndirectClosed,
    };
    Fill::new(view)
        .count("failed", count(Status::NotMet))
        .count("unknown", unknown)
        .count("total", model.requirements.len() - count(Status::Waived))
        .words("status", authorization(view))
        .say(message)
}

/// From when the model is open, and what unknown answers count as.
pub(super) fn lead(view: &View, model: &ModelEligibility, direct: bool) -> Html {
    let application = direct && view.situation.role != Role::Direct;
    let fill = Fill::new(view)
        .text("date", model.earliest.map(|earliest| view.locale.date(earliest)).unwrap_or_default())
        .count("months", usize::from(view.answer.rules.application_months.value));
    let mut sentences = Vec::new();
    match (model.earliest, model.verdict) {
        (None, _) => sentences.push(fill.draw(Message::EarliestNever)),
        (Some(_), _) if application => sentences.push(fill.draw(Message::EarliestWithApplication)),
        (Some(_), Verdict::NotEligible) => sentences.push(fill.draw(Message::EarliestDate)),
        // Open already, as far as known: the heading says so.
        (Some(_), _) => {}
    }
    if model.requirements.iter().any(|requirement| requirement.status == Status::Unknown) {
        sentences.push(text(view, Message::ReportRulesMicrosoftDecides));
    }
    spaced(sentences)
}

fn status_id(status: Status) -> &'static str {
    match status {
        Status::Met => "met",
        Status::NotMet => "not_met",
        Status::Unknown => "unknown",
        Status::Waived => "waived",
    }
}

/// One requirement.
struct Item<'a> {
    view: &'a View,
    requirement: &'a Requirement,
    rule: &'static rules::Requirement,
    direct: bool,
}

impl<'a> Item<'a> {
    /// The field that can't be read and on which this rests.
    fn waits(&self) -> Option<Subject> {
        let field = answers(self.rule.id, self.direct).field;
        let revenue = self.rule.id == RequirementId::Revenue;
        let tenant = revenue && !self.direct;
        self.view.state.first_unread(&|slot| {
            slot.field == field
                || (revenue && OF_BILLED.contains(&slot.field))
                || (tenant && slot.field == FieldId::TenantMonths)
        })
    }

    fn draw(&self) -> [Html; 4] {
        if let Some(subject) = self.waits() {
            let body = [
                around("p", "rule-gap", rich(&waits_for(self.view, subject))),
                around("p", "", self.message(&self.fill(), "what")),
                self.meta(),
            ];
            return [
                around("span", "rule-icon", Icon::from(Status::Unknown).draw()),
                around("h3", "rule-name", self.message(&self.fill(), "name")),
                around("span", "rule-status", Html::from(DASH)),
                tag("div", "rule-body", body),
            ];
        }
        let status = self.requirement.status;
        let fill = self.fill();
        let mut body = Vec::new();
        body.extend(self.had(&fill).map(|had| around("p", "rule-had", rich(&had))));
        body.extend(
            self.gap().map(|gap| {
                around("p", "rule-gap", spaced(gap.into_iter().map(|of| fill.draw(of)).collect::<Vec<_>>()))
            }),
        );
        if self.rule.id == RequirementId::Revenue && status != Status::Waived {
            let model = if self.direct { Model::Direct } else { Model::Indirect };
            body.push(receipt(self.view, Topic::Ttm(model)));
        }
        body.push(around("p", "", self.message(&fill, "what")));
        match status {
            Status::NotMet => {
                let change = Fill::new(self.view).words("change", self.change());
                body.push(around("p", "", self.message(&fill, "todo")));
                body.push(around("p", "rule-change", change.draw(Message::ChangeMeets)));
            }
            Status::Unknown => body.push(answer_button(self.view, answers(self.rule.id, self.direct))),
            Status::Met | Status::Waived => {}
        }
        body.push(self.meta());
        let spot = if self.direct { Spot::Direct(self.rule.id) } else { Spot::Indirect(self.rule.id) };
        body.push(beliefs::note(self.view, spot, self.message(&fill, "name")));
        [
            around("span", "rule-icon", Icon::from(status).draw()),
            around("h3", "rule-name", self.message(&fill, "name")),
            around("span", "rule-status", drawn(self.view, &["status.", status_id(status)])),
            tag("div", "rule-body", body),
        ]
    }

    /// A text of this requirement: of revenue and of the agreement each model has its own.
    fn message(&self, fill: &Fill<'_>, part: &str) -> Html {
        let id = self.rule.id;
        let differs = !self.direct && matches!(id, RequirementId::Revenue | RequirementId::Agreement);
        let model = if differs { "_indirect." } else { "." };
        let message = Message::by_name(&["requirement.", id.id(), model, part].concat());
        message.map(|message| fill.draw(message)).unwrap_or_default()
    }

    fn threshold(&self) -> Decimal {
        Decimal::from(self.rule.threshold.unwrap_or(0))
    }

    fn actual(&self) -> Option<Decimal> {
        Some(self.requirement.quantity.as_ref()?.actual?.value())
    }

    /// What its texts may say.
    fn fill(&self) -> Fill<'a> {
        let (view, locale) = (self.view, &self.view.locale);
        let had = self.actual().unwrap_or_default();
        let short = self.threshold() - had;
        let lead = self.requirement.lead_months;
        let month = lead.map(|lead| locale.month(view.situation.as_of.plus_months(lead)));
        let fill = Fill::new(view)
            .count("months", lead.unwrap_or(0) as usize)
            .count("missing", short.to_usize().unwrap_or(0))
            .text("gap", locale.usd(short))
            .text("spare", locale.usd(-short))
            .text("over", locale.number_trimmed(-short, 2))
            .text("growth", locale.percent(growth(view).unwrap_or_default() * Decimal::ONE_HUNDRED))
            .text("month", month.unwrap_or_default());
        match self.rule.id {
            RequirementId::Revenue => {
                let threshold = locale.usd(self.threshold());
                fill.text("threshold", threshold.clone()).text("required", threshold).text("actual", locale.usd(had))
            }
            _ => {
                let mut required = Phrase::from(locale.number(self.threshold(), 0));
                required.push(&Phrase::from("\u{A0}"));
                required.push(&locale.say(Message::UnitMonths, &[]));
                fill.count("threshold", self.rule.threshold.unwrap_or(0) as usize)
                    .words("required", required)
                    .text("actual", locale.number_trimmed(had, 2))
            }
        }
    }

    /// What there is of it, beside what is asked where that is more.
    fn had(&self, fill: &Fill<'_>) -> Option<Phrase> {
        let locale = &self.view.locale;
        let had = self.actual().filter(|_| self.requirement.status != Status::Waived)?;
        let unit = match self.rule.id {
            RequirementId::Revenue => None,
            RequirementId::Tenure => Some(Message::UnitMonths),
            RequirementId::AlertResponse => Some(Message::UnitHours),
            // A bare number says nothing; what is missing stands below.
            _ => return None,
        };
        let mut phrase = match unit {
            _ if had < self.threshold() && unit != Some(Message::UnitHours) => fill.say(Message::GapNeededAndHad),
            None => Phrase::from(locale.usd(had)),
            Some(unit) => {
                let mut phrase = Phrase::from(locale.number_trimmed(had, 2) + "\u{A0}");
                phrase.push(&locale.say(unit, &[]));
                phrase
            }
        };
        if self.requirement.quantity.as_ref()?.estimated == Some(true) {
            phrase.push(&Phrase::from(" ("));
            phrase.push(&locale.say(Message::ProvenanceEstimated, &[]));
            phrase.push(&Phrase::from(")"));
        }
        Some(phrase)
    }

    /// What is missing and how long it takes to mend, or what there is to spare.
    fn gap(&self) -> Option<Vec<Message>> {
        let revenue = self.rule.id == RequirementId::Revenue;
        let lead = match self.requirement.lead_months {
            None => Message::LeadNever,
            Some(0) => Message::LeadNow,
            Some(_) => Message::LeadMonths,
        };
        match self.requirement.status {
            Status::Met if revenue => Some([Message::GapRevenueSpare].gather()),
            Status::Unknown if revenue => Some([Message::GapRevenueEstimatedNear].gather()),
            Status::NotMet => Some(match self.rule.id {
                RequirementId::Revenue => [self.revenue_gap()].gather(),
                RequirementId::Tenure if self.actual().is_none() => [Message::GapTenureNew].gather(),
                RequirementId::Tenure => [Message::GapTenure].gather(),
                RequirementId::Designation => [Message::GapDesignation].gather(),
                RequirementId::AlertResponse => [Message::GapAlertResponse].gather(),
                RequirementId::SupportPlan => [Message::GapSupportPlan, lead].gather(),
                _ => [Message::GapFact, lead].gather(),
            }),
            Status::Met | Status::Unknown | Status::Waived => None,
        }
    }

    /// The smallest change of one answer that meets it, inside a sentence.
    fn change(&self) -> Phrase {
        let fill = self.fill().words("name", slot_label(self.view, answers(self.rule.id, self.direct)));
        fill.say(match self.rule.id {
            RequirementId::Revenue => Message::ChangeRevenue,
            RequirementId::Tenure => Message::ChangeTenure,
            RequirementId::Designation => Message::ChangeDesignation,
            RequirementId::AlertResponse => Message::ChangeAlertResponse,
            RequirementId::SupportPlan => Message::ChangeSupportPlan,
            _ => Message::ChangeAnswer,
        })
    }

    fn revenue_gap(&self) -> Message {
        let grows = |portfolio: Portfolio| self.view.situation.growth.get(portfolio).exact() > Decimal::ZERO;
        match (self.requirement.lead_months, growth(self.view)) {
            (None, _) if !sold(self.view).any(grows) => Message::GapRevenueNoGrowth,
            (None, _) => Message::GapRevenueNotWithinTenYears,
            (Some(_), Some(_)) => Message::GapRevenue,
            (Some(_), None) => Message::GapRevenueMixedGrowth,
        }
    }

    /// Since when, how sure, and the page.
    fn meta(&self) -> Html {
        let Citation { source, since, provenance, review_by, .. } = self.rule.citation;
        let since = Fill::new(self.view).text("date", self.view.locale.date(since));
        let mut parts = [
            around("span", "", since.draw(Message::SourceSince)),
            around("span", "", drawn(self.view, &["provenance.", provenance.id()])),
            around("span", "", away(self.view, source)),
        ]
        .gather();
        // What doesn't hold for this partner doesn't matter, however old it is.
        if self.requirement.status != Status::Waived {
            parts.push(overdue(self.view, review_by));
        }
        tag("p", "rule-meta", parts)
    }
}

/// The portfolios for which Microsoft bills something.
fn sold(view: &View) -> impl Iterator<Item = Portfolio> {
    Portfolio::ALL.into_iter().filter(|portfolio| !view.situation.billed(*portfolio).exact().is_zero())
}

/// The growth of revenue, where that of every portfolio is the same.
fn growth(view: &View) -> Option<Decimal> {
    let mut growths = sold(view).map(|portfolio| view.situation.growth.get(portfolio).exact());
    let first = growths.next()?;
    growths.all(|growth| growth == first).then_some(first)
}
