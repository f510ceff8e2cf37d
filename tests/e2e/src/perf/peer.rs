//! The same comparison in plain JavaScript, as a page.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use xtask::command::{self, Run};
use xtask::server::Server;
use xtask::{compress, tools, workspace};

use crate::browser::Browser;
use crate::driver::Driver;
use crate::page::Page;

/// The page, built, in a browser of its own.
pub(super) async fn start(driver: &Driver) -> Result<Page> {
    let folder = build()?;
    Ok(Page { browser: Browser::start(driver).await?, server: Server::plain(&folder)? })
}

/// Its size in bytes after Brotli.
pub(super) fn size() -> Result<usize> {
    let folder = build()?;
    let files = compress::files_in(&folder)?;
    files.iter().map(|file| Ok(compress::brotli(&fs::read(file)?)?.len())).sum()
}

fn build() -> Result<PathBuf> {
    let source = workspace::root().join("tests/e2e/peer");
    let folder = workspace::target()?.join("peer");
    fs::create_dir_all(&folder)?;
    fs::copy(source.join("index.html"), folder.join("index.html"))?;
    let modules = tools::node_modules()?;
    command::plain("node")
        .arg(modules.join("esbuild/bin/esbuild"))
        .arg(source.join("peer.js"))
        .args(["--bundle", "--minify", "--format=esm", "--log-level=warning"])
        .arg(format!("--alias:node:module={}", source.join("node.js").display()))
        .arg(format!("--alias:node:path={}", source.join("node.js").display()))
        .arg(format!("--alias:decimal.js={}", modules.join("decimal.js").display()))
        .args(["--define:process.env.TIERWISE_NODE_MODULES=\"\"", "--define:process.env={}"])
        .arg(format!("--outfile={}", folder.join("peer.js").display()))
        .run()?;
    Ok(folder)
}
