//! The process that starts and controls browsers, of one engine.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::mem;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use xtask::tools::{self, Browser, Firefox, WebKit};
use xtask::workspace;

/// What chromedriver and geckodriver print when they are ready, before the number of their port.
const READY: [&str; 2] = ["started successfully on port ", "Listening on 127.0.0.1:"];
/// How long a driver may take to start.
const PATIENCE: Duration = Duration::from_secs(60);
/// The screen that WebKitGTK is shown on: large enough for a window below its middle.
const SCREEN: &str = "3200x2400x24";
/// Its middle, where the pointer rests.
pub(crate) const POINTER: (u32, u32) = (1600, 1200);
/// Makes the bar of its window so narrow that the window can be as narrow as a phone.
const NARROW: &str = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; }\n\
                      image { -gtk-icon-transform: scale(0); }\n";

/// What draws pages and runs their programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Blink, in Chromium.
    Chromium,
    /// Gecko, in Firefox.
    Firefox,
    /// WebKit, in the browser that comes with WebKitGTK.
    WebKit,
}

impl Engine {
    /// All of them.
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// In commands.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Result<Self> {
        let engine = Self::ALL.into_iter().find(|engine| engine.name() == name);
        engine.with_context(|| format!("there is no engine {name:?}; they are chromium, firefox and webkit"))
    }
}

/// A running driver; it ends with this value.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    /// Where it listens.
    pub address: String,
    /// What the browsers are that it starts.
    pub engine: Engine,
    /// The program of the browser.
    pub browser: PathBuf,
    /// What it and its browsers print, line by line.
    pub printed: Lines,
    /// What WebKit alone needs: a screen, and who is told what it asks of others.
    pub stage: Option<Stage>,
}

impl Driver {
    /// Starts the driver of an engine on a free port.
    pub fn start(engine: Engine) -> Result<Self> {
        match engine {
            Engine::Chromium => {
                let Browser { chromium, chromedriver } = tools::browser()?;
                let mut command = Command::new(chromedriver);
                command.arg("--port=0");
                Self::start_as(engine, chromium, command, None)
            }
            Engine::Firefox => {
                let Firefox { firefox, geckodriver } = tools::firefox()?;
                let mut command = Command::new(geckodriver);
                // With access to the browser itself: its settings, the size of the page, what it asks for.
                command.args(["--port=0", "--websocket-port=0", "--allow-system-access"]);
                // Without this it asks its maker for settings whatever it is told.
                command.env("MOZ_REMOTE_SETTINGS_DEVTOOLS", "1");
                Self::start_as(engine, firefox, command, None)
            }
            Engine::WebKit => {
                let WebKit { browser, driver, xvfb } = tools::webkit()?;
                let stage = Stage::start(&xvfb)?;
                let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
                let mut command = Command::new(driver);
                command.arg(format!("--port={port}"));
                command.env("DISPLAY", &stage.display).env("HOME", &stage.home).env("GDK_BACKEND", "x11");
                command.env("XDG_CONFIG_HOME", stage.home.join(".config")).env_remove("XDG_CACHE_HOME");
                // It prints nothing when it is ready, but answers.
                let mut driver = Self::start_as(engine, browser, command, Some(stage))?;
                let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
                driver.address = format!("http://{address}");
                let deadline = Instant::now() + PATIENCE;
                while TcpStream::connect(address).is_err() {
                    ensure!(driver.process.try_wait()?.is_none(), "WebKitWebDriver ended before it was ready");
                    ensure!(Instant::now() < deadline, "WebKitWebDriver does not answer");
                    thread::sleep(Duration::from_millis(20));
                }
                Ok(driver)
            }
        }
    }

    fn start_as(engine: Engine, browser: PathBuf, mut command: Command, stage: Option<Stage>) -> Result<Self> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let process = command.spawn();
        let mut process = process.with_context(|| format!("{} does not start", command.get_program().display()))?;
        let mut output = BufReader::new(process.stdout.take().context("the driver has no output")?);
        let mut driver = Self { process, address: String::new(), engine, browser, printed: Lines::default(), stage };
        if engine != Engine::WebKit {
            driver.address = format!("http://127.0.0.1:{}", port(&mut output)?);
        }
        // Read on, so that it never waits for us.
        driver.printed.keep(output);
        Ok(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        end(&mut self.process);
    }
}

/// Ends a process, which may have ended already.
fn end(process: &mut Child) {
    let _ = process.kill();
    let _ = process.wait();
}

/// Lines that come by and by.
#[derive(Debug, Clone, Default)]
pub struct Lines(Arc<Mutex<Vec<String>>>);

impl Lines {
    /// Those that came since the last call.
    pub fn take(&self) -> Vec<String> {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn push(&self, line: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }

    /// Keeps what can be read from here, until its end.
    fn keep(&self, mut output: impl BufRead + Send + 'static) {
        let lines = self.clone();
        thread::spawn(move || {
            let mut line = Vec::new();
            while output.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
                lines.push(String::from_utf8_lossy(&line).trim_end().to_owned());
                line.clear();
            }
        });
    }
}

/// What a browser needs that has to be shown somewhere, and that doesn't say what it asks for.
#[derive(Debug)]
pub struct Stage {
    xvfb: Child,
    /// The name of the screen.
    display: String,
    /// A home of its own, for its settings and for what it saves.
    home: PathBuf,
    /// Where it sends what is not for this machine.
    pub proxy: SocketAddr,
    /// The first lines of what came there.
    pub asked: Lines,
}

impl Stage {
    fn start(xvfb: &Path) -> Result<Self> {
        let mut command = Command::new(xvfb);
        // It chooses the number of the screen itself, and says it.
        command.args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut xvfb = command.spawn().context("Xvfb does not start")?;
        let mut number = String::new();
        BufReader::new(xvfb.stdout.take().context("Xvfb has no output")?).read_line(&mut number)?;
        if number.trim().is_empty() {
            end(&mut xvfb);
            bail!("Xvfb ended before it was ready");
        }
        let home = workspace::target()?.join("webkit").join(number.trim());
        fs::create_dir_all(home.join(".config/gtk-3.0"))?;
        fs::write(home.join(".config/gtk-3.0/gtk.css"), NARROW)?;
        let (proxy, asked) = sink()?;
        Ok(Self { xvfb, display: format!(":{}", number.trim()), home, proxy, asked })
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        end(&mut self.xvfb);
        let _ = fs::remove_dir_all(&self.home);
    }
}

/// A proxy that lets nothing through, and keeps the first line of all that is asked of it.
fn sink() -> Result<(SocketAddr, Lines)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let (address, asked) = (listener.local_addr()?, Lines::default());
    let lines = asked.clone();
    thread::spawn(move || {
        for mut connection in listener.incoming().flatten() {
            let mut line = String::new();
            // Whoever says nothing asks for nothing.
            let _ = connection.set_read_timeout(Some(Duration::from_secs(2)));
            let read = BufReader::new((&connection).take(4096)).read_line(&mut line);
            if read.is_ok() && !line.trim().is_empty() {
                lines.push(line.trim().to_owned());
            }
            let _ = connection.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    Ok((address, asked))
}

/// The port that a driver says it has taken.
fn port(output: &mut impl BufRead) -> Result<u16> {
    for line in output.lines() {
        let line = line?;
        if let Some((_, port)) = READY.iter().find_map(|ready| line.split_once(ready)) {
            return port.trim_end_matches('.').parse().context("the driver names no port");
        }
    }
    bail!("the driver ended before it was ready")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_port() -> Result<()> {
        let output = "Starting ChromeDriver on port 0\nChromeDriver was started successfully on port 38015.\n";
        assert_eq!(port(&mut output.as_bytes())?, 38015);
        let output = "1700000000000\tgeckodriver\tINFO\tListening on 127.0.0.1:40371\n";
        assert_eq!(port(&mut output.as_bytes())?, 40371);
        assert!(port(&mut "".as_bytes()).is_err());
        Ok(())
    }

    #[test]
    fn keeps_what_is_asked_of_others() -> Result<()> {
        let (address, asked) = sink()?;
        let mut connection = TcpStream::connect(address)?;
        connection.write_all(b"GET http://elsewhere.example/ HTTP/1.1\r\n\r\n")?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        assert!(answer.starts_with("HTTP/1.1 502 "), "{answer}");
        assert_eq!(asked.take(), ["GET http://elsewhere.example/ HTTP/1.1"]);
        assert!(asked.take().is_empty());
        Ok(())
    }

    #[test]
    fn knows_engines_by_name() {
        for engine in Engine::ALL {
            assert_eq!(Engine::named(engine.name()).ok(), Some(engine));
        }
        assert!(Engine::named("trident").is_err());
    }
}
