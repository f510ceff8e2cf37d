//! How soon the page answers a keystroke.

use anyhow::{Context, Result};
use thirtyfour::{By, WebElement};

use crate::driver::Driver;
use crate::page::Page;

/// The field to type in: the first of these that shows.
const FIELDS: &[&str] = &["input[name='revenue.modern_work']", "input[inputmode='decimal']", "input[type='text']"];
/// Amounts that make every keystroke change the result.
const AMOUNTS: &[&str] = &["14725", "83906", "250417", "61582", "937140", "40628", "172395", "58"];

/// Prepares to time the next `input` event: until the first change of the results, and until that is painted.
const ARM: &str = "
    const results = document.querySelector('[data-results]') ?? document.querySelector('#verdict') ?? document.body;
    globalThis.keystroke = new Promise((resolve) => {
        let began;
        addEventListener('input', () => { began = performance.now(); }, { capture: true, once: true });
        const observer = new MutationObserver(() => {
            if (began === undefined) return;
            observer.disconnect();
            const changed = performance.now() - began;
            requestAnimationFrame(() => {
                const channel = new MessageChannel();
                channel.port1.onmessage = () => resolve([changed, performance.now() - began]);
                channel.port2.postMessage(null);
            });
        });
        observer.observe(results, { subtree: true, childList: true, characterData: true, attributes: true });
        setTimeout(() => { observer.disconnect(); resolve(null); }, 2000);
    });";
const READ: &str = "globalThis.keystroke.then(arguments[arguments.length - 1])";

/// What is on the page while it is measured: a name, the figures it is opened with, and whether what if is drawn too.
const PAGES: &[(&str, &str, bool)] = &[
    ("the answer", "", false),
    ("with what if drawn", "", true),
    (
        "five offers and ten ranges, with what if drawn",
        "role=direct&offers.4.name=E&offers.1.margin_pct.azure=6..9&offers.2.fee=0..5000&offers.3.funding=1000..9000\
         &revenue.azure=150000..400000&revenue.security=20000..90000&growth_pct.azure=0..30&labour.hourly_cost=40..60\
         &direct.margin_pct.azure=10..14&usd_rate=1.05..1.2&finance.cost_of_capital_pct=4..10",
        true,
    ),
];

/// Types, measures and prints. It never judges: the machine decides too much of it.
pub async fn run(driver: &Driver) -> Result<()> {
    for (name, figures, further) in PAGES {
        let page = Page::start(driver).await?;
        page.browser.resize(1440, 900).await?;
        page.open(figures).await?;
        if *further {
            page.browser.eval("tierwise.drawWhole()").await?;
            page.wait_for("what if is drawn", crate::states::DRAWN).await?;
            page.browser.eval("scrollTo(0, 0)").await?;
        }
        println!("{name}:");
        measure(&page).await?;
        page.browser.quit().await?;
    }
    Ok(())
}

async fn measure(page: &Page) -> Result<()> {
    let keys = type_amounts(page).await?;
    println!("{} keystrokes", keys.changed.len() + keys.unanswered);
    if keys.unanswered > 0 {
        println!("{} of them changed nothing", keys.unanswered);
    }
    print("results changed", keys.changed);
    print("change painted", keys.painted);
    Ok(())
}

/// How soon each of a row of keystrokes was answered, in milliseconds.
pub(crate) struct Keys {
    /// Until the results had changed.
    pub(crate) changed: Vec<f64>,
    /// Until that was painted.
    pub(crate) painted: Vec<f64>,
    /// How many changed nothing.
    pub(crate) unanswered: usize,
}

/// Types amounts into the first field that shows.
pub(crate) async fn type_amounts(page: &Page) -> Result<Keys> {
    let field = visible_field(page).await?.context("there is no field to type in")?;
    let (mut changed, mut painted) = (Vec::new(), Vec::new());
    let mut unanswered = 0;
    for amount in AMOUNTS {
        page.browser.eval_with("arguments[0].focus(); arguments[0].select()", vec![field.to_json()?]).await?;
        for digit in amount.chars() {
            match keystroke(page, &field, digit).await? {
                Some((change, paint)) => {
                    changed.push(change);
                    painted.push(paint);
                }
                None => unanswered += 1,
            }
        }
    }

    Ok(Keys { changed, painted, unanswered })
}

async fn visible_field(page: &Page) -> Result<Option<WebElement>> {
    for selector in FIELDS {
        for field in page.browser.driver.find_all(By::Css(*selector)).await? {
            if field.is_displayed().await? {
                return Ok(Some(field));
            }
        }
    }
    Ok(None)
}

/// Types one character and returns the milliseconds until the change and until the paint; none if nothing changed.
async fn keystroke(page: &Page, field: &WebElement, digit: char) -> Result<Option<(f64, f64)>> {
    page.browser.eval(ARM).await?;
    field.send_keys(digit.to_string()).await?;
    Ok(serde_json::from_value(page.browser.eval_later(READ).await?)?)
}

fn print(what: &str, mut milliseconds: Vec<f64>) {
    milliseconds.sort_by(f64::total_cmp);
    let at = |part: f64| quantile(&milliseconds, part);
    if let (Some(median), Some(high)) = (at(0.5), at(0.9)) {
        println!("{what:16} median {median:6.1} ms   p90 {high:6.1} ms");
    }
}

/// The value below which this part of the sorted values lies.
pub(crate) fn quantile(sorted: &[f64], part: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    sorted.get((last as f64 * part).round() as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_quantiles() {
        let values: Vec<f64> = (0..=10).map(f64::from).collect();
        assert_eq!(quantile(&values, 0.5), Some(5.0));
        assert_eq!(quantile(&values, 0.9), Some(9.0));
        assert_eq!(quantile(&[], 0.5), None);
    }
}
