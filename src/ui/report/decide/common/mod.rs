//! What several of these parts draw.

mod control;
mod name;
mod table;

use yew::prelude::*;

use crate::browser::document;
use crate::engine::catalogue::Slot;
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{Several, around, button, list, tag, unseen, with};
use crate::ui::field::field_id;
use crate::ui::report::words::{Fill, slot_label, text};
use crate::ui::rich::rich;

pub(super) use self::control::{complaint, select, typed};
pub(super) use self::name::{NameProps, name_box};
pub(super) use self::table::{cell, folded, group, heading, name_of_row, row, scrolled, twin};

/// A piece of a part, under a heading of its own with this id.
pub(super) fn piece(id: &'static str, heading: Html, body: impl Several<Html>) -> Html {
    let mut inside = [with("h3", &["id", "class"], [id.into(), "decide-heading".into()], [heading])].gather();
    inside.extend(body.gather());
    tag("div", "decide-piece", inside)
}

/// Panels that explain the figures of a chart or a table, folded under it; each says what it is of. Not on paper, where each
/// would take a page.
pub(super) fn receipts(view: &View, of: Message, panels: impl IntoIterator<Item = Html>) -> Html {
    if view.printing {
        return Html::default();
    }
    let panels = list("decide-receipts", panels.into_iter().map(|panel| around("li", "", panel)).collect());
    let of = Fill::new(view).words("figure", view.locale.say(of, &[])).draw(Message::ReportReceiptOf);
    let summary = tag("summary", "", [text(view, Message::ReportReceiptOpen), unseen([of])]);
    tag("details", "receipt-fold decide-why", [summary, panels])
}

/// The label of a field, which leads to it; plain words on paper and where the field is left out.
pub(super) fn field_link(view: &View, slot: Slot) -> Html {
    let label = rich(&slot_label(view, slot));
    if view.printing || view.state.provider.hides(slot) {
        return around("span", "", label);
    }
    button("link", [label], move || document::focus(&field_id(slot)))
}

/// How words around a place across stand, so that they stay in the drawing: they begin there, end there, or it is their
/// middle.
pub(super) fn anchor(x: i32) -> &'static str {
    match x {
        ..300 => "start",
        701.. => "end",
        _ => "middle",
    }
}

/// A page of these figures.
#[cfg(test)]
pub(super) fn sample(fragment: &str, language: crate::i18n::Language) -> View {
    let today = crate::engine::date::Date::literal(2026, 11, 22);
    let state = crate::app::State::new(crate::link::plain(fragment), today);
    View::new(crate::i18n::Locale::embedded(language), std::rc::Rc::new(state))
}
