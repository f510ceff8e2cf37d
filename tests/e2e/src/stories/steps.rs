//! What was done, undone and done again; and what is said of it to who can't see it.

use anyhow::{Result, ensure};
use serde_json::json;
use thirtyfour::Key;

use crate::page::Page;

const STATUS: &str = "#status";

/// The button of this name at the top of the form.
fn step(place: usize) -> String {
    format!(".steps > .step:nth-child({place})")
}

async fn undo(page: &Page) -> Result<()> {
    page.click(&step(1)).await
}

async fn redo(page: &Page) -> Result<()> {
    page.click(&step(2)).await
}

async fn is_at(page: &Page, fields: &str) -> Result<()> {
    page.is_at(fields).await
}

async fn stands(page: &Page, name: &str, value: &str) -> Result<()> {
    let script =
        format!("return document.querySelector({}).value === {}", json!(format!("[name='{name}']")), json!(value));
    page.wait_for(&format!("{name} is {value:?}"), &script).await.map(drop)
}

/// A figure is one step, however many keys it took.
pub(super) async fn undoes_what_was_meant(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.open("lang=en").await?;
    page.click("#group-business > summary").await?;
    page.fill("customers", "123456").await?;
    page.fill("subscriptions", "160").await?;
    is_at(page, "lang=en&cs=123456&su=160").await?;
    undo(page).await?;
    is_at(page, "lang=en&cs=123456").await?;
    stands(page, "customers", "123,456").await?;
    undo(page).await?;
    is_at(page, "lang=en").await?;
    // Nothing left to undo: the button stays where it is, and keeps the focus.
    page.wait_for("the button says so", "return document.activeElement.ariaDisabled === 'true'").await?;
    redo(page).await?;
    redo(page).await?;
    is_at(page, "lang=en&cs=123456&su=160").await?;
    stands(page, "subscriptions", "160").await
}

/// Back undoes and Forward does again, the same steps as the buttons; also in the middle of typing.
pub(super) async fn goes_back_and_forth_with_the_browser(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.open("lang=en").await?;
    page.click("#group-business > summary").await?;
    page.fill("customers", "123456").await?;
    page.fill("subscriptions", "160").await?;
    is_at(page, "lang=en&cs=123456&su=160").await?;
    page.browser.driver.back().await?;
    is_at(page, "lang=en&cs=123456").await?;
    stands(page, "subscriptions", "400").await?;
    undo(page).await?;
    is_at(page, "lang=en").await?;
    page.browser.driver.forward().await?;
    page.browser.driver.forward().await?;
    is_at(page, "lang=en&cs=123456&su=160").await?;
    stands(page, "customers", "123,456").await?;
    // A choice is a step; after it there is nothing to do again.
    page.browser.driver.back().await?;
    stands(page, "subscriptions", "400").await?;
    page.click("[name='role'][value='direct']").await?;
    is_at(page, "lang=en&ro=direct&cs=123456").await?;
    page.browser.driver.back().await?;
    is_at(page, "lang=en&cs=123456").await?;
    // What was there before the page was loaded again can still be gone back to, and from there forth.
    page.browser.driver.refresh().await?;
    page.wait_for("the page is ready", "return document.documentElement.hasAttribute('data-ready')").await?;
    page.browser.driver.back().await?;
    stands(page, "customers", "80").await?;
    redo(page).await?;
    stands(page, "customers", "123,456").await?;
    // And an address that is typed by hand opens.
    page.browser.eval("location.hash = 'cs=7'").await?;
    stands(page, "customers", "7").await?;
    undo(page).await?;
    stands(page, "customers", "123,456").await
}

/// Starting again asks nothing, as it can be undone.
pub(super) async fn starts_again_and_can_undo_it(page: &Page) -> Result<()> {
    page.open("lang=en&cs=160&1na=Zuid").await?;
    page.click(&step(3)).await?;
    is_at(page, "lang=en").await?;
    stands(page, "customers", "80").await?;
    page.wait_for_text(STATUS, "Undo brings your figures back").await?;
    undo(page).await?;
    is_at(page, "lang=en&cs=160&1na=Zuid").await?;
    stands(page, "offers.1.name", "Zuid").await?;
    page.wait_for_text(STATUS, "Undone: Start again.").await
}

/// Rows of a sheet go into the fields below each other; what can't be read stays as text.
pub(super) async fn fills_in_pasted_rows(page: &Page) -> Result<()> {
    page.browser.resize(1440, 900).await?;
    page.open("lang=en").await?;
    let paste = "
        const [selector, text] = arguments;
        const data = new DataTransfer();
        data.setData('text/plain', text);
        const field = document.querySelector(selector);
        field.focus();
        // Firefox wants the text itself.
        const options = { clipboardData: data, data: text, dataType: 'text/plain', bubbles: true, cancelable: true };
        return field.dispatchEvent(new ClipboardEvent('paste', options));";
    let rows = json!("480,000\r\n60,000.50\r\n\r\n1.500\r\n9");
    let let_through = page.browser.eval_with(paste, vec![json!("#field-revenue"), rows]).await?;
    assert_eq!(let_through, json!(false));
    stands(page, "revenue.modern_work", "480,000").await?;
    stands(page, "revenue.security", "60,000.50").await?;
    stands(page, "revenue.azure", "1.500").await?;
    page.wait_for_text("#field-revenue-echo", "Pasted: 2 filled, 1 not readable, 1 without a field").await?;
    page.wait_for_text("#field-revenue-azure-problem", "Do you mean").await?;
    is_at(page, "lang=en&rem=480000&res=60000.5").await?;
    // One cell is pasted as it is.
    let one = vec![json!("#field-revenue"), json!("800,000\r\n")];
    assert_eq!(page.browser.eval_with(paste, one).await?, json!(true));
    undo(page).await?;
    is_at(page, "lang=en").await
}

/// While a field can't be read there are dashes, and the way to it; not a figure that is not so any more.
pub(super) async fn waits_for_what_it_can_not_read(page: &Page) -> Result<()> {
    page.open("lang=en").await?;
    page.fill_by("#field-revenue", "about a million").await?;
    page.wait_for_text("#verdict", "Can’t be read yet: CSP revenue at customers.").await?;
    let amounts = "return [...document.querySelectorAll('.column-amount, .costs td')].map((cell) => cell.textContent)
        .filter((text) => text !== '—').length === 0";
    page.wait_for("there are dashes", amounts).await?;
    page.press(Key::Tab).await?;
    page.click(".verdict .answer").await?;
    page.wait_for("the field has the focus", "return document.activeElement.id === 'field-revenue'").await?;
    assert_eq!(page.browser.eval("return document.activeElement.value").await?, json!("about a million"));
    page.fill_by("#field-revenue", "1m").await?;
    page.wait_for("there are figures", "return document.querySelector('.column-amount').textContent.includes('€')")
        .await?;
    Ok(())
}

/// Seven digits are one announcement at most, and it says what changed.
pub(super) async fn says_once_what_changed(page: &Page) -> Result<()> {
    let listen = "
        window.said = [];
        window.keys = [];
        addEventListener('input', () => window.keys.push(performance.now()), true);
        new MutationObserver(() => {
            const { textContent } = document.querySelector('#status');
            if (textContent) window.said.push(textContent);
        }).observe(document.querySelector('#status'), { childList: true, characterData: true, subtree: true });";
    let in_one_go = "return window.keys.every((at, place) => place === 0 || at - window.keys[place - 1] < 600)";
    for attempt in 1.. {
        page.open("lang=en").await?;
        ensure!(page.text(STATUS).await?.is_empty(), "something is said before anything has changed");
        page.browser.eval(listen).await?;
        page.fill_by("#field-revenue", "3500000").await?;
        page.wait_for("it is said", "return window.said.length > 0").await?;
        page.press(Key::Tab).await?;
        tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
        // On a busy machine the keys may have come so late that each was the last.
        if page.browser.eval(in_one_go).await? == json!(true) {
            break;
        }
        ensure!(attempt < 10, "the keys never come in one go");
    }
    let said = page.browser.eval("return window.said").await?;
    let said: Vec<String> = serde_json::from_value(said)?;
    ensure!(said.len() == 1, "it is said {} times: {said:?}", said.len());
    let [only] = said.as_slice() else { anyhow::bail!("nothing is said") };
    ensure!(only.starts_with("Now: ") && only.contains("Before: Indirect: about €11,000 more"), "it says {only:?}");
    // What doesn't change the answer is not said.
    page.click("#group-moving > summary").await?;
    page.fill("transition.project_hours", "70").await?;
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    assert_eq!(page.browser.eval("return window.said.length").await?, json!(1));
    Ok(())
}

/// The first keys lead past the form and back, and a button says the whole.
pub(super) async fn leads_past_the_form(page: &Page) -> Result<()> {
    page.open("lang=en").await?;
    page.press(Key::Tab).await?;
    page.press(Key::Enter).await?;
    page.wait_for("the result has the focus", "return document.activeElement.id === 'results'").await?;
    page.press(Key::Tab).await?;
    page.press(Key::Enter).await?;
    page.wait_for("the form has the focus", "return document.activeElement.id === 'form'").await?;
    let press = "document.querySelector('.verdict > button').focus()";
    page.browser.eval(press).await?;
    page.press(Key::Enter).await?;
    for part in ["Stay indirect", "Both are equal at a margin", "Direct is not open"] {
        page.wait_for_text(STATUS, part).await?;
    }
    Ok(())
}

/// What is still being put together, with several keys for a character, means nothing yet.
pub(super) async fn waits_for_a_composition(page: &Page) -> Result<()> {
    page.open("lang=en&cs=160").await?;
    let compose = "
        const field = document.querySelector(\"[name='customers']\");
        field.focus();
        field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
        field.value = '１２';
        field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));";
    page.browser.eval(compose).await?;
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    is_at(page, "lang=en&cs=160").await?;
    assert_eq!(page.browser.eval("return document.querySelector(\"[name='customers']\").value").await?, json!("１２"));
    let end = "document.querySelector(\"[name='customers']\")
        .dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))";
    page.browser.eval(end).await?;
    is_at(page, "lang=en&cs=12").await
}
