//! Asking and being answered: typing, languages, addresses.

use anyhow::{Result, ensure};
use thirtyfour::Key;
use tierwise::engine::catalogue::{Group, Slot};

use crate::page::Page;
use crate::states::LANGUAGES;

const RESULTS: &str = "[data-results]";
const VERDICT: &str = "#verdict";

/// Each figure that is typed changes the answer and the address.
pub(super) async fn answers_what_is_typed(page: &Page) -> Result<()> {
    page.open("lang=en").await?;
    let before = page.text(VERDICT).await?;
    ensure!(before.contains("direct isn’t open to you"), "the first verdict is {before:?}");
    page.click("details[name='way-of-revenue']:has([name='standing.billed_ttm_usd']) > summary").await?;
    page.fill("standing.billed_ttm_usd", "2000000").await?;
    page.wait_for_text(RESULTS, "1,000,000 above the threshold").await?;
    page.is_at("lang=en&bt=2000000").await?;
    ensure!(page.text(VERDICT).await? != before, "the verdict stays {before:?}");
    Ok(())
}

/// What was typed is there again when the page is loaded again.
pub(super) async fn restores_what_was_typed(page: &Page) -> Result<()> {
    page.open("lang=en&standing.indirect_months=30&customers=160&offers.1.name=Zuid%20%26%20Co").await?;
    page.wait_for("the address takes its short form", "return location.hash.includes('cs=160&im=30&1na=Zuid')").await?;
    let address = page.fragment().await?;
    page.browser.driver.refresh().await?;
    page.wait_for("the page is ready", "return document.documentElement.hasAttribute('data-ready')").await?;
    for (name, expected) in [("customers", "160"), ("standing.indirect_months", "30"), ("offers.1.name", "Zuid & Co")] {
        let script = format!("return document.querySelector(\"[name='{name}']\").value === {expected:?}");
        page.wait_for(&format!("{name} is {expected}"), &script).await?;
    }
    assert_eq!(page.fragment().await?, address);
    Ok(())
}

/// Another language keeps every figure.
pub(super) async fn changes_language(page: &Page) -> Result<()> {
    page.open("lang=en&customers=160").await?;
    page.click("[lang='nl']").await?;
    page.wait_for("the document is Dutch", "return document.documentElement.lang === 'nl'").await?;
    page.wait_for_text(VERDICT, "direct").await?;
    page.wait_for_text("body", "Rekenhulp, geen advies").await?;
    page.is_at("lang=nl&cs=160").await?;
    page.wait_for("the figure is there", "return document.querySelector(\"[name='customers']\").value === '160'")
        .await?;
    Ok(())
}

/// Another language leaves what is being typed, what is unfolded and where one reads.
pub(super) async fn keeps_its_place_in_another_language(page: &Page) -> Result<()> {
    page.open("lang=en").await?;
    page.click("#group-business > summary").await?;
    page.fill("customers", "9x").await?;
    page.press(Key::Tab + "").await?;
    page.wait_for("the field says so", "return document.querySelector('.complaint') !== null").await?;
    let place = "const field = document.querySelector(\"[name='customers']\"); \
                 const { top } = field.getBoundingClientRect(); \
                 return [top > 0 && top < innerHeight, document.getElementById('group-business').open, field.value]";
    let before = page.browser.eval(place).await?;
    for language in LANGUAGES.iter().rev() {
        page.browser.eval(&format!("document.querySelector('.languages [lang={language}]').click()")).await?;
        let there = format!("return document.documentElement.lang === '{language}'");
        page.wait_for(&format!("the document is in {language}"), &there).await?;
        let after = page.browser.eval(place).await?;
        ensure!(after == before, "in {language} it is {after}, it was {before}");
    }
    Ok(())
}

/// A damaged address opens: what can be read is applied, what can't is named and not applied.
pub(super) async fn opens_a_damaged_address(page: &Page) -> Result<()> {
    page.open("lang=en&cs=160&rea=12x&su=%zz&nobody=1&de=security,security").await?;
    for part in ["12x", "su=%zz", "nobody"] {
        page.wait_for_text(".notice", part).await?;
    }
    page.wait_for("what can be read is there", "return document.querySelector(\"[name='customers']\").value === '160'")
        .await?;
    page.wait_for(
        "what can't is not",
        "return document.querySelector(\"[name='revenue.azure']\").value.replace(/\\D/g, '') === '200000'",
    )
    .await?;
    Ok(())
}

/// How sure the answer is comes from the worker, and follows each change.
pub(super) async fn says_how_sure_it_is(page: &Page) -> Result<()> {
    page.open("lang=en").await?;
    page.wait_for("the range is drawn", "return document.querySelector('.bar-range') !== null").await?;
    let before = page.text(".bar-note").await?;
    page.click("#group-business > summary").await?;
    page.fill("customers", "900").await?;
    page.wait_for(
        "the range follows",
        &format!(
            "return document.querySelector('.bar-range') !== null
        && document.querySelector('.bar-note').textContent !== {before:?}"
        ),
    )
    .await?;
    Ok(())
}

/// The help of a field comes after the answer, in the language of the page.
pub(super) async fn explains_fields(page: &Page) -> Result<()> {
    page.open("lang=en").await?;
    let hint = "document.getElementById('field-revenue-hint').textContent";
    page.wait_for("the help is there", &format!("return {hint} !== ''")).await?;
    page.click("[lang='nl']").await?;
    page.wait_for("the document is Dutch", "return document.documentElement.lang === 'nl'").await?;
    page.wait_for("so is the help", &format!("return {hint}.includes('factureren')")).await?;
    Ok(())
}

/// Text that is no number stays as it was typed, is called so, and changes nothing.
pub(super) async fn keeps_wrong_text(page: &Page) -> Result<()> {
    page.open("lang=en&cs=160").await?;
    page.fill("standing.indirect_months", "a year").await?;
    page.wait_for(
        "the field says so",
        "const field = document.querySelector(\"[name='standing.indirect_months']\");
         return field.value === 'a year' && field.getAttribute('aria-invalid') === 'true'",
    )
    .await?;
    page.is_at("lang=en&cs=160").await
}

/// A range as people write one is written out, and what can be read in two ways is asked.
pub(super) async fn reads_a_range(page: &Page) -> Result<()> {
    page.open("lang=en").await?;
    page.click("#group-business > summary").await?;
    page.fill("customers", "80-95").await?;
    page.press(Key::Tab + "").await?;
    page.is_at("lang=en&cs=80..95").await?;
    page.wait_for_text("#field-customers-echo", "Between 80 and 95 customers; counts at 88").await?;
    page.click("details[name='way-of-revenue']:has([name='revenue.azure']) > summary").await?;
    page.fill("revenue.azure", "1.500..2.000").await?;
    page.press(Key::Tab + "").await?;
    page.wait_for("it is asked", "return document.querySelector('.complaint .form-button') !== null").await?;
    page.click(".complaint .form-button").await?;
    page.wait_for_text("#field-revenue-azure-echo", "Between €1.50 and €2 a year").await?;
    page.is_at("lang=en&cs=80..95&rea=1.5..2").await
}

/// Every field of the catalogue has a control with its path as its name; plans are made below the report.
pub(super) async fn has_a_control_for_every_field(page: &Page) -> Result<()> {
    page.open("").await?;
    let in_form = |slot: &Slot| slot.row().group != Group::Plans;
    for slot in tierwise::engine::scenario::slots(1).filter(in_form) {
        let path = slot.path();
        ensure!(page.count(&format!("[name='{path}']")).await? > 0, "{path} has no control");
    }
    Ok(())
}
