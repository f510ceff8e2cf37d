//! The texts of a language, fetched: the page carries none itself.

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// What the loader prepared before this program ran: `globalThis.tierwise`.
fn prepared(name: &str) -> Option<JsValue> {
    let tierwise = Reflect::get(&js_sys::global(), &JsValue::from_str("tierwise")).ok()?;
    Reflect::get(&tierwise, &JsValue::from_str(name)).ok().filter(|value| !value.is_undefined())
}

/// The code of the language the loader chose.
pub fn language() -> Option<String> {
    prepared("language")?.as_string()
}

/// The texts the loader began to fetch, in the language it chose.
pub async fn first() -> Option<String> {
    let promise: Promise = prepared("messages")?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.as_string()
}

/// The texts of another language.
pub async fn fetch(language: &str) -> Option<String> {
    let urls = prepared("messageUrls")?;
    let url = Reflect::get(&urls, &JsValue::from_str(language)).ok()?.as_string()?;
    let response: Response = JsFuture::from(web_sys::window()?.fetch_with_str(&url)).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
