//! What stands around a control: the help that opens in place, and where the value comes from.

use yew::prelude::*;

use crate::engine::catalogue::{Kind, Slot};
use crate::engine::rules::{Source, SourceKind};
use crate::i18n::{Arg, Locale, Message, Phrase};
use crate::ui::element::{Several, around, button_with, element, spaced, tag, unseen, with};
use crate::ui::rich::{rich, text};

use super::origin::Origin;
use super::words;

/// A question mark that opens the help in place. `about` is what is explained, for those who can't see where the mark is.
pub(in crate::ui) fn hint(locale: &Locale, about: &Phrase, content: Vec<Html>) -> Html {
    let name = locale.say(Message::FormExplain, &[("field", about.into())]);
    let mark = around("summary", "hint-mark", unseen([rich(&name)]));
    tag("details", "hint", [mark, tag("div", "hint-text", content)])
}

/// The help of a field: what to fill in, and what its default rests on.
pub(in crate::ui) fn hint_text(locale: &Locale, slot: Slot, id: Option<AttrValue>) -> Vec<Html> {
    let mut hint = element("p", &["id"], [id]);
    hint.add_child(rich(&words::hint(locale, slot.field)));
    [hint.into(), about_default(locale, slot)].gather()
}

fn about_default(locale: &Locale, slot: Slot) -> Html {
    // Of a figure one asks what it rests on; a name or a currency is simply one's own.
    let number = matches!(slot.row().kind, Kind::Number { .. });
    let about = Origin::of(slot, false).words().filter(|_| number);
    let source = slot.row().source;
    let mut parts = Vec::new();
    parts.extend(about.map(|(_, about)| text(locale, about)));
    if source.kind() != SourceKind::Own {
        parts.push(source_link(source));
    }
    around("p", "hint-source", spaced(parts))
}

/// A link to a source, by its title.
pub(in crate::ui) fn source_link(source: Source) -> Html {
    let values = [source.url().into(), source.language().into(), source.language().into()];
    with("a", &["href", "hreflang", "lang"], values, [Html::from(source.title())])
}

/// Where the value comes from, and the way back to the default.
pub(super) fn origin(locale: &Locale, origin: Origin, label: &Phrase, on_reset: Option<Callback<()>>) -> Html {
    let Some((word, _)) = origin.words() else { return Html::default() };
    let back = on_reset.filter(|_| origin == Origin::You).map(|on_reset| back(locale, label, on_reset));
    let mut parts = [around("span", "field-origin-word", text(locale, word))].gather();
    parts.extend(back);
    tag("span", "field-origin", parts)
}

/// The way back to the default.
pub(super) fn back(locale: &Locale, label: &Phrase, on_reset: Callback<()>) -> Html {
    let name = locale.say(Message::FormToDefaultOf, &[("field", Arg::Phrase(label))]).plain();
    let values = ["button".into(), "field-reset".into(), name.into()];
    let inside = [text(locale, Message::FormToDefault)];
    button_with(&["type", "class", "aria-label"], values, inside, move || on_reset.emit(()))
}
