//! Ten minutes of typing: ten thousand keystrokes, which ask for nothing, store nothing and leave nothing behind.

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use crate::driver::Driver;
use crate::page::Page;

/// Keystrokes, and how many of them between two looks.
const KEYS: usize = 10_000;
const STRETCH: usize = 400;
/// Keystrokes between two looks at the memory.
const LOOK: usize = 2_000;
/// How much more there may be after eight thousand keystrokes: a tenth is the collector's, a leak is more.
const LEAK: f64 = 1.1;

/// Keeps the memory of the program, to ask how large it has grown.
const KEEP: &str = "
    const start = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...what) => {
        const started = await start(...what);
        self.programMemory ??= started.instance.exports.memory;
        return started;
    };";

/// Types so many keys, one every 60 ms.
const TYPE: &str = "
    const done = arguments[arguments.length - 1];
    const field = document.getElementById('field-revenue');
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    field.focus();
    let left = STRETCH;
    const next = () => {
        if (left-- === 0) return done();
        const digits = field.value.replace(/\\D/g, '');
        set.call(field, digits.length > 6 ? '1' : digits + (left % 10));
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        setTimeout(next, 60);
    };
    next();";

const STORED: &str = "
    const done = arguments[arguments.length - 1];
    Promise.all([indexedDB.databases(), caches.keys()]).then((found) =>
        done([document.cookie.length, localStorage.length, sessionStorage.length, ...found.map((list) => list.length)]));";

pub(super) async fn run(driver: &Driver) -> Result<()> {
    println!("== {KEYS} keystrokes in ten minutes");
    println!("{:>10}{:>12}{:>12}{:>10}{:>12}", "keys", "heap MiB", "Wasm MiB", "nodes", "listeners");
    let page = Page::start(driver).await?;
    page.browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": KEEP })).await?;
    page.open("lang=en").await?;
    page.browser.eval("tierwise.drawWhole()").await?;
    page.wait_for("all of it is there", "return document.querySelector('.print') && tierwise.latest?.report").await?;
    page.wait_for("what if is drawn", crate::states::DRAWN).await?;
    page.browser.cdp("Performance.enable", json!({})).await?;
    page.browser.take_requests().await?;
    let typing = TYPE.replace("STRETCH", &STRETCH.to_string());
    let mut looks = Vec::new();
    for typed in (0..=KEYS).step_by(STRETCH) {
        if typed % LOOK == 0 {
            looks.push(look(&page, typed).await?);
        }
        if typed < KEYS {
            page.browser.eval_later(&typing).await?;
        }
    }
    let asked = page.browser.take_requests().await?;
    ensure!(asked.is_empty(), "typing asked for {asked:?}");
    let stored = page.browser.eval_later(STORED).await?;
    ensure!(stored == json!([0, 0, 0, 0, 0]), "typing stored {stored}");
    println!("requests: none; stored: nothing");
    page.browser.quit().await?;
    // The first ones warm up: what is drawn once stays.
    let [.., warm, _, _, _, end] = looks.as_slice() else { bail!("there was no time to look") };
    for ((what, before), after) in ["heap", "Wasm", "nodes", "listeners"].iter().zip(warm).zip(end) {
        ensure!(*after <= before * LEAK, "{what} grew from {before} to {after}");
    }
    Ok(())
}

/// What is there after some typing: memory of scripts and of the program in MiB, nodes and listeners.
async fn look(page: &Page, typed: usize) -> Result<[f64; 4]> {
    page.browser.cdp("HeapProfiler.collectGarbage", json!({})).await?;
    let found = page.browser.cdp("Performance.getMetrics", json!({})).await?;
    let metrics = found.get("metrics").and_then(Value::as_array).context("there are no metrics")?;
    let metric = |name: &str| {
        let metric = metrics.iter().find(|metric| metric.get("name").and_then(Value::as_str) == Some(name));
        metric.and_then(|metric| metric.get("value")).and_then(Value::as_f64).unwrap_or(f64::NAN)
    };
    let wasm =
        page.browser.eval("return self.programMemory?.buffer.byteLength ?? 0").await?.as_f64().unwrap_or_default();
    let mebibytes = |bytes: f64| bytes / 1_048_576.0;
    let look = [mebibytes(metric("JSHeapUsedSize")), mebibytes(wasm), metric("Nodes"), metric("JSEventListeners")];
    let [heap, wasm, nodes, listeners] = look;
    println!("{typed:>10}{heap:>12.2}{wasm:>12.2}{nodes:>10.0}{listeners:>12.0}");
    Ok(look)
}
