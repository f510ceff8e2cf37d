//! The page with a provider's profile.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::page::Page;

/// The button that shows the neutral view, or goes back.
const NEUTRAL: &str = ".provided-buttons > button";
/// The tokens as the page has them now.
const ACCENT: &str = "getComputedStyle(document.documentElement).getPropertyValue('--accent')";

async fn open(page: &Page, query: &str, fragment: &str) -> Result<()> {
    page.browser.driver.goto("about:blank").await?;
    page.browser.driver.goto(format!("{}/?{query}#{fragment}", page.server.origin())).await?;
    page.ready().await
}

/// The provider's name, figures, colour and locks are there; its figures are in the link.
pub(super) async fn shows_what_a_provider_brings(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    open(page, "profile=example&lang=en&theme=dark", "").await?;
    page.wait_for_text(".masthead-provider", "Example Distribution").await?;
    page.wait_for("the accent is the provider's", &format!("return {ACCENT}.includes('#7a1f5c')")).await?;
    page.wait_for("it is dark", "return getComputedStyle(document.documentElement).colorScheme === 'dark'").await?;
    page.wait_for("the logo is there", "return document.querySelector('.provider-logo').naturalWidth > 0").await?;
    page.wait_for_text(".provided", "Example Distribution filled in").await?;
    page.wait_for("the fee is fixed", "return document.querySelector('[name=\"offers.0.fee\"]').readOnly").await?;
    page.wait_for_text("#field-offers-0-fee-mark", "Example Distribution, 1 November 2026").await?;
    assert_eq!(page.count("[name='finance.discount_pct']").await?, 0, "hidden");
    page.wait_for("the figures are in the link", "return location.hash.includes('&0mgm=16&')").await?;
    let found = page.accessibility_violations().await?;
    ensure!(found.is_empty(), "{}", found.join("\n"));
    // What was filled in is still the provider's after the page was loaded again.
    page.browser.driver.refresh().await?;
    page.ready().await?;
    page.wait_for_text("#field-labour-hourly_cost-mark", "Example Distribution").await?;
    page.wait_for("the fee is fixed", "return document.querySelector('[name=\"offers.0.fee\"]').readOnly")
        .await
        .map(drop)
}

/// One click leaves out what the provider filled in, another brings it back; so does the browser's Back.
pub(super) async fn shows_the_neutral_view(page: &Page) -> Result<()> {
    open(page, "profile=example&lang=en", "").await?;
    let margin = |value: &str| {
        format!(
            "return document.querySelector('[name=\"offers.0.margin_pct.modern_work\"]').value === {}",
            json!(value)
        )
    };
    page.wait_for("the provider's margin", &margin("16")).await?;
    page.wait_for_text(NEUTRAL, "neutral view").await?;
    page.click(NEUTRAL).await?;
    page.wait_for("the model's margin", &margin("15")).await?;
    page.wait_for("it is not in the link", "return !location.hash.includes('0mgm')").await?;
    page.wait_for_text(NEUTRAL, "Show those figures again").await?;
    page.click(NEUTRAL).await?;
    page.wait_for("the provider's margin again", &margin("16")).await?;
    page.browser.driver.back().await?;
    page.wait_for("the model's margin again", &margin("15")).await.map(drop)
}

/// A link with another figure for a locked field says so.
pub(super) async fn keeps_a_locked_figure(page: &Page) -> Result<()> {
    page.open("lang=en&0fe=99").await?;
    let link = page.fragment().await?;
    open(page, "profile=example", &link).await?;
    page.wait_for_text("[aria-labelledby='provider-notice']", "On this page it is fixed").await?;
    page.wait_for("it is kept", "return document.querySelector('[name=\"offers.0.fee\"]').value.startsWith('1,200')")
        .await
        .map(drop)
}

/// A profile that is not there, and settings that mean nothing, are said; the page goes on.
pub(super) async fn goes_on_without_a_profile(page: &Page) -> Result<()> {
    open(page, "profile=nobody&theme=pink&accent=ffd400", "lang=en").await?;
    for words in ["nobody", "pink", "auto, light, dark"] {
        page.wait_for_text("[aria-labelledby='provider-notice']", words).await?;
    }
    page.wait_for("the accent can be read", &format!("return /light-dark|rgb|#/.test({ACCENT})")).await?;
    page.wait_for_text("#verdict", "").await?;
    // That of the request for what is not there.
    let console = page.browser.take_console().await?;
    ensure!(console.iter().all(|line| line.contains("404")), "the console says: {console:?}");
    Ok(())
}
