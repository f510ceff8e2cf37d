//! What the page around this one asks for and what a provider brings, as the loader has it at hand.

use super::prepared;

/// It in its plain form; nothing where nobody asks for anything.
pub fn brought() -> Option<String> {
    prepared("profile")?.as_string()
}
