//! The pages beside the calculator: what a lawyer reads, and what an integrator takes away.

use std::fs;

use anyhow::{Result, ensure};
use serde_json::json;
use xtask::server::Server;
use xtask::workspace;

use crate::browser::Scheme;
use crate::page::Page;
use crate::states::{LANGUAGES, SCREENS};

/// The folders of the pages that are all text.
const DOCUMENTS: [&str; 4] = ["privacy", "accessibility", "rules", "terms"];
/// The folder of the page for integrators.
const INTEGRATE: &str = "integrate";
/// The folder of the page for who has many partners.
const BATCH: &str = "batch";
/// The status of every file of this origin that the document links, by its address.
const LINKED: &str = "
    const done = arguments[arguments.length - 1];
    const links = [...document.links, ...document.querySelectorAll('link[href]')].map(({ href }) => href.split('#')[0]);
    const own = [...new Set(links)].filter((href) => href.startsWith(location.origin));
    Promise.all(own.map(async (href) => [href, (await fetch(href, { method: 'HEAD' })).status])).then(done);";

/// Every page is there in every language, is readable on a phone and at a desk, in light, dark and the system's colours,
/// and the texts need no script.
pub(super) async fn are_readable(page: &Page) -> Result<()> {
    let mut problems = Vec::new();
    // Each language in one of the schemes and on one of the screens: the sheet is the same.
    let schemes = [Scheme::Light, Scheme::Dark, Scheme::Forced, Scheme::Dark];
    for ((language, scheme), (width, height)) in LANGUAGES.into_iter().zip(schemes).zip(SCREENS.into_iter().cycle()) {
        page.browser.resize(width, height).await?;
        let scheme = page.browser.nearest(scheme);
        page.browser.set_scheme(scheme).await?;
        for folder in DOCUMENTS.into_iter().chain([INTEGRATE, BATCH]) {
            let name = format!("{folder}/{language}.html");
            open(page, &name).await?;
            assert_eq!(page.browser.eval("return document.documentElement.lang").await?, json!(language), "{name}");
            assert_eq!(page.count("h1").await?, 1, "{name}");
            ensure!([INTEGRATE, BATCH].contains(&folder) || page.count("script").await? == 0, "{name} has a script");
            ensure!(!page.is_too_wide().await?, "{name} is wider than {width} pixels");
            for found in page.accessibility_violations().await? {
                problems.push(format!("{name}, {}: {found}", scheme.name()));
            }
        }
    }
    ensure!(problems.is_empty(), "{} findings:\n  {}", problems.len(), problems.join("\n  "));
    Ok(())
}

/// The foot of the calculator leads to all of them, and whatever they link on this host is there.
pub(super) async fn lead_to_each_other(page: &Page) -> Result<()> {
    page.open("lang=nl").await?;
    page.wait_for("the links are there", "return document.querySelector('.foot-links')").await?;
    let links =
        page.browser.eval("return [...document.querySelectorAll('.foot-links a')].map(({ href }) => href)").await?;
    let links: Vec<String> = serde_json::from_value(links)?;
    for folder in DOCUMENTS.into_iter().chain([INTEGRATE, BATCH]) {
        let address = format!("{}/{folder}/nl.html", page.server.origin());
        ensure!(links.contains(&address), "there is no link to {address}");
        open(page, &format!("{folder}/nl.html")).await?;
        let found: Vec<(String, u16)> = serde_json::from_value(page.browser.eval_later(LINKED).await?)?;
        ensure!(found.len() > 8, "{folder} links hardly anything: {found:?}");
        for (address, status) in found {
            ensure!(status == 200, "{folder} links {address}, which gives {status}");
        }
    }
    // Who guesses the address finds the English page.
    open(page, "privacy/").await?;
    assert_eq!(page.browser.eval("return document.documentElement.lang").await?, json!("en"));
    Ok(())
}

/// What an integrator chose stands in the lines, in the address as well as in the attributes; the frame alone, pasted into a
/// page of another origin, does the same there.
pub(super) async fn give_a_frame_that_works(page: &Page) -> Result<()> {
    page.browser.resize(1024, 900).await?;
    open(page, "integrate/nl.html").await?;
    choose(page, "lang", "de").await?;
    choose(page, "theme", "dark").await?;
    choose(page, "heading-level", "2").await?;
    choose(page, "prefill", "customers=137").await?;
    let lines = page.text("#snippet").await?;
    let query = "/?lang=de&amp;theme=dark&amp;heading-level=2#customers=137\"";
    ensure!(lines.matches(query).count() == 2, "the lines are\n{lines}");
    ensure!(
        lines.starts_with("<tierwise-calculator lang=\"de\" theme=\"dark\" heading-level=\"2\" prefill="),
        "{lines}"
    );
    let plain = page.text("#plain").await?;
    ensure!(plain.starts_with("<iframe src=\"") && plain.ends_with("</iframe>"), "the frame is\n{plain}");
    let policy = page.text("#headers").await?;
    ensure!(policy.contains(&format!("frame-src {}; script-src", page.server.origin())), "the headers are\n{policy}");

    let folder = workspace::target()?.join("pasted");
    fs::create_dir_all(&folder)?;
    let html =
        format!("<!doctype html><html lang=\"en\"><title>A page</title><link rel=\"icon\" href=\"data:,\">{plain}");
    fs::write(folder.join("index.html"), html)?;
    let host = Server::plain(&folder)?;
    // Another name as well as another port.
    page.browser.driver.goto(host.origin().replace("127.0.0.1", "localhost")).await?;
    page.browser.driver.enter_frame(0).await?;
    page.wait_for("the calculator runs", "return document.documentElement.hasAttribute('data-ready')").await?;
    let found = "return [document.documentElement.lang, document.querySelector('[name=customers]').value]";
    assert_eq!(page.browser.eval(found).await?, json!(["de", "137"]));
    assert_eq!(page.count("h1").await?, 0, "the first heading is one of level 2");
    page.browser.driver.enter_default_frame().await?;
    let console = page.browser.take_console().await?;
    ensure!(console.is_empty(), "the console says:\n  {}", console.join("\n  "));
    // What was asked of the host's own server is no concern of the calculator's.
    page.browser.take_requests().await.map(drop)
}

async fn open(page: &Page, path: &str) -> Result<()> {
    Ok(page.browser.driver.goto(format!("{}/{path}", page.server.origin())).await?)
}

/// Chooses or fills in, as a reader who leaves the control afterwards.
async fn choose(page: &Page, name: &str, value: &str) -> Result<()> {
    let script = "
        const control = document.querySelector(`#choices [name='${arguments[0]}']`);
        control.value = arguments[1];
        control.dispatchEvent(new Event('change', { bubbles: true }));
        return control.value";
    let found = page.browser.eval_with(script, vec![json!(name), json!(value)]).await?;
    ensure!(found == value, "{name} has no {value}");
    Ok(())
}
