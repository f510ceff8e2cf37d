//! The best spread of portfolios over channels, or the best with what is chosen of it: every assignment, at most 6⁴ of
//! them.

use std::slice;

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

    /// The assignment that leaves most of those that have what is chosen; of equals the one with fewer channels, then the
    /// one whose channel is earlier in the first portfolio where they differ. Without direct, none is free to be bought
    /// there; what is chosen stays. A channel that is chosen has to be one of the situation's.
    pub fn best(&self, with_direct: bool, chosen: &Chosen) -> Option<(Assignment, Money<N>)> {
        let portfolios = self.portfolios();
        let open: Vec<ChannelId> =
            self.channels.iter().map(|(id, _)| *id).filter(|id| with_direct || *id != ChannelId::Direct).collect();
        let among = |portfolio: Portfolio| chosen.get(portfolio).as_ref().map_or(open.as_slice(), slice::from_ref);
        let count = portfolios.iter().try_fold(1_usize, |count, p| count.checked_mul(among(*p).len()))?;
        let mut best: Option<Candidate<N>> = None;
        // Numbered so that the first portfolio's channel changes last: the order in which ties are broken.
        for number in 0..count {
            let mut rest = number;
            let mut assignment: Assignment = Vec::with_capacity(portfolios.len());
            for portfolio in portfolios.iter().rev() {
                let among = among(*portfolio);
                assignment.push((*portfolio, *among.get(rest % among.len())?));
                rest /= among.len();
            }
            assignment.reverse();
            let candidate = Candidate::new(self.net(&assignment), assignment);
            if best.as_ref().is_none_or(|leader| candidate.beats(leader)) {
                best = Some(candidate);
            }
        }
        best.map(|best| (best.assignment, best.net))
    }

    /// The best of all and, where direct is not open, the best without it; nothing without revenue.
    pub fn mix(&self, single: &Money<N>, direct_open: bool) -> Option<Mix> {
        if self.portfolios().is_empty() {
            return None;
        }
        let free = Chosen::of(|_| None);
        let (best, net) = self.best(true, &free)?;
        let allowed = if direct_open { None } else { self.best(false, &free) };
        let (best_allowed, net_allowed) = allowed.unzip();
        Some(Mix {
            best,
            gain: (net.clone() - single.clone()).plain(),
            net: net.plain(),
            best_allowed,
            net_allowed: net_allowed.map(|net| net.plain()),
        })
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

struct Candidate<N> {
    net: Money<N>,
    compared: Decimal,
    channels: usize,
    assignment: Assignment,
}

impl<N: Exact> Candidate<N> {
    fn new(net: Money<N>, assignment: Assignment) -> Candidate<N> {
        Candidate { compared: net.compared(), net, channels: channels_in(&assignment), assignment }
    }

    /// Whether this is better than one that comes earlier.
    fn beats(&self, earlier: &Candidate<N>) -> bool {
        (self.compared, earlier.channels) > (earlier.compared, self.channels)
    }
}

/// How many different channels an assignment uses.
pub fn channels_in(assignment: &[(Portfolio, ChannelId)]) -> usize {
    let is_first =
        |place: usize, channel: ChannelId| assignment.iter().position(|(_, at)| *at == channel) == Some(place);
    assignment.iter().enumerate().filter(|(place, (_, channel))| is_first(*place, *channel)).count()
}
