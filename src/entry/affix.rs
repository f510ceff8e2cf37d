//! What stands around the digits: signs, currencies, percent signs, magnitudes, endings.

use super::glyph::{self, Glyph};
use super::grammar::{EVERYWHERE, Words};
use super::{Grammar, Kind, Problem};

/// What is left when everything around the digits is gone, and what that was.
#[derive(Clone, Copy)]
pub(super) struct Stripped<'a> {
    /// The digits and the signs between them, or whatever else was not understood.
    pub(super) core: &'a [Glyph],
    /// There was a minus sign, or there were parentheses.
    pub(super) negative: bool,
    /// The power of ten of a magnitude; zero when there was none.
    pub(super) power: u32,
    /// A dash stood in place of the decimals. The sign before it is still there.
    pub(super) ending: bool,
}

type Codes = &'static [&'static str];

/// Signs and words for currencies, in lower case, with the currencies they may stand for.
const CURRENCIES: &[(&str, Codes)] = &[
    ("€", &["EUR"]),
    ("eur", &["EUR"]),
    ("euro", &["EUR"]),
    ("euros", &["EUR"]),
    ("euro's", &["EUR"]),
    ("$", &["USD", "CAD", "AUD"]),
    ("dollar", &["USD", "CAD", "AUD"]),
    ("dollars", &["USD", "CAD", "AUD"]),
    ("us$", &["USD"]),
    ("usd", &["USD"]),
    ("c$", &["CAD"]),
    ("ca$", &["CAD"]),
    ("cad", &["CAD"]),
    ("a$", &["AUD"]),
    ("au$", &["AUD"]),
    ("aud", &["AUD"]),
    ("£", &["GBP"]),
    ("gbp", &["GBP"]),
    ("pond", &["GBP"]),
    ("pound", &["GBP"]),
    ("pounds", &["GBP"]),
    ("chf", &["CHF"]),
    ("fr", &["CHF"]),
    ("fr.", &["CHF"]),
    ("sfr", &["CHF"]),
    ("sfr.", &["CHF"]),
    ("kr", &["SEK", "NOK", "DKK"]),
    ("kr.", &["SEK", "NOK", "DKK"]),
    ("sek", &["SEK"]),
    ("nok", &["NOK"]),
    ("dkk", &["DKK"]),
    ("zł", &["PLN"]),
    ("zl", &["PLN"]),
    ("pln", &["PLN"]),
    ("kč", &["CZK"]),
    ("kc", &["CZK"]),
    ("czk", &["CZK"]),
];

/// Takes off, from the outside in, whatever a field of this kind may have around its digits.
/// Fails on another currency than the field's.
pub(super) fn strip<'a>(glyphs: &'a [Glyph], kind: Kind, grammar: &Grammar) -> Result<Stripped<'a>, Problem> {
    let mut stripped = Stripped { core: glyphs, negative: false, power: 0, ending: false };
    match kind {
        Kind::Money { currency } => strip_money(&mut stripped, currency, grammar)?,
        Kind::Percent => {
            stripped.sign();
            stripped.percent();
            stripped.sign();
        }
        Kind::Rate | Kind::Quantity | Kind::Whole => stripped.sign(),
    }
    Ok(stripped)
}

fn strip_money(stripped: &mut Stripped<'_>, currency: &str, grammar: &Grammar) -> Result<(), Problem> {
    let mut named = false;
    loop {
        let before = stripped.core.len();
        stripped.sign();
        if let Some((codes, rest)) = find_currency(stripped.core) {
            if !codes.contains(&currency) {
                return Err(Problem::Currency(codes));
            }
            if !named {
                named = true;
                stripped.core = glyph::trim(rest);
            }
        }
        stripped.magnitude(grammar);
        if stripped.core.len() == before {
            break;
        }
    }
    stripped.dash();
    Ok(())
}

impl Stripped<'_> {
    fn sign(&mut self) {
        if self.negative {
            return;
        }
        let unsigned = without_prefix(self.core, "-").or_else(|| without_suffix(without_prefix(self.core, "(")?, ")"));
        if let Some(rest) = unsigned {
            self.core = glyph::trim(rest);
            self.negative = true;
        }
    }

    fn percent(&mut self) {
        if let Some(rest) = without_suffix(self.core, "%") {
            self.core = glyph::trim(rest);
        }
    }

    fn magnitude(&mut self, grammar: &Grammar) {
        if self.power > 0 {
            return;
        }
        // Abbreviations end in a point.
        let core = without_suffix(self.core, ".").unwrap_or(self.core);
        let found = find_word(core, EVERYWHERE).or_else(|| find_word(core, grammar.words));
        if let Some((power, rest)) = found {
            self.core = glyph::trim(rest);
            self.power = power;
        }
    }

    /// Takes `-`, `--` or `=` off behind a decimal sign: no cents.
    fn dash(&mut self) {
        if self.power > 0 {
            return;
        }
        let rest = ["--", "-", "="].into_iter().find_map(|dash| without_suffix(self.core, dash));
        if let Some(rest) = rest
            && rest.last().is_some_and(|sign| matches!(sign.plain, ',' | '.'))
        {
            self.core = rest;
            self.ending = true;
        }
    }
}

/// The longest currency token at either end, and what is left without it.
fn find_currency(core: &[Glyph]) -> Option<(Codes, &[Glyph])> {
    CURRENCIES
        .iter()
        .filter_map(|(token, codes)| {
            let rest = without_prefix(core, token).or_else(|| without_suffix(core, token))?;
            Some((*codes, rest))
        })
        .min_by_key(|(_, rest)| rest.len())
}

fn find_word(core: &[Glyph], words: Words) -> Option<(u32, &[Glyph])> {
    words.iter().find_map(|(word, power)| Some((*power, without_suffix(core, word)?)))
}

/// What follows the token, unless that is the rest of a longer word.
pub(super) fn without_prefix<'a>(core: &'a [Glyph], token: &str) -> Option<&'a [Glyph]> {
    let mut rest = core;
    let mut edge = ' ';
    for wanted in token.chars() {
        let (first, others) = rest.split_first()?;
        if first.plain != wanted {
            return None;
        }
        rest = others;
        edge = wanted;
    }
    separate(edge, rest.first()).then_some(rest)
}

/// What precedes the token, unless that is the start of a longer word.
fn without_suffix<'a>(core: &'a [Glyph], token: &str) -> Option<&'a [Glyph]> {
    let mut rest = core;
    let mut edge = ' ';
    for wanted in token.chars().rev() {
        let (last, others) = rest.split_last()?;
        if last.plain != wanted {
            return None;
        }
        rest = others;
        edge = wanted;
    }
    separate(edge, rest.last()).then_some(rest)
}

fn separate(edge: char, neighbour: Option<&Glyph>) -> bool {
    let joined = neighbour.is_some_and(|glyph| glyph::is_letter(glyph.plain));
    !(glyph::is_letter(edge) && joined)
}
