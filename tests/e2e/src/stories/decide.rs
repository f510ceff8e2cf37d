//! Thinking further: the parts that come once the reader is near them.

use anyhow::{Result, ensure};
use serde_json::json;
use thirtyfour::Key;
use tierwise::engine::date::Date;
use tierwise::link;

use crate::page::Page;
use crate::states;

const NEXT: &str = "#decide-scenarios-next";

/// Opens the groups of the form.
async fn unfold(page: &Page) -> Result<()> {
    let open = "document.querySelectorAll('.form details').forEach((group) => { group.open = true }); return true";
    page.browser.eval(open).await.map(drop)
}

/// Their program is fetched when the reader comes near, not before; from then on they follow what is typed.
pub(super) async fn comes_when_the_reader_is_near(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.open("lang=en").await?;
    page.wait_for("the range is drawn", "return document.querySelector('.bar-range') !== null").await?;
    let fetched = "return performance.getEntriesByType('resource').some(({ name }) => name.includes('/decide/'))";
    ensure!(page.browser.eval(fetched).await? == json!(false), "the program was fetched before it was wanted");
    page.wait_for_text(".decide-waits", "being worked out").await?;
    states::think_further(page).await?;
    ensure!(page.browser.eval(fetched).await? == json!(true), "the program came from elsewhere");
    ensure!(page.count(".decide-part > section").await? == 8, "there are not eight parts");
    unfold(page).await?;
    let lead = page.text("#decide-time ~ .part-lead").await?;
    page.fill("customers", "900").await?;
    let changed = format!("return document.querySelector('#decide-time ~ .part-lead').textContent !== {}", json!(lead));
    page.wait_for("the parts follow", &changed).await?;
    Ok(())
}

/// What is typed is there within a frame, also while the parts are being drawn anew.
pub(super) async fn lets_one_type_on(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.open("lang=en&rem=400000..900000&dmm=18..22&0mgm=14..16&fd=30..45&1na=B&2na=C").await?;
    states::think_further(page).await?;
    unfold(page).await?;
    // Seen from within: they may be done before we ask.
    let watch = "new MutationObserver(() => {
            self.wereBusy ||= document.querySelector('.decide-part[aria-busy=true]') !== null;
        }).observe(document.body, { attributes: true, childList: true, subtree: true })";
    page.browser.eval(watch).await?;
    page.fill("customers", "1").await?;
    page.wait_for("the parts say that they are busy", "return self.wereBusy").await?;
    page.press("60").await?;
    page.is_at("lang=en&cs=160&rem=400000..900000&dmm=18..22&1na=B&2na=C&0mgm=14..16&fd=30..45").await?;
    page.wait_for("the parts are done", states::DRAWN).await?;
    Ok(())
}

/// A scenario is kept under a name, stands in the link, and can be undone.
pub(super) async fn keeps_scenarios_beside_each_other(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.open("lang=en&cs=90").await?;
    states::think_further(page).await?;
    unfold(page).await?;
    page.fill_by(NEXT, "Growth & more").await?;
    page.click("#decide-scenarios-next ~ button").await?;
    page.is_at("lang=en&cs=90&sc1=Growth%20%26%20more%7Ccs%3D90").await?;
    page.wait_for_text(".decide-scenario", "the same as your present figures").await?;
    page.fill("customers", "120").await?;
    page.wait_for_text(".decide-scenario", "120 customers now, 90 customers there").await?;
    // Another name, and one that can't be.
    let name = "#decide-scenarios-sc1";
    page.fill_by(name, "").await?;
    page.press(Key::Tab).await?;
    page.wait_for_text("#decide-scenarios-sc1-problem", "1 to 60 characters").await?;
    page.fill_by(name, "Less").await?;
    page.press(Key::Tab).await?;
    page.is_at("lang=en&cs=120&sc1=Less%7Ccs%3D90").await?;
    // It is there when the page is loaded again, and its figures can take the place of the present ones.
    page.browser.driver.refresh().await?;
    page.ready().await?;
    states::think_further(page).await?;
    page.wait_for_text(".decide-scenario", "Less").await?;
    page.click(".decide-buttons > button").await?;
    page.is_at("lang=en&cs=90&sc1=Less%7Ccs%3D90").await?;
    page.browser.driver.back().await?;
    page.is_at("lang=en&cs=120&sc1=Less%7Ccs%3D90").await?;
    page.wait_for_text(".decide-scenario", "120 customers now").await
}

/// A portfolio moves in another month by the keys of its handle, in one step; the dates go along as a file.
pub(super) async fn plans_a_move(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.open("lang=en&ro=direct&an=3").await?;
    states::think_further(page).await?;
    let handle = ".moving-slider";
    page.browser.eval(&format!("document.querySelector('{handle}').focus(); return true")).await?;
    page.press(Key::Right + Key::Right).await?;
    page.is_at("lang=en&ro=direct&an=3&tsm=3").await?;
    // Typed too.
    page.fill_by("#decide-moving-azure", "12").await?;
    page.press(Key::Tab).await?;
    page.is_at("lang=en&ro=direct&an=3&tsm=3&tsa=12").await?;
    page.browser.driver.back().await?;
    page.is_at("lang=en&ro=direct&an=3&tsm=3").await?;
    page.browser.driver.back().await?;
    page.is_at("lang=en&ro=direct&an=3").await?;
    let kept = "
        const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text; }); return make(blob); };
        return true";
    page.browser.eval(kept).await?;
    page.click(".moving-save").await?;
    page.wait_for("the dates are saved", "return window.saved?.startsWith('BEGIN:VCALENDAR\\r\\n')").await?;
    page.wait_for("they are dates", "return window.saved.match(/DTSTART;VALUE=DATE:[0-9]{8}/g).length > 5").await?;
    Ok(())
}

/// The point on the map moves by keys, and says who is ahead there.
pub(super) async fn looks_around_on_the_map(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.open("lang=en").await?;
    states::think_further(page).await?;
    let said = "document.querySelector('#decide-landscape-map .chart-finding').textContent";
    let here = page.browser.eval(&format!("return {said}")).await?;
    page.browser.eval("document.getElementById('decide-landscape-point-across').focus(); return true").await?;
    page.press(Key::End).await?;
    page.wait_for("another point is said", &format!("return {said} !== {here} && {said}.includes('direct is ahead')"))
        .await?;
    // The other axis can't have the same driver: they change places, and one step undoes it.
    let choose = "
        const list = document.getElementById('decide-landscape-across');
        list.value = [...list.options].find((option) => option.text === 'Margin through the distributor').value;
        list.dispatchEvent(new Event('change', { bubbles: true }));
        return true";
    page.browser.eval(choose).await?;
    page.is_at("lang=en&pax=offer.margin&pdn=revenue").await?;
    page.browser.driver.back().await?;
    page.is_at("lang=en").await
}

/// An older link shows what was so then and is so now, and which rule made the difference.
pub(super) async fn tells_then_from_now(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    let scenario = link::plain("im=24&bt=500000&rem=900000").scenario;
    let older = link::encode(&scenario, Date::literal(2025, 9, 30), None, Some("en"));
    page.open_at(&older).await?;
    states::think_further(page).await?;
    let rules = "section[aria-labelledby=decide-rules]";
    page.wait_for_text(rules, "Direct ruled out: from “No” to “Yes”").await?;
    page.wait_for_text(rules, "Revenue at which direct opens").await
}

/// So many frames that what follows from a key has begun.
const FRAMES: &str = "
    const done = arguments[arguments.length - 1];
    let left = 15;
    requestAnimationFrame(function next() { left-- ? requestAnimationFrame(next) : done(); });";

/// Whatever is done in there by keys, the focus stays where it is.
pub(super) async fn keeps_the_focus(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.open("lang=en&ro=direct&an=3&1na=B&sc1=A%7Ccs%3D90").await?;
    states::think_further(page).await?;
    page.browser
        .eval("document.querySelectorAll('.decide-part details').forEach((details) => { details.open = true })")
        .await?;
    let many = "return document.querySelectorAll('.decide-part :is(select, input:not([type=date]))').length > 30";
    page.wait_for("what is unfolded is drawn", many).await?;
    let controls = "return [...document.querySelectorAll('.decide-part :is(select, input:not([type=date]))')]
        .map(({ id, type }) => [id, type])";
    let controls: Vec<(String, String)> = serde_json::from_value(page.browser.eval(controls).await?)?;
    for (id, kind) in controls {
        ensure!(!id.is_empty(), "a control of type {kind} has no id");
        let focus = format!("document.getElementById({}).focus(); return true", json!(id));
        page.browser.eval(&focus).await?;
        match kind.as_str() {
            "checkbox" => page.press(" ").await?,
            "range" => page.press(Key::Right + Key::Right).await?,
            "number" => page.press(Key::Up + Key::Up).await?,
            "select-one" => page.press(Key::Down).await?,
            _ => page.press("12").await?,
        }
        page.browser.eval_later(FRAMES).await?;
        page.wait_for("the parts are done", states::DRAWN).await?;
        let focused = page.browser.eval("return document.activeElement.id").await?;
        ensure!(focused == json!(id), "the focus went from {id} to {focused}");
    }
    Ok(())
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
    unfold(page).await?;
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
