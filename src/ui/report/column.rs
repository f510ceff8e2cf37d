//! The figures of a column: what comes in, what it costs, what is left, and the hours.

use rust_decimal::Decimal;

use crate::engine::catalogue::Portfolio;
use crate::engine::costs::{Line, lines_of};
use crate::engine::quantity::{Fraction, Hours, Money};
use crate::engine::report::{Assignment, ChannelReport, Verdict};
use crate::engine::situation::{Channel, ChannelId};
use crate::ui::View;

/// What a channel, or a mix of them, does in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// Margin, incentives and funding.
    pub(super) income: Money,
    /// Everything it costs.
    pub(super) costs: Money,
    /// Hours of billing and compliance.
    pub(super) hours: Hours,
}

impl Column {
    /// That of a channel that carries every portfolio.
    pub(super) fn of_channel(view: &View, report: &ChannelReport) -> Column {
        let sum = |income: bool| {
            Money::sum(report.lines.iter().filter(|line| line.id.is_income() == income).map(|line| line.amount))
        };
        let hours = channel(view, report.id).map_or_else(Hours::zero, |channel| hours(channel, Fraction::one()));
        Column { income: sum(true), costs: sum(false), hours }
    }

    /// That of a mix: lines by portfolio, by share, or whole, as in the engine's own.
    pub(super) fn of_mix(view: &View, mix: &Assignment) -> Column {
        let mut column = Column { income: Money::zero(), costs: Money::zero(), hours: Hours::zero() };
        let total = view.situation.total_revenue();
        for channel in view.situation.channels() {
            let bought: Vec<Portfolio> =
                mix.iter().filter(|(_, at)| *at == channel.id).map(|(portfolio, _)| *portfolio).collect();
            if bought.is_empty() {
                continue;
            }
            let revenue = Money::sum(bought.iter().map(|portfolio| *view.situation.revenue.get(*portfolio)));
            let share = revenue.part_of(total);
            for line in &lines_of(&*view.situation, channel).0 {
                let amount = part(line, &bought, share);
                if line.id.is_income() {
                    column.income = column.income + amount;
                } else {
                    column.costs = column.costs + amount;
                }
            }
            column.hours = column.hours + hours(channel, share);
        }
        column
    }

    /// What is left.
    pub(super) fn net(&self) -> Money {
        self.income - self.costs
    }
}

fn part(line: &Line<Decimal>, bought: &[Portfolio], share: Fraction) -> Money {
    let variable = line.variable.iter().flat_map(|each| bought.iter().map(|portfolio| *each.get(*portfolio)));
    let scaled = line.scaled.map(|amount| amount * share);
    Money::sum(variable.chain(scaled).chain(line.fixed))
}

fn hours(channel: &Channel<Decimal>, share: Fraction) -> Hours {
    channel.billing_hours.twelve_times() * share + channel.compliance_hours
}

fn channel(view: &View, id: ChannelId) -> Option<&Channel<Decimal>> {
    view.situation.channels().find(|channel| channel.id == id)
}

/// Whether what a column needs is open: direct, offers, or both.
pub(super) fn standing(view: &View, direct: bool, offers: bool) -> Verdict {
    let eligibility = &view.answer.eligibility;
    let of_direct = direct.then_some(match eligibility.direct.verdict {
        _ if view.situation.authorization_lost() => Verdict::NotEligible,
        verdict => verdict,
    });
    let of_offers = offers.then_some(eligibility.indirect.verdict);
    let all = [of_direct, of_offers];
    let any = |wanted: Verdict| all.into_iter().flatten().any(|verdict| verdict == wanted);
    if any(Verdict::NotEligible) {
        Verdict::NotEligible
    } else if any(Verdict::Unconfirmed) {
        Verdict::Unconfirmed
    } else {
        Verdict::Eligible
    }
}
