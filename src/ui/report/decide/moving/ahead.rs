//! The way to direct: the earliest day, and what to have ready when.

use yew::prelude::*;

use crate::engine::date::Date;
use crate::engine::report::{ModelEligibility, Requirement, Status};
use crate::engine::rules::RequirementId;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, spaced, tag};
use crate::ui::report::link::answer_button;
use crate::ui::report::words::{Fill, answers, named};
use crate::ui::rich::rich;

/// Something on the way to direct, and its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Due {
    /// The day.
    pub(super) day: Date,
    /// What it is.
    pub(super) what: What,
}

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// To begin with a requirement, which takes so many months.
    Begin(RequirementId, u32),
    /// To have a requirement ready, which takes no month.
    Ready(RequirementId),
    /// Nothing: a requirement is met by itself after so many months.
    Reached(RequirementId, u32),
    /// To apply.
    Apply,
    /// Direct is open.
    Open,
}

/// The way to direct, by day; nothing where it isn't open within ten years.
///
/// What takes longest decides when to apply; what takes less is counted back from there.
pub(super) fn way(as_of: Date, model: &ModelEligibility) -> Vec<Due> {
    let Some(earliest) = model.earliest else { return Vec::new() };
    let missing = || model.requirements.iter().filter(|requirement| requirement.status == Status::NotMet);
    let lead = |requirement: &Requirement| requirement.lead_months.unwrap_or(0);
    let most = missing().map(lead).max().unwrap_or(0);
    let due = |requirement: &Requirement| {
        let (id, months) = (requirement.id, lead(requirement));
        let (month, what) = match id {
            RequirementId::Tenure | RequirementId::Revenue => (months, What::Reached(id, months)),
            _ if months == 0 => (most, What::Ready(id)),
            _ => (most - months, What::Begin(id, months)),
        };
        Due { day: as_of.plus_months(month), what }
    };
    let mut way: Vec<Due> = missing().map(due).collect();
    way.push(Due { day: as_of.plus_months(most), what: What::Apply });
    way.push(Due { day: earliest, what: What::Open });
    way.sort_by_key(|due| due.day);
    way
}

/// When direct is open at the earliest, or that it isn't.
pub(super) fn finding(view: &View) -> Phrase {
    let rules = view.answer.rules;
    let Some(earliest) = view.answer.eligibility.direct.earliest else {
        let threshold = view.locale.usd(rules.revenue_threshold().unwrap_or(0).into());
        return Fill::new(view).text("threshold", threshold).say(Message::MovingAheadNever);
    };
    Fill::new(view)
        .text("date", view.locale.date(earliest))
        .count("months", usize::from(rules.application_months.value))
        .say(Message::MovingAheadLead)
}

/// The name of something direct asks.
pub(super) fn name(view: &View, id: RequirementId) -> Phrase {
    named(view, &["requirement.", id.id(), ".name"])
}

/// What stands above the days: what is missing where there are none, and what is not known.
pub(super) fn notes(view: &View) -> Vec<Html> {
    let direct = &view.answer.eligibility.direct;
    let of = |status| direct.requirements.iter().filter(move |requirement| requirement.status == status);
    let say = |status, message| {
        let names: Vec<Phrase> = of(status).map(|requirement| name(view, requirement.id)).collect();
        let names = view.locale.all_of(&names);
        (!names.is_empty()).then(|| Fill::new(view).words("names", names).say(message))
    };
    let mut notes = Vec::new();
    if direct.earliest.is_none() {
        notes.extend(
            say(Status::NotMet, Message::MovingAheadMissing).map(|words| tag("p", "moving-sentence", [rich(&words)])),
        );
    }
    if let Some(words) = say(Status::Unknown, Message::MovingAheadUnknown) {
        let mut sentence = [rich(&words)].gather();
        let first = of(Status::Unknown).next().filter(|_| !view.printing);
        sentence.extend(first.map(|requirement| answer_button(view, answers(requirement.id, true))));
        notes.push(tag("p", "moving-sentence", [spaced(sentence)]));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Evaluation;
    use crate::link;

    fn days(fragment: &str) -> (Option<Date>, Vec<(String, What)>) {
        let today = Date::literal(2026, 11, 30);
        let scenario = link::plain(fragment).scenario;
        let evaluation = Evaluation::new(&scenario, today);
        let direct = evaluation.answer().eligibility.direct;
        (direct.earliest, way(today, &direct).iter().map(|due| (due.day.to_string(), due.what)).collect())
    }

    #[test]
    fn what_takes_less_is_counted_back() {
        let (earliest, days) = days("im=3&bt=2000000&de=&sp=none&ve=false&cr=false");
        use RequirementId as R;
        assert_eq!(earliest, Date::new(2027, 12, 30));
        let day = |day: &str, what| (day.to_string(), what);
        assert_eq!(
            days,
            [
                day("2027-02-28", What::Begin(R::Designation, 6)),
                day("2027-07-30", What::Begin(R::Vetting, 1)),
                day("2027-07-30", What::Begin(R::Credit, 1)),
                day("2027-08-30", What::Reached(R::Tenure, 9)),
                day("2027-08-30", What::Ready(R::SupportPlan)),
                day("2027-08-30", What::Apply),
                day("2027-12-30", What::Open),
            ]
        );
    }

    #[test]
    fn where_nothing_is_missing_there_is_only_the_application() {
        let (_, days) = days("im=24&bt=2000000");
        assert_eq!(days, [("2026-11-30".to_string(), What::Apply), ("2027-03-30".to_string(), What::Open)]);
    }

    #[test]
    fn what_is_never_reached_has_no_days() {
        assert_eq!(days("im=24&bt=1000"), (None, Vec::new()));
    }
}
