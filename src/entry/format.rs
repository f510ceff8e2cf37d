//! A number as the text of a field.

use rust_decimal::Decimal;

use super::layout::GROUP;
use super::{Grammar, Kind};

/// Writes a number as the language does, for a field of this kind: grouped, with all its decimals,
/// without currency or unit.
///
/// Read back with [`parse`](super::parse) it is exactly the same value, provided that it is within
/// the limits and has no more decimals than they allow. An amount has no decimals, or at least two.
/// Where three decimals would look like a group a zero is added; a rate is not grouped, for there
/// a single separator is always the decimal sign.
pub fn format(value: Decimal, kind: Kind, grammar: &Grammar) -> String {
    let value = value.normalize();
    let scale = usize::try_from(value.scale()).unwrap_or_default();
    let digits = digits(value, scale);
    let whole = digits.len() - scale;

    let mut text = String::with_capacity(2 * digits.len() + 2);
    if value.is_sign_negative() && !value.is_zero() {
        text.push('-');
    }
    for (index, digit) in digits.iter().enumerate() {
        let starts_group = index < whole && (whole - index).is_multiple_of(GROUP);
        if index == whole {
            text.push(grammar.decimal);
        } else if index > 0 && starts_group && kind != Kind::Rate {
            text.push(grammar.group);
        }
        text.push(char::from(b'0' + digit));
    }
    for _ in 0..padding(value, scale, whole, kind) {
        text.push('0');
    }
    text
}

/// The number of zeros to write behind the decimals.
fn padding(value: Decimal, scale: usize, whole: usize, kind: Kind) -> usize {
    let asks = matches!(kind, Kind::Money { .. } | Kind::Quantity);
    let like_a_group = scale == GROUP && whole <= GROUP && value.abs() >= Decimal::ONE;
    let one_decimal = scale == 1 && matches!(kind, Kind::Money { .. });
    usize::from((asks && like_a_group) || one_decimal)
}

/// The digits from left to right, more of them than there are decimals.
fn digits(value: Decimal, decimals: usize) -> Vec<u8> {
    let parts = value.unpack();
    let mut limbs = [parts.hi, parts.mid, parts.lo];
    let mut digits = Vec::new();
    while digits.len() <= decimals || limbs != [0; 3] {
        digits.push(divide_by_ten(&mut limbs));
    }
    digits.reverse();
    digits
}

/// Divides a number of three limbs, the highest first, and gives the remainder.
fn divide_by_ten(limbs: &mut [u32; 3]) -> u8 {
    let mut remainder = 0_u64;
    for limb in limbs {
        let part = remainder << 32 | u64::from(*limb);
        // A remainder below ten before, so the quotient fits.
        *limb = (part / 10) as u32;
        remainder = part % 10;
    }
    remainder as u8
}
