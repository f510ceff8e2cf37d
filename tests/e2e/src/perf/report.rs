//! A whole report, with its ten thousand draws: in the worker of the page, and natively.

use anyhow::{Context, Result};
use xtask::command::{self, Run};

use super::{Figures, ratio};
use crate::driver::Driver;
use crate::page::Page;

/// How the benchmark begins the line with its figures: the least, the likeliest, the most.
const TIME: &str = "time:";

/// Asks the worker thirty times, one after the other.
const ASK: &str = "
    const done = arguments[arguments.length - 1];
    const worker = tierwise.startOutlook();
    const took = [];
    let began;
    const ask = () => { began = performance.now(); worker.postMessage(`${took.length}\\n2026-11-22\\n`); };
    worker.addEventListener('message', ({ data }) => {
        if (began !== undefined) took.push(performance.now() - began);
        if (took.length < 30) ask(); else { worker.terminate(); done(took); }
    });";

pub(super) async fn run(driver: &Driver) -> Result<()> {
    println!("== A whole report, in milliseconds");
    let page = Page::start(driver).await?;
    page.open("").await?;
    let took = Figures::new(serde_json::from_value(page.browser.eval_later(ASK).await?)?);
    page.browser.quit().await?;
    let arguments = ["bench", "--quiet", "--no-default-features", "--bench", "evaluate", "--", "default/whole report"];
    let text = command::plain("cargo").args(arguments).output_text()?;
    let native = native(&text).with_context(|| format!("the benchmark said {text:?}"))?;
    println!("{:26}{:>10.2}\n{:26}{native:>10.2}", "in the browser", took.median(), "natively");
    ratio(&[took.median(), native]);
    Ok(())
}

/// The likeliest of the three figures, in milliseconds.
fn native(text: &str) -> Option<f64> {
    let figures = text.split_once(TIME)?.1.split_once('[')?.1;
    let mut words = figures.split_whitespace().skip(2);
    let figure: f64 = words.next()?.parse().ok()?;
    match words.next()?.trim_end_matches(']') {
        "ns" => Some(figure / 1e6),
        "µs" | "us" => Some(figure / 1e3),
        "ms" => Some(figure),
        "s" => Some(figure * 1e3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::native;

    #[test]
    fn reads_the_benchmark() {
        let text = "default/whole report    time:   [4.1010 ms 4.2020 ms 4.3030 ms]\n";
        assert_eq!(native(text), Some(4.202));
        assert_eq!(native("time: [1.0 µs 500.0 µs 2.0 µs]"), Some(0.5));
        assert_eq!(native("nothing"), None);
    }
}
