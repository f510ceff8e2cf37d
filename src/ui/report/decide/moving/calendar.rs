//! The dates, in a list and as a calendar file.

use yew::prelude::*;

use super::super::common::piece;
use super::Move;
use super::ahead::{self, What, way};
use crate::browser::download;
use crate::engine::date::Date;
use crate::engine::situation::Role;
use crate::engine::transition::{checks, requests};
use crate::i18n::{Message, Phrase};
use crate::ics::{self, Day};
use crate::ui::View;
use crate::ui::element::{around, button, spaced, tag, with};
use crate::ui::report::words::{Fill, portfolio_name, text};
use crate::ui::rich::rich;

/// The name of the file.
const FILE: &str = "tierwise.ics";
/// What kind of file it is.
const KIND: &str = "text/calendar;charset=utf-8";

/// What is called so in every plan: the yearly check.
const CHECK: &str = "check";

/// A date.
pub(in super::super) struct Dated {
    /// What stays the same when it moves.
    id: String,
    pub(in super::super) day: Date,
    pub(in super::super) name: Phrase,
    about: Phrase,
}

impl Dated {
    /// Whether it comes also for who doesn't move.
    pub(in super::super) fn comes_anyway(&self) -> bool {
        self.id == ["moving-", CHECK].concat()
    }

    fn new(id: &str, day: Date, name: Phrase, about: Phrase) -> Dated {
        Dated { id: ["moving-", id].concat(), day, name, about }
    }
}

/// The dates of a move to an offer.
pub(super) fn of_move(view: &View, moving: &Move) -> Vec<Dated> {
    let as_of = view.situation.as_of;
    let say = |message| view.locale.say(message, &[]);
    let mut dates: Vec<Dated> = check(view).into_iter().collect();
    if let Some(deadline) = moving.report.deadline.as_ref().filter(|deadline| deadline.applies) {
        let counts = deadline.that_counts(view.situation.authorization_lost());
        let reported = [
            ("suspended", counts.suspended, Message::MovingEventSuspended),
            ("revoked", counts.revoked, Message::MovingEventRevoked),
        ];
        // What has passed is no date to keep.
        let still = reported.into_iter().filter(|(_, day, _)| *day >= as_of);
        dates.extend(
            still.map(|(id, day, name)| Dated::new(id, day, say(name), say(Message::MovingEventReportedAbout))),
        );
        let start = deadline.start_by.filter(|day| *day >= as_of);
        dates
            .extend(start.map(|day| Dated::new("start-by", day, say(Message::MovingEventStartBy), moving.weeks(view))));
    }
    for begin in &moving.course.begins {
        let days = view.answer.rules.transfer_days.value;
        let fill = Fill::new(view)
            .words("portfolio", portfolio_name(view, begin.portfolio))
            .words("offer", moving.offer(view))
            .text("month", begin.month.to_string())
            .text("date", view.locale.date(begin.day))
            .count("days", usize::from(days))
            .count("requests", requests(&*view.situation) as usize);
        let id = |what: &str| [what, "-", begin.portfolio.id()].concat();
        let (name, about) = (fill.say(Message::MovingEventBegins), fill.say(Message::MovingEventBeginsAbout));
        dates.push(Dated::new(&id("begins"), begin.day, name, about));
        let (name, about) = (fill.say(Message::MovingEventLapses), fill.say(Message::MovingEventLapsesAbout));
        dates.push(Dated::new(&id("lapses"), begin.day.plus_days(i64::from(days)), name, about));
    }
    if moving.course.plan_ends > as_of {
        let (name, about) = (say(Message::MovingEventPlanEnds), say(Message::MovingStepPlanWhat));
        dates.push(Dated::new("plan-ends", moving.course.plan_ends, name, about));
    }
    dates.sort_by_key(|dated| dated.day);
    dates
}

/// The dates on the way to direct.
pub(super) fn ahead(view: &View) -> Vec<Dated> {
    let mut dates: Vec<Dated> = check(view).into_iter().collect();
    let application = usize::from(view.answer.rules.application_months.value);
    for due in way(view.situation.as_of, &view.answer.eligibility.direct) {
        let (id, requirement, months, name, about) = match due.what {
            What::Begin(id, months) => {
                ("begin-", Some(id), months as usize, Message::MovingAheadBegin, Message::MovingAheadBeginAbout)
            }
            What::Ready(id) => ("ready-", Some(id), 0, Message::MovingAheadReady, Message::MovingAheadReadyAbout),
            What::Reached(id, months) => {
                ("reached-", Some(id), months as usize, Message::MovingAheadReached, Message::MovingAheadReachedAbout)
            }
            What::Apply => ("apply", None, application, Message::MovingAheadApply, Message::MovingAheadApplyAbout),
            What::Open => ("open", None, 0, Message::MovingAheadOpen, Message::MovingAheadOpenAbout),
        };
        let asked = requirement.map(|id| ahead::name(view, id)).unwrap_or_default();
        let fill = Fill::new(view).words("name", asked).count("months", months);
        let id = [id, requirement.map_or("", |id| id.id())].concat();
        dates.push(Dated::new(&id, due.day, fill.say(name), fill.say(about)));
    }
    dates.sort_by_key(|dated| dated.day);
    dates
}

/// The next yearly check, of who is in the programme.
fn check(view: &View) -> Option<Dated> {
    let [_, next] = checks(&view.situation).filter(|_| view.situation.role != Role::New)?;
    let say = |message| view.locale.say(message, &[]);
    Some(Dated::new(CHECK, next, say(Message::MovingEventCheck), say(Message::MovingEventCheckAbout)))
}

/// The list, below these notes, with a button that saves it.
pub(super) fn dates(view: &View, title: Message, notes: Vec<Html>, dates: &[Dated]) -> Html {
    let mut body = notes;
    if dates.is_empty() {
        body.push(around("p", "", text(view, Message::MovingDatesNone)));
    } else {
        let items: Vec<Html> = dates.iter().map(|dated| item(view, dated)).collect();
        body.push(with("ol", &["class", "role"], ["moving-dates".into(), "list".into()], items));
        if !view.printing {
            let (as_of, days) = (view.situation.as_of, days(dates));
            let save = move || download::text(FILE, KIND, &ics::calendar(as_of, &days));
            body.push(button("button moving-save", [text(view, Message::MovingDatesSave)], save));
        }
    }
    piece("decide-moving-dates", text(view, title), body)
}

fn item(view: &View, dated: &Dated) -> Html {
    let day = Html::from(view.locale.date(dated.day));
    let day = with("time", &["class", "datetime"], ["moving-day".into(), dated.day.to_string().into()], [day]);
    let words = [around("span", "moving-event", rich(&dated.name)), around("span", "moving-about", rich(&dated.about))];
    tag("li", "", [day, Html::from(" "), tag("span", "", [spaced(words)])])
}

/// The same as days of a file.
fn days(dates: &[Dated]) -> Vec<Day> {
    let day = |dated: &Dated| Day {
        id: dated.id.clone(),
        date: dated.day,
        name: dated.name.plain(),
        about: dated.about.plain(),
    };
    dates.iter().map(day).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::i18n::Language;
    use crate::ui::report::decide::common::sample;

    fn of(view: &View) -> Vec<Day> {
        match Move::of(view) {
            Some(moving) => days(&of_move(view, &moving)),
            None => days(&ahead(view)),
        }
    }

    fn listed(fragment: &str) -> Vec<(String, String)> {
        of(&sample(fragment, Language::En)).into_iter().map(|day| (day.id, day.date.to_string())).collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(id, day)| (["moving-", id].concat(), day.to_string())).collect()
    }

    #[test]
    fn a_partner_that_fails_has_all_dates() {
        assert_eq!(
            listed("ro=direct&dma=6&an=3&res=0"),
            pairs(&[
                ("begins-modern_work", "2026-11-22"),
                ("lapses-modern_work", "2026-12-22"),
                ("start-by", "2027-01-06"),
                ("begins-azure", "2027-02-22"),
                ("check", "2027-03-01"),
                ("lapses-azure", "2027-03-24"),
                ("suspended", "2027-03-31"),
                ("revoked", "2027-04-30"),
                ("begins-business_apps", "2027-05-22"),
                ("plan-ends", "2027-05-22"),
                ("lapses-business_apps", "2027-06-21"),
            ])
        );
    }

    #[test]
    fn a_partner_that_may_stay_is_not_warned_of_the_end() {
        let stays = "ro=direct&bt=3200000&de=modern_work&sp=asfp&mf=true&sc=true&ah=2&ma=true&ve=true&as=true&da=true&an=5&tn=0";
        let ids: Vec<String> = listed(stays).into_iter().map(|(id, _)| id).collect();
        assert!(ids.contains(&"moving-check".to_string()), "{ids:?}");
        for never in ["moving-suspended", "moving-revoked", "moving-start-by", "moving-plan-ends"] {
            assert!(!ids.contains(&never.to_string()), "{ids:?}");
        }
    }

    #[test]
    fn what_has_passed_is_left_out() {
        // The last check, in October, counts: suspended at the end of that month.
        let lost = listed("ro=direct&au=suspended&an=10&rem=0&res=0&reb=0&rea=0&tn=0");
        let dates = [("start-by", "2026-11-22"), ("revoked", "2026-11-30"), ("check", "2027-10-01")];
        assert_eq!(lost, pairs(&dates));
    }

    #[test]
    fn on_the_way_to_direct_the_check_is_among_the_dates() {
        let dates = listed("im=24&bt=2000000&an=1");
        assert_eq!(dates, pairs(&[("apply", "2026-11-22"), ("check", "2027-01-01"), ("open", "2027-03-22")]));
        assert_eq!(listed("ro=new&bt=1000&an=1"), Vec::new());
    }

    #[test]
    fn ids_are_unique_and_the_same_in_every_language() {
        for fragment in ["ro=direct&dma=6&an=3", "im=3&bt=2000000&de=&sp=none&ve=false&cr=false&an=12", "ro=new&dma=6"]
        {
            let ids = |language| of(&sample(fragment, language)).into_iter().map(|day| day.id).collect::<Vec<_>>();
            let english = ids(Language::En);
            assert_eq!(english.iter().collect::<BTreeSet<_>>().len(), english.len(), "{english:?}");
            for language in Language::ALL {
                assert_eq!(ids(language), english, "{fragment}");
            }
        }
    }

    #[test]
    fn the_name_of_an_offer_stays_a_name() {
        let view = sample("ro=direct&an=3&0na=A%3BB%2C%20%5CC%3A%20END%3AVEVENT%20%7Bdate%7D", Language::En);
        let file = ics::calendar(view.situation.as_of, &of(&view));
        let file = file.replace("\r\n ", "");
        assert!(file.contains(r"the move to A\;B\, \\C: END:VEVENT {date} begins"), "{file}");
        let lines = |wanted: &str| file.split("\r\n").filter(|line| *line == wanted).count();
        assert_eq!(lines("BEGIN:VEVENT"), lines("END:VEVENT"));
        assert_eq!(lines("BEGIN:VEVENT"), of(&view).len());
    }
}
