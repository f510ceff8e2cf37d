//! Moving from direct to an offer: what it costs, when it pays back, and by when it must start.

use super::catalogue::Portfolio;
use super::costs::{Lines, working_capital};
use super::date::Date;
use super::mix::Spread;
use super::number::{Exact, Number, Step};
use super::quantity::{Count, Money, Quantity};
use super::report::{Assignment, Deadline, Enforcement, Transition, Trough};
use super::situation::{Channel, ChannelId, Situation};

/// The most weeks for which a day to start is given.
const MOST_WEEKS: u32 = 520;
/// How long, in days, after an anniversary its dates are still given.
const LAST_CHECK_DAYS: i64 = 90;

/// Transfer requests: each is for one customer, with at most so many items.
pub fn requests<N>(situation: &Situation<N>) -> u32 {
    let moving = &situation.moving;
    situation.customers.max(situation.subscriptions.div_ceil(moving.items_per_request.max(1)))
}

/// What the move costs once.
pub fn one_off<N: Number>(situation: &Situation<N>) -> Money<N> {
    let moving = &situation.moving;
    let count = |number| Count::new(N::constant(number));
    let hours = moving.hours_per_customer.clone() * count(situation.customers)
        + moving.hours_per_request.clone() * count(requests(situation))
        + moving.project_hours.clone();
    (hours * situation.labour.hourly_cost.clone() + moving.other_cost.clone()).named(Step::OneOff)
}

/// Weeks the move takes.
fn weeks_needed<N>(situation: &Situation<N>) -> u32 {
    let moving = &situation.moving;
    moving.preparation_weeks + situation.customers.div_ceil(moving.customers_per_week.max(1))
}

/// The year and the month of the coming yearly check, or of this month's.
fn next_check<N>(situation: &Situation<N>) -> Option<(i32, u8)> {
    let month = u8::try_from(situation.standing.anniversary?).ok()?;
    let as_of = situation.as_of;
    Some((if month >= as_of.month() { as_of.year() } else { as_of.year() + 1 }, month))
}

/// The first day of the month of the last yearly check, and of the coming one, where the anniversary is known.
pub fn checks<N>(situation: &Situation<N>) -> Option<[Date; 2]> {
    let (year, month) = next_check(situation)?;
    Some([Date::new(year - 1, month, 1)?, Date::new(year, month, 1)?])
}

/// When Microsoft acts, where the anniversary is known.
pub fn deadline<N: Exact>(situation: &Situation<N>, direct_ruled_out: bool) -> Option<Deadline> {
    let as_of = situation.as_of;
    let (year, month) = next_check(situation)?;
    let enforcement = |year| {
        let anniversary = Date::new(year, month, 1)?;
        let after = |days: u16| anniversary.plus_days(i64::from(days));
        let rules = situation.rules;
        Some(Enforcement {
            anniversary,
            suspended: after(rules.suspended_days.value),
            revoked: after(rules.revoked_days.value),
        })
    };
    let next: Enforcement = enforcement(year)?;
    let recent = |last: &Enforcement| as_of.days_since(last.anniversary) < LAST_CHECK_DAYS;
    let last = enforcement(year - 1).filter(recent);
    let lost = situation.authorization_lost();
    let weeks = weeks_needed(situation);
    let (start_by, late) = if !direct_ruled_out {
        (None, false)
    } else if lost {
        (Some(as_of), true)
    } else if weeks > MOST_WEEKS {
        (None, true)
    } else {
        let start = next.suspended.plus_days(-7 * i64::from(weeks));
        (Some(start), start < as_of)
    };
    let mut deadline = Deadline { next, applies: direct_ruled_out, start_by, late, last, after_revocation: Vec::new() };
    if direct_ruled_out {
        let revoked = deadline.revoked_that_counts(lost);
        let too_late = |portfolio: &Portfolio| {
            let begins = first_day(as_of, *situation.moving.starts.get(*portfolio));
            !situation.revenue.get(*portfolio).exact().is_zero() && begins > revoked
        };
        deadline.after_revocation = Portfolio::ALL.into_iter().filter(too_late).collect();
    }
    Some(deadline)
}

impl Deadline {
    /// The day the authorisation ends: of the last check where it is lost already and that was recent, else of the
    /// next.
    pub fn revoked_that_counts(&self, authorization_lost: bool) -> Date {
        self.that_counts(authorization_lost).revoked
    }

    /// The check whose dates count, likewise.
    pub fn that_counts(&self, authorization_lost: bool) -> Enforcement {
        self.last.filter(|_| authorization_lost).unwrap_or(self.next)
    }
}

/// The move to an offer, month by month.
pub struct Moving<'a, N> {
    /// What each assignment leaves.
    pub spread: Spread<'a, N>,
    /// The offer.
    pub to: &'a Channel<N>,
    /// The offer's lines.
    pub lines: &'a Lines<N>,
    /// Whether staying is ruled out.
    pub direct_ruled_out: bool,
}

impl<N: Exact> Moving<'_, N> {
    /// The move.
    pub fn transition(&self, deadline: Option<Deadline>) -> Transition {
        let situation = self.spread.situation;
        let cumulative = self.cumulative();
        Transition {
            to: self.to.id,
            stay_allowed: !self.direct_ruled_out,
            requests: requests(situation),
            one_off: one_off(situation).plain(),
            liquidity: (working_capital(situation, self.to) - working_capital(situation, &situation.direct)).plain(),
            payback_month: cumulative.as_deref().and_then(payback),
            trough: cumulative.as_deref().and_then(trough),
            cumulative: cumulative.map(|months| months.iter().map(Quantity::plain).collect()),
            weeks_needed: weeks_needed(situation),
            deadline,
        }
    }

    /// What moving has brought by the end of each month, against staying; nothing without revenue.
    fn cumulative(&self) -> Option<Vec<Money<N>>> {
        let portfolios = self.spread.portfolios();
        if portfolios.is_empty() {
            return None;
        }
        let situation = self.spread.situation;
        let moving = &situation.moving;
        let total = situation.total_revenue();
        let one_off = one_off(situation);
        let staying = self.spread.net(&self.assignment(&portfolios, 0)).per(12);
        let mut sum = Money::zero();
        let mut months = Vec::new();
        for month in 1..=moving.horizon {
            let start = |p: &Portfolio| *moving.starts.get(*p);
            let mut change = self.spread.net(&self.assignment(&portfolios, month)).per(12) - staying.clone();
            for portfolio in portfolios.iter().filter(|p| start(p) == month) {
                let share = situation.revenue.get(*portfolio).clone().part_of(total.clone());
                change = change - one_off.clone() * share;
            }
            if portfolios.iter().all(|p| start(p) <= month) && month <= moving.plan_months_left {
                change = change - situation.direct.support_fee.clone().per(12);
            }
            for lost in self.lost(&portfolios, month) {
                change = change - lost;
            }
            sum = sum + change;
            months.push(sum.clone());
        }
        Some(months)
    }

    /// The incentives that moved portfolios don't earn in a month, one amount for each that loses them; none where
    /// Microsoft itself ended the authorisation.
    fn lost(&self, portfolios: &[Portfolio], month: u32) -> Vec<Money<N>> {
        let moving = &self.spread.situation.moving;
        let loses = |portfolio: &&Portfolio| {
            let start = *moving.starts.get(**portfolio);
            start <= month && month < start + moving.incentive_loss_months
        };
        if self.spread.situation.revoked() {
            return Vec::new();
        }
        portfolios.iter().filter(loses).map(|portfolio| self.lines.incentives(*portfolio).per(12)).collect()
    }

    /// What is known of the move beside the report: what its figures are made of, and its days.
    pub fn course(&self) -> Course {
        let situation = self.spread.situation;
        let moving = &situation.moving;
        let portfolios = self.spread.portfolios();
        let lost = (1..=moving.horizon).flat_map(|month| self.lost(&portfolios, month));
        let begins = |portfolio: Portfolio| Begin {
            portfolio,
            month: *moving.starts.get(portfolio),
            day: first_day(situation.as_of, *moving.starts.get(portfolio)),
        };
        Course {
            lost_incentives: Quantity::sum(lost).plain(),
            begins: portfolios.into_iter().map(begins).collect(),
            plan_ends: situation.as_of.plus_months(moving.plan_months_left),
        }
    }

    /// Where each portfolio is bought in a month; in month 0 all of them direct.
    fn assignment(&self, portfolios: &[Portfolio], month: u32) -> Assignment {
        let at = |portfolio: &Portfolio| {
            let moved = *self.spread.situation.moving.starts.get(*portfolio) <= month;
            if moved { self.to.id } else { ChannelId::Direct }
        };
        portfolios.iter().map(|portfolio| (*portfolio, at(portfolio))).collect()
    }
}

/// What is known of a move beside the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The incentives that moved revenue doesn't earn, over all months that are looked at.
    pub lost_incentives: Money,
    /// When each portfolio that has revenue moves, in their order.
    pub begins: Vec<Begin>,
    /// The day on which the support plan that is paid for ends.
    pub plan_ends: Date,
}

/// When a portfolio moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begin {
    /// Which one.
    pub portfolio: Portfolio,
    /// In which month, from 1.
    pub month: u32,
    /// The day on which that month begins.
    pub day: Date,
}

/// The day on which a month of the plan begins: the first one today.
pub fn first_day(as_of: Date, month: u32) -> Date {
    as_of.plus_months(month.saturating_sub(1))
}

/// The first month from which the sum stays at or above zero.
fn payback<N: Exact>(cumulative: &[Money<N>]) -> Option<u32> {
    let below = cumulative.iter().rposition(|sum| sum.compared().is_sign_negative() && !sum.compared().is_zero());
    let first = below.map_or(0, |place| place + 1);
    (first < cumulative.len()).then(|| u32::try_from(first + 1).ok()).flatten()
}

/// The lowest sum and the first month that has it.
fn trough<N: Exact>(cumulative: &[Money<N>]) -> Option<Trough> {
    let mut lowest: Option<(usize, &Money<N>)> = None;
    for (place, sum) in cumulative.iter().enumerate() {
        if lowest.is_none_or(|(_, low)| sum.compared() < low.compared()) {
            lowest = Some((place, sum));
        }
    }
    let (place, sum) = lowest?;
    Some(Trough { month: u32::try_from(place + 1).ok()?, amount: sum.plain() })
}
