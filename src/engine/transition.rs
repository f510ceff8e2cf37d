//! Moving from direct to an offer: what it costs, when it pays back, and by when it must start.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::catalogue::{FieldId, Portfolio, Slot};
use super::costs::{Lines, working_capital};
use super::date::Date;
use super::mix::Spread;
use super::number::{Exact, Leaf, Number, Step};
use super::quantity::{Count, Money, Quantity};
use super::report::{Assignment, Deadline, Enforcement, Transition, Trough};
use super::situation::{Channel, ChannelId, Situation};

/// The most weeks for which a day to start is given.
const MOST_WEEKS: u32 = 520;
/// How long, in days, after an anniversary its dates are still given.
const LAST_CHECK_DAYS: i64 = 90;

/// How many groups there are of a count, the last perhaps not full; what fills it up is named.
fn groups<N: Number>(count: (u32, FieldId), size: (u32, FieldId), filled: Step) -> Count<N> {
    let (of, per) = (count.0, size.0.max(1));
    let places = Decimal::from(of.div_ceil(per)) * Decimal::from(per);
    let leaf = |number, field| N::leaf(number, Leaf::Field(Slot::of(field)));
    let filling = N::leaf(places - Decimal::from(of), Leaf::Filling);
    let places = (leaf(Decimal::from(of), count.1) + filling).named(filled);
    Count::new(places.part_of(leaf(Decimal::from(per), size.1)))
}

/// A count of groups as a number.
fn whole(count: Count) -> u32 {
    count.exact().to_u32().unwrap_or(u32::MAX)
}

/// How many transfer requests there are.
pub fn requests<M>(situation: &Situation<M>) -> u32 {
    whole(transfer_requests(situation))
}

/// Transfer requests: each is for one customer, with at most so many items.
pub fn transfer_requests<M, N: Number>(situation: &Situation<M>) -> Count<N> {
    let moving = &situation.moving;
    let items = (moving.items_per_request, FieldId::MoveItemsPerRequest);
    let by_items: Count = groups((situation.subscriptions, FieldId::Subscriptions), items, Step::RequestPlaces);
    let requests = if Decimal::from(situation.customers) >= by_items.exact() {
        Count::leaf(Decimal::from(situation.customers), Leaf::Field(Slot::of(FieldId::Customers)))
    } else {
        groups((situation.subscriptions, FieldId::Subscriptions), items, Step::RequestPlaces)
    };
    requests.named(Step::Requests)
}

/// What the move costs once.
pub fn one_off<N: Number>(situation: &Situation<N>) -> Money<N> {
    let moving = &situation.moving;
    let customers = Count::leaf(Decimal::from(situation.customers), Leaf::Field(Slot::of(FieldId::Customers)));
    let hours = (moving.hours_per_customer.clone() * customers).named(Step::CustomerHours)
        + (moving.hours_per_request.clone() * transfer_requests(situation)).named(Step::RequestHours)
        + moving.project_hours.clone();
    let work = (hours.named(Step::MoveHours) * situation.labour.hourly_cost.clone()).named(Step::MoveWork);
    (work + moving.other_cost.clone()).named(Step::OneOff)
}

/// Weeks the move takes.
pub fn weeks_needed<M, N: Number>(situation: &Situation<M>) -> Count<N> {
    let moving = &situation.moving;
    let speed = (moving.customers_per_week, FieldId::MoveCustomersPerWeek);
    let preparation = Decimal::from(moving.preparation_weeks);
    let weeks = groups((situation.customers, FieldId::Customers), speed, Step::WeekPlaces).named(Step::MoveWeeks);
    (Count::leaf(preparation, Leaf::Field(Slot::of(FieldId::MovePreparationWeeks))) + weeks).named(Step::Weeks)
}

/// What the move asks of the bank once.
pub fn liquidity<N: Number>(situation: &Situation<N>, to: &Channel<N>) -> Money<N> {
    let tied_up = |channel: &Channel<N>| working_capital(situation, channel).named(Step::WorkingCapitalOf(channel.id));
    (tied_up(to) - tied_up(&situation.direct)).named(Step::Liquidity)
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
    let weeks = whole(weeks_needed(situation));
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
}

/// Months in a row with the same portfolios moved.
struct Stretch<N> {
    /// The first of them.
    from: u32,
    /// What is left more in a year than by staying.
    more: Money<N>,
}

impl<N: Exact> Moving<'_, N> {
    /// The move, given whether staying is ruled out.
    pub fn transition(&self, deadline: Option<Deadline>, direct_ruled_out: bool) -> Transition {
        let situation = self.spread.situation;
        let cumulative = self.cumulative();
        Transition {
            to: self.to.id,
            stay_allowed: !direct_ruled_out,
            requests: requests(situation),
            one_off: one_off(situation).plain(),
            liquidity: liquidity(situation, self.to).plain(),
            payback_month: cumulative.as_deref().and_then(payback),
            trough: cumulative.as_deref().and_then(trough),
            cumulative: cumulative.map(|months| months.iter().map(Quantity::plain).collect()),
            weeks_needed: whole(weeks_needed(situation)),
            deadline,
        }
    }

    /// What moving has brought by the end of each month, against staying; nothing without revenue.
    pub fn cumulative(&self) -> Option<Vec<Money<N>>> {
        let portfolios = self.spread.portfolios();
        if portfolios.is_empty() {
            return None;
        }
        let one_off = one_off(self.spread.situation);
        let stretches = self.stretches(&portfolios);
        let by = |month| self.brought_by(month, &portfolios, &stretches, &one_off);
        Some((1..=self.spread.situation.moving.horizon).map(by).collect())
    }

    fn start(&self, portfolio: Portfolio) -> u32 {
        *self.spread.situation.moving.starts.get(portfolio)
    }

    /// The stretches of months, from the first move on.
    fn stretches(&self, portfolios: &[Portfolio]) -> Vec<Stretch<N>> {
        let mut starts: Vec<u32> = portfolios.iter().map(|p| self.start(*p)).collect();
        starts.sort_unstable();
        starts.dedup();
        let net = |month, step| self.spread.net(&self.assignment(portfolios, month)).named(step);
        let staying = net(0, Step::NetStaying);
        let more = |from| (net(from, Step::NetFrom(from)) - staying.clone()).named(Step::MoreFrom(from));
        starts.into_iter().map(|from| Stretch { from, more: more(from) }).collect()
    }

    /// What moving has brought by the end of a month, against staying.
    fn brought_by(
        &self,
        month: u32,
        portfolios: &[Portfolio],
        stretches: &[Stretch<N>],
        one_off: &Money<N>,
    ) -> Money<N> {
        let situation = self.spread.situation;
        let moving = &situation.moving;
        let ends = stretches.iter().skip(1).map(|next| next.from - 1).chain([u32::MAX]);
        let gained = stretches.iter().zip(ends).filter_map(|(stretch, end)| {
            let months = months_in(stretch.from, end, month)?;
            Some(over(stretch.more.clone(), months).named(Step::GainedFrom(stretch.from)))
        });
        let moved: Vec<Portfolio> = portfolios.iter().copied().filter(|p| self.start(*p) <= month).collect();
        let mut sum = Quantity::sum(gained).named(Step::Gained);
        if !moved.is_empty() {
            let revenue = Quantity::sum(moved.iter().map(|p| situation.revenue.get(*p).clone()));
            let share = revenue.named(Step::BoughtRevenue).part_of(situation.total_revenue()).named(Step::BoughtShare);
            sum = sum - (one_off.clone() * share).named(Step::OneOffMoved);
        }
        let last = portfolios.iter().map(|p| self.start(*p)).max().unwrap_or(1);
        if let Some(months) = months_in(last, moving.plan_months_left, month) {
            sum = sum - over(situation.direct.support_fee.clone(), months).named(Step::PlanRunsOn);
        }
        if !situation.revoked() {
            sum = sum - self.lost(&moved, month);
        }
        sum.named(Step::Cumulative(month))
    }

    /// The incentives that these portfolios, which have moved, didn't earn by the end of a month.
    fn lost(&self, moved: &[Portfolio], month: u32) -> Money<N> {
        let loss = self.spread.situation.moving.incentive_loss_months;
        let lost = moved.iter().filter_map(|portfolio| {
            let (start, incentives) = (self.start(*portfolio), self.lines.incentives(*portfolio));
            let months = months_in(start, start + loss - 1, month)?;
            let earned = !incentives.exact().is_zero();
            earned.then(|| over(incentives, months).named(Step::LostOf(*portfolio)))
        });
        Quantity::sum(lost).named(Step::LostOnMove)
    }

    /// The incentives that moved revenue doesn't earn, over all months that are looked at.
    pub fn lost_incentives(&self) -> Money<N> {
        // Where Microsoft itself ended the authorisation none are lost.
        let situation = self.spread.situation;
        let horizon = if situation.revoked() { 0 } else { situation.moving.horizon };
        let portfolios = self.spread.portfolios();
        let moved: Vec<Portfolio> = portfolios.iter().copied().filter(|p| self.start(*p) <= horizon).collect();
        self.lost(&moved, horizon)
    }

    /// What is known of the move beside the report: what its figures are made of, and its days.
    pub fn course(&self) -> Course {
        let situation = self.spread.situation;
        let moving = &situation.moving;
        let portfolios = self.spread.portfolios();
        let begins = |portfolio: Portfolio| Begin {
            portfolio,
            month: *moving.starts.get(portfolio),
            day: first_day(situation.as_of, *moving.starts.get(portfolio)),
        };
        Course {
            lost_incentives: self.lost_incentives().plain(),
            begins: portfolios.into_iter().map(begins).collect(),
            plan_ends: situation.as_of.plus_months(moving.plan_months_left),
        }
    }

    /// Where each portfolio is bought in a month; in month 0 all of them direct.
    fn assignment(&self, portfolios: &[Portfolio], month: u32) -> Assignment {
        let at = |portfolio: &Portfolio| {
            let moved = self.start(*portfolio) <= month;
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

/// What an amount a year comes to over so many months.
fn over<N: Number>(amount: Money<N>, months: u32) -> Money<N> {
    (amount * Count::leaf(Decimal::from(months), Leaf::Months)).per(12)
}

/// How many months there are from one to another, both included, no later than a third; nothing where there are none.
fn months_in(from: u32, to: u32, latest: u32) -> Option<u32> {
    (to.min(latest) + 1).checked_sub(from).filter(|months| *months > 0)
}

/// The first month from which the sum stays at or above zero.
pub fn payback<N: Exact>(cumulative: &[Money<N>]) -> Option<u32> {
    let below = cumulative.iter().rposition(|sum| sum.compared().is_sign_negative() && !sum.compared().is_zero());
    let first = below.map_or(0, |place| place + 1);
    (first < cumulative.len()).then(|| u32::try_from(first + 1).ok()).flatten()
}

/// The lowest sum and the first month that has it.
pub fn trough<N: Exact>(cumulative: &[Money<N>]) -> Option<Trough> {
    let mut lowest: Option<(usize, &Money<N>)> = None;
    for (place, sum) in cumulative.iter().enumerate() {
        if lowest.is_none_or(|(_, low)| sum.compared() < low.compared()) {
            lowest = Some((place, sum));
        }
    }
    let (place, sum) = lowest?;
    Some(Trough { month: u32::try_from(place + 1).ok()?, amount: sum.plain() })
}
