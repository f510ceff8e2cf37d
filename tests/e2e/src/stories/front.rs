//! The page before its program runs, and where none does.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde_json::json;
use xtask::server::Server;
use xtask::{compress, headers, workspace};

use crate::page::{PATIENCE, Page};
use crate::states::LANGUAGES;

/// Figures in the address, as somebody wrote them by hand.
const FIGURES: &str = "rea=900000&cs=77";

/// Without JavaScript each language has its page, with the answer, the firms, the requirements and the sources, and no form that
/// nobody answers.
pub(super) async fn is_read_without_scripts(page: &Page) -> Result<()> {
    page.browser.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await?;
    for language in LANGUAGES {
        page.browser.driver.goto(format!("{}/{language}/", page.server.origin())).await?;
        let html = page.browser.driver.source().await?;
        for part in ["id=\"verdict\"", "id=\"firms\"", "class=\"strip\"", "id=\"guide\"", "class=\"sources"] {
            ensure!(html.contains(part), "{language}: there is no {part}");
        }
        ensure!(html.contains(&format!("<html lang=\"{language}\"")), "{language}: not in that language");
    }
    Ok(())
}

/// From now on the program waits until it is let go; what is the largest that was painted, and what moved and by how much, is noted.
async fn watch(page: &Page) -> Result<()> {
    let script = "
        self.let = {};
        const go = new Promise((done) => { self.let.go = done; });
        const fetched = self.fetch;
        self.fetch = async (...what) => { if (String(what[0]).endsWith('.wasm')) await go; return fetched(...what); };
        self.moved = [];
        const place = ({ x, y, width, height }) => [x, y, width, height].join(' ');
        new PerformanceObserver((list) => {
            for (const { value, sources } of list.getEntries()) {
                const of = sources.map(({ node, previousRect, currentRect }) => [
                    node?.id || node?.className || node?.textContent || node?.localName, place(previousRect), place(currentRect),
                ]);
                self.moved.push({ value, of });
            }
        }).observe({ type: 'layout-shift', buffered: true });
        new PerformanceObserver((list) => {
            // What was replaced meanwhile is no element any more.
            for (const { element } of list.getEntries()) if (element) self.largest = element.id || element.className;
        }).observe({ type: 'largest-contentful-paint', buffered: true });";
    page.browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await.map(drop)
}

/// What is typed, pressed, unfolded and in focus before the program is there is so once it is, and nothing moves.
pub(super) async fn keeps_what_came_before_the_program(page: &Page) -> Result<()> {
    page.browser.resize(1280, 900).await?;
    watch(page).await?;
    page.goto("").await?;
    page.wait_for("the answer is painted", "return self.largest === 'verdict'").await?;
    ensure!(page.count("html[data-ready]").await? == 0, "the program runs already");
    page.click("#form details > summary").await?;
    page.fill_by("#field-revenue", "400000").await?;
    page.browser.eval("self.let.go()").await?;
    page.ready().await?;
    page.is_at("rem=240000&res=30000&reb=30000&rea=100000").await?;
    let kept = "
        const { activeElement: { id, value, selectionStart } } = document;
        return [id, value.replace(/\\D/g, ''), selectionStart > 0, document.querySelector('#form details').open]";
    assert_eq!(page.browser.eval(kept).await?, json!(["field-revenue", "400000", true, true]));
    page.press("0").await?;
    page.is_at("rem=2400000&res=300000&reb=300000&rea=1000000").await?;
    ensure!(page.count("#firms").await? == 1, "what stands below the report is gone");
    Ok(())
}

/// Nobody types: the largest thing that is painted is the answer, on a phone in short with what would tip it; and nothing moves.
pub(super) async fn does_not_move(page: &Page) -> Result<()> {
    watch(page).await?;
    for (width, height, places) in [(360, 740, &["in-short-answer", "in-short-tipping"][..]), (1280, 900, &["verdict"])]
    {
        page.browser.resize(width, height).await?;
        for language in LANGUAGES {
            page.browser.driver.goto(format!("{}/{language}/", page.server.origin())).await?;
            let painted = format!("return {places:?}.includes(self.largest)");
            page.wait_for(&format!("the answer is the largest at {width} px, {language}"), &painted).await?;
            let expected = "return [...document.querySelectorAll('link[rel=expect]')]
                .map((link) => document.querySelector(link.getAttribute('href')) !== null)";
            ensure!(
                page.browser.eval(expected).await? == json!([true]),
                "what the browser waits for isn't in the page"
            );
            page.browser.eval("self.let.go()").await?;
            page.ready().await?;
            page.wait_for("the worker has answered", "return tierwise.latest?.report").await?;
            let moved = page.browser.eval("return self.moved").await?;
            ensure!(moved == json!([]), "it moved by {moved} at {width} px, {language}");
            ensure!(
                page.browser.eval(&painted).await? == json!(true),
                "the program draws what is larger at {width} px, {language}"
            );
        }
    }
    Ok(())
}

/// A page that is opened with figures never shows the answer to others.
pub(super) async fn shows_no_answer_to_other_figures(page: &Page) -> Result<()> {
    page.browser.block(&[".wasm"]).await?;
    let hidden = "
        self.seen = false;
        const look = () => {
            const verdict = document.getElementById('verdict');
            if (verdict && !document.documentElement.dataset.failed && getComputedStyle(verdict).visibility === 'visible') self.seen = true;
            requestAnimationFrame(look);
        };
        requestAnimationFrame(look);";
    page.browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": hidden })).await?;
    page.goto(FIGURES).await?;
    is_explained(page, "could not be started").await?;
    assert_eq!(page.browser.eval("return self.seen").await?, json!(false));
    page.browser.take_console().await?;
    Ok(())
}

/// The reader's language decides at the root, an address that names one anywhere.
pub(super) async fn goes_to_the_page_of_a_language(page: &Page) -> Result<()> {
    page.browser.set_languages("nl-NL,en").await?;
    page.open("").await?;
    is_in(page, "/nl/", "nl").await?;
    page.browser.driver.goto("about:blank").await?;
    page.browser.driver.goto(format!("{}/nl/#lang=fr&{FIGURES}", page.server.origin())).await?;
    page.ready().await?;
    is_in(page, "/fr/", "fr").await?;
    page.is_at(&format!("lang=fr&{FIGURES}")).await?;
    // Another language has its own firms below.
    let before = page.text("#firms").await?;
    page.click(".language[lang='de']").await?;
    page.wait_for(
        "the firms are in German",
        &format!("return document.getElementById('firms').innerText !== {before:?}"),
    )
    .await?;
    let links = "return [...document.querySelectorAll('#more a')].every(({ href }) => href.includes('#') || href.includes('/de'))";
    assert_eq!(page.browser.eval(links).await?, json!(true));
    Ok(())
}

async fn is_in(page: &Page, path: &str, language: &str) -> Result<()> {
    let found = page.browser.eval("return [location.pathname, document.documentElement.lang]").await?;
    assert_eq!(found, json!([path, language]));
    Ok(())
}

/// A browser without WebAssembly.
pub(super) async fn explains_that_there_is_no_webassembly(page: &Page) -> Result<()> {
    let without = json!({ "source": "delete globalThis.WebAssembly;" });
    page.browser.cdp("Page.addScriptToEvaluateOnNewDocument", without).await?;
    page.goto(FIGURES).await?;
    is_explained(page, "could not be started").await
}

/// A host that sends a policy without WebAssembly in it.
pub(super) async fn explains_that_webassembly_is_blocked(page: &Page) -> Result<()> {
    let mut sent = headers::everywhere();
    for (name, value) in &mut sent {
        if *name == "Content-Security-Policy" {
            *value = value.replace(" 'wasm-unsafe-eval'", "");
        }
    }
    let page = at(page, Server::sending(&workspace::dist(), sent)?);
    page.goto(FIGURES).await?;
    is_explained(&page, "could not be started").await
}

/// Any file the start needs that is damaged on its way: the page says so, and keeps the address.
pub(super) async fn explains_that_a_file_is_damaged(page: &Page) -> Result<()> {
    for (name, damaged) in [("wasm", "tierwise-"), ("glue", "tierwise-"), ("boot", "boot-"), ("texts", "en.")] {
        let folder = workspace::target()?.join("damaged").join(name);
        copy(&workspace::dist(), &folder, &|file| {
            let own = file.starts_with(damaged);
            own && match name {
                "wasm" => file.ends_with(".wasm"),
                "texts" => file.ends_with(".txt"),
                _ => file.ends_with(".js"),
            }
        })?;
        let page = at(page, Server::start(&folder, 0)?);
        page.goto(FIGURES).await?;
        is_explained(&page, "could not be started").await.with_context(|| format!("with a damaged {name}"))?;
    }
    Ok(())
}

/// A program that breaks down while it starts: here, as the document lets it insert nothing.
pub(super) async fn explains_a_breakdown_at_the_start(page: &Page) -> Result<()> {
    let refuse = "Node.prototype.insertBefore = () => { throw new Error('refused'); };";
    page.browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": refuse })).await?;
    page.goto(FIGURES).await?;
    is_explained(page, "could not be started").await
}

/// A program that breaks down while it runs: what it showed stays, and so does the address.
pub(super) async fn explains_a_breakdown_later(page: &Page) -> Result<()> {
    page.open("lang=en&cs=77").await?;
    page.wait_for("the range is drawn", "return document.querySelector('.bar-range')").await?;
    page.browser
        .eval("Node.prototype.insertBefore = Node.prototype.removeChild = () => { throw new Error('refused'); };")
        .await?;
    page.fill_by("#field-revenue", "12x").await?;
    page.wait_for("it is explained", "return document.getElementById('failure').checkVisibility()").await?;
    ensure!(page.text("#failure").await?.contains("has stopped"), "it is not said that it stopped");
    ensure!(page.fragment().await?.contains("cs=77"), "the address has lost its figures");
    ensure!(!page.text("#verdict").await?.is_empty(), "the answer is gone");
    page.browser.take_console().await?;
    Ok(())
}

/// Figures typed before it turned out that there is no program are in the address too.
pub(super) async fn keeps_what_was_typed_without_a_program(page: &Page) -> Result<()> {
    let hold = "
        const go = new Promise((done) => { self.letGo = done; });
        const fetched = self.fetch;
        self.fetch = async (...what) => {
            if (!String(what[0]).endsWith('.wasm')) return fetched(...what);
            await go;
            throw new Error('lost');
        };";
    page.browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": hold })).await?;
    page.goto("").await?;
    page.browser.eval("for (const part of document.querySelectorAll('#form details')) part.open = true").await?;
    page.fill("customers", "123").await?;
    page.browser.eval("self.letGo()").await?;
    is_explained(page, "could not be started").await?;
    assert_eq!(page.fragment().await?, "customers=123");
    Ok(())
}

/// The same browser, at another server.
fn at(page: &Page, server: Server) -> Page {
    Page { browser: page.browser.clone(), server }
}

/// It says what happened, and shows its example; what stood in the address stands there still.
async fn is_explained(page: &Page, words: &str) -> Result<()> {
    page.wait_for("the failure shows", "return document.getElementById('failure')?.checkVisibility()").await?;
    ensure!(page.text("#failure").await?.contains(words), "the failure is not explained");
    let shown =
        "const { visibility } = getComputedStyle(document.getElementById('verdict')); return visibility === 'visible'";
    ensure!(page.browser.eval(shown).await? == json!(true), "there is nothing to read");
    ensure!(
        page.browser.eval("return document.getElementById('form').inert").await? == json!(true),
        "the form pretends to work"
    );
    let fragment = page.fragment().await?;
    ensure!(fragment == FIGURES || fragment == "customers=123", "the address says {fragment}");
    let deadline = Instant::now() + PATIENCE;
    while page.browser.tells_its_console() && page.browser.take_console().await?.is_empty() {
        ensure!(Instant::now() < deadline, "the failure is not logged");
    }
    // Some were of another server.
    page.browser.take_requests().await?;
    Ok(())
}

/// Copies a page, with some of its files cut short.
fn copy(from: &Path, to: &Path, is_damaged: &dyn Fn(&str) -> bool) -> Result<()> {
    fs::create_dir_all(to)?;
    for file in compress::files_in(from)? {
        if compress::is_compressed(&file) {
            continue;
        }
        let target = to.join(file.strip_prefix(from)?);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut contents = fs::read(&file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if is_damaged(&name) {
            contents.truncate(contents.len() / 2);
        }
        fs::write(target, contents)?;
    }
    Ok(())
}
