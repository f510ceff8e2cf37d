//! The catalogue is complete and unambiguous.

use std::collections::BTreeSet;

use tierwise::engine::catalogue::{DRIVERS, DefaultValue, FIELDS, Kind, MAX_OFFERS, Slot};
use tierwise::engine::currency::Currency;
use tierwise::engine::report::Driver;
use tierwise::engine::scenario::{Scenario, slots};
use tierwise::link::{CHECK_KEY, DAY_KEY, DEFAULTS_KEY, LANGUAGE_KEY, QUERY_KEYS, RULES_KEY, VERSION_KEY};

#[test]
fn every_place_is_found_by_its_path_and_by_its_short_key() {
    let mut names = BTreeSet::new();
    for slot in slots(MAX_OFFERS) {
        assert_eq!(Slot::from_path(&slot.path()), Some(slot), "{}", slot.path());
        assert_eq!(Slot::from_short(&slot.short()), Some(slot), "{}", slot.short());
        assert!(names.insert(slot.path()), "{} twice", slot.path());
        assert!(names.insert(slot.short()), "{} twice", slot.short());
        assert!((2..=4).contains(&slot.short().len()), "{}", slot.short());
    }
    // A link's own keys are no field's.
    for key in [LANGUAGE_KEY, VERSION_KEY, CHECK_KEY, DAY_KEY, RULES_KEY, DEFAULTS_KEY].iter().chain(&QUERY_KEYS) {
        assert!(!names.contains(*key), "{key}");
    }
}

#[test]
fn the_map_can_take_every_driver() {
    assert_eq!(DRIVERS, Driver::ALL.map(Driver::id));
}

#[test]
fn paths_that_are_not_a_field_are_not_found() {
    for path in [
        "",
        "revenue",
        "revenue.azur",
        "offers",
        "offers.0",
        "offers.5.fee",
        "offers.00.fee",
        "offers.fee",
        "fee",
        "offers.0.revenue.azure",
        "standing",
        "customers.azure",
        "offers.0.margin_pct",
        "Role",
        "role ",
    ] {
        assert_eq!(Slot::from_path(path), None, "{path}");
    }
}

#[test]
fn every_default_fits_its_field_in_every_currency() {
    for slot in slots(MAX_OFFERS) {
        for currency in Currency::ALL {
            if let Some(number) = slot.row().default_number(slot.portfolio, currency) {
                assert!(Scenario::check_number(slot, number).is_ok(), "{}: {number}", slot.path());
            }
        }
    }
}

#[test]
fn amounts_of_money_follow_the_currency_and_nothing_else_does() {
    use tierwise::engine::catalogue::Unit;
    for field in FIELDS {
        let in_money = matches!(field.unit, Unit::MoneyYear | Unit::MoneyMonth | Unit::MoneyOnce | Unit::MoneyHour);
        let in_euros = matches!(field.default, DefaultValue::Euros(_) | DefaultValue::EurosByPortfolio(_));
        let derived = matches!(field.default, DefaultValue::Derived(_));
        assert!(in_money == in_euros || (in_money && derived), "{}", field.path);
    }
}

#[test]
fn every_number_has_a_unit_and_every_other_kind_has_none() {
    use tierwise::engine::catalogue::Unit;
    for field in FIELDS {
        let number = matches!(field.kind, Kind::Number { .. });
        // The anniversary is a month of the year: a name, not a quantity.
        assert!(number == (field.unit != Unit::None) || field.path == "standing.anniversary", "{}", field.path);
    }
}
