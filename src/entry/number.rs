//! Digits to a decimal.

use rust_decimal::Decimal;

/// So many digits fit in a [`Decimal`] whatever they are.
const CAPACITY: usize = 28;

/// A number that may be too large to hold.
pub(super) struct Number {
    /// Absent when it has more digits before the decimal sign than can be held; cut off, so
    /// nearer to zero, when it has more after it.
    pub(super) value: Option<Decimal>,
    /// The decimals, without zeros at the end.
    pub(super) decimals: u32,
}

impl Number {
    /// The digits, each 0 to 9, of which `decimals` after the decimal sign, times ten to this
    /// power.
    pub(super) fn new(digits: &[u8], decimals: usize, power: u32, negative: bool) -> Self {
        let mut digits: Vec<u8> = digits.iter().copied().skip_while(|digit| *digit == 0).collect();
        let mut decimals = decimals;
        for _ in 0..power {
            // Ten times as much: the decimal sign goes one place to the right.
            match decimals.checked_sub(1) {
                Some(fewer) => decimals = fewer,
                None => digits.push(0),
            }
        }
        while decimals > 0 && digits.last().is_none_or(|digit| *digit == 0) {
            digits.pop();
            decimals -= 1;
        }
        Self { value: value(&digits, decimals, negative), decimals: u32::try_from(decimals).unwrap_or(u32::MAX) }
    }
}

/// The digits have no zero in front.
fn value(digits: &[u8], decimals: usize, negative: bool) -> Option<Decimal> {
    let whole = digits.len().saturating_sub(decimals);
    let kept = decimals.min(CAPACITY.checked_sub(whole)?);
    let count = digits.len().saturating_sub(decimals - kept);
    let mantissa = digits.iter().take(count).fold(0_i128, |mantissa, digit| mantissa * 10 + i128::from(*digit));
    let signed = if negative { -mantissa } else { mantissa };
    Decimal::try_from_i128_with_scale(signed, u32::try_from(kept).ok()?).ok()
}
