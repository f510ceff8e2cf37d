//! What somebody typed, read as a range: two numbers, or three with the likely one in the middle.
//!
//! `10..20` and `10;12;20` are how a range is written out. Typed it may also be as people write one, `10-20` or `10 to
//! 20`, or as a phone lets them: `10,,20` where the only sign beside the digits is the comma.

use rust_decimal::Decimal;

use super::glyph;
use super::{Grammar, Kind, Limits, Problem, Reading, read};

/// The numbers of a range, in no order yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The lowest.
    pub low: Decimal,
    /// The likely one, where it is given.
    pub likely: Option<Decimal>,
    /// The highest.
    pub high: Decimal,
}

/// What a text means that is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RangeReading {
    /// It isn't meant to be a range.
    Not,
    /// Every way to read it, at least one: each of them reads all its numbers alike.
    Ways {
        /// The ways.
        ways: Vec<Ends>,
        /// Whether it is not written as a range is written out, so that it should be shown how it was read.
        liberty: bool,
    },
    /// It is meant to be a range, but there is no telling where its numbers begin and end, or one is missing.
    Unclear,
    /// One of its numbers has no value.
    Wrong(Problem),
}

/// A text, taken apart.
enum Parts<'a> {
    None,
    Unclear,
    Some { low: &'a str, likely: Option<&'a str>, high: &'a str, liberty: bool },
}

/// Reads a text, of which [`parse`](super::parse) makes no number, as a range of numbers of this kind.
///
/// A number of it that can be read in two ways makes two ways to read the range. So does a magnitude that only the last
/// one has: `1-2 mln` begins at one, or at a million.
pub fn parse_range(text: &str, kind: Kind, grammar: &Grammar, limits: &Limits) -> RangeReading {
    let read = |text: &str, power| read(text, kind, grammar, limits, power);
    let is_number = |text: &str| match read(text, 0) {
        Ok((reading, _)) => reading != Reading::Empty,
        Err(Problem::Character(_) | Problem::NoNumber | Problem::Approximate { .. }) => false,
        Err(_) => true,
    };
    let (low, likely, high, mut liberty) = match parts(text, grammar, &is_number) {
        Parts::None => return RangeReading::Not,
        Parts::Unclear => return RangeReading::Unclear,
        Parts::Some { low, likely, high, liberty } => (low, likely, high, liberty),
    };
    let mut ways = Vec::new();
    let mut wrong = None;
    let power = read(high, 0).map_or(0, |(_, power)| power);
    for (power, place) in [(0, 0), (0, 1), (power, 0), (power, 1)] {
        let mut number = |text: &str| match read(text, power)?.0 {
            Reading::Exact(value) => Ok(value),
            Reading::Echo(value, _) => {
                liberty = true;
                Ok(value)
            }
            Reading::Ask([decimal, grouped]) => Ok(if place == 0 { decimal } else { grouped }),
            Reading::Wrong(problem) => Err(problem),
            Reading::Empty => Err(Problem::NoNumber),
        };
        let mut ends = || -> Result<Ends, Problem> {
            Ok(Ends { low: number(low)?, likely: likely.map(&mut number).transpose()?, high: number(high)? })
        };
        match ends() {
            Ok(ends) if !ways.contains(&ends) => ways.push(ends),
            Ok(_) => {}
            Err(problem) => wrong = wrong.or(Some(problem)),
        }
    }
    match wrong {
        Some(Problem::NoNumber) => RangeReading::Unclear,
        Some(problem) if ways.is_empty() => RangeReading::Wrong(problem),
        _ => RangeReading::Ways { ways, liberty },
    }
}

/// Where one number ends and the next begins. A dash or a word is between two only where both are numbers.
fn parts<'a>(text: &'a str, grammar: &Grammar, is_number: &dyn Fn(&str) -> bool) -> Parts<'a> {
    if let Some((low, rest)) = text.split_once(';') {
        return match rest.split_once(';') {
            Some((likely, high)) if !high.contains(';') => {
                Parts::Some { low, likely: Some(likely), high, liberty: false }
            }
            _ => Parts::Unclear,
        };
    }
    for sign in ["..", "…", ",,"] {
        if let Some((low, high)) = text.split_once(sign) {
            // Three dots are perhaps a range to a fraction, and of three numbers the middle one has semicolons around it.
            let unclear = high.starts_with(['.', ',', '…']) || high.contains(sign);
            return if unclear {
                Parts::Unclear
            } else {
                Parts::Some { low, likely: None, high, liberty: sign != ".." }
            };
        }
    }
    let lower = text.to_ascii_lowercase();
    let dashes =
        text.char_indices().filter(|(_, typed)| glyph::is_dash(*typed)).map(|(at, dash)| (at, dash.len_utf8()));
    let words = grammar.to.iter().flat_map(|word| lower.match_indices(word).map(|(at, word)| (at, word.len())));
    let mut found = Parts::None;
    for (at, length) in dashes.chain(words) {
        let (Some(low), Some(high)) = (text.get(..at), text.get(at + length..)) else { continue };
        if !is_number(low) || !is_number(high) {
            continue;
        }
        let dash = text.get(at..).is_some_and(|rest| rest.starts_with(glyph::is_dash));
        found = match found {
            // Of two dashes after each other the second may be a sign, or the first an ending.
            _ if dash && high.trim_start().starts_with(glyph::is_dash) => match found {
                Parts::None => Parts::Unclear,
                found => found,
            },
            Parts::None | Parts::Unclear => Parts::Some { low, likely: None, high, liberty: true },
            Parts::Some { .. } => return Parts::Unclear,
        };
    }
    found
}
