//! What the page says to its own document, for scripts in it.

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

use super::prepared;

/// Says that the page shows something else: `tierwise-change`, with the scenario as a fragment and the report as JSON.
/// An empty report stands for none, while something can't be read.
pub fn changed(fragment: &str, report: &str) {
    let Some(changed) = prepared("changed").and_then(|changed| changed.dyn_into::<Function>().ok()) else { return };
    // Whoever listens is on their own.
    let _ = changed.call2(&JsValue::NULL, &fragment.into(), &report.into());
}
