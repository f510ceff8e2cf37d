//! What a scenario comes down to where it says nothing.

use rust_decimal::Decimal;
use serde_json::json;
use tierwise::engine::Evaluation;
use tierwise::engine::catalogue::{DefaultValue, FieldId, MAX_OFFERS, Slot, Unit};
use tierwise::engine::scenario::slots;
use tierwise::engine::situation::{Authorization, ChannelId, Role, Situation, plan_months};

use crate::support::{TODAY, from_pairs, scenario};

#[test]
fn what_a_default_comes_down_to_can_be_stated_as_well() {
    let stated = json!({
        "role": "direct", "revenue": {"azure": 900_000, "modern_work": 400_000}, "labour": {"hourly_cost": 61},
        "offers": [{}, {"fee": 300}]
    });
    let before = scenario(&stated);
    let situation = Situation::<Decimal>::resolve(&before, TODAY);
    let net = |scenario| Evaluation::new(&scenario, TODAY).answer().channels;
    let mut fields = Vec::new();
    for slot in slots(2) {
        let derived = situation.derived(slot);
        // Of a day, of rules and of names the number is another thing.
        let follows = matches!(slot.row().default, DefaultValue::Derived(_)) && slot.row().unit != Unit::None;
        assert_eq!(derived.is_some(), follows, "{}", slot.path());
        let Some(value) = derived else { continue };
        fields.push(slot.field);
        let mut pairs: Vec<(String, String)> =
            slots(2).filter_map(|of| Some((of.path(), before.number(of)?.to_string()))).collect();
        pairs.push(("role".into(), "direct".into()));
        pairs.push((slot.path(), value.round_dp(6).normalize().to_string()));
        let (with, problems) = from_pairs(&pairs);
        assert_eq!(problems, 0, "{pairs:?}");
        let (one, other) = (net(before.clone()), net(with));
        for (one, other) in one.iter().zip(&other) {
            assert!((one.net - other.net).exact().abs() < Decimal::new(1, 2), "{}: {value}", slot.path());
        }
    }
    assert!(fields.contains(&FieldId::OfferSupportCost) && fields.contains(&FieldId::UsdRate), "{fields:?}");
}

#[test]
fn the_plan_of_who_is_direct_runs_for_half_a_year() {
    assert_eq!([Role::Direct, Role::Indirect, Role::New].map(plan_months), [6, 0, 0]);
}

#[test]
fn an_authorization_is_what_is_said_of_it() {
    let said = |word: &str| {
        let stated = scenario(&json!({"standing": {"authorization": word}}));
        Situation::<Decimal>::resolve(&stated, TODAY).standing.authorization
    };
    assert_eq!(said("active"), Some(Authorization::Active));
    assert_eq!(said("restricted"), Some(Authorization::Restricted));
    assert_eq!(said("suspended"), Some(Authorization::Suspended));
    assert_eq!(said("revoked"), Some(Authorization::Revoked));
    let nothing = Situation::<Decimal>::resolve(&scenario(&json!({})), TODAY);
    assert_eq!(nothing.standing.authorization, None);
}

#[test]
fn a_copy_of_an_offer_is_like_it_but_for_its_name() {
    let one = scenario(&json!({"offers": [{"name": "A", "fee": 1200, "margin_pct": {"azure": 9}}]}));
    let two = one.with_copy(0);
    let slot = |field, offer| Slot { offer, ..Slot::of(field) };
    assert_eq!((one.offers(), two.offers()), (1, 2));
    assert_eq!(two.number(slot(FieldId::OfferFee, 1)), Some(Decimal::from(1200)));
    assert_eq!(two.get(slot(FieldId::OfferName, 1)), None);
    // There is no such offer, or no more room.
    assert_eq!(one.with_copy(1), one);
    let full = (1..MAX_OFFERS).fold(one, |scenario, _| scenario.with_offer());
    assert_eq!(full.with_copy(0), full);
}

#[test]
fn channels_are_found_by_what_they_are_called() {
    for channel in [ChannelId::Direct, ChannelId::Offer(0), ChannelId::Offer(1), ChannelId::Offer(4)] {
        assert_eq!(ChannelId::from_id(channel.id()), Some(channel));
    }
    for other in ["", "indirect", "offers.", "offers.5", "offers.00"] {
        assert_eq!(ChannelId::from_id(other), None, "{other}");
    }
}
