//! Figures in the query of an address: some mail programs drop what comes after `#`, so they are read there too, and
//! moved to where they aren't sent anywhere.

use crate::engine::catalogue::Slot;

use super::{CHECK_KEY, LANGUAGE_KEY, VERSION_KEY};

/// The keys of the query that are the embedding page's, in the order in which they are read: they stay there.
pub const QUERY_KEYS: [&str; 12] = [
    "profile",
    LANGUAGE_KEY,
    "theme",
    "accent",
    "lock",
    "hide",
    "heading-level",
    "min-height",
    "max-height",
    "resize",
    "consent",
    "share-base",
];

/// A query and a fragment, with their signs, with the figures of the query moved to the fragment; nothing where it has
/// none.
///
/// What is neither the embedding page's, nor of those who count visits, nor a figure goes with the figures, so that it is
/// reported; without figures it is none of ours and stays.
pub fn without_figures(query: &str, fragment: &str) -> Option<String> {
    let query = query.trim_start_matches('?');
    // Of a whole link the language is a part: its check value is over it.
    let is_link = query.starts_with("v=");
    let mut stays = String::from("?");
    let mut goes = String::from("#");
    let mut any = false;
    let add = |to: &mut String, part: &str| {
        if to.len() > 1 {
            to.push('&');
        }
        to.push_str(part);
    };
    for part in query.split('&') {
        let name = part.strip_prefix("amp;").unwrap_or(part);
        let key = name.split('=').next().unwrap_or_default();
        let theirs = QUERY_KEYS.contains(&key) && !(is_link && key == LANGUAGE_KEY);
        if theirs || key.starts_with("utm_") || key.ends_with("clid") {
            add(&mut stays, part);
        } else {
            // Nothing between two ampersands goes along: it may be what a link lacks.
            add(&mut goes, part);
            any |= [VERSION_KEY, CHECK_KEY].contains(&key)
                || Slot::from_path(key).is_some()
                || Slot::from_short(key).is_some();
        }
    }
    if !any {
        return None;
    }
    if fragment.len() > 1 {
        add(&mut goes, fragment.trim_start_matches('#'));
    }
    // An empty query still needs its sign: without one the address would keep the old query.
    Some(stays + &goes)
}

#[cfg(test)]
mod tests {
    use super::without_figures;

    #[test]
    fn figures_move_and_what_is_the_embedding_pages_stays() {
        for query in ["", "?", "?lang=nl&profile=acme", "?utm_source=x&fbclid=y&q=1"] {
            assert_eq!(without_figures(query, "#cs=1"), None, "{query}");
        }
        for (query, fragment, moved) in [
            ("?lang=nl&cs=12&role=new&theme=dark", "", "?lang=nl&theme=dark#cs=12&role=new"),
            ("?cs=12&nonsense=1&fbclid=y", "#", "?fbclid=y#cs=12&nonsense=1"),
            ("?v=1&lang=nl&at=2026-11-22&cs=1&z=abcd", "", "?#v=1&lang=nl&at=2026-11-22&cs=1&z=abcd"),
            ("?v=1&amp;cs=1&amp;z=abcd", "", "?#v=1&amp;cs=1&amp;z=abcd"),
            ("?cs=1", "#lang=nl", "?#cs=1&lang=nl"),
        ] {
            assert_eq!(without_figures(query, fragment).as_deref(), Some(moved), "{query}");
        }
    }
}
