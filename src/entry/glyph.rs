//! Characters brought back to the few that matter.
//!
//! Deliberately not NFKC, although close to it: that would read `10²` as 102 and `①` as 1.

use super::Problem;

/// A character as it is compared, and as it is named in a problem.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// In lower case; any space is ` `, any dash is `-`, any apostrophe is `'`, any digit 0 to 9.
    pub(super) plain: char,
    /// As it was typed.
    pub(super) typed: char,
}

/// The first cell of a text, without the spaces around it.
pub(super) struct Cleaned {
    pub(super) glyphs: Vec<Glyph>,
    /// Some of it is full-width or in digits of another script.
    pub(super) foreign: bool,
}

/// The zeros of the scripts whose digits are read: Latin, Arabic, Persian and Urdu, Devanagari.
const ZEROS: [char; 4] = ['0', '\u{660}', '\u{6f0}', '\u{966}'];

/// Fails on a digit of another script than the first.
pub(super) fn clean(text: &str) -> Result<Cleaned, Problem> {
    let mut glyphs = Vec::new();
    let mut foreign = false;
    let mut script = None;
    for typed in text.chars().filter(|typed| !is_invisible(*typed)) {
        if typed.is_whitespace() && glyphs.is_empty() {
            continue;
        }
        if ends_cell(typed) {
            break;
        }
        let narrow = narrow(typed);
        let digit = digit(narrow);
        if let Some((zero, _)) = digit {
            if *script.get_or_insert(zero) != zero {
                return Err(Problem::Character(typed));
            }
            foreign |= zero != '0';
        }
        foreign |= narrow != typed;
        let plain = digit.map_or_else(|| plain(narrow), |(_, plain)| plain);
        glyphs.push(Glyph { plain, typed });
    }
    while glyphs.last().is_some_and(|glyph| glyph.plain == ' ') {
        glyphs.pop();
    }
    Ok(Cleaned { glyphs, foreign })
}

/// Takes the spaces off both ends.
pub(super) fn trim(mut glyphs: &[Glyph]) -> &[Glyph] {
    while let [Glyph { plain: ' ', .. }, rest @ ..] | [rest @ .., Glyph { plain: ' ', .. }] = glyphs {
        glyphs = rest;
    }
    glyphs
}

/// Is this a dash of some kind?
pub(super) fn is_dash(typed: char) -> bool {
    plain(narrow(typed)) == '-'
}

/// Is this part of a Latin word?
pub(super) const fn is_letter(plain: char) -> bool {
    plain.is_ascii_alphabetic() || matches!(plain, '\u{c0}'..='\u{24f}')
}

/// Marks that cannot be seen: of direction, of joining, soft hyphens and the like. Sheets and
/// documents put them around a number.
const fn is_invisible(typed: char) -> bool {
    matches!(
        typed,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0001}'
            | '\u{e0020}'..='\u{e007f}'
    )
}

const fn ends_cell(typed: char) -> bool {
    matches!(typed, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A full-width character in its usual width.
fn narrow(typed: char) -> char {
    match typed {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(typed) - 0xfee0).unwrap_or(typed),
        '\u{ffe1}' => '£',
        _ => typed,
    }
}

/// The zero of a digit's script, and the digit in Latin.
fn digit(typed: char) -> Option<(char, char)> {
    ZEROS.iter().find_map(|&zero| {
        let above = u32::from(typed).checked_sub(u32::from(zero))?;
        let latin = char::from_digit(above, 10)?;
        Some((zero, latin))
    })
}

fn plain(narrow: char) -> char {
    match narrow {
        '\u{2010}'..='\u{2014}' | '\u{2212}' | '\u{fe63}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
        'Ł' => 'ł',
        'Č' => 'č',
        _ if narrow.is_whitespace() => ' ',
        _ => narrow.to_ascii_lowercase(),
    }
}
