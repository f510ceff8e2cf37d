//! `cargo xtask <command>`: builds, serves, tests and measures Tierwise.

use std::env;
use std::process::ExitCode;

use xtask::cli;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match cli::task(&arguments).and_then(|task| task()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
