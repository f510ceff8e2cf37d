//! What somebody typed or pasted, read as a number.
//!
//! People write numbers in the way of their own country, whatever the language of the page, and
//! `1.500` means one and a half to one of them and fifteen hundred to another. [`parse`] takes
//! both ways of writing and never guesses in silence: it is sure ([`Reading::Exact`]), shows how
//! it read the text ([`Reading::Echo`]), asks ([`Reading::Ask`]), or says what is wrong
//! ([`Reading::Wrong`]). [`format()`] writes a number in such a way that reading it back is exact.
//! [`parse_range`] does the same for what is no number but a range of them.
//!
//! Nothing here is a sentence, nothing is a float, and no text makes it panic.

mod affix;
mod cells;
mod format;
mod glyph;
mod grammar;
mod layout;
mod number;
mod range;
#[cfg(test)]
mod tests;

use rust_decimal::{Decimal, RoundingStrategy};

pub use self::cells::cells;
pub use self::format::format;
pub use self::grammar::Grammar;
pub use self::range::{Ends, RangeReading, parse_range};

use self::affix::Stripped;
use self::layout::{Form, Layout};
use self::number::Number;

/// What a field holds, which decides what may stand around the digits and how a single
/// separator before three digits is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An amount: takes a currency token, magnitude words and the ending `,-`.
    Money {
        /// The ISO 4217 code of the scenario's currency, in capitals.
        currency: &'static str,
    },
    /// Points of a hundred: `12,5` and `12,5 %` are both 12.5.
    Percent,
    /// A rate of exchange: a single `.` or `,` is always the decimal sign.
    Rate,
    /// Hours or days: as money, without currency, magnitude words and endings.
    Quantity,
    /// A count: no fraction.
    Whole,
}

/// What a field accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The lowest value, itself allowed. When it is zero or more, any sign in the text is refused.
    pub min: Decimal,
    /// The highest value, itself allowed.
    pub max: Decimal,
    /// The number of decimals: money 2, percent 4, rate 6. Of no meaning for [`Kind::Whole`].
    ///
    /// The limits themselves should have no more decimals than this, so that a rounded suggestion
    /// is never outside them.
    pub decimals: u32,
}

/// What the text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing but spaces: unknown, which is not zero.
    Empty,
    /// Sure: the text is written as the language does.
    Exact(Decimal),
    /// Read with some liberty: a value to use, and to show with emphasis.
    Echo(Decimal, Why),
    /// Two values are as likely: first with the separator as decimal sign (rounded to the field's
    /// decimals), then with the separator as group sign. Both are within the limits.
    Ask([Decimal; 2]),
    /// No value.
    Wrong(Problem),
}

impl Reading {
    /// The value to use, when there is one and only one.
    pub const fn value(self) -> Option<Decimal> {
        match self {
            Self::Exact(value) | Self::Echo(value, _) => Some(value),
            Self::Empty | Self::Ask(_) | Self::Wrong(_) => None,
        }
    }
}

/// Why a reading is shown with emphasis. Where there are several reasons, the first of this list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A word or letter stands for a power of ten.
    Magnitude,
    /// The limits left one of two readings.
    Limits,
    /// The separators are not those of the language.
    Separators,
    /// The digits or signs are full-width or of another script.
    Script,
    /// Zeros in front, or more zeros at the end than the field has decimals.
    Zeros,
}

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// This character, as typed, has no place in a number, or not there.
    Character(char),
    /// The text says "about", "more than" or the like; `found` is its first character.
    Approximate {
        /// The first character of the sign or word, as typed.
        found: char,
    },
    /// There is no digit at all.
    NoNumber,
    /// The separators do not make groups of three, or contradict each other.
    Grouping,
    /// More decimals than the field takes.
    Decimals {
        /// The value rounded to the field's decimals, midpoint away from zero.
        suggestion: Decimal,
    },
    /// A fraction where only a whole number will do.
    Whole {
        /// The nearest whole number, midpoint away from zero.
        suggestion: Decimal,
    },
    /// The currency is not the scenario's: the ISO 4217 codes of those it may be.
    Currency(&'static [&'static str]),
    /// Below the limit, or negative where nothing negative is allowed.
    TooLow {
        /// The lowest value allowed.
        min: Decimal,
    },
    /// Above the limit, however far.
    TooHigh {
        /// The highest value allowed.
        max: Decimal,
    },
}

/// Reads a text as a number of this kind.
///
/// Typed text, pasted text and cells of a sheet all come through here; of several cells the first
/// that is not empty is read.
///
/// # Examples
///
/// ```
/// use rust_decimal::Decimal;
/// use tierwise::entry::{Grammar, Kind, Limits, Reading, parse};
///
/// let money = Kind::Money { currency: "EUR" };
/// let limits = Limits {
///     min: Decimal::ZERO,
///     max: Decimal::from(1_000_000),
///     decimals: 2,
/// };
/// let value = Decimal::from(1500);
///
/// let dutch = parse("€ 1.500", money, &Grammar::NL, &limits);
/// assert_eq!(dutch, Reading::Exact(value));
///
/// let english = parse("€ 1.500", money, &Grammar::EN, &limits);
/// assert_eq!(english, Reading::Ask([Decimal::new(15, 1), value]));
/// ```
pub fn parse(text: &str, kind: Kind, grammar: &Grammar, limits: &Limits) -> Reading {
    read(text, kind, grammar, limits, 0).map_or_else(Reading::Wrong, |(reading, _)| reading)
}

/// A hundred times the value, when that may be what was meant: a share such as `0,125` typed where
/// 12.5 is usual. `typical` is the usual value of the field, in points of a hundred as is `value`.
pub fn percent_meant(value: Decimal, typical: Decimal) -> Option<Decimal> {
    let share = !value.is_zero() && value.abs() < Decimal::ONE && typical.abs() >= Decimal::ONE;
    share.then(|| value.checked_mul(Decimal::ONE_HUNDRED)).flatten().map(|points| points.normalize())
}

/// What a text means that takes this power of ten where it names none, and the power of ten it has.
fn read(text: &str, kind: Kind, grammar: &Grammar, limits: &Limits, shared: u32) -> Result<(Reading, u32), Problem> {
    let cleaned = glyph::clean(text)?;
    if cleaned.glyphs.is_empty() {
        return Ok((Reading::Empty, 0));
    }
    let mut stripped = affix::strip(&cleaned.glyphs, kind, grammar)?;
    if stripped.power == 0 {
        stripped.power = shared;
    }
    let power = stripped.power;
    let layout = layout::scan(stripped.core, grammar)?;
    let form = layout.form()?;
    let reader = Reader { kind, grammar, limits, layout, stripped, foreign: cleaned.foreign };
    let reading = match form {
        Form::Either { sign } => reader.either(sign),
        form => reader.single(form),
    };
    reading.map(|reading| (reading, power))
}

/// One text, taken apart.
struct Reader<'a> {
    kind: Kind,
    grammar: &'a Grammar,
    limits: &'a Limits,
    layout: Layout,
    stripped: Stripped<'a>,
    foreign: bool,
}

impl Reader<'_> {
    /// The separators leave one reading.
    fn single(&self, form: Form) -> Result<Reading, Problem> {
        let written = form.decimals();
        let value = self.judge(&self.number(written))?;
        Ok(self.settle(value, self.foreign_signs(form), written))
    }

    /// One `.` or `,` before exactly three digits: a decimal sign or a group sign.
    fn either(&self, sign: char) -> Result<Reading, Problem> {
        if self.always_decimal(sign) {
            let after = layout::GROUP;
            return self.single(Form::Fraction { point: sign, group: None, after });
        }
        if sign == self.grammar.group {
            return self.probably_group();
        }
        let fraction = self.number(layout::GROUP);
        let grouped = self.number(0);
        match (self.fits(&fraction), self.fits(&grouped)) {
            (Some(small), Some(large)) => Ok(Reading::Ask([self.round(small), large])),
            (None, Some(large)) => Ok(self.narrowed(large)),
            _ => Ok(self.narrowed(self.judge(&fraction)?)),
        }
    }

    /// The language's own group sign and three digits: two signals that agree. Only the limits
    /// can overrule them.
    fn probably_group(&self) -> Result<Reading, Problem> {
        match self.judge(&self.number(0)) {
            Ok(value) => Ok(self.settle(value, false, 0)),
            Err(problem) => match self.judge(&self.number(layout::GROUP)) {
                Ok(value) => Ok(self.narrowed(value)),
                Err(_) => Err(problem),
            },
        }
    }

    fn always_decimal(&self, sign: char) -> bool {
        match self.kind {
            Kind::Rate => true,
            Kind::Percent => sign == self.grammar.decimal,
            Kind::Money { .. } | Kind::Quantity | Kind::Whole => false,
        }
    }

    /// The number with this many of the written digits after the decimal sign.
    fn number(&self, decimals: usize) -> Number {
        let Stripped { power, negative, .. } = self.stripped;
        Number::new(&self.layout.digits, decimals, power, negative)
    }

    /// The value, if the limits allow it. Too many decimals do not rule a reading out, so that
    /// `12,345` is a question too; a fraction of a count does.
    fn fits(&self, number: &Number) -> Option<Decimal> {
        let value = self.in_range(number).ok()?;
        let impossible = self.kind == Kind::Whole && number.decimals > 0;
        (!impossible).then_some(value)
    }

    fn judge(&self, number: &Number) -> Result<Decimal, Problem> {
        let value = self.in_range(number)?;
        if number.decimals <= self.decimals() {
            return Ok(value);
        }
        let suggestion = self.round(value);
        Err(match self.kind {
            Kind::Whole => Problem::Whole { suggestion },
            _ => Problem::Decimals { suggestion },
        })
    }

    fn in_range(&self, number: &Number) -> Result<Decimal, Problem> {
        let Limits { min, max, .. } = *self.limits;
        let negative = self.stripped.negative;
        // A sign is never dropped, not even that of `-0`.
        if negative && min >= Decimal::ZERO {
            return Err(Problem::TooLow { min });
        }
        match number.value {
            None if negative => Err(Problem::TooLow { min }),
            None => Err(Problem::TooHigh { max }),
            Some(value) if value < min => Err(Problem::TooLow { min }),
            Some(value) if value > max => Err(Problem::TooHigh { max }),
            Some(value) => Ok(value),
        }
    }

    fn decimals(&self) -> u32 {
        match self.kind {
            Kind::Whole => 0,
            _ => self.limits.decimals,
        }
    }

    fn round(&self, value: Decimal) -> Decimal {
        let strategy = RoundingStrategy::MidpointAwayFromZero;
        value.round_dp_with_strategy(self.decimals(), strategy).normalize()
    }

    /// The value left over when the limits have ruled the other one out.
    fn narrowed(&self, value: Decimal) -> Reading {
        match self.stripped.power {
            0 => Reading::Echo(value, Why::Limits),
            _ => Reading::Echo(value, Why::Magnitude),
        }
    }

    fn settle(&self, value: Decimal, foreign_signs: bool, written: usize) -> Reading {
        let why = if self.stripped.power > 0 {
            Why::Magnitude
        } else if foreign_signs {
            Why::Separators
        } else if self.foreign {
            Why::Script
        } else if self.layout.leading_zeros(written) || self.surplus(written) {
            Why::Zeros
        } else {
            return Reading::Exact(value);
        };
        Reading::Echo(value, why)
    }

    /// Are there more decimals written than the field has? Three decimals cannot be written
    /// without being taken for a group, so where a field has three a fourth is no surprise.
    fn surplus(&self, written: usize) -> bool {
        let usual = match self.decimals() {
            3 => 4,
            decimals => decimals,
        };
        usize::try_from(usual).is_ok_and(|usual| written > usual)
    }

    fn foreign_signs(&self, form: Form) -> bool {
        let own_group = |sign| sign == ' ' || sign == self.grammar.group;
        match form {
            Form::Plain | Form::Either { .. } => false,
            Form::Grouped { group } => !own_group(group),
            Form::Fraction { point, group, after } => {
                // A sign with nothing behind it changes nothing, unless a dash stood there.
                let counts = after > 0 || self.stripped.ending;
                (counts && point != self.grammar.decimal) || group.is_some_and(|sign| !own_group(sign))
            }
        }
    }
}
