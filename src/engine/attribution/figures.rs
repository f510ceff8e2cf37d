//! The figures of a report that circumstances can change, each by its place in it.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::engine::Evaluation;
use crate::engine::quantity::Quantity;
use crate::engine::report::{Answer, LineId, Projection, Transition};
use crate::engine::scenario::Scenario;
use crate::engine::situation::ChannelId;

use super::{Figure, Item, Part};

/// A reported figure. Amounts are in the scenario's currency unless it says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FigureId {
    /// The trailing twelve months, in US dollars.
    Ttm,
    /// A line of a channel, a year.
    Line(ChannelId, LineId),
    /// What a channel leaves, a year.
    Net(ChannelId),
    /// What lies at the bank's for a channel.
    WorkingCapital(ChannelId),
    /// Net of the best offer less net of direct.
    Difference,
    /// The difference without the hours of one's own people.
    DifferenceCash,
    /// The difference in the first year.
    DifferenceFirstYear,
    /// Hours a year that indirect saves.
    HoursFreed,
    /// What paid work in those hours adds, a year.
    HoursValue,
    /// The revenue at which direct and this offer leave the same.
    BreakEven(ChannelId),
    /// The revenue from which direct is open at all, as it stands beside this offer.
    OpensAt(ChannelId),
    /// The revenue from which direct is open and pays, against this offer.
    PaysFrom(ChannelId),
    /// What the best mix leaves.
    MixNet,
    /// By how much it beats the best single channel.
    MixGain,
    /// What the best mix without direct leaves, where direct is not open.
    MixNetAllowed,
    /// What a channel leaves in a year of the projection, from 1.
    YearNet(ChannelId, u32),
    /// The present value of a channel's five years.
    Npv(ChannelId),
    /// What the move costs once.
    OneOff,
    /// What is needed once for the move, beside the trough.
    Liquidity,
    /// The deepest point of the move.
    Trough,
    /// The month from which the move has paid for itself.
    PaybackMonth,
}

/// What is reported of a scenario, as far as circumstances change it.
pub(super) struct Snapshot {
    pub(super) answer: Answer,
    projection: Projection,
    pub(super) transition: Option<Transition>,
}

impl Snapshot {
    /// Of a scenario that states its day.
    pub(super) fn of(scenario: &Scenario, day: crate::engine::date::Date) -> Snapshot {
        let evaluation = Evaluation::new(scenario, day);
        Snapshot {
            answer: evaluation.answer(),
            projection: evaluation.projection(),
            transition: evaluation.transition(),
        }
    }

    /// The ids of all figures, in the order of the report.
    pub(super) fn ids(&self) -> Vec<FigureId> {
        use FigureId as F;
        let channels: Vec<ChannelId> = self.answer.channels.iter().map(|channel| channel.id).collect();
        let mut ids = vec![F::Ttm];
        for channel in &channels {
            ids.extend(LineId::ALL.map(|line| F::Line(*channel, line)));
            ids.extend([F::Net(*channel), F::WorkingCapital(*channel)]);
        }
        ids.extend([F::Difference, F::DifferenceCash, F::DifferenceFirstYear, F::HoursFreed, F::HoursValue]);
        for row in &self.answer.break_even {
            ids.extend([F::BreakEven(row.offer), F::OpensAt(row.offer), F::PaysFrom(row.offer)]);
        }
        ids.extend([F::MixNet, F::MixGain, F::MixNetAllowed]);
        for year in &self.projection.years {
            ids.extend(channels.iter().map(|channel| F::YearNet(*channel, year.year)));
        }
        ids.extend(channels.iter().map(|channel| F::Npv(*channel)));
        ids.extend([F::OneOff, F::Liquidity, F::Trough, F::PaybackMonth]);
        ids
    }

    /// The value of a figure; nothing where the report has none.
    pub(super) fn value(&self, id: FigureId) -> Option<Decimal> {
        fn exact<U>(quantity: Quantity<U>) -> Decimal {
            quantity.exact()
        }
        let Snapshot { answer, projection, transition } = self;
        let channel = |id| answer.channel(id);
        let break_even = |offer| answer.break_even.iter().find(move |row| row.offer == offer);
        let of_channel = |rows: &[(ChannelId, Option<_>)], id| {
            rows.iter().find(|(channel, _)| *channel == id).and_then(|(_, value)| value.map(exact))
        };
        let mix = answer.mix.as_ref();
        let transition = transition.as_ref();
        match id {
            FigureId::Ttm => Some(answer.ttm_usd.value.exact()),
            FigureId::Line(id, line) => Some(channel(id)?.line(line).exact()),
            FigureId::Net(id) => Some(channel(id)?.net.exact()),
            FigureId::WorkingCapital(id) => Some(channel(id)?.working_capital.exact()),
            FigureId::Difference => Some(answer.difference.exact()),
            FigureId::DifferenceCash => Some(answer.difference_cash.exact()),
            FigureId::DifferenceFirstYear => Some(answer.difference_first_year.exact()),
            FigureId::HoursFreed => Some(answer.hours_freed.exact()),
            FigureId::HoursValue => Some(answer.hours_value.exact()),
            FigureId::BreakEven(offer) => break_even(offer)?.revenue.map(exact),
            FigureId::OpensAt(offer) => break_even(offer)?.opens_at.map(exact),
            FigureId::PaysFrom(offer) => break_even(offer)?.pays_from.map(exact),
            FigureId::MixNet => Some(mix?.net.exact()),
            FigureId::MixGain => Some(mix?.gain.exact()),
            FigureId::MixNetAllowed => mix?.net_allowed.map(exact),
            FigureId::YearNet(id, number) => {
                let year = projection.years.iter().find(|year| year.year == number)?;
                year.net.iter().find(|(channel, _)| *channel == id).map(|(_, net)| net.exact())
            }
            FigureId::Npv(id) => of_channel(&projection.npv, id),
            FigureId::OneOff => Some(transition?.one_off.exact()),
            FigureId::Liquidity => Some(transition?.liquidity.exact()),
            FigureId::Trough => transition?.trough.map(|trough| trough.amount.exact()),
            FigureId::PaybackMonth => transition?.payback_month.map(Decimal::from),
        }
    }
}

impl Figure {
    /// A figure from its value at the start and after each item.
    pub(super) fn of(id: FigureId, items: &[Item], values: &[Option<Decimal>]) -> Figure {
        let values = aligned(values);
        let mut last = values.first().copied().flatten();
        let mut parts = Vec::new();
        for ((item, before), after) in items.iter().zip(&values).zip(values.iter().skip(1)) {
            // A figure that comes back is compared with what it was when it was last there, so that the parts add up.
            let change = last.zip(*after).map(|(last, after)| after - last).filter(|change| !change.is_zero());
            if before.is_some() != after.is_some() || change.is_some() {
                parts.push(Part { item: *item, after: *after, change });
            }
            last = after.or(last);
        }
        let end = |value: Option<&Option<Decimal>>| value.copied().flatten();
        Figure { id, then: end(values.first()), now: end(values.last()), parts }
    }
}

/// The most digits that leave room for a sum of differences.
const DIGITS: u32 = 28;

/// Values cut to one number of decimals, at which all of them and their differences are exact.
///
/// Amounts up to 10²⁴ keep three decimals or more. They are cut, not rounded, so that what is reported of them, two
/// decimals with the midpoint away from zero, stays what it was.
fn aligned(values: &[Option<Decimal>]) -> Vec<Option<Decimal>> {
    let largest = values.iter().flatten().map(Decimal::abs).max().unwrap_or_default();
    let mut whole_digits = 0;
    let mut limit = Some(Decimal::ONE);
    while limit.is_some_and(|limit| largest >= limit) {
        whole_digits += 1;
        limit = limit.and_then(|limit| limit.checked_mul(Decimal::TEN));
    }
    let decimals = DIGITS.saturating_sub(whole_digits);
    let cut = |value: &Decimal| value.round_dp_with_strategy(decimals, RoundingStrategy::ToZero);
    values.iter().map(|value| value.as_ref().map(cut)).collect()
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{Figure, FigureId, Item, Part, aligned};

    fn values(values: &[&str]) -> Vec<Option<Decimal>> {
        values.iter().map(|text| text.parse().ok()).collect()
    }

    #[test]
    fn a_figure_that_comes_back_is_compared_with_what_it_was() {
        let items = [Item::Day, Item::IncentivePoints, Item::AsfpPrice];
        let part = |place: usize, after: Option<i64>, change: Option<i64>| Part {
            item: items.get(place).copied().unwrap_or(Item::ReviewBy),
            after: after.map(Decimal::from),
            change: change.map(Decimal::from),
        };
        let figure = |all: &[&str]| Figure::of(FigureId::Difference, &items, &values(all));
        let back = figure(&["5", "none", "none", "8"]);
        assert_eq!(back.parts, [part(0, None, None), part(2, Some(8), Some(3))]);
        assert_eq!(back.whole(), Some(Decimal::from(3)));
        assert_eq!(figure(&["5", "none", "5", "5"]).parts, [part(0, None, None), part(1, Some(5), None)]);
        let new = figure(&["none", "5", "7", "7"]);
        assert_eq!(new.parts, [part(0, Some(5), None), part(1, Some(7), Some(2))]);
        assert_eq!(new.whole(), None);
    }

    #[test]
    fn amounts_are_cut_where_all_of_them_are_exact_and_never_change_what_is_reported() {
        let small = "0.0149999999999999999999999999";
        assert_eq!(aligned(&values(&[small, "none"])), values(&[small, "none"]));
        // With seven digits before the point, 21 are left; the half cent isn't reached by cutting.
        assert_eq!(aligned(&values(&[small, "-1234567"])), values(&["0.014999999999999999999", "-1234567"]));
        assert_eq!(aligned(&values(&["1000000000000000000000000.1259"])), values(&["1000000000000000000000000.125"]));
    }
}
