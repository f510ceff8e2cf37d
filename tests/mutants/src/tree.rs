//! A copy of the checkout with all changes woven in, built.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use xtask::command::{self, Run};
use xtask::workspace;

use crate::list::Mutant;
use crate::weave::{self, Fault};

/// What asks, in the copy.
const ASKS: &str = include_str!("asks.rs");
/// How often it may take to find what does not compile: the compiler names errors of a kind at a time.
const MOST_ROUNDS: usize = 30;

/// What [`SETTINGS`] say of how the tests are built.
#[derive(Deserialize)]
struct Settings {
    features: Vec<String>,
    additional_cargo_args: Vec<String>,
    profile: String,
}

/// Which changes there are to make, and how the tests are built.
const SETTINGS: &str = ".cargo/mutants.toml";
/// The file that has the module that asks.
const LIBRARY: &str = "src/lib.rs";

/// What the compiler said of the same sources before, so that it need not be asked again one error after the other.
#[derive(Default, Serialize, Deserialize)]
struct Known {
    /// What tells the sources from others.
    sources: u64,
    /// The numbers of the changes that do not compile.
    impossible: BTreeSet<usize>,
    /// Those that can't be woven in.
    unwoven: BTreeSet<usize>,
}

impl Known {
    fn read(record: &Path) -> Option<Known> {
        serde_json::from_str(&fs::read_to_string(record).ok()?).ok()
    }
}

/// What tells these files, as they are, from what they were or will be.
fn sources<'a>(files: impl Iterator<Item = &'a str>) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        (file, fs::read(workspace::root().join(file))?).hash(&mut hasher);
    }
    Ok(hasher.finish())
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
        let mut files: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, mutant) in mutants.iter().enumerate() {
            files.entry(&mutant.file).or_default().push(number);
        }
        copy(&folder, |file| file == LIBRARY || files.contains_key(file))?;
        write(&folder.join("src/mutants.rs"), ASKS)?;
        let library = fs::read_to_string(workspace::root().join(LIBRARY))? + "\nmod mutants;\n";
        write(&folder.join(LIBRARY), &library)?;
        let record = workspace::target()?.join("mutants/impossible.json");
        let sources = sources(files.keys().copied().chain([SETTINGS]))?;
        let known = Known::read(&record).filter(|known| known.sources == sources).unwrap_or_default();
        let mut tree = Tree { folder, programs: Vec::new(), woven: BTreeSet::new(), impossible: known.impossible };
        let mut unwoven = known.unwoven;
        for _ in 0..MOST_ROUNDS {
            tree.weave(mutants, &files, &unwoven)?;
            let faults = tree.faults()?;
            println!(
                "{} woven in, {} do not compile, {} errors",
                tree.woven.len(),
                tree.impossible.len(),
                faults.len()
            );
            if faults.is_empty() {
                let known = Known { sources, impossible: tree.impossible.clone(), unwoven };
                fs::write(&record, serde_json::to_string(&known)?)?;
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

    fn weave(
        &mut self,
        mutants: &[Mutant],
        files: &BTreeMap<&str, Vec<usize>>,
        unwoven: &BTreeSet<usize>,
    ) -> Result<()> {
        self.woven.clear();
        for (file, numbers) in files {
            let left = |number: &usize| !unwoven.contains(number) && !self.impossible.contains(number);
            let those = numbers.iter().copied().filter(left).filter_map(|number| Some((number, mutants.get(number)?)));
            let text = weave::weave(&fs::read_to_string(workspace::root().join(file))?, those)?;
            self.woven.extend(weave::found(&text));
            write(&self.folder.join(file), &text)?;
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
        let rendered = messages.iter().filter_map(|message| message.pointer("/message/rendered")?.as_str());
        ensure!(good, "the tests do not build:\n{}", rendered.collect::<String>());
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
    let text = fs::read_to_string(workspace::root().join(SETTINGS))?;
    Ok(toml::from_str(&text)?)
}

/// Copies what belongs to the checkout, but for what is written anew anyway.
fn copy(folder: &Path, is_written: impl Fn(&str) -> bool) -> Result<()> {
    let files = command::plain("git").args(["ls-files", "-co", "--exclude-standard", "-z"]).output_text()?;
    for file in files.split_terminator('\0').filter(|file| !is_written(file)) {
        let Ok(bytes) = fs::read(workspace::root().join(file)) else { continue };
        write(&folder.join(file), bytes)?;
    }
    Ok(())
}

/// Writes a file, unless it is the same already: Cargo goes by when a file was written.
fn write(file: &Path, bytes: impl AsRef<[u8]>) -> Result<()> {
    if fs::read(file).is_ok_and(|there| there == bytes.as_ref()) {
        return Ok(());
    }
    fs::create_dir_all(file.parent().context("a file in no folder")?)?;
    Ok(fs::write(file, bytes)?)
}
