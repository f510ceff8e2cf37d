//! The tools that build and test the page, each at one version, installed on first use.

mod browser;
mod cache;
mod cargo;
mod firefox;
mod nginx;
mod npm;
mod office;
mod system;
mod webkit;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

pub use browser::Browser;
pub use firefox::Firefox;
pub use nginx::Nginx;
pub use webkit::WebKit;

use crate::command::{self, Run};

/// The compiler's name for the browser.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The folder of the `trunk` command.
pub fn trunk() -> Result<PathBuf> {
    cargo::trunk()
}

/// The folder of the `wasm-bindgen` and `wasm-bindgen-test-runner` commands.
pub fn wasm_bindgen() -> Result<PathBuf> {
    cargo::wasm_bindgen()
}

/// The folder of the `cargo-deny` command.
pub fn cargo_deny() -> Result<PathBuf> {
    cargo::cargo_deny()
}

/// The folder of the `cargo-mutants` command.
pub fn cargo_mutants() -> Result<PathBuf> {
    cargo::cargo_mutants()
}

/// The `node_modules` folder with binaryen, esbuild, axe-core and decimal.js.
pub fn node_modules() -> Result<PathBuf> {
    npm::node_modules()
}

/// The `node_modules` folder with Lighthouse.
pub fn lighthouse() -> Result<PathBuf> {
    npm::lighthouse()
}

/// Chromium and its driver.
pub fn browser() -> Result<Browser> {
    browser::browser()
}

/// Firefox and its driver.
pub fn firefox() -> Result<Firefox> {
    firefox::firefox()
}

/// WebKitGTK, its driver and a screen.
pub fn webkit() -> Result<WebKit> {
    webkit::webkit()
}

/// nginx and its module.
pub fn nginx() -> Result<Nginx> {
    nginx::nginx()
}

/// LibreOffice.
pub fn office() -> Result<PathBuf> {
    office::office()
}

/// Makes sure that the compiler can build for the browser.
pub fn wasm_target() -> Result<()> {
    let library = command::plain("rustc").args(["--print", "target-libdir", "--target", WASM]).output_text()?;
    if Path::new(library.trim()).is_dir() {
        return Ok(());
    }
    println!("installing the {WASM} target (a few seconds, once)…");
    command::plain("rustup")
        .args(["target", "add", WASM])
        .run()
        .with_context(|| format!("the Rust target {WASM} is needed: install it with rustup or your system's packages"))
}

/// Installs the source of the standard library, which the page is built with.
pub fn rust_source() -> Result<()> {
    let sysroot = command::plain("rustc").args(["--print", "sysroot"]).output_text()?;
    if Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").is_file() {
        return Ok(());
    }
    println!("installing the source of the standard library (a few seconds, once)…");
    command::plain("rustup")
        .args(["component", "add", "rust-src"])
        .run()
        .context("the source of Rust's standard library is needed: install the component rust-src with rustup")
}

/// `PATH` with these folders in front.
pub fn path_with(folders: &[PathBuf]) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    Ok(env::join_paths(folders.iter().cloned().chain(env::split_paths(&path)))?)
}

/// Installs whatever is missing and prints where everything is.
pub fn install_all() -> Result<()> {
    wasm_target()?;
    rust_source()?;
    let modules = node_modules()?;
    let Browser { chromium, chromedriver } = browser()?;
    let Firefox { firefox, geckodriver } = firefox()?;
    let WebKit { browser: webkit, driver: webkitdriver, xvfb } = webkit()?;
    let Nginx { nginx, .. } = nginx()?;
    let wasm_bindgen = wasm_bindgen()?;
    let trunk = trunk()?;
    let deny = cargo_deny()?;
    for (name, place) in [
        ("npm packages", modules),
        ("Chromium", chromium),
        ("chromedriver", chromedriver),
        ("Firefox", firefox),
        ("geckodriver", geckodriver),
        ("WebKitGTK", webkit),
        ("its driver", webkitdriver),
        ("Xvfb", xvfb),
        ("nginx", nginx),
        ("LibreOffice", office()?),
        ("wasm-bindgen", wasm_bindgen),
        ("Trunk", trunk),
        ("cargo-deny", deny),
    ] {
        if !place.exists() {
            bail!("{name} should be in {}, but is not", place.display());
        }
        println!("{name:13} {}", place.display());
    }
    Ok(())
}
