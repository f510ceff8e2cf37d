//! The worker that works out what takes long, so that typing never waits for it.
//!
//! `outlook.js` starts it: in a worker, or where a page may have none, beside the page at the end of a channel.

use gloo::events::EventListener;
use js_sys::Reflect;
use tierwise::outlook::{Judge, READY, Request};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

fn main() {
    let Ok(found) = Reflect::get(&js_sys::global(), &JsValue::from_str("outlook")) else { return };
    // Or the scope of a worker, which sends and receives in the same way.
    let page: MessagePort = found.unchecked_into();
    let port = page.clone();
    let answer = move |event: &web_sys::Event| {
        let text = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
        // Anything else is not for us.
        if let Some(judge) = text.as_deref().and_then(Judge::read) {
            send(&port, &judge.reply().write());
        } else if let Some(request) = text.as_deref().and_then(Request::read) {
            let reply = request.reply(|report| serde_json::to_string(report).unwrap_or_default());
            send(&port, &reply.write());
        }
    };
    EventListener::new(&page, "message", answer).forget();
    send(&page, READY);
}

fn send(page: &MessagePort, text: &str) {
    // It only fails on what can't be copied, which a text can.
    let _ = page.post_message(&JsValue::from_str(text));
}
