//! The part that reads what a provider brings: a profile's JSON in, its plain form out; and an accent's palette.
//!
//! `profile.js` starts it and takes what it leaves: a function.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// The function, of the name of a profile, its text and an accent, each perhaps undefined.
type Prepare = dyn Fn(JsValue, JsValue, JsValue) -> String;

fn main() {
    let prepare: Closure<Prepare> = Closure::new(|id: JsValue, text: JsValue, accent: JsValue| {
        let [id, text, accent] = [id, text, accent].map(|value| value.as_string());
        tierwise::profile::prepare(id.as_deref(), text.as_deref(), accent.as_deref())
    });
    // It only fails on an object that takes no properties.
    let _ = Reflect::set(&js_sys::global(), &JsValue::from_str("prepareProfile"), prepare.as_ref());
    prepare.forget();
}
