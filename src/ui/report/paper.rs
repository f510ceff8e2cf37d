//! The report on paper: the button that prints it, and the list that then stands for the form.

use gloo::events::EventListener;
use yew::prelude::*;

use super::words::{named, slot_label, text};
use crate::browser::print;
use crate::engine::catalogue::{FIELDS, Group};
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

/// Everything that counts, group by group: what it is, its value, and where that comes from.
pub fn entered(view: &View) -> Html {
    let offers = view.state.scenario.offers();
    let groups = Group::ALL.map(|group| {
        let slots = FIELDS.iter().filter(|row| row.group == group).flat_map(|row| row.slots(offers));
        let rows = slots.filter_map(|slot| {
            let (value, origin) = on_paper(view, slot)?;
            let origin = origin.map_or_else(Html::default, |word| around("span", "entered-origin", text(view, word)));
            let value = tag("dd", "", [rich(&value), origin]);
            Some(tag("div", "", [around("dt", "", rich(&slot_label(view, slot))), value]))
        });
        let rows: Vec<Html> = rows.collect();
        all([around("h3", "", rich(&named(view, &["group.", group.id()]))), tag("dl", "entered-list", rows)])
    });
    part("entered", text(view, Message::PaperTitle), [tag("div", "entered", groups)])
}

/// What the list is drawn from.
#[derive(Clone, Properties, PartialEq)]
pub(super) struct EnteredProps {
    /// The page.
    pub view: View,
}

/// The list, which is drawn when the page is printed: nobody sees it before, and it is long.
pub(super) struct Entered {
    printing: bool,
    listeners: Option<[EventListener; 2]>,
}

impl Component for Entered {
    /// Whether the page is being printed.
    type Message = bool;
    type Properties = EnteredProps;

    fn create(_: &Context<Entered>) -> Entered {
        Entered { printing: false, listeners: None }
    }

    fn update(&mut self, _: &Context<Entered>, printing: bool) -> bool {
        std::mem::replace(&mut self.printing, printing) != printing
    }

    fn changed(&mut self, _: &Context<Entered>, _: &EnteredProps) -> bool {
        self.printing
    }

    fn view(&self, ctx: &Context<Entered>) -> Html {
        if self.printing { entered(&ctx.props().view) } else { Html::default() }
    }

    fn rendered(&mut self, ctx: &Context<Entered>, _: bool) {
        if self.listeners.is_none() {
            let told = ctx.link().callback(|printing| printing);
            self.listeners = print::on_print(move |printing| told.emit(printing));
        }
    }
}
