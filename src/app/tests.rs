//! What each action does, and what undoes it.

#![allow(clippy::unwrap_used)]

use super::{Action, Entered, Intention, MAX_STEPS, State, Subject};
use crate::engine::catalogue::{FieldId, Portfolio, Slot};
use crate::engine::currency::Currency;
use crate::engine::date::Date;
use crate::engine::scenario::Value;
use crate::link::{Kind, decode, encode, plain, write_plain};
use rust_decimal::Decimal;

fn state(fragment: &str) -> State {
    State::new(plain(fragment), Date::literal(2026, 11, 22))
}

fn fragment(state: &State) -> String {
    write_plain(&state.scenario)
}

#[test]
fn a_total_typed_digit_by_digit_keeps_the_proportion() {
    let mut typed = state("");
    for total in [1u32, 10, 100, 1_000, 10_000, 100_000, 1_000_000] {
        typed = typed.update(Action::SetTotal(Some(Decimal::from(total))));
    }
    assert_eq!(fragment(&typed), "rem=600000&res=75000&reb=75000&rea=250000");
}

#[test]
fn a_total_over_nothing_takes_the_proportion_of_the_defaults() {
    let empty = state("rem=0&res=0&reb=0&rea=0");
    let typed = empty.update(Action::SetTotal(Some(Decimal::from(800))));
    assert_eq!(fragment(&typed), "rem=480&res=60&reb=60&rea=200");
}

#[test]
fn a_field_set_to_nothing_takes_its_default() {
    let slot = Slot::of(FieldId::Customers);
    assert_eq!(fragment(&state("cs=12").update(Action::Set(slot, None))), "");
}

#[test]
fn a_portfolio_changes_the_proportion_of_the_next_total() {
    let slot = Slot::portfolio(FieldId::Revenue, Portfolio::Azure);
    let zero = crate::engine::scenario::Scenario::check_number(slot, Decimal::ZERO).ok();
    let typed = state("").update(Action::SetTotal(Some(Decimal::from(100)))).update(Action::Set(slot, zero));
    let again = typed.update(Action::SetTotal(Some(Decimal::from(160))));
    assert!(fragment(&again).ends_with("&rea=0"));
}

fn number(field: FieldId, number: i64) -> Action {
    Action::Set(Slot::of(field), Some(Value::Number(Decimal::from(number))))
}

fn after(state: State, actions: impl IntoIterator<Item = Action>) -> State {
    actions.into_iter().fold(state, |state, action| state.update(action))
}

/// Seven digits typed, and the field left.
fn typed(state: State, field: FieldId) -> State {
    let digits = (1..=7).map(|digits| number(field, 10_i64.pow(digits) / 10));
    after(state, digits).update(Action::Settle)
}

#[test]
fn typing_seven_digits_is_one_step() {
    let done = typed(typed(state(""), FieldId::Customers), FieldId::Subscriptions);
    assert_eq!(done.history.position(), 2);
    let undone = done.update(Action::Undo);
    assert_eq!(fragment(&undone), "cs=1000000");
    assert_eq!(undone.history.undoes(), Some(Intention::Edit(Subject::At(Slot::of(FieldId::Customers)))));
    let redone = undone.update(Action::Redo);
    assert_eq!(fragment(&redone), fragment(&done));
    assert_eq!(after(redone, [Action::Undo, Action::Undo, Action::Undo]).history.position(), 0);
}

#[test]
fn another_field_begins_another_step_also_when_the_first_was_not_left() {
    let done = after(state(""), [number(FieldId::Customers, 1), number(FieldId::Subscriptions, 2)]);
    assert_eq!(done.history.position(), 2);
    assert_eq!(fragment(&done.update(Action::Undo)), "cs=1");
}

#[test]
fn a_field_that_is_edited_again_is_another_step() {
    let done = after(state(""), [number(FieldId::Customers, 1), Action::Settle, number(FieldId::Customers, 2)]);
    assert_eq!(fragment(&done.update(Action::Undo)), "cs=1");
}

#[test]
fn what_came_to_nothing_is_no_step_and_costs_no_redo() {
    let before = typed(state("cs=5"), FieldId::Subscriptions).update(Action::Undo);
    let edits = [number(FieldId::Customers, 55), number(FieldId::Customers, 5), Action::Settle];
    let done = after(before.clone(), edits);
    assert_eq!((done.history.position(), done.history.redoes()), (0, before.history.redoes()));
    assert!(done.history.redoes().is_some());
    let changed = after(before, [number(FieldId::Customers, 6), Action::Settle]);
    assert_eq!(changed.history.redoes(), None);
}

#[test]
fn every_kind_of_step_can_be_undone() {
    let role = Action::Set(Slot::of(FieldId::Role), Some(Value::Choice(0)));
    let total = Action::SetTotal(Some(Decimal::from(100)));
    let paste = Action::Fill(
        Subject::TotalRevenue,
        vec![(Slot::portfolio(FieldId::Revenue, Portfolio::Azure), Entered::Value(Value::Number(Decimal::TEN)))],
    );
    let start = state("im=24&1na=Second");
    let others = [Action::AddOffer, Action::RemoveOffer(0), Action::Reset, Action::Open(plain("cs=9"))];
    for action in [role, total, paste].into_iter().chain(others) {
        let done = start.update(action.clone());
        assert_ne!(done.scenario, start.scenario, "{action:?}");
        assert_eq!(done.history.position(), 1, "{action:?}");
        let undone = done.update(Action::Undo);
        assert_eq!(undone.scenario, start.scenario, "{action:?}");
        assert_eq!(undone.update(Action::Redo).scenario, done.scenario, "{action:?}");
    }
}

#[test]
fn the_oldest_steps_are_forgotten_and_keep_their_numbers() {
    let many = (1..=MAX_STEPS as i64 + 20).flat_map(|count| [number(FieldId::Customers, count), Action::Settle]);
    let done = after(state(""), many);
    assert_eq!(done.history.position(), 120);
    assert_eq!(done.history.moment(19), None);
    let first = after(done.clone(), vec![Action::Undo; 200]);
    assert_eq!((fragment(&first), first.history.position()), ("cs=20".to_string(), 20));
    let again = first.update(Action::GoTo(120));
    assert_eq!(again.scenario, done.scenario);
}

#[test]
fn the_browser_can_go_several_steps_at_once() {
    let done = after(state(""), (1..=5).flat_map(|count| [number(FieldId::Customers, count), Action::Settle]));
    let second = done.update(Action::GoTo(2));
    assert_eq!(fragment(&second), "cs=2");
    assert_eq!(fragment(&second.update(Action::GoTo(4))), "cs=4");
    assert_eq!(second.update(Action::GoTo(9)).scenario, second.scenario, "not remembered");
    // In the middle of typing: what was typed is a step of its own.
    let typing = second.update(number(FieldId::Subscriptions, 7));
    assert_eq!(fragment(&typing.update(Action::GoTo(2))), "cs=2");
}

#[test]
fn a_neighbour_that_is_not_remembered_can_be_left_again() {
    let loaded = State::at(plain("cs=5"), Date::literal(2026, 11, 22), 5);
    let back = loaded.update(Action::Arrive(4, plain("cs=4")));
    assert_eq!((fragment(&back), back.history.position()), ("cs=4".to_string(), 4));
    assert_eq!(fragment(&back.update(Action::Redo)), "cs=5");
    let forth = loaded.update(Action::Arrive(6, plain("cs=6")));
    assert_eq!(fragment(&forth.update(Action::Undo)), "cs=5");
    assert_eq!(loaded.update(Action::Arrive(2, plain(""))).history.undoes(), None);
}

#[test]
fn a_text_that_can_not_be_read_outlives_the_undoing_of_something_else() {
    let customers = Subject::At(Slot::of(FieldId::Customers));
    let wrong = state("cs=5").update(Action::Unread(customers, Some("5x".to_string())));
    let done = typed(wrong, FieldId::Subscriptions).update(Action::Undo);
    assert_eq!(done.unread_text(customers), Some("5x"));
    let changed = after(done, [number(FieldId::Customers, 6), Action::Settle]);
    assert_eq!(changed.unread, []);
    let again = after(changed, [Action::Unread(customers, Some("6x".to_string())), Action::Undo]);
    assert_eq!(again.unread, []);
}

#[test]
fn a_removed_offer_takes_its_texts_along() {
    let fee = Subject::At(Slot::of(FieldId::OfferFee).in_offer(1));
    let added = state("").update(Action::AddOffer).update(Action::Unread(fee, Some("?".to_string())));
    assert_eq!(added.update(Action::Undo).unread, []);
    assert_eq!(added.update(Action::RemoveOffer(0)).unread, []);
}

#[test]
fn amounts_keep_their_figures_in_another_currency_and_it_is_known() {
    let currency = |place| Action::Set(Slot::of(FieldId::Currency), Some(Value::Choice(place)));
    assert_eq!(state("cs=5").update(currency(1)).amounts_in, None, "no amount was typed");
    let dollars = state("lh=50").update(currency(1));
    assert_eq!((fragment(&dollars).as_str(), dollars.amounts_in), ("cu=USD&lh=50", Some(Currency::Eur)));
    assert_eq!(dollars.update(currency(2)).amounts_in, Some(Currency::Eur));
    assert_eq!(dollars.update(currency(0)).amounts_in, None);
    let undone = dollars.update(Action::Undo);
    assert_eq!((undone.amounts_in, undone.update(Action::Redo).amounts_in), (None, Some(Currency::Eur)));
}

#[test]
fn a_field_that_can_not_be_read_keeps_back_what_rests_on_it() {
    let unread = |slot| state("").update(Action::Unread(Subject::At(slot), Some("x".to_string())));
    let both = |slot| {
        let state = unread(slot);
        (state.unread_figure().is_some(), state.unread_standing().is_some())
    };
    assert_eq!(both(Slot::of(FieldId::HourlyCost)), (true, false));
    assert_eq!(both(Slot::of(FieldId::IndirectMonths)), (false, true));
    assert_eq!(both(Slot::of(FieldId::BilledTtm)), (true, true));
    // A score decides about incentives, which are figures.
    assert_eq!(both(Slot::portfolio(FieldId::Points, Portfolio::Azure)), (true, false));
    assert_eq!(both(Slot::of(FieldId::OfferName)), (false, false));
}

const TODAY: Date = Date::literal(2026, 11, 22);

fn opened(fragment: &str) -> State {
    State::new(decode(fragment, TODAY), TODAY)
}

/// A link made on the last day of the rules before these, with twelve customers.
fn older() -> State {
    let link = encode(&plain("cs=12").scenario, Date::literal(2025, 9, 30), None, None);
    opened(&link)
}

#[test]
fn an_older_link_is_shown_as_it_was_and_as_of_today_one_click_each_way() {
    let then = older();
    assert_eq!((then.kind, then.older().map(|(_, then)| then)), (Kind::Older, Some(true)));
    assert_eq!(fragment(&then), "on=2025-09-30&cs=12");
    let now = then.update(Action::AsOfThen(false));
    assert_eq!((fragment(&now).as_str(), now.older().map(|(_, then)| then)), ("cs=12", Some(false)));
    assert_eq!(now.update(Action::AsOfThen(true)).scenario, then.scenario);
    let undone = now.update(Action::Undo);
    assert_eq!((&undone.scenario, undone.kind), (&then.scenario, Kind::Older));
    assert_eq!(undone.update(Action::Redo).scenario, now.scenario);
    // What is typed meanwhile stays, whichever way it is shown.
    let typed = then.update(number(FieldId::Subscriptions, 7)).update(Action::AsOfThen(false));
    assert_eq!(fragment(&typed), "cs=12&su=7");
}

#[test]
fn the_address_of_an_older_link_says_what_held_then() {
    let then = older();
    let address = |state: &State| state.address(&state.scenario, state.made.as_ref(), None);
    assert!(address(&then).starts_with("v=1&at=2025-09-30&by=2020&d=1&cs=12&z="));
    assert_eq!(opened(&address(&then)).scenario, then.scenario);
    let now = then.update(Action::AsOfThen(false));
    assert!(address(&now).starts_with("v=1&at=2026-11-22&by=fy26&d=1&cs=12&z="));
    // Closing the notice changes neither.
    let closed = then.update(Action::DismissNotices);
    assert_eq!((closed.kind, address(&closed)), (Kind::Exact, address(&then)));
    assert_eq!(then.update(Action::Reset).made, None);
}

#[test]
fn the_address_stays_while_what_is_said_of_it_would_be_lost() {
    let link = encode(&plain("cs=12").scenario, TODAY, None, None);
    let cut = link.get(..link.len() - 1).unwrap();
    let edit = || number(FieldId::Customers, 5);
    for (address, kind, stays, then) in [
        ("cs=12", Kind::Prefill, true, false),
        (cut, Kind::Damaged, true, true),
        (link.as_str(), Kind::Exact, false, false),
        ("lang=nl", Kind::Exact, false, false),
    ] {
        let state = opened(address);
        assert_eq!((state.kind, state.keeps_address()), (kind, stays), "{address}");
        let edited = state.update(edit());
        assert_eq!((edited.kind, edited.keeps_address()), (kind, then), "{address}");
        assert!(!edited.update(Action::DismissNotices).keeps_address(), "{address}");
    }
    assert!(!older().keeps_address());
}

#[test]
fn what_is_said_of_an_address_is_said_until_it_is_left() {
    let prefilled = opened("cs=12").update(number(FieldId::Subscriptions, 5)).update(Action::Undo);
    assert_eq!(prefilled.kind, Kind::Prefill);
    let start = state("cs=5");
    let there = start.update(Action::Open(decode("cs=12", TODAY)));
    assert_eq!(there.kind, Kind::Prefill);
    assert_eq!(there.update(Action::Undo).kind, Kind::Exact);
    assert_eq!(there.update(Action::Reset).kind, Kind::Exact);
}

#[test]
fn several_places_are_cleared_in_one_step() {
    let planned = state("cs=12&mxm=direct&mxa=offers.0");
    let slots = Portfolio::ALL.map(|portfolio| Slot::portfolio(FieldId::PlanMix, portfolio)).to_vec();
    let cleared = planned.update(Action::Clear(slots));
    assert_eq!(fragment(&cleared), "cs=12");
    assert_eq!(fragment(&cleared.update(Action::Undo)), fragment(&planned));
    assert_eq!(planned.update(Action::Clear(Vec::new())), planned);
}
