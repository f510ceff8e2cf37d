//! `cargo xtask <command>`: builds, serves, tests and measures Tierwise.

use std::env;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use xtask::{deploy, fuzz, mutants, nginx, pages, serve, size, suite, tools};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<()> {
    match arguments {
        ["serve"] => serve::run(None),
        ["serve", "--port", port] => serve::run(Some(port.parse().context("--port takes a number up to 65535")?)),
        ["test", steps @ ..] => suite::run(steps),
        ["size"] => size::run(),
        ["batch"] | ["latency"] | ["shots"] | ["shots", _] => suite::stories(arguments),
        ["fuzz", rest @ ..] => fuzz::run(rest),
        ["mutants", rest @ ..] => mutants::run(rest),
        ["nginx", parts @ ..] => nginx::tell(parts),
        ["pages"] => pages::refresh(),
        ["deploy"] => deploy::run(),
        ["tools"] => tools::install_all(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{}", help());
            Ok(())
        }
        _ => bail!("unknown command: {}\n\n{}", arguments.join(" "), help()),
    }
}

fn help() -> String {
    format!(
        "cargo xtask <command>\n\n\
         serve [--port N]   builds the release page and serves it on this machine\n\
         test [step…]       runs every check, or the named ones (below)\n\
         size               measures what showing the page fetches, against its budget\n\
         latency            measures how soon the page answers a keystroke\n\
         batch              measures what tables of 1,000, 20,000 and 100,000 partners cost, in a browser and natively\n\
         shots [part]       takes pictures of the page into shots/, in every state or those with `part` in their name\n\
         fuzz [decoder]     looks for inputs that break a law of a decoder, or of each: 60 s, or --seconds N; with --keep what\n\
         \x20                  reaches something new is added to tests/corpus/; with files these are tried once\n\
         mutants [file…]    changes engine, parser and codecs in one place at a time, and asks whether a test notices; --shard 0/40\n\
         \x20                  for a share of them, --list to see them\n\
         nginx [part…]      tells the stories, or those with a part in their name, on the page as real nginx sends it\n\
         pages              writes the pages beside the calculator anew, into the release page that is there\n\
         deploy             writes the files in deploy/ that come from the table of headers\n\
         tools              installs the tools that are missing and says where all are\n\n\
         steps of test:\n{}",
        suite::list()
    )
}
