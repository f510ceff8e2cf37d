//! How sure the answer is: how the draws lie, what it turns on, and what is certain whatever the ranges.

mod certain;
mod draws;
mod turns;

use std::rc::Rc;

use yew::prelude::*;

use crate::app::Subject;
use crate::engine::doubt::{Certainty, Doubt};
use crate::i18n::{Message, Phrase};
use crate::ui::element::{Several, all, around, part, spaced};
use crate::ui::report::link::{answer_button, to_field};
use crate::ui::report::words::{Fill, slot_label, text};
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

/// The part.
pub(super) fn doubt(view: &View, _dispatch: &Dispatch) -> Html {
    let heading = text(view, Message::DoubtTitle);
    let lead = |sentences| around("p", "part-lead", spaced(sentences));
    if view.state.waits() {
        return part("decide-doubt", heading, [lead([text(view, Message::DecideUnread)].gather())]);
    }
    let judged = judged(view);
    let certain = certain::certain(view, &judged);
    if view.situation.total_revenue().exact().is_zero() {
        // Without revenue there is no difference to doubt; what is open and what isn't can still be said.
        let ask = if view.printing { Html::default() } else { to_field(view, Subject::TotalRevenue) };
        let sentences = [text(view, Message::SentenceNoRevenue), ask].gather();
        return part("decide-doubt", heading, [lead(sentences), next(view, &judged), certain]);
    }
    let mut sentences = [rich(&how_close(view))].gather();
    sentences.extend(how_certain(view, &judged).map(|sentence| rich(&sentence)));
    let body = [lead(sentences), next(view, &judged), draws::draws(view), turns::turns(view), certain];
    part("decide-doubt", heading, body)
}

/// What is certain: as a worker found it, which has the time for ranges; else it is worked out here, once for a drawing.
fn judged(view: &View) -> Rc<Doubt> {
    let here = || Rc::new(crate::engine::doubt::doubt(&view.state.scenario, view.state.today));
    view.judged.clone().unwrap_or_else(here)
}

/// Whether it is a close call, and in how many draws direct is ahead.
fn how_close(view: &View) -> Phrase {
    let Some(drawn) = &view.uncertainty else { return view.locale.say(Message::DoubtWaits, &[]) };
    let message = if draws::is_close(drawn) { Message::DoubtClose } else { Message::DoubtClear };
    Fill::new(view).words("share", draws::share(view, drawn)).say(message)
}

/// Who is ahead for certain, or on how many figures and answers that depends; nothing where only numbers and facts that are
/// known decide.
fn how_certain(view: &View, judged: &Doubt) -> Option<Phrase> {
    let depends = [&judged.indirect_ahead, &judged.direct_ahead].into_iter().find_map(|certainty| match certainty {
        Certainty::Depends(slots) => Some(slots),
        _ => None,
    });
    if let Some(slots) = depends {
        return Some(Fill::new(view).count("count", slots.len()).say(Message::DoubtAheadOpen));
    }
    // With plain numbers that is what the figures say anyway.
    view.state.scenario.ranges().next()?;
    let message = match (&judged.indirect_ahead, &judged.direct_ahead) {
        (Certainty::Certainly, _) => Message::DoubtAheadIndirect,
        (_, Certainty::Certainly) => Message::DoubtAheadDirect,
        _ => return None,
    };
    Some(view.locale.say(message, &[]))
}

/// What to find out next.
fn next(view: &View, judged: &Doubt) -> Html {
    let Some(slot) = judged.next_question else {
        return around("p", "doubt-next", text(view, Message::DoubtNextNone));
    };
    let question = Fill::new(view).words("field", slot_label(view, slot)).draw(Message::DoubtNext);
    let led = !view.printing && !view.state.provider.hides(slot);
    let ask = if led { answer_button(view, slot) } else { Html::default() };
    around("p", "doubt-next", all([question, Html::from(" "), ask]))
}
