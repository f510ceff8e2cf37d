//! Runs the tests that come by a change, until one notices.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{num::NonZero, thread};

use anyhow::{Context, Result, ensure};
use xtask::command::Run;
use xtask::workspace;

use crate::tree::Tree;

/// How long the first tests of a change take together; those after them may take twice as long, and so on.
const FIRST: Duration = Duration::from_millis(500);
/// How much longer than without a change they may take, and how long at least, before they count as caught in a loop.
const SLOWER: u32 = 5;
const PATIENCE: Duration = Duration::from_secs(10);
/// How much memory a test may use, in KiB: a loop can fill it.
const MEMORY: u32 = 4_000_000;
/// On what share of its cases a law is tried, in per cent: a change that it notices, it mostly notices on one of these.
const SHARE: u32 = 10;

/// A test, and what it comes by.
#[derive(Debug)]
struct Test {
    program: PathBuf,
    name: String,
    takes: Duration,
    seen: BTreeSet<usize>,
}

impl Test {
    /// How much it comes by in its time: one that evaluates whole reports is worth more than many that look at a part.
    fn promise(&self) -> f64 {
        self.seen.len() as f64 / self.takes.as_secs_f64().max(f64::EPSILON)
    }
}

/// All tests that pass as long as nothing is changed, those first that come by the most in their time.
pub(crate) struct Tests<'a> {
    tree: &'a Tree,
    tests: Vec<Test>,
    share: u32,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A test failed.
    Caught,
    /// A test did not come to its end.
    Endless,
    /// All tests that come by it passed, as far as there was time for them.
    Missed,
    /// No test comes by it.
    Untested,
}

impl<'a> Tests<'a> {
    /// Runs each by itself, without a change, to see how long it takes and what it comes by; with all of its cases, or a share.
    pub(crate) fn of(tree: &'a Tree, whole: bool) -> Result<Tests<'a>> {
        let share = if whole { 100 } else { SHARE };
        let mut names = Vec::new();
        for program in &tree.programs {
            let list = tree.run(program).args(["--list", "--format", "terse"]).output_text()?;
            let tests = list.lines().filter_map(|line| line.strip_suffix(": test"));
            names.extend(tests.map(|name| (program.clone(), name.to_owned())));
        }
        let record = workspace::target()?.join("mutants/seen");
        fs::create_dir_all(&record)?;
        let tests = at_once(names.len(), |place| {
            let (program, name) = names.get(place).context("there is such a test")?;
            let file = record.join(place.to_string());
            _ = fs::remove_file(&file);
            let mut command = tests_command(tree, program, &[name.as_str()], share);
            let begin = Instant::now();
            let ended = wait(command.env("TIERWISE_MUTANTS_SEEN", &file), Duration::from_secs(600))?;
            let takes = begin.elapsed();
            if ended != Some(true) {
                println!("{name} fails without any change, and is left out");
                return Ok(None);
            }
            // There is no file where it comes by nothing.
            let seen = fs::read_to_string(&file).unwrap_or_default();
            let seen = seen.lines().filter_map(|line| line.parse().ok()).collect();
            Ok(Some(Test { program: program.clone(), name: name.clone(), takes, seen }))
        })?;
        let mut tests: Vec<Test> = tests.into_iter().flatten().collect();
        tests.sort_by(|one, two| two.promise().total_cmp(&one.promise()));
        ensure!(!tests.is_empty(), "no test passes");
        Ok(Tests { tree, tests, share })
    }

    /// How many there are, and how long they take one after the other.
    pub(crate) fn sum(&self) -> (usize, Duration) {
        (self.tests.len(), self.tests.iter().map(|test| test.takes).sum())
    }

    /// What becomes of these changes, a few at once, by the first tests that come by them: so many that they take no longer than
    /// this together.
    pub(crate) fn judge(
        &self,
        numbers: &[usize],
        most: Duration,
        tell: impl Fn(usize, Outcome) + Sync,
    ) -> Result<Vec<Outcome>> {
        at_once(numbers.len(), |place| {
            let number = *numbers.get(place).context("there is such a change")?;
            let outcome = self.outcome(number, most)?;
            tell(number, outcome);
            Ok(outcome)
        })
    }

    fn outcome(&self, number: usize, most: Duration) -> Result<Outcome> {
        let those: Vec<&Test> = self.tests.iter().filter(|test| test.seen.contains(&number)).collect();
        if those.is_empty() {
            return Ok(Outcome::Untested);
        }
        let mut limit = FIRST;
        let (mut rest, _) = split(&those, most);
        while !rest.is_empty() {
            let (some, later) = split(rest, limit);
            (rest, limit) = (later, limit * 2);
            let mut programs: BTreeMap<&Path, (Vec<&str>, Duration)> = BTreeMap::new();
            for test in some {
                let (names, takes) = programs.entry(&test.program).or_default();
                names.push(&test.name);
                *takes += test.takes;
            }
            for (program, (names, takes)) in programs {
                let mut command = tests_command(self.tree, program, &names, self.share);
                let ended = wait(command.env("TIERWISE_MUTANT", number.to_string()), takes * SLOWER + PATIENCE)?;
                match ended {
                    Some(true) => {}
                    Some(false) => return Ok(Outcome::Caught),
                    None => return Ok(Outcome::Endless),
                }
            }
        }
        Ok(Outcome::Missed)
    }
}

/// The first tests that together take no longer than this, at least one, and the others.
fn split<'a, 'b>(tests: &'a [&'b Test], limit: Duration) -> (&'a [&'b Test], &'a [&'b Test]) {
    let mut takes = Duration::ZERO;
    let fit = tests.iter().take_while(|test| {
        takes += test.takes;
        takes <= limit
    });
    tests.split_at(fit.count().max(1))
}

/// Runs some tests of a program. A law that is broken need not be broken in the smallest way, nor be noted.
fn tests_command(tree: &Tree, program: &Path, names: &[&str], share: u32) -> Command {
    let mut command = tree.run(Path::new("sh"));
    command
        .args(["-c", &format!("ulimit -v {MEMORY}; exec \"$@\""), "sh"])
        .arg(program)
        .args(["--exact", "--test-threads", "1"])
        .args(names)
        .env(xtask::suite::SEED, xtask::suite::USUAL_SEED)
        .env("PROPTEST_MAX_SHRINK_ITERS", "0")
        .env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1")
        .env("TIERWISE_CASES", share.to_string())
        .env("TIERWISE_SAMPLES", (40 * share).to_string())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Whether a program ends well; nothing, where it does not end in time.
fn wait(command: &mut Command, patience: Duration) -> Result<Option<bool>> {
    let mut child = command.spawn()?;
    let deadline = Instant::now() + patience;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status.success()));
        }
        if Instant::now() > deadline {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// Does something with each of so many, as many at once as the machine has processors, and returns what comes of each in order.
fn at_once<T: Send>(count: usize, work: impl Fn(usize) -> Result<T> + Sync) -> Result<Vec<T>> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let lanes = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        for _ in 0..lanes {
            scope.spawn(|| {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    if place >= count {
                        break;
                    }
                    let result = work(place);
                    done.lock().unwrap_or_else(PoisonError::into_inner).insert(place, result);
                }
            });
        }
    });
    done.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
}
