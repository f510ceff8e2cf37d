//! The reports of the worked cases, to the last digit of every draw: what one build gives, every build gives.
//!
//! The browser tests compare the same file, so that native and Wasm agree to the bit. After a change that is meant to
//! change figures: `UPDATE_GOLDEN=1 cargo test --test it golden`.

use std::fmt::Write as _;
use std::fs;

use tierwise::engine;
use tierwise::json;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/reports.txt");

const LINKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/links.txt");

#[path = "../support/digest.rs"]
mod digest;
#[path = "../support/links.rs"]
mod links;

#[test]
fn every_report_is_the_same_to_the_last_digit() {
    let mut now = String::new();
    for line in include_str!("../cases/worked.jsonl").lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let scenario = json::scenario(&case["scenario"].to_string()).unwrap();
        let report = engine::evaluate(&scenario, crate::support::TODAY);
        let text = serde_json::to_string(&report).unwrap();
        writeln!(now, "{:016x} {}", digest::fnv(&text), case["name"].as_str().unwrap()).unwrap();
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(PATH, &now).unwrap();
    }
    assert_eq!(fs::read_to_string(PATH).unwrap(), now);
}

/// Ranges and all that is fetched on demand among them.
#[test]
fn a_link_means_the_same_to_the_last_digit() {
    let now = links::digests(crate::support::TODAY, digest::fnv);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(LINKS, &now).unwrap();
    }
    assert_eq!(fs::read_to_string(LINKS).unwrap(), now);
}
