//! Tells the stories, a few at once, each on a page of its own, and prints what `cargo test` would.

use std::cell::RefCell;
use std::num::NonZero;
use std::path::PathBuf;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Instant;
use std::{fs, panic, thread};

use anyhow::{Error, Result, anyhow};
use tokio::task;
use xtask::workspace;

use crate::driver::{Driver, Engine};
use crate::page::Page;
use crate::stories::STORIES;

/// A story being told.
pub type Telling<'page> = Pin<Box<dyn Future<Output = Result<()>> + 'page>>;

/// A story: what a reader does, and what must come of it. It fails by an error or by a panic.
#[derive(Debug)]
pub struct Story {
    /// Its module and its function.
    pub name: &'static str,
    /// The function.
    pub tell: for<'page> fn(&'page Page) -> Telling<'page>,
    /// The engines it is told in, and why not in the others; in every engine, where there is none.
    pub only: Option<(&'static [Engine], &'static str)>,
}

impl Story {
    /// Why it isn't told in an engine.
    fn reason_against(&self, engine: Engine) -> Option<&'static str> {
        self.only.filter(|(engines, _)| !engines.contains(&engine)).map(|(_, reason)| reason)
    }
}

/// Lists stories by module and function, with a reason beside those that can't be told in every engine.
macro_rules! stories {
    ($($module:ident: $($story:ident $(in $($engine:ident)|+ because $reason:literal)?),+;)+) => {
        &[$($($crate::runner::Story {
            name: concat!(stringify!($module), "::", stringify!($story)),
            tell: |page| Box::pin($module::$story(page)),
            only: stories!(only $($($engine)|+ because $reason)?),
        }),+),+]
    };
    (only) => { None };
    (only $($engine:ident)|+ because $reason:literal) => {
        Some((&[$($crate::driver::Engine::$engine),+], $reason))
    };
}
pub(crate) use stories;

/// At most so many stories are told at once: each has a browser of its own, which takes a processor and more.
const MOST_LANES: usize = 3;

/// Tells the stories with one of `parts` in their names, or all of them, in an engine. Whether all went well.
pub async fn run(engine: Engine, parts: &[&str]) -> Result<bool> {
    let began = Instant::now();
    // Where an assertion stands is enough; how the harness got there is not of interest.
    panic::set_hook(Box::new(|panic| eprintln!("{panic}")));
    // Pictures of an earlier run would mislead.
    let _ = fs::remove_dir_all(failed());
    let chosen: Vec<_> = STORIES.iter().filter(|story| is_chosen(story.name, parts)).collect();
    let (told, ignored): (Vec<_>, Vec<_>) =
        chosen.iter().copied().partition(|story| story.reason_against(engine).is_none());
    println!("\nrunning {} stories in {}", chosen.len(), engine.name());
    for story in &ignored {
        println!("test story::{} ... ignored, {}", story.name, story.reason_against(engine).unwrap_or_default());
    }
    let drivers = (0..lanes().min(told.len())).map(|_| Driver::start(engine)).collect::<Result<Vec<_>>>()?;
    let left = Rc::new(RefCell::new(told.clone().into_iter()));
    let lanes: Vec<_> = drivers
        .into_iter()
        .map(|driver| {
            let left = Rc::clone(&left);
            task::spawn_local(async move { tell_all(driver, &left).await })
        })
        .collect();
    let mut failures = Vec::new();
    for lane in lanes {
        failures.extend(lane.await??);
    }

    for (name, error) in &failures {
        println!("\n---- story::{name} ----\n{error:#}");
    }
    println!(
        "\ntest result: {}. {} passed; {} failed; {} ignored; 0 measured; {} filtered out; finished in {:.2}s\n",
        if failures.is_empty() { "ok" } else { "FAILED" },
        told.len() - failures.len(),
        failures.len(),
        ignored.len(),
        STORIES.len() - chosen.len(),
        began.elapsed().as_secs_f64(),
    );
    Ok(failures.is_empty())
}

/// Whether a name has one of the parts; any name has, where there are none.
fn is_chosen(name: &str, parts: &[&str]) -> bool {
    parts.is_empty() || parts.iter().any(|part| name.contains(part))
}

/// How many stories are told at once.
fn lanes() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get).min(MOST_LANES)
}

/// The name of a story that failed, and why.
type Failure = (&'static str, Error);

/// Tells the next of the stories that are left, until none is; those that failed, and why.
async fn tell_all(mut driver: Driver, left: &RefCell<impl Iterator<Item = &'static Story>>) -> Result<Vec<Failure>> {
    let mut failures = Vec::new();
    loop {
        let next = left.borrow_mut().next();
        let Some(story) = next else { return Ok(failures) };
        let result = tell(&driver, story).await;
        let word = if result.is_ok() { "ok" } else { "FAILED" };
        println!("test story::{} ... {word}", story.name);
        if let Err(error) = &result {
            // At once too: the end may be half an hour away.
            println!("{error:#}");
            // The one that was used may hold on to a browser that does not answer any more.
            driver = Driver::start(driver.engine)?;
        }
        failures.extend(result.err().map(|error| (story.name, error)));
    }
}

/// One story, to its end, after which nothing may be left in the console.
async fn tell(driver: &Driver, story: &'static Story) -> Result<()> {
    let page = Rc::new(Page::start(driver).await?);
    // In a task of its own: a failed assertion ends that, not us.
    let told = task::spawn_local({
        let page = Rc::clone(&page);
        async move { (story.tell)(&page).await }
    });
    let result = match told.await {
        Ok(Ok(())) => page.check_quiet().await,
        Ok(Err(error)) => Err(error),
        Err(panic) => Err(reason(panic)),
    };
    let result = match result {
        Ok(()) => Ok(()),
        Err(error) => Err(with_evidence(&page, story, error).await),
    };
    page.browser.quit().await?;
    result
}

/// What a failed assertion said.
fn reason(error: task::JoinError) -> Error {
    match error.try_into_panic() {
        Ok(panic) => match panic.downcast_ref::<String>() {
            Some(text) => anyhow!("{text}"),
            None => anyhow!("{}", panic.downcast_ref::<&str>().unwrap_or(&"a panic")),
        },
        Err(error) => error.into(),
    }
}

/// Adds what the browser showed and said when a story failed.
async fn with_evidence(page: &Page, story: &Story, error: Error) -> Error {
    let mut text = without_stack(&format!("{error:#}"));
    let picture = failed().join(format!("{}.png", story.name.replace("::", "-")));
    if page.browser.screenshot(&picture).await.is_ok() {
        text += &format!("\npicture: {}", picture.display());
    }
    for line in page.browser.take_console().await.unwrap_or_default() {
        text += &format!("\nconsole: {line}");
    }
    anyhow!(text)
}

/// Where the pictures of failed stories go.
fn failed() -> PathBuf {
    workspace::root().join("shots/failed")
}

/// An error without the addresses inside chromedriver, which say nothing to anyone here.
fn without_stack(error: &str) -> String {
    // Numbered, which an id is not.
    let is_frame =
        |line: &str| line.trim().strip_prefix('#').is_some_and(|rest| rest.starts_with(|of: char| of.is_ascii_digit()));
    let lines: Vec<_> = error
        .lines()
        .filter(|line| !is_frame(line) && line.trim() != "Stacktrace:" && !line.trim().is_empty())
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chooses_by_parts_of_names() {
        assert!(is_chosen("start::opens", &[]));
        assert!(is_chosen("start::opens", &["steps", "opens"]));
        assert!(!is_chosen("start::opens", &["steps"]));
    }

    #[test]
    fn tells_most_stories_everywhere() {
        for engine in Engine::ALL {
            let told = STORIES.iter().filter(|story| story.reason_against(engine).is_none()).count();
            assert!(told * 4 >= STORIES.len() * 3, "{} of {} in {}", told, STORIES.len(), engine.name());
        }
    }

    #[test]
    fn drops_the_stack() {
        let error = "no such element: #verdict\n  Stacktrace:\n    #0 0x55 <unknown>\n    #1 0x56 <unknown>\n    \n";
        assert_eq!(without_stack(error), "no such element: #verdict");
        assert_eq!(without_stack("#count says nothing"), "#count says nothing");
    }
}
