//! The requirements of both models: how each stands, what is missing, and where the rule comes from.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use yew::prelude::*;

use super::icon::Icon;
use super::link::{answer_button, away};
use super::verdict::lost_authorization;
use super::words::{answers, named};
use crate::engine::catalogue::{FieldId, Portfolio};
use crate::engine::report::{ModelEligibility, RequiredQuantity, Requirement, Status, Verdict};
use crate::engine::rules::{self, Citation, RequirementId};
use crate::engine::situation::Role;
use crate::i18n::{Arg, Message, Phrase};
use crate::ui::View;
use crate::ui::rich::{rich, say, text};

/// Both lists.
pub(super) fn requirements(view: &View) -> Html {
    let eligibility = &view.answer.eligibility;
    html! {
        <>
            <section class="part" aria-labelledby="direct-rules">
                <h2 id="direct-rules">{ rich(&finding(view, &eligibility.direct, true)) }</h2>
                <p class="part-lead">{ lead(view, &eligibility.direct, true) }</p>
                { list(view, &eligibility.direct, true) }
            </section>
            <section class="part" aria-labelledby="indirect-rules">
                <h2 id="indirect-rules">{ rich(&finding(view, &eligibility.indirect, false)) }</h2>
                <p class="part-lead">{ lead(view, &eligibility.indirect, false) }</p>
                { list(view, &eligibility.indirect, false) }
            </section>
        </>
    }
}

/// What the list comes down to.
fn finding(view: &View, model: &ModelEligibility, direct: bool) -> Phrase {
    let count = |wanted| model.requirements.iter().filter(|requirement| requirement.status == wanted).count();
    let (failed, unknown) = (count(Status::NotMet), count(Status::Unknown));
    let total = model.requirements.len() - count(Status::Waived);
    let say = |message| {
        let args = [("failed", Arg::from(failed)), ("unknown", Arg::from(unknown)), ("total", Arg::from(total))];
        view.locale.say(message, &args)
    };
    if let Some(status) = lost_authorization(view).filter(|_| direct) {
        return view.locale.say(Message::ReportRulesDirectLost, &[("status", Arg::Phrase(&status))]);
    }
    say(match (direct, model.verdict) {
        (true, Verdict::Eligible) if view.situation.role == Role::Direct => Message::ReportRulesDirectStays,
        (true, Verdict::Eligible) => Message::ReportRulesDirectOpen,
        (true, Verdict::Unconfirmed) => Message::ReportRulesDirectUnconfirmed,
        (true, Verdict::NotEligible) if unknown > 0 => Message::ReportRulesDirectClosedUnknown,
        (true, Verdict::NotEligible) => Message::ReportRulesDirectClosed,
        (false, Verdict::Eligible) => Message::ReportRulesIndirectOpen,
        (false, Verdict::Unconfirmed) => Message::ReportRulesIndirectUnconfirmed,
        (false, Verdict::NotEligible) => Message::ReportRulesIndirectClosed,
    })
}

/// From when the model is open, and what unknown answers count as.
fn lead(view: &View, model: &ModelEligibility, direct: bool) -> Html {
    let application = direct && view.situation.role != Role::Direct;
    let date = model.earliest.map(|earliest| view.locale.date(earliest));
    let args = [
        ("date", Arg::Text(date.as_deref().unwrap_or_default())),
        ("months", Arg::from(u32::from(view.answer.rules.application_months.value))),
    ];
    let earliest = match (&date, model.verdict) {
        (None, _) => Some(Message::EarliestNever),
        (Some(_), _) if application => Some(Message::EarliestWithApplication),
        (Some(_), Verdict::NotEligible) => Some(Message::EarliestDate),
        // Open already, as far as known: the heading says so.
        (Some(_), _) => None,
    };
    let unknown = model.requirements.iter().any(|requirement| requirement.status == Status::Unknown);
    html! {
        <>
            { for earliest.map(|message| say(&view.locale, message, &args)) }
            { " " }
            if unknown { { text(&view.locale, Message::ReportRulesMicrosoftDecides) } }
        </>
    }
}

fn list(view: &View, model: &ModelEligibility, direct: bool) -> Html {
    let rules = if direct { view.answer.rules.direct } else { view.answer.rules.indirect };
    let items = model.requirements.iter().zip(rules).map(|(requirement, rule)| {
        let item = Item { view, requirement, rule, direct };
        html! { <li class="rule" key={rule.id.id()} data-status={status_id(requirement.status)}>{ item.draw() }</li> }
    });
    html! { <ul class="rules" role="list">{ for items }</ul> }
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

impl Item<'_> {
    fn draw(&self) -> Html {
        let status = self.requirement.status;
        let gap = self.gap();
        let had = self.had();
        html! {
            <>
                <span class="rule-icon">{ Icon::from(status).draw() }</span>
                <h3 class="rule-name">{ rich(&self.message("name")) }</h3>
                <span class="rule-status">{ rich(&named(self.view, &["status.", status_id(status)])) }</span>
                <div class="rule-body">
                    if !had.is_empty() { <p class="rule-had">{ rich(&had) }</p> }
                    if !gap.is_empty() { <p class="rule-gap">{ rich(&gap) }</p> }
                    <p>{ rich(&self.what()) }</p>
                    { self.todo() }
                    { self.meta() }
                </div>
            </>
        }
    }

    /// A text of this requirement: of revenue and of the agreement each model has its own.
    fn message(&self, part: &str) -> Phrase {
        let own = if self.direct { "" } else { "_indirect" };
        let id = self.rule.id.id();
        let found = named(self.view, &["requirement.", id, own, ".", part]);
        if found.is_empty() { named(self.view, &["requirement.", id, ".", part]) } else { found }
    }

    fn threshold(&self) -> u32 {
        self.rule.threshold.unwrap_or(0)
    }

    fn usd(&self, amount: Decimal) -> String {
        self.view.locale.usd(amount)
    }

    fn what(&self) -> Phrase {
        let own = if self.direct { "" } else { "_indirect" };
        let id = self.rule.id.id();
        let message = Message::by_name(&["requirement.", id, own, ".what"].concat())
            .or_else(|| Message::by_name(&["requirement.", id, ".what"].concat()));
        let Some(message) = message else { return Phrase::default() };
        let amount = self.usd(Decimal::from(self.threshold()));
        let threshold = match self.rule.id {
            RequirementId::Revenue => Arg::Text(&amount),
            _ => Arg::from(self.threshold()),
        };
        self.view.locale.say(message, &[("threshold", threshold)])
    }

    /// What there is of it, beside what is asked where that is more.
    fn had(&self) -> Phrase {
        let Some(RequiredQuantity { actual: Some(actual), estimated, .. }) = &self.requirement.quantity else {
            return Phrase::default();
        };
        let locale = &self.view.locale;
        let with_unit = |figure: String, unit: Message| {
            let mut phrase = Phrase::from(figure);
            phrase.push(&Phrase::from("\u{A0}"));
            phrase.push(&locale.say(unit, &[]));
            phrase
        };
        let had = actual.value();
        let words = |figure: Decimal| match self.rule.id {
            RequirementId::Revenue => Phrase::from(locale.usd(figure)),
            RequirementId::Tenure => with_unit(locale.number(figure, 0), Message::UnitMonths),
            RequirementId::AlertResponse => with_unit(locale.number_trimmed(figure, 2), Message::UnitHours),
            _ => Phrase::from(locale.number(figure, 0)),
        };
        // Of designations a bare number says nothing; what is missing stands below.
        if self.rule.id == RequirementId::Designation || self.requirement.status == Status::Waived {
            return Phrase::default();
        }
        let asked = Decimal::from(self.threshold());
        let short = had < asked && self.rule.id != RequirementId::AlertResponse;
        let mut phrase = if short {
            let actual = match self.rule.id {
                RequirementId::Revenue => words(had),
                _ => Phrase::from(locale.number(had, 0)),
            };
            let args = [("actual", Arg::Phrase(&actual)), ("required", Arg::Phrase(&words(asked)))];
            locale.say(Message::GapNeededAndHad, &args)
        } else {
            words(had)
        };
        if *estimated == Some(true) {
            phrase.push(&Phrase::from(" ("));
            phrase.push(&locale.say(Message::ProvenanceEstimated, &[]));
            phrase.push(&Phrase::from(")"));
        }
        phrase
    }

    /// What is missing, or what there is to spare.
    fn gap(&self) -> Phrase {
        let locale = &self.view.locale;
        match self.requirement.status {
            Status::NotMet => self.missing(),
            Status::Unknown if self.rule.id == RequirementId::Revenue => {
                let had = self.actual().unwrap_or_default();
                let (had, threshold) = (self.usd(had), self.usd(Decimal::from(self.threshold())));
                let args = [("actual", Arg::Text(&had)), ("threshold", Arg::Text(&threshold))];
                locale.say(Message::GapRevenueEstimatedNear, &args)
            }
            Status::Met if self.rule.id == RequirementId::Revenue => {
                let spare = self.actual().unwrap_or_default() - Decimal::from(self.threshold());
                locale.say(Message::GapRevenueSpare, &[("spare", Arg::Text(&self.usd(spare)))])
            }
            Status::Met | Status::Unknown | Status::Waived => Phrase::default(),
        }
    }

    fn actual(&self) -> Option<Decimal> {
        Some(self.requirement.quantity.as_ref()?.actual?.value())
    }

    fn missing(&self) -> Phrase {
        let locale = &self.view.locale;
        let months = self.requirement.lead_months.unwrap_or(0);
        match self.rule.id {
            RequirementId::Revenue => self.revenue_missing(),
            RequirementId::Tenure if self.actual().is_none() => {
                locale.say(Message::GapTenureNew, &[("months", Arg::from(months))])
            }
            RequirementId::Tenure => locale.say(Message::GapTenure, &[("months", Arg::from(months))]),
            RequirementId::Designation => {
                let held = self.actual().and_then(|held| held.to_u32()).unwrap_or(0);
                let missing = self.threshold().saturating_sub(held);
                locale.say(Message::GapDesignation, &[("missing", Arg::from(missing)), ("months", Arg::from(months))])
            }
            RequirementId::AlertResponse => {
                let actual = locale.number_trimmed(self.actual().unwrap_or_default(), 2);
                let args = [("actual", Arg::Text(actual.as_str())), ("threshold", Arg::from(self.threshold()))];
                locale.say(Message::GapAlertResponse, &args)
            }
            RequirementId::SupportPlan => self.with_lead(Message::GapSupportPlan),
            _ => self.with_lead(Message::GapFact),
        }
    }

    /// What is missing, and how long it takes to mend.
    fn with_lead(&self, message: Message) -> Phrase {
        let locale = &self.view.locale;
        let mut phrase = locale.say(message, &[]);
        phrase.push(&Phrase::from(" "));
        phrase.push(&match self.requirement.lead_months {
            None => locale.say(Message::LeadNever, &[]),
            Some(0) => locale.say(Message::LeadNow, &[]),
            Some(months) => locale.say(Message::LeadMonths, &[("months", Arg::from(months))]),
        });
        phrase
    }

    fn revenue_missing(&self) -> Phrase {
        let gap = self.usd(Decimal::from(self.threshold()) - self.actual().unwrap_or_default());
        let situation = &self.view.situation;
        let sold = |portfolio: &Portfolio| !situation.billed(*portfolio).exact().is_zero();
        let mut growths =
            Portfolio::ALL.into_iter().filter(sold).map(|portfolio| situation.growth.get(portfolio).exact());
        let first = growths.next().unwrap_or_default();
        let alike = growths.clone().all(|growth| growth == first);
        let none = first <= Decimal::ZERO && growths.all(|growth| growth <= Decimal::ZERO);
        let growth = self.view.locale.percent(first * Decimal::ONE_HUNDRED);
        let month = self.requirement.lead_months.map(|lead| self.view.locale.month(situation.as_of.plus_months(lead)));
        let message = match &month {
            None if none => Message::GapRevenueNoGrowth,
            None => Message::GapRevenueNotWithinTenYears,
            Some(_) if alike => Message::GapRevenue,
            Some(_) => Message::GapRevenueMixedGrowth,
        };
        self.view.locale.say(
            message,
            &[
                ("gap", Arg::Text(&gap)),
                ("growth", Arg::Text(&growth)),
                ("month", Arg::Text(month.as_deref().unwrap_or_default())),
            ],
        )
    }

    /// What to do about it, where it is not met; where it is not known, a way to the field.
    fn todo(&self) -> Html {
        let slot = answers(self.rule.id, self.direct);
        match self.requirement.status {
            Status::NotMet => {
                let todo = self.message("todo");
                html! { <p>{ say(&self.view.locale, Message::ReportRulesTodo, &[("todo", Arg::Phrase(&todo))]) }</p> }
            }
            Status::Unknown => {
                let ask = match slot.field {
                    FieldId::BilledTtm | FieldId::TenantTtm => Message::ReportAnswerFillIn,
                    _ => Message::ReportAnswerButton,
                };
                answer_button(self.view, slot, ask)
            }
            Status::Met | Status::Waived => Html::default(),
        }
    }

    /// Since when, how sure, and the page.
    fn meta(&self) -> Html {
        let Citation { source, since, provenance, .. } = self.rule.citation;
        let since = self.view.locale.date(since);
        let about = [
            say(&self.view.locale, Message::SourceSince, &[("date", Arg::Text(&since))]),
            rich(&named(self.view, &["provenance.", provenance.id()])),
        ];
        html! {
            <p class="rule-meta">
                { for about.into_iter().map(|part| html! { <span>{ part }</span> }) }
                <span>{ away(self.view, source) }</span>
            </p>
        }
    }
}
