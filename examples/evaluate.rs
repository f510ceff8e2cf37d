//! Evaluates a scenario: JSON on standard input, the report as JSON on standard output.
//!
//! ```sh
//! echo '{"revenue": {"azure": 900000}}' | cargo run --example evaluate
//! ```
//!
//! A scenario that can't be read ends with exit code 2, nothing on standard output and, on standard error, one line for
//! each problem, with the path, the value and what is allowed. Without `as_of` it is asked today.
//!
//! ```sh
//! cargo run --example evaluate -- --verify tierwise.json
//! ```
//!
//! With `--verify` it says whether a file that the page has saved agrees: 0 when it does, 1 when a figure differs or the check
//! fails, with the line that says which on standard output, 2 when it is no such file. Without a name it reads standard
//! input.

use std::io::{Read, Write};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use tierwise::engine::date::Date;
use tierwise::verify::{self, MAX_BYTES, Verdict};
use tierwise::{engine, json};

fn main() -> ExitCode {
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().skip(1).collect();
    match arguments.as_slice() {
        [first] if first == "--verify" => return verified(std::io::stdin()),
        [first, file] if first == "--verify" => match std::fs::File::open(file) {
            Ok(file) => return verified(file),
            Err(error) => {
                eprintln!("{}: can't be read: {error}", file.display());
                return ExitCode::from(2);
            }
        },
        [first, ..] if first == "--verify" => {
            eprintln!("--verify: allowed is one file, or none for standard input");
            return ExitCode::from(2);
        }
        _ => {}
    }
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

/// Says whether a file agrees.
fn verified(file: impl Read) -> ExitCode {
    let mut bytes = Vec::new();
    // One more than is read, so that a larger one is known to be.
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    if let Err(error) = file.take(most).read_to_end(&mut bytes) {
        eprintln!("file: can't be read: {error}");
        return ExitCode::from(2);
    }
    let verdict = verify::verify(&bytes);
    match &verdict {
        Verdict::NotSuch(_) => eprintln!("{verdict}"),
        _ => {
            if let Err(error) = writeln!(std::io::stdout(), "{verdict}") {
                eprintln!("verdict: can't be written: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    match verdict {
        Verdict::Agrees(_) => ExitCode::SUCCESS,
        Verdict::Differs(_) | Verdict::CheckFails => ExitCode::FAILURE,
        Verdict::NotSuch(_) => ExitCode::from(2),
    }
}

/// Today, in UTC.
fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Date::literal(1970, 1, 1).plus_days(i64::try_from(seconds / 86_400).unwrap_or(0))
}
