//! Links: what was ever sent can still be opened, and what was cut or changed on its way is known to be.

use proptest::prelude::*;
use rust_decimal::Decimal;
use tierwise::engine::catalogue::{FieldId, Group, Kind as CatalogueKind, Slot};
use tierwise::engine::date::Date;
use tierwise::engine::rules::RULE_SETS;
use tierwise::engine::scenario::{Fault, Scenario, Value, slots};
use tierwise::i18n::Language;
use tierwise::link::{self, Kind, Opened};

use crate::support::{TODAY, scenarios, trials};

/// A line of `tests/links/golden.txt`.
struct Golden {
    kind: &'static str,
    fragment: &'static str,
    fields: &'static str,
    language: Option<&'static str>,
}

impl Golden {
    fn has_check(&self) -> bool {
        self.fragment.starts_with("v=")
    }
}

fn golden() -> Vec<Golden> {
    let lines = include_str!("../links/golden.txt").lines();
    let links: Vec<Golden> = lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let columns: Vec<&str> = line.split('|').map(str::trim).collect();
            let language = columns.get(3).copied().filter(|language| !language.is_empty());
            Golden { kind: columns[0], fragment: columns[1], fields: columns[2], language }
        })
        .collect();
    assert!(links.len() >= 20, "there are links");
    links
}

fn open(fragment: &str) -> Opened {
    link::decode(fragment, TODAY)
}

fn kind(opened: &Opened) -> &'static str {
    match opened.kind {
        Kind::Exact => "exact",
        Kind::Older => "older",
        Kind::Newer => "newer",
        Kind::Prefill => "prefill",
        Kind::Damaged => "damaged",
    }
}

/// Whether the page says something about the address: see `ui::report::notices`.
fn has_notice(opened: &Opened) -> bool {
    let unknown = opened.language.as_deref().is_some_and(|code| Language::from_code(code).is_none());
    opened.kind != Kind::Exact || !opened.problems.is_empty() || unknown
}

/// The characters an address can be changed to: all of ASCII, and beyond it of each kind some. Letters, digits and signs
/// that look like those of a link, spaces, signs without a width, a mark on the letter before, what turns the direction,
/// what stands for a broken byte.
fn characters() -> impl Iterator<Item = char> {
    let beyond =
        "é…–💶ªºſＶ１２＆＝％；٣\u{a0}\u{2009}\u{200b}\u{ad}\u{301}\u{202e}\u{feff}\u{fffd}\u{85}\u{2028}\u{10ffff}";
    ('\0'..='\x7f').chain(beyond.chars())
}

/// Letters and their accents put together, as far as the tests need it.
fn composed(text: String) -> String {
    text.replace("e\u{301}", "é")
}

#[test]
fn every_link_ever_sent_means_what_it_meant() {
    for Golden { kind: wanted, fragment, fields, language } in golden() {
        let opened = open(fragment);
        assert_eq!(kind(&opened), wanted, "{fragment}");
        assert_eq!(opened.problems, [], "{fragment}");
        assert_eq!(link::write_plain(&opened.scenario), fields, "{fragment}");
        assert_eq!(opened.language.as_deref(), language, "{fragment}");
        assert_eq!(opened.made.is_some(), fragment.starts_with("v="), "{fragment}");
    }
}

#[test]
fn the_page_still_writes_the_links_of_today_likewise() {
    for Golden { kind, fragment, fields, language } in golden() {
        let scenario = link::plain(fields).scenario;
        if kind == "exact" && fragment.starts_with("v=") {
            assert_eq!(link::encode(&scenario, TODAY, None, language), fragment);
        }
        // One of another day is written again as it was, while it is reckoned as it was.
        let opened = open(fragment);
        if kind == "older" {
            let made = opened.made.unwrap();
            let then = made.pinned(&opened.scenario, TODAY);
            assert!(made.holds(&then, TODAY), "{fragment}");
            assert_eq!(link::encode(&then, TODAY, Some(&made), language), fragment);
            assert_eq!(made.unpinned(&then), opened.scenario, "{fragment}");
            assert!(!made.holds(&opened.scenario, TODAY), "{fragment}");
            let now = open(&link::encode(&opened.scenario, TODAY, Some(&made), language));
            assert_eq!((now.kind, now.scenario), (Kind::Exact, opened.scenario), "{fragment}");
        }
    }
}

#[test]
fn a_link_that_is_cut_anywhere_is_noticed() {
    for link in golden() {
        for (place, _) in link.fragment.char_indices().skip(1) {
            let cut = &link.fragment[..place];
            let opened = open(cut);
            if link.has_check() {
                assert_eq!(opened.kind, Kind::Damaged, "{cut}");
            } else {
                // Without a check value nobody can tell that figures are missing from a language alone.
                assert!(has_notice(&opened) || cut == "lang=nl" || cut == "lang=en", "{cut}");
            }
        }
    }
}

#[test]
fn a_link_with_a_changed_character_is_noticed() {
    for link in golden().iter().filter(|link| !link.fragment.is_empty()) {
        let right = open(link.fragment);
        for (place, old) in link.fragment.char_indices() {
            for new in characters().filter(|new| *new != old) {
                let (before, after) = (&link.fragment[..place], &link.fragment[place + old.len_utf8()..]);
                let changed = format!("{before}{new}{after}");
                let opened = open(&changed);
                let same = opened == right;
                assert!(same || has_notice(&opened), "{changed}");
                if link.has_check() {
                    assert!(same || opened.kind == Kind::Damaged, "{changed}");
                }
            }
        }
    }
}

#[test]
fn a_link_with_a_character_too_few_or_too_many_is_noticed() {
    for link in golden().iter().filter(|link| link.has_check()) {
        let right = open(link.fragment);
        for (place, old) in link.fragment.char_indices() {
            let (before, after) = (&link.fragment[..place], &link.fragment[place..]);
            let without = format!("{before}{}", &after[old.len_utf8()..]);
            let more = "0Aa&=%. ,z-é".chars().map(|new| format!("{before}{new}{after}"));
            for changed in more.chain([without]) {
                let opened = open(&changed);
                assert!(opened == right || opened.kind == Kind::Damaged, "{changed}");
            }
        }
    }
}

/// Every way to write a field twice: by its short key, by its path, or by both; and the language.
#[test]
fn a_field_given_twice_in_either_spelling_is_a_bad_part() {
    for (first, second, key) in [
        ("cs=160", "cs=160", "cs"),
        ("cs=160", "customers=170", "customers"),
        ("customers=160", "cs=170", "cs"),
        ("customers=160", "customers=160", "customers"),
        ("1na=A", "offers.1.name=B", "offers.1.name"),
        ("lang=nl", "lang=nl", "lang"),
    ] {
        let opened = open(&format!("{first}&ro=direct&{second}"));
        let found: Vec<_> = opened.problems.iter().map(|it| (it.path.as_str(), it.fault)).collect();
        assert_eq!(found, [(key, Fault::GivenTwice)], "{first} {second}");
        // Nobody can tell which of the two was meant: neither counts.
        assert_eq!(opened.scenario.get(Slot::of(FieldId::Customers)), None, "{first} {second}");
        assert_eq!(opened.scenario.get(Slot::of(FieldId::OfferName).in_offer(1)), None, "{first} {second}");
        assert!(opened.scenario.get(Slot::of(FieldId::Role)).is_some(), "{first} {second}");
    }
}

#[test]
fn a_plus_is_a_plus_and_commas_of_lists_stay_bare() {
    let opened = open("1na=C++%20+&de=security,data_ai");
    assert_eq!(link::write_plain(&opened.scenario), "de=security,data_ai&1na=C%2B%2B%20%2B");
    assert!(link::encode(&opened.scenario, TODAY, None, None).contains("&de=security,data_ai&"));
    assert_eq!(open("de=security%2Cdata_ai").scenario, open("de=security,data_ai").scenario);
}

#[test]
fn what_mail_and_chat_do_to_a_link_is_undone() {
    for link in golden().iter().filter(|link| link.has_check()) {
        let right = open(link.fragment);
        let text = link.fragment;
        let damages = [
            format!("#{text}"),
            format!("<{text}>"),
            format!("{text}%3E"),
            format!("({text})."),
            format!("{text},"),
            format!("\"{text}\""),
            format!("{text}%20"),
            format!(" {text} "),
            text.replace('&', "&amp;"),
            text.replace(',', "%2C"),
            text.replace("%C3%A9", "%c3%a9"),
            text.replace("%C3%A9", "é"),
            text.replace('%', "%25").replace('=', "%3D").replace('&', "%26"),
        ];
        for damaged in damages {
            assert_eq!(open(&damaged), right, "{damaged}");
        }
        let apart = text.replace("%C3%A9", "e%CC%81");
        assert_eq!(link::decode_composed(&apart, TODAY, composed), right, "{apart}");
    }
}

#[test]
fn a_name_that_was_typed_in_parts_stays_as_it_is() {
    let scenario = link::plain("0na=Cafe%CC%81").scenario;
    let link = link::encode(&scenario, TODAY, None, None);
    let opened = link::decode_composed(&link, TODAY, composed);
    assert_eq!((opened.kind, opened.scenario), (Kind::Exact, scenario));
}

#[test]
fn a_damaged_link_shows_what_could_be_read_and_names_the_rest() {
    let link = link::encode(&link::plain("ro=direct&cs=160&rem=480000").scenario, TODAY, None, Some("nl"));
    let place = link.find("80000").unwrap();
    let opened = open(&link[..place]);
    assert_eq!(opened.kind, Kind::Damaged);
    // `rem=4` is no figure of the sender's.
    assert_eq!(link::write_plain(&opened.scenario), "ro=direct&cs=160");
    let [problem] = opened.problems.as_slice() else { panic!("{:?}", opened.problems) };
    assert_eq!((problem.path.as_str(), problem.value.as_str(), problem.fault), ("rem", "4", Fault::Cut));
    assert_eq!(opened.language.as_deref(), Some("nl"));
    // At the end of a part the last figure may be whole; an ampersand after it says so.
    assert_eq!(link::write_plain(&open(&link[..link.find("&rem").unwrap()]).scenario), "ro=direct");
    assert_eq!(link::write_plain(&open(&link[..link.find("rem").unwrap()]).scenario), "ro=direct&cs=160");
    // What the page says of itself is not reported as a figure.
    for place in 1..link.find("&ro").unwrap() {
        assert_eq!(open(&link[..place]).problems, [], "{}", &link[..place]);
    }
}

/// A link with what a page writes that knows more than this one.
fn from_a_newer_page(change: impl Fn(&str) -> String) -> Opened {
    let link = link::encode(&link::plain("cs=160").scenario, TODAY, None, None);
    let text = change(link.rsplit_once("&z=").unwrap().0);
    // The check value is reckoned likewise in every version: CRC-24 in base64url.
    let mut crc = 0xb704ceu32;
    for byte in text.bytes() {
        crc ^= u32::from(byte) << 16;
        for _ in 0..8 {
            crc <<= 1;
            crc ^= if crc & 0x100_0000 == 0 { 0 } else { 0x186_4cfb };
        }
    }
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let check: String = [18, 12, 6, 0].map(|shift| char::from(digits[(crc >> shift & 63) as usize])).iter().collect();
    open(&format!("{text}&z={check}"))
}

#[test]
fn what_is_newer_than_the_page_is_not_taken_for_damage() {
    assert_eq!(from_a_newer_page(str::to_string).kind, Kind::Exact);
    let replaced = |from: &'static str, to: &'static str| from_a_newer_page(move |text| text.replace(from, to));
    for (from, to) in [("v=1", "v=2"), ("by=fy26", "by=fy29"), ("d=1", "d=2"), ("cs=160", "cs=160&new=5")] {
        let opened = replaced(from, to);
        assert_eq!(opened.kind, Kind::Newer, "{to}");
        assert_eq!(link::write_plain(&opened.scenario), "cs=160", "{to}");
    }
    // Whole, but it leaves open on which day it was made: no page has written it.
    assert_eq!(replaced("&at=2026-11-22", "").kind, Kind::Prefill);
}

#[test]
fn the_address_of_the_default_page_stays_clean() {
    let address = |fields, language| link::address(&link::plain(fields).scenario, TODAY, None, language);
    assert_eq!(address("", None), "");
    assert_eq!(address("", Some("nl")), "lang=nl");
    assert_eq!(open(&address("", Some("nl"))).kind, Kind::Exact);
    assert!(address("cs=12", None).starts_with("v=1&at=2026-11-22&by=fy26&d=1&cs=12&z="));
    // The link of it is complete all the same: defaults may change.
    assert!(link::encode(&Scenario::default(), TODAY, None, None).starts_with("v=1&at=2026-11-22&by=fy26&d=1&z="));
}

/// Twenty-five answers as a partner gives them, none of them a name.
const ANSWERS: &str = "cu=USD&ro=direct&cs=1250&su=16400&rem=12500000&res=1234567.89&reb=987654.32&rea=4321000&grm=12.5&bt=15600000\
    &im=48&an=11&de=modern_work,security,data_ai,infrastructure&au=restricted&sp=psfp&mf=true&sc=true&ah=12\
    &pom=70&dmm=18.75&dma=11.25&ds=185000&0mgm=15.25&0mga=7.35&lh=52.5";

#[test]
fn twenty_five_answers_take_at_most_600_characters() {
    let opened = link::plain(ANSWERS);
    assert_eq!((opened.scenario.write().len(), opened.problems.as_slice()), (25, &[][..]));
    let link = link::encode(&opened.scenario, TODAY, None, Some("nl"));
    assert!(link.len() <= 600, "{} characters", link.len());
}

/// More than any partner turns over: ten billion.
const AMOUNT: Decimal = Decimal::from_parts(1_410_065_408, 2, 0, false, 0);

/// The longest answer to a field, as people give one: amounts below that, to the cent.
fn longest(slot: Slot) -> Option<String> {
    let longest_of = |ids: &[&str]| ids.iter().max_by_key(|id| id.len()).map(|id| (*id).to_string());
    match slot.row().kind {
        CatalogueKind::Number { min, max, whole: true } => Some(max.max(min).to_string()),
        CatalogueKind::Number { max, .. } => Some((max.min(AMOUNT) - Decimal::new(1, 2)).to_string()),
        CatalogueKind::Fact => Some("false".to_string()),
        CatalogueKind::Choice(ids) => longest_of(ids),
        CatalogueKind::Set(ids) => Some(ids.join(",")),
        CatalogueKind::Date => Some("2026-11-22".to_string()),
        CatalogueKind::RuleSet => longest_of(&RULE_SETS.each_ref().map(|set| set.id)),
        CatalogueKind::Offer => Some("offers.4".to_string()),
        CatalogueKind::Name | CatalogueKind::Kept => None,
    }
}

/// Whichever 25 are answered, of however many offers. Plans are no answers.
#[test]
fn no_twenty_five_answers_take_more_than_600_characters() {
    let mut parts: Vec<(String, String)> = slots(5)
        .filter(|slot| slot.row().group != Group::Plans)
        .filter_map(|slot| Some((slot.short(), longest(slot)?)))
        .collect();
    parts.sort_by_key(|(key, value)| std::cmp::Reverse(key.len() + value.len()));
    let fields: Vec<String> = parts.iter().take(25).map(|(key, value)| format!("{key}={value}")).collect();
    let opened = link::plain(&fields.join("&"));
    assert_eq!(opened.problems, []);
    let link = link::encode(&opened.scenario, TODAY, None, Some("nl"));
    assert!(link.len() <= 600, "{} characters: {link}", link.len());
}

#[test]
fn a_link_of_another_day_is_reckoned_as_it_was() {
    let day = Date::literal(2025, 9, 30);
    let opened = open(&link::encode(&Scenario::default(), day, None, None));
    assert_eq!(opened.kind, Kind::Older);
    let then = opened.made.unwrap().pinned(&opened.scenario, TODAY);
    assert_eq!(then.get(Slot::of(FieldId::AsOf)), Some(&Value::Date(day)));
    // The day brings its rules along; they need not be stated.
    assert_eq!(then.get(Slot::of(FieldId::Rules)), None);
}

proptest! {
    #![proptest_config(trials(2_000))]

    #[test]
    fn reading_what_was_written_gives_the_same(scenario in scenarios(), language in prop::option::of("nl|de")) {
        let link = link::encode(&scenario, TODAY, None, language.as_deref());
        let opened = open(&link);
        prop_assert_eq!(opened.kind, Kind::Exact);
        prop_assert_eq!(&opened.problems, &[]);
        prop_assert_eq!(&opened.scenario, &scenario);
        prop_assert_eq!(link::encode(&opened.scenario, TODAY, opened.made.as_ref(), language.as_deref()), link);
        prop_assert_eq!(opened.language, language);
        let plain = link::plain(&link::write_plain(&scenario));
        prop_assert_eq!((plain.scenario, plain.problems), (scenario, vec![]));
    }

    #[test]
    fn a_link_of_any_day_is_written_again_as_it_was(scenario in scenarios(), days in 0u16..3_000) {
        let day = (0..days).fold(Date::literal(2018, 8, 31), |day, _| day.plus_days(1));
        let link = link::encode(&scenario, day, None, None);
        let opened = open(&link);
        prop_assert_eq!(&opened.scenario, &scenario);
        let made = opened.made.unwrap();
        let then = if opened.kind == Kind::Older { made.pinned(&scenario, TODAY) } else { scenario.clone() };
        prop_assert_eq!(link::encode(&then, TODAY, Some(&made), None), link);
    }

    #[test]
    fn no_text_makes_the_decoder_panic(text in ".{0,200}") {
        open(&text);
        link::plain(&text);
        link::without_figures(&text, &text);
        let _ = tierwise::json::scenario(&text);
    }

    #[test]
    fn nor_does_one_that_looks_like_a_link(text in "[#]?(v|z|at|by|d|lang|cs|1na|amp;|%3D|%26|[=&%]|[0-9a-f]{1,3}|é){0,30}") {
        open(&text);
        link::without_figures(&text, "");
    }

    #[test]
    fn a_mangled_link_is_noticed(
        scenario in scenarios(), cut in any::<prop::sample::Index>(), put in "[%&=#+,.0-9a-zé\u{0}]{0,4}", keep in any::<bool>(),
    ) {
        let link = link::encode(&scenario, TODAY, None, Some("nl"));
        let place = 1 + cut.index(link.len() - 1);
        prop_assume!(link.is_char_boundary(place));
        let after = if keep { &link[place..] } else { "" };
        let mangled = format!("{}{put}{after}", &link[..place]);
        let opened = open(&mangled);
        prop_assert!(has_notice(&opened) || opened == open(&link), "{}", mangled);
        // Whatever was read is a scenario like any other.
        prop_assert_eq!(link::plain(&link::write_plain(&opened.scenario)).scenario, opened.scenario);
    }
}
