//! Who filled in a figure that the visitor neither changed nor confirmed, and when; and whether it stays so.

use yew::prelude::*;

use crate::app::{Filler, State, Subject};
use crate::i18n::{Arg, Locale, Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, around, button_with, with};
use crate::ui::rich::{rich, text};

/// What is said of a figure that somebody else filled in, or that is locked.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) struct Mark {
    /// Who filled it in; nobody where a locked field has the model's default.
    pub filler: Option<Filler>,
    /// Who and when.
    pub words: Phrase,
    /// Whether the field can't be changed.
    pub locked: bool,
}

impl Mark {
    /// That of a field, if there is something to say.
    pub(in crate::ui) fn of(view: &View, subject: Subject) -> Option<Mark> {
        let state = &view.state;
        let filler = state.filler(subject);
        let locked = matches!(subject, Subject::At(slot) if state.is_locked(slot));
        let words = filler.map(|filler| filled_by(&view.locale, state, filler));
        (filler.is_some() || locked).then(|| Mark { filler, words: words.unwrap_or_default(), locked })
    }

    /// The name in attributes, for the styles.
    pub(super) fn id(&self) -> &'static str {
        match self.filler {
            Some(Filler::Profile) => "profile",
            Some(Filler::Link) => "link",
            None => "plain",
        }
    }

    /// What stands beside the control, with a way to say that it is right.
    pub(super) fn draw(&self, locale: &Locale, id: AttrValue, label: &Phrase, confirm: impl Fn() + 'static) -> Html {
        let mut words = vec![rich(&self.words)];
        if self.locked {
            words.push(Html::from(" "));
            words.push(text(locale, Message::ProviderLocked));
        }
        let mut parts = [with("span", &["class", "id"], ["field-origin-word".into(), id], words)].gather();
        if self.filler.is_some() && !self.locked {
            let name = locale.say(Message::ProviderConfirmOf, &[("field", Arg::Phrase(label))]).plain();
            let values = ["button".into(), "field-reset".into(), name.into()];
            let inside = [text(locale, Message::ProviderConfirm)];
            parts.push(button_with(&["type", "class", "aria-label"], values, inside, confirm));
        }
        with("span", &["class"], ["field-origin field-filled".into()], parts)
    }

    /// The words alone, for receipts and paper.
    pub(in crate::ui) fn alone(&self) -> Html {
        around("span", "filled-by", rich(&self.words))
    }
}

/// Who filled something in, and when: `Acme, 1 November 2026`.
pub(in crate::ui) fn filled_by(locale: &Locale, state: &State, filler: Filler) -> Phrase {
    let name = state.provider.profile.as_ref().map_or("", |profile| profile.name.as_str());
    let date = state.filled_on(filler).map(|day| locale.date(day)).unwrap_or_default();
    let message = match (filler, state.is_dated(filler)) {
        (Filler::Profile, false) => Message::ProviderMark,
        (Filler::Profile, true) => Message::ProviderMarkOld,
        (Filler::Link, _) if date.is_empty() => Message::ProviderLinkUndated,
        (Filler::Link, false) => Message::ProviderLink,
        (Filler::Link, true) => Message::ProviderLinkOld,
    };
    locale.say(message, &[("name", Arg::Text(name)), ("date", Arg::Text(&date))])
}
