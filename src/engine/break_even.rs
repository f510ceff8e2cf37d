//! From which revenue direct pays, against an offer, with the portfolios in their present proportion.

use rust_decimal::Decimal;

use super::costs::{eligible_by_capability, lines};
use super::number::Exact;
use super::quantity::{Money, Quantity};
use super::report::{BreakEven, BreakEvenKind, LineId};
use super::situation::{Channel, ChannelId, Situation};

/// What a channel leaves in a year over revenue: a straight line. The portfolios keep their present proportion, and the
/// revenue conditions for incentives count as met, as direct is only open above its threshold. So at the present revenue
/// it is the channel's net, more only by incentives that are not earned yet for want of revenue.
#[derive(Clone, Debug)]
pub struct NetLine<N = Decimal> {
    /// The channel.
    pub channel: ChannelId,
    /// What follows revenue, at the present revenue: income less costs, a year.
    pub growing: Money<N>,
    /// What stays whatever the revenue: costs less income, a year.
    pub standing: Money<N>,
    /// The present revenue, a year.
    pub present: Money<N>,
}

impl<N: Exact> NetLine<N> {
    /// That of a channel, split by how its lines follow revenue. Of billing and support labour a part grows with it.
    pub fn of(situation: &Situation<N>, channel: &Channel<N>) -> NetLine<N> {
        let lines = lines(situation, channel, &eligible_by_capability(situation, channel.id));
        let parts = lines.parts();
        let labour = lines.amount(LineId::BillingLabour) + lines.amount(LineId::SupportLabour);
        let growing = labour * situation.labour.volume.clone();
        NetLine {
            channel: channel.id,
            growing: Quantity::sum(parts.variable.0) - growing.clone(),
            standing: -(parts.scaled + parts.fixed) - growing,
            present: situation.total_revenue(),
        }
    }

    /// What is left at a revenue; nothing without a present revenue to scale, or when it is too large to mean anything.
    pub fn at(&self, revenue: Money<N>) -> Option<Money> {
        Some(figure(&self.growing, &revenue, &self.present)? - self.standing.plain())
    }
}

/// The break-even between direct and an offer.
pub fn break_even<N: Exact>(situation: &Situation<N>, offer: &Channel<N>) -> BreakEven {
    let (direct, indirect) = (NetLine::of(situation, &situation.direct), NetLine::of(situation, offer));
    let gain = direct.growing.clone() - indirect.growing.clone();
    let burden = direct.standing.clone() - indirect.standing.clone();
    let kind = kind(&direct, &indirect);
    let total = situation.total_revenue();
    let crossing = matches!(kind, BreakEvenKind::DirectAbove | BreakEvenKind::DirectBelow);
    let revenue = if crossing { figure(&burden, &total, &gain) } else { None };
    let opening = Opening::of(situation);
    let opens_at = match &opening {
        Opening::At(revenue) => *revenue,
        Opening::Absent => None,
    };
    let pays_from = match (kind, revenue, opening) {
        (BreakEvenKind::DirectAbove, Some(revenue), Opening::Absent) => Some(revenue),
        (BreakEvenKind::DirectAbove, Some(revenue), Opening::At(Some(opens))) => {
            Some(if opens.compared() > revenue.compared() { opens } else { revenue })
        }
        _ => None,
    };
    BreakEven { offer: offer.id, kind, revenue, opens_at, pays_from }
}

fn kind<N: Exact>(direct: &NetLine<N>, indirect: &NetLine<N>) -> BreakEvenKind {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let gain = direct.growing.compared().cmp(&indirect.growing.compared());
    let burden = direct.standing.compared().cmp(&indirect.standing.compared());
    match (gain, burden) {
        (Equal, Equal) => BreakEvenKind::Equal,
        (Greater, Greater) => BreakEvenKind::DirectAbove,
        (Less, Less) => BreakEvenKind::DirectBelow,
        (Greater | Equal, Less | Equal) => BreakEvenKind::AlwaysDirect,
        (Less | Equal, Greater | Equal) => BreakEvenKind::AlwaysIndirect,
    }
}

/// The revenue at which direct is open at all.
enum Opening {
    /// There is none: no threshold, or no revenue to scale.
    Absent,
    /// This revenue; nothing when it is too large to mean anything.
    At(Option<Money>),
}

impl Opening {
    fn of<N: Exact>(situation: &Situation<N>) -> Opening {
        let total = situation.total_revenue();
        match situation.rules.revenue_threshold() {
            Some(threshold) if !total.exact().is_zero() && !situation.ttm.value.exact().is_zero() => {
                let threshold = Quantity::new(N::constant(threshold));
                Opening::At(figure(&total, &threshold, &Quantity::new(situation.ttm.value.number().clone())))
            }
            _ => Opening::Absent,
        }
    }
}

/// `a` × `b` ÷ `c`, where that is at most 10²⁴ in size.
fn figure<N: Exact>(a: &Money<N>, b: &Money<N>, c: &Money<N>) -> Option<Money> {
    let limit = Decimal::from_i128_with_scale(1_000_000_000_000_000_000_000_000, 0);
    let value = a.number().clone().quotient(b.number().clone(), c.number().clone())?.exact();
    (value.abs() <= limit).then(|| Money::new(value))
}
