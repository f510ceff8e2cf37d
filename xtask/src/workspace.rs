//! What is where in the checkout.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};

/// The root of the checkout.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// The built page.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Cargo's target folder: this program was built into it.
pub fn target() -> Result<PathBuf> {
    let xtask = env::current_exe()?;
    Ok(xtask.ancestors().nth(2).context("xtask is not in a target folder; run it through Cargo")?.to_owned())
}

/// The version of a crate in `Cargo.lock`.
pub(crate) fn locked_version(name: &str) -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))?;
    version_in(&lock, name).with_context(|| format!("Cargo.lock has no {name}"))
}

fn version_in(lock: &str, name: &str) -> Option<String> {
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = {name:?}"));
    let version = lines.nth(1)?.strip_prefix("version = ")?;
    Some(version.trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_version_from_the_lock() {
        let lock =
            "[[package]]\nname = \"a-b\"\nversion = \"1.2.3\"\n\n[[package]]\nname = \"a\"\nversion = \"4.5.6\"\n";
        assert_eq!(version_in(lock, "a").as_deref(), Some("4.5.6"));
        assert_eq!(version_in(lock, "b"), None);
    }
}
