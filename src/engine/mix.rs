//! The best spread of portfolios over channels: every assignment, at most 6⁴ of them.

use super::catalogue::Portfolio;
use super::costs::Parts;
use super::number::{Exact, Step};
use super::quantity::{Money, Quantity};
use super::report::{Assignment, Mix};
use super::situation::{ChannelId, Situation};

/// The parts of each channel, and the revenue by which a channel's share is measured.
pub struct Spread<'a, N> {
    /// The situation.
    pub situation: &'a Situation<N>,
    /// The parts of direct and of each offer, in order.
    pub channels: &'a [(ChannelId, Parts<N>)],
}

impl<N: Exact> Spread<'_, N> {
    /// What an assignment leaves in a year: variable parts by portfolio, scaled parts by the channel's share of
    /// revenue, fixed parts whole for every channel in use.
    pub fn net(&self, assignment: &[(Portfolio, ChannelId)]) -> Money<N> {
        let total = self.situation.total_revenue();
        Quantity::sum(self.channels.iter().filter_map(|(channel, parts)| {
            let bought: Vec<Portfolio> =
                assignment.iter().filter(|(_, at)| at == channel).map(|(portfolio, _)| *portfolio).collect();
            if bought.is_empty() {
                return None;
            }
            let revenue = Quantity::sum(bought.iter().map(|p| self.situation.revenue.get(*p).clone()));
            let variable = bought.iter().map(|p| parts.variable.get(*p).clone().named(Step::BoughtOf(*p)));
            let share = revenue.named(Step::BoughtRevenue).part_of(total.clone()).named(Step::BoughtShare);
            let scaled = (parts.scaled.clone().named(Step::ScaledWhole) * share).named(Step::Scaled);
            let fixed = parts.fixed.clone().named(Step::Fixed);
            Some((Quantity::sum(variable) + scaled + fixed).named(Step::BoughtAt(*channel)))
        }))
        .named(Step::Mix)
    }

    /// The portfolios that have revenue.
    pub fn portfolios(&self) -> Vec<Portfolio> {
        let sold = |p: &Portfolio| !self.situation.revenue.get(*p).exact().is_zero();
        Portfolio::ALL.into_iter().filter(sold).collect()
    }

    /// The assignment that leaves most; of equals the one with fewer channels, then the one whose channel is earlier
    /// in the first portfolio where they differ.
    fn best(&self, with_direct: bool) -> Option<(Assignment, Money<N>)> {
        let portfolios = self.portfolios();
        let open: Vec<ChannelId> =
            self.channels.iter().map(|(id, _)| *id).filter(|id| with_direct || *id != ChannelId::Direct).collect();
        let count = open.len().checked_pow(u32::try_from(portfolios.len()).ok()?)?;
        let mut best: Option<Candidate<N>> = None;
        // Numbered so that the first portfolio's channel changes last: the order in which ties are broken.
        for number in 0..count {
            let mut rest = number;
            let mut assignment: Assignment = Vec::with_capacity(portfolios.len());
            for portfolio in portfolios.iter().rev() {
                assignment.push((*portfolio, *open.get(rest % open.len())?));
                rest /= open.len();
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
        let (best, net) = self.best(true)?;
        let allowed = if direct_open { None } else { self.best(false) };
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

struct Candidate<N> {
    net: Money<N>,
    compared: rust_decimal::Decimal,
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
