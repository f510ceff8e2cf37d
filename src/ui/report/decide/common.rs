//! What several of these parts draw.

use yew::prelude::*;

use crate::browser::document;
use crate::engine::catalogue::Slot;
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{Several, around, button, element, list, present, tag, unseen, with};
use crate::ui::field::field_id;
use crate::ui::report::words::{Fill, slot_label, text};
use crate::ui::rich::rich;

/// The figures of a chart as a table, folded on the screen. The first cell of a row names it.
///
/// Roles say again what the elements are: where rows are stacked, on a narrow screen, browsers forget.
pub(super) fn twin(view: &View, caption: Html, headings: Vec<Html>, rows: Vec<Vec<Html>>) -> Html {
    let heading = |words| with("th", &["role", "scope"], ["columnheader".into(), "col".into()], [words]);
    let group = |name, rows| with(name, &["role"], ["rowgroup".into()], rows);
    let row = |cells| with("tr", &["role"], ["row".into()], cells);
    let cells = |cells: Vec<Html>| {
        let cell = |(place, inside): (usize, Html)| match place {
            0 => with("th", &["role", "scope"], ["rowheader".into(), "row".into()], [inside]),
            _ => with("td", &["role"], ["cell".into()], [inside]),
        };
        row(cells.into_iter().enumerate().map(cell).collect::<Vec<_>>())
    };
    let groups = [
        around("caption", "", caption),
        group("thead", [row(headings.into_iter().map(heading).collect::<Vec<_>>())].gather()),
        group("tbody", rows.into_iter().map(cells).collect()),
    ];
    let mut details = element("details", &["class", "open"], [Some("chart-table".into()), present(view.printing)]);
    details.add_child(around("summary", "", text(view, Message::ReportChartTable)));
    details.add_child(with("table", &["role"], ["table".into()], groups));
    details.into()
}

/// Panels that explain figures, one below the other; each says what it is of.
pub(super) fn receipts(panels: Vec<Html>) -> Html {
    list("decide-receipts", panels.into_iter().map(|panel| around("li", "", panel)).collect())
}

/// The same where there are many of them: folded, and not on paper, where each would take a page.
pub(super) fn folded_receipts(view: &View, of: Message, panels: Vec<Html>) -> Html {
    if view.printing {
        return Html::default();
    }
    let of = Fill::new(view).words("figure", view.locale.say(of, &[])).draw(Message::ReportReceiptOf);
    let summary = tag("summary", "", [text(view, Message::ReportReceiptOpen), unseen([of])]);
    tag("details", "receipt-fold", [summary, receipts(panels)])
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
