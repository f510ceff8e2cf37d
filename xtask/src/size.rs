//! `cargo xtask size`: what it costs to fetch the page once, compressed as a good host sends it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use tierwise::i18n::Language;

use crate::{compress, embed, licences, page, workspace};

/// The most that the first answer may fetch, in bytes after Brotli: the page in one language as it was drawn, its sheet, and the script
/// in its head. Less than a fifth of a second on a slow phone connection of 1.6 Mbit/s.
pub const ANSWER: usize = 34_000;
/// The most that the program may fetch besides, until it answers to what is typed: about a second on such a connection.
/// Parts that are fetched on demand lie in folders of their own, and don't count.
pub const PROGRAM: usize = 220_000;

/// Measures the page, after building it where needed. Over the budget is an error.
pub fn run() -> Result<()> {
    page::ensure()?;
    let dist = workspace::dist();
    let (mut answer, mut program) = (Vec::new(), Vec::new());
    for file in measure(&dist)? {
        match file.name() {
            // That of the largest language stands for all.
            "index.html" => {}
            name if ["head-", "styles-"].iter().any(|start| name.starts_with(start)) => answer.push(file),
            _ => program.push(file),
        }
    }
    let pages = Language::ALL.map(|language| measure(&dist.join(language.code())));
    let pages = pages.into_iter().collect::<Result<Vec<_>>>()?;
    answer.extend(pages.into_iter().flatten().max_by_key(|file| file.brotli));
    program.extend(measure(&dist.join("messages"))?.into_iter().max_by_key(|file| file.brotli));
    let answered = tell("the first answer", answer, ANSWER, &dist);
    let ready = tell("the program", program, PROGRAM, &dist);
    println!("fetched on demand, by folder, with the largest of the languages:");
    for Folder { name, files, brotli } in on_demand(&dist)? {
        println!("{brotli:>19}  {name}, files: {files}");
    }
    println!(
        "{:>19}  the element for other sites, after gzip; its budget is {}",
        embed::check_size(&dist)?,
        embed::BUDGET
    );
    answered.and(ready)
}

/// Lists the files of a part, and fails if they are over its budget.
fn tell(part: &str, mut files: Vec<File>, budget: usize, dist: &Path) -> Result<()> {
    files.sort_by_key(|file| std::cmp::Reverse(file.brotli));
    println!("{:>9} {:>9}  {part}", "raw", "brotli");
    for File { path, raw, brotli } in &files {
        println!("{raw:>9} {brotli:>9}  {}", path.strip_prefix(dist).unwrap_or(path).display());
    }
    let raw: usize = files.iter().map(|file| file.raw).sum();
    let brotli: usize = files.iter().map(|file| file.brotli).sum();
    println!("{raw:>9} {brotli:>9}  in all; the budget is {budget}\n");
    match brotli.checked_sub(budget) {
        Some(excess @ 1..) => bail!("{part} is {excess} bytes over its budget of {budget}"),
        _ => Ok(()),
    }
}

struct File {
    path: PathBuf,
    raw: usize,
    brotli: usize,
}

impl File {
    fn name(&self) -> &str {
        self.path.file_name().and_then(OsStr::to_str).unwrap_or_default()
    }
}

/// A folder of what is fetched on demand.
#[derive(Debug, PartialEq, Eq)]
struct Folder {
    name: String,
    files: usize,
    brotli: usize,
}

/// Every folder that isn't the page's own, and those in it.
fn on_demand(dist: &Path) -> Result<Vec<Folder>> {
    let mut found = Vec::new();
    let mut open = vec![dist.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            }
        }
        let name = folder.strip_prefix(dist)?.display().to_string();
        // Those are counted as the page.
        if !["", "messages"].contains(&name.as_str()) && !Language::CODES.contains(&name.as_str()) {
            found.extend(on_visit(&measure(&folder)?).map(|(files, brotli)| Folder { name, files, brotli }));
        }
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// How many of these files a visitor fetches, and how much that is: of those that are there in every language only one.
fn on_visit(files: &[File]) -> Option<(usize, usize)> {
    let (of_languages, others): (Vec<&File>, Vec<&File>) = files.iter().partition(|file| is_of_a_language(&file.path));
    let largest = of_languages.iter().map(|file| file.brotli).max();
    // The first page of a folder is one of its languages once more.
    let others = others.iter().filter(|file| largest.is_none() || !file.path.ends_with("index.html"));
    let counted: Vec<usize> = others.map(|file| file.brotli).chain(largest).collect();
    (!counted.is_empty()).then(|| (counted.len(), counted.iter().sum()))
}

fn is_of_a_language(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Language::CODES.iter().any(|code| name.strip_prefix(code).is_some_and(|rest| rest.starts_with(['-', '.'])))
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
            // What the build has compressed is not compressed again; what has no twin is sent as it is.
            let sent = Some(compress::beside(&path, compress::BROTLI)).filter(|twin| twin.is_file());
            let size = |file: &Path| Ok::<_, anyhow::Error>(usize::try_from(fs::metadata(file)?.len())?);
            let (raw, brotli) = (size(&path)?, size(sent.as_deref().unwrap_or(&path))?);
            files.push(File { path, raw, brotli });
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, brotli: usize) -> File {
        File { path: path.into(), raw: 0, brotli }
    }

    #[test]
    fn of_what_is_there_in_every_language_one_counts() {
        let frame = [file("frame/frame-07.js", 20), file("frame/en-e9.json", 5), file("frame/de-9b.json", 7)];
        assert_eq!(on_visit(&frame), Some((2, 27)));
        let page = [file("terms/index.html", 9), file("terms/en.html", 9), file("terms/fr.html", 8)];
        assert_eq!(on_visit(&page), Some((1, 9)));
        assert_eq!(on_visit(&[file("save/index.html", 3), file("save/enter.js", 4)]), Some((2, 7)));
        assert_eq!(on_visit(&[]), None);
    }
}
