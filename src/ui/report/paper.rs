//! The report on paper: the button that prints it, and the list that then stands for the form.

use yew::prelude::*;

use super::words::{named, slot_label, text};
use crate::browser::print;
use crate::engine::catalogue::{FIELDS, Group};
use crate::engine::situation::Role;
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{self, all, around, part, tag};
use crate::ui::field::on_paper;
use crate::ui::rich::rich;

/// The button that prints; nothing until its text has come.
pub(super) fn button(view: &View) -> Html {
    if !view.locale.messages.is_complete() {
        return Html::default();
    }
    element::button("button print", [text(view, Message::PaperPrint)], print::print)
}

/// Everything that counts, group by group: what it is, its value, and where that comes from. Only on paper, where it
/// stands for the form: it is long, and nobody sees it before.
pub(super) fn entered(view: &View) -> Html {
    if !view.printing {
        return Html::default();
    }
    let offers = view.state.scenario.offers();
    // Only a direct partner can move.
    let counts = |group: &Group| *group != Group::Moving || view.situation.role == Role::Direct;
    let groups = Group::ALL.into_iter().filter(counts).map(|group| {
        let slots = FIELDS.iter().filter(|row| row.group == group).flat_map(|row| row.slots(offers));
        let rows = slots.filter_map(|slot| {
            let (value, origin) = on_paper(view, slot)?;
            let origin = around("span", "entered-origin", origin);
            let value = tag("dd", "", [around("span", "", rich(&value)), origin]);
            Some(tag("div", "", [around("dt", "", rich(&slot_label(view, slot))), value]))
        });
        let rows: Vec<Html> = rows.collect();
        all([around("h3", "", rich(&named(view, &["group.", group.id()]))), tag("dl", "entered-list", rows)])
    });
    part("entered", text(view, Message::PaperTitle), [tag("div", "entered", groups.collect::<Vec<Html>>())])
}
