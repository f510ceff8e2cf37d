//! Digits and the signs between them.

use super::affix::without_prefix;
use super::glyph::Glyph;
use super::{Grammar, Problem};

/// The number of digits in a group.
pub(super) const GROUP: usize = 3;

/// Digits, at least one, and where signs stand between them.
pub(super) struct Layout {
    /// From left to right, each 0 to 9.
    pub(super) digits: Vec<u8>,
    signs: Vec<Sign>,
}

/// A separator and the number of digits before it.
#[derive(Clone, Copy)]
struct Sign {
    plain: char,
    at: usize,
}

/// What the signs are, as far as they tell.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// No signs.
    Plain,
    /// Groups of three digits.
    Grouped { group: char },
    /// A decimal sign, perhaps with groups before it.
    Fraction {
        point: char,
        group: Option<char>,
        /// The number of digits after the decimal sign.
        after: usize,
    },
    /// A decimal sign or a group sign, with three digits after it.
    Either { sign: char },
}

impl Form {
    /// The number of digits after the decimal sign.
    pub(super) const fn decimals(self) -> usize {
        match self {
            Self::Fraction { after, .. } => after,
            Self::Plain | Self::Grouped { .. } | Self::Either { .. } => 0,
        }
    }
}

/// Fails on anything but digits and separators, and when there is no digit.
pub(super) fn scan(core: &[Glyph], grammar: &Grammar) -> Result<Layout, Problem> {
    let mut layout = Layout { digits: Vec::new(), signs: Vec::new() };
    for glyph in core {
        match glyph.plain {
            digit @ '0'..='9' => layout.digits.push(digit as u8 - b'0'),
            plain @ ('.' | ',' | ' ' | '\'' | '_') => {
                layout.signs.push(Sign { plain, at: layout.digits.len() });
            }
            _ => return Err(unreadable(core, *glyph, grammar)),
        }
    }
    if layout.digits.is_empty() {
        return Err(Problem::NoNumber);
    }
    Ok(layout)
}

fn unreadable(core: &[Glyph], glyph: Glyph, grammar: &Grammar) -> Problem {
    let about = |word: &&str| without_prefix(core, word).is_some();
    match core.first() {
        Some(first)
            if matches!(first.plain, '±' | '~' | '≈' | '<' | '>' | '≤' | '≥') || grammar.about.iter().any(about) =>
        {
            Problem::Approximate { found: first.typed }
        }
        _ => Problem::Character(glyph.typed),
    }
}

impl Layout {
    /// Fails when the signs do not make groups of three, or contradict each other.
    pub(super) fn form(&self) -> Result<Form, Problem> {
        let Some((last, before)) = self.signs.split_last() else {
            return Ok(Form::Plain);
        };
        let point = last.plain;
        let may_be_decimal = matches!(point, '.' | ',') && before.iter().all(|sign| sign.plain != point);
        if !may_be_decimal {
            let group = clean_groups(&self.signs, self.digits.len())?;
            return Ok(Form::Grouped { group });
        }
        let after = self.digits.len() - last.at;
        if !before.is_empty() {
            let group = Some(clean_groups(before, last.at)?);
            return Ok(Form::Fraction { point, group, after });
        }
        let leading_zero = self.digits.first() == Some(&0);
        if after == GROUP && (1..=GROUP).contains(&last.at) && !leading_zero {
            return Ok(Form::Either { sign: point });
        }
        Ok(Form::Fraction { point, group: None, after })
    }

    /// Are there zeros that do not count, before this many decimals?
    pub(super) fn leading_zeros(&self, decimals: usize) -> bool {
        self.digits.first() == Some(&0) && self.digits.len() > decimals + 1
    }
}

/// The one sign between groups of three digits, `end` digits in all.
fn clean_groups(signs: &[Sign], end: usize) -> Result<char, Problem> {
    let (first, others) = signs.split_first().ok_or(Problem::Grouping)?;
    let mut from = first.at;
    let mut clean = (1..=GROUP).contains(&from);
    for sign in others {
        clean &= sign.plain == first.plain && sign.at == from + GROUP;
        from = sign.at;
    }
    if clean && end == from + GROUP { Ok(first.plain) } else { Err(Problem::Grouping) }
}
