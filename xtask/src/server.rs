//! A small static server: what any host of the page does, with the headers of [`headers`].

use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::headers;

/// The variable that says where another server sends the page: `127.0.0.1:8080`.
pub const ELSEWHERE: &str = "TIERWISE_SERVED_AT";
/// The longest head of a request that is read; a browser's is well under it.
const LONGEST_HEAD: u64 = 32 * 1024;
/// Browsers open connections ahead of need: how long one may stay silent.
const PATIENCE: Duration = Duration::from_secs(30);

/// What goes with every answer: names and values.
type Headers = Vec<(&'static str, String)>;

/// A folder, served on 127.0.0.1 until the process ends.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
}

/// A request as it was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The path as it was asked for, with its query.
    pub target: String,
    /// The status of the answer.
    pub status: u16,
}

impl Server {
    /// A server that was started by others, where the environment names one; we don't see its requests.
    pub fn elsewhere() -> Option<Self> {
        let address = env::var(ELSEWHERE).ok()?.parse().ok()?;
        Some(Self { address, requests: Arc::default() })
    }

    /// Serves `folder` on `port`; port 0 takes any free one.
    pub fn start(folder: &Path, port: u16) -> io::Result<Self> {
        Self::serve(folder, port, headers::everywhere())
    }

    /// Serves `folder` on a free port as a site of someone else, which says nothing about security.
    pub fn plain(folder: &Path) -> io::Result<Self> {
        Self::serve(folder, 0, Vec::new())
    }

    /// Serves `folder` on a free port as a host that sends other headers.
    pub fn sending(folder: &Path, headers: Vec<(&'static str, String)>) -> io::Result<Self> {
        Self::serve(folder, 0, headers)
    }

    fn serve(folder: &Path, port: u16, headers: Headers) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let server = Self { address: listener.local_addr()?, requests: Arc::default() };
        let (folder, headers, requests) = (folder.to_owned(), Arc::new(headers), Arc::clone(&server.requests));
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let (folder, headers, requests) = (folder.clone(), Arc::clone(&headers), Arc::clone(&requests));
                // A browser that goes away in the middle of an answer is no concern of ours.
                thread::spawn(move || drop(answer(&connection, &folder, &headers, &requests)));
            }
        });
        Ok(server)
    }

    /// `http://127.0.0.1:<port>`, with no slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every request so far, in the order of their answers.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Reads one request and answers it.
fn answer(connection: &TcpStream, folder: &Path, headers: &Headers, requests: &Mutex<Vec<Request>>) -> io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    let Some((method, target)) = read_head(connection)? else {
        return Ok(());
    };
    let response = respond(folder, &method, &target);
    let request = Request { target, status: response.status };
    requests.lock().unwrap_or_else(PoisonError::into_inner).push(request);
    response.write(connection, headers, method == "HEAD")
}

/// The method and the target of a request, once its head is complete.
fn read_head(connection: &TcpStream) -> io::Result<Option<(String, String)>> {
    let mut reader = BufReader::new(connection.take(LONGEST_HEAD));
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let mut words = first.split(' ').map(str::to_owned);
    Ok(words.next().zip(words.next()))
}

/// What is sent back.
struct Response {
    status: u16,
    reason: &'static str,
    content_type: &'static str,
    /// How long it may be kept; nothing of an error.
    keep: Option<headers::Keep>,
    body: Vec<u8>,
}

impl Response {
    fn error(status: u16, reason: &'static str) -> Self {
        Self { status, reason, content_type: "text/plain; charset=utf-8", keep: None, body: reason.into() }
    }

    fn write(&self, mut connection: &TcpStream, headers: &Headers, head_only: bool) -> io::Result<()> {
        let Self { status, reason, content_type, keep, body } = self;
        let mut head = format!(
            "HTTP/1.1 {status} {reason}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\nConnection: close\r\n",
            body.len()
        );
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        if let Some(keep) = keep {
            head += &format!("Cache-Control: {}\r\n", keep.value());
        }
        head += "\r\n";
        connection.write_all(head.as_bytes())?;
        if !head_only {
            connection.write_all(body)?;
        }
        connection.flush()
    }
}

fn respond(folder: &Path, method: &str, target: &str) -> Response {
    if !matches!(method, "GET" | "HEAD") {
        return Response::error(405, "Method Not Allowed");
    }
    let found = file_of(target).and_then(|path| Some((fs::read(folder.join(&path)).ok()?, path)));
    match found {
        Some((body, path)) => {
            let (content_type, keep) = (headers::content_type(&path), Some(headers::keep(&path)));
            Response { status: 200, reason: "OK", content_type, keep, body }
        }
        None => Response::error(404, "Not Found"),
    }
}

/// The file that a request's target stands for, below the served folder; none for a path that leaves it.
fn file_of(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let mut path = decode(path)?;
    if path.is_empty() || path.ends_with('/') {
        path += "index.html";
    }
    let inside = Path::new(&path).components().all(|component| matches!(component, Component::Normal(_)));
    inside.then_some(path)
}

/// Undoes percent-encoding.
fn decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let digits = [bytes.next()?, bytes.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            _ => byte,
        });
    }
    String::from_utf8(decoded).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(server: &Server, target: &str) -> io::Result<String> {
        let mut connection = TcpStream::connect(server.address)?;
        write!(connection, "GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        Ok(answer)
    }

    #[test]
    fn serves_a_folder_and_keeps_a_list() -> io::Result<()> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("npm");
        let server = Server::start(&folder, 0)?;

        let found = get(&server, "/package.json?x=1")?;
        assert!(found.starts_with("HTTP/1.1 200 OK\r\n"), "{found}");
        assert!(found.contains("Content-Type: application/json\r\n"), "{found}");
        assert!(found.contains("Content-Security-Policy: default-src 'none';"), "{found}");
        assert!(found.contains("Cache-Control: no-cache\r\n"), "{found}");
        assert!(found.ends_with("}\n"), "{found}");
        assert!(get(&server, "/../Cargo.toml")?.starts_with("HTTP/1.1 404 "));

        let requests = server.requests();
        let requests: Vec<_> = requests.iter().map(|request| (request.target.as_str(), request.status)).collect();
        assert_eq!(requests, [("/package.json?x=1", 200), ("/../Cargo.toml", 404)]);
        Ok(())
    }

    #[test]
    fn finds_the_file_of_a_target() {
        assert_eq!(file_of("/"), Some("index.html".into()));
        assert_eq!(file_of("/?a=b"), Some("index.html".into()));
        assert_eq!(file_of("/integrate/?a=b"), Some("integrate/index.html".into()));
        assert_eq!(file_of("/messages/en.txt"), Some("messages/en.txt".into()));
        assert_eq!(file_of("/a%20b.txt"), Some("a b.txt".into()));
        assert_eq!(file_of("/%2e%2e/secret"), None);
        assert_eq!(file_of("//etc/passwd"), None);
        assert_eq!(file_of("/%zz"), None);
    }
}
