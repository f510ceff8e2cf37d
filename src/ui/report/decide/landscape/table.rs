//! The map as a table: who is ahead, and by how much, at round parts of today's figures.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::super::common::{folded, scrolled};
use super::{HERE, Map, words};
use crate::engine::landscape::Winner;
use crate::engine::quantity::{Money, reported};
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{Several, element, present, tag, with};
use crate::ui::report::words::{sided, text};
use crate::ui::rich::rich;

/// The id of what the table shows, in words: it stays where it is while the table moves.
const CAPTION: &str = "decide-landscape-caption";

/// The table, folded; from the highest row down, as the map.
pub(super) fn table(view: &View, map: &Map) -> Html {
    let (across, up) = (map.x.factors(), map.y.factors());
    let heading = |factor: &Decimal| {
        let words = Html::from(words::short_with_part(view, &map.x, *factor));
        with("th", &["scope"], ["col".into()], [words])
    };
    let corner = [rich(&words::driver(view, map.y.driver))];
    let over = [rich(&words::driver(view, map.x.driver))];
    let names = [
        with("th", &["scope", "rowspan"], ["col".into(), "2".into()], corner),
        with("th", &["scope", "colspan"], ["colgroup".into(), across.len().to_string().into()], over),
    ];
    let row = |(y, differences): (&Decimal, &Vec<Money>)| {
        let head = Html::from(words::short_with_part(view, &map.y, *y));
        let mut cells = [with("th", &["scope"], ["row".into()], [head])].gather();
        cells.extend(across.iter().zip(differences).map(|(x, difference)| cell(view, *difference, (*x, *y) == HERE)));
        tag("tr", "", cells)
    };
    let head = [tag("tr", "", names), tag("tr", "", across.iter().map(heading).collect::<Vec<_>>())];
    let groups =
        [tag("thead", "", head), tag("tbody", "", up.iter().zip(&map.differences).rev().map(row).collect::<Vec<_>>())];
    let table = with("table", &["aria-labelledby"], [CAPTION.into()], groups);
    let caption =
        with("p", &["class", "id"], ["part-note".into(), CAPTION.into()], [text(view, Message::LandscapeTable)]);
    folded(view, "landscape-table", [caption, scrolled(view, Message::LandscapeTable, table)])
}

fn cell(view: &View, difference: Money, is_here: bool) -> Html {
    let difference = reported(difference.exact(), 0);
    let winner = Winner::of(difference);
    let words = match winner {
        Winner::Even => view.locale.text(Message::LandscapeSame).to_string(),
        _ => sided(view, difference),
    };
    let side = match winner {
        Winner::Direct => "direct",
        Winner::Indirect => "indirect",
        Winner::Even => "even",
    };
    let mut cell = element("td", &["data-side", "data-here"], [Some(side.into()), present(is_here)]);
    cell.add_child(Html::from(words));
    cell.into()
}
