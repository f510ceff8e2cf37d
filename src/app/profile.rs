//! A provider's profile, as the page has it: read from the plain form that the part which checks it writes.
//!
//! `docs/profiles.md` says what a profile may hold. A part of its own reads its JSON and the query and checks both; a line of
//! the plain form is a key and what belongs to it, separated by tabs. So the page needs no JSON.

use crate::engine::catalogue::Slot;
use crate::engine::date::Date;
use crate::engine::scenario::{FIRST_DAY, Scenario};
use crate::link;

use super::flaw::{Flaw, Wrong};
use super::reach::{Reach, Section};

/// How many days figures count as recent.
pub const RECENT_DAYS: i64 = 90;

/// What a provider brings to the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The provider's name.
    pub name: String,
    /// The day its figures are of.
    pub as_of: Date,
    /// Its figures: its own offer, the first one, and other defaults.
    pub figures: Scenario,
    /// What it locks and hides.
    pub reach: Reach,
    /// The colour of links and chosen controls.
    pub accent: Option<[u8; 3]>,
    /// The path of a picture beside the page.
    pub logo: Option<String>,
    /// The codes of the languages it offers; none are all of them.
    pub languages: Vec<String>,
    /// Where to go on to.
    pub contact: Option<Contact>,
    /// The address that links to share begin with.
    pub share_base: Option<String>,
}

impl Default for Profile {
    /// One that brings nothing.
    fn default() -> Profile {
        Profile {
            name: String::new(),
            as_of: FIRST_DAY,
            figures: Scenario::default(),
            reach: Reach::default(),
            accent: None,
            logo: None,
            languages: Vec::new(),
            contact: None,
            share_base: None,
        }
    }
}

/// Where a visitor can go on to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// `https://` or `mailto:`.
    pub address: String,
    /// What the link says: the code of a language, and the words in it.
    pub words: Vec<(String, String)>,
}

impl Contact {
    /// The words in a language, or in the first there is.
    pub fn in_language(&self, code: &str) -> &str {
        let found = self.words.iter().find(|(language, _)| language == code).or(self.words.first());
        found.map_or(self.address.as_str(), |(_, words)| words)
    }
}

/// What the page's surroundings bring, in the plain form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// The profile, unless there is something wrong with it.
    pub profile: Option<Profile>,
    /// What is locked and hidden, by the profile or by the page around this one.
    pub reach: Reach,
    /// The address that links to share begin with: the host's, or the profile's.
    pub share_base: Option<String>,
    /// What is not right.
    pub flaws: Vec<Flaw>,
}

impl Brought {
    /// The plain form. Nothing of it has a tab or a line's end: it would not have been accepted.
    pub fn write(&self) -> String {
        let mut text = String::new();
        let mut line = |parts: &[&str]| {
            text.push_str(&parts.join("\t"));
            text.push('\n');
        };
        if let Some(profile) = &self.profile {
            line(&["name", &profile.name]);
            line(&["as_of", &profile.as_of.to_string()]);
            line(&["figures", &link::write_plain(&profile.figures)]);
            if let Some(logo) = &profile.logo {
                line(&["logo", logo]);
            }
            for code in &profile.languages {
                line(&["language", code]);
            }
            if let Some(contact) = &profile.contact {
                line(&["contact", &contact.address]);
                for (code, words) in &contact.words {
                    line(&["words", code, words]);
                }
            }
        }
        for slot in &self.reach.locked {
            line(&["lock", &slot.short()]);
        }
        for slot in &self.reach.hidden {
            line(&["hide", &slot.short()]);
        }
        for section in &self.reach.without {
            line(&["without", section.id()]);
        }
        if let Some(base) = &self.share_base {
            line(&["share_base", base]);
        }
        for Flaw { path, value, wrong, allowed } in &self.flaws {
            line(&["flaw", path, value, wrong.id(), allowed]);
        }
        text
    }

    /// Reads the plain form. What it says was checked when it was written; what it doesn't say is not there.
    #[inline(never)]
    pub fn read(text: &str) -> Brought {
        let mut brought = Brought::default();
        for line in text.split('\n') {
            let mut parts = line.split('\t');
            let key = parts.next().unwrap_or_default();
            let first = parts.next().unwrap_or_default();
            let own = || first.to_string();
            if key == "name" {
                brought.profile = Some(Profile { name: own(), ..Profile::default() });
            }
            let reach = &mut brought.reach;
            match (key, &mut brought.profile) {
                ("as_of", Some(profile)) => profile.as_of = Date::parse(first).unwrap_or(FIRST_DAY),
                ("figures", Some(profile)) => profile.figures = link::plain(first).scenario,
                ("logo", Some(profile)) => profile.logo = Some(own()),
                ("language", Some(profile)) => profile.languages.push(own()),
                ("contact", Some(profile)) => profile.contact = Some(Contact { address: own(), words: Vec::new() }),
                ("words", Some(Profile { contact: Some(contact), .. })) => {
                    contact.words.push((own(), parts.next().unwrap_or_default().to_string()));
                }
                ("lock", _) => reach.locked.extend(Slot::from_short(first)),
                ("hide", _) => reach.hidden.extend(Slot::from_short(first)),
                ("without", _) => reach.without.extend(Section::ALL.into_iter().find(|section| section.id() == first)),
                ("share_base", _) => brought.share_base = Some(own()),
                ("flaw", _) => {
                    let [value, wrong, allowed] = [(); 3].map(|()| parts.next().unwrap_or_default().to_string());
                    let wrong = Wrong::from_id(&wrong).unwrap_or(Wrong::Malformed);
                    brought.flaws.push(Flaw { path: own(), value, wrong, allowed });
                }
                _ => {}
            }
        }
        brought
    }
}

impl Profile {
    /// Whether the page can be in this language.
    pub fn speaks(&self, code: &str) -> bool {
        self.languages.is_empty() || self.languages.iter().any(|language| language == code)
    }

    /// Whether there is a figure of the provider's own offer.
    pub fn has_offer(&self) -> bool {
        self.figures.stated().any(|(slot, _)| slot.row().per_offer)
    }
}
