//! From figures and keys to words: the page's texts in each language, and how numbers and dates are written there.
//!
//! The texts stand in `locales/*.toml`; the build script turns them into [`Message`], which has a variant for each key,
//! and into two text files for each language, which the page fetches ([`Messages`]). Nothing here knows a
//! browser. `locales/README.md` says how to add a text or a language.

mod format;
mod messages;
pub mod names;
mod origin;
mod phrase;

#[cfg(test)]
#[allow(dead_code)]
mod build_checks;

use std::rc::Rc;

pub use messages::{Message, Messages, UnreadableMessages};
#[cfg(not(target_arch = "wasm32"))]
pub use messages::{MessageFiles, message_files};
pub use origin::Origin;
pub use phrase::{Arg, Phrase, Span};

/// A language the page can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    En,
    /// Dutch.
    Nl,
    /// German.
    De,
    /// French.
    Fr,
}

impl Language {
    /// All of them; the first is the one for readers of none.
    pub const ALL: [Language; 4] = [Language::En, Language::Nl, Language::De, Language::Fr];

    /// Their codes, in the same order.
    pub const CODES: &'static [&'static str] = &["en", "nl", "de", "fr"];

    /// The code, as in the `lang` attribute: `nl`.
    #[allow(clippy::indexing_slicing)] // One code for each variant; a test looks.
    pub fn code(self) -> &'static str {
        Language::CODES[self as usize]
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }

    /// What it calls itself.
    pub fn name(self) -> &'static str {
        match self {
            Language::En => "English",
            Language::Nl => "Nederlands",
            Language::De => "Deutsch",
            Language::Fr => "Français",
        }
    }

    /// The first language of the reader's that there is, else English. Tags are like `nl-BE`, the most wanted first.
    pub fn negotiate<'a>(tags: impl IntoIterator<Item = &'a str>) -> Language {
        tags.into_iter()
            .find_map(|tag| {
                let primary = tag.split(['-', '_']).next()?;
                Language::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.code()))
            })
            .unwrap_or(Language::En)
    }

    /// Which of a text's plural forms goes with a count.
    fn plural_form(self, count: i64) -> usize {
        match self {
            Language::En | Language::Nl | Language::De => usize::from(count.unsigned_abs() != 1),
            // Nothing is singular too.
            Language::Fr => usize::from(count.unsigned_abs() > 1),
        }
    }
}

/// A language with its texts: what is needed to say something.
#[derive(Clone, Debug)]
pub struct Locale {
    /// The language.
    pub language: Language,
    /// The texts in that language.
    pub messages: Rc<Messages>,
}

impl Locale {
    /// The language of these texts.
    pub fn new(messages: Rc<Messages>) -> Locale {
        Locale { language: messages.language(), messages }
    }

    /// The texts that were there when the program was built.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn embedded(language: Language) -> Locale {
        Locale { language, messages: Rc::new(Messages::embedded(language)) }
    }

    /// A text without placeholders, for a place that takes no markup: a label, an attribute, an option.
    pub fn text(&self, message: Message) -> &str {
        self.messages.text(message)
    }

    /// A text with its placeholders filled in.
    ///
    /// An argument never becomes markup or a placeholder, whatever is in it. One that the text doesn't have is ignored;
    /// a placeholder without an argument stays as it is, in braces.
    pub fn say(&self, message: Message, args: &[(&str, Arg<'_>)]) -> Phrase {
        let mut phrase = Phrase::default();
        phrase::fill(self, self.messages.template(message), args, &mut phrase);
        phrase
    }

    /// All of these: `a, b and c`.
    pub fn all_of(&self, items: &[Phrase]) -> Phrase {
        self.list(items, Message::ListTwo)
    }

    /// One of these: `a, b or c`.
    pub fn one_of(&self, items: &[Phrase]) -> Phrase {
        self.list(items, Message::ListOr)
    }

    fn list(&self, items: &[Phrase], last: Message) -> Phrase {
        let join = |message, first: &Phrase, second: &Phrase| {
            self.say(message, &[("first", Arg::from(first)), ("second", Arg::from(second))])
        };
        match items {
            [] => Phrase::default(),
            [only] => only.clone(),
            [earlier @ .., end] => {
                let earlier = earlier.iter().cloned().reduce(|first, second| join(Message::ListMore, &first, &second));
                join(last, &earlier.unwrap_or_default(), end)
            }
        }
    }
}

impl PartialEq for Locale {
    fn eq(&self, other: &Locale) -> bool {
        self.language == other.language && Rc::ptr_eq(&self.messages, &other.messages)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests;
