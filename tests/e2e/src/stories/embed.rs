//! The calculator in pages of others: real ones, of another origin. The pages are in `hosts/`.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::Key;
use tierwise::link;
use xtask::workspace;

use crate::driver::Engine;
use crate::host::Host;
use crate::page::Page;
use crate::states::{LANGUAGES, SCHEMES};

/// The first line of the address in a frame.
const FRAGMENT: &str = "return location.hash.slice(1)";

/// It is as tall as what is in it, also when that changes: one message for each change, and the host stays where it was.
pub(super) async fn grows_and_shrinks(page: &Page) -> Result<()> {
    let host = Host::start(page).await?;
    host.open("one").await?;
    let before = host.settle(0).await?;
    let sent = host.messages("resize").await?.len();
    host.enter(0).await?;
    page.click("#group-business > summary").await?;
    let after = host.fitted(0).await?;
    ensure!(after > before, "it doesn't grow: {before}, then {after}");
    is_said_once(&host, sent).await?;

    // Another offer, and everything back to the start.
    host.enter(0).await?;
    page.click("#group-offers > summary").await?;
    page.click("#group-offers .form-button:not(.form-button-quiet)").await?;
    let taller = host.fitted(0).await?;
    ensure!(taller > after, "it doesn't grow: {after}, then {taller}");
    let sent = host.messages("resize").await?.len();
    host.enter(0).await?;
    page.click(".steps > .step:nth-child(3)").await?;
    let reset = host.fitted(0).await?;
    ensure!(reset < taller, "it doesn't shrink: {taller}, then {reset}");
    is_said_once(&host, sent).await?;
    host.check_quiet().await
}

/// After so many messages of its height came one, for one change.
async fn is_said_once(host: &Host<'_>, sent: usize) -> Result<()> {
    let told = host.messages("resize").await?.split_off(sent);
    ensure!(told.len() == 1, "one message for one change: {told:?}");
    Ok(())
}

/// Opening a page with a calculator takes no focus and scrolls nowhere; the frame has its name.
pub(super) async fn leaves_the_host_as_it_was(page: &Page) -> Result<()> {
    let host = Host::start(page).await?;
    host.open("none").await.err();
    assert_eq!(page.browser.eval("return messages.length").await?, json!(0));
    host.open("one").await?;
    let is_as_it_was = async || -> Result<()> {
        let script = "const frame = document.querySelector('iframe');
            return [document.activeElement.localName, scrollY, frame.title, frame.loading,
                document.querySelectorAll('iframe').length]";
        let found = page.browser.eval(script).await?;
        assert_eq!(found, json!(["body", 0, "Tierwise: a calculator", "lazy", 1]));
        Ok(())
    };
    is_as_it_was().await?;
    host.settle(0).await?;
    // WebKit's driver gives a frame the focus by looking into it.
    if page.browser.engine != Engine::WebKit {
        is_as_it_was().await?;
    }
    // What is said of what the visitor does has no figures in it.
    host.enter(0).await?;
    page.fill_by("#field-revenue", "7391000").await?;
    page.wait_for("the address follows", "return location.hash.includes('rem=')").await?;
    host.event("change", "first", 2).await?;
    for event in host.events("change", "first").await? {
        assert_eq!(event, json!({ "figures": null, "consent": null }));
    }
    let said = page.browser.eval("return JSON.stringify([messages, events])").await?;
    ensure!(!said.to_string().contains("739"), "the host was told: {said}");
    // What the visitor goes to in a frame that can't scroll comes in sight. In WebKit nothing in a frame of another origin takes
    // the focus before the visitor was in it, which no driver is.
    if page.browser.engine != Engine::WebKit {
        host.enter(0).await?;
        page.browser.eval("document.querySelector('.in-short').focus()").await?;
        page.press(Key::Enter).await?;
        page.wait_for("the result has the focus", "return document.activeElement.id === 'results'").await?;
        host.leave().await?;
        let in_sight = "
            const { top } = document.querySelector('iframe').getBoundingClientRect();
            return messages.some(({ type }) => type === 'view') || top < 0";
        page.wait_for("the result is in sight", in_sight).await?;
    }
    host.check_quiet().await
}

/// Several on one page: each is as tall as itself, and none hears of another.
pub(super) async fn stands_beside_others(page: &Page) -> Result<()> {
    let host = Host::start(page).await?;
    host.open("three").await?;
    for (place, id) in [(0, "first"), (1, "second"), (2, "third")] {
        host.show(id).await?;
        host.settle(place).await?;
    }
    for (place, lang, fragment) in [(0, "en", ""), (1, "nl", "cs=160"), (2, "de", "")] {
        host.enter(place).await?;
        assert_eq!(page.browser.eval("return document.documentElement.lang").await?, json!(lang));
        let found = page.browser.eval(FRAGMENT).await?;
        ensure!(found.as_str().unwrap_or_default().contains(fragment), "frame {place} is at {found}");
    }
    let counts = async || -> Result<Vec<usize>> {
        let mut counts = Vec::new();
        for id in ["first", "second", "third"] {
            counts.push(host.events("change", id).await?.len());
        }
        Ok(counts)
    };
    let (before, heights) = (counts().await?, [host.height(0).await?, host.height(2).await?]);
    host.enter(1).await?;
    page.fill_by("#field-revenue", "2500000").await?;
    page.click("#group-offers > summary").await?;
    host.fitted(1).await?;
    host.event("change", "second", before.get(1).copied().unwrap_or_default() + 1).await?;
    let after = counts().await?;
    assert_eq!((after.first(), after.get(2)), (before.first(), before.get(2)), "the others heard of it");
    assert_eq!(heights, [host.height(0).await?, host.height(2).await?]);
    for place in [0, 2] {
        host.enter(place).await?;
        let found = page.browser.eval(FRAGMENT).await?;
        ensure!(!found.to_string().contains("rem="), "frame {place} is at {found}");
    }
    // One that says hello in the name of another gets no answer but its own, and the others keep their channels.
    host.enter(1).await?;
    page.browser.eval("parent.postMessage({ ns: 'tierwise', v: 1, type: 'hello', id: 'f'.repeat(32) }, '*')").await?;
    host.enter(0).await?;
    page.click("#group-business > summary").await?;
    host.fitted(0).await?;
    host.check_quiet().await
}

/// It fits under the strictest policy, from right to left, in a page that has other ideas about frames, and in a page in a
/// page.
pub(super) async fn stands_in_any_page(page: &Page) -> Result<()> {
    let host = Host::start(page).await?;
    for name in ["strict", "rtl", "hostile"] {
        host.open(name).await?;
        let height = host.settle(0).await?;
        ensure!(height > 1200.0, "{name} is {height} tall");
        host.check_quiet().await?;
    }
    // As wide as a desk and as narrow as a phone, with everything unfolded.
    for width in [1280, 320] {
        host.leave().await?;
        page.browser.resize(width, 900).await?;
        host.open("one").await?;
        host.settle(0).await?;
        host.enter(0).await?;
        page.browser.eval("for (const part of document.querySelectorAll('details')) part.open = true").await?;
        host.fitted(0).await?;
        host.enter(0).await?;
        ensure!(!page.is_too_wide().await?, "at {width} it is too wide");
    }
    host.leave().await?;
    page.browser.resize(800, 900).await?;
    // A frame in a frame: the middle one is the host.
    host.goto("nested").await?;
    host.enter(0).await?;
    page.wait_for("the inner one is ready", "return events.some(({ name }) => name === 'ready')").await?;
    let tall = "return document.querySelector('iframe').clientHeight > 1200";
    page.wait_for("the inner one fits", tall).await?;
    host.check_quiet().await
}

/// In a sandbox that takes its origin away, all works that needs none: also what a worker would do.
pub(super) async fn works_in_a_sandbox(page: &Page) -> Result<()> {
    let host = Host::start(page).await?;
    host.open("sandboxed").await?;
    host.settle(0).await?;
    host.enter(0).await?;
    assert_eq!(page.browser.eval("return self.origin").await?, json!("null"));
    page.fill_by("#field-revenue", "2500000").await?;
    page.wait_for_text("#verdict", "irect").await?;
    host.event("change", "first", 2).await?;
    host.enter(0).await?;
    page.click("#group-business > summary").await?;
    page.fill("customers", "120").await?;
    page.click(".steps > .step:nth-child(1)").await?;
    page.wait_for("it is undone", "return document.querySelector('[name=customers]').value === '80'").await?;
    host.fitted(0).await?;
    host.check_quiet().await
}

/// Hidden at first, shown later, taken elsewhere; made by the script alone; and with the script taken out.
pub(super) async fn comes_and_goes(page: &Page) -> Result<()> {
    let host = Host::start(page).await?;
    host.goto("hidden").await?;
    page.browser.eval("document.getElementById('tab').hidden = false").await?;
    host.event("ready", "first", 1).await?;
    let height = host.settle(0).await?;
    page.browser.eval("document.getElementById('tab').hidden = true").await?;
    page.browser.eval("document.getElementById('tab').hidden = false").await?;
    assert_eq!(host.fitted(0).await?, height);
    // Taken out and put in elsewhere, a frame loads again, as any frame does.
    page.browser.eval("document.getElementById('elsewhere').append(document.getElementById('first'))").await?;
    host.event("ready", "first", 2).await?;
    host.settle(0).await?;

    host.open("bare").await?;
    host.fitted(0).await?;
    let script = "const { src, title } = document.querySelector('iframe'); return [new URL(src).search, new URL(src).hash, title]";
    let found = page.browser.eval(script).await?;
    assert_eq!(found.pointer("/0"), Some(&json!("?lang=fr&heading-level=3&min-height=500&consent=never")));
    assert_eq!(found.pointer("/1"), Some(&json!("#cs=160")));
    ensure!(found.pointer("/2").is_some_and(|title| title != "Tierwise"), "the frame has no name of its own");
    host.enter(0).await?;
    // Never asked, and nothing to say.
    assert_eq!(page.count(".send").await?, 0);
    assert_eq!(page.count("h1, h2").await?, 0, "the headings stand below the host's");
    ensure!(page.count("h3").await? >= 1 && page.count("h4").await? > 1, "there are no headings");
    host.check_quiet().await?;

    host.goto("stripped").await?;
    host.enter(0).await?;
    page.wait_for("the calculator is ready", "return document.documentElement.hasAttribute('data-ready')").await?;
    page.fill_by("#field-revenue", "2500000").await?;
    page.wait_for("the address follows", "return location.hash.includes('rem=')").await?;
    assert_eq!(page.count("[data-fitted]").await?, 0);
    assert_eq!(host.height(0).await?, 1100.0);
    host.check_quiet().await
}

/// Moved about in the host's page without being taken out, it goes on as it was: what was typed is there, it still grows, and
/// what was agreed to still holds.
pub(super) async fn goes_on_where_it_is_moved_to(page: &Page) -> Result<()> {
    let host = Host::start(page).await?;
    host.goto("hidden").await?;
    page.browser.eval("document.getElementById('tab').hidden = false").await?;
    host.event("ready", "first", 1).await?;
    host.settle(0).await?;
    host.enter(0).await?;
    page.fill_by("#field-revenue", "2500000").await?;
    page.click(".send [name='entered']").await?;
    page.click(".send [name='follow']").await?;
    page.click(".send-way:nth-child(1) button").await?;
    host.event("report", "first", 1).await?;
    page.browser
        .eval("document.getElementById('elsewhere').moveBefore(document.getElementById('first'), null)")
        .await?;
    host.enter(0).await?;
    page.wait_for("what was typed is there", "return document.querySelector('#field-revenue').value === '2,500,000'")
        .await?;
    let (before, changes) = (host.fitted(0).await?, host.events("change", "first").await?.len());
    host.enter(0).await?;
    page.click("#group-business > summary").await?;
    page.fill("customers", "120").await?;
    page.leave().await?;
    let change = host.event("change", "first", changes + 1).await?;
    ensure!(change.pointer("/figures/entered").is_some(), "it sends no more: {change}");
    let after = host.fitted(0).await?;
    ensure!(after > before, "it doesn't grow: {before}, then {after}");
    assert_eq!(host.events("ready", "first").await?.len(), 1, "it was loaded again");
    // Taken out for good it says nothing more, and comes back as a new one does.
    page.browser.eval("self.taken = document.getElementById('first'); taken.remove()").await?;
    page.browser.eval("document.getElementById('elsewhere').append(taken)").await?;
    host.event("ready", "first", 2).await?;
    host.settle(0).await?;
    host.check_quiet().await
}

/// A link that begins with the host's address opens in the host's page: in the first of its calculators, in the place of what
/// was filled in there beforehand, and as sound or as damaged as it is.
pub(super) async fn opens_what_was_shared_with_the_host(page: &Page) -> Result<()> {
    let host = Host::start(page).await?;
    page.browser.driver.goto(format!("{}/three.html", host.origin())).await?;
    let scenario = link::plain("cs=137&rem=480000").scenario;
    let shared = link::encode(&scenario, page.today().await?, None, None);
    page.browser.driver.goto("about:blank").await?;
    page.browser.driver.goto(format!("{}/three.html#{shared}", host.origin())).await?;
    host.event("ready", "first", 1).await?;
    host.show("second").await?;
    let customers = async |frame: u16| -> Result<Value> {
        host.enter(frame).await?;
        page.browser.eval("return document.querySelector('[name=customers]').value").await
    };
    assert_eq!((customers(0).await?, customers(1).await?), (json!("137"), json!("160")));
    host.enter(0).await?;
    assert_eq!(page.count(".notice").await?, 0);
    let cut = shared.split_once("80000").context("the link has a figure")?.0;
    page.browser.driver.goto("about:blank").await?;
    page.browser.driver.goto(format!("{}/three.html#{cut}", host.origin())).await?;
    host.event("ready", "first", 1).await?;
    host.enter(0).await?;
    page.wait_for_text(".notice", "This link is damaged").await?;
    // A fragment of the host's own is none of ours.
    page.browser.driver.goto("about:blank").await?;
    page.browser.driver.goto(format!("{}/three.html#chapter-2", host.origin())).await?;
    host.event("ready", "first", 1).await?;
    host.enter(0).await?;
    assert_eq!(page.count(".notice").await?, 0);
    host.check_quiet().await
}

/// A host that posts all kinds of things all the time changes nothing.
pub(super) async fn ignores_what_makes_no_sense(page: &Page) -> Result<()> {
    let host = Host::start(page).await?;
    host.open("one").await?;
    host.settle(0).await?;
    let garbage = "
        const frame = document.querySelector('iframe');
        const junk = [null, undefined, '', 'tierwise', 0, [], {}, { ns: 'tierwise' }, { ns: 'tierwise', v: 1 },
            { ns: 'tierwise', v: 2, type: 'hello', id: 'x' }, { ns: 'tierwise', v: 1, type: 'resize', detail: { height: 7 } },
            { ns: 'tierwise', v: 1, type: 'hello', id: '0'.repeat(32) }, { ns: 'tierwise', v: 1, type: 'report', detail: {} },
            { ns: 'tierwise', v: 1, type: 'connect', id: '0'.repeat(32) }, { kind: 'resize-height', value: 7 }];
        self.garbage = 0;
        setInterval(() => {
            const message = junk[self.garbage++ % junk.length];
            postMessage(message, '*');
            const { port1 } = new MessageChannel();
            frame.contentWindow.postMessage(message, '*', [port1]);
        }, 10);";
    page.browser.eval(garbage).await?;
    page.wait_for("much was posted", "return self.garbage > 60").await?;
    let height = host.fitted(0).await?;
    host.enter(0).await?;
    page.click("#group-business > summary").await?;
    page.fill("customers", "120").await?;
    let taller = host.fitted(0).await?;
    ensure!(taller > height, "it is {taller} tall, and was {height}");
    ensure!(host.events("report", "first").await?.is_empty(), "a forged report came through");
    assert_eq!(host.events("ready", "first").await?.len(), 1);
    // Nor is there an answer for another page that has come into the frame.
    let replace =
        "document.querySelector('iframe').contentWindow.location.replace(new URL('none.html', location).href)";
    page.browser.eval(replace).await?;
    host.enter(0).await?;
    page.wait_for("the other page is there", "return location.pathname === '/none.html'").await?;
    let ask = "
        const done = arguments[arguments.length - 1];
        const heard = [];
        addEventListener('message', ({ data }) => data?.type === 'connect' && data.id === 'e' && heard.push(data));
        parent.postMessage({ ns: 'tierwise', v: 1, type: 'hello', id: 'e' }, '*');
        let left = 20;
        requestAnimationFrame(function next() { left-- ? requestAnimationFrame(next) : done(heard.length); });";
    assert_eq!(page.browser.eval_later(ask).await?, json!(0));
    host.check_quiet().await
}

/// Figures go to the host when the visitor says so: what was ticked, to whom it said, and no more.
pub(super) async fn sends_what_was_ticked(page: &Page) -> Result<()> {
    let host = Host::start(page).await?;
    host.open("one").await?;
    host.settle(0).await?;
    host.enter(0).await?;
    page.wait_for_text(".send", &host.origin()).await?;
    assert_eq!(page.count(".send input:checked").await?, 0, "something is ticked already");
    page.click(".send-way:nth-child(1) button").await?;
    page.wait_for_text(".send [role='status']", "Nothing was sent").await?;
    page.click(".send [name='difference']").await?;
    let shown: Value =
        serde_json::from_value(page.browser.eval("return document.querySelector('.send pre').textContent").await?)?;
    let shown: Value = serde_json::from_str(shown.as_str().unwrap_or_default())?;
    page.click(".send-way:nth-child(1) button").await?;
    let sent = host.event("report", "first", 1).await?;
    assert_eq!(sent.get("figures"), shown.get("figures"), "what was shown is what is sent");
    assert_eq!(sent.pointer("/figures").and_then(Value::as_object).map(serde_json::Map::len), Some(1));
    assert_eq!(sent.pointer("/consent/recipient"), Some(&json!(host.origin())));
    assert_eq!(sent.pointer("/consent/purpose"), Some(&json!("use")));
    assert_eq!(sent.pointer("/consent/items"), Some(&json!(["difference"])));

    // Once is once; and again whenever it changes is only that, until it is stopped.
    let follow = async |customers: &str, events: usize| -> Result<Value> {
        host.enter(0).await?;
        page.browser.eval("document.querySelector('#group-business').open = true").await?;
        page.fill("customers", customers).await?;
        page.leave().await?;
        let script = format!("return tierwise.latest.fragment.includes('cs={customers}')");
        page.wait_for("the report is there", &script).await?;
        host.event("change", "first", events).await
    };
    let changes = host.events("change", "first").await?.len();
    assert_eq!(follow("120", changes + 1).await?.get("figures"), Some(&Value::Null));
    host.enter(0).await?;
    page.click(".send [name='follow']").await?;
    page.click(".send [name='entered']").await?;
    page.click(".send-way:nth-child(1) button").await?;
    host.event("report", "first", 2).await?;
    let changes = host.events("change", "first").await?.len();
    let change = follow("130", changes + 1).await?;
    ensure!(change.pointer("/figures/entered").is_some_and(|entered| entered.to_string().contains("cs=1")), "{change}");
    assert_eq!(change.pointer("/figures").and_then(Value::as_object).map(serde_json::Map::len), Some(2));
    host.enter(0).await?;
    page.click(".send [name='stop']").await?;
    page.wait_for_text(".send [role='status']", "Nothing is sent any more").await?;
    let changes = host.events("change", "first").await?.len();
    assert_eq!(follow("140", changes + 1).await?.get("figures"), Some(&Value::Null));

    // Everything there is, with the wish for a talk.
    host.enter(0).await?;
    for item in ["answer", "billed", "report"] {
        page.click(&format!(".send [name='{item}']")).await?;
    }
    page.click(".send-way:nth-child(2) button").await?;
    let lead = host.event("lead", "first", 1).await?;
    assert_eq!(lead.pointer("/consent/purpose"), Some(&json!("contact")));
    assert_eq!(lead.pointer("/figures/report/schema"), Some(&json!(1)));
    // That a link was shared is said; not which.
    host.enter(0).await?;
    page.click(".share > summary").await?;
    page.wait_for("the ways are there", "return document.querySelector(\"[data-share='code']\")").await?;
    page.click("[data-share='code']").await?;
    assert_eq!(host.event("share", "first", 1).await?, json!({ "way": "code" }));
    host.fitted(0).await?;
    fits_the_schema(&host).await?;
    host.check_quiet().await
}

/// What the page for integrators shows works there, and in the page of someone else who pastes it.
pub(super) async fn works_as_integrators_paste_it(page: &Page) -> Result<()> {
    let host = Host::start(page).await?;
    page.browser.driver.goto(format!("{}/integrate/", page.server.origin())).await?;
    let choose = "
        const [choices] = arguments;
        for (const [name, value] of Object.entries(choices)) {
            const control = document.getElementById(name);
            control.value = value;
            control.dispatchEvent(new Event('change', { bubbles: true }));
        }";
    let choices = json!({ "lang": "nl", "theme": "dark", "heading-level": "3", "prefill": "cs=160" });
    page.browser.eval_with(choose, vec![choices]).await?;
    // A lazy frame loads when it is near: how near is the browser's to say.
    page.browser.eval("document.getElementById('preview').scrollIntoView()").await?;
    page.wait_for_text("#events", "tierwise-ready").await?;
    let snippet = page.text("#snippet").await?;
    for part in ["lang=\"nl\"", "theme=dark", "#cs=160", "heading-level=\"3\""] {
        ensure!(snippet.contains(part), "{part} is not in {snippet}");
    }
    // Under the policy that the page asks of a host, and nothing besides.
    let headers = page.text("#headers").await?;
    let policy = headers.lines().find_map(|line| line.strip_prefix("Content-Security-Policy: "));
    let policy = policy.context("the page names no policy")?;
    let meta = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; {policy}\">"
    );
    let sandbox = page.text("#sandbox").await?;
    host.write("pasted", &meta, &snippet)?;
    host.goto("pasted").await?;
    host.event("ready", "", 1).await?;
    host.settle(0).await?;
    let address = page.browser.eval("return document.querySelector('iframe').src").await?;
    ensure!(snippet.replace("&amp;", "&").contains(address.as_str().unwrap_or("?")), "it loads {address}");
    host.enter(0).await?;
    let script = "return [document.documentElement.lang, getComputedStyle(document.body).colorScheme,
        document.querySelectorAll('h1, h2').length, document.querySelector('[name=customers]').value]";
    assert_eq!(page.browser.eval(script).await?, json!(["nl", "dark", 0, "160"]));
    host.check_quiet().await?;
    // In the sandbox that it names all is there, the worker too.
    host.write("pasted", &meta, &snippet.replace("<iframe ", &format!("<iframe {sandbox} ")))?;
    host.goto("pasted").await?;
    host.event("ready", "", 1).await?;
    host.settle(0).await?;
    host.enter(0).await?;
    ensure!(page.browser.eval("return self.origin").await? == json!(page.server.origin()), "it has no origin");
    page.wait_for("it says how sure it is", "return document.querySelector('.bar-range')").await?;
    host.check_quiet().await
}

/// What is asked can be read by everyone, in each language and all colours; each language asks with words of its own.
pub(super) async fn asks_in_every_language(page: &Page) -> Result<()> {
    let host = Host::start(page).await?;
    page.browser.resize(360, 800).await?;
    host.open("one").await?;
    host.settle(0).await?;
    let mut versions = Vec::new();
    for (language, scheme) in LANGUAGES.into_iter().zip(SCHEMES.into_iter().cycle()) {
        let scheme = page.browser.nearest(scheme);
        page.browser.set_scheme(scheme).await?;
        host.enter(0).await?;
        page.click(&format!(".language[lang='{language}']")).await?;
        page.browser.eval("document.querySelector('.send details').open = true").await?;
        let asked = format!("return document.querySelector('.send pre').textContent.includes('\"{language}-')");
        page.wait_for("it asks in that language", &asked).await?;
        page.click(".send [name='report']").await?;
        ensure!(!page.is_too_wide().await?, "in {language} the page is too wide");
        let violations = page.accessibility_violations().await?;
        ensure!(violations.is_empty(), "in {language}, {scheme:?}:\n  {}", violations.join("\n  "));
        versions.push(
            page.browser
                .eval("return document.querySelector('.send').textContent.match(/[a-z]{2}-[0-9a-f]{12}/)[0]")
                .await?,
        );
        host.fitted(0).await?;
    }
    versions.dedup();
    assert_eq!(versions.len(), LANGUAGES.len());
    host.check_quiet().await
}

/// Checks values against a schema.
const VALIDATOR: &str = include_str!("../../fits.js");

/// Every message that came fits the published schema, also those that the host sends; and what is none does not.
async fn fits_the_schema(host: &Host<'_>) -> Result<()> {
    let schema = fs::read_to_string(workspace::dist().join("embed/1/messages.schema.json"))?;
    let schema: Value = serde_json::from_str(&schema)?;
    let browser = &host.page.browser;
    // What the host sends, heard in the frame: it is asked to say hello again, and gets a port for another one.
    host.enter(0).await?;
    let listen = "
        self.heard = [];
        addEventListener('message', ({ data }) => heard.push(data));
        parent.postMessage({ ns: 'tierwise', v: 1, type: 'hello', id: '0'.repeat(32) }, '*');";
    browser.eval(listen).await?;
    host.leave().await?;
    browser.eval("document.getElementById('first').setAttribute('lang', 'en')").await?;
    host.enter(0).await?;
    host.page.wait_for("the host has spoken", "return self.heard.length >= 2").await?;
    let heard: Vec<Value> = serde_json::from_value(browser.eval("return self.heard").await?)?;
    host.leave().await?;
    let mut messages: Vec<Value> = serde_json::from_value(browser.eval("return messages").await?)?;
    messages.extend(heard);
    let kinds = ["hello", "connect", "ready", "resize", "change", "report", "lead", "share"];
    for kind in kinds {
        let found = messages.iter().any(|message| message.get("type") == Some(&json!(kind)));
        ensure!(found, "there was no {kind} to check");
    }
    let answers = browser.eval_with(VALIDATOR, vec![schema.clone(), json!(messages)]).await?;
    for (message, answer) in messages.iter().zip(answers.as_array().into_iter().flatten()) {
        ensure!(answer == &json!(true), "this doesn't fit the schema: {message}");
    }
    let id = "0".repeat(32);
    let wrong = json!([
        null, "tierwise", {}, { "ns": "tierwise", "v": 1, "id": id, "type": "resize", "detail": { "height": 0 } },
        { "ns": "tierwise", "v": 1, "id": id, "type": "ready", "detail": { "lang": "en", "title": "", "more": 1 } },
        { "ns": "tierwise", "v": 1, "id": id, "type": "change", "detail": { "figures": { "name": "x" }, "consent": null } },
    ]);
    let answers = browser.eval_with(VALIDATOR, vec![schema, wrong]).await?;
    assert_eq!(answers, json!([false, false, false, false, false, false]));
    Ok(())
}
