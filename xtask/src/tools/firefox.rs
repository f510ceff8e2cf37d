//! Firefox and geckodriver: the browser is the system's own package, its driver a crate.

use std::path::PathBuf;

use anyhow::Result;

use super::cargo;
use super::system::{Packages, first_on_path, named, program};

/// Firefox and what controls it.
#[derive(Debug, Clone)]
pub struct Firefox {
    /// The Firefox program.
    pub firefox: PathBuf,
    /// The geckodriver program.
    pub geckodriver: PathBuf,
}

const FIREFOX: &[&str] = &["firefox-esr", "firefox"];

const PACKAGES: Packages = Packages {
    name: "Firefox",
    takes: "about half a minute",
    debian: &["firefox-esr"],
    advice: "Firefox is missing. Install it:\n\
             \x20 Debian:  sudo apt-get install firefox-esr\n\
             \x20 Fedora:  sudo dnf install firefox\n\
             \x20 macOS:   brew install --cask firefox\n\
             or say where it is: FIREFOX=<program>",
};

/// Finds Firefox, or installs it: as the environment says, else on the path.
pub(super) fn firefox() -> Result<Firefox> {
    let geckodriver = match named("GECKODRIVER")? {
        Some(program) => program,
        None => cargo::geckodriver()?.join("geckodriver"),
    };
    let firefox = PACKAGES.provide(|| program("FIREFOX", || first_on_path(FIREFOX)))?;
    Ok(Firefox { firefox, geckodriver })
}
