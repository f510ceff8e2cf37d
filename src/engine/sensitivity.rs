//! How the difference follows each driver: a fifth less and more, and where it changes sign.

use rust_decimal::Decimal;

use super::costs::{incentive_threshold, lines_of, work_growth};
use super::number::{Exact, Number, compared};
use super::quantity::{Fraction, Money, Quantity, reported};
use super::report::{Driver, Factor, Sensitivity};
use super::situation::{Channel, ChannelId, Each, Situation};

/// The range in which a flip point is looked for.
pub(super) const LARGEST_FACTOR: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

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
                low: curve.difference(Decimal::new(8, 1)),
                high: curve.difference(Decimal::new(12, 1)),
                flip: curve.flip(),
            }
        })
        .collect();
    // A stable sort keeps the order of the drivers among equals.
    all.sort_by_key(|row| std::cmp::Reverse((row.high.reported() - row.low.reported()).abs()));
    all
}

/// The factor on a driver, from 0 to 5 and nearest to 1, at which the difference changes sign.
pub fn flip(situation: &Situation, offer: &Channel<Decimal>, driver: Driver) -> Option<Factor> {
    Curve { situation, offer, driver }.flip()
}

/// The difference as a function of the factor on one driver: linear between the points where a margin reaches 100 %
/// or the trailing twelve months cross a threshold. Other drivers may have been applied to the situation and the offer
/// before; the trailing twelve months must be settled then.
pub(super) struct Curve<'a> {
    pub(super) situation: &'a Situation,
    pub(super) offer: &'a Channel<Decimal>,
    pub(super) driver: Driver,
}

/// A linear stretch of the curve, with the difference at its ends as it is seen from inside.
pub(super) struct Stretch {
    /// The factor where it begins.
    pub(super) from: Decimal,
    /// The factor where it ends.
    pub(super) to: Decimal,
    /// The difference just after it begins.
    pub(super) start: Decimal,
    /// The difference just before it ends.
    pub(super) end: Decimal,
}

impl Stretch {
    /// The factor at which the difference is this, or the end that is nearer where it isn't on the stretch.
    pub(super) fn reaches(&self, level: Decimal) -> Decimal {
        let step = (self.to - self.from).quotient(level - self.start, self.end - self.start);
        step.map_or(self.from, |step| self.from + step).clamp(self.from, self.to)
    }
}

impl Curve<'_> {
    /// The situation and the offer at a factor.
    fn scaled(&self, factor: Decimal) -> (Situation, Channel<Decimal>) {
        let (mut situation, mut offer) = (self.situation.clone(), *self.offer);
        apply(&mut situation, &mut offer, self.driver, &Fraction::new(factor));
        settle(&mut situation);
        (situation, offer)
    }

    /// The difference at a factor.
    pub(super) fn difference(&self, factor: Decimal) -> Money {
        let (situation, offer) = self.scaled(factor);
        difference(&situation, &offer)
    }

    fn ttm(&self, factor: Decimal) -> Decimal {
        self.scaled(factor).0.ttm.value.exact()
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
            if compared(against(self.difference(end).exact())) > Decimal::ZERO {
                consider(end);
            }
        }
        for stretch in self.stretches(Decimal::ZERO, LARGEST_FACTOR) {
            if let Some(factor) = nearest_opposite(&stretch, against) {
                consider(factor);
            }
        }
        nearest.map(Factor)
    }

    /// The linear stretches from one factor to another, in order.
    pub(super) fn stretches(&self, from: Decimal, to: Decimal) -> Vec<Stretch> {
        let corners = self.corners(from, to);
        corners.iter().zip(corners.iter().skip(1)).map(|(from, to)| self.stretch(*from, *to)).collect()
    }

    /// The stretch between two neighbouring corners.
    fn stretch(&self, from: Decimal, to: Decimal) -> Stretch {
        // Two points inside the stretch give the line, also where there are jumps at its ends.
        let quarter = (to - from) / Decimal::from(4);
        let first = self.difference(from + quarter).exact();
        let second = self.difference(to - quarter).exact();
        let half_step = (second - first) / Decimal::TWO;
        Stretch { from, to, start: first - half_step, end: second + half_step }
    }

    /// Where linear stretches begin and end, from one factor to another.
    fn corners(&self, from: Decimal, to: Decimal) -> Vec<Decimal> {
        let mut corners = vec![from, to];
        let capped = match self.driver {
            Driver::DirectMargin => Some(&self.situation.direct),
            Driver::OfferMargin => Some(self.offer),
            _ => None,
        };
        for margin in capped.iter().flat_map(|channel| &channel.margin.0) {
            corners.extend(Decimal::ONE.checked_div(margin.exact()));
        }
        tidy(&mut corners, from, to);
        if self.situation.ttm.estimated {
            let mut crossings = Vec::new();
            for (from, to) in corners.iter().zip(corners.iter().skip(1)) {
                crossings.extend(self.crossings(*from, *to));
            }
            corners.extend(crossings);
            tidy(&mut corners, from, to);
        }
        corners
    }

    /// Where the trailing twelve months cross a threshold for incentives, on a stretch where they are linear.
    fn crossings(&self, from: Decimal, to: Decimal) -> Vec<Decimal> {
        let (start, end) = (self.ttm(from), self.ttm(to));
        let thresholds = [ChannelId::Direct, self.offer.id].map(|id| incentive_threshold(self.situation, id));
        let crossing = |threshold: u32| {
            let step = (to - from).quotient(Decimal::from(threshold) - start, end - start)?;
            let factor = from + step;
            (factor > from && factor < to).then_some(factor)
        };
        thresholds.into_iter().filter_map(crossing).collect()
    }
}

/// The point nearest to 1, of a linear stretch, where the difference is on the other side of zero; its edge counts.
fn nearest_opposite(stretch: &Stretch, against: impl Fn(Decimal) -> Decimal) -> Option<Decimal> {
    let (from, to) = (stretch.from, stretch.to);
    let opposite = |difference| compared(against(difference)) > Decimal::ZERO;
    let (low, high) = match (opposite(stretch.start), opposite(stretch.end)) {
        (false, false) => return None,
        (true, true) => (from, to),
        (true, false) => (from, stretch.reaches(Decimal::ZERO)),
        (false, true) => (stretch.reaches(Decimal::ZERO), to),
    };
    Some(Decimal::ONE.clamp(low, high))
}

/// Sorts points, leaving out doubles and what lies outside.
fn tidy(points: &mut Vec<Decimal>, from: Decimal, to: Decimal) {
    points.retain(|point| (from..=to).contains(point));
    points.sort_unstable();
    points.dedup();
}
