//! Turns the data files into Rust: the programme's rules and their sources (`rules/`), the texts (`locales/`).
//!
//! Stops the build, naming file, item and what is missing, when a figure has no source or date, a text no note or
//! translation. No parser of these files ends up in the program.

mod messages;
mod programme;
mod tree;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use messages::{Messages, Part};
use programme::Programme;
use toml::Value;
use tree::{Day, Node, Table};

fn main() -> ExitCode {
    for input in ["build", "rules", "locales"] {
        println!("cargo::rerun-if-changed={input}");
    }
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), Vec<String>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or_else(|| vec!["OUT_DIR is not set".to_string()])?);
    let (rules, locales) = (read_folder("rules"), read_folder("locales"));
    let programme = rules.and_then(read_programme);
    let messages = locales.and_then(|files| Messages::read(&files));
    match (programme, messages) {
        (Ok(programme), Ok(messages)) => write_all(&out, &programme, &messages).map_err(|problem| vec![problem]),
        (programme, messages) => {
            Err(programme.err().into_iter().flatten().chain(messages.err().into_iter().flatten()).collect())
        }
    }
}

/// Every TOML file of a folder, with its name without the ending, in order of the names.
fn read_folder(folder: &str) -> Result<Vec<(String, Table)>, Vec<String>> {
    let unreadable = |error: std::io::Error| vec![format!("{folder}/ can't be read: {error}")];
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        match read_file(&path) {
            Ok(table) => {
                let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                files.push((name, table));
            }
            Err(problem) => problems.push(problem),
        }
    }
    files.sort_by(|(one, _), (other, _)| one.cmp(other));
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

fn read_file(path: &Path) -> Result<Table, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{} can't be read: {error}", path.display()))?;
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let line = error.span().map_or(1, |span| text.get(..span.start).unwrap_or_default().lines().count().max(1));
        format!("{}: line {line}: {}", path.display(), error.message())
    })?;
    Ok(table_of(table))
}

fn table_of(table: toml::Table) -> Table {
    table.into_iter().map(|(key, value)| (key, node(value))).collect()
}

fn node(value: Value) -> Node {
    match value {
        Value::String(text) => Node::Text(text),
        Value::Integer(number) => Node::Number(number),
        Value::Datetime(toml::value::Datetime { date: Some(date), time: None, offset: None }) => {
            Node::Day(Day { year: date.year, month: date.month, day: date.day })
        }
        Value::Array(items) => Node::List(items.into_iter().map(node).collect()),
        Value::Table(table) => Node::Table(table_of(table)),
        Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => Node::Other,
    }
}

fn read_programme(files: Vec<(String, Table)>) -> Result<Programme, Vec<String>> {
    let (sources, sets): (Vec<_>, Vec<_>) = files.into_iter().partition(|(name, _)| name == "sources");
    let Some((_, sources)) = sources.first() else {
        return Err(vec!["rules/sources.toml is missing".to_string()]);
    };
    let sets: Vec<_> = sets.into_iter().map(|(name, table)| (format!("rules/{name}.toml"), table)).collect();
    Programme::read(("rules/sources.toml", sources), &sets)
}

fn write_all(out: &Path, programme: &Programme, messages: &Messages) -> Result<(), String> {
    write(out, "sources.rs", &programme.write_sources())?;
    write(out, "rules.rs", &programme.write_rules())?;
    write(out, "messages.rs", &messages.write_enum())?;
    write(out, "words.rs", &messages.write_words())?;
    let mut embedded = String::from("static EMBEDDED: &[MessageFiles] = &[\n");
    for code in messages.codes() {
        embedded.push_str(&format!("    MessageFiles {{\n        language: {code:?},\n"));
        for part in Part::ALL {
            let field = part.name();
            let name = format!("{field}.{code}.txt");
            write(out, &name, &messages.write_texts(code, part).unwrap_or_default())?;
            embedded.push_str(&format!("        {field}: include_str!(concat!(env!(\"OUT_DIR\"), \"/{name}\")),\n"));
        }
        let name = format!("frame.{code}.json");
        write(out, &name, &messages.write_frame(code).unwrap_or_default())?;
        embedded.push_str(&format!("        frame: include_str!(concat!(env!(\"OUT_DIR\"), \"/{name}\")),\n"));
        embedded.push_str("    },\n");
    }
    embedded.push_str("];\n");
    write(out, "embedded.rs", &embedded)
}

fn write(out: &Path, name: &str, text: &str) -> Result<(), String> {
    fs::write(out.join(name), text).map_err(|error| format!("{name} can't be written: {error}"))
}
