//! From which revenue direct pays, against an offer, with the portfolios in their present proportion.

use rust_decimal::Decimal;

use super::costs::{eligible_by_capability, lines};
use super::number::Exact;
use super::quantity::{Money, Quantity};
use super::report::{BreakEven, BreakEvenKind, LineId};
use super::situation::{Channel, Situation};

/// What a channel leaves as revenue is scaled: `per_revenue` × the scale − `standing`.
struct Slope<N> {
    per_revenue: Money<N>,
    standing: Money<N>,
}

/// Splits a channel by how it follows revenue. The revenue conditions for incentives count as met: direct is only open
/// above its threshold. Of billing and support labour a part grows with revenue.
fn slope<N: Exact>(situation: &Situation<N>, channel: &Channel<N>) -> Slope<N> {
    let lines = lines(situation, channel, &eligible_by_capability(situation, channel.id));
    let parts = lines.parts();
    let labour = lines.amount(LineId::BillingLabour) + lines.amount(LineId::SupportLabour);
    let growing = labour * situation.labour.volume.clone();
    Slope {
        per_revenue: Quantity::sum(parts.variable.0) - growing.clone(),
        standing: -(parts.scaled + parts.fixed) - growing,
    }
}

/// The break-even between direct and an offer.
pub fn break_even<N: Exact>(situation: &Situation<N>, offer: &Channel<N>) -> BreakEven {
    let (direct, indirect) = (slope(situation, &situation.direct), slope(situation, offer));
    let gain = direct.per_revenue.clone() - indirect.per_revenue.clone();
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

fn kind<N: Exact>(direct: &Slope<N>, indirect: &Slope<N>) -> BreakEvenKind {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let gain = direct.per_revenue.compared().cmp(&indirect.per_revenue.compared());
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

/// `a` × `b` ÷ `c`, where that is at most 10²⁴.
fn figure<N: Exact>(a: &Money<N>, b: &Money<N>, c: &Money<N>) -> Option<Money> {
    let limit = Decimal::from_i128_with_scale(1_000_000_000_000_000_000_000_000, 0);
    let value = a.number().clone().quotient(b.number().clone(), c.number().clone())?.exact();
    (value <= limit).then(|| Money::new(value))
}
