//! Many partners at once: a table in, an answer to each row out, and nothing lost on the way.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::batch::table;
use crate::browser::Scheme;
use crate::page::Page;

/// Hands a file to the page, as whoever chooses one does.
const HAND: &str = "
    const given = new DataTransfer();
    const [name, text] = arguments;
    given.items.add(new File([Array.isArray(text) ? new Uint8Array(text) : text], name));
    const input = document.getElementById('file');
    input.files = given.files;
    input.dispatchEvent(new Event('change'));";
/// Whether rows are no longer being worked out, and how far that went.
const ENDED: &str = "
    const { progress } = document.getElementById('answers').dataset;
    const { running, done } = JSON.parse(progress ?? '{\"running\":true}');
    return !running && done";
/// What stands in the rows that are shown: number, partner, and the rest cell by cell.
const ROWS: &str = "return [...document.querySelectorAll('#rows-body tr')].map((row) => [...row.children].map(({ textContent }) => textContent))";

async fn open(page: &Page, language: &str) -> Result<()> {
    page.browser.driver.goto(format!("{}/batch/{language}.html", page.server.origin())).await?;
    page.wait_for("a file can be chosen", "return !document.getElementById('batch').hidden").await?;
    Ok(())
}

async fn hand(page: &Page, name: &str, contents: Value) -> Result<()> {
    page.browser.eval_with(HAND, vec![json!(name), contents]).await?;
    page.wait_for("it is read", "return !document.getElementById('columns').hidden").await?;
    Ok(())
}

async fn work_out(page: &Page) -> Result<()> {
    page.click("#start").await?;
    page.wait_for("all rows are worked out", ENDED).await?;
    page.wait_for("rows are shown", "return document.querySelector('#rows-body tr') !== null").await?;
    Ok(())
}

async fn rows(page: &Page) -> Result<Vec<Vec<String>>> {
    Ok(serde_json::from_value(page.browser.eval(ROWS).await?)?)
}

/// The partners that are shown, in order.
async fn partners(page: &Page) -> Result<Vec<String>> {
    Ok(rows(page).await?.into_iter().filter_map(|row| row.into_iter().nth(1)).collect())
}

/// Chooses in one of the lists that filter, and waits until so many rows are left.
async fn filter(page: &Page, name: &str, value: &str, place: &str) -> Result<()> {
    let script = "
        const control = document.querySelector(`#filters [name='${arguments[0]}']`);
        control.value = arguments[1];
        control.dispatchEvent(new Event('input', { bubbles: true }));
        return control.value";
    assert_eq!(page.browser.eval_with(script, vec![json!(name), json!(value)]).await?, json!(value), "{name}");
    page.wait_for_text("#page-place", place).await
}

/// What is wrong with the state the page is in for readers with a disability, in light and in dark where the
/// browser can be told, and on a phone.
async fn check_state(page: &Page, state: &str) -> Result<()> {
    for (scheme, width) in [(Scheme::Light, 1280), (Scheme::Dark, 1280), (Scheme::Light, 320)] {
        if !page.browser.can_show(scheme) {
            continue;
        }
        page.browser.set_scheme(scheme).await?;
        page.browser.resize(width, 900).await?;
        ensure!(!page.is_too_wide().await?, "{state} is wider than {width} pixels");
        let violations = page.accessibility_violations().await?;
        ensure!(violations.is_empty(), "{state}, {} at {width}: {violations:#?}", scheme.name());
    }
    page.browser.resize(1280, 900).await
}

/// A Dutch table is read, a name it doesn't know is suggested and accepted, its rows are answered, put in order, chosen and
/// saved, and a row opens in the calculator with its figures. Nothing is asked of the host meanwhile.
pub(super) async fn answers_a_table(page: &Page) -> Result<()> {
    page.browser.resize(1280, 900).await?;
    open(page, "nl").await?;
    check_state(page, "the beginning").await?;
    let before = page.server.requests().len();
    let table = "Partner;azure revenue;customers;role;Opmerking\r\n\
                 Zuid;900.000,50;120;direct;een\r\n\
                 Noord;€ 125.000;40;indirect;twee\r\n\
                 West;1,500;12;indirect;drie\r\n\
                 =Oost;50.000;veel;tovenaar;\r\n";
    hand(page, "partners.csv", json!(table)).await?;
    page.wait_for_text("#file-said", "4 rijen, gelezen als UTF-8 met “;” tussen de cellen.").await?;
    // “Partner” with a capital and two more names are no names of ours.
    page.wait_for_text("#known-summary", "2 van 5 kolommen herkend").await?;
    assert_eq!(page.count("#unknown-columns > li").await?, 3);
    check_state(page, "the columns").await?;
    page.click("#accept-all").await?;
    let chosen = "return [...document.querySelectorAll('#unknown-columns select')].map(({ value }) => value)";
    assert_eq!(page.browser.eval(chosen).await?, json!(["partner", "revenue.azure", ""]));

    // Two columns that stand for the same are named, and nothing is worked out.
    let twice = "const select = document.getElementById('column-4');
        select.focus();
        select.value = 'customers';
        select.dispatchEvent(new Event('change'));
        return select.value";
    assert_eq!(page.browser.eval(twice).await?, json!("customers"));
    page.wait_for_text("#plan-problem", "C (customers) en E (Opmerking)").await?;
    page.click("#start").await?;
    page.wait_for("it goes there", "return document.activeElement.id === 'column-2'").await?;
    check_state(page, "two columns for the same").await?;
    page.browser
        .eval("const select = document.getElementById('column-4'); select.value = ''; select.dispatchEvent(new Event('change'))")
        .await?;
    page.wait_for("it is settled", "return document.getElementById('plan-problem').textContent === ''").await?;

    work_out(page).await?;
    page.wait_for_text("#progress-text", "Alle rijen zijn uitgerekend: 4.").await?;
    page.wait_for_text("#count", "Met een antwoord: 2 · met problemen: 2").await?;
    assert_eq!(partners(page).await?, ["Zuid", "Noord", "West", "=Oost"]);
    let shown = rows(page).await?;
    let row = |place: usize| shown.get(place).map(|row| row.join(" | ")).unwrap_or_default();
    ensure!(row(2).contains("Rij 4, kolom B (azure revenue): “1,500” kan "), "{}", row(2));
    ensure!(row(3).contains("2 problemen") && row(3).contains("Rij 5, kolom C (customers): “veel”"), "{}", row(3));
    ensure!(row(3).contains("Rij 5, kolom D (role): “tovenaar”"), "{}", row(3));
    page.click("#rows-body summary").await?;
    check_state(page, "the answers").await?;

    // By the partner's name, both ways; what isn't known stays last.
    page.click("[data-head='partner'] button").await?;
    page.wait_for("it is in order", "return document.querySelector('[data-head=partner]').ariaSort === 'ascending'")
        .await?;
    assert_eq!(partners(page).await?, ["=Oost", "Noord", "West", "Zuid"]);
    page.click("[data-head='difference'] button").await?;
    page.click("[data-head='difference'] button").await?;
    let down = "return document.querySelector('[data-head=difference]').ariaSort === 'descending'";
    page.wait_for("it is in order", down).await?;
    let order = partners(page).await?;
    ensure!(order.ends_with(&["West".to_owned(), "=Oost".to_owned()]), "{order:?}");
    filter(page, "partner", "OO", "Rijen 1 tot en met 2 van 2").await?;
    filter(page, "kind", "answered", "Rijen 1 tot en met 1 van 1").await?;
    assert_eq!(partners(page).await?, ["Noord"]);
    let (kind, bytes) = page.saved("[data-export='csv']").await?;
    ensure!(kind.starts_with("text/csv"), "{kind}");
    let text = String::from_utf8(bytes)?;
    assert_eq!(text.lines().count(), 2, "{text}");
    ensure!(text.contains("\r\n3;Noord;"), "{text}");
    filter(page, "partner", "", "Rijen 1 tot en met 2 van 2").await?;
    filter(page, "kind", "", "Rijen 1 tot en met 4 van 4").await?;
    let (kind, bytes) = page.saved("[data-export='xlsx']").await?;
    ensure!(kind.ends_with("spreadsheetml.sheet") && bytes.starts_with(b"PK"), "{kind}");
    let asked: Vec<_> = page.server.requests().into_iter().skip(before).collect();
    ensure!(asked.is_empty(), "the host was asked for {asked:?}");

    let link = page.browser.eval("return document.querySelector('#rows-body a').href").await?;
    let rel = "const { target, rel } = document.querySelector('#rows-body a'); return [target, rel]";
    assert_eq!(page.browser.eval(rel).await?, json!(["_blank", "noopener"]));
    let (name, customers) =
        if order.first().is_some_and(|name| name == "Zuid") { ("Zuid", "120") } else { ("Noord", "40") };
    page.browser.driver.goto(link.as_str().context("the row has no link")?).await?;
    page.ready().await?;
    let found = "return document.querySelector('[name=customers]').value";
    assert_eq!(page.browser.eval(found).await?, json!(customers), "{name}");
    // The name is in no link.
    ensure!(!page.fragment().await?.contains(name), "the link tells whose it is");
    page.check_quiet().await
}

/// The template is saved as a workbook and as CSV, and both are read back with every column known and every row answered.
pub(super) async fn gives_a_template(page: &Page) -> Result<()> {
    open(page, "en").await?;
    for kind in ["xlsx", "csv"] {
        let (_, bytes) = page.saved(&format!("[data-template='{kind}']")).await?;
        hand(page, &format!("template.{kind}"), json!(bytes)).await?;
        page.wait_for("all is known", "return document.getElementById('unknown').hidden").await?;
        work_out(page).await?;
        page.wait_for_text("#count", "With an answer: 3 · with problems: 0").await?;
    }
    // What is no table is refused, and says why.
    page.browser.eval_with(HAND, vec![json!("picture.png"), json!([137, 80, 78, 71, 0, 1, 2, 3])]).await?;
    page.wait_for_text("#file-said", "This file is not a table.").await?;
    ensure!(page.browser.eval("return document.getElementById('answers').hidden").await? == true, "old answers show");
    page.check_quiet().await
}

/// A file of which every other row is damaged, each in one of several ways: each of them is named, and no other.
pub(super) async fn names_each_damaged_row(page: &Page) -> Result<()> {
    open(page, "en").await?;
    let damaged = ["\"half;120;500000", "A;120", "B;120;500000;more", "C;many;500000", "D;120;1.500", "E;-1;500000"];
    let mut table = "partner;customers;revenue.azure\n".to_owned();
    for pair in 0..1000 {
        let line = damaged.get(pair % damaged.len()).unwrap_or(&"");
        let _ = writeln!(table, "Fine {pair};120;500000\n{line}");
    }
    hand(page, "damaged.csv", json!(table)).await?;
    page.wait_for_text("#file-said", "2,000 rows").await?;
    work_out(page).await?;
    page.wait_for_text("#count", "With an answer: 1,000 · with problems: 1,000").await?;
    filter(page, "kind", "problems", "Rows 1 to 50 of 1,000").await?;
    let (_, bytes) = page.saved("[data-export='csv']").await?;
    let text = String::from_utf8(bytes)?;
    let named: BTreeSet<u32> =
        text.split("Row ").skip(1).filter_map(|rest| rest.split([',', ':']).next()?.parse().ok()).collect();
    // The header is row 1, and every other row after it is fine.
    let expected: BTreeSet<u32> = (0..1000).map(|pair| pair * 2 + 3).collect();
    ensure!(named == expected, "{} of 1000 are named; missing: {:?}", named.len(), expected.difference(&named).next());
    // The last page of them, by its button, has the last.
    page.click("#page-last").await?;
    page.wait_for_text("#page-place", "Rows 951 to 1,000 of 1,000").await?;
    let last = rows(page).await?.pop().context("there are no rows")?.join(" | ");
    ensure!(last.contains("Row 2001"), "{last}");
    page.check_quiet().await
}

/// Stopped halfway, it keeps and shows what it has; and it can go on to the end.
pub(super) async fn keeps_what_it_had(page: &Page) -> Result<()> {
    open(page, "nl").await?;
    let all = 4_000;
    hand(page, "partners.csv", json!(table(all))).await?;
    // Stopped as soon as that is possible, which is long before the end.
    let stop = "new MutationObserver((_, observer) => {
            const cancel = document.getElementById('cancel');
            if (cancel.checkVisibility()) { observer.disconnect(); cancel.click(); }
        }).observe(document.getElementById('answers'), { attributes: true, subtree: true })";
    page.browser.eval(stop).await?;
    page.click("#start").await?;
    let done = page.wait_for("it has stopped", ENDED).await?.as_u64().context("no count")?;
    ensure!(done > 0 && done < u64::from(all), "{done} rows were worked out before it was stopped");
    page.wait_for_text("#progress-text", "Gestopt na ").await?;
    page.wait_for_text("#count", "nog niet uitgerekend: ").await?;
    filter(page, "kind", "answered", &format!("Rijen 1 tot en met {} van ", done.min(50))).await?;
    let (_, bytes) = page.saved("[data-export='csv']").await?;
    assert_eq!(
        String::from_utf8(bytes)?.lines().count() as u64,
        done + 1,
        "a header, and each row that was worked out"
    );
    let violations = page.accessibility_violations().await?;
    ensure!(violations.is_empty(), "{violations:#?}");
    page.click("#go-on").await?;
    page.wait_for_text("#progress-text", "Alle rijen zijn uitgerekend: 4.000.").await?;
    page.wait_for_text("#page-place", "van 4.000").await?;
    page.check_quiet().await
}

/// Where the worker can't start, the page says so: there may be none, or its script may not arrive.
pub(super) async fn says_when_it_has_no_worker(page: &Page) -> Result<()> {
    for without in [
        "self.Worker = class { constructor() { throw new Error('there are no workers') } }",
        "self.Worker = class extends Worker { constructor(script, options) { super(`${script}.gone`, options) } }",
    ] {
        let added = page.browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": without })).await?;
        page.browser.driver.goto(format!("{}/batch/en.html", page.server.origin())).await?;
        page.wait_for("the failure shows", "return document.getElementById('failure').checkVisibility()").await?;
        ensure!(page.text("#failure").await?.contains("could not start"), "the failure is not explained");
        page.browser.cdp("Page.removeScriptToEvaluateOnNewDocument", added).await?;
    }
    // The browser says that the script isn't there.
    ensure!(!page.browser.take_console().await?.is_empty(), "the failure is not logged");
    Ok(())
}
