//! `cargo xtask size`: what it costs to fetch the page once, compressed as a good host sends it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::{compress, embed, licences, page, workspace};

/// The most that showing the page in one language may fetch, in bytes after Brotli.
///
/// A second on a slow phone connection of 1.6 Mbit/s. Parts that are fetched on demand lie in folders of their own,
/// and don't count.
const BUDGET: usize = 220_000;

/// Measures the page, after building it where needed. Over the budget is an error.
pub fn run() -> Result<()> {
    page::ensure()?;
    let dist = workspace::dist();
    let mut files = measure(&dist)?;
    // One language is fetched: count the largest.
    files.extend(measure(&dist.join("messages"))?.into_iter().max_by_key(|file| file.brotli));
    files.sort_by_key(|file| std::cmp::Reverse(file.brotli));

    println!("{:>9} {:>9}  file", "raw", "brotli");
    for File { path, raw, brotli } in &files {
        println!("{raw:>9} {brotli:>9}  {}", path.strip_prefix(&dist).unwrap_or(path).display());
    }
    let raw: usize = files.iter().map(|file| file.raw).sum();
    let brotli: usize = files.iter().map(|file| file.brotli).sum();
    println!("{raw:>9} {brotli:>9}  in all; the budget is {BUDGET}");
    println!(
        "{:>19}  the element for other sites, after gzip; its budget is {}",
        embed::check_size(&dist)?,
        embed::BUDGET
    );
    match brotli.checked_sub(BUDGET) {
        Some(excess @ 1..) => bail!("the page is {excess} bytes over its budget of {BUDGET}"),
        _ => Ok(()),
    }
}

struct File {
    path: PathBuf,
    raw: usize,
    brotli: usize,
}

/// Files beside the page that it doesn't fetch.
const NOT_FETCHED: &[&str] = &[licences::FILE];

/// The files of a folder, without its subfolders and without their compressed twins.
fn measure(folder: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let fetched = !NOT_FETCHED.iter().any(|name| path.ends_with(name));
        if path.is_file() && fetched && !compress::is_compressed(&path) {
            let contents = fs::read(&path)?;
            files.push(File { path, raw: contents.len(), brotli: compress::brotli(&contents)?.len() });
        }
    }
    Ok(files)
}
