//! Everything by keyboard alone.

use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::page::Page;
use crate::states::SCREENS;

/// More than the keys it takes to come past everything.
const MOST_STOPS: usize = 2500;
/// How long what has the focus may take to come in sight.
const LATE: Duration = Duration::from_secs(5);

/// Looks at what has the focus: whether it is in sight, not covered, and marked; and opens what it would open. Returns what it did.
const STOP: &str = "
    const at = document.activeElement;
    window.last = at?.outerHTML.slice(0, 200);
    if (at === null || at === document.body || at === document.documentElement) return 'end';
    window.been ??= new Set();
    // Round to the first, or on to the browser's own bar, which leaves the last where it was. A date has stops of its own within.
    if (window.been.has(at) && (at === window.first || (at === window.latest && at.type !== 'date'))) return 'end';
    window.first ??= at;
    const name = `${at.localName} ${at.id || at.className || at.textContent.slice(0, 40)}`;
    const { left, top, width, height } = at.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + Math.min(height / 2, innerHeight / 2)];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return `${name} is out of sight`;
    const hit = document.elementFromPoint(x, y);
    const own = [at, ...(at.labels ?? [])];
    if (!own.some((of) => of.contains(hit) || hit?.contains(of))) return `${name} lies under ${hit?.outerHTML.slice(0, 80)}`;
    const marked = [at, at.parentElement, at.closest('label'), at.nextElementSibling].some((of) => {
        const { outlineStyle, outlineWidth } = of ? getComputedStyle(of) : {};
        return outlineStyle !== undefined && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    });
    if (!marked) return `${name} does not show that it has the focus`;
    window.been.add(at);
    window.latest = at;
    // Of the many calculations below the answer none need be unfolded.
    const folded = at.localName === 'summary' && !at.parentElement.open && !at.closest('.decide-panel .receipt-fold');
    return folded ? 'closed' : 'ok';";

/// Everything that can be operated, in sight and never come past. Of radio buttons one is enough: arrows lead to the others.
const MISSED: &str = "
    const operable = document.querySelectorAll('a[href], button, input, select, summary, [tabindex=\"0\"]');
    const reached = (of) => window.been.has(of)
        || (of.type === 'radio' && Array.from(window.been).some(({ name }) => name && name === of.name));
    return Array.from(operable)
        .filter((of) => of.checkVisibility({ visibilityProperty: true }) && !of.disabled && !reached(of))
        .map((of) => of.outerHTML.slice(0, 120));";

/// The Tab key comes past everything, the focus is always seen, and Enter unfolds what is folded.
pub(super) async fn reach_everything(page: &Page) -> Result<()> {
    for (width, height) in SCREENS {
        page.browser.resize(width, height).await?;
        page.open("lang=en&ro=direct&1na=Zuid&bt=820000&de=modern_work").await?;
        page.wait_for("all texts are there", "return document.querySelector('.beliefs') !== null").await?;
        let mut stops = 0;
        loop {
            page.press(Key::Tab + "").await?;
            match stop(page).await?.as_str() {
                Some("ok") => {}
                Some("closed") => {
                    page.press(Key::Enter + "").await?;
                    let opened = "return document.activeElement.parentElement.open";
                    if let Err(error) = page.wait_for("what has the focus is open", opened).await {
                        let name = page.browser.eval("return window.last").await?;
                        return Err(error.context(format!("at {width} px, of {name}")));
                    }
                    // What is fetched then comes after what has the focus.
                    let whole = "return !document.querySelector('.share[open]') || document.querySelector('[data-take]') !== null";
                    page.wait_for("what it holds is there", whole).await?;
                }
                Some("end") => break,
                found => ensure!(false, "at {width} px: {found:?}"),
            }
            stops += 1;
            if stops == MOST_STOPS {
                bail!(
                    "at {width} px the focus goes round without an end, past {}",
                    page.browser.eval("return window.last").await?
                );
            }
        }
        let missed = page.browser.eval(MISSED).await?;
        ensure!(missed == json!([]), "at {width} px Tab never comes to {missed:#}");
        ensure!(stops > 150, "there are only {stops} stops");
    }
    Ok(())
}

/// What [`STOP`] says of what has the focus; once it is in sight, if it comes there: some browsers scroll a little later.
async fn stop(page: &Page) -> Result<Value> {
    let deadline = Instant::now() + LATE;
    loop {
        let found = page.browser.eval(STOP).await?;
        let good = matches!(found.as_str(), Some("ok" | "closed" | "end"));
        if good || Instant::now() > deadline {
            return Ok(found);
        }
    }
}

/// Each kind of control does what it is for without a mouse.
pub(super) async fn operate_every_control(page: &Page) -> Result<()> {
    page.open("lang=en").await?;
    // A radio button: an arrow.
    page.browser.eval("document.querySelector(\"[name='role'][value='indirect']\").focus()").await?;
    page.press(Key::Up + "").await?;
    page.wait_for("the role is another", "return location.hash.includes('ro=')").await?;
    // A text field, a select, a tick box, a button.
    page.browser.eval("document.querySelectorAll('.group').forEach((group) => { group.open = true })").await?;
    page.browser.eval("document.querySelector(\"[name='customers']\").select()").await?;
    page.press("160").await?;
    page.wait_for("customers follow", "return location.hash.includes('cs=160')").await?;
    page.browser.eval("document.querySelector(\"select[name='currency']\").focus()").await?;
    page.press("US").await?;
    page.wait_for("the currency follows", "return location.hash.includes('cu=USD')").await?;
    page.browser.eval("document.querySelector(\"input[type='checkbox']\").focus()").await?;
    page.press(" ").await?;
    page.wait_for("a designation is held", "return /[&#]de=./.test(location.hash)").await?;
    page.browser.eval("document.querySelector('.steps > .step').focus()").await?;
    page.press(Key::Enter + "").await?;
    page.wait_for("it is undone", "return !location.hash.includes('de=')").await?;
    Ok(())
}
