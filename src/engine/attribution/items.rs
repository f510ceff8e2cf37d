//! What can differ between two circumstances, and the rules that lie between two rule sets.

use std::sync::{Mutex, PoisonError};

use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::date::Date;
use crate::engine::eligibility::Model;
use crate::engine::rules::{Cited, Requirement, RequirementId, RuleSet};
use crate::engine::scenario::{Scenario, Value};
use crate::engine::situation::Situation;

/// What a scenario is judged under: a day, rules, and the values that hold where it states none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circumstances {
    /// The day on which the question is asked.
    pub day: Date,
    /// The rules that are asked about.
    pub rules: &'static RuleSet,
    /// Defaults other than the catalogue's, each place at most once; they hold where the scenario states nothing.
    pub defaults: Vec<(Slot, Value)>,
}

impl Circumstances {
    /// Those that a scenario is judged under when it is asked today, with the catalogue's defaults.
    pub fn of(scenario: &Scenario, today: Date) -> Circumstances {
        let situation: Situation = Situation::resolve(scenario, today);
        Circumstances { day: situation.as_of, rules: situation.rules, defaults: Vec::new() }
    }

    /// What holds at a place where nothing is stated, if it isn't the catalogue's default.
    fn default_at(&self, slot: Slot) -> Option<&Value> {
        self.defaults.iter().find(|(other, _)| *other == slot).map(|(_, value)| value)
    }
}

/// A single thing that differs between two circumstances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// The day on which the question is asked.
    Day,
    /// A default of a field that the scenario doesn't state.
    Default(Slot),
    /// A requirement of a model: asked by one set only, with another threshold (of revenue, the threshold of the model),
    /// or with another time to mend it.
    Requirement(Model, RequirementId),
    /// How long Microsoft takes over an application for direct.
    ApplicationMonths,
    /// From which trailing revenue an indirect reseller earns incentives.
    IncentiveRevenue,
    /// From how many points an indirect reseller earns them.
    IncentivePoints,
    /// Days from the anniversary until a direct partner that fails is restricted.
    RestrictedDays,
    /// Days from the anniversary until it is suspended.
    SuspendedDays,
    /// Days from the anniversary until its authorisation is revoked.
    RevokedDays,
    /// The price of Advanced Support for Partners.
    AsfpPrice,
    /// The price of Premier Support for Partners.
    PsfpPrice,
    /// The day by which the rules should have been looked at again.
    ReviewBy,
}

/// Two circumstances and the way from one to the other, an item at a time.
pub(super) struct Way<'a> {
    scenario: &'a Scenario,
    then: &'a Circumstances,
    now: &'a Circumstances,
    /// What differs, in the order in which it is switched: the day and the defaults first, then the rules.
    pub(super) items: Vec<Item>,
    /// How many of the items are not of the rules.
    before_rules: usize,
}

impl<'a> Way<'a> {
    pub(super) fn new(scenario: &'a Scenario, then: &'a Circumstances, now: &'a Circumstances) -> Way<'a> {
        let mut items = Vec::new();
        if then.day != now.day {
            items.push(Item::Day);
        }
        let mut slots: Vec<Slot> = then.defaults.iter().chain(&now.defaults).map(|(slot, _)| *slot).collect();
        slots.sort_unstable();
        slots.dedup();
        let differs = |slot: &Slot| scenario.get(*slot).is_none() && then.default_at(*slot) != now.default_at(*slot);
        items.extend(slots.into_iter().filter(differs).map(Item::Default));
        let before_rules = items.len();
        items.extend(rule_items(then.rules, now.rules));
        Way { scenario, then, now, items, before_rules }
    }

    /// The scenario when so many of the items are switched to what holds now: with the day and the rules stated, so that
    /// it is evaluated like any other.
    pub(super) fn after(&self, switched: usize) -> Scenario {
        let is_now = |item: Item| self.items.iter().take(switched).any(|other| *other == item);
        let day = if is_now(Item::Day) { self.now.day } else { self.then.day };
        let (_, rule_items) = self.items.split_at_checked(self.before_rules).unwrap_or_default();
        let rules = between(self.then.rules, self.now.rules, rule_items, switched.saturating_sub(self.before_rules));
        let mut scenario = self
            .scenario
            .with(Slot::of(FieldId::AsOf), Some(Value::Date(day)))
            .with(Slot::of(FieldId::Rules), Some(Value::Rules(rules)));
        let slots = self.then.defaults.iter().chain(&self.now.defaults).map(|(slot, _)| *slot);
        for slot in slots.filter(|slot| self.scenario.get(*slot).is_none()) {
            let holds = if is_now(Item::Default(slot)) { self.now } else { self.then };
            scenario = scenario.with(slot, holds.default_at(slot).cloned());
        }
        scenario
    }
}

/// The items of the rules that differ, in the order in which they are switched: what direct asks, in the order of the
/// newer list and then what only the older asks; likewise of indirect; the terms; the review date.
pub fn rule_items(from: &RuleSet, to: &RuleSet) -> Vec<Item> {
    let mut items = Vec::new();
    for model in [Model::Direct, Model::Indirect] {
        let (old, new) = (asked(from, model), asked(to, model));
        let gone = old.iter().filter(|rule| find(new, rule.id).is_none());
        for id in new.iter().chain(gone).map(|rule| rule.id) {
            let figures = |rules| find(rules, id).map(|rule| (rule.threshold, rule.lead_months));
            if figures(old) != figures(new) {
                items.push(Item::Requirement(model, id));
            }
        }
    }
    let mut term = |item, differs: bool| {
        if differs {
            items.push(item);
        }
    };
    term(Item::ApplicationMonths, from.application_months.value != to.application_months.value);
    term(Item::IncentiveRevenue, from.incentive_revenue_usd.value != to.incentive_revenue_usd.value);
    term(Item::IncentivePoints, from.incentive_points.value != to.incentive_points.value);
    term(Item::RestrictedDays, from.restricted_days.value != to.restricted_days.value);
    term(Item::SuspendedDays, from.suspended_days.value != to.suspended_days.value);
    term(Item::RevokedDays, from.revoked_days.value != to.revoked_days.value);
    term(Item::AsfpPrice, from.asfp_usd.value != to.asfp_usd.value);
    term(Item::PsfpPrice, from.psfp_usd.value != to.psfp_usd.value);
    term(Item::ReviewBy, from.review_by != to.review_by);
    items
}

fn asked(rules: &RuleSet, model: Model) -> &'static [Requirement] {
    match model {
        Model::Direct => rules.direct,
        Model::Indirect => rules.indirect,
    }
}

fn find(rules: &[Requirement], id: RequirementId) -> Option<&Requirement> {
    rules.iter().find(|rule| rule.id == id)
}

/// Rules on the way from one set to another, by the ids of both and how many of the items are switched.
type Between = (&'static str, &'static str, usize, &'static RuleSet);

/// The rules on the way that were needed so far. Rule sets live as long as the program, as nothing that judges by them
/// has to say for how long; so do these. There are few: one for each item in which two sets differ.
static BETWEEN: Mutex<Vec<Between>> = Mutex::new(Vec::new());

/// The rules when so many of the items are switched.
fn between(from: &'static RuleSet, to: &'static RuleSet, items: &[Item], switched: usize) -> &'static RuleSet {
    if switched == 0 {
        return from;
    }
    if switched >= items.len() {
        return to;
    }
    let mut known = BETWEEN.lock().unwrap_or_else(PoisonError::into_inner);
    let same = |other: &&Between| (other.0, other.1, other.2) == (from.id, to.id, switched);
    if let Some((.., rules)) = known.iter().find(same) {
        return rules;
    }
    let rules = Box::leak(Box::new(compose(from, to, items.get(..switched).unwrap_or(items))));
    known.push((from.id, to.id, switched, rules));
    rules
}

/// A set with these items of the newer one, and all others of the older one.
fn compose(from: &RuleSet, to: &RuleSet, switched: &[Item]) -> RuleSet {
    fn pick<T: Copy>(switched: &[Item], item: Item, from: Cited<T>, to: Cited<T>) -> Cited<T> {
        if switched.contains(&item) { to } else { from }
    }
    RuleSet {
        // No link and no report is ever made of it.
        id: "between",
        valid_from: from.valid_from,
        checked: from.checked,
        source: from.source,
        review_by: if switched.contains(&Item::ReviewBy) { to.review_by } else { from.review_by },
        direct: requirements(from, to, Model::Direct, switched),
        indirect: requirements(from, to, Model::Indirect, switched),
        application_months: pick(switched, Item::ApplicationMonths, from.application_months, to.application_months),
        incentive_revenue_usd: pick(
            switched,
            Item::IncentiveRevenue,
            from.incentive_revenue_usd,
            to.incentive_revenue_usd,
        ),
        incentive_points: pick(switched, Item::IncentivePoints, from.incentive_points, to.incentive_points),
        restricted_days: pick(switched, Item::RestrictedDays, from.restricted_days, to.restricted_days),
        suspended_days: pick(switched, Item::SuspendedDays, from.suspended_days, to.suspended_days),
        revoked_days: pick(switched, Item::RevokedDays, from.revoked_days, to.revoked_days),
        // No figure follows from it.
        transfer_days: from.transfer_days,
        asfp_usd: pick(switched, Item::AsfpPrice, from.asfp_usd, to.asfp_usd),
        psfp_usd: pick(switched, Item::PsfpPrice, from.psfp_usd, to.psfp_usd),
        // No figure of a report follows from it.
        provider_revenue_usd: from.provider_revenue_usd,
    }
}

/// What a model asks when these items are switched, in the order of the newer list, then what only the older asks.
fn requirements(from: &RuleSet, to: &RuleSet, model: Model, switched: &[Item]) -> &'static [Requirement] {
    let (old, new) = (asked(from, model), asked(to, model));
    let gone = old.iter().filter(|rule| find(new, rule.id).is_none());
    let holds = |id| {
        let rules = if switched.contains(&Item::Requirement(model, id)) { new } else { old };
        find(rules, id).copied()
    };
    new.iter().chain(gone).filter_map(|rule| holds(rule.id)).collect::<Vec<_>>().leak()
}
