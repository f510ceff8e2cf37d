//! `cargo xtask test`: every check, in the order that finds the cheap mistakes first.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Result, bail};

use crate::command::{self, Run};
use crate::tools::{self, Browser, Firefox};
use crate::{nginx, page, server, size, supply, workspace};

/// One check.
struct Step {
    name: &'static str,
    about: &'static str,
    run: fn() -> Result<()>,
}

/// Run only where they are named: they take as long as all others together.
const ON_DEMAND: [&str; 2] = ["e2e-firefox", "e2e-webkit"];

const STEPS: &[Step] = &[
    Step { name: "fmt", about: "the code is formatted", run: fmt },
    Step { name: "supply", about: "licences, sources and doubles of what others wrote", run: supply::run },
    Step { name: "clippy", about: "no lint objects, natively and for the browser", run: clippy },
    Step { name: "engine", about: "the engine and its tests build without the web", run: engine },
    Step { name: "native", about: "all tests that need no browser", run: native },
    Step { name: "sheet", about: "LibreOffice finds the same figures in workbooks and tables", run: sheet },
    Step { name: "browser", about: "the tests in a browser", run: browser },
    Step { name: "firefox", about: "the same figures in Firefox, to the last digit", run: firefox },
    Step { name: "page", about: "the release page builds", run: page::build },
    Step { name: "size", about: "the page is within its budget", run: size::run },
    Step { name: "oracle", about: "a second implementation finds the same figures", run: oracle },
    Step {
        name: "nginx",
        about: "real nginx sends the page as it should, with the settings in deploy/",
        run: nginx::test,
    },
    Step { name: "e2e", about: "the stories, on the release page, in Chromium", run: e2e },
    Step { name: "e2e-firefox", about: "the same stories in Firefox, only when named", run: e2e_firefox },
    Step { name: "e2e-webkit", about: "the same stories in WebKitGTK, only when named", run: e2e_webkit },
];

/// Fails unless there are steps of these names.
pub fn check(names: &[&str]) -> Result<()> {
    match names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        Some(name) => bail!("there is no step {name:?}; the steps are:\n{}", list()),
        None => Ok(()),
    }
}

/// Runs the named steps, or all but those on demand, and stops at the first that fails.
pub fn run(names: &[&str]) -> Result<()> {
    check(names)?;
    let mut times = Vec::new();
    for step in STEPS {
        let wanted = if names.is_empty() { !ON_DEMAND.contains(&step.name) } else { names.contains(&step.name) };
        if !wanted {
            continue;
        }
        println!("\n== {}: {}", step.name, step.about);
        let began = Instant::now();
        let result = (step.run)();
        times.push((step.name, began.elapsed()));
        if let Err(error) = result {
            report(&times);
            return Err(error.context(format!("the step {} failed", step.name)));
        }
        println!("== {} done in {:.1} s", step.name, began.elapsed().as_secs_f64());
    }
    report(&times);
    println!("all passed");
    Ok(())
}

/// The steps and what they are for, one per line.
pub fn list() -> String {
    STEPS.iter().fold(String::new(), |mut list, Step { name, about, .. }| {
        let _ = writeln!(list, "  {name:11} {about}");
        list
    })
}

fn report(times: &[(&str, Duration)]) {
    println!();
    for (name, time) in times {
        println!("{name:11} {:>7.1} s", time.as_secs_f64());
    }
    let total: Duration = times.iter().map(|(_, time)| time).sum();
    println!("{:11} {:>7.1} s", "in all", total.as_secs_f64());
}

fn cargo<const N: usize>(arguments: [&str; N]) -> Result<()> {
    command::plain("cargo").args(arguments).run()
}

fn fmt() -> Result<()> {
    cargo(["fmt", "--all", "--check"])
}

fn clippy() -> Result<()> {
    tools::wasm_target()?;
    cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    let wasm = ["--target", tools::WASM, "--lib", "--bins", "--test", "browser"];
    command::plain("cargo").arg("clippy").args(wasm).args(["--", "-D", "warnings"]).run()
}

/// Where the laws' random scenarios start from. The same for everybody, so that a commit either passes or doesn't; whoever
/// wants to see others sets it.
pub const SEED: &str = "PROPTEST_RNG_SEED";
/// What it is, unless somebody sets it.
pub const USUAL_SEED: &str = "20261122";

fn laws<const N: usize>(arguments: [&str; N]) -> Result<()> {
    let seed = env::var(SEED).unwrap_or_else(|_| USUAL_SEED.to_string());
    println!("random scenarios from {SEED}={seed}");
    command::plain("cargo").args(arguments).env(SEED, seed).run()
}

fn engine() -> Result<()> {
    // The step after it runs the same tests, with all that there is.
    cargo(["check", "--no-default-features", "--features", "json", "--tests", "--examples"])
}

fn native() -> Result<()> {
    laws(["test"])?;
    cargo(["test", "--package", "xtask", "--package", "e2e"])
}

/// Changes the inputs of workbooks and has LibreOffice recalculate them.
fn sheet() -> Result<()> {
    let office = tools::office()?;
    command::plain("cargo")
        .args(["test", "--test", "sheet", "--", "--ignored", "--nocapture"])
        .env("TIERWISE_SOFFICE", office)
        .run()
}

fn browser() -> Result<()> {
    let Browser { chromium, chromedriver } = tools::browser()?;
    let capabilities = format!("{{ \"goog:chromeOptions\": {{ \"binary\": {chromium:?} }} }}\n");
    in_browser(&capabilities, ("CHROMEDRIVER", &chromedriver), &[])
}

/// The tests of figures, which every browser must find alike.
fn firefox() -> Result<()> {
    let Firefox { firefox, geckodriver } = tools::firefox()?;
    let capabilities = format!("{{ \"moz:firefoxOptions\": {{ \"binary\": {firefox:?} }} }}\n");
    in_browser(&capabilities, ("GECKODRIVER", &geckodriver), &["to_the_last_digit"])
}

/// Runs the tests that this names, or all of them, in the browser that the driver controls.
fn in_browser(capabilities: &str, (variable, driver): (&str, &Path), tests: &[&str]) -> Result<()> {
    tools::wasm_target()?;
    let wasm_bindgen = tools::wasm_bindgen()?;
    // The runner starts the driver, but doesn't find a browser in an unusual place.
    let file = workspace::target()?.join("webdriver.json");
    fs::write(&file, capabilities)?;
    command::plain("cargo")
        .args(["test", "--target", tools::WASM, "--test", "browser", "--"])
        .args(tests)
        .env("PATH", tools::path_with(&[wasm_bindgen])?)
        .env(variable, driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", file)
        // Seconds before the runner gives up on the browser; its own 20 are short on a busy machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .run()
}

/// Compares the engine with the one in `tests/oracle`, which shares no code with it. The oracle itself must find what
/// the worked cases say.
fn oracle() -> Result<()> {
    let oracle = workspace::root().join("tests/oracle");
    if !oracle.is_dir() {
        println!("there is no {}: nothing to compare with", oracle.display());
        return Ok(());
    }
    let modules = tools::node_modules()?;
    cargo(["build", "--example", "evaluate"])?;
    let node = || {
        let mut node = command::plain("node");
        node.env("TIERWISE_NODE_MODULES", &modules);
        node
    };
    node().args(["--test", "--test-reporter=dot"]).arg(oracle.join("cases.test.mjs")).run()?;
    node().arg(oracle.join("differential.mjs")).arg(example("evaluate")?).run()
}

/// Where a development build puts an example.
fn example(name: &str) -> Result<PathBuf> {
    Ok(workspace::target()?.join("debug/examples").join(name).with_extension(env::consts::EXE_EXTENSION))
}

fn e2e() -> Result<()> {
    stories(&["test"])
}

fn e2e_firefox() -> Result<()> {
    stories(&["test", "--engine", "firefox"])
}

fn e2e_webkit() -> Result<()> {
    stories(&["test", "--engine", "webkit"])
}

/// Runs the end-to-end program on the release page, after building that where needed.
pub fn stories(arguments: &[impl AsRef<OsStr>]) -> Result<()> {
    page::ensure()?;
    e2e_program(arguments).run()
}

/// The same, on the page as another server sends it.
pub fn stories_at(address: SocketAddr, arguments: &[&str]) -> Result<()> {
    e2e_program(arguments).env(server::ELSEWHERE, address.to_string()).run()
}

fn e2e_program(arguments: &[impl AsRef<OsStr>]) -> Command {
    let mut program = command::plain("cargo");
    program.args(["run", "--quiet", "--package", "e2e", "--"]).args(arguments);
    program
}
