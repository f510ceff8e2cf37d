//! What is cited anywhere on paper, by number.

use yew::prelude::*;

use crate::browser::paper;
use crate::engine::rules::Source;
use crate::ui::View;
use crate::ui::element::{around, spaced, with};
use crate::ui::report::sources::described;

/// Numbers everything that is cited on the page as it is drawn, and says what has which number: the first has 1.
pub fn number() -> Vec<Source> {
    // An assumption of ours has no page to cite.
    let known: Vec<Source> = Source::all().filter(|source| !source.url().is_empty()).collect();
    let addresses: Vec<&str> = known.iter().map(|source| source.url()).collect();
    paper::number(&addresses).into_iter().filter_map(|place| known.get(place).copied()).collect()
}

/// The list that the numbers lead to.
pub fn sources(view: &View, cited: &[Source]) -> Html {
    let items = cited.iter().enumerate().map(|(place, source)| {
        let number = place + 1;
        let shown = around("span", "dossier-number", Html::from(["[", &number.to_string(), "]"].concat()));
        let address = around("span", "dossier-address", Html::from(source.url()));
        let about = around("span", "dossier-source", spaced(described(view, *source)));
        with("li", &["id"], [paper::id_of(number).into()], [shown, spaced([about, address])])
    });
    with("ol", &["class", "role"], ["dossier-cited".into(), "list".into()], items.collect::<Vec<_>>())
}
