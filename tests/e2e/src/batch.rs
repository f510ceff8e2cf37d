//! What a table of partners costs: rows a second and memory, in the browser and natively.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use xtask::command::{self, Run};
use xtask::workspace;

use crate::driver::Driver;
use crate::page::Page;

/// How many rows the files have.
const ROWS: [u32; 3] = [1_000, 20_000, 100_000];
const HEADER: &str = "partner;role;customers;revenue.azure;revenue.modern_work;revenue.security;growth_pct.azure;\
                      direct.margin_pct.azure;offers.0.name;offers.0.margin_pct.azure;offers.0.fee;standing.designations;\
                      standing.admin_mfa;standing.indirect_months";
const MEBIBYTE: f64 = 1_048_576.0;

/// A table of so many partners as a Dutch spreadsheet writes it, each with figures of its own.
pub fn table(rows: u32) -> String {
    let mut table = format!("{HEADER}\r\n");
    for row in 0..rows {
        let role = ["indirect", "direct", "new"].get(row as usize % 3).unwrap_or(&"new");
        let designations =
            ["none", "modern_work", "security, infrastructure"].get(row as usize / 7 % 3).unwrap_or(&"none");
        let mfa = if row % 5 == 0 { "nee" } else { "ja" };
        let (azure, modern, cents) = (100 + row % 900, 50 + row * 7 % 850, row % 100);
        let _ = writeln!(
            table,
            "Partner {row};{role};{};{azure}.{:03},{cents:02};{modern}.000;{};{};{},5 %;Distributeur {};{},25;{};{designations};{mfa};{}\r",
            20 + row % 300,
            row * 13 % 1000,
            row * 11 % 90_000,
            row % 30,
            10 + row % 9,
            row % 12,
            8 + row % 9,
            row % 5000,
            row % 60,
        );
    }
    table
}

/// What a file cost somewhere.
struct Cost {
    rows: f64,
    /// Milliseconds until it was read, and for its answers.
    read: f64,
    answered: f64,
    /// The most memory there was, in bytes.
    peak: f64,
}

impl Cost {
    fn line(&self) -> String {
        format!(
            "read in {:>6.0} ms · {:>7.0} rows/s · {:>6.1} MiB, {:>5.0} bytes a row",
            self.read,
            self.rows / (self.answered / 1000.0).max(0.001),
            self.peak / MEBIBYTE,
            self.peak / self.rows
        )
    }
}

/// Measures and prints. It never judges: the machine decides too much of it.
pub async fn run(driver: &Driver) -> Result<()> {
    let folder = workspace::target()?.join("batch");
    fs::create_dir_all(&folder)?;
    for rows in ROWS {
        let file = folder.join(format!("partners-{rows}.csv"));
        fs::write(&file, table(rows))?;
        let (browser, native) = (in_browser(driver, &file).await?, natively(&file)?);
        ensure!(browser.rows == f64::from(rows), "the browser found {} rows of {rows}", browser.rows);
        println!("{rows} rows\n  Chromium  {}\n  native    {}", browser.line(), native.line());
    }
    Ok(())
}

/// Through the page, whose worker says how long it took and how much memory its program has: that never shrinks.
async fn in_browser(driver: &Driver, file: &Path) -> Result<Cost> {
    let page = Page::start(driver).await?;
    page.browser.driver.goto(format!("{}/batch/nl.html", page.server.origin())).await?;
    page.wait_for("a file can be chosen", "return !document.getElementById('batch').hidden").await?;
    let began = Instant::now();
    page.element("#file").await?.send_keys(file.to_string_lossy()).await?;
    page.wait_for("it is read", "return !document.getElementById('columns').hidden").await?;
    let read = began.elapsed().as_secs_f64() * 1000.0;
    page.click("#start").await?;
    let done = "const { progress } = document.getElementById('answers').dataset;
        return progress && !JSON.parse(progress).running ? JSON.parse(progress) : null";
    let progress = page.wait_longer("all rows are answered", done).await?;
    let figure = |name: &str| progress.get(name).and_then(Value::as_f64).with_context(|| format!("there is no {name}"));
    let cost = Cost { rows: figure("done")?, read, answered: figure("took")?, peak: figure("memory")? };
    page.browser.quit().await?;
    Ok(cost)
}

fn natively(file: &Path) -> Result<Cost> {
    let arguments = ["bench", "--quiet", "--no-default-features", "--features", "batch", "--bench", "batch", "--"];
    let file: PathBuf = fs::canonicalize(file)?;
    let text = command::plain("cargo").args(arguments).arg(file).output_text()?;
    let figures: Vec<f64> = text.split_whitespace().filter_map(|figure| figure.parse().ok()).collect();
    let &[rows, read, answered, bytes, peak] = figures.as_slice() else { bail!("the program said {text:?}") };
    Ok(Cost { rows, read, answered, peak: if peak > 0.0 { peak } else { bytes } })
}
