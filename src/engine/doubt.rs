//! What is certain of an answer when figures are ranges and facts are not known, and what to find out next.
//!
//! Every range may be anywhere between its ends, each by itself. A fact that is not known may be either way: where a
//! requirement waits for it, where incentives hang on it, where the price of the support plan follows from it. What has a
//! default stays at its default, which follows a range where it follows from that field.
//!
//! Bounds come from the formulas of the model themselves, worked out over [`Bounded`]. They are never too narrow, so what
//! is called certain is: no scenario from inside the ranges contradicts it. They may be too wide, and then something is
//! said to depend that doesn't.
//!
//! - **Revenue that Microsoft bills** is a product of sums, each figure in it once: its bounds are exact.
//! - **The difference** jumps where that revenue crosses a threshold of incentives; each side of it is taken by itself, and
//!   the bounds hold all of them. On one side it is linear in each figure alone, apart from the rate of exchange and the
//!   years of writing off, in which it only rises or only falls. So it is lowest and highest at ends of the ranges. Where a
//!   slope can have one sign only, it says which end; the few others are tried at both.
//! - **A requirement** waits for one quantity and gets no worse as that gets better: it is judged at the worst and at the
//!   best.

use rust_decimal::Decimal;

use super::catalogue::{FieldId, Kind, Portfolio, Slot};
use super::costs::{eligible_by_capability, incentive_threshold, lines};
use super::date::Date;
use super::eligibility::{Model, answers, eligibility};
use super::interval::{Bounded, Interval};
use super::number::Number;
use super::quantity::Quantity;
use super::recommendation::MENDED_WITHIN;
use super::report::{LineId, Requirement, Status};
use super::rules::RequirementId;
use super::scenario::{Scenario, Value};
use super::situation::{ChannelId, Each, Role, Situation};

/// How often a range whose slope can have either sign is tried at both ends: more make the bounds wider, not wrong.
const TRIES: u32 = 5;
/// A difference that is certain to count as one at the six decimals at which amounts are compared.
const SOME: Decimal = Decimal::from_parts(1, 0, 0, false, 6);
/// One that is certain to count as none.
const NONE: Decimal = Decimal::from_parts(1, 0, 0, false, 7);

/// How sure a statement is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It holds, wherever in their ranges the figures are and whatever is not known.
    Certainly,
    /// It doesn't, likewise.
    CertainlyNot,
    /// It may or may not: it depends on these, the one that matters most first.
    Depends(Vec<Slot>),
}

impl Certainty {
    /// Whether it may hold and may not.
    pub fn is_open(&self) -> bool {
        matches!(self, Certainty::Depends(_))
    }
}

/// What is certain of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// That every requirement of buying direct is met.
    pub direct: Certainty,
    /// That every requirement of an indirect reseller is met.
    pub indirect: Certainty,
    /// That direct is ruled out, so that the choice is among offers whatever they cost.
    pub direct_ruled_out: Certainty,
    /// That indirect leaves more than direct.
    pub indirect_ahead: Certainty,
    /// That direct leaves more than indirect. Where both leave the same, neither is ahead for certain.
    pub direct_ahead: Certainty,
    /// What Microsoft billed over the trailing twelve months, in US dollars.
    pub ttm: Interval,
    /// What the offer that is best then leaves more than direct, a year.
    pub difference: Interval,
    /// What to find out next, where there is anything.
    pub next_question: Option<Slot>,
}

/// Judges how sure the answer to a scenario is, asked on a day.
///
/// The next question is the first there is of these. What decides the recommendation comes before what else is open, and a
/// verdict before an amount:
///
/// 1. what may rule direct out, where it is open whether anything does and indirect isn't ahead anyway: the first such
///    requirement; then, of a direct partner, what Partner Center says of the authorisation;
/// 2. where it is open who is ahead, the range or fact that narrows the difference most: a range when it is at the number
///    that counts, a fact on average of both answers; of equals the first in the catalogue;
/// 3. the first open requirement of a model whose verdict depends on it: of direct, where indirect isn't ahead anyway, then
///    of indirect;
/// 4. what narrows the difference most, also where it is certain who is ahead.
pub fn doubt(scenario: &Scenario, today: Date) -> Doubt {
    let question = Question { scenario, today };
    let difference = question.difference();
    let matters = question.matters(difference);
    let depends = || Certainty::Depends(matters.iter().map(|matter| matter.slot).collect());
    let indirect_ahead = match difference {
        Interval { low, .. } if low >= SOME => Certainty::Certainly,
        Interval { high, .. } if high <= NONE => Certainty::CertainlyNot,
        _ => depends(),
    };
    let direct_ahead = match difference {
        Interval { high, .. } if high <= -SOME => Certainty::Certainly,
        Interval { low, .. } if low >= -NONE => Certainty::CertainlyNot,
        _ => depends(),
    };
    let [direct, indirect] = [Model::Direct, Model::Indirect].map(|model| question.judged(model));
    let (direct_ruled_out, asked) = question.ruled_out(&direct);
    let certainties = [question.certainty(&direct), question.certainty(&indirect)];
    let waiting = |requirements: &[Judged], certainty: &Certainty| {
        let open = requirements.iter().find(|judged| judged.is_open() && certainty.is_open());
        open.map(|judged| judged.slot)
    };
    let [of_direct, of_indirect] = &certainties;
    let narrowing = matters.first().filter(|matter| matter.narrows > Decimal::ZERO).map(|matter| matter.slot);
    let in_question = indirect_ahead != Certainty::Certainly;
    let next_question = asked
        .filter(|_| in_question)
        .or(narrowing.filter(|_| indirect_ahead.is_open() || direct_ahead.is_open()))
        .or_else(|| waiting(&direct, of_direct).filter(|_| in_question))
        .or_else(|| waiting(&indirect, of_indirect))
        .or(narrowing);
    let [direct, indirect] = certainties;
    Doubt {
        next_question,
        direct,
        indirect,
        direct_ruled_out,
        indirect_ahead,
        direct_ahead,
        ttm: question.bounds().ttm.value.number().value,
        difference,
    }
}

/// Something the difference depends on.
struct Matter {
    slot: Slot,
    /// By how much it narrows the difference when it is known.
    narrows: Decimal,
}

/// A requirement at its worst and at its best.
struct Judged {
    model: Model,
    id: RequirementId,
    slot: Slot,
    worst: Requirement,
    best: Requirement,
}

impl Judged {
    fn is_met(&self) -> bool {
        matches!(self.worst.status, Status::Met | Status::Waived)
    }

    /// Whether it isn't met, even at its best.
    fn fails(&self) -> bool {
        self.best.status == Status::NotMet
    }

    fn is_open(&self) -> bool {
        !self.is_met() && !self.fails()
    }
}

/// Which bound is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    Lowest,
    Highest,
}

/// Where incentives are earned in one channel and not in the other: what both earn is the same, and falls away.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Earned {
    direct: Each<bool>,
    offer: Each<bool>,
}

/// A scenario about which the question is.
struct Question<'a> {
    scenario: &'a Scenario,
    today: Date,
}

impl Question<'_> {
    fn bounds(&self) -> Situation<Bounded> {
        Situation::resolve(self.scenario, self.today)
    }

    /// The same question about another scenario.
    fn difference_of(&self, scenario: &Scenario) -> Interval {
        Question { scenario, today: self.today }.difference()
    }

    /// Where the difference lies: that of the offer that leaves most, whichever it is then.
    fn difference(&self) -> Interval {
        let situation = self.bounds();
        let candidates = self.candidates();
        let of = |offer: usize| {
            let bound = |bound: Bound| {
                let scenario = self.with_plan(bound);
                let earned = earned(&situation, &candidates, offer, bound);
                let search = Search { today: self.today, offer, bound };
                earned.into_iter().map(|earned| search.lowest(&scenario, earned, TRIES)).min().unwrap_or_default()
            };
            Interval { low: bound(Bound::Lowest), high: -bound(Bound::Highest) }
        };
        let offers = (0..situation.offers.len()).map(of);
        let best =
            |one: Interval, other: Interval| Interval { low: one.low.max(other.low), high: one.high.max(other.high) };
        offers.reduce(best).unwrap_or(Interval::ZERO)
    }

    /// Whether the fee of the support plan follows from a plan that is not known.
    fn plan_is_open(&self) -> bool {
        let unknown = |field| self.scenario.get(Slot::of(field)).is_none();
        unknown(FieldId::SupportPlan) && unknown(FieldId::DirectSupportPlanFee)
    }

    /// The scenario with the plan at which the difference is lowest or highest: the dearer it is, the more indirect leaves
    /// in comparison.
    fn with_plan(&self, bound: Bound) -> Scenario {
        if !self.plan_is_open() {
            return self.scenario.clone();
        }
        with_text(self.scenario, Slot::of(FieldId::SupportPlan), if bound == Bound::Lowest { "asfp" } else { "psfp" })
    }

    /// Situations in which designations and points, where they are open, are none or all: between them each portfolio has
    /// every standing that it can have.
    fn candidates(&self) -> Vec<Situation> {
        let designations = Slot::of(FieldId::Designations);
        let mut scenarios = vec![self.scenario.clone()];
        if self.scenario.get(designations).is_none() {
            scenarios = [NO_DESIGNATION, EVERY_DESIGNATION]
                .map(|held| self.scenario.with(designations, Some(Value::Set(held))))
                .to_vec();
        }
        let open: Vec<Slot> = Portfolio::ALL
            .map(|portfolio| Slot::portfolio(FieldId::Points, portfolio))
            .into_iter()
            .filter(|slot| self.scenario.get(*slot).is_none() || self.scenario.range(*slot).is_some())
            .collect();
        let with = |scenario: &Scenario, most: bool| {
            open.iter().fold(scenario.clone(), |scenario, slot| {
                let [least, greatest] = ends(&scenario, *slot);
                at(&scenario, *slot, if most { greatest } else { least })
            })
        };
        let scenarios = scenarios.iter().flat_map(|scenario| [with(scenario, false), with(scenario, true)]);
        scenarios.map(|scenario| Situation::resolve(&scenario, self.today)).collect()
    }

    /// What the difference depends on, what narrows it most first.
    fn matters(&self, difference: Interval) -> Vec<Matter> {
        let width = difference.width();
        let mut matters: Vec<Matter> = self
            .involved()
            .into_iter()
            .map(|slot| {
                let answers = self.answers(slot);
                let count = Decimal::from(answers.len().max(1));
                let left: Decimal = answers.iter().map(|scenario| self.difference_of(scenario).width() / count).sum();
                Matter { slot, narrows: width.saturating_sub(left) }
            })
            .collect();
        // What has no part in it by itself may have one together with others: only where nothing has any, all stay.
        if matters.iter().any(|matter| matter.narrows > NONE) {
            matters.retain(|matter| matter.narrows > NONE);
        }
        // A stable sort keeps the order of the catalogue among equals.
        matters.sort_by_key(|matter| std::cmp::Reverse(matter.narrows));
        matters
    }

    /// The ranges and the facts that are not known from which the difference may follow, in the order of the catalogue.
    fn involved(&self) -> Vec<Slot> {
        let facts = Portfolio::ALL.map(|portfolio| Slot::portfolio(FieldId::Points, portfolio));
        let facts = facts.into_iter().chain([Slot::of(FieldId::Designations)]);
        let open = facts.filter(|slot| self.scenario.get(*slot).is_none());
        let plan = self.plan_is_open().then_some(Slot::of(FieldId::SupportPlan));
        let mut involved: Vec<Slot> = open.chain(plan).chain(self.ranges_involved()).collect();
        involved.sort_unstable();
        involved.dedup();
        involved
    }

    fn ranges_involved(&self) -> Vec<Slot> {
        let situation = self.bounds();
        let earned = Earned { direct: Each::of(|_| false), offer: Each::of(|_| true) };
        let of =
            |offer| Search { today: self.today, offer, bound: Bound::Lowest }.difference(self.scenario, earned).slopes;
        let slopes = (0..situation.offers.len()).flat_map(of);
        let points = self.scenario.ranges().map(|(slot, _)| slot).filter(|slot| slot.field == FieldId::Points);
        let revenue = situation.ttm.value.number().slopes.iter();
        slopes.map(|(slot, _)| slot).chain(revenue.map(|(slot, _)| *slot)).chain(points).collect()
    }

    /// The scenario with a range at the number that counts, or with each answer to a fact.
    fn answers(&self, slot: Slot) -> Vec<Scenario> {
        if let Some(range) = self.scenario.range(slot) {
            return vec![at(self.scenario, slot, range.likely())];
        }
        match slot.field {
            FieldId::Points => ends(self.scenario, slot).map(|points| at(self.scenario, slot, points)).to_vec(),
            FieldId::Designations => [NO_DESIGNATION, EVERY_DESIGNATION]
                .map(|held| self.scenario.with(slot, Some(Value::Set(held))))
                .to_vec(),
            _ => ["asfp", "psfp"].map(|plan| with_text(self.scenario, slot, plan)).to_vec(),
        }
    }

    /// The requirements of a model.
    fn judged(&self, model: Model) -> Vec<Judged> {
        let [worst, best] = [false, true].map(|best| eligibility(&self.corner(best), model).requirements);
        let judged = worst.into_iter().zip(best).map(|(worst, best)| {
            let slot = answers(worst.id, model);
            Judged { model, id: worst.id, slot, worst, best }
        });
        judged.collect()
    }

    /// The situation in which every quantity that a requirement asks for is as bad as it can be, or as good.
    fn corner(&self, best: bool) -> Situation {
        let rising = [(FieldId::IndirectMonths, best), (FieldId::AlertHours, !best), (FieldId::TenantMonths, !best)];
        let scenario = rising.into_iter().fold(self.scenario.clone(), |scenario, (field, most)| {
            let slot = Slot::of(field);
            match scenario.range(slot).copied() {
                Some(range) => at(&scenario, slot, if most { range.high() } else { range.low() }),
                None => scenario,
            }
        });
        let mut situation: Situation = Situation::resolve(&scenario, self.today);
        let bounds = self.bounds();
        for (ttm, bounds) in [(&mut situation.ttm, bounds.ttm), (&mut situation.tenant_ttm, bounds.tenant_ttm)] {
            let Interval { low, high } = bounds.value.number().value;
            ttm.value = Quantity::new(if best { high } else { low });
        }
        situation
    }

    /// What the requirements of a model say together.
    fn certainty(&self, requirements: &[Judged]) -> Certainty {
        if requirements.iter().any(Judged::fails) {
            return Certainty::CertainlyNot;
        }
        if requirements.iter().all(Judged::is_met) {
            return Certainty::Certainly;
        }
        let mut slots = Vec::new();
        for judged in requirements.iter().filter(|judged| judged.is_open()) {
            for slot in self.behind(judged) {
                if !slots.contains(&slot) {
                    slots.push(slot);
                }
            }
        }
        Certainty::Depends(slots)
    }

    /// What an open requirement depends on: the field that answers it, or the ranges from which its revenue is estimated.
    fn behind(&self, judged: &Judged) -> Vec<Slot> {
        if judged.id != RequirementId::Revenue {
            return vec![judged.slot];
        }
        let bounds = self.bounds();
        let ttm = if judged.model == Model::Direct { bounds.ttm } else { bounds.tenant_ttm };
        let ranges = ttm.value.number().slopes.iter().map(|(slot, _)| *slot);
        let unknown = [judged.worst.status, judged.best.status].contains(&Status::Unknown);
        let stated = (unknown && self.scenario.get(judged.slot).is_none()).then_some(judged.slot);
        let months = Slot::of(FieldId::TenantMonths);
        let waived = judged.model == Model::Indirect && self.scenario.range(months).is_some();
        let mut behind: Vec<Slot> = stated.into_iter().chain(ranges).chain(waived.then_some(months)).collect();
        behind.dedup();
        behind
    }

    /// Whether direct is ruled out, and what to ask where that is open.
    fn ruled_out(&self, direct: &[Judged]) -> (Certainty, Option<Slot>) {
        let situation: Situation = Situation::resolve(self.scenario, self.today);
        if situation.authorization_lost() || direct.iter().any(|judged| self.rules_out(judged)) {
            return (Certainty::Certainly, None);
        }
        let open: Vec<&Judged> = direct.iter().filter(|judged| self.may_rule_out(judged)).collect();
        let authorization = Slot::of(FieldId::Authorization);
        let unknown = situation.role == Role::Direct && self.scenario.get(authorization).is_none();
        let authorization = unknown.then_some(authorization);
        if open.is_empty() && authorization.is_none() {
            return (Certainty::CertainlyNot, None);
        }
        let mut slots: Vec<Slot> = Vec::new();
        for slot in open.iter().flat_map(|judged| self.behind(judged)).chain(authorization) {
            if !slots.contains(&slot) {
                slots.push(slot);
            }
        }
        (Certainty::Depends(slots), open.first().map(|judged| judged.slot).or(authorization))
    }

    /// Whether a requirement rules direct out, wherever the figures are.
    fn rules_out(&self, judged: &Judged) -> bool {
        let settled = judged.id != RequirementId::Revenue || !self.growth_is_open();
        judged.fails() && settled && is_long(judged.best.lead_months)
    }

    /// Whether there are figures with which it rules direct out.
    fn may_rule_out(&self, judged: &Judged) -> bool {
        if judged.is_met() {
            return false;
        }
        match judged.id {
            // How long it takes until revenue is there follows from more than revenue.
            RequirementId::Revenue if self.growth_is_open() => true,
            _ if judged.worst.status == Status::NotMet => is_long(judged.worst.lead_months),
            id => {
                let situation: Situation = Situation::resolve(self.scenario, self.today);
                let rule = situation.rules.direct.iter().find(|rule| rule.id == id);
                is_long(rule.and_then(|rule| rule.lead_months).map(u32::from))
            }
        }
    }

    /// Whether a figure is a range from which it follows how fast revenue grows towards a threshold.
    fn growth_is_open(&self) -> bool {
        let grows = [FieldId::Growth, FieldId::Revenue, FieldId::DirectMargin];
        self.scenario.ranges().any(|(slot, _)| grows.contains(&slot.field))
    }
}

/// Whether what is missing for so long, or for ever, rules direct out.
fn is_long(lead: Option<u32>) -> bool {
    lead.is_none_or(|lead| lead > MENDED_WITHIN)
}

const NO_DESIGNATION: u8 = 0;
const EVERY_DESIGNATION: u8 = 0b11_1111;

/// The scenario with this number here.
fn at(scenario: &Scenario, slot: Slot, number: Decimal) -> Scenario {
    scenario.with(slot, Some(Value::Number(number)))
}

fn with_text(scenario: &Scenario, slot: Slot, text: &str) -> Scenario {
    scenario.with(slot, Scenario::parse_text(slot, text).ok())
}

/// The ends of a range; those of the field, where nothing is stated.
fn ends(scenario: &Scenario, slot: Slot) -> [Decimal; 2] {
    match (scenario.range(slot), scenario.number(slot), slot.row().kind) {
        (Some(range), ..) => [range.low(), range.high()],
        (None, Some(number), _) => [number, number],
        (None, None, Kind::Number { min, max, .. }) => [min, max],
        (None, None, _) => [Decimal::ZERO; 2],
    }
}

/// Where an offer and direct earn incentives that the other doesn't, for each side of the thresholds on which revenue may
/// be: as little as possible for the offer, or as much.
///
/// An incentive is never negative, so of what a portfolio's standing may be, the least is what takes most from the offer's
/// side and adds most to direct's.
fn earned(situation: &Situation<Bounded>, candidates: &[Situation], offer: usize, bound: Bound) -> Vec<Earned> {
    let Some(offer) = situation.offers.get(offer).map(|offer| offer.id) else { return Vec::new() };
    let thresholds = [ChannelId::Direct, offer].map(|channel| incentive_threshold(situation, channel));
    let revenue = situation.ttm.value.number().value;
    let inside = thresholds.map(Decimal::from).into_iter().filter(|threshold| revenue.holds(*threshold));
    let mut found: Vec<Earned> = Vec::new();
    for revenue in [revenue.low, revenue.high].into_iter().chain(inside) {
        let [enough_direct, enough_offer] = thresholds.map(|threshold| revenue.reaches(threshold));
        let more = |portfolio: Portfolio| {
            let of = |candidate: &Situation| {
                let capable = |channel| *eligible_by_capability(candidate, channel).get(portfolio);
                let (direct, offer) = (enough_direct && capable(ChannelId::Direct), enough_offer && capable(offer));
                i8::from(offer) - i8::from(direct)
            };
            let all = candidates.iter().map(of);
            if bound == Bound::Lowest { all.min() } else { all.max() }.unwrap_or_default()
        };
        let more = Each::of(more);
        let earned = Earned { direct: Each::of(|p| *more.get(p) < 0), offer: Each::of(|p| *more.get(p) > 0) };
        if !found.contains(&earned) {
            found.push(earned);
        }
    }
    found
}

/// Looks for the lowest difference; for the highest with its sign turned.
struct Search {
    today: Date,
    offer: usize,
    bound: Bound,
}

impl Search {
    /// A bound that no scenario from inside the ranges goes below.
    fn lowest(&self, scenario: &Scenario, earned: Earned, tries: u32) -> Decimal {
        let mut scenario = scenario.clone();
        loop {
            let difference = self.difference(&scenario, earned);
            if difference.slopes.is_empty() {
                return difference.value.low;
            }
            let mut settled = false;
            let mut widest: Option<(Decimal, Slot)> = None;
            for (slot, slope) in &difference.slopes {
                let [low, high] = ends(&scenario, *slot);
                if slope.low >= Decimal::ZERO || slope.high <= Decimal::ZERO {
                    scenario = at(&scenario, *slot, if slope.low >= Decimal::ZERO { low } else { high });
                    settled = true;
                } else {
                    let swing = slope.width().saturating_mul(high - low);
                    if widest.is_none_or(|(most, _)| swing > most) {
                        widest = Some((swing, *slot));
                    }
                }
            }
            let Some((_, slot)) = widest.filter(|_| !settled) else { continue };
            if tries == 0 {
                return difference.value.low.max(self.by_slopes(&scenario, earned, &difference));
            }
            let tried = ends(&scenario, slot).map(|end| self.lowest(&at(&scenario, slot, end), earned, tries - 1));
            return tried.into_iter().min().unwrap_or_default();
        }
    }

    /// A bound from where the numbers count, and how far the slopes can lead away from there.
    fn by_slopes(&self, scenario: &Scenario, earned: Earned, difference: &Bounded) -> Decimal {
        let mut counted = scenario.clone();
        let mut fall = Interval::ZERO;
        for (slot, slope) in &difference.slopes {
            let Some(range) = scenario.range(*slot) else { continue };
            counted = at(&counted, *slot, range.likely());
            let away = Interval { low: range.low() - range.likely(), high: range.high() - range.likely() };
            fall = fall + *slope * away;
        }
        (self.difference(&counted, earned).value + fall).low
    }

    /// The difference without what is the same in both: bad debt, and incentives that both earn.
    fn difference(&self, scenario: &Scenario, earned: Earned) -> Bounded {
        let situation: Situation<Bounded> = Situation::resolve(scenario, self.today);
        let Some(offer) = situation.offers.get(self.offer) else { return Bounded::constant(0) };
        let net = |channel, earned| lines(&situation, channel, earned).net_without(&[LineId::BadDebt]);
        let difference = net(offer, &earned.offer) - net(&situation.direct, &earned.direct);
        let difference = difference.number().clone();
        if self.bound == Bound::Lowest { difference } else { -difference }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::engine::scenario::Given;

    fn scenario(pairs: &[(&str, &str)]) -> Scenario {
        let (scenario, problems) = Scenario::read(pairs.iter().map(|(key, value)| (*key, Given::Text(value))));
        assert_eq!(problems, []);
        scenario
    }

    const EARNED: Earned = Earned { direct: Each([false; 4]), offer: Each([true; 4]) };

    /// Looks on both sides.
    fn searches() -> [Search; 2] {
        [Bound::Lowest, Bound::Highest].map(|bound| Search { today: Date::literal(2026, 11, 1), offer: 0, bound })
    }

    fn by_slopes(search: &Search, scenario: &Scenario) -> Decimal {
        search.by_slopes(scenario, EARNED, &search.difference(scenario, EARNED))
    }

    /// The lowest difference at a corner of the ranges; without the last of 28 digits, which hang on the order of sums.
    fn lowest_corner(search: &Search, scenario: &Scenario) -> Decimal {
        let corners = scenario.ranges().fold(vec![scenario.clone()], |corners, (slot, _)| {
            corners.iter().flat_map(|corner| ends(corner, slot).map(|end| at(corner, slot, end))).collect()
        });
        let all = corners.iter().map(|corner| search.difference(corner, EARNED).value.low.round_dp(12));
        all.min().unwrap()
    }

    #[test]
    fn slopes_lead_to_the_end_of_what_is_linear() {
        let linear = scenario(&[("rea", "40000"), ("dma", "8;9;14"), ("0fe", "0;2000;5000")]);
        for search in searches() {
            assert_eq!(by_slopes(&search, &linear).round_dp(12), lowest_corner(&search, &linear));
        }
    }

    #[test]
    fn slopes_of_either_sign_bound_what_hangs_on_two() {
        // Which of the two models earns more of a greater revenue hangs on the margin.
        let product = scenario(&[("rea", "10000;30000;90000"), ("dma", "4;15;25")]);
        for search in searches() {
            assert!(by_slopes(&search, &product) <= lowest_corner(&search, &product));
        }
    }

    #[test]
    fn where_no_slope_has_one_sign_both_ends_are_tried() {
        // What a day more costs follows from which portfolio is sold, and what that leaves from the days.
        let both = scenario(&[
            ("ro", "indirect"),
            ("rem", "2341998"),
            ("res", "0"),
            ("reb", "0"),
            ("rea", "446336..1877583"),
            ("dmm", "23.65"),
            ("dma", "13.9656"),
            ("0mgm", "2.18"),
            ("0mga", "12.8"),
            ("0sd", "69"),
            ("fd", "0..26"),
        ]);
        for search in searches() {
            let slopes = search.difference(&both, EARNED).slopes;
            let either = |slope: &Interval| slope.low < Decimal::ZERO && slope.high > Decimal::ZERO;
            assert!(slopes.len() == 2 && slopes.iter().all(|(_, slope)| either(slope)), "{slopes:?}");
            assert_eq!(search.lowest(&both, EARNED, TRIES).round_dp(12), lowest_corner(&search, &both));
            assert!(search.lowest(&both, EARNED, 0) < lowest_corner(&search, &both));
        }
    }
}
