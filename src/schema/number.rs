//! Regular expressions of the texts of numbers within limits, in what every dialect of them knows.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::engine::scenario::MAX_DECIMALS;

/// Zeros after the point, or nothing.
const NO_FRACTION: &str = "(?:\\.0+)?";

/// A number as text within limits, both included: `-?digits[.digits]`, with at most twelve decimals that count.
///
/// The lowest is a whole number or a power of ten below 1, the highest a whole number; anything else gives a pattern that
/// allows more.
pub(super) fn pattern(min: Decimal, max: Decimal, whole: bool) -> String {
    let (low, high) = (magnitude(min.max(Decimal::ZERO)), magnitude(max));
    let mut ways = Vec::new();
    if whole {
        ways.push(format!("0*(?:{}){NO_FRACTION}", between(low, high)));
    } else {
        let fraction = format!("(?:\\.[0-9]{{1,{MAX_DECIMALS}}}0*)?");
        let places = min.normalize().scale();
        if places > 0 {
            // Below 1, the first digit that isn't 0 stands at one of the first places.
            let below = (0..places).map(|zeros| {
                let more = MAX_DECIMALS - zeros - 1;
                format!("{}[1-9][0-9]{{0,{more}}}", "0".repeat(zeros as usize))
            });
            ways.push(format!("0+\\.(?:{})0*", below.collect::<Vec<_>>().join("|")));
        }
        let first = if places > 0 { 1 } else { low };
        ways.push(format!("0*(?:{}){fraction}", between(first, high.saturating_sub(1))));
        ways.push(format!("0*{high}{NO_FRACTION}"));
        if min < Decimal::ZERO {
            let lowest = magnitude(min.abs());
            ways.push(format!("-0*(?:{}){fraction}", between(0, lowest.saturating_sub(1))));
            ways.push(format!("-0*{lowest}{NO_FRACTION}"));
        }
    }
    if min.is_zero() {
        ways.push(format!("-0+{NO_FRACTION}"));
    }
    format!("(?:{})", ways.join("|"))
}

/// A whole text of such a number, or of a range of them where that is allowed.
pub(super) fn whole_text(number: &str, range: bool) -> String {
    let more = if range { format!("(?:(?:\\.\\.|;{number};){number})?") } else { String::new() };
    format!("^{number}{more}$")
}

fn magnitude(number: Decimal) -> u64 {
    number.trunc().to_u64().unwrap_or(u64::MAX)
}

/// Whole numbers from one to another, without zeros before them; from 0 on, with any.
fn between(low: u64, high: u64) -> String {
    let (first, last) = (low.to_string(), high.to_string());
    let (shortest, longest) = (first.len(), last.len());
    if shortest == longest {
        return same_length(&first, &last).join("|");
    }
    let mut ways = match low {
        0 => vec![format!("[0-9]{{1,{}}}", longest - 1)],
        _ => same_length(&first, &"9".repeat(shortest)),
    };
    if low > 0 && longest - shortest > 1 {
        ways.push(format!("[1-9][0-9]{{{shortest},{}}}", longest - 2));
    }
    ways.extend(same_length(&["1", &"0".repeat(longest - 1)].concat(), &last));
    ways.join("|")
}

/// Whole numbers of so many digits, from one to another of as many.
fn same_length(low: &str, high: &str) -> Vec<String> {
    let (Some(first), Some(last)) = (low.chars().next(), high.chars().next()) else { return vec![String::new()] };
    let (low, high) = (low.get(1..).unwrap_or_default(), high.get(1..).unwrap_or_default());
    let with = |digit: char, rest: Vec<String>| rest.into_iter().map(move |rest| format!("{digit}{rest}"));
    if first == last {
        return with(first, same_length(low, high)).collect();
    }
    let mut ways = Vec::new();
    let (mut from, mut to) = (first, last);
    if low.chars().any(|digit| digit != '0') {
        ways.extend(with(first, same_length(low, &"9".repeat(low.len()))));
        from = next(first, 1);
    }
    let mut end = Vec::new();
    if high.chars().any(|digit| digit != '9') {
        end.extend(with(last, same_length(&"0".repeat(high.len()), high)));
        to = next(last, -1);
    }
    if from <= to {
        let digit = if from == to { from.to_string() } else { format!("[{from}-{to}]") };
        ways.push(match low.len() {
            0 => digit,
            1 => format!("{digit}[0-9]"),
            more => format!("{digit}[0-9]{{{more}}}"),
        });
    }
    ways.extend(end);
    ways
}

fn next(digit: char, by: i32) -> char {
    let value = digit.to_digit(10).unwrap_or_default();
    char::from_digit(value.saturating_add_signed(by), 10).unwrap_or(digit)
}
