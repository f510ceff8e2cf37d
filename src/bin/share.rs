//! Draws a link as a QR code. A program of its own, which is fetched when somebody asks for one.

use js_sys::Reflect;
use tierwise::qr;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// Where the script that started this finds the drawing.
const NAME: &str = "tierwiseQr";

fn main() {
    let draw = Closure::<dyn Fn(String) -> Option<String>>::new(|text: String| qr::draw(&text));
    // It only fails where the global object is sealed; the page says that there is no code then.
    let _ = Reflect::set(&js_sys::global(), &JsValue::from_str(NAME), &draw.into_js_value());
}
