//! The worker that works out what takes long, seen from the page.

use gloo::events::EventListener;
use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

use super::prepared;

/// A worker that is being asked; dropping it ends the worker.
#[derive(Debug)]
pub struct Outlook {
    worker: Worker,
    _messages: EventListener,
}

impl Outlook {
    /// Starts it; calls back with every text it sends, the first when it is ready. None where it can't be had: the page
    /// answers without.
    pub fn start(callback: impl Fn(String) + 'static) -> Option<Outlook> {
        let start: Function = prepared("startOutlook")?.dyn_into().ok()?;
        // Or something that is used like one, where a page may have none.
        let worker: Worker = start.call0(&JsValue::NULL).ok()?.unchecked_into();
        let messages = EventListener::new(&worker, "message", move |event| {
            let message = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            if let Some(message) = message {
                callback(message);
            }
        });
        Some(Outlook { worker, _messages: messages })
    }

    /// Asks it.
    pub fn ask(&self, request: &str) {
        // It only fails on what can't be copied, which a text can.
        let _ = self.worker.post_message(&JsValue::from_str(request));
    }
}

impl Drop for Outlook {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
