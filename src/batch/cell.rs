//! From a cell to the value of a field, in the language that the file is in; and back.
//!
//! What can be read in two ways is a problem, never a guess: there is nobody to ask while a file is read.

use crate::engine::catalogue::{Kind, Slot, Unit};
use crate::engine::currency::Currency;
use crate::engine::scenario::{Fault as Misfit, Scenario, Value};
use crate::entry::{self, RangeReading, Reading, Why};
use crate::i18n::Language;
use crate::typed::{Read, Reader, Wrong};

use super::table::Cell;
use super::words;

/// What is wrong with a cell, or with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The quotes of the row don't fit.
    Quotes,
    /// The row has other than so many cells.
    Cells {
        /// How many it has.
        found: usize,
        /// How many the header has.
        expected: usize,
    },
    /// It can be read in these two ways.
    Ask([Value; 2]),
    /// It can be read in more ways than one, of which only this one fits.
    Unsure(Value),
    /// It is not what the field takes, as the form would say.
    Typed(Wrong),
    /// It is not what the field takes.
    Misfit(Misfit),
    /// A list names this twice.
    Twice(String),
    /// It has a time beside its day.
    Time,
    /// It is shown as a percentage where the field is none.
    Percent,
    /// A formula of the workbook failed.
    Failed,
}

/// What is read of a cell; nothing where it is empty, or says that it isn't known.
pub fn read(cell: Cell<'_>, slot: Slot, currency: Currency, language: Language) -> Result<Option<Value>, Fault> {
    if cell.is_empty() {
        return Ok(None);
    }
    let text = cell.text().trim();
    let row = slot.row();
    if let Cell::Failed(_) = cell {
        return Err(Fault::Failed);
    }
    if text_is_unknown(text, slot, language) {
        return Ok(None);
    }
    let value = match row.kind {
        Kind::Number { .. } => return read_number(cell, text, Reader { slot, currency, language }).map(Some),
        Kind::Fact => match cell {
            Cell::Fact(fact) => Ok(Value::Fact(fact)),
            Cell::Text(_) => read_fact(text, language),
            _ => Err(Misfit::NotAFact),
        },
        Kind::Choice(choices) => Scenario::parse_text(slot, id_of(text, slot, choices, language)),
        Kind::Set(choices) => return read_set(text, slot, choices, language).map(Some),
        Kind::RuleSet => {
            let sets = crate::engine::rules::RULE_SETS.each_ref().map(|set| set.id);
            let named =
                sets.into_iter().find(|id| words::choice(language, slot, id).is_some_and(|n| words::same(n, text)));
            Scenario::parse_text(slot, named.unwrap_or(text))
        }
        Kind::Date if text.ends_with('+') => return Err(Fault::Time),
        Kind::Date if matches!(cell, Cell::Number(_) | Cell::Percent(_) | Cell::Fact(_)) => Err(Misfit::NotADate),
        Kind::Date | Kind::Name | Kind::Offer | Kind::Kept => Scenario::parse_text(slot, text),
    };
    value.map(Some).map_err(Fault::Misfit)
}

/// Whether a text says that a fact or a choice isn't known.
fn text_is_unknown(text: &str, slot: Slot, language: Language) -> bool {
    let said = |word: Option<&str>| word.is_some_and(|word| words::same(word, text));
    match slot.row().kind {
        Kind::Fact | Kind::Choice(_) | Kind::Set(_) => {
            said(words::word(language, "fact.unknown")) || said(words::choice(language, slot, "unknown"))
        }
        _ => false,
    }
}

fn read_fact(text: &str, language: Language) -> Result<Value, Misfit> {
    let says = |plain: &str, word: &str| {
        words::same(text, plain) || words::word(language, word).is_some_and(|word| words::same(text, word))
    };
    if says("true", "fact.yes") {
        Ok(Value::Fact(true))
    } else if says("false", "fact.no") {
        Ok(Value::Fact(false))
    } else {
        Err(Misfit::NotAFact)
    }
}

/// The id of a choice, from its id or its name; a text that is neither stays as it is.
fn id_of<'a>(text: &'a str, slot: Slot, choices: &[&'static str], language: Language) -> &'a str {
    let is_named = |id: &&&'static str| words::choice(language, slot, id).is_some_and(|name| words::same(name, text));
    let by_id = choices.iter().find(|id| words::same(id, text));
    by_id.or_else(|| choices.iter().find(is_named)).copied().unwrap_or(text)
}

fn read_set(text: &str, slot: Slot, choices: &'static [&'static str], language: Language) -> Result<Value, Fault> {
    let none = words::choice(language, slot, "none");
    if words::same(text, "none") || none.is_some_and(|none| words::same(none, text)) {
        return Scenario::parse_text(slot, "").map_err(Fault::Misfit);
    }
    let mut ids = Vec::new();
    for item in text.split([',', ';']) {
        let id = id_of(item.trim(), slot, choices, language);
        if ids.contains(&id) {
            return Err(Fault::Twice(item.trim().to_string()));
        }
        ids.push(id);
    }
    Scenario::parse_text(slot, &ids.join(",")).map_err(Fault::Misfit)
}

fn read_number(cell: Cell<'_>, text: &str, reader: Reader) -> Result<Value, Fault> {
    let is_percent = matches!(
        reader.slot.row().unit,
        Unit::PercentYear | Unit::PercentRevenue | Unit::PercentBilled | Unit::Percent
    );
    let (value, says_percent) = match cell {
        Cell::Text(_) => (read_typed(text, reader)?, text.contains(['%', '\u{ff05}'])),
        Cell::Percent(_) if !is_percent => return Err(Fault::Percent),
        Cell::Number(_) | Cell::Percent(_) => {
            let value = Scenario::parse_text(reader.slot, text).map_err(Fault::Misfit)?;
            (value, matches!(cell, Cell::Percent(_)))
        }
        Cell::Date(_) | Cell::Fact(_) | Cell::Failed(_) => return Err(Fault::Misfit(Misfit::NotANumber)),
    };
    // Where 15 is usual, 0.15 may be a share of one.
    match reader.meant(&value) {
        Some(meant) if !says_percent => Err(Fault::Ask([value, meant])),
        _ => Ok(value),
    }
}

fn read_typed(text: &str, reader: Reader) -> Result<Value, Fault> {
    let value = match reader.read(text) {
        Read::Value { value, .. } => value,
        Read::Ask(values) => return Err(Fault::Ask(values)),
        Read::Wrong(wrong) => return Err(Fault::Typed(wrong)),
        Read::Empty => return Err(Fault::Misfit(Misfit::NotANumber)),
    };
    let unsure = match &value {
        Value::Range(_) => {
            let ways = entry::parse_range(text, reader.kind(), reader.grammar(), &reader.limits());
            matches!(ways, RangeReading::Ways { ways, .. } if ways.len() > 1)
        }
        _ => {
            let reading = entry::parse(text, reader.kind(), reader.grammar(), &reader.limits());
            matches!(reading, Reading::Echo(_, Why::Limits))
        }
    };
    if unsure { Err(Fault::Unsure(value)) } else { Ok(value) }
}

/// Writes a value as a cell that reads back as it, in a language: choices by their ids, as these are the same in all.
pub fn write(slot: Slot, value: &Value, currency: Currency, language: Language) -> String {
    let reader = Reader { slot, currency, language };
    let percent = reader.kind() == entry::Kind::Percent;
    let number = |number| {
        let digits = reader.write_number(number);
        if percent { digits + " %" } else { digits }
    };
    match value {
        Value::Number(one) => number(*one),
        Value::Range(range) => range.text(&number),
        Value::Set(0) => "none".to_string(),
        value => reader.write(value),
    }
}
