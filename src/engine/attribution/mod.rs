//! What was then and what is now, each difference attributed to the rule that caused it.
//!
//! A scenario is judged under two [`Circumstances`]: a day, a rule set and a set of defaults each. What differs between
//! them is switched from then to now, one [`Item`] after the other and always in the same order: the day; the defaults, in
//! the order of the catalogue; what direct asks and what indirect asks, in the order of the newer rules; the terms, in the
//! order of [`Item`]; the review date. A part of a difference is what the figure changes by when its item is switched, with
//! the earlier ones switched already. So the parts of a figure add up to its whole difference, to the last digit; an item
//! that works only together with a later one shows with the later one.
//!
//! Each step is a whole evaluation, by rules that lie between the two sets; nothing is approximated. The random draws and
//! the sensitivity are left out: they follow from the figures that are here.

mod figures;
mod items;

use rust_decimal::Decimal;

use super::date::Date;
use super::eligibility::Model;
use super::report::{Answer, BreakEvenKind, Caution, Choice, Enforcement, ModelEligibility, Status, Verdict};
use super::rules::RequirementId;
use super::scenario::Scenario;
use super::situation::ChannelId;

use self::figures::Snapshot;
use self::items::Way;

pub use self::figures::FigureId;
pub use self::items::{Circumstances, Item, rule_items};

/// A figure then and now, and what its difference is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Which one.
    pub id: FigureId,
    /// What it was; nothing where there was none.
    pub then: Option<Decimal>,
    /// What it is; nothing where there is none.
    pub now: Option<Decimal>,
    /// What each item changes, in the order in which they are switched; nothing of those that change nothing.
    pub parts: Vec<Part>,
}

impl Figure {
    /// Now less then, where there are both: the sum of the parts' changes.
    pub fn whole(&self) -> Option<Decimal> {
        Some(self.now? - self.then?)
    }
}

/// What an item changes of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The item.
    pub item: Item,
    /// The figure with this item switched; nothing where the item takes it away.
    pub after: Option<Decimal>,
    /// By how much it changes, never 0; nothing where the figure appears with this item or goes with it. One that comes
    /// back is compared with what it was before it went, and has nothing here when it is the same.
    pub change: Option<Decimal>,
}

/// What isn't a number, then and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome<T> {
    /// What it was.
    pub then: T,
    /// What it is.
    pub now: T,
    /// The items that change it, in the order in which they are switched, each with what it is from there.
    pub by: Vec<(Item, T)>,
}

/// How a model stood and stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelOutcome {
    /// What its requirements say together.
    pub verdict: Outcome<Verdict>,
    /// The first day it could be open; nothing when that is not within ten years.
    pub earliest: Outcome<Option<Date>>,
    /// How each requirement stands, in the order of the newer rules, then what only the older ask; nothing where it isn't
    /// asked.
    pub requirements: Vec<(RequirementId, Outcome<Option<Status>>)>,
}

/// A scenario under two circumstances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// What differs, in the order in which it is switched.
    pub items: Vec<Item>,
    /// Every figure, also those that are the same, in the order of the report.
    pub figures: Vec<Figure>,
    /// Buying direct.
    pub direct: ModelOutcome,
    /// Being an indirect reseller.
    pub indirect: ModelOutcome,
    /// What to do.
    pub choice: Outcome<Choice>,
    /// Whether direct is ruled out.
    pub direct_ruled_out: Outcome<bool>,
    /// The offer with the highest net.
    pub best_offer: Outcome<ChannelId>,
    /// On which side of the break-even direct pays, against each offer.
    pub break_even: Vec<(ChannelId, Outcome<Option<BreakEvenKind>>)>,
    /// What to mind; those that hold neither then nor now nor between are left out.
    pub cautions: Vec<(Caution, Outcome<bool>)>,
    /// The dates on which Microsoft is reported to act; of a direct partner whose anniversary is known.
    pub enforcement: Outcome<Option<Enforcement>>,
}

impl Attribution {
    /// A figure.
    pub fn figure(&self, id: FigureId) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id == id)
    }
}

/// Judges a scenario under two circumstances. What it states itself of day and rules doesn't count; what it states of
/// other fields stands before any default.
pub fn attribution(scenario: &Scenario, then: &Circumstances, now: &Circumstances) -> Attribution {
    let way = Way::new(scenario, then, now);
    let steps: Vec<Snapshot> =
        (0..=way.items.len()).map(|switched| Snapshot::of(&way.after(switched), now.day)).collect();
    let told = Told { items: &way.items, steps: &steps };
    let ids = steps.last().map(Snapshot::ids).unwrap_or_default();
    let figure = |id| {
        let values: Vec<Option<Decimal>> = steps.iter().map(|step| step.value(id)).collect();
        Figure::of(id, &way.items, &values)
    };
    let offers: Vec<ChannelId> = told.newest(|answer| answer.break_even.iter().map(|row| row.offer).collect());
    let kind = |answer: &Answer, offer| answer.break_even.iter().find(|row| row.offer == offer).map(|row| row.kind);
    Attribution {
        figures: ids.into_iter().map(figure).collect(),
        direct: told.model(Model::Direct),
        indirect: told.model(Model::Indirect),
        choice: told.outcome(|step| step.answer.recommendation.choice, Choice::Even),
        direct_ruled_out: told.outcome(|step| step.answer.recommendation.direct_ruled_out(), false),
        best_offer: told.outcome(|step| step.answer.best_offer, ChannelId::Offer(0)),
        break_even: offers
            .into_iter()
            .map(|offer| (offer, told.outcome(|step| kind(&step.answer, offer), None)))
            .collect(),
        cautions: told.cautions(),
        enforcement: told.outcome(|step| Some(step.transition.as_ref()?.deadline.as_ref()?.next), None),
        items: way.items.clone(),
    }
}

/// What is reported at the start and after each item.
struct Told<'a> {
    items: &'a [Item],
    steps: &'a [Snapshot],
}

impl Told<'_> {
    /// An outcome; `none` stands for a step that isn't there, which never happens.
    fn outcome<T: Clone + PartialEq>(&self, of: impl Fn(&Snapshot) -> T, none: T) -> Outcome<T> {
        let values: Vec<T> = self.steps.iter().map(of).collect();
        let pairs = values.iter().zip(values.iter().skip(1));
        let by = self.items.iter().zip(pairs).filter(|(_, (before, after))| before != after);
        let by = by.map(|(item, (_, after))| (*item, after.clone())).collect();
        let end = |value: Option<&T>| value.cloned().unwrap_or_else(|| none.clone());
        Outcome { then: end(values.first()), now: end(values.last()), by }
    }

    fn newest<T: Default>(&self, of: impl Fn(&Answer) -> T) -> T {
        self.steps.last().map(|step| of(&step.answer)).unwrap_or_default()
    }

    fn model(&self, model: Model) -> ModelOutcome {
        let of = |answer: &Answer| match model {
            Model::Direct => answer.eligibility.direct.clone(),
            Model::Indirect => answer.eligibility.indirect.clone(),
        };
        let models: Vec<ModelEligibility> = self.steps.iter().map(|step| of(&step.answer)).collect();
        let mut ids: Vec<RequirementId> = Vec::new();
        for id in models.iter().rev().flat_map(|model| &model.requirements).map(|requirement| requirement.id) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let status = |model: &ModelEligibility, id| model.requirements.iter().find(|r| r.id == id).map(|r| r.status);
        ModelOutcome {
            verdict: self.outcome(|step| of(&step.answer).verdict, Verdict::Unconfirmed),
            earliest: self.outcome(|step| of(&step.answer).earliest, None),
            requirements: ids
                .into_iter()
                .map(|id| (id, self.outcome(|step| status(&of(&step.answer), id), None)))
                .collect(),
        }
    }

    fn cautions(&self) -> Vec<(Caution, Outcome<bool>)> {
        let holds = |caution: Caution| {
            let outcome = self.outcome(|step| step.answer.recommendation.cautions.contains(&caution), false);
            (outcome.then || !outcome.by.is_empty()).then_some((caution, outcome))
        };
        Caution::ALL.into_iter().filter_map(holds).collect()
    }
}
