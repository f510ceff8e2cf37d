//! Every threshold, on it and a cent either side: exactly that requirement changes.

use rust_decimal::Decimal;
use serde_json::{Value, json};
use tierwise::engine::Evaluation;
use tierwise::engine::quantity::Money;
use tierwise::engine::report::{Answer, Caution, Choice, Status};
use tierwise::engine::rules::RequirementId as Id;
use tierwise::engine::situation::ChannelId;

use crate::support::{TODAY, scenario};

fn answer(value: &Value) -> Answer {
    Evaluation::new(&scenario(value), TODAY).answer()
}

fn with(value: &Value, path: &[&str], text: &str) -> Value {
    let mut value = value.clone();
    let place = path.iter().fold(&mut value, |place, key| &mut place[*key]);
    *place = json!(text);
    value
}

/// A partner that meets everything, of both models.
fn sound() -> Value {
    json!({
        "standing": {
            "indirect_months": 12, "support_plan": "asfp", "admin_mfa": true, "security_contact": true,
            "alert_hours": 24, "maicpp": true, "vetting": true, "assessment": true, "credit": true,
            "direct_agreement": true, "indirect_agreement": true, "distributor": true,
            "designations": ["security"], "billed_ttm_usd": 1_000_000, "tenant_ttm_usd": 1_000, "tenant_months": 12
        }
    })
}

/// The requirements of both models that are not met, by name.
fn failing(answer: &Answer) -> Vec<String> {
    let failing = |name: &str, model: &tierwise::engine::report::ModelEligibility| {
        let name = name.to_string();
        let ids: Vec<String> = model
            .requirements
            .iter()
            .filter(|requirement| !matches!(requirement.status, Status::Met | Status::Waived))
            .map(|requirement| format!("{name} {}", requirement.id.id()))
            .collect();
        ids
    };
    [failing("direct", &answer.eligibility.direct), failing("indirect", &answer.eligibility.indirect)].concat()
}

#[test]
fn each_threshold_changes_exactly_its_requirement() {
    assert_eq!(failing(&answer(&sound())), [""; 0]);
    let cases: [(&str, &str, &[&str]); 6] = [
        ("billed_ttm_usd", "999999.99", &["direct revenue"]),
        ("billed_ttm_usd", "1000000.01", &[]),
        ("tenant_ttm_usd", "999.99", &["indirect revenue"]),
        ("tenant_ttm_usd", "1000.01", &[]),
        ("alert_hours", "24.01", &["direct alert_response"]),
        ("indirect_months", "11", &["direct tenure"]),
    ];
    for (field, text, expected) in cases {
        assert_eq!(failing(&answer(&with(&sound(), &["standing", field], text))), expected, "{field} {text}");
    }
    let mut none = sound();
    none["standing"]["designations"] = json!([]);
    assert_eq!(failing(&answer(&none)), ["direct designation"]);
}

#[test]
fn each_fact_is_asked_by_its_own_models() {
    let cases: [(&str, &[&str]); 9] = [
        ("maicpp", &["direct maicpp", "indirect maicpp"]),
        ("vetting", &["direct vetting", "indirect vetting"]),
        ("assessment", &["direct assessment"]),
        ("admin_mfa", &["direct admin_mfa", "indirect admin_mfa"]),
        ("security_contact", &["direct security_contact", "indirect security_contact"]),
        ("credit", &["direct credit"]),
        ("direct_agreement", &["direct agreement"]),
        ("indirect_agreement", &["indirect agreement"]),
        ("distributor", &["indirect distributor"]),
    ];
    for (fact, expected) in cases {
        for value in [json!(false), Value::Null] {
            let mut value_of = sound();
            value_of["standing"][fact] = value;
            assert_eq!(failing(&answer(&value_of)), expected, "{fact}");
        }
    }
}

#[test]
fn an_estimate_within_fifteen_percent_of_the_threshold_is_not_known() {
    // In US dollars at a direct margin of 0 %, what is billed is what is invoiced.
    let status = |revenue: &str| {
        let value = json!({
            "currency": "USD", "revenue": {"modern_work": revenue, "security": 0, "business_apps": 0, "azure": 0},
            "direct": {"margin_pct": {"modern_work": 0}}
        });
        let answer = answer(&value);
        answer.eligibility.direct.requirements.iter().find(|r| r.id == Id::Revenue).unwrap().status
    };
    assert_eq!(status("849999.99"), Status::NotMet);
    assert_eq!(status("850000"), Status::Unknown);
    assert_eq!(status("1150000"), Status::Unknown);
    assert_eq!(status("1150000.01"), Status::Met);
}

#[test]
fn the_estimate_of_a_tenant_has_its_own_doubt() {
    let status = |ttm: &str, months: u32, role: &str| {
        let value = json!({"role": role, "standing": {"billed_ttm_usd": ttm, "tenant_months": months}});
        let answer = answer(&value);
        answer.eligibility.indirect.requirements.iter().find(|r| r.id == Id::Revenue).unwrap().status
    };
    assert_eq!(status("849.99", 12, "indirect"), Status::NotMet);
    assert_eq!(status("850", 12, "indirect"), Status::Unknown);
    assert_eq!(status("1150", 12, "indirect"), Status::Unknown);
    assert_eq!(status("1150.01", 12, "indirect"), Status::Met);
    assert_eq!(status("0", 11, "indirect"), Status::Waived);
    assert_eq!(status("0", 12, "direct"), Status::Waived);
    assert_eq!(status("0", 12, "new"), Status::Waived);
}

#[test]
fn incentives_need_their_revenue_and_their_capability() {
    let earns = |channel: usize, value: &Value| {
        let each = answer(value).channels[channel].incentive_eligible;
        each.0
    };
    let value = |ttm: &str| {
        json!({"standing": {"billed_ttm_usd": ttm, "designations": ["infrastructure"],
        "points": {"modern_work": 25, "security": "24.99", "business_apps": 100}}})
    };
    assert_eq!(earns(0, &value("1000000")), [false, false, false, true]);
    assert_eq!(earns(0, &value("999999.99")), [false; 4]);
    assert_eq!(earns(1, &value("25000")), [true, false, false, true]);
    assert_eq!(earns(1, &value("24999.99")), [false; 4]);
    for (designation, expected) in [
        ("modern_work", [true, true, false, false]),
        ("security", [true, true, false, false]),
        ("business_applications", [false, false, true, false]),
        ("data_ai", [false, false, false, true]),
        ("digital_app_innovation", [false, false, false, true]),
        ("infrastructure", [false, false, false, true]),
    ] {
        let value = json!({"standing": {"billed_ttm_usd": 1_000_000, "designations": [designation]}});
        assert_eq!(earns(0, &value), expected, "{designation}");
    }
}

#[test]
fn near_the_threshold_means_within_a_tenth() {
    let near = |ttm: &str| {
        let value = json!({"standing": {"billed_ttm_usd": ttm}});
        answer(&value).recommendation.cautions.contains(&Caution::NearThreshold)
    };
    assert!(!near("899999.99") && near("900000") && near("1100000") && !near("1100000.01"));
}

#[test]
fn the_rules_change_on_their_day() {
    let rules = |day: &str| answer(&json!({"as_of": day})).rules.id;
    assert_eq!(rules("2018-08-31"), "2018");
    assert_eq!(rules("2020-10-26"), "2018");
    assert_eq!(rules("2020-10-27"), "2020");
    assert_eq!(rules("2025-09-30"), "2020");
    assert_eq!(rules("2025-10-01"), "fy26");
    assert_eq!(rules("2199-12-31"), "fy26");
    let review =
        |day: &str| answer(&json!({"as_of": day})).recommendation.cautions.contains(&Caution::RulesUnderReview);
    assert!(!review("2026-09-30") && review("2026-10-01"));
    assert!(!review("2025-09-30") && !review("2025-10-01"));
}

/// Nothing but margin: EUR 1,000,000 at 20 % and at 15 %, and a support plan that closes the gap.
fn margins_and_a_plan(plan: &str) -> Value {
    let mut value = sound();
    value["revenue"] = json!({"modern_work": 1_000_000, "security": 0, "business_apps": 0, "azure": 0});
    value["direct"] = json!({"support_plan_fee": plan, "platform_fee": 0, "billing_hours": 0, "support_cost": 0,
        "compliance_hours": 0, "training_cost": 0, "supplier_days": 30, "margin_pct": {"modern_work": 20}});
    value["offers"] = json!([{"billing_hours": 0, "support_cost": 0, "compliance_hours": 0,
        "margin_pct": {"modern_work": 15}}]);
    value["incentives"] = json!({"rate_pct": {"modern_work": 0}});
    value
}

#[test]
fn a_mix_is_measured_by_the_one_channel_that_leaves_most_and_of_equals_by_the_offer() {
    let single = |plan: &str| {
        let scenario = scenario(&margins_and_a_plan(plan));
        Evaluation::new(&scenario, TODAY).chosen_mix().map(|mix| mix.single.0)
    };
    assert_eq!(single("49999.99"), Some(ChannelId::Direct));
    assert_eq!(single("50000"), Some(ChannelId::Offer(0)));
    assert_eq!(single("50000.01"), Some(ChannelId::Offer(0)));
}

#[test]
fn without_revenue_to_scale_no_revenue_opens_direct() {
    let row = |revenue: u32, billed: u32| {
        let mut value = margins_and_a_plan("45000");
        value["revenue"]["modern_work"] = json!(revenue);
        value["standing"]["billed_ttm_usd"] = json!(billed);
        answer(&value).break_even.into_iter().next()
    };
    let is_cents =
        |amount: Option<Money>, cents: i64| amount.map(|amount| amount.reported()) == Some(Decimal::new(cents, 2));
    let usual = row(1_000_000, 2_000_000).expect("a break-even");
    assert!(
        is_cents(usual.revenue, 90_000_000)
            && is_cents(usual.opens_at, 50_000_000)
            && is_cents(usual.pays_from, 90_000_000)
    );
    let nothing_sold = row(0, 500_000).expect("a break-even");
    assert_eq!(nothing_sold.opens_at, None);
    let nothing_billed = row(1_000_000, 0).expect("a break-even");
    assert_eq!(nothing_billed.opens_at, None);
    assert!(is_cents(nothing_billed.pays_from, 90_000_000));
}

#[test]
fn half_a_percent_of_revenue_decides_nothing() {
    let choice = |plan: &str| answer(&margins_and_a_plan(plan)).recommendation.choice;
    assert_eq!(choice("44999.99"), Choice::Direct);
    assert_eq!(choice("45000"), Choice::Even);
    assert_eq!(choice("55000"), Choice::Even);
    assert_eq!(choice("55000.01"), Choice::Indirect);
}

#[test]
fn what_is_mended_within_a_month_does_not_rule_direct_out() {
    let mut value = sound();
    value["standing"]["support_plan"] = json!("none");
    assert!(!answer(&value).recommendation.direct_ruled_out());
    assert!(answer(&value).recommendation.cautions.contains(&Caution::DirectNeedsAction));
    value["standing"]["indirect_months"] = json!(11);
    assert!(!answer(&value).recommendation.direct_ruled_out());
    value["standing"]["indirect_months"] = json!(10);
    assert!(answer(&value).recommendation.direct_ruled_out());
}

#[test]
fn the_last_check_is_told_for_ninety_days() {
    let last = |day: &str| {
        let value = json!({"as_of": day, "role": "direct", "standing": {"anniversary": 8}});
        let scenario = scenario(&value);
        Evaluation::new(&scenario, TODAY).transition().unwrap().deadline.unwrap().last.is_some()
    };
    // 1 August is the deadline's own until the month has ended.
    assert!(!last("2026-08-31") && last("2026-09-01"));
    assert!(last("2026-10-29") && !last("2026-10-30"));
}
