//! Makes the files that a visitor takes along, and looks at one that comes back. A program of its own, which is fetched when
//! the panel that passes figures on is unfolded.

use std::rc::Rc;

use js_sys::{Reflect, Uint8Array};
use tierwise::engine::date::Date;
use tierwise::i18n::{Locale, Messages};
use tierwise::take::{Found, Order, WORDS, found};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// Where the script that started this finds what it can do.
const NAME: &str = "tierwiseTake";

fn main() {
    // The texts of the language, what is wanted, and what it is of.
    type Take = dyn Fn(String, String, String, JsValue) -> JsValue;
    let take = Closure::<Take>::new(|first: String, later: String, wanted: String, of: JsValue| {
        locale(&first, &later).and_then(|locale| answer(&locale, &wanted, &of)).unwrap_or(JsValue::NULL)
    });
    // It only fails where the global object is sealed; the script says so then.
    let _ = Reflect::set(&js_sys::global(), &JsValue::from_str(NAME), &take.into_js_value());
}

fn locale(first: &str, later: &str) -> Option<Locale> {
    let messages = Messages::parse(first).ok()?.with_later(later).ok()?;
    Some(Locale { language: messages.language(), messages: Rc::new(messages) })
}

/// The words of the panel, a file, or what is found in one; nothing where that is not possible.
fn answer(locale: &Locale, wanted: &str, of: &JsValue) -> Option<JsValue> {
    let order = || Order::read(&of.as_string()?);
    Some(match wanted {
        "words" => JsValue::from_str(&WORDS.map(|word| locale.text(word)).join("\n")),
        "xlsx" => Uint8Array::from(order()?.workbook(locale)?.as_slice()).into(),
        "csv" => JsValue::from_str(&order()?.table(locale)?),
        "json" => JsValue::from_str(&order()?.data()?),
        _ => {
            let today = Date::parse(wanted.strip_prefix("check ")?)?;
            let Found { says, details, opens } = found(&Uint8Array::new(of).to_vec(), today, locale);
            let lines: Vec<String> = [says, opens.unwrap_or_default()].into_iter().chain(details).collect();
            JsValue::from_str(&lines.join("\n"))
        }
    })
}
