//! The names of columns: which field each stands for, and what an unknown one may have been meant to be.

use crate::engine::catalogue::{FIELDS, MAX_OFFERS, Slot};
use crate::i18n::Language;

use super::table::Row;
use super::words;

/// The name of the column with the partners' names: no field's.
pub const PARTNER: &str = "partner";
/// What such a column is often called.
const PARTNER_ALIASES: &[&str] = &[
    "partner name",
    "partnernaam",
    "naam",
    "name",
    "nom",
    "company",
    "company name",
    "bedrijf",
    "bedrijfsnaam",
    "firma",
    "firmenname",
    "unternehmen",
    "entreprise",
    "société",
    "raison sociale",
    "reseller",
    "wederverkoper",
    "revendeur",
    "wiederverkäufer",
    "klant",
    "kunde",
    "client",
    "customer",
    "account",
    "organisation",
    "organisatie",
    "nom du partenaire",
    "partenaire",
    "partnername",
];
/// So many columns get suggestions; a file with more unknown ones is something else.
const MAX_SUGGESTED_FOR: usize = 200;
/// So many for each.
const MAX_SUGGESTIONS: usize = 3;
/// From this likeness on two names are near, 1 being the same.
const NEAR: f64 = 0.76;
/// The longest name that is compared.
const MAX_COMPARED: usize = 80;

/// What a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The partner's name.
    Partner,
    /// A field.
    Field(Slot),
}

impl Target {
    /// What a name stands for, as it is: a path, a short key, or `partner`.
    pub fn named(name: &str) -> Option<Target> {
        match name {
            PARTNER => Some(Target::Partner),
            _ => Slot::from_path(name).or_else(|| Slot::from_short(name)).map(Target::Field),
        }
    }

    /// The name it has in a header.
    pub fn name(self) -> String {
        match self {
            Target::Partner => PARTNER.to_string(),
            Target::Field(slot) => slot.path(),
        }
    }
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What its header says.
    pub text: String,
    /// What it stands for; nothing where nobody knows.
    pub known: Option<Target>,
    /// What it may have been meant to be, the likeliest first; none where it is known.
    pub suggestions: Vec<Target>,
}

/// The columns that a header has.
pub fn columns(header: Row<'_>) -> Vec<Column> {
    let mut unknown = 0;
    let mut names = None;
    (0..header.count())
        .map(|place| {
            let text = header.cell(place).text().trim().to_string();
            let known = Target::named(&text);
            let mut suggestions = Vec::new();
            if known.is_none() && !text.is_empty() && unknown < MAX_SUGGESTED_FOR {
                unknown += 1;
                suggestions = suggest(&text, names.get_or_insert_with(Names::all));
            }
            Column { text, known, suggestions }
        })
        .collect()
}

/// A name that something goes by, plain, and with its words in order.
struct Name {
    target: Target,
    plain: String,
    sorted: String,
}

/// Every name that something goes by.
struct Names(Vec<Name>);

impl Names {
    fn all() -> Names {
        let mut names: Vec<(Target, String)> =
            PARTNER_ALIASES.iter().chain([&PARTNER]).map(|alias| (Target::Partner, plain(alias))).collect();
        for slot in FIELDS.iter().flat_map(|row| row.slots(MAX_OFFERS)) {
            let target = Target::Field(slot);
            names.push((target, plain(&slot.path())));
            if slot.row().path.contains('.') {
                // The path without the group it is in.
                names.extend(slot.path().split_once('.').map(|(_, rest)| (target, plain(rest))));
            }
            names.extend(Language::ALL.map(|language| (target, plain(&words::name(language, slot)))));
        }
        names.sort();
        names.dedup();
        let name = |(target, plain): (Target, String)| Name { target, sorted: sorted(&plain), plain };
        Names(names.into_iter().map(name).collect())
    }
}

/// What a name may have been meant to be.
fn suggest(text: &str, names: &Names) -> Vec<Target> {
    let text = plain(&text.chars().take(MAX_COMPARED).collect::<String>());
    if text.is_empty() {
        return Vec::new();
    }
    let sorted = sorted(&text);
    let mut found: Vec<(f64, Target)> = Vec::new();
    for Name { target, plain, sorted: in_order } in &names.0 {
        let likeness = likeness(&text, plain).max(likeness(&sorted, in_order) - 0.01);
        if likeness < NEAR {
            continue;
        }
        match found.iter_mut().find(|(_, other)| other == target) {
            Some((best, _)) => *best = best.max(likeness),
            None => found.push((likeness, *target)),
        }
    }
    // Of equally near ones the first in the catalogue.
    found.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    found.into_iter().take(MAX_SUGGESTIONS).map(|(_, target)| target).collect()
}

/// How alike two names are, from 0 to 1.
fn likeness(one: &str, other: &str) -> f64 {
    let (short, long) = if one.len() < other.len() { (one.len(), other.len()) } else { (other.len(), one.len()) };
    // What differs so much in length can't be near, and needs no closer look.
    if short * 3 < long * 2 { 0.0 } else { strsim::normalized_damerau_levenshtein(one, other) }
}

/// The words of a name, in small letters without accents, with one space between them.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for character in name.chars().flat_map(char::to_lowercase) {
        let letter = if character.is_alphanumeric() { words::folded(character) } else { ' ' };
        if letter != ' ' || !plain.ends_with(' ') && !plain.is_empty() {
            plain.push(letter);
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// The words in an order that doesn't depend on the one they were written in: `azure revenue` for `revenue azure`.
fn sorted(name: &str) -> String {
    let mut words: Vec<&str> = name.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Column, Names, PARTNER, Target, columns, suggest};
    use crate::batch::text::read;
    use crate::engine::catalogue::{FIELDS, MAX_OFFERS};
    use crate::i18n::Language;

    fn columns_of(header: &str) -> Vec<Column> {
        columns(read(header, b';').unwrap().row(0).unwrap())
    }

    #[test]
    fn paths_short_keys_and_the_partner_are_known() {
        let mut header = String::from(PARTNER);
        for slot in FIELDS.iter().flat_map(|row| row.slots(MAX_OFFERS)) {
            header.push_str(&format!(";{};{}", slot.path(), slot.short()));
        }
        for column in columns_of(&header) {
            assert!(column.known.is_some() && column.suggestions.is_empty(), "{column:?}");
        }
    }

    #[test]
    fn what_a_field_is_called_in_any_language_is_suggested() {
        let names = Names::all();
        // Each field in one of the languages, in turn: all of them would take minutes.
        let slots = FIELDS.iter().flat_map(|row| row.slots(2)).step_by(3);
        for (slot, language) in slots.zip(Language::ALL.into_iter().cycle()) {
            let name = super::words::name(language, slot);
            let known = Target::named(&name).is_some();
            let first = suggest(&name, &names).first().copied();
            let same = first.is_some_and(|first| {
                let Target::Field(found) = first else { return false };
                Language::ALL.iter().any(|other| super::words::name(*other, found) == name)
            });
            assert!(known || same, "{name}: {first:?}, wanted {}", slot.path());
        }
    }

    #[test]
    fn near_spellings_are_suggested_and_nonsense_is_not() {
        for (text, expected) in [
            ("Partner", PARTNER),
            ("Bedrijfsnaam", PARTNER),
            ("Revenue.Azure", "revenue.azure"),
            ("azure revenue", "revenue.azure"),
            ("revenue_azure", "revenue.azure"),
            ("custmers", "customers"),
            ("designations", "standing.designations"),
            ("billed ttm usd", "standing.billed_ttm_usd"),
        ] {
            let column = columns_of(&format!("{text};x")).swap_remove(0);
            assert_eq!(column.known, None, "{text}");
            assert_eq!(column.suggestions.first().map(|target| target.name()).as_deref(), Some(expected), "{text}");
        }
        for text in ["Phone", "x", "?", "Straße 12", "2026"] {
            let column = columns_of(&format!("{text};y")).swap_remove(0);
            assert_eq!((column.known, column.suggestions.len()), (None, 0), "{text}: {column:?}");
        }
    }
}
