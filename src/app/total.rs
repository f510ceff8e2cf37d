//! A total of revenue, split over the portfolios.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::engine::catalogue::Portfolio;
use crate::engine::situation::Each;

/// Splits a total in a proportion, to the cent; what rounding leaves goes to the portfolio with the largest part.
///
/// The parts always add up to the total. In a proportion of nothing but zeros the first portfolio gets all.
pub(super) fn split(total: Decimal, proportion: &Each<Decimal>) -> Each<Decimal> {
    let whole: Decimal = proportion.0.iter().sum();
    let part = |portfolio| {
        let share = proportion.get(portfolio).checked_div(whole).unwrap_or_default();
        (total * share).round_dp_with_strategy(2, RoundingStrategy::ToZero)
    };
    let mut parts = Each::of(part);
    let rest = total - parts.0.iter().sum::<Decimal>();
    let largest = largest(proportion);
    parts = Each::of(|p| if p == largest { *parts.get(p) + rest } else { *parts.get(p) });
    parts
}

/// The first portfolio with the largest part.
fn largest(proportion: &Each<Decimal>) -> Portfolio {
    let mut largest = Portfolio::ModernWork;
    for portfolio in Portfolio::ALL {
        if proportion.get(portfolio) > proportion.get(largest) {
            largest = portfolio;
        }
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::engine::situation::Each;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    #[test]
    fn the_remainder_goes_to_the_largest() {
        let parts = split(Decimal::from(100), &Each([1, 1, 2, 2].map(Decimal::from)));
        assert_eq!(parts.0.map(|part| part.to_string()), ["16.66", "16.66", "33.35", "33.33"]);
    }

    proptest! {
        #[test]
        fn the_parts_add_up_and_none_is_negative(
            cents in 0u64..100_000_000_000_000,
            parts in prop::array::uniform4(0u64..1_000_000_000_000_000),
        ) {
            let total = Decimal::new(i64::try_from(cents).unwrap_or(0), 2);
            let split = split(total, &Each(parts.map(|part| Decimal::from(part) / Decimal::from(1000))));
            prop_assert_eq!(split.0.iter().sum::<Decimal>(), total);
            prop_assert!(split.0.iter().all(|part| !part.is_sign_negative() || part.is_zero()));
        }
    }
}
