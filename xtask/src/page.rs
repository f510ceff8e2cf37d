//! Building the release page into `dist/`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, ensure};

use crate::command::{self, Run};
use crate::{compress, embed, front, headers, licences, outlook, pages, post_build, tools, workspace};

/// Everything the page is built from, as far as the checkout goes.
const SOURCES: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "assets",
    "batch",
    "batch-worker.js",
    "boot.js",
    "build",
    "decide.css",
    "decide.js",
    "embed",
    "head.js",
    "index.html",
    "integrate",
    "locales",
    "outlook.js",
    "pages",
    "profile.js",
    "profiles",
    "rules",
    "rust-toolchain.toml",
    "save.js",
    "share.css",
    "share.js",
    "src",
    "styles",
    "take.css",
    "take.js",
    "xtask/npm",
    "xtask/src/compress.rs",
    "xtask/src/embed.rs",
    "xtask/src/front",
    "xtask/src/headers.rs",
    "xtask/src/licences.rs",
    "xtask/src/outlook.rs",
    "xtask/src/pages",
    "xtask/src/post_build.rs",
];

/// Builds the standard library along with the page, for size: the one that comes with the toolchain is built for
/// speed, and carries texts for panics that the page never shows. Cargo has this behind a switch for nightly builds;
/// the toolchain is pinned, so that what the switch does can't change under us.
const SMALL_STD: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none",
    ),
];

/// Builds the page.
pub fn build() -> Result<()> {
    tools::wasm_target()?;
    tools::rust_source()?;
    let modules = tools::node_modules()?;
    let wasm_bindgen = tools::wasm_bindgen()?;
    let trunk = tools::trunk()?;

    let began = SystemTime::now();
    // Trunk builds offline, so that it never fetches a tool; what Cargo needs has to be there before.
    command::plain("cargo").args(["fetch", "--locked", "--target", tools::WASM]).envs(SMALL_STD).run()?;
    command::plain(trunk.join("trunk"))
        .args(["build", "--release"])
        .env("PATH", tools::path_with(&[wasm_bindgen, modules.join(".bin")])?)
        // Trunk 0.21 wants "true" or "false" here and refuses the usual "1".
        .env_remove("NO_COLOR")
        .envs(SMALL_STD)
        .run()?;
    let dist = workspace::dist();
    let [outlook, share, profile, decide] = outlook::build(&dist, &SMALL_STD)?;
    let frame = embed::build(&dist)?;
    post_build::run(
        &dist,
        &[("outlook", outlook), ("share", share), ("profile", profile), ("decide", decide), ("frame", frame)],
    )?;
    front::write(&dist)?;
    licences::write(&dist)?;
    pages::write(&dist)?;
    check_names(&dist)?;
    compress::write_all(&dist)?;
    // As old as the sources it was built from: what changes during the build is newer.
    set_built(began)
}

/// When the page was built, as far as its sources go.
pub(crate) fn built() -> Result<SystemTime> {
    Ok(fs::metadata(index())?.modified()?)
}

/// Says when it was.
pub(crate) fn set_built(time: SystemTime) -> Result<()> {
    Ok(File::options().append(true).open(index())?.set_modified(time)?)
}

/// A file that hosts tell browsers to keep for good must have a name that changes with its contents; and one that has
/// such a name should be kept.
fn check_names(dist: &Path) -> Result<()> {
    for file in compress::files_in(dist)? {
        let path = file.strip_prefix(dist)?.to_string_lossy().replace('\\', "/");
        let (kept, named) = (headers::keep(&path) == headers::Keep::Forever, headers::is_named_by_contents(&path));
        ensure!(kept == named, "{path}: its name and the table in xtask/src/headers.rs don't agree");
    }
    Ok(())
}

/// Builds the page unless `dist/` is newer than everything it is built from.
pub fn ensure() -> Result<()> {
    let changed = newest(SOURCES.iter().map(|source| workspace::root().join(source)))?;
    match built() {
        Ok(built) if built > changed => Ok(()),
        _ => build(),
    }
}

fn index() -> PathBuf {
    workspace::dist().join("index.html")
}

/// When any of these files, or of the files in these folders, last changed.
fn newest(paths: impl Iterator<Item = impl AsRef<Path>>) -> Result<SystemTime> {
    let mut newest = SystemTime::UNIX_EPOCH;
    for path in paths {
        let path = path.as_ref();
        let Ok(metadata) = fs::metadata(path) else {
            continue;
        };
        // A folder's own time tells of files that came or went.
        newest = newest.max(metadata.modified()?);
        if metadata.is_dir() {
            let entries = fs::read_dir(path)?.collect::<Result<Vec<_>, _>>().context("cannot list the sources")?;
            newest = newest.max(self::newest(entries.iter().map(fs::DirEntry::path))?);
        }
    }
    Ok(newest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> Result<String> {
        Ok(fs::read_to_string(workspace::root().join(file))?)
    }

    #[test]
    fn every_sheet_is_linked_once_or_fetched_later() -> Result<()> {
        let html = read("index.html")?;
        let linked: Vec<_> = html.split("href=\"styles/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let mut sheets = Vec::new();
        for entry in fs::read_dir(workspace::root().join("styles"))? {
            sheets.push(entry?.file_name().to_string_lossy().into_owned());
        }
        sheets.sort();
        assert_eq!(linked.first(), Some(&"layers.css"), "the sheet with the order of the layers goes first");
        let mut sorted: Vec<_> = linked.into_iter().chain(post_build::LATER_SHEETS).collect();
        sorted.sort_unstable();
        assert_eq!(sorted, sheets);
        Ok(())
    }

    #[test]
    fn trunk_and_npm_agree_on_wasm_opt() -> Result<()> {
        let trunk = read("Trunk.toml")?;
        let version = trunk.split("wasm_opt = \"version_").nth(1).and_then(|rest| rest.split('"').next());
        let version = version.context("Trunk.toml pins no wasm_opt")?;
        assert!(read("xtask/npm/package.json")?.contains(&format!("\"binaryen\": \"{version}.")));
        Ok(())
    }

    #[test]
    fn sources_exist() {
        for source in SOURCES {
            assert!(workspace::root().join(source).exists(), "{source} is listed as a source");
        }
    }
}
