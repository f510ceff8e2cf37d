//! The plan: to whom it moves, and which portfolio in which month.

use yew::prelude::*;

use super::super::common::{piece, select};
use super::Move;
use super::start::{Start, axis};
use super::timeline::Timeline;
use crate::app::Action;
use crate::app::reach::Section;
use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::report::Deadline;
use crate::engine::scenario::{Scenario, Value};
use crate::engine::transition::Begin;
use crate::i18n::{Message, Phrase};
use crate::ui::element::{Several, around, option, spaced, tag};
use crate::ui::field::name_of;
use crate::ui::report::icon::Icon;
use crate::ui::report::receipt::{Course, receipt};
use crate::ui::report::words::{Fill, channel_name, portfolio_name, text};
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

/// The id of the list of distributors.
const TO: &str = "decide-moving-to";

/// The plan.
pub(super) fn plan(view: &View, dispatch: &Dispatch, moving: &Move) -> Html {
    let begins = &moving.course.begins;
    let mut body = [to(view, dispatch, moving)].gather();
    if begins.is_empty() {
        body.push(around("p", "", text(view, Message::MovingNoRevenue)));
    } else {
        let timeline = Timeline { as_of: view.situation.as_of, horizon: view.situation.moving.horizon };
        let deadline = moving.report.deadline.as_ref().filter(|deadline| deadline.applies);
        let marks = deadline.map(|deadline| marks(view, timeline, deadline)).unwrap_or_default();
        let offer = moving.offer(view);
        let rows = begins.iter().map(|begin| row(view, dispatch, *begin, timeline, &offer, &marks));
        let mut lines: Vec<Html> = rows.collect();
        let charts = !view.state.provider.leaves_out(Section::Charts);
        if charts {
            lines.push(tag("div", "moving-start", [axis(timeline)]));
        }
        body.push(tag("div", "moving-plan", lines));
        body.push(around("p", "part-note", how(view, deadline.filter(|_| charts && !marks.is_empty()))));
    }
    body.push(tag(
        "div",
        "moving-sentence",
        [around("p", "", rich(&moving.weeks(view))), receipt(view, Course::Weeks)],
    ));
    body.extend(too_late(view, moving));
    piece("decide-moving-plan", text(view, Message::MovingPlanTitle), body)
}

/// To whom it moves.
fn to(view: &View, dispatch: &Dispatch, moving: &Move) -> Html {
    let slot = Slot::of(FieldId::MoveTo);
    let name = text(view, Message::MovingPlanTo);
    if view.printing || view.state.is_locked(slot) {
        return tag("p", "moving-to", [name, Html::from(" "), rich(&moving.offer(view))]);
    }
    let chosen = view.state.scenario.get(slot);
    let best = channel_name(view, view.answer.best_offer);
    let best = Fill::new(view).words("offer", best).say(Message::MovingPlanBest).plain();
    let mut options = [option(AttrValue::default(), chosen.is_none(), best)].gather();
    for offer in 0..view.state.scenario.offers() {
        let value = Value::Offer(offer);
        let is_chosen = chosen == Some(&value);
        options.push(option(value.text(slot.row().kind).into(), is_chosen, name_of(view, offer)));
    }
    let dispatch = dispatch.clone();
    let list = select(TO, name, options, move |text| {
        let value = if text.is_empty() { None } else { Scenario::parse_text(slot, &text).ok() };
        dispatch.send(Action::Set(slot, value));
    });
    tag("div", "moving-to", [list])
}

fn row(view: &View, dispatch: &Dispatch, begin: Begin, timeline: Timeline, offer: &Phrase, marks: &[i32]) -> Html {
    let (view, dispatch, offer, marks) = (view.clone(), dispatch.clone(), offer.clone(), marks.to_vec());
    html! { <Start key={begin.portfolio.id()} {view} {dispatch} {begin} {timeline} {offer} {marks} /> }
}

/// The reported dates that lie on the line.
fn marks(view: &View, timeline: Timeline, deadline: &Deadline) -> Vec<i32> {
    let dates = deadline.that_counts(view.situation.authorization_lost());
    [dates.suspended, dates.revoked].into_iter().filter_map(|date| timeline.at_day(date)).collect()
}

/// How to read and to change it.
fn how(view: &View, deadline: Option<&Deadline>) -> Html {
    let first = Fill::new(view).text("date", view.locale.date(view.situation.as_of));
    let mut sentences = Vec::new();
    if !view.printing {
        sentences.push(text(view, Message::MovingPlanHow));
    }
    sentences.push(first.draw(Message::MovingPlanFirst));
    if let Some(deadline) = deadline {
        let dates = deadline.that_counts(view.situation.authorization_lost());
        let fill = Fill::new(view)
            .text("suspended", view.locale.date(dates.suspended))
            .text("revoked", view.locale.date(dates.revoked));
        sentences.push(fill.draw(Message::MovingPlanMarks));
    }
    spaced(sentences)
}

/// What is planned after the authorisation ends.
fn too_late(view: &View, moving: &Move) -> Option<Html> {
    let deadline = moving.report.deadline.as_ref().filter(|deadline| !deadline.after_revocation.is_empty())?;
    let names: Vec<Phrase> = deadline.after_revocation.iter().map(|p| portfolio_name(view, *p)).collect();
    let words = Fill::new(view).words("portfolios", view.locale.all_of(&names)).draw(Message::DeadlineAfterRevocation);
    Some(tag("p", "caution", [Icon::Mark.draw(), around("span", "", words)]))
}
