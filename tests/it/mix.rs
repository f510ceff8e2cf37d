//! The mix that a scenario plans: what is chosen stays, and nothing that has it leaves more.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use tierwise::engine::Evaluation;
use tierwise::engine::catalogue::{FieldId, Portfolio, Slot};
use tierwise::engine::costs::lines_of;
use tierwise::engine::mix::kept_direct;
use tierwise::engine::quantity::Money;
use tierwise::engine::report::{Assignment, Caution, Choice};
use tierwise::engine::scenario::{Scenario, Value};
use tierwise::engine::situation::{ChannelId, Situation};

use crate::support::{TODAY, plausible, scenario, trials};

/// A scenario, and for each portfolio a channel that is chosen: 0 is none, 1 direct, then the offers.
fn planned() -> impl Strategy<Value = Scenario> {
    (plausible(), proptest::array::uniform4(0u8..7)).prop_map(|(json, places)| plan(&json, places))
}

fn plan(json: &Json, places: [u8; 4]) -> Scenario {
    let base = scenario(json);
    let channels = base.offers() + 1;
    Portfolio::ALL.into_iter().zip(places).fold(base, |scenario, (portfolio, place)| {
        let value = place.checked_sub(1).filter(|place| *place < channels).map(Value::Choice);
        scenario.with(Slot::portfolio(FieldId::PlanMix, portfolio), value)
    })
}

fn chosen(scenario: &Scenario, portfolio: Portfolio) -> Option<ChannelId> {
    match scenario.get(Slot::portfolio(FieldId::PlanMix, portfolio))? {
        Value::Choice(0) => Some(ChannelId::Direct),
        Value::Choice(place) => Some(ChannelId::Offer(place - 1)),
        other => panic!("{other:?}"),
    }
}

/// How many different channels a mix uses.
fn channels_in(mix: &Assignment) -> usize {
    mix.iter().map(|(_, channel)| channel).collect::<BTreeSet<_>>().len()
}

/// What an assignment leaves, line by line from the model's table of kinds.
fn net_of(situation: &Situation, mix: &Assignment) -> Money {
    let total = situation.total_revenue();
    let mut net = Money::zero();
    for channel in situation.channels() {
        let bought: Vec<Portfolio> = mix.iter().filter(|(_, at)| *at == channel.id).map(|(p, _)| *p).collect();
        if bought.is_empty() {
            continue;
        }
        let share = Money::sum(bought.iter().map(|p| *situation.revenue.get(*p))).part_of(total);
        for line in lines_of(situation, channel).0 {
            let mut amount = Money::zero();
            for portfolio in &bought {
                amount = amount + line.variable.map_or_else(Money::zero, |each| *each.get(*portfolio));
            }
            amount = amount + line.scaled.map_or_else(Money::zero, |whole| whole * share);
            amount = amount + line.fixed.unwrap_or_else(Money::zero);
            net = if line.id.is_income() { net + amount } else { net - amount };
        }
    }
    net
}

/// Every assignment of the portfolios with revenue, in the order of ties.
fn all(scenario: &Scenario, situation: &Situation, with_direct: bool) -> Vec<Assignment> {
    let sold = Portfolio::ALL.into_iter().filter(|p| !situation.revenue.get(*p).exact().is_zero());
    sold.fold(vec![Vec::new()], |started: Vec<Assignment>, portfolio| {
        let mut longer = Vec::new();
        for start in &started {
            for channel in situation.channels().map(|channel| channel.id) {
                let fits = match chosen(scenario, portfolio) {
                    Some(chosen) => channel == chosen,
                    None => with_direct || channel != ChannelId::Direct,
                };
                if fits {
                    longer.push([start.as_slice(), &[(portfolio, channel)]].concat());
                }
            }
        }
        longer
    })
}

proptest! {
    #![proptest_config(trials(96))]

    #[test]
    fn what_is_chosen_stays_and_nothing_that_has_it_leaves_more(scenario in planned()) {
        let evaluation = Evaluation::new(&scenario, TODAY);
        let (situation, answer) = (evaluation.situation(), evaluation.answer());
        let open = !answer.recommendation.direct_ruled_out();
        let Some(mix) = evaluation.chosen_mix() else {
            prop_assert!(situation.total_revenue().exact().is_zero());
            return Ok(());
        };
        let mut best: Option<(Decimal, Reverse<usize>, Assignment)> = None;
        for candidate in all(&scenario, situation, open) {
            let rank = (net_of(situation, &candidate).compared(), Reverse(channels_in(&candidate)));
            if best.as_ref().is_none_or(|(net, channels, _)| rank > (*net, *channels)) {
                best = Some((rank.0, rank.1, candidate));
            }
        }
        let (net, _, assignment) = best.unwrap();
        prop_assert_eq!(&mix.assignment, &assignment);
        prop_assert_eq!(mix.net.compared(), net);
        for (portfolio, channel) in &mix.assignment {
            prop_assert!(chosen(&scenario, *portfolio).is_none_or(|chosen| chosen == *channel));
        }
    }

    #[test]
    fn its_parts_add_up_to_what_it_leaves(scenario in planned()) {
        let evaluation = Evaluation::new(&scenario, TODAY);
        if let Some(mix) = evaluation.chosen_mix() {
            let bought = evaluation.bought(&mix.assignment);
            let sum = Money::sum(bought.iter().map(|bought| bought.net()));
            prop_assert_eq!(sum.compared(), mix.net.compared());
            prop_assert_eq!(bought.len(), channels_in(&mix.assignment));
            prop_assert_eq!(mix.gain().compared(), (mix.net - mix.single.1).compared());
            prop_assert!(mix.single.1.compared() <= mix.best.1.compared());
        }
    }

    #[test]
    fn with_nothing_chosen_it_is_the_best_mix_of_the_report(json in plausible()) {
        let scenario = scenario(&json);
        let evaluation = Evaluation::new(&scenario, TODAY);
        let answer = evaluation.answer();
        let closed = answer.recommendation.direct_ruled_out();
        let expected = answer.mix.map(|mix| match (mix.best_allowed, mix.net_allowed) {
            (Some(best), Some(net)) if closed => (best, net),
            _ => (mix.best, mix.net),
        });
        let planned = evaluation.chosen_mix();
        prop_assert_eq!(planned.as_ref().map(|mix| (mix.assignment.clone(), mix.net)), expected.clone());
        prop_assert_eq!(planned.map(|mix| mix.best), expected);
    }

    #[test]
    fn with_all_chosen_it_is_just_that(json in plausible(), places in proptest::array::uniform4(1u8..=6)) {
        let offers = scenario(&json).offers();
        let scenario = plan(&json, places.map(|place| place.min(offers + 1)));
        let evaluation = Evaluation::new(&scenario, TODAY);
        if let Some(mix) = evaluation.chosen_mix() {
            for (portfolio, channel) in &mix.assignment {
                prop_assert_eq!(chosen(&scenario, *portfolio), Some(*channel));
            }
            prop_assert_eq!(mix.net.compared(), net_of(evaluation.situation(), &mix.assignment).compared());
        }
    }

    #[test]
    fn what_stays_direct_is_what_the_caution_is_about(json in plausible()) {
        let scenario = scenario(&json);
        let evaluation = Evaluation::new(&scenario, TODAY);
        let (situation, answer) = (evaluation.situation(), evaluation.answer());
        let Some(mix) = evaluation.chosen_mix() else { return Ok(()) };
        let kept = kept_direct(situation, &mix.assignment);
        if let Some(kept) = &kept {
            let direct = mix.assignment.iter().filter(|(_, at)| *at == ChannelId::Direct);
            let billed: Decimal = direct.map(|(portfolio, _)| situation.billed(*portfolio).exact()).sum();
            let expected = situation.ttm.value.exact() * billed / situation.total_billed().exact();
            prop_assert_eq!(kept.compared(), expected.round_dp(6));
            prop_assert!(mix.uses_direct());
        } else {
            prop_assert!(!mix.uses_direct() || situation.total_billed().exact().is_zero());
        }
        let below = situation.rules.revenue_threshold().zip(kept).is_some_and(|(asked, kept)| !kept.reaches(asked));
        let said = answer.recommendation.cautions.contains(&Caution::MixBelowThreshold);
        prop_assert_eq!(said, below && answer.recommendation.choice == Choice::Mix);
    }
}

#[test]
fn a_channel_that_is_ruled_out_can_be_chosen_all_the_same() {
    let json = json!({"standing": {"indirect_months": 3}, "plans": {"mix": {"azure": "direct"}}});
    let scenario = scenario(&json);
    let evaluation = Evaluation::new(&scenario, TODAY);
    assert!(evaluation.answer().recommendation.direct_ruled_out());
    let mix = evaluation.chosen_mix().unwrap();
    assert!(mix.uses_direct() && !mix.is_free());
    // The rest is sought among what is open.
    let direct: Vec<_> = mix.assignment.iter().filter(|(_, at)| *at == ChannelId::Direct).collect();
    assert_eq!(direct, [&(Portfolio::Azure, ChannelId::Direct)]);
    assert_eq!(mix.single.0, ChannelId::Offer(0));
}

#[test]
fn what_is_chosen_for_a_portfolio_without_revenue_waits() {
    let json = json!({"revenue": {"azure": 0}, "plans": {"mix": {"azure": "direct"}}});
    let mix = Evaluation::new(&scenario(&json), TODAY).chosen_mix().unwrap();
    assert!(mix.is_free());
    assert!(mix.assignment.iter().all(|(portfolio, _)| *portfolio != Portfolio::Azure));
}
