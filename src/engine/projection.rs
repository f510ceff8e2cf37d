//! Five years: what each channel leaves as revenue and costs grow.

use super::catalogue::Portfolio;
use super::costs::{lines_of, work_growth};
use super::number::Exact;
use super::quantity::{Fraction, Money, Quantity, Usd};
use super::report::{Projection, Year};
use super::situation::{Channel, ChannelId, Each, Role, Situation, Ttm};

/// The years of the projection.
pub const YEARS: u32 = 5;

/// What a change of channel costs, for the present value.
pub struct OneOffs<N> {
    /// What moving costs.
    pub moving: Money<N>,
    /// The incentives of each channel in the first year, in the order of the channels.
    pub incentives: Vec<Money<N>>,
}

/// The projection.
pub fn projection<N: Exact>(situation: &Situation<N>, one_offs: &OneOffs<N>) -> Projection {
    let mut years = Vec::new();
    let mut present: Vec<Money<N>> = situation.channels().map(|_| Money::zero()).collect();
    let mut discount = N::constant(1);
    for number in 1..=YEARS {
        let year = in_year(situation, number);
        discount = discount * (Fraction::<N>::one() + situation.finance.discount.clone()).number().clone();
        let nets: Vec<Money<N>> = year.channels().map(|channel| lines_of(&year, channel).net()).collect();
        for (sum, net) in present.iter_mut().zip(&nets) {
            *sum = sum.clone() + Quantity::new(net.number().clone().part_of(discount.clone()));
        }
        years.push(Year {
            year: number,
            revenue: year.total_revenue().plain(),
            ttm_usd: year.ttm.value.plain(),
            direct_allowed: situation.rules.revenue_threshold().is_none_or(|least| year.ttm.value.reaches(least)),
            net: year.channels().map(|channel| channel.id).zip(nets.iter().map(Quantity::plain)).collect(),
        });
    }
    let always_open = years.iter().all(|year| year.direct_allowed);
    let npv = situation
        .channels()
        .zip(present)
        .zip(&one_offs.incentives)
        .map(|((channel, present), incentives)| {
            let open = channel.id != ChannelId::Direct || always_open;
            let cost = one_off(situation, channel, &one_offs.moving, incentives);
            (channel.id, open.then(|| (present - cost).plain()))
        })
        .collect();
    Projection { years, npv }
}

/// What a channel costs once: moving where its model is another than today's, and the incentives that moved revenue
/// loses.
fn one_off<N: Exact>(
    situation: &Situation<N>,
    channel: &Channel<N>,
    moving: &Money<N>,
    incentives: &Money<N>,
) -> Money<N> {
    let is_direct = channel.id == ChannelId::Direct;
    let moves = match situation.role {
        Role::Direct => !is_direct,
        Role::Indirect => is_direct,
        Role::New => false,
    };
    let moving = if moves { moving.clone() } else { Money::zero() };
    let loses = !is_direct && situation.role == Role::Direct && !situation.revoked();
    if !loses {
        return moving;
    }
    let months = N::constant(situation.moving.incentive_loss_months);
    moving + Quantity::new(incentives.number().clone() * months).per(12)
}

/// The situation of a later year: revenue grown, costs inflated, labour grown with revenue.
fn in_year<N: Exact>(situation: &Situation<N>, year: u32) -> Situation<N> {
    let past = year - 1;
    let growth = Each::of(|p| (Fraction::one() + situation.growth.get(p).clone()).to_the_power(past));
    let mut later = situation.clone();
    later.revenue = Each::of(|p| situation.revenue.get(p).clone() * growth.get(p).clone());
    later.ttm = Ttm { value: ttm_in_year(situation, &growth), estimated: situation.ttm.estimated };
    let total = situation.total_revenue();
    let times = if total.exact().is_zero() { Fraction::one() } else { later.total_revenue().part_of(total) };
    let work = work_growth(&situation.labour.volume, times);
    let inflation = (Fraction::one() + situation.finance.cost_inflation.clone()).to_the_power(past);
    let written_off = past >= situation.integration_years;
    for channel in std::iter::once(&mut later.direct).chain(&mut later.offers) {
        inflate(channel, &inflation, &work);
        if written_off {
            channel.integration_write_off = Money::zero();
        }
    }
    later
}

/// Fixed and scaled costs follow inflation, billing and support work revenue too. Funding and what is written off of
/// the integration stay as they are.
fn inflate<N: Exact>(channel: &mut Channel<N>, inflation: &Fraction<N>, work: &Fraction<N>) {
    let money = |amount: &mut Money<N>| *amount = amount.clone() * inflation.clone();
    for amount in [
        &mut channel.support_fee,
        &mut channel.platform_fee,
        &mut channel.platform_fee_monthly,
        &mut channel.round_the_clock,
        &mut channel.training,
        &mut channel.integration_upkeep,
        &mut channel.guarantee,
    ] {
        money(amount);
    }
    let labour = inflation.clone() * work.clone();
    channel.support_cost = channel.support_cost.clone() * labour.clone();
    channel.billing_hours = channel.billing_hours.clone() * labour;
    channel.compliance_hours = channel.compliance_hours.clone() * inflation.clone();
}

/// The trailing twelve months grown with the portfolios, in proportion to what Microsoft bills for each.
fn ttm_in_year<N: Exact>(situation: &Situation<N>, growth: &Each<Fraction<N>>) -> Usd<N> {
    let total = situation.total_billed();
    if total.exact().is_zero() {
        return situation.ttm.value.clone();
    }
    // Divided last: so that without growth it is exactly once.
    let grown = Money::sum(Portfolio::ALL.map(|p| situation.billed(p) * growth.get(p).clone()));
    let times = grown.part_of(total);
    situation.ttm.value.clone() * times
}
