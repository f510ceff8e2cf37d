//! What the arithmetic is generic over: exact decimals, floats for the random draws, or a recorder.
//!
//! Every formula of the model is written once, over [`Number`]. With [`Decimal`] it gives the figure; with `f64` the
//! same formula is fast enough for ten thousand draws; with a type that keeps its operands it gives the explanation of
//! the figure, from the very pass that computed it.

use std::ops::{Add, Mul, Neg, Sub};

use rust_decimal::{Decimal, RoundingStrategy};

use super::catalogue::{FieldId, Portfolio, Slot};
use super::report::LineId;
use super::rules::Term;
use super::scenario::Range;
use super::situation::ChannelId;

/// Where a figure entered the arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaf {
    /// A field of the scenario: typed, or its default.
    Field(Slot),
    /// What a default that follows from other fields multiplies them with: hours for each customer, a part of revenue.
    Default(Slot),
    /// A figure of the rules.
    Rule(Term),
    /// A figure of the model itself, such as twelve months in a year.
    Constant,
    /// Months, counted in a plan.
    Months,
    /// What is missing to a whole number of groups, such as places in the last of several requests.
    Filling,
}

/// What a figure along the way is called, for who keeps a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A default that follows from other fields.
    Default(Slot),
    /// A line of a channel's costs and income.
    Line(LineId),
    /// What a portfolio adds to a line.
    Portfolio(Portfolio),
    /// What a portfolio adds that doesn't qualify for incentives: nothing.
    NoIncentives(Portfolio),
    /// What a channel leaves in a year.
    Net,
    /// What this channel leaves in a year.
    NetOf(ChannelId),
    /// What this channel leaves in a year without the hours of one's own people.
    CashOf(ChannelId),
    /// Revenue over all portfolios, a year.
    Revenue,
    /// What Microsoft bills in a year, over all portfolios.
    AllBilled,
    /// What Microsoft bills for a portfolio in a year.
    Billed(Portfolio),
    /// The part of revenue that Microsoft bills.
    BilledShare,
    /// The part of incentives that is paid as rebate.
    RebateShare,
    /// What the part paid as co-op is worth, of all incentives.
    CoopWorth,
    /// What incentives are worth, of all that is paid.
    IncentiveWorth,
    /// The platform for all customers, a year.
    PlatformForCustomers,
    /// What is written off of the integration in a year.
    WriteOff,
    /// Hours of billing, a year.
    BillingHours,
    /// The margin on a portfolio, a year.
    MarginOn(Portfolio),
    /// What is bought of a portfolio in a year.
    Purchases(Portfolio),
    /// Days between paying the supplier and being paid.
    PaymentGap,
    /// What of a portfolio's purchases lies at the bank's.
    TiedUp(Portfolio),
    /// What lies at the bank's between paying the supplier and being paid.
    WorkingCapital,
    /// What indirect leaves more than direct.
    Difference,
    /// The same without the hours of one's own people.
    DifferenceCash,
    /// The same in the first year.
    DifferenceFirstYear,
    /// The incentives that moved revenue loses in the first year.
    LostIncentives,
    /// Hours that indirect saves, a year.
    HoursFreed,
    /// What paid work in those hours adds, a year.
    HoursValue,
    /// What an hour of paid work brings more than it costs.
    HourGain,
    /// What is missing to the revenue that a model asks for.
    Missing,
    /// The revenue from which direct pays, or up to which.
    BreakEven,
    /// What direct costs more than an offer, whatever the revenue.
    StandingGap,
    /// What direct brings more than an offer from present revenue.
    RevenueGap,
    /// What of this channel's costs stands, whatever the revenue.
    Standing(ChannelId),
    /// What of this channel's net follows revenue.
    Following(ChannelId),
    /// What of a line stands.
    StandingPart(LineId),
    /// What of a line follows revenue.
    FollowingPart(LineId),
    /// The billing and support work that grows with revenue.
    GrowingWork,
    /// Billing and support work.
    Work,
    /// The revenue from which direct is open.
    OpensAt,
    /// What a move costs once.
    OneOff,
    /// What of a line counts in a part of a mix.
    PartOf(LineId),
    /// What a mix leaves in a year.
    Mix,
    /// What a mix leaves more than the best single channel.
    MixGain,
    /// What a channel of a mix leaves with the portfolios that are bought there.
    BoughtAt(ChannelId),
    /// What of that follows this portfolio.
    BoughtOf(Portfolio),
    /// Revenue of the portfolios that a channel of a mix carries, a year.
    BoughtRevenue,
    /// The part that is of all revenue.
    BoughtShare,
    /// What counts in proportion to that part, were it all revenue.
    ScaledWhole,
    /// What counts in proportion to that part.
    Scaled,
    /// What counts whole as soon as a channel is used.
    Fixed,
    /// The margin of this channel, weighted over revenue.
    MarginNow(ChannelId),
    /// What this channel's margin comes to in a year.
    MarginOf(ChannelId),
    /// The margin at which it leaves as much as direct.
    TippingMargin(ChannelId),
    /// By how much its margin is above that one.
    MarginAhead,
    /// What a whole of margin is worth in a year: the revenue, and what isn't financed.
    MarginWorth,
    /// A whole of margin, and what it saves on financing, for each unit of revenue.
    MarginFactor,
    /// What a whole of margin saves on financing in a year, for each unit of revenue.
    FinancingWorth,
    /// How many times its revenue a portfolio has after a year.
    GrowthOf(Portfolio),
    /// How many times its revenue of now a portfolio has in a later year.
    GrownBy(Portfolio),
    /// Revenue of a portfolio in a later year.
    RevenueThen(Portfolio),
    /// Revenue over all portfolios in this year of the five.
    RevenueIn(u32),
    /// How many times revenue of now all portfolios have in a later year.
    RevenueGrown,
    /// How many times what they were costs are after a year.
    Inflation,
    /// How many times what they are now costs are in a later year.
    Inflated,
    /// The part of billing and support work that stays as it is.
    WorkStays,
    /// The part that follows revenue, as much as there is of it then.
    WorkFollows,
    /// How many times the work of now billing and support are in a later year.
    WorkGrown,
    /// A part of a line in a later year.
    Then(LineId),
    /// What Microsoft bills for a portfolio in a later year.
    BilledThen(Portfolio),
    /// What Microsoft bills in a later year, over all portfolios.
    AllBilledThen,
    /// How many times what it is now that is.
    BilledGrown,
    /// The trailing twelve months in this year of the five.
    TtmIn(u32),
    /// What a channel leaves in this year of the five.
    NetIn(ChannelId, u32),
    /// How many times an amount of now is as much as it after a year.
    Discount,
    /// How many times it is after so many years.
    Discounted(u32),
    /// What is left in this year, as much as it is worth now.
    PresentValue(u32),
    /// What five years of a channel are worth now, less what a change to it costs once.
    Npv(ChannelId),
    /// The incentives that moved revenue doesn't earn.
    LostOnMove,
    /// Those of this portfolio.
    LostOf(Portfolio),
    /// The work of a move.
    MoveWork,
    /// Hours of that work.
    MoveHours,
    /// Those of them for each customer.
    CustomerHours,
    /// Those of them for each transfer request.
    RequestHours,
    /// Transfer requests.
    Requests,
    /// Items, with those that would still fit in the last request.
    RequestPlaces,
    /// Weeks that a move takes.
    Weeks,
    /// Weeks in which customers are moved.
    MoveWeeks,
    /// Customers, with those who could still be moved in the last week.
    WeekPlaces,
    /// What lies at the bank's for this channel.
    WorkingCapitalOf(ChannelId),
    /// What a move asks of the bank once.
    Liquidity,
    /// What moving has brought by the end of a month, against staying.
    Cumulative(u32),
    /// What is left more than by staying, over the months.
    Gained,
    /// The part of it from the months that begin with this one and in which nothing more is moved.
    GainedFrom(u32),
    /// What is left more in a year with all that has moved by a month.
    MoreFrom(u32),
    /// What is left in a year with all that has moved by a month.
    NetFrom(u32),
    /// What staying leaves in a year.
    NetStaying,
    /// What moving cost once, of what has moved.
    OneOffMoved,
    /// The support plan that runs on after the last portfolio has moved.
    PlanRunsOn,
}

impl Step {
    /// A field with the unit of this figure; a count or a factor has none.
    pub fn like(self) -> Option<FieldId> {
        Some(match self {
            Step::GrowthOf(_)
            | Step::GrownBy(_)
            | Step::RevenueGrown
            | Step::Inflation
            | Step::Inflated
            | Step::WorkStays
            | Step::WorkFollows
            | Step::WorkGrown
            | Step::BilledGrown
            | Step::Discount
            | Step::Discounted(_)
            | Step::Requests => return None,
            Step::Default(slot) => slot.field,
            Step::AllBilled
            | Step::Billed(_)
            | Step::Revenue
            | Step::BoughtRevenue
            | Step::BreakEven
            | Step::OpensAt
            | Step::RevenueThen(_)
            | Step::RevenueIn(_)
            | Step::BilledThen(_)
            | Step::AllBilledThen => FieldId::Revenue,
            Step::BilledShare
            | Step::BoughtShare
            | Step::MarginNow(_)
            | Step::TippingMargin(_)
            | Step::MarginAhead
            | Step::MarginFactor
            | Step::FinancingWorth => FieldId::DirectMargin,
            Step::RebateShare | Step::CoopWorth | Step::IncentiveWorth => FieldId::CoopShare,
            Step::BillingHours | Step::HoursFreed => FieldId::DirectComplianceHours,
            Step::PaymentGap => FieldId::CustomerDays,
            Step::TiedUp(_)
            | Step::WorkingCapital
            | Step::WorkingCapitalOf(_)
            | Step::Liquidity
            | Step::OneOff
            | Step::OneOffMoved
            | Step::MoveWork
            | Step::PresentValue(_)
            | Step::Npv(_)
            | Step::LostOnMove
            | Step::LostOf(_)
            | Step::Cumulative(_)
            | Step::Gained
            | Step::GainedFrom(_)
            | Step::PlanRunsOn => FieldId::MoveOtherCost,
            Step::HourGain => FieldId::HourlyCost,
            Step::Missing | Step::TtmIn(_) => FieldId::BilledTtm,
            Step::MoveHours | Step::CustomerHours | Step::RequestHours => FieldId::MoveProjectHours,
            Step::RequestPlaces => FieldId::Subscriptions,
            Step::WeekPlaces => FieldId::Customers,
            Step::Weeks | Step::MoveWeeks => FieldId::MovePreparationWeeks,
            Step::Line(_)
            | Step::Portfolio(_)
            | Step::NoIncentives(_)
            | Step::Net
            | Step::NetOf(_)
            | Step::CashOf(_)
            | Step::PlatformForCustomers
            | Step::WriteOff
            | Step::MarginOn(_)
            | Step::Purchases(_)
            | Step::Difference
            | Step::DifferenceCash
            | Step::DifferenceFirstYear
            | Step::LostIncentives
            | Step::HoursValue
            | Step::StandingGap
            | Step::RevenueGap
            | Step::Standing(_)
            | Step::Following(_)
            | Step::StandingPart(_)
            | Step::FollowingPart(_)
            | Step::GrowingWork
            | Step::Work
            | Step::PartOf(_)
            | Step::Mix
            | Step::MixGain
            | Step::BoughtAt(_)
            | Step::BoughtOf(_)
            | Step::ScaledWhole
            | Step::Scaled
            | Step::Fixed
            | Step::MarginOf(_)
            | Step::MarginWorth
            | Step::Then(_)
            | Step::NetIn(..)
            | Step::MoreFrom(_)
            | Step::NetFrom(_)
            | Step::NetStaying => FieldId::DirectTraining,
        })
    }
}

/// A number the model's formulas can be written over.
///
/// The operators must not fail: the ranges of the fields are such that no formula of the model leaves the range of
/// [`Decimal`], and where one divides by a difference it uses [`Exact::quotient`].
pub trait Number:
    Clone + std::fmt::Debug + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Neg<Output = Self>
{
    /// A figure that enters the arithmetic, and where from.
    fn leaf(value: Decimal, leaf: Leaf) -> Self;

    /// A figure of which only a range is known, and where from: the value that counts, for who reckons with one.
    fn ranged(range: &Range, leaf: Leaf) -> Self {
        Self::leaf(range.likely(), leaf)
    }

    /// A whole number of the model itself.
    fn constant(value: u32) -> Self {
        Self::leaf(Decimal::from(value), Leaf::Constant)
    }

    /// This divided by a whole number of the model, which is never 0.
    fn per(self, divisor: u32) -> Self;

    /// The part this is of a whole; 0 of a whole of 0.
    fn part_of(self, whole: Self) -> Self;

    /// This, or 1 when it is more.
    fn at_most_one(self) -> Self;

    /// Whether this reaches a threshold, compared at six decimals.
    fn reaches(&self, threshold: u32) -> bool;

    /// Names this figure for who keeps a record.
    fn named(self, _step: Step) -> Self {
        self
    }
}

/// A number whose value is exact to 28 digits, so that decisions can hang on it.
pub trait Exact: Number {
    /// The value.
    fn exact(&self) -> Decimal;

    /// This × `times` ÷ `by`; nothing when `by` is 0 or the result is outside the range of [`Decimal`].
    fn quotient(self, times: Self, by: Self) -> Option<Self>;

    /// The value at the six decimals at which amounts are compared.
    fn compared(&self) -> Decimal {
        compared(self.exact())
    }
}

/// A value at the six decimals at which amounts are compared, midpoint away from zero.
pub fn compared(value: Decimal) -> Decimal {
    rounded(value, 6)
}

/// A value with at most so many decimals, midpoint away from zero.
pub(super) fn rounded(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

impl Number for Decimal {
    fn leaf(value: Decimal, _leaf: Leaf) -> Decimal {
        value
    }

    fn per(self, divisor: u32) -> Decimal {
        self.checked_div(Decimal::from(divisor)).unwrap_or_default()
    }

    fn part_of(self, whole: Decimal) -> Decimal {
        self.checked_div(whole).unwrap_or_default()
    }

    fn at_most_one(self) -> Decimal {
        self.min(Decimal::ONE)
    }

    fn reaches(&self, threshold: u32) -> bool {
        compared(*self) >= Decimal::from(threshold)
    }
}

impl Exact for Decimal {
    fn exact(&self) -> Decimal {
        *self
    }

    fn quotient(self, times: Decimal, by: Decimal) -> Option<Decimal> {
        // Whichever order stays in range: the product may be too large where the quotient is not, and the reverse.
        let product_first = self.checked_mul(times).and_then(|product| product.checked_div(by));
        product_first.or_else(|| self.checked_div(by)?.checked_mul(times))
    }
}

/// Half of the last of the six decimals at which amounts are compared.
pub const HALF_MICRO: f64 = 0.000_000_5;

impl Number for f64 {
    fn leaf(value: Decimal, _leaf: Leaf) -> f64 {
        to_f64(value)
    }

    fn per(self, divisor: u32) -> f64 {
        self / f64::from(divisor)
    }

    fn part_of(self, whole: f64) -> f64 {
        if whole == 0.0 { 0.0 } else { self / whole }
    }

    fn at_most_one(self) -> f64 {
        if self > 1.0 { 1.0 } else { self }
    }

    fn reaches(&self, threshold: u32) -> bool {
        *self >= f64::from(threshold) - HALF_MICRO
    }
}

/// The nearest float, by operations that give the same bits on every machine.
pub fn to_f64(value: Decimal) -> f64 {
    const POWERS: [f64; 29] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28,
    ];
    let power = POWERS.get(value.scale() as usize).copied().unwrap_or(1.0);
    value.mantissa() as f64 / power
}

/// A float as an amount with two decimals, midpoint away from zero.
///
/// The figures of the random draws are estimates; two decimals are all that is reported of them.
pub fn from_f64(value: f64) -> Decimal {
    let cents = libm::round(value * 100.0);
    Decimal::try_from_i128_with_scale(cents as i128, 2).unwrap_or_default()
}
