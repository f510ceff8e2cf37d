//! A scenario and its offers: what is there without being stated, and what becomes of the rest when one goes.

use tierwise::engine::catalogue::{FieldId, MAX_OFFERS, Slot};
use tierwise::engine::date::Date;
use tierwise::engine::scenario::{FIRST_DAY, LAST_DAY, Scenario, Value};

use crate::support::{from_pairs, scenario};

fn stated(pairs: &[(&str, &str)]) -> Scenario {
    let pairs: Vec<(String, String)> = pairs.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
    let (scenario, problems) = from_pairs(&pairs);
    assert_eq!(problems, 0, "{pairs:?}");
    scenario
}

fn written(scenario: &Scenario) -> Vec<String> {
    scenario.write().into_iter().map(|(slot, text)| format!("{}={text}", slot.path())).collect()
}

#[test]
fn offers_count_as_soon_as_they_are_there() {
    assert_eq!(scenario(&serde_json::json!({ "offers": [{}, {}, {}] })).offers(), 3);
    assert_eq!(stated(&[("offers.3.fee", "100")]).offers(), 4);
    assert_eq!(Scenario::default().offers(), 1);
}

#[test]
fn an_offer_that_states_nothing_is_written_by_its_name() {
    let two = stated(&[("offers.0.fee", "100")]).with_offer();
    assert_eq!(written(&two), ["offers.0.fee=100", "offers.1.name=Distributor B"]);
    assert_eq!(written(&stated(&[("offers.1.fee", "100")])), ["offers.1.fee=100"]);
    assert_eq!(written(&Scenario::default()), [""; 0]);
}

#[test]
fn there_are_at_most_five_offers() {
    let mut many = Scenario::default();
    for _ in 0..9 {
        many = many.with_offer();
    }
    assert_eq!(many.offers(), MAX_OFFERS);
    assert_eq!(many.with_copy(0), many);
}

#[test]
fn a_choice_that_is_not_stated_is_the_default() {
    assert_eq!(Scenario::default().choice(FieldId::Role), Some("indirect"));
    assert_eq!(stated(&[("role", "direct")]).choice(FieldId::Role), Some("direct"));
    assert_eq!(Scenario::default().choice(FieldId::Customers), None);
}

/// The plan of the mix and the goal of a move name offers by their number.
#[test]
fn later_offers_move_up_wherever_they_are_named() {
    let three = stated(&[
        ("plans.mix.azure", "offers.2"),
        ("plans.mix.security", "direct"),
        ("plans.mix.modern_work", "offers.0"),
        ("transition.to", "offers.1"),
        ("offers.0.fee", "1"),
        ("offers.1.fee", "2"),
        ("offers.2.fee", "3"),
    ]);
    let without = |offer| written(&three.without_offer(offer));
    assert_eq!(
        without(0),
        [
            "offers.0.fee=2",
            "offers.1.fee=3",
            "transition.to=offers.0",
            "plans.mix.security=direct",
            "plans.mix.azure=offers.1",
        ]
    );
    assert_eq!(
        without(1),
        [
            "offers.0.fee=1",
            "offers.1.fee=3",
            "plans.mix.modern_work=offers.0",
            "plans.mix.security=direct",
            "plans.mix.azure=offers.1",
        ]
    );
    // There has to be one, and it has to be there.
    assert_eq!(three.without_offer(3), three);
    let one = stated(&[("offers.0.fee", "1")]);
    assert_eq!(one.without_offer(0), one);
}

#[test]
fn a_name_may_look_like_a_range() {
    let found = stated(&[("offers.0.name", "Noord..Zuid")]);
    let name = Slot::of(FieldId::OfferName);
    assert_eq!(found.get(name), Some(&Value::Name("Noord..Zuid".into())));
}

#[test]
fn days_outside_the_calendar_of_the_rules_are_refused() {
    let problems = |day: Date| from_pairs(&[("as_of".to_owned(), day.to_string())]).1;
    assert_eq!([problems(FIRST_DAY.plus_days(-1)), problems(FIRST_DAY)], [1, 0]);
    assert_eq!([problems(LAST_DAY), problems(LAST_DAY.plus_days(1))], [0, 1]);
}
