//! A margin from a percentage off list price.

use rust_decimal::{Decimal, RoundingStrategy};

/// The most decimals of a figure in a scenario.
pub const DECIMALS: u32 = 12;

/// A margin that follows from a percentage off list price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margin {
    /// The margin, in percent of what customers pay.
    pub percent: Decimal,
    /// Whether it had more decimals than a figure can have.
    pub rounded: bool,
}

/// Why there is no margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMargin {
    /// Customers pay nothing, so there is no revenue that it could be a part of.
    NothingPaid,
    /// Customers pay less than the provider asks: so many percent of what they pay is lost.
    Loss(Decimal),
}

/// The margin where the provider gives so many percent off list price, and customers pay so many percent of it:
/// 1 − (1 − off) ÷ pays, of what customers pay.
///
/// # Errors
///
/// There is no margin from 0 to 100 %.
///
/// # Examples
///
/// ```
/// use rust_decimal::Decimal;
/// use tierwise::app::off_list::margin;
///
/// let margin = margin(Decimal::from(20), Decimal::from(95)).unwrap();
/// assert_eq!(margin.percent.to_string(), "15.789473684211");
/// assert!(margin.rounded);
/// ```
pub fn margin(off: Decimal, pays: Decimal) -> Result<Margin, NoMargin> {
    let price = Decimal::ONE_HUNDRED - off;
    if pays <= Decimal::ZERO {
        return Err(NoMargin::NothingPaid);
    }
    let share = (price * Decimal::ONE_HUNDRED).checked_div(pays).ok_or(NoMargin::NothingPaid)?;
    let exact = Decimal::ONE_HUNDRED - share;
    let percent = exact.round_dp_with_strategy(DECIMALS, RoundingStrategy::MidpointAwayFromZero).normalize();
    // Judged by the figures themselves: a loss of less than the last decimal is one too.
    if price > pays {
        return Err(NoMargin::Loss(-percent));
    }
    // The quotient is cut somewhere; whether the margin is exact shows in the product.
    let rounded = (Decimal::ONE_HUNDRED - percent) * pays != price * Decimal::ONE_HUNDRED;
    Ok(Margin { percent, rounded })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{DECIMALS, Margin, NoMargin, margin};
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn at(off: &str, pays: &str) -> Result<Margin, NoMargin> {
        margin(off.parse().unwrap(), pays.parse().unwrap())
    }

    fn exact(percent: &str) -> Result<Margin, NoMargin> {
        Ok(Margin { percent: percent.parse().unwrap(), rounded: false })
    }

    #[test]
    fn at_list_price_it_is_the_discount_itself() {
        for off in ["0", "12.5", "20", "99.9999", "100"] {
            assert_eq!(at(off, "100"), exact(off));
        }
    }

    #[test]
    fn what_customers_pay_is_what_it_is_a_part_of() {
        assert_eq!(at("20", "80"), exact("0"));
        assert_eq!(at("20", "125"), exact("36"));
        assert_eq!(at("100", "50"), exact("100"));
        let third = at("20", "95").unwrap();
        assert_eq!((third.percent.to_string().as_str(), third.rounded), ("15.789473684211", true));
    }

    #[test]
    fn without_a_margin_it_says_why() {
        assert_eq!(at("20", "0"), Err(NoMargin::NothingPaid));
        assert_eq!(at("20", "64"), Err(NoMargin::Loss(Decimal::from(25))));
        assert!(matches!(at("0", "99.9999"), Err(NoMargin::Loss(_))));
        assert!(matches!(at("0", "0.0001"), Err(NoMargin::Loss(_))));
    }

    proptest! {
        #[test]
        fn it_is_a_margin_that_a_field_takes_and_right_to_the_last_decimal(off in 0i64..=1_000_000, pays in 0i64..=10_000_000) {
            let (off, pays) = (Decimal::new(off, 4), Decimal::new(pays, 4));
            match margin(off, pays) {
                Ok(Margin { percent, rounded }) => {
                    prop_assert!((Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent));
                    prop_assert!(percent.scale() <= DECIMALS);
                    let apart = (Decimal::ONE_HUNDRED - percent) * pays - (Decimal::ONE_HUNDRED - off) * Decimal::ONE_HUNDRED;
                    prop_assert_eq!(rounded, !apart.is_zero());
                    prop_assert!(apart.abs() <= pays * Decimal::new(5, 13));
                }
                Err(NoMargin::NothingPaid) => prop_assert!(pays.is_zero()),
                Err(NoMargin::Loss(_)) => prop_assert!(Decimal::ONE_HUNDRED - off > pays),
            }
        }
    }
}
