//! `cargo xtask lighthouse`: what Lighthouse says of the page in each language, on a desk and on a phone.

use std::fs;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use tierwise::i18n::Language;

use crate::command::{self, Run};
use crate::server::Server;
use crate::{page, tools, workspace};

/// How often each page is judged; the median of performance counts.
const RUNS: usize = 3;
/// What it judges. Performance depends on the machine; of the others nothing less than all is right.
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];
/// No sandbox as root, and no traffic of the browser's own.
const FLAGS: &str = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
                     --disable-component-update --disable-sync";

/// Judges and prints; fails where anything but performance is less than 100.
pub fn run() -> Result<()> {
    page::ensure()?;
    let server = Server::start(&workspace::dist(), 0)?;
    let mut flaws = Vec::new();
    println!("{:10}{:>14}{:>16}{:>16}{:>6}", "", CATEGORIES[0], CATEGORIES[1], CATEGORIES[2], CATEGORIES[3]);
    for language in Language::ALL.map(Language::code) {
        for place in ["desktop", "mobile"] {
            let address = format!("{}/{language}/", server.origin());
            let reports = (0..RUNS).map(|_| judge(&address, place)).collect::<Result<Vec<_>>>()?;
            let medians = CATEGORIES.map(|category| median(&reports, category));
            let [performance, accessibility, practices, seo] = medians;
            println!("{language} {place:8}{performance:>13}{accessibility:>16}{practices:>16}{seo:>6}");
            let others = CATEGORIES.iter().zip(medians).skip(1).filter(|(_, score)| *score < 100);
            flaws.extend(
                others.map(|(category, _)| format!("{language}, {place}: {category}: {}", found(&reports, category))),
            );
        }
    }
    if flaws.is_empty() { Ok(()) } else { bail!("Lighthouse objects:\n  {}", flaws.join("\n  ")) }
}

/// One report.
fn judge(address: &str, place: &str) -> Result<Value> {
    let file = workspace::target()?.join("lighthouse.json");
    let mut lighthouse = command::plain("node");
    lighthouse
        .arg(tools::lighthouse()?.join("lighthouse/cli/index.js"))
        .args([address, "--quiet", "--no-enable-error-reporting", "--output=json"])
        .arg(format!("--chrome-flags={FLAGS}"))
        .arg(format!("--output-path={}", file.display()))
        .env("CHROME_PATH", tools::browser()?.chromium);
    if place == "desktop" {
        lighthouse.arg("--preset=desktop");
    }
    lighthouse.run()?;
    serde_json::from_slice(&fs::read(&file)?).context("Lighthouse wrote no report")
}

/// The median of a category, of 100.
fn median(reports: &[Value], category: &str) -> u32 {
    let score = |report: &Value| report.pointer(&format!("/categories/{category}/score")).and_then(Value::as_f64);
    let mut scores: Vec<u32> =
        reports.iter().map(|report| (score(report).unwrap_or(0.0) * 100.0).round() as u32).collect();
    scores.sort_unstable();
    scores.get(scores.len() / 2).copied().unwrap_or(0)
}

/// What it objects to in a category.
fn found(reports: &[Value], category: &str) -> String {
    let Some(report) = reports.first() else { return String::new() };
    let audits = report.pointer(&format!("/categories/{category}/auditRefs")).and_then(Value::as_array);
    let names = audits.into_iter().flatten().filter_map(|audit| audit.get("id")?.as_str());
    let failed = names.filter(|name| {
        let score = report.pointer(&format!("/audits/{name}/score")).and_then(Value::as_f64);
        score.is_some_and(|score| score < 1.0)
    });
    failed.collect::<Vec<_>>().join(", ")
}
