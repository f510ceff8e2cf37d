//! What a host sends beside each file: the one table from which the server of this program and every file in `deploy/`
//! come.

/// Who may show the page in a frame; in the policy below it follows `frame-ancestors`.
///
/// Anyone: the page is made to be embedded, and it has nothing a frame could steal, no account and no storage. A host
/// that wants only its own sites to show it names them here instead: `'self' https://partner.example`.
pub const FRAME_ANCESTORS: &str = "*";

/// The content security policy without its `frame-ancestors`: only the page's own files, and WebAssembly. No inline
/// script, no style attribute, no other origin. A frame of its own origin is the preview of the page for integrators.
///
/// One policy for every file: where two rules set a header, some hosts send both, others the last.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
    img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'";

/// Whole policy, as it is sent.
pub fn content_security_policy() -> String {
    format!("{POLICY}; frame-ancestors {FRAME_ANCESTORS}")
}

/// What goes with every file, whatever it is, except for how long it may be kept.
pub fn everywhere() -> Vec<(&'static str, String)> {
    let fixed = [
        ("X-Content-Type-Options", "nosniff"),
        // What is opened from the page isn't told where it was opened from.
        ("Referrer-Policy", "no-referrer"),
        // Nothing of this is used. What the page does use, writing to the clipboard and sharing, it has by default.
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        // In `sandbox="allow-scripts"` the page has no origin, and its own modules count as another's.
        ("Access-Control-Allow-Origin", "*"),
    ];
    let mut headers = vec![("Content-Security-Policy", content_security_policy())];
    headers.extend(fixed.map(|(name, value)| (name, value.to_owned())));
    headers
}

/// How long a browser or a network may keep a file without asking again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// For good: its name changes with its contents.
    Forever,
    /// A few minutes: its name is a promise to the sites that load it, its contents can be mended.
    Shortly,
    /// Only after asking whether it has changed.
    Ask,
}

impl Keep {
    /// The value of `Cache-Control`.
    pub fn value(self) -> &'static str {
        match self {
            Keep::Forever => "public, max-age=31536000, immutable",
            Keep::Shortly => "public, max-age=600",
            Keep::Ask => "no-cache",
        }
    }
}

/// Folders in which every file has a name that changes with its contents.
pub const HASHED_FOLDERS: &[&str] =
    &["batch-worker", "decide", "frame", "messages", "outlook", "pages", "profile", "save", "share", "sheet", "take"];
/// The same files beside the page: how their names begin, before the `-`, …
pub const HASHED_STEMS: &[&str] = &["tierwise", "head", "boot", "styles", "icon"];
/// … and how they end. No other file beside the page ends so.
pub const HASHED_TYPES: &[&str] = &["css", "js", "svg", "wasm"];
/// The folder of the script that other sites load.
pub const EMBED_FOLDER: &str = "embed";

/// The folder of a host's own profiles, with their logos: named as the host likes.
pub const PROFILES_FOLDER: &str = "profiles";

/// How long the file at this path in `dist/` may be kept; `messages/en.1234.txt`, without a slash in front.
pub fn keep(path: &str) -> Keep {
    match path.split_once('/') {
        Some((folder, _)) if HASHED_FOLDERS.contains(&folder) => Keep::Forever,
        Some((EMBED_FOLDER, _)) => Keep::Shortly,
        None if is_hashed_beside_the_page(path) => Keep::Forever,
        _ => Keep::Ask,
    }
}

fn is_hashed_beside_the_page(name: &str) -> bool {
    let stem = name.split_once('-').is_some_and(|(stem, _)| HASHED_STEMS.contains(&stem));
    stem && name.rsplit_once('.').is_some_and(|(_, end)| HASHED_TYPES.contains(&end))
}

/// Whether a name has a part that is a digest of the contents: 12 hexadecimal digits of ours, up to 16
/// of Trunk's, which leaves out zeros in front.
pub fn is_named_by_contents(path: &str) -> bool {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let is_digest = |part: &str| {
        matches!(part.len(), 12..=16) && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    name.split(['-', '.', '_']).any(is_digest)
}

/// Media types by the end of a name. Browsers insist on those of scripts, sheets and WebAssembly.
pub const TYPES: &[(&str, &str)] = &[
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json"),
];
/// The type of a file whose name ends in none of these.
pub const OTHER_TYPE: &str = "application/octet-stream";

/// The media type of the file at this path.
pub fn content_type(path: &str) -> &'static str {
    let end = path.rsplit_once('.').map_or("", |(_, end)| end);
    TYPES.iter().find(|(known, _)| *known == end).map_or(OTHER_TYPE, |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_is_named_by_its_contents() {
        let forever = [
            "messages/en.e2adf78dceb5.txt",
            "messages/later/en.e2adf78dceb5.txt",
            "outlook/program-0d49e326a9e7.wasm",
            "tierwise-62e2bc3e0a835e4c_bg.wasm",
            "tierwise-dc47c3ac22492dd.js",
            "boot-5e46facf3593.js",
        ];
        for path in forever {
            assert_eq!(keep(path), Keep::Forever, "{path}");
            assert!(is_named_by_contents(path), "{path}");
        }
        let ask =
            ["index.html", "licences.txt", "privacy/nl.html", "tierwise-notes.html", "profiles/acme-a.svg", "boot.js"];
        for path in ask {
            assert_eq!(keep(path), Keep::Ask, "{path}");
            assert!(!is_named_by_contents(path), "{path}");
        }
        assert_eq!(keep("embed/1/tierwise.js"), Keep::Shortly);
    }

    #[test]
    fn wasm_is_wasm_and_what_is_not_known_is_bytes() {
        assert_eq!(content_type("outlook/program-0d49e326a9e7.wasm"), "application/wasm");
        assert_eq!(content_type("LICENSE"), OTHER_TYPE);
    }

    #[test]
    fn nothing_is_said_twice() {
        let mut names: Vec<_> = everywhere().into_iter().map(|(name, _)| name).collect();
        names.push("Cache-Control");
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
