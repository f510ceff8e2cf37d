//! Laws that hold for every scenario, on thousands of random ones.

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use tierwise::engine::break_even::NetLine;
use tierwise::engine::catalogue::{FieldId, Portfolio, Slot};
use tierwise::engine::costs::eligible_by_capability;
use tierwise::engine::margin_gap::margin_gap;
use tierwise::engine::number::{HALF_MICRO, compared, to_f64};
use tierwise::engine::quantity::Fraction;
use tierwise::engine::report::{BreakEvenKind, Choice, Driver, LineId, Report, Status, Verdict};
use tierwise::engine::rules::RequirementId;
use tierwise::engine::scenario::{Scenario, Value as Stated};
use tierwise::engine::sensitivity::{apply, difference, settle};
use tierwise::engine::situation::{ChannelId, Each, Situation};
use tierwise::engine::{self, Evaluation};

use crate::support::{PORTFOLIOS, TODAY, decimal, from_pairs, pairs, plausible, scenario, scenarios, to_json, trials};

/// The nets of all channels.
fn nets(report: &Report) -> Vec<Decimal> {
    report.answer.channels.iter().map(|channel| channel.net.exact()).collect()
}

/// The difference when a driver is multiplied by a factor.
fn difference_at(scenario: &Scenario, driver: Driver, factor: Decimal) -> Decimal {
    let mut situation: Situation = Situation::resolve(scenario, TODAY);
    let ChannelId::Offer(best) = Evaluation::new(scenario, TODAY).answer().best_offer else { panic!("an offer") };
    let mut offer = situation.offers[usize::from(best)];
    apply(&mut situation, &mut offer, driver, &Fraction::new(factor));
    settle(&mut situation);
    compared(difference(&situation, &offer).exact())
}

fn sign(value: Decimal) -> i8 {
    if value.is_zero() {
        0
    } else if value.is_sign_negative() {
        -1
    } else {
        1
    }
}

proptest! {
    #![proptest_config(trials(2_000))]

    #[test]
    fn the_order_of_keys_changes_nothing(pairs in pairs().prop_flat_map(|pairs| (Just(pairs.clone()), Just(pairs).prop_shuffle()))) {
        let (pairs, shuffled) = pairs;
        prop_assert_eq!(from_pairs(&pairs), from_pairs(&shuffled));
    }

    #[test]
    fn what_is_read_is_without_problems(pairs in pairs()) {
        prop_assert_eq!(from_pairs(&pairs).1, 0);
    }
}

proptest! {
    #![proptest_config(trials(150))]

    /// From a cent to a million million: nothing overflows, and the report is whole.
    #[test]
    fn every_scenario_has_a_report(scenario in scenarios()) {
        let report = to_json(&engine::evaluate(&scenario, TODAY));
        prop_assert_eq!(report["uncertainty"]["histogram"]["counts"].as_array().map(Vec::len), Some(40));
        prop_assert!(!report.to_string().contains("\"-0.00\""));
    }
}

proptest! {
    #![proptest_config(trials(1_000))]

    #[test]
    fn the_lines_of_a_channel_sum_to_its_net(value in plausible()) {
        let answer = Evaluation::new(&scenario(&value), TODAY).answer();
        for channel in &answer.channels {
            let sum: Decimal = channel.lines.iter().map(|line| {
                if line.id.is_income() { line.amount.exact() } else { -line.amount.exact() }
            }).sum();
            prop_assert_eq!(compared(sum), channel.net.compared());
            let ids: Vec<LineId> = channel.lines.iter().map(|line| line.id).collect();
            prop_assert_eq!(ids, LineId::ALL);
        }
    }

    #[test]
    fn the_best_offer_has_the_highest_net_and_the_difference_is_against_it(value in plausible()) {
        let answer = Evaluation::new(&scenario(&value), TODAY).answer();
        let best = answer.channel(answer.best_offer).unwrap().net;
        for offer in &answer.channels[1..] {
            prop_assert!(best.compared() >= offer.net.compared());
        }
        prop_assert_eq!(answer.difference.exact(), best.exact() - answer.channels[0].net.exact());
        let labour = |channel: ChannelId| -> Decimal {
            LineId::LABOUR.iter().map(|line| answer.channel(channel).unwrap().line(*line).exact()).sum()
        };
        let without = answer.difference.exact() + labour(answer.best_offer) - labour(ChannelId::Direct);
        prop_assert_eq!(compared(without), answer.difference_cash.compared());
    }

    #[test]
    fn the_best_mix_is_no_worse_than_any_single_channel(value in plausible()) {
        let answer = Evaluation::new(&scenario(&value), TODAY).answer();
        if let Some(mix) = &answer.mix {
            for channel in &answer.channels {
                prop_assert!(mix.net.compared() >= channel.net.compared());
            }
            prop_assert!(mix.gain.compared() >= Decimal::ZERO);
            prop_assert!(mix.net_allowed.is_none_or(|allowed| allowed.compared() <= mix.net.compared()));
            let direct = mix.best_allowed.iter().flatten().any(|(_, channel)| *channel == ChannelId::Direct);
            prop_assert!(!direct);
        }
    }

    #[test]
    fn a_mix_of_one_portfolio_is_the_best_single_channel(value in plausible(), only in 0usize..4) {
        let mut value = value;
        for (place, portfolio) in PORTFOLIOS.iter().enumerate() {
            value["revenue"][portfolio] = json!(if place == only { "500000.01" } else { "0" });
        }
        let answer = Evaluation::new(&scenario(&value), TODAY).answer();
        let mix = answer.mix.as_ref().unwrap();
        prop_assert_eq!(mix.gain.compared(), Decimal::ZERO);
        let best = answer.channels.iter().map(|channel| channel.net.compared()).max();
        prop_assert_eq!(Some(mix.net.compared()), best);
    }

    #[test]
    fn the_first_year_of_the_projection_is_the_base(value in plausible()) {
        let scenario = scenario(&value);
        let evaluation = Evaluation::new(&scenario, TODAY);
        let (answer, projection) = (evaluation.answer(), evaluation.projection());
        let first = &projection.years[0];
        prop_assert_eq!(first.ttm_usd.compared(), answer.ttm_usd.value.compared());
        for (channel, (id, net)) in answer.channels.iter().zip(&first.net) {
            prop_assert_eq!(channel.id, *id);
            prop_assert_eq!(channel.net.compared(), net.compared());
        }
    }

    #[test]
    fn without_growth_inflation_or_write_off_all_years_are_the_same(value in plausible()) {
        let mut value = value;
        value["growth_pct"] = PORTFOLIOS.iter().map(|p| (p.to_string(), json!(0))).collect::<serde_json::Map<_, _>>().into();
        value["finance"] = json!({"cost_inflation_pct": 0, "discount_pct": 0});
        value["role"] = json!("new");
        let scenario = scenario(&value);
        let projection = Evaluation::new(&scenario, TODAY).projection();
        let five = Decimal::from(5);
        for year in &projection.years {
            for ((_, net), (_, first)) in year.net.iter().zip(&projection.years[0].net) {
                prop_assert_eq!(net.compared(), first.compared());
            }
        }
        for ((_, npv), (_, first)) in projection.npv.iter().zip(&projection.years[0].net) {
            prop_assert!(npv.is_none_or(|npv| npv.compared() == compared(first.exact() * five)));
        }
    }

    #[test]
    fn a_verdict_says_what_its_requirements_say(value in plausible()) {
        let answer = Evaluation::new(&scenario(&value), TODAY).answer();
        for model in [&answer.eligibility.direct, &answer.eligibility.indirect] {
            let has = |status| model.requirements.iter().any(|requirement| requirement.status == status);
            let expected = match (has(Status::NotMet), has(Status::Unknown)) {
                (true, _) => Verdict::NotEligible,
                (false, true) => Verdict::Unconfirmed,
                (false, false) => Verdict::Eligible,
            };
            prop_assert_eq!(model.verdict, expected);
            for requirement in &model.requirements {
                prop_assert!(requirement.status == Status::NotMet || requirement.lead_months.is_none());
            }
        }
        if answer.recommendation.direct_ruled_out() {
            prop_assert!(matches!(answer.recommendation.choice, Choice::Indirect | Choice::Mix));
            prop_assert!(answer.eligibility.direct.verdict == Verdict::NotEligible || answer.recommendation.reasons.len() == 1);
        }
    }

    /// The month in which growth reaches the threshold is the first of all that do, looked at one by one.
    #[test]
    fn revenue_is_reached_in_the_first_month_it_can(value in plausible(), billed in 10_000..990_000u32) {
        let mut value = value;
        value["standing"]["billed_ttm_usd"] = json!(billed.to_string());
        value["rules"] = json!("fy26");
        let scenario = scenario(&value);
        let answer = Evaluation::new(&scenario, TODAY).answer();
        let requirements = &answer.eligibility.direct.requirements;
        let revenue = requirements.iter().find(|requirement| requirement.id == RequirementId::Revenue).unwrap();
        let situation: Situation = Situation::resolve(&scenario, TODAY);
        let total = to_f64(situation.total_billed().exact());
        let at = |month: u32| -> f64 {
            let times = |portfolio| {
                let growth = 1.0 + to_f64(situation.growth.get(portfolio).exact());
                to_f64(situation.billed(portfolio).exact()) / total * libm::pow(growth, f64::from(month) / 12.0)
            };
            f64::from(billed) * Portfolio::ALL.map(times).iter().sum::<f64>()
        };
        let required = f64::from(revenue.quantity.as_ref().unwrap().required);
        let first = (0..=120).find(|month| total > 0.0 && at(*month) >= required - HALF_MICRO);
        if revenue.status == Status::NotMet {
            prop_assert_eq!(revenue.lead_months, first);
        }
    }

    /// Scaling revenue to just either side of the break-even changes which of the two leaves more.
    #[test]
    fn a_break_even_is_where_the_difference_changes_sign(value in plausible()) {
        let mut value = value;
        // The break-even takes the revenue conditions for incentives as met: here they are, at any scale.
        value["standing"]["billed_ttm_usd"] = json!("900000000000");
        let scenario = scenario(&value);
        let answer = Evaluation::new(&scenario, TODAY).answer();
        let situation: Situation = Situation::resolve(&scenario, TODAY);
        let total = situation.total_revenue().exact();
        for row in &answer.break_even {
            let ChannelId::Offer(number) = row.offer else { panic!("an offer") };
            let ahead_at = |factor: Decimal| {
                let (mut scaled, mut offer) = (situation.clone(), situation.offers[usize::from(number)]);
                apply(&mut scaled, &mut offer, Driver::Revenue, &Fraction::new(factor));
                sign(-compared(difference(&scaled, &offer).exact()))
            };
            if let (Some(revenue), false) = (row.revenue, total.is_zero()) {
                let factor = revenue.exact() / total;
                let step = (factor * Decimal::new(1, 6)).max(Decimal::new(1, 6));
                let above = if row.kind == BreakEvenKind::DirectAbove { 1 } else { -1 };
                if factor < Decimal::from(1_000_000) {
                    prop_assert!(ahead_at(factor + step) * above >= 0);
                    prop_assert!(ahead_at((factor - step).max(Decimal::ZERO)) * above <= 0);
                    prop_assert_eq!(ahead_at(factor * Decimal::TWO + step), above);
                }
            } else if matches!(row.kind, BreakEvenKind::AlwaysDirect | BreakEvenKind::AlwaysIndirect) {
                let always = if row.kind == BreakEvenKind::AlwaysDirect { 1 } else { -1 };
                for factor in ["0", "0.1", "1", "7"] {
                    prop_assert!(ahead_at(decimal(factor)) * always >= 0);
                }
            }
        }
    }

    /// What a chart draws: lines that cross at the break-even, and lead through the nets as far as incentives are earned.
    #[test]
    fn the_lines_over_revenue_cross_at_the_break_even(value in plausible()) {
        let scenario = scenario(&value);
        let evaluation = Evaluation::new(&scenario, TODAY);
        let (situation, answer) = (evaluation.situation(), evaluation.answer());
        let total = situation.total_revenue();
        let direct = NetLine::of(situation, &situation.direct);
        for channel in std::iter::once(&situation.direct).chain(&situation.offers) {
            let report = answer.channel(channel.id).unwrap();
            let line = NetLine::of(situation, channel);
            prop_assert_eq!(line.at(total).is_none(), total.exact().is_zero());
            let Some(present) = line.at(total) else { continue };
            if report.incentive_eligible == eligible_by_capability(situation, channel.id) {
                prop_assert_eq!(present.compared(), report.net.compared());
            } else {
                prop_assert!(present.compared() >= report.net.compared());
            }
            let Some(row) = answer.break_even.iter().find(|row| row.offer == channel.id) else { continue };
            if let Some(revenue) = row.revenue.filter(|revenue| revenue.exact() < total.exact() * decimal("1000000")) {
                let apart = line.at(revenue).unwrap() - direct.at(revenue).unwrap();
                prop_assert!(apart.exact().abs() < Decimal::new(1, 2), "{apart:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(trials(250))]

    /// Between 1 and the flip the sign is never the opposite one; just beyond it, it is.
    #[test]
    fn a_flip_point_is_where_the_difference_first_changes_sign(value in plausible()) {
        let scenario = scenario(&value);
        let base = sign(difference_at(&scenario, Driver::Revenue, Decimal::ONE));
        for row in Evaluation::new(&scenario, TODAY).sensitivity() {
            let at = |factor: Decimal| sign(difference_at(&scenario, row.driver, factor));
            prop_assert_eq!(row.low.compared(), difference_at(&scenario, row.driver, decimal("0.8")));
            prop_assert_eq!(row.high.compared(), difference_at(&scenario, row.driver, decimal("1.2")));
            let grid = (0..=50).map(|step| Decimal::new(step, 1));
            match row.flip {
                None => {
                    for factor in grid {
                        prop_assert!(base == 0 || at(factor) != -base, "{:?} flips at {factor}", row.driver);
                    }
                }
                Some(flip) => {
                    let margin = Decimal::new(2, 6);
                    let distance = (flip.0 - Decimal::ONE).abs() - margin;
                    for factor in grid.filter(|factor| (factor - Decimal::ONE).abs() < distance) {
                        prop_assert!(at(factor) != -base, "{:?} flips at {factor}, nearer than {}", row.driver, flip.0);
                    }
                    let near = [-2i64, -1, 0, 1, 2].map(|step| flip.0 + Decimal::new(step, 6));
                    prop_assert!(near.iter().any(|factor| at(*factor) == -base), "{:?} at {}", row.driver, flip.0);
                }
            }
        }
    }

    /// Just either side of the margin that tips it, the sign of the difference is another one; whichever portfolios the
    /// change is in. Where there is no such margin, it is the same from nothing to everything.
    #[test]
    fn a_margin_gap_is_where_the_difference_changes_sign(value in plausible()) {
        let scenario = scenario(&value);
        let situation: Situation = Situation::resolve(&scenario, TODAY);
        let ChannelId::Offer(best) = Evaluation::new(&scenario, TODAY).answer().best_offer else { panic!("an offer") };
        let offer = situation.offers[usize::from(best)];
        let with = |margin: Each<Fraction>| {
            let mut offer = offer;
            offer.margin = margin;
            difference(&situation, &offer).exact()
        };
        let at = |margin: Decimal| with(Each::of(|_| Fraction::new(margin)));
        let Some(gap) = margin_gap(&situation, &offer) else {
            prop_assert!(situation.total_revenue().exact().is_zero());
            return Ok(());
        };
        let (step, now) = (Decimal::new(1, 7), gap.now.exact());
        match gap.tips_at {
            Some(tips_at) => {
                let tips_at = tips_at.exact();
                prop_assert_eq!(sign(at(tips_at - step)) * sign(at(tips_at + step)), -1);
                let shifted = |by: Decimal| with(Each::of(|p| Fraction::new(offer.margin.get(p).exact() + by)));
                let change = tips_at - now;
                prop_assert_eq!(sign(shifted(change - step)) * sign(shifted(change + step)), -1);
            }
            None => {
                let signs = ["0", "0.25", "0.5", "0.75", "1"].map(|margin| sign(at(decimal(margin))));
                prop_assert!(signs[0] != 0 && signs.iter().all(|sign| *sign == signs[0]), "{signs:?}");
            }
        }
    }

    #[test]
    fn moving_pays_back_from_the_month_that_is_named(value in plausible()) {
        let mut value = value;
        value["role"] = json!("direct");
        let scenario = scenario(&value);
        let transition = Evaluation::new(&scenario, TODAY).transition().unwrap();
        if let Some(months) = &transition.cumulative {
            prop_assert_eq!(months.len(), 36);
            let trough = transition.trough.unwrap();
            let lowest = months.iter().map(|sum| sum.compared()).min().unwrap();
            prop_assert_eq!(trough.amount.compared(), lowest);
            let first = months.iter().position(|sum| sum.compared() == lowest).unwrap();
            prop_assert_eq!(trough.month as usize, first + 1);
            match transition.payback_month {
                Some(month) => {
                    prop_assert!(months[month as usize - 1..].iter().all(|sum| sum.compared() >= Decimal::ZERO));
                    prop_assert!(month == 1 || months[month as usize - 2].compared() < Decimal::ZERO);
                }
                None => prop_assert!(months.last().unwrap().compared() < Decimal::ZERO),
            }
        }
    }

    #[test]
    fn draws_lie_around_the_difference_and_without_spread_on_it(value in plausible()) {
        let mut value = value;
        let report = engine::evaluate(&scenario(&value), TODAY);
        let drawn = &report.outlook.uncertainty;
        prop_assert!(drawn.p10.exact() <= drawn.p50.exact() && drawn.p50.exact() <= drawn.p90.exact());
        value["uncertainty"] = json!({"spread_pct": 0});
        let sure = engine::evaluate(&scenario(&value), TODAY);
        let drawn = &sure.outlook.uncertainty;
        let cent = Decimal::new(2, 2);
        for quantile in [drawn.p10, drawn.p50, drawn.p90] {
            prop_assert!((quantile.exact() - sure.answer.difference.exact()).abs() <= cent);
        }
        prop_assert_eq!(drawn.histogram.counts[0], 10_000);
        prop_assert_eq!(drawn.histogram.width.reported(), Decimal::ZERO);
    }

    #[test]
    fn an_offer_added_at_the_end_changes_no_other_channel(value in plausible()) {
        let scenario = scenario(&value);
        let more = scenario.with_offer();
        let (before, after) = (nets(&engine::evaluate(&scenario, TODAY)), nets(&engine::evaluate(&more, TODAY)));
        prop_assert_eq!(&before[..], &after[..before.len()]);
        let less = more.without_offer(more.offers() - 1);
        prop_assert!(less == scenario || scenario.offers() == 5);
    }
}

#[test]
fn a_value_of_another_kind_or_place_is_not_taken() {
    let scenario = Scenario::default();
    let customers = Slot::of(FieldId::Customers);
    assert_eq!(scenario.with(customers, Some(Stated::Fact(true))), scenario);
    let second = Slot::of(FieldId::OfferFee).in_offer(1);
    assert_eq!(scenario.with(second, Some(Stated::Number(Decimal::ONE))), scenario);
    assert_eq!(scenario.with(Slot::of(FieldId::MoveTo), Some(Stated::Offer(1))), scenario);
}

#[test]
fn removing_an_offer_moves_the_later_ones_up() {
    let value: Value = json!({
        "offers": [{"fee": 1}, {"fee": 2}, {"fee": 3}], "transition": {"to": "offers.2"}
    });
    let left = scenario(&value).without_offer(1);
    let expected = scenario(&json!({"offers": [{"fee": 1}, {"fee": 3}], "transition": {"to": "offers.1"}}));
    assert_eq!(left, expected);
    assert_eq!(left.without_offer(1), scenario(&json!({"offers": [{"fee": 1}]})));
    let slot = Slot::portfolio(FieldId::OfferMargin, Portfolio::Azure);
    assert_eq!(left.get(slot), None);
}
