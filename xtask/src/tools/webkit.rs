//! WebKitGTK, its driver and a screen for it: the system's own packages. It is the nearest to Safari that there is elsewhere.

use std::path::PathBuf;

use anyhow::Result;

use super::system::{Packages, existing, on_path, program};

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

const PACKAGES: Packages = Packages {
    name: "WebKitGTK and Xvfb",
    takes: "about half a minute",
    debian: &["webkit2gtk-driver", "xvfb"],
    advice: "WebKitGTK, its driver or Xvfb is missing. There is none but on Linux. Install them:\n\
             \x20 Debian:  sudo apt-get install webkit2gtk-driver xvfb\n\
             \x20 Fedora:  sudo dnf install webkit2gtk4.1 xorg-x11-server-Xvfb\n\
             or say where they are: WEBKIT=<MiniBrowser> WEBKITDRIVER=<WebKitWebDriver> XVFB=<program>",
};

/// Finds WebKitGTK, or installs it.
pub(super) fn webkit() -> Result<WebKit> {
    PACKAGES.provide(find)
}

/// All three, if all are there: as the environment says, else in their usual places.
fn find() -> Result<Option<WebKit>> {
    let browser = program("WEBKIT", || BROWSERS.iter().find_map(existing))?;
    let driver = program("WEBKITDRIVER", || on_path("WebKitWebDriver"))?;
    let xvfb = program("XVFB", || on_path("Xvfb"))?;
    let all = browser.zip(driver).zip(xvfb);
    Ok(all.map(|((browser, driver), xvfb)| WebKit { browser, driver, xvfb }))
}
