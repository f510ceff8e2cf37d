//! A file as it was chosen: its table, what its columns are called, and how it was read.

use std::rc::Rc;

use crate::csv::Dialect;
use crate::i18n::Language;

use super::encoding::{self, Encoding};
use super::header::{self, Column, Target};
use super::refused::{MAX_BYTES, Refused};
use super::table::Table;
use super::text;
use super::workbook::{Workbook, is_workbook};

/// How a file was read, which whoever chose it can look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// A text.
    Text {
        /// How its characters are written as bytes.
        encoding: Encoding,
        /// What stands between its cells.
        delimiter: char,
    },
    /// One sheet of a workbook.
    Workbook {
        /// The names of all of its sheets, in order.
        sheets: Vec<String>,
        /// Which one it is, the first being 0.
        sheet: usize,
    },
}

/// A file that could be read.
pub struct File {
    /// Its cells.
    pub table: Rc<Table>,
    /// What its first row says of its columns.
    pub columns: Vec<Column>,
    /// How it was read.
    pub format: Format,
    /// For its other sheets; nothing where there are none.
    workbook: Option<Workbook>,
}

impl File {
    /// Reads these bytes; of a workbook the first sheet with a table in it. Where a text has one column, what stands between
    /// its cells follows from its language.
    ///
    /// # Errors
    /// Where it is no table, or more than is read.
    pub fn read(bytes: Vec<u8>, language: Language) -> Result<File, Refused> {
        if bytes.len() > MAX_BYTES {
            return Err(Refused::TooLarge);
        }
        if is_workbook(&bytes)? {
            return File::of_workbook(Workbook::open(bytes)?);
        }
        let (text, encoding) = encoding::decode(bytes)?;
        let usual = if Dialect::of(language).separator == ';' { b';' } else { b',' };
        let delimiter = text::delimiter(&text, usual, |name| Target::named(name).is_some());
        let format = Format::Text { encoding, delimiter: char::from(delimiter) };
        File::new(text::read(&text, delimiter)?, format, None)
    }

    fn of_workbook(mut workbook: Workbook) -> Result<File, Refused> {
        let sheets = workbook.sheets.clone();
        let mut why = Refused::NoSheet;
        for sheet in 0..sheets.len() {
            match workbook.read(sheet) {
                Ok(table) => {
                    let others = sheets.len() > 1;
                    return File::new(table, Format::Workbook { sheets, sheet }, others.then_some(workbook));
                }
                Err(Refused::NoHeader) => why = Refused::NoHeader,
                Err(refused) => return Err(refused),
            }
        }
        Err(why)
    }

    /// Takes another sheet of the same workbook; where that can't be read, all stays as it is.
    ///
    /// # Errors
    /// Where there is no such sheet, or no table in it.
    pub fn turn_to(&mut self, sheet: usize) -> Result<(), Refused> {
        let workbook = self.workbook.as_mut().ok_or(Refused::NoSheet)?;
        let table = workbook.read(sheet)?;
        let format = Format::Workbook { sheets: workbook.sheets.clone(), sheet };
        let turned = File::new(table, format, None)?;
        *self = File { workbook: self.workbook.take(), ..turned };
        Ok(())
    }

    fn new(table: Table, format: Format, workbook: Option<Workbook>) -> Result<File, Refused> {
        let columns = header::columns(table.row(0).ok_or(Refused::NoHeader)?);
        Ok(File { table: Rc::new(table), columns, format, workbook })
    }

    /// How many rows follow the header.
    pub fn rows(&self) -> usize {
        self.table.len().saturating_sub(1)
    }

    /// What stands under a column in the first rows that have something there, so many of them at most.
    pub fn samples(&self, column: usize, most: usize) -> Vec<String> {
        (1..self.table.len().min(SAMPLED))
            .filter_map(|place| Some(self.table.row(place)?.cell(column).text().trim()))
            .filter(|text| !text.is_empty())
            .take(most)
            .map(|text| text.chars().filter(|character| !character.is_control()).take(MAX_SAMPLE).collect())
            .collect()
    }
}

/// So many rows are looked at for examples of what stands in a column.
const SAMPLED: usize = 50;
/// The most of such a cell that is shown, in characters.
const MAX_SAMPLE: usize = 40;
