//! What if: offers, mix, moving, time, doubt, landscape, scenarios, rules in time.
//!
//! A program of its own draws these, once the reader comes near them; the page keeps their place, and what they are of.

mod common;
mod doubt;
mod landscape;
mod mix;
mod moving;
mod offers;
mod rules;
mod scenarios;
mod time;

use yew::prelude::*;

use crate::app::reach::Section;
use crate::ui::element::all;
use crate::ui::{Dispatch, View};

/// A part: its name in `hide`, and what draws it.
type Part = (Section, fn(&View, &Dispatch) -> Html);

/// All of them, in the order of the page.
const PARTS: [Part; 8] = [
    (Section::Offers, offers::offers),
    (Section::Mix, mix::mix),
    (Section::Moving, moving::moving),
    (Section::Years, time::time),
    (Section::Doubt, doubt::doubt),
    (Section::Landscape, landscape::landscape),
    (Section::Scenarios, scenarios::scenarios),
    (Section::Rules, rules::rules),
];

/// All parts that are not left out.
pub fn decide(view: &View, dispatch: &Dispatch) -> Html {
    let shown = PARTS.iter().filter(|(section, _)| !view.state.provider.leaves_out(*section));
    all(shown.map(|(_, draw)| draw(view, dispatch)).collect::<Vec<_>>())
}
