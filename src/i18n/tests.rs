use std::fs;
use std::path::Path;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::{Arg, Language, Locale, Message, Messages, Phrase, UnreadableMessages, message_files};
use crate::engine::catalogue::DRIVERS;
use crate::engine::currency::Currency::{Chf, Eur, Gbp, Usd};
use crate::engine::date::Date;
use crate::engine::rules::{Provenance, RequirementId, Source, SourceKind};

const NBSP: char = '\u{A0}';

fn en() -> Locale {
    Locale::embedded(Language::En)
}

fn nl() -> Locale {
    Locale::embedded(Language::Nl)
}

fn decimal(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

/// With `~` for a space that doesn't break.
#[track_caller]
fn same(found: &str, expected: &str) {
    assert_eq!(found.replace(NBSP, "~"), expected);
}

#[test]
fn amounts_are_set_as_in_the_language() {
    let amount = decimal("1234.5");
    same(&nl().money(amount, Eur), "€~1.235");
    same(&en().money(amount, Eur), "€1,235");
    same(&nl().money(-amount, Eur), "€~-1.235");
    same(&en().money(-amount, Eur), "-€1,235");
    same(&nl().money_exact(amount, Gbp), "£~1.234,50");
    same(&en().money_exact(amount, Gbp), "£1,234.50");
    same(&nl().money(-amount, Chf), "CHF~-1.235");
    same(&en().money(-amount, Chf), "-CHF~1,235");
    same(&nl().money(decimal("950"), Usd), "USD~950");
    same(&nl().usd(decimal("278400")), "USD~278.400");
    same(&en().usd(decimal("1000000")), "USD~1,000,000");
}

/// German and French set the currency after the figure; in French a narrow space, here `_`, groups the digits.
#[test]
fn a_currency_may_follow_its_amount() {
    let (de, fr) = (Locale::embedded(Language::De), Locale::embedded(Language::Fr));
    let narrow = |text: String| text.replace('\u{202F}', "_");
    same(&de.money(decimal("-1234.5"), Eur), "-1.235~€");
    same(&narrow(fr.money(decimal("-1234567.5"), Eur)), "-1_234_568~€");
    same(&de.money_signed(decimal("25000"), Eur), "+25.000~€");
    same(&narrow(fr.money_signed(decimal("-39600"), Eur)), "−39_600~€");
    same(&de.usd(decimal("278400")), "278.400~USD");
    same(&de.money_short(decimal("1437500"), Eur), "1,44~Mio.~€");
    same(&fr.money_short(decimal("1437500"), Eur), "1,44~M~€");
    same(&de.percent(decimal("12.5")), "12,5~%");
    same(&fr.percent_signed(decimal("-20")), "−20~%");
}

#[test]
fn in_french_nothing_is_singular() {
    let fr = Locale::embedded(Language::Fr);
    assert_eq!([0, 1, 2].map(|count| fr.language.plural_form(count)), [0, 0, 1]);
    assert_eq!([0, 1, 2].map(|count| Language::De.plural_form(count)), [1, 0, 1]);
}

#[test]
fn rounding_goes_away_from_zero_and_never_to_minus_zero() {
    same(&en().money(decimal("0.5"), Eur), "€1");
    same(&en().money(decimal("-0.5"), Eur), "-€1");
    same(&en().money(decimal("-0.49"), Eur), "€0");
    same(&nl().money_exact(decimal("-0.004"), Eur), "€~0,00");
    same(&nl().money_signed(decimal("-0.4"), Eur), "€~0");
    same(&nl().number_signed(decimal("0.004"), 2), "0,00");
    same(&en().money_exact(decimal("2.675"), Eur), "€2.68");
    same(&en().number(decimal("0.125"), 2), "0.13");
}

#[test]
fn signed_figures_have_a_real_minus() {
    same(&nl().money_signed(decimal("-39600"), Eur), "−€~39.600");
    same(&nl().money_signed(decimal("25000"), Eur), "+€~25.000");
    same(&en().money_signed(decimal("-39600"), Eur), "−€39,600");
    same(&nl().number_signed(decimal("-39600"), 0), "−39.600");
    same(&en().number_signed(decimal("25000"), 0), "+25,000");
    same(&nl().percent_signed(decimal("-20")), "−20~%");
}

#[test]
fn short_amounts_have_at_most_three_digits() {
    same(&nl().money_short(decimal("1437500"), Eur), "€~1,44~mln");
    same(&en().money_short(decimal("1437500"), Eur), "€1.44m");
    same(&nl().money_short(decimal("1400000"), Eur), "€~1,4~mln");
    same(&nl().money_short(decimal("14375000"), Eur), "€~14,4~mln");
    same(&nl().money_short(decimal("999600000"), Eur), "€~1~mld");
    same(&en().money_short(decimal("2500000000"), Usd), "USD~2.5bn");
    same(&en().money_short(decimal("2500000000000000"), Eur), "€2,500tn");
    same(&nl().money_short(decimal("800000"), Eur), "€~800.000");
    same(&nl().money_short(decimal("999600"), Eur), "€~999.600");
    same(&nl().money_short(decimal("-1500000"), Eur), "€~-1,5~mln");
    same(&nl().money_tick(decimal("100000"), Eur), "€~100k");
    same(&en().money_tick(decimal("-100000"), Eur), "−€100k");
    same(&en().money_tick(decimal("999600"), Eur), "€1m");
    same(&nl().money_tick(decimal("2500"), Eur), "€~2,5k");
    same(&nl().money_tick(decimal("0"), Eur), "€~0");
    same(&en().money_tick(decimal("500"), Eur), "€500");
}

#[test]
fn numbers_and_percentages_are_grouped_and_trimmed() {
    same(&nl().number(decimal("1234567.891"), 1), "1.234.567,9");
    same(&en().number(decimal("-1234567.891"), 1), "-1,234,567.9");
    same(&nl().number(decimal("79228162514264337593543950335"), 0), "79.228.162.514.264.337.593.543.950.335");
    same(&nl().number(decimal("7"), 2), "7,00");
    same(&nl().number_trimmed(decimal("7.250"), 2), "7,25");
    same(&en().number_trimmed(decimal("100"), 2), "100");
    same(&nl().percent(decimal("3.75")), "3,75~%");
    same(&en().percent(decimal("12.50")), "12.5%");
    same(&en().percent(decimal("100")), "100%");
    same(&nl().count(10_000), "10.000");
}

#[test]
fn dates_are_written_out() {
    let date = Date::parse("2025-10-01").unwrap();
    same(&nl().date(date), "1 oktober 2025");
    same(&en().date(date), "1 October 2025");
    same(&Locale::embedded(Language::De).date(date), "1. Oktober 2025");
    same(&Locale::embedded(Language::Fr).date(date), "1er octobre 2025");
    same(&nl().month(Date::parse("2030-05-22").unwrap()), "mei 2030");
    same(&en().month(Date::parse("2030-05-22").unwrap()), "May 2030");
    same(nl().month_name(12), "december");
    assert_eq!(nl().month_name(0), "");
    assert_eq!(nl().month_name(13), "");
}

#[test]
fn whole_sentences_read_well() {
    let (nl, en) = (nl(), en());
    let low = nl.money(decimal("6000"), Eur);
    let high = nl.money(decimal("22000"), Eur);
    let gap = nl.usd(decimal("278400"));
    let reason = nl.say(Message::ClauseRevenue, &[("gap", Arg::Text(&gap))]);
    let sentence = nl.say(
        Message::SentenceDirectMustMoveRange,
        &[("reason", Arg::Phrase(&reason)), ("low", Arg::Text(&low)), ("high", Arg::Text(&high))],
    );
    same(
        &sentence.plain(),
        "U haalt de eisen om direct te blijven niet: de omzet is USD~278.400 te laag. Via een distributeur houdt u naar \
         schatting €~6.000 tot €~22.000 per jaar meer over.",
    );
    let strong: Vec<&str> = sentence.spans().iter().filter(|span| span.strong).map(|span| span.text.as_str()).collect();
    assert_eq!(strong, ["€\u{A0}6.000 tot €\u{A0}22.000"]);

    let amount = en.money(decimal("14000"), Eur);
    same(
        &en.say(Message::SentenceResellerDirectClosedOne, &[("amount", Arg::Text(&amount))]).plain(),
        "Stay indirect: direct isn’t open to you and would cost you €14,000 a year.",
    );
    let amount = nl.money(decimal("14000"), Eur);
    same(
        &nl.say(Message::SentenceResellerDirectClosedOne, &[("amount", Arg::Text(&amount))]).plain(),
        "Blijf indirect: direct staat niet open en zou u €~14.000 per jaar kosten.",
    );
    let (tipping, now) = (nl.money_short(decimal("1400000"), Eur), nl.money_short(decimal("800000"), Eur));
    same(
        &nl.say(Message::TippingDirectAbove, &[("amount", Arg::Text(&tipping)), ("revenue", Arg::Text(&now))]).plain(),
        "Direct wint vanaf €~1,4~mln omzet bij klanten; u zit op €~800.000.",
    );
    let band = nl.percent(decimal("0.5"));
    same(
        &nl.say(Message::SentenceEven, &[("band", Arg::Text(&band))]).plain(),
        "Gelijkspel: het verschil is kleiner dan 0,5~% van uw omzet.",
    );
    let month = en.month(Date::parse("2030-05-22").unwrap());
    let (gap, growth) = (en.usd(decimal("278400")), en.percent(decimal("10")));
    same(
        &en.say(
            Message::GapRevenue,
            &[("gap", Arg::Text(&gap)), ("growth", Arg::Text(&growth)), ("month", Arg::Text(&month))],
        )
        .plain(),
        "USD~278,400 short. At 10% growth a year you reach it in May 2030.",
    );
}

#[test]
fn plurals_follow_the_count() {
    let say = |locale: &Locale, months: i64| locale.say(Message::GapTenure, &[("months", Arg::Count(months))]).plain();
    assert_eq!(say(&en(), 1), "1 month to go.");
    assert_eq!(say(&en(), 12), "12 months to go.");
    assert_eq!(say(&en(), 0), "0 months to go.");
    assert_eq!(say(&nl(), 1), "Nog 1 maand.");
    assert_eq!(say(&nl(), 1_200), "Nog 1.200 maanden.");
    let count = |count| en().say(Message::SentenceUnconfirmedCount, &[("count", Arg::Count(count))]).plain();
    assert_eq!(count(1), "1 requirement for direct is not known yet.");
    assert_eq!(count(6), "6 requirements for direct are not known yet.");
}

#[test]
fn what_a_visitor_typed_never_becomes_markup() {
    let offer = "*Acme* _GmbH_ {amount} <b>";
    for locale in [en(), nl()] {
        let phrase = locale.say(Message::ChannelThrough, &[("offer", Arg::Text(offer)), ("amount", Arg::Text("1"))]);
        assert_eq!(phrase.spans().len(), 1);
        assert!(phrase.plain().ends_with(offer), "{}", phrase.plain());
        assert!(phrase.spans().iter().all(|span| !span.strong && !span.english));
    }
}

#[test]
fn programme_terms_are_marked_where_they_are_foreign() {
    let spans = |locale: &Locale| locale.say(Message::RequirementDesignationName, &[]).spans().to_vec();
    let dutch = spans(&nl());
    assert_eq!(
        dutch.iter().map(|span| (span.text.as_str(), span.english)).collect::<Vec<_>>(),
        [("Solutions Partner", true), ("-designation", false)]
    );
    assert!(spans(&en()).iter().all(|span| !span.english));
    assert_eq!(nl().text(Message::RequirementDesignationName), "Solutions Partner-designation");
    assert_eq!(nl().text(Message::ShortMillion), "{amount}\u{A0}mln");
}

#[test]
fn a_phrase_inside_a_phrase_keeps_its_markup() {
    let nl = nl();
    let clause = nl.say(Message::ClauseDesignation, &[]);
    let sentence = nl.say(Message::ClauseAndMore, &[("clause", Arg::Phrase(&clause)), ("count", Arg::Count(2))]);
    assert_eq!(sentence.plain(), "er is geen Solutions Partner-designation, en aan nog 2 eisen is niet voldaan");
    let english: Vec<&str> =
        sentence.spans().iter().filter(|span| span.english).map(|span| span.text.as_str()).collect();
    assert_eq!(english, ["Solutions Partner"]);
}

#[test]
fn a_placeholder_without_an_argument_shows_itself() {
    assert_eq!(en().say(Message::UnitMoneyYear, &[]).plain(), "{currency} a year");
}

#[test]
fn lists_end_in_and_or_or() {
    let items = ["Azure", "Security", "Modern Work"].map(Phrase::from);
    assert_eq!(en().all_of(&items).plain(), "Azure, Security and Modern Work");
    assert_eq!(nl().one_of(&items).plain(), "Azure, Security of Modern Work");
    assert_eq!(nl().all_of(&items[..2]).plain(), "Azure en Security");
    assert_eq!(nl().all_of(&items[..1]).plain(), "Azure");
    assert!(nl().all_of(&[]).is_empty());
}

#[test]
fn the_readers_first_language_that_there_is_wins() {
    assert_eq!(Language::negotiate(["nl-BE", "en"]), Language::Nl);
    assert_eq!(Language::negotiate(["it-IT", "NL", "en"]), Language::Nl);
    assert_eq!(Language::negotiate(["en-GB", "nl"]), Language::En);
    assert_eq!(Language::negotiate(["fr-CH", "de"]), Language::Fr);
    assert_eq!(Language::negotiate(["it", "de-AT"]), Language::De);
    assert_eq!(Language::negotiate(["it", "pl"]), Language::En);
    assert_eq!(Language::negotiate([]), Language::En);
    assert_eq!(Language::negotiate(["nlx"]), Language::En);
    assert_eq!(Language::from_code("nl"), Some(Language::Nl));
    assert_eq!(Language::from_code("NL"), None);
}

#[test]
fn every_language_has_its_file_and_every_file_its_language() {
    let mut codes: Vec<&str> = message_files().iter().map(|files| files.language).collect();
    let mut known: Vec<&str> = Language::ALL.iter().map(|language| language.code()).collect();
    known.sort_unstable();
    codes.sort_unstable();
    assert_eq!(codes, known);
    assert_eq!(Language::ALL.map(Language::code), *Language::CODES);
    for files in message_files() {
        let messages = Messages::parse(files.first).unwrap();
        assert_eq!(messages.language().code(), files.language);
        assert_eq!(messages.text(Message::FieldCustomersHint), "", "not there yet");
        let page = messages.with_later(files.later).unwrap();
        assert!(page.is_complete() && !messages.is_complete());
        assert_eq!(page.text(Message::BatchHeadRow), "", "the page has no use for it");
        let complete = page.with_batch(files.batch).unwrap();
        assert!(complete.is_complete());
        let empty: Vec<Message> =
            Message::ALL.into_iter().filter(|message| complete.text(*message).is_empty()).collect();
        assert_eq!(empty, []);
    }
}

#[test]
fn a_file_of_another_version_is_refused() {
    let files = message_files()[0];
    let file = files.first;
    let refused = |file: &str| Messages::parse(file).unwrap_err();
    assert_eq!(refused(""), UnreadableMessages::NotMessages);
    assert_eq!(refused("<!doctype html>\n<p>404"), UnreadableMessages::NotMessages);
    assert_eq!(refused(&file.replacen(Message::FINGERPRINT, "0123456789abcdef", 1)), UnreadableMessages::Stale);
    assert_eq!(refused(&file.replacen(" en\n", " xx\n", 1)), UnreadableMessages::UnknownLanguage);
    let (short, _) = file.trim_end().rsplit_once('\n').unwrap();
    assert_eq!(refused(short), UnreadableMessages::Incomplete);
    assert_eq!(refused(&format!("{file}one more\n")), UnreadableMessages::Incomplete);
    assert_eq!(UnreadableMessages::Stale.to_string(), "the texts are of another version");
    let messages = Messages::parse(file).unwrap();
    assert_eq!(messages.with_later(file).unwrap_err(), UnreadableMessages::NotMessages);
    let dutch = message_files()[1].later;
    assert_eq!(messages.with_later(dutch).unwrap_err(), UnreadableMessages::UnknownLanguage);
    let (short, _) = files.later.trim_end().rsplit_once('\n').unwrap();
    assert_eq!(messages.with_later(short).unwrap_err(), UnreadableMessages::Incomplete);
    assert_eq!(
        messages.with_batch(files.batch).unwrap_err(),
        UnreadableMessages::Incomplete,
        "the later ones are missing"
    );
    let page = messages.with_later(files.later).unwrap();
    assert_eq!(page.with_batch(files.later).unwrap_err(), UnreadableMessages::NotMessages);
    assert_eq!(page.with_batch(message_files()[1].batch).unwrap_err(), UnreadableMessages::UnknownLanguage);
    let (short, _) = files.batch.trim_end().rsplit_once('\n').unwrap();
    assert_eq!(page.with_batch(short).unwrap_err(), UnreadableMessages::Incomplete);
    let windows = Messages::parse(&file.replace('\n', "\r\n")).unwrap();
    assert_eq!(windows.text(Message::FactYes), "Yes");
}

#[test]
fn messages_are_found_by_their_key() {
    assert_eq!(Message::by_name("field.customers.label"), Some(Message::FieldCustomersLabel));
    assert_eq!(Message::by_name("field.offers.margin_pct.hint"), Some(Message::FieldOffersMarginPctHint));
    assert_eq!(Message::by_name("choice.currency.EUR"), Some(Message::ChoiceCurrencyEur));
    assert_eq!(Message::by_name("field.customers"), None);
    for (message, key) in Message::ALL.into_iter().zip(Message::KEYS) {
        assert_eq!(message.key(), key);
        assert!(Message::by_name(key).is_none_or(|found| found == message), "{key}");
    }
}

/// The groups that data chooses from have a message for each thing there is.
#[test]
fn data_always_finds_its_words() {
    let mut wanted: Vec<String> = Vec::new();
    for id in RequirementId::ALL.map(RequirementId::id) {
        wanted.extend(["name", "what", "todo"].map(|part| format!("requirement.{id}.{part}")));
        wanted.push(format!("clause.{id}"));
    }
    for id in ["revenue_indirect", "agreement_indirect"] {
        wanted.extend(["name", "what", "todo"].map(|part| format!("requirement.{id}.{part}")));
    }
    let lines = [
        "margin",
        "incentives",
        "funding",
        "support_plan",
        "platform",
        "billing_labour",
        "support_labour",
        "round_the_clock",
        "compliance_labour",
        "training",
        "integration",
        "guarantee",
        "leakage",
        "bad_debt",
        "financing",
    ];
    wanted.extend(lines.iter().flat_map(|id| [format!("line.{id}.name"), format!("line.{id}.hint")]));
    wanted.extend(DRIVERS.iter().map(|id| format!("driver.{}", id.replace('.', "_"))));
    let cautions = [
        "unconfirmed",
        "no_own_platform",
        "no_24x7",
        "estimated_ttm",
        "near_threshold",
        "incentives_at_risk",
        "rules_under_review",
        "authorization_lost",
        "lost_before_earliest",
        "mix_below_threshold",
        "round_the_clock_cost_missing",
        "direct_needs_action",
        "indirect_not_eligible",
    ];
    wanted.extend(cautions.iter().map(|id| format!("caution.{id}")));
    wanted.extend(["direct_not_eligible", "authorization_lost"].iter().map(|id| format!("reason.{id}")));
    wanted.extend(["met", "not_met", "unknown", "waived"].iter().map(|id| format!("status.{id}")));
    wanted.extend(["eligible", "not_eligible", "unconfirmed"].iter().map(|id| format!("verdict.{id}")));
    wanted.extend(["modern_work", "security", "business_apps", "azure"].iter().map(|id| format!("portfolio.{id}")));
    wanted
        .extend(["business", "standing", "direct", "offers", "money", "moving"].iter().map(|id| format!("group.{id}")));
    wanted.extend(crate::engine::currency::Currency::CODES.iter().map(|code| format!("choice.currency.{code}")));
    wanted.extend(crate::engine::rules::RULE_SETS.iter().map(|set| format!("choice.rules.{}", set.id)));
    let provenances = [Provenance::Documented, Provenance::Reported, Provenance::Assumption];
    wanted.extend(provenances.iter().map(|provenance| format!("provenance.{}", provenance.id())));
    let kinds = [SourceKind::Microsoft, SourceKind::Press, SourceKind::Vendor, SourceKind::Forum, SourceKind::Own];
    wanted.extend(kinds.iter().map(|kind| format!("source.kind.{}", kind.id())));
    let checklist = crate::engine::catalogue::CHECKLIST;
    wanted.extend(checklist.iter().flat_map(|id| ["name", "hint"].map(|end| format!("checklist.{id}.{end}"))));
    let missing: Vec<&String> = wanted.iter().filter(|key| Message::by_name(key).is_none()).collect();
    assert!(missing.is_empty(), "no message for {missing:?}");
}

/// A caution is said with the same arguments whichever it is; none may ask for another.
#[test]
fn cautions_use_only_the_arguments_they_are_given() {
    let given = [("review_by", Arg::Text("x")), ("threshold", Arg::Text("x")), ("ttm", Arg::Text("x"))];
    for locale in [en(), nl()] {
        for message in Message::ALL.into_iter().filter(|message| message.key().starts_with("caution.")) {
            let text = locale.say(message, &given).plain();
            assert!(!text.contains('{'), "{text}");
        }
    }
}

/// B1, neutral, no shouting: what can be checked of it.
#[test]
fn the_tone_holds() {
    let never =
        ["!", "'", "simply", "please", "sorry", "invalid", "eenvoudig", "ongeldig", "verplicht ", "alstublieft", "  "];
    for locale in [en(), nl()] {
        for message in Message::ALL {
            let text = locale.text(message);
            for word in never {
                assert!(!text.to_lowercase().contains(word), "{}: {text}", message.key());
            }
        }
    }
}

/// A label starts the sentence of a problem, and doesn't carry a unit or a question mark.
#[test]
fn labels_can_start_a_sentence() {
    for locale in [en(), nl()] {
        for message in Message::ALL.into_iter().filter(|message| message.key().ends_with(".label")) {
            let label = locale.text(message);
            assert!(label.starts_with(char::is_uppercase), "{label}");
            assert!(!label.contains(['€', '%', '?', '.', '(', '{']), "{label}");
        }
    }
    let say = |locale: &Locale| {
        let label = locale.text(Message::FieldCustomersLabel);
        locale.say(Message::ProblemTooLow, &[("field", Arg::Text(label)), ("min", Arg::Text("0"))]).plain()
    };
    assert_eq!(say(&en()), "Number of customers must be 0 or more");
    assert_eq!(say(&nl()), "Aantal klanten moet 0 of meer zijn");
}

#[test]
fn locales_are_equal_when_they_share_their_texts() {
    let locale = nl();
    assert_eq!(locale, locale.clone());
    assert_ne!(locale, nl());
    assert_eq!(Locale::new(Rc::new(Messages::embedded(Language::Nl))).language, Language::Nl);
}

/// A source kept for the fields' defaults is cited by the catalogue of fields.
#[test]
fn every_source_of_a_default_is_cited() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let catalogue = fs::read_to_string(root.join("src/engine/catalogue.rs")).unwrap();
    for source in [
        Source::Work365Math,
        Source::RubertiSupportPrices,
        Source::RubertiIncentives,
        Source::RebatesOn,
        Source::MicrosoftBilling,
        Source::CloudcockpitTransfers,
        Source::PurePartner,
        Source::Tierwise,
    ] {
        assert!(catalogue.contains(&format!("{source:?}")), "{source:?}");
    }
}
