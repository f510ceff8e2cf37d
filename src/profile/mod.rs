//! What a provider brings to the page, read and made ready: a program of its own, fetched when the address names a profile
//! or an accent.
//!
//! [`decode`] reads a profile and checks it; what comes out is the plain form that the page reads
//! ([`Profile::write`]). [`palette`] makes an accent that can be read of any colour; [`pairs`] lists where the sheets use
//! which colour.

pub mod contrast;
pub mod decode;
pub mod pairs;
pub mod palette;
mod tree;

use crate::app::flaw::{Flaw, Wrong};
use crate::app::host::colour;
use crate::app::profile::{Profile, write_flaws};

use self::palette::Palettes;

/// What the page is to have of a profile's file and of the accent that its address asks for.
///
/// Lines with the tokens to set come first, each `token`, a tab, its name, a tab, its value; then the plain form of the
/// profile, or of what is wrong with it. The accent of the address counts before the profile's.
pub fn prepare(id: Option<&str>, text: Option<&str>, accent: Option<&str>) -> String {
    let profile = id.map(|id| match text {
        Some(text) => decode::profile(id, text),
        None => Err(vec![Flaw::new("profile", id, Wrong::Absent)]),
    });
    let own = profile.iter().flatten().find_map(|profile: &Profile| profile.accent);
    let mut prepared = String::new();
    if let Some(colour) = accent.and_then(colour).or(own) {
        for (token, value) in Palettes::new().of(colour).tokens() {
            prepared.push_str(&["token\t", token, "\t", &value, "\n"].concat());
        }
    }
    match profile {
        Some(Ok(profile)) => prepared.push_str(&profile.write()),
        Some(Err(flaws)) => prepared.push_str(&write_flaws(&flaws)),
        None => {}
    }
    prepared
}

#[cfg(test)]
mod tests {
    use super::prepare;

    const ACME: &str = r##"{"version": 1, "name": "Acme", "as_of": "2026-11-01", "accent": "#2a4a66"}"##;

    #[test]
    fn the_accent_of_the_address_counts_before_the_profiles() {
        let token = |accent| prepare(Some("acme"), Some(ACME), accent).lines().next().unwrap_or_default().to_string();
        assert!(token(None).starts_with("token\t--accent\tlight-dark(#2a4a66, "));
        assert!(token(Some("800000")).starts_with("token\t--accent\tlight-dark(#800000, "));
        // The page says what is wrong with it.
        assert!(token(Some("red")).starts_with("token\t--accent\tlight-dark(#2a4a66, "));
        assert_eq!(prepare(None, None, Some("red")), "");
    }

    #[test]
    fn what_is_missing_or_wrong_is_said() {
        assert_eq!(prepare(Some("acme"), None, None), "flaw\tprofile\tacme\tabsent\t\n");
        assert!(prepare(Some("acme"), Some("{}"), None).starts_with("flaw\tversion\t\tmissing\t\n"));
    }
}
