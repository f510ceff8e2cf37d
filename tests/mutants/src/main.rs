//! Changes engine, parser and codecs in one place at a time, and asks whether a test notices: `cargo xtask mutants`.
//!
//! cargo-mutants says what there is to change ([`list`]), by `.cargo/mutants.toml`. Where it builds each change by itself, all
//! are woven into one copy of the sources here ([`weave`], [`tree`]), and chosen when the tests run. A test is run on what it
//! comes by alone, the most telling ones first, until one notices ([`trial`]).

mod list;
mod tree;
mod trial;
mod weave;

use std::collections::BTreeMap;
use std::env;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::list::Mutant;
use crate::tree::Tree;
use crate::trial::{Outcome, Tests};

/// What is asked for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wish {
    /// The share, such as `3/40`: the third of forty, the first being 0.
    shard: Option<(usize, usize)>,
    /// Parts of the names of files, or of changes; all where there are none.
    parts: Vec<String>,
    /// How long the tests of a change may take together.
    most: Option<Duration>,
    /// Whether laws are tried on as many cases as in the test command.
    whole: bool,
}

fn wish(arguments: &[String]) -> Result<Wish> {
    let mut wish = Wish::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--shard" {
            let shard = rest.next().context("--shard takes a share, such as 0/40")?;
            let parts = shard.split_once('/').and_then(|(k, n)| Some((k.parse().ok()?, n.parse().ok()?)));
            let fits = parts.filter(|(k, n): &(usize, usize)| k < n);
            wish.shard = Some(fits.with_context(|| format!("--shard takes a share, such as 0/40, not {shard}"))?);
        } else if argument == "--seconds" {
            let seconds = rest.next().and_then(|text| text.parse().ok());
            wish.most = Some(Duration::from_secs(seconds.context("--seconds takes a whole number")?));
        } else if argument == "--whole" {
            wish.whole = true;
        } else if argument.starts_with('-') {
            bail!("mutants has no {argument}");
        } else {
            wish.parts.push(argument.clone());
        }
    }
    Ok(wish)
}

impl Wish {
    /// Every n-th: so a share has some of every file.
    fn takes(&self, number: usize, mutant: &Mutant) -> bool {
        self.shard.is_none_or(|(k, n)| number % n == k)
            && (self.parts.is_empty() || self.parts.iter().any(|part| mutant.name.contains(part)))
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let wish = wish(&arguments)?;
    let begin = Instant::now();
    let mutants = Mutant::all()?;
    let tree = Tree::build(&mutants)?;
    println!("built after {:.0?}", begin.elapsed());
    let tests = Tests::of(&tree, wish.whole)?;
    let (count, takes) = tests.sum();
    println!("{count} tests, {takes:.0?} one after the other; measured after {:.0?}", begin.elapsed());
    let wanted = |number: &usize| mutants.get(*number).is_some_and(|mutant| wish.takes(*number, mutant));
    let name = |number: usize| mutants.get(number).map_or("", |mutant| &mutant.name);
    let numbers: Vec<usize> = tree.woven.iter().copied().filter(wanted).collect();
    let outcomes = tests.judge(&numbers, wish.most.unwrap_or(Duration::MAX), |number, outcome| {
        let so = match outcome {
            Outcome::Caught | Outcome::Endless => return,
            Outcome::Missed => "missed",
            Outcome::Untested => "untested",
        };
        println!("{so}: {}", name(number));
    })?;
    let apart: Vec<usize> = (0..mutants.len())
        .filter(wanted)
        .filter(|number| !tree.woven.contains(number) && !tree.impossible.contains(number))
        .collect();
    for number in &apart {
        println!("not woven: {}", name(*number));
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for outcome in &outcomes {
        let kind = match outcome {
            Outcome::Caught => "caught",
            Outcome::Endless => "caught, without an end",
            Outcome::Missed => "missed",
            Outcome::Untested => "come by in no test",
        };
        *counts.entry(kind).or_default() += 1;
    }
    let caught = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Caught | Outcome::Endless)).count();
    ensure!(!outcomes.is_empty(), "there are no such changes");
    println!("\n{} changes that compile: {counts:?}", outcomes.len());
    println!(
        "{} more can't be woven in; {} do not compile",
        apart.len(),
        tree.impossible.iter().filter(|number| wanted(number)).count()
    );
    println!("{:.1} % caught; {:.0?} in all", 100.0 * caught as f64 / outcomes.len() as f64, begin.elapsed());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_understood() -> Result<()> {
        let words = |words: &[&str]| words.iter().map(|word| word.to_string()).collect::<Vec<_>>();
        assert_eq!(wish(&[])?, Wish::default());
        let parts = vec!["src/link/check.rs".into()];
        let wanted = Wish { shard: Some((3, 40)), parts, most: Some(Duration::from_secs(90)), whole: true };
        assert_eq!(wish(&words(&["--shard", "3/40", "src/link/check.rs", "--seconds", "90", "--whole"]))?, wanted);
        for wrong in [
            &["--shard"][..],
            &["--shard", "4"],
            &["--shard", "4/4"],
            &["--shard", "a/b"],
            &["--seconds", "x"],
            &["--jobs"],
        ] {
            assert!(wish(&words(wrong)).is_err(), "{wrong:?}");
        }
        Ok(())
    }
}
