//! What is in a folded group, in a few short facts.

use rust_decimal::Decimal;

use crate::engine::catalogue::{FIELDS, FieldId, Group, Portfolio, Slot};
use crate::engine::situation::{ChannelId, SupportPlan};
use crate::i18n::{Arg, Message};
use crate::ui::View;

use super::start;

/// The fields that are asked first, though a group has them.
const ASKED_FIRST: [FieldId; 6] = [
    FieldId::Role,
    FieldId::Revenue,
    FieldId::BilledTtm,
    FieldId::Designations,
    FieldId::IndirectMonths,
    FieldId::Anniversary,
];

/// What is in a group: a few of its values, and how many of them the visitor filled in.
pub(super) fn facts(view: &View, group: Group) -> Vec<String> {
    let mut facts = match group {
        Group::Business => business(view),
        Group::Standing => standing(view),
        Group::Direct => direct(view),
        Group::Offers => offers(view),
        Group::Money => money(view),
        Group::Moving => moving(view),
    };
    let stated = slots(view, group).into_iter().filter(|slot| view.state.scenario.get(*slot).is_some()).count();
    if stated > 0 {
        facts.push(say(view, Message::FormFactsYours, &[("count", stated.into())]));
    }
    facts
}

/// The places of a group, as far as they stand in it.
fn slots(view: &View, group: Group) -> Vec<Slot> {
    let offers = view.state.scenario.offers();
    let rows = FIELDS.iter().filter(|row| row.group == group && !ASKED_FIRST.contains(&row.id));
    rows.flat_map(|row| row.slots(offers)).collect()
}

fn say(view: &View, message: Message, args: &[(&str, Arg<'_>)]) -> String {
    view.locale.say(message, args).plain()
}

fn business(view: &View) -> Vec<String> {
    let situation = &view.situation;
    let mut facts = vec![
        say(view, Message::FormFactsCustomers, &[("count", situation.customers.into())]),
        say(view, Message::FormFactsSubscriptions, &[("count", situation.subscriptions.into())]),
    ];
    let growth = situation.growth.0.map(|growth| growth.exact());
    if let [first, rest @ ..] = growth
        && rest.iter().all(|other| *other == first)
    {
        let percent = percent(view, first);
        facts.push(say(view, Message::FormFactsGrowth, &[("percent", (&percent).into())]));
    }
    facts
}

fn standing(view: &View) -> Vec<String> {
    let standing = &view.situation.standing;
    let mfa = match standing.admin_mfa {
        Some(true) => Message::FormFactsMfaYes,
        Some(false) => Message::FormFactsMfaNo,
        None => Message::FormFactsMfaUnknown,
    };
    let plan = match standing.support_plan {
        Some(SupportPlan::Asfp) => Message::FormFactsPlanAsfp,
        Some(SupportPlan::Psfp) => Message::FormFactsPlanPsfp,
        Some(SupportPlan::None) => Message::FormFactsPlanNone,
        None => Message::FormFactsPlanUnknown,
    };
    let time = start::time(view.situation.role) != Some(FieldId::IndirectMonths);
    let months = standing.indirect_months.filter(|_| time);
    let months = months.map(|months| say(view, Message::FormFactsMonths, &[("count", months.into())]));
    months.into_iter().chain([say(view, mfa, &[]), say(view, plan, &[])]).collect()
}

fn direct(view: &View) -> Vec<String> {
    let direct = &view.situation.direct;
    vec![
        amount(view, Message::FormFactsPlan, direct.support_fee.exact()),
        amount(view, Message::FormFactsPlatform, direct.platform_fee.exact()),
        amount(view, Message::FormFactsSupport, direct.support_cost.exact()),
    ]
}

fn offers(view: &View) -> Vec<String> {
    let situation = &view.situation;
    let mut facts = vec![say(view, Message::FormFactsOffers, &[("count", situation.offers.len().into())])];
    if let [only] = situation.offers.as_slice() {
        for (message, portfolio) in
            [(Message::FormFactsMargin, Portfolio::ModernWork), (Message::FormFactsMarginAzure, Portfolio::Azure)]
        {
            let percent = percent(view, only.margin.get(portfolio).exact());
            facts.push(say(view, message, &[("percent", (&percent).into())]));
        }
    } else {
        let name = |id| match id {
            ChannelId::Offer(number) => Some(crate::ui::field::name_of(view, number)),
            ChannelId::Direct => None,
        };
        facts.extend(situation.offers.iter().filter_map(|offer| name(offer.id)));
    }
    facts
}

fn money(view: &View) -> Vec<String> {
    let situation = &view.situation;
    let capital = percent(view, situation.finance.cost_of_capital.exact());
    let days = view.locale.number_trimmed(situation.finance.customer_days.exact(), 2);
    vec![
        say(view, Message::FormFactsCapital, &[("percent", (&capital).into())]),
        say(view, Message::FormFactsCustomerDays, &[("days", (&days).into())]),
        amount(view, Message::FormFactsHour, situation.labour.hourly_cost.exact()),
    ]
}

fn moving(view: &View) -> Vec<String> {
    let moving = &view.situation.moving;
    vec![
        say(view, Message::FormFactsPerWeek, &[("count", moving.customers_per_week.into())]),
        say(view, Message::FormFactsPreparation, &[("count", moving.preparation_weeks.into())]),
        say(view, Message::FormFactsHorizon, &[("count", moving.horizon.into())]),
    ]
}

fn amount(view: &View, message: Message, amount: Decimal) -> String {
    let amount = view.locale.money(amount, view.situation.currency);
    say(view, message, &[("amount", (&amount).into())])
}

/// A fraction as a percentage.
fn percent(view: &View, fraction: Decimal) -> String {
    view.locale.percent(fraction * Decimal::ONE_HUNDRED)
}

#[cfg(test)]
mod tests {
    use super::ASKED_FIRST;
    use crate::engine::catalogue::{FIELDS, Group};
    use crate::ui::form::group::parts;

    #[test]
    fn every_field_stands_in_its_group_once() {
        for row in FIELDS {
            let first = ASKED_FIRST.contains(&row.id);
            let by_itself = row.group == Group::Offers;
            let times = Group::ALL
                .into_iter()
                .flat_map(|group| parts(group).iter().map(move |(_, ids)| (group, *ids)))
                .map(|(group, ids)| {
                    let times = ids.iter().filter(|id| **id == row.id).count();
                    // The margins of buying direct stand beside those of the offers.
                    assert!(times == 0 || group == row.group, "{} stands in {}", row.path, group.id());
                    times
                })
                .sum::<usize>();
            let beside = row.path == "direct.margin_pct";
            assert_eq!(times, usize::from(!first && !by_itself && !beside), "{}", row.path);
        }
    }
}
