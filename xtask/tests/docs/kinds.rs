//! What a block can be, by the words behind its fence, and what reads it.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail, ensure};
use serde_json::{Map, Value, json};
use tierwise::engine::date::Date;
use tierwise::i18n::Language;
use tierwise::link::{self, Kind};
use tierwise::{json as scenarios, profile, verify};
use xtask::{pages, workspace};

use crate::markdown::Block;
use crate::{html, shell};

/// The day on which the examples are read.
const DAY: Date = Date::literal(2026, 11, 22);

/// Checks a block of a document; `others` are all of it.
pub(crate) fn check(file: &str, block: &Block, others: &[Block]) -> Result<()> {
    let text = block.text.as_str();
    match block.info.as_str() {
        "sh" => shell::block(text),
        "html" => html::block(text),
        "json scenario" => scenario(text),
        "json profile" => read_profile(text),
        "json file" => saved(text),
        "json detail" => detail(text),
        "js" => script(text, others),
        "link" => links(text),
        "http" => headers(text),
        "nginx" => server(text),
        "toml" => texts(text),
        "text" if file == "ARCHITECTURE.md" => names(text),
        // tests/it/batch_docs.rs reads those, and compares what is said of them.
        "csv en" | "csv nl" | "text" if file == "docs/batch.md" => Ok(()),
        info => bail!("nobody knows how to check a block of {info:?} here"),
    }
}

fn headers(text: &str) -> Result<()> {
    ensure!(text.trim() == pages::host_headers(), "the page integrate/ has other headers");
    Ok(())
}

fn read(path: &str) -> Result<String> {
    fs::read_to_string(workspace::root().join(path)).with_context(|| path.to_owned())
}

fn scenario(text: &str) -> Result<()> {
    scenarios::scenario(text).map(drop).map_err(|refusal| anyhow!("{refusal}"))
}

fn read_profile(text: &str) -> Result<()> {
    profile::decode::profile("acme", text, DAY).map(drop).map_err(|flaws| anyhow!("{flaws:?}"))
}

/// A file that the page saves, with part of its report and any check.
fn saved(text: &str) -> Result<()> {
    let shown: Value = serde_json::from_str(text)?;
    let scenario = scenarios::scenario(&shown["scenario"].to_string()).map_err(|refusal| anyhow!("{refusal}"))?;
    let whole: Value = serde_json::from_str(&verify::file(&scenario, DAY).context("it is of a day without rules")?)?;
    ensure!(shown["scenario"] == whole["scenario"], "the page would write {}", whole["scenario"]);
    ensure!(shown["check"].is_string() && whole["check"].is_string(), "there is no check");
    let (shown, whole) = (shown.as_object().context("no object")?, whole.as_object().context("no object")?);
    let keys = |object: &Map<String, Value>| object.keys().cloned().collect::<BTreeSet<_>>();
    ensure!(keys(shown) == keys(whole), "its keys are {:?}", keys(whole));
    for (key, value) in shown["report"].as_object().context("no report")? {
        ensure!(whole["report"].get(key) == Some(value), "the report has {key}: {:?}", whole["report"].get(key));
    }
    Ok(())
}

/// What an event brings: a message with it fits the published schema.
fn detail(text: &str) -> Result<()> {
    let value: Value = serde_json::from_str(text)?;
    let schema: Value = serde_json::from_str(&read("embed/messages.schema.json")?)?;
    let message = json!({ "ns": "tierwise", "v": 1, "id": "0".repeat(32), "type": "lead", "detail": value });
    node(&format!(
        "const fits = new Function({});\nif (!fits({schema}, [{message}])[0]) throw 'it does not fit the schema';",
        json!(read("tests/e2e/fits.js")?)
    ))?;
    let figures = value["figures"].as_object().context("no figures")?;
    let items = value["consent"]["items"].as_array().context("no items")?;
    ensure!(figures.keys().eq(items.iter().filter_map(Value::as_str)), "what was agreed to is not what is sent");
    figures.get("entered").and_then(Value::as_str).map_or(Ok(()), fragment)
}

/// Runs a script in Node, where there is one.
fn node(script: &str) -> Result<()> {
    let mut node = Command::new("node");
    node.args(["--input-type=module", "--eval", script]).stdin(Stdio::null()).stdout(Stdio::null());
    match node.output() {
        Ok(output) => {
            ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            Ok(())
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// A script of a page around the calculator: Node runs it, and every event that it waits for comes, with what the document
/// says that it brings. Where there is no Node, only the names are checked.
fn script(text: &str, others: &[Block]) -> Result<()> {
    let element = read("embed/tierwise.js")?;
    let known = element.split_once("const EVENTS = [").and_then(|(_, rest)| Some(rest.split_once(']')?.0));
    let known = known.context("the element has no events")?;
    let mut events = Vec::new();
    for name in text.split("'tierwise-").skip(1).filter_map(|rest| Some(rest.split_once('\'')?.0)) {
        ensure!(known.contains(&format!("'{name}'")), "there is no event tierwise-{name}");
        events.push(format!("tierwise-{name}"));
    }
    ensure!(!events.is_empty(), "it waits for no event");
    let detail = others.iter().find(|block| block.info == "json detail").context("what an event brings is not said")?;
    let whole = format!(
        "globalThis.document = new EventTarget();\n{text}\nfor (const name of {}) document.dispatchEvent(Object.assign(new Event(name), {{ detail: {} }}));\n",
        json!(events),
        detail.text
    );
    node(&whole)
}

fn links(text: &str) -> Result<()> {
    for line in text.lines() {
        let (_, figures) = line.split_once("/#").with_context(|| format!("{line} has no figures"))?;
        ensure!(!figures.is_empty(), "{line} has no figures");
        fragment(figures)?;
    }
    Ok(())
}

/// What stands behind the `#` is read whole.
pub(crate) fn fragment(figures: &str) -> Result<()> {
    let opened = link::decode(figures, DAY);
    ensure!(opened.problems.is_empty(), "{figures}: {:?}", opened.problems);
    ensure!(!matches!(opened.kind, Kind::Damaged | Kind::Newer), "{figures} is {:?}", opened.kind);
    let known = opened.language.as_deref().is_none_or(|code| Language::CODES.contains(&code));
    ensure!(known, "{figures} asks for a language that there isn't");
    Ok(())
}

/// The same lines as `deploy/nginx.conf` says that it is to be included by.
fn server(text: &str) -> Result<()> {
    let said = |lines: &str| {
        let words = lines.lines().flat_map(|line| line.split('#').next().unwrap_or_default().split_whitespace());
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    let file = read("deploy/nginx.conf")?;
    let lines: Vec<&str> = file.lines().filter_map(|line| line.strip_prefix("#     ")).collect();
    ensure!(!lines.is_empty() && said(text) == said(&lines.join("\n")), "deploy/nginx.conf says it otherwise");
    Ok(())
}

/// Texts of several languages, each under a line that names its file: they stand there as they are.
fn texts(text: &str) -> Result<()> {
    let mut files = 0;
    for part in text.split("# ").filter(|part| !part.trim().is_empty()) {
        let (name, rest) = part.split_once('\n').context("a name without texts")?;
        let (shown, whole): (toml::Table, toml::Table) = (rest.parse()?, read(&format!("locales/{name}"))?.parse()?);
        for (group, messages) in &shown {
            for (key, message) in messages.as_table().context("no group")? {
                let there = whole.get(group).and_then(|group| group.get(key));
                ensure!(there.is_some_and(|there| there == message), "locales/{name} has {group}.{key}: {there:?}");
            }
        }
        files += 1;
    }
    ensure!(files > 0, "there are no texts");
    Ok(())
}

/// A drawing whose names are those of the sources.
fn names(text: &str) -> Result<()> {
    let names =
        text.split(|sign: char| !(sign.is_alphanumeric() || "_:".contains(sign))).filter(|name| name.contains("::"));
    let mut found = 0;
    for name in names {
        let (module, item) = name.rsplit_once("::").context("a name without a module")?;
        let module = module.to_lowercase().replace("::", "/");
        let places = [format!("src/{module}/mod.rs"), format!("src/{module}.rs"), format!("src/engine/{module}.rs")];
        let source = places.iter().find_map(|place| read(place).ok());
        let source = source.or_else(|| read(&format!("src/{}/mod.rs", module.split('/').next()?)).ok());
        ensure!(source.is_some_and(|source| source.contains(item)), "there is no {name}");
        found += 1;
    }
    ensure!(found > 0, "it names nothing");
    Ok(())
}

#[test]
fn refuses_what_its_readers_refuse() {
    let detail = Block { line: 1, info: "json detail".into(), text: "{ \"figures\": {}, \"consent\": null }".into() };
    let others = [detail];
    for (info, text) in [
        ("", "x"),
        ("python", "x"),
        ("text", "x"),
        ("json", "{}"),
        ("json scenario", "{ \"revenue\": { \"azur\": 1 } }"),
        ("json scenario", "{ \"customers\": \"many\" }"),
        ("json profile", "{ \"version\": 1 }"),
        (
            "json profile",
            "{ \"version\": 1, \"name\": \"A\", \"as_of\": \"2026-11-01\", \"figures\": { \"rules\": \"2020\" } }",
        ),
        (
            "json file",
            "{ \"scenario\": { \"as_of\": \"2026-11-22\", \"rules\": \"fy26\" }, \"report\": { \"rules\": \"2020\" }, \"check\": \"\" }",
        ),
        ("json file", "{ \"scenario\": { \"as_of\": \"2026-11-22\" }, \"report\": {}, \"check\": \"\" }"),
        ("json detail", "{ \"figures\": { \"name\": \"x\" }, \"consent\": null }"),
        ("link", "https://calc.example/#revenue.azur=1"),
        ("link", "https://calc.example/#v=1&at=2026-11-22&by=fy26&d=1&ro=direct&rem=480001&z=0diW"),
        ("link", "https://calc.example/"),
        ("js", "document.addEventListener('tierwise-nothing', () => {});"),
        ("http", "Content-Security-Policy: frame-src *"),
        ("nginx", "server { listen 80; }"),
        ("toml", "# nl.toml\n[gap]\ntenure = \"Nog even.\"\n"),
    ] {
        let block = Block { line: 1, info: info.into(), text: text.into() };
        assert!(check("docs/x.md", &block, &others).is_err(), "{info}: {text}");
    }
    assert!(names("scenario::nothing_of_it").is_err());
}

#[test]
fn refuses_a_script_that_does_not_run() {
    if Command::new("node").arg("--version").output().is_err() {
        return;
    }
    let detail = Block { line: 1, info: "json detail".into(), text: "{ \"figures\": {}, \"consent\": null }".into() };
    let others = [detail];
    let waits = |then: &str| format!("document.addEventListener('tierwise-lead', ({{ detail }}) => {then}");
    script(&waits("detail.figures);"), &others).unwrap();
    for wrong in ["{", "detail.nothing.of_it);", "nothing(detail));"] {
        assert!(script(&waits(wrong), &others).is_err(), "{wrong}");
    }
}
