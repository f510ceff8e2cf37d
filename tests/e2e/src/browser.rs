//! One browser session: a fresh profile, the screen it pretends to have, and what it says and asks for.
//!
//! Chromium does all of it through its DevTools protocol. Firefox does most by scripts that run in the browser itself. WebKit's
//! has the size of its window, and what it asks of a proxy; the list of stories says which it can't be told.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::support::base64_decode;
use thirtyfour::{
    Capabilities, ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, TimeoutConfiguration, WebDriver,
};
use xtask::{command, workspace};

use crate::driver::{Driver, Engine, Lines, POINTER};
use crate::page::PATIENCE;

/// No sandbox check needed, no first-run page, no traffic of the browser's own, nothing but this machine.
const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];
/// The longest a script may take that reports back later: axe-core looks at ten thousand elements, on a busy machine.
const SCRIPT_TIMEOUT: Duration = Duration::from_secs(180);
/// Where Firefox sends what is not for this machine: nowhere.
const NOWHERE: u16 = 9;
/// Runs in Firefox itself: keeps every request of a page, and refuses those that match `tierwise.refused`.
const FIREFOX_KEEPS: &str = "
    const window = Services.wm.getMostRecentWindow('navigator:browser');
    const kept = window.tierwise = { sent: [], refused: [] };
    const headers = (channel) => {
        const all = {};
        channel.visitRequestHeaders({ visitHeader(name, value) { all[name] = value; } });
        return all;
    };
    const observer = { observe(channel) {
        channel.QueryInterface(Ci.nsIHttpChannel);
        const { loadInfo, URI: { spec: url }, requestMethod: method } = channel;
        // What the browser asks for on its own behalf is no document, and nobody's but the system's.
        const own = loadInfo.triggeringPrincipal.isSystemPrincipal && loadInfo.externalContentPolicyType !== Ci.nsIContentPolicy.TYPE_DOCUMENT;
        if (own) return;
        const body = channel instanceof Ci.nsIUploadChannel && channel.uploadStream !== null;
        kept.sent.push({ url, method, body, headers: headers(channel) });
        if (kept.refused.some((part) => url.includes(part))) channel.cancel(Cr.NS_ERROR_ABORT);
    } };
    Services.obs.addObserver(observer, 'http-on-modify-request');
    Services.console.reset();";
/// What Firefox's console has of pages: errors, among them refusals of the content security policy.
const FIREFOX_CONSOLE: &str = "
    const said = Services.console.getMessageArray().flatMap((message) => {
        // Not its warnings: they are about its own habits.
        if (!(message instanceof Ci.nsIScriptError) || message.flags !== Ci.nsIScriptError.errorFlag) return [];
        const { category, errorMessage, sourceName } = message;
        return sourceName.startsWith('http') || sourceName.startsWith('blob') || /^CSP|CORS|^content/.test(category)
            ? [`${category}: ${sourceName}: ${errorMessage}`] : [];
    });
    Services.console.reset();
    return said;";

/// How the reader has set up the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Only the system's own colours, as for contrast.
    Forced,
}

impl Scheme {
    /// In names of files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Forced => "forced",
        }
    }
}

/// A request as the browser sent it.
#[derive(Debug)]
pub struct Sent {
    /// Where to.
    pub address: String,
    /// `GET`, or another.
    pub method: String,
    /// Whether something went with it.
    pub has_body: bool,
    /// All that is known of it: also its headers.
    pub everything: String,
}

/// A browser window with a profile of its own.
#[derive(Debug, Clone)]
pub struct Browser {
    /// For what has no shorter way here.
    pub driver: WebDriver,
    /// What it is.
    pub engine: Engine,
    printed: Lines,
    asked: Lines,
}

impl Browser {
    /// Starts a browser with a fresh profile, which the driver removes at the end.
    pub async fn start(driver: &Driver) -> Result<Self> {
        let asked = driver.stage.as_ref().map(|stage| stage.asked.clone()).unwrap_or_default();
        let (engine, printed) = (driver.engine, driver.printed.clone());
        let web_driver = WebDriver::builder(driver.address.as_str(), capabilities(driver)?);
        let web_driver = web_driver.request_timeout(SCRIPT_TIMEOUT + SCRIPT_TIMEOUT).await?;
        web_driver.update_timeouts(TimeoutConfiguration::new(Some(SCRIPT_TIMEOUT), None, None)).await?;
        let browser = Self { driver: web_driver, engine, printed, asked };
        match engine {
            Engine::Chromium => {}
            Engine::Firefox => {
                browser.printed.take();
                browser.in_firefox(FIREFOX_KEEPS, Vec::new()).await?;
            }
            Engine::WebKit => {
                // What the one before it left.
                browser.asked.take();
                browser.resize(1280, 800).await?;
            }
        }
        Ok(browser)
    }

    /// Closes the window and ends the session.
    pub async fn quit(&self) -> Result<()> {
        Ok(self.driver.clone().quit().await?)
    }

    /// Sends a command of the Chrome DevTools protocol.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Result<Value> {
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.with_context(|| format!("{method} failed"))
    }

    /// The value of a script's `return`.
    pub async fn eval(&self, script: &str) -> Result<Value> {
        self.eval_with(script, Vec::new()).await
    }

    /// The value of a script's `return`, where it reads `arguments`.
    pub async fn eval_with(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.driver.execute(script, arguments).await?.json().clone())
    }

    /// The value that a script passes to the last of its `arguments`, which is a function.
    pub async fn eval_later(&self, script: &str) -> Result<Value> {
        Ok(self.driver.execute_async(script, Vec::new()).await?.json().clone())
    }

    /// Runs a script in Firefox itself, and gives the value of its `return`.
    async fn in_firefox(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        ensure!(self.engine == Engine::Firefox, "that needs Firefox");
        self.driver.cmd(Command::ExtensionCommand(Box::new(Scope("chrome")))).await?;
        let value = self.driver.execute(script, arguments).await.map(|value| value.json().clone());
        self.driver.cmd(Command::ExtensionCommand(Box::new(Scope("content")))).await?;
        Ok(value?)
    }

    /// Sets a preference of Firefox: a text, a number or a truth.
    async fn prefer(&self, name: &str, value: Value) -> Result<()> {
        let script = "
            const [name, value] = arguments;
            const { prefs } = Services;
            ({ string: prefs.setStringPref, number: prefs.setIntPref, boolean: prefs.setBoolPref })[typeof value](name, value);";
        self.in_firefox(script, vec![json!(name), value]).await.map(drop)
    }

    /// Makes the page this many CSS pixels large.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        match self.engine {
            Engine::Chromium => {
                let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.cdp("Emulation.setDeviceMetricsOverride", size).await.map(drop)
            }
            Engine::Firefox => {
                // The window can't be as narrow as a phone; what it shows of a page can.
                let script = "
                    const [width, height] = arguments;
                    const { style } = gBrowser.selectedBrowser;
                    Object.assign(style, { minWidth: width, maxWidth: width, minHeight: height, maxHeight: height });";
                self.driver.set_window_rect(0, 0, width.max(500), height + 200).await?;
                let size = [width, height].map(|pixels| json!(format!("{pixels}px")));
                self.in_firefox(script, size.to_vec()).await.map(drop)
            }
            Engine::WebKit => {
                let size = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
                let (across, down): (u32, u32) = serde_json::from_value(self.eval(size).await?)?;
                // Where nobody manages windows the one under the pointer has the focus, and that rests in the middle of the
                // screen: so the upper edge of this one lies there.
                let (x, y) = (i64::from(POINTER.0) - i64::from(width / 2), i64::from(POINTER.1) - 2);
                self.driver.set_window_rect(x, y, width + across, height + down).await?;
                // The page hears of it a little later.
                let deadline = Instant::now() + PATIENCE;
                loop {
                    let found = self.eval("return [innerWidth, innerHeight]").await?;
                    if found == json!([width, height]) {
                        return Ok(());
                    }
                    ensure!(Instant::now() < deadline, "the window can't be {width} × {height}, but {found}");
                }
            }
        }
    }

    /// Pretends that the system has these settings, each a media feature of CSS and its value, such as
    /// `("prefers-color-scheme", "dark")`. All others go back to what they were.
    pub async fn set_media(&self, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<_> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await.map(drop)
    }

    /// Whether it can be told that the system has these colours. Firefox takes those of the system from the system itself,
    /// where some pairs that belong together are hard to read.
    pub fn can_show(&self, scheme: Scheme) -> bool {
        match self.engine {
            Engine::Chromium => true,
            Engine::Firefox => scheme != Scheme::Forced,
            Engine::WebKit => scheme == Scheme::Light,
        }
    }

    /// The scheme, or light where it can't be told to show it.
    pub fn nearest(&self, scheme: Scheme) -> Scheme {
        if self.can_show(scheme) { scheme } else { Scheme::Light }
    }

    /// Light, dark, or the system's colours.
    pub async fn set_scheme(&self, scheme: Scheme) -> Result<()> {
        match self.engine {
            Engine::Chromium => {
                let feature = match scheme {
                    Scheme::Light => ("prefers-color-scheme", "light"),
                    Scheme::Dark => ("prefers-color-scheme", "dark"),
                    Scheme::Forced => ("forced-colors", "active"),
                };
                self.set_media(&[feature]).await
            }
            Engine::Firefox | Engine::WebKit if !self.can_show(scheme) => {
                bail!("{} can't be told to show the scheme {}", self.engine.name(), scheme.name())
            }
            Engine::Firefox => {
                let overriding = if scheme == Scheme::Dark { 0 } else { 1 };
                self.prefer("layout.css.prefers-color-scheme.content-override", json!(overriding)).await
            }
            Engine::WebKit => Ok(()),
        }
    }

    /// Pretends that the reader prefers these languages, in this order.
    pub async fn set_languages(&self, languages: &str) -> Result<()> {
        match self.engine {
            Engine::Chromium => {
                let agent = self.eval("return navigator.userAgent").await?;
                let parameters = json!({ "userAgent": agent, "acceptLanguage": languages });
                self.cdp("Emulation.setUserAgentOverride", parameters).await.map(drop)
            }
            Engine::Firefox => self.prefer("intl.accept_languages", json!(languages)).await,
            Engine::WebKit => bail!("WebKit speaks the language of its process"),
        }
    }

    /// Lets pages of this origin write to the clipboard, where that has to be allowed.
    pub async fn allow_copying(&self, origin: &str) -> Result<()> {
        if self.engine == Engine::Chromium {
            let allowed = json!({ "origin": origin, "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
            self.cdp("Browser.grantPermissions", allowed).await?;
        }
        Ok(())
    }

    /// Refuses every request whose address has one of these parts, such as `.wasm`.
    pub async fn block(&self, parts: &[&str]) -> Result<()> {
        match self.engine {
            Engine::Chromium => {
                let patterns: Vec<_> = parts.iter().map(|part| format!("*{part}*")).collect();
                self.cdp("Network.enable", json!({})).await?;
                self.cdp("Network.setBlockedURLs", json!({ "urls": patterns })).await.map(drop)
            }
            Engine::Firefox => {
                let script = "Services.wm.getMostRecentWindow('navigator:browser').tierwise.refused = [...arguments]";
                self.in_firefox(script, parts.iter().map(|part| json!(part)).collect()).await.map(drop)
            }
            Engine::WebKit => bail!("WebKit refuses nothing"),
        }
    }

    /// Writes a picture of the page as PNG: in Chromium of the whole, however long, elsewhere of what is in sight.
    pub async fn screenshot(&self, file: &Path) -> Result<()> {
        let picture = match self.engine {
            Engine::Chromium => {
                let layout = self.cdp("Page.getLayoutMetrics", json!({})).await?;
                let mut clip = layout.get("cssContentSize").cloned().context("the page has no size")?;
                if let Some(clip) = clip.as_object_mut() {
                    clip.insert("scale".to_owned(), json!(1));
                }
                let parameters = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
                let picture = self.cdp("Page.captureScreenshot", parameters).await?;
                base64_decode(picture.get("data").and_then(Value::as_str).context("there is no picture")?)?
            }
            Engine::Firefox | Engine::WebKit => self.driver.screenshot_as_png().await?,
        };
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, picture)?;
        Ok(())
    }

    /// Whether it says what its console got.
    pub fn tells_its_console(&self) -> bool {
        self.engine != Engine::WebKit
    }

    /// What the console got since the last call: messages, errors, refusals of the content security policy. Nothing where
    /// it can't be told: see [`tells_its_console`](Browser::tells_its_console).
    pub async fn take_console(&self) -> Result<Vec<String>> {
        match self.engine {
            Engine::Chromium => {
                let entries = self.driver.get_log("browser").await?;
                Ok(entries.into_iter().map(|entry| format!("{}: {}", entry.level, entry.message)).collect())
            }
            Engine::Firefox => {
                let errors = self.in_firefox(FIREFOX_CONSOLE, Vec::new()).await?;
                let mut said: Vec<String> = serde_json::from_value(errors)?;
                // What a page says itself is printed alone.
                said.extend(self.printed.take().into_iter().filter(|line| is_of_page(line)));
                Ok(said)
            }
            // What it prints otherwise, it keeps to itself where it is driven.
            Engine::WebKit => Ok(Vec::new()),
        }
    }

    /// The address of every request since the last call, whether or not it was let through; of WebKit's only of those to
    /// other machines.
    pub async fn take_requests(&self) -> Result<Vec<String>> {
        match self.engine {
            Engine::Chromium | Engine::Firefox => {
                Ok(self.take_sent().await?.into_iter().map(|sent| sent.address).collect())
            }
            Engine::WebKit => Ok(self.asked.take()),
        }
    }

    /// Every request since the last call, whether or not it was let through.
    pub async fn take_sent(&self) -> Result<Vec<Sent>> {
        match self.engine {
            Engine::Chromium => self.sent_by_chromium().await,
            Engine::Firefox => {
                let script = "return Services.wm.getMostRecentWindow('navigator:browser').tierwise.sent.splice(0)";
                let sent: Vec<Value> = serde_json::from_value(self.in_firefox(script, Vec::new()).await?)?;
                let text = |of: &Value, name: &str| of.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
                let sent = sent.iter().map(|of| Sent {
                    address: text(of, "url"),
                    method: text(of, "method"),
                    has_body: of.get("body") == Some(&json!(true)),
                    everything: of.to_string(),
                });
                Ok(sent.collect())
            }
            Engine::WebKit => bail!("WebKit doesn't say what it sends"),
        }
    }

    async fn sent_by_chromium(&self) -> Result<Vec<Sent>> {
        let mut requests = Vec::new();
        for entry in self.driver.get_log("performance").await? {
            let entry: Value = serde_json::from_str(&entry.message)?;
            if entry.pointer("/message/method").and_then(Value::as_str) == Some("Network.requestWillBeSent") {
                let request = entry.pointer("/message/params/request").context("a request without any")?;
                let text = |name: &str| request.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
                ensure!(!text("url").is_empty(), "a request without an address");
                requests.push(Sent {
                    address: text("url"),
                    method: text("method"),
                    has_body: request.get("hasPostData").is_some(),
                    everything: request.to_string(),
                });
            }
        }
        Ok(requests)
    }
}

/// What Firefox, unlike the others, tells a page that was left while it was fetching. What can't be fetched is found in Chromium.
const LEFT: [&str; 4] = [
    "AbortError: The operation was aborted.",
    "NetworkError when attempting to fetch resource.",
    "error loading dynamically imported module",
    "(void 0)",
];

/// Whether Firefox printed this because a page complained, and not a part of its own.
fn is_of_page(line: &str) -> bool {
    let Some(said) = line.strip_prefix("console.error: ") else { return false };
    // Its parts begin with their names, or say errors of theirs.
    let own = !said.ends_with(':') && !said.contains("resource://") && !said.contains("chrome://");
    own && !LEFT.iter().any(|what| said.contains(what))
}

/// What a browser is to be like.
fn capabilities(driver: &Driver) -> Result<Capabilities> {
    let program = driver.browser.to_str().context("the path of the browser is not text")?;
    match driver.engine {
        Engine::Chromium => {
            let mut capabilities = DesiredCapabilities::chrome();
            capabilities.set_binary(program)?;
            for argument in ARGUMENTS {
                capabilities.add_arg(argument)?;
            }
            if command::is_root() {
                // Chromium refuses to start otherwise.
                capabilities.add_arg("--no-sandbox")?;
            }
            capabilities.add_experimental_option("prefs", json!({ "intl.accept_languages": "en-US,en" }))?;
            capabilities.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
            capabilities.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
            Ok(capabilities.into())
        }
        Engine::Firefox => {
            let downloads = workspace::target()?.join("downloads");
            let mut capabilities = Capabilities::new();
            capabilities.set("browserName", "firefox")?;
            let preferences = json!({
                "intl.accept_languages": "en-US,en",
                // However long a script takes on a busy machine, it goes on.
                "dom.max_script_run_time": 0,
                "services.settings.server": "data:,#remote-settings-dummy/v1",
                "devtools.console.stdout.content": true,
                "browser.download.folderList": 2,
                "browser.download.dir": downloads,
                "browser.download.alwaysOpenPanel": false,
                // Nothing but this machine.
                "network.proxy.type": 1,
                "network.proxy.http": "127.0.0.1",
                "network.proxy.http_port": NOWHERE,
                "network.proxy.ssl": "127.0.0.1",
                "network.proxy.ssl_port": NOWHERE,
                "network.proxy.no_proxies_on": "127.0.0.1, localhost",
            });
            let options = json!({ "binary": program, "args": ["-headless"], "prefs": preferences });
            capabilities.set("moz:firefoxOptions", options)?;
            Ok(capabilities)
        }
        Engine::WebKit => {
            let stage = driver.stage.as_ref().context("WebKit has no stage")?;
            let mut capabilities = Capabilities::new();
            capabilities.set("browserName", "MiniBrowser")?;
            let arguments = [
                "--automation",
                &format!("--proxy=http://{}", stage.proxy),
                "--ignore-host=127.0.0.1",
                "--ignore-host=localhost",
            ];
            capabilities.set("webkitgtk:browserOptions", json!({ "binary": program, "args": arguments }))?;
            Ok(capabilities)
        }
    }
}

/// Says whether scripts run in Firefox itself, `chrome`, or in the page, `content`.
#[derive(Debug)]
struct Scope(&'static str);

impl ExtensionCommand for Scope {
    fn parameters_json(&self) -> Option<Value> {
        Some(json!({ "context": self.0 }))
    }

    fn method(&self) -> Method {
        Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        "/moz/context".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_pages_from_firefox() {
        assert!(is_of_page("console.error: \"it could not be started\""));
        assert!(is_of_page("console.error: (new TypeError(\"x is null\", \"http://127.0.0.1:4000/boot.js\", 12))"));
        assert!(!is_of_page("console.error: AbortError: The operation was aborted."));
        assert!(!is_of_page("console.error: RSLoader:"));
        assert!(!is_of_page("console.error: (new Error(\"no network\", \"resource://services-settings/x.mjs\", 490))"));
        assert!(!is_of_page("*** You are running in headless mode."));
    }
}
