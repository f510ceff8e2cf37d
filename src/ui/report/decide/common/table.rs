//! Tables. Roles say again what the elements are: where rows are stacked, on a narrow screen, browsers forget.

use yew::prelude::*;

use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{Several, around, element, present, with};
use crate::ui::report::words::text;

/// The heading of a column.
pub(in super::super) fn heading(words: Html) -> Html {
    with("th", &["role", "scope"], ["columnheader".into(), "col".into()], [words])
}

/// The name of a row.
pub(in super::super) fn name_of_row(words: Html) -> Html {
    with("th", &["role", "scope"], ["rowheader".into(), "row".into()], [words])
}

/// What stands in a row, with the heading that it has where rows are stacked.
pub(in super::super) fn cell(view: &View, class: &'static str, label: Message, inside: Html) -> Html {
    let label = view.locale.text(label).to_string().into();
    with("td", &["class", "role", "data-label"], [class.into(), "cell".into(), label], [inside])
}

/// A row of these cells.
pub(in super::super) fn row(cells: impl Several<Html>) -> Html {
    with("tr", &["role"], ["row".into()], cells)
}

/// The head, the body or the foot.
pub(in super::super) fn group(name: &'static str, rows: impl Several<Html>) -> Html {
    with(name, &["role"], ["rowgroup".into()], rows)
}

/// The figures of a chart as a table, folded on the screen. The first cell of a row names it.
pub(in super::super) fn twin(view: &View, caption: Html, headings: Vec<Html>, rows: Vec<Vec<Html>>) -> Html {
    let cells = |cells: Vec<Html>| {
        let cell = |(place, inside): (usize, Html)| match place {
            0 => name_of_row(inside),
            _ => with("td", &["role"], ["cell".into()], [inside]),
        };
        row(cells.into_iter().enumerate().map(cell).collect::<Vec<_>>())
    };
    let groups = [
        around("caption", "", caption),
        group("thead", [row(headings.into_iter().map(heading).collect::<Vec<_>>())]),
        group("tbody", rows.into_iter().map(cells).collect::<Vec<_>>()),
    ];
    folded(view, "chart-table", [with("table", &["role"], ["table".into()], groups)])
}

/// The table beside a chart, and what belongs to it, folded on the screen.
pub(in super::super) fn folded(view: &View, class: &'static str, inside: impl Several<Html>) -> Html {
    let mut details = element("details", &["class", "open"], [Some(class.into()), present(view.printing)]);
    details.add_child(around("summary", "", text(view, Message::ReportChartTable)));
    details.add_children(inside.gather());
    details.into()
}

/// A table that may be wider than a phone: it moves by itself.
pub(in super::super) fn scrolled(view: &View, name: Message, table: Html) -> Html {
    let name = view.locale.text(name).to_string();
    let values = ["decide-scroll".into(), "region".into(), "0".into(), name.into()];
    with("div", &["class", "role", "tabindex", "aria-label"], values, [table])
}
