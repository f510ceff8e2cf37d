//! Five years: what each channel leaves as revenue and costs grow.

use rust_decimal::Decimal;

use super::catalogue::{FieldId, Portfolio, Slot};
use super::costs::{lines_of, work_growth};
use super::number::{Exact, Leaf, Step};
use super::quantity::{Count, Fraction, Money, Quantity, Usd};
use super::report::{LineId, Projection, Year};
use super::situation::{Channel, ChannelId, Each, Role, Situation};

/// The years of the projection.
pub const YEARS: u32 = 5;

/// The projection, given what a move costs and the incentives of each channel in the first year, in the order of the
/// channels.
pub fn projection<N: Exact>(situation: &Situation<N>, moving: &Money<N>, incentives: &[Money<N>]) -> Projection {
    let mut years = Vec::new();
    let mut nets: Vec<Vec<Money<N>>> = situation.channels().map(|_| Vec::new()).collect();
    for number in 1..=YEARS {
        let year = in_year(situation, number);
        let now: Vec<Money<N>> = year.channels().map(|channel| net_in_year(&year, channel, number)).collect();
        years.push(Year {
            year: number,
            revenue: year.total_revenue().plain(),
            ttm_usd: year.ttm.value.plain(),
            direct_allowed: direct_open(&year),
            net: year.channels().map(|channel| channel.id).zip(now.iter().map(Quantity::plain)).collect(),
        });
        for (all, net) in nets.iter_mut().zip(now) {
            all.push(net);
        }
    }
    let always_open = years.iter().all(|year| year.direct_allowed);
    let npv = situation
        .channels()
        .zip(&nets)
        .zip(incentives)
        .map(|((channel, nets), incentives)| {
            let open = channel.id != ChannelId::Direct || always_open;
            (channel.id, open.then(|| present_value(situation, channel, nets, moving, incentives).plain()))
        })
        .collect();
    Projection { years, npv }
}

/// Whether the trailing twelve months of a year are enough for direct.
pub fn direct_open<N: Exact>(year: &Situation<N>) -> bool {
    year.rules.revenue_threshold().is_none_or(|least| year.ttm.value.reaches(least))
}

/// What a channel leaves in a year, given the situation then.
pub fn net_in_year<N: Exact>(year: &Situation<N>, channel: &Channel<N>, number: u32) -> Money<N> {
    lines_of(year, channel).net().named(Step::NetIn(channel.id, number))
}

/// What a channel's nets are worth today, from the first year on, less what changing to it costs once.
pub fn present_value<N: Exact>(
    situation: &Situation<N>,
    channel: &Channel<N>,
    nets: &[Money<N>],
    moving: &Money<N>,
    incentives: &Money<N>,
) -> Money<N> {
    let rate = (Fraction::<N>::one() + situation.finance.discount.clone()).named(Step::Discount);
    let worth = (1..).zip(nets).map(|(year, net)| {
        let discount = rate.to_the_power(year).named(Step::Discounted(year));
        let worth: Money<N> = Quantity::new(net.number().clone().part_of(discount.number().clone()));
        worth.named(Step::PresentValue(year))
    });
    (Quantity::sum(worth) - one_off(situation, channel, moving, incentives)).named(Step::Npv(channel.id))
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
    let months = Decimal::from(situation.moving.incentive_loss_months);
    let months = Count::leaf(months, Leaf::Field(Slot::of(FieldId::MoveIncentiveLoss)));
    moving + (incentives.clone() * months).per(12).named(Step::LostOnMove)
}

/// The situation of a year: revenue grown, costs inflated, labour grown with revenue. The first is the situation as it is.
pub fn in_year<N: Exact>(situation: &Situation<N>, year: u32) -> Situation<N> {
    let past = year.saturating_sub(1);
    let mut later = situation.clone();
    if past == 0 {
        later.ttm.value = later.ttm.value.named(Step::TtmIn(year));
        return later;
    }
    let growth = Each::of(|p| {
        let once = (Fraction::one() + situation.growth.get(p).clone()).named(Step::GrowthOf(p));
        once.to_the_power(past).named(Step::GrownBy(p))
    });
    later.revenue =
        Each::of(|p| (situation.revenue.get(p).clone() * growth.get(p).clone()).named(Step::RevenueThen(p)));
    later.ttm.value = ttm_in_year(situation, &growth).named(Step::TtmIn(year));
    let work = work_in_year(situation, &later);
    let inflation = inflation(situation, past);
    let written_off = past >= situation.integration_years;
    for channel in std::iter::once(&mut later.direct).chain(&mut later.offers) {
        inflate(channel, &inflation, &work);
        if written_off {
            channel.integration_write_off = Money::zero();
        }
    }
    later
}

/// How many times the work of now there is in a later year.
pub fn work_in_year<N: Exact>(situation: &Situation<N>, later: &Situation<N>) -> Fraction<N> {
    let total = situation.total_revenue();
    let times = if total.exact().is_zero() { Fraction::one() } else { later.total_revenue().part_of(total) };
    work_growth(&situation.labour.volume, times)
}

/// How many times what they are now costs are after so many years.
pub fn inflation<N: Exact>(situation: &Situation<N>, past: u32) -> Fraction<N> {
    let once = (Fraction::one() + situation.finance.cost_inflation.clone()).named(Step::Inflation);
    once.to_the_power(past).named(Step::Inflated)
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
    // What is one of several terms of its line.
    channel.platform_fee = channel.platform_fee.clone().named(Step::Then(LineId::Platform));
    channel.integration_upkeep = channel.integration_upkeep.clone().named(Step::Then(LineId::Integration));
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
    let then = |p| (situation.billed(p) * growth.get(p).clone()).named(Step::BilledThen(p));
    let grown = Money::sum(Portfolio::ALL.map(then)).named(Step::AllBilledThen);
    let times = grown.part_of(total).named(Step::BilledGrown);
    situation.ttm.value.clone() * times
}
