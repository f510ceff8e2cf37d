//! How far the margin of an offer is from the one at which it leaves as much as buying direct.

use rust_decimal::Decimal;

use super::number::Exact;
use super::quantity::{Fraction, Money};
use super::sensitivity::difference;
use super::situation::{Channel, Each, Situation};

/// The margin of an offer over all revenue, and the one that tips the comparison with direct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarginGap {
    /// The margin of the offer, weighted over revenue: a part of revenue.
    pub now: Fraction,
    /// The one at which offer and direct leave the same; nothing where there is none from 0 to 1.
    pub tips_at: Option<Fraction>,
}

/// The margin gap of an offer; nothing without revenue.
///
/// What an offer leaves is linear in its margin weighted over revenue, whichever portfolios that margin comes from: a
/// margin is earned on revenue, and what it doesn't earn is financed for the same number of days. So the lines at a
/// margin of nothing and at one of everything give the whole line, and with it the one point where it crosses zero.
pub fn margin_gap(situation: &Situation, offer: &Channel<Decimal>) -> Option<MarginGap> {
    let total = situation.total_revenue();
    if total.exact().is_zero() {
        return None;
    }
    let earned =
        Money::sum(situation.revenue.iter().map(|(portfolio, revenue)| *revenue * *offer.margin.get(portfolio)));
    let at = |margin: Decimal| {
        let offer = Channel { margin: Each::of(|_| Fraction::new(margin)), ..*offer };
        difference(situation, &offer).exact()
    };
    let (nothing, everything) = (at(Decimal::ZERO), at(Decimal::ONE));
    let tips_at = Decimal::ONE.quotient(-nothing, everything - nothing);
    let tips_at = tips_at.filter(|margin| (Decimal::ZERO..=Decimal::ONE).contains(margin));
    Some(MarginGap { now: earned.part_of(total), tips_at: tips_at.map(Fraction::new) })
}
