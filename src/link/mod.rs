//! A scenario as the fragment of an address: `#v=1&at=2026-11-22&by=fy26&d=1&ro=direct&rem=480000&z=Ab3_`.
//!
//! The fragment never leaves the browser: it is not part of any request. A link says with which version of the format
//! (`v`), on which day (`at`), by which rules (`by`) and with which set of defaults (`d`) it was made, then what is
//! stated, in the order of the catalogue, and last a check value over all of that (`z`). So a link means the same for as
//! long as there is a page to open it, and one that was cut or changed on its way is known to be.
//!
//! The page writes short keys, and reads them and full paths alike. Defaults are left out; what is stated is always
//! written, also when it equals its default. A stated day is written as the field it is (`on`) and so are stated rules
//! (`ru`); `at` and `by` stand for the day and the rules that held because nobody stated others.
//!
//! - [`decode`] opens any address, and says how what it found is to be taken: its [`Kind`].
//! - [`encode`] writes a link; [`address`] what stands in the address bar.
//! - [`plain`] and [`write_plain`] are the fields alone, for what the page keeps for itself.

mod check;
mod damage;
mod fields;
mod query;
mod version;

use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::date::Date;
use crate::engine::scenario::{Problem, Scenario};

use self::fields::Parts;

pub(crate) use self::fields::decoded;
pub use self::query::{QUERY_KEYS, without_figures};
pub use self::version::{DEFAULTS, Defaults, Made, VERSION};

/// The key of the page's language: no field's, and not part of the scenario.
pub const LANGUAGE_KEY: &str = "lang";

/// The key of the version of the format. Only links that were made by a page have it.
pub const VERSION_KEY: &str = "v";
/// The key of the check value, which comes last.
pub const CHECK_KEY: &str = "z";
/// The key of the day on which a link was made, where no day is stated.
pub const DAY_KEY: &str = "at";
/// The key of the rules by which it was made, where none are stated.
pub const RULES_KEY: &str = "by";
/// The key of the set of defaults with which it was made.
pub const DEFAULTS_KEY: &str = "d";

/// How what an address holds is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As it stands: a whole link that means today what it meant when it was made, or an address without figures.
    Exact,
    /// A whole link from another day, or made by other rules or with other defaults than hold today.
    Older,
    /// A whole link with something in it that this page doesn't know: a newer page has made it.
    Newer,
    /// Written by hand or by another program, without version and check value: nobody can tell whether it is whole.
    Prefill,
    /// A link that was cut or changed on its way.
    Damaged,
}

/// What a fragment holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The scenario, as far as it could be read: what is stated there, and nothing that merely held then.
    pub scenario: Scenario,
    /// The language the page is asked to be in, as it was written.
    pub language: Option<String>,
    /// What could not be read. None of it is applied.
    pub problems: Vec<Problem>,
    /// How it is to be taken.
    pub kind: Kind,
    /// What held when it was made; only of a whole link.
    pub made: Option<Made>,
}

/// Opens a fragment, with or without its `#`. It never fails: what can't be read comes back as a problem.
pub fn decode(fragment: &str, today: Date) -> Opened {
    decode_composed(fragment, today, |text| text)
}

/// The same, where `compose` brings a text into its composed form (Unicode's NFC): on the way letters and their accents
/// may have been taken apart, or put together.
pub fn decode_composed(fragment: &str, today: Date, compose: fn(String) -> String) -> Opened {
    let text = damage::undone(fragment);
    let mut parts = Parts::read(&text, |text| text);
    if !parts.has(VERSION_KEY) && !parts.has(CHECK_KEY) {
        let kind = if parts.ends_open() { Kind::Damaged } else { Kind::Prefill };
        let mut opened = parts.opened(kind);
        // Without a figure there is nothing to take one way or the other.
        if kind == Kind::Prefill && opened.problems.is_empty() && opened.scenario.is_default() {
            opened.kind = Kind::Exact;
        }
        return opened;
    }
    // As they were written first: names may have been taken apart when they were typed.
    if !parts.is_sound() {
        parts = Parts::read(&text, compose);
    }
    if parts.is_sound() { whole(parts, today) } else { damaged(parts) }
}

/// What can be read of a link that is not whole. Without its end the last value may be cut, so that isn't taken.
fn damaged(mut parts: Parts) -> Opened {
    let cut = if parts.has(CHECK_KEY) { None } else { parts.take_last() };
    // What the page writes about itself is no figure of anybody's.
    let own = [VERSION_KEY, CHECK_KEY, DAY_KEY, RULES_KEY, DEFAULTS_KEY];
    for key in own {
        parts.take(key);
    }
    let mut opened = parts.opened(Kind::Damaged);
    opened.problems.extend(cut.filter(|cut| !own.contains(&cut.path.as_str()) && cut.path != LANGUAGE_KEY));
    opened
}

/// What a link says that came as it was sent.
fn whole(mut parts: Parts, today: Date) -> Opened {
    parts.take(CHECK_KEY);
    let version = parts.take(VERSION_KEY);
    let defaults = parts.take(DEFAULTS_KEY);
    // What held is read as if it were stated: the day and the rules.
    let held = Parts::of([(FieldId::AsOf, parts.take(DAY_KEY)), (FieldId::Rules, parts.take(RULES_KEY))]);
    let held = held.opened(Kind::Exact);
    let mut opened = parts.opened(Kind::Exact);
    opened.problems.extend(held.problems);
    let known = defaults.as_deref().map(Defaults::by_id);
    if version.as_deref() != Some(VERSION) || known == Some(None) || !opened.problems.is_empty() {
        // Nothing was changed on its way, so whatever isn't understood is new.
        opened.kind = Kind::Newer;
        return opened;
    }
    let stated = |field| opened.scenario.get(Slot::of(field)).is_some() != held.scenario.get(Slot::of(field)).is_some();
    match known.flatten().filter(|_| stated(FieldId::AsOf) && stated(FieldId::Rules)) {
        Some(defaults) => {
            let made = Made::of(&held.scenario, defaults);
            opened.kind = if made.is_older(&opened.scenario, today) { Kind::Older } else { Kind::Exact };
            opened.made = Some(made);
        }
        // Whole, but it leaves open what it means: no page has written it.
        None => opened.kind = Kind::Prefill,
    }
    opened
}

/// Writes a link, without its `#`: all that is stated, what held on the day, the language when it was chosen, and the
/// check value. `made` is what held when an older link was made that these figures came with.
pub fn encode(scenario: &Scenario, today: Date, made: Option<&Made>, language: Option<&str>) -> String {
    let then = made.filter(|made| made.holds(scenario, today));
    let stated = stated(scenario, today, made);
    let mut link = String::new();
    fields::add(&mut link, VERSION_KEY, VERSION);
    if let Some(language) = language {
        fields::add(&mut link, LANGUAGE_KEY, language);
    }
    if stated.get(Slot::of(FieldId::AsOf)).is_none() {
        fields::add(&mut link, DAY_KEY, &version::day(scenario, today).to_string());
    }
    if stated.get(Slot::of(FieldId::Rules)).is_none() {
        fields::add(&mut link, RULES_KEY, version::rules(scenario, today).id);
    }
    let defaults = then.map_or(Defaults::newest(), |made| made.defaults);
    fields::add(&mut link, DEFAULTS_KEY, defaults.id);
    fields::write(&mut link, &stated);
    let check = check::value(&link);
    fields::add(&mut link, CHECK_KEY, &check);
    link
}

/// What is stated in a scenario: what an older link held to is in there too, so that everybody reckons with it, but it
/// isn't stated.
pub fn stated(scenario: &Scenario, today: Date, made: Option<&Made>) -> Scenario {
    match made.filter(|made| made.holds(scenario, today)) {
        Some(made) => made.unpinned(scenario),
        None => scenario.clone(),
    }
}

/// What stands in the address bar for a scenario, without its `#`: a link; nothing but the language where nothing is
/// stated, as that is what the page opens with anyway.
pub fn address(scenario: &Scenario, today: Date, made: Option<&Made>, language: Option<&str>) -> String {
    if !scenario.is_default() {
        return encode(scenario, today, made, language);
    }
    let mut fragment = String::new();
    if let Some(language) = language {
        fields::add(&mut fragment, LANGUAGE_KEY, language);
    }
    fragment
}

/// Reads fields that the page keeps for itself, such as a starting point: no more is known of them than what they say.
pub fn plain(fragment: &str) -> Opened {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    Parts::read(fragment, |text| text).opened(Kind::Exact)
}

/// Writes the fields alone, as [`plain`] reads them: what is stated, in the order of the catalogue.
pub fn write_plain(scenario: &Scenario) -> String {
    let mut fragment = String::new();
    fields::write(&mut fragment, scenario);
    fragment
}
