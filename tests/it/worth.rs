//! Offers beside each other: what better terms are worth is what they change, and portfolios add up to the lines.

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;
use tierwise::engine::Evaluation;
use tierwise::engine::catalogue::{FieldId, Portfolio, Slot};
use tierwise::engine::costs::lines_of;
use tierwise::engine::report::LineId;
use tierwise::engine::scenario::{Scenario, Value};
use tierwise::engine::situation::{ChannelId, Situation, number_of};
use tierwise::engine::worth::{Comparison, FUNDING, Worth};

use crate::support::{TODAY, decimal, plausible, scenario, scenarios, trials};

fn compared(scenario: &Scenario) -> Comparison {
    let situation: Situation = Situation::resolve(scenario, TODAY);
    Comparison::of(&situation)
}

/// What an offer leaves.
fn net(scenario: &Scenario, offer: u8) -> Decimal {
    let situation: Situation = Situation::resolve(scenario, TODAY);
    lines_of(&situation, &situation.offers[usize::from(offer)]).net().exact()
}

/// How much more an offer leaves in the scenario with more of this; nothing where the scenario can't have it.
fn worth_of(scenario: &Scenario, slots: &[Slot], more: Decimal) -> Option<Decimal> {
    let mut changed = scenario.clone();
    for slot in slots {
        let now = number_of(scenario, TODAY, *slot);
        let value = Scenario::check_number(*slot, now + more).ok()?;
        changed = changed.with(*slot, Some(value));
    }
    let offer = slots.first()?.offer;
    Some(net(&changed, offer) - net(scenario, offer))
}

fn margins(offer: u8) -> [Slot; 4] {
    Portfolio::ALL.map(|portfolio| Slot::portfolio(FieldId::OfferMargin, portfolio).in_offer(offer))
}

fn check(scenario: &Scenario, worth: &Worth, times: Decimal) -> Result<(), TestCaseError> {
    let ChannelId::Offer(offer) = worth.offer else { panic!("an offer") };
    let same = |told: Decimal, evaluated: Option<Decimal>| match evaluated {
        // Digits beyond the 28 that count differ in amounts that large.
        Some(evaluated) => (told - evaluated).abs() <= Decimal::new(1, 6),
        None => true,
    };
    let all = margins(offer);
    prop_assert!(same(worth.point.exact() * times, worth_of(scenario, &all, times)));
    for slot in all {
        let told = worth.point_on.get(slot.portfolio.unwrap()).exact();
        // One way or the other there is always room for a point.
        let one = worth_of(scenario, &[slot], Decimal::ONE);
        let one = one.or_else(|| worth_of(scenario, &[slot], -Decimal::ONE).map(|lost| -lost));
        prop_assert!(one.is_some());
        prop_assert!(same(told, one));
        prop_assert!(same(told * times, worth_of(scenario, &[slot], times)));
    }
    let days = Slot::of(FieldId::OfferSupplierDays).in_offer(offer);
    prop_assert!(same(worth.day.exact() * times, worth_of(scenario, &[days], times)));
    let funding = Slot::of(FieldId::OfferFunding).in_offer(offer);
    prop_assert!(same(worth.funding.exact() * times, worth_of(scenario, &[funding], FUNDING * times)));
    prop_assert_eq!(worth.funding.compared(), FUNDING);
    Ok(())
}

proptest! {
    #![proptest_config(trials(96))]

    #[test]
    fn better_terms_are_worth_what_they_change(json in plausible(), times in -40i64..=40) {
        let scenario = scenario(&json);
        for worth in &compared(&scenario).worth {
            check(&scenario, worth, Decimal::from(times))?;
        }
    }

    #[test]
    fn they_are_so_in_any_scenario(scenario in scenarios(), tenths in -400i64..=400) {
        for worth in &compared(&scenario).worth {
            check(&scenario, worth, Decimal::new(tenths, 1))?;
        }
    }

    #[test]
    fn portfolios_add_up_to_the_lines_that_follow_revenue(scenario in scenarios()) {
        let evaluation = Evaluation::new(&scenario, TODAY);
        let (answer, situation) = (evaluation.answer(), evaluation.situation());
        let compared = Comparison::of(situation);
        for channel in &answer.channels {
            let of = situation.channels().find(|of| of.id == channel.id).unwrap();
            let line = |id| channel.line(id).exact();
            let fixed_fee = of.platform_fee.exact() + Decimal::from(12) * of.platform_fee_monthly.exact();
            let following = line(LineId::Margin) + line(LineId::Incentives)
                - (line(LineId::Platform) - fixed_fee)
                - line(LineId::Leakage) - line(LineId::BadDebt) - line(LineId::Financing);
            let told: Decimal = compared.portfolios.iter().map(|bought| bought.through(channel.id).exact()).sum();
            prop_assert!((told - following).abs() <= Decimal::new(1, 6), "{told} {following}");
        }
    }

    #[test]
    fn offers_stand_in_the_order_of_the_report(scenario in scenarios()) {
        let answer = Evaluation::new(&scenario, TODAY).answer();
        let compared = compared(&scenario);
        prop_assert_eq!(compared.placed.len(), answer.channels.len() - 1);
        prop_assert_eq!(compared.placed[0].offer, answer.best_offer);
        prop_assert!(compared.placed[0].behind.exact().is_zero());
        for place in &compared.placed {
            let net = answer.channel(place.offer).unwrap().net;
            prop_assert_eq!(place.net, net);
            prop_assert_eq!(place.behind, compared.placed[0].net - net);
        }
        for pair in compared.placed.windows(2) {
            prop_assert!(pair[0].net.compared() > pair[1].net.compared()
                || (pair[0].net.compared() == pair[1].net.compared() && pair[0].offer < pair[1].offer));
        }
    }

    #[test]
    fn another_offer_is_named_only_where_it_leaves_more(json in plausible()) {
        let compared = compared(&scenario(&json));
        let first = compared.placed[0].offer;
        let elsewhere = compared.better_elsewhere();
        for bought in &compared.portfolios {
            let named = elsewhere.iter().find(|(_, portfolios)| portfolios.contains(&bought.portfolio));
            let most = bought.left.iter().skip(1).map(|(_, left)| left.compared()).max().unwrap();
            prop_assert_eq!(bought.through(bought.best).compared(), most);
            prop_assert_eq!(named.map(|(offer, _)| *offer), bought.beats(bought.best, first).then_some(bought.best));
            prop_assert_eq!(
                compared.direct_ahead().contains(&bought.portfolio),
                bought.left[0].1.compared() > most
            );
        }
    }
}

#[test]
fn where_a_margin_is_nearly_the_whole_the_point_is_taken_off() {
    let at = |margin: &str| {
        let json = json!({"offers": [{"margin_pct": {"azure": margin, "security": 20}}]});
        compared(&scenario(&json)).worth[0]
    };
    let (free, capped, whole) = (at("50"), at("99.5"), at("100"));
    assert_eq!(free.taken_off.0, [false; 4]);
    assert_eq!(at("99").taken_off.0, [false; 4]);
    for worth in [capped, whole] {
        assert_eq!(worth.taken_off.0, [false, false, false, true]);
        assert_eq!(worth.point.compared(), free.point.compared());
        assert_eq!(worth.point_on.get(Portfolio::Azure).compared(), free.point_on.get(Portfolio::Azure).compared());
    }
}

#[test]
fn a_point_is_a_hundredth_of_revenue_and_what_it_saves_on_financing() {
    // 800,000 of revenue; customers pay after 30 days as the provider is paid, so nothing is financed.
    let even = compared(&scenario(&json!({}))).worth[0];
    assert_eq!(even.point.reported(), decimal("8000.00"));
    // 685,600 is bought there; a day of it at 8 % a year.
    let day = (decimal("800000") - decimal("104400")) / decimal("365") * decimal("0.08");
    assert_eq!(even.day.compared().round_dp(2), day.round_dp(2));
    let days = even.days_for_a_point().unwrap();
    assert_eq!((days * even.day.exact()).round_dp(6), even.point.compared());
}

#[test]
fn a_day_that_costs_nothing_is_worth_nothing() {
    let worth = compared(&scenario(&json!({"finance": {"cost_of_capital_pct": 0}}))).worth[0];
    assert!(worth.day.exact().is_zero());
    assert_eq!(worth.days_for_a_point(), None);
    let nothing = json!({"revenue": {"modern_work": 0, "security": 0, "business_apps": 0, "azure": 0}});
    let compared = compared(&scenario(&nothing));
    assert!(compared.portfolios.is_empty() && compared.better_elsewhere().is_empty());
    assert!(compared.worth[0].point.exact().is_zero());
    assert_eq!(compared.worth[0].days_for_a_point(), None);
}

#[test]
fn equal_offers_lead_together() {
    let same = json!({"offers": [{}, {}]});
    let even = compared(&scenario(&same));
    assert!(even.better_elsewhere().is_empty());
    assert!(
        even.portfolios.iter().all(|bought| !bought.leads(ChannelId::Offer(0)) && !bought.leads(ChannelId::Offer(1)))
    );
    let split = json!({"offers": [{"margin_pct": {"azure": 9}}, {"margin_pct": {"modern_work": 16}}, {}]});
    let split = compared(&scenario(&split));
    let azure = split.portfolios.iter().find(|bought| bought.portfolio == Portfolio::Azure).unwrap();
    assert!(azure.leads(ChannelId::Offer(0)) && !azure.leads(ChannelId::Offer(1)) && !azure.leads(ChannelId::Offer(2)));
    assert_eq!(split.better_elsewhere(), [(ChannelId::Offer(0), vec![Portfolio::Azure])]);
    // What is typed is what counts.
    let slot = Slot::portfolio(FieldId::OfferMargin, Portfolio::Azure);
    let none = scenario(&json!({})).with(slot, Some(Value::Number(Decimal::ZERO)));
    assert!(compared(&none).portfolios[3].beats(ChannelId::Direct, ChannelId::Offer(0)));
}
