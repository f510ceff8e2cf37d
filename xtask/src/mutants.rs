//! `cargo xtask mutants`: changes engine, parser and codecs in one place at a time, and asks whether a test notices.
//!
//! `.cargo/mutants.toml` says what is changed and which tests are run.

use anyhow::{Context, Result, bail, ensure};

use crate::command::{self, Run};
use crate::{suite, tools, workspace};

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
struct Wish<'a> {
    /// The share, such as `3/40`: the third of forty, the first being 0.
    shard: Option<&'a str>,
    /// Whether they are listed, and no test is run.
    list: bool,
    /// Files, or patterns of them; all where there are none.
    files: Vec<&'a str>,
}

fn wish<'a>(arguments: &[&'a str]) -> Result<Wish<'a>> {
    let mut wish = Wish { shard: None, list: false, files: Vec::new() };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match *argument {
            "--shard" => {
                let shard = rest.next().context("--shard takes a share, such as 0/40")?;
                let parts = shard.split_once('/').and_then(|(k, n)| Some((k.parse().ok()?, n.parse().ok()?)));
                let fits = parts.is_some_and(|(k, n): (u32, u32)| k < n);
                ensure!(fits, "--shard takes a share, such as 0/40, not {shard}");
                wish.shard = Some(shard);
            }
            "--list" => wish.list = true,
            other if other.starts_with('-') => bail!("mutants has no {other}"),
            file => wish.files.push(file),
        }
    }
    Ok(wish)
}

/// Makes the mutants of a share, or of these files, one after the other, and runs the tests on each.
pub fn run(arguments: &[&str]) -> Result<()> {
    let Wish { shard, list, files } = wish(arguments)?;
    let mutants = tools::cargo_mutants()?.join("cargo-mutants");
    let mut command = command::plain(mutants);
    command.args(["mutants", "--output"]).arg(workspace::target()?);
    if list {
        command.arg("--list");
    }
    if let Some(shard) = shard {
        // Every n-th of them: so a share has some of every file.
        command.args(["--shard", shard, "--sharding", "round-robin"]);
    }
    for file in files {
        command.args(["--file", file]);
    }
    // A law that is broken need not be broken in the smallest way.
    command.env(suite::SEED, suite::USUAL_SEED).env("PROPTEST_MAX_SHRINK_ITERS", "0").env("TIERWISE_SAMPLES", "4000");
    command.run()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_understood() -> Result<()> {
        assert_eq!(wish(&[])?, Wish { shard: None, list: false, files: Vec::new() });
        let wanted = Wish { shard: Some("3/40"), list: true, files: vec!["src/link/check.rs"] };
        assert_eq!(wish(&["--shard", "3/40", "--list", "src/link/check.rs"])?, wanted);
        for wrong in [&["--shard"][..], &["--shard", "4"], &["--shard", "4/4"], &["--shard", "a/b"], &["--jobs"]] {
            assert!(wish(wrong).is_err(), "{wrong:?}");
        }
        Ok(())
    }
}
