//! Files the visitor keeps.

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

use super::prepared;

/// As what a drawing is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// In lines.
    Svg,
    /// In dots.
    Png,
}

/// Saves the drawings in the element with this id as one picture, in a file named after its title.
pub fn picture(id: &str, title: &str, kind: Picture) {
    let Some(save) = prepared("savePicture").and_then(|save| save.dyn_into::<Function>().ok()) else { return };
    let kind = match kind {
        Picture::Svg => "svg",
        Picture::Png => "png",
    };
    // Whatever goes wrong, the script says so in the console; the page goes on.
    let _ = save.call3(&JsValue::NULL, &id.into(), &title.into(), &kind.into());
}
