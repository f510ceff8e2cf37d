//! The step `supply`: whose work is in here, and may it be. Licences, sources and crates that come twice, by cargo-deny and
//! `deny.toml`; the licences of npm packages; and known weaknesses, where the list of them can be reached.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::command::{self, Run};
use crate::{licences, tools, workspace};

/// The workspaces that have a `Cargo.lock`.
const WORKSPACES: [&str; 2] = ["Cargo.toml", "fuzz/Cargo.toml"];
/// What is always looked at.
const CHECKS: [&str; 3] = ["licenses", "bans", "sources"];

/// Where weaknesses of crates are published.
const ADVISORIES: &str = "https://github.com/RustSec/advisory-db";
/// How long that place may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);

/// Packages of npm whose licence asks for more than a notice, with that licence: they are run in tests, and nothing of them is
/// passed on.
const RUN_ONLY: [(&str, &str); 1] = [("axe-core", "MPL-2.0")];

/// Everything that is checked.
pub fn run() -> Result<()> {
    let found = npm_packages(&tools::node_modules()?)?;
    let refused: Vec<&Package> = found.iter().filter(|package| !is_allowed(package)).collect();
    ensure!(refused.is_empty(), "npm: {refused:?}");
    println!("npm: {} packages, each under a licence that is allowed", found.len());

    let deny = tools::cargo_deny()?.join("cargo-deny");
    refuses(&deny)?;
    for manifest in WORKSPACES {
        println!("{manifest}:");
        deny_command(&deny, &workspace::root().join(manifest), &CHECKS).run()?;
    }

    if !answers(command::plain("git").args(["ls-remote", "--exit-code", ADVISORIES, "HEAD"]), PATIENCE) {
        println!("known weaknesses: {ADVISORIES} can't be reached from here, so nothing was compared with it");
        return Ok(());
    }
    for manifest in WORKSPACES {
        deny_command(&deny, &workspace::root().join(manifest), &["advisories"]).run()?;
    }
    Ok(())
}

fn deny_command(deny: &Path, manifest: &Path, checks: &[&str]) -> Command {
    let mut command = command::plain(deny);
    command.arg("--manifest-path").arg(manifest).arg("--config").arg(workspace::root().join("deny.toml"));
    command.args(["--locked", "check", "--hide-inclusion-graph"]).args(checks);
    command
}

/// Whether a program ends well within this time.
fn answers(command: &mut Command, patience: Duration) -> bool {
    let quiet =
        command.env("GIT_TERMINAL_PROMPT", "0").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = quiet.spawn() else { return false };
    let began = Instant::now();
    while began.elapsed() < patience {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(Duration::from_millis(50)),
            Err(_) => return false,
        }
    }
    // It may just have ended.
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// A package of npm.
#[derive(Debug, PartialEq, Eq)]
struct Package {
    name: String,
    licence: String,
}

fn is_allowed(package: &Package) -> bool {
    licences::is_notice_only(&package.licence) || RUN_ONLY.contains(&(package.name.as_str(), package.licence.as_str()))
}

/// The packages in a `node_modules`, also those within a scope or another package.
fn npm_packages(modules: &Path) -> Result<Vec<Package>> {
    let mut packages = Vec::new();
    for entry in fs::read_dir(modules)? {
        let folder = entry?.path();
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !folder.is_dir() || name.starts_with('.') {
            continue;
        }
        if name.starts_with('@') {
            packages.extend(npm_packages(&folder)?);
            continue;
        }
        let manifest = folder.join("package.json");
        let text = fs::read_to_string(&manifest).with_context(|| format!("{} is missing", manifest.display()))?;
        let manifest: Value = serde_json::from_str(&text)?;
        let text = |key: &str| manifest.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        packages.push(Package { name: text("name"), licence: text("license") });
        let inner = folder.join("node_modules");
        if inner.is_dir() {
            packages.extend(npm_packages(&inner)?);
        }
    }
    Ok(packages)
}

/// Something that has to be refused: what is checked, what is refused about it, and the files of a workspace that has it.
struct Refused {
    check: &'static str,
    why: &'static str,
    dependencies: String,
    crates: Vec<(&'static str, &'static str, &'static str, &'static str)>,
}

/// Workspaces that must not pass: a licence that asks for more, a source that is no registry, a crate of the page twice.
fn refused(place: &Path) -> [Refused; 3] {
    let at = |folder: &str| place.join(folder).display().to_string().replace('\\', "/");
    [
        Refused {
            check: "licenses",
            why: "GPL-3.0-only",
            dependencies: format!("copyleft = {{ path = {:?} }}", at("licenses/copyleft")),
            crates: vec![("copyleft", "copyleft", "1.0.0", "GPL-3.0-only")],
        },
        Refused {
            check: "sources",
            why: "elsewhere",
            dependencies: format!("elsewhere = {{ git = {:?} }}", format!("file://{}", at("elsewhere"))),
            crates: Vec::new(),
        },
        Refused {
            check: "bans",
            why: "wasm-bindgen",
            dependencies: format!(
                "wasm-bindgen = {{ path = {:?} }}\nolder = {{ package = \"wasm-bindgen\", path = {:?} }}",
                at("bans/newer"),
                at("bans/older")
            ),
            crates: vec![("newer", "wasm-bindgen", "2.0.0", "MIT"), ("older", "wasm-bindgen", "1.0.0", "MIT")],
        },
    ]
}

/// Makes sure that what must be refused is: a check that lets everything pass looks like one that finds nothing.
fn refuses(deny: &Path) -> Result<()> {
    let place = workspace::target()?.join("supply");
    if place.is_dir() {
        fs::remove_dir_all(&place)?;
    }
    package(&place.join("elsewhere"), "elsewhere", "1.0.0", "MIT", "")?;
    for arguments in [
        &["init", "--quiet"][..],
        &["add", "."],
        &["-c", "user.name=Nobody", "-c", "user.email=nobody@example.com", "commit", "--quiet", "--message", "A crate"],
    ] {
        command::plain("git").args(arguments).current_dir(place.join("elsewhere")).run()?;
    }
    for Refused { check, why, dependencies, crates } in refused(&place) {
        let folder = place.join(check);
        // Beside the workspace, not in it, as what is fetched is.
        let beside: Vec<&str> = crates.iter().map(|(inner, ..)| *inner).collect();
        let more = format!("[dependencies]\n{dependencies}\n[workspace]\nexclude = {beside:?}\n");
        let manifest = package(&folder, "whole", "1.0.0", "MIT", &more)?;
        for (inner, name, version, licence) in crates {
            package(&folder.join(inner), name, version, licence, "")?;
        }
        // Away from the checkout, whose settings are its own, and from the user's copies of what was fetched.
        let home = place.join("home");
        command::plain("cargo")
            .args(["generate-lockfile", "--quiet", "--manifest-path"])
            .arg(&manifest)
            .current_dir(&folder)
            .env("CARGO_HOME", &home)
            .run()?;
        let output = deny_command(deny, &manifest, &[check]).current_dir(&folder).env("CARGO_HOME", &home).output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        if output.status.success() || !said.contains(why) {
            bail!("deny.toml lets pass what it must refuse ({check}, {why}):\n{said}");
        }
        println!("refused, as it must be: {check} ({why})");
    }
    Ok(())
}

/// Writes an empty crate, and returns where its manifest is.
fn package(folder: &Path, name: &str, version: &str, licence: &str, more: &str) -> Result<PathBuf> {
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), "")?;
    let manifest = folder.join("Cargo.toml");
    let head =
        format!("[package]\nname = {name:?}\nversion = {version:?}\nedition = \"2024\"\nlicense = {licence:?}\n");
    fs::write(&manifest, format!("{head}publish = false\n{more}"))?;
    Ok(manifest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn npm_packages_have_licences_that_are_allowed() {
        let package = |name: &str, licence: &str| Package { name: name.to_owned(), licence: licence.to_owned() };
        for (name, licence) in [("esbuild", "MIT"), ("binaryen", "Apache-2.0"), ("axe-core", "MPL-2.0"), ("a", "ISC")] {
            assert!(is_allowed(&package(name, licence)), "{name}");
        }
        for (name, licence) in
            [("a", "GPL-3.0"), ("a", "MPL-2.0"), ("a", ""), ("a", "UNLICENSED"), ("axe-core", "AGPL-3.0")]
        {
            assert!(!is_allowed(&package(name, licence)), "{name} {licence}");
        }
    }

    #[test]
    fn a_place_that_does_not_answer_is_not_waited_for() {
        assert!(!answers(&mut command::plain("there-is-no-such-program"), PATIENCE));
        assert!(!answers(command::plain("git").args(["rev-parse", "--verify", "no-such-branch"]), PATIENCE));
        assert!(answers(command::plain("git").arg("--version"), PATIENCE));
    }
}
