//! What a provider and a host bring to the page, read and made ready: a program of its own, fetched when the query of the
//! address asks for more than a language or a theme.
//!
//! [`decode`] reads a profile and checks it; what comes out is the plain form that the page reads
//! ([`Brought::write`]). [`palette`] makes an accent that can be read of any colour; [`pairs`] lists where the sheets use
//! which colour.

pub mod contrast;
pub mod decode;
pub mod pairs;
pub mod palette;

use crate::app::flaw::{Flaw, Wrong};
use crate::app::host::Settings;
use crate::app::profile::{Brought, Profile};
use crate::engine::date::Date;
use crate::i18n::Language;

use self::palette::Palettes;

/// What the page is to have of the query of its address, and of the text of the profile that it names.
///
/// Lines with the tokens to set come first, each `token`, a tab, its name, a tab, its value; then the plain form. What the
/// query asks for counts before what the profile does.
pub fn prepare(query: &str, text: Option<&str>, today: Date) -> String {
    let settings = Settings::read(query, Language::CODES);
    let mut flaws = settings.flaws;
    let read = settings.profile.map(|id| match text {
        Some(text) => decode::profile(&id, text, today),
        None => Err(vec![Flaw::new("profile", &id, Wrong::Absent)]),
    });
    let profile: Option<Profile> = read.and_then(|read| read.map_err(|found| flaws.extend(found)).ok());
    let of = |own: fn(&Profile) -> Option<[u8; 3]>| profile.as_ref().and_then(own);
    let mut prepared = String::new();
    if let Some(colour) = settings.accent.or(of(|profile| profile.accent)) {
        for (token, value) in Palettes::new().of(colour).tokens() {
            prepared.push_str(&["token\t", token, "\t", &value, "\n"].concat());
        }
    }
    let mut reach = settings.reach;
    let mut share_base = settings.share_base;
    if let Some(profile) = &profile {
        reach.join(&profile.reach);
        share_base = share_base.or(profile.share_base.clone());
    }
    prepared.push_str(&Brought { profile, reach, share_base, flaws }.write());
    prepared
}

#[cfg(test)]
mod tests {
    use super::prepare;
    use crate::app::profile::Brought;
    use crate::engine::date::Date;

    const TODAY: Date = Date::literal(2026, 11, 22);
    const ACME: &str = r##"{"version": 1, "name": "Acme", "as_of": "2026-11-01", "accent": "#2a4a66",
        "lock": ["offers.0.fee"], "share_base": "https://acme.example"}"##;

    #[test]
    fn the_query_counts_before_the_profile() {
        let of = |query: &str| prepare(query, Some(ACME), TODAY);
        assert!(of("?profile=acme").starts_with("token\t--accent\tlight-dark(#2a4a66, "));
        let both = of("?profile=acme&accent=800000&lock=currency&share-base=https%3A%2F%2Fhost.example");
        assert!(both.starts_with("token\t--accent\tlight-dark(#800000, "));
        let brought = Brought::read(&both);
        assert_eq!(brought.reach.locked.len(), 2);
        assert_eq!(brought.share_base.as_deref(), Some("https://host.example"));
        assert_eq!(Brought::read(&of("?profile=acme")).share_base.as_deref(), Some("https://acme.example"));
    }

    #[test]
    fn what_is_missing_or_wrong_is_said() {
        assert_eq!(prepare("", None, TODAY), "");
        assert_eq!(prepare("profile=acme", None, TODAY), "flaw\tprofile\tacme\tabsent\t\n");
        assert!(prepare("profile=acme", Some("{}"), TODAY).starts_with("flaw\tversion\t\tmissing\t\n"));
        assert_eq!(prepare("accent=red", None, TODAY), "flaw\taccent\tred\tcolour\t\n");
        assert!(
            prepare("theme=pink&profile=acme", Some(ACME), TODAY)
                .contains("flaw\ttheme\tpink\tone_of\tauto, light, dark\n")
        );
    }
}
