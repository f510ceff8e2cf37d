//! From which revenue direct pays, against an offer, with the portfolios in their present proportion.

use rust_decimal::Decimal;

use super::costs::{Line, eligible_by_capability, lines};
use super::number::{Exact, Leaf, Step};
use super::quantity::{Money, Quantity};
use super::report::{BreakEven, BreakEvenKind, LineId};
use super::rules::Term;
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
        let work = (lines.amount(LineId::BillingLabour) + lines.amount(LineId::SupportLabour)).named(Step::Work);
        let more_work = (work * situation.labour.volume.clone()).named(Step::GrowingWork);
        let following = Quantity::sum(lines.0.iter().filter_map(Line::following));
        let standing = Quantity::sum(lines.0.iter().filter_map(Line::standing));
        NetLine {
            channel: channel.id,
            growing: (following - more_work.clone()).named(Step::Following(channel.id)),
            standing: (-standing - more_work).named(Step::Standing(channel.id)),
            present: situation.total_revenue(),
        }
    }

    /// What is left at a revenue; nothing without a present revenue to scale, or when it is too large to mean anything.
    pub fn at(&self, revenue: Money<N>) -> Option<Money> {
        Some(figure(self.growing.clone(), revenue, self.present.clone())?.plain() - self.standing.plain())
    }
}

/// Direct and an offer as revenue is scaled, and how they differ.
struct Crossing<N> {
    direct: NetLine<N>,
    indirect: NetLine<N>,
    /// What direct brings more, from present revenue.
    gain: Money<N>,
    /// What direct costs more, whatever the revenue.
    burden: Money<N>,
}

impl<N: Exact> Crossing<N> {
    fn of(situation: &Situation<N>, offer: &Channel<N>) -> Crossing<N> {
        let (direct, indirect) = (NetLine::of(situation, &situation.direct), NetLine::of(situation, offer));
        let gain = (direct.growing.clone() - indirect.growing.clone()).named(Step::RevenueGap);
        let burden = (direct.standing.clone() - indirect.standing.clone()).named(Step::StandingGap);
        Crossing { direct, indirect, gain, burden }
    }

    fn kind(&self) -> BreakEvenKind {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let gain = self.direct.growing.compared().cmp(&self.indirect.growing.compared());
        let burden = self.direct.standing.compared().cmp(&self.indirect.standing.compared());
        match (gain, burden) {
            (Equal, Equal) => BreakEvenKind::Equal,
            (Greater, Greater) => BreakEvenKind::DirectAbove,
            (Less, Less) => BreakEvenKind::DirectBelow,
            (Greater | Equal, Less | Equal) => BreakEvenKind::AlwaysDirect,
            (Less | Equal, Greater | Equal) => BreakEvenKind::AlwaysIndirect,
        }
    }

    fn revenue(&self, situation: &Situation<N>) -> Option<Money<N>> {
        match self.kind() {
            BreakEvenKind::DirectAbove | BreakEvenKind::DirectBelow => {
                Some(figure(situation.total_revenue(), self.burden.clone(), self.gain.clone())?.named(Step::BreakEven))
            }
            BreakEvenKind::AlwaysDirect | BreakEvenKind::AlwaysIndirect | BreakEvenKind::Equal => None,
        }
    }
}

/// The revenue at which direct and an offer leave the same; nothing where there is none that means anything.
pub fn crossing<N: Exact>(situation: &Situation<N>, offer: &Channel<N>) -> Option<Money<N>> {
    Crossing::of(situation, offer).revenue(situation)
}

/// The revenue at which direct is open; nothing where none is asked, or it is too large to mean anything.
pub fn opens_at<N: Exact>(situation: &Situation<N>) -> Option<Money<N>> {
    match Opening::of(situation) {
        Opening::Absent => None,
        Opening::At(revenue) => revenue,
    }
}

/// The break-even between direct and an offer.
pub fn break_even<N: Exact>(situation: &Situation<N>, offer: &Channel<N>) -> BreakEven {
    let both = Crossing::of(situation, offer);
    let kind = both.kind();
    let revenue = both.revenue(situation).map(|revenue| revenue.plain());
    let opening = Opening::of(situation);
    let opens_at = match &opening {
        Opening::At(revenue) => revenue.as_ref().map(Quantity::plain),
        Opening::Absent => None,
    };
    let pays_from = match (kind, revenue, opening) {
        (BreakEvenKind::DirectAbove, Some(revenue), Opening::Absent) => Some(revenue),
        (BreakEvenKind::DirectAbove, Some(revenue), Opening::At(Some(opens))) => {
            Some(if opens.compared() > revenue.compared() { opens.plain() } else { revenue })
        }
        _ => None,
    };
    BreakEven { offer: offer.id, kind, revenue, opens_at, pays_from }
}

/// The revenue at which direct is open at all.
enum Opening<N> {
    /// There is none: no threshold, or no revenue to scale.
    Absent,
    /// This revenue; nothing when it is too large to mean anything.
    At(Option<Money<N>>),
}

impl<N: Exact> Opening<N> {
    fn of(situation: &Situation<N>) -> Opening<N> {
        let total = situation.total_revenue();
        let ttm = &situation.ttm.value;
        match situation.rules.revenue_threshold() {
            Some(threshold) if !total.exact().is_zero() && !ttm.exact().is_zero() => {
                let threshold = Quantity::leaf(Decimal::from(threshold), Leaf::Rule(Term::DirectRevenue));
                let revenue = figure(total, threshold, Quantity::new(ttm.number().clone()));
                Opening::At(revenue.map(|revenue| revenue.named(Step::OpensAt)))
            }
            _ => Opening::Absent,
        }
    }
}

/// `a` × `b` ÷ `c`, where that is at most 10²⁴ in size.
fn figure<N: Exact>(a: Money<N>, b: Money<N>, c: Money<N>) -> Option<Money<N>> {
    let limit = Decimal::from_i128_with_scale(1_000_000_000_000_000_000_000_000, 0);
    let figure = Quantity::new(a.number().clone().quotient(b.number().clone(), c.number().clone())?);
    (figure.exact().abs() <= limit).then_some(figure)
}
