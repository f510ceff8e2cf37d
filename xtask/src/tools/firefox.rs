//! Firefox and geckodriver: the browser is the system's own package, its driver a crate.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::browser::{apt_get, named, on_path};
use super::cargo;
use crate::command;

/// Firefox and what controls it.
#[derive(Debug, Clone)]
pub struct Firefox {
    /// The Firefox program.
    pub firefox: PathBuf,
    /// The geckodriver program.
    pub geckodriver: PathBuf,
}

const FIREFOX: &[&str] = &["firefox-esr", "firefox"];

/// Finds Firefox, after installing it where that can be done without asking: as root on Debian or Ubuntu.
pub(super) fn firefox() -> Result<Firefox> {
    let geckodriver = match named("GECKODRIVER")? {
        Some(program) => program,
        None => cargo::geckodriver()?.join("geckodriver"),
    };
    if let Some(firefox) = find()? {
        return Ok(Firefox { firefox, geckodriver });
    }
    if command::is_root() && on_path("apt-get").is_some() {
        println!("installing Firefox (about half a minute, once)…");
        apt_get(&["update"], &[])?;
        apt_get(&["install", "--yes", "--no-install-recommends", "firefox-esr"], &[])?;
        if let Some(firefox) = find()? {
            return Ok(Firefox { firefox, geckodriver });
        }
    }
    bail!(
        "Firefox is missing. Install it:\n\
         \x20 Debian:  sudo apt-get install firefox-esr\n\
         \x20 Fedora:  sudo dnf install firefox\n\
         \x20 macOS:   brew install --cask firefox\n\
         or say where it is: FIREFOX=<program>"
    )
}

/// As the environment says, else on the path.
fn find() -> Result<Option<PathBuf>> {
    Ok(match named("FIREFOX")? {
        Some(program) => Some(program),
        None => FIREFOX.iter().find_map(|name| on_path(name)),
    })
}
