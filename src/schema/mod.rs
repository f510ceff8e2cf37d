//! The JSON Schema (2020-12) of a scenario, and of a file that holds one with its report: from the catalogue of fields, the
//! table of figures and the English texts.
//!
//! `docs/` has both as files, which a test keeps as they are written here. No program of the page has this module.

mod number;
mod report;
mod scenario;

use crate::i18n::{Language, Locale, Message};
use crate::json::Node;

/// The version of JSON Schema.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
/// 64 small hexadecimal digits.
const CHECK: &str = "^[0-9a-f]{64}$";

/// The schema of a scenario, as [`scenario`](crate::json::scenario) reads it.
pub fn scenario() -> Node {
    let english = Locale::embedded(Language::En);
    let mut schema = vec![("$schema", text(DIALECT))];
    schema.extend(scenario::members(&english));
    schema.push(("$defs", Node::Object(scenario::definitions(&english))));
    object(schema)
}

/// The schema of a file with a scenario, its report and a check, as `verify::file` writes it.
pub fn file() -> Node {
    let english = Locale::embedded(Language::En);
    // A file says its day and its rules, so that its report can be worked out anew.
    let stated = || object([("type", text("string"))]);
    let scenario = object([
        ("$ref", text("#/$defs/scenario")),
        ("required", texts(&["as_of", "rules"])),
        ("properties", object([("as_of", stated()), ("rules", stated())])),
    ]);
    let check = object([
        ("title", text("Check")),
        ("description", text("The SHA-256 of the canonical form of the file without it; docs/files.md says how.")),
        ("type", text("string")),
        ("pattern", text(CHECK)),
    ]);
    let mut definitions = scenario::definitions(&english);
    definitions.push(("scenario".to_string(), object(scenario::members(&english))));
    definitions.extend(report::definitions(&english));
    object([
        ("$schema", text(DIALECT)),
        ("title", text("A scenario of Tierwise with its report")),
        ("description", text("What was stated, what the engine answers, and a check over both.")),
        ("type", text("object")),
        ("properties", object([("scenario", scenario), ("report", reference("report")), ("check", check)])),
        ("required", texts(&["scenario", "report", "check"])),
        ("additionalProperties", Node::Fact(false)),
        ("$defs", Node::Object(definitions)),
    ])
}

/// A schema that is defined elsewhere in the document.
fn reference(name: &str) -> Node {
    object([("$ref", Node::Text(["#/$defs/", name].concat()))])
}

fn object<'a>(members: impl IntoIterator<Item = (&'a str, Node)>) -> Node {
    Node::Object(members.into_iter().map(|(key, node)| (key.to_string(), node)).collect())
}

fn text(text: &str) -> Node {
    Node::Text(text.to_string())
}

fn texts(items: &[&str]) -> Node {
    Node::List(items.iter().map(|item| text(item)).collect())
}

/// These words, and `null` where that can stand there too.
fn choices(items: &[&str], or_null: bool) -> Node {
    let null = or_null.then_some(Node::Null);
    Node::List(items.iter().map(|item| text(item)).chain(null).collect())
}

/// The types of a value, and `null` where that can stand there too.
fn types(names: &[&str], or_null: bool) -> Node {
    match names {
        [name] if !or_null => text(name),
        _ => texts(&names.iter().copied().chain(or_null.then_some("null")).collect::<Vec<_>>()),
    }
}

/// A message in plain words, by its key; nothing where there is none.
fn words(locale: &Locale, key: &str) -> Option<String> {
    let (message, _) = Message::ALL.into_iter().zip(Message::KEYS).find(|(_, of)| *of == key)?;
    Some(locale.say(message, &[]).plain())
}
