//! The schemas of a scenario and of a file: as they stand in `docs/`, and held against what the code writes and refuses.
//!
//! After a change that is meant to change them: `UPDATE_GOLDEN=1 cargo test --test it schema`.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};
use tierwise::engine::catalogue::{FIELDS, Kind};
use tierwise::engine::evaluate;
use tierwise::json::{self, Node};
use tierwise::schema;
use tierwise::verify::file;

use crate::support::{TODAY, plausible, scenario, scenarios, trials};

static SCENARIO: LazyLock<Validator> = LazyLock::new(|| validator(&schema::scenario()));
static FILE: LazyLock<Validator> = LazyLock::new(|| validator(&schema::file()));

fn validator(schema: &Node) -> Validator {
    let schema: Value = serde_json::from_str(&schema.canonical()).unwrap();
    jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("it is no schema: {error}"));
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap_or_else(|error| panic!("{error}"))
}

/// Where the first of what is wrong stands, and what it is.
fn wrong(validator: &Validator, value: &Value) -> Option<String> {
    validator.iter_errors(value).next().map(|error| format!("{}: {error}", error.instance_path()))
}

fn cases(lines: &str) -> impl Iterator<Item = Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap())
}

fn worked() -> impl Iterator<Item = Value> {
    cases(include_str!("../cases/worked.jsonl"))
}

#[test]
fn the_documents_are_as_they_are_written() {
    for (name, schema) in [("scenario", schema::scenario()), ("file", schema::file())] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/{name}.schema.json"));
        let now = [&schema.pretty(), "\n"].concat();
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, &now).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), now, "{} is not as it is written", path.display());
    }
}

#[test]
fn every_worked_case_fits() {
    for case in worked() {
        assert_eq!(wrong(&SCENARIO, &case["scenario"]), None, "{}", case["name"]);
        let file = file(&scenario(&case["scenario"]), TODAY).unwrap();
        assert_eq!(wrong(&FILE, &serde_json::from_str(&file).unwrap()), None, "{}", case["name"]);
    }
}

/// What is refused for what a schema can't say, each with the reason.
const BEYOND: [(&str, &str); 1] = [("move to an offer that is not there", "no schema counts a list elsewhere")];

#[test]
fn every_refused_case_is_refused() {
    for case in cases(include_str!("../cases/invalid.jsonl")) {
        let name = case["name"].as_str().unwrap();
        let beyond = BEYOND.iter().any(|(of, _)| *of == name);
        assert_eq!(wrong(&SCENARIO, &case["scenario"]).is_none(), beyond, "{name}");
    }
}

proptest! {
    #[test]
    fn any_scenario_that_is_written_fits(scenario in scenarios()) {
        let value: Value = serde_json::from_str(&json::written(&scenario).canonical()).unwrap();
        prop_assert_eq!(wrong(&SCENARIO, &value), None);
    }
}

proptest! {
    #![proptest_config(trials(24))]
    #[test]
    fn any_file_fits(one in scenarios(), other in plausible()) {
        for scenario in [one, scenario(&other)] {
            let file: Value = serde_json::from_str(&file(&scenario, TODAY).unwrap()).unwrap();
            prop_assert_eq!(wrong(&FILE, &file), None);
        }
    }
}

/// Texts of numbers, with what may stand before, between and after them.
fn number() -> impl Strategy<Value = String> {
    let plain = ("-?", "0{0,2}[0-9]{0,4}", "(\\.[0-9]{1,14}|\\.)?", "[eE]?")
        .prop_map(|(sign, digits, decimals, end)| [sign, digits, decimals, end].concat());
    let near = (proptest::sample::select(limits()), -2i64..=2, 0u32..=5).prop_map(|(limit, by, places)| {
        let step = rust_decimal::Decimal::new(by, places);
        (limit + step).to_string()
    });
    prop_oneof![plain, near]
}

/// The limits of all fields.
fn limits() -> Vec<rust_decimal::Decimal> {
    let numbers = FIELDS.iter().filter_map(|field| match field.kind {
        Kind::Number { min, max, .. } => Some([min, max]),
        _ => None,
    });
    numbers.flatten().collect()
}

proptest! {
    #![proptest_config(trials(4_000))]
    /// A number as text is refused by the one where it is by the other. As a JSON number too, but for its decimals.
    #[test]
    fn a_number_fits_where_it_is_read(text in number(), place in 0..FIELDS.len()) {
        let field = &FIELDS[place];
        let Kind::Number { .. } = field.kind else { return Ok(()) };
        let slot = field.slots(1).next().unwrap();
        let nested = |value: Value| slot.path().split('.').rev().fold(value, |inner, key| match key {
            "0" => json!([inner]),
            key => json!({ key: inner }),
        });
        let value = nested(json!(text));
        let read = json::scenario(&value.to_string()).is_ok();
        prop_assert_eq!(wrong(&SCENARIO, &value).is_none(), read, "{}: {}", slot.path(), text);
        let bare = text.parse::<rust_decimal::Decimal>().ok().filter(|number| number.normalize().scale() <= 9);
        if let Some(number) = bare.and_then(|_| serde_json::from_str::<Value>(&text).ok()) {
            let value = nested(number);
            let read = json::scenario(&value.to_string()).is_ok();
            prop_assert_eq!(wrong(&SCENARIO, &value).is_none(), read, "{}: {}", slot.path(), value);
        }
    }
}

#[test]
fn ranges_fit_only_where_they_are_read() {
    let fits = |value: Value| {
        let read = json::scenario(&value.to_string()).is_ok();
        assert_eq!(wrong(&SCENARIO, &value).is_none(), read, "{value}");
        read
    };
    for text in ["1..2", "1;1.5;2", "0..0"] {
        assert!(fits(json!({ "revenue": { "azure": text } })), "{text}");
    }
    for text in ["1..", "..2", "1;2", "1...2", "1..2;3", "1;2;3;4", "1..1000000000000.1", "a..b"] {
        assert!(!fits(json!({ "revenue": { "azure": text } })), "{text}");
    }
    assert!(!fits(json!({ "standing": { "anniversary": "1..2" } })));
    // No schema compares two numbers in a text.
    let reversed = json!({ "revenue": { "azure": "2..1" } });
    assert_eq!(wrong(&SCENARIO, &reversed), None);
    assert!(json::scenario(&reversed.to_string()).is_err());
}

#[test]
fn what_a_file_must_hold_is_asked() {
    let file: Value = serde_json::from_str(&file(&scenario(&json!({})), TODAY).unwrap()).unwrap();
    let without = |pointer: &str, key: &str| {
        let mut file = file.clone();
        file.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(key).unwrap();
        assert!(wrong(&FILE, &file).is_some(), "{pointer} without {key}");
    };
    for (pointer, object) in
        [("", &file), ("/report", &file["report"]), ("/report/channels/0", &file["report"]["channels"][0])]
    {
        object.as_object().unwrap().keys().for_each(|key| without(pointer, key));
    }
    without("/scenario", "as_of");
    without("/scenario", "rules");
    for (pointer, value) in [
        ("/check", json!("0")),
        ("/scenario/rules", json!(null)),
        ("/report/difference", json!("1.5")),
        ("/report/difference", json!(1)),
        ("/report/best_offer", json!("offers.5")),
        ("/report/channels/0/lines/0/id", json!("other")),
        ("/report/mix/best/azure", json!("indirect")),
    ] {
        let mut file = file.clone();
        *file.pointer_mut(pointer).unwrap() = value.clone();
        assert!(wrong(&FILE, &file).is_some(), "{value} at {pointer}");
    }
    // The table of figures has each of a report, and no more than there can be.
    let report = serde_json::to_value(evaluate(&scenario(&json!({})), TODAY)).unwrap();
    assert_eq!(report, file["report"]);
}

#[test]
fn every_field_is_described() {
    let schema: Value = serde_json::from_str(&schema::scenario().canonical()).unwrap();
    for slot in FIELDS.iter().flat_map(|field| field.slots(1)) {
        let path = slot.path();
        let mut place = &schema;
        for key in path.split('.').filter(|key| *key != "0") {
            place = &place["properties"][key];
            if key == "offers" {
                place = &schema["$defs"]["offer"];
            }
        }
        assert!(place["title"].as_str().is_some_and(|title| !title.is_empty()), "{path} has no title");
        assert!(place["description"].as_str().is_some_and(|about| !about.is_empty()), "{path} has no description");
    }
    assert_eq!(schema["properties"]["customers"]["default"], json!(80));
    assert_eq!(schema["properties"]["revenue"]["properties"]["azure"]["default"], json!("200000"));
    assert_eq!(schema["properties"]["role"]["enum"], json!(["direct", "indirect", "new", null]));
}
