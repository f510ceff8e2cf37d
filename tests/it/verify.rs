//! Files of a scenario with its report: written, read back, and checked.

use proptest::prelude::*;
use serde_json::{Value, json};
use tierwise::engine::scenario::{Fault, Problem};
use tierwise::json;
use tierwise::verify::{Difference, MAX_BYTES, Trouble, Verdict, file, pinned, verify};

use crate::support::{TODAY, report, scenario, scenarios, to_json, trials};

fn worked() -> impl Iterator<Item = Value> {
    include_str!("../cases/worked.jsonl").lines().map(|line| serde_json::from_str(line).unwrap())
}

fn default_file() -> String {
    file(&scenario(&json!({})), TODAY).unwrap()
}

/// The file with one text in the place of another that is there once.
#[track_caller]
fn changed(from: &str, to: &str) -> String {
    let file = default_file();
    assert_eq!(file.matches(from).count(), 1, "{from}");
    file.replace(from, to)
}

#[track_caller]
fn troubles(text: &str) -> Vec<Trouble> {
    match verify(text.as_bytes()) {
        Verdict::NotSuch(troubles) => troubles,
        other => panic!("{other}"),
    }
}

#[test]
fn worked_cases_agree_and_hold_their_report() {
    for case in worked() {
        let text = file(&scenario(&case["scenario"]), TODAY).unwrap();
        let whole: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(whole["report"], to_json(&report(&case["scenario"])), "{}", case["name"]);
        assert_eq!(whole["scenario"]["as_of"], whole["report"]["as_of"]);
        assert_eq!(whole["scenario"]["rules"], whole["report"]["rules"]);
        let Verdict::Agrees(held) = verify(text.as_bytes()) else { panic!("{}", case["name"]) };
        assert_eq!(held.rules.id, whole["report"]["rules"]);
    }
}

proptest! {
    #[test]
    fn a_written_scenario_is_read_back(scenario in scenarios()) {
        let text = json::written(&scenario);
        prop_assert_eq!(&json::scenario(&text.canonical()).unwrap(), &scenario);
        prop_assert_eq!(&json::scenario(&text.pretty()).unwrap(), &scenario);
    }
}

proptest! {
    #![proptest_config(trials(24))]
    #[test]
    fn any_file_agrees(scenario in scenarios()) {
        let text = file(&scenario, TODAY).unwrap();
        prop_assert!(matches!(verify(text.as_bytes()), Verdict::Agrees(_)), "{}", verify(text.as_bytes()));
        let whole: Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(whole["report"].clone(), to_json(&tierwise::engine::evaluate(&scenario, TODAY)));
        prop_assert_eq!(json::scenario(&whole["scenario"].to_string()).unwrap(), pinned(&scenario, TODAY).unwrap());
    }
}

#[test]
fn how_it_is_laid_out_counts_for_nothing() {
    let text = default_file();
    let compact = serde_json::from_str::<Value>(&text).unwrap().to_string();
    assert_ne!(text, compact);
    for text in [compact, ["\u{FEFF}", &text].concat(), text.replace('\n', "\r\n\t")] {
        assert!(matches!(verify(text.as_bytes()), Verdict::Agrees(_)));
    }
}

#[test]
fn the_first_figure_that_differs_is_named() {
    let of = |text: &str| match verify(text.as_bytes()) {
        Verdict::Differs(difference) => difference,
        other => panic!("{other}"),
    };
    let whole: Value = serde_json::from_str(&default_file()).unwrap();
    let net = whole["report"]["channels"][0]["net"].as_str().unwrap().to_string();
    let mut forged = whole.clone();
    forged["report"]["channels"][0]["net"] = json!("1.00");
    forged["report"]["uncertainty"]["p90"] = json!("1.00");
    let expected = Difference {
        path: "report.channels.0.net".into(),
        stated: Some("1.00".into()),
        computed: Some(net),
        check_holds: false,
    };
    assert_eq!(of(&forged.to_string()), expected);
    for (change, path) in [
        (json!({"schema": "1"}), "report.schema"),
        (json!({"difference": 0}), "report.difference"),
        (json!({"mix": null}), "report.mix"),
        (json!({"extra": 1}), "report.extra"),
        (json!({"channels": []}), "report.channels.0"),
    ] {
        let mut forged = whole.clone();
        for (key, value) in change.as_object().unwrap() {
            forged["report"][key] = value.clone();
        }
        let difference = of(&forged.to_string());
        assert_eq!(difference.path, path);
    }
    let mut forged = whole.clone();
    forged["report"].as_object_mut().unwrap().remove("hours_freed");
    let difference = of(&forged.to_string());
    assert_eq!((difference.path.as_str(), difference.stated), ("report.hours_freed", None));
    // Another scenario gives another report.
    let mut forged = whole;
    forged["scenario"]["customers"] = json!(81);
    assert!(of(&forged.to_string()).path.starts_with("report."));
}

#[test]
fn a_check_that_is_not_right_fails() {
    let whole: Value = serde_json::from_str(&default_file()).unwrap();
    let mut forged = whole.clone();
    forged["check"] = json!("0".repeat(64));
    assert_eq!(verify(forged.to_string().as_bytes()), Verdict::CheckFails);
    // The same value, written otherwise.
    let mut forged = whole.clone();
    forged["scenario"]["currency"] = json!("EUR");
    assert_eq!(verify(forged.to_string().as_bytes()), Verdict::CheckFails);
    // Changed into what can't be read.
    let mut forged = whole;
    forged["scenario"]["as_of"] = json!("2026-91-22");
    assert_eq!(verify(forged.to_string().as_bytes()), Verdict::CheckFails);
}

#[test]
fn anything_else_is_no_such_file() {
    assert_eq!(troubles("[]"), [Trouble::NotAnObject]);
    assert_eq!(troubles(r#""scenario""#), [Trouble::NotAnObject]);
    let missing = ["scenario", "report", "check"].map(|key| Trouble::Missing(key.into()));
    assert_eq!(troubles("{}"), missing);
    assert_eq!(troubles(&changed("\"check\"", "\"chec\"")).len(), 2);
    assert_eq!(
        troubles(&changed("\"schema\": 1,", "\"schema\": 1, \"schema\": 1,")),
        [Trouble::GivenTwice("report.schema".into())]
    );
    assert_eq!(
        troubles(&changed("\"rules\": \"fy26\"\n  }", "\"rules\": null\n  }")),
        [Trouble::Missing("scenario.rules".into())]
    );
    assert!(matches!(troubles("").as_slice(), [Trouble::NotJson(_)]));
    assert!(matches!(troubles("PK\u{3}\u{4}").as_slice(), [Trouble::NotJson(_)]));
    assert!(matches!(troubles(&"[".repeat(100_000)).as_slice(), [Trouble::NotJson(_)]));
    assert!(matches!(troubles(&"{\"a\":".repeat(100_000)).as_slice(), [Trouble::NotJson(_)]));
    assert!(matches!(troubles(&[&default_file(), "x"].concat()).as_slice(), [Trouble::NotJson(_)]));
    assert_eq!(troubles(&" ".repeat(MAX_BYTES + 1)), [Trouble::TooLarge]);
    assert_eq!(verify(b"\xff\xfe{\0}\0"), Verdict::NotSuch(vec![Trouble::NotUtf8]));
    let kinds = ["scenario", "report", "check"].map(|key| Trouble::WrongKind(key.into()));
    assert_eq!(troubles(r#"{"scenario": [], "report": "x", "check": 1}"#), kinds);
}

#[test]
fn a_file_by_rules_that_are_not_known_is_not_judged() {
    // A page that knows more has written it: the check holds, and nothing can be worked out.
    use sha2::{Digest, Sha256};
    let rest = r#"{"report":{},"scenario":{"as_of":"2026-11-22","rules":"fy99"}}"#;
    let check: String = Sha256::digest(rest).iter().map(|byte| format!("{byte:02x}")).collect();
    let text = [rest.strip_suffix('}').unwrap(), ",\"check\":\"", &check, "\"}"].concat();
    let problem = Problem::new("rules", "fy99", Fault::UnknownRules);
    assert_eq!(troubles(&text), [Trouble::Scenario(problem)]);
}
