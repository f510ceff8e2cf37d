//! What is known of rows, and what is wrong with cells and files, in words.
//!
//! A problem says where it is, what stands there and what would be right: written as the file's own language has it, which may
//! be another than the reader's.

use rust_decimal::Decimal;

use crate::engine::catalogue::{Kind, Slot, Unit};
use crate::engine::currency::Currency;
use crate::engine::date::Date;
use crate::engine::report::{Choice, Verdict};
use crate::engine::rules::RULE_SETS;
use crate::engine::scenario::{FIRST_DAY, Fault as Misfit, LAST_DAY, MAX_DECIMALS, MAX_NAME, Scenario, Value};
use crate::engine::situation::ChannelId;
use crate::entry;
use crate::i18n::{Arg, Language, Locale, Message, Phrase, names};
use crate::typed::{Reader, Wrong};

use super::answers::{Answers, Judged, Outcome};
use super::cell::{Fault, write};
use super::header::{Column, Target};
use super::refused::{MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED, Refused};
use super::row::{Problem, Twice};
use super::words;

/// The most of a header that is repeated, in characters.
const MAX_HEADER: usize = 40;
/// Numbers to show how one is written; the first that fits the field is taken.
const EXAMPLES: [Decimal; 4] = [
    Decimal::from_parts(1_250_000, 0, 0, false, 0),
    Decimal::from_parts(125, 0, 0, false, 1),
    Decimal::TEN,
    Decimal::ONE,
];
/// A day to show how one is written.
const EXAMPLE_DAY: &str = "2026-11-22";

/// Whether a model is open to a partner.
pub fn verdict(locale: &Locale, verdict: Verdict) -> &str {
    locale.text(match verdict {
        Verdict::Eligible => Message::BatchVerdictEligible,
        Verdict::NotEligible => Message::BatchVerdictNotEligible,
        Verdict::Unconfirmed => Message::BatchVerdictUnconfirmed,
    })
}

/// What a partner had best do.
pub fn choice(locale: &Locale, choice: Choice) -> &str {
    locale.text(match choice {
        Choice::Direct => Message::BatchChoiceDirect,
        Choice::Indirect => Message::BatchChoiceIndirect,
        Choice::Mix => Message::BatchChoiceMix,
        Choice::Even => Message::BatchChoiceEven,
    })
}

/// What the best channel of a row is called: direct, or the name of its offer.
pub fn best(locale: &Locale, answers: &Answers, place: usize, judged: &Judged) -> String {
    match judged.best {
        ChannelId::Direct => locale.text(Message::ChannelDirect).to_string(),
        ChannelId::Offer(number) => match answers.offer_stated(place, number) {
            Some(name) => name.to_string(),
            None => names::unnamed(locale, number),
        },
    }
}

/// The first day on which direct can be open.
pub fn earliest(locale: &Locale, earliest: Option<Date>) -> String {
    earliest.map_or_else(|| locale.text(Message::BatchRowNever).to_string(), |day| locale.date(day))
}

/// What is known of a row; nothing is known of one that isn't worked out yet.
pub fn outcome(locale: &Locale, outcome: Option<&Outcome>) -> String {
    match outcome {
        None => locale.text(Message::BatchRowWaiting).to_string(),
        Some(Outcome::Judged(_)) => locale.text(Message::BatchRowAnswered).to_string(),
        Some(Outcome::Problems(count)) => {
            locale.say(Message::BatchRowProblems, &[("count", Arg::from(u32::from(*count)))]).plain()
        }
    }
}

/// The letters of a column, as a spreadsheet has them: the first being 0, 26 is `AA`.
pub fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or_default()));
        match (column / 26).checked_sub(1) {
            Some(rest) => column = rest,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

/// What a column stands for.
pub fn target(locale: &Locale, target: Target) -> String {
    match target {
        Target::Partner => locale.text(Message::BatchHeadPartner).to_string(),
        Target::Field(slot) => words::name(locale.language, slot),
    }
}

/// Why a file can't be read.
pub fn refused(locale: &Locale, refused: Refused) -> String {
    let count = |most: usize| i64::try_from(most).unwrap_or(i64::MAX);
    let (message, most) = match refused {
        Refused::Empty => (Message::BatchRefusedEmpty, 0),
        Refused::TooLarge => (Message::BatchRefusedTooLarge, count(MAX_BYTES >> 20)),
        Refused::Binary => (Message::BatchRefusedBinary, 0),
        Refused::BrokenText => (Message::BatchRefusedBrokenText, 0),
        Refused::OldWorkbook => (Message::BatchRefusedOldWorkbook, 0),
        Refused::NotAWorkbook => (Message::BatchRefusedNotAWorkbook, 0),
        Refused::TooLargeUnpacked => {
            (Message::BatchRefusedTooLargeUnpacked, i64::try_from(MAX_UNPACKED >> 20).unwrap_or(i64::MAX))
        }
        Refused::NoSheet => (Message::BatchRefusedNoSheet, 0),
        Refused::TooManyRows => (Message::BatchRefusedTooManyRows, i64::from(MAX_ROWS)),
        Refused::TooManyColumns => (Message::BatchRefusedTooManyColumns, count(MAX_COLUMNS)),
        Refused::TooManyCells => (Message::BatchRefusedTooManyCells, count(MAX_CELLS)),
        Refused::NoHeader => (Message::BatchRefusedNoHeader, 0),
    };
    locale.say(message, &[("most", Arg::Count(most))]).plain()
}

/// That several columns stand for the same.
pub fn twice(locale: &Locale, columns: &[Column], twice: &Twice) -> String {
    let named = |column: &usize| {
        let header = columns.get(*column).map_or("", |column| column.text.as_str());
        let (letters, header) = (letters(*column), cut(header));
        locale.say(Message::BatchRowColumn, &[("column", Arg::Text(&letters)), ("header", Arg::Text(&header))])
    };
    let columns = locale.all_of(&twice.columns.iter().map(named).collect::<Vec<_>>());
    let field = target(locale, twice.target);
    locale.say(Message::BatchRowTwice, &[("columns", Arg::Phrase(&columns)), ("field", Arg::Text(&field))]).plain()
}

/// A problem of the row in this place: where it is, what stands there, what is wrong with it and what would be right.
pub fn problem(locale: &Locale, answers: &Answers, place: usize, problem: &Problem) -> String {
    let row = problem.row.to_string();
    let plan = answers.plan();
    let slot = problem.column.and_then(|column| plan.field(column));
    let currency = answers.row(place).map_or(Currency::Eur, |row| plan.currency(row));
    let fault = Saying { locale, slot, currency, file: plan.language(), value: &problem.value }.fault(&problem.fault);
    let Some(column) = problem.column else {
        return locale.say(Message::BatchRowAtRow, &[("row", Arg::Text(&row)), ("problem", Arg::Text(&fault))]).plain();
    };
    let (letters, header) = (letters(column), cut(answers.header(column)));
    let args = [
        ("row", Arg::Text(&row)),
        ("column", Arg::Text(&letters)),
        ("header", Arg::Text(&header)),
        ("problem", Arg::Text(&fault)),
    ];
    locale.say(Message::BatchRowAt, &args).plain()
}

/// A header with nothing in it that can't be seen, and not too long.
fn cut(header: &str) -> String {
    let mut letters = header.trim().chars().filter(|letter| !letter.is_control());
    let mut cut: String = letters.by_ref().take(MAX_HEADER).collect();
    if letters.next().is_some() {
        cut.push('…');
    }
    cut
}

/// What is needed to say what is wrong with a cell.
struct Saying<'a> {
    locale: &'a Locale,
    /// The field; nothing where it is the row as a whole.
    slot: Option<Slot>,
    currency: Currency,
    /// The language of the file.
    file: Language,
    value: &'a str,
}

impl Saying<'_> {
    fn fault(&self, fault: &Fault) -> String {
        match fault {
            Fault::Quotes => self.say(Message::BatchFaultQuotes, &[]),
            Fault::Cells { found, expected } => {
                let args = [("found", Arg::from(*found)), ("expected", Arg::from(*expected))];
                self.say(Message::BatchFaultCells, &args)
            }
            Fault::Ask(values) => {
                let [first, second] = values.each_ref().map(|value| self.meaning(value));
                let [first_right, second_right] = values.each_ref().map(|value| self.written(value));
                let args = [
                    ("first", Arg::Text(&first)),
                    ("second", Arg::Text(&second)),
                    ("first_right", Arg::Text(&first_right)),
                    ("second_right", Arg::Text(&second_right)),
                ];
                self.say(Message::BatchFaultAsk, &args)
            }
            Fault::Unsure(value) => {
                let (only, right) = (self.meaning(value), self.written(value));
                self.say(Message::BatchFaultUnsure, &[("only", Arg::Text(&only)), ("right", Arg::Text(&right))])
            }
            Fault::Typed(Wrong::Number(problem) | Wrong::End(problem)) => self.number(*problem),
            Fault::Typed(Wrong::Total) => self.misfit(Misfit::NotANumber),
            Fault::Typed(Wrong::Text(misfit)) | Fault::Misfit(misfit) => self.misfit(*misfit),
            Fault::Twice(item) => self.say(Message::BatchFaultItemTwice, &[("item", Arg::Text(item))]),
            Fault::Time => {
                let value = self.value.trim_end_matches([' ', '+']);
                Saying { value, ..*self }.say(Message::BatchFaultTime, &[])
            }
            Fault::Percent => self.say(Message::BatchFaultPercent, &[]),
            Fault::Failed => self.say(Message::BatchFaultFailed, &[]),
        }
    }

    fn say(&self, message: Message, args: &[(&str, Arg<'_>)]) -> String {
        let value = [("value", Arg::Text(self.value))];
        self.locale.say(message, &[args, &value].concat()).plain()
    }

    fn number(&self, problem: entry::Problem) -> String {
        let example = self.example();
        let args = [("example", Arg::Text(&example))];
        match problem {
            // Of a text without a digit no single character is the trouble.
            entry::Problem::Character(_) if !self.value.contains(|letter: char| letter.is_ascii_digit()) => {
                self.say(Message::BatchFaultNotANumber, &args)
            }
            entry::Problem::Character(character) => {
                let character = character.to_string();
                self.say(
                    Message::BatchFaultCharacter,
                    &[("character", Arg::Text(&character)), ("example", Arg::Text(&example))],
                )
            }
            entry::Problem::Approximate { .. } => match self.ranges() {
                Some([range, _]) => self.say(
                    Message::BatchFaultAboutOrRange,
                    &[("example", Arg::Text(&example)), ("range", Arg::Text(&range))],
                ),
                None => self.say(Message::BatchFaultAbout, &args),
            },
            entry::Problem::NoNumber => self.say(Message::BatchFaultNotANumber, &args),
            entry::Problem::Grouping => self.say(Message::BatchFaultGrouping, &args),
            entry::Problem::Decimals { suggestion } => {
                let most = self.reader().map_or(0, |reader| reader.limits().decimals);
                let right = self.written(&Value::Number(suggestion));
                self.say(Message::BatchFaultDecimals, &[("most", Arg::from(most)), ("right", Arg::Text(&right))])
            }
            entry::Problem::Whole { suggestion } => {
                let right = self.written(&Value::Number(suggestion));
                self.say(Message::BatchFaultWhole, &[("right", Arg::Text(&right))])
            }
            entry::Problem::Currency(_) => {
                let dollars = self.slot.is_some_and(|slot| slot.row().unit == Unit::UsdYear);
                let currency = if dollars { Currency::Usd } else { self.currency };
                self.say(Message::BatchFaultCurrency, &[("currency", Arg::Text(currency.code()))])
            }
            entry::Problem::TooLow { .. } | entry::Problem::TooHigh { .. } => {
                let (min, max) = self.reader().map_or_else(Default::default, |reader| {
                    let limits = reader.limits();
                    (limits.min, limits.max)
                });
                self.between(min, max)
            }
        }
    }

    fn misfit(&self, misfit: Misfit) -> String {
        match misfit {
            Misfit::NotANumber => {
                let example = self.example();
                self.say(Message::BatchFaultNotANumber, &[("example", Arg::Text(&example))])
            }
            Misfit::TooManyDecimals => self.say(Message::BatchFaultDecimalsPlain, &[("most", Arg::from(MAX_DECIMALS))]),
            Misfit::NotWhole => {
                let rounded = self.value.parse().map_or(Decimal::TEN, |value: Decimal| value.round());
                self.number(entry::Problem::Whole { suggestion: rounded })
            }
            Misfit::NotARange => {
                let [range, likely] = self.ranges().unwrap_or_default();
                self.say(Message::BatchFaultRange, &[("range", Arg::Text(&range)), ("likely", Arg::Text(&likely))])
            }
            Misfit::OutOfRange { min, max } => self.between(min, max),
            Misfit::NotAFact => {
                let word = |key| words::word(self.file, key).unwrap_or_default();
                let args = [("yes", Arg::Text(word("fact.yes"))), ("no", Arg::Text(word("fact.no")))];
                self.say(Message::BatchFaultFact, &args)
            }
            Misfit::UnknownChoice(ids) => self.allowed(Message::BatchFaultChoice, ids),
            Misfit::UnknownItem(ids) => self.allowed(Message::BatchFaultItem, ids),
            Misfit::UnknownRules => {
                let ids = RULE_SETS.each_ref().map(|set| set.id);
                self.allowed(Message::BatchFaultChoice, &ids)
            }
            Misfit::ItemTwice => self.say(Message::BatchFaultItemTwice, &[("item", Arg::Text(self.value))]),
            Misfit::NotADate => self.say(Message::BatchFaultDate, &[("example", Arg::Text(EXAMPLE_DAY))]),
            Misfit::DateOutOfRange => {
                let [min, max] = [FIRST_DAY, LAST_DAY].map(|day| day.to_string());
                self.say(Message::BatchFaultBetween, &[("min", Arg::Text(&min)), ("max", Arg::Text(&max))])
            }
            Misfit::NotAName => self.say(Message::BatchFaultName, &[("most", Arg::from(MAX_NAME))]),
            Misfit::NoSuchOffer => self.say(Message::BatchFaultOffer, &[]),
            Misfit::UnknownKey
            | Misfit::GivenTwice
            | Misfit::NotAScenario
            | Misfit::NotOffers
            | Misfit::NotAnObject
            | Misfit::BrokenText
            | Misfit::Cut => self.say(Message::BatchFaultOther, &[]),
        }
    }

    fn between(&self, min: Decimal, max: Decimal) -> String {
        let [min, max] = [min, max].map(|number| self.written(&Value::Number(number)));
        self.say(Message::BatchFaultBetween, &[("min", Arg::Text(&min)), ("max", Arg::Text(&max))])
    }

    fn allowed(&self, message: Message, ids: &[&str]) -> String {
        let ids: Vec<Phrase> = ids.iter().map(|id| Phrase::from(*id)).collect();
        let one_of = message == Message::BatchFaultChoice;
        let allowed = if one_of { self.locale.one_of(&ids) } else { self.locale.all_of(&ids) };
        self.say(message, &[("allowed", Arg::Phrase(&allowed))])
    }

    /// What a value means, as the reader's language has it.
    fn meaning(&self, value: &Value) -> String {
        let Some(slot) = self.slot else { return String::new() };
        match (value, slot.row().unit) {
            (Value::Number(number), Unit::MoneyYear | Unit::MoneyMonth | Unit::MoneyOnce | Unit::MoneyHour) => {
                self.locale.money_exact(*number, self.currency)
            }
            (Value::Number(number), Unit::UsdYear) => self.locale.money_exact(*number, Currency::Usd),
            _ => write(slot, value, self.currency, self.locale.language),
        }
    }

    /// A value as it has to be written in the file.
    fn written(&self, value: &Value) -> String {
        self.slot.map_or_else(String::new, |slot| write(slot, value, self.currency, self.file))
    }

    fn reader(&self) -> Option<Reader> {
        let slot = self.slot.filter(|slot| matches!(slot.row().kind, Kind::Number { .. }))?;
        Some(Reader { slot, currency: self.currency, language: self.file })
    }

    /// A number that the field takes, as it has to be written.
    fn example(&self) -> String {
        let Some(reader) = self.reader() else { return String::new() };
        let limits = reader.limits();
        let fits =
            |number: &Decimal| *number >= limits.min && *number <= limits.max && number.scale() <= limits.decimals;
        let number = EXAMPLES.into_iter().find(fits).unwrap_or(limits.max);
        self.written(&Value::Number(number))
    }

    /// A range that the field takes, and one with a likely value, as they have to be written; nothing where it takes none.
    fn ranges(&self) -> Option<[String; 2]> {
        let slot = self.slot.filter(|slot| slot.row().takes_range())?;
        let numbers = [1, 2, 3].map(Decimal::from);
        let [low, likely, high] = numbers;
        let range = |likely| match Scenario::check_range(slot, low, likely, high) {
            Ok(value) => self.written(&value),
            Err(_) => String::new(),
        };
        Some([range(None), range(Some(likely))])
    }
}
