//! Numbers of which only bounds are known, and how they follow each range they came from.
//!
//! [`Bounded`] is a [`Number`], so the formulas of the model give bounds as they give figures. Bounds of what is known
//! are the number itself, worked out as everywhere. Other bounds are moved outward by more than the arithmetic can have
//! rounded, so that they hold every figure the same formula gives for numbers inside the ranges.

use std::ops::{Add, Mul, Neg, Sub};

use rust_decimal::Decimal;

use super::catalogue::Slot;
use super::number::{Leaf, Number};
use super::scenario::Range;

/// Two of the last of 28 digits: more than an operation rounds, also where its result has 29.
const PART: Decimal = Decimal::from_parts(2, 0, 0, false, 28);
/// The last decimal there is.
const LAST: Decimal = Decimal::from_parts(1, 0, 0, false, 28);

/// Everything from one number to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lowest.
    pub low: Decimal,
    /// The highest.
    pub high: Decimal,
}

impl Interval {
    /// Nothing but zero.
    pub const ZERO: Interval = Interval::point(Decimal::ZERO);

    /// Nothing but this number.
    pub const fn point(number: Decimal) -> Interval {
        Interval { low: number, high: number }
    }

    /// How far it is from the lowest to the highest.
    pub fn width(self) -> Decimal {
        self.high.saturating_sub(self.low)
    }

    /// Whether this number is among them.
    pub fn holds(self, number: Decimal) -> bool {
        (self.low..=self.high).contains(&number)
    }

    fn is_point(self) -> bool {
        self.low == self.high
    }

    /// Moved outward by what may have been rounded. A bound of zero stays: rounding carries nothing across it.
    fn outward(self) -> Interval {
        let rounded = |bound: Decimal| {
            if bound.is_zero() { Decimal::ZERO } else { (bound.abs() * PART).saturating_add(LAST) }
        };
        Interval { low: self.low.saturating_sub(rounded(self.low)), high: self.high.saturating_add(rounded(self.high)) }
    }

    /// What an operation that only rises, or only falls, in each of two numbers makes of these.
    fn of(self, other: Interval, operation: impl Fn(Decimal, Decimal) -> Decimal) -> Interval {
        if self.is_point() && other.is_point() {
            return Interval::point(operation(self.low, other.low));
        }
        let corners = [(self.low, other.low), (self.low, other.high), (self.high, other.low), (self.high, other.high)];
        let [first, rest @ ..] = corners.map(|(one, other)| operation(one, other));
        let low = rest.iter().fold(first, |low, corner| low.min(*corner));
        let high = rest.iter().fold(first, |high, corner| high.max(*corner));
        Interval { low, high }.outward()
    }

    /// This ÷ another; anything where that may be zero, and as elsewhere zero where it is.
    fn over(self, other: Interval) -> Interval {
        if !other.is_point() && other.holds(Decimal::ZERO) {
            return Interval { low: Decimal::MIN, high: Decimal::MAX };
        }
        self.of(other, |one, other| one.checked_div(other).unwrap_or_default())
    }
}

impl Add for Interval {
    type Output = Interval;
    fn add(self, other: Interval) -> Interval {
        let sum = Interval { low: self.low.saturating_add(other.low), high: self.high.saturating_add(other.high) };
        if self.is_point() && other.is_point() { sum } else { sum.outward() }
    }
}

impl Neg for Interval {
    type Output = Interval;
    fn neg(self) -> Interval {
        Interval { low: -self.high, high: -self.low }
    }
}

impl Mul for Interval {
    type Output = Interval;
    fn mul(self, other: Interval) -> Interval {
        self.of(other, Decimal::saturating_mul)
    }
}

/// A number within bounds, and between which bounds it changes with each range it follows from.
#[derive(Clone, Debug)]
pub struct Bounded {
    /// Where it lies.
    pub value: Interval,
    /// By how much it changes with one more of each range's number, in the order of the catalogue; of no other is there
    /// any change.
    pub slopes: Vec<(Slot, Interval)>,
}

impl Bounded {
    fn point(number: Decimal) -> Bounded {
        Bounded { value: Interval::point(number), slopes: Vec::new() }
    }

    /// The same number with other slopes.
    fn mapped(&self, value: Interval, slope: impl Fn(Interval) -> Interval) -> Bounded {
        Bounded { value, slopes: self.slopes.iter().map(|(slot, change)| (*slot, slope(*change))).collect() }
    }

    /// The slopes of both, each of one by a function and of the other by another, added where both have one.
    fn joined(
        &self,
        other: &Bounded,
        mine: impl Fn(Interval) -> Interval,
        others: impl Fn(Interval) -> Interval,
    ) -> Vec<(Slot, Interval)> {
        let mut joined = Vec::with_capacity(self.slopes.len() + other.slopes.len());
        let (mut left, mut right) = (self.slopes.iter().peekable(), other.slopes.iter().peekable());
        loop {
            let order = match (left.peek(), right.peek()) {
                (Some((one, _)), Some((other, _))) => one.cmp(other),
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (None, None) => return joined,
            };
            let one = if order.is_le() { left.next().map(|(slot, change)| (*slot, mine(*change))) } else { None };
            let two = if order.is_ge() { right.next().map(|(slot, change)| (*slot, others(*change))) } else { None };
            match (one, two) {
                (Some((slot, one)), Some((_, two))) => joined.push((slot, one + two)),
                (one, two) => joined.extend(one.or(two)),
            }
        }
    }
}

impl Add for Bounded {
    type Output = Bounded;
    fn add(self, other: Bounded) -> Bounded {
        let slopes = self.joined(&other, |slope| slope, |slope| slope);
        Bounded { value: self.value + other.value, slopes }
    }
}

impl Sub for Bounded {
    type Output = Bounded;
    fn sub(self, other: Bounded) -> Bounded {
        self + -other
    }
}

impl Neg for Bounded {
    type Output = Bounded;
    fn neg(self) -> Bounded {
        self.mapped(-self.value, Interval::neg)
    }
}

impl Mul for Bounded {
    type Output = Bounded;
    fn mul(self, other: Bounded) -> Bounded {
        let slopes = self.joined(&other, |slope| slope * other.value, |slope| slope * self.value);
        Bounded { value: self.value * other.value, slopes }
    }
}

impl Number for Bounded {
    fn leaf(value: Decimal, _leaf: Leaf) -> Bounded {
        Bounded::point(value)
    }

    fn ranged(range: &Range, leaf: Leaf) -> Bounded {
        let value = Interval { low: range.low(), high: range.high() };
        match leaf {
            Leaf::Field(slot) if !value.is_point() => {
                Bounded { value, slopes: vec![(slot, Interval::point(Decimal::ONE))] }
            }
            _ => Bounded { value, slopes: Vec::new() },
        }
    }

    fn per(self, divisor: u32) -> Bounded {
        let divisor = Interval::point(Decimal::from(divisor));
        self.mapped(self.value.over(divisor), |slope| slope.over(divisor))
    }

    fn part_of(self, whole: Bounded) -> Bounded {
        let value = self.value.over(whole.value);
        let slopes = self.joined(&whole, |slope| slope.over(whole.value), |slope| -(value * slope).over(whole.value));
        Bounded { value, slopes }
    }

    /// Where it may be more than 1, it may also not change any more.
    fn at_most_one(self) -> Bounded {
        if self.value.high <= Decimal::ONE {
            return self;
        }
        let value = Interval { low: self.value.low.min(Decimal::ONE), high: Decimal::ONE };
        self.mapped(value, |slope| Interval { low: slope.low.min(Decimal::ZERO), high: slope.high.max(Decimal::ZERO) })
    }

    /// Whether it reaches a threshold for certain.
    fn reaches(&self, threshold: u32) -> bool {
        self.value.low.reaches(threshold)
    }
}
