//! Tools that are built from crates: Trunk, the wasm-bindgen command, geckodriver, cargo-deny, cargo-mutants.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::cache;
use crate::command::{self, Run};
use crate::workspace;

/// 0.22 wants a newer compiler than the one in `rust-toolchain.toml`.
const TRUNK: &str = "0.21.14";

/// The folder of the `trunk` command.
pub(super) fn trunk() -> Result<PathBuf> {
    // Without its update check, which is all its other default features add.
    crate_bin("trunk", TRUNK, "about 5 minutes", &["--no-default-features", "--features", "rustls"])
}

/// The folder of the `wasm-bindgen` and `wasm-bindgen-test-runner` commands, of the very version of the library.
pub(super) fn wasm_bindgen() -> Result<PathBuf> {
    let version = workspace::locked_version("wasm-bindgen")?;
    crate_bin("wasm-bindgen-cli", &version, "about 2 minutes", &[])
}

/// What controls Firefox. No distribution packages it.
const GECKODRIVER: &str = "0.37.1";

/// The folder of the `geckodriver` command.
pub(super) fn geckodriver() -> Result<PathBuf> {
    crate_bin("geckodriver", GECKODRIVER, "about 2 minutes", &[])
}

/// What holds `Cargo.lock` against `deny.toml`.
const DENY: &str = "0.20.2";

/// The folder of the `cargo-deny` command.
pub(super) fn cargo_deny() -> Result<PathBuf> {
    crate_bin("cargo-deny", DENY, "about 2 minutes", &[])
}

/// What changes the program in one place at a time.
const MUTANTS: &str = "27.1.0";

/// The folder of the `cargo-mutants` command.
pub(super) fn cargo_mutants() -> Result<PathBuf> {
    crate_bin("cargo-mutants", MUTANTS, "about 2 minutes", &[])
}

/// Builds one crate's commands and returns the folder they are in.
fn crate_bin(name: &str, version: &str, duration: &str, options: &[&str]) -> Result<PathBuf> {
    let folder = cache::folder(&format!("{name}-{version}"), duration, |partial| {
        let target = partial.join("target");
        let mut install = command::plain("cargo");
        install
            .args(["install", "--quiet", "--locked", &format!("{name}@{version}"), "--root"])
            .arg(partial)
            .args(options)
            // Away from the checkout: its configuration is for the page.
            .current_dir(partial)
            .env("CARGO_TARGET_DIR", &target)
            .env_remove("RUSTFLAGS")
            // A tool that runs for seconds does not need minutes of optimisation.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_STRIP", "true");
        if let Some(toolchain) = env::var_os("RUSTUP_TOOLCHAIN") {
            install.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        install.run()?;
        fs::remove_dir_all(&target).context("cannot remove what the build left")
    })?;
    Ok(folder.join("bin"))
}
