//! What readers take along: the page on paper, a chart as a picture.

use std::fs;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::support::base64_decode;
use xtask::workspace;

use crate::page::Page;
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
        let printed = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": true });
        let printed = page.browser.cdp("Page.printToPDF", printed).await?;
        let data = printed.get("data").and_then(Value::as_str).context("there is no document")?;
        let file = base64_decode(data)?;
        let text = String::from_utf8_lossy(&file);
        ensure!(text.starts_with("%PDF"), "it is no PDF");
        ensure!(text.contains("/StructTreeRoot"), "the document has no structure for who listens");
        ensure!(text.contains(&format!("/Lang ({language})")), "the document does not say that it is in {language}");
        page.browser.cdp("Emulation.setEmulatedMedia", json!({ "media": "" })).await?;
        page.browser.eval("window.dispatchEvent(new Event('afterprint'))").await?;
        page.wait_for("the form is back", "return document.querySelector('.entered') === null").await?;
        let folded = page.browser.eval("return document.querySelector('table.costs .receipt') === null").await?;
        ensure!(folded == json!(true), "the receipts stay unfolded in {language}");
    }
    Ok(())
}

/// A chart is saved as a picture that needs nothing of the page.
pub(super) async fn saves_a_chart(page: &Page) -> Result<()> {
    let folder = workspace::target()?.join("downloads");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let path = folder.to_str().context("the folder's path is not text")?;
    page.browser.cdp("Page.setDownloadBehavior", json!({ "behavior": "allow", "downloadPath": path })).await?;
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
    let deadline = Instant::now() + Duration::from_secs(15);
    loop {
        for entry in fs::read_dir(folder)? {
            let file = entry?.path();
            if file.extension().is_some_and(|end| end == kind) {
                return Ok(fs::read(file)?);
            }
        }
        ensure!(Instant::now() < deadline, "there is no file of the kind {kind}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
