//! WebKitGTK, its driver and a screen for it: the system's own packages. It is the nearest to Safari that there is elsewhere.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::browser::{apt_get, existing, named, on_path};
use crate::command;

/// A browser of WebKit's, what controls it, and what it is shown on.
#[derive(Debug, Clone)]
pub struct WebKit {
    /// The MiniBrowser program.
    pub browser: PathBuf,
    /// The WebKitWebDriver program.
    pub driver: PathBuf,
    /// The Xvfb program, a screen that nobody sees.
    pub xvfb: PathBuf,
}

/// Where the browser is that the driver comes with: on nobody's path.
const BROWSERS: &[&str] = &[
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.0/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/webkit2gtk-4.1/MiniBrowser",
];

/// Finds WebKitGTK, after installing it where that can be done without asking: as root on Debian or Ubuntu.
pub(super) fn webkit() -> Result<WebKit> {
    if let Some(webkit) = find()? {
        return Ok(webkit);
    }
    if command::is_root() && on_path("apt-get").is_some() {
        println!("installing WebKitGTK and Xvfb (about half a minute, once)…");
        apt_get(&["update"], &[])?;
        apt_get(&["install", "--yes", "--no-install-recommends", "webkit2gtk-driver", "xvfb"], &[])?;
        if let Some(webkit) = find()? {
            return Ok(webkit);
        }
    }
    bail!(
        "WebKitGTK, its driver or Xvfb is missing. There is none but on Linux. Install them:\n\
         \x20 Debian:  sudo apt-get install webkit2gtk-driver xvfb\n\
         \x20 Fedora:  sudo dnf install webkit2gtk4.1 xorg-x11-server-Xvfb\n\
         or say where they are: WEBKIT=<MiniBrowser> WEBKITDRIVER=<WebKitWebDriver> XVFB=<program>"
    )
}

/// All three, if all are there: as the environment says, else in their usual places.
fn find() -> Result<Option<WebKit>> {
    let browser = match named("WEBKIT")? {
        Some(program) => Some(program),
        None => BROWSERS.iter().find_map(existing),
    };
    let driver = match named("WEBKITDRIVER")? {
        Some(program) => Some(program),
        None => on_path("WebKitWebDriver"),
    };
    let xvfb = match named("XVFB")? {
        Some(program) => Some(program),
        None => on_path("Xvfb"),
    };
    let all = browser.zip(driver).zip(xvfb);
    Ok(all.map(|((browser, driver), xvfb)| WebKit { browser, driver, xvfb }))
}
