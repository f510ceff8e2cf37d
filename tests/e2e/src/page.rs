//! The page as its reader meets it: opened at an address, filled in, read.

use std::fs;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value, json};
use thirtyfour::{By, Key, WebElement};
use tierwise::engine::date::Date;
use tierwise::link;
use xtask::server::Server;
use xtask::{tools, workspace};

use crate::browser::Browser;
use crate::driver::{Driver, Engine};

/// From now on keeps what the document has the browser save: its type, and its bytes as numbers.
const KEEP: &str = "
    if (!self.keepsSaved) {
        self.keepsSaved = true;
        const made = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (blob) => {
            self.saved = blob.arrayBuffer().then((bytes) => [blob.type, [...new Uint8Array(bytes)]]);
            return made(blob);
        };
    }
    self.saved = undefined;";
/// How long a reader is made to wait before a story gives up; far more than anything should take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// The same for what is measured.
const LONG_PATIENCE: Duration = Duration::from_secs(600);
/// How often to look whether something has come true.
const INTERVAL: Duration = Duration::from_millis(20);

/// Whether the program runs, or says that it cannot.
const STARTED: &str = "
    const failure = document.getElementById('failure');
    if (failure && !failure.hidden) return 'failed';
    return document.documentElement.hasAttribute('data-ready') ? 'ready' : null;";

/// The parts of the address that state something.
const STATED: &str = "location.hash.slice(1).split('&').filter((part) => !/^(v|at|by|d|z)=/.test(part)).join('&')";

/// The rules of axe-core that look at colours: most of its work.
const COLOUR_RULES: [&str; 2] = ["color-contrast", "link-in-text-block"];

/// Which rules of axe-core are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// All that it asks by itself.
    All,
    /// Those of them that look at colours.
    Colours,
    /// The others, that look at texts, names, roles, order and sizes.
    AllButColours,
}

/// The page, served from `dist/` at an origin of its own, in a browser of its own.
#[derive(Debug)]
pub struct Page {
    /// The browser that shows it.
    pub browser: Browser,
    /// The server that sends it.
    pub server: Server,
}

impl Page {
    /// Starts a browser, and a server unless the environment names one; the page is not open yet.
    pub async fn start(driver: &Driver) -> Result<Self> {
        let dist = workspace::dist();
        ensure!(dist.join("index.html").is_file(), "there is no {}: run `cargo xtask test page`", dist.display());
        let server = match Server::elsewhere() {
            Some(server) => server,
            None => Server::start(&dist, 0)?,
        };
        Ok(Self { browser: Browser::start(driver).await?, server })
    }

    /// Opens the page afresh with these fields and waits until its program runs: at the link a page writes of them
    /// today, or as they are where they can't all be read.
    pub async fn open(&self, fields: &str) -> Result<()> {
        let opened = link::plain(fields);
        if !opened.problems.is_empty() {
            return self.open_at(fields).await;
        }
        let link = link::address(&opened.scenario, self.today().await?, None, opened.language.as_deref());
        self.open_at(&link).await
    }

    /// Today, as the browser has it.
    pub async fn today(&self) -> Result<Date> {
        let script = "const now = new Date(); return [now.getFullYear(), now.getMonth() + 1, now.getDate()]";
        let (year, month, day) = serde_json::from_value(self.browser.eval(script).await?)?;
        Date::new(year, month, day).context("the browser has no day")
    }

    /// Opens the page afresh at `#fragment` as it is, and waits until its program runs.
    pub async fn open_at(&self, fragment: &str) -> Result<()> {
        self.goto(fragment).await?;
        self.ready().await
    }

    /// Waits until the program runs.
    pub async fn ready(&self) -> Result<()> {
        match self.wait_for("the page is ready", STARTED).await?.as_str() {
            Some("ready") => Ok(()),
            _ => bail!("the page says that it could not be started"),
        }
    }

    /// Opens the page afresh at `#fragment` and waits for nothing but the document.
    pub async fn goto(&self, fragment: &str) -> Result<()> {
        // From elsewhere: an address that differs in its fragment alone would not load anything.
        self.browser.driver.goto("about:blank").await?;
        self.browser.driver.goto(format!("{}/#{fragment}", self.server.origin())).await?;
        Ok(())
    }

    /// The part of the address after `#`.
    pub async fn fragment(&self) -> Result<String> {
        let fragment = self.browser.eval("return location.hash.slice(1)").await?;
        Ok(fragment.as_str().context("the address has no fragment")?.to_owned())
    }

    /// Waits until the address states these fields, and in this language; whatever it says besides of its day, its rules
    /// and its version.
    pub async fn is_at(&self, fields: &str) -> Result<()> {
        let script = format!("return {STATED} === {}", json!(fields));
        match self.wait_for(&format!("the address states {fields}"), &script).await {
            Ok(_) => Ok(()),
            Err(error) => Err(error.context(format!("it is #{}", self.fragment().await?))),
        }
    }

    /// Waits until a script returns something other than null, false, 0 or an empty text, and returns that.
    pub async fn wait_for(&self, what: &str, script: &str) -> Result<Value> {
        self.wait(what, script, PATIENCE).await
    }

    /// The same for what takes long: it is measured, not told.
    pub async fn wait_longer(&self, what: &str, script: &str) -> Result<Value> {
        self.wait(what, script, LONG_PATIENCE).await
    }

    async fn wait(&self, what: &str, script: &str, patience: Duration) -> Result<Value> {
        let deadline = Instant::now() + patience;
        loop {
            let value = self.browser.eval(script).await?;
            let truthy = match &value {
                Value::Null | Value::Bool(false) => false,
                Value::Number(number) => number.as_f64() != Some(0.0),
                Value::String(text) => !text.is_empty(),
                Value::Bool(true) | Value::Array(_) | Value::Object(_) => true,
            };
            if truthy {
                return Ok(value);
            }
            if Instant::now() > deadline {
                bail!("waited {} s in vain until {what}", patience.as_secs());
            }
            tokio::time::sleep(INTERVAL).await;
        }
    }

    /// Waits until the text of the first element that matches contains `part`.
    pub async fn wait_for_text(&self, selector: &str, part: &str) -> Result<()> {
        let (element, part) = (json!(selector), json!(part));
        let script = format!("return document.querySelector({element})?.textContent.includes({part}) ?? false");
        match self.wait_for(&format!("{selector} says {part}"), &script).await {
            Ok(_) => Ok(()),
            Err(error) => {
                let found = self.text(selector).await.unwrap_or_else(|_| "nothing".to_owned());
                Err(error.context(format!("{selector} says {found:?}")))
            }
        }
    }

    /// The first element that a CSS selector matches.
    pub async fn element(&self, selector: &str) -> Result<WebElement> {
        let found = self.browser.driver.find(By::Css(selector)).await;
        found.with_context(|| format!("there is no {selector}"))
    }

    /// The control of a name.
    pub async fn field(&self, name: &str) -> Result<WebElement> {
        self.element(&format!("[name={}]", json!(name))).await
    }

    /// What can be read of the first element that matches.
    pub async fn text(&self, selector: &str) -> Result<String> {
        Ok(self.element(selector).await?.text().await?)
    }

    /// How many elements match.
    pub async fn count(&self, selector: &str) -> Result<usize> {
        Ok(self.browser.driver.find_all(By::Css(selector)).await?.len())
    }

    /// Clicks the first element that matches.
    pub async fn click(&self, selector: &str) -> Result<()> {
        let element = self.element(selector).await?;
        // As a reader would: not where the bar with the result lies over it.
        self.browser.eval_with("arguments[0].scrollIntoView({ block: 'center' })", vec![element.to_json()?]).await?;
        if self.is_out_of_reach().await? {
            return self.browser.eval_with("arguments[0].click()", vec![element.to_json()?]).await.map(drop);
        }
        let clicked = element.click().await;
        clicked.with_context(|| format!("{selector} cannot be clicked"))
    }

    /// Replaces what stands in a field, key by key.
    pub async fn fill(&self, name: &str, text: &str) -> Result<()> {
        self.fill_by(&format!("[name={}]", json!(name)), text).await
    }

    /// The same, of the first field that a CSS selector matches.
    pub async fn fill_by(&self, selector: &str, text: &str) -> Result<()> {
        let field = self.element(selector).await?;
        self.browser.eval_with("arguments[0].focus(); arguments[0].select()", vec![field.to_json()?]).await?;
        if self.is_out_of_reach().await? {
            let write = "
                const [field, text] = arguments;
                field.value = text;
                field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
            return self.browser.eval_with(write, vec![field.to_json()?, json!(text)]).await.map(drop);
        }
        if text.is_empty() {
            field.send_keys(Key::Delete).await?;
        } else {
            field.send_keys(text).await?;
        }
        Ok(())
    }

    /// Leaves the field that has the focus, for the next.
    pub async fn leave(&self) -> Result<()> {
        if self.is_out_of_reach().await? {
            let leave = "
                const field = document.activeElement;
                field.dispatchEvent(new Event('change', { bubbles: true }));
                field.blur();";
            return self.browser.eval(leave).await.map(drop);
        }
        self.press(Key::Tab).await
    }

    /// Whether no element can be clicked or typed in by itself: WebKit's driver goes by where it is in the window, which has no
    /// such place where a frame is taller than that.
    async fn is_out_of_reach(&self) -> Result<bool> {
        Ok(self.browser.engine == Engine::WebKit && self.browser.eval("return self !== top").await? == json!(true))
    }

    /// Presses keys wherever the focus is.
    pub async fn press(&self, keys: impl Into<thirtyfour::TypingData>) -> Result<()> {
        let (field, keys) = (self.browser.driver.active_element().await?, keys.into());
        // Of a field for files, keys sent to the element would be the name of one; of a date, each would begin at its first part.
        if matches!(field.attr("type").await?.as_deref(), Some("file" | "date")) {
            return Ok(self.browser.driver.action_chain().send_keys(keys).perform().await?);
        }
        Ok(field.send_keys(keys).await?)
    }

    /// Presses what saves a file, and gives its type and its bytes.
    pub async fn saved(&self, button: &str) -> Result<(String, Vec<u8>)> {
        self.browser.eval(KEEP).await?;
        self.click(button).await?;
        self.wait_for("a file is made", "return self.saved !== undefined").await?;
        let read = "self.saved.then(arguments[arguments.length - 1])";
        Ok(serde_json::from_value(self.browser.eval_later(read).await?)?)
    }

    /// What was copied, as it is pasted.
    pub async fn pasted(&self) -> Result<String> {
        let field = "
            const field = document.createElement('textarea');
            field.id = 'pasted';
            document.body.append(field);
            field.focus();";
        self.browser.eval(field).await?;
        self.press(Key::Control + "v").await?;
        let read = "const field = document.getElementById('pasted'); const { value } = field; if (value) field.remove(); return value";
        let pasted = self.wait_for("it is pasted", read).await?;
        Ok(pasted.as_str().context("what is pasted is no text")?.to_owned())
    }

    /// Whether the page is wider than the screen, so that one would have to scroll sideways.
    pub async fn is_too_wide(&self) -> Result<bool> {
        let script = "const page = document.documentElement; return page.scrollWidth > page.clientWidth";
        Ok(self.browser.eval(script).await? == json!(true))
    }

    /// What axe-core finds wrong with the page for readers with a disability: a rule and the elements, per finding.
    pub async fn accessibility_violations(&self) -> Result<Vec<String>> {
        self.violations(Rules::All).await
    }

    /// What it finds by some of its rules.
    pub async fn violations(&self, rules: Rules) -> Result<Vec<String>> {
        let axe = fs::read_to_string(tools::node_modules()?.join("axe-core/axe.min.js"))?;
        self.browser.eval(&axe).await?;
        let without: Map<_, _> =
            COLOUR_RULES.iter().map(|rule| ((*rule).to_owned(), json!({ "enabled": false }))).collect();
        // Of what is in order it need not say where it stands: that takes longer than to look.
        let options = match rules {
            Rules::All => json!({ "resultTypes": ["violations"] }),
            Rules::Colours => json!({ "resultTypes": ["violations"], "runOnly": COLOUR_RULES }),
            Rules::AllButColours => json!({ "resultTypes": ["violations"], "rules": without }),
        };
        let script = format!(
            "
            const done = arguments[arguments.length - 1];
            axe.run({options}).then(
                ({{ violations }}) => done(violations.map(({{ id, help, nodes }}) =>
                    `${{id}}: ${{help}}: ${{nodes.map((node) => node.target.join(' ')).join(', ')}}`)),
                (error) => done([String(error)]));"
        );
        Ok(serde_json::from_value(self.browser.eval_later(&script).await?)?)
    }

    /// Fails if the console got anything, or if anything was asked of another origin than the page's own.
    pub async fn check_quiet(&self) -> Result<()> {
        let console = self.browser.take_console().await?;
        ensure!(console.is_empty(), "the console says:\n  {}", console.join("\n  "));
        let own = format!("{}/", self.server.origin());
        let requests = self.browser.take_requests().await?;
        let mut others = requests.iter().filter(|address| !address.starts_with(&own) && !is_local(address));
        match others.next() {
            Some(address) => bail!("the page asked for {address}, which is not its own"),
            None => Ok(()),
        }
    }
}

/// Whether fetching an address leaves the browser alone.
pub fn is_local(address: &str) -> bool {
    ["about:", "blob:", "data:"].iter().any(|scheme| address.starts_with(scheme))
}
