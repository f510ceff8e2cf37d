//! What is pasted.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event};

/// The text that is being pasted.
pub fn pasted(event: &Event) -> Option<String> {
    event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text/plain").ok()
}
