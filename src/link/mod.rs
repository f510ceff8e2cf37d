//! A scenario as the fragment of an address: `#ro=direct&rem=480000`.
//!
//! The fragment never leaves the browser: it is not part of any request. The page writes short keys, and reads them
//! and full paths alike. Defaults are left out; what is stated is always written, also when it equals its default.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::engine::scenario::{Fault, Given, Problem, Scenario};

/// The key of the page's language: no field's, and not part of the scenario.
pub const LANGUAGE_KEY: &str = "lang";

/// What stays as it is: what addresses may hold and eyes can read. A comma separates the items of a list.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b',');

/// What a fragment holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The scenario, as far as it could be read.
    pub scenario: Scenario,
    /// The language the page is asked to be in, as it was written.
    pub language: Option<String>,
    /// What could not be read. None of it is applied.
    pub problems: Vec<Problem>,
}

/// Reads a fragment, with or without its `#`. It never fails: what can't be read comes back as a problem.
pub fn decode(fragment: &str) -> Opened {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let mut problems = Vec::new();
    let mut pairs: Vec<(String, String)> = Vec::new();
    for part in fragment.split('&').filter(|part| !part.is_empty()) {
        let pair = part.split_once('=').and_then(|(key, value)| Some((decoded(key)?, decoded(value)?)));
        match pair {
            Some(pair) => pairs.push(pair),
            None => problems.push(Problem::new(part, "", Fault::BrokenText)),
        }
    }
    let mut language = None;
    pairs.retain(|(key, value)| {
        let is_language = key == LANGUAGE_KEY;
        if is_language {
            language = Some(value.clone());
        }
        !is_language
    });
    let given = pairs.iter().map(|(key, value)| (key.as_str(), Given::Text(value)));
    let (scenario, unread) = Scenario::read(given);
    problems.extend(unread);
    Opened { scenario, language, problems }
}

/// Writes a scenario, and the language when it was chosen, as a fragment without its `#`.
pub fn encode(scenario: &Scenario, language: Option<&str>) -> String {
    let mut fragment = String::new();
    let mut add = |key: &str, value: &str| {
        if !fragment.is_empty() {
            fragment.push('&');
        }
        fragment.push_str(key);
        fragment.push('=');
        fragment.extend(utf8_percent_encode(value, ENCODED));
    };
    if let Some(language) = language {
        add(LANGUAGE_KEY, language);
    }
    for (slot, text) in scenario.write() {
        add(&slot.short(), &text);
    }
    fragment
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{decode, encode};
    use crate::engine::scenario::Fault;

    #[test]
    fn both_spellings_are_read_and_the_short_one_is_written() {
        let long = decode("#role=direct&offers.1.name=Zuid%20%26%20Co&standing.designations=security,data_ai");
        let short = decode("ro=direct&1na=Zuid%20%26%20Co&de=security,data_ai");
        assert_eq!(long, short);
        assert_eq!(long.problems, []);
        assert_eq!(encode(&long.scenario, None), "ro=direct&de=security,data_ai&1na=Zuid%20%26%20Co");
    }

    #[test]
    fn a_bad_part_is_reported_and_the_rest_is_applied() {
        let opened = decode("#cs=12&rea=abc&%zz=1&nonsense&xx=1&su=5.5&lang=nl");
        let faults: Vec<_> = opened.problems.iter().map(|problem| (problem.path.as_str(), problem.fault)).collect();
        assert_eq!(
            faults,
            [
                ("%zz=1", Fault::BrokenText),
                ("nonsense", Fault::BrokenText),
                ("rea", Fault::NotANumber),
                ("xx", Fault::UnknownKey),
                ("su", Fault::NotWhole)
            ]
        );
        assert_eq!(encode(&opened.scenario, opened.language.as_deref()), "lang=nl&cs=12");
    }

    #[test]
    fn a_field_given_twice_in_either_spelling_is_not_applied() {
        let opened = decode("customers=12&cs=13&cs=14");
        assert_eq!(opened.problems.len(), 1);
        assert_eq!(encode(&opened.scenario, None), "");
    }

    #[test]
    fn an_offer_that_states_nothing_is_still_there() {
        let opened = decode(&encode(&decode("").scenario.with_offer().with_offer(), None));
        assert_eq!(opened.scenario.offers(), 3);
        assert_eq!(opened.problems, []);
    }
}
