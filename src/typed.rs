//! What somebody typed for a field means, and how its value is written: the number entry, with the field's own kind,
//! limits and language.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::engine::catalogue::{Kind, Slot, Unit};
use crate::engine::currency::Currency;
use crate::engine::scenario::{Fault, Scenario, Value};
use crate::entry::{self, Ends, Grammar, Limits, Problem, RangeReading, Reading};
use crate::i18n::Language;

/// Reads and writes the text of one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// Where the value goes.
    pub slot: Slot,
    /// The scenario's currency.
    pub currency: Currency,
    /// The language of the page.
    pub language: Language,
}

/// What a text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// Nothing is typed.
    Empty,
    /// A value; `liberty` when it is not written as the language does, so that it should be shown how it was read.
    Value {
        /// The value.
        value: Value,
        /// Whether it was read with some liberty.
        liberty: bool,
    },
    /// Either of two numbers, or ranges.
    Ask([Value; 2]),
    /// No value.
    Wrong(Wrong),
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is no number for this field.
    Number(Problem),
    /// A number of a range is none for this field.
    End(Problem),
    /// It is a range where there can be none: of the total.
    Total,
    /// It is no date or name for this field.
    Text(Fault),
}

impl Read {
    /// Whether the scenario has to keep its last value.
    pub fn is_unreadable(&self) -> bool {
        matches!(self, Read::Ask(_) | Read::Wrong(_))
    }

    /// Whether it is a range, or what one would rather state as a range.
    pub fn is_about_a_range(&self) -> bool {
        match self {
            Read::Value { value, .. } => matches!(value, Value::Range(_)),
            Read::Ask(values) => values.iter().any(|value| matches!(value, Value::Range(_))),
            Read::Wrong(wrong) => matches!(
                wrong,
                Wrong::End(_) | Wrong::Text(Fault::NotARange) | Wrong::Number(Problem::Approximate { .. })
            ),
            Read::Empty => false,
        }
    }
}

impl Reader {
    /// What a text means here.
    pub fn read(self, text: &str) -> Read {
        if !matches!(self.slot.row().kind, Kind::Number { .. }) {
            return self.read_text(text);
        }
        let problem = match entry::parse(text, self.kind(), self.grammar(), &self.limits()) {
            Reading::Empty => return Read::Empty,
            Reading::Exact(number) => return self.checked(number, false),
            Reading::Echo(number, _) => return self.checked(number, true),
            Reading::Ask(numbers) => return Read::Ask(numbers.map(Value::Number)),
            Reading::Wrong(problem) => problem,
        };
        if !self.slot.row().takes_range() {
            return Read::Wrong(Wrong::Number(problem));
        }
        match entry::parse_range(text, self.kind(), self.grammar(), &self.limits()) {
            RangeReading::Not => Read::Wrong(Wrong::Number(problem)),
            RangeReading::Ways { ways, liberty } => self.read_range(text, &ways, liberty),
            RangeReading::Unclear => Read::Wrong(Wrong::Text(Fault::NotARange)),
            RangeReading::Wrong(problem) => Read::Wrong(Wrong::End(problem)),
        }
    }

    /// The ways to read a range, of which the limits and the order of its numbers may leave one.
    fn read_range(self, text: &str, ways: &[Ends], liberty: bool) -> Read {
        let mut values = Vec::new();
        // Of two commas one is perhaps too many, with as many digits behind it as follow a comma in a number.
        let few = |high: &str| high.bytes().take_while(u8::is_ascii_digit).count() <= 3;
        if let Some((low, high)) = text.split_once(",,").filter(|(_, high)| few(high)) {
            match entry::parse(&[low, ",", high].concat(), self.kind(), self.grammar(), &self.limits()) {
                Reading::Ask(numbers) => values.extend(numbers.map(Value::Number)),
                reading => values.extend(reading.value().map(Value::Number)),
            }
        }
        let mut fault = Fault::NotARange;
        for ends in ways {
            match Scenario::check_range(self.slot, ends.low, ends.likely, ends.high) {
                Ok(value) => values.push(value),
                Err(found) => fault = found,
            }
        }
        match <[Value; 2]>::try_from(values) {
            Ok(values) => Read::Ask(values),
            Err(values) => match values.as_slice() {
                [value] => Read::Value { value: value.clone(), liberty: liberty || ways.len() > 1 },
                [] => Read::Wrong(Wrong::Text(fault)),
                // There are more ways to read it than one can choose from.
                _ => Read::Wrong(Wrong::Text(Fault::NotARange)),
            },
        }
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
    pub fn write(self, value: &Value) -> String {
        match value {
            Value::Number(number) => self.write_number(*number),
            Value::Range(range) => range.text(&|number| self.write_number(number)),
            value => value.text(self.slot.row().kind),
        }
    }

    /// A default as the text of the field: with no more decimals than one would type. A date has none, as today needs
    /// no filling in.
    pub fn write_default(self, value: &Value) -> String {
        match value {
            Value::Number(number) => self.write_number(self.rounded(*number)),
            Value::Date(_) => String::new(),
            value => self.write(value),
        }
    }

    /// A number as the text of the field.
    pub fn write_number(self, number: Decimal) -> String {
        entry::format(number, self.kind(), self.grammar())
    }

    /// A number with no more decimals than one would type here.
    pub fn rounded(self, number: Decimal) -> Decimal {
        number.round_dp_with_strategy(self.decimals(), RoundingStrategy::MidpointAwayFromZero)
    }

    /// What a percentage, or a range of them, may have been meant to be, where a share was typed.
    pub fn meant(self, value: &Value) -> Option<Value> {
        match value {
            Value::Number(number) => self.percent_meant(*number).map(Value::Number),
            Value::Range(range) if range.low().abs() < Decimal::ONE => {
                let high = self.percent_meant(range.high())?;
                let likely = range.is_named().then(|| range.likely() * Decimal::ONE_HUNDRED);
                Scenario::check_range(self.slot, range.low() * Decimal::ONE_HUNDRED, likely, high).ok()
            }
            _ => None,
        }
    }

    /// What a percentage may have been meant to be, where a share was typed.
    pub fn percent_meant(self, number: Decimal) -> Option<Decimal> {
        if self.kind() != entry::Kind::Percent {
            return None;
        }
        let typical = self.slot.row().default_number(self.slot.portfolio, self.currency)?;
        entry::percent_meant(number, typical).filter(|meant| *meant <= self.limits().max)
    }

    /// The limits of the field.
    pub fn limits(self) -> Limits {
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
    pub fn grammar(self) -> &'static Grammar {
        match self.language {
            Language::En => &Grammar::EN,
            Language::Nl => &Grammar::NL,
            Language::De => &Grammar::DE,
            Language::Fr => &Grammar::FR,
        }
    }

    /// What may stand around the digits.
    pub fn kind(self) -> entry::Kind {
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
        let both = [Decimal::new(15, 1), Decimal::from(1500)].map(Value::Number);
        assert_eq!(revenue(Language::En).read("1.500"), Read::Ask(both));
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

    /// How a text is read, in a few words: `400..900`, `!` behind it where that was with some liberty, `a | b` for a question.
    fn read(reader: Reader, text: &str) -> String {
        match reader.read(text) {
            Read::Empty => "empty".to_string(),
            Read::Value { value, liberty } => [reader.write(&value), "!".repeat(liberty.into())].concat(),
            Read::Ask([first, second]) => [reader.write(&first), reader.write(&second)].join(" | "),
            Read::Wrong(wrong) => format!("{wrong:?}"),
        }
    }

    #[test]
    fn a_range_is_read_as_people_type_it() {
        for (language, text, expected) in [
            (Language::Nl, "400000-900000", "400.000..900.000!"),
            (Language::De, "400 bis 900", "400..900!"),
            (Language::En, "1.500..2.000", "1.50..2 | 1,500..2,000"),
            (Language::En, "1.500;1.600;2.000", "1.50;1.60;2 | 1,500;1,600;2,000"),
            // Only in one way are its numbers in order.
            (Language::En, "900..1.500", "900..1,500!"),
            (Language::Nl, "1-2 mln", "1..2.000.000 | 1.000.000..2.000.000"),
            (Language::Nl, "400000,,900000", "400.000..900.000!"),
            (Language::Nl, "5,,10", "5,10 | 5..10"),
            (Language::En, "1,,500,000", "1,500,000 | 1..500,000"),
            (Language::Nl, "1,,500", "Text(NotARange)"),
            (Language::Nl, "1.500,-", "1.500"),
            (Language::En, "1.500-2.000k", "Text(NotARange)"),
            (Language::En, "900-400", "Text(NotARange)"),
            (Language::En, "10..", "Text(NotARange)"),
            (Language::En, "1.2345..2", "End(Decimals { suggestion: 1.23 })"),
            (Language::En, "ca. 400", "Number(Approximate { found: 'c' })"),
        ] {
            assert_eq!(read(revenue(language), text), expected, "{text}");
        }
        let growth = reader(Slot::portfolio(FieldId::Growth, Portfolio::Azure), Language::En);
        assert_eq!(read(growth, "-5..10"), "-5..10");
        assert_eq!(read(growth, "-5-10"), "-5..10!");
        assert_eq!(read(growth, "-5--2"), "Text(NotARange)");
        // Nothing lies between two months of a plan.
        let month = reader(Slot::of(FieldId::Anniversary), Language::En);
        assert_eq!(read(month, "1-3"), "Number(Character('-'))");
    }

    #[test]
    fn what_is_chosen_is_written_out_and_read_back() {
        for (language, text) in
            [(Language::En, "1.500..2.000"), (Language::Nl, "1-2 mln"), (Language::Fr, "1.500;1.600;2.000")]
        {
            let reader = revenue(language);
            let Read::Ask(values) = reader.read(text) else { panic!("{text}") };
            for value in values {
                assert_eq!(reader.read(&reader.write(&value)), Read::Value { value, liberty: false });
            }
        }
    }

    #[test]
    fn a_range_of_shares_is_perhaps_one_of_percentages() {
        let margin = reader(Slot::portfolio(FieldId::OfferMargin, Portfolio::ModernWork), Language::Nl);
        let meant = |text: &str| match margin.read(text) {
            Read::Value { value, .. } => margin.meant(&value).map(|meant| margin.write(&meant)).unwrap_or_default(),
            read => panic!("{read:?}"),
        };
        assert_eq!(meant("0,1..0,15"), "10..15");
        assert_eq!(meant("0..0,15"), "0..15");
        assert_eq!(meant("0,1;0,12;0,15"), "10;12;15");
        assert_eq!(meant("0,1..15"), "");
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
