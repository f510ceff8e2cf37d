//! The fragment of the page's address.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;

/// The fragment with its `#`, or an empty text.
pub fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Puts a fragment in the address without a new entry in the history, and without an event.
pub fn replace_fragment(fragment: &str) {
    let Some(window) = web_sys::window() else { return };
    // An empty fragment still needs its sign: an empty address would mean the page's own, fragment and all.
    let address = format!("#{fragment}");
    if let Ok(history) = window.history() {
        // A browser refuses when there are too many at a time; the next change brings the address up to date.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Calls back when the visitor opens another fragment; until the listener is dropped.
pub fn on_fragment(callback: impl Fn(String) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| callback(fragment())))
}
