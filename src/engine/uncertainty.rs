//! How sure the difference is: ten thousand draws of every driver and of every range at once.

use rand_core::{RngCore, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rust_decimal::Decimal;

use super::catalogue::FieldId;
use super::date::Date;
use super::drawn::Drawn;
use super::number::{HALF_MICRO, Number, from_f64, to_f64};
use super::quantity::{Fraction, Money};
use super::report::{Driver, Histogram, Uncertainty};
use super::scenario::Scenario;
use super::sensitivity::{apply, difference, settle};
use super::situation::Situation;

/// The number of draws.
pub const DRAWS: u32 = 10_000;
/// The number of bins.
pub const BINS: usize = 40;
/// The generator and its seed; the same for every scenario, so that the same scenario always gives the same figures.
pub const GENERATOR: &str = "xoshiro256++, seed 20251001, sum of two uniforms";
const SEED: u64 = 20_251_001;

/// Draws every driver, each with an independent symmetric triangular factor, and every range of the scenario; the
/// offer, by its place, is the one that is best in the base case.
pub fn uncertainty(scenario: &Scenario, today: Date, offer: usize) -> Uncertainty {
    let mut draws = draws(scenario, today, offer);
    draws.sort_unstable_by(f64::total_cmp);
    let ahead = draws.partition_point(|difference| *difference <= -HALF_MICRO);
    Uncertainty {
        n: DRAWS,
        generator: GENERATOR,
        p10: quantile(&draws, 10),
        p50: quantile(&draws, 50),
        p90: quantile(&draws, 90),
        direct_ahead_pct: Decimal::from(ahead * 100) / Decimal::from(DRAWS),
        histogram: histogram(&draws),
    }
}

/// The difference of every draw.
fn draws(scenario: &Scenario, today: Date, offer: usize) -> Vec<f64> {
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(SEED);
    let base: Situation<f64> = Situation::resolve(scenario, today);
    let base_offer = base.offers.get(offer).copied().unwrap_or(base.direct);
    let mut ranges = Drawn::new(scenario, today);
    let mut drawn = base.clone();
    (0..DRAWS)
        .map(|_| {
            // Only what drivers change is put back; the rest of the situation stays as it is.
            drawn.revenue = base.revenue;
            drawn.direct = base.direct;
            drawn.incentives = base.incentives;
            drawn.labour = base.labour;
            drawn.finance = base.finance;
            drawn.usd_rate = base.usd_rate;
            let mut offer = base_offer;
            // The sum of two uniform numbers has a triangular distribution.
            let swings = Driver::ALL.map(|_| uniform(&mut generator) + uniform(&mut generator) - 1.0);
            ranges.draw(|| uniform(&mut generator));
            ranges.put(&mut drawn, &mut offer);
            let spread = ranges.get(FieldId::Spread).map_or(*base.spread.number(), |percent| percent.per(100));
            for (driver, swing) in Driver::ALL.into_iter().zip(swings) {
                apply(&mut drawn, &mut offer, driver, &Fraction::new(1.0 + spread * swing));
            }
            ranges.keep(&mut drawn, &mut offer);
            settle(&mut drawn);
            *difference(&drawn, &offer).number()
        })
        .collect()
}

/// A number from 0 up to 1, of 53 random bits.
fn uniform(generator: &mut Xoshiro256PlusPlus) -> f64 {
    (generator.next_u64() >> 11) as f64 / 9_007_199_254_740_992.0
}

/// The value at place ⌈percent × n ÷ 100⌉ in ascending order.
fn quantile(sorted: &[f64], percent: usize) -> Money {
    let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    Money::new(from_f64(sorted.get(place).copied().unwrap_or_default()))
}

/// The bins are those of the reported figures, so that who reads the report finds each value where the counts put it.
fn histogram(sorted: &[f64]) -> Histogram {
    let (from, to) = sorted.first().zip(sorted.last()).map_or((0.0, 0.0), |(first, last)| (*first, *last));
    let width = from_f64((to - from) / BINS as f64);
    let from = from_f64(from);
    let (start, step) = (to_f64(from), to_f64(width));
    let mut counts = vec![0; BINS];
    for value in sorted {
        // A value a fraction of a cent below the reported start belongs to the first bin: the cast gives 0 for it.
        let bin = if step > 0.0 { ((value - start) / step) as usize } else { 0 };
        if let Some(count) = counts.get_mut(bin.min(BINS - 1)) {
            *count += 1;
        }
    }
    Histogram { from: Money::new(from), width: Money::new(width), counts }
}
