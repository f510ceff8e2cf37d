//! What readers take along: the page on paper, a chart as a picture.

use std::fs;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::support::base64_decode;
use xtask::workspace;

use crate::driver::Engine;
use crate::page::Page;
use crate::pdf::{Pdf, To, squeezed};
use crate::states::LANGUAGES;

/// Printed, the page is a dossier: everything it rests on is there, nothing that can only be clicked.
pub(super) async fn prints_a_dossier(page: &Page) -> Result<()> {
    for language in LANGUAGES {
        page.open(&format!("lang={language}&ro=direct&bt=820000&cs=120&0na=Noord")).await?;
        page.wait_for("all texts are there", "return document.querySelector('.beliefs') !== null").await?;
        // As the browser does before it prints.
        page.browser.eval("window.dispatchEvent(new Event('beforeprint'))").await?;
        page.browser.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        let shown = "const seen = (selector) => Array.from(document.querySelectorAll(selector))
                        .some((of) => of.checkVisibility() && of.textContent.trim() !== '');";
        for part in [
            "h1",
            ".verdict",
            "[aria-labelledby='direct-rules'] .rule",
            "table.costs",
            "table.costs .receipt .receipt-row",
            ".source-list li",
            ".entered dd",
            ".chart-finding",
            ".foot",
        ] {
            let there = format!("{shown} return seen({part:?})");
            page.wait_for(&format!("{part} is on paper in {language}"), &there).await?;
        }
        for part in [".form", "button", ".in-short", ".languages"] {
            let gone = page.browser.eval(&format!("{shown} return !seen({part:?})")).await?;
            ensure!(gone == json!(true), "{part} is on paper in {language}");
        }
        let pdf = printed(page).await?;
        ensure!(!pdf.structure()?.is_empty(), "the document has no structure for who listens");
        ensure!(pdf.language()? == language, "the document does not say that it is in {language}");
        page.browser.cdp("Emulation.setEmulatedMedia", json!({ "media": "" })).await?;
        page.browser.eval("window.dispatchEvent(new Event('afterprint'))").await?;
        page.wait_for("the form is back", "return document.querySelector('.entered') === null").await?;
        page.wait_for(
            "the receipts are folded again",
            "return document.querySelector('table.costs .receipt') === null",
        )
        .await?;
    }
    Ok(())
}

/// More sheets than anybody reads.
const MOST_PAGES: usize = 36;

/// Whoever has only the paper can follow it: every figure to where it is worked out, and from there to its source by number.
pub(super) async fn leads_to_its_sources(page: &Page) -> Result<()> {
    let refused = "ro=direct&au=active&an=3&bt=820000&de=modern_work,security&sc=false&sp=asfp&rem=900000&rea=400000\
                   &0na=Noord&0mgm=14&1na=Zuid&1mgm=15.5&cs=120";
    let open = "im=24&bt=2000000&de=modern_work&sp=asfp&mf=true&sc=true&ah=2&ma=true&ve=true&as=true&cr=true&rem=1500000&0mgm=12..14";
    for (language, fields, foot) in [("nl", refused, "Pagina1van"), ("en", open, "Page1of")] {
        page.open(&format!("lang={language}&{fields}")).await?;
        page.wait_for("the button is there", "return document.querySelector('.print') !== null").await?;
        page.wait_for("the range is drawn", "return document.querySelector('.bar-range') !== null").await?;
        page.browser.eval("window.print = () => { window.printed = true }").await?;
        page.click(".print").await?;
        page.wait_for("everything is drawn for paper", "return window.printed === true").await?;
        let texts = |selector: &str| {
            format!("return [...document.querySelectorAll({})].map((of) => of.textContent)", json!(selector))
        };
        let sources = "return [...document.querySelectorAll('#dossier-sources li')].map((of) => [of.id, of.querySelector('a').href])";
        let sources: Vec<(String, String)> = serde_json::from_value(page.browser.eval(sources).await?)?;
        let first = texts(".dossier-answer, .dossier-steps li > a:first-child, .dossier-steps .cited");
        let first: Vec<String> = serde_json::from_value(page.browser.eval(&first).await?)?;
        let pdf = printed(page).await?;
        page.browser.eval("window.dispatchEvent(new Event('afterprint'))").await?;
        page.wait_for("the numbers are gone", "return document.querySelector('.cited') === null").await?;

        ensure!(pdf.pages() <= MOST_PAGES, "{} pages in {language}", pdf.pages());
        ensure!(pdf.language()? == language, "it says that it is in {}", pdf.language()?);
        ensure!(pdf.title()?.contains("Tierwise"), "its title is {}", pdf.title()?);
        let structure = pdf.structure()?;
        for kind in ["H1", "H2", "H3", "P", "L", "LI", "Table", "TH", "TD", "Link", "Figure"] {
            ensure!(structure.contains_key(kind), "nothing is tagged as {kind} in {language}: {structure:?}");
        }
        let said = pdf.text(1)?;
        for text in first.iter().map(|text| squeezed(text)).chain([foot.to_owned()]) {
            ensure!(said.contains(&text), "the first page doesn't say {text:?} in {language}: {said}");
        }
        let links = pdf.links()?;
        for link in &links {
            if let To::Place(place) = &link.to {
                ensure!(pdf.page_of(place).is_some(), "a link on page {} leads to no place: {place}", link.page);
            }
        }
        ensure!(sources.len() > 15, "there are {} sources in {language}", sources.len());
        for (place, address) in &sources {
            let listed = pdf.page_of(place).with_context(|| format!("{place} is not on paper in {language}"))?;
            let leads = |to: &To, on: Option<u32>| {
                links.iter().any(|link| link.to == *to && on.is_none_or(|page| page == link.page))
            };
            ensure!(leads(&To::Address(address.clone()), Some(listed)), "{place} leads to no page in {language}");
            ensure!(leads(&To::Place(place.clone()), None), "{place} is cited nowhere in {language}");
        }
        // Nothing is cited without a number.
        let mut listed = sources.iter().map(|(_, address)| address.as_str());
        for link in &links {
            if let To::Address(address) = &link.to {
                let known = listed.clone().any(|of| of == address) || address.starts_with(&page.server.origin());
                ensure!(known, "a link on page {} to {address} has no number in {language}", link.page);
            }
        }
        ensure!(listed.all(|address| address.starts_with("http")), "a source has no address in {language}");
    }
    Ok(())
}

/// What is printed.
async fn printed(page: &Page) -> Result<Pdf> {
    let printed = json!({
        "paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": true, "generateTaggedPDF": true,
    });
    let printed = page.browser.cdp("Page.printToPDF", printed).await?;
    let data = printed.get("data").and_then(Value::as_str).context("there is no document")?;
    Pdf::read(&base64_decode(data)?)
}

/// A chart is saved as a picture that needs nothing of the page.
pub(super) async fn saves_a_chart(page: &Page) -> Result<()> {
    let folder = workspace::target()?.join("downloads");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let path = folder.to_str().context("the folder's path is not text")?;
    // Firefox was told when it started.
    if page.browser.engine == Engine::Chromium {
        page.browser.cdp("Page.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": path })).await?;
    }
    page.open("lang=en").await?;
    page.wait_for("the buttons are there", "return document.querySelector('.chart-save button') !== null").await?;
    page.click(".chart-save button:first-of-type").await?;
    let svg = String::from_utf8(saved(&folder, "svg").await?)?;
    for part in ["<svg", "xmlns=\"http://www.w3.org/2000/svg\"", "<title", "<text", "lang=\"en\""] {
        ensure!(svg.contains(part), "the drawing has no {part}");
    }
    for part in ["var(", "class=", "light-dark", "<script", "NaN"] {
        ensure!(!svg.contains(part), "the drawing still has {part}");
    }
    page.click(".chart-save button:last-of-type").await?;
    let png = saved(&folder, "png").await?;
    ensure!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "it is no PNG");
    ensure!(png.len() > 5_000, "there is hardly anything in it: {} bytes", png.len());
    Ok(())
}

/// The file of this kind, once the browser has written all of it.
async fn saved(folder: &std::path::Path, kind: &str) -> Result<Vec<u8>> {
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        for entry in fs::read_dir(folder)? {
            let file = entry?.path();
            // Firefox makes an empty one first.
            if file.extension().is_some_and(|end| end == kind) && file.metadata()?.len() > 0 {
                return Ok(fs::read(file)?);
            }
        }
        ensure!(Instant::now() < deadline, "there is no file of the kind {kind}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
