//! The part that reads what a provider and a host bring: the query of the address and a profile's JSON in, their plain form
//! out, with the palette of an accent.
//!
//! `profile.js` starts it and takes what it leaves: a function.

use js_sys::Reflect;
use tierwise::engine::date::Date;
use tierwise::engine::scenario::FIRST_DAY;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// The function, of the query of an address, the text of a profile or nothing, and today.
type Prepare = dyn Fn(JsValue, JsValue, JsValue) -> String;

fn main() {
    let prepare: Closure<Prepare> = Closure::new(|query: JsValue, text: JsValue, today: JsValue| {
        let [query, text, today] = [query, text, today].map(|value| value.as_string());
        let today = today.and_then(|day| Date::parse(&day)).unwrap_or(FIRST_DAY);
        tierwise::profile::prepare(&query.unwrap_or_default(), text.as_deref(), today)
    });
    // It only fails on an object that takes no properties.
    let _ = Reflect::set(&js_sys::global(), &JsValue::from_str("prepareProfile"), prepare.as_ref());
    prepare.forget();
}
