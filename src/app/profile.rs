//! A provider's profile, as the page has it: read from the plain form that the part which checks it writes.
//!
//! `docs/profiles.md` says what a profile may hold. The part (`crate::profile`) reads its JSON and checks it; a line of the
//! plain form is a key and what belongs to it, separated by tabs. So the page needs no JSON.

use crate::engine::date::Date;
use crate::engine::scenario::{Given, Scenario};

use super::flaw::{Flaw, Wrong};
use super::reach::{Reach, Section, may_fill};

/// How many days figures count as recent.
pub const RECENT_DAYS: i64 = 90;

/// What a provider brings to the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The name of its file.
    pub id: String,
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

impl Profile {
    /// The plain form. Nothing in a profile has a tab or a line's end: it would not have been accepted.
    pub fn write(&self) -> String {
        let mut text = String::new();
        let mut line = |parts: &[&str]| {
            text.push_str(&parts.join("\t"));
            text.push('\n');
        };
        line(&["id", &self.id]);
        line(&["name", &self.name]);
        line(&["as_of", &self.as_of.to_string()]);
        for (slot, value) in self.figures.write() {
            line(&["figure", &slot.path(), &value]);
        }
        for slot in &self.reach.locked {
            line(&["lock", &slot.path()]);
        }
        for slot in &self.reach.hidden {
            line(&["hide", &slot.path()]);
        }
        for section in &self.reach.without {
            line(&["hide", section.id()]);
        }
        if let Some(logo) = &self.logo {
            line(&["logo", logo]);
        }
        for code in &self.languages {
            line(&["language", code]);
        }
        if let Some(contact) = &self.contact {
            line(&["contact", &contact.address]);
            for (code, words) in &contact.words {
                line(&["words", code, words]);
            }
        }
        if let Some(base) = &self.share_base {
            line(&["share_base", base]);
        }
        text
    }

    /// Reads the plain form of a profile, or of what is wrong with one.
    ///
    /// # Errors
    ///
    /// What is wrong with it. None of a profile with a flaw is used: half of one would be somebody else's.
    pub fn read(text: &str, today: Date) -> Result<Profile, Vec<Flaw>> {
        let mut profile = Profile {
            id: String::new(),
            name: String::new(),
            as_of: today,
            figures: Scenario::default(),
            reach: Reach::default(),
            accent: None,
            logo: None,
            languages: Vec::new(),
            contact: None,
            share_base: None,
        };
        let (mut flaws, mut figures) = (Vec::new(), Vec::new());
        for line in text.lines() {
            let mut parts = line.split('\t');
            let key = parts.next().unwrap_or_default();
            let [first, second, third, fourth] = [(); 4].map(|()| parts.next().unwrap_or_default());
            let own = || first.to_string();
            match key {
                "id" => profile.id = own(),
                "name" => profile.name = own(),
                "as_of" => match Date::parse(first) {
                    Some(day) if day <= today => profile.as_of = day,
                    _ => flaws.push(Flaw::new(key, first, Wrong::Day)),
                },
                "figure" => figures.push((first, Given::Text(second))),
                "lock" => flaws.extend(profile.reach.lock(first).err()),
                "hide" => flaws.extend(profile.reach.hide(first).err()),
                "logo" => profile.logo = Some(own()),
                "language" => profile.languages.push(own()),
                "contact" => profile.contact = Some(Contact { address: own(), words: Vec::new() }),
                "words" => {
                    if let Some(contact) = &mut profile.contact {
                        contact.words.push((own(), second.to_string()));
                    }
                }
                "share_base" => profile.share_base = Some(own()),
                "flaw" => {
                    let wrong = Wrong::from_id(third).unwrap_or(Wrong::Malformed);
                    flaws.push(Flaw::new(first, second, wrong).allowing(fourth));
                }
                _ => flaws.push(Flaw::new(key, "", Wrong::Malformed)),
            }
        }
        if profile.name.is_empty() && flaws.is_empty() {
            flaws.push(Flaw::new("name", "", Wrong::Missing));
        }
        let (figures, problems) = Scenario::read(figures);
        flaws.extend(problems.iter().map(|problem| Flaw::of_figure(&problem.path, &problem.value, problem.fault)));
        flaws.extend(out_of_reach(&figures));
        profile.figures = figures;
        if flaws.is_empty() { Ok(profile) } else { Err(flaws) }
    }

    /// Whether the page can be in this language.
    pub fn speaks(&self, code: &str) -> bool {
        self.languages.is_empty() || self.languages.iter().any(|language| language == code)
    }

    /// Whether there is a figure of the provider's own offer.
    pub fn has_offer(&self) -> bool {
        self.figures.stated().any(|(slot, _)| slot.row().per_offer)
    }

    /// Whether a part of the page is left out.
    pub fn leaves_out(&self, section: Section) -> bool {
        self.reach.without.contains(&section)
    }
}

/// What is wrong with a profile, in the plain form.
pub fn write_flaws(flaws: &[Flaw]) -> String {
    let mut text = String::new();
    for Flaw { path, value, wrong, allowed } in flaws {
        text.push_str(&["flaw", path, value, wrong.id(), allowed].join("\t"));
        text.push('\n');
    }
    text
}

/// The figures that a profile may not fill in.
pub fn out_of_reach(figures: &Scenario) -> Vec<Flaw> {
    let beyond = figures.write().into_iter().filter(|(slot, _)| !may_fill(*slot));
    beyond.map(|(slot, text)| Flaw::new(&slot.path(), &text, Wrong::Reach)).collect()
}
