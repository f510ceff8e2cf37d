//! What a page needs that shows the calculator in a frame: the element, the format of its messages, and the script that
//! speaks for the calculator when it is in one.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::{compress, hash, post_build, workspace};

/// Where the sources are in the checkout.
const SOURCES: &str = "embed";
/// Where the element goes, below the page. Its name never changes: it stands in other people's pages.
const ELEMENT: &str = "embed/1";
const ELEMENT_SCRIPT: &str = "tierwise.js";
const SCHEMA: &str = "messages.schema.json";
/// What is fetched when the calculator finds itself in a frame.
const FRAME: &str = "frame";
/// What stands in its script for the names of files, which the build knows.
const TEXTS_MARK: &str = "FRAME_TEXTS";
const SHEET_MARK: &str = "FRAME_SHEET";

/// The most that the element may take from a host's visitors, in bytes after gzip.
pub(crate) const BUDGET: usize = 2_048;

/// Writes it all into the folder of the page, and returns where the script for the frame is in there.
pub(crate) fn build(dist: &Path) -> Result<String> {
    let sources = workspace::root().join(SOURCES);
    let element = dist.join(ELEMENT);
    fs::create_dir_all(&element)?;
    fs::write(element.join(ELEMENT_SCRIPT), post_build::minified(&sources.join(ELEMENT_SCRIPT))?)?;
    fs::copy(sources.join(SCHEMA), element.join(SCHEMA))?;
    check_size(dist)?;

    let folder = dist.join(FRAME);
    fs::create_dir_all(&folder)?;
    let named = |name: &str, end: &str, contents: &str| -> Result<String> {
        let file = format!("{name}-{}.{end}", hash::short(contents.as_bytes()));
        fs::write(folder.join(&file), contents)?;
        Ok(file)
    };
    let sheet = named("frame", "css", &post_build::minified(&sources.join("frame.css"))?)?;
    let mut texts = Vec::new();
    for files in tierwise::i18n::message_files() {
        let language = files.language;
        // Whoever agrees to something agrees to these words: their version goes with what is sent.
        let version = format!("{language}-{}", hash::short(files.frame.as_bytes()));
        let rest = files.frame.strip_prefix('{').context("the texts for a frame are no object")?;
        let contents = format!("{{\"lang\":\"{language}\",\"version\":\"{version}\",{rest}");
        texts.push(format!("{language}:\"./{}\"", named(language, "json", &contents)?));
    }
    let script = post_build::minified(&sources.join("frame.js"))?;
    let script = put_in(&script, TEXTS_MARK, &format!("{{{}}}", texts.join(",")))?;
    let script = put_in(&script, SHEET_MARK, &format!("\"./{sheet}\""))?;
    Ok(format!("{FRAME}/{}", named("frame", "js", &script)?))
}

fn put_in(script: &str, mark: &str, value: &str) -> Result<String> {
    ensure!(script.matches(mark).count() == 1, "the script for a frame should say {mark} once");
    Ok(script.replace(mark, value))
}

/// How large the element is after gzip; an error when that is over its budget.
pub(crate) fn check_size(dist: &Path) -> Result<usize> {
    let size = compress::gzip(&fs::read(dist.join(ELEMENT).join(ELEMENT_SCRIPT))?)?.len();
    ensure!(size <= BUDGET, "{ELEMENT}/{ELEMENT_SCRIPT} takes {size} bytes after gzip; its budget is {BUDGET}");
    Ok(size)
}
