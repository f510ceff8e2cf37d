//! How far the margin of an offer is from the one at which it leaves as much as buying direct.

use rust_decimal::Decimal;

use super::costs::{difference, lines_of};
use super::number::{Exact, Step};
use super::quantity::{Fraction, Money};
use super::situation::{Channel, Situation};

/// The margin of an offer over all revenue, and the one that tips the comparison with direct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarginGap<N = Decimal> {
    /// The margin of the offer, weighted over revenue: a part of revenue.
    pub now: Fraction<N>,
    /// The one at which offer and direct leave the same; nothing where there is none from 0 to 1.
    pub tips_at: Option<Fraction<N>>,
}

/// The margin gap of an offer; nothing without revenue.
///
/// What an offer leaves is linear in its margin weighted over revenue, whichever portfolios that margin comes from: a
/// margin is earned on revenue, and what it earns isn't financed until customers pay. So what the offer is ahead, divided
/// by what a whole of margin is worth, is how far the margin is from the one point where the two leave the same.
pub fn margin_gap<N: Exact>(situation: &Situation<N>, offer: &Channel<N>) -> Option<MarginGap<N>> {
    let total = situation.total_revenue();
    if total.exact().is_zero() {
        return None;
    }
    let margins = situation.revenue.iter().map(|(portfolio, revenue)| {
        (revenue.clone() * offer.margin.get(portfolio).clone()).named(Step::Portfolio(portfolio))
    });
    let earned = Money::sum(margins).named(Step::MarginOf(offer.id));
    let now = earned.part_of(total.clone()).named(Step::MarginNow(offer.id));
    let days = (situation.finance.customer_days.clone() - offer.supplier_days.clone()).named(Step::PaymentGap);
    let saved = (days.of_a_year() * situation.finance.cost_of_capital.clone()).named(Step::FinancingWorth);
    let worth = (total * (Fraction::one() + saved).named(Step::MarginFactor)).named(Step::MarginWorth);
    let ahead = difference(&lines_of(situation, offer), &lines_of(situation, &situation.direct), offer.id);
    // Out of range: so far off that no margin gets there.
    let in_range = ahead.exact().checked_div(worth.exact()).is_some();
    let tips_at = in_range.then(|| now.clone() - ahead.part_of(worth).named(Step::MarginAhead));
    let tips_at = tips_at.filter(|margin| (Decimal::ZERO..=Decimal::ONE).contains(&margin.exact()));
    Some(MarginGap { now, tips_at: tips_at.map(|margin| margin.named(Step::TippingMargin(offer.id))) })
}
