//! A profile from its JSON: all of it or none, with everything that is wrong with it.

use crate::app::flaw::{Flaw, Wrong};
use crate::app::host::{MAX_ADDRESS, colour, is_address, is_https, is_id};
use crate::app::profile::{Contact, Profile};
use crate::app::reach::{Reach, may_fill};
use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::date::Date;
use crate::engine::scenario::{FIRST_DAY, Given, Scenario, Value};
use crate::i18n::Language;

use crate::json::Node;

/// The format's version, which each profile states.
pub const VERSION: &str = "1";
/// The longest name of a provider, and the longest words of a link, in Unicode scalar values.
pub const MAX_WORDS: usize = 60;
/// The longest text of a profile that is read, in bytes.
pub const MAX_LENGTH: usize = 100_000;
/// How the name of a picture ends.
const PICTURES: [&str; 4] = [".svg", ".png", ".jpg", ".webp"];

/// The keys at the top.
pub const KEYS: [&str; 11] = [
    "version",
    "name",
    "as_of",
    "accent",
    "logo",
    "languages",
    "figures",
    "lock",
    "hide",
    "call_to_action",
    "share_base",
];

/// Reads a profile; `id` is the name of its file, and its figures are of no day after today.
///
/// # Errors
///
/// Everything that is wrong with it, by its path, with what is allowed.
pub fn profile(id: &str, text: &str, today: Date) -> Result<Profile, Vec<Flaw>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let malformed = |why: &str| vec![Flaw::new(id, why, Wrong::Malformed)];
    if !is_id(id) {
        return Err(vec![Flaw::new("profile", id, Wrong::Id)]);
    }
    if text.len() > MAX_LENGTH {
        return Err(malformed("> 100 kB"));
    }
    let Node::Object(members) = Node::read(text).map_err(|error| malformed(&error.to_string()))? else {
        return Err(malformed(""));
    };
    let mut read = Reading { flaws: Vec::new() };
    let found = read.members("", &members, &KEYS);
    let get = |key: &str| found.iter().find(|(name, _)| *name == key).map(|(_, node)| *node);

    if read.required("version", get("version")).is_some_and(|node| !matches!(node, Node::Number(n) if n == VERSION)) {
        read.flaws.push(Flaw::one_of("version", get("version").map_or("", Node::shown), &[VERSION]));
    }
    let name = read.required("name", get("name")).and_then(|node| read.words("name", node));
    let as_of = read.required("as_of", get("as_of")).and_then(|node| read.day(node, today));
    let accent = get("accent").and_then(|node| {
        read.checked("accent", node, Wrong::Colour, |text| text.starts_with('#').then(|| colour(text)).flatten())
    });
    let logo = get("logo").and_then(|node| read.checked("logo", node, Wrong::Picture, picture));
    let languages = get("languages").map(|node| read.languages(node)).unwrap_or_default();
    let share_base = get("share_base").and_then(|node| {
        read.checked("share_base", node, Wrong::Https, |text| {
            (is_https(text) && !text.contains('#')).then(|| text.to_string())
        })
    });
    let contact = get("call_to_action").and_then(|node| read.contact(node, &languages));
    let mut figures = get("figures").map(|node| read.figures(node)).unwrap_or_default();
    let mut reach = Reach::default();
    for (key, node) in ["lock", "hide"].into_iter().filter_map(|key| Some((key, get(key)?))) {
        for name in read.texts(key, node) {
            let done = if key == "lock" { reach.lock(name) } else { reach.hide(name) };
            read.flaws.extend(done.err());
        }
    }
    match (name, as_of) {
        (Some(name), Some(as_of)) if read.flaws.is_empty() => {
            // The provider's own offer has its name, unless it has one of its own.
            if figures.stated().any(|(slot, _)| slot.row().per_offer)
                && figures.get(Slot::of(FieldId::OfferName)).is_none()
            {
                figures = figures.with(Slot::of(FieldId::OfferName), Some(Value::Name(name.clone())));
            }
            Ok(Profile { name, as_of, figures, reach, accent, logo, languages, contact, share_base })
        }
        _ => Err(read.flaws),
    }
}

/// What was found wrong so far.
struct Reading {
    flaws: Vec<Flaw>,
}

impl Reading {
    /// The members of an object that have a meaning, each once. Nothing is as good as absent.
    fn members<'a>(&mut self, path: &str, members: &'a [(String, Node)], known: &[&str]) -> Vec<(&'a str, &'a Node)> {
        let mut found: Vec<(&str, &Node)> = Vec::new();
        for (key, node) in members {
            let place = if path.is_empty() { key.clone() } else { [path, ".", key].concat() };
            if found.iter().any(|(other, _)| other == key) {
                self.flaws.push(Flaw::new(&place, node.shown(), Wrong::Twice));
            } else if !known.is_empty() && !known.contains(&key.as_str()) {
                self.flaws.push(Flaw::new(&place, node.shown(), Wrong::Unknown).allowing(&known.join(", ")));
            } else {
                found.push((key, node));
            }
        }
        found.retain(|(_, node)| **node != Node::Null);
        found
    }

    fn required<'a>(&mut self, path: &str, node: Option<&'a Node>) -> Option<&'a Node> {
        if node.is_none() {
            self.flaws.push(Flaw::new(path, "", Wrong::Missing));
        }
        node
    }

    /// A text that fits.
    fn checked<T>(&mut self, path: &str, node: &Node, wrong: Wrong, fits: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = match node {
            Node::Text(text) => fits(text),
            _ => None,
        };
        if value.is_none() {
            self.flaws.push(Flaw::new(path, node.shown(), wrong));
        }
        value
    }

    /// A short line of words.
    fn words(&mut self, path: &str, node: &Node) -> Option<String> {
        let fits = |text: &str| {
            let plain = !text.chars().any(char::is_control) && text.trim() == text;
            (plain && (1..=MAX_WORDS).contains(&text.chars().count())).then(|| text.to_string())
        };
        let words = match node {
            Node::Text(text) => fits(text),
            _ => None,
        };
        if words.is_none() {
            self.flaws.push(Flaw::new(path, node.shown(), Wrong::Text).allowing("1…60"));
        }
        words
    }

    fn day(&mut self, node: &Node, today: Date) -> Option<Date> {
        self.checked("as_of", node, Wrong::Day, |text| {
            Date::parse(text).filter(|day| (FIRST_DAY..=today).contains(day))
        })
    }

    /// The texts of a list.
    fn texts<'a>(&mut self, path: &str, node: &'a Node) -> Vec<&'a str> {
        let Node::List(items) = node else {
            self.flaws.push(Flaw::new(path, node.shown(), Wrong::List));
            return Vec::new();
        };
        let mut texts: Vec<&str> = Vec::new();
        for (place, item) in items.iter().enumerate() {
            match item {
                Node::Text(text) if texts.contains(&text.as_str()) => {
                    self.flaws.push(Flaw::new(&[path, ".", &place.to_string()].concat(), text, Wrong::Twice));
                }
                Node::Text(text) => texts.push(text),
                _ => self.flaws.push(
                    Flaw::new(&[path, ".", &place.to_string()].concat(), item.shown(), Wrong::Text).allowing("1…60"),
                ),
            }
        }
        texts
    }

    fn languages(&mut self, node: &Node) -> Vec<String> {
        let codes = self.texts("languages", node);
        let mut known = Vec::new();
        for code in &codes {
            if Language::CODES.contains(code) {
                known.push((*code).to_string());
            } else {
                self.flaws.push(Flaw::one_of("languages", code, Language::CODES));
            }
        }
        if codes.is_empty() && matches!(node, Node::List(_)) {
            self.flaws.push(Flaw::new("languages", "[]", Wrong::SomeOf).allowing(&Language::CODES.join(", ")));
        }
        known
    }

    fn contact(&mut self, node: &Node, languages: &[String]) -> Option<Contact> {
        let path = "call_to_action";
        let Node::Object(members) = node else {
            self.flaws.push(Flaw::new(path, node.shown(), Wrong::Object));
            return None;
        };
        let found = self.members(path, members, &["url", "text"]);
        let get = |key: &str| found.iter().find(|(name, _)| *name == key).map(|(_, node)| *node);
        let url = self.required("call_to_action.url", get("url"));
        let address = url.and_then(|node| {
            self.checked("call_to_action.url", node, Wrong::Contact, |text| {
                (is_https(text) || is_mail(text)).then(|| text.to_string())
            })
        });
        let path = "call_to_action.text";
        let mut words = Vec::new();
        match self.required(path, get("text")) {
            Some(Node::Object(members)) => {
                let said = self.members(path, members, Language::CODES);
                for code in Language::CODES {
                    let path = [path, ".", code].concat();
                    let wanted = languages.is_empty() || languages.iter().any(|language| language == code);
                    match said.iter().find(|(other, _)| other == code) {
                        Some((_, node)) => {
                            words.extend(self.words(&path, node).map(|words| ((*code).to_string(), words)))
                        }
                        None if wanted => self.flaws.push(Flaw::new(&path, "", Wrong::Missing)),
                        None => {}
                    }
                }
            }
            Some(node) => self.flaws.push(Flaw::new(path, node.shown(), Wrong::Object)),
            None => {}
        }
        Some(Contact { address: address?, words })
    }

    fn figures(&mut self, node: &Node) -> Scenario {
        let Node::Object(members) = node else {
            self.flaws.push(Flaw::new("figures", node.shown(), Wrong::Object));
            return Scenario::default();
        };
        let mut given = Vec::new();
        for (path, node) in self.members("figures", members, &[]) {
            let place = ["figures.", path].concat();
            // Short keys are for links alone.
            match Slot::from_path(path) {
                None => self.flaws.push(Flaw::new(&place, node.shown(), Wrong::Unknown)),
                Some(slot) if !may_fill(slot) => self.flaws.push(Flaw::new(&place, node.shown(), Wrong::Reach)),
                Some(_) => given.push((
                    path,
                    match node {
                        Node::Text(text) => Given::Text(text),
                        Node::Number(text) => Given::JsonNumber(text),
                        Node::Fact(fact) => Given::JsonFact(*fact),
                        _ => Given::JsonOther(node.shown()),
                    },
                )),
            }
        }
        let (scenario, problems) = Scenario::read(given);
        let flaw = |path: &str, value: &str, fault| Flaw::of_figure(&["figures.", path].concat(), value, fault);
        self.flaws.extend(problems.iter().map(|problem| flaw(&problem.path, &problem.value, problem.fault)));
        scenario
    }
}

/// The path of a picture beside the page: no other site's, and not out of the page's folder.
fn picture(text: &str) -> Option<String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/');
    let sound = text.bytes().all(plain) && text.len() <= MAX_ADDRESS && !text.starts_with('/');
    let inside = text.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
    (sound && inside && PICTURES.iter().any(|end| text.ends_with(end))).then(|| text.to_string())
}

/// Whether a text is an address to write to, as a link.
fn is_mail(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("mailto:") else { return false };
    let address = rest.split('?').next().unwrap_or_default();
    let parts = address
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
    parts && is_address(text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::{KEYS, MAX_LENGTH, is_mail, profile};
    use crate::app::flaw::Wrong;
    use crate::app::profile::{Brought, Profile};
    use crate::app::reach::{Reach, Section};
    use crate::engine::catalogue::{FieldId, Slot};
    use crate::engine::date::Date;
    use crate::engine::scenario::{Value, slots};
    use proptest::prelude::*;

    const TODAY: Date = Date::literal(2026, 11, 22);
    const EXAMPLE: &str = include_str!("../../profiles/example.json");

    /// A profile with this after what it has to have.
    fn with(more: &str) -> String {
        let comma = if more.is_empty() { "" } else { "," };
        format!(r#"{{"version": 1, "name": "Acme", "as_of": "2026-11-01"{comma} {more}}}"#)
    }

    #[test]
    fn the_example_is_a_profile_and_survives_the_plain_form() {
        let example = profile("example", EXAMPLE, TODAY).unwrap();
        let brought = Brought { reach: example.reach.clone(), profile: Some(example.clone()), ..Brought::default() };
        let read = Brought::read(&brought.write());
        let plain = Profile { accent: None, share_base: None, reach: Reach::default(), ..example.clone() };
        assert_eq!((read.profile, read.reach), (Some(plain), example.reach.clone()));
        assert!(example.accent.is_some() && example.contact.is_some() && example.logo.is_some());
        assert!(!example.reach.locked.is_empty() && !example.reach.hidden.is_empty());
        assert!(example.figures.stated().count() > 8);
    }

    #[test]
    fn the_least_and_the_most() {
        let least = profile("acme", &with(""), TODAY).unwrap();
        assert_eq!((least.name.as_str(), least.figures.is_default(), least.contact), ("Acme", true, None));
        let most = with(
            r##""accent": "#0B6B66", "logo": "profiles/acme.svg", "languages": ["nl", "en"],
               "figures": {"offers.0.margin_pct.azure": 8.5, "offers.0.fee": "1200", "currency": "EUR", "labour.hourly_cost": null},
               "lock": ["offers.0.margin_pct"], "hide": ["presets", "finance.discount_pct"],
               "call_to_action": {"url": "mailto:sales@acme.example?subject=Hi", "text": {"nl": "Mail", "en": "Mail us"}},
               "share_base": "https://acme.example/csp""##,
        );
        let most = profile("acme", &most, TODAY).unwrap();
        assert_eq!(most.figures.get(Slot::of(FieldId::OfferName)), Some(&Value::Name("Acme".into())));
        assert_eq!(most.figures.stated().count(), 4);
        assert_eq!((most.reach.locked.len(), most.reach.hidden.len()), (4, 1));
        assert_eq!(most.reach.without, [Section::Presets]);
        assert_eq!(most.contact.unwrap().in_language("fr"), "Mail us");
    }

    #[test]
    fn every_error_has_its_path() {
        for (text, path, wrong) in [
            ("", "acme", Wrong::Malformed),
            ("[]", "acme", Wrong::Malformed),
            ("{", "acme", Wrong::Malformed),
            (r#"{"version": 1, "as_of": "2026-11-01"}"#, "name", Wrong::Missing),
            (r#"{"version": 1, "name": "A"}"#, "as_of", Wrong::Missing),
            (r#"{"name": "A", "as_of": "2026-11-01"}"#, "version", Wrong::Missing),
            (r#"{"version": 2, "name": "A", "as_of": "2026-11-01"}"#, "version", Wrong::OneOf),
            (r#"{"version": 1, "name": "", "as_of": "2026-11-01"}"#, "name", Wrong::Text),
            (r#"{"version": 1, "name": "A\tB", "as_of": "2026-11-01"}"#, "name", Wrong::Text),
            (r#"{"version": 1, "name": 5, "as_of": "2026-11-01"}"#, "name", Wrong::Text),
            (r#"{"version": 1, "name": "A", "as_of": "2026-02-30"}"#, "as_of", Wrong::Day),
        ] {
            assert_flaw(text, path, wrong);
        }
        for (more, path, wrong) in [
            (r#""rules": "fy26""#, "rules", Wrong::Unknown),
            (r#""name": "B""#, "name", Wrong::Twice),
            (r#""accent": "teal""#, "accent", Wrong::Colour),
            (r#""logo": "https://acme.example/logo.svg""#, "logo", Wrong::Picture),
            (r#""logo": "//acme.example/logo.svg""#, "logo", Wrong::Picture),
            (r#""logo": "../logo.svg""#, "logo", Wrong::Picture),
            (r#""logo": "logo.exe""#, "logo", Wrong::Picture),
            (r#""logo": "our logo.svg""#, "logo", Wrong::Picture),
            (r#""logo": "data:logo.svg""#, "logo", Wrong::Picture),
            (r#""logo": "/logo.svg""#, "logo", Wrong::Picture),
            (r#""logo": "profiles/.logo.svg""#, "logo", Wrong::Picture),
            (r#""logo": "profiles//logo.svg""#, "logo", Wrong::Picture),
            (r#""languages": "nl""#, "languages", Wrong::List),
            (r#""languages": []"#, "languages", Wrong::SomeOf),
            (r#""languages": ["nl", "xx"]"#, "languages", Wrong::OneOf),
            (r#""languages": ["nl", "nl"]"#, "languages.1", Wrong::Twice),
            (r#""figures": []"#, "figures", Wrong::Object),
            (r#""figures": {"offers": [{"fee": 1}]}"#, "figures.offers", Wrong::Unknown),
            (r#""figures": {"0fe": 1}"#, "figures.0fe", Wrong::Unknown),
            (r#""figures": {"offers.0.fee": -1}"#, "figures.offers.0.fee", Wrong::Range),
            (r#""figures": {"offers.0.fee": true}"#, "figures.offers.0.fee", Wrong::Number),
            (r#""figures": {"offers.0.fee": "1.000,00"}"#, "figures.offers.0.fee", Wrong::Number),
            (r#""figures": {"offers.0.fee": 1, "offers.0.fee": 2}"#, "figures.offers.0.fee", Wrong::Twice),
            (r#""figures": {"offers.0.name": ""}"#, "figures.offers.0.name", Wrong::Text),
            (r#""figures": {"currency": "XXX"}"#, "figures.currency", Wrong::OneOf),
            (r#""figures": {"offers.1.fee": 1}"#, "figures.offers.1.fee", Wrong::Reach),
            (r#""figures": {"rules": "2018"}"#, "figures.rules", Wrong::Reach),
            (r#""figures": {"direct.margin_pct.azure": 1}"#, "figures.direct.margin_pct.azure", Wrong::Reach),
            (r#""lock": "offers""#, "lock", Wrong::List),
            (r#""lock": [1]"#, "lock.0", Wrong::Text),
            (r#""lock": ["direct.platform_fee"]"#, "lock", Wrong::Reach),
            (r#""lock": ["nothing"]"#, "lock", Wrong::Unknown),
            (r#""hide": ["cautions"]"#, "hide", Wrong::Reach),
            (r#""call_to_action": "x""#, "call_to_action", Wrong::Object),
            (
                r#""call_to_action": {"text": {"en": "a", "nl": "a", "de": "a", "fr": "a"}}"#,
                "call_to_action.url",
                Wrong::Missing,
            ),
            (
                r#""call_to_action": {"url": "http://a.example", "text": {"en": "a", "nl": "a", "de": "a", "fr": "a"}}"#,
                "call_to_action.url",
                Wrong::Contact,
            ),
            (
                r#""call_to_action": {"url": "javascript:alert(1)", "text": {"en": "a", "nl": "a", "de": "a", "fr": "a"}}"#,
                "call_to_action.url",
                Wrong::Contact,
            ),
            (
                r#""call_to_action": {"url": "https://a.example", "text": {"en": "a", "nl": "a", "de": "a"}}"#,
                "call_to_action.text.fr",
                Wrong::Missing,
            ),
            (r#""share_base": "http://a.example""#, "share_base", Wrong::Https),
        ] {
            assert_flaw(&with(more), path, wrong);
        }
        assert_eq!(profile("../x", &with(""), TODAY).unwrap_err().first().unwrap().wrong, Wrong::Id);
    }

    fn assert_flaw(text: &str, path: &str, wrong: Wrong) {
        let Err(flaws) = profile("acme", text, TODAY) else { panic!("{text} was read") };
        let found: Vec<_> = flaws.iter().map(|flaw| (flaw.path.as_str(), flaw.wrong)).collect();
        assert_eq!(found, [(path, wrong)], "{text}");
        let brought = Brought { flaws, ..Brought::default() };
        assert_eq!(Brought::read(&brought.write()), brought, "{text}");
    }

    #[test]
    fn nothing_that_decides_about_the_rules_can_be_filled_in() {
        for slot in slots(5) {
            let path = slot.path();
            let kept = [
                "rules",
                "as_of",
                "standing",
                "role",
                "revenue",
                "growth_pct",
                "usd_rate",
                "incentives",
                "uncertainty",
            ];
            if kept.iter().any(|kept| path.starts_with(kept)) || path.starts_with("direct.margin_pct") {
                assert_flaw(&with(&format!(r#""figures": {{"{path}": 1}}"#)), &format!("figures.{path}"), Wrong::Reach);
            }
        }
    }

    #[test]
    fn figures_of_a_day_to_come_are_refused() {
        assert!(profile("acme", &with(""), Date::literal(2026, 11, 1)).is_ok());
        let flaws = profile("acme", &with(""), Date::literal(2026, 10, 31)).unwrap_err();
        assert_eq!(flaws.first().unwrap().wrong, Wrong::Day);
    }

    /// JSON of any shape, with the keys of a profile here and there.
    fn json() -> impl Strategy<Value = String> {
        let key = prop_oneof![prop::sample::select(KEYS.to_vec()).prop_map(str::to_string), "[a-z_.0-9]{0,12}"];
        let leaf = prop_oneof![
            Just("null".to_string()),
            any::<bool>().prop_map(|fact| fact.to_string()),
            "-?[0-9]{1,30}(\\.[0-9]{1,30})?(e[0-9]{1,9})?".prop_map(|number| number),
            "[ -~é\u{202e}]{0,20}".prop_map(|text| serde_json::to_string(&text).unwrap()),
        ];
        leaf.prop_recursive(6, 40, 8, move |inner| {
            let members = prop::collection::vec((key.clone(), inner.clone()), 0..8);
            prop_oneof![
                prop::collection::vec(inner, 0..6).prop_map(|items| format!("[{}]", items.join(","))),
                members.prop_map(|members| {
                    let members = members.iter().map(|(key, value)| format!("{key:?}:{value}"));
                    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn arbitrary_json_never_panics(text in json(), id in "[a-z/.]{0,5}") {
            let (profile, flaws) = match profile(&id, &text, TODAY) {
                Ok(profile) => (Some(profile), Vec::new()),
                Err(flaws) => (None, flaws),
            };
            let brought = Brought { profile, flaws, ..Brought::default() };
            let read = Brought::read(&brought.write());
            prop_assert_eq!((read.profile.is_some(), read.flaws), (brought.profile.is_some(), brought.flaws));
        }

        #[test]
        fn arbitrary_text_never_panics(text in ".{0,200}") {
            prop_assert!(profile("acme", &text, TODAY).is_err());
            Brought::read(&text);
        }
    }

    #[test]
    fn an_address_to_write_to_has_a_name_and_a_host() {
        for (address, is) in [
            ("mailto:sales@acme.example", true),
            ("mailto:sales@acme.example?subject=Hi", true),
            ("mailto:@acme.example", false),
            ("mailto:sales@acme", false),
            ("mailto:sales@acme@acme.example", false),
            ("mailto:sales", false),
            ("mailto:sa les@acme.example", false),
            ("sales@acme.example", false),
        ] {
            assert_eq!(is_mail(address), is, "{address}");
        }
    }

    #[test]
    fn a_profile_is_read_up_to_its_longest() {
        let padded = |length: usize| with("") + &" ".repeat(length - with("").len());
        assert!(profile("acme", &padded(MAX_LENGTH), TODAY).is_ok());
        assert!(profile("acme", &padded(MAX_LENGTH + 1), TODAY).is_err());
    }
}
