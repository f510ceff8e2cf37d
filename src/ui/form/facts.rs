//! What is in a folded group, in a few short facts.

use rust_decimal::Decimal;

use crate::app::OF_BILLED;
use crate::engine::catalogue::{FIELDS, FieldId, Group, Portfolio, Slot};
use crate::engine::situation::SupportPlan;
use crate::i18n::{Arg, Message};
use crate::ui::View;
use crate::ui::element::Several;
use crate::ui::field::waits_for;

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

/// A short fact: a message, and the figure in it.
type Fact = (Message, Figure);

/// The figure in a fact, which its message calls by the name of the variant.
enum Figure {
    None,
    Count(u32),
    Amount(Decimal),
    /// A fraction.
    Percent(Decimal),
    Days(Decimal),
}

/// What is in a group: a few of its values, and how many of them the visitor filled in.
pub(super) fn facts(view: &View, group: Group) -> String {
    let of_group = |slot: Slot| slot.row().group == group && !ASKED_FIRST.contains(&slot.field);
    // Prices and support follow from the rate and from revenue.
    let rests_on = |slot: Slot| of_group(slot) || (group == Group::Direct && OF_BILLED.contains(&slot.field));
    if let Some(subject) = view.state.first_unread(&rests_on) {
        return waits_for(&view.locale, subject).plain();
    }
    let mut facts = match group {
        Group::Business => business(view),
        Group::Standing => standing(view),
        Group::Direct => direct(view),
        Group::Offers => offers(view),
        Group::Money => money(view),
        Group::Moving => moving(view),
        Group::Plans => Vec::new(),
    };
    let stated = slots(view, group).filter(|slot| view.state.scenario.get(*slot).is_some()).count();
    if stated > 0 {
        facts.push((Message::FormFactsYours, Figure::Count(u32::try_from(stated).unwrap_or(u32::MAX))));
    }
    let facts: Vec<String> = facts.into_iter().map(|fact| say(view, fact)).collect();
    facts.join(" · ")
}

/// The places of a group, but for those that are asked first.
pub(super) fn slots(view: &View, group: Group) -> impl Iterator<Item = Slot> {
    let offers = view.state.scenario.offers();
    let rows = FIELDS.iter().filter(move |row| row.group == group && !ASKED_FIRST.contains(&row.id));
    rows.flat_map(move |row| row.slots(offers))
}

fn say(view: &View, (message, figure): Fact) -> String {
    let locale = &view.locale;
    let text;
    let arg = match figure {
        Figure::None => ("", Arg::Count(0)),
        Figure::Count(count) => ("count", count.into()),
        Figure::Amount(amount) => {
            text = locale.money(amount, view.situation.currency);
            ("amount", Arg::Text(&text))
        }
        Figure::Percent(fraction) => {
            text = locale.percent(fraction * Decimal::ONE_HUNDRED);
            ("percent", Arg::Text(&text))
        }
        Figure::Days(days) => {
            text = locale.number_trimmed(days, 2);
            ("days", Arg::Text(&text))
        }
    };
    locale.say(message, &[arg]).plain()
}

fn business(view: &View) -> Vec<Fact> {
    let situation = &view.situation;
    let mut facts = [
        (Message::FormFactsCustomers, Figure::Count(situation.customers)),
        (Message::FormFactsSubscriptions, Figure::Count(situation.subscriptions)),
    ]
    .gather();
    let [first, rest @ ..] = situation.growth.0.map(|growth| growth.exact());
    if rest.iter().all(|other| *other == first) {
        facts.push((Message::FormFactsGrowth, Figure::Percent(first)));
    }
    facts
}

fn standing(view: &View) -> Vec<Fact> {
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
    let mut facts = [(mfa, Figure::None), (plan, Figure::None)].gather();
    let asked = start::time(view.situation.role) == Some(FieldId::IndirectMonths);
    if let Some(months) = standing.indirect_months.filter(|_| !asked) {
        facts.insert(0, (Message::FormFactsMonths, Figure::Count(months)));
    }
    facts
}

fn direct(view: &View) -> Vec<Fact> {
    let direct = &view.situation.direct;
    [
        (Message::FormFactsPlan, Figure::Amount(direct.support_fee.exact())),
        (Message::FormFactsPlatform, Figure::Amount(direct.platform_fee.exact())),
        (Message::FormFactsSupport, Figure::Amount(direct.support_cost.exact())),
    ]
    .gather()
}

fn offers(view: &View) -> Vec<Fact> {
    let offers = &view.situation.offers;
    let count = u32::from(view.state.scenario.offers());
    let mut facts = [(Message::FormFactsOffers, Figure::Count(count))].gather();
    if let [only] = offers.as_slice() {
        let margin = |portfolio| Figure::Percent(only.margin.get(portfolio).exact());
        facts.push((Message::FormFactsMargin, margin(Portfolio::ModernWork)));
        facts.push((Message::FormFactsMarginAzure, margin(Portfolio::Azure)));
    }
    facts
}

fn money(view: &View) -> Vec<Fact> {
    let situation = &view.situation;
    [
        (Message::FormFactsCapital, Figure::Percent(situation.finance.cost_of_capital.exact())),
        (Message::FormFactsCustomerDays, Figure::Days(situation.finance.customer_days.exact())),
        (Message::FormFactsHour, Figure::Amount(situation.labour.hourly_cost.exact())),
    ]
    .gather()
}

fn moving(view: &View) -> Vec<Fact> {
    let moving = &view.situation.moving;
    [
        (Message::FormFactsPerWeek, Figure::Count(moving.customers_per_week)),
        (Message::FormFactsPreparation, Figure::Count(moving.preparation_weeks)),
        (Message::FormFactsHorizon, Figure::Count(moving.horizon)),
    ]
    .gather()
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
            let by_itself = matches!(row.group, Group::Offers | Group::Plans);
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
