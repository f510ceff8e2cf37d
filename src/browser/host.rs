//! What the page around this one asks for, and what a provider brings: texts that the loader has at hand.

use super::prepared;

/// The query of the address, with its `?`, or an empty text.
pub fn query() -> String {
    web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// The profile in its plain form, where the address names one.
pub fn profile() -> Option<String> {
    prepared("profile")?.as_string().filter(|text| !text.is_empty())
}
