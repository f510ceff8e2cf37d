//! Thinking further: the parts that come once the reader is near them.

use anyhow::{Result, ensure};
use serde_json::json;
use thirtyfour::Key;

use crate::page::Page;
use crate::states;

const NEXT: &str = "#decide-scenarios-next";

/// Their program is fetched when the reader comes near, not before; from then on they follow what is typed.
pub(super) async fn comes_when_the_reader_is_near(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.open("lang=en").await?;
    page.wait_for("the range is drawn", "return document.querySelector('.bar-range') !== null").await?;
    let before = page.browser.take_requests().await?;
    ensure!(before.iter().all(|address| !address.contains("/decide/")), "the program was fetched before it was wanted");
    page.wait_for_text(".decide-waits", "being worked out").await?;
    states::think_further(page).await?;
    ensure!(page.count(".decide-part > section").await? == 8, "there are not eight parts");
    let lead = page.text("#decide-time ~ .part-lead").await?;
    page.fill("revenue.azure", "900000").await?;
    let changed = format!("return document.querySelector('#decide-time ~ .part-lead').textContent !== {}", json!(lead));
    page.wait_for("the parts follow", &changed).await?;
    Ok(())
}

/// What is typed is there within a frame, also while the parts are being drawn anew.
pub(super) async fn lets_one_type_on(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.open("lang=en&rem=400000..900000&dmm=18..22&0mgm=14..16&fd=30..45&1na=B&2na=C").await?;
    states::think_further(page).await?;
    let busy = "return document.querySelector('.decide-part[aria-busy=true]') !== null";
    page.fill("customers", "1").await?;
    page.wait_for("the parts say that they are busy", busy).await?;
    page.press("60").await?;
    page.is_at("lang=en&cs=160&rem=400000..900000&dmm=18..22&0mgm=14..16&1na=B&2na=C&fd=30..45").await?;
    page.wait_for("the parts are done", states::DRAWN).await?;
    Ok(())
}

/// A scenario is kept under a name, stands in the link, and can be undone.
pub(super) async fn keeps_scenarios_beside_each_other(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.open("lang=en&rea=300000").await?;
    states::think_further(page).await?;
    page.fill_by(NEXT, "Growth & more").await?;
    page.click("#decide-scenarios-next ~ button").await?;
    page.is_at("lang=en&rea=300000&sc1=Growth%20%26%20more%7Crea%3D300000").await?;
    page.wait_for_text(".decide-scenario", "the same as your present figures").await?;
    page.fill("revenue.azure", "500000").await?;
    page.wait_for_text(".decide-scenario", "€500,000 a year now, €300,000 a year there").await?;
    // Another name, and one that can't be.
    let name = "#decide-scenarios-sc1";
    page.fill_by(name, "").await?;
    page.press(Key::Tab).await?;
    page.wait_for_text("#decide-scenarios-sc1-problem", "1 to 60 characters").await?;
    page.fill_by(name, "Less").await?;
    page.press(Key::Tab).await?;
    page.is_at("lang=en&rea=500000&sc1=Less%7Crea%3D300000").await?;
    // It is there when the page is loaded again, and its figures can take the place of the present ones.
    page.browser.driver.refresh().await?;
    page.ready().await?;
    states::think_further(page).await?;
    page.wait_for_text(".decide-scenario", "Less").await?;
    page.click(".decide-buttons > button").await?;
    page.is_at("lang=en&rea=300000&sc1=Less%7Crea%3D300000").await?;
    page.browser.driver.back().await?;
    page.is_at("lang=en&rea=500000&sc1=Less%7Crea%3D300000").await?;
    page.wait_for_text(".decide-scenario", "€500,000 a year now").await
}

/// Without the program the page goes on, and says what is missing.
pub(super) async fn goes_on_without_them(page: &Page) -> Result<()> {
    page.open("lang=en").await?;
    let script = "document.getElementById('boot').setAttribute('data-decide', 'decide/gone.js')";
    page.browser.eval(script).await?;
    let near = "document.getElementById('decide-panel').scrollIntoView(); return true";
    page.browser.eval(near).await?;
    let failed = "return document.querySelector('.decide-failed').checkVisibility()";
    page.wait_for("the place says what is missing", failed).await?;
    page.fill("customers", "160").await?;
    page.is_at("lang=en&cs=160").await?;
    // The browser complains of the file, as it should.
    page.browser.take_console().await.map(drop)
}

/// Printing draws them first.
pub(super) async fn are_on_paper(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.open("lang=en&ro=direct&an=3").await?;
    page.browser
        .eval("window.print = () => { window.printed = document.querySelectorAll('.decide-part > section').length }")
        .await?;
    page.wait_for("the button is there", "return document.querySelector('.print') !== null").await?;
    page.click(".print").await?;
    page.wait_for("it was printed, with all parts", "return window.printed === 8").await?;
    Ok(())
}
