//! The ports to the browser: the address, the clipboard, the clock, the document and its events, the part that is a program of
//! its own, the messages, what is only on paper, printing,
//! saving, texts, the worker. Strings in, strings out; nothing here knows the engine.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod document;
pub mod download;
pub mod events;
pub mod further;
pub mod host;
pub mod messages;
pub mod outlook;
pub mod paper;
pub mod print;
pub mod text;

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// What the loader prepared before this program ran: `globalThis.tierwise`.
fn prepared(name: &str) -> Option<JsValue> {
    let tierwise = Reflect::get(&js_sys::global(), &JsValue::from_str("tierwise")).ok()?;
    Reflect::get(&tierwise, &JsValue::from_str(name)).ok().filter(|value| !value.is_undefined())
}
