//! The parts of a fragment: keys and values between ampersands, percent-encoded.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::engine::catalogue::FieldId;
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
    /// As it was meant, without percent signs; as it stands, of a part that can't be read.
    pub(super) key: String,
    /// Likewise; nothing where the part can't be read.
    pub(super) value: Option<String>,
}

/// The parts of a fragment, in its order.
#[derive(Debug)]
pub(super) struct Parts(Vec<Part>);

impl Parts {
    /// Takes a fragment apart. Nothing between two ampersands is a part too.
    pub(super) fn read(fragment: &str, compose: fn(String) -> String) -> Parts {
        let mut parts = Vec::new();
        for part in fragment.split('&') {
            // An ampersand as markup writes it: `&amp;`.
            let part = part.strip_prefix("amp;").unwrap_or(part);
            let pair = part.split_once('=').and_then(|(key, value)| Some((decoded(key)?, decoded(value)?)));
            parts.push(match pair {
                Some((key, value)) => Part { key, value: Some(compose(value)) },
                None => Part { key: part.to_string(), value: None },
            });
        }
        Parts(parts)
    }

    /// Those of these fields that are there.
    pub(super) fn of(fields: [(FieldId, Option<String>); 2]) -> Parts {
        let part = |(field, value): (FieldId, Option<String>)| {
            value.map(|value| Part { key: field.row().path.to_string(), value: Some(value) })
        };
        Parts(fields.into_iter().filter_map(part).collect())
    }

    /// Whether one has this key, read or not.
    pub(super) fn has(&self, key: &str) -> bool {
        self.0.iter().any(|part| part.key.split('=').next() == Some(key))
    }

    /// Takes the part with this key out.
    pub(super) fn take(&mut self, key: &str) -> Option<String> {
        let place = self.0.iter().position(|part| part.key == key)?;
        self.0.remove(place).value
    }

    /// Takes the last part out, with its value where it has one.
    pub(super) fn take_last(&mut self) -> Option<Problem> {
        let part = self.0.pop()?;
        Some(Problem::new(&part.key, &part.value?, Fault::Cut))
    }

    /// Whether it ends with an ampersand: something should follow.
    pub(super) fn ends_open(&self) -> bool {
        self.0.len() > 1 && self.0.last().is_some_and(|part| part.key.is_empty())
    }

    /// Whether it begins with the version, ends with the check value, and that is the one of all before.
    pub(super) fn is_sound(&self) -> bool {
        let Some((last, before)) = self.0.split_last() else { return false };
        let mut text = String::new();
        for (place, Part { key, value }) in before.iter().enumerate() {
            match value {
                Some(value) if (place == 0) == (key == VERSION_KEY) => add(&mut text, key, value),
                _ => return false,
            }
        }
        let check = last.value.as_deref().filter(|_| last.key == CHECK_KEY).map(damage::without_ending);
        check == Some(&check::value(&text))
    }

    /// What is stated there.
    pub(super) fn opened(self, kind: Kind) -> Opened {
        let mut problems = Vec::new();
        let mut language = None;
        let mut given = Vec::new();
        for part in &self.0 {
            let path = part.key.as_str();
            match &part.value {
                Some(value) if path == LANGUAGE_KEY => match language {
                    None => language = Some(value.clone()),
                    Some(_) => problems.push(Problem::new(path, value, Fault::GivenTwice)),
                },
                Some(value) => given.push((path, Given::Text(value))),
                None if path.is_empty() => {}
                None => problems.push(Problem::new(path, "", Fault::BrokenText)),
            }
        }
        let (scenario, unread) = Scenario::read(given);
        problems.extend(unread);
        Opened { scenario, language, problems, kind, made: None }
    }
}

/// Undoes percent-encoding; nothing where a percent sign is not followed by two hexadecimal digits, or the bytes are
/// not UTF-8. A plus is a plus.
pub(crate) fn decoded(text: &str) -> Option<String> {
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
