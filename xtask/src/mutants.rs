//! `cargo xtask mutants`: changes engine, parser and codecs in one place at a time, and asks whether a test notices.
//!
//! `.cargo/mutants.toml` says what is changed and which tests are run; `tests/mutants/` does it.

use anyhow::Result;

use crate::command::{self, Run};

/// Makes the changes of a share, or with a part in their name, and runs the tests on each.
pub fn run(arguments: &[&str]) -> Result<()> {
    command::plain("cargo").args(["run", "--quiet", "--package", "mutants", "--"]).args(arguments).run()
}
