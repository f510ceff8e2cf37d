//! The texts of one language, read from the file that the build script wrote for it.

use std::fmt;
use std::ops::Range;

use super::Language;
use super::phrase;

include!("../../build/digest.rs");
include!(concat!(env!("OUT_DIR"), "/messages.rs"));

#[cfg(not(target_arch = "wasm32"))]
include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

impl Message {
    /// The message with this key, of the groups that data chooses from: `field.customers.label`, `caution.near_threshold`.
    ///
    /// Messages that only code chooses have no name in the program; say them by their variant.
    pub fn by_name(name: &str) -> Option<Message> {
        let digest = digest(name);
        let place = NAMED.binary_search_by_key(&digest, |(named, _)| *named).ok()?;
        NAMED.get(place).map(|(_, message)| *message)
    }

    /// The key in `locales/`.
    #[cfg(not(target_arch = "wasm32"))]
    #[allow(clippy::indexing_slicing)] // One key for each variant, in the same order, by construction.
    pub fn key(self) -> &'static str {
        Message::KEYS[self as usize]
    }
}

/// The files of texts, as language code and contents, for the build of the page to ship.
#[cfg(not(target_arch = "wasm32"))]
pub fn message_files() -> Vec<(String, String)> {
    EMBEDDED.iter().map(|(code, file)| ((*code).to_string(), (*file).to_string())).collect()
}

/// All texts of one language.
#[derive(Debug)]
pub struct Messages {
    language: Language,
    /// The file, then whatever had to be written out differently.
    store: String,
    /// Where each message stands in it, with markup and placeholders.
    templates: Vec<Range<usize>>,
    /// Where each message stands in it, without markup.
    texts: Vec<Range<usize>>,
}

/// Why a file of texts can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnreadableMessages {
    /// It is something else.
    NotMessages,
    /// It was made for another version of the program.
    Stale,
    /// It is in a language that the program doesn't know.
    UnknownLanguage,
    /// It has too few texts, or too many.
    Incomplete,
}

impl fmt::Display for UnreadableMessages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            UnreadableMessages::NotMessages => "this is not a file of texts",
            UnreadableMessages::Stale => "the texts are of another version",
            UnreadableMessages::UnknownLanguage => "the texts are in an unknown language",
            UnreadableMessages::Incomplete => "the texts are not complete",
        })
    }
}

impl std::error::Error for UnreadableMessages {}

impl Messages {
    /// Reads a file as the build script writes it.
    ///
    /// # Errors
    /// When it isn't one, or not one for this version of the program.
    pub fn parse(file: &str) -> Result<Messages, UnreadableMessages> {
        let (first, body) = file.split_once('\n').ok_or(UnreadableMessages::NotMessages)?;
        let mut words = first.trim_end().split(' ');
        if words.next() != Some("tierwise-messages") {
            return Err(UnreadableMessages::NotMessages);
        }
        if words.next() != Some(Message::FINGERPRINT) {
            return Err(UnreadableMessages::Stale);
        }
        let language = words.next().and_then(Language::from_code).ok_or(UnreadableMessages::UnknownLanguage)?;
        let mut messages = Messages {
            language,
            store: body.to_string(),
            templates: Vec::with_capacity(Message::COUNT),
            texts: Vec::with_capacity(Message::COUNT),
        };
        let mut start = 0;
        for line in body.split_inclusive('\n') {
            let text = line.trim_end_matches(['\n', '\r']);
            messages.add(text, start..start + text.len());
            start += line.len();
        }
        if messages.templates.len() == Message::COUNT { Ok(messages) } else { Err(UnreadableMessages::Incomplete) }
    }

    /// The texts that were there when the program was built.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn embedded(language: Language) -> Messages {
        let file = EMBEDDED.iter().find(|(code, _)| *code == language.code()).map_or("", |(_, file)| file);
        Messages::parse(file).unwrap_or_else(|_| Messages {
            language,
            store: String::new(),
            templates: Vec::new(),
            texts: Vec::new(),
        })
    }

    /// The language of the texts.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A message without markup.
    pub(super) fn text(&self, message: Message) -> &str {
        self.part(&self.texts, message)
    }

    /// A message with markup and placeholders.
    pub(super) fn template(&self, message: Message) -> &str {
        self.part(&self.templates, message)
    }

    fn part(&self, ranges: &[Range<usize>], message: Message) -> &str {
        ranges.get(message as usize).and_then(|range| self.store.get(range.clone())).unwrap_or_default()
    }

    fn add(&mut self, line: &str, range: Range<usize>) {
        let (template, at) = if line.contains('\\') {
            let unescaped = unescape(line);
            let at = self.append(&unescaped);
            (unescaped, at)
        } else {
            (line.to_string(), range)
        };
        let text =
            if template.contains(['*', '_']) { self.append(&phrase::without_markup(&template)) } else { at.clone() };
        self.templates.push(at);
        self.texts.push(text);
    }

    fn append(&mut self, text: &str) -> Range<usize> {
        let start = self.store.len();
        self.store.push_str(text);
        start..self.store.len()
    }
}

/// A text may have line breaks, its line in the file may not.
fn unescape(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n') => text.push('\n'),
                other => text.extend(other),
            },
            other => text.push(other),
        }
    }
    text
}
