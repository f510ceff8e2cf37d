//! A first visit: when there is something, when the answer, and when what is typed is answered.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{Figures, PHONE, peer, ratio};
use crate::driver::Driver;
use crate::page::Page;

/// How often each is visited.
const VISITS: usize = 7;

/// Notes when what is painted, and when the program is ready.
const WATCH: &str = "
    self.visit = { paint: 0, answer: 0, ready: 0, shift: 0, of: '' };
    new PerformanceObserver((list) => {
        for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') visit.paint = startTime;
    }).observe({ type: 'paint', buffered: true });
    new PerformanceObserver((list) => {
        for (const { startTime, element } of list.getEntries()) Object.assign(visit, { answer: startTime, of: element ? `${element.id}.${element.className}` : '' });
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver((list) => { for (const { value } of list.getEntries()) visit.shift += value; })
        .observe({ type: 'layout-shift', buffered: true });
    new MutationObserver((_, observer) => {
        if (!document.documentElement?.hasAttribute('data-ready')) return;
        visit.ready = performance.now();
        observer.disconnect();
    }).observe(document, { attributes: true, attributeFilter: ['data-ready'], subtree: true });";

/// What a phone on a slow connection has: 1.6 Mbit/s, and an answer after 150 ms.
fn slow_network() -> Value {
    json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750 })
}

/// Slows the processor of the page down by this factor.
pub(super) async fn slow_down(page: &Page, factor: u32) -> Result<()> {
    page.browser.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": factor })).await.map(drop)
}

/// Measures first visits on this machine and on a phone.
pub(super) async fn run(driver: &Driver) -> Result<()> {
    for (name, phone) in [("this machine", false), ("a phone on a slow connection", true)] {
        println!("== A first visit on {name}, in milliseconds (medians of {VISITS})");
        println!("{:26}{:>10}{:>10}{:>10}{:>8}  largest", "", "paint", "answer", "ready", "shift");
        let ours = visits(driver, "Tierwise", phone).await?;
        let other = visits(driver, "plain JavaScript", phone).await?;
        ratio(&[ours, other]);
    }
    println!("plain JavaScript fetches {} bytes after Brotli", peer::size()?);
    Ok(())
}

/// Visits one of them anew each time, and prints the medians; gives that of the answer.
async fn visits(driver: &Driver, name: &str, phone: bool) -> Result<f64> {
    let (mut paint, mut answer, mut ready, mut shift) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut largest = String::new();
    for _ in 0..VISITS {
        let page = if name == "Tierwise" { Page::start(driver).await? } else { peer::start(driver).await? };
        page.browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
        if phone {
            page.browser.resize(360, 740).await?;
            slow_down(&page, PHONE).await?;
            page.browser.cdp("Network.enable", json!({})).await?;
            page.browser.cdp("Network.emulateNetworkConditions", slow_network()).await?;
        } else {
            page.browser.resize(1440, 900).await?;
        }
        page.open_at("").await?;
        let seen =
            page.wait_for("it is ready and painted", "return visit.ready && visit.answer ? visit : null").await?;
        let figure = |name: &str| seen.get(name).and_then(Value::as_f64).with_context(|| format!("no {name}"));
        paint.push(figure("paint")?);
        answer.push(figure("answer")?);
        ready.push(figure("ready")?);
        shift.push(figure("shift")?);
        largest = seen.get("of").and_then(Value::as_str).unwrap_or_default().to_owned();
        page.browser.quit().await?;
    }
    let [paint, answer, ready, shift] = [paint, answer, ready, shift].map(Figures::new);
    println!(
        "{name:26}{:>10.0}{:>10.0}{:>10.0}{:>8.3}  {largest}",
        paint.median(),
        answer.median(),
        ready.median(),
        shift.at(1.0)
    );
    Ok(answer.median())
}
