//! The finish of the page that Trunk has built.
//!
//! It writes the message files, tells `boot.js` where they are, names `boot.js` by its contents, and makes the scripts
//! and sheets of a release small.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::command::{self, Run};
use crate::{hash, tools, workspace};

/// Where the message files are, relative to the page.
const MESSAGES: &str = "messages";
/// Where those are that are fetched once the answer is on the screen.
const LATER: &str = "messages/later";
/// Where those are that only the page of many partners fetches: it says so itself.
const BATCH: &str = "messages/batch";
/// How the element begins that starts the page; see `pattern_script` in `Trunk.toml`.
const BOOT_ELEMENT: &str = "<script id=\"boot\"";
/// The scripts that the page has from the start.
const SCRIPTS: [&str; 2] = ["head.js", "boot.js"];
/// What saves a drawing as a picture: it is fetched when it is wanted.
const SAVE_SCRIPT: &str = "save.js";
/// What is fetched once the answer is drawn: what is folded away at first, and paper.
pub(crate) const LATER_SHEETS: [&str; 2] = ["folded.css", "print.css"];
/// The folder and the name of the file that these become.
pub(crate) const LATER_SHEET: &str = "sheet";
/// Where the profiles are, in the checkout and beside the page.
const PROFILES: &str = "profiles";

/// Finishes the page in this folder.
///
/// `parts` are fetched on demand: the name of each, and where its script is in there.
pub fn run(folder: &Path, parts: &[(&str, String)]) -> Result<()> {
    minify(folder)?;
    let page = folder.join("index.html");
    let mut html = fs::read_to_string(&page)?;
    html = join_sheets(folder, &html)?;
    html = add_messages(folder, &html)?;
    for (part, script) in parts {
        html = insert_attributes(&html, &format!(" data-{part}=\"{script}\""))?;
    }
    add_profiles(folder)?;
    html = add_later(folder, &html, ("save", "js"), &minified(&workspace::root().join(SAVE_SCRIPT))?)?;
    let sheets = LATER_SHEETS.map(|sheet| minified(&workspace::root().join("styles").join(sheet)));
    let sheets = sheets.into_iter().collect::<Result<String>>()?;
    html = add_later(folder, &html, (LATER_SHEET, "css"), &sheets)?;
    for script in SCRIPTS {
        html = name_script(folder, &html, script)?;
    }
    fs::write(&page, html)?;
    Ok(())
}

/// Makes one file of all sheets, in the order in which the page links them: one request, and it compresses better.
fn join_sheets(folder: &Path, html: &str) -> Result<String> {
    const LINK: &str = "<link rel=\"stylesheet\" href=\"./";
    let mut sheets = String::new();
    let mut page = String::new();
    let mut links = html.split(LINK);
    page += links.next().unwrap_or_default();
    for link in links {
        let (name, after) = link.split_once('"').context("a link to a sheet does not end")?;
        sheets += fs::read_to_string(folder.join(name))?.trim_end();
        fs::remove_file(folder.join(name))?;
        page += after.split_once('>').context("a link to a sheet does not end")?.1.trim_start();
    }
    let name = format!("styles-{}.css", hash::short(sheets.as_bytes()));
    fs::write(folder.join(&name), sheets)?;
    let (head, body) = page.split_once("</head>").context("index.html has no </head>")?;
    Ok(format!("{head}<link rel=\"stylesheet\" href=\"./{name}\">\n</head>{body}"))
}

/// Minifies every script and sheet beside the page. Trunk has hashed them already: the name still changes with the
/// contents.
fn minify(staging: &Path) -> Result<()> {
    for entry in fs::read_dir(staging)? {
        let file = entry?.path();
        if matches!(file.extension().and_then(OsStr::to_str), Some("js" | "css")) {
            let small = minified(&file)?;
            fs::write(&file, small)?;
        }
    }
    Ok(())
}

/// A script or a sheet without what only people need.
pub(crate) fn minified(file: &Path) -> Result<String> {
    small(file, &[])
}

/// The same, of a script together with all that it imports.
pub(crate) fn bundled(file: &Path) -> Result<String> {
    small(file, &["--bundle"])
}

fn small(file: &Path, flags: &[&str]) -> Result<String> {
    let esbuild = tools::node_modules()?.join("esbuild/bin/esbuild");
    let format = file.extension().is_some_and(|extension| extension == "js").then_some("--format=esm");
    command::plain("node")
        .args([&esbuild, file])
        .args(["--minify", "--log-level=warning"])
        .args(flags)
        .args(format)
        .output_text()
}

/// Writes the files of messages, named by their contents, and points the boot element at each that the page fetches.
fn add_messages(staging: &Path, html: &str) -> Result<String> {
    for folder in [LATER, BATCH] {
        fs::create_dir_all(staging.join(folder))?;
    }
    let mut attributes = String::new();
    for files in tierwise::i18n::message_files() {
        let language = files.language;
        let write = |folder: &str, contents: &str| -> Result<String> {
            let file = format!("{folder}/{language}.{}.txt", hash::short(contents.as_bytes()));
            fs::write(staging.join(&file), contents)?;
            Ok(file)
        };
        for (name, folder, contents) in [("messages", MESSAGES, files.first), ("later", LATER, files.later)] {
            attributes += &format!(" data-{name}-{language}=\"{}\"", write(folder, contents)?);
        }
        write(BATCH, files.batch)?;
    }
    insert_attributes(html, &attributes)
}

/// Adds a file that is fetched later, in a folder of its own and named by its contents, and points the boot element at it.
fn add_later(staging: &Path, html: &str, (name, end): (&str, &str), contents: &str) -> Result<String> {
    let file = format!("{name}/{name}-{}.{end}", hash::short(contents.as_bytes()));
    fs::create_dir_all(staging.join(name))?;
    fs::write(staging.join(&file), contents)?;
    insert_attributes(html, &format!(" data-{name}=\"{file}\""))
}

/// Puts the profiles and their pictures beside the page, under their own names: whoever hosts the page adds to them.
fn add_profiles(staging: &Path) -> Result<()> {
    let folder = staging.join(PROFILES);
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(workspace::root().join(PROFILES))? {
        let entry = entry?;
        fs::copy(entry.path(), folder.join(entry.file_name()))?;
    }
    Ok(())
}

/// Gives a script a name that changes with its contents, like all other files: a browser that kept an old one would
/// start a new page with it.
fn name_script(staging: &Path, html: &str, script: &str) -> Result<String> {
    let contents = fs::read(staging.join(script))?;
    let named = format!("{}-{}.js", script.trim_end_matches(".js"), hash::short(&contents));
    fs::rename(staging.join(script), staging.join(&named))?;
    let source = format!("/{script}\"");
    if html.matches(&source).count() != 1 {
        anyhow::bail!("index.html should name {script} once");
    }
    Ok(html.replace(&source, &format!("/{named}\"")))
}

/// Puts attributes into the boot element.
fn insert_attributes(html: &str, attributes: &str) -> Result<String> {
    let (before, after) =
        html.split_once(BOOT_ELEMENT).with_context(|| format!("index.html has no {BOOT_ELEMENT}…>"))?;
    Ok(format!("{before}{BOOT_ELEMENT}{attributes}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_go_into_the_boot_element() -> Result<()> {
        let html = r#"<script id="boot" type="module" src="./boot.js"></script>"#;
        let expected = r#"<script id="boot" a="b" type="module" src="./boot.js"></script>"#;
        assert_eq!(insert_attributes(html, " a=\"b\"")?, expected);
        assert!(insert_attributes("<html>", "").is_err());
        Ok(())
    }
}
