//! The document around the page: its language and title, whether it is ready, and what is said to who can't see it.

use gloo::timers::callback::Timeout;
use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

use super::prepared;

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element the page is drawn in, not on the screen yet: what the build drew stays there until the page is whole.
pub fn root() -> Option<Element> {
    let root = document()?.create_element("div").ok()?;
    root.set_id("app");
    Some(root)
}

/// Puts it in the place of what the build drew, with what was typed there meanwhile.
pub fn take_over(root: &Element) {
    if let Some(take_over) = prepared("takeOver").and_then(|take_over| take_over.dyn_into::<Function>().ok()) {
        // It throws nothing.
        let _ = take_over.call1(&JsValue::NULL, root);
    }
}

/// What the build drew the page with, where the page begins with that: the text of a `Drawn` of the outlook.
pub fn drawn() -> Option<String> {
    prepared("drawn")?.as_string()
}

/// Says that the page can't be started.
pub fn fail(reason: &str) {
    if let Some(failed) = prepared("failed").and_then(|failed| failed.dyn_into::<Function>().ok()) {
        let _ = failed.call1(&JsValue::NULL, &JsValue::from_str(reason));
    }
}

/// Sets the language of the document and its title.
pub fn describe(language: &str, title: &str) {
    let Some(document) = document() else { return };
    document.set_title(title);
    if let Some(html) = document.document_element() {
        // Both only fail on a name that is not one.
        let _ = html.set_attribute("lang", language);
    }
}

/// Says that the page answers.
pub fn mark_ready() {
    if let Some(html) = document().and_then(|document| document.document_element()) {
        let _ = html.set_attribute("data-ready", "");
    }
}

/// Moves focus to the element with this id, opening the folded groups around it.
pub fn focus(id: &str) {
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else { return };
    let mut around = element.parent_element();
    while let Some(parent) = around {
        if parent.tag_name() == "DETAILS" {
            let _ = parent.set_attribute("open", "");
        }
        around = parent.parent_element();
    }
    element.scroll_into_view();
    keep_focus(id);
}

/// Moves focus to the element with this id, which is in sight already.
pub fn keep_focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // It only fails on an element that can't have it.
        let _ = element.focus();
    }
}

/// How long what was said is gone before the next is said, in milliseconds: the same words twice are two changes then.
const SILENCE: u32 = 60;

/// Says something to who can't see it, through the one element for that, which the document has from the start.
pub fn say(text: String) {
    let Some(status) = document().and_then(|document| document.get_element_by_id("status")) else { return };
    if status.text_content().is_none_or(|before| before.is_empty()) {
        status.set_text_content(Some(&text));
        return;
    }
    status.set_text_content(None);
    Timeout::new(SILENCE, move || status.set_text_content(Some(&text))).forget();
}
