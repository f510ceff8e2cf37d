//! Tells the stories, takes pictures, measures; see the library.

use std::env;
use std::process::ExitCode;

use anyhow::{Result, bail};
use e2e::driver::{Driver, Engine};
use e2e::{batch, latency, perf, runner, shots};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all went well.
fn run(arguments: &[&str]) -> Result<bool> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let stories = tokio::task::LocalSet::new();
    runtime.block_on(stories.run_until(async {
        let driver = || Driver::start(Engine::Chromium);
        match arguments {
            ["test", "--engine", engine, parts @ ..] => runner::run(Engine::named(engine)?, parts).await,
            ["test", parts @ ..] => runner::run(Engine::Chromium, parts).await,
            ["shots"] => shots::run(&driver()?, "").await.map(|()| true),
            ["shots", part] => shots::run(&driver()?, part).await.map(|()| true),
            ["latency"] => latency::run(&driver()?).await.map(|()| true),
            ["perf", parts @ ..] => perf::run(&driver()?, parts).await.map(|()| true),
            ["batch"] => batch::run(&driver()?).await.map(|()| true),
            _ => bail!(
                "usage: e2e test [--engine chromium|firefox|webkit] [part of a name…] | shots [part of a name] | latency | perf [part…] | batch"
            ),
        }
    }))
}
