//! The worker that works out what takes long, so that typing never waits for it.

use gloo::events::EventListener;
use tierwise::outlook::{READY, Request};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

fn main() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let page = scope.clone();
    let answer = move |event: &web_sys::Event| {
        let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
        // Anything else is not for us.
        if let Some(request) = text.as_deref().and_then(Request::read) {
            send(&page, &request.reply().write());
        }
    };
    EventListener::new(&scope, "message", answer).forget();
    send(&scope, READY);
}

fn send(page: &DedicatedWorkerGlobalScope, text: &str) {
    // It only fails on what can't be copied, which a text can.
    let _ = page.post_message(&JsValue::from_str(text));
}
