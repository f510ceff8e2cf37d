//! The place for installed tools: one folder per tool and version in the user's cache.
//!
//! A folder appears under its own name only once its tool is complete, so an interrupted install is never taken for a
//! finished one, and two checkouts of different ages can share the cache.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

/// The folder of the tool `name`, installed by `install` if it is not there yet.
///
/// `install` gets a folder beside the final one and puts everything the tool needs in it. `duration` tells a person how
/// long that takes, such as "about 5 minutes".
pub(super) fn folder(name: &str, duration: &str, install: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let cache = root()?;
    let complete = cache.join(name);
    if complete.is_dir() {
        return Ok(complete);
    }
    fs::create_dir_all(&cache).with_context(|| format!("cannot create {}", cache.display()))?;

    // Another run may be installing the same tool: wait for it, then look again.
    let lock = File::create(cache.join(format!("{name}.lock")))?;
    if lock.try_lock().is_err() {
        println!("waiting for another run that installs {name}…");
        lock.lock()?;
    }
    if complete.is_dir() {
        return Ok(complete);
    }

    println!("installing {name} ({duration}, once)…");
    let began = Instant::now();
    let partial = cache.join(format!("{name}.partial"));
    fs::create_dir_all(&partial)?;
    install(&partial).with_context(|| format!("{name} could not be installed"))?;
    fs::rename(&partial, &complete)?;
    println!("installed {name} in {:.0} s", began.elapsed().as_secs_f64());
    Ok(complete)
}

/// `$XDG_CACHE_HOME/tierwise`, or `~/.cache/tierwise`.
fn root() -> Result<PathBuf> {
    let cache = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .context("there is no home folder to keep tools in; set XDG_CACHE_HOME")?;
    Ok(cache.join("tierwise"))
}
