//! Files the visitor keeps.

use gloo::timers::callback::Timeout;
use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::prepared;

/// As what a drawing is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// In lines.
    Svg,
    /// In dots.
    Png,
}

/// How long a file is kept for the browser to take, in milliseconds.
const KEPT: u32 = 10_000;

/// Saves a text in a file of this name and type.
pub fn text(name: &str, kind: &str, text: &str) {
    // Whatever goes wrong, the browser says so; the page goes on.
    let _ = save(name, kind, text);
}

fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let about = BlobPropertyBag::new();
    about.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &about)?;
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return Ok(()) };
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    let address = Url::create_object_url_with_blob(&blob)?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Once the browser has taken it.
    Timeout::new(KEPT, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
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
