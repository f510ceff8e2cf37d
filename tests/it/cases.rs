//! The worked and the invalid cases: reports to the cent, refusals by path.

use rust_decimal::Decimal;
use serde_json::Value;
use tierwise::json::{self, Refusal};

use crate::support::{report, to_json};

const WORKED: &str = include_str!("../cases/worked.jsonl");
const INVALID: &str = include_str!("../cases/invalid.jsonl");

fn cases(lines: &str) -> impl Iterator<Item = Value> {
    lines.lines().map(|line| serde_json::from_str(line).expect("a case is JSON"))
}

#[test]
fn every_worked_case_is_reproduced() {
    let mut count = 0;
    for case in cases(WORKED) {
        let actual = to_json(&report(&case["scenario"]));
        let differences = Comparison::of(&case["report"], &actual);
        assert!(differences.is_empty(), "{}: {differences:#?}", case["name"]);
        count += 1;
    }
    assert_eq!(count, 23);
}

#[test]
fn every_invalid_case_is_refused_by_path() {
    let mut count = 0;
    for case in cases(INVALID) {
        let Err(Refusal::Problems(problems)) = json::scenario(&case["scenario"].to_string()) else {
            panic!("{} is not refused by path", case["name"]);
        };
        let mut refused: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
        let mut expected: Vec<&str> = case["invalid"].as_array().unwrap().iter().map(|p| p.as_str().unwrap()).collect();
        refused.sort_unstable();
        expected.sort_unstable();
        assert_eq!(refused, expected, "{}", case["name"]);
        count += 1;
    }
    assert_eq!(count, 20);
}

#[test]
fn the_same_scenario_always_gives_the_same_report() {
    for case in cases(WORKED) {
        assert_eq!(report(&case["scenario"]), report(&case["scenario"]));
    }
}

/// The draws have no worked figure: the histogram must agree with the quantiles instead.
#[test]
fn quantiles_lie_in_the_bins_where_the_counts_put_them() {
    for case in cases(WORKED) {
        let uncertainty = report(&case["scenario"]).outlook.uncertainty;
        let histogram = &uncertainty.histogram;
        assert_eq!(histogram.counts.iter().sum::<u32>(), uncertainty.n, "{}", case["name"]);
        assert_eq!(histogram.counts.len(), 40);
        for (quantile, place) in [(uncertainty.p10, 1_000), (uncertainty.p50, 5_000), (uncertainty.p90, 9_000)] {
            let mut seen = 0;
            let bin = histogram.counts.iter().position(|count| {
                seen += count;
                seen >= place
            });
            let bin = Decimal::from(bin.expect("the counts add up"));
            let from = histogram.from.exact() + histogram.width.exact() * bin;
            let cent = Decimal::new(1, 2);
            assert!(quantile.exact() >= from - cent, "{}: {quantile:?} in bin {bin}", case["name"]);
            // The last bin takes in what rounding its width leaves beyond it.
            if bin < Decimal::from(39) {
                assert!(quantile.exact() <= from + histogram.width.exact() + cent, "{}", case["name"]);
            }
        }
    }
}

/// Compares a report with the expected one, by what the cases allow.
struct Comparison {
    differences: Vec<String>,
    /// p90 − p10, by which the draws are measured.
    breadth: Decimal,
}

impl Comparison {
    fn of(expected: &Value, actual: &Value) -> Vec<String> {
        let quantile = |name: &str| number(&expected["uncertainty"][name]).expect("a quantile");
        let mut comparison = Comparison { differences: Vec::new(), breadth: quantile("p90") - quantile("p10") };
        comparison.compare("", expected, actual);
        comparison.differences
    }

    fn compare(&mut self, path: &str, expected: &Value, actual: &Value) {
        // What depends on the generator has no worked figure.
        if path == ".uncertainty.generator" || path == ".uncertainty.histogram" {
            return;
        }
        match (expected, actual) {
            (Value::Object(expected), Value::Object(actual)) => {
                let mut keys: Vec<&String> = expected.keys().chain(actual.keys()).collect();
                keys.sort_unstable();
                keys.dedup();
                let at = |map: &serde_json::Map<String, Value>, key: &str| map.get(key).cloned().unwrap_or(Value::Null);
                for key in keys {
                    self.compare(&format!("{path}.{key}"), &at(expected, key), &at(actual, key));
                }
            }
            (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
                let actual = if path == ".sensitivity" { same_order(expected, actual) } else { actual.clone() };
                for (place, (expected, actual)) in expected.iter().zip(&actual).enumerate() {
                    self.compare(&format!("{path}.{place}"), expected, actual);
                }
            }
            _ if expected == actual => {}
            _ => {
                let close = number(expected).zip(number(actual)).is_some_and(|(expected, actual)| {
                    (expected - actual).abs() <= self.tolerance(path, expected.abs())
                });
                if !close {
                    self.differences.push(format!("{path}: expected {expected}, not {actual}"));
                }
            }
        }
    }

    fn tolerance(&self, path: &str, figure: Decimal) -> Decimal {
        let last = path.rsplit('.').next().unwrap_or_default();
        let cent = Decimal::new(1, 2);
        match last {
            "flip" => (figure * Decimal::new(2, 6)).max(Decimal::new(15, 7)),
            "p10" | "p50" | "p90" => self.breadth * Decimal::new(3, 2),
            "direct_ahead_pct" => Decimal::TWO,
            "revenue" | "opens_at" | "pays_from" if path.starts_with(".break_even") => {
                (figure * Decimal::new(1, 9)).max(cent)
            }
            _ if path.starts_with(".transition.cumulative") || path == ".transition.trough.amount" => {
                cent * Decimal::TWO
            }
            _ => cent,
        }
    }
}

/// Amounts and rates are decimal strings; dates, ids and counts are not.
fn number(value: &Value) -> Option<Decimal> {
    let text = value.as_str()?;
    if text.contains('.') || text.chars().all(|c| c.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// The rows in the expected order, where neighbours of all but equal swings have changed places.
fn same_order(expected: &[Value], actual: &[Value]) -> Vec<Value> {
    let mut rows = actual.to_vec();
    let swing = |row: &Value| (number(&row["high"]).unwrap() - number(&row["low"]).unwrap()).abs();
    for place in 0..rows.len() - 1 {
        let swapped = rows[place]["driver"] != expected[place]["driver"];
        if swapped && (swing(&rows[place]) - swing(&rows[place + 1])).abs() <= Decimal::new(3, 2) {
            rows.swap(place, place + 1);
        }
    }
    rows
}
