//! Chromium and chromedriver. They are the system's own packages, not ours: nobody else publishes both together.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::command::{self, Run};

/// A browser and the driver that controls it.
#[derive(Debug, Clone)]
pub struct Browser {
    /// The Chromium or Chrome program.
    pub chromium: PathBuf,
    /// The chromedriver program of the same version.
    pub chromedriver: PathBuf,
}

const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC_CHROME: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// Finds the browser, after installing it where that can be done without asking: as root on Debian or Ubuntu.
pub(super) fn browser() -> Result<Browser> {
    if let Some(browser) = find()? {
        return Ok(browser);
    }
    if command::is_root() && on_path("apt-get").is_some() {
        println!("installing Chromium and chromedriver (about half a minute, once)…");
        apt_get(&["update"], &[])?;
        apt_get(&["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"], &[])?;
        if let Some(browser) = find()? {
            return Ok(browser);
        }
    }
    bail!(
        "Chromium or chromedriver is missing. Install both, of the same version:\n\
         \x20 Debian:  sudo apt-get install chromium chromium-driver\n\
         \x20 Fedora:  sudo dnf install chromium chromedriver\n\
         \x20 macOS:   brew install --cask google-chrome chromedriver\n\
         or say where they are: CHROMIUM=<program> CHROMEDRIVER=<program>"
    )
}

/// Both programs, if both are there: as the environment says, else on the path.
fn find() -> Result<Option<Browser>> {
    let chromium = match named("CHROMIUM")? {
        Some(program) => Some(program),
        None => CHROMIUM.iter().find_map(|name| on_path(name)).or_else(|| existing(MAC_CHROME)),
    };
    let chromedriver = match named("CHROMEDRIVER")? {
        Some(program) => Some(program),
        None => on_path("chromedriver"),
    };
    Ok(chromium.zip(chromedriver).map(|(chromium, chromedriver)| Browser { chromium, chromedriver }))
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

pub(super) fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).find_map(|folder| existing(folder.join(&file)))
}

pub(super) fn existing(path: impl AsRef<Path>) -> Option<PathBuf> {
    let path = path.as_ref();
    path.is_file().then(|| path.to_owned())
}

/// Runs apt-get with more in its environment.
pub(super) fn apt_get(arguments: &[&str], environment: &[(&str, OsString)]) -> Result<()> {
    let mut apt_get = command::plain("apt-get");
    apt_get.arg("--quiet=2").args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    apt_get.envs(environment.iter().cloned()).run()
}
