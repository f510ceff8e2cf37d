//! The best spread of portfolios over channels, or the best with what is chosen of it: every assignment, at most 6⁴ of
//! them.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::catalogue::Portfolio;
use super::costs::Parts;
use super::number::{Exact, Step};
use super::quantity::{Money, Quantity, Usd};
use super::report::{Assignment, Mix};
use super::situation::{ChannelId, Each, Situation};

/// The channel of each portfolio for which one is chosen; the others are free.
pub type Chosen = Each<Option<ChannelId>>;

/// The parts of each channel, and the revenue by which a channel's share is measured.
pub struct Spread<'a, N> {
    /// The situation.
    pub situation: &'a Situation<N>,
    /// The parts of direct and of each offer, in order.
    pub channels: &'a [(ChannelId, Parts<N>)],
}

/// What a channel leaves with the portfolios of a mix that are bought there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bought<N = Decimal> {
    /// The channel.
    pub channel: ChannelId,
    /// The portfolios, each with what follows it.
    pub variable: Vec<(Portfolio, Money<N>)>,
    /// What counts in proportion to their part of all revenue.
    pub scaled: Money<N>,
    /// What counts whole.
    pub fixed: Money<N>,
}

impl<N: Exact> Bought<N> {
    /// What it comes to.
    pub fn net(&self) -> Money<N> {
        let variable = self.variable.iter().map(|(_, amount)| amount.clone());
        (Quantity::sum(variable) + self.scaled.clone() + self.fixed.clone()).named(Step::BoughtAt(self.channel))
    }
}

impl<N: Exact> Spread<'_, N> {
    /// What an assignment leaves in a year: variable parts by portfolio, scaled parts by the channel's share of
    /// revenue, fixed parts whole for every channel in use.
    pub fn net(&self, assignment: &[(Portfolio, ChannelId)]) -> Money<N> {
        Quantity::sum(self.bought(assignment).map(|bought| bought.net())).named(Step::Mix)
    }

    /// The same by the channels in use, in their order.
    pub fn bought(&self, assignment: &[(Portfolio, ChannelId)]) -> impl Iterator<Item = Bought<N>> {
        let total = self.situation.total_revenue();
        self.channels.iter().filter_map(move |(channel, parts)| {
            let bought: Vec<Portfolio> =
                assignment.iter().filter(|(_, at)| at == channel).map(|(portfolio, _)| *portfolio).collect();
            if bought.is_empty() {
                return None;
            }
            let revenue = Quantity::sum(bought.iter().map(|p| self.situation.revenue.get(*p).clone()));
            let variable = bought.into_iter().map(|p| (p, parts.variable.get(p).clone().named(Step::BoughtOf(p))));
            let share = revenue.named(Step::BoughtRevenue).part_of(total.clone()).named(Step::BoughtShare);
            Some(Bought {
                channel: *channel,
                variable: variable.collect(),
                scaled: (parts.scaled.clone().named(Step::ScaledWhole) * share).named(Step::Scaled),
                fixed: parts.fixed.clone().named(Step::Fixed),
            })
        })
    }

    /// The portfolios that have revenue.
    pub fn portfolios(&self) -> Vec<Portfolio> {
        let sold = |p: &Portfolio| !self.situation.revenue.get(*p).exact().is_zero();
        Portfolio::ALL.into_iter().filter(sold).collect()
    }
}

impl Spread<'_, Decimal> {
    /// The assignment that leaves most of those that have what is chosen; of equals the one with fewer channels, then the
    /// one whose channel is earlier in the first portfolio where they differ. Without direct, none is free to be bought
    /// there; what is chosen stays. A channel that is chosen has to be one of the situation's.
    pub fn best(&self, with_direct: bool, chosen: &Chosen) -> Option<(Assignment, Money)> {
        let portfolios = self.portfolios();
        let channels = self.channels.len();
        // What each channel leaves with each set of portfolios, by the bits of their places: assignments share most of it.
        let sets: usize = 1 << portfolios.len();
        let mut nets = Vec::with_capacity(channels * sets);
        for (id, _) in self.channels {
            for set in 0..sets {
                let bought = portfolios.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1);
                nets.push(self.net(&bought.map(|(_, portfolio)| (*portfolio, *id)).collect::<Assignment>()));
            }
        }
        // Numbered so that the first portfolio's channel changes last: the order in which ties are broken.
        let numbered = |number: usize| {
            let (mut rest, mut bought) = (number, vec![0; channels]);
            for (place, portfolio) in portfolios.iter().enumerate().rev() {
                let (id, _) = self.channels.get(rest % channels)?;
                let may =
                    chosen.get(*portfolio).map_or(with_direct || *id != ChannelId::Direct, |chosen| chosen == *id);
                *bought.get_mut(rest % channels).filter(|_| may)? |= 1 << place;
                rest /= channels;
            }
            let used = bought.iter().enumerate().filter(|(_, set)| **set != 0);
            let net = Quantity::sum(used.clone().filter_map(|(at, set)| nets.get(at * sets + set).copied()));
            Some((net.compared(), Reverse(used.count()), net, bought))
        };
        let count = portfolios.iter().try_fold(1_usize, |count, _| count.checked_mul(channels))?;
        // Of equals the last counts.
        let all = (0..count).rev().filter_map(numbered);
        let (.., net, bought) = all.max_by_key(|(compared, channels, ..)| (*compared, *channels))?;
        let at = |place: usize| self.channels.iter().zip(&bought).find(|(_, set)| *set >> place & 1 == 1);
        let assigned = portfolios.iter().enumerate().filter_map(|(place, p)| Some((*p, at(place)?.0.0)));
        Some((assigned.collect(), net))
    }

    /// The best of all and, where direct is not open, the best without it; nothing without revenue.
    pub fn mix(&self, single: Money, direct_open: bool) -> Option<Mix> {
        if self.portfolios().is_empty() {
            return None;
        }
        let free = Chosen::of(|_| None);
        let (best, net) = self.best(true, &free)?;
        let allowed = if direct_open { None } else { self.best(false, &free) };
        let (best_allowed, net_allowed) = allowed.unzip();
        Some(Mix { best, gain: net - single, net, best_allowed, net_allowed })
    }
}

/// A mix of the visitor's: what is chosen, filled with what then leaves most of what is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenMix {
    /// What is chosen, of the portfolios that have revenue.
    pub chosen: Chosen,
    /// What is bought where.
    pub assignment: Assignment,
    /// What that leaves.
    pub net: Money,
    /// The single channel that is open and leaves most, and what it leaves.
    pub single: (ChannelId, Money),
    /// The mix that is open and leaves most, and what it leaves.
    pub best: (Assignment, Money),
}

impl ChosenMix {
    /// What it leaves more than the best single channel.
    pub fn gain(&self) -> Money {
        self.net - self.single.1
    }

    /// What it leaves less than the best mix.
    pub fn short(&self) -> Money {
        self.best.1 - self.net
    }

    /// Whether nothing is chosen.
    pub fn is_free(&self) -> bool {
        self.chosen.0.iter().all(Option::is_none)
    }

    /// Whether anything of it is bought direct.
    pub fn uses_direct(&self) -> bool {
        self.assignment.iter().any(|(_, at)| *at == ChannelId::Direct)
    }
}

/// What Microsoft billed over the trailing twelve months for the portfolios that a mix buys direct; nothing where it
/// buys none, or where Microsoft bills nothing by which they could be weighed.
pub fn kept_direct<N: Exact>(situation: &Situation<N>, mix: &[(Portfolio, ChannelId)]) -> Option<Usd<N>> {
    let mut direct = mix.iter().filter(|(_, at)| *at == ChannelId::Direct).map(|(portfolio, _)| *portfolio).peekable();
    direct.peek()?;
    let total = situation.total_billed();
    if total.exact().is_zero() {
        return None;
    }
    let bought = Money::sum(direct.map(|portfolio| situation.billed(portfolio)));
    Some(situation.ttm.value.clone() * bought.part_of(total))
}
