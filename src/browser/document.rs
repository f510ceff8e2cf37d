//! The document around the page: its language and title, and whether it is ready.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element the page is drawn in.
pub fn root() -> Option<Element> {
    document()?.get_element_by_id("app")
}

/// Empties the element the page is drawn in: what stood there was for while it loaded.
pub fn clear(root: &Element) {
    root.set_text_content(None);
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

/// Calls back with yes before the page is printed and with no afterwards; until the listeners are dropped.
pub fn on_print(callback: impl Fn(bool) + Clone + 'static) -> Option<[EventListener; 2]> {
    let window = web_sys::window()?;
    Some([("beforeprint", true), ("afterprint", false)].map(|(name, begins)| {
        let callback = callback.clone();
        EventListener::new(&window, name, move |_| callback(begins))
    }))
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
