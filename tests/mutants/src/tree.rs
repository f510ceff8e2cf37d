//! A copy of the checkout with all changes woven in, built.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde_json::Value;
use xtask::command::{self, Run};
use xtask::workspace;

use crate::list::Mutant;
use crate::weave::{self, Fault};

/// What asks, in the copy.
const ASKS: &str = include_str!("asks.rs");
/// How often it may take to find what does not compile: the compiler names errors of a kind at a time.
const MOST_ROUNDS: usize = 30;

/// What `.cargo/mutants.toml` says of how the tests are built.
#[derive(Deserialize)]
struct Settings {
    features: Vec<String>,
    additional_cargo_args: Vec<String>,
    profile: String,
}

/// The copy.
pub(crate) struct Tree {
    folder: PathBuf,
    /// The programs that have the tests.
    pub(crate) programs: Vec<PathBuf>,
    /// The numbers of the changes that are in it.
    pub(crate) woven: BTreeSet<usize>,
    /// Those that do not compile: no test can find them.
    pub(crate) impossible: BTreeSet<usize>,
}

impl Tree {
    /// Copies the checkout, weaves in what can be woven, and builds the tests.
    pub(crate) fn build(mutants: &[Mutant]) -> Result<Tree> {
        let folder = workspace::target()?.join("mutants/tree");
        copy(&folder)?;
        fs::write(folder.join("src/mutants.rs"), ASKS)?;
        let library = folder.join("src/lib.rs");
        fs::write(&library, fs::read_to_string(&library)? + "\nmod mutants;\n")?;
        let mut tree = Tree { folder, programs: Vec::new(), woven: BTreeSet::new(), impossible: BTreeSet::new() };
        let mut unwoven = BTreeSet::new();
        for _ in 0..MOST_ROUNDS {
            tree.weave(mutants, &unwoven)?;
            let faults = tree.faults()?;
            println!(
                "{} woven in, {} do not compile, {} errors",
                tree.woven.len(),
                tree.impossible.len(),
                faults.len()
            );
            if faults.is_empty() {
                tree.programs = tree.tests()?;
                return Ok(tree);
            }
            for fault in faults {
                match fault {
                    Fault::Of(numbers) => tree.impossible.extend(numbers),
                    Fault::Weaving(numbers) => unwoven.extend(numbers),
                }
            }
        }
        bail!("there are errors without end")
    }

    /// Runs a program of the tests in the copy.
    pub(crate) fn run(&self, program: &Path) -> Command {
        let mut command = command::plain(program);
        command.current_dir(&self.folder);
        command
    }

    fn weave(&mut self, mutants: &[Mutant], unwoven: &BTreeSet<usize>) -> Result<()> {
        let mut files: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, mutant) in mutants.iter().enumerate() {
            files.entry(&mutant.file).or_default().push(number);
        }
        self.woven.clear();
        for (file, numbers) in files {
            let left = |number: &usize| !unwoven.contains(number) && !self.impossible.contains(number);
            let those = numbers.into_iter().filter(left).filter_map(|number| Some((number, mutants.get(number)?)));
            let text = weave::weave(&fs::read_to_string(workspace::root().join(file))?, those)?;
            self.woven.extend(weave::found(&text));
            fs::write(self.folder.join(file), text)?;
        }
        Ok(())
    }

    /// Whose errors the compiler finds.
    fn faults(&self) -> Result<Vec<Fault>> {
        let mut faults = Vec::new();
        for message in self.cargo(&["check", "--lib"])?.1 {
            let Some(message) = message.get("message").filter(|message| message["level"] == "error") else { continue };
            let Some(spans) = message["spans"].as_array().filter(|spans| !spans.is_empty()) else { continue };
            let lacks_arm = message.pointer("/code/code").is_some_and(|code| code == "E0004");
            // What it is about first; an error of a kind that is known by what else it points at, by that.
            let mut spans: Vec<&Value> = spans.iter().collect();
            spans.sort_by_key(|span| span["is_primary"] != true);
            let of = spans.iter().find_map(|span| {
                let text = fs::read_to_string(self.folder.join(span["file_name"].as_str()?)).ok()?;
                let byte = |name: &str| usize::try_from(span[name].as_u64()?).ok();
                weave::fault(&text, byte("byte_start")?, byte("byte_end")?, lacks_arm)
            });
            let rendered = message["rendered"].as_str().unwrap_or_default();
            faults.push(of.with_context(|| format!("an error that is of no change:\n{rendered}"))?);
        }
        Ok(faults)
    }

    /// Builds the tests, and says which programs have them.
    fn tests(&self) -> Result<Vec<PathBuf>> {
        let settings = settings()?;
        let mut arguments = vec!["test", "--no-run"];
        arguments.extend(settings.additional_cargo_args.iter().map(String::as_str));
        let (good, messages) = self.cargo(&arguments)?;
        ensure!(good, "the tests do not build");
        let programs: Vec<PathBuf> = messages
            .iter()
            .filter(|message| message.pointer("/profile/test") == Some(&Value::Bool(true)))
            .filter_map(|message| Some(message.get("executable")?.as_str()?.into()))
            .collect();
        ensure!(!programs.is_empty(), "there are no tests");
        Ok(programs)
    }

    /// What Cargo says in the copy, a message each; and whether it came to its end.
    fn cargo(&self, arguments: &[&str]) -> Result<(bool, Vec<Value>)> {
        let settings = settings()?;
        let output = command::plain("cargo")
            .args(arguments)
            .args(["--locked", "--package", "tierwise", "--no-default-features", "--message-format", "json"])
            .args(["--features", &settings.features.join(",")])
            .args(["--profile", &settings.profile])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", workspace::target()?.join("mutants/build"))
            .env("RUSTFLAGS", "--allow warnings")
            .stderr(Stdio::inherit())
            .output()?;
        let messages = String::from_utf8(output.stdout)?;
        let messages = messages.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
        Ok((output.status.success(), messages))
    }
}

fn settings() -> Result<Settings> {
    let text = fs::read_to_string(workspace::root().join(".cargo/mutants.toml"))?;
    Ok(toml::from_str(&text)?)
}

/// Copies what belongs to the checkout. What is the same already is left as it is: Cargo goes by when a file was written.
fn copy(folder: &Path) -> Result<()> {
    let files = command::plain("git").args(["ls-files", "-co", "--exclude-standard", "-z"]).output_text()?;
    for file in files.split_terminator('\0') {
        let (from, to) = (workspace::root().join(file), folder.join(file));
        let Ok(bytes) = fs::read(&from) else { continue };
        if fs::read(&to).is_ok_and(|there| there == bytes) {
            continue;
        }
        fs::create_dir_all(to.parent().context("a file in no folder")?)?;
        fs::write(to, bytes)?;
    }
    Ok(())
}
