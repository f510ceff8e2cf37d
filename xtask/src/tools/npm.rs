//! Tools that come from npm: wasm-opt (binaryen), esbuild, axe-core and decimal.js, as `xtask/npm` lists them.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::cache;
use crate::command::{self, Run};
use crate::{hash, workspace};

/// The oldest Node.js that every tool in `xtask/npm` runs on.
const OLDEST_NODE: u32 = 18;

/// The `node_modules` folder with what `xtask/npm/package-lock.json` lists.
pub(super) fn node_modules() -> Result<PathBuf> {
    installed("npm", "xtask/npm", "a few seconds", &["esbuild/bin/esbuild", "binaryen/bin/wasm-opt"])
}

/// The same of what judges the page on demand.
pub(super) fn lighthouse() -> Result<PathBuf> {
    installed("lighthouse", "xtask/npm/lighthouse", "half a minute", &["lighthouse/cli/index.js"])
}

/// The packages that a folder lists, keyed by the contents of its lock file. Each of `scripts` must start.
fn installed(name: &str, source: &str, takes: &str, scripts: &[&str]) -> Result<PathBuf> {
    let source = workspace::root().join(source);
    let lock = fs::read(source.join("package-lock.json"))?;
    let folder = cache::folder(&format!("{name}-{}", hash::short(&lock)), takes, |partial| {
        check_node()?;
        for file in ["package.json", "package-lock.json"] {
            fs::copy(source.join(file), partial.join(file))?;
        }
        // No install scripts: esbuild's only fetches what the lock already has, as an optional dependency.
        npm()
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(partial)
            .run()?;
        let modules = partial.join("node_modules");
        for script in scripts {
            command::plain("node")
                .arg(modules.join(script))
                .arg("--version")
                .output_text()
                .with_context(|| format!("{script} was installed but does not start"))?;
        }
        Ok(())
    })?;
    Ok(folder.join("node_modules"))
}

/// npm is a script on Windows, which only starts under its full name.
fn npm() -> Command {
    command::plain(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Says what to install when Node.js is missing or too old.
fn check_node() -> Result<()> {
    let wanted = format!("Node.js {OLDEST_NODE} or newer with npm is needed: install it and put it on PATH");
    let version = command::plain("node").arg("--version").output_text().with_context(|| wanted.clone())?;
    match major(&version) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => bail!("{wanted} (found {})", version.trim()),
    }
}

/// 20 for "v20.11.1".
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_major_version_of_node() {
        assert_eq!(major("v20.11.1\n"), Some(20));
        assert_eq!(major("20"), None);
        assert_eq!(major(""), None);
    }
}
