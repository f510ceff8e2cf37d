//! `licences.txt` in the page's folder: every part that is shipped, its licence, and the notices that the licence asks for.
//!
//! The parts are what Cargo puts into the programs, the standard library among them; the texts are those in the sources
//! of each part.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::command::{self, Run};
use crate::{tools, workspace};

/// The file in the page's folder.
pub const FILE: &str = "licences.txt";

/// Licences that ask for no more than their notice. Nothing else is shipped.
const NOTICE_ONLY: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// How the names of files with notices begin, in small letters.
const NOTICES: &[&str] = &["licen", "copying", "copyright", "notice", "unlicense"];

/// A part that is shipped.
#[derive(Debug)]
struct Part {
    name: String,
    version: String,
    /// What it may be used under, as its authors write it.
    licence: String,
    authors: Vec<String>,
    folder: PathBuf,
    /// Whether it lies with the sources of the standard library.
    with_std: bool,
}

/// Writes the file into the folder of the page.
pub fn write(dist: &Path) -> Result<()> {
    fs::write(dist.join(FILE), text()?)?;
    Ok(())
}

/// What stands in the file.
pub fn text() -> Result<String> {
    let own = own_parts()?;
    let std = standard_library()?;
    for part in own.iter().chain(&std) {
        ensure!(is_notice_only(&part.licence), "{} may only be used under {}", part.name, part.licence);
    }
    let root = workspace::root();
    let mut texts = Texts::default();
    let (mit, apache) = (
        texts.number(&fs::read_to_string(root.join("LICENSE-MIT"))?),
        texts.number(&fs::read_to_string(root.join("LICENSE-APACHE"))?),
    );
    let mut file = format!(
        "Tierwise: what is in it, and under which licences\n\n\
         Tierwise itself, with all its scripts (that for other sites in embed/ among them), sheets, texts, rules and\n\
         drawings: MIT OR Apache-2.0, as you choose; texts {mit} and {apache}.\n\n\
         The programs also have parts that others wrote. Where a part leaves a choice that has MIT in it, the notice for MIT\n\
         is given. The numbers are those of the texts below.\n",
    );
    for (title, parts) in [("Libraries", &own), ("Rust's standard library", &std)] {
        let _ = writeln!(file, "\n{title}\n");
        for part in parts {
            let numbers: Vec<_> = part.notices()?.iter().map(|notice| texts.number(notice).to_string()).collect();
            let _ = writeln!(file, "  {} {}: {}; {}", part.name, part.version, part.licence, numbers.join(", "));
        }
    }
    for (number, text) in texts.0.iter().enumerate() {
        let _ = write!(file, "\n{}\nText {}\n\n{text}\n", "-".repeat(78), number + 1);
    }
    Ok(file)
}

/// The texts so far, each once.
#[derive(Debug, Default)]
struct Texts(Vec<String>);

impl Texts {
    /// The number of a text, from 1. Texts that differ in white space alone are the same.
    fn number(&mut self, text: &str) -> usize {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let wanted = words(text);
        let place = self.0.iter().position(|known| words(known) == wanted).unwrap_or_else(|| {
            let lines: Vec<_> = text.trim_matches(['\n', '\r', '\u{feff}']).lines().map(str::trim_end).collect();
            self.0.push(lines.join("\n"));
            self.0.len() - 1
        });
        place + 1
    }
}

impl Part {
    /// The texts that have to go with it.
    fn notices(&self) -> Result<Vec<String>> {
        let mut files = notice_files(&self.folder)?;
        if files.is_empty() && self.with_std {
            // Some have theirs one folder up.
            files = self.folder.parent().map(notice_files).transpose()?.unwrap_or_default();
        }
        let is = |file: &Path, what: &str| file.to_string_lossy().to_lowercase().ends_with(what);
        if allows(&self.licence, "MIT") && files.iter().any(|file| is(file, "license-mit")) {
            files.retain(|file| !is(file, "license-apache") && !is(file, "unlicense") && !is(file, "copying"));
        }
        if files.is_empty() {
            ensure!(allows(&self.licence, "MIT"), "{} has no text of its licence", self.name);
            return Ok(vec![self.mit()?]);
        }
        files.iter().map(|file| Ok(fs::read_to_string(file)?)).collect()
    }

    /// The licence of a part that says MIT, but has no file with it.
    fn mit(&self) -> Result<String> {
        let ours = fs::read_to_string(workspace::root().join("LICENSE-MIT"))?;
        let (before, after) = ours.split_once("Copyright").context("LICENSE-MIT has no notice")?;
        let (_, after) = after.split_once('\n').context("LICENSE-MIT has no terms")?;
        let names: Vec<_> = self.authors.iter().map(|author| author.split(" <").next().unwrap_or_default()).collect();
        let holder = match names.as_slice() {
            // As the notice of the standard library has it, which lies elsewhere.
            [] if self.with_std => "The Rust Project contributors".to_owned(),
            [] => format!("The authors of {}", self.name),
            names => names.join(", "),
        };
        Ok(format!("{before}Copyright (c) {holder}\n{after}"))
    }
}

/// Files in a folder that have notices, in order of their names.
fn notice_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        if path.is_file() && NOTICES.iter().any(|start| name.starts_with(start)) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// What Cargo puts into the page and its worker, other than what is ours.
fn own_parts() -> Result<Vec<Part>> {
    let mut parts = parts(None)?;
    parts.retain(|part| part.name != "tierwise");
    Ok(parts)
}

/// The standard library as the page has it, and what that is made of.
fn standard_library() -> Result<Vec<Part>> {
    parts(Some(&library_folder()?))
}

/// Where the sources of the standard library are.
fn library_folder() -> Result<PathBuf> {
    let sysroot = command::plain("rustc").args(["--print", "sysroot"]).output_text()?;
    Ok(Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library"))
}

/// The packages that get into a program for the browser, in order of their names: no tools of the build, no macros.
fn parts(library: Option<&Path>) -> Result<Vec<Part>> {
    let cargo = |arguments: &[&str]| {
        let mut cargo = command::plain("cargo");
        cargo.args(arguments).arg("--locked");
        if let Some(library) = library {
            // Its manifest asks for what only the compiler's own build may use.
            cargo.arg("--manifest-path").arg(library.join("Cargo.toml")).env("RUSTC_BOOTSTRAP", "1");
        }
        cargo.output_text()
    };
    let package = if library.is_some() { "std" } else { "tierwise" };
    let edges = ["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"];
    let tree = cargo(&[&["tree", "--quiet", "--package", package, "--target", tools::WASM], &edges[..]].concat())?;
    let metadata = cargo(&["metadata", "--quiet", "--format-version=1", "--filter-platform", tools::WASM])?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let known = metadata.get("packages").and_then(Value::as_array).context("Cargo names no packages")?;

    let mut parts = BTreeMap::new();
    for line in tree.lines() {
        let mut words = line.split_whitespace();
        let (Some(name), Some(version)) = (words.next(), words.next().and_then(|version| version.strip_prefix('v')))
        else {
            continue;
        };
        let is_it = |package: &&Value| {
            package.get("name").is_some_and(|found| found == name)
                && package.get("version").is_some_and(|found| found == version)
        };
        let package = known.iter().find(is_it).with_context(|| format!("Cargo says nothing of {name} {version}"))?;
        parts.insert((name.to_owned(), version.to_owned()), part(name, version, package, library)?);
    }
    Ok(parts.into_values().collect())
}

fn part(name: &str, version: &str, package: &Value, library: Option<&Path>) -> Result<Part> {
    let text = |key: &str| package.get(key).and_then(Value::as_str);
    let manifest = Path::new(text("manifest_path").context("a package is nowhere")?);
    let authors = package.get("authors").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    Ok(Part {
        name: name.to_owned(),
        version: version.to_owned(),
        licence: text("license")
            .with_context(|| format!("{name} names no licence"))?
            .replace(" / ", "/")
            .replace('/', " OR "),
        authors: authors.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        with_std: library.is_some_and(|library| manifest.starts_with(library)),
        folder: manifest.parent().context("a package has no folder")?.to_owned(),
    })
}

/// Whether an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0` can be met with licences that ask for a notice only.
pub(crate) fn is_notice_only(expression: &str) -> bool {
    split(expression, " OR ").iter().any(|choice| {
        split(choice, " AND ").iter().all(|one| match one.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(inner) => is_notice_only(inner),
            None => NOTICE_ONLY.contains(one),
        })
    })
}

/// Whether the licence is one of the choices that an expression leaves.
fn allows(expression: &str, licence: &str) -> bool {
    split(expression, " OR ").contains(&licence)
}

/// Splits where the separator stands outside of brackets.
fn split<'a>(expression: &'a str, separator: &str) -> Vec<&'a str> {
    let (mut pieces, mut start) = (Vec::new(), 0);
    for (place, _) in expression.match_indices(separator) {
        let before = expression.get(..place).unwrap_or_default();
        if before.matches('(').count() == before.matches(')').count() {
            pieces.push(expression.get(start..place).unwrap_or_default().trim());
            start = place + separator.len();
        }
    }
    pieces.push(expression.get(start..).unwrap_or_default().trim());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_licences_that_ask_for_a_notice() {
        for good in [
            "MIT",
            "MIT OR Apache-2.0",
            "MIT OR Apache-2.0 OR LGPL-2.1-or-later",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "MIT AND Apache-2.0 WITH LLVM-exception AND (MIT OR Apache-2.0)",
        ] {
            assert!(is_notice_only(good), "{good}");
        }
        for bad in [
            "GPL-3.0-only",
            "MIT AND GPL-2.0-or-later",
            "(MIT OR Apache-2.0) AND LGPL-3.0",
            "MPL-2.0",
            "",
            "Proprietary",
        ] {
            assert!(!is_notice_only(bad), "{bad}");
        }
    }

    #[test]
    fn every_part_is_named_with_its_texts() -> Result<()> {
        tools::rust_source()?;
        let file = text()?;
        let (list, texts) = file.split_once("\n----").context("there are no texts")?;
        for part in own_parts()?.iter().chain(&standard_library()?) {
            let line = list.lines().find(|line| line.starts_with(&format!("  {} {}: ", part.name, part.version)));
            let line = line.with_context(|| format!("{} is not named", part.name))?;
            let (_, numbers) = line.rsplit_once("; ").context("no texts are named")?;
            for number in numbers.split(", ") {
                assert!(texts.contains(&format!("\nText {number}\n")), "{line}: there is no text {number}");
            }
        }
        for name in ["yew", "rust_decimal", "web-sys", "dlmalloc", "std"] {
            assert!(list.contains(&format!("\n  {name} ")), "{name} is in the page");
        }
        for name in ["syn", "trybuild", "yew-macro", "tierwise"] {
            assert!(!list.contains(&format!("\n  {name} ")), "{name} is not a part of others in the page");
        }
        // Nothing of this machine is told.
        for private in [".cargo", ".rustup", "crates.io", "registry", env!("CARGO_MANIFEST_DIR")] {
            assert!(!file.contains(private), "{private}");
        }
        Ok(())
    }
}
