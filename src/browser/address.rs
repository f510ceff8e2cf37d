//! The fragment of the page's address, and the browser's history of it. Each entry that the page makes has a number.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::{History, ScrollRestoration, Window};

fn history() -> Option<History> {
    web_sys::window()?.history().ok()
}

/// The fragment with its `#`, or an empty text.
pub fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Moves what belongs there from the query to the fragment, before anything reads either. `moved` gives both anew, from
/// the query with its `?` and the fragment with its `#`, where there is something to move.
pub fn move_query(moved: fn(&str, &str) -> Option<String>) {
    let Some(query) = web_sys::window().and_then(|window| window.location().search().ok()) else { return };
    if let (Some(history), Some(address)) = (history(), moved(&query, &fragment())) {
        let state = history.state().unwrap_or(JsValue::NULL);
        // It only fails where there are too many changes at a time; this is the first.
        let _ = history.replace_state_with_url(&state, "", Some(&address));
    }
}

/// The number of the entry the browser is at; nothing for one that the page didn't make.
pub fn position() -> Option<u32> {
    kept().map(|(position, _)| position)
}

/// What the page noted with the entry the browser is at, besides its number.
pub fn note() -> String {
    kept().map(|(_, note)| note).unwrap_or_default()
}

/// The number of the present entry and what was noted with it: a number alone, or a text of both.
fn kept() -> Option<(u32, String)> {
    let state = history()?.state().ok()?;
    if let Some(position) = state.as_f64() {
        // A float holds every number of an entry exactly.
        return Some((position as u32, String::new()));
    }
    let text = state.as_string()?;
    let (position, note) = text.split_once(' ')?;
    Some((position.parse().ok()?, note.to_string()))
}

/// The same as the browser keeps it.
fn keep(position: u32, note: &str) -> JsValue {
    if note.is_empty() { JsValue::from(position) } else { JsValue::from_str(&format!("{position} {note}")) }
}

/// Makes the present entry this fragment's, without an event.
pub fn replace(fragment: &str, position: u32, note: &str) {
    // An empty fragment still needs its sign: an empty address would mean the page's own, fragment and all.
    replace_address(Some(&format!("#{fragment}")), position, note);
}

/// Numbers the present entry, whatever its fragment.
pub fn number(position: u32, note: &str) {
    replace_address(None, position, note);
}

fn replace_address(address: Option<&str>, position: u32, note: &str) {
    if let Some(history) = history() {
        // A browser refuses when there are too many at a time; the next change brings the address up to date.
        let _ = history.replace_state_with_url(&keep(position, note), "", address);
    }
}

/// Makes a new entry, without an event. Says whether there is one: a browser refuses when there are too many at a time,
/// and in a frame the history is the page's around it.
pub fn push(fragment: &str, number: u32, note: &str) -> bool {
    let Some(history) = history().filter(|_| !is_framed()) else { return false };
    // What is undone is said and shown; the page doesn't jump to where it was done.
    let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
    let pushed = history.push_state_with_url(&keep(number, note), "", Some(&format!("#{fragment}")));
    pushed.is_ok() && position() == Some(number)
}

fn is_framed() -> bool {
    let parent = web_sys::window().and_then(|window| Some((window.parent().ok()??, window)));
    parent.is_none_or(|(parent, window): (Window, Window)| !js_sys::Object::is(&parent, &window))
}

/// Goes so many entries forward, or back; the browser tells when it is there.
pub fn go(entries: i32) {
    if let Some(history) = history() {
        let _ = history.go_with_delta(entries);
    }
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // It only fails where that is not allowed, such as in a sandbox.
        let _ = window.location().reload();
    }
}

/// Calls back when the browser comes to another entry, with its number and its fragment; until the listener is dropped.
pub fn on_arrival(callback: impl Fn(Option<u32>, String) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "popstate", move |_| callback(position(), fragment())))
}
