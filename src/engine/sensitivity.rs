//! How the difference follows each driver: a fifth less and more, and where it changes sign.

use rust_decimal::Decimal;

use super::costs::{incentive_threshold, lines_of, work_growth};
use super::number::{Exact, Number, compared};
use super::quantity::{Fraction, Money, Quantity, reported};
use super::report::{Driver, Factor, Sensitivity};
use super::situation::{Channel, ChannelId, Each, Situation};

/// The range in which a flip point is looked for.
const LARGEST_FACTOR: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Net of an offer less net of direct.
pub fn difference<N: Number>(situation: &Situation<N>, offer: &Channel<N>) -> Money<N> {
    lines_of(situation, offer).net() - lines_of(situation, &situation.direct).net()
}

/// Applies a factor to what a driver stands for. The offer is the one that is best in the base case.
///
/// The trailing twelve months are not recomputed here; see [`settle`].
pub fn apply<N: Number>(situation: &mut Situation<N>, offer: &mut Channel<N>, driver: Driver, factor: &Fraction<N>) {
    fn scale<U, N: Number>(quantity: &mut Quantity<U, N>, factor: &Fraction<N>)
    where
        U: super::quantity::Times<super::quantity::unit::Fraction, Product = U>,
    {
        *quantity = quantity.clone() * factor.clone();
    }
    let margins = |margin: &mut Each<Fraction<N>>| {
        *margin = Each::of(|p| (margin.get(p).clone() * factor.clone()).at_most_one());
    };
    let Situation { revenue, direct, incentives, labour, finance, usd_rate, .. } = situation;
    match driver {
        Driver::Revenue => {
            *revenue = Each::of(|p| revenue.get(p).clone() * factor.clone());
            let work = work_growth(&labour.volume, factor.clone());
            for channel in [direct, offer] {
                scale(&mut channel.billing_hours, &work);
                scale(&mut channel.support_cost, &work);
            }
        }
        Driver::DirectMargin => margins(&mut direct.margin),
        Driver::OfferMargin => margins(&mut offer.margin),
        Driver::DirectSupportPlanFee => scale(&mut direct.support_fee, factor),
        Driver::DirectPlatform => {
            scale(&mut direct.platform_fee, factor);
            scale(&mut direct.platform_fee_monthly, factor);
        }
        Driver::DirectLabour => {
            scale(&mut direct.billing_hours, factor);
            scale(&mut direct.compliance_hours, factor);
        }
        Driver::DirectSupportCost => scale(&mut direct.support_cost, factor),
        Driver::OfferSupportCost => scale(&mut offer.support_cost, factor),
        Driver::HourlyCost => scale(&mut labour.hourly_cost, factor),
        Driver::IncentiveRate => {
            incentives.rate = Each::of(|p| incentives.rate.get(p).clone() * factor.clone());
        }
        Driver::CostOfCapital => scale(&mut finance.cost_of_capital, factor),
        Driver::DirectLeakage => scale(&mut direct.leakage, factor),
        Driver::OfferFunding => scale(&mut offer.funding, factor),
        Driver::OfferFees => {
            scale(&mut offer.platform_fee, factor);
            scale(&mut offer.fee_share, factor);
            scale(&mut offer.support_fee, factor);
        }
        Driver::UsdRate => scale(usd_rate, factor),
    }
}

/// Recomputes the trailing twelve months where they are estimated; stated ones never change.
pub fn settle<N: Number>(situation: &mut Situation<N>) {
    if situation.ttm.estimated {
        situation.ttm.value = situation.estimated_ttm();
    }
}

/// The sensitivity to every driver, the strongest first.
pub fn sensitivity(situation: &Situation, offer: &Channel<Decimal>) -> Vec<Sensitivity> {
    let mut all: Vec<Sensitivity> = Driver::ALL
        .into_iter()
        .map(|driver| {
            let curve = Curve { situation, offer, driver };
            Sensitivity {
                driver,
                low: curve.at(Decimal::new(8, 1)).difference,
                high: curve.at(Decimal::new(12, 1)).difference,
                flip: curve.flip(),
            }
        })
        .collect();
    // A stable sort keeps the order of the drivers among equals.
    all.sort_by_key(|row| std::cmp::Reverse((row.high.reported() - row.low.reported()).abs()));
    all
}

/// The difference as a function of the factor on one driver: linear between the points where a margin reaches 100 %
/// or the trailing twelve months cross a threshold.
struct Curve<'a> {
    situation: &'a Situation,
    offer: &'a Channel<Decimal>,
    driver: Driver,
}

/// A point of the curve.
struct Point {
    difference: Money,
    ttm: Decimal,
}

impl Curve<'_> {
    fn at(&self, factor: Decimal) -> Point {
        let (mut situation, mut offer) = (self.situation.clone(), *self.offer);
        apply(&mut situation, &mut offer, self.driver, &Fraction::new(factor));
        settle(&mut situation);
        Point { difference: difference(&situation, &offer), ttm: situation.ttm.value.exact() }
    }

    /// The point of [0, 5] nearest to 1 at the edge of a region where the difference has the opposite sign.
    fn flip(&self) -> Option<Factor> {
        let base = difference(self.situation, self.offer).compared();
        if base.is_zero() {
            return None;
        }
        let against = |difference: Decimal| if base.is_sign_positive() { -difference } else { difference };
        let mut nearest: Option<Decimal> = None;
        let mut consider = |factor: Decimal| {
            let factor = reported(factor, 6);
            let distance = |factor: Decimal| (factor - Decimal::ONE).abs();
            if nearest.is_none_or(|best| (distance(factor), factor) < (distance(best), best)) {
                nearest = Some(factor);
            }
        };
        // The ends count by themselves: a jump may lie exactly there.
        for end in [Decimal::ZERO, LARGEST_FACTOR] {
            if compared(against(self.at(end).difference.exact())) > Decimal::ZERO {
                consider(end);
            }
        }
        let corners = self.corners();
        for (from, to) in corners.iter().zip(corners.iter().skip(1)) {
            if let Some(factor) = self.nearest_opposite(*from, *to, against) {
                consider(factor);
            }
        }
        nearest.map(Factor)
    }

    /// The point nearest to 1, of a linear stretch, where the difference is on the other side of zero; its edge counts.
    fn nearest_opposite(&self, from: Decimal, to: Decimal, against: impl Fn(Decimal) -> Decimal) -> Option<Decimal> {
        // Two points inside the stretch give the line, also where there are jumps at its ends.
        let quarter = (to - from) / Decimal::from(4);
        let first = against(self.at(from + quarter).difference.exact());
        let second = against(self.at(to - quarter).difference.exact());
        let half_step = (second - first) / Decimal::TWO;
        let (start, end) = (first - half_step, second + half_step);
        let (low, high) = match (compared(start) > Decimal::ZERO, compared(end) > Decimal::ZERO) {
            (false, false) => return None,
            (true, true) => (from, to),
            (starts_opposite, _) => {
                let root = (to - from).quotient(start, start - end).map_or(from, |step| from + step);
                let root = root.clamp(from, to);
                if starts_opposite { (from, root) } else { (root, to) }
            }
        };
        Some(Decimal::ONE.clamp(low, high))
    }

    /// Where linear stretches begin and end, from 0 to 5.
    fn corners(&self) -> Vec<Decimal> {
        let mut corners = vec![Decimal::ZERO, LARGEST_FACTOR];
        let capped = match self.driver {
            Driver::DirectMargin => Some(&self.situation.direct),
            Driver::OfferMargin => Some(self.offer),
            _ => None,
        };
        for margin in capped.iter().flat_map(|channel| &channel.margin.0) {
            corners.extend(Decimal::ONE.checked_div(margin.exact()));
        }
        tidy(&mut corners);
        if self.situation.ttm.estimated {
            let mut crossings = Vec::new();
            for (from, to) in corners.iter().zip(corners.iter().skip(1)) {
                crossings.extend(self.crossings(*from, *to));
            }
            corners.extend(crossings);
            tidy(&mut corners);
        }
        corners
    }

    /// Where the trailing twelve months cross a threshold for incentives, on a stretch where they are linear.
    fn crossings(&self, from: Decimal, to: Decimal) -> Vec<Decimal> {
        let (start, end) = (self.at(from).ttm, self.at(to).ttm);
        let thresholds = [ChannelId::Direct, self.offer.id].map(|id| incentive_threshold(self.situation, id));
        let crossing = |threshold: u32| {
            let step = (to - from).quotient(Decimal::from(threshold) - start, end - start)?;
            let factor = from + step;
            (factor > from && factor < to).then_some(factor)
        };
        thresholds.into_iter().filter_map(crossing).collect()
    }
}

/// Sorts points, leaving out doubles and what lies outside 0 to 5.
fn tidy(points: &mut Vec<Decimal>) {
    points.retain(|point| (Decimal::ZERO..=LARGEST_FACTOR).contains(point));
    points.sort_unstable();
    points.dedup();
}
