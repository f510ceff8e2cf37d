//! What a field's text means, and how its value is written: the number entry, with the field's own kind, limits and
//! language.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::engine::catalogue::{Kind, Slot, Unit};
use crate::engine::currency::Currency;
use crate::engine::scenario::{Fault, Range, RangeParts, Scenario, Value};
use crate::entry::{self, Grammar, Limits, Reading};
use crate::i18n::Language;

/// Reads and writes the text of one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reader {
    /// Where the value goes.
    pub slot: Slot,
    /// The scenario's currency.
    pub currency: Currency,
    /// The language of the page.
    pub language: Language,
}

/// What a text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// Nothing is typed.
    Empty,
    /// A value; `liberty` when it is not written as the language does, so that it should be shown how it was read.
    Value {
        /// The value.
        value: Value,
        /// Whether it was read with some liberty.
        liberty: bool,
    },
    /// Either of two numbers.
    Ask([Decimal; 2]),
    /// No value.
    Wrong(Wrong),
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It is no number for this field.
    Number(entry::Problem),
    /// It is no date or name for this field.
    Text(Fault),
}

impl Read {
    /// Whether the scenario has to keep its last value.
    pub(super) fn is_unreadable(&self) -> bool {
        matches!(self, Read::Ask(_) | Read::Wrong(_))
    }
}

impl Reader {
    /// What a text means here.
    pub(super) fn read(self, text: &str) -> Read {
        if !matches!(self.slot.row().kind, Kind::Number { .. }) {
            return self.read_text(text);
        }
        match Range::parts(text) {
            Some(parts) if self.slot.row().takes_range() => return self.read_range(parts),
            _ => {}
        }
        match entry::parse(text, self.kind(), self.grammar(), &self.limits()) {
            Reading::Empty => Read::Empty,
            Reading::Exact(number) => self.checked(number, false),
            Reading::Echo(number, _) => self.checked(number, true),
            Reading::Ask(numbers) => Read::Ask(numbers),
            Reading::Wrong(problem) => Read::Wrong(Wrong::Number(problem)),
        }
    }

    /// A range, each number of it as the language writes one. Two of them are no place to ask which of two is meant.
    fn read_range(self, parts: RangeParts<'_>) -> Read {
        let number = |text| match entry::parse(text, self.kind(), self.grammar(), &self.limits()) {
            Reading::Wrong(problem) => Err(Wrong::Number(problem)),
            reading => reading.value().ok_or(Wrong::Number(entry::Problem::NoNumber)),
        };
        let read = || {
            let likely = parts.likely.map(number).transpose()?;
            Scenario::check_range(self.slot, number(parts.low)?, likely, number(parts.high)?).map_err(Wrong::Text)
        };
        read().map_or_else(Read::Wrong, |value| Read::Value { value, liberty: false })
    }

    fn read_text(self, text: &str) -> Read {
        if text.trim().is_empty() {
            return Read::Empty;
        }
        match Scenario::parse_text(self.slot, text) {
            Ok(value) => Read::Value { value, liberty: false },
            Err(fault) => Read::Wrong(Wrong::Text(fault)),
        }
    }

    fn checked(self, number: Decimal, liberty: bool) -> Read {
        match Scenario::check_number(self.slot, number) {
            Ok(value) => Read::Value { value, liberty },
            Err(fault) => Read::Wrong(Wrong::Text(fault)),
        }
    }

    /// A value as the text of the field, whole.
    pub(super) fn write(self, value: &Value) -> String {
        match value {
            Value::Number(number) => self.write_number(*number),
            Value::Range(range) => range.text(&|number| self.write_number(number)),
            value => value.text(self.slot.row().kind),
        }
    }

    /// A default as the text of the field: with no more decimals than one would type. A date has none, as today needs
    /// no filling in.
    pub(super) fn write_default(self, value: &Value) -> String {
        match value {
            Value::Number(number) => self.write_number(self.rounded(*number)),
            Value::Date(_) => String::new(),
            value => self.write(value),
        }
    }

    /// A number as the text of the field.
    pub(super) fn write_number(self, number: Decimal) -> String {
        entry::format(number, self.kind(), self.grammar())
    }

    /// A number with no more decimals than one would type here.
    pub(super) fn rounded(self, number: Decimal) -> Decimal {
        number.round_dp_with_strategy(self.decimals(), RoundingStrategy::MidpointAwayFromZero)
    }

    /// What a percentage may have been meant to be, where a share was typed.
    pub(super) fn percent_meant(self, number: Decimal) -> Option<Decimal> {
        if self.kind() != entry::Kind::Percent {
            return None;
        }
        let typical = self.slot.row().default_number(self.slot.portfolio, self.currency)?;
        entry::percent_meant(number, typical).filter(|meant| *meant <= self.limits().max)
    }

    /// The limits of the field.
    pub(super) fn limits(self) -> Limits {
        let (min, max) = match self.slot.row().kind {
            Kind::Number { min, max, .. } => (min, max),
            _ => (Decimal::ZERO, Decimal::ZERO),
        };
        Limits { min, max, decimals: self.decimals() }
    }

    fn decimals(self) -> u32 {
        match self.kind() {
            entry::Kind::Percent => 4,
            entry::Kind::Rate => 6,
            entry::Kind::Money { .. } | entry::Kind::Quantity => 2,
            entry::Kind::Whole => 0,
        }
    }

    /// How the language writes numbers.
    pub(super) fn grammar(self) -> &'static Grammar {
        match self.language {
            Language::En => &Grammar::EN,
            Language::Nl => &Grammar::NL,
            Language::De => &Grammar::DE,
            Language::Fr => &Grammar::FR,
        }
    }

    /// What may stand around the digits.
    pub(super) fn kind(self) -> entry::Kind {
        let row = self.slot.row();
        if matches!(row.kind, Kind::Number { whole: true, .. }) {
            return entry::Kind::Whole;
        }
        match row.unit {
            Unit::MoneyYear | Unit::MoneyMonth | Unit::MoneyOnce | Unit::MoneyHour => {
                entry::Kind::Money { currency: self.currency.code() }
            }
            Unit::UsdYear => entry::Kind::Money { currency: Currency::Usd.code() },
            Unit::UsdForOne => entry::Kind::Rate,
            Unit::PercentYear | Unit::PercentRevenue | Unit::PercentBilled | Unit::Percent => entry::Kind::Percent,
            _ => entry::Kind::Quantity,
        }
    }
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::{Read, Reader, Wrong};
    use crate::engine::catalogue::{FIELDS, FieldId, Portfolio, Slot};
    use crate::engine::currency::Currency;
    use crate::engine::scenario::Value;
    use crate::entry::Problem;
    use crate::i18n::Language;
    use rust_decimal::Decimal;

    fn reader(slot: Slot, language: Language) -> Reader {
        Reader { slot, currency: Currency::Eur, language }
    }

    fn revenue(language: Language) -> Reader {
        reader(Slot::portfolio(FieldId::Revenue, Portfolio::Azure), language)
    }

    fn number(number: i64, liberty: bool) -> Read {
        Read::Value { value: Value::Number(Decimal::from(number)), liberty }
    }

    #[test]
    fn an_amount_is_read_in_the_language_of_the_page() {
        assert_eq!(revenue(Language::Nl).read("1.250.000"), number(1_250_000, false));
        assert_eq!(revenue(Language::Nl).read("1,2 mln"), number(1_200_000, true));
        assert_eq!(revenue(Language::En).read("1.500"), Read::Ask([Decimal::new(15, 1), Decimal::from(1500)]));
        assert_eq!(revenue(Language::En).read(" "), Read::Empty);
    }

    #[test]
    fn a_range_is_read_and_written_in_the_language_of_the_page() {
        for (language, text) in [
            (Language::Nl, "1.250.000..2.000.000,50"),
            (Language::En, "1,250,000;1,500,000;2,000,000"),
            (Language::Fr, "5..5"),
        ] {
            let reader = revenue(language);
            let Read::Value { value, liberty: false } = reader.read(text) else { panic!("{text}") };
            assert_eq!(reader.write(&value), text);
        }
        for text in ["2..1", "1..", "..", "1;2", "1;3;2", "1..x", "1.500..3000", "0..10000000000000"] {
            assert!(revenue(Language::En).read(text).is_unreadable(), "{text}");
        }
        // A month is no figure.
        assert!(reader(Slot::of(FieldId::Anniversary), Language::En).read("1..3").is_unreadable());
    }

    #[test]
    fn the_limits_are_those_of_the_catalogue() {
        let percent = reader(Slot::of(FieldId::Spread), Language::En);
        let too_high = Problem::TooHigh { max: Decimal::from(90) };
        assert_eq!(percent.read("91"), Read::Wrong(Wrong::Number(too_high)));
        let growth = reader(Slot::portfolio(FieldId::Growth, Portfolio::Azure), Language::En);
        assert_eq!(growth.read("-4"), number(-4, false));
    }

    #[test]
    fn a_name_is_text_and_nothing_but_spaces_is_none() {
        let name = reader(Slot::of(FieldId::OfferName), Language::En);
        assert_eq!(name.read("Acme"), Read::Value { value: Value::Name("Acme".to_string()), liberty: false });
        assert_eq!(name.read("  "), Read::Empty);
        assert!(name.read(&"x".repeat(61)).is_unreadable());
    }

    #[test]
    fn what_is_written_is_read_back() {
        for language in Language::ALL {
            for slot in FIELDS.iter().flat_map(|row| row.slots(1)) {
                let reader = reader(slot, language);
                let Some(number) = slot.row().default_number(slot.portfolio, Currency::Eur) else { continue };
                let value = Value::Number(number.normalize());
                let read = reader.read(&reader.write(&value));
                assert_eq!(read, Read::Value { value, liberty: false }, "{}", slot.path());
            }
        }
    }

    #[test]
    fn a_default_is_written_with_the_decimals_one_types() {
        let fee = reader(Slot::of(FieldId::DirectSupportPlanFee), Language::Nl);
        let exact = Decimal::from(22_500) / Decimal::new(110, 2);
        assert_eq!(fee.write_default(&Value::Number(exact)), "20.454,55");
    }
}
