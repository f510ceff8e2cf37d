//! LibreOffice, which recalculates workbooks: the system's own package.

use std::path::PathBuf;

use anyhow::Result;

use super::system::{Packages, first_on_path, program};

const OFFICE: &[&str] = &["soffice", "libreoffice"];

const PACKAGES: Packages = Packages {
    name: "LibreOffice Calc",
    takes: "about a minute",
    debian: &["libreoffice-calc"],
    advice: "LibreOffice is missing. Install it:\n\
             \x20 Debian:  sudo apt-get install --no-install-recommends libreoffice-calc\n\
             \x20 Fedora:  sudo dnf install libreoffice-calc\n\
             \x20 macOS:   brew install --cask libreoffice\n\
             or say where it is: SOFFICE=<program>",
};

/// Finds LibreOffice, or installs it: as the environment says, else on the path.
pub(super) fn office() -> Result<PathBuf> {
    PACKAGES.provide(|| program("SOFFICE", || first_on_path(OFFICE)))
}
