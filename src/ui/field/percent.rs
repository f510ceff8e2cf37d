//! A percentage that is typed outside the form: read as the fields of the form are, and never guessed.

use rust_decimal::Decimal;

use crate::engine::catalogue::{FieldId, Portfolio, Slot};
use crate::engine::currency::Currency;
use crate::engine::scenario::Value;
use crate::entry::{self, Limits, Problem, Reading};
use crate::i18n::{Arg, Locale, Message, Phrase};

use super::words;
use crate::typed::{Reader, Wrong};

/// What a text means.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ui) enum Percent {
    /// Nothing is typed.
    Empty,
    /// A percentage.
    Is {
        /// The number of hundredths.
        value: Decimal,
        /// What is said of how it was read, where there is something to say: as what, or what it may have been meant to be.
        said: Option<Phrase>,
        /// What it may have been meant to be.
        meant: Option<Decimal>,
    },
    /// Either of two.
    Ask {
        /// The question which.
        question: Phrase,
        /// The two.
        numbers: [Decimal; 2],
    },
    /// No percentage.
    Wrong {
        /// Why.
        problem: Phrase,
        /// What would do.
        suggestion: Option<Decimal>,
    },
}

/// Reads a text of the field with this label as a percentage from 0 to so much.
pub(in crate::ui) fn percent(locale: &Locale, label: &Phrase, text: &str, max: Decimal) -> Percent {
    let reader = reader(locale);
    let limits = Limits { max, ..reader.limits() };
    let (value, liberty) = match entry::parse(text, reader.kind(), reader.grammar(), &limits) {
        Reading::Empty => return Percent::Empty,
        Reading::Exact(value) => (value, false),
        Reading::Echo(value, _) => (value, true),
        Reading::Ask(numbers) => {
            let question = words::ask(locale, reader, &numbers.map(Value::Number));
            return Percent::Ask { question, numbers };
        }
        Reading::Wrong(problem) => {
            let suggestion = match problem {
                Problem::Decimals { suggestion } => Some(suggestion),
                _ => None,
            };
            // There is no range of it.
            let problem = match problem {
                Problem::Approximate { .. } => Problem::NoNumber,
                problem => problem,
            };
            let problem = words::problem(locale, label, reader, &limits, Wrong::Number(problem));
            return Percent::Wrong { problem, suggestion };
        }
    };
    let words = words::choice(locale, reader, value);
    let meant = reader.percent_meant(value);
    let said = match meant {
        Some(meant) => {
            let meant = words::choice(locale, reader, meant);
            let args = [("value", Arg::Text(&words)), ("suggestion", Arg::Text(&meant))];
            Some(locale.say(Message::EchoSmallPercent, &args))
        }
        None if liberty => Some(locale.say(Message::EchoReadAs, &[("value", Arg::Text(&words))])),
        None => None,
    };
    Percent::Is { value, said, meant }
}

/// A percentage as the text of such a field.
pub(in crate::ui) fn percent_text(locale: &Locale, value: Decimal) -> String {
    reader(locale).write_number(value)
}

/// A percentage in words, with all its decimals.
pub(in crate::ui) fn percent_words(locale: &Locale, value: Decimal) -> String {
    words::choice(locale, reader(locale), value)
}

/// Reads as a margin is read; the currency has no part in it.
fn reader(locale: &Locale) -> Reader {
    let slot = Slot::portfolio(FieldId::OfferMargin, Portfolio::ModernWork);
    Reader { slot, currency: Currency::Eur, language: locale.language }
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::{Percent, percent, percent_text, percent_words};
    use crate::i18n::{Language, Locale, Phrase};
    use rust_decimal::Decimal;

    fn read(language: Language, text: &str) -> Percent {
        percent(&Locale::embedded(language), &Phrase::from("Label"), text, Decimal::from(1_000))
    }

    #[test]
    fn it_is_read_in_the_language_of_the_page() {
        let is = |value| Percent::Is { value, said: None, meant: None };
        for (language, text) in [(Language::En, "12.5"), (Language::Nl, "12,5 %"), (Language::Fr, "12,5\u{A0}%")] {
            assert_eq!(read(language, text), is(Decimal::new(125, 1)), "{text}");
        }
        assert_eq!(read(Language::En, "105"), is(Decimal::from(105)));
        assert_eq!(read(Language::En, " "), Percent::Empty);
    }

    #[test]
    fn what_is_not_sure_is_said_or_asked() {
        let Percent::Is { value, said: Some(said), meant: None } = read(Language::En, "12,5") else { panic!() };
        assert_eq!((value, said.plain().as_str()), (Decimal::new(125, 1), "Read as 12.5%"));
        let Percent::Is { meant, said: Some(said), .. } = read(Language::Nl, "0,2") else { panic!() };
        assert_eq!((meant, said.plain().as_str()), (Some(Decimal::from(20)), "0,2\u{A0}%: bedoelt u 20\u{A0}%?"));
        let Percent::Ask { question, numbers } = read(Language::Fr, "1.000") else { panic!() };
        assert_eq!(numbers, [Decimal::ONE, Decimal::from(1_000)]);
        assert!(question.plain().contains("1\u{202F}000"));
    }

    #[test]
    fn what_is_wrong_is_said_with_the_limits_of_the_field() {
        for (text, words) in [
            ("1001", "Label must be between 0 and 1,000"),
            ("-4", "Label must be between 0 and 1,000"),
            ("4x", "Label must not contain x"),
        ] {
            let Percent::Wrong { problem, suggestion: None } = read(Language::En, text) else { panic!("{text}") };
            assert_eq!(problem.plain(), words);
        }
        let Percent::Wrong { suggestion, .. } = read(Language::En, "1.23456") else { panic!() };
        assert_eq!(suggestion, Some(Decimal::new(12_346, 4)));
    }

    #[test]
    fn it_is_written_whole() {
        let margin = Decimal::new(15_789_473_684_211, 12);
        let locale = Locale::embedded(Language::De);
        assert_eq!(percent_text(&locale, margin), "15,789473684211");
        assert_eq!(percent_words(&locale, margin), "15,789473684211\u{A0}%");
    }
}
