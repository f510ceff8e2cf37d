//! Texts that a spreadsheet would take for a formula.
//!
//! Spreadsheets calculate what begins with a formula's sign, also after spaces and quotes, and some drop a control character at
//! the start before they look. A file that is opened with another separator than its own is cut elsewhere: so every place
//! after something that may separate cells counts as a start too.

use std::borrow::Cow;

/// What a formula begins with; the wide forms count in spreadsheets of East Asia.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What a cell may end with: whatever follows may be the start of another.
fn separates(sign: char) -> bool {
    matches!(sign, ',' | ';' | '|' | '\t' | '\r' | '\n')
}

/// What may stand before a formula's sign without anybody taking notice.
fn is_passed_over(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(sign, '"' | '\'' | '`' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(sign, '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether a cell that may be taken to begin here may be taken for a formula, or begins with something that hides one.
fn is_risky(start: usize, begins: &str) -> bool {
    // Within the text a tab or a line break only begins the next cell, which is looked at by itself.
    let hides = |sign: char| sign.is_control() && (start == 0 || !separates(sign));
    let first = begins.chars().find(|sign| !is_passed_over(*sign) || sign.is_control());
    first.is_some_and(|sign| SIGNS.contains(&sign) || hides(sign))
}

/// A text that no spreadsheet calculates: an apostrophe stands before what could be taken for a formula.
///
/// That is at the start of the text, and after each `,` `;` `|`, tab and line break, where there follows, after any spaces,
/// quotes, apostrophes and signs without width, one of `=` `+` `-` `@` (or its wide form) or a control character; at the very
/// start a tab or a line break is one. Everything else stays as it is, and [`meant`] gives the text back.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let starts: Vec<usize> = starts(text).filter(|start| is_risky(*start, rest(text, *start))).collect();
    if starts.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + starts.len());
    let mut before = 0;
    for start in starts {
        safe.push_str(text.get(before..start).unwrap_or_default());
        safe.push('\'');
        before = start;
    }
    safe.push_str(rest(text, before));
    Cow::Owned(safe)
}

/// The text that was made harmless: without the apostrophes that [`harmless`] put in, and as it is where there are none.
pub fn meant(text: &str) -> Cow<'_, str> {
    let marks: Vec<usize> = starts(text)
        .filter(|start| rest(text, *start).strip_prefix('\'').is_some_and(|begins| is_risky(*start, begins)))
        .collect();
    if marks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut before = 0;
    for mark in marks {
        plain.push_str(text.get(before..mark).unwrap_or_default());
        before = mark + 1;
    }
    plain.push_str(rest(text, before));
    Cow::Owned(plain)
}

/// Where a cell may be taken to begin.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let after = text.char_indices().filter(|(_, sign)| separates(*sign)).map(|(place, sign)| place + sign.len_utf8());
    std::iter::once(0).chain(after)
}

fn rest(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or_default()
}
