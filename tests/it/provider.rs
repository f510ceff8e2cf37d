//! Laws of who fills in what: profile, figures in the address, link, visitor, locks, and the neutral view.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tierwise::app::filled::{Filled, Filler, Provider};
use tierwise::app::profile::Profile;
use tierwise::app::reach::{Reach, Section, may_fill, may_hide, may_lock};
use tierwise::app::{Action, Entered, State, Subject};
use tierwise::engine;
use tierwise::engine::catalogue::{FIELDS, FieldId, Group, Slot};
use tierwise::engine::date::Date;
use tierwise::engine::scenario::{Scenario, Value, slots};
use tierwise::link::{Opened, decode, encode, plain, write_plain};

use crate::support::{TODAY, from_pairs, pairs, scenarios};

fn profile(figures: Scenario, reach: Reach, as_of: Date) -> Profile {
    Profile {
        name: "Acme".into(),
        as_of,
        figures,
        reach,
        accent: None,
        logo: None,
        languages: Vec::new(),
        contact: None,
        share_base: None,
    }
}

/// Random figures that a profile may fill in.
fn figures() -> impl Strategy<Value = Scenario> {
    pairs().prop_map(|pairs| {
        let may = |path: &str| Slot::from_path(path).is_some_and(may_fill);
        let pairs: Vec<_> = pairs.into_iter().filter(|(path, _)| may(path)).collect();
        from_pairs(&pairs).0
    })
}

/// Random locks.
fn locks() -> impl Strategy<Value = Reach> {
    let lockable: Vec<Slot> = slots(5).filter(|slot| may_lock(*slot)).collect();
    proptest::sample::subsequence(lockable, 0..40).prop_map(|locked| Reach { locked, ..Reach::default() })
}

fn state(opened: Opened, figures: &Scenario, reach: &Reach) -> State {
    let provider = Provider::new(Some(profile(figures.clone(), reach.clone(), TODAY)), Reach::default());
    State::provided(opened, TODAY, 0, provider, Vec::new(), None)
}

/// A page with figures written into its address by hand.
fn prefilled(prefill: &Scenario, figures: &Scenario, reach: &Reach) -> State {
    state(decode(&write_plain(prefill), TODAY), figures, reach)
}

/// A link that a page has made.
fn link(scenario: &Scenario) -> Opened {
    decode(&encode(scenario, TODAY, None, None), TODAY)
}

fn some_other(slot: Slot, value: Option<&Value>) -> Option<Value> {
    ["1", "2", "USD", "Zuid"]
        .iter()
        .filter_map(|text| Scenario::parse_text(slot, text).ok())
        .find(|it| Some(it) != value)
}

proptest! {
    #[test]
    fn figures_in_the_address_count_before_the_profile_and_both_are_marked(
        prefill in scenarios(), figures in figures(), reach in locks(),
    ) {
        let state = prefilled(&prefill, &figures, &reach);
        for slot in slots(prefill.offers()) {
            let (given, own) = (prefill.get(slot), figures.get(slot));
            prop_assert_eq!(state.scenario.get(slot), given.or(own), "{}", slot.path());
            let filler = match (given, own) {
                _ if given.is_some() && given == own && !state.is_locked(slot) => Some(Filler::Profile),
                (Some(_), _) => Some(Filler::Link),
                (None, Some(_)) => Some(Filler::Profile),
                (None, None) => None,
            };
            prop_assert_eq!(state.filled.by(slot), filler, "{}", slot.path());
            prop_assert_eq!(state.is_locked(slot), reach.locked.contains(&slot) && filler.is_some());
        }
        prop_assert_eq!(&state.refused, &[]);
    }

    #[test]
    fn the_visitor_counts_before_all_but_a_locked_field_keeps_what_it_has(
        prefill in scenarios(), figures in figures(), reach in locks(), place in any::<prop::sample::Index>(),
    ) {
        let start = prefilled(&prefill, &figures, &reach);
        let all: Vec<Slot> = slots(start.scenario.offers()).collect();
        let slot = all[place.index(all.len())];
        let before = start.scenario.get(slot).cloned();
        let Some(value) = some_other(slot, before.as_ref()) else { return Ok(()) };
        let after = start.update(Action::Set(slot, Some(value.clone()))).update(Action::Settle);
        if start.is_locked(slot) {
            prop_assert_eq!(after.scenario.get(slot), before.as_ref());
            prop_assert_eq!(after.filled.by(slot), start.filled.by(slot));
        } else {
            prop_assert!(after.scenario.get(slot) == Some(&value) || slot.field == FieldId::OfferName);
            prop_assert_eq!(after.filled.by(slot), None);
            let undone = after.update(Action::Undo);
            prop_assert_eq!((&undone.scenario, &undone.filled), (&start.scenario, &start.filled));
            // Emptied, the provider's figure counts again; without one the model's default.
            let emptied = after.update(Action::Set(slot, None));
            prop_assert_eq!(emptied.scenario.get(slot), figures.get(slot));
            prop_assert_eq!(emptied.filled.by(slot), figures.get(slot).map(|_| Filler::Profile));
        }
    }

    #[test]
    fn a_link_gives_the_same_without_the_profile(prefill in scenarios(), figures in figures(), others in figures()) {
        let shared = prefilled(&prefill, &figures, &Reach::default());
        let in_the_bar = shared.address(&shared.scenario, shared.made.as_ref(), None);
        let passed_on = encode(&shared.scenario, TODAY, shared.made.as_ref(), None);
        for address in [&in_the_bar, &passed_on] {
            let plainly = State::new(decode(address, TODAY), TODAY);
            prop_assert_eq!(&plainly.scenario, &shared.scenario);
            // Nor does another profile change it. An empty address is no link, but the page itself.
            if !address.is_empty() {
                let elsewhere = state(decode(address, TODAY), &others, &Reach::default());
                prop_assert_eq!(&elsewhere.scenario, &shared.scenario);
            }
        }
    }

    #[test]
    fn the_neutral_view_is_in_the_address(visitor in scenarios(), figures in figures()) {
        let neutral = prefilled(&visitor, &figures, &Reach::default()).update(Action::Neutral(true));
        let address = neutral.address(&neutral.scenario, neutral.made.as_ref(), None);
        let again = state(decode(&address, TODAY), &figures, &Reach::default());
        prop_assert_eq!(&again.scenario, &neutral.scenario);
    }

    #[test]
    fn a_locked_field_is_said_to_differ_from_the_link(sent in scenarios(), figures in figures(), reach in locks()) {
        let state = state(link(&sent), &figures, &reach);
        for slot in slots(sent.offers()) {
            let kept = figures.get(slot).filter(|_| reach.locked.contains(&slot));
            let expected = kept.or(sent.get(slot));
            prop_assert_eq!(state.scenario.get(slot), expected, "{}", slot.path());
            if sent.get(slot).is_some() {
                let differs = sent.get(slot) != expected;
                prop_assert_eq!(state.refused.contains(&slot), differs && !sent.is_default(), "{}", slot.path());
            }
        }
    }

    #[test]
    fn no_profile_changes_who_may_buy_how(visitor in scenarios(), figures in figures()) {
        let with = prefilled(&visitor, &figures, &Reach::default());
        // The currency says what the visitor's amounts are; all else is the provider's.
        let currency = figures.get(Slot::of(FieldId::Currency)).cloned();
        let stated = visitor.get(Slot::of(FieldId::Currency)).cloned().or(currency);
        let without = visitor.with(Slot::of(FieldId::Currency), stated);
        let of = |scenario: &Scenario| engine::Evaluation::new(scenario, TODAY).answer().eligibility;
        prop_assert_eq!(of(&with.scenario), of(&without));
    }

    #[test]
    fn the_neutral_view_has_none_of_a_profiles_figures_and_there_is_a_way_back(
        visitor in scenarios(), figures in figures(), reach in locks(),
    ) {
        let start = prefilled(&visitor, &figures, &reach);
        let neutral = start.update(Action::Neutral(true));
        for slot in slots(start.scenario.offers()) {
            if start.filled.by(slot) == Some(Filler::Profile) && slot.field != FieldId::Currency {
                prop_assert_eq!(neutral.scenario.get(slot), None, "{}", slot.path());
            }
            if matches!(slot.row().group, Group::Business | Group::Standing) {
                prop_assert_eq!(neutral.scenario.get(slot), start.scenario.get(slot), "{}", slot.path());
            }
        }
        prop_assert_eq!(neutral.is_neutral(), start.has_provided());
        let back = neutral.update(Action::Neutral(false));
        prop_assert_eq!(&back.scenario, &start.scenario);
        for slot in slots(start.scenario.offers()) {
            prop_assert_eq!(back.filled.by(slot), start.filled.by(slot));
        }
        if neutral.is_neutral() {
            let undone = neutral.update(Action::Undo);
            prop_assert_eq!((&undone.scenario, &undone.filled), (&start.scenario, &start.filled));
            prop_assert!(!undone.is_neutral());
        }
    }

    #[test]
    fn who_filled_in_what_survives_the_browsers_history(visitor in scenarios(), figures in figures(), reach in locks()) {
        let start = prefilled(&visitor, &figures, &reach);
        let recalled = Filled::read(&start.filled.write());
        prop_assert_eq!(&recalled, &*start.filled);
        let address = start.address(&start.scenario, start.made.as_ref(), None);
        let provider = Provider::new(Some(profile(figures, reach, TODAY)), Reach::default());
        let again = State::provided(decode(&address, TODAY), TODAY, 3, provider, Vec::new(), Some(recalled));
        prop_assert_eq!((&again.scenario, &again.filled), (&start.scenario, &start.filled));
        for slot in slots(start.scenario.offers()) {
            prop_assert_eq!(again.is_locked(slot), start.is_locked(slot), "{}", slot.path());
        }
    }

    #[test]
    fn reading_what_was_noted_never_panics(text in ".{0,80}") {
        let _ = Filled::read(&text);
    }
}

fn example() -> State {
    let figures = plain("0mgm=16&0fe=1200&lh=48").scenario;
    let mut reach = Reach::default();
    reach.lock("offers.0.fee").unwrap();
    state(plain(""), &figures, &reach)
}

#[test]
fn what_is_confirmed_is_the_visitors() {
    let hourly = Slot::of(FieldId::HourlyCost);
    let start = example();
    assert_eq!(start.filled_by(Filler::Profile), 3);
    let confirmed = start.update(Action::Confirm(Some(Subject::At(hourly))));
    assert_eq!((confirmed.filled.by(hourly), confirmed.scenario), (None, start.scenario.clone()));
    assert!(start.update(Action::Confirm(None)).filled.is_empty());
}

#[test]
fn pasted_cells_pass_over_what_can_not_be_changed() {
    let [funding, fee, pct] = [FieldId::OfferFunding, FieldId::OfferFee, FieldId::OfferFeePct].map(Slot::of);
    let cell = |slot, text: &str| (slot, Entered::Value(Scenario::parse_text(slot, text).unwrap()));
    let cells = vec![cell(funding, "7"), (fee, Entered::Text("?".into())), cell(pct, "1")];
    let pasted = example().update(Action::Fill(Subject::At(funding), cells));
    assert!(!pasted.waits());
    assert_eq!(pasted.scenario.get(fee), example().scenario.get(fee));
    assert_eq!((pasted.filled.by(fee), pasted.filled.by(funding)), (Some(Filler::Profile), None));
    assert!(pasted.scenario.get(pct).is_some());
}

#[test]
fn figures_older_than_ninety_days_are_dated() {
    let of = |as_of| {
        let provider = Provider::new(Some(profile(plain("0fe=1").scenario, Reach::default(), as_of)), Reach::default());
        State::provided(plain(""), TODAY, 0, provider, Vec::new(), None).is_dated(Filler::Profile)
    };
    assert!(!of(TODAY.plus_days(-90)));
    assert!(of(TODAY.plus_days(-91)));
    let old = encode(&plain("0fe=1").scenario, TODAY.plus_days(-91), None, None);
    let state = State::new(decode(&old, TODAY), TODAY);
    assert_eq!(state.filled_on(Filler::Link), Some(TODAY.plus_days(-91)));
    assert!(state.is_dated(Filler::Link));
    assert_eq!(State::new(decode("0fe=1", TODAY), TODAY).filled_on(Filler::Link), None);
}

#[test]
fn the_providers_offer_and_locked_ones_stay() {
    let start = example().update(Action::AddOffer);
    assert_eq!(start.update(Action::RemoveOffer(0)).scenario.offers(), 2);
    assert_eq!(start.update(Action::RemoveOffer(1)).scenario.offers(), 1);
}

#[test]
fn beginning_anew_is_the_page_as_the_provider_offers_it() {
    let start = example();
    assert!(start.is_fresh());
    let slot = Slot::of(FieldId::Customers);
    let typed = start.update(Action::Set(slot, Scenario::parse_text(slot, "12").ok()));
    assert!(!typed.is_fresh());
    let anew = typed.update(Action::Reset);
    assert!(anew.is_fresh());
    assert_eq!((anew.scenario, anew.filled), (start.scenario, start.filled));
}

#[test]
fn an_example_to_start_from_is_the_visitors_own_choice() {
    let opened = example().update(Action::Open(plain("cs=60&rem=600000")));
    assert_eq!(opened.filled.by(Slot::of(FieldId::Customers)), None);
    assert_eq!(opened.filled.by(Slot::of(FieldId::HourlyCost)), Some(Filler::Profile));
    assert!(opened.refused.is_empty());
}

/// The rows that `docs/profiles.md` has of what can be filled in, locked and hidden.
fn table() -> Vec<String> {
    let mark = |yes| if yes { "yes" } else { "" };
    let mut rows = Vec::new();
    for row in FIELDS {
        let slot = row.slots(1).next().unwrap();
        let path = if row.per_offer { format!("offers.0.{}", row.path) } else { row.path.to_string() };
        let path = if row.per_portfolio { format!("{path}.*") } else { path };
        let (fill, lock, hide) = (may_fill(slot), may_lock(slot), may_hide(slot));
        if fill || lock || hide {
            rows.push(format!("| `{path}` | {} | {} | {} |", mark(fill), mark(lock), mark(hide)));
        }
    }
    rows.extend(Section::ALL.map(|section| format!("| {} | | | yes |", section.id())));
    rows
}

#[test]
fn the_published_list_is_the_one_that_holds() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/profiles.md")).expect("the page");
    let listed: Vec<&str> =
        text.lines().skip_while(|line| *line != "| what | fill in | lock | hide |").skip(2).collect();
    let listed: Vec<&str> = listed.into_iter().take_while(|line| line.starts_with('|')).collect();
    let rows = table();
    assert_eq!(listed, rows, "the table should be:\n{}", rows.join("\n"));
}
