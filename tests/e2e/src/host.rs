//! Pages of others that show the calculator in a frame: from `hosts/`, on a server and an origin of their own.
//!
//! What they embed is the snippet that integrators get, from `integrate/snippet.html`: `{{snippet id=first lang=en}}` stands
//! for it in a page, with its attributes, and with `sandboxed` or `stripped` for what sites do to it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use thirtyfour::By;
use xtask::server::Server;
use xtask::workspace;

use crate::page::{PATIENCE, Page};

/// What stands in the pages for the origin of the calculator.
const MARK: &str = "{{calculator}}";
/// Stands in the host before anything else, also before its policy: keeps every message and every event, as they come.
const RECORDER: &str = "
    self.messages = [];
    self.events = [];
    addEventListener('message', ({ data }) => data?.ns === 'tierwise' && messages.push(data));
    self.MessageChannel = class extends MessageChannel {
        constructor() {
            super();
            this.port1.addEventListener('message', ({ data }) => messages.push(data));
        }
    };
    for (const name of ['ready', 'change', 'report', 'share', 'lead']) {
        addEventListener(`tierwise-${name}`, ({ target, detail }) => events.push({ name, of: target.id, detail }));
    }";

/// A page that embeds the calculator, seen through the browser of another.
#[derive(Debug)]
pub struct Host<'page> {
    /// The browser, and the server of the calculator.
    pub page: &'page Page,
    /// The server of the hosts' pages.
    pub server: Server,
    folder: PathBuf,
}

impl<'page> Host<'page> {
    /// Serves the pages of `hosts/`, with the calculator of this page in them.
    pub async fn start(page: &'page Page) -> Result<Self> {
        // Each browser has a folder of its own: other stories may be told at the same time, of a page on the same server.
        let folder = workspace::target()?.join("hosts").join(page.browser.driver.session_id().to_string());
        fs::create_dir_all(&folder)?;
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("hosts"))? {
            let file = entry?.path();
            let name = file.file_name().context("a host without a name")?;
            let html = with_snippets(&fs::read_to_string(&file)?)?;
            fs::write(folder.join(name), recorded(&html.replace(MARK, &page.server.origin())))?;
        }
        let host = Self { page, server: Server::plain(&folder)?, folder };
        // Narrow enough for one column: what is unfolded makes it taller.
        page.browser.resize(800, 900).await?;
        Ok(host)
    }

    /// Where it is: not only on another port, but of another name than the calculator.
    pub fn origin(&self) -> String {
        self.server.origin().replace("127.0.0.1", "localhost")
    }

    /// Opens a page and waits until the first calculator in it is ready.
    pub async fn open(&self, name: &str) -> Result<()> {
        self.goto(name).await?;
        self.event("ready", "first", 1).await.map(drop)
    }

    /// Makes a page of these lines, with more in its head, to be opened by this name.
    pub fn write(&self, name: &str, head: &str, body: &str) -> Result<()> {
        let html = format!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>A host</title>\
             <link rel=\"icon\" href=\"data:,\">{head}</head>\n<body>{body}</body></html>\n"
        );
        Ok(fs::write(self.folder.join(name).with_extension("html"), recorded(&html))?)
    }

    /// Brings a calculator in sight, which is when a lazy frame loads, and waits until it is ready.
    pub async fn show(&self, id: &str) -> Result<()> {
        self.leave().await?;
        let script = "document.getElementById(arguments[0]).scrollIntoView()";
        self.page.browser.eval_with(script, vec![json!(id)]).await?;
        self.event("ready", id, 1).await.map(drop)
    }

    /// Opens a page and waits for nothing but the document.
    pub async fn goto(&self, name: &str) -> Result<()> {
        Ok(self.page.browser.driver.goto(format!("{}/{name}.html", self.origin())).await?)
    }

    /// From now on, everything asked of the page is asked of the calculator in this frame.
    pub async fn enter(&self, frame: u16) -> Result<()> {
        self.leave().await?;
        // Not by its number: Firefox numbers frames as they came.
        let frames = self.page.browser.driver.find_all(By::Tag("iframe")).await?;
        let frame = frames.into_iter().nth(usize::from(frame)).context("there is no such frame")?;
        Ok(frame.enter_frame().await?)
    }

    /// From now on, everything asked of the page is asked of the host.
    pub async fn leave(&self) -> Result<()> {
        Ok(self.page.browser.driver.enter_default_frame().await?)
    }

    /// How tall a frame is inside, as the host sees it.
    pub async fn height(&self, frame: u16) -> Result<f64> {
        self.leave().await?;
        let script = "
            const frame = document.querySelectorAll('iframe')[arguments[0]];
            const { paddingTop, paddingBottom } = getComputedStyle(frame);
            return frame.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);";
        self.page.browser.eval_with(script, vec![json!(frame)]).await?.as_f64().context("no height")
    }

    /// How tall the calculator in a frame is.
    pub async fn content(&self, frame: u16) -> Result<f64> {
        self.enter(frame).await?;
        let height = self.page.browser.eval("return Math.ceil(document.body.getBoundingClientRect().height)").await?;
        self.leave().await?;
        height.as_f64().context("no height")
    }

    /// Waits until all that comes by itself is there (the help texts, the draws, what may be sent) and the frame is as
    /// tall as its content; and stays so for a while.
    pub async fn settle(&self, frame: u16) -> Result<f64> {
        let complete = "return ['.send', '.print', '.bar-range'].every(part => document.querySelector(part))";
        self.enter(frame).await?;
        self.page.wait_for("all of the calculator is there", complete).await?;
        self.fitted(frame).await
    }

    /// Waits until the frame is as tall as its content, and stays so for half a second of frames.
    pub async fn fitted(&self, frame: u16) -> Result<f64> {
        let deadline = Instant::now() + PATIENCE;
        let (mut seen, mut same) = (0.0, 0);
        loop {
            let (height, content) = (self.height(frame).await?, self.content(frame).await?);
            same = if height == content && height == seen { same + 1 } else { 0 };
            seen = height;
            if same == 3 {
                return Ok(height);
            }
            if Instant::now() > deadline {
                bail!("frame {frame} is {height} tall, its content {content}");
            }
            let quiet = "
                const done = arguments[arguments.length - 1];
                let left = 10;
                requestAnimationFrame(function next() { left-- ? requestAnimationFrame(next) : done(true); });";
            self.page.browser.eval_later(quiet).await?;
        }
    }

    /// The messages that came, of one type.
    pub async fn messages(&self, kind: &str) -> Result<Vec<Value>> {
        self.leave().await?;
        let script = "return messages.filter(({ type }) => type === arguments[0])";
        Ok(serde_json::from_value(self.page.browser.eval_with(script, vec![json!(kind)]).await?)?)
    }

    /// The details of the events of this name that came from the element with this id.
    pub async fn events(&self, name: &str, of: &str) -> Result<Vec<Value>> {
        self.leave().await?;
        let script = "return events.filter((event) => event.name === arguments[0] && event.of === arguments[1])
            .map(({ detail }) => detail)";
        Ok(serde_json::from_value(self.page.browser.eval_with(script, vec![json!(name), json!(of)]).await?)?)
    }

    /// Waits until there are so many events of a name from an element, and returns the last.
    pub async fn event(&self, name: &str, of: &str, count: usize) -> Result<Value> {
        self.leave().await?;
        let is = format!("name === {} && of === {}", json!(name), json!(of));
        let script = format!("return events.filter(({{ name, of }}) => {is}).length >= {count}");
        self.page.wait_for(&format!("{name} comes from {of}"), &script).await?;
        self.events(name, of).await?.pop().context("there was an event")
    }

    /// Fails if the console got anything, or if anything was asked of a third party.
    pub async fn check_quiet(&self) -> Result<()> {
        self.leave().await?;
        let console = self.page.browser.take_console().await?;
        ensure!(console.is_empty(), "the console says:\n  {}", console.join("\n  "));
        let own = [self.origin(), self.page.server.origin()];
        for address in self.page.browser.take_requests().await? {
            let known = own.iter().any(|origin| address.starts_with(origin.as_str()));
            ensure!(known || address.starts_with("data:"), "someone asked for {address}");
        }
        for request in self.page.server.requests() {
            ensure!(request.status == 200, "{} is answered with {}", request.target, request.status);
        }
        Ok(())
    }
}

impl Drop for Host<'_> {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A page that keeps what it is told.
fn recorded(html: &str) -> String {
    html.replacen("<head>", &format!("<head><script>{RECORDER}</script>"), 1)
}

/// A page with the snippets that it asks for.
fn with_snippets(html: &str) -> Result<String> {
    const SNIPPET: &str = "{{snippet ";
    let template = fs::read_to_string(workspace::root().join("integrate/snippet.html"))?;
    let mut parts = html.split(SNIPPET);
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (words, after) = part.split_once("}}").context("a snippet doesn't end")?;
        let (mut attributes, mut query, mut fragment) = (String::new(), String::new(), String::new());
        for (name, value) in words.split(' ').filter_map(|word| word.split_once('=')) {
            attributes += &format!(" {name}=\"{value}\"");
            match name {
                "id" => {}
                "prefill" => fragment = format!("#{value}"),
                _ => query += &format!("{}{name}={value}", if query.is_empty() { "?" } else { "&amp;" }),
            }
        }
        let mut snippet = template
            .replace("{{attributes}}", &attributes)
            .replace("{{address}}", &format!("{MARK}/{query}{fragment}"))
            .replace("{{title}}", "Tierwise: a calculator")
            .replace("{{open}}", "Open the calculator by itself");
        ensure!(!snippet.replace(MARK, "").contains("{{"), "the snippet has a mark that is not known: {snippet}");
        if words.contains("sandboxed") {
            snippet = snippet.replace("<iframe ", "<iframe sandbox=\"allow-scripts\" ");
        }
        if words.contains("stripped") {
            let (element, _) = snippet.split_once("<script").context("the snippet has no script")?;
            snippet = element.replace("tierwise-calculator", "div");
        }
        page += &snippet;
        page += after;
    }
    Ok(page)
}
