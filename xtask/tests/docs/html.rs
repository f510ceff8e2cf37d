//! Lines to paste: they are what `integrate/snippet.html` gives, and the element and the frame ask for the same.

use std::fs;

use anyhow::{Context, Result, ensure};
use tierwise::app::host::Settings;
use tierwise::i18n::Language;
use xtask::workspace;

use crate::kinds::fragment;

/// Checks the lines with the element, or the frame alone.
pub(crate) fn block(text: &str) -> Result<()> {
    let template = fs::read_to_string(workspace::root().join("integrate/snippet.html"))?;
    let has_element = text.contains("<tierwise-calculator");
    let template = if has_element {
        template
    } else {
        ["<iframe", between(&template, "<iframe", "</iframe>")?, "</iframe>"].concat()
    };
    let attributes = if has_element { between(text, "<tierwise-calculator", ">")? } else { "" };
    let frame = between(text, "<iframe", ">")?;
    let (address, title) = (between(frame, "src=\"", "\"")?, between(frame, "title=\"", "\"")?);
    let calculator = address.split(['?', '#']).next().and_then(|start| start.strip_suffix('/'));
    let calculator = calculator.context("the address has no / before the ?")?;
    let open = if has_element { between(text, &format!("<a href=\"{address}\">"), "</a>")? } else { "" };
    let filled = template
        .replace("{{attributes}}", attributes)
        .replace("{{address}}", address)
        .replace("{{calculator}}", calculator)
        .replace("{{title}}", title)
        .replace("{{open}}", open);
    let (filled, text) = (squeezed(&filled), squeezed(text));
    ensure!(filled == text, "it is not what the template gives:\n{filled}\n{text}");
    asks(address, has_element.then_some(attributes))
}

/// The calculator takes all that the address asks for, and the element's attributes ask for the same.
fn asks(address: &str, attributes: Option<&str>) -> Result<()> {
    let address = address.replace("&amp;", "&");
    let (before, figures) = address.split_once('#').unwrap_or((&address, ""));
    let query = before.split_once('?').map_or("", |(_, query)| query);
    let settings = Settings::read(query, Language::CODES);
    ensure!(settings.flaws.is_empty() && settings.others.is_empty(), "the calculator doesn't take {query}");
    fragment(figures)?;
    let Some(attributes) = attributes else { return Ok(()) };
    let element = fs::read_to_string(workspace::root().join("embed/tierwise.js"))?;
    let known = between(&element, "const ATTRIBUTES = [", "]")?;
    let mut asked = Vec::new();
    for attribute in attributes.split("\" ").map(str::trim).filter(|attribute| !attribute.is_empty()) {
        let (name, value) = attribute.split_once("=\"").context("an attribute without a value")?;
        let value = value.trim_end_matches('"').replace("&amp;", "&");
        ensure!(known.contains(&format!("'{name}'")), "the element knows no {name}");
        match name {
            "prefill" => ensure!(value == figures, "prefill has {value}, the address {figures}"),
            _ => asked.push(format!("{name}={value}")),
        }
    }
    ensure!(asked.join("&") == query, "the element asks for {asked:?}, the frame for {query}");
    ensure!(figures.is_empty() || attributes.contains("prefill="), "the element has no prefill");
    Ok(())
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Result<&'a str> {
    let from = text.split_once(start).map(|(_, from)| from);
    from.and_then(|from| Some(from.split_once(end)?.0)).with_context(|| format!("there is no {start}…{end}"))
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn refuses_what_the_template_does_not_give() {
    let frame = "<iframe src=\"https://calc.example/?lang=nl#customers=120\" title=\"T\" loading=\"lazy\" width=\"100%\" height=\"1100\"\n\
         allow=\"clipboard-write\" referrerpolicy=\"strict-origin-when-cross-origin\"></iframe>";
    block(frame).unwrap();
    for (from, to) in
        [("lang=nl", "lang=xx"), ("lang=nl", "tongue=nl"), ("customers=", "customer="), (" loading=\"lazy\"", "")]
    {
        assert!(block(&frame.replace(from, to)).is_err(), "{to}");
    }
    let element = "<tierwise-calculator lang=\"nl\" prefill=\"customers=120\"> FRAME <p><a href=\"https://calc.example/?lang=nl#customers=120\">O</a></p>\n\
         </tierwise-calculator> <script type=\"module\" src=\"https://calc.example/embed/1/tierwise.js\" crossorigin></script>";
    let element = element.replace("FRAME", frame);
    block(&element).unwrap();
    for (from, to) in [
        ("calculator lang=\"nl\"", "calculator lang=\"de\""),
        ("calculator lang", "calculator long"),
        ("prefill=\"customers=120\"", "prefill=\"customers=12\""),
        (" prefill=\"customers=120\"", ""),
        ("/embed/1/", "/embed/2/"),
        (" crossorigin", ""),
    ] {
        assert!(block(&element.replace(from, to)).is_err(), "{to}");
    }
}
