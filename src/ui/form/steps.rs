//! Back and forth through what was done, and back to the start.

use yew::prelude::*;

use crate::app::{Action, Intention};
use crate::i18n::{Locale, Message, Phrase};
use crate::ui::element::{button_with, flag, tag, unseen};
use crate::ui::field::subject_label;
use crate::ui::rich::{rich, text};
use crate::ui::{Dispatch, View};

/// What was meant, as a noun.
pub(in crate::ui) fn intention(locale: &Locale, intention: Intention) -> Phrase {
    let message = match intention {
        Intention::Edit(subject) => return subject_label(locale, subject),
        Intention::AddOffer => Message::FormOffersAdd,
        Intention::RemoveOffer => Message::VoiceRemoveOffer,
        Intention::Open => Message::VoiceOpen,
        Intention::Neutral => Message::ProviderStep,
        Intention::Use => Message::VoiceUse,
        Intention::Reset => Message::StepsReset,
    };
    locale.say(message, &[])
}

/// The three buttons. One that has nothing to do says so, and keeps the focus it may have.
pub(super) fn steps(view: &View, dispatch: &Dispatch) -> Html {
    let history = &view.state.history;
    let of = |step: Option<Intention>| step.map(|step| intention(&view.locale, step));
    let reset = (!view.state.is_fresh()).then(Phrase::default);
    let buttons = [
        step(view, dispatch, Message::StepsUndo, of(history.undoes()), || Action::Undo),
        step(view, dispatch, Message::StepsRedo, of(history.redoes()), || Action::Redo),
        step(view, dispatch, Message::StepsReset, reset, || Action::Reset),
    ];
    tag("div", "steps", buttons)
}

/// A button, and what it would undo or do again.
fn step(view: &View, dispatch: &Dispatch, name: Message, what: Option<Phrase>, action: fn() -> Action) -> Html {
    let dispatch = dispatch.clone();
    let disabled = what.is_none();
    let what = what.filter(|what| !what.is_empty());
    let rest = what.map(|what| unseen([Html::from(": "), rich(&what)])).unwrap_or_default();
    let values = ["button".into(), "step".into(), flag(disabled)];
    button_with(&["type", "class", "aria-disabled"], values, [text(&view.locale, name), rest], move || {
        if !disabled {
            dispatch.send(action());
        }
    })
}
