//! Figures in the query of an address: some mail programs drop what comes after `#`, so they are read there too, and
//! moved to where they aren't sent anywhere.

use crate::engine::catalogue::Slot;

use super::{CHECK_KEY, LANGUAGE_KEY, VERSION_KEY};

/// The keys of the query that are the embedding page's: they stay there.
pub const QUERY_KEYS: [&str; 12] = [
    LANGUAGE_KEY,
    "theme",
    "accent",
    "profile",
    "lock",
    "hide",
    "heading-level",
    "min-height",
    "max-height",
    "resize",
    "share-base",
    "consent",
];

/// Splits a query, without its `?`, in what stays and what belongs after `#`. What is neither the embedding page's nor
/// a figure goes with the figures, so that it is reported; without figures it is none of ours and stays.
pub fn split_query(query: &str) -> (String, String) {
    let key = |part: &str| part.strip_prefix("amp;").unwrap_or(part).split('=').next().unwrap_or_default().to_string();
    let is_figure = |part: &&str| {
        let key = key(part);
        key == VERSION_KEY || key == CHECK_KEY || Slot::from_path(&key).or_else(|| Slot::from_short(&key)).is_some()
    };
    let parts: Vec<&str> = query.split('&').filter(|part| !part.is_empty()).collect();
    let any = parts.iter().any(is_figure);
    let whole = any && parts.iter().any(|part| key(part) == CHECK_KEY);
    let goes = |part: &str| {
        let key = key(part);
        // The language is part of what a link's check value is over.
        let stays = QUERY_KEYS.contains(&key.as_str()) && !(whole && key == LANGUAGE_KEY);
        any && !stays && !key.starts_with("utm_") && !key.ends_with("clid")
    };
    let (moved, kept): (Vec<&str>, Vec<&str>) = parts.into_iter().partition(|part| goes(part));
    (kept.join("&"), moved.join("&"))
}

#[cfg(test)]
mod tests {
    use super::split_query;

    #[test]
    fn figures_move_and_what_is_the_embedding_pages_stays() {
        for (query, kept, moved) in [
            ("", "", ""),
            ("lang=nl&profile=acme", "lang=nl&profile=acme", ""),
            ("utm_source=x&fbclid=y&q=1", "utm_source=x&fbclid=y&q=1", ""),
            ("lang=nl&cs=12&role=new&theme=dark", "lang=nl&theme=dark", "cs=12&role=new"),
            ("cs=12&nonsense=1&fbclid=y", "fbclid=y", "cs=12&nonsense=1"),
            ("v=1&lang=nl&at=2026-11-22&cs=1&z=abcd", "", "v=1&lang=nl&at=2026-11-22&cs=1&z=abcd"),
            ("v=1&amp;cs=1&amp;z=abcd", "", "v=1&amp;cs=1&amp;z=abcd"),
        ] {
            assert_eq!(split_query(query), (kept.to_string(), moved.to_string()), "{query}");
        }
    }
}
