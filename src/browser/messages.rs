//! The texts of a language, fetched: the page carries none itself.

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::prepared;

/// The code of the language the loader chose.
pub fn language() -> Option<String> {
    prepared("language")?.as_string()
}

/// The texts the loader began to fetch, in the language it chose.
pub async fn first() -> Option<String> {
    begun("messages").await
}

/// All other texts of that language, where the loader began to fetch them too.
pub async fn later() -> Option<String> {
    begun("later").await
}

async fn begun(name: &str) -> Option<String> {
    let promise: Promise = prepared(name)?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.as_string()
}

/// The texts of another language that the answer needs.
pub async fn fetch(language: &str) -> Option<String> {
    fetch_from("messageUrls", language).await
}

/// All other texts of a language.
pub async fn fetch_later(language: &str) -> Option<String> {
    fetch_from("laterUrls", language).await
}

async fn fetch_from(urls: &str, language: &str) -> Option<String> {
    let urls = prepared(urls)?;
    let url = Reflect::get(&urls, &JsValue::from_str(language)).ok()?.as_string()?;
    let response: Response = JsFuture::from(web_sys::window()?.fetch_with_str(&url)).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
