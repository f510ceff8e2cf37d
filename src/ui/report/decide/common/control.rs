//! Controls, and what is said of what stands in them.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::html::onchange;
use yew::prelude::*;

use crate::i18n::{Locale, Message};
use crate::ui::element::{Several, element, listening, present, tag, unseen, with};
use crate::ui::rich::say;

/// A list that opens, under its label; what is chosen goes on by its value. Its options are made by [`option`], so that it
/// follows what is chosen elsewhere.
///
/// [`option`]: crate::ui::element::option
pub(in super::super) fn select(
    id: impl Into<AttrValue>,
    label: Html,
    options: impl Several<Html>,
    choose: impl Fn(String) + 'static,
) -> Html {
    let id: AttrValue = id.into();
    let values = [Some("field-input".into()), Some("wide".into()), Some(id.clone())];
    let mut list = element("select", &["class", "data-width", "id"], values);
    list.add_children(options.gather());
    let choose = Callback::from(move |event: Event| {
        if let Some(list) = target::<HtmlSelectElement>(&event) {
            choose(list.value());
        }
    });
    let label = with("label", &["class", "for"], ["field-label".into(), id], [label]);
    tag("div", "decide-choice", [label, listening(list, [Rc::new(onchange::Wrapper::new(choose))])])
}

/// What stands in the box that an event is of.
pub(in super::super) fn typed(event: &web_sys::Event) -> String {
    target::<HtmlInputElement>(event).map(|input| input.value()).unwrap_or_default()
}

fn target<T: JsCast>(event: &web_sys::Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// What is wrong with what stands in a box, which it describes by this id; or what is asked of it, with the answers.
pub(in super::super) fn complaint(
    locale: &Locale,
    id: AttrValue,
    wrong: bool,
    words: Html,
    answers: impl IntoIterator<Item = Html>,
) -> Html {
    let mut said = Vec::new();
    if wrong {
        said.push(unseen([say(locale, Message::ProblemPrefix, &[]), Html::from(" ")]));
    }
    said.push(words);
    let mut complaint = element("div", &["class", "data-wrong"], [Some("complaint".into()), present(wrong)]);
    complaint.add_child(with("p", &["class", "id"], ["complaint-text".into(), id], said));
    complaint.add_children(answers);
    complaint.into()
}
