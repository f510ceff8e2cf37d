//! Between the page and the part of it that is a program of its own: that one is told what the page shows, and asks the page
//! to do things. Both are texts.

use gloo::events::EventListener;
use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, Document, Element};

use super::prepared;

/// The id of the place that the program draws in.
pub const PANEL: &str = "decide-panel";
/// Where the script that starts the program finds what to tell.
const NAME: &str = "tierwiseDecide";
/// What the page hears when it is asked to do something.
const ACT: &str = "tierwise-act";
/// What the script hears when everything is drawn.
const DRAWN: &str = "tierwise-drawn";

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The place that the program draws in.
pub fn panel() -> Option<Element> {
    document()?.get_element_by_id(PANEL)
}

/// The address of the page in any language, without a query and a fragment.
pub fn address() -> Option<String> {
    prepared("root")?.as_string()
}

/// An element that is nowhere on the page.
pub fn nowhere() -> Option<Element> {
    document()?.create_element("div").ok()
}

/// The id of what has the focus in there, if it has one.
pub fn focused() -> Option<String> {
    let focused = document()?.active_element()?;
    let id = focused.id();
    (panel()?.contains(Some(&focused)) && !id.is_empty()).then_some(id)
}

/// Whether nothing has the focus: what is made anew, or moved, loses it.
pub fn focus_is_lost() -> bool {
    let focused = document().and_then(|document| document.active_element());
    focused.is_none_or(|element| element.tag_name() == "BODY")
}

/// Says that the page has drawn its answer: from now on the program can be fetched, once the reader comes near its place.
pub fn ready() {
    if let Some(ready) = prepared("ready").and_then(|ready| ready.dyn_into::<Function>().ok()) {
        // Without it the place says that there is nothing.
        let _ = ready.call0(&JsValue::NULL);
    }
}

/// Leaves a function to be told what the page shows.
pub fn hear(told: impl Fn(String) + 'static) {
    let told = Closure::<dyn Fn(String)>::new(told);
    // It only fails where the global object is sealed.
    let _ = Reflect::set(&js_sys::global(), &JsValue::from_str(NAME), &told.into_js_value());
}

/// Asks the page to do something.
pub fn act(text: &str) {
    dispatch(ACT, text);
}

/// Says that everything is drawn.
pub fn drawn() {
    dispatch(DRAWN, "");
}

fn dispatch(name: &str, text: &str) {
    let init = CustomEventInit::new();
    init.set_detail(&JsValue::from_str(text));
    if let (Some(document), Ok(event)) = (document(), CustomEvent::new_with_event_init_dict(name, &init)) {
        // It only fails on an event that is being dispatched already.
        let _ = document.dispatch_event(&event);
    }
}

/// Calls back with what the page is asked to do, until the listener is dropped.
pub fn on_act(callback: impl Fn(String) + 'static) -> Option<EventListener> {
    let listener = EventListener::new(&document()?.into(), ACT, move |event| {
        let text = event.dyn_ref::<CustomEvent>().and_then(|event| event.detail().as_string());
        if let Some(text) = text {
            callback(text);
        }
    });
    Some(listener)
}
