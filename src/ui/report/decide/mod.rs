//! What if: offers, mix, moving, time, doubt, landscape, scenarios, rules in time.
//!
//! A program of its own draws these, once the reader comes near them; the page keeps their place, and what they are of.

mod common;
pub mod dossier;
mod doubt;
mod landscape;
mod mix;
mod moving;
mod offers;
mod rules;
mod scenarios;
mod time;

use yew::prelude::*;

use super::words::text;
use crate::app::reach::Section;
use crate::browser::further;
use crate::i18n::Message;
use crate::ui::element::{all, around, tag, with};
use crate::ui::{Dispatch, View};

/// A part: its name in `hide`, and what draws it.
pub(in crate::ui) struct Part(pub(in crate::ui) Section, pub(in crate::ui) fn(&View, &Dispatch) -> Html);

/// All of them, in the order of [`Section::FURTHER`].
pub(in crate::ui) static PARTS: [Part; 8] = [
    Part(Section::Offers, offers::offers),
    Part(Section::Mix, mix::mix),
    Part(Section::Moving, moving::moving),
    Part(Section::Years, time::time),
    Part(Section::Doubt, doubt::doubt),
    Part(Section::Landscape, landscape::landscape),
    Part(Section::Scenarios, scenarios::scenarios),
    Part(Section::Rules, rules::rules),
];

/// All parts that are not left out.
pub fn decide(view: &View, dispatch: &Dispatch) -> Html {
    let shown = PARTS.iter().filter(|Part(section, _)| !view.state.provider.leaves_out(*section));
    all(shown.map(|Part(_, draw)| draw(view, dispatch)).collect::<Vec<_>>())
}

/// Their place on the page, which keeps what they are of; nothing where all of them are left out. It names none of the
/// functions that draw them, so that they are no part of the page's own program.
pub(super) fn place(view: &View) -> Html {
    if Section::FURTHER.iter().all(|section| view.state.provider.leaves_out(*section)) {
        return Html::default();
    }
    let of = view.state.shown(view.locale.language.code(), view.printing);
    let values = [further::PANEL.into(), "decide-panel".into(), of.into()];
    let complete = view.locale.messages.is_complete();
    let words = |class, message| if complete { around("p", class, text(view, message)) } else { Html::default() };
    let [name, waits, failed] = [
        words("decide-name", Message::DecideTitle),
        words("decide-waits", Message::DecideWaits),
        words("decide-failed", Message::DecideFailed),
    ];
    let panel = with("div", &["id", "class", "data-of"], values, Vec::new());
    tag("div", "decide", [name, panel, waits, failed])
}

#[cfg(test)]
mod tests {
    use super::PARTS;
    use crate::app::reach::Section;

    #[test]
    fn the_parts_stand_in_the_order_of_the_page() {
        assert_eq!(PARTS.each_ref().map(|part| part.0), Section::FURTHER);
    }
}
