//! The worker that answers for many partners at once, from a table that never leaves the browser. A program of its own, which
//! `batch-worker.js` starts for the page in `batch/`.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use tierwise::batch::worker::{Answer, Worker};
use tierwise::i18n::{Locale, Messages};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Where the script that started this finds what it can do.
const NAME: &str = "tierwiseBatch";

fn main() {
    // The texts of the page's language, and the address of the calculator.
    type Open = dyn Fn(String, String, String, String) -> JsValue;
    let open = Closure::<Open>::new(|first: String, later: String, batch: String, calculator: String| {
        locale(&first, &later, &batch).map_or(JsValue::NULL, |locale| asked(Worker::new(locale, calculator)))
    });
    // It only fails where the global object is sealed; the script says so then.
    let _ = Reflect::set(&js_sys::global(), &JsValue::from_str(NAME), &open.into_js_value());
}

fn locale(first: &str, later: &str, batch: &str) -> Option<Locale> {
    let messages = Messages::parse(first).ok()?.with_later(later).ok()?.with_batch(batch).ok()?;
    Some(Locale::new(Rc::new(messages)))
}

/// What asks this worker: a question as JSON and the bytes that come with it in, JSON or the bytes of a file out.
fn asked(worker: Worker) -> JsValue {
    let worker = RefCell::new(worker);
    type Ask = dyn Fn(String, JsValue) -> JsValue;
    let ask = Closure::<Ask>::new(move |request: String, bytes: JsValue| {
        let bytes = bytes.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default();
        // It is never asked while it answers.
        let answer = worker.try_borrow_mut().ok().and_then(|mut worker| worker.ask(&request, bytes));
        match answer {
            Some(Answer::Reply(reply)) => JsValue::from_str(&serde_json::to_string(&reply).unwrap_or_default()),
            Some(Answer::File(bytes)) => Uint8Array::from(bytes.as_slice()).into(),
            None => JsValue::NULL,
        }
    });
    ask.into_js_value()
}
