//! Texts with their placeholders filled in, as spans that a view can mark up.
//!
//! In a message `*…*` is strong, `_…_` a term that stays English, `{name}` a placeholder and
//! `{months:month|months}` a word chosen by a count. Markup is read before anything is filled in, so an argument is
//! always plain text, such as the name a visitor gave to an offer.

use super::{Language, Locale};

/// A text in spans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase(Vec<Span>);

/// A part of a text that looks and sounds alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// Whether they matter most: an amount in a sentence.
    pub strong: bool,
    /// Whether they are English in a text of another language: a view says so, for screen readers.
    pub english: bool,
}

/// What a placeholder is filled with.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// Words or a formatted figure.
    Text(&'a str),
    /// A count: written in digits, and able to choose a plural.
    Count(i64),
    /// A text that keeps its own markup.
    Phrase(&'a Phrase),
}

impl Phrase {
    /// The text without markup.
    pub fn plain(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }

    /// The spans, none of them empty, no two neighbours alike.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds another text at the end.
    pub fn push(&mut self, other: &Phrase) {
        for span in &other.0 {
            self.add(&span.text, span.strong, span.english);
        }
    }

    fn add(&mut self, text: &str, strong: bool, english: bool) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.strong == strong && last.english == english => last.text.push_str(text),
            _ => self.0.push(Span { text: text.to_string(), strong, english }),
        }
    }
}

impl From<&str> for Phrase {
    /// Words as they are: nothing in them is markup.
    fn from(text: &str) -> Phrase {
        let mut phrase = Phrase::default();
        phrase.add(text, false, false);
        phrase
    }
}

impl From<String> for Phrase {
    fn from(text: String) -> Phrase {
        Phrase::from(text.as_str())
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl<'a> From<&'a Phrase> for Arg<'a> {
    fn from(phrase: &'a Phrase) -> Arg<'a> {
        Arg::Phrase(phrase)
    }
}

impl From<i64> for Arg<'_> {
    fn from(count: i64) -> Self {
        Arg::Count(count)
    }
}

impl From<u32> for Arg<'_> {
    fn from(count: u32) -> Self {
        Arg::Count(i64::from(count))
    }
}

impl From<usize> for Arg<'_> {
    fn from(count: usize) -> Self {
        Arg::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

/// Adds a template to a phrase, with its markup read and its placeholders filled in.
pub(super) fn fill(locale: &Locale, template: &str, args: &[(&str, Arg<'_>)], phrase: &mut Phrase) {
    let foreign = locale.language != Language::En;
    let (mut strong, mut english) = (false, false);
    let mut rest = template;
    while let Some(place) = rest.find(['*', '_', '{']) {
        let (before, from) = rest.split_at(place);
        phrase.add(before, strong, english && foreign);
        let (inside, after) = match from.strip_prefix('{').map(|inside| inside.split_once('}')) {
            Some(Some((inside, after))) => (Some(inside), after),
            Some(None) => break, // Refused by the build script.
            None => (None, from.get(1..).unwrap_or_default()),
        };
        match inside {
            Some(inside) => fill_in(locale, inside, args, (strong, english && foreign), phrase),
            None if from.starts_with('*') => strong = !strong,
            None => english = !english,
        }
        rest = after;
    }
    phrase.add(rest, strong, english && foreign);
}

fn fill_in(
    locale: &Locale,
    placeholder: &str,
    args: &[(&str, Arg<'_>)],
    (strong, english): (bool, bool),
    phrase: &mut Phrase,
) {
    let (name, forms) = match placeholder.split_once(':') {
        Some((name, forms)) => (name, Some(forms)),
        None => (placeholder, None),
    };
    let arg = args.iter().find(|(key, _)| *key == name).map(|(_, arg)| arg);
    match (forms, arg) {
        (Some(forms), arg) => {
            // A figure that isn't a count takes the form of "other numbers", as two does everywhere.
            let count = if let Some(Arg::Count(count)) = arg { *count } else { 2 };
            let form = forms.split('|').nth(locale.language.plural_form(count)).unwrap_or_default();
            phrase.add(form, strong, english);
        }
        (None, Some(Arg::Text(text))) => phrase.add(text, strong, english),
        (None, Some(Arg::Count(count))) => phrase.add(&locale.count(*count), strong, english),
        (None, Some(Arg::Phrase(inner))) => {
            for span in &inner.0 {
                phrase.add(&span.text, strong || span.strong, english || span.english);
            }
        }
        (None, None) => {
            for part in ["{", name, "}"] {
                phrase.add(part, strong, english);
            }
        }
    }
}

/// A template without the marks of its markup. Its placeholders stay.
pub(super) fn without_markup(template: &str) -> String {
    let mut inside = false;
    let keep = |character: &char| {
        inside = (inside || *character == '{') && *character != '}';
        inside || !matches!(character, '*' | '_')
    };
    template.chars().filter(keep).collect()
}
