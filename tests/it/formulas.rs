//! Each line of the cost comparison by itself, against a figure worked out by hand.

use serde_json::{Value, json};
use tierwise::engine::Evaluation;
use tierwise::engine::report::{Answer, LineId};

use crate::support::{TODAY, scenario};

/// A scenario in which every figure is another, so that no two formulas give the same.
fn distinct() -> Value {
    json!({
        "currency": "USD", "customers": 7, "subscriptions": 90,
        "revenue": {"modern_work": 1_000_000, "security": 200_000, "business_apps": 30_000, "azure": 4_000},
        "standing": {"designations": ["modern_work", "business_applications", "data_ai"], "billed_ttm_usd": 2_000_000},
        "direct": {
            "margin_pct": {"modern_work": 20, "security": 30, "business_apps": 10, "azure": 5},
            "support_plan_fee": 11, "platform_fee": 13, "platform_fee_per_customer": 17, "billing_hours": 19,
            "support_cost": 23, "round_the_clock_cost": 29, "compliance_hours": 31, "training_cost": 37,
            "leakage_pct": 2, "supplier_days": 50, "integration_build": 100, "integration_years": 4,
            "integration_upkeep": 41, "guarantee_cost": 43
        },
        "offers": [{
            "margin_pct": {"modern_work": 15, "security": 25, "business_apps": 8, "azure": 4},
            "funding": 47, "fee": 53, "fee_pct": 1, "support_fee": 59, "billing_hours": 6, "compliance_hours": 5,
            "support_cost": 61, "training_cost": 67, "guarantee_cost": 71, "leakage_pct": 3, "supplier_days": 10
        }],
        "incentives": {
            "rate_pct": {"modern_work": 4, "security": 5, "business_apps": 6, "azure": 7},
            "coop_share_pct": 40, "coop_value_pct": 25
        },
        "labour": {"hourly_cost": 45, "redeploy_pct": 50, "billable_rate": 95},
        "finance": {"cost_of_capital_pct": 7.3, "customer_days": 40, "bad_debt_pct": 1}
    })
}

fn answer() -> Answer {
    Evaluation::new(&scenario(&distinct()), TODAY).answer()
}

#[test]
fn every_line_of_direct() {
    let answer = answer();
    let expected = [
        // 200,000 + 60,000 + 3,000 + 200
        (LineId::Margin, "263200.00"),
        // billed 800,000 × 4 % + 140,000 × 5 % + 27,000 × 6 % + 3,800 × 7 % = 40,886; × (60 % + 40 % × 25 %)
        (LineId::Incentives, "28620.20"),
        (LineId::Funding, "0.00"),
        (LineId::SupportPlan, "11.00"),
        // 13 + 12 × 17 × 7
        (LineId::Platform, "1441.00"),
        // 12 × 19 × 45
        (LineId::BillingLabour, "10260.00"),
        (LineId::SupportLabour, "23.00"),
        (LineId::RoundTheClock, "29.00"),
        // 31 × 45
        (LineId::ComplianceLabour, "1395.00"),
        (LineId::Training, "37.00"),
        // 100 ÷ 4 + 41
        (LineId::Integration, "66.00"),
        (LineId::Guarantee, "43.00"),
        // 1,234,000 × 2 %
        (LineId::Leakage, "24680.00"),
        // 1,234,000 × 1 %
        (LineId::BadDebt, "12340.00"),
        // (1,234,000 − 263,200) × (40 − 50) ÷ 365 × 7.3 %
        (LineId::Financing, "-1941.60"),
    ];
    for (line, amount) in expected {
        assert_eq!(answer.channels[0].line(line).reported().to_string(), amount, "{line:?}");
    }
    assert_eq!(answer.channels[0].net.reported().to_string(), "243436.80");
    // 970,800 × −10 ÷ 365
    assert_eq!(answer.channels[0].working_capital.reported().to_string(), "-26597.26");
}

#[test]
fn every_line_of_an_offer() {
    let answer = answer();
    let expected = [
        // 150,000 + 50,000 + 2,400 + 160
        (LineId::Margin, "202560.00"),
        (LineId::Incentives, "28620.20"),
        (LineId::Funding, "47.00"),
        (LineId::SupportPlan, "59.00"),
        // 53 + 1,234,000 × 1 %
        (LineId::Platform, "12393.00"),
        // 12 × 6 × 45
        (LineId::BillingLabour, "3240.00"),
        (LineId::SupportLabour, "61.00"),
        (LineId::RoundTheClock, "0.00"),
        (LineId::ComplianceLabour, "225.00"),
        (LineId::Training, "67.00"),
        (LineId::Integration, "0.00"),
        (LineId::Guarantee, "71.00"),
        (LineId::Leakage, "37020.00"),
        (LineId::BadDebt, "12340.00"),
        // (1,234,000 − 202,560) × 30 ÷ 365 × 7.3 %
        (LineId::Financing, "6188.64"),
    ];
    for (line, amount) in expected {
        assert_eq!(answer.channels[1].line(line).reported().to_string(), amount, "{line:?}");
    }
    assert_eq!(answer.channels[1].net.reported().to_string(), "159562.56");
}

#[test]
fn hours_and_what_they_are_worth() {
    let answer = answer();
    // 12 × (19 − 6) + 31 − 5
    assert_eq!(answer.hours_freed.reported().to_string(), "182.00");
    // 182 × 50 % × (95 − 45)
    assert_eq!(answer.hours_value.reported().to_string(), "4550.00");
    assert_eq!(answer.difference.reported().to_string(), "-83874.24");
    // Without labour: direct keeps 11,678 more, the offer 3,526.
    assert_eq!(answer.difference_cash.reported().to_string(), "-92026.24");
}

#[test]
fn what_the_first_year_loses() {
    let mut value = distinct();
    value["role"] = json!("direct");
    let first_year =
        |value: &Value| Evaluation::new(&scenario(value), TODAY).answer().difference_first_year.reported().to_string();
    // −83,874.24 − 28,620.20
    assert_eq!(first_year(&value), "-112494.44");
    value["transition"] = json!({"incentive_loss_months": 3});
    assert_eq!(first_year(&value), "-91029.29");
    value["standing"]["authorization"] = json!("revoked");
    assert_eq!(first_year(&value), "-83874.24");
}
