//! What is wrong with what a host or a provider wrote: a setting in the page's query, a key of a profile.

use crate::engine::scenario::Fault;

/// The most of a refused value that is repeated.
const MAX_SHOWN: usize = 80;

/// A part that was not applied, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// The key, or the path of it: `theme`, `figures.offers.0.fee`.
    pub path: String,
    /// The value as it was given, cut when it is long.
    pub value: String,
    /// What is wrong with it.
    pub wrong: Wrong,
    /// What is allowed, where that is a list or a range: `auto, light, dark`.
    pub allowed: String,
}

/// What can be wrong. The words for it stand in `locales/` under `flaw.<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It could not be fetched.
    Absent,
    /// Not JSON, not an object, or nested too deep to read.
    Malformed,
    /// There is no such key.
    Unknown,
    /// The key is given more than once.
    Twice,
    /// The key has to be there.
    Missing,
    /// A text was expected, of at most so many characters.
    Text,
    /// An object was expected.
    Object,
    /// A list of texts was expected.
    List,
    /// One of these was expected.
    OneOf,
    /// Some of these were expected, each once.
    SomeOf,
    /// A number such as 1234.56 was expected.
    Number,
    /// A whole number was expected.
    Whole,
    /// At most so many decimals.
    Decimals,
    /// A number from one to another.
    Range,
    /// A day that exists, not in the future.
    Day,
    /// A colour as `#` and six hexadecimal digits.
    Colour,
    /// The name of a profile: small letters, digits and hyphens.
    Id,
    /// An address that begins with `https://`.
    Https,
    /// An address that begins with `https://` or `mailto:`.
    Contact,
    /// The path of a picture beside the page.
    Picture,
    /// A field or a part of the page that is out of reach.
    Reach,
    /// A percent sign is not followed by two hexadecimal digits.
    Broken,
}

impl Wrong {
    /// All of them.
    pub const ALL: [Wrong; 22] = [
        Wrong::Absent,
        Wrong::Malformed,
        Wrong::Unknown,
        Wrong::Twice,
        Wrong::Missing,
        Wrong::Text,
        Wrong::Object,
        Wrong::List,
        Wrong::OneOf,
        Wrong::SomeOf,
        Wrong::Number,
        Wrong::Whole,
        Wrong::Decimals,
        Wrong::Range,
        Wrong::Day,
        Wrong::Colour,
        Wrong::Id,
        Wrong::Https,
        Wrong::Contact,
        Wrong::Picture,
        Wrong::Reach,
        Wrong::Broken,
    ];

    /// The end of the key of its words, and its name in the plain form of a profile.
    pub fn id(self) -> &'static str {
        match self {
            Wrong::Absent => "absent",
            Wrong::Malformed => "malformed",
            Wrong::Unknown => "unknown",
            Wrong::Twice => "twice",
            Wrong::Missing => "missing",
            Wrong::Text => "text",
            Wrong::Object => "object",
            Wrong::List => "list",
            Wrong::OneOf => "one_of",
            Wrong::SomeOf => "some_of",
            Wrong::Number => "number",
            Wrong::Whole => "whole",
            Wrong::Decimals => "decimals",
            Wrong::Range => "range",
            Wrong::Day => "day",
            Wrong::Colour => "colour",
            Wrong::Id => "id",
            Wrong::Https => "https",
            Wrong::Contact => "contact",
            Wrong::Picture => "picture",
            Wrong::Reach => "reach",
            Wrong::Broken => "broken",
        }
    }

    /// The one with this name.
    pub fn from_id(id: &str) -> Option<Wrong> {
        Wrong::ALL.into_iter().find(|wrong| wrong.id() == id)
    }
}

impl Flaw {
    /// Something wrong with the value of a key.
    #[inline(never)]
    pub fn new(path: &str, value: &str, wrong: Wrong) -> Flaw {
        Flaw { path: cut(path), value: cut(value), wrong, allowed: String::new() }
    }

    /// The same, with what is allowed.
    #[must_use]
    pub fn allowing(self, allowed: &str) -> Flaw {
        Flaw { allowed: allowed.to_string(), ..self }
    }

    /// One of these was expected.
    pub fn one_of(path: &str, value: &str, choices: &[&str]) -> Flaw {
        Flaw::new(path, value, Wrong::OneOf).allowing(&choices.join(", "))
    }

    /// What is wrong with a figure, by what the scenario says of it.
    pub fn of_figure(path: &str, value: &str, fault: Fault) -> Flaw {
        let wrong = match fault {
            Fault::GivenTwice => Wrong::Twice,
            Fault::NotANumber | Fault::NotARange => Wrong::Number,
            Fault::TooManyDecimals => Wrong::Decimals,
            Fault::NotWhole => Wrong::Whole,
            Fault::OutOfRange { min, max } => {
                return Flaw::new(path, value, Wrong::Range)
                    .allowing(&[&min.to_string(), "…", &max.to_string()].concat());
            }
            Fault::NotAFact => return Flaw::one_of(path, value, &["true", "false"]),
            Fault::UnknownChoice(choices) => return Flaw::one_of(path, value, choices),
            Fault::UnknownItem(choices) => return Flaw::new(path, value, Wrong::SomeOf).allowing(&choices.join(", ")),
            Fault::ItemTwice => Wrong::SomeOf,
            Fault::NotADate | Fault::DateOutOfRange => Wrong::Day,
            Fault::NotAName => return Flaw::new(path, value, Wrong::Text).allowing("1…60"),
            Fault::BrokenText => Wrong::Broken,
            _ => Wrong::Unknown,
        };
        Flaw::new(path, value, wrong)
    }
}

/// One line, and not too long.
fn cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(MAX_SHOWN).collect()
}
