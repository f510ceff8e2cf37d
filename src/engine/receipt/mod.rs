//! Why a figure is what it is: the formula with its numbers, down to what was stated, what is a default, what the rules
//! say and what the model fixes.
//!
//! [`Recorded`] is a [`Number`] that keeps how it came about, so that the very formulas that give a figure give its
//! explanation. A [`Receipt`] is that record made readable: sums and products are flat, figures along the way have their
//! names, and what is shown of each adds up to what is shown of the whole.

mod later;

use std::ops::{Add, Mul, Neg, Sub};
use std::rc::Rc;

use rust_decimal::Decimal;

use super::break_even::{crossing, opens_at};
use super::catalogue::{FieldId, Slot, Unit};
use super::costs::{self, Lines, Parts, best_offer, lines_of, working_capital};
use super::date::Date;
use super::eligibility::Model;
use super::margin_gap::margin_gap;
use super::mix::Spread;
use super::number::{Exact, Leaf, Number, Step};
use super::quantity::{Money, Quantity, Usd, reported};
use super::report::{Assignment, LineId};
use super::rules::Term;
use super::scenario::Scenario;
use super::situation::{Channel, ChannelId, Situation, Ttm};

pub use later::Later;

/// The most decimals of an amount that something is multiplied with: one of more goes on for ever.
const FINE: u32 = 6;
/// The most decimals of what isn't an amount, and of what was typed: more than any has.
const DECIMALS: u32 = 14;

/// A number that keeps how it came about.
#[derive(Clone, Debug)]
pub struct Recorded(Rc<Node>);

#[derive(Debug)]
struct Node {
    value: Decimal,
    origin: Origin,
}

#[derive(Debug)]
enum Origin {
    Leaf(Leaf),
    Sum(Recorded, Recorded),
    Negated(Recorded),
    Product(Recorded, Recorded),
    Quotient(Recorded, Recorded),
    Named(Step, Recorded),
}

impl Recorded {
    fn new(value: Decimal, origin: Origin) -> Recorded {
        Recorded(Rc::new(Node { value, origin }))
    }
}

impl Add for Recorded {
    type Output = Recorded;
    fn add(self, other: Recorded) -> Recorded {
        Recorded::new(self.0.value + other.0.value, Origin::Sum(self, other))
    }
}

impl Sub for Recorded {
    type Output = Recorded;
    fn sub(self, other: Recorded) -> Recorded {
        self + -other
    }
}

impl Mul for Recorded {
    type Output = Recorded;
    fn mul(self, other: Recorded) -> Recorded {
        Recorded::new(self.0.value * other.0.value, Origin::Product(self, other))
    }
}

impl Neg for Recorded {
    type Output = Recorded;
    fn neg(self) -> Recorded {
        Recorded::new(-self.0.value, Origin::Negated(self))
    }
}

impl Number for Recorded {
    fn leaf(value: Decimal, leaf: Leaf) -> Recorded {
        Recorded::new(value, Origin::Leaf(leaf))
    }

    fn per(self, divisor: u32) -> Recorded {
        let value = self.0.value.per(divisor);
        match self.0.origin {
            // A percentage is read as a part of the whole, and that is how it counts.
            Origin::Leaf(leaf) if divisor == 100 => Recorded::leaf(value, leaf),
            _ => Recorded::new(value, Origin::Quotient(self, Recorded::constant(divisor))),
        }
    }

    fn part_of(self, whole: Recorded) -> Recorded {
        Recorded::new(self.0.value.part_of(whole.0.value), Origin::Quotient(self, whole))
    }

    /// What was more than the whole is forgotten: no figure that is explained is capped.
    fn at_most_one(self) -> Recorded {
        if self.0.value > Decimal::ONE { Recorded::constant(1) } else { self }
    }

    fn reaches(&self, threshold: u32) -> bool {
        self.0.value.reaches(threshold)
    }

    fn named(self, step: Step) -> Recorded {
        Recorded::new(self.0.value, Origin::Named(step, self))
    }
}

impl Exact for Recorded {
    fn exact(&self) -> Decimal {
        self.0.value
    }

    fn quotient(self, times: Recorded, by: Recorded) -> Option<Recorded> {
        let value = self.0.value.quotient(times.0.value, by.0.value)?;
        // The product by itself may be out of range; nobody looks at it.
        let product = Recorded::new(Decimal::ZERO, Origin::Product(self, times));
        Some(Recorded::new(value, Origin::Quotient(product, by)))
    }
}

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A figure along the way, by its name.
    Step(Step),
    /// A figure that entered.
    Leaf(Leaf),
    /// A figure along the way that has no name. No formula leaves one.
    Unnamed,
}

impl What {
    /// A field with the unit of this figure; a figure of the model has none.
    pub fn like(self) -> Option<Slot> {
        match self {
            What::Step(Step::Default(slot)) | What::Leaf(Leaf::Field(slot)) => Some(slot),
            What::Step(step) => step.like().map(Slot::of),
            What::Leaf(Leaf::Default(slot)) => match slot.row().unit {
                Unit::HoursMonth => Some(Slot::of(FieldId::MoveHoursPerCustomer)),
                _ => Some(Slot::of(FieldId::DirectLeakage)),
            },
            What::Leaf(Leaf::Rule(_)) => Some(Slot::of(FieldId::BilledTtm)),
            What::Leaf(Leaf::Months) => Some(Slot::of(FieldId::MoveHorizon)),
            What::Leaf(Leaf::Constant | Leaf::Filling) | What::Unnamed => None,
        }
    }

    /// Whether it is an amount of money, and so shown in cents.
    fn is_amount(self) -> bool {
        let unit = self.like().map(|slot| slot.row().unit);
        matches!(unit, Some(Unit::MoneyYear | Unit::MoneyOnce | Unit::UsdYear))
    }
}

/// How a figure enters the one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enters {
    /// Added.
    Plus,
    /// Taken off.
    Minus,
    /// Multiplied with.
    Times,
    /// Divided by.
    Per,
}

/// A figure and what it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What it is.
    pub what: What,
    /// How it enters the figure above it.
    pub enters: Enters,
    /// The value. A percentage is a part of the whole: 15 % is 0.15.
    pub value: Decimal,
    /// The value as it is shown: amounts in cents, unless something is multiplied with them.
    pub shown: Decimal,
    /// The most decimals it is shown with.
    pub decimals: u32,
    /// What it is made of: terms of a sum or factors of a product; one that is added, where it is just that; none of what
    /// entered.
    pub parts: Vec<Receipt>,
    /// Terms that are there but come to nothing, and so are not among the parts.
    pub nothing: Vec<What>,
    /// What the figure as shown is more than its parts as shown come to.
    pub rounding: Decimal,
}

impl Receipt {
    /// Makes a record readable.
    pub fn of(record: &Recorded) -> Receipt {
        read(record, Enters::Plus, false)
    }

    /// Whether there is anything to say of how it came about: not of what entered, nor of what there is none of.
    pub fn has_rows(&self) -> bool {
        !self.parts.is_empty() || !self.nothing.is_empty()
    }

    /// What the parts as they are shown come to, in the decimals of the whole; nothing where that is out of range.
    pub fn folded(&self) -> Option<Decimal> {
        let product = self.parts.iter().any(|part| matches!(part.enters, Enters::Times | Enters::Per));
        let start = if product { Decimal::ONE } else { Decimal::ZERO };
        let enter = |sum: Decimal, part: &Receipt| match part.enters {
            Enters::Plus => sum.checked_add(part.shown),
            Enters::Minus => sum.checked_sub(part.shown),
            Enters::Times => sum.checked_mul(part.shown),
            Enters::Per => sum.checked_div(part.shown),
        };
        // Whichever order stays in range, as where the figure itself is worked out.
        let folded =
            self.parts.iter().try_fold(start, enter).or_else(|| self.parts.iter().rev().try_fold(start, enter));
        folded.map(|folded| reported(folded, self.decimals))
    }

    /// Adds what it is made of.
    fn fill(&mut self, inside: &Recorded, whole: bool) {
        if let Origin::Product(..) | Origin::Quotient(..) = inside.0.origin {
            self.factors(inside, Enters::Times);
        } else {
            let mut terms = Vec::new();
            gather(inside, Enters::Plus, &mut terms);
            let many = terms.len() > 2;
            for (term, enters) in terms {
                let part = read(term, enters, whole);
                if many && part.value.is_zero() {
                    self.nothing.push(part.what);
                } else {
                    self.parts.push(part);
                }
            }
        }
        self.rounding = self.folded().map_or(Decimal::ZERO, |folded| self.shown - folded).normalize();
    }

    fn factors(&mut self, node: &Recorded, enters: Enters) {
        match &node.0.origin {
            Origin::Product(a, b) => {
                self.factors(a, enters);
                self.factors(b, enters);
            }
            Origin::Quotient(a, b) => {
                self.factors(a, enters);
                self.factors(b, if enters == Enters::Per { Enters::Times } else { Enters::Per });
            }
            _ => self.parts.push(read(node, enters, true)),
        }
    }
}

fn read(node: &Recorded, enters: Enters, whole: bool) -> Receipt {
    let (what, inside) = match &node.0.origin {
        Origin::Leaf(leaf) => (What::Leaf(*leaf), None),
        Origin::Named(step, inside) => {
            let (step, inside) = renamed(*step, inside);
            (What::Step(step), Some(inside))
        }
        _ => (What::Unnamed, Some(node)),
    };
    let value = node.0.value;
    let decimals = match inside {
        Some(_) if what.is_amount() => {
            if whole {
                FINE
            } else {
                2
            }
        }
        _ => DECIMALS,
    };
    let shown = reported(value, decimals).normalize();
    let (parts, nothing) = (Vec::new(), Vec::new());
    let mut receipt = Receipt { what, enters, value, shown, decimals, parts, nothing, rounding: Decimal::ZERO };
    if let Some(inside) = inside.filter(|_| !is_absent(node)) {
        receipt.fill(inside, whole);
    }
    receipt
}

/// The terms of a sum, without those of which there is none in the model.
fn gather<'a>(node: &'a Recorded, enters: Enters, terms: &mut Vec<(&'a Recorded, Enters)>) {
    match &node.0.origin {
        Origin::Sum(a, b) => {
            gather(a, enters, terms);
            gather(b, enters, terms);
        }
        Origin::Negated(a) => gather(a, if enters == Enters::Minus { Enters::Plus } else { Enters::Minus }, terms),
        _ if is_absent(node) => {}
        _ => terms.push((node, enters)),
    }
}

/// The name that says most where a figure has two.
fn renamed(outer: Step, inside: &Recorded) -> (Step, &Recorded) {
    match (outer, &inside.0.origin) {
        (_, Origin::Named(inner @ Step::NoIncentives(_), inside)) => (*inner, inside),
        (_, Origin::Named(Step::Net | Step::Mix | Step::Revenue | Step::WorkingCapital, inside)) => (outer, inside),
        _ => (outer, inside),
    }
}

/// Whether there is none of it in the model: nothing, whatever is stated.
fn is_absent(node: &Recorded) -> bool {
    node.0.value.is_zero()
        && match &node.0.origin {
            Origin::Leaf(leaf) => *leaf == Leaf::Constant,
            Origin::Sum(a, b) => is_absent(a) && is_absent(b),
            Origin::Product(a, b) => is_absent(a) || is_absent(b),
            Origin::Named(Step::NoIncentives(_), _) => false,
            Origin::Quotient(a, _) | Origin::Negated(a) | Origin::Named(_, a) => is_absent(a),
        }
}

/// A figure of the answer that has a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A line of a channel.
    Line(ChannelId, LineId),
    /// What a channel leaves.
    Net(ChannelId),
    /// What a channel ties up.
    WorkingCapital(ChannelId),
    /// What the best offer leaves more than direct.
    Difference,
    /// The same without the hours of one's own people.
    DifferenceCash,
    /// The same in the first year.
    DifferenceFirstYear,
    /// Hours that the best offer saves.
    HoursFreed,
    /// What paid work in those hours adds.
    HoursValue,
    /// The trailing twelve months that count for a model.
    Ttm(Model),
    /// What is missing of them, where a model asks for revenue.
    Missing(Model),
    /// The revenue from which direct pays against an offer, or up to which.
    BreakEven(ChannelId),
    /// The revenue from which direct is open.
    OpensAt,
    /// What a mix leaves; see [`Record::of_mix`].
    Mix,
    /// What it leaves more than the best single channel.
    MixGain,
    /// The margin of the best offer at which it leaves as much as direct.
    TippingMargin,
}

/// A scenario worked out with a record of everything.
pub struct Record {
    situation: Situation<Recorded>,
    best: ChannelId,
    /// A mix, and the single channel it is compared with.
    mix: Option<(Assignment, ChannelId)>,
}

impl Record {
    /// Works a scenario out, asked on a day.
    pub fn new(scenario: &Scenario, today: Date) -> Record {
        let situation: Situation<Recorded> = Situation::resolve(scenario, today);
        let nets: Vec<Money<Recorded>> =
            situation.offers.iter().map(|offer| lines_of(&situation, offer).net()).collect();
        let best = situation.offers.get(best_offer(&nets)).map_or(ChannelId::Direct, |offer| offer.id);
        Record { situation, best, mix: None }
    }

    /// With a mix to explain, and the best single channel it is compared with.
    pub fn of_mix(self, mix: Assignment, single: ChannelId) -> Record {
        Record { mix: Some((mix, single)), ..self }
    }

    /// The receipt of a figure; nothing where the answer hasn't got it.
    pub fn receipt(&self, figure: Figure) -> Option<Receipt> {
        Some(Receipt::of(&self.recorded(figure)?))
    }

    fn recorded(&self, figure: Figure) -> Option<Recorded> {
        let situation = &self.situation;
        let money = |amount: Money<Recorded>| amount.number().clone();
        Some(match figure {
            Figure::Line(channel, line) => money(self.lines(channel)?.amount(line)),
            Figure::Net(channel) => money(self.lines(channel)?.net().named(Step::NetOf(channel))),
            Figure::WorkingCapital(channel) => money(working_capital(situation, self.channel(channel)?)),
            Figure::Difference => money(self.difference()?),
            Figure::DifferenceCash => {
                let (offer, direct) = (self.lines(self.best)?, self.lines(ChannelId::Direct)?);
                money(costs::difference_cash(&offer, &direct, self.best))
            }
            Figure::DifferenceFirstYear => {
                let incentives = self.lines(self.best)?.amount(LineId::Incentives);
                money(costs::difference_first_year(situation, self.difference()?, incentives))
            }
            Figure::HoursFreed => costs::hours_freed(&situation.direct, self.channel(self.best)?).number().clone(),
            Figure::HoursValue => {
                let hours = costs::hours_freed(&situation.direct, self.channel(self.best)?);
                money(costs::hours_value(&situation.labour, hours))
            }
            Figure::Ttm(model) => self.ttm(model).value.number().clone(),
            Figure::Missing(model) => {
                let term = match model {
                    Model::Direct => Term::DirectRevenue,
                    Model::Indirect => Term::TenantRevenue,
                };
                let asked = Decimal::from(situation.rules.term(term)?.value);
                let asked: Usd<Recorded> = Quantity::leaf(asked, Leaf::Rule(term));
                (asked - self.ttm(model).value.clone()).named(Step::Missing).number().clone()
            }
            Figure::BreakEven(channel) => money(crossing(situation, self.channel(channel)?)?),
            Figure::OpensAt => money(opens_at(situation)?),
            Figure::Mix => money(self.mix()?),
            Figure::MixGain => {
                let single = self.mix.as_ref()?.1;
                let single = self.lines(single)?.net().named(Step::NetOf(single));
                money((self.mix()? - single).named(Step::MixGain))
            }
            Figure::TippingMargin => margin_gap(situation, self.channel(self.best)?)?.tips_at?.number().clone(),
        })
    }

    fn channel(&self, id: ChannelId) -> Option<&Channel<Recorded>> {
        self.situation.channels().find(|channel| channel.id == id)
    }

    fn lines(&self, id: ChannelId) -> Option<Lines<Recorded>> {
        Some(lines_of(&self.situation, self.channel(id)?))
    }

    fn difference(&self) -> Option<Money<Recorded>> {
        Some(costs::difference(&self.lines(self.best)?, &self.lines(ChannelId::Direct)?, self.best))
    }

    fn mix(&self) -> Option<Money<Recorded>> {
        let (assignment, _) = self.mix.as_ref()?;
        let channels: Vec<(ChannelId, Parts<Recorded>)> =
            self.situation.channels().map(|channel| (channel.id, lines_of(&self.situation, channel).parts())).collect();
        Some(Spread { situation: &self.situation, channels: &channels }.net(assignment))
    }

    fn ttm(&self, model: Model) -> &Ttm<Recorded> {
        match model {
            Model::Direct => &self.situation.ttm,
            Model::Indirect => &self.situation.tenant_ttm,
        }
    }
}
