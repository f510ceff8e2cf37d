//! The page as real nginx sends it, with the settings in `deploy/`.
//!
//! nginx runs as a process without rights on a free port, on a copy of `dist/` that such a process may read. What it says
//! of every file is compared with the table of headers; then some of the stories are told by it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::{command, compress, headers, page, suite, tools, workspace};

/// Stories that tell of what a host can do wrong: starting, texts, addresses, the worker, other sites.
const STORIES: &[&str] = &[
    "start::",
    "answer::restores_what_was_typed",
    "answer::says_how_sure_it_is",
    "embed::works_in_a_sandbox",
    "embed::works_as_integrators_paste_it",
    "pages::lead_to_each_other",
    "silent::",
];
/// How long nginx may take to start, or to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// The step of the suite: the headers of every file, and the stories above.
pub fn test() -> Result<()> {
    tell(STORIES)
}

/// Compares the headers of every file, then tells the stories with one of these parts in their names; all, if there
/// are none.
pub fn tell(parts: &[&str]) -> Result<()> {
    page::ensure()?;
    let nginx = Nginx::start(&workspace::dist())?;
    println!("nginx serves the page at http://{}", nginx.address);
    let files = nginx.check()?;
    println!("{files} files come with the headers they should have");
    suite::stories_at(nginx.address, &[&["test"], parts].concat())
}

/// A running nginx; it ends with this value.
#[derive(Debug)]
pub struct Nginx {
    process: Child,
    folder: PathBuf,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Nginx {
    /// Serves a copy of `dist`.
    pub fn start(dist: &Path) -> Result<Self> {
        let tools::Nginx { nginx, brotli } = tools::nginx()?;
        let folder = std::env::temp_dir().join(format!("tierwise-nginx-{}", std::process::id()));
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        copy(dist, &folder.join("dist"))?;
        fs::create_dir_all(folder.join("work"))?;
        fs::copy(workspace::root().join("deploy/nginx.conf"), folder.join("tierwise.conf"))?;
        fs::write(folder.join("nginx.conf"), wrapper(&folder, address, brotli.as_deref()))?;

        let mut command = command::plain(nginx);
        command.arg("-e").arg("stderr").arg("-p").arg(&folder).arg("-c").arg(folder.join("nginx.conf"));
        command.stdin(Stdio::null()).stdout(Stdio::null());
        without_rights(&mut command, &folder.join("work"))?;
        let mut nginx = Self { process: command.spawn().context("nginx does not start")?, folder, address };
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect(address).is_err() {
            if let Some(status) = nginx.process.try_wait()? {
                bail!("nginx ended before it was ready ({status})");
            }
            ensure!(Instant::now() < deadline, "nginx is not ready after {} s", PATIENCE.as_secs());
            thread::sleep(Duration::from_millis(20));
        }
        Ok(nginx)
    }

    /// Compares what is sent of every file, in each encoding, with the table and the files. How many there are.
    pub fn check(&self) -> Result<usize> {
        let dist = self.folder.join("dist");
        let mut count = 0;
        for file in compress::files_in(&dist)?.iter().filter(|file| !compress::is_compressed(file)) {
            let path = file.strip_prefix(&dist)?.to_string_lossy().replace('\\', "/");
            let targets = match path.strip_suffix("index.html") {
                Some(folder) => vec![format!("/{path}"), format!("/{folder}?a=b")],
                None => vec![format!("/{path}")],
            };
            for target in targets {
                self.check_file(&target, &path, file)
                    .with_context(|| format!("{target} is not sent as it should be"))?;
            }
            count += 1;
        }
        self.check_errors()?;
        Ok(count)
    }

    fn check_file(&self, target: &str, path: &str, file: &Path) -> Result<()> {
        for (accepted, encoding, end) in
            [("", None, None), ("gzip", Some("gzip"), Some("gz")), ("gzip, deflate, br", Some("br"), Some("br"))]
        {
            let answer = self.ask("GET", target, accepted)?;
            answer.check_everywhere()?;
            ensure!(answer.status == 200, "the status is {}", answer.status);
            answer.check("Content-Type", Some(headers::content_type(path)))?;
            answer.check("Cache-Control", Some(headers::keep(path).value()))?;
            ensure!(answer.header("ETag").is_some(), "there is no ETag: asking whether it changed fetches it again");
            // What doesn't get smaller is sent as it is.
            let twin = end.map(|end| compress::beside(file, end)).filter(|twin| twin.is_file());
            answer.check("Content-Encoding", encoding.filter(|_| twin.is_some()))?;
            if twin.is_some() {
                answer.check("Vary", Some("Accept-Encoding"))?;
            }
            let expected = fs::read(twin.as_deref().unwrap_or(file))?;
            ensure!(answer.body == expected, "with {accepted:?} other bytes are sent than the file has");
        }
        Ok(())
    }

    fn check_errors(&self) -> Result<()> {
        for (method, target, status) in [
            ("GET", "/messages/en.000000000000.txt", 404),
            ("GET", "/nothing.html", 404),
            ("GET", "/../nginx.conf", 400),
            ("POST", "/index.html", 405),
        ] {
            let answer = self.ask(method, target, "")?;
            ensure!(answer.status == status, "{method} {target} gives {}, should give {status}", answer.status);
            answer.check("Cache-Control", None).with_context(|| format!("{method} {target}"))?;
            if status == 404 {
                answer.check_everywhere().with_context(|| format!("{method} {target}"))?;
            }
        }
        Ok(())
    }

    fn ask(&self, method: &str, target: &str, accepted: &str) -> Result<Answer> {
        let mut connection = TcpStream::connect(self.address)?;
        connection.set_read_timeout(Some(PATIENCE))?;
        write!(connection, "{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n")?;
        if !accepted.is_empty() {
            write!(connection, "Accept-Encoding: {accepted}\r\n")?;
        }
        write!(connection, "\r\n")?;
        let mut bytes = Vec::new();
        connection.read_to_end(&mut bytes)?;
        Answer::read(&bytes)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Settings around the shipped ones: a port, a folder, and no place to write to but one.
fn wrapper(folder: &Path, address: SocketAddr, brotli: Option<&Path>) -> String {
    let (folder, mut conf) = (folder.display(), String::new());
    if let Some(module) = brotli {
        let _ = writeln!(conf, "load_module \"{}\";", module.display());
    }
    // One process: it ends when it is told to.
    let _ = writeln!(conf, "daemon off;\nmaster_process off;\npid \"{folder}/work/pid\";");
    let _ = writeln!(conf, "error_log stderr crit;\nevents {{}}\nhttp {{\n    access_log off;");
    for name in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
        let _ = writeln!(conf, "    {name}_temp_path \"{folder}/work/{name}\";");
    }
    let _ = writeln!(conf, "    server {{\n        listen {address};\n        root \"{folder}/dist\";");
    let _ = writeln!(conf, "        include \"{folder}/tierwise.conf\";\n    }}\n}}");
    conf
}

/// Where we have all rights, nginx gets none but to write in one folder.
#[cfg(unix)]
fn without_rights(command: &mut Command, work: &Path) -> Result<()> {
    use std::os::unix::process::CommandExt;

    /// The user and the group of that name have this number everywhere.
    const NOBODY: u32 = 65534;
    if command::is_root() {
        std::os::unix::fs::chown(work, Some(NOBODY), Some(NOBODY))?;
        command.uid(NOBODY).gid(NOBODY);
    }
    Ok(())
}

#[cfg(not(unix))]
fn without_rights(_command: &mut Command, _work: &Path) -> Result<()> {
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for file in compress::files_in(from)? {
        let to = to.join(file.strip_prefix(from)?);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(&file, &to)?;
    }
    Ok(())
}

/// An answer over HTTP.
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Result<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").context("the answer has no head")?;
        let (head, body) = bytes.split_at(end);
        let mut lines = std::str::from_utf8(head)?.split("\r\n");
        let status = lines.next().and_then(|first| first.split(' ').nth(1)).context("the answer has no status")?;
        let mut headers = BTreeMap::new();
        for line in lines {
            let (name, value) = line.split_once(": ").context("a header has no value")?;
            let earlier = headers.insert(name.to_lowercase(), value.to_owned());
            ensure!(earlier.is_none(), "{name} is sent twice");
        }
        Ok(Self { status: status.parse()?, headers, body: body.get(4..).unwrap_or_default().to_vec() })
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(&name.to_lowercase()).map(String::as_str)
    }

    fn check(&self, name: &str, expected: Option<&str>) -> Result<()> {
        let found = self.header(name);
        ensure!(found == expected, "{name} is {found:?}, should be {expected:?}");
        Ok(())
    }

    fn check_everywhere(&self) -> Result<()> {
        headers::everywhere().iter().try_for_each(|(name, value)| self.check(name, Some(value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_an_answer() -> Result<()> {
        let answer = Answer::read(b"HTTP/1.1 404 Not Found\r\nVary: Accept-Encoding\r\nETag: \"a\"\r\n\r\nno\r\n\r\n")?;
        assert_eq!((answer.status, answer.body.as_slice()), (404, &b"no\r\n\r\n"[..]));
        assert_eq!(answer.header("etag"), Some("\"a\""));
        assert!(answer.check("Vary", None).is_err());
        assert!(Answer::read(b"HTTP/1.1 200 OK\r\nVary: a\r\nvary: b\r\n\r\n").is_err());
        Ok(())
    }
}
