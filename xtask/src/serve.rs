//! `cargo xtask serve`: the release page on this machine.

use std::env;
use std::io::ErrorKind;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result};

use crate::server::Server;
use crate::{page, workspace};

/// Tried first, so that the address is the same every time.
const USUAL_PORT: u16 = 8080;

/// Builds the page where needed, serves it on `port` (or on the usual one, or any free one), and shows it.
pub fn run(port: Option<u16>) -> Result<()> {
    page::ensure()?;
    let dist = workspace::dist();
    let server = match port {
        Some(port) => Server::start(&dist, port).with_context(|| format!("port {port} cannot be used"))?,
        None => match Server::start(&dist, USUAL_PORT) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => Server::start(&dist, 0)?,
            started => started?,
        },
    };
    let address = format!("{}/", server.origin());
    println!("Tierwise is at {address} (stop it with Ctrl+C)");
    show(&address);
    loop {
        thread::park();
    }
}

/// Opens the address in the browser, where there is a screen and a person before it. The address is printed anyway, so
/// a failure is no matter.
fn show(address: &str) {
    let screen = cfg!(any(windows, target_os = "macos"))
        || env::var_os("DISPLAY").is_some()
        || env::var_os("WAYLAND_DISPLAY").is_some();
    if !screen || env::var_os("CI").is_some() {
        return;
    }
    let mut open = if cfg!(windows) {
        let mut open = Command::new("cmd");
        open.args(["/C", "start", ""]);
        open
    } else {
        Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" })
    };
    let _ = open.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
