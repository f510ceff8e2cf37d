//! Opening the page.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::page::Page;

/// The page opens with its title and something to read.
pub(super) async fn opens(page: &Page) -> Result<()> {
    page.open("").await?;
    let title = page.browser.driver.title().await?;
    ensure!(title.starts_with("Tierwise"), "the title is {title:?}");
    assert_eq!(page.count("#failure[hidden]").await?, 1);
    ensure!(!page.text("#app").await?.is_empty(), "the page is blank");
    Ok(())
}

/// A reader of Dutch gets Dutch, one of a language that is not there the next best.
pub(super) async fn follows_the_reader(page: &Page) -> Result<()> {
    for (languages, expected) in [("nl-BE,fr", "nl"), ("tlh,nl,en", "nl"), ("en-GB,nl", "en"), ("tlh", "en")] {
        page.browser.set_languages(languages).await?;
        page.open("").await?;
        assert_eq!(language(page).await?, json!(expected), "for a reader of {languages}");
    }
    Ok(())
}

/// A language in the address goes before the reader's own, if it is there.
pub(super) async fn follows_the_address(page: &Page) -> Result<()> {
    for (fragment, expected) in [("lang=nl", "nl"), ("v=1&lang=nl", "nl"), ("lang=tlh", "en"), ("lang=toString", "en")]
    {
        page.open(fragment).await?;
        assert_eq!(language(page).await?, json!(expected), "for #{fragment}");
    }
    Ok(())
}

/// A reader whose browser cannot run the program is told so.
pub(super) async fn says_when_it_cannot_start(page: &Page) -> Result<()> {
    fails_without(page, ".wasm").await
}

/// The same where the messages do not arrive.
pub(super) async fn says_when_the_words_are_missing(page: &Page) -> Result<()> {
    fails_without(page, "/messages/").await
}

async fn fails_without(page: &Page, files: &str) -> Result<()> {
    page.browser.block(&[files]).await?;
    page.goto("").await?;
    page.wait_for("the failure shows", "return document.getElementById('failure')?.checkVisibility()").await?;
    ensure!(page.text("#failure").await?.contains("could not be started"), "the failure is not explained");
    ensure!(page.text("#verdict").await?.len() > 20, "there is nothing to read");
    // The error that boot.js logs, and that of the request.
    ensure!(!page.browser.take_console().await?.is_empty(), "the failure is not logged");
    Ok(())
}

async fn language(page: &Page) -> Result<serde_json::Value> {
    page.browser.eval("return document.documentElement.lang").await
}
