//! A table as a CSV file that the spreadsheets of a language open as it is meant.
//!
//! Rows of [`Cell`]s go in, the text of a file comes out. Numbers are written exactly as they are, rounding is for who calls.
//! Lines end in CR LF; what holds a separator, a quote or a line break stands between quotes (RFC 4180).
//!
//! No text is taken for a formula: see [`harmless`] and its contrary, [`meant`]. Numbers, days and facts are never touched.
//!
//! ```
//! use tierwise::csv::{Cell, Dialect, Table};
//! use tierwise::i18n::Language;
//!
//! let mut table = Table::new(Dialect::of(Language::Nl));
//! table.row(&[Cell::text("=1+1"), Cell::Number("-12.50".parse().unwrap()), Cell::Empty, Cell::Fact(true)]);
//! assert_eq!(table.finish(), "\u{FEFF}'=1+1;-12,50;;true\r\n");
//! ```

mod formula;

use rust_decimal::Decimal;

pub use self::formula::{harmless, meant};
use crate::engine::date::Date;
use crate::i18n::Language;

/// How the spreadsheets of a language take a file apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Between cells: a comma or a semicolon.
    pub separator: char,
    /// Between the whole and the decimals of a number.
    pub decimal: char,
    /// Whether the file begins with a byte order mark: without one, Excel doesn't read UTF-8 there.
    pub mark: bool,
}

impl Dialect {
    /// Comma and point, as everywhere where the decimal sign is a point.
    pub const COMMAS: Dialect = Dialect { separator: ',', decimal: '.', mark: true };
    /// Semicolon and decimal comma.
    pub const SEMICOLONS: Dialect = Dialect { separator: ';', decimal: ',', mark: true };

    /// What the spreadsheets of a language expect.
    pub fn of(language: Language) -> Dialect {
        match language.decimal_sign() {
            ',' => Dialect::SEMICOLONS,
            _ => Dialect::COMMAS,
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Any text; it is made harmless.
    Text(String),
    /// A number with the decimals that it has, without grouping: `-1234.50`.
    Number(Decimal),
    /// A whole number.
    Whole(i64),
    /// A day: `2026-11-22`, which every spreadsheet takes for a day.
    Date(Date),
    /// `true` or `false`, in every language: as in links, profiles and scenarios.
    Fact(bool),
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    /// What is written, before quotes.
    fn written(&self, dialect: Dialect) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => harmless(text).into_owned(),
            Cell::Number(number) => {
                // Nothing is ever -0.
                let number = if number.is_zero() { number.abs() } else { *number };
                let mut text = number.to_string();
                if dialect.decimal != '.' {
                    text = text.replace('.', dialect.decimal.encode_utf8(&mut [0; 4]));
                }
                text
            }
            Cell::Whole(number) => number.to_string(),
            Cell::Date(date) => date.to_string(),
            Cell::Fact(fact) => fact.to_string(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::text(text)
    }
}

/// A file under way.
pub struct Table {
    dialect: Dialect,
    writer: ::csv::Writer<Vec<u8>>,
}

impl Table {
    /// An empty one.
    pub fn new(dialect: Dialect) -> Table {
        let start = if dialect.mark { "\u{FEFF}" } else { "" };
        let writer = ::csv::WriterBuilder::new()
            .delimiter(u8::try_from(dialect.separator).unwrap_or(b','))
            .terminator(::csv::Terminator::CRLF)
            // A heading, or a note, may have fewer cells than a row.
            .flexible(true)
            .from_writer(start.as_bytes().to_vec());
        Table { dialect, writer }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[Cell]) {
        // It only fails where the memory of a file can't be written to, which can't be.
        let _ = self.writer.write_record(cells.iter().map(|cell| cell.written(self.dialect)));
    }

    /// The text of the file.
    pub fn finish(self) -> String {
        // Likewise; and all that went in is UTF-8.
        String::from_utf8(self.writer.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests;
