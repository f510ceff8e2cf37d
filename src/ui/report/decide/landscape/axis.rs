//! An axis of the map: a driver, how far it is shown, and its round values.

use rust_decimal::Decimal;

use crate::engine::landscape::{BaseValue, Line, Window, base_value};
use crate::engine::quantity::reported;
use crate::engine::report::Driver;
use crate::engine::sensitivity::flip;
use crate::engine::situation::{Channel, Situation};
use crate::ui::report::chart::Scale;

/// An axis.
pub(super) struct Axis {
    /// Its driver.
    pub(super) driver: Driver,
    /// What the driver is today, in its own unit.
    pub(super) base: Option<BaseValue>,
    /// From nothing to twice of today, or further where that shows the tipping point.
    pub(super) window: Window,
    /// The factor nearest to today's figure at which the answer tips while all else stays; none from nothing to five times.
    pub(super) flip: Option<Decimal>,
}

/// A round value of an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tick {
    /// Where it stands.
    pub(super) factor: Decimal,
    /// What it is in the driver's own unit.
    pub(super) value: Option<BaseValue>,
}

impl Axis {
    /// The axis of a driver.
    pub(super) fn of(situation: &Situation, offer: &Channel<Decimal>, driver: Driver) -> Axis {
        let flip = flip(situation, offer, driver).map(|flip| flip.0);
        let end = flip.map_or(Decimal::TWO, |flip| flip.ceil().max(Decimal::TWO));
        let window = Window::new(Decimal::ZERO, end).unwrap_or_default();
        Axis { driver, base: base_value(situation, offer, driver), window, flip }
    }

    /// How many lines there are along it, so that one is at today's figure.
    pub(super) fn lines(&self) -> usize {
        let end = self.window.to();
        // So many to each whole of today's figure.
        let (wholes, each) = match () {
            () if end <= Decimal::TWO => (2, 12),
            () if end <= Decimal::from(3) => (3, 8),
            () if end <= Decimal::from(4) => (4, 6),
            () => (5, 6),
        };
        wholes * each + 1
    }

    /// Takes the tipping point with all its decimals, from the line on which the other driver is as it is today.
    pub(super) fn be_exact(&mut self, lines: &[Line]) {
        let Some(flip) = self.flip else { return };
        let Some(today) = lines.iter().find(|line| line.at == Decimal::ONE) else { return };
        if let Some((exact, _)) = today.flips().find(|(factor, _)| reported(*factor, 6) == reported(flip, 6)) {
            self.flip = Some(exact);
        }
    }

    /// Whether a part more or less of it changes anything.
    pub(super) fn moves(&self) -> bool {
        self.today().is_some_and(|today| !today.is_zero())
    }

    /// What it is today, without its unit.
    fn today(&self) -> Option<Decimal> {
        self.base.map(number)
    }

    /// What it is at a factor.
    pub(super) fn value(&self, factor: Decimal) -> Option<BaseValue> {
        self.base.map(|base| base.at(self.driver, factor))
    }

    /// Round values along it: 1, 2 or 5 times a power of ten apart in the driver's own unit; of what is nothing today,
    /// round parts of it.
    pub(super) fn ticks(&self, steps: u32) -> Vec<Tick> {
        let end = self.window.to();
        let Some(today) = self.today().filter(|today| !today.is_zero()) else {
            let scale = Scale { low: Decimal::ZERO, high: end * Decimal::ONE_HUNDRED };
            let tick = |part: Decimal| Tick { factor: part / Decimal::ONE_HUNDRED, value: None };
            return scale.ticks(steps).into_iter().map(tick).collect();
        };
        // So many parts of the unit can be round: tenths of a percent, cents of a rate.
        let parts = match self.base {
            Some(BaseValue::Fraction(_)) => Decimal::ONE_THOUSAND,
            Some(BaseValue::UsdRate(_)) => Decimal::ONE_HUNDRED,
            _ => Decimal::ONE,
        };
        let scale = Scale { low: Decimal::ZERO, high: today * end * parts };
        let tick = |value: Decimal| {
            let factor = (value / parts).checked_div(today)?;
            let at = self.value(factor)?;
            // A margin ends at the whole.
            (number(at) * parts - value).abs().lt(&Decimal::new(1, 6)).then_some(Tick { factor, value: Some(at) })
        };
        scale.ticks(steps).into_iter().filter_map(tick).collect()
    }

    /// The factors of the table: today's among them.
    pub(super) fn factors(&self) -> Vec<Decimal> {
        let end = self.window.to();
        let step = if end <= Decimal::from(3) { Decimal::new(5, 1) } else { Decimal::ONE };
        let mut factors = vec![Decimal::ZERO];
        while let Some(next) = factors.last().map(|last| last + step).filter(|next| *next <= end) {
            factors.push(next);
        }
        factors
    }
}

/// A value without its unit.
fn number(value: BaseValue) -> Decimal {
    match value {
        BaseValue::Money(number)
        | BaseValue::Fraction(number)
        | BaseValue::Hours(number)
        | BaseValue::HourlyPrice(number)
        | BaseValue::UsdRate(number) => number,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn axis(driver: Driver, base: BaseValue, end: i64) -> Axis {
        let window = Window::new(Decimal::ZERO, Decimal::from(end)).unwrap();
        Axis { driver, base: Some(base), window, flip: None }
    }

    fn values(axis: &Axis) -> Vec<String> {
        axis.ticks(6).iter().map(|tick| number(tick.value.unwrap()).normalize().to_string()).collect()
    }

    #[test]
    fn ticks_are_round_in_the_unit_of_the_driver() {
        let revenue = axis(Driver::Revenue, BaseValue::Money(Decimal::from(800_000)), 2);
        assert_eq!(values(&revenue), ["0", "500000", "1000000", "1500000"]);
        assert_eq!(revenue.ticks(6).last().unwrap().factor, Decimal::new(1875, 3));
        let margin = axis(Driver::OfferMargin, BaseValue::Fraction(Decimal::new(1305, 4)), 2);
        assert_eq!(values(&margin), ["0", "0.05", "0.1", "0.15", "0.2", "0.25"]);
        let rate = axis(Driver::UsdRate, BaseValue::UsdRate(Decimal::new(11, 1)), 2);
        assert_eq!(values(&rate), ["0", "0.5", "1", "1.5", "2"]);
    }

    #[test]
    fn a_margin_has_no_ticks_beyond_the_whole() {
        let margin = axis(Driver::DirectMargin, BaseValue::Fraction(Decimal::new(8, 1)), 2);
        assert_eq!(values(&margin), ["0", "0.5", "1"]);
    }

    #[test]
    fn what_is_nothing_today_has_parts_alone() {
        let funding = axis(Driver::OfferFunding, BaseValue::Money(Decimal::ZERO), 2);
        assert!(!funding.moves());
        let factors: Vec<Decimal> = funding.ticks(6).iter().map(|tick| tick.factor).collect();
        assert_eq!(factors, [0, 50, 100, 150, 200].map(|part| Decimal::new(part, 2)));
        assert!(funding.ticks(6).iter().all(|tick| tick.value.is_none()));
    }

    #[test]
    fn a_line_and_a_row_of_the_table_are_at_today_however_far_it_reaches() {
        for end in 2..=5 {
            let axis = axis(Driver::Revenue, BaseValue::Money(Decimal::ONE_HUNDRED), end);
            let last = Decimal::from(axis.lines() as u64 - 1);
            assert_eq!((last / Decimal::from(end)).fract(), Decimal::ZERO, "{end}");
            assert!(axis.factors().contains(&Decimal::ONE) && axis.factors().last() == Some(&Decimal::from(end)));
            assert!((5..=7).contains(&axis.factors().len()), "{end}");
        }
    }
}
