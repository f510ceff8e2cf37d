//! Texts as HTML: what matters most is strong, and what is English says so to screen readers.

use yew::prelude::*;

use super::element::{around, with};
use crate::i18n::{Arg, Locale, Message, Phrase, Span};

/// A text with its markup.
pub fn rich(phrase: &Phrase) -> Html {
    phrase.spans().iter().map(span).collect()
}

/// A message with its markup, filled in.
pub fn say(locale: &Locale, message: Message, args: &[(&str, Arg<'_>)]) -> Html {
    rich(&locale.say(message, args))
}

/// A message with its markup, as it stands.
pub fn text(locale: &Locale, message: Message) -> Html {
    say(locale, message, &[])
}

fn span(span: &Span) -> Html {
    let words = Html::from(span.text.clone());
    let name = if span.strong { "strong" } else { "span" };
    match (span.strong, span.english) {
        (false, false) => words,
        (true, false) => around(name, "", words),
        (_, true) => with(name, &["lang"], ["en".into()], [words]),
    }
}
