//! The visitor's clock.

/// Year, month (1…12) and day of today, where the visitor is.
pub fn today() -> (i32, u8, u8) {
    let now = js_sys::Date::new_0();
    let small = |number: u32| u8::try_from(number).unwrap_or(1);
    (i32::try_from(now.get_full_year()).unwrap_or(2025), small(now.get_month() + 1), small(now.get_date()))
}
