//! Printing the page.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event};

use super::prepared;

/// The event before a page is printed.
const BEFORE: &str = "beforeprint";
/// The event after that.
const AFTER: &str = "afterprint";
/// On what is unfolded for print alone.
const UNFOLDED: &str = "data-unfolded";

/// Opens the browser's dialogue for printing.
///
/// The browser halts the program while the dialogue is open, so whoever draws something for paper is told first, and has
/// a moment to do so.
pub fn print() {
    // What was not drawn yet belongs on paper too.
    let whole = prepared("drawWhole").and_then(|draw| draw.dyn_into::<Function>().ok());
    let whole =
        whole.and_then(|draw| draw.call0(&JsValue::NULL).ok()).and_then(|drawn| drawn.dyn_into::<Promise>().ok());
    wasm_bindgen_futures::spawn_local(async move {
        if let Some(whole) = whole {
            // Without it there is less on paper.
            let _ = JsFuture::from(whole).await;
        }
        announce_and_print();
    });
}

fn announce_and_print() {
    let Some(window) = web_sys::window() else { return };
    if let Ok(event) = Event::new(BEFORE) {
        // It only fails on an event that is being dispatched already.
        let _ = window.dispatch_event(&event);
    }
    Timeout::new(0, move || {
        // It only fails where printing is not allowed, such as in a sandbox.
        let _ = window.print();
    })
    .forget();
}

/// Calls back before the page is printed, and after; until the listeners are dropped. Meanwhile everything folded is open.
pub fn on_print(callback: impl Fn(bool) + Clone + 'static) -> Option<[EventListener; 2]> {
    let window = web_sys::window()?;
    let listen = |name: &'static str, printing| {
        let callback = callback.clone();
        EventListener::new(&window, name, move |_| {
            unfold(printing);
            callback(printing);
        })
    };
    Some([listen(BEFORE, true), listen(AFTER, false)])
}

/// Opens what is folded in the report, or folds it again: not every browser lets a style sheet do so.
fn unfold(printing: bool) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let which = if printing { "main details:not([open])" } else { "main details[data-unfolded]" };
    let Ok(found) = document.query_selector_all(which) else { return };
    for place in 0..found.length() {
        let Some(element) = found.item(place).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        for name in ["open", UNFOLDED] {
            // It only fails on a name that is not one.
            let _ = element.toggle_attribute_with_force(name, printing);
        }
    }
}
