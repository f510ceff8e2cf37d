//! Evaluates a scenario: JSON on standard input, the report as JSON on standard output.
//!
//! ```sh
//! echo '{"revenue": {"azure": 900000}}' | cargo run --example evaluate
//! ```
//!
//! A scenario that can't be read ends with exit code 2, nothing on standard output and, on standard error, one line for
//! each problem, with the path, the value and what is allowed. Without `as_of` it is asked today.

use std::io::{Read, Write};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use tierwise::engine::date::Date;
use tierwise::{engine, json};

fn main() -> ExitCode {
    let mut bytes = Vec::new();
    if let Err(error) = std::io::stdin().read_to_end(&mut bytes) {
        eprintln!("scenario: standard input can't be read: {error}");
        return ExitCode::from(2);
    }
    let Ok(text) = std::str::from_utf8(&bytes) else {
        eprintln!("scenario: the text is not UTF-8");
        return ExitCode::from(2);
    };
    let scenario = match json::scenario(text) {
        Ok(scenario) => scenario,
        Err(refusal) => {
            eprintln!("{refusal}");
            return ExitCode::from(2);
        }
    };
    let report = engine::evaluate(&scenario, today());
    let written = serde_json::to_string_pretty(&report)
        .map_err(std::io::Error::from)
        .and_then(|json| writeln!(std::io::stdout(), "{json}"));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("report: can't be written: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Today, in UTC.
fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Date::literal(1970, 1, 1).plus_days(i64::try_from(seconds / 86_400).unwrap_or(0))
}
