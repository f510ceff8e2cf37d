//! Ranges: they count at one number everywhere but in the draws, where each has its own triangle.

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use tierwise::engine::catalogue::{FIELDS, FieldId, Kind, Portfolio, Slot, Unit};
use tierwise::engine::report::{Report, Uncertainty};
use tierwise::engine::scenario::{Scenario, Value as Stated, slots};
use tierwise::engine::situation::number_of;
use tierwise::engine::{self, Evaluation};
use tierwise::link;

use crate::support::{TODAY, decimal, report, scenario, scenarios, to_json, trials};

/// The scenario with the number that counts in place of each range.
fn counted(scenario: &Scenario) -> Scenario {
    let ranges: Vec<_> = scenario.ranges().map(|(slot, range)| (slot, range.likely())).collect();
    ranges.into_iter().fold(scenario.clone(), |scenario, (slot, number)| {
        let value = Scenario::check_number(slot, number).expect("the number that counts is a value of the field");
        scenario.with(slot, Some(value))
    })
}

fn range(text: &str, slot: Slot) -> Stated {
    Scenario::parse_text(slot, text).unwrap_or_else(|fault| panic!("{}={text}: {fault}", slot.path()))
}

#[test]
fn a_range_counts_at_its_likely_value_else_in_the_middle() {
    for (field, text, counts, written) in [
        (FieldId::DirectTraining, "1000..2000", "1500", "1000..2000"),
        (FieldId::DirectTraining, "1000;1100;2000", "1100", "1000;1100;2000"),
        (FieldId::DirectTraining, "5..5", "5", "5..5"),
        (FieldId::DirectTraining, "5;5;5.50", "5", "5;5;5.5"),
        (FieldId::DirectTraining, "0..0.000000000001", "0.000000000001", "0..0.000000000001"),
        (FieldId::DirectTraining, "0..0.000000000002", "0.000000000001", "0..0.000000000002"),
        (FieldId::DirectTraining, "0..999999999999.999999999999", "500000000000", "0..999999999999.999999999999"),
        // A whole number stays whole.
        (FieldId::Customers, "80..85", "83", "80..85"),
        (FieldId::Customers, "80..82", "81", "80..82"),
        (FieldId::DirectIntegrationYears, "1..2", "2", "1..2"),
        (FieldId::UsdRate, "0.9..1.2", "1.05", "0.9..1.2"),
    ] {
        let slot = Slot::of(field);
        let scenario = Scenario::default().with(slot, Some(range(text, slot)));
        assert_eq!(scenario.number(slot), Some(decimal(counts)), "{text}");
        assert_eq!(scenario.get(slot).unwrap().text(slot.row().kind), written);
        assert!(Scenario::check_number(slot, decimal(counts)).is_ok(), "{text}");
    }
    let growth = Slot::portfolio(FieldId::Growth, Portfolio::Azure);
    assert_eq!(
        Scenario::default().with(growth, Some(range("-100..-99", growth))).number(growth),
        Some(decimal("-99.5"))
    );
}

#[test]
fn every_figure_takes_a_range_and_nothing_else_does() {
    for slot in slots(2) {
        let row = slot.row();
        let takes = matches!(row.kind, Kind::Number { .. }) && row.path != "standing.anniversary";
        assert_eq!(row.takes_range(), takes, "{}", row.path);
        assert_eq!(takes, row.unit != Unit::None, "{}", row.path);
        let least = if let Kind::Number { min, .. } = row.kind { min } else { Decimal::ONE };
        assert_eq!(Scenario::check_range(slot, least, None, least).is_ok(), takes, "{}", row.path);
        for text in [format!("{least}..{least}"), format!("{least};{least};{least}")] {
            let read = Scenario::parse_text(slot, &text);
            assert_eq!(matches!(read, Ok(Stated::Range(_))), takes, "{}={text}", row.path);
        }
    }
}

#[test]
fn the_report_names_the_ranges_only_where_there_are_any() {
    let plain = to_json(&report(&json!({"customers": 80})));
    assert_eq!(plain.get("ranges"), None);
    let ranged = to_json(&report(&json!({
        "offers": [{}, {"fee": "0..1000.50"}], "customers": "80..85", "growth_pct": {"azure": "-5;0;10"}
    })));
    assert_eq!(
        ranged["ranges"],
        json!({
            "customers": {"low": "80", "likely": "83", "high": "85"},
            "growth_pct.azure": {"low": "-5", "likely": "0", "high": "10"},
            "offers.1.fee": {"low": "0", "likely": "500.25", "high": "1000.5"},
        })
    );
    let order: Vec<&String> = ranged["ranges"].as_object().unwrap().keys().collect();
    assert_eq!(order.len(), 3);
}

#[test]
fn a_link_says_a_range_as_it_was_given() {
    let fields = "cs=80..85&rem=400000%3B480000%3B500000&grm=-5..10";
    let opened = link::plain(fields);
    assert_eq!(opened.problems, []);
    assert_eq!(link::write_plain(&opened.scenario), fields);
    // A semicolon may stand as it is; it is written so that every link that was ever sent keeps its check value.
    assert_eq!(link::plain("rem=400000;480000;500000").scenario, link::plain("rem=400000%3B480000%3B500000").scenario);
}

proptest! {
    #![proptest_config(trials(100))]

    #[test]
    fn everything_but_the_draws_is_as_with_the_number_that_counts(scenario in scenarios()) {
        let (ranged, counted) = (engine::evaluate(&scenario, TODAY), engine::evaluate(&counted(&scenario), TODAY));
        prop_assert_eq!(ranged.ranges.len(), scenario.ranges().count());
        prop_assert_eq!(&ranged.answer, &counted.answer);
        prop_assert_eq!(&ranged.outlook.projection, &counted.outlook.projection);
        prop_assert_eq!(&ranged.outlook.transition, &counted.outlook.transition);
        prop_assert_eq!(&ranged.outlook.sensitivity, &counted.outlook.sensitivity);
        if ranged.ranges.is_empty() {
            prop_assert_eq!(ranged, counted);
        }
    }
}

/// A scenario in which nothing follows from anything else, the offer earns incentives by points and direct none, and
/// hardly a figure is nothing.
fn all_stated() -> Scenario {
    let mut scenario = scenario(&json!({
        "standing": {"designations": [], "billed_ttm_usd": 30_000,
                     "points": {"modern_work": 40, "security": 40, "business_apps": 40, "azure": 40}},
        "direct": {"platform_fee_per_customer": 5, "integration_build": 9000, "integration_upkeep": 700, "guarantee_cost": 300,
                   "round_the_clock_cost": 20_000},
        "offers": [{"margin_pct": {"azure": 10}, "funding": 1000, "fee": 2000, "fee_pct": 1, "support_fee": 900,
                    "training_cost": 100, "guarantee_cost": 50}, {"fee": 1_000_000}],
        "incentives": {"rate_pct": {"azure": 2}}, "uncertainty": {"spread_pct": 0},
    }));
    for (field, number) in [
        (FieldId::DirectSupportPlanFee, 20_000),
        (FieldId::DirectBillingHours, 16),
        (FieldId::DirectSupportCost, 40_000),
        (FieldId::OfferBillingHours, 6),
        (FieldId::OfferSupportCost, 32_000),
    ] {
        scenario = scenario.with(Slot::of(field), Some(Stated::Number(Decimal::from(number))));
    }
    for slot in FIELDS.iter().flat_map(|field| field.slots(1)) {
        if slot.row().takes_range() && scenario.get(slot).is_none() {
            scenario = scenario.with(slot, Scenario::check_number(slot, number_of(&scenario, TODAY, slot)).ok());
        }
    }
    scenario
}

fn difference(scenario: &Scenario) -> Decimal {
    Evaluation::new(scenario, TODAY).answer().difference.exact()
}

fn uncertainty(scenario: &Scenario) -> Uncertainty {
    Evaluation::new(scenario, TODAY).uncertainty()
}

/// The smallest and the largest of the draws.
fn drawn(scenario: &Scenario) -> (Decimal, Decimal) {
    let histogram = uncertainty(scenario).histogram;
    let from = histogram.from.exact();
    (from, from + histogram.width.exact() * Decimal::from(40))
}

/// For each figure by itself: the draws reach, all but a little, from the one end of its range to the other, and no further.
#[test]
fn each_range_is_drawn_where_it_belongs() {
    let base = all_stated();
    let mut moved = 0;
    for slot in slots(2).filter(|slot| slot.row().takes_range()) {
        let Kind::Number { min, max, whole } = slot.row().kind else { panic!("a number") };
        let number = base.number(slot).unwrap_or(min);
        let (low, high) = match slot.field {
            // The other offer is far behind.
            _ if slot.offer > 0 => (min, min),
            FieldId::Spread => (Decimal::ZERO, Decimal::ZERO),
            _ => ((number / Decimal::TWO).round_dp(6), (number * decimal("1.5")).round_dp(6)),
        };
        let (low, high) = if whole { (low.floor(), high.ceil()) } else { (low, high) };
        let (low, high) = (low.clamp(min, max), high.clamp(min, max));
        let ranged = base.with(slot, Scenario::check_range(slot, low, None, high).ok());
        let ends = [low, high].map(|end| difference(&base.with(slot, Some(Stated::Number(end)))));
        let (from, to) = drawn(&ranged);
        let (least, most) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
        let slack = (most - least) * decimal("0.05") + decimal("0.5");
        assert!(from >= least - decimal("0.5") && to <= most + decimal("0.5"), "{}: {from} {to} {ends:?}", slot.path());
        assert!(from <= least + slack && to >= most - slack, "{}: {from} {to} {ends:?}", slot.path());
        moved += usize::from(most - least > Decimal::ONE);
    }
    assert!(moved >= 50, "{moved}");
}

#[test]
fn a_range_is_drawn_from_a_triangle() {
    // What training costs more direct, an offer leaves more: from 0 over 1,000 to 4,000.
    let base = json!({"uncertainty": {"spread_pct": 0}, "direct": {"training_cost": 0}});
    let nothing = difference(&scenario(&base));
    let mut ranged = base;
    ranged["direct"]["training_cost"] = json!("0;1000;4000");
    let drawn = uncertainty(&scenario(&ranged));
    // 4,000,000 × 10 %, and what 50 % and 10 % leave of the longer side, 4,000 − √(share × 4,000 × 3,000).
    for (quantile, expected) in [(drawn.p10, "632.46"), (drawn.p50, "1550.51"), (drawn.p90, "2904.55")] {
        let distance = (quantile.exact() - nothing - decimal(expected)).abs();
        assert!(distance < decimal("40"), "{quantile:?} {expected}");
    }
}

#[test]
fn no_factor_changes_what_was_drawn() {
    let huge = 1_000_000_000;
    let breadth = |value: &Value| {
        let drawn = uncertainty(&scenario(value));
        drawn.p90.exact() - drawn.p10.exact()
    };
    for (number, range) in [
        (
            json!({"direct": {"support_plan_fee": huge}}),
            json!({"direct": {"support_plan_fee": "1000000000..1000000000"}}),
        ),
        (json!({"direct": {"support_cost": huge}}), json!({"direct": {"support_cost": "1000000000..1000000000"}})),
        (json!({"offers": [{"funding": huge}]}), json!({"offers": [{"funding": "1000000000..1000000000"}]})),
        (json!({"offers": [{"fee": huge}]}), json!({"offers": [{"fee": "1000000000..1000000000"}]})),
        (
            json!({"direct": {"platform_fee_per_customer": 1_000_000}}),
            json!({"direct": {"platform_fee_per_customer": "1000000..1000000"}}),
        ),
    ] {
        assert!(breadth(&number) > decimal("50000000"), "{number}");
        assert!(breadth(&range) < decimal("500000"), "{range}");
    }
    // The price has a driver, what it is multiplied with has none.
    let each = |customers: Value| {
        breadth(
            &json!({"customers": customers, "direct": {"platform_fee_per_customer": 1_000_000, "billing_hours": 0}}),
        )
    };
    assert!((each(json!("80..80")) - each(json!(80))).abs() < decimal("2000000"));
}

#[test]
fn what_follows_from_a_range_stays_as_it_is_in_the_draws() {
    // Billing hours follow from the number of customers, and stay at those of the number that counts.
    let (from, to) = drawn(&scenario(&json!({"customers": "0..1000", "uncertainty": {"spread_pct": 0}})));
    assert_eq!(from, to);
    // Trailing revenue is worked out anew: with it come and go the incentives.
    let value = json!({
        "standing": {"designations": ["modern_work"]}, "uncertainty": {"spread_pct": 0}, "usd_rate": "0.01;1;2",
        "direct": {"support_plan_fee": 1}
    });
    let (from, to) = drawn(&scenario(&value));
    assert!(from < to);
}

#[test]
fn the_same_ranges_always_give_the_same_draws() {
    let value = json!({"revenue": {"azure": "100000;200000;900000"}, "direct": {"margin_pct": {"azure": "10..14"}}});
    assert_eq!(report(&value), report(&value));
    let report: Report = report(&value);
    assert_eq!(report.outlook.uncertainty.histogram.counts.iter().sum::<u32>(), report.outlook.uncertainty.n);
}
