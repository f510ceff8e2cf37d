//! The parts of a fragment: keys and values between ampersands, percent-encoded.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::engine::scenario::{Fault, Given, Problem, Scenario};

use super::{CHECK_KEY, Kind, LANGUAGE_KEY, Opened, VERSION_KEY, check, damage};

/// What stays as it is: what addresses may hold and eyes can read. A comma separates the items of a list.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b',');

/// Writes one part more.
pub(super) fn add(fragment: &mut String, key: &str, value: &str) {
    if !fragment.is_empty() {
        fragment.push('&');
    }
    fragment.extend(utf8_percent_encode(key, ENCODED));
    fragment.push('=');
    fragment.extend(utf8_percent_encode(value, ENCODED));
}

/// Writes what is stated, by short keys.
pub(super) fn write(fragment: &mut String, scenario: &Scenario) {
    for (slot, text) in scenario.write() {
        add(fragment, &slot.short(), &text);
    }
}

/// A key and its value.
#[derive(Debug)]
pub(super) struct Part {
    /// As it was meant, without percent signs.
    pub(super) key: String,
    /// Likewise.
    pub(super) value: String,
}

/// The parts of a fragment, in its order.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Those that could be read.
    pairs: Vec<Part>,
    /// Those that could not.
    broken: Vec<String>,
    /// Whether there is nothing between two ampersands, or before the first.
    has_gaps: bool,
    /// Whether it ends with an ampersand: something should follow.
    pub(super) ends_open: bool,
    /// Whether the last one could be read.
    last_is_read: bool,
}

impl Parts {
    /// Takes a fragment apart.
    pub(super) fn read(fragment: &str, compose: fn(String) -> String) -> Parts {
        let mut parts = Parts { ends_open: fragment.ends_with('&'), ..Parts::default() };
        if fragment.is_empty() {
            return parts;
        }
        for part in fragment.split('&') {
            // An ampersand as markup writes it: `&amp;`.
            let part = part.strip_prefix("amp;").unwrap_or(part);
            let pair = part
                .split_once('=')
                .and_then(|(key, value)| Some(Part { key: decoded(key)?, value: compose(decoded(value)?) }));
            parts.last_is_read = pair.is_some();
            match pair {
                Some(pair) => parts.pairs.push(pair),
                None if part.is_empty() => parts.has_gaps = true,
                None => parts.broken.push(part.to_string()),
            }
        }
        parts
    }

    /// Whether one has this key, read or not.
    pub(super) fn has(&self, key: &str) -> bool {
        let of_key = |part: &String| part.split('=').next() == Some(key);
        self.pairs.iter().any(|part| part.key == key) || self.broken.iter().any(of_key)
    }

    /// Takes the part with this key out.
    pub(super) fn take(&mut self, key: &str) -> Option<String> {
        self.broken.retain(|part| part != key);
        let place = self.pairs.iter().position(|part| part.key == key)?;
        Some(self.pairs.remove(place).value)
    }

    /// Takes the last part out, unless what follows it tells that it is whole; one without a value names nothing.
    pub(super) fn cut_last(&mut self) -> Option<Part> {
        if self.ends_open {
            return None;
        }
        if !self.last_is_read {
            self.broken.pop();
            return None;
        }
        self.pairs.pop()
    }

    /// Whether it begins with the version, ends with the check value, and that is the one of all before.
    pub(super) fn is_sound(&self) -> bool {
        let Some((last, before)) = self.pairs.split_last() else { return false };
        let versions = self.pairs.iter().filter(|part| part.key == VERSION_KEY).count();
        if !self.broken.is_empty() || self.has_gaps || last.key != CHECK_KEY || versions != 1 {
            return false;
        }
        let mut text = String::new();
        for Part { key, value } in before {
            add(&mut text, key, value);
        }
        before.first().is_some_and(|first| first.key == VERSION_KEY)
            && damage::without_ending(&last.value) == check::value(&text)
    }

    /// What is stated there.
    pub(super) fn opened(mut self, kind: Kind) -> Opened {
        let mut problems: Vec<Problem> =
            self.broken.iter().map(|part| Problem::new(part, "", Fault::BrokenText)).collect();
        let language = self.take(LANGUAGE_KEY);
        while let Some(again) = self.take(LANGUAGE_KEY) {
            problems.push(Problem::new(LANGUAGE_KEY, &again, Fault::GivenTwice));
        }
        let given = self.pairs.iter().map(|part| (part.key.as_str(), Given::Text(&part.value)));
        let (scenario, unread) = Scenario::read(given);
        problems.extend(unread);
        Opened { scenario, language, problems, kind, made: None }
    }
}

/// Undoes percent-encoding; nothing where a percent sign is not followed by two hexadecimal digits, or the bytes are
/// not UTF-8. A plus is a plus.
fn decoded(text: &str) -> Option<String> {
    let sound = text.split('%').skip(1).all(|rest| {
        let mut bytes = rest.bytes();
        let mut hex = || bytes.next().is_some_and(|byte| byte.is_ascii_hexdigit());
        hex() && hex()
    });
    if !sound {
        return None;
    }
    percent_decode_str(text).decode_utf8().ok().map(|text| text.into_owned())
}
