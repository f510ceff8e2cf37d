//! The cost comparison: fifteen lines for each channel, a year.

use rust_decimal::Decimal;

use super::catalogue::{FieldId, Portfolio, Slot};
use super::number::{Exact, Leaf, Number, Step};
use super::quantity::{Count, Fraction, Hours, Money, Quantity};
use super::report::LineId;
use super::situation::{Channel, ChannelId, Each, Labour, Role, Situation};

/// A line of a channel, in the parts by which it behaves when the channel carries only some portfolios.
#[derive(Clone, Debug)]
pub struct Line<N> {
    /// Which line.
    pub id: LineId,
    /// Follows the portfolios bought there.
    pub variable: Option<Each<Money<N>>>,
    /// Counts in proportion to the channel's share of revenue.
    pub scaled: Option<Money<N>>,
    /// Counts whole as soon as the channel is used at all.
    pub fixed: Option<Money<N>>,
}

impl<N: Number> Line<N> {
    fn variable(id: LineId, mut amount: impl FnMut(Portfolio) -> Money<N>) -> Line<N> {
        let variable = Each::of(|portfolio| amount(portfolio).named(Step::Portfolio(portfolio)));
        Line { id, variable: Some(variable), scaled: None, fixed: None }
    }

    fn scaled(id: LineId, amount: Money<N>) -> Line<N> {
        Line { id, variable: None, scaled: Some(amount), fixed: None }
    }

    fn fixed(id: LineId, amount: Money<N>) -> Line<N> {
        Line { id, variable: None, scaled: None, fixed: Some(amount) }
    }

    /// The whole line, when the channel carries every portfolio: income or cost, as a positive amount.
    pub fn amount(&self) -> Money<N> {
        let variable = self.variable.iter().flat_map(|each| each.0.iter().cloned());
        Quantity::sum(variable.chain(self.scaled.clone()).chain(self.fixed.clone())).named(Step::Line(self.id))
    }

    /// What of the line follows revenue, as it counts in the net.
    pub(super) fn following(&self) -> Option<Money<N>> {
        let each = self.variable.as_ref()?;
        Some(self.signed(Quantity::sum(each.0.iter().cloned()).named(Step::FollowingPart(self.id))))
    }

    /// What of the line doesn't, as it counts in the net.
    pub(super) fn standing(&self) -> Option<Money<N>> {
        let amount = self.scaled.iter().chain(&self.fixed).cloned().reduce(|sum, part| sum + part)?;
        Some(self.signed(amount.named(Step::StandingPart(self.id))))
    }

    /// An amount of this line as it counts in the net: income as it is, a cost negative.
    fn signed(&self, amount: Money<N>) -> Money<N> {
        if self.id.is_income() { amount } else { -amount }
    }
}

/// All lines of a channel, in order.
#[derive(Clone, Debug)]
pub struct Lines<N>(pub [Line<N>; 15]);

/// What a channel brings, split by how it behaves when the channel carries only some portfolios.
#[derive(Clone, Debug)]
pub struct Parts<N> {
    /// By the portfolios bought there.
    pub variable: Each<Money<N>>,
    /// In proportion to the share of revenue.
    pub scaled: Money<N>,
    /// Whole as soon as the channel is used.
    pub fixed: Money<N>,
}

impl<N: Number> Lines<N> {
    /// What the channel leaves in a year when it carries every portfolio.
    pub fn net(&self) -> Money<N> {
        self.net_without(&[])
    }

    /// The same, leaving these lines out.
    pub fn net_without(&self, left_out: &[LineId]) -> Money<N> {
        let kept = self.0.iter().filter(|line| !left_out.contains(&line.id));
        Quantity::sum(kept.map(|line| line.signed(line.amount()))).named(Step::Net)
    }

    /// The amount of a line.
    pub fn amount(&self, id: LineId) -> Money<N> {
        self.0.iter().find(|line| line.id == id).map_or_else(Money::zero, Line::amount)
    }

    /// The net in its parts.
    pub fn parts(&self) -> Parts<N> {
        let sum = |part: &dyn Fn(&Line<N>) -> Option<Money<N>>| {
            let named = |line: &Line<N>, amount: Money<N>| line.signed(amount.named(Step::PartOf(line.id)));
            Quantity::sum(self.0.iter().filter_map(|line| part(line).map(|amount| named(line, amount))))
        };
        Parts {
            variable: Each::of(|p| sum(&|line| line.variable.as_ref().map(|each| each.get(p).clone()))),
            scaled: sum(&|line| line.scaled.clone()),
            fixed: sum(&|line| line.fixed.clone()),
        }
    }

    /// The incentives of one portfolio.
    pub fn incentives(&self, portfolio: Portfolio) -> Money<N> {
        let line = self.0.iter().find(|line| line.id == LineId::Incentives);
        let each = line.and_then(|line| line.variable.as_ref());
        each.map_or_else(Money::zero, |each| each.get(portfolio).clone())
    }
}

/// Which portfolios earn incentives in a channel when the trailing twelve months are enough.
pub fn eligible_by_capability<N: Number>(situation: &Situation<N>, channel: ChannelId) -> Each<bool> {
    let standing = &situation.standing;
    Each::of(|portfolio| {
        let designated = standing.designations.is_some_and(|held| held.cover(portfolio));
        let needed = Decimal::from(situation.rules.incentive_points.value);
        let by_points = portfolio != Portfolio::BusinessApps
            && standing.points.get(portfolio).is_some_and(|points| points >= needed);
        designated || (channel != ChannelId::Direct && by_points)
    })
}

/// The trailing twelve months, in US dollars, from which a channel earns incentives.
pub fn incentive_threshold<N: Number>(situation: &Situation<N>, channel: ChannelId) -> u32 {
    match channel {
        ChannelId::Direct => situation.rules.revenue_threshold().unwrap_or(0),
        ChannelId::Offer(_) => situation.rules.incentive_revenue_usd.value,
    }
}

/// Which portfolios earn incentives in a channel.
pub fn eligible<N: Number>(situation: &Situation<N>, channel: ChannelId) -> Each<bool> {
    let enough = situation.ttm.value.reaches(incentive_threshold(situation, channel));
    let capable = eligible_by_capability(situation, channel);
    Each::of(|portfolio| enough && *capable.get(portfolio))
}

/// The part of a portfolio's purchases that is tied up between paying the supplier and being paid; negative when the
/// supplier waits longer than the customers do.
fn financed<N: Number>(situation: &Situation<N>, channel: &Channel<N>, portfolio: Portfolio) -> Money<N> {
    let revenue = situation.revenue.get(portfolio);
    let margin = (revenue.clone() * channel.margin.get(portfolio).clone()).named(Step::MarginOn(portfolio));
    let purchases = (revenue.clone() - margin).named(Step::Purchases(portfolio));
    let days = (situation.finance.customer_days.clone() - channel.supplier_days.clone()).named(Step::PaymentGap);
    (purchases * days.of_a_year()).named(Step::TiedUp(portfolio))
}

/// What lies at the bank's for a channel.
pub fn working_capital<N: Number>(situation: &Situation<N>, channel: &Channel<N>) -> Money<N> {
    Quantity::sum(Portfolio::ALL.map(|portfolio| financed(situation, channel, portfolio))).named(Step::WorkingCapital)
}

/// The lines of a channel, given which portfolios earn incentives there.
pub fn lines<N: Number>(situation: &Situation<N>, channel: &Channel<N>, eligible: &Each<bool>) -> Lines<N> {
    use LineId as L;
    let revenue = |portfolio| situation.revenue.get(portfolio).clone();
    let hourly_cost = || situation.labour.hourly_cost.clone();
    let Situation { incentives, finance, .. } = situation;
    // What a unit of incentive is worth: the rebate whole, the co-op at its value.
    let coop = (incentives.coop_share.clone() * incentives.coop_value.clone()).named(Step::CoopWorth);
    let worth = (incentives.coop_share.rest().named(Step::RebateShare) + coop).named(Step::IncentiveWorth);
    let incentive = |portfolio| {
        if *eligible.get(portfolio) {
            situation.billed(portfolio) * incentives.rate.get(portfolio).clone() * worth.clone()
        } else {
            Money::zero().named(Step::NoIncentives(portfolio))
        }
    };
    let for_customers = channel.platform_fee_monthly.clone().twelve_times().named(Step::PlatformForCustomers);
    let platform = Line {
        fixed: Some(channel.platform_fee.clone() + for_customers),
        ..Line::variable(L::Platform, |p| revenue(p) * channel.fee_share.clone())
    };
    Lines([
        Line::variable(L::Margin, |p| revenue(p) * channel.margin.get(p).clone()),
        Line::variable(L::Incentives, incentive),
        Line::scaled(L::Funding, channel.funding.clone()),
        Line::fixed(L::SupportPlan, channel.support_fee.clone()),
        platform,
        Line::scaled(L::BillingLabour, channel.billing_hours_a_year() * hourly_cost()),
        Line::scaled(L::SupportLabour, channel.support_cost.clone()),
        Line::fixed(L::RoundTheClock, channel.round_the_clock.clone()),
        Line::fixed(L::ComplianceLabour, channel.compliance_hours.clone() * hourly_cost()),
        Line::fixed(L::Training, channel.training.clone()),
        Line::fixed(L::Integration, channel.integration_write_off.clone() + channel.integration_upkeep.clone()),
        Line::fixed(L::Guarantee, channel.guarantee.clone()),
        Line::variable(L::Leakage, |p| revenue(p) * channel.leakage.clone()),
        Line::variable(L::BadDebt, |p| revenue(p) * finance.bad_debt.clone()),
        Line::variable(L::Financing, |p| financed(situation, channel, p) * finance.cost_of_capital.clone()),
    ])
}

/// The lines of a channel, with incentives judged on the situation's own trailing twelve months.
pub fn lines_of<N: Number>(situation: &Situation<N>, channel: &Channel<N>) -> Lines<N> {
    lines(situation, channel, &eligible(situation, channel.id))
}

/// What an offer leaves more than direct.
pub fn difference<N: Number>(offer: &Lines<N>, direct: &Lines<N>, offer_id: ChannelId) -> Money<N> {
    let of = |lines: &Lines<N>, id| lines.net().named(Step::NetOf(id));
    (of(offer, offer_id) - of(direct, ChannelId::Direct)).named(Step::Difference)
}

/// The same without the lines that are hours of one's own people.
pub fn difference_cash<N: Number>(offer: &Lines<N>, direct: &Lines<N>, offer_id: ChannelId) -> Money<N> {
    let of = |lines: &Lines<N>, id| lines.net_without(&LineId::LABOUR).named(Step::CashOf(id));
    (of(offer, offer_id) - of(direct, ChannelId::Direct)).named(Step::DifferenceCash)
}

/// The difference less the incentives of the offer that moved revenue loses in the first year.
pub fn difference_first_year<N: Number>(
    situation: &Situation<N>,
    difference: Money<N>,
    incentives: Money<N>,
) -> Money<N> {
    let lost = if situation.role != Role::Direct || situation.revoked() {
        Money::zero()
    } else {
        let months = situation.moving.incentive_loss_months;
        let leaf = if months > 12 { Leaf::Constant } else { Leaf::Field(Slot::of(FieldId::MoveIncentiveLoss)) };
        (incentives * Count::leaf(Decimal::from(months.min(12)), leaf)).per(12).named(Step::LostIncentives)
    };
    (difference - lost).named(Step::DifferenceFirstYear)
}

/// Hours a year that an offer saves on billing and compliance.
pub fn hours_freed<N: Number>(direct: &Channel<N>, offer: &Channel<N>) -> Hours<N> {
    let saved = direct.billing_hours_a_year() - offer.billing_hours_a_year();
    (saved + direct.compliance_hours.clone() - offer.compliance_hours.clone()).named(Step::HoursFreed)
}

/// What paid work in those hours adds, a year.
pub fn hours_value<N: Number>(labour: &Labour<N>, hours: Hours<N>) -> Money<N> {
    let gain = (labour.billable_rate.clone() - labour.hourly_cost.clone()).named(Step::HourGain);
    (hours * labour.redeploy.clone() * gain).named(Step::HoursValue)
}

/// The offer with the highest net, the first of equals.
pub fn best_offer<N: Exact>(nets: &[Money<N>]) -> usize {
    let mut best = 0;
    for (place, net) in nets.iter().enumerate() {
        if nets.get(best).is_some_and(|leader| net.compared() > leader.compared()) {
            best = place;
        }
    }
    best
}

/// How much more billing and support work there is when revenue is so many times what it was.
pub fn work_growth<N: Number>(volume: &Fraction<N>, times: Fraction<N>) -> Fraction<N> {
    let follows = (volume.clone() * times.named(Step::RevenueGrown)).named(Step::WorkFollows);
    (volume.rest().named(Step::WorkStays) + follows).named(Step::WorkGrown)
}
