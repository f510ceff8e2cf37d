//! The report: plain data with public fields, in the structure of its JSON.
//!
//! Figures are exact; they are rounded where they are written: amounts to two decimals, midpoint away from zero.

use rust_decimal::Decimal;
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use super::catalogue::{Portfolio, Slot};
use super::currency::Currency;
use super::date::Date;
use super::quantity::{Hours, Money, Usd, reported};
use super::rules::{RequirementId, RuleSet};
use super::scenario::Range;
use super::situation::{ChannelId, Each};

/// The version of the report's structure.
pub const SCHEMA: u32 = 1;

/// Everything the calculator answers about a scenario.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The answer of today.
    #[serde(flatten)]
    pub answer: Answer,
    /// What time and doubt do to it.
    #[serde(flatten)]
    pub outlook: Outlook,
    /// The ranges that were stated, by their places, in the order of the catalogue; not there without any.
    #[serde(serialize_with = "ranges", skip_serializing_if = "Vec::is_empty")]
    pub ranges: Vec<(Slot, Range)>,
}

/// Whether each model is open, what each costs and brings, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The version of the report's structure.
    pub schema: u32,
    /// The rules it was judged by.
    pub rules: &'static RuleSet,
    /// The day it was asked of.
    pub as_of: Date,
    /// The currency of every amount.
    pub currency: Currency,
    /// What Microsoft billed over the trailing twelve months.
    pub ttm_usd: TtmUsd,
    /// Whether each model is open.
    pub eligibility: Eligibility,
    /// What each channel costs and brings, direct first.
    pub channels: Vec<ChannelReport>,
    /// The offer with the highest net.
    pub best_offer: ChannelId,
    /// Net of the best offer less net of direct: positive means indirect is ahead.
    pub difference: Money,
    /// The difference without the hours of one's own people.
    pub difference_cash: Money,
    /// The difference less the incentives that moved revenue loses in the first year.
    pub difference_first_year: Money,
    /// Hours a year that indirect saves on billing and compliance.
    pub hours_freed: Hours,
    /// What paid work in those hours adds, a year.
    pub hours_value: Money,
    /// What to do.
    pub recommendation: Recommendation,
    /// From which revenue direct pays, for each offer.
    pub break_even: Vec<BreakEven>,
    /// The best spread of portfolios over channels; nothing without revenue.
    pub mix: Option<Mix>,
}

impl Answer {
    /// A channel.
    pub fn channel(&self, id: ChannelId) -> Option<&ChannelReport> {
        self.channels.iter().find(|channel| channel.id == id)
    }
}

/// What time and doubt do to the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outlook {
    /// Five years.
    pub projection: Projection,
    /// Moving from direct to an offer; only for a direct partner.
    pub transition: Option<Transition>,
    /// How the difference follows each driver, the strongest first.
    pub sensitivity: Vec<Sensitivity>,
    /// How sure the difference is.
    pub uncertainty: Uncertainty,
}

/// The trailing twelve months' billed revenue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TtmUsd {
    /// In US dollars.
    pub value: Usd,
    /// Whether it follows from other figures instead of being stated.
    pub estimated: bool,
}

/// Whether each model is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Eligibility {
    /// Buying direct.
    pub direct: ModelEligibility,
    /// Being an indirect reseller.
    pub indirect: ModelEligibility,
}

/// Whether a model is open, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModelEligibility {
    /// What the requirements say together.
    pub verdict: Verdict,
    /// The first day it could be open; nothing when that is not within ten years.
    pub earliest: Option<Date>,
    /// Each requirement, in the order of the rules.
    pub requirements: Vec<Requirement>,
}

/// What a model's requirements say together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every requirement is met or waived.
    Eligible,
    /// At least one is not met.
    NotEligible,
    /// None is known to fail, but not all are known.
    Unconfirmed,
}

/// How a requirement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Met.
    Met,
    /// Not met.
    NotMet,
    /// Not known yet.
    Unknown,
    /// Doesn't apply to this partner.
    Waived,
}

/// A requirement and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Requirement {
    /// Which one.
    pub id: RequirementId,
    /// How it stands.
    pub status: Status,
    /// Months until it can be met, when it is not; nothing when that is not within ten years.
    pub lead_months: Option<u32>,
    /// What is asked and had, where it is a quantity.
    #[serde(flatten)]
    pub quantity: Option<RequiredQuantity>,
}

/// A requirement's quantity: months, US dollars, hours or a number of designations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RequiredQuantity {
    /// What is asked.
    #[serde(serialize_with = "whole")]
    pub required: u32,
    /// What is had; nothing when it is not known.
    pub actual: Option<Actual>,
    /// Whether what is had is estimated; of revenue only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated: Option<bool>,
}

/// What is had of a required quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actual {
    /// Written as a whole number.
    Whole(u32),
    /// Written with two decimals.
    Exact(Decimal),
}

impl Actual {
    /// The value.
    pub fn value(self) -> Decimal {
        match self {
            Actual::Whole(value) => Decimal::from(value),
            Actual::Exact(value) => value,
        }
    }
}

/// What a channel costs and brings in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChannelReport {
    /// Which channel.
    pub id: ChannelId,
    /// Its name.
    pub name: String,
    /// Its lines, in order.
    pub lines: Vec<LineAmount>,
    /// What it leaves.
    pub net: Money,
    /// What lies at the bank's.
    pub working_capital: Money,
    /// Which portfolios earn incentives there.
    pub incentive_eligible: Each<bool>,
}

impl ChannelReport {
    /// The amount of a line.
    pub fn line(&self, id: LineId) -> Money {
        self.lines.iter().find(|line| line.id == id).map_or_else(Money::zero, |line| line.amount)
    }
}

/// A line and its amount: what comes in and what goes out are both positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LineAmount {
    /// Which line.
    pub id: LineId,
    /// The amount, a year.
    pub amount: Money,
}

/// The lines of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // `locales/` says what each one is.
pub enum LineId {
    Margin,
    Incentives,
    Funding,
    SupportPlan,
    Platform,
    BillingLabour,
    SupportLabour,
    RoundTheClock,
    ComplianceLabour,
    Training,
    Integration,
    Guarantee,
    Leakage,
    BadDebt,
    Financing,
}

impl LineId {
    /// All of them, in order.
    pub const ALL: [LineId; 15] = [
        LineId::Margin,
        LineId::Incentives,
        LineId::Funding,
        LineId::SupportPlan,
        LineId::Platform,
        LineId::BillingLabour,
        LineId::SupportLabour,
        LineId::RoundTheClock,
        LineId::ComplianceLabour,
        LineId::Training,
        LineId::Integration,
        LineId::Guarantee,
        LineId::Leakage,
        LineId::BadDebt,
        LineId::Financing,
    ];

    /// The lines that are hours of one's own people.
    pub const LABOUR: [LineId; 3] = [LineId::BillingLabour, LineId::SupportLabour, LineId::ComplianceLabour];

    /// Whether it comes in; every other line goes out.
    pub fn is_income(self) -> bool {
        matches!(self, LineId::Margin | LineId::Incentives | LineId::Funding)
    }

    /// The key in reports and messages: `billing_labour`.
    pub fn id(self) -> &'static str {
        match self {
            LineId::Margin => "margin",
            LineId::Incentives => "incentives",
            LineId::Funding => "funding",
            LineId::SupportPlan => "support_plan",
            LineId::Platform => "platform",
            LineId::BillingLabour => "billing_labour",
            LineId::SupportLabour => "support_labour",
            LineId::RoundTheClock => "round_the_clock",
            LineId::ComplianceLabour => "compliance_labour",
            LineId::Training => "training",
            LineId::Integration => "integration",
            LineId::Guarantee => "guarantee",
            LineId::Leakage => "leakage",
            LineId::BadDebt => "bad_debt",
            LineId::Financing => "financing",
        }
    }
}

/// What to do, why, and what to mind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recommendation {
    /// What to do.
    pub choice: Choice,
    /// Why direct is ruled out; empty when it isn't.
    pub reasons: Vec<Reason>,
    /// What to mind.
    pub cautions: Vec<Caution>,
}

impl Recommendation {
    /// Whether direct is ruled out.
    pub fn direct_ruled_out(&self) -> bool {
        !self.reasons.is_empty()
    }
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Buy direct.
    Direct,
    /// Buy at the best offer.
    Indirect,
    /// Spread the portfolios.
    Mix,
    /// The difference is too small to decide on.
    Even,
}

/// Why direct is ruled out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A requirement fails that can't be mended within a month.
    DirectNotEligible,
    /// This requirement is not met.
    Requirement(RequirementId),
    /// The authorisation is lost or being lost.
    AuthorizationLost,
}

/// What to mind, whatever the choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // `locales/` says what each one is.
pub enum Caution {
    Unconfirmed,
    NoOwnPlatform,
    #[serde(rename = "no_24x7")]
    No24x7,
    EstimatedTtm,
    NearThreshold,
    IncentivesAtRisk,
    RulesUnderReview,
    AuthorizationLost,
    LostBeforeEarliest,
    MixBelowThreshold,
    RoundTheClockCostMissing,
    DirectNeedsAction,
    IndirectNotEligible,
}

impl Caution {
    /// All of them, in order.
    pub const ALL: [Caution; 13] = [
        Caution::Unconfirmed,
        Caution::NoOwnPlatform,
        Caution::No24x7,
        Caution::EstimatedTtm,
        Caution::NearThreshold,
        Caution::IncentivesAtRisk,
        Caution::RulesUnderReview,
        Caution::AuthorizationLost,
        Caution::LostBeforeEarliest,
        Caution::MixBelowThreshold,
        Caution::RoundTheClockCostMissing,
        Caution::DirectNeedsAction,
        Caution::IndirectNotEligible,
    ];

    /// The key in reports and messages.
    pub fn id(self) -> &'static str {
        match self {
            Caution::Unconfirmed => "unconfirmed",
            Caution::NoOwnPlatform => "no_own_platform",
            Caution::No24x7 => "no_24x7",
            Caution::EstimatedTtm => "estimated_ttm",
            Caution::NearThreshold => "near_threshold",
            Caution::IncentivesAtRisk => "incentives_at_risk",
            Caution::RulesUnderReview => "rules_under_review",
            Caution::AuthorizationLost => "authorization_lost",
            Caution::LostBeforeEarliest => "lost_before_earliest",
            Caution::MixBelowThreshold => "mix_below_threshold",
            Caution::RoundTheClockCostMissing => "round_the_clock_cost_missing",
            Caution::DirectNeedsAction => "direct_needs_action",
            Caution::IndirectNotEligible => "indirect_not_eligible",
        }
    }
}

/// From which revenue direct pays, against one offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BreakEven {
    /// The offer.
    pub offer: ChannelId,
    /// On which side of the break-even direct pays, if there is one.
    pub kind: BreakEvenKind,
    /// The revenue at which both leave the same.
    pub revenue: Option<Money>,
    /// The revenue from which direct is open at all.
    pub opens_at: Option<Money>,
    /// The revenue from which direct is open and pays.
    pub pays_from: Option<Money>,
}

/// On which side of the break-even direct pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BreakEvenKind {
    /// Above it.
    DirectAbove,
    /// Below it.
    DirectBelow,
    /// At every revenue.
    AlwaysDirect,
    /// At no revenue.
    AlwaysIndirect,
    /// Both leave the same at every revenue.
    Equal,
}

/// Where each portfolio that has revenue is bought.
pub type Assignment = Vec<(Portfolio, ChannelId)>;

/// The best spread of portfolios over channels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mix {
    /// The best of all.
    #[serde(serialize_with = "assignment")]
    pub best: Assignment,
    /// What it leaves.
    pub net: Money,
    /// By how much it beats the best single channel.
    pub gain: Money,
    /// The best without direct, where direct is not open.
    #[serde(serialize_with = "optional_assignment")]
    pub best_allowed: Option<Assignment>,
    /// What that leaves.
    pub net_allowed: Option<Money>,
}

/// Five years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Projection {
    /// The years, the first being the base.
    pub years: Vec<Year>,
    /// Present value of each channel's five years less what it costs once; nothing for direct when it is not open in
    /// all of them.
    #[serde(serialize_with = "by_channel")]
    pub npv: Vec<(ChannelId, Option<Money>)>,
}

/// One year of the projection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Year {
    /// From 1.
    pub year: u32,
    /// Revenue.
    pub revenue: Money,
    /// The trailing twelve months.
    pub ttm_usd: Usd,
    /// Whether revenue keeps direct open.
    pub direct_allowed: bool,
    /// What each channel leaves.
    #[serde(serialize_with = "by_channel")]
    pub net: Vec<(ChannelId, Money)>,
}

/// Moving from direct to an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Transition {
    /// The offer.
    pub to: ChannelId,
    /// Whether staying, the baseline, is open.
    pub stay_allowed: bool,
    /// Transfer requests.
    pub requests: u32,
    /// What the move costs once.
    pub one_off: Money,
    /// What is needed once because the offer must be paid at another time than Microsoft.
    pub liquidity: Money,
    /// The month from which the move has paid for itself and keeps doing so.
    pub payback_month: Option<u32>,
    /// The deepest point.
    pub trough: Option<Trough>,
    /// What moving has brought by the end of each month, against staying.
    pub cumulative: Option<Vec<Money>>,
    /// Weeks the move takes.
    pub weeks_needed: u32,
    /// By when, where the anniversary is known.
    pub deadline: Option<Deadline>,
}

/// The deepest point of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Trough {
    /// The first month that has it.
    pub month: u32,
    /// How deep.
    pub amount: Money,
}

/// The dates on which Microsoft is reported to act when a partner fails its yearly check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Enforcement {
    /// The first day of the anniversary month; Microsoft's exact day is not known.
    pub anniversary: Date,
    /// No new sales from then.
    pub suspended: Date,
    /// Ended from then.
    pub revoked: Date,
}

/// By when a direct partner that fails must have moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// The dates of the coming check, or of this month's.
    #[serde(flatten)]
    pub next: Enforcement,
    /// Whether they press: staying is not open.
    pub applies: bool,
    /// The day to start, where they press.
    pub start_by: Option<Date>,
    /// Whether that day has passed.
    pub late: bool,
    /// The dates of the last check, when it is less than ninety days ago.
    pub last: Option<Enforcement>,
    /// The portfolios that would move only after the authorisation ends.
    pub after_revocation: Vec<Portfolio>,
}

/// How the difference follows one driver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sensitivity {
    /// The driver.
    pub driver: Driver,
    /// The difference when it is 20 % lower.
    pub low: Money,
    /// The difference when it is 20 % higher.
    pub high: Money,
    /// The factor nearest to 1, from 0 to 5, at which the difference changes sign.
    pub flip: Option<Factor>,
}

/// A factor on a driver: 1 is the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor(pub Decimal);

/// What the difference can depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // `locales/` says what each one is.
pub enum Driver {
    Revenue,
    DirectMargin,
    OfferMargin,
    DirectSupportPlanFee,
    DirectPlatform,
    DirectLabour,
    DirectSupportCost,
    OfferSupportCost,
    HourlyCost,
    IncentiveRate,
    CostOfCapital,
    DirectLeakage,
    OfferFunding,
    OfferFees,
    UsdRate,
}

impl Driver {
    /// All of them, in order.
    pub const ALL: [Driver; 15] = [
        Driver::Revenue,
        Driver::DirectMargin,
        Driver::OfferMargin,
        Driver::DirectSupportPlanFee,
        Driver::DirectPlatform,
        Driver::DirectLabour,
        Driver::DirectSupportCost,
        Driver::OfferSupportCost,
        Driver::HourlyCost,
        Driver::IncentiveRate,
        Driver::CostOfCapital,
        Driver::DirectLeakage,
        Driver::OfferFunding,
        Driver::OfferFees,
        Driver::UsdRate,
    ];

    /// The key in reports: `direct.margin`.
    pub fn id(self) -> &'static str {
        match self {
            Driver::Revenue => "revenue",
            Driver::DirectMargin => "direct.margin",
            Driver::OfferMargin => "offer.margin",
            Driver::DirectSupportPlanFee => "direct.support_plan_fee",
            Driver::DirectPlatform => "direct.platform",
            Driver::DirectLabour => "direct.labour",
            Driver::DirectSupportCost => "direct.support_cost",
            Driver::OfferSupportCost => "offer.support_cost",
            Driver::HourlyCost => "labour.hourly_cost",
            Driver::IncentiveRate => "incentives.rate",
            Driver::CostOfCapital => "finance.cost_of_capital",
            Driver::DirectLeakage => "direct.leakage",
            Driver::OfferFunding => "offer.funding",
            Driver::OfferFees => "offer.fees",
            Driver::UsdRate => "usd_rate",
        }
    }
}

/// How sure the difference is: ten thousand draws of every driver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Uncertainty {
    /// The number of draws.
    pub n: u32,
    /// The generator and its seed.
    pub generator: &'static str,
    /// A tenth of the draws are no higher.
    pub p10: Money,
    /// Half of the draws are no higher.
    pub p50: Money,
    /// Nine tenths of the draws are no higher.
    pub p90: Money,
    /// The percentage of the draws in which direct is ahead.
    #[serde(serialize_with = "two_decimals")]
    pub direct_ahead_pct: Decimal,
    /// How the draws are spread.
    pub histogram: Histogram,
}

/// Forty bins of equal width.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Histogram {
    /// Where the first one begins: the smallest difference.
    pub from: Money,
    /// How wide each is.
    pub width: Money,
    /// The draws in each.
    pub counts: Vec<u32>,
}

fn whole<S: Serializer>(value: &u32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

fn two_decimals<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&reported(*value, 2))
}

fn by_channel<S: Serializer, T: Serialize>(rows: &[(ChannelId, T)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(rows.iter().map(|(channel, value)| (channel, value)))
}

/// By path: from where, what counts, and up to where.
fn ranges<S: Serializer>(rows: &[(Slot, Range)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(rows.iter().map(|(slot, range)| (slot.path(), range)))
}

fn assignment<S: Serializer>(rows: &Assignment, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(rows.iter().map(|(portfolio, channel)| (portfolio, channel)))
}

fn optional_assignment<S: Serializer>(rows: &Option<Assignment>, serializer: S) -> Result<S::Ok, S::Error> {
    match rows {
        Some(rows) => assignment(rows, serializer),
        None => serializer.serialize_none(),
    }
}

macro_rules! serialize_as_text {
    ($($type:ty: $text:expr;)*) => {
        $(impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let text: fn(&$type) -> _ = $text;
                serializer.collect_str(&text(self))
            }
        })*
    };
}

serialize_as_text! {
    Date: |date| *date;
    Currency: |currency| currency.code();
    Portfolio: |portfolio| portfolio.id();
    RequirementId: |requirement| requirement.id();
    Driver: |driver| driver.id();
    Factor: |factor| reported(factor.0, 6);
    ChannelId: |channel| channel.id();
    Reason: |reason| reason.id();
    Actual: |actual| match actual {
        Actual::Whole(value) => Decimal::from(*value),
        Actual::Exact(value) => reported(*value, 2),
    };
}

/// Decimal strings, as exact as they were stated.
impl Serialize for Range {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let numbers = [("low", self.low()), ("likely", self.likely()), ("high", self.high())];
        serializer.collect_map(numbers.map(|(name, number)| (name, number.to_string())))
    }
}

/// Only its id: the rules themselves are not part of a report.
impl Serialize for RuleSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id)
    }
}

impl<T: Serialize> Serialize for Each<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        for (portfolio, value) in self.iter() {
            map.serialize_entry(portfolio.id(), value)?;
        }
        map.end()
    }
}

impl ChannelId {
    /// The key in reports and paths: `direct`, `offers.0`.
    pub fn id(self) -> &'static str {
        match self {
            ChannelId::Direct => "direct",
            ChannelId::Offer(0) => "offers.0",
            ChannelId::Offer(1) => "offers.1",
            ChannelId::Offer(2) => "offers.2",
            ChannelId::Offer(3) => "offers.3",
            ChannelId::Offer(_) => "offers.4",
        }
    }

    /// The channel with this key.
    pub fn from_id(id: &str) -> Option<ChannelId> {
        match id.strip_prefix("offers.") {
            Some(number) => super::catalogue::offer_number(number).map(ChannelId::Offer),
            None => (id == ChannelId::Direct.id()).then_some(ChannelId::Direct),
        }
    }
}

impl Reason {
    /// The key in reports.
    pub fn id(self) -> &'static str {
        match self {
            Reason::DirectNotEligible => "direct_not_eligible",
            Reason::Requirement(requirement) => requirement.id(),
            Reason::AuthorizationLost => "authorization_lost",
        }
    }
}
