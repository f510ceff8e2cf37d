//! One browser session: a fresh profile, the screen it pretends to have, and what it says and asks for.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::support::base64_decode;
use thirtyfour::{
    ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, TimeoutConfiguration, WebDriver,
};
use xtask::command;

use crate::driver::Driver;

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
/// The longest a script may take that reports back later.
const SCRIPT_TIMEOUT: Duration = Duration::from_secs(30);

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
#[derive(Debug)]
pub struct Browser {
    /// For what has no shorter way here.
    pub driver: WebDriver,
}

impl Browser {
    /// Starts a browser with a fresh profile, which chromedriver removes at the end.
    pub async fn start(driver: &Driver) -> Result<Self> {
        let mut capabilities = DesiredCapabilities::chrome();
        capabilities.set_binary(driver.browser.chromium.to_str().context("the path of Chromium is not text")?)?;
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

        let driver = WebDriver::new(driver.address.as_str(), capabilities).await?;
        driver.update_timeouts(TimeoutConfiguration::new(Some(SCRIPT_TIMEOUT), None, None)).await?;
        Ok(Self { driver })
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

    /// Makes the page this many CSS pixels large.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await.map(drop)
    }

    /// Pretends that the system has these settings, each a media feature of CSS and its value, such as
    /// `("prefers-color-scheme", "dark")`. All others go back to what they were.
    pub async fn set_media(&self, features: &[(&str, &str)]) -> Result<()> {
        let features: Vec<_> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await.map(drop)
    }

    /// Light, dark, or the system's colours.
    pub async fn set_scheme(&self, scheme: Scheme) -> Result<()> {
        let feature = match scheme {
            Scheme::Light => ("prefers-color-scheme", "light"),
            Scheme::Dark => ("prefers-color-scheme", "dark"),
            Scheme::Forced => ("forced-colors", "active"),
        };
        self.set_media(&[feature]).await
    }

    /// The reader's languages, best first, such as `nl-NL,en`. For pages opened from now on.
    pub async fn set_languages(&self, languages: &str) -> Result<()> {
        let agent = self.eval("return navigator.userAgent").await?;
        let parameters = json!({ "userAgent": agent, "acceptLanguage": languages });
        self.cdp("Emulation.setUserAgentOverride", parameters).await.map(drop)
    }

    /// Refuses every request whose address matches one of these patterns, such as `*.wasm`.
    pub async fn block(&self, patterns: &[&str]) -> Result<()> {
        self.cdp("Network.enable", json!({})).await?;
        self.cdp("Network.setBlockedURLs", json!({ "urls": patterns })).await.map(drop)
    }

    /// Writes a picture of the whole page, however long, as PNG.
    pub async fn screenshot(&self, file: &Path) -> Result<()> {
        let layout = self.cdp("Page.getLayoutMetrics", json!({})).await?;
        let mut clip = layout.get("cssContentSize").cloned().context("the page has no size")?;
        if let Some(clip) = clip.as_object_mut() {
            clip.insert("scale".to_owned(), json!(1));
        }
        let parameters = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let picture = self.cdp("Page.captureScreenshot", parameters).await?;
        let data = picture.get("data").and_then(Value::as_str).context("there is no picture")?;
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, base64_decode(data)?)?;
        Ok(())
    }

    /// What the console got since the last call: messages, errors, refusals of the content security policy.
    pub async fn take_console(&self) -> Result<Vec<String>> {
        let entries = self.driver.get_log("browser").await?;
        Ok(entries.into_iter().map(|entry| format!("{}: {}", entry.level, entry.message)).collect())
    }

    /// The address of every request since the last call, whether or not it was let through.
    pub async fn take_requests(&self) -> Result<Vec<String>> {
        Ok(self.take_sent().await?.into_iter().map(|sent| sent.address).collect())
    }

    /// Every request since the last call, whether or not it was let through.
    pub async fn take_sent(&self) -> Result<Vec<Sent>> {
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
