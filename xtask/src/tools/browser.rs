//! Chromium and chromedriver. They are the system's own packages, not ours: nobody else publishes both together.

use std::path::PathBuf;

use anyhow::Result;

use super::system::{Packages, existing, first_on_path, on_path, program};

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

const PACKAGES: Packages = Packages {
    name: "Chromium and chromedriver",
    takes: "about half a minute",
    debian: &["chromium", "chromium-driver"],
    advice: "Chromium or chromedriver is missing. Install both, of the same version:\n\
             \x20 Debian:  sudo apt-get install chromium chromium-driver\n\
             \x20 Fedora:  sudo dnf install chromium chromedriver\n\
             \x20 macOS:   brew install --cask google-chrome chromedriver\n\
             or say where they are: CHROMIUM=<program> CHROMEDRIVER=<program>",
};

/// Finds the browser, or installs it.
pub(super) fn browser() -> Result<Browser> {
    PACKAGES.provide(find)
}

/// Both programs, if both are there: as the environment says, else on the path.
fn find() -> Result<Option<Browser>> {
    let chromium = program("CHROMIUM", || first_on_path(CHROMIUM).or_else(|| existing(MAC_CHROME)))?;
    let chromedriver = program("CHROMEDRIVER", || on_path("chromedriver"))?;
    Ok(chromium.zip(chromedriver).map(|(chromium, chromedriver)| Browser { chromium, chromedriver }))
}
