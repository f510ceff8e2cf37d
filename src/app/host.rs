//! What the page around this one asks for, in the query of the address: `?lang=nl&profile=acme&theme=dark`.
//!
//! Every attribute of the element that embeds the page has a twin here, but for the figures to fill in: those stand in the
//! fragment, which is never sent. What can't be read is not applied, and is shown with what is allowed.

use super::flaw::{Flaw, Wrong};
use super::reach::Reach;
use crate::link::{QUERY_KEYS, decoded};

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the visitor's system has it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How the frame around the page follows its height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Resize {
    /// It does.
    #[default]
    Auto,
    /// It stays as it is.
    Off,
}

/// Whether figures can go to the host at all. No host can do without the visitor's consent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Consent {
    /// After the visitor agreed to what is sent.
    #[default]
    Ask,
    /// They never do.
    Never,
}

/// What the query asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The profile: the name of its file in `profiles/`, without `.json`.
    pub profile: Option<String>,
    /// The language, one of those the page has.
    pub language: Option<String>,
    /// Light or dark.
    pub theme: Theme,
    /// The colour of links and chosen controls, red, green and blue.
    pub accent: Option<[u8; 3]>,
    /// What is locked and hidden.
    pub reach: Reach,
    /// The level of the page's first heading, 1…6.
    pub heading_level: Option<u8>,
    /// The lowest height of the frame, in CSS pixels.
    pub min_height: Option<u32>,
    /// The greatest height of the frame, in CSS pixels.
    pub max_height: Option<u32>,
    /// How the frame follows the page's height.
    pub resize: Resize,
    /// Whether figures can go to the host.
    pub consent: Consent,
    /// The address that links to share begin with: the host's page instead of this one.
    pub share_base: Option<String>,
    /// What was not applied.
    pub flaws: Vec<Flaw>,
    /// The other parts of the query, as they were written: figures, and what others put there.
    pub others: String,
}

/// The tallest that a frame can be asked to be, in CSS pixels.
pub const MAX_HEIGHT: u32 = 100_000;
/// The longest address, in bytes.
pub const MAX_ADDRESS: usize = 500;
/// The longest name of a profile.
pub const MAX_ID: usize = 40;

impl Settings {
    /// Reads a query, with or without its `?`; `languages` are the codes of those the page has. It never fails.
    pub fn read(query: &str, languages: &[&str]) -> Settings {
        let query = query.strip_prefix('?').unwrap_or(query);
        let mut settings = Settings::default();
        let mut pairs: Vec<(&str, Option<String>)> = Vec::new();
        for part in query.split('&').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            if QUERY_KEYS.contains(&key) {
                pairs.push((key, decoded(value)));
                continue;
            }
            if !settings.others.is_empty() {
                settings.others.push('&');
            }
            settings.others.push_str(part);
        }
        for key in QUERY_KEYS {
            let mut given = pairs.iter().filter(|(other, _)| *other == key).map(|(_, value)| value);
            match (given.next(), given.next()) {
                (None, _) => {}
                (Some(_), Some(_)) => settings.flaws.push(Flaw::new(key, "", Wrong::Twice)),
                (Some(None), _) => settings.flaws.push(Flaw::new(key, "", Wrong::Broken)),
                (Some(Some(value)), _) => {
                    if let Err(flaw) = settings.set(key, value, languages) {
                        settings.flaws.push(flaw);
                    }
                }
            }
        }
        if let (Some(min), Some(max)) = (settings.min_height, settings.max_height)
            && min > max
        {
            let allowed = ["0…", &max.to_string()].concat();
            settings.flaws.push(Flaw::new("min-height", &min.to_string(), Wrong::Range).allowing(&allowed));
            settings.min_height = None;
        }
        settings
    }

    fn set(&mut self, key: &str, value: &str, languages: &[&str]) -> Result<(), Flaw> {
        match key {
            "profile" if is_id(value) => self.profile = Some(value.to_string()),
            "profile" => return Err(Flaw::new(key, value, Wrong::Id)),
            "lang" if languages.contains(&value) => self.language = Some(value.to_string()),
            "lang" => return Err(Flaw::one_of(key, value, languages)),
            "theme" => {
                self.theme = match value {
                    "auto" => Theme::Auto,
                    "light" => Theme::Light,
                    "dark" => Theme::Dark,
                    _ => return Err(Flaw::one_of(key, value, &["auto", "light", "dark"])),
                }
            }
            "accent" => self.accent = Some(colour(value).ok_or_else(|| Flaw::new(key, value, Wrong::Colour))?),
            "lock" | "hide" => {
                for name in value.split(',').filter(|name| !name.is_empty()) {
                    let done = if key == "lock" { self.reach.lock(name) } else { self.reach.hide(name) };
                    self.flaws.extend(done.err());
                }
            }
            "heading-level" => self.heading_level = u8::try_from(whole(key, value, 1, 6)?).ok(),
            "min-height" => self.min_height = Some(whole(key, value, 0, MAX_HEIGHT)?),
            "max-height" => self.max_height = Some(whole(key, value, 0, MAX_HEIGHT)?),
            "resize" => {
                self.resize = match value {
                    "auto" => Resize::Auto,
                    "off" => Resize::Off,
                    _ => return Err(Flaw::one_of(key, value, &["auto", "off"])),
                }
            }
            "consent" => {
                self.consent = match value {
                    "ask" => Consent::Ask,
                    "never" => Consent::Never,
                    _ => return Err(Flaw::one_of(key, value, &["ask", "never"])),
                }
            }
            _ if is_https(value) && !value.contains('#') => self.share_base = Some(value.to_string()),
            _ => return Err(Flaw::new(key, value, Wrong::Https)),
        }
        Ok(())
    }
}

/// Whether a text can be the name of a profile: small letters, digits and hyphens, so that it is a file beside the page
/// and nothing else.
pub fn is_id(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=MAX_ID).contains(&text.len()) && text.bytes().all(plain) && !text.starts_with('-')
}

/// Reads `#0b6b66`, or the same without the sign: it would have to be encoded in an address.
pub fn colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').unwrap_or(text);
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// Whether a text is an address with a host that begins with `https://`, and without a user before it.
pub fn is_https(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let named = host.bytes().any(|byte| byte.is_ascii_alphanumeric()) && !host.contains('@');
    named && is_address(text)
}

/// Whether a text has only what addresses are made of.
pub fn is_address(text: &str) -> bool {
    let plain = |byte: u8| {
        byte.is_ascii_graphic() && !matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
    };
    text.len() <= MAX_ADDRESS && text.bytes().all(plain)
}

fn whole(key: &str, value: &str, min: u32, max: u32) -> Result<u32, Flaw> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let number = value.parse::<u32>().ok().filter(|number| digits && (min..=max).contains(number));
    number.ok_or_else(|| {
        Flaw::new(key, value, Wrong::Range).allowing(&[&min.to_string(), "…", &max.to_string()].concat())
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Consent, QUERY_KEYS, Resize, Settings, Theme, is_https, is_id};
    use crate::app::flaw::Wrong;
    use crate::app::reach::{Section, may_hide, may_lock};
    use crate::engine::catalogue::{FieldId, Slot};
    use proptest::prelude::*;

    const LANGUAGES: &[&str] = &["en", "nl", "de", "fr"];

    fn read(query: &str) -> Settings {
        Settings::read(query, LANGUAGES)
    }

    #[test]
    fn every_key_is_read() {
        let read = read(
            "?profile=acme-2&lang=nl&theme=dark&accent=%230B6b66&lock=offers.0.margin_pct&hide=charts,finance.discount_pct\
             &heading-level=2&min-height=300&max-height=4000&resize=off&consent=never\
             &share-base=https%3A%2F%2Fpartner.example%2Fcsp&rea=12&utm_source=x",
        );
        assert_eq!(read.flaws, []);
        assert_eq!(read.profile.as_deref(), Some("acme-2"));
        assert_eq!(read.language.as_deref(), Some("nl"));
        assert_eq!((read.theme, read.resize, read.consent), (Theme::Dark, Resize::Off, Consent::Never));
        assert_eq!(read.accent, Some([0x0b, 0x6b, 0x66]));
        assert_eq!(read.reach.locked.len(), 4);
        assert_eq!(read.reach.hidden, [Slot::of(FieldId::Discount)]);
        assert_eq!(read.reach.without, [Section::Charts]);
        assert_eq!((read.heading_level, read.min_height, read.max_height), (Some(2), Some(300), Some(4000)));
        assert_eq!(read.share_base.as_deref(), Some("https://partner.example/csp"));
        assert_eq!(read.others, "rea=12&utm_source=x");
    }

    #[test]
    fn every_bad_value_is_named_and_not_applied() {
        for (query, wrong) in [
            ("profile=../secret", Wrong::Id),
            ("profile=", Wrong::Id),
            ("lang=xx", Wrong::OneOf),
            ("theme=black", Wrong::OneOf),
            ("accent=red", Wrong::Colour),
            ("accent=%ff", Wrong::Broken),
            ("lock=direct.platform_fee", Wrong::Reach),
            ("lock=rules", Wrong::Reach),
            ("lock=nothing", Wrong::Unknown),
            ("hide=verdict", Wrong::Reach),
            ("hide=offers.0.margin_pct", Wrong::Reach),
            ("heading-level=7", Wrong::Range),
            ("min-height=-1", Wrong::Range),
            ("max-height=1e3", Wrong::Range),
            ("min-height=500&max-height=400", Wrong::Range),
            ("resize=on", Wrong::OneOf),
            ("consent=given", Wrong::OneOf),
            ("share-base=http://partner.example", Wrong::Https),
            ("share-base=https://partner.example/%23x", Wrong::Https),
            ("theme=dark&theme=dark", Wrong::Twice),
        ] {
            let read = read(query);
            assert_eq!(read.flaws.iter().map(|flaw| flaw.wrong).collect::<Vec<_>>(), [wrong], "{query}");
            let flaws = read.flaws.clone();
            let height = read.max_height.filter(|_| query.contains("max-height=400"));
            assert_eq!(read, Settings { flaws, max_height: height, ..Settings::default() }, "{query}");
            assert!(QUERY_KEYS.contains(&read.flaws.first().unwrap().path.as_str()), "{query}");
        }
    }

    #[test]
    fn what_decides_whether_a_model_is_open_is_out_of_reach() {
        for path in ["rules", "as_of", "standing", "revenue", "growth_pct", "role", "usd_rate", "direct", "incentives"]
        {
            for key in ["lock", "hide"] {
                assert_eq!(read(&format!("{key}={path}")).flaws.len(), 1, "{key} {path}");
            }
        }
        for slot in crate::engine::scenario::slots(5) {
            assert!(!slot.path().starts_with("direct.") || !(may_lock(slot) || may_hide(slot)), "{}", slot.path());
        }
    }

    #[test]
    fn an_address_is_one() {
        assert!(is_https("https://a.example/b?c=d"));
        for text in
            ["https://", "https:///x", "https://a b", "https://u@a", "javascript:alert(1)", "https://a\"b", "HTTPS://a"]
        {
            assert!(!is_https(text), "{text}");
        }
        assert!(is_id("a") && is_id("a-1") && !is_id("-a") && !is_id("A") && !is_id("a.b") && !is_id("a/b"));
    }

    proptest! {
        #[test]
        fn reading_never_panics(query in "(?:[a-z-]{1,12}=|%|&|lock=|accent=|offers|.|,)*") {
            read(&query);
        }
    }
}
