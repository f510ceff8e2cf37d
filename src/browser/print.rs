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

/// How long whatever is drawn for paper has beyond what tells that it is, in milliseconds.
const MOMENT: u32 = 100;

/// Opens the browser's dialogue for printing.
///
/// The browser halts the program while the dialogue is open, and drawing for paper takes longer than the browser waits by itself:
/// so whoever draws something is told first, and the dialogue opens once that is there.
pub fn print() {
    // What was not drawn yet belongs on paper too.
    let whole = prepared("drawWhole").and_then(|draw| asked(&draw));
    wasm_bindgen_futures::spawn_local(async move {
        // Without it there is less on paper.
        let drawing = match whole {
            Some(whole) => JsFuture::from(whole).await.ok().and_then(|anew| asked(&anew)),
            None => None,
        };
        announce();
        if let Some(drawing) = drawing {
            let _ = JsFuture::from(drawing).await;
        }
        Timeout::new(MOMENT, || {
            // It only fails where printing is not allowed, such as in a sandbox.
            let _ = web_sys::window().map(|window| window.print());
        })
        .forget();
    });
}

/// What a function of the page's scripts promises; nothing where it is none.
fn asked(function: &JsValue) -> Option<Promise> {
    function.dyn_ref::<Function>()?.call0(&JsValue::NULL).ok()?.dyn_into().ok()
}

fn announce() {
    let Some(window) = web_sys::window() else { return };
    if let Ok(event) = Event::new(BEFORE) {
        // It only fails on an event that is being dispatched already.
        let _ = window.dispatch_event(&event);
    }
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

/// Whether what a toggle is about is unfolded, and not for paper alone. It may be told of later than it happens.
pub fn is_unfolded(toggle: &Event) -> bool {
    let details = toggle.target().and_then(|target| target.dyn_into::<Element>().ok());
    details.is_some_and(|details| details.has_attribute("open") && !details.has_attribute(UNFOLDED))
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
