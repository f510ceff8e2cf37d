//! What leaves the browser: nothing but the requests for the page's own files.

use anyhow::{Result, ensure};
use serde_json::json;
use thirtyfour::Key;

use crate::page::{Page, is_local};

/// Typed into several fields; to be found nowhere.
const MARKS: [&str; 3] = ["7391824", "Zwartewaterland", "83"];

/// Whatever is typed, chosen, undone and kept, only the page's own files are fetched, and nothing is stored.
pub(super) async fn asks_for_its_own_files_alone(page: &Page) -> Result<()> {
    page.browser.resize(1280, 900).await?;
    page.open("").await?;
    let complete = "return document.querySelector('.print') && tierwise.latest?.report";
    page.wait_for("all of the page is there", complete).await?;
    let loading = page.browser.take_sent().await?;
    let [amount, name, customers] = MARKS;
    page.fill_by("#field-revenue", amount).await?;
    page.browser.eval("for (const part of document.querySelectorAll('#form details')) part.open = true").await?;
    page.fill("offers.0.name", name).await?;
    page.fill("customers", customers).await?;
    page.press(Key::Tab).await?;
    page.wait_for("it is worked out", "return tierwise.latest.fragment.includes('Zwarte')").await?;
    page.click(".steps > .step:nth-child(1)").await?;
    page.click(".steps > .step:nth-child(2)").await?;
    page.click(".language[lang='nl']").await?;
    page.wait_for("it speaks Dutch", "return document.documentElement.lang === 'nl'").await?;
    page.wait_for("it is worked out", "return tierwise.latest.fragment.includes('Zwarte')").await?;
    page.wait_for("all its words are there", "return document.querySelector('.print')").await?;
    let later = page.browser.take_sent().await?;

    // Passing the figures on is worked out in the browser too: only what draws the panel and the code, and what
    // makes files, is fetched.
    page.click(".share > summary").await?;
    page.wait_for("the link is there", "return document.getElementById('share-link') !== null").await?;
    page.click("[data-share='code']").await?;
    page.wait_for("it is drawn", "return document.querySelector('.share-code path') !== null").await?;
    // So are files that are taken along.
    page.wait_for("files can be made", "return document.querySelector('[data-take]') !== null").await?;
    page.click("[data-take='json']").await?;
    page.wait_for_text(".take .share-done", "Het bestand is gemaakt.").await?;
    let passed_on = page.browser.take_sent().await?;

    let own = format!("{}/", page.server.origin());
    for sent in loading.iter().chain(&later).chain(&passed_on).filter(|sent| !is_local(&sent.address)) {
        let path = sent.address.strip_prefix(&own);
        ensure!(path.is_some(), "{} was asked of someone else", sent.address);
        let path = path.unwrap_or_default();
        ensure!(sent.method == "GET" && !sent.has_body, "{} was sent with {}", sent.address, sent.method);
        ensure!(!path.contains('?'), "{path} has a query");
        for mark in [amount, name] {
            ensure!(!sent.everything.contains(mark), "{mark} was sent: {}", sent.everything);
        }
        ensure!(!sent.everything.to_ascii_lowercase().contains("\"cookie\""), "a cookie was sent: {}", sent.everything);
    }
    // After loading, only what the visitor asked for: the texts of another language, and what its page has below the report.
    let asked: Vec<&str> = later.iter().filter_map(|sent| sent.address.strip_prefix(&own)).collect();
    let texts = |path: &&str| path.starts_with("messages/") || *path == "nl/";
    ensure!(asked.iter().all(texts), "it went on asking for {asked:?}");
    assert_eq!(asked.len(), 3, "{asked:?}");
    let asked: Vec<&str> = passed_on.iter().filter_map(|sent| sent.address.strip_prefix(&own)).collect();
    ensure!(
        !asked.is_empty()
            && asked.iter().all(|path| ["share/", "take/", "messages/"].iter().any(|own| path.starts_with(own))),
        "it went on asking for {asked:?}"
    );
    for request in page.server.requests() {
        ensure!(request.status == 200, "{} is answered with {}", request.target, request.status);
    }

    let stored = "
        const done = arguments[arguments.length - 1];
        Promise.all([indexedDB.databases(), caches.keys(), navigator.serviceWorker.getRegistrations()]).then((found) =>
            done([document.cookie, localStorage.length, sessionStorage.length, ...found.map((list) => list.length)]));";
    assert_eq!(page.browser.eval_later(stored).await?, json!(["", 0, 0, 0, 0, 0]));
    Ok(())
}
