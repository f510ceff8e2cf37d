//! Moving from one model to the other: the check first, then when, at what cost, and by which steps.

mod ahead;
mod calendar;
mod cash;
mod check;
mod plan;
mod start;
mod steps;
mod timeline;

use yew::prelude::*;

use crate::engine::Evaluation;
use crate::engine::report::Transition;
use crate::engine::transition::Course;
use crate::i18n::{Message, Phrase};
use crate::ui::element::{Several, around, part};
use crate::ui::report::words::{Fill, channel_name, text};
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

pub(super) use self::calendar::Dated;
use self::cash::paid_back;

/// The part.
pub(super) fn moving(view: &View, dispatch: &Dispatch) -> Html {
    let body = if view.state.waits() {
        [around("p", "part-lead", text(view, Message::DecideUnread))].gather()
    } else {
        match Move::of(view) {
            Some(moving) => to_an_offer(view, dispatch, &moving),
            None => to_direct(view),
        }
    };
    part("decide-moving", text(view, Message::MovingTitle), body)
}

/// What is to be done by when, where a move presses.
pub(super) fn presses(view: &View) -> Option<Phrase> {
    Move::of(view)?.presses(view)
}

/// The steps, in short.
pub(super) fn steps_in_short(view: &View) -> Vec<Html> {
    let steps = match Move::of(view) {
        Some(moving) => steps::to_an_offer(view, &moving),
        None => steps::to_direct(view),
    };
    steps::in_short(view, &steps)
}

/// The days of a move to an offer, or of the way to direct.
pub(super) fn days(view: &View) -> Vec<Dated> {
    Move::of(view).map_or_else(|| calendar::ahead(view), |moving| calendar::of_move(view, &moving))
}

/// The move of a direct partner: what the report says of it, and what is known beside that.
struct Move {
    report: Transition,
    course: Course,
}

impl Move {
    fn of(view: &View) -> Option<Move> {
        let evaluation = Evaluation::new(&view.state.scenario, view.state.today);
        Some(Move { report: evaluation.transition()?, course: evaluation.course()? })
    }

    /// Where it goes, by name.
    fn offer(&self, view: &View) -> Phrase {
        channel_name(view, self.report.to)
    }

    /// What is to be done by when, where that presses.
    fn presses(&self, view: &View) -> Option<Phrase> {
        let say = |message, date| Fill::new(view).text("date", date).say(message);
        let date = |date| view.locale.date(date);
        if view.situation.authorization_lost() {
            return Some(say(Message::DeadlineStartNow, String::new()));
        }
        let deadline = self.report.deadline.as_ref().filter(|deadline| deadline.applies)?;
        Some(match deadline.start_by {
            None => say(Message::DeadlineTooSlow, String::new()),
            Some(day) if deadline.late => say(Message::DeadlineLate, date(day)),
            Some(day) => say(Message::DeadlineStartBy, date(day)),
        })
    }

    /// How long it takes.
    fn weeks(&self, view: &View) -> Phrase {
        Fill::new(view).count("weeks", self.report.weeks_needed as usize).say(Message::DeadlineWeeksNeeded)
    }
}

fn to_an_offer(view: &View, dispatch: &Dispatch, moving: &Move) -> Vec<Html> {
    let lead = moving.presses(view).or_else(|| paid_back(view, moving)).map(|phrase| rich(&phrase));
    [
        around("p", "part-lead", lead.unwrap_or_else(|| text(view, Message::MovingNoRevenue))),
        check::of_direct(view, moving),
        plan::plan(view, dispatch, moving),
        cash::money(view, moving),
        steps::drawn(view, steps::to_an_offer(view, moving)),
        calendar::dates(view, Message::MovingDatesTitle, Vec::new(), &calendar::of_move(view, moving)),
    ]
    .gather()
}

fn to_direct(view: &View) -> Vec<Html> {
    [
        around("p", "part-lead", rich(&ahead::finding(view))),
        check::of_reseller(view),
        calendar::dates(view, Message::MovingAheadTitle, ahead::notes(view), &calendar::ahead(view)),
        steps::drawn(view, steps::to_direct(view)),
    ]
    .gather()
}
