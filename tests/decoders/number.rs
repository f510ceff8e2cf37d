//! What was typed or pasted.

use rust_decimal::Decimal;
use tierwise::engine::catalogue::{FIELDS, Slot};
use tierwise::engine::currency::Currency;
use tierwise::engine::scenario::{Scenario, Value};
use tierwise::entry::{self, Grammar, Kind, Limits, Problem, RangeReading, Reading, cells, format, parse, parse_range};
use tierwise::i18n::Language;
use tierwise::typed::{Read, Reader};

use super::{language, text};

const GRAMMARS: [&Grammar; 4] = [&Grammar::EN, &Grammar::NL, &Grammar::DE, &Grammar::FR];

fn kinds() -> [(Kind, Limits); 6] {
    let limits = |min: i64, max: i64, decimals| Limits { min: Decimal::from(min), max: Decimal::from(max), decimals };
    [
        (Kind::Money { currency: "EUR" }, limits(0, 1_000_000_000_000, 2)),
        (Kind::Money { currency: "CHF" }, limits(-5_000, 5_000, 2)),
        (Kind::Percent, limits(-90, 100, 4)),
        (Kind::Rate, Limits { min: Decimal::new(1, 4), max: Decimal::from(10_000), decimals: 6 }),
        (Kind::Quantity, limits(0, 1_000_000, 2)),
        (Kind::Whole, limits(1, 1_000_000, 0)),
    ]
}

pub(super) fn law(bytes: &[u8]) {
    let text = text(bytes);
    for (kind, limits) in kinds() {
        for grammar in GRAMMARS {
            reads(&text, kind, grammar, &limits);
        }
    }
    // As the fields of the form read it: each kind of field has its turn.
    let language = language(bytes);
    for (place, slot) in FIELDS.iter().flat_map(|row| row.slots(1)).enumerate() {
        if place % 16 == bytes.len() % 16 {
            field(&text, slot, language);
        }
    }
}

fn reads(text: &str, kind: Kind, grammar: &Grammar, limits: &Limits) {
    let decimals = if kind == Kind::Whole { 0 } else { limits.decimals };
    let fits = |value: Decimal| value >= limits.min && value <= limits.max && value.normalize().scale() <= decimals;
    let echo = |value: Decimal| {
        let written = format(value, kind, grammar);
        assert_eq!(parse(&written, kind, grammar, limits), Reading::Exact(value), "{text:?} as {written:?}");
    };
    match parse(text, kind, grammar, limits) {
        Reading::Exact(value) | Reading::Echo(value, _) => {
            assert!(fits(value), "{text:?}: {value}");
            echo(value);
        }
        Reading::Ask([small, large]) => {
            assert!(small != large, "{text:?}");
            // The smaller one is rounded, so it may be just outside.
            for value in [small, large].into_iter().filter(|value| fits(*value)) {
                echo(value);
            }
            assert!(fits(large), "{text:?}: {large}");
        }
        Reading::Wrong(Problem::Character(found) | Problem::Approximate { found }) => {
            assert!(text.contains(found), "{text:?}: {found:?}");
        }
        Reading::Wrong(Problem::Decimals { suggestion } | Problem::Whole { suggestion }) => {
            assert!(fits(suggestion), "{text:?}: {suggestion}");
            echo(suggestion);
        }
        Reading::Empty | Reading::Wrong(_) => {}
    }
    if let RangeReading::Ways { ways, .. } = parse_range(text, kind, grammar, limits) {
        assert!(!ways.is_empty(), "{text:?}");
        for ends in ways {
            for value in [Some(ends.low), ends.likely, Some(ends.high)].into_iter().flatten() {
                assert!(value >= limits.min && value <= limits.max, "{text:?}: {value}");
            }
        }
    }
}

fn field(text: &str, slot: Slot, language: Language) {
    for currency in [Currency::Eur, Currency::Chf] {
        let reader = Reader { slot, currency, language };
        let same = |value: &Value| {
            let written = reader.write(value);
            let read = Read::Value { value: value.clone(), liberty: false };
            assert_eq!(reader.read(&written), read, "{text:?} as {written:?} in {}", slot.path());
            assert_eq!(Scenario::parse_text(slot, &value.text(slot.row().kind)).as_ref(), Ok(value));
        };
        match reader.read(text) {
            Read::Value { value, .. } => {
                same(&value);
                if let Some(meant) = reader.meant(&value) {
                    same(&meant);
                }
            }
            Read::Ask(values) => {
                assert!(values[0] != values[1], "{text:?}");
                values.iter().for_each(same);
            }
            Read::Empty | Read::Wrong(_) => {}
        }
    }
}

/// Cells that were copied from a sheet.
pub(super) fn cells_law(bytes: &[u8]) {
    let text = text(bytes);
    let Some(rows) = cells(&text) else { return };
    assert!(rows.len() > 1 || rows[0].len() > 1, "one cell is no table");
    assert!(rows.iter().flatten().all(|cell| cell.trim() == *cell && text.contains(cell)));
    assert!(
        rows.iter().any(|row| row.first().is_some_and(|cell| !cell.is_empty())),
        "a column before the first figure"
    );
    assert!(rows[rows.len() - 1].iter().any(|cell| !cell.is_empty()), "a row after the last");

    // What is copied again is the same; cells at the end of a row that are empty are none.
    let written = rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\r\n");
    let kept = |rows: &[Vec<&str>]| -> Vec<Vec<String>> {
        let rows = rows.iter().map(|row| {
            let end = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            row[..end].iter().map(|cell| (*cell).to_string()).collect()
        });
        rows.collect()
    };
    match cells(&written) {
        Some(again) => assert_eq!(kept(&again), kept(&rows)),
        None => assert!(kept(&rows).iter().map(Vec::len).sum::<usize>() <= 1, "{rows:?}"),
    }
    for cell in rows.iter().flatten() {
        for (kind, limits) in kinds() {
            entry::parse(cell, kind, GRAMMARS[bytes.len() % 4], &limits);
        }
    }
}
