//! Starting other programs.

use std::env;
use std::ffi::OsStr;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::workspace;

/// Variables that describe the build of xtask itself, or change how Cargo builds. Passed on, they would rebuild crates
/// that watch them and overrule the profiles of the page.
const OURS_ALONE: &[&str] = &["CARGO_BIN_", "CARGO_CRATE_", "CARGO_MANIFEST_", "CARGO_PKG_", "CARGO_PROFILE_"];
const OURS_ALONE_EXACT: &[&str] = &["CARGO", "CARGO_BUILD_TARGET", "CARGO_PRIMARY_PACKAGE", "RUSTUP_TOOLCHAIN"];

/// A command that starts in the workspace, with nothing of our own build in its environment.
pub fn plain(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace::root());
    for (name, _) in env::vars_os() {
        let Some(text) = name.to_str() else { continue };
        if OURS_ALONE_EXACT.contains(&text) || OURS_ALONE.iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
    command
}

/// Running a command to its end, where a failure says which command it was.
pub trait Run {
    /// Runs it with our own output.
    fn run(&mut self) -> Result<()>;
    /// Runs it quietly and returns what it prints.
    fn output_text(&mut self) -> Result<String>;
}

impl Run for Command {
    fn run(&mut self) -> Result<()> {
        let status = self.status().with_context(|| format!("`{}` does not start", line(self)))?;
        if !status.success() {
            bail!("`{}` failed ({status})", line(self));
        }
        Ok(())
    }

    fn output_text(&mut self) -> Result<String> {
        let output =
            self.stderr(Stdio::inherit()).output().with_context(|| format!("`{}` does not start", line(self)))?;
        if !output.status.success() {
            bail!("`{}` failed ({})", line(self), output.status);
        }
        Ok(String::from_utf8(output.stdout)?)
    }
}

/// The command as one would type it.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// Whether we may install system packages, and whether Chromium has to run without its sandbox.
pub fn is_root() -> bool {
    cfg!(unix) && plain("id").arg("-u").output_text().is_ok_and(|id| id.trim() == "0")
}
