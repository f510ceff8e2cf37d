//! Commands in the documents: each names something that there is, and what is piped into one is read by it.

use std::fs;

use anyhow::{Context, Result, bail, ensure};
use xtask::{cli, workspace};

/// Checks a block of commands, one a line or over several with a backslash.
pub(crate) fn block(text: &str) -> Result<()> {
    let text = text.replace("\\\n", " ");
    let mut checked = 0;
    for line in text.lines().map(without_comment).filter(|line| !line.is_empty()) {
        command(line).with_context(|| line.to_owned())?;
        checked += 1;
    }
    ensure!(checked > 0, "there is no command");
    Ok(())
}

/// Checks one line: a command, or several with pipes between.
pub(crate) fn command(line: &str) -> Result<()> {
    let words = words(line)?;
    let mut input: Option<String> = None;
    for part in words.split(|word| word == "|") {
        let part: Vec<&str> = part.iter().map(String::as_str).skip_while(is_setting).collect();
        input = match part.as_slice() {
            ["echo", said @ ..] => Some(said.join(" ")),
            ["cargo", "xtask", words @ ..] => cli::task(words).map(|_| None)?,
            ["cargo", "run", options @ ..] => example(options, input.as_deref()).map(|()| None)?,
            ["cargo", "test", options @ ..] => tests(options).map(|()| None)?,
            ["cargo", "fmt"] => None,
            ["podman", "build", "-f", file, ..] => {
                ensure!(workspace::root().join(file).is_file(), "there is no {file}");
                None
            }
            ["podman", "run", ..] => None,
            _ => bail!("nobody knows how to check {:?}", part.join(" ")),
        };
    }
    ensure!(input.is_none(), "what is said goes nowhere");
    Ok(())
}

/// `cargo run … --example evaluate`, with what comes from standard input.
fn example(options: &[&str], input: Option<&str>) -> Result<()> {
    let (options, arguments) = match options.iter().position(|option| *option == "--") {
        Some(place) => (&options[..place], &options[place + 1..]),
        None => (options, &[][..]),
    };
    let mut name = None;
    each_option(options, |option, value| {
        ensure!(option == "--example", "cargo run {option}");
        name = value;
        Ok(())
    })?;
    ensure!(name == Some("evaluate"), "the example is {name:?}");
    match (arguments, input) {
        ([], Some(scenario)) => {
            tierwise::json::scenario(scenario).map_err(|refusal| anyhow::anyhow!("{refusal}"))?;
        }
        (["--verify"], Some(_)) | (["--verify", _], None) => {}
        _ => bail!("evaluate takes a scenario, or --verify with a file"),
    }
    Ok(())
}

/// `cargo test …`: there are tests of that name in that target.
fn tests(options: &[&str]) -> Result<()> {
    let (mut target, mut filter) = (None, None);
    each_option(options, |option, value| {
        match option {
            "--test" => target = value,
            "--package" | "-p" => ensure!(matches!(value, Some("xtask" | "e2e")), "there is no package {value:?}"),
            _ if !option.starts_with('-') => filter = Some(option),
            _ => bail!("cargo test {option}"),
        }
        Ok(())
    })?;
    let Some(target) = target else { return Ok(()) };
    let targets = manifest()?;
    let targets = targets.get("test").and_then(toml::Value::as_array).context("no tests")?;
    ensure!(
        targets.iter().any(|test| test.get("name").and_then(toml::Value::as_str) == Some(target)),
        "--test {target}"
    );
    let Some(filter) = filter else { return Ok(()) };
    let folder = workspace::root().join("tests").join(target);
    let main = fs::read_to_string(folder.join("main.rs"))?;
    ensure!(main.contains(&format!("mod {filter};")), "tests/{target} has no {filter}");
    Ok(())
}

/// Tells of every option with its value; those that every command of Cargo has are checked here.
fn each_option<'a>(options: &[&'a str], mut tell: impl FnMut(&'a str, Option<&'a str>) -> Result<()>) -> Result<()> {
    let mut rest = options.iter().copied();
    while let Some(option) = rest.next() {
        match option {
            "--no-default-features" | "--quiet" | "--release" => {}
            "--features" => {
                let features = manifest()?;
                for feature in rest.next().context("--features without any")?.split(',') {
                    ensure!(features["features"].get(feature).is_some(), "there is no feature {feature}");
                }
            }
            _ => tell(option, if option.starts_with('-') { rest.next() } else { None })?,
        }
    }
    Ok(())
}

fn manifest() -> Result<toml::Table> {
    Ok(fs::read_to_string(workspace::root().join("Cargo.toml"))?.parse()?)
}

fn is_setting(word: &&str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| name.chars().all(|sign| sign.is_ascii_uppercase() || sign == '_'))
}

/// The line up to a `#` that begins a word outside quotes.
fn without_comment(line: &str) -> &str {
    let mut quote = None;
    let mut before = ' ';
    for (place, sign) in line.char_indices() {
        match quote {
            Some(open) if sign == open => quote = None,
            None if sign == '\'' || sign == '"' => quote = Some(sign),
            None if sign == '#' && before == ' ' => return line[..place].trim(),
            _ => {}
        }
        before = sign;
    }
    line.trim()
}

/// The words of a command, without their quotes; a pipe is a word.
fn words(line: &str) -> Result<Vec<String>> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for sign in line.chars() {
        match quote {
            Some(open) if sign == open => quote = None,
            None if sign == '\'' || sign == '"' => {
                quote = Some(sign);
                word.get_or_insert_default();
            }
            None if sign.is_whitespace() => words.extend(word.take()),
            None if "><;&$`".contains(sign) => bail!("{sign} is more than these checks know"),
            _ => word.get_or_insert_default().push(sign),
        }
    }
    ensure!(quote.is_none(), "a quote is never closed");
    words.extend(word);
    Ok(words)
}

#[test]
fn refuses_what_would_not_run() {
    for wrong in [
        "cargo xtask build",
        "cargo xtask test nonsense",
        "cargo run --example evaluate",
        "echo '{\"revenue\": {\"azur\": 1}}' | cargo run --example evaluate",
        "echo '{}' | cargo run --features jason --example evaluate",
        "echo '{}' | cargo run --example evaluat",
        "cargo test --test that",
        "cargo test --test it nothing_of_the_kind",
        "podman build -f deploy/Nothing .",
        "make",
        "echo '{}'",
        "cargo xtask size && cargo xtask test",
        "# only a comment",
    ] {
        assert!(block(wrong).is_err(), "{wrong}");
    }
    for right in [
        "X_Y=1 cargo xtask test fmt # why",
        "echo '{\"role\": \"new\"}' | cargo run --no-default-features \\\n  --features json --example evaluate",
        "cargo test --test it boundaries",
    ] {
        block(right).unwrap_or_else(|error| panic!("{right}: {error:#}"));
    }
}
