//! What stands around a control: the help that opens in place, and where the value comes from.

use yew::prelude::*;

use crate::engine::catalogue::{Kind, Slot};
use crate::engine::rules::SourceKind;
use crate::i18n::{Arg, Locale, Message, Phrase};
use crate::ui::rich::rich;

use super::origin::Origin;
use super::words;

/// A question mark that opens the help in place. `about` is what is explained, for those who can't see where the mark is.
pub(in crate::ui) fn hint(locale: &Locale, about: &Phrase, content: Html) -> Html {
    let name = locale.say(Message::FormExplain, &[("field", about.into())]);
    html! {
        <details class="hint">
            <summary class="hint-mark"><span class="visually-hidden">{ rich(&name) }</span></summary>
            <div class="hint-text">{ content }</div>
        </details>
    }
}

/// The help of a field: what to fill in, and what its default rests on.
pub(in crate::ui) fn hint_text(locale: &Locale, slot: Slot, id: Option<AttrValue>) -> Html {
    html! {
        <>
            <p {id}>{ rich(&words::hint(locale, slot.field)) }</p>
            { about_default(locale, slot) }
        </>
    }
}

fn about_default(locale: &Locale, slot: Slot) -> Html {
    // Of a figure one asks what it rests on; a name or a currency is simply one's own.
    let number = matches!(slot.row().kind, Kind::Number { .. });
    let about = Origin::of(slot, false).words().filter(|_| number);
    let source = slot.row().source;
    html! {
        <p class="hint-source">
            if let Some((_, about)) = about {
                { locale.text(about) }{ " " }
            }
            if source.kind() != SourceKind::Own {
                <a href={source.url()} hreflang={source.language()} lang={source.language()}>{ source.title() }</a>
            }
        </p>
    }
}

/// Where the value comes from, and the way back to the default.
pub(super) fn origin(locale: &Locale, origin: Origin, label: &Phrase, on_reset: Option<Callback<MouseEvent>>) -> Html {
    let Some((word, _)) = origin.words() else { return Html::default() };
    let back = on_reset.filter(|_| origin == Origin::You).map(|onclick| {
        let name = locale.say(Message::FormToDefaultOf, &[("field", Arg::Phrase(label))]).plain();
        html! {
            <button type="button" class="field-reset" aria-label={AttrValue::from(name)} {onclick}>{ locale.text(Message::FormToDefault) }</button>
        }
    });
    html! {
        <span class="field-origin">
            <span class="field-origin-word">{ locale.text(word) }</span>
            { back }
        </span>
    }
}
