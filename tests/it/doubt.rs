//! Doubt: what is called certain is never contradicted from inside the ranges, and what to ask next.

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use tierwise::engine::catalogue::{FieldId, Kind, Slot};
use tierwise::engine::costs::{best_offer, lines_of};
use tierwise::engine::doubt::{Certainty, Doubt, doubt};
use tierwise::engine::eligibility::{Model, eligibility};
use tierwise::engine::recommendation::ruled_out;
use tierwise::engine::report::Verdict;
use tierwise::engine::scenario::{Scenario, Value as Stated, slots};
use tierwise::engine::situation::{Situation, number_of};

use crate::support::{TODAY, decimal, plausible, scenario, trials};

/// How many samples are taken: `TIERWISE_SAMPLES=1000000` for a million.
fn samples() -> usize {
    std::env::var("TIERWISE_SAMPLES").ok().and_then(|text| text.parse().ok()).unwrap_or(40_000)
}

/// The samples taken of each scenario.
const EACH: usize = 100;

/// A small generator, so that samples are cheap: SplitMix64.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: u64) -> u64 {
        self.next() % count
    }
}

/// A number from inside a range, often one of its ends.
fn inside(dice: &mut Dice, slot: Slot, low: Decimal, high: Decimal) -> Decimal {
    let Kind::Number { whole, .. } = slot.row().kind else { panic!("a number") };
    match dice.below(4) {
        0 => low,
        1 => high,
        _ => {
            let part = Decimal::from(dice.below(1_000_001)) / Decimal::from(1_000_000);
            (low + (high - low) * part).round_dp(if whole { 0 } else { 6 }).clamp(low, high)
        }
    }
}

/// What may be not known and still be either way.
const UNKNOWN: [FieldId; 13] = [
    FieldId::Authorization,
    FieldId::Designations,
    FieldId::SupportPlan,
    FieldId::AdminMfa,
    FieldId::SecurityContact,
    FieldId::AlertHours,
    FieldId::Maicpp,
    FieldId::Vetting,
    FieldId::Assessment,
    FieldId::Credit,
    FieldId::DirectAgreement,
    FieldId::IndirectAgreement,
    FieldId::Distributor,
];

/// A scenario from inside the ranges, in which some of what is not known is known.
fn sample(dice: &mut Dice, scenario: &Scenario) -> Scenario {
    let ranges: Vec<_> = scenario.ranges().map(|(slot, range)| (slot, *range)).collect();
    let mut sample = scenario.clone();
    for (slot, range) in ranges {
        let number = inside(dice, slot, range.low(), range.high());
        sample = sample.with(slot, Some(Stated::Number(number)));
    }
    let unknown = slots(1).filter(|slot| {
        let tenure = slot.field == FieldId::IndirectMonths && scenario.choice(FieldId::Role) != Some("new");
        UNKNOWN.contains(&slot.field) || slot.field == FieldId::Points || tenure
    });
    for slot in unknown.filter(|slot| scenario.get(*slot).is_none()).collect::<Vec<_>>() {
        if dice.below(4) == 0 {
            continue;
        }
        let value = match slot.row().kind {
            Kind::Fact => Stated::Fact(dice.below(2) == 0),
            Kind::Choice(choices) => Stated::Choice(dice.below(choices.len() as u64) as u8),
            Kind::Set(_) => Stated::Set(dice.below(64) as u8),
            _ => Stated::Number(Decimal::from(dice.below(50))),
        };
        sample = sample.with(slot, Some(value));
    }
    sample
}

/// What is wrong with what was called certain, in a scenario from inside.
fn contradiction(doubt: &Doubt, sample: &Scenario) -> Option<String> {
    let situation: Situation = Situation::resolve(sample, TODAY);
    let nets: Vec<_> = situation.offers.iter().map(|offer| lines_of(&situation, offer).net()).collect();
    let difference = nets[best_offer(&nets)] - lines_of(&situation, &situation.direct).net();
    let (compared, exact, ttm) = (difference.compared(), difference.exact(), situation.ttm.value.exact());
    let cent = decimal("0.01");
    if exact < doubt.difference.low - cent || exact > doubt.difference.high + cent {
        return Some(format!("difference {exact} outside {:?}", doubt.difference));
    }
    if !doubt.ttm.holds(ttm) {
        return Some(format!("trailing revenue {ttm} outside {:?}", doubt.ttm));
    }
    let verdict = |model| eligibility(&situation, model).verdict;
    let (direct, indirect) = (verdict(Model::Direct), verdict(Model::Indirect));
    let judged = eligibility(&situation, Model::Direct);
    let is_ruled_out = !ruled_out(&situation, &judged).is_empty();
    // Of what is still not known the engine says neither.
    let statements = [
        ("direct", &doubt.direct, direct == Verdict::Eligible, direct == Verdict::NotEligible),
        ("indirect", &doubt.indirect, indirect == Verdict::Eligible, indirect == Verdict::NotEligible),
        ("ruled out", &doubt.direct_ruled_out, is_ruled_out, !is_ruled_out),
        ("indirect ahead", &doubt.indirect_ahead, compared > Decimal::ZERO, compared <= Decimal::ZERO),
        ("direct ahead", &doubt.direct_ahead, compared < Decimal::ZERO, compared >= Decimal::ZERO),
    ];
    statements.into_iter().find_map(|(name, certainty, holds, fails)| {
        let right = match certainty {
            Certainty::Certainly => holds,
            Certainty::CertainlyNot => fails,
            Certainty::Depends(_) => true,
        };
        (!right).then(|| format!("{name} is {certainty:?}, but {difference:?}, {direct:?}, {indirect:?}"))
    })
}

/// The scenario with ranges around some of its figures.
fn with_ranges(scenario: &Scenario, seed: u64, count: u64, breadth: u64) -> Scenario {
    let mut dice = Dice(seed);
    let open: Vec<Slot> = slots(scenario.offers()).filter(|slot| slot.row().takes_range()).collect();
    let mut ranged = scenario.clone();
    for _ in 0..count {
        let slot = open[dice.below(open.len() as u64) as usize];
        let Kind::Number { min, max, whole } = slot.row().kind else { panic!("a number") };
        let (middle, width) = match slot.field {
            FieldId::BilledTtm => (decimal("1000000"), decimal("600000")),
            FieldId::TenantTtm => (decimal("1000"), decimal("600")),
            FieldId::IndirectMonths | FieldId::TenantMonths => (decimal("12"), decimal("6")),
            FieldId::AlertHours | FieldId::Points => (decimal("25"), decimal("10")),
            _ => {
                let number = number_of(scenario, TODAY, slot);
                let number = if number.is_zero() { decimal("50") } else { number };
                (number, number.abs() * Decimal::from(1 + dice.below(breadth)) / Decimal::from(100))
            }
        };
        let shift = width * Decimal::from(dice.below(200)) / Decimal::from(100);
        let (low, high) = (middle - shift, middle - shift + width);
        let at = |end: Decimal| end.round_dp(if whole { 0 } else { 4 }).clamp(min, max);
        ranged = ranged.with(slot, Scenario::check_range(slot, at(low), None, at(high)).ok());
    }
    ranged
}

/// Scenarios with up to fourteen ranges, narrow and broad.
fn ranged() -> impl Strategy<Value = Scenario> {
    let breadth = proptest::sample::select(&[4u64, 30, 150][..]);
    (plausible(), any::<u64>(), 0u64..14, breadth)
        .prop_map(|(value, seed, count, breadth)| with_ranges(&scenario(&value), seed, count, breadth))
}

#[test]
fn certainly_is_never_contradicted_from_inside_the_ranges() {
    let cases = u32::try_from(samples() / EACH).expect("so many cases");
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(cases));
    let counts = std::cell::Cell::new([0usize; 3]);
    let result = runner.run(&(ranged(), any::<u64>()), |(scenario, seed)| {
        let doubt = doubt(&scenario, TODAY);
        let mut dice = Dice(seed);
        for _ in 0..EACH {
            let sample = sample(&mut dice, &scenario);
            if let Some(contradiction) = contradiction(&doubt, &sample) {
                prop_assert!(false, "{}\n{}\n{}", contradiction, link(&scenario), link(&sample));
            }
        }
        let mut count = counts.get();
        let ahead = [&doubt.indirect_ahead, &doubt.direct_ahead];
        for certainty in [&doubt.direct, &doubt.indirect, &doubt.direct_ruled_out].into_iter().chain(ahead) {
            count[match certainty {
                Certainty::Certainly => 0,
                Certainty::CertainlyNot => 1,
                Certainty::Depends(_) => 2,
            }] += 1;
        }
        counts.set(count);
        Ok(())
    });
    result.unwrap();
    // It says something, and does not call everything doubtful.
    let [certainly, certainly_not, depends] = counts.get();
    assert!(
        certainly * 10 > cases as usize && certainly_not > cases as usize && depends > cases as usize / 4,
        "{counts:?}"
    );
}

fn link(scenario: &Scenario) -> String {
    tierwise::link::write_plain(scenario)
}

/// Every combination of the ends of the ranges.
fn corners(scenario: &Scenario) -> Vec<Scenario> {
    let ranges: Vec<_> = scenario.ranges().map(|(slot, range)| (slot, *range)).collect();
    ranges.into_iter().fold(vec![scenario.clone()], |corners, (slot, range)| {
        let ends = [range.low(), range.high()];
        let at = |scenario: &Scenario| ends.map(|end| scenario.with(slot, Some(Stated::Number(end))));
        corners.iter().flat_map(at).collect()
    })
}

proptest! {
    #![proptest_config(trials(150))]

    /// With everything known and no threshold between, the bounds of each offer are differences that there are.
    #[test]
    fn the_bounds_are_reached(value in plausible(), seed in any::<u64>(), count in 0u64..5) {
        let mut value = value;
        value["standing"] = json!({
            "designations": [], "points": {"modern_work": 0, "security": 0, "business_apps": 0, "azure": 0}, "support_plan": "asfp"
        });
        let scenario = with_ranges(&scenario(&value), seed, count, 60);
        let scenario = scenario.with(Slot::of(FieldId::BilledTtm), Some(Stated::Number(Decimal::ZERO)));
        let known = slots(1).filter(|slot| slot.field == FieldId::Points);
        let scenario = known.fold(scenario, |scenario, slot| scenario.with(slot, Some(Stated::Number(Decimal::ZERO))));
        // For each corner that of each offer.
        let differences: Vec<Vec<Decimal>> = corners(&scenario)
            .iter()
            .map(|corner| {
                let situation: Situation = Situation::resolve(corner, TODAY);
                let net = |channel| lines_of(&situation, channel).net().exact();
                situation.offers.iter().map(|offer| net(offer) - net(&situation.direct)).collect()
            })
            .collect();
        let doubt = doubt(&scenario, TODAY);
        let offer = |place: usize| differences.iter().map(move |corner| corner[place]);
        let offers = 0..usize::from(scenario.offers());
        let low = offers.clone().map(|place| offer(place).min().unwrap()).max().unwrap();
        let high = offers.map(|place| offer(place).max().unwrap()).max().unwrap();
        let close = |one: Decimal, other: Decimal| (one - other).abs() < decimal("0.01");
        prop_assert!(close(doubt.difference.low, low), "{:?} {} {}", doubt.difference, low, link(&scenario));
        prop_assert!(close(doubt.difference.high, high), "{:?} {} {}", doubt.difference, high, link(&scenario));
    }
}

fn doubt_of(value: &Value) -> Doubt {
    doubt(&scenario(value), TODAY)
}

fn paths(certainty: &Certainty) -> Vec<String> {
    match certainty {
        Certainty::Depends(slots) => slots.iter().map(|slot| slot.path()).collect(),
        other => vec![format!("{other:?}")],
    }
}

/// Everything known, direct open and ahead.
fn known() -> Value {
    json!({
        "role": "direct", "revenue": {"modern_work": 2_000_000, "security": 0, "business_apps": 0, "azure": 0},
        "standing": {
            "billed_ttm_usd": 1_700_000, "designations": ["modern_work"], "authorization": "active", "support_plan": "asfp",
            "admin_mfa": true, "security_contact": true, "alert_hours": 4, "maicpp": true, "vetting": true, "assessment": true,
            "direct_agreement": true, "indirect_agreement": true, "distributor": true,
            "points": {"modern_work": 60, "security": 60, "business_apps": 60, "azure": 60}
        }
    })
}

#[test]
fn what_is_known_is_certain_and_leaves_no_question() {
    let doubt = doubt_of(&known());
    let sure = [&doubt.direct, &doubt.indirect, &doubt.direct_ahead].map(|certainty| certainty.clone());
    assert_eq!(sure, [Certainty::Certainly, Certainty::Certainly, Certainty::Certainly]);
    assert_eq!((doubt.indirect_ahead, doubt.direct_ruled_out), (Certainty::CertainlyNot, Certainty::CertainlyNot));
    assert_eq!(doubt.next_question, None);
    assert_eq!(doubt.difference.low, doubt.difference.high);
}

#[test]
fn what_leaves_the_same_has_nobody_ahead_for_certain() {
    let mut value = known();
    value["revenue"]["modern_work"] = json!(0);
    value["direct"] = json!({"support_plan_fee": 0, "platform_fee": 0, "billing_hours": 0, "support_cost": 0,
        "compliance_hours": 0, "training_cost": 0});
    value["offers"] = json!([{"billing_hours": 0, "support_cost": 0, "compliance_hours": 0}]);
    let doubt = doubt_of(&value);
    assert_eq!((doubt.indirect_ahead, doubt.direct_ahead), (Certainty::CertainlyNot, Certainty::CertainlyNot));
}

#[test]
fn a_verdict_depends_on_what_can_change_it() {
    let mut value = known();
    value["standing"]["alert_hours"] = json!("20..30");
    value["standing"]["billed_ttm_usd"] = json!("900000..1200000");
    let doubt = doubt_of(&value);
    assert_eq!(paths(&doubt.direct), ["standing.billed_ttm_usd", "standing.alert_hours"]);
    // Alerts are no matter of months; revenue may rule direct out.
    assert_eq!(doubt.next_question.unwrap().path(), "standing.billed_ttm_usd");
    // Outside the range there is no doubt.
    value["standing"]["alert_hours"] = json!("25..30");
    assert_eq!(doubt_of(&value).direct, Certainty::CertainlyNot);
    value["standing"]["alert_hours"] = json!("20..24");
    value["standing"]["billed_ttm_usd"] = json!("1000000..1200000");
    assert_eq!(doubt_of(&value).direct, Certainty::Certainly);
}

#[test]
fn estimated_revenue_depends_on_what_it_is_estimated_from() {
    let mut value = known();
    value["standing"].as_object_mut().unwrap().remove("billed_ttm_usd");
    value["revenue"]["modern_work"] = json!("500000..2000000");
    value["usd_rate"] = json!("1.0..1.2");
    let doubt = doubt_of(&value);
    assert_eq!(doubt.ttm.low.round_dp(6), decimal("400000"));
    assert_eq!(doubt.ttm.high.round_dp(6), decimal("1920000"));
    let depends = paths(&doubt.direct);
    assert!(depends.contains(&"usd_rate".into()) && depends.contains(&"revenue.modern_work".into()), "{depends:?}");
    // An estimate needs no figure that isn't stated.
    assert!(!depends.contains(&"standing.billed_ttm_usd".into()), "{depends:?}");
}

#[test]
fn revenue_of_a_tenant_depends_on_how_long_it_is_one() {
    let mut value = known();
    value["role"] = json!("indirect");
    value["standing"]["tenant_ttm_usd"] = json!(500);
    let indirect = |value: &Value, months: &str| {
        let mut value = value.clone();
        value["standing"]["tenant_months"] = json!(months);
        doubt_of(&value).indirect
    };
    assert_eq!(indirect(&value, "6..11"), Certainty::Certainly);
    assert_eq!(paths(&indirect(&value, "6..18")), ["standing.tenant_months"]);
    assert_eq!(indirect(&value, "12..18"), Certainty::CertainlyNot);
    // Of direct it is no condition.
    value["role"] = json!("direct");
    value["standing"]["billed_ttm_usd"] = json!("900000..1200000");
    value["standing"]["tenant_ttm_usd"] = json!("500..2000");
    value["standing"]["tenant_months"] = json!("6..18");
    assert_eq!(paths(&doubt_of(&value).direct), ["standing.billed_ttm_usd"]);
}

#[test]
fn how_fast_revenue_grows_decides_whether_it_rules_direct_out() {
    let ruled_out = |billed: u32, growth: Value| {
        let mut value = known();
        value["standing"]["billed_ttm_usd"] = json!(billed);
        value["growth_pct"] = json!({"modern_work": growth});
        doubt_of(&value).direct_ruled_out
    };
    assert_eq!(ruled_out(990_000, json!(150)), Certainty::CertainlyNot);
    assert_eq!(ruled_out(990_000, json!(0)), Certainty::Certainly);
    assert!(ruled_out(990_000, json!("0..300")).is_open());
    assert!(ruled_out(500_000, json!("0..900")).is_open());
    // What is missing besides does so at any pace.
    let mut value = known();
    value["standing"]["designations"] = json!([]);
    value["growth_pct"] = json!({"modern_work": "0..300"});
    assert_eq!(doubt_of(&value).direct_ruled_out, Certainty::Certainly);
}

#[test]
fn what_may_put_one_of_them_ahead_is_asked_before_what_can_be_mended() {
    let mut value = known();
    value["revenue"]["modern_work"] = json!(0);
    value["direct"] = json!({"support_plan_fee": 0, "platform_fee": 0, "billing_hours": 0, "support_cost": "0..1000",
        "compliance_hours": 0, "training_cost": 0});
    value["offers"] = json!([{"billing_hours": 0, "support_cost": 0, "compliance_hours": 0}]);
    value["standing"].as_object_mut().unwrap().remove("vetting");
    let doubt = doubt_of(&value);
    assert!(doubt.indirect_ahead.is_open() && doubt.direct.is_open());
    assert_eq!(doubt.direct_ahead, Certainty::CertainlyNot);
    assert_eq!(doubt.next_question.map(Slot::path).as_deref(), Some("direct.support_cost"));
}

#[test]
fn the_next_question_is_the_one_that_decides() {
    let without = |fact: &str| {
        let mut value = known();
        value["standing"].as_object_mut().unwrap().remove(fact);
        value
    };
    let next = |value: &Value| doubt_of(value).next_question.map(Slot::path);
    // What would rule direct out comes first, where direct is not behind anyway.
    assert_eq!(next(&without("designations")).as_deref(), Some("standing.designations"));
    assert_eq!(next(&without("authorization")).as_deref(), Some("standing.authorization"));
    let ruled_out = |value: &Value| paths(&doubt_of(value).direct_ruled_out);
    assert_eq!(ruled_out(&without("authorization")), ["standing.authorization"]);
    assert_eq!(ruled_out(&without("designations")), ["standing.designations"]);
    assert_eq!(ruled_out(&without("vetting")), ["CertainlyNot"]);
    // What can be mended within a month waits while it is open who is ahead.
    assert_eq!(next(&without("vetting")).as_deref(), Some("standing.vetting"));
    let mut value = without("vetting");
    value["direct"] = json!({"support_cost": "90000..200000", "training_cost": "4000..5000"});
    assert!(doubt_of(&value).direct_ahead.is_open() && doubt_of(&value).direct.is_open());
    assert_eq!(next(&value).as_deref(), Some("direct.support_cost"));
    value["direct"]["training_cost"] = json!("4000..300000");
    assert_eq!(next(&value).as_deref(), Some("direct.training_cost"));
    // A verdict comes before an amount where the amount decides nothing.
    value["direct"] = json!({"support_cost": "90000..110000"});
    assert_eq!(doubt_of(&value).direct_ahead, Certainty::Certainly);
    assert_eq!(next(&value).as_deref(), Some("standing.vetting"));
    value["standing"]["vetting"] = json!(true);
    assert_eq!(next(&value).as_deref(), Some("direct.support_cost"));
    // Where indirect is ahead whatever comes, direct needs not be looked into first.
    value["direct"]["support_cost"] = json!("800000..900000");
    value["standing"].as_object_mut().unwrap().remove("assessment");
    value["standing"]["designations"] = json!(["modern_work"]);
    assert_eq!(doubt_of(&value).indirect_ahead, Certainty::Certainly);
    assert!(doubt_of(&value).direct.is_open());
    assert_eq!(next(&value).as_deref(), Some("direct.support_cost"));
    // What fails anyway is not asked for more.
    let mut value = without("assessment");
    value["standing"]["admin_mfa"] = json!(false);
    assert_eq!(doubt_of(&value).direct, Certainty::CertainlyNot);
    assert_eq!(next(&value), None);
}

#[test]
fn the_difference_depends_on_what_moves_it() {
    let mut value = known();
    value["direct"] = json!({"support_cost": "100000..300000", "training_cost": "4000..5000"});
    value["growth_pct"] = json!({"modern_work": "0..50"});
    value["finance"] = json!({"bad_debt_pct": "0..5"});
    let doubt = doubt_of(&value);
    assert_eq!(paths(&doubt.indirect_ahead), ["direct.support_cost", "direct.training_cost"]);
}
