//! Links: what opening one shows, and how one is passed on.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use tierwise::engine::date::Date;
use tierwise::link::{self, Kind};

use crate::page::Page;

const NOTICE: &str = ".notice";

async fn stands(page: &Page, name: &str, value: &str) -> Result<()> {
    let script =
        format!("return document.querySelector({}).value === {}", json!(format!("[name='{name}']")), json!(value));
    page.wait_for(&format!("{name} is {value:?}"), &script).await.map(drop)
}

/// A link that lost its end says so; what could be read is there, and the address stays until the reader goes on.
pub(super) async fn notices_a_link_that_was_cut(page: &Page) -> Result<()> {
    let scenario = link::plain("cs=160&rem=480000").scenario;
    let whole = link::encode(&scenario, page.today().await?, None, Some("en"));
    let cut = whole.split_once("80000").context("the link has a figure")?.0;
    page.open_at(cut).await?;
    for words in ["This link is damaged", "1 figure could be read and is filled in", "Modern Work is the last"] {
        page.wait_for_text(NOTICE, words).await?;
    }
    stands(page, "customers", "160").await?;
    assert_eq!(page.fragment().await?, cut);
    page.click(".notice > .button:last-child").await?;
    page.is_at("lang=en&cs=160").await?;
    assert_eq!(page.count(NOTICE).await?, 0);
    // The whole link has nothing to say.
    page.open_at(&whole).await?;
    page.is_at("lang=en&cs=160&rem=480000").await?;
    assert_eq!(page.count(NOTICE).await?, 0);
    assert_eq!(page.fragment().await?, whole);
    Ok(())
}

/// A link of the year before: then and now, one click each way, and Back goes there too.
pub(super) async fn shows_an_older_link_as_it_was_and_as_of_today(page: &Page) -> Result<()> {
    let scenario = link::plain("im=24&bt=500000").scenario;
    let older = link::encode(&scenario, Date::literal(2025, 9, 30), None, Some("en"));
    page.browser.resize(1440, 900).await?;
    page.open_at(&older).await?;
    page.wait_for_text(NOTICE, "as it was on 30 September 2025").await?;
    page.wait_for_text("[data-results]", "Rules 2020").await?;
    assert_eq!(page.fragment().await?, older);
    page.click(".notice > .button").await?;
    page.wait_for_text(NOTICE, "as of today").await?;
    page.wait_for_text("[data-results]", "Rules FY26").await?;
    page.wait_for("the address is of today", "return !location.hash.includes('2025-09-30')").await?;
    page.click(".notice > .button").await?;
    page.wait_for_text(NOTICE, "as it was on 30 September 2025").await?;
    page.browser.driver.back().await?;
    page.wait_for_text(NOTICE, "as of today").await
}

/// An address without a check value is called so, and stays as it was written until something is changed.
pub(super) async fn keeps_a_hand_written_address_until_it_is_changed(page: &Page) -> Result<()> {
    page.open_at("lang=en&role=direct&customers=160").await?;
    page.wait_for_text(NOTICE, "came with the address").await?;
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    assert_eq!(page.fragment().await?, "lang=en&role=direct&customers=160");
    page.browser.driver.refresh().await?;
    page.ready().await?;
    page.wait_for_text(NOTICE, "came with the address").await?;
    page.click("[name='role'][value='new']").await?;
    page.is_at("lang=en&ro=new&cs=160").await?;
    ensure!(page.fragment().await?.starts_with("v=1&"), "the address is no link");
    Ok(())
}

/// Figures in the query go where nobody is sent them; what the page around asks for stays.
pub(super) async fn moves_figures_out_of_the_query(page: &Page) -> Result<()> {
    let origin = page.server.origin();
    page.browser.driver.goto("about:blank").await?;
    page.browser.driver.goto(format!("{origin}/?theme=dark&cs=160&role=new#lang=en")).await?;
    page.ready().await?;
    stands(page, "customers", "160").await?;
    assert_eq!(page.browser.eval("return location.search").await?, json!("?theme=dark"));
    page.is_at("cs=160&role=new&lang=en").await?;
    page.wait_for_text(NOTICE, "came with the address").await
}

/// The panel gives the link, as a code too, without what is left out of it.
pub(super) async fn passes_a_link_on(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.open("lang=en&cs=160&rem=480000").await?;
    // Where the system has a way of its own to share, that is one more.
    page.browser.eval("navigator.share = async (what) => { self.passedOn = what; }").await?;
    // The way there stands with the answer, and leads to the panel at the foot.
    page.wait_for("the panel is there", "return document.querySelector('.share') !== null").await?;
    assert_eq!(page.text(".verdict p > .answer").await?, page.text(".share > summary").await?);
    page.click(".verdict p > .answer").await?;
    page.wait_for("the panel has the focus", "return document.activeElement.id === 'share-panel'").await?;
    assert_eq!(page.browser.eval("return document.querySelector('.share').open").await?, json!(true));
    let link = "document.getElementById('share-link').value";
    page.wait_for("the link is there", "return document.getElementById('share-link') !== null").await?;
    page.wait_for_text(".share-list", "Number of customers: 160").await?;
    page.wait_for("it holds both", &format!("return {link}.includes('&cs=160&rem=480000&z=')")).await?;
    page.click(".share-list input").await?;
    page.wait_for("it holds one", &format!("return {link}.includes('&d=1&rem=480000&z=')")).await?;
    // Every way passes on that same link.
    page.browser.allow_copying(&page.server.origin()).await?;
    page.click("[data-share='copy']").await?;
    page.wait_for_text(".share-done", "Copied.").await?;
    let address = page.browser.eval(&format!("return {link}")).await?;
    assert_eq!(json!(page.pasted().await?), address);
    let mail = "return decodeURIComponent(document.querySelector(\"[data-share='mail']\").href)";
    let mail = page.browser.eval(mail).await?;
    let (mail, address) = (mail.as_str().unwrap_or_default(), address.as_str().unwrap_or_default());
    ensure!(mail.starts_with("mailto:?subject=") && mail.ends_with(&format!("\r\n\r\n{address}")), "{mail}");
    page.click("[data-share='send']").await?;
    page.wait_for("it is passed on", &format!("return self.passedOn?.url === {link}")).await?;
    page.click("[data-share='code']").await?;
    page.wait_for("it is drawn", "return document.querySelector('.share-code path')?.getAttribute('d').length > 1000")
        .await?;
    page.click(".share-twin > summary").await?;
    let text = "document.getElementById('share-text').value";
    page.wait_for(
        "the text says the same",
        &format!("return {text}.endsWith({link}) && {text}.includes('480,000') && !{text}.includes('customers: 160')"),
    )
    .await?;
    let violations = page.accessibility_violations().await?;
    ensure!(violations.is_empty(), "{violations:#?}");
    // The link opens what it says.
    let link = page.browser.eval(&format!("return {link}")).await?;
    let link = link.as_str().context("the link is a text")?;
    let fragment = link.split_once('#').context("the link has a fragment")?.1;
    page.open_at(fragment).await?;
    stands(page, "revenue.modern_work", "480,000").await?;
    stands(page, "customers", "80").await
}

/// What says of which day, by which rules and in which currency the figures are can't be left out of them.
pub(super) async fn keeps_what_figures_are_measured_by(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.open("lang=en&on=2020-01-01&ru=2018&cu=USD&cs=160&rem=480000").await?;
    page.wait_for("the panel is there", "return document.querySelector('.share') !== null").await?;
    page.click(".share > summary").await?;
    page.wait_for_text(".share-list", "Number of customers: 160").await?;
    let ticks = "return [...document.querySelectorAll('.share-list input')].map(({ disabled }) => disabled)";
    assert_eq!(page.browser.eval(ticks).await?, json!([true, true, true, false, false]));
    for place in [4, 5] {
        page.click(&format!(".share-list li:nth-child({place}) input")).await?;
    }
    let link = "return document.getElementById('share-link').value.split('#')[1]";
    let link = page.browser.eval(link).await?;
    let opened = link::decode(link.as_str().unwrap_or_default(), page.today().await?);
    assert_eq!(
        (link::write_plain(&opened.scenario).as_str(), opened.kind),
        ("on=2020-01-01&ru=2018&cu=USD", Kind::Exact)
    );
    Ok(())
}

/// A link that begins with the address of another company says that its page can read the figures.
pub(super) async fn says_whose_page_a_link_opens(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.browser.driver.goto("about:blank").await?;
    let query = "?share-base=https%3A%2F%2Fpartner.example%2Fcsp%3Fa%3Db#lang=en&cs=160";
    page.browser.driver.goto(format!("{}/{query}", page.server.origin())).await?;
    page.ready().await?;
    page.wait_for("the panel is there", "return document.querySelector('.share') !== null").await?;
    page.click(".share > summary").await?;
    page.wait_for_text("#share-panel", "that page can read them").await?;
    let link = "return document.getElementById('share-link').value.startsWith('https://partner.example/csp?a=b#v=1&')";
    page.wait_for("the link begins there", link).await.map(drop)
}
