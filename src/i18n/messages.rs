//! The texts of one language, read from the file that the build script wrote for it.

use std::fmt;
use std::ops::Range;

use super::Language;
use super::phrase;

include!("../../build/digest.rs");
include!(concat!(env!("OUT_DIR"), "/messages.rs"));

#[cfg(not(target_arch = "wasm32"))]
include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// A text of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message(u16);

impl Message {
    /// The message with this key, of the groups that data chooses from: `field.customers.label`, `caution.near_threshold`.
    ///
    /// Messages that only code chooses have no name in the program; say them by their constant.
    ///
    /// Of a name that there isn't, one in thousands is taken for another of its group: ask only for what may be there.
    pub fn by_name(name: &str) -> Option<Message> {
        let group = name.split('.').next()?;
        let wanted = digest(name, SALT);
        let message = NAMED.iter().filter(|(of, ..)| *of == group).find_map(|(_, first, digests)| {
            let place = digests.iter().position(|digest| *digest == wanted)?;
            Some(Message(first + u16::try_from(place).ok()?))
        })?;
        #[cfg(not(target_arch = "wasm32"))]
        debug_assert_eq!(message.key(), name, "another name has the same digest");
        Some(message)
    }

    /// The key in `locales/`.
    #[cfg(not(target_arch = "wasm32"))]
    #[allow(clippy::indexing_slicing)] // One key for each variant, in the same order, by construction.
    pub fn key(self) -> &'static str {
        Message::KEYS[usize::from(self.0)]
    }
}

/// The texts of one language as files, for the build of the page to ship.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Copy, Debug)]
pub struct MessageFiles {
    /// The code of the language.
    pub language: &'static str,
    /// What the answer needs.
    pub first: &'static str,
    /// All else: what is folded away, and what stands in parts that are fetched when they are wanted.
    pub later: &'static str,
    /// What is said of a table of partners: neither the page nor what it fetches needs it.
    pub batch: &'static str,
    /// What the page says in a frame alone, as JSON: its script has no part in the program.
    pub frame: &'static str,
}

/// The files of all languages.
#[cfg(not(target_arch = "wasm32"))]
pub fn message_files() -> &'static [MessageFiles] {
    EMBEDDED
}

/// The texts of one language: those that the answer needs, and later all of them.
#[derive(Clone, Debug)]
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
    /// Reads a file of what the answer needs, as the build script writes it.
    ///
    /// # Errors
    /// When it isn't one, or not one for this version of the program.
    pub fn parse(first: &str) -> Result<Messages, UnreadableMessages> {
        let (language, body) = body(first, "tierwise-messages")?;
        let mut messages = Messages { language, store: String::new(), templates: Vec::new(), texts: Vec::new() };
        messages.add_all(body);
        if messages.templates.len() == Message::FIRST { Ok(messages) } else { Err(UnreadableMessages::Incomplete) }
    }

    /// These with the texts that come later, which are empty until then.
    ///
    /// # Errors
    /// When the file isn't one of those, or not one for these texts.
    pub fn with_later(&self, later: &str) -> Result<Messages, UnreadableMessages> {
        let (language, body) = body(later, "tierwise-later")?;
        if language != self.language {
            return Err(UnreadableMessages::UnknownLanguage);
        }
        let mut messages = self.clone();
        messages.add_all(body);
        if messages.templates.len() == Message::COUNT { Ok(messages) } else { Err(UnreadableMessages::Incomplete) }
    }

    /// These, complete, with the texts of a table of partners, which are empty until then.
    ///
    /// # Errors
    /// When the file isn't one of those, or not one for these texts.
    pub fn with_batch(&self, batch: &str) -> Result<Messages, UnreadableMessages> {
        let (language, body) = body(batch, "tierwise-batch")?;
        if language != self.language {
            return Err(UnreadableMessages::UnknownLanguage);
        }
        let mut messages = self.clone();
        messages.add_all(body);
        let whole = self.templates.len() == Message::COUNT && messages.templates.len() == Message::WITH_BATCH;
        if whole { Ok(messages) } else { Err(UnreadableMessages::Incomplete) }
    }

    /// The texts that were there when the program was built.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn embedded(language: Language) -> Messages {
        let files = EMBEDDED.iter().find(|files| files.language == language.code());
        let all = files.and_then(|files| {
            Messages::parse(files.first).ok()?.with_later(files.later).ok()?.with_batch(files.batch).ok()
        });
        let none = || Messages { language, store: String::new(), templates: Vec::new(), texts: Vec::new() };
        all.unwrap_or_else(none)
    }

    /// Whether the texts that come later are there.
    pub fn is_complete(&self) -> bool {
        self.templates.len() >= Message::COUNT
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
        ranges.get(usize::from(message.0)).and_then(|range| self.store.get(range.clone())).unwrap_or_default()
    }

    fn add_all(&mut self, body: &str) {
        let mut start = self.store.len();
        self.store.push_str(body);
        for line in body.split_inclusive('\n') {
            let text = line.trim_end_matches(['\n', '\r']);
            self.add(text, start..start + text.len());
            start += line.len();
        }
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

/// The language of a file of this kind, and its lines.
fn body<'a>(file: &'a str, kind: &str) -> Result<(Language, &'a str), UnreadableMessages> {
    let (first, body) = file.split_once('\n').ok_or(UnreadableMessages::NotMessages)?;
    let mut words = first.trim_end().split(' ');
    if words.next() != Some(kind) {
        return Err(UnreadableMessages::NotMessages);
    }
    if words.next() != Some(Message::FINGERPRINT) {
        return Err(UnreadableMessages::Stale);
    }
    let language = words.next().and_then(Language::from_code).ok_or(UnreadableMessages::UnknownLanguage)?;
    Ok((language, body))
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
