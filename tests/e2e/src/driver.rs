//! The chromedriver process, which starts and controls browsers.

use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;

use anyhow::{Context, Result};
use xtask::tools::{self, Browser};

/// What chromedriver prints when it is ready, before the number of its port.
const READY: &str = "started successfully on port ";

/// A running chromedriver; it ends with this value.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    /// Where it listens.
    pub address: String,
    /// The browser that it starts.
    pub browser: Browser,
}

impl Driver {
    /// Starts chromedriver on a free port.
    pub fn start() -> Result<Self> {
        let browser = tools::browser()?;
        let mut process = Command::new(&browser.chromedriver)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} does not start", browser.chromedriver.display()))?;
        let mut output = BufReader::new(process.stdout.take().context("chromedriver has no output")?);
        let mut driver = Self { process, address: String::new(), browser };
        driver.address = format!("http://127.0.0.1:{}", port(&mut output)?);
        // Read on, so that it never waits for us.
        thread::spawn(move || io::copy(&mut output, &mut io::sink()));
        Ok(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The port that chromedriver says it has taken.
fn port(output: &mut impl BufRead) -> Result<u16> {
    for line in output.lines() {
        if let Some((_, port)) = line?.split_once(READY) {
            return port.trim_end_matches('.').parse().context("chromedriver names no port");
        }
    }
    anyhow::bail!("chromedriver ended before it was ready")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_port() -> Result<()> {
        let output = "Starting ChromeDriver on port 0\nChromeDriver was started successfully on port 38015.\n";
        assert_eq!(port(&mut output.as_bytes())?, 38015);
        assert!(port(&mut "".as_bytes()).is_err());
        Ok(())
    }
}
