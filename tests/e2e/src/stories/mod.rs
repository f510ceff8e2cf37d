//! What readers do with the page. A file per subject; a function per story, listed here.

mod reading;
mod start;

use crate::runner::{Story, stories};

/// Every story, in the order of telling.
pub const STORIES: &[Story] = stories![
    start: opens, follows_the_reader, follows_the_address, says_when_it_cannot_start, says_when_the_words_are_missing;
    reading: fits_every_width, is_accessible, is_accessible_on_a_phone;
];
