//! What a visit costs: how soon there is something to read, how soon a keystroke is answered, what a whole report takes, and
//! what ten minutes of typing leave behind. Beside it the same comparison in plain JavaScript, in `peer/`.
//!
//! It prints and never judges, as the machine decides too much of it; but for requests and storage while typing, of which there
//! may be none, and for a leak.

mod peer;
mod report;
mod typing;
mod visit;

use anyhow::Result;

use crate::driver::Driver;
use crate::latency::{quantile, type_amounts};
use crate::page::Page;

/// How much slower than this machine's the processor of a phone is taken to be.
const PHONE: u32 = 4;

/// Some figures, in order.
#[derive(Debug, Clone)]
struct Figures(Vec<f64>);

impl Figures {
    fn new(mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        Self(figures)
    }

    fn at(&self, part: f64) -> f64 {
        quantile(&self.0, part).unwrap_or(f64::NAN)
    }

    fn median(&self) -> f64 {
        self.at(0.5)
    }
}

/// Measures all of it, or the parts that are named.
pub async fn run(driver: &Driver, parts: &[&str]) -> Result<()> {
    let wanted = |part: &str| parts.is_empty() || parts.contains(&part);
    if wanted("size") {
        println!("== What is fetched");
        if let Err(error) = xtask::size::run() {
            println!("{error}");
        }
    }
    if wanted("visit") {
        visit::run(driver).await?;
    }
    if wanted("keys") {
        keys(driver).await?;
    }
    if wanted("report") {
        report::run(driver).await?;
    }
    if wanted("typing") {
        typing::run(driver).await?;
    }
    Ok(())
}

/// From a keystroke to the change of the results, on this machine and on a phone.
async fn keys(driver: &Driver) -> Result<()> {
    println!("== From a keystroke to the changed answer, in milliseconds");
    println!("{:26}{:>10}{:>10}{:>14}", "", "median", "p95", "painted p95");
    for slower in [1, PHONE] {
        let mut medians = Vec::new();
        for (name, page) in [("Tierwise", Page::start(driver).await?), ("plain JavaScript", peer::start(driver).await?)]
        {
            page.browser.resize(1440, 900).await?;
            page.open_at("").await?;
            visit::slow_down(&page, slower).await?;
            // The first one warms up.
            type_amounts(&page).await?;
            let keys = type_amounts(&page).await?;
            let (changed, painted) = (Figures::new(keys.changed), Figures::new(keys.painted));
            println!(
                "{:26}{:>10.1}{:>10.1}{:>14.1}",
                format!("{name}, {slower}×"),
                changed.median(),
                changed.at(0.95),
                painted.at(0.95)
            );
            medians.push(changed.median());
            page.browser.quit().await?;
        }
        ratio(&medians);
    }
    Ok(())
}

/// Prints how the first of two figures compares with the second.
fn ratio(figures: &[f64]) {
    if let [ours, other] = figures {
        println!("{:26}{:>10.2}", "  ratio", ours / other);
    }
}
