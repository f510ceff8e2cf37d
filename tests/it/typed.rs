//! What is typed in a field means what its reader meant, or is asked, or is no value; never quietly another.

use tierwise::engine::catalogue::Slot;
use tierwise::engine::currency::Currency;
use tierwise::engine::scenario::{Fault, Value};
use tierwise::entry;
use tierwise::i18n::Language;
use tierwise::typed::{Read, Reader, Wrong};

use crate::support::decimal;

fn reader(path: &str) -> Reader {
    Reader { slot: Slot::from_path(path).expect(path), currency: Currency::Eur, language: Language::En }
}

fn value(path: &str, text: &str) -> Value {
    match reader(path).read(text) {
        Read::Value { value, .. } => value,
        other => panic!("{path}: {text}: {other:?}"),
    }
}

#[test]
fn only_what_is_asked_or_wrong_keeps_the_last_value() {
    let field = reader("revenue.azure");
    for (text, unreadable) in [("", false), ("12", false), ("1.500", true), ("twelve", true)] {
        assert_eq!(field.read(text).is_unreadable(), unreadable, "{text}");
    }
}

#[test]
fn a_share_that_is_typed_for_a_percentage_is_noticed() {
    let field = reader("direct.margin_pct.azure");
    let meant = |text| field.meant(&value("direct.margin_pct.azure", text));
    assert_eq!(meant("0.15"), Some(Value::Number(decimal("15"))));
    assert_eq!(meant("15"), None);
    assert_eq!(meant("0.1..0.2"), Some(value("direct.margin_pct.azure", "10..20")));
    assert_eq!(meant("0.1;0.12;0.2"), Some(value("direct.margin_pct.azure", "10;12;20")));
    let growth = |text| reader("growth_pct.azure").meant(&value("growth_pct.azure", text));
    assert_eq!(growth("-0.5..0.5"), Some(value("growth_pct.azure", "-50..50")));
    assert_eq!(growth("-1..0.5"), None);
    assert_eq!(growth("-5..0.5"), None);
    // From what no share would be.
    assert_eq!(meant("1..15"), None);
    assert_eq!(reader("customers").meant(&Value::Number(decimal("0.5"))), None);
}

#[test]
fn what_is_billed_is_in_dollars_whatever_the_currency() {
    let field = reader("standing.billed_ttm_usd");
    assert_eq!(field.kind(), entry::Kind::Money { currency: "USD" });
    assert_eq!(value("standing.billed_ttm_usd", "$300,000"), Value::Number(decimal("300000")));
    assert!(field.read("€300,000").is_unreadable());
}

#[test]
fn a_range_the_wrong_way_round_is_none() {
    let field = reader("direct.margin_pct.azure");
    assert_eq!(field.read("20..10"), Read::Wrong(Wrong::Text(Fault::NotARange)));
}

#[test]
fn a_name_that_looks_like_a_range_is_a_name() {
    let name = Slot::from_path("offers.0.name").expect("a place");
    assert_eq!(
        Reader { slot: name, ..reader("customers") }.read("A..B"),
        Read::Value { value: Value::Name("A..B".into()), liberty: false }
    );
}
