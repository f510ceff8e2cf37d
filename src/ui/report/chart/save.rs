//! Keeping a chart as a picture.

use yew::prelude::*;

use super::super::words::Fill;
use super::pair;
use crate::browser::download::{self, Picture};
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{button_with, tag};

/// The buttons that save the drawings in the figure with this id.
pub(super) fn buttons(view: &View, id: &'static str, name: Message) -> Html {
    let chart = view.locale.say(name, &[]).plain();
    let button = |kind: Picture, word: &str| {
        let label = Fill::new(view).text("kind", word.to_string()).say(Message::ReportChartSave);
        let full = pair(view, label.clone(), chart.clone());
        let title = chart.clone();
        let values = ["button".into(), "link".into(), full.into()];
        button_with(&["type", "class", "aria-label"], values, [Html::from(label.plain())], move || {
            download::picture(id, &title, kind);
        })
    };
    tag("p", "chart-save", [button(Picture::Svg, "SVG"), button(Picture::Png, "PNG")])
}
