//! Ways to pass a link on, which come with a script of their own when they are wanted.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::prepared;

/// The script.
#[derive(Clone, Debug)]
pub struct Ways(JsValue);

impl Ways {
    /// Fetches it. Nothing where it can't be had: the link is there to be copied by hand.
    pub async fn fetch() -> Option<Ways> {
        let fetch: Function = prepared("share")?.dyn_into().ok()?;
        result(fetch.call0(&JsValue::NULL).ok()?).await.map(Ways)
    }

    /// Whether the system has a way of its own to pass something on.
    pub fn can_send(&self) -> bool {
        Reflect::get(&self.0, &"canSend".into()).is_ok_and(|can| can.is_truthy())
    }

    /// Copies what stands in the field with this id. Says whether it is copied; otherwise it is selected.
    pub async fn copy(self, id: &str) -> bool {
        self.call("copy", &[id]).await.is_some_and(|done| done.is_truthy())
    }

    /// Hands it to the system, which asks where to.
    pub async fn send(self, title: &str, text: &str, link: &str) {
        self.call("send", &[title, text, link]).await;
    }

    /// A link as a QR code: the width of the drawing, a space, its path.
    pub async fn draw(self, link: &str) -> Option<String> {
        self.call("draw", &[link]).await?.as_string()
    }

    async fn call(&self, name: &str, arguments: &[&str]) -> Option<JsValue> {
        let function: Function = Reflect::get(&self.0, &name.into()).ok()?.dyn_into().ok()?;
        let arguments: Array = arguments.iter().map(|argument| JsValue::from_str(argument)).collect();
        result(function.apply(&JsValue::NULL, &arguments).ok()?).await
    }
}

async fn result(promise: JsValue) -> Option<JsValue> {
    JsFuture::from(promise.dyn_into::<Promise>().ok()?).await.ok()
}
