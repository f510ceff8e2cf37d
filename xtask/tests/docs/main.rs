//! What the documents show works: every block is read by what it is an example for, every link leads somewhere, every
//! command and file they name is there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod html;
mod kinds;
mod markdown;
mod shell;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use xtask::{size, workspace};

use self::markdown::Document;

/// A picture that a command takes; the document has its place before it is there.
const TAKEN_LATER: &str = "docs/screenshot.png";

/// Every document of the checkout by its path, and what else has commands to copy in its comments.
fn documents() -> BTreeMap<String, Document> {
    let mut found = BTreeMap::new();
    let mut folders = vec![workspace::root().to_owned()];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            let is_document = path.extension().is_some_and(|end| end == "md");
            if path.is_dir() {
                folders.push(path);
            } else if is_document {
                found.insert(name(&path), Document::read(&fs::read_to_string(&path).unwrap()));
            }
        }
    }
    for required in ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/integrate.md", "rules/README.md"] {
        assert!(found.contains_key(required), "{required}");
    }
    let example = fs::read_to_string(workspace::root().join("examples/evaluate.rs")).unwrap();
    let lines: Vec<&str> = example.lines().filter_map(|line| line.strip_prefix("//!")).map(str::trim).collect();
    found.insert("examples/evaluate.rs".into(), Document::read(&lines.join("\n")));
    let container = fs::read_to_string(workspace::root().join("deploy/Containerfile")).unwrap();
    let lines: Vec<&str> = container.lines().filter_map(|line| line.strip_prefix("#     ")).collect();
    found.insert("deploy/Containerfile".into(), Document::read(&format!("```sh\n{}\n```", lines.join("\n"))));
    found
}

/// What is in a folder and belongs to the project.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let ignored = fs::read_to_string(workspace::root().join(".gitignore")).unwrap();
    let is_ignored = |path: &Path| ignored.lines().any(|line| line == format!("/{}", name(path)));
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut entries: Vec<PathBuf> = entries
        .filter(|path| !path.file_name().unwrap().to_string_lossy().starts_with('.'))
        .filter(|path| !is_ignored(path) && !path.ends_with("node_modules"))
        .collect();
    entries.sort();
    entries
}

/// The path below the root, with slashes.
fn name(path: &Path) -> String {
    path.strip_prefix(workspace::root()).unwrap().to_string_lossy().replace('\\', "/")
}

#[track_caller]
fn none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

#[test]
fn every_block_is_read_by_what_it_is_an_example_for() {
    let (mut problems, mut kinds) = (Vec::new(), BTreeMap::new());
    for (file, document) in documents() {
        for block in &document.blocks {
            *kinds.entry(block.info.clone()).or_insert(0) += 1;
            if let Err(error) = kinds::check(&file, block, &document.blocks) {
                problems.push(format!("{file}:{}: {error:#}", block.line));
            }
        }
    }
    none(&problems);
    for kind in ["sh", "html", "json profile", "json file", "json detail", "js", "link", "http", "nginx", "toml"] {
        assert!(kinds.contains_key(kind), "there is no block of {kind}");
    }
}

#[test]
fn every_command_and_address_in_a_sentence_is_read_too() {
    let (mut problems, mut commands, mut addresses) = (Vec::new(), 0, 0);
    for (file, document) in documents() {
        for code in document.code.iter().filter(|code| !code.contains('…')) {
            let read = if code.starts_with("cargo ") || code.contains(" cargo ") {
                commands += 1;
                shell::command(code)
            } else if let Some((_, figures)) = code.split_once("/#") {
                addresses += 1;
                kinds::fragment(figures)
            } else if file == "docs/links.md" && code.starts_with(char::is_alphabetic) && code.contains('=') {
                addresses += 1;
                kinds::fragment(code)
            } else {
                continue;
            };
            problems.extend(read.err().map(|error| format!("{file}: `{code}`: {error:#}")));
        }
    }
    none(&problems);
    assert!(commands > 10 && addresses > 3, "{commands} commands, {addresses} addresses");
}

#[test]
fn every_link_leads_somewhere() {
    let documents = documents();
    let (mut problems, mut followed) = (Vec::new(), 0);
    for (file, document) in &documents {
        for link in document.links.iter().filter(|link| !link.starts_with("https://")) {
            followed += 1;
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let folder = Path::new(file).parent().unwrap();
            let target = if path.is_empty() { PathBuf::from(file) } else { plain(&folder.join(path)) };
            let target_name = target.to_string_lossy().into_owned();
            if !workspace::root().join(&target).exists() && target_name != TAKEN_LATER {
                problems.push(format!("{file}: {link} leads nowhere"));
            } else if !anchor.is_empty()
                && !documents.get(&target_name).is_some_and(|there| there.anchors.contains(anchor))
            {
                problems.push(format!("{file}: {link} leads to no heading"));
            }
        }
    }
    none(&problems);
    assert!(followed > 30, "{followed}");
}

/// The path without `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        if part.as_os_str() == ".." {
            assert!(plain.pop(), "{} leads out of the checkout", path.display());
        } else {
            plain.push(part);
        }
    }
    plain
}

/// The code in the first cell of the rows of a table, by the head of that cell.
fn of_table(file: &str, head: &str, cell: usize) -> Vec<String> {
    let text = fs::read_to_string(workspace::root().join(file)).unwrap();
    let (_, table) = text.split_once(head).unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.flat_map(|row| Document::read(row.split(" | ").nth(cell).unwrap()).code).collect()
}

#[test]
fn the_map_has_every_folder_and_nothing_that_is_gone() {
    let map = of_table("ARCHITECTURE.md", "| where | what |", 0);
    let mut problems: Vec<String> = map
        .iter()
        .filter(|path| !workspace::root().join(path).exists())
        .map(|path| format!("the map has {path}, the checkout hasn't"))
        .collect();
    for path in entries(workspace::root()).iter().filter(|path| path.is_dir()) {
        let folder = name(path);
        if !map.iter().any(|place| place.trim_end_matches('/') == folder || place.starts_with(&format!("{folder}/"))) {
            problems.push(format!("the map has no {folder}/"));
        }
    }
    for script in
        entries(workspace::root()).iter().filter(|path| path.extension().is_some_and(|end| end == "js" || end == "css"))
    {
        if !map.contains(&name(script)) {
            problems.push(format!("the map has no {}", name(script)));
        }
    }
    none(&problems);
    assert!(map.len() > 40, "{}", map.len());
}

#[test]
fn what_a_change_touches_is_there() {
    let places = ["", "src/", "src/engine/", "src/ui/report/decide/", "tests/it/", "styles/"];
    let touched = of_table("CONTRIBUTING.md", "| to add | touch | what fails if you forget |", 1);
    let paths: Vec<&String> = touched
        .iter()
        .filter(|code| !code.contains(['<', '*', ' ', ':', '(', '`']) && (code.contains('/') || code.contains('.')))
        .collect();
    let is_there = |path: &str| places.iter().any(|place| workspace::root().join(place).join(path).exists());
    none(&paths.iter().filter(|path| !is_there(path)).map(|path| format!("{path} is gone")).collect::<Vec<_>>());
    assert!(paths.len() > 40, "{}", paths.len());
}

#[test]
fn hosting_says_the_budgets_that_are_held() {
    let page = fs::read_to_string(workspace::root().join("docs/hosting.md")).unwrap();
    for budget in [size::ANSWER, size::PROGRAM] {
        for said in [format!("at most {} kB", budget / 1000), format!("above the {} kB", budget / 1000)] {
            assert!(page.contains(&said), "{said}");
        }
    }
}
