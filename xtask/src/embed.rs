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

#[cfg(test)]
mod tests {
    use super::*;
    use tierwise::link::QUERY_KEYS;

    fn source(path: &str) -> Result<String> {
        Ok(fs::read_to_string(workspace::root().join(path))?)
    }

    /// What stands between two marks.
    fn between<'a>(text: &'a str, start: &str, end: &str) -> Result<&'a str> {
        let rest = text.split_once(start).with_context(|| format!("there is no {start}"))?.1;
        Ok(rest.split_once(end).with_context(|| format!("there is no {end} after {start}"))?.0)
    }

    fn sorted<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        let mut names: Vec<&str> = names.into_iter().collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn every_attribute_has_its_twin_in_the_query_and_is_in_the_document() -> Result<()> {
        let (element, boot, document) = (source("embed/tierwise.js")?, source("boot.js")?, source("docs/embed.md")?);
        let attributes = sorted(between(&element, "const ATTRIBUTES = [", "]")?.split('\'').skip(1).step_by(2));
        // The twin of the figures to fill in is the fragment, which is never sent.
        let in_query = attributes.iter().copied().filter(|name| *name != "prefill");
        assert_eq!(sorted(in_query.clone()), sorted(QUERY_KEYS));
        let plain = between(&boot, "const PLAIN = {", "};")?;
        let read =
            plain.split(": ").filter_map(|part| part.rsplit([' ', '\n']).next()).map(|key| key.trim_matches('\''));
        assert_eq!(sorted(read.filter(|key| QUERY_KEYS.contains(key))), sorted(in_query), "boot.js");
        let rows = between(&document, "## Attributes", "## Events")?.lines().filter(|line| line.starts_with("| `"));
        let named = rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split('`').skip(1).step_by(2));
        assert_eq!(sorted(named), attributes, "docs/embed.md");
        Ok(())
    }

    #[test]
    fn the_events_are_those_of_the_document() -> Result<()> {
        let (element, document) = (source("embed/tierwise.js")?, source("docs/embed.md")?);
        let events = sorted(between(&element, "const EVENTS = [", "]")?.split('\'').skip(1).step_by(2));
        let rows = between(&document, "## Events", "## What a host")?.lines();
        let named = rows.filter_map(|row| row.strip_prefix("| `tierwise-")?.split('`').next());
        assert_eq!(sorted(named), events);
        Ok(())
    }
}
