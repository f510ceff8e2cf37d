//! Receipts of what time does: five years, and a move month by month.
//!
//! They are figures of their own, apart from those of the answer: the page explains the answer, and a program that is
//! fetched on demand explains these.

use super::super::costs::{Lines, Parts, lines_of};
use super::super::mix::Spread;
use super::super::number::Step;
use super::super::projection::{self, YEARS};
use super::super::quantity::Money;
use super::super::report::LineId;
use super::super::situation::{Channel, ChannelId, Role};
use super::super::transition::{self, Moving};
use super::{Receipt, Record, Recorded};

/// A figure of the outlook that has a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Later {
    /// What a channel leaves in this year of the five.
    Net(ChannelId, u32),
    /// Revenue over all portfolios in this year of the five.
    Revenue(u32),
    /// The trailing twelve months in this year of the five.
    Ttm(u32),
    /// How many times what they are now costs are in this year; not of the first.
    Inflation(u32),
    /// How many times the work of now there is in this year; not of the first.
    Work(u32),
    /// What five years of a channel are worth now, where it is open in all of them.
    Npv(ChannelId),
    /// What the move costs once.
    OneOff,
    /// The transfer requests of the move.
    Requests,
    /// What the move asks of the bank once.
    Liquidity,
    /// What moving has brought by the month in which it has brought least.
    Trough,
    /// What moving has brought by the first month from which it stays at or above zero.
    Payback,
    /// What moving has brought by the end of a month.
    Cumulative(u32),
    /// The incentives that moved revenue doesn't earn, over all months that are looked at.
    Lost,
    /// The weeks the move takes.
    Weeks,
}

impl Record {
    /// The receipt of a figure of the outlook; nothing where that hasn't got it.
    pub fn later(&self, figure: Later) -> Option<Receipt> {
        Some(Receipt::of(&self.recorded_later(figure)?))
    }

    fn recorded_later(&self, figure: Later) -> Option<Recorded> {
        let situation = &self.situation;
        let money = |amount: Money<Recorded>| amount.number().clone();
        let is_year = |year: u32| (1..=YEARS).contains(&year);
        let moves = situation.role == Role::Direct;
        Some(match figure {
            Later::Net(channel, year) if is_year(year) => money(self.net_in_year(channel, year)?),
            Later::Revenue(year) if is_year(year) => {
                money(projection::in_year(situation, year).total_revenue().named(Step::RevenueIn(year)))
            }
            Later::Ttm(year) if is_year(year) => projection::in_year(situation, year).ttm.value.number().clone(),
            Later::Inflation(year) if is_year(year) && year > 1 => {
                projection::inflation(situation, year - 1).number().clone()
            }
            Later::Work(year) if is_year(year) && year > 1 => {
                projection::work_in_year(situation, &projection::in_year(situation, year)).number().clone()
            }
            Later::Npv(channel) => money(self.npv(channel)?),
            Later::OneOff if moves => money(transition::one_off(situation)),
            Later::Requests if moves => transition::transfer_requests::<_, Recorded>(situation).number().clone(),
            Later::Weeks if moves => transition::weeks_needed::<_, Recorded>(situation).number().clone(),
            Later::Liquidity if moves => money(transition::liquidity(situation, self.destination()?)),
            Later::Trough => {
                let months = self.cumulative()?;
                let month = transition::trough(&months)?.month;
                money(by(&months, month)?)
            }
            Later::Payback => {
                let months = self.cumulative()?;
                let month = transition::payback(&months)?;
                money(by(&months, month)?)
            }
            Later::Cumulative(month) => money(by(&self.cumulative()?, month)?),
            Later::Lost => money(self.moving(|moving| moving.lost_incentives())?),
            _ => return None,
        })
    }

    fn net_in_year(&self, channel: ChannelId, number: u32) -> Option<Money<Recorded>> {
        let year = projection::in_year(&self.situation, number);
        let channel = year.channels().find(|of| of.id == channel)?;
        Some(projection::net_in_year(&year, channel, number))
    }

    fn npv(&self, id: ChannelId) -> Option<Money<Recorded>> {
        let situation = &self.situation;
        let closed = |year| !projection::direct_open(&projection::in_year(situation, year));
        if id == ChannelId::Direct && (1..=YEARS).any(closed) {
            return None;
        }
        let nets: Vec<Money<Recorded>> = (1..=YEARS).filter_map(|year| self.net_in_year(id, year)).collect();
        let incentives = self.lines(id)?.amount(LineId::Incentives);
        let moving = transition::one_off(situation);
        Some(projection::present_value(situation, self.channel(id)?, &nets, &moving, &incentives))
    }

    /// The offer to which a direct partner moves.
    fn destination(&self) -> Option<&Channel<Recorded>> {
        let situation = &self.situation;
        let chosen = situation.moving.to.and_then(|number| situation.offers.get(usize::from(number)));
        chosen.or_else(|| self.channel(self.best))
    }

    /// What moving has brought by the end of each month.
    fn cumulative(&self) -> Option<Vec<Money<Recorded>>> {
        self.moving(|moving| moving.cumulative())?
    }

    /// Something of the move.
    fn moving<T>(&self, of: impl FnOnce(&Moving<'_, Recorded>) -> T) -> Option<T> {
        let situation = &self.situation;
        if situation.role != Role::Direct {
            return None;
        }
        let to = self.destination()?;
        let lines: Lines<Recorded> = lines_of(situation, to);
        let parts = |channel: &Channel<Recorded>| -> Parts<Recorded> { lines_of(situation, channel).parts() };
        let channels: Vec<(ChannelId, Parts<Recorded>)> =
            situation.channels().map(|channel| (channel.id, parts(channel))).collect();
        Some(of(&Moving { spread: Spread { situation, channels: &channels }, to, lines: &lines }))
    }
}

/// The amount of a month.
fn by(months: &[Money<Recorded>], month: u32) -> Option<Money<Recorded>> {
    let place = usize::try_from(month.checked_sub(1)?).ok()?;
    months.get(place).cloned()
}
