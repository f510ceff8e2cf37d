//! What only the browser knows about texts: its tables of Unicode are large.

use js_sys::JsString;

/// A text in its composed form, Unicode's NFC: a letter and its accent are one character where there is one.
pub fn composed(text: String) -> String {
    if text.is_ascii() { text } else { String::from(JsString::from(text).normalize("NFC")) }
}
