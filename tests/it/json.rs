//! The reader of JSON refuses what the scenario's grammar does not have.

use tierwise::json::{Node, Refusal, scenario};

#[track_caller]
fn refused(text: &str, paths: &[&str]) {
    let Err(Refusal::Problems(problems)) = scenario(text) else { panic!("{text} is not refused by path") };
    let found: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(found, paths, "{text}");
}

#[track_caller]
fn malformed(text: &str) {
    let Err(Refusal::Malformed(line)) = scenario(text) else { panic!("{text} is not malformed") };
    assert!(line.starts_with("scenario: the text is not a JSON object"), "{line}");
    assert!(!line.contains('\n'), "{line}");
}

#[track_caller]
fn same(one: &str, other: &str) {
    assert_eq!(scenario(one), scenario(other));
    assert!(scenario(one).is_ok(), "{one}");
}

#[test]
fn numbers_are_judged_by_value() {
    same(r#"{"customers": 80.0}"#, r#"{"customers": "80"}"#);
    same(r#"{"customers": 8e1}"#, r#"{"customers": 80}"#);
    same(r#"{"customers": 800E-1}"#, r#"{"customers": "0080.00000000000000"}"#);
    same(r#"{"customers": 0e999999999999999999999}"#, r#"{"customers": -0}"#);
    same(r#"{"revenue": {"azure": 0.000000000001}}"#, r#"{"revenue": {"azure": "0.000000000001"}}"#);
    same(r#"{"revenue": {"azure": 1e12}}"#, r#"{"revenue": {"azure": "1000000000000"}}"#);
    refused(r#"{"customers": 80.5}"#, &["customers"]);
    refused(r#"{"revenue": {"azure": 1e-13}}"#, &["revenue.azure"]);
    refused(r#"{"revenue": {"azure": 1000000000000.000000000001}}"#, &["revenue.azure"]);
    refused(r#"{"revenue": {"azure": 1e999999999999999999999}}"#, &["revenue.azure"]);
    refused(r#"{"revenue": {"azure": -1e-999999999999999999999}}"#, &["revenue.azure"]);
}

#[test]
fn text_has_the_plain_grammar() {
    for text in ["1e6", "+1", "1.", ".5", "1,5", "1_000", " 1", "NaN", "Infinity", "0x1", "", "--1", "１"] {
        refused(&format!(r#"{{"revenue": {{"azure": "{text}"}}}}"#), &["revenue.azure"]);
    }
}

#[test]
fn wrong_types_are_refused() {
    refused(r#"{"customers": true}"#, &["customers"]);
    refused(r#"{"customers": [1]}"#, &["customers"]);
    refused(r#"{"customers": {"a": 1}}"#, &["customers"]);
    refused(r#"{"standing": {"maicpp": "true"}}"#, &["standing.maicpp"]);
    refused(r#"{"standing": {"maicpp": 1}}"#, &["standing.maicpp"]);
    refused(r#"{"standing": {"designations": "security"}}"#, &["standing.designations"]);
    refused(r#"{"standing": {"designations": ["security", null]}}"#, &["standing.designations"]);
    refused(r#"{"standing": 5}"#, &["standing"]);
    refused(r#"{"revenue": [1, 2, 3, 4]}"#, &["revenue"]);
    refused(r#"{"role": 1}"#, &["role"]);
    refused(r#"{"as_of": 20261122}"#, &["as_of"]);
    refused(r#"{"offers": {}}"#, &["offers"]);
    refused(r#"{"offers": "one"}"#, &["offers"]);
    refused(r#"{"offers": [null]}"#, &["offers.0"]);
    refused(r#"{"offers": [{}, 3]}"#, &["offers.1"]);
    refused(r#"{"offers": [{"name": 5}]}"#, &["offers.0.name"]);
    refused(r#"{"offers": [{"name": ""}]}"#, &["offers.0.name"]);
    refused(r#"{"offers": [{"name": "a\nb"}]}"#, &["offers.0.name"]);
}

#[test]
fn a_range_is_a_string_from_low_to_high() {
    same(r#"{"customers": "80..90"}"#, r#"{"customers": "080..90.0"}"#);
    same(r#"{"growth_pct": {"azure": "-10;0;20"}}"#, r#"{"growth_pct": {"azure": "-10.0;-0;20.00"}}"#);
    same(r#"{"offers": [{"fee": "5..5"}]}"#, r#"{"offers": [{"fee": "5.0..5"}]}"#);
    for text in [
        "90..80",
        "80;90;85",
        "90;80;95",
        "80..",
        "..90",
        "..",
        "80;90",
        "80;;90",
        ";",
        "80;85;90;95",
        "80...90",
        "80..90..95",
        "80 .. 90",
        "80..1e2",
        "80..+90",
        "80..90.5",
        "80..1000001",
        "-1..5",
        "1..9999999999999999999999999999999",
        "a..b",
        "80-90",
        "80–90",
        "80,90",
        "80;85..90",
        "0;0.5;1",
    ] {
        refused(&format!(r#"{{"customers": "{text}"}}"#), &["customers"]);
    }
    refused(r#"{"customers": ["80", "90"]}"#, &["customers"]);
    refused(r#"{"usd_rate": "0..1"}"#, &["usd_rate"]);
    refused(r#"{"revenue": {"azure": "0..0.0000000000001"}}"#, &["revenue.azure"]);
    // What is no figure has no range.
    refused(r#"{"standing": {"anniversary": "1..3"}}"#, &["standing.anniversary"]);
    refused(r#"{"as_of": "2026-11-22..2026-11-23"}"#, &["as_of"]);
    refused(r#"{"role": "direct..new", "standing": {"maicpp": "true..false"}}"#, &["role", "standing.maicpp"]);
    same(r#"{"offers": [{"name": "1..2"}]}"#, r#"{"offers": [{"name": "1..2"}]}"#);
}

#[test]
fn keys_are_known_given_once_and_not_dotted() {
    refused(r#"{"customers": 1, "customers": 1}"#, &["customers"]);
    refused(r#"{"revenue": {}, "revenue": {"azure": 1}}"#, &["revenue"]);
    refused(r#"{"standing": {"maicpp": null, "maicpp": true}}"#, &["standing.maicpp"]);
    refused(r#"{"offers": [{"fee": 1, "fee": 2}]}"#, &["offers.0.fee"]);
    refused(r#"{"revenue.azure": 1}"#, &["revenue.azure"]);
    refused(r#"{"Role": "new", "cs": 5, "": 1}"#, &["Role", "cs", ""]);
    refused(r#"{"offers": [{"offers": []}]}"#, &["offers.0.offers"]);
}

#[test]
fn null_is_the_same_as_absent() {
    same("{}", r#"{"customers": null, "revenue": null, "offers": null, "standing": {"maicpp": null}, "as_of": null}"#);
    same(r#"{"offers": [{}]}"#, r#"{"offers": [{"name": null, "margin_pct": null}]}"#);
}

#[test]
fn malformed_text_is_one_line() {
    for text in [
        "",
        "[]",
        "null",
        "5",
        "{",
        r#"{"a" 1}"#,
        r#"{"customers": NaN}"#,
        r#"{"customers": Infinity}"#,
        r#"{"customers": 01}"#,
        r#"{"customers": +1}"#,
        "{} {}",
        "{}x",
        "\u{feff}{}",
        r#"{"customers": 1,}"#,
        r#"{"role": "\ud800"}"#,
        "{\"role\": \"a\nb\"}",
        "// {}\n{}",
    ] {
        malformed(text);
    }
    malformed(&"[".repeat(100_000));
    malformed(&format!("{}1{}", r#"{"standing":"#.repeat(5_000), "}".repeat(5_000)));
}

#[test]
fn a_problem_says_path_value_and_what_is_allowed() {
    let lines = |text: &str| scenario(text).expect_err("refused").to_string();
    assert_eq!(
        lines(r#"{"customers": 80.5, "customers": 7, "role": "boss", "nobody": "x", "offers": [null]}"#),
        "customers: 80.5: allowed is a whole number\n\
         role: boss: allowed is one of direct, indirect, new\n\
         customers: 7: given more than once; allowed is one value\n\
         nobody: x: there is no field of this name; allowed are the paths of the catalogue\n\
         offers.0: null: allowed is an object"
    );
    assert_eq!(
        lines(r#"{"customers": "9..8", "revenue": {"azure": "1..-1", "security": "1..x"}}"#),
        "customers: 9..8: allowed is low..high or low;likely;high, each a number and none lower than the one before\n\
         revenue.azure: 1..-1: allowed is 0 to 1000000000000\n\
         revenue.security: 1..x: allowed is low..high or low;likely;high, each a number and none lower than the one before"
    );
    assert_eq!(lines(r#"{"standing": 5}"#), "standing: 5: allowed is an object");
    assert_eq!(lines(r#"{"offers": 3}"#), "offers: 3: allowed is a list of 1 to 5 offers");
    assert_eq!(lines(r#"{"usd_rate": 0}"#), "usd_rate: 0: allowed is 0.0001 to 10000");
}

#[test]
fn a_problem_repeats_little_of_a_long_value() {
    let Err(refusal) = scenario(&format!(r#"{{"role": "{}"}}"#, "x".repeat(1_000_000))) else { panic!("refused") };
    assert!(refusal.to_string().len() < 300);
}

#[test]
fn texts_are_quoted_as_the_canonical_form_has_them() {
    let text = r#"{"a":"\"\\\b\t\n\f\r\u0001\u001f/é€"}"#;
    assert_eq!(Node::read(text).unwrap().canonical(), text);
}

#[test]
fn what_has_no_place_is_said_with_what_was_given() {
    for (text, path, value) in [
        (r#"{"offers": "A"}"#, "offers", "A"),
        (r#"{"offers": 2}"#, "offers", "2"),
        (r#"{"unknown": ["a", "b"]}"#, "unknown", "[a, b]"),
    ] {
        let Err(Refusal::Problems(problems)) = scenario(text) else { panic!("{text} is not refused by path") };
        let found: Vec<(&str, &str)> =
            problems.iter().map(|problem| (problem.path.as_str(), problem.value.as_str())).collect();
        assert_eq!(found, [(path, value)], "{text}");
    }
}

#[test]
fn whole_numbers_are_written_as_numbers_and_the_rest_as_text() {
    let text = r#"{"customers": 120, "labour": {"hourly_cost": "48.5"}, "standing": {"maicpp": true}}"#;
    let written = tierwise::json::written(&scenario(text).expect("it is a scenario")).canonical();
    assert_eq!(written, r#"{"customers":120,"labour":{"hourly_cost":"48.5"},"standing":{"maicpp":true}}"#);
}

#[test]
fn nothing_in_it_is_written_on_one_line() {
    let text = r#"{"a":[],"b":{},"c":[1]}"#;
    let node = Node::read(text).expect("it is JSON");
    assert_eq!(node.canonical(), text);
    assert_eq!(node.pretty(), "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1\n  ]\n}");
}
