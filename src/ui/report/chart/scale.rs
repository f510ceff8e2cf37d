//! An axis: from amounts to places, and the round amounts along it.

use rust_decimal::Decimal;

use super::super::words::to_step;
use crate::engine::number::to_f64;

/// What an axis spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::report) struct Scale {
    /// Where it begins.
    pub(in crate::ui::report) low: Decimal,
    /// Where it ends.
    pub(in crate::ui::report) high: Decimal,
}

impl Scale {
    /// An axis with all of these on it, and zero.
    pub(in crate::ui::report) fn over(values: &[Decimal]) -> Scale {
        let (mut low, mut high) = (Decimal::ZERO, Decimal::ZERO);
        for value in values {
            low = low.min(*value);
            high = high.max(*value);
        }
        Scale { low, high }
    }

    /// From where it begins to where it ends; of nothing but zeros an axis is still drawn.
    fn width(&self) -> Decimal {
        let width = self.high - self.low;
        if width.is_zero() { Decimal::ONE } else { width }
    }

    /// The same with some room at both ends: so many hundredths of its width.
    pub(in crate::ui::report) fn with_room(self, below: i64, above: i64) -> Scale {
        let room = |hundredths| self.width() * Decimal::new(hundredths, 2);
        Scale { low: self.low - room(below), high: self.high + room(above) }
    }

    /// Where a value stands, when the whole axis has so many parts.
    pub(in crate::ui::report) fn at(&self, value: Decimal, parts: i32) -> i32 {
        libm::round(f64::from(parts) * to_f64(value - self.low) / to_f64(self.width())) as i32
    }

    /// Round amounts along the axis: 1, 2 or 5 times a power of ten apart, at most `steps` steps and one mark more.
    /// Zero is one of them where it is on the axis.
    pub(in crate::ui::report) fn ticks(&self, steps: u32) -> Vec<Decimal> {
        let mut step = Decimal::ONE;
        for factor in [20, 25, 20].into_iter().cycle().take(60) {
            if self.width() <= step * Decimal::from(steps) {
                break;
            }
            step *= Decimal::new(factor, 1);
        }
        let mut tick = to_step(self.low, step);
        let mut ticks = Vec::new();
        while tick <= self.high && ticks.len() <= steps as usize + 2 {
            if tick >= self.low {
                ticks.push(tick);
            }
            tick += step;
        }
        ticks
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn scale(low: i64, high: i64) -> Scale {
        Scale { low: Decimal::from(low), high: Decimal::from(high) }
    }

    fn ticks(low: i64, high: i64, steps: u32) -> Vec<String> {
        scale(low, high).ticks(steps).iter().map(|tick| tick.normalize().to_string()).collect()
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(0, 1_750_000, 6), ["0", "500000", "1000000", "1500000"]);
        assert_eq!(ticks(-33, 110, 6), ["0", "50", "100"]);
        assert_eq!(ticks(-60, 60, 6), ["-60", "-40", "-20", "0", "20", "40", "60"]);
        assert_eq!(ticks(0, 1, 6), ["0", "1"]);
        assert_eq!(ticks(999, 1_001, 6), ["999", "1000", "1001"]);
    }

    #[test]
    fn there_are_few_ticks_and_zero_is_one() {
        for low in [0i64, 1, 7, 49, 1_000, 123_456, 9_999_999_999_999] {
            for high in [0i64, 1, 3, 80, 5_001, 654_321, 8_888_888_888_888] {
                for steps in [3, 4, 6] {
                    let scale = Scale::over(&[Decimal::from(-low), Decimal::from(high)]);
                    let ticks = scale.ticks(steps);
                    assert!(ticks.contains(&Decimal::ZERO), "{scale:?}");
                    assert!((1..=steps as usize + 1).contains(&ticks.len()), "{scale:?}: {ticks:?}");
                    assert!(ticks.iter().all(|tick| *tick >= scale.low && *tick <= scale.high), "{scale:?}");
                }
            }
        }
    }

    #[test]
    fn places_run_from_end_to_end() {
        let scale = scale(-50, 150);
        assert_eq!([-50, 0, 50, 150].map(|value| scale.at(Decimal::from(value), 1000)), [0, 250, 500, 1000]);
        let roomy = scale.with_room(10, 20);
        assert_eq!((roomy.low, roomy.high), (Decimal::from(-70), Decimal::from(190)));
    }

    #[test]
    fn nothing_still_has_an_axis() {
        let scale = Scale::over(&[]);
        assert_eq!(scale.at(Decimal::ZERO, 1000), 0);
        assert_eq!(scale.with_room(20, 20).at(Decimal::ZERO, 1000), 500);
        assert_eq!(scale.ticks(6), [Decimal::ZERO]);
    }
}
