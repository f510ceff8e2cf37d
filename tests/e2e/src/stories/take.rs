//! Files: what is taken along, and what one says that comes back.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use xtask::workspace;

use crate::host::Host;
use crate::page::Page;

/// Unfolds the panel with these figures.
async fn unfold(page: &Page, fields: &str) -> Result<()> {
    page.open(fields).await?;
    page.wait_for("the panel is there", "return document.querySelector('.share') !== null").await?;
    page.click(".share > summary").await?;
    page.wait_for("files can be made", "return document.querySelector('[data-take]') !== null").await?;
    Ok(())
}

/// Hands a file to the page, as whoever chooses one does, and waits for what it says of it.
async fn hand(page: &Page, text: &str, says: &str) -> Result<()> {
    let choose = "const given = new DataTransfer();
        given.items.add(new File([arguments[0]], 'tierwise.json', { type: 'application/json' }));
        const input = document.getElementById('take-file');
        input.files = given.files;
        input.dispatchEvent(new Event('change'));";
    page.browser.eval_with(choose, vec![json!(text)]).await?;
    page.wait_for_text(".take-found > p", says).await
}

/// A workbook, a table and a file that can be checked are made on the spot.
pub(super) async fn saves_files(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    unfold(page, "lang=nl&ro=direct&cs=160&0na=%3D1%2B1").await?;
    let (kind, bytes) = page.saved("[data-take='xlsx']").await?;
    ensure!(kind.ends_with("spreadsheetml.sheet"), "{kind}");
    ensure!(bytes.starts_with(b"PK") && bytes.len() > 10_000, "{} bytes are no workbook", bytes.len());
    // What is left out of the link is not left out of the files: they are of the answer on the page.
    page.click(".share-list li:nth-child(2) input").await?;
    let left_out = "return !document.getElementById('share-link').value.includes('cs=160')";
    page.wait_for("the link leaves it out", left_out).await?;
    let (kind, bytes) = page.saved("[data-take='csv']").await?;
    ensure!(kind.starts_with("text/csv"), "{kind}");
    let table = String::from_utf8(bytes)?;
    ensure!(
        table.starts_with("\u{FEFF}Plaats;Naam;Waarde;Eenheid;Herkomst;"),
        "{}",
        table.get(..60).unwrap_or_default()
    );
    ensure!(table.contains("\r\nscenario.customers;Aantal klanten;160;"), "{table}");
    ensure!(table.contains("\r\nscenario.offers.0.name;") && table.contains(";'=1+1;"), "{table}");
    let (_, bytes) = page.saved("[data-take='json']").await?;
    let file: Value = serde_json::from_slice(&bytes)?;
    // Each figure of the report stands in the table, with a decimal comma.
    let difference = file.pointer("/report/difference").and_then(Value::as_str).context("there is no difference")?;
    let row = format!("\r\nreport.difference;Verschil, per jaar;{};EUR per jaar;", difference.replace('.', ","));
    ensure!(table.contains(&row), "{table}");
    // What counts without being filled in says so.
    ensure!(table.contains("\r\nscenario.subscriptions;Aantal abonnementen;400;"), "{table}");
    assert_eq!(file.pointer("/scenario/customers"), Some(&json!(160)));
    page.wait_for_text(".take .share-done", "Het bestand is gemaakt.").await?;
    // The same stands there as text, folded, as the browser saves files here.
    let text =
        "const { open, children } = document.querySelector('.take-twin details'); return [open, children[1].value]";
    let twin = page.browser.eval(text).await?;
    assert_eq!(twin.pointer("/0"), Some(&json!(false)));
    assert_eq!(serde_json::from_str::<Value>(twin.pointer("/1").and_then(Value::as_str).unwrap_or_default())?, file);
    assert_eq!(page.count(".take-twin > p").await?, 0);
    // In another language, it says so in that one.
    page.click(".language[lang='en']").await?;
    page.wait_for_text(".share > summary", "Share these figures").await?;
    page.browser.eval("document.querySelector('.share').open = true").await?;
    page.wait_for_text("[data-take='json']", "JSON, to check later").await?;
    let violations = page.accessibility_violations().await?;
    ensure!(violations.is_empty(), "{violations:#?}");
    page.browser.resize(320, 800).await?;
    ensure!(!page.is_too_wide().await?, "the panel is wider than the screen");
    // While a field can't be read, there is no file of what rests on it.
    page.fill_by("#field-revenue", "12 or so").await?;
    page.wait_for("there is no report", "return tierwise.latest.report === null").await?;
    page.browser.eval("self.saved = undefined").await?;
    page.click("[data-take='xlsx']").await?;
    page.wait_for_text(".take .share-done", "waits for a field").await?;
    assert_eq!(page.browser.eval("return self.saved === undefined").await?, json!(true));
    page.check_quiet().await
}

/// A file agrees, or the first figure that differs is named, or the check fails; its figures are opened in one step.
pub(super) async fn checks_and_opens_files(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    unfold(page, "lang=en&ro=direct&cs=160").await?;
    let (_, bytes) = page.saved("[data-take='json']").await?;
    let file = String::from_utf8(bytes)?;
    hand(page, &file, "The file agrees").await?;

    let whole: Value = serde_json::from_str(&file)?;
    let net = whole.pointer("/report/channels/0/net").and_then(Value::as_str).context("there is no net")?;
    let other = file.replacen(&format!("\"net\": \"{net}\""), "\"net\": \"1.00\"", 1);
    ensure!(other != file, "the net stands elsewhere");
    hand(page, &other, &format!("At report.channels.0.net it says 1.00; what was filled in gives {net}.")).await?;

    let check = whole.pointer("/check").and_then(Value::as_str).context("there is no check")?;
    hand(page, &file.replace(check, &"0".repeat(64)), "its check does not hold").await?;
    hand(page, "{\"customers\": 80, ", "This is not a file that was saved here.").await?;
    page.wait_for("it says why", "return document.querySelector('.take-details li') !== null").await?;
    hand(page, &" ".repeat((1 << 20) + 1), "at most 1 MiB is read").await?;

    hand(page, "{\"customers\": 240}", "figures without an answer").await?;
    let violations = page.accessibility_violations().await?;
    ensure!(violations.is_empty(), "{violations:#?}");
    page.click("#take-open").await?;
    page.is_at("lang=en&cs=240").await?;
    page.browser.resize(320, 800).await?;
    ensure!(!page.is_too_wide().await?, "the panel is wider than the screen");
    // One step back, the figures are as they were.
    page.browser.eval("history.back()").await?;
    page.is_at("lang=en&ro=direct&cs=160").await?;
    page.check_quiet().await
}

/// A file is dropped on the page, far from the panel, which nobody has unfolded: it is looked at there, and the page stays.
pub(super) async fn looks_at_a_file_dropped_anywhere(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.open("lang=en&ro=direct&cs=160").await?;
    page.wait_for("the panel is there", "return document.querySelector('.share') !== null").await?;
    // Whoever drags a text goes on as ever.
    let text = "const carried = new DataTransfer();
        carried.setData('text/plain', '160');
        const options = { bubbles: true, cancelable: true, dataTransfer: carried };
        return document.body.dispatchEvent(new DragEvent(arguments[0], options))";
    page.browser.eval_with(text, vec![json!("dragenter")]).await?;
    let file = workspace::target()?.join("dropped.json");
    fs::write(&file, "{\"customers\": 240}")?;
    let data = json!({ "items": [], "files": [file.to_str().context("a path")?], "dragOperationsMask": 1 });
    let drag = async |kind: &str| {
        let event = json!({ "type": kind, "x": 700, "y": 300, "data": data });
        page.browser.cdp("Input.dispatchDragEvent", event).await
    };
    drag("dragEnter").await?;
    let ready = "return performance.getEntriesByType('resource').some(({ name }) => name.includes('/share/'))
        && !document.body.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true,
            dataTransfer: (() => { const given = new DataTransfer(); given.items.add(new File([''], 'a')); return given; })() }))";
    page.wait_for("files can be dropped", ready).await?;
    assert_eq!(page.browser.eval_with(text, vec![json!("dragover")]).await?, json!(true), "a text is taken for a file");
    drag("dragOver").await?;
    assert_eq!(page.browser.eval("return document.documentElement.dataset.over").await?, json!(""));
    drag("drop").await?;
    page.wait_for_text(".take-found > p", "figures without an answer").await?;
    let after = "const { top, bottom } = document.querySelector('.take-zone').getBoundingClientRect();
        return [document.querySelector('.share').open, 'over' in document.documentElement.dataset, top >= 0 && bottom <= innerHeight]";
    assert_eq!(page.browser.eval(after).await?, json!([true, false, true]));
    page.is_at("lang=en&ro=direct&cs=160").await?;
    page.click("#take-open").await?;
    page.is_at("lang=en&cs=240").await?;
    page.check_quiet().await
}

/// In a frame that may save no file the text can be copied, and what the host hides is not there.
pub(super) async fn gives_the_text_where_files_may_be_lost(page: &Page) -> Result<()> {
    let host = Host::start(page).await?;
    let frame = format!(
        "<iframe sandbox=\"allow-scripts\" width=\"800\" height=\"900\" src=\"{}/?hide=print#lang=en&amp;cs=160\"></iframe>",
        page.server.origin()
    );
    host.write("lost", "", &frame)?;
    host.goto("lost").await?;
    host.enter(0).await?;
    page.ready().await?;
    page.wait_for("the panel is there", "return document.querySelector('.share') !== null").await?;
    page.click(".share > summary").await?;
    page.wait_for("files can be made", "return document.querySelector('[data-take]') !== null").await?;
    assert_eq!(page.count(".print").await?, 0, "what the host hides is there");
    for (kind, begins) in [("csv", "Place,Name,Value,Unit"), ("json", "{\n  \"scenario\": {")] {
        page.click(&format!("[data-take='{kind}']")).await?;
        let there = format!(
            "return document.querySelector('.take-twin > [open] textarea')?.value.startsWith({})",
            json!(begins)
        );
        page.wait_for("the text is there", &there).await?;
        page.wait_for_text(".take-twin > p", "you can copy the text instead").await?;
    }
    page.click("[data-share='file']").await?;
    page.wait_for(
        "it says what came of it",
        "return /^Cop/.test(document.querySelector('.take .share-done').textContent)",
    )
    .await?;
    ensure!(!page.is_too_wide().await?, "the panel is wider than the frame");
    // Of a workbook there is no text.
    page.click("[data-take='xlsx']").await?;
    page.wait_for_text(".take .share-done", "The file is made.").await?;
    assert_eq!(page.count(".take-twin > p").await?, 1);
    assert_eq!(page.count(".take-twin textarea").await?, 0);
    let violations = page.accessibility_violations().await?;
    ensure!(violations.is_empty(), "{violations:#?}");
    host.check_quiet().await
}
