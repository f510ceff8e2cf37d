//! What the engine reckons with besides exact amounts: floats of the draws, numbers within bounds, and days.

use rust_decimal::Decimal;
use serde_json::json;
use tierwise::engine::catalogue::{FieldId, Slot};
use tierwise::engine::date::Date;
use tierwise::engine::eligibility::{Model, answers};
use tierwise::engine::interval::{Bounded, Interval};
use tierwise::engine::number::{Leaf, Number};
use tierwise::engine::report::{Actual, Requirement};
use tierwise::engine::rules::{RequirementId, Source};

use crate::support::{decimal, from_pairs, report};

#[test]
fn a_float_is_cut_at_one() {
    for (number, cut) in [(0.25, 0.25), (1.0, 1.0), (1.5, 1.0), (-2.0, -2.0)] {
        assert_eq!(f64::at_most_one(number).to_bits(), f64::to_bits(cut), "{number}");
    }
}

#[test]
fn a_float_reaches_a_threshold_from_half_a_millionth_below() {
    for (number, reaches) in [(300_000.0, true), (300_001.0, true), (299_999.999_999_6, true), (299_999.999_999, false)]
    {
        assert_eq!(f64::reaches(&number, 300_000), reaches, "{number}");
    }
}

fn interval(low: &str, high: &str) -> Interval {
    Interval { low: decimal(low), high: decimal(high) }
}

/// Whether one lies in the other, and hardly beyond it.
fn is_just(found: Interval, low: &str, high: &str) -> bool {
    let (low, high, hair) = (decimal(low), decimal(high), decimal("0.000000001"));
    found.low <= low && found.low > low - hair && found.high >= high && found.high < high + hair
}

fn ranged(field: FieldId, low: &str, high: &str) -> Bounded {
    let slot = Slot::of(field);
    let (scenario, problems) = from_pairs(&[(slot.path(), format!("{low}..{high}"))]);
    assert_eq!(problems, 0);
    let (_, range) = scenario.ranges().next().expect("it is a range");
    Bounded::ranged(range, Leaf::Field(slot))
}

#[test]
fn an_interval_holds_its_ends_and_what_is_between() {
    let found = interval("-1", "2");
    for (number, holds) in [("-1.01", false), ("-1", true), ("0", true), ("2", true), ("2.01", false)] {
        assert_eq!(found.holds(decimal(number)), holds, "{number}");
    }
}

#[test]
fn what_is_divided_by_bounds_follows_both() {
    let (part, whole) = (ranged(FieldId::HourlyCost, "2", "3"), ranged(FieldId::CostOfCapital, "4", "5"));
    let share = part.clone().part_of(whole);
    assert!(is_just(share.value, "0.4", "0.75"), "{share:?}");
    let slope = |field| share.slopes.iter().find(|(slot, _)| *slot == Slot::of(field)).expect("it follows it").1;
    // d(x/y)/dx = 1/y, d(x/y)/dy = -(x/y)/y.
    assert!(is_just(slope(FieldId::HourlyCost), "0.2", "0.25"), "{share:?}");
    assert!(is_just(slope(FieldId::CostOfCapital), "-0.1875", "-0.08"), "{share:?}");
    // Where it may be divided by zero it may be anything; by zero itself it is zero.
    let anything = part.clone().part_of(ranged(FieldId::CostOfCapital, "0", "1")).value;
    assert_eq!(anything, Interval { low: Decimal::MIN, high: Decimal::MAX });
    let nothing = part.part_of(Bounded::leaf(Decimal::ZERO, Leaf::Constant)).value;
    assert!(is_just(nothing, "0", "0"), "{nothing:?}");
}

#[test]
fn bounds_are_cut_at_one() {
    let below = ranged(FieldId::HourlyCost, "0.2", "1").at_most_one();
    assert_eq!(
        (below.value, below.slopes.first().map(|(_, slope)| *slope)),
        (interval("0.2", "1"), Some(interval("1", "1")))
    );
    let across = ranged(FieldId::HourlyCost, "0.2", "3").at_most_one();
    assert_eq!(
        (across.value, across.slopes.first().map(|(_, slope)| *slope)),
        (interval("0.2", "1"), Some(interval("0", "1")))
    );
    let above = ranged(FieldId::HourlyCost, "2", "3").at_most_one();
    assert_eq!(above.value, interval("1", "1"));
}

#[test]
fn bounds_reach_a_threshold_where_the_lower_one_does() {
    assert!(ranged(FieldId::HourlyCost, "5", "9").reaches(5));
    assert!(!ranged(FieldId::HourlyCost, "4", "9").reaches(5));
}

#[test]
fn a_range_of_one_number_changes_nothing() {
    assert!(ranged(FieldId::HourlyCost, "5", "5").slopes.is_empty());
    assert_eq!(ranged(FieldId::HourlyCost, "5", "6").slopes.len(), 1);
}

#[test]
fn days_stay_in_the_calendar() {
    let (first, last) = (Date::literal(-9999, 1, 1), Date::literal(9999, 12, 31));
    let day = Date::literal(2026, 11, 28);
    assert_eq!(day.plus_days(-10_000_000), first);
    assert_eq!(day.plus_days(10_000_000), last);
    assert_eq!(last.plus_days(0), last);
    assert_eq!(day.plus_days(-28), Date::literal(2026, 10, 31));
    assert_eq!(Date::literal(9999, 1, 31).plus_months(1), Date::literal(9999, 2, 28));
    assert_eq!(Date::literal(9999, 1, 31).plus_months(12), last);
    assert_eq!(Date::literal(9998, 12, 15).plus_months(1), Date::literal(9999, 1, 15));
    assert_eq!(day.plus_months(u32::MAX), last);
}

#[test]
fn each_source_is_known_by_its_own_name() {
    let mut names: Vec<&str> = Source::all().map(|source| source.id()).collect();
    assert!(names.len() > 5 && names.iter().all(|name| !name.is_empty()));
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
    for source in Source::all() {
        assert_eq!(source.language().len(), 2, "{}: {}", source.id(), source.language());
    }
}

fn requirement(value: &serde_json::Value, id: RequirementId, model: Model) -> Requirement {
    let eligibility = report(value).answer.eligibility;
    let model = if model == Model::Direct { eligibility.direct } else { eligibility.indirect };
    model.requirements.into_iter().find(|requirement| requirement.id == id).expect("it is asked")
}

/// The revenue of the trailing twelve months grows by portfolio, each at its own pace.
#[test]
fn revenue_is_reached_in_the_first_month_that_has_it() {
    const THRESHOLD: f64 = 1_000_000.0;
    let cases: [(&str, [f64; 2]); 6] = [
        ("both grow", [0.30, 0.10]),
        ("one shrinks, the sum rises", [0.45, -0.20]),
        ("one shrinks and is made up for later", [0.25, -0.60]),
        ("nothing grows", [0.0, 0.0]),
        ("both shrink", [-0.10, -0.20]),
        ("it takes more than ten years", [0.01, 0.0]),
    ];
    for (name, growth) in cases {
        for ttm in [700_000.0_f64, 999_000.0, 1_000_000.0] {
            let value = json!({
                "role": "indirect",
                "currency": "USD",
                "revenue": { "modern_work": 300_000, "azure": 400_000, "security": 0, "business_apps": 0 },
                // The same margin in both: what is billed is in proportion to the revenue.
                "direct": { "margin_pct": { "modern_work": 15, "azure": 15 } },
                "growth_pct": { "modern_work": growth[0] * 100.0, "azure": growth[1] * 100.0 },
                "standing": { "billed_ttm_usd": ttm },
            });
            let reached = |month: u32| {
                let [work, azure] = growth.map(|growth| (1.0 + growth).powf(f64::from(month) / 12.0));
                ttm * (3.0 * work + 4.0 * azure) / 7.0 >= THRESHOLD
            };
            let expected = (0..=120).find(|month| reached(*month));
            let found = requirement(&value, RequirementId::Revenue, Model::Direct).lead_months;
            let lead = if ttm >= THRESHOLD { Some(0) } else { found };
            assert_eq!(lead, expected, "{name}, from {ttm}");
        }
    }
}

#[test]
fn quantities_say_what_is_asked_and_had() {
    let value = json!({ "role": "indirect", "standing": {
        "indirect_months": 7, "designations": ["security", "modern_work"], "alert_hours": 20, "billed_ttm_usd": 1_250_000,
        "tenant_ttm_usd": 900,
    } });
    let quantity = |id, model| {
        let quantity = requirement(&value, id, model).quantity.expect("it has a quantity");
        (quantity.required, quantity.actual.map(Actual::value), quantity.estimated)
    };
    assert_eq!(quantity(RequirementId::Tenure, Model::Direct), (12, Some(decimal("7")), None));
    assert_eq!(quantity(RequirementId::Designation, Model::Direct), (1, Some(decimal("2")), None));
    assert_eq!(quantity(RequirementId::AlertResponse, Model::Direct), (24, Some(decimal("20")), None));
    assert_eq!(quantity(RequirementId::Revenue, Model::Direct), (1_000_000, Some(decimal("1250000")), Some(false)));
    assert_eq!(quantity(RequirementId::Revenue, Model::Indirect), (1_000, Some(decimal("900")), Some(false)));
    assert_eq!(requirement(&value, RequirementId::Maicpp, Model::Direct).quantity, None);
}

#[test]
fn a_requirement_of_both_models_is_answered_for_each() {
    let of = |id, model| answers(id, model).field;
    assert_eq!(of(RequirementId::Revenue, Model::Direct), FieldId::BilledTtm);
    assert_eq!(of(RequirementId::Revenue, Model::Indirect), FieldId::TenantTtm);
    assert_eq!(of(RequirementId::Agreement, Model::Direct), FieldId::DirectAgreement);
    assert_eq!(of(RequirementId::Agreement, Model::Indirect), FieldId::IndirectAgreement);
}
