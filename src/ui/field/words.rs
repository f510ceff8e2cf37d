//! The words of a field: its label and unit, how it was read, what is wrong with it.

use rust_decimal::Decimal;
use yew::prelude::*;

use crate::app::Subject;
use crate::engine::catalogue::{FieldId, Kind, Slot, Unit};
use crate::engine::currency::Currency;
use crate::engine::scenario::{Fault, MAX_NAME, Range, Value};
use crate::entry::{Limits, Problem};
use crate::i18n::{Arg, Locale, Message, Phrase};
use crate::ui::element::{all, tag};
use crate::ui::rich::rich;

use super::origin::Origin;
use super::paste::Pasted;
use crate::typed::{Reader, Wrong};

/// The highest limit that means something to a reader; a higher one only keeps the arithmetic within bounds.
const MEANT: u32 = 10_000;

/// The text with this name, of the groups that data chooses from.
fn named(locale: &Locale, group: &str, name: &str, end: &str) -> Option<Phrase> {
    let key = [group, name, end].concat();
    Message::by_name(&key).map(|message| locale.say(message, &[]))
}

/// What a field is called.
pub(in crate::ui) fn label(locale: &Locale, field: FieldId) -> Phrase {
    named(locale, "field.", &field.row().message_key(), ".label").unwrap_or_default()
}

/// What a field is called, with its portfolio where it has one.
pub(in crate::ui) fn label_of(locale: &Locale, slot: Slot) -> Phrase {
    let label = label(locale, slot.field);
    match slot.portfolio.and_then(|portfolio| named(locale, "portfolio.", portfolio.id(), "")) {
        Some(portfolio) => {
            locale.say(Message::LabelWithPortfolio, &[("field", (&label).into()), ("portfolio", (&portfolio).into())])
        }
        None => label,
    }
}

/// What a field is called, with its portfolio where it has one; or the total.
pub(in crate::ui) fn subject_label(locale: &Locale, subject: Subject) -> Phrase {
    match subject {
        Subject::At(slot) => label_of(locale, slot),
        Subject::TotalRevenue => label(locale, FieldId::Revenue),
    }
}

/// That something waits for a field that can't be read.
pub(in crate::ui) fn waits_for(locale: &Locale, subject: Subject) -> Phrase {
    locale.say(Message::EchoDependent, &[("field", (&subject_label(locale, subject)).into())])
}

/// The help under a field.
pub(super) fn hint(locale: &Locale, field: FieldId) -> Phrase {
    named(locale, "field.", &field.row().message_key(), ".hint").unwrap_or_default()
}

/// A label with its unit and period, the unit apart so that it can be quieter.
pub(in crate::ui) fn label_with_unit(locale: &Locale, field: FieldId, currency: Currency) -> Html {
    let label = label(locale, field);
    let Some(unit) = unit_of_label(locale, field, currency) else { return rich(&label) };
    let name = label.plain();
    let whole = locale.say(Message::LabelWithUnit, &[("field", Arg::Text(&name)), ("unit", Arg::Text(&unit))]).plain();
    let rest = whole.strip_prefix(&name).unwrap_or(&whole);
    // No line begins with a unit alone.
    let measure = match rest.strip_suffix(&unit).and_then(|before| before.strip_suffix(' ')) {
        Some(before) => [before, "\u{A0}", &unit].concat(),
        None => rest.to_string(),
    };
    all([rich(&label), tag("span", "field-measure", [Html::from(measure)])])
}

/// The unit as it follows the label, where the label doesn't say it already.
fn unit_of_label(locale: &Locale, field: FieldId, currency: Currency) -> Option<String> {
    match (field, field.row().unit) {
        (_, Unit::None | Unit::Customers | Unit::Items | Unit::CustomersWeek | Unit::MonthOfMove) => None,
        // These labels name their twelve months.
        (FieldId::BilledTtm | FieldId::TenantTtm, _) => Some(Currency::Usd.code().to_string()),
        _ => Some(unit(locale, field, locale.currency_sign(currency))),
    }
}

/// A text for who listens: its figures without the signs between groups of digits, `1200000` for `1.200.000`.
pub(super) fn spoken(locale: &Locale, text: &str) -> String {
    let group = locale.language.group_sign();
    let mut spoken = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let within = before.is_ascii_digit() && rest.peek().is_some_and(char::is_ascii_digit);
        if character != group || !within {
            spoken.push(character);
        }
        before = character;
    }
    spoken
}

/// The unit in words, with its period or base. Of money `amount` takes the place of the currency.
fn unit(locale: &Locale, field: FieldId, amount: &str) -> String {
    let name = field.row().unit_id();
    let Some(message) = Message::by_name(&["unit.", name].concat()) else { return String::new() };
    locale.say(message, &[("currency", Arg::Text(amount))]).plain()
}

/// The unit as it stands beside the box: short, as the label has it in full.
pub(super) fn unit_of_box(locale: &Locale, field: FieldId, currency: Currency) -> String {
    let text = |message| locale.text(message).to_string();
    match field.row().unit {
        Unit::None | Unit::MonthOfMove => String::new(),
        Unit::MoneyYear | Unit::MoneyMonth | Unit::MoneyOnce | Unit::MoneyHour => {
            locale.currency_sign(currency).to_string()
        }
        Unit::UsdYear | Unit::UsdForOne => Currency::Usd.code().to_string(),
        Unit::PercentYear | Unit::PercentRevenue | Unit::PercentBilled | Unit::Percent => text(Message::UnitPercent),
        Unit::Hours | Unit::HoursMonth | Unit::HoursYear => text(Message::UnitHours),
        Unit::Customers | Unit::CustomersWeek => text(Message::UnitCustomers),
        Unit::Items => text(Message::UnitItems),
        Unit::Days => text(Message::UnitDays),
        Unit::Weeks => text(Message::UnitWeeks),
        Unit::Months => text(Message::UnitMonths),
        Unit::Years => text(Message::UnitYears),
        Unit::Points => text(Message::UnitPoints),
    }
}

/// A number of this field in words: with its unit, its period or base, and all its decimals.
pub(super) fn in_words(locale: &Locale, reader: Reader, number: Decimal) -> String {
    let field = reader.slot.field;
    let digits = reader.write_number(number);
    match field.row().unit {
        Unit::MoneyYear | Unit::MoneyMonth | Unit::MoneyOnce | Unit::MoneyHour => {
            unit(locale, field, &with_currency(locale, &digits, reader.currency))
        }
        Unit::UsdYear => {
            let words = unit(locale, field, "");
            let amount = with_currency(locale, &digits, Currency::Usd);
            // The unit begins with the code, which stands before the amount already.
            [&amount, words.strip_prefix(Currency::Usd.code()).unwrap_or_default()].concat()
        }
        Unit::PercentYear | Unit::PercentRevenue | Unit::PercentBilled | Unit::Percent => {
            let words = unit(locale, field, "");
            [&with_percent(locale, &digits), words.strip_prefix('%').unwrap_or_default()].concat()
        }
        Unit::None | Unit::MonthOfMove => digits,
        Unit::UsdForOne => [&digits, " ", &unit(locale, field, reader.currency.code())].concat(),
        _ => [&digits, " ", &unit(locale, field, "")].concat(),
    }
}

/// A figure that has the unit of a field, in words; an amount that is no flow without its period.
pub(in crate::ui) fn figure(locale: &Locale, like: Slot, currency: Currency, number: Decimal, flow: bool) -> String {
    let reader = Reader { slot: like, currency, language: locale.language };
    let size = number.abs();
    let words = if flow { in_words(locale, reader, size) } else { choice(locale, reader, size) };
    // As in the tables: a real minus sign before everything.
    if number < Decimal::ZERO { ["\u{2212}", &words].concat() } else { words }
}

/// Digits with a currency, set as in the language. Unlike [`Locale::money`] it keeps every decimal.
fn with_currency(locale: &Locale, digits: &str, currency: Currency) -> String {
    around(&locale.money(Decimal::ZERO, currency), digits)
}

/// Digits with a percent sign, set as in the language and whole.
fn with_percent(locale: &Locale, digits: &str) -> String {
    around(&locale.percent(Decimal::ZERO), digits)
}

/// A written zero with other digits in its place.
fn around(zero: &str, digits: &str) -> String {
    let (before, after) = zero.split_once('0').unwrap_or_default();
    [before, digits, after].concat()
}

/// How a number or a range was read, in words; nothing of what is neither.
pub(super) fn echo(locale: &Locale, reader: Reader, value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => {
            let words = in_words(locale, reader, *number);
            let read = locale.say(Message::EchoReadAs, &[("value", Arg::Text(&words))]).plain();
            Some(match other_period(locale, reader, *number) {
                Some(other) => both(locale, &read, &other),
                None => read,
            })
        }
        Value::Range(range) => Some(range_in_words(locale, reader, range)),
        _ => None,
    }
}

/// A range in words: with its unit, its period or base, and the number it counts at.
pub(super) fn range_in_words(locale: &Locale, reader: Reader, range: &Range) -> String {
    let (low, high) = (choice(locale, reader, range.low()), in_words(locale, reader, range.high()));
    let message = if range.is_named() { Message::EntryBetweenLikely } else { Message::EntryBetween };
    let likely = choice(locale, reader, range.likely());
    let args = [("low", Arg::Text(&low)), ("high", Arg::Text(&high)), ("likely", Arg::Text(&likely))];
    locale.say(message, &args).plain()
}

/// A default in words; nothing where the box with its unit says it all.
pub(super) fn echo_of_default(locale: &Locale, reader: Reader, number: Decimal) -> Option<String> {
    let other = other_period(locale, reader, number)?;
    Some(both(locale, &in_words(locale, reader, reader.rounded(number)), &other))
}

fn both(locale: &Locale, first: &str, second: &str) -> String {
    locale.say(Message::ListMore, &[("first", Arg::Text(first)), ("second", Arg::Text(second))]).plain()
}

/// An amount a year as one a month, or the reverse, as many a wrong figure is one of the other period.
fn other_period(locale: &Locale, reader: Reader, number: Decimal) -> Option<String> {
    let (message, other) = match reader.slot.row().unit {
        Unit::MoneyYear => (Message::EchoPerMonth, number.checked_div(Decimal::from(12))?),
        Unit::MoneyMonth => (Message::EchoPerYear, number.checked_mul(Decimal::from(12))?),
        _ => return None,
    };
    if other.is_zero() {
        return None;
    }
    let small = other < Decimal::ONE_HUNDRED;
    let amount = if small { locale.money_exact(other, reader.currency) } else { locale.money(other, reader.currency) };
    Some(locale.say(message, &[("amount", Arg::Text(&amount))]).plain())
}

/// What became of pasted cells.
pub(super) fn pasted(locale: &Locale, pasted: Pasted) -> String {
    let whole = pasted.unreadable == 0 && pasted.left == 0;
    let message = if whole { Message::EntryPasted } else { Message::EntryPastedInPart };
    let args = [("filled", pasted.filled.into()), ("wrong", pasted.unreadable.into()), ("left", pasted.left.into())];
    locale.say(message, &args).plain()
}

/// A default that counts because nothing stands in the field, and where it comes from.
pub(super) fn default_counts(locale: &Locale, reader: Reader, default: &Value) -> Phrase {
    let words = match default {
        Value::Number(number) => in_words(locale, reader, reader.rounded(*number)),
        Value::Name(name) => name.clone(),
        Value::Date(date) => return locale.say(Message::FormToday, &[("date", Arg::Text(&locale.date(*date)))]),
        _ => String::new(),
    };
    match Origin::of(reader.slot, false).words() {
        Some((origin, _)) => {
            let origin = locale.text(origin);
            locale.say(Message::EntryDefaultCountsFrom, &[("value", Arg::Text(&words)), ("origin", Arg::Text(origin))])
        }
        None => locale.say(Message::FormDefaultCounts, &[("value", Arg::Text(&words))]),
    }
}

/// A provider's figure that counts because nothing stands in the field.
pub(super) fn provided_counts(locale: &Locale, reader: Reader, value: &Value, mark: &Phrase) -> Phrase {
    let words = match value {
        Value::Number(number) => in_words(locale, reader, reader.rounded(*number)),
        value => choice_of(locale, reader, value),
    };
    locale.say(Message::EntryDefaultCountsFrom, &[("value", Arg::Text(&words)), ("origin", Arg::Phrase(mark))])
}

/// A value whose digits the language writes, for a button that chooses it.
pub(super) fn choice(locale: &Locale, reader: Reader, number: Decimal) -> String {
    match reader.slot.row().unit {
        Unit::MoneyYear | Unit::MoneyMonth | Unit::MoneyOnce | Unit::MoneyHour => {
            with_currency(locale, &reader.write_number(number), reader.currency)
        }
        Unit::UsdYear => with_currency(locale, &reader.write_number(number), Currency::Usd),
        Unit::PercentYear | Unit::PercentRevenue | Unit::PercentBilled | Unit::Percent => {
            with_percent(locale, &reader.write_number(number))
        }
        _ => reader.write_number(number),
    }
}

/// A number or a range whose digits the language writes, for a button that chooses it.
pub(super) fn choice_of(locale: &Locale, reader: Reader, value: &Value) -> String {
    match value {
        Value::Number(number) => choice(locale, reader, *number),
        Value::Range(range) => {
            let ends = [range.low(), range.high()].map(|number| choice(locale, reader, number));
            let [low, high] = &ends;
            let words = locale.range(low, high);
            if !range.is_named() {
                return words;
            }
            let likely = choice(locale, reader, range.likely());
            locale.say(Message::EntryLikely, &[("range", Arg::Text(&words)), ("likely", Arg::Text(&likely))]).plain()
        }
        value => reader.write(value),
    }
}

/// The question which of two numbers or ranges is meant.
pub(super) fn ask(locale: &Locale, reader: Reader, values: &[Value; 2]) -> Phrase {
    let [first, second] = values.each_ref().map(|value| choice_of(locale, reader, value));
    locale.say(Message::ProblemAsk, &[("first", (&first).into()), ("second", (&second).into())])
}

/// What is wrong with a text.
pub(super) fn problem(locale: &Locale, label: &Phrase, reader: Reader, limits: &Limits, wrong: Wrong) -> Phrase {
    let (min, max) = (reader.write_number(limits.min), reader.write_number(limits.max));
    let dollars = reader.slot.row().unit == Unit::UsdYear;
    let currency = if dollars { Currency::Usd } else { reader.currency };
    let mut max_length = Arg::Text(&max);
    let mut found = String::new();
    let message = match wrong {
        Wrong::Total => Message::ProblemTotal,
        // Rounded it would be a number of the range, not the range.
        Wrong::End(Problem::Decimals { .. }) => Message::ProblemTooManyDecimalsPlain,
        Wrong::Number(problem) | Wrong::End(problem) => match problem {
            Problem::Character(character) => {
                found.push(character);
                Message::ProblemCharacter
            }
            Problem::Approximate { .. } => Message::ProblemUseARange,
            Problem::NoNumber => Message::ProblemNotANumber,
            Problem::Grouping => Message::ProblemGrouping,
            Problem::Decimals { suggestion } => {
                found = choice(locale, reader, suggestion);
                Message::ProblemTooManyDecimals
            }
            Problem::Whole { .. } => Message::ProblemNotWhole,
            Problem::Currency(codes) => {
                let codes: Vec<Phrase> = codes.iter().map(|code| Phrase::from(*code)).collect();
                found = locale.one_of(&codes).plain();
                Message::ProblemWrongCurrency
            }
            Problem::TooLow { .. } | Problem::TooHigh { .. } if limits.max <= Decimal::from(MEANT) => {
                Message::ProblemBetween
            }
            Problem::TooLow { .. } => Message::ProblemTooLow,
            Problem::TooHigh { .. } => Message::ProblemTooHigh,
        },
        Wrong::Text(Fault::NotARange) => Message::ProblemNotARange,
        Wrong::Text(_) if reader.slot.row().kind == Kind::Date => Message::ProblemNotADate,
        // Of control characters the browser lets none into a line of text.
        Wrong::Text(_) if reader.slot.row().kind == Kind::Name => {
            max_length = MAX_NAME.into();
            Message::ProblemTooLong
        }
        Wrong::Text(_) => Message::ProblemNotANumber,
    };
    let by_portfolio = locale.text(Message::FormRevenueByPortfolio);
    // Each message takes what it needs of these.
    let args = [
        ("field", Arg::Phrase(label)),
        ("min", Arg::Text(&min)),
        ("max", max_length),
        ("decimals", limits.decimals.into()),
        ("currency", Arg::Text(currency.code())),
        ("character", Arg::Text(&found)),
        ("suggestion", Arg::Text(&found)),
        ("found", Arg::Text(&found)),
        ("by_portfolio", Arg::Text(by_portfolio)),
    ];
    locale.say(message, &args)
}

#[cfg(test)]
mod tests {
    use super::spoken;
    use crate::i18n::{Language, Locale};

    #[test]
    fn figures_are_spoken_in_one_piece() {
        let spoken = |language, text| spoken(&Locale::embedded(language), text);
        let dutch = "€\u{A0}1.200.000,50 per jaar, dat is € 100.000 per maand.";
        assert_eq!(spoken(Language::Nl, dutch), "€\u{A0}1200000,50 per jaar, dat is € 100000 per maand.");
        assert_eq!(spoken(Language::En, "€1,200,000 a year, 12 of them"), "€1200000 a year, 12 of them");
        assert_eq!(spoken(Language::Fr, "1\u{202F}200\u{202F}000\u{A0}€\u{202F}; 3"), "1200000\u{A0}€\u{202F}; 3");
        assert_eq!(spoken(Language::De, "12,5 %"), "12,5 %");
    }
}
