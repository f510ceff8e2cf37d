//! A table with a column for each channel. Where there is no room for columns, each becomes a block of its own.

use yew::prelude::*;

use super::super::common::{group, name_of_row, row};
use crate::engine::situation::ChannelId;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, all, around, flag, spaced, tag, with};
use crate::ui::report::icon::Hue;
use crate::ui::report::words::{channel_name, text};
use crate::ui::rich::rich;

/// A table.
pub(super) struct Table {
    /// What it shows.
    pub caption: Html,
    /// What its rows are.
    pub rows_are: Message,
    /// Its columns, perhaps with a word for one that stands out.
    pub columns: Vec<(ChannelId, Option<Message>)>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of it.
pub(super) struct Row {
    /// What it shows.
    pub name: Phrase,
    /// Whether it is the one that counts.
    pub total: bool,
    /// What stands in each column.
    pub cells: Vec<Cell>,
}

/// What stands in a row and a column.
pub(super) struct Cell {
    /// The figure.
    pub figure: String,
    /// A word on it, where it stands out.
    pub mark: Option<Message>,
}

impl Row {
    /// A row of these figures.
    pub(super) fn of(name: Phrase, cells: Vec<Cell>) -> Row {
        Row { name, total: false, cells }
    }
}

impl Cell {
    /// A figure that doesn't stand out.
    pub(super) fn of(figure: String) -> Cell {
        Cell { figure, mark: None }
    }
}

impl Table {
    // Roles say again what the elements are: where columns are stacked, browsers forget.
    pub(super) fn draw(self, view: &View) -> Html {
        let many = flag(self.columns.len() > 3);
        let heads = self.headings(view);
        let rows = self.rows.iter().map(|row| self.row(view, row)).collect::<Vec<_>>();
        let groups = [around("caption", "", self.caption), group("thead", [heads]), group("tbody", rows)];
        let values = ["decide-table decide-offers-table".into(), "table".into(), many];
        with("table", &["class", "role", "data-many"], values, groups)
    }

    fn headings(&self, view: &View) -> Html {
        let heading = |place: AttrValue, words| {
            with("th", &["role", "scope", "data-place"], ["columnheader".into(), "col".into(), place], words)
        };
        let mut headings = [heading("".into(), [text(view, self.rows_are)].gather())].gather();
        for (place, (channel, mark)) in self.columns.iter().enumerate() {
            let mut words = [rich(&channel_name(view, *channel))].gather();
            words.extend(mark.map(|mark| marked(view, *channel, mark)));
            headings.push(heading(place.to_string().into(), [spaced(words)].gather()));
        }
        row(headings)
    }

    fn row(&self, view: &View, row: &Row) -> Html {
        let mut cells = [name_of_row(rich(&row.name))].gather();
        for (place, (cell, (channel, _))) in row.cells.iter().zip(&self.columns).enumerate() {
            let figure = tag("span", "amount", [Html::from(cell.figure.clone())]);
            let words = match cell.mark {
                Some(mark) => spaced([figure, marked(view, *channel, mark)]),
                None => all([figure]),
            };
            let label = row.name.plain();
            let values = ["cell".into(), label.into(), place.to_string().into()];
            cells.push(with("td", &["role", "data-label", "data-place"], values, [words]));
        }
        with("tr", &["role", "data-total"], ["row".into(), flag(row.total)], cells)
    }
}

/// A word on a channel, in its hue.
fn marked(view: &View, channel: ChannelId, mark: Message) -> Html {
    let values = ["decide-offers-mark".into(), Hue::from(channel).id().into()];
    with("span", &["class", "data-hue"], values, [text(view, mark)])
}
