//! What the page around this one asks for and what a provider brings, as the loader has it at hand.

use super::prepared;

/// It in its plain form; nothing where nobody asks for anything.
pub fn brought() -> Option<String> {
    prepared("profile")?.as_string()
}

/// The level of the first heading that the page around this one asks for, 1…6.
pub fn first_heading() -> Option<u8> {
    prepared("firstHeading")?.as_f64().filter(|level| (1.0..=6.0).contains(level)).map(|level| level as u8)
}

/// Where the root of the page is from this page, whose folder may be that of its language: nothing, or `../`.
pub fn base() -> Option<String> {
    prepared("base")?.as_string()
}
