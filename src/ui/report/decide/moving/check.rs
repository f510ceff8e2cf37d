//! The yearly check: the last one, the next one, and what Partner Center says today.

use yew::prelude::*;

use super::super::common::piece;
use super::Move;
use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::rules::Source;
use crate::engine::situation::{Authorization, Role};
use crate::engine::transition::checks;
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{Several, list, spaced, tag};
use crate::ui::report::link::{answer_button, away};
use crate::ui::report::verdict::authorization;
use crate::ui::report::words::{Fill, text};

/// Of a direct partner.
pub(super) fn of_direct(view: &View, moving: &Move) -> Html {
    let mut items = match &moving.report.deadline {
        None => {
            let unknown = text(view, Message::DeadlineAnniversaryUnknown);
            [item([unknown, field(view, FieldId::Anniversary)])].gather()
        }
        Some(deadline) => {
            let date = |date| view.locale.date(date);
            let next = Fill::new(view)
                .text("anniversary", date(deadline.next.anniversary))
                .text("suspended", date(deadline.next.suspended))
                .text("revoked", date(deadline.next.revoked));
            let mut next = [next.draw(Message::DeadlineDates)].gather();
            if !deadline.applies {
                next.push(text(view, Message::DeadlineOnlyIfFailing));
            }
            next.push(away(view, view.answer.rules.suspended_days.citation.source));
            [last(view, deadline.last.is_some()), item(next)].gather()
        }
    };
    items.push(today(view));
    drawn(view, items)
}

/// The last check.
fn last(view: &View, recent: bool) -> Html {
    let Some([last, _]) = checks(&view.situation) else { return Html::default() };
    let message = if last < view.answer.rules.valid_from {
        Message::MovingCheckBefore
    } else if recent {
        Message::DeadlineLast
    } else {
        Message::MovingCheckLast
    };
    let fill = Fill::new(view).text("anniversary", view.locale.date(last));
    item([fill.draw(message), away(view, Source::MicrosoftTransitionGuide)])
}

/// What Partner Center says, and what that means.
fn today(view: &View) -> Html {
    let Some(status) = view.situation.standing.authorization else {
        return item([text(view, Message::MovingCheckUnknown), field(view, FieldId::Authorization)]);
    };
    let says = Fill::new(view).words("status", authorization(view)).draw(Message::MovingCheckSays);
    let meaning = match status {
        Authorization::Active => return item([says]),
        Authorization::Restricted => (Message::MovingCheckRestricted, Source::MicrosoftRestricted2021),
        Authorization::Suspended => (Message::MovingCheckSuspended, Source::MicrosoftSuspended),
        Authorization::Revoked => (Message::MovingCheckRevoked, Source::ForumEnforcement),
    };
    let (meaning, source) = meaning;
    item([says, text(view, meaning), away(view, source)])
}

/// Of an indirect reseller or a newcomer.
pub(super) fn of_reseller(view: &View) -> Html {
    let source = away(view, Source::MicrosoftIndirectReseller);
    let sentence = match (view.situation.role, checks(&view.situation)) {
        (Role::New, _) => item([text(view, Message::MovingCheckNew), away(view, Source::MicrosoftDirectEligibility)]),
        (_, Some([last, next])) => {
            let fill = Fill::new(view).text("last", view.locale.date(last)).text("next", view.locale.date(next));
            item([fill.draw(Message::MovingCheckReseller), source])
        }
        (_, None) => item([text(view, Message::MovingCheckResellerUnknown), field(view, FieldId::Anniversary), source]),
    };
    drawn(view, [sentence].gather())
}

fn drawn(view: &View, items: Vec<Html>) -> Html {
    piece("decide-moving-check", text(view, Message::MovingCheckTitle), [list("sentences", items)].gather())
}

fn item(sentences: impl Several<Html>) -> Html {
    tag("li", "", [spaced(sentences.gather())])
}

/// The way to a field; on paper there is none.
fn field(view: &View, field: FieldId) -> Html {
    let slot = Slot::of(field);
    let reached = !view.printing && !view.state.provider.hides(slot);
    if reached { answer_button(view, slot) } else { Html::default() }
}
