//! LibreOffice, which recalculates workbooks: the system's own package.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::browser::{apt_get, named, on_path};
use crate::command;

const OFFICE: &[&str] = &["soffice", "libreoffice"];

/// Finds LibreOffice, after installing it where that can be done without asking: as root on Debian or Ubuntu.
pub(super) fn office() -> Result<PathBuf> {
    if let Some(office) = find()? {
        return Ok(office);
    }
    if command::is_root() && on_path("apt-get").is_some() {
        println!("installing LibreOffice Calc (about a minute, once)…");
        apt_get(&["update"], &[])?;
        apt_get(&["install", "--yes", "--no-install-recommends", "libreoffice-calc"], &[])?;
        if let Some(office) = find()? {
            return Ok(office);
        }
    }
    bail!(
        "LibreOffice is missing. Install it:\n\
         \x20 Debian:  sudo apt-get install --no-install-recommends libreoffice-calc\n\
         \x20 Fedora:  sudo dnf install libreoffice-calc\n\
         \x20 macOS:   brew install --cask libreoffice\n\
         or say where it is: SOFFICE=<program>"
    )
}

/// As the environment says, else on the path.
fn find() -> Result<Option<PathBuf>> {
    Ok(match named("SOFFICE")? {
        Some(program) => Some(program),
        None => OFFICE.iter().find_map(|name| on_path(name)),
    })
}
