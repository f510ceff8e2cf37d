//! Offers beside each other: how far each is behind the best, which is best for each portfolio, and what better terms of
//! each are worth.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::catalogue::Portfolio;
use super::costs::{best_offer, lines_of};
use super::number::Exact;
use super::quantity::{Days, Fraction, Money};
use super::situation::{Channel, ChannelId, Each, Situation};

/// The funding whose worth is given, in the scenario's currency.
pub const FUNDING: Decimal = Decimal::ONE_THOUSAND;

/// A point of margin, as a part of revenue.
const POINT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// The offers of a situation beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The offers, from the one that leaves most; of equals the first one first.
    pub placed: Vec<Placed>,
    /// The portfolios that have revenue.
    pub portfolios: Vec<Bought>,
    /// What better terms are worth, for each offer in order.
    pub worth: Vec<Worth>,
}

/// An offer in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Which one.
    pub offer: ChannelId,
    /// What it leaves, a year.
    pub net: Money,
    /// How much less that is than what the best one leaves.
    pub behind: Money,
}

/// A portfolio, with what it leaves through each channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bought {
    /// Which one.
    pub portfolio: Portfolio,
    /// What the lines that follow its revenue leave, a year, through direct and each offer: margin and incentives, less
    /// fees in percent, leakage, bad debt and financing.
    pub left: Vec<(ChannelId, Money)>,
    /// The offer that leaves most, the first of equals.
    pub best: ChannelId,
}

/// What better terms of an offer are worth, a year, when everything is bought there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worth {
    /// Which offer.
    pub offer: ChannelId,
    /// A point of margin on every portfolio.
    pub point: Money,
    /// A point of margin on one of them.
    pub point_on: Each<Money>,
    /// Where a point more would be more than the whole, so that it is a point less that was evaluated.
    pub taken_off: Each<bool>,
    /// A day longer until the provider is paid.
    pub day: Money,
    /// So much more funding: see [`FUNDING`].
    pub funding: Money,
}

impl Comparison {
    /// Compares the offers of a situation.
    pub fn of(situation: &Situation) -> Comparison {
        let lines: Vec<_> = situation.channels().map(|channel| (channel.id, lines_of(situation, channel))).collect();
        let offers = lines.iter().filter(|(id, _)| *id != ChannelId::Direct);
        let mut placed: Vec<Placed> =
            offers.map(|(offer, lines)| Placed { offer: *offer, net: lines.net(), behind: Money::zero() }).collect();
        // A stable sort keeps the order of the offers among equals.
        placed.sort_by_key(|place| Reverse(place.net.compared()));
        let most = placed.first().map_or_else(Money::zero, |first| first.net);
        for place in &mut placed {
            place.behind = most - place.net;
        }
        let following: Vec<_> = lines.iter().map(|(id, lines)| (*id, lines.parts().variable)).collect();
        let sold = |portfolio: &Portfolio| !situation.revenue.get(*portfolio).exact().is_zero();
        let portfolios = Portfolio::ALL.into_iter().filter(sold).map(|portfolio| {
            Bought::of(portfolio, following.iter().map(|(id, each)| (*id, *each.get(portfolio))).collect())
        });
        Comparison {
            placed,
            portfolios: portfolios.collect(),
            worth: situation.offers.iter().map(|offer| Worth::of(situation, offer)).collect(),
        }
    }

    /// The portfolios for which another offer leaves more than the best one, by the offer that leaves most there.
    pub fn better_elsewhere(&self) -> Vec<(ChannelId, Vec<Portfolio>)> {
        let Some(first) = self.placed.first() else { return Vec::new() };
        let mut elsewhere: Vec<(ChannelId, Vec<Portfolio>)> = Vec::new();
        for bought in self.portfolios.iter().filter(|bought| bought.beats(bought.best, first.offer)) {
            match elsewhere.iter_mut().find(|(offer, _)| *offer == bought.best) {
                Some((_, portfolios)) => portfolios.push(bought.portfolio),
                None => elsewhere.push((bought.best, vec![bought.portfolio])),
            }
        }
        elsewhere
    }

    /// The portfolios for which direct leaves more than any offer, before what it costs whatever is bought.
    pub fn direct_ahead(&self) -> Vec<Portfolio> {
        let ahead = self.portfolios.iter().filter(|bought| bought.beats(ChannelId::Direct, bought.best));
        ahead.map(|bought| bought.portfolio).collect()
    }
}

impl Bought {
    fn of(portfolio: Portfolio, left: Vec<(ChannelId, Money)>) -> Bought {
        let offers: Vec<(ChannelId, Money)> = left.iter().filter(|(id, _)| *id != ChannelId::Direct).copied().collect();
        let nets: Vec<Money> = offers.iter().map(|(_, left)| *left).collect();
        let best = offers.get(best_offer(&nets)).map_or(ChannelId::Direct, |(id, _)| *id);
        Bought { portfolio, left, best }
    }

    /// What it leaves through a channel.
    pub fn through(&self, channel: ChannelId) -> Money {
        self.left.iter().find(|(id, _)| *id == channel).map_or_else(Money::zero, |(_, left)| *left)
    }

    /// Whether it leaves more through one channel than through another.
    pub fn beats(&self, one: ChannelId, other: ChannelId) -> bool {
        self.through(one).compared() > self.through(other).compared()
    }

    /// Whether an offer leaves as much as the best one, and another offer less.
    pub fn leads(&self, offer: ChannelId) -> bool {
        let others = self.left.iter().filter(|(id, _)| *id != ChannelId::Direct);
        !self.beats(self.best, offer) && others.into_iter().any(|(other, _)| self.beats(offer, *other))
    }
}

impl Worth {
    /// What better terms of an offer are worth: what it leaves with them less what it leaves without.
    fn of(situation: &Situation, offer: &Channel<Decimal>) -> Worth {
        let net = |offer: &Channel<Decimal>| lines_of(situation, offer).net();
        let now = net(offer);
        let room = |portfolio| offer.margin.get(portfolio).exact() + POINT <= Decimal::ONE;
        let with_point = |portfolio: Portfolio| {
            let point = Fraction::new(if room(portfolio) { POINT } else { -POINT });
            let margin = |other: Portfolio| *offer.margin.get(other);
            let changed = Each::of(|other| if other == portfolio { margin(other) + point } else { margin(other) });
            Channel { margin: changed, ..*offer }
        };
        // What an offer leaves is linear in each of its margins, so a point less costs what a point more brings, and the
        // points of several portfolios add up.
        let point_on = Each::of(|portfolio| {
            let changed = net(&with_point(portfolio));
            if room(portfolio) { changed - now } else { now - changed }
        });
        let later = Channel { supplier_days: offer.supplier_days + Days::new(Decimal::ONE), ..*offer };
        let funded = Channel { funding: offer.funding + Money::new(FUNDING), ..*offer };
        Worth {
            offer: offer.id,
            point: Money::sum(point_on.0),
            point_on,
            taken_off: Each::of(|portfolio| !room(portfolio)),
            day: net(&later) - now,
            funding: net(&funded) - now,
        }
    }

    /// How many days longer until the provider is paid are worth as much as a point of margin on every portfolio; nothing
    /// where a day is worth nothing.
    pub fn days_for_a_point(&self) -> Option<Decimal> {
        if self.day.compared() <= Decimal::ZERO {
            return None;
        }
        Decimal::ONE.quotient(self.point.exact(), self.day.exact())
    }
}
