//! Units as types: an amount in the scenario's currency can't be added to one in US dollars, nor hours to money.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Add, Mul, Neg, Sub};

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Serialize, Serializer};

use super::number::{Exact, Leaf, Number, Step};

/// A number with its unit, for example [`Money`] or [`Hours`].
pub struct Quantity<U, N = Decimal> {
    value: N,
    unit: PhantomData<U>,
}

/// The units. They exist as types only.
pub mod unit {
    /// The scenario's currency, excluding VAT; a yearly flow unless the name says otherwise.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Money;
    /// US dollars, in which Microsoft states its thresholds.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Usd;
    /// US dollars for one unit of the scenario's currency.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct UsdRate;
    /// A part of a whole: 15 % is 0.15.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Fraction;
    /// Hours of work.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Hours;
    /// The scenario's currency for an hour.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct HourlyPrice;
    /// Calendar days.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Days;
    /// How many: customers, months of a year.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Count;
}

/// An amount in the scenario's currency.
pub type Money<N = Decimal> = Quantity<unit::Money, N>;
/// An amount in US dollars.
pub type Usd<N = Decimal> = Quantity<unit::Usd, N>;
/// US dollars for one unit of the scenario's currency.
pub type UsdRate<N = Decimal> = Quantity<unit::UsdRate, N>;
/// A part of a whole: 15 % is 0.15.
pub type Fraction<N = Decimal> = Quantity<unit::Fraction, N>;
/// Hours of work.
pub type Hours<N = Decimal> = Quantity<unit::Hours, N>;
/// The scenario's currency for an hour.
pub type HourlyPrice<N = Decimal> = Quantity<unit::HourlyPrice, N>;
/// Calendar days.
pub type Days<N = Decimal> = Quantity<unit::Days, N>;
/// How many.
pub type Count<N = Decimal> = Quantity<unit::Count, N>;

impl<U, N: Number> Quantity<U, N> {
    /// This number in this unit.
    pub fn new(value: N) -> Self {
        Quantity { value, unit: PhantomData }
    }

    /// A figure that enters the arithmetic.
    pub fn leaf(value: Decimal, leaf: Leaf) -> Self {
        Quantity::new(N::leaf(value, leaf))
    }

    /// Nothing of this unit.
    pub fn zero() -> Self {
        Quantity::new(N::constant(0))
    }

    /// The number, without its unit.
    pub fn number(&self) -> &N {
        &self.value
    }

    /// This divided by a whole number of the model, such as the months of a year.
    pub fn per(self, divisor: u32) -> Self {
        Quantity::new(self.value.per(divisor))
    }

    /// A monthly quantity over a year.
    pub fn twelve_times(self) -> Self {
        Quantity::new(N::constant(12) * self.value)
    }

    /// The part this is of a whole; 0 of a whole of 0.
    pub fn part_of(self, whole: Self) -> Fraction<N> {
        Quantity::new(self.value.part_of(whole.value))
    }

    /// Whether this reaches a threshold of the same unit, compared at six decimals.
    pub fn reaches(&self, threshold: u32) -> bool {
        self.value.reaches(threshold)
    }

    /// Names this figure for who keeps a record.
    pub fn named(self, step: Step) -> Self {
        Quantity::new(self.value.named(step))
    }

    /// The sum of these.
    pub fn sum(parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().reduce(|sum, part| sum + part).unwrap_or_else(Quantity::zero)
    }
}

impl<U, N: Exact> Quantity<U, N> {
    /// The value.
    pub fn exact(&self) -> Decimal {
        self.value.exact()
    }

    /// The value at the six decimals at which amounts are compared.
    pub fn compared(&self) -> Decimal {
        self.value.compared()
    }

    /// The value as it is reported: two decimals, midpoint away from zero, never −0.00.
    pub fn reported(&self) -> Decimal {
        reported(self.exact(), 2)
    }

    /// The same quantity without its record.
    pub fn plain(&self) -> Quantity<U> {
        Quantity::new(self.exact())
    }
}

impl<N: Number> Fraction<N> {
    /// Reads a percentage: 15 is 0.15.
    pub fn percent(value: Decimal, leaf: Leaf) -> Self {
        Fraction::of_hundred(N::leaf(value, leaf))
    }

    /// A number of hundredths: 15 is 0.15.
    pub fn of_hundred(number: N) -> Self {
        Quantity::new(number.per(100))
    }

    /// The whole.
    pub fn one() -> Self {
        Quantity::new(N::constant(1))
    }

    /// What is left of the whole.
    pub fn rest(&self) -> Self {
        Fraction::one() - self.clone()
    }

    /// This, or the whole when it is more.
    pub fn at_most_one(self) -> Self {
        Quantity::new(self.value.at_most_one())
    }

    /// This multiplied with itself so many times; 1 for none, also of 0.
    pub fn to_the_power(&self, exponent: u32) -> Self {
        let Some(more) = exponent.checked_sub(1) else { return Fraction::one() };
        (0..more).fold(self.clone(), |power, _| power * self.clone())
    }
}

impl<N: Number> Days<N> {
    /// These days as a part of a year of 365.
    pub fn of_a_year(self) -> Fraction<N> {
        Quantity::new(self.value.per(365))
    }
}

/// Rounds to the decimals of a report, midpoint away from zero, and never gives −0.
pub fn reported(value: Decimal, decimals: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    if rounded.is_zero() {
        rounded.set_sign_positive(true);
    }
    rounded
}

impl<U, N: Number> Add for Quantity<U, N> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Quantity::new(self.value + other.value)
    }
}

impl<U, N: Number> Sub for Quantity<U, N> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Quantity::new(self.value - other.value)
    }
}

impl<U, N: Number> Neg for Quantity<U, N> {
    type Output = Self;
    fn neg(self) -> Self {
        Quantity::new(-self.value)
    }
}

/// Which units multiply, and into what.
pub trait Times<V> {
    /// The unit of the product.
    type Product;
}

macro_rules! products {
    ($($left:ident * $right:ident = $product:ident),* $(,)?) => {
        $(impl Times<unit::$right> for unit::$left { type Product = unit::$product; })*
    };
}

products! {
    Money * Fraction = Money,
    Money * Count = Money,
    Money * UsdRate = Usd,
    Usd * Fraction = Usd,
    UsdRate * Fraction = UsdRate,
    Hours * Fraction = Hours,
    Hours * Count = Hours,
    Hours * HourlyPrice = Money,
    HourlyPrice * Fraction = HourlyPrice,
    Fraction * Fraction = Fraction,
    Count * Hours = Hours,
}

impl<U: Times<V>, V, N: Number> Mul<Quantity<V, N>> for Quantity<U, N> {
    type Output = Quantity<U::Product, N>;
    fn mul(self, other: Quantity<V, N>) -> Self::Output {
        Quantity::new(self.value * other.value)
    }
}

// By hand, as derived ones would ask the same of the unit, which is never there.
impl<U, N: Clone> Clone for Quantity<U, N> {
    fn clone(&self) -> Self {
        Quantity { value: self.value.clone(), unit: PhantomData }
    }
}

impl<U, N: Copy> Copy for Quantity<U, N> {}

impl<U, N: PartialEq> PartialEq for Quantity<U, N> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<U, N: Eq> Eq for Quantity<U, N> {}

impl<U, N: fmt::Debug> fmt::Debug for Quantity<U, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

/// As a decimal string with two decimals.
impl<U, N: Exact> Serialize for Quantity<U, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.reported())
    }
}
