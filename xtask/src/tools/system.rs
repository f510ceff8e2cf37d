//! Programs of the system's own packages: found, or installed where that can be done without asking.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::command::{self, Run};

/// Packages that bring what is needed.
pub(super) struct Packages {
    /// What they bring.
    pub(super) name: &'static str,
    /// How long that takes: `about a minute`.
    pub(super) takes: &'static str,
    /// Their names on Debian and Ubuntu.
    pub(super) debian: &'static [&'static str],
    /// What to do where they can't be installed without asking.
    pub(super) advice: &'static str,
}

impl Packages {
    /// What `find` finds, where need be after installing them: as root on Debian or Ubuntu.
    pub(super) fn provide<T>(&self, find: impl Fn() -> Result<Option<T>>) -> Result<T> {
        if let Some(found) = find()? {
            return Ok(found);
        }
        if command::is_root() && on_path("apt-get").is_some() {
            println!("installing {} ({}, once)…", self.name, self.takes);
            apt_get(&["update"])?;
            apt_get(&[&["install", "--yes", "--no-install-recommends"], self.debian].concat())?;
            if let Some(found) = find()? {
                return Ok(found);
            }
        }
        bail!(self.advice)
    }
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    command::plain("apt-get")
        .arg("--quiet=2")
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        // A package with a server starts it, unless the system is about to be mended.
        .env("RUNLEVEL", "1")
        .run()
}

/// A program as the environment says, else where it usually is.
pub(super) fn program(variable: &str, usual: impl FnOnce() -> Option<PathBuf>) -> Result<Option<PathBuf>> {
    Ok(named(variable)?.or_else(usual))
}

/// The program that an environment variable names; naming one that is not there is a mistake to report.
pub(super) fn named(variable: &str) -> Result<Option<PathBuf>> {
    match env::var_os(variable) {
        Some(value) if !value.is_empty() => match existing(&value) {
            Some(program) => Ok(Some(program)),
            None => bail!("{variable} says {}, which is not there", value.display()),
        },
        _ => Ok(None),
    }
}

/// The first of these that is on the path.
pub(super) fn first_on_path(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| on_path(name))
}

/// A program on the path.
pub(super) fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).find_map(|folder| existing(folder.join(&file)))
}

/// The path, where there is a file.
pub(super) fn existing(path: impl AsRef<Path>) -> Option<PathBuf> {
    let path = path.as_ref();
    path.is_file().then(|| path.to_owned())
}
