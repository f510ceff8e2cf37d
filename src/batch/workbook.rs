//! Reads a table from a workbook (XLSX): one sheet of it, cell by cell.
//!
//! What a workbook unpacks to is measured before anything in it is read: a few kilobytes can hold gigabytes.

use std::io::{Cursor, Read as _, copy, sink};

use calamine::{DataRef, Reader, Sheet, SheetType, Style, Xlsx};
use rust_decimal::Decimal;
use zip::ZipArchive;

use super::refused::{MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED, Refused};
use super::table::{Cell, Table};

/// How a file begins that is packed as a workbook is.
const PACKED: &[u8] = b"PK\x03\x04";
/// How one of before 2007 does.
const OLD: &[u8] = b"\xd0\xcf\x11\xe0";
/// The most parts of a workbook.
const MAX_PARTS: usize = 10_000;

/// Whether these bytes are those of a workbook.
///
/// # Errors
/// Where they are those of one that can't be read.
pub fn is_workbook(bytes: &[u8]) -> Result<bool, Refused> {
    if bytes.starts_with(OLD) { Err(Refused::OldWorkbook) } else { Ok(bytes.starts_with(PACKED)) }
}

/// A workbook whose sheets can be read.
pub struct Workbook {
    workbook: Xlsx<Cursor<Vec<u8>>>,
    /// The names of the sheets with cells, in order.
    pub sheets: Vec<String>,
}

impl Workbook {
    /// Opens a workbook.
    ///
    /// # Errors
    /// Where it is none, is too large, or has no sheets.
    pub fn open(bytes: Vec<u8>) -> Result<Workbook, Refused> {
        measure(&bytes, MAX_UNPACKED)?;
        let workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Refused::NotAWorkbook)?;
        let has_cells = |sheet: &&Sheet| sheet.typ == SheetType::WorkSheet;
        let sheets: Vec<String> =
            workbook.sheets_metadata().iter().filter(has_cells).map(|sheet| sheet.name.clone()).collect();
        if sheets.is_empty() { Err(Refused::NoSheet) } else { Ok(Workbook { workbook, sheets }) }
    }

    /// Reads a sheet. A cell that was never filled in is an empty one; rows have their numbers.
    ///
    /// # Errors
    /// Where there is no such sheet, or no header in it, or more than is allowed.
    pub fn read(&mut self, sheet: usize) -> Result<Table, Refused> {
        let name = self.sheets.get(sheet).ok_or(Refused::NoSheet)?;
        let mut cells = self.workbook.worksheet_cells_reader(name).map_err(|_| Refused::NotAWorkbook)?;
        let percent: Vec<bool> = cells.styles().iter().map(shows_percent).collect();
        let mut rows = Rows { table: Table::sparse(), row: None, columns: None };
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|_| Refused::NotAWorkbook)? {
            let (row, column) = cell.get_position();
            rows.add(row, column, cell.get_value(), percent.get(style).copied().unwrap_or(false))?;
        }
        rows.done()
    }
}

/// Unpacks every part of it, and keeps nothing: what a workbook says of its sizes may be untrue.
fn measure(bytes: &[u8], most: u64) -> Result<(), Refused> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refused::NotAWorkbook)?;
    if archive.len() > MAX_PARTS {
        return Err(Refused::TooLargeUnpacked);
    }
    let mut unpacked = 0;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| Refused::NotAWorkbook)?;
        let left = most.saturating_sub(unpacked);
        unpacked += copy(&mut part.take(left + 1), &mut sink()).map_err(|_| Refused::NotAWorkbook)?;
        if unpacked > most {
            return Err(Refused::TooLargeUnpacked);
        }
    }
    Ok(())
}

/// Whether a number of this style is shown as a percentage: a percent sign outside quotes in its format.
fn shows_percent(style: &Style) -> bool {
    let Some(format) = &style.number_format else { return false };
    let mut quoted = false;
    let mut before = ' ';
    format.format_code.chars().any(|character| {
        quoted ^= character == '"';
        let shown = character == '%' && !quoted && before != '\\';
        before = character;
        shown
    })
}

/// The rows so far.
struct Rows {
    table: Table,
    /// The row that is being filled, the first being 0.
    row: Option<u32>,
    /// How many columns the header has.
    columns: Option<usize>,
}

impl Rows {
    fn add(&mut self, row: u32, column: u32, value: &DataRef<'_>, percent: bool) -> Result<(), Refused> {
        if self.row != Some(row) {
            // In a workbook that a program has made by hand, rows may come in any order: which one is which is not clear then.
            if self.row.is_some_and(|before| before > row) {
                return Err(Refused::NotAWorkbook);
            }
            self.end_row()?;
            self.row = Some(row);
        }
        let column = usize::try_from(column).map_err(|_| Refused::TooManyColumns)?;
        if column >= MAX_COLUMNS {
            return Err(Refused::TooManyColumns);
        }
        if let Some(columns) = self.columns.filter(|columns| column >= *columns) {
            if !matches!(value, DataRef::Empty) {
                // It is one too many, also where cells before it are empty.
                self.fill(columns)?;
                self.table.leave();
            }
            return Ok(());
        }
        if column < self.table.filled() {
            return Err(Refused::NotAWorkbook);
        }
        // A cell that is empty needs no place unless one with something in it follows.
        if matches!(value, DataRef::Empty) {
            return Ok(());
        }
        self.fill(column)?;
        self.push(value, percent)
    }

    /// Adds empty cells up to this column.
    fn fill(&mut self, column: usize) -> Result<(), Refused> {
        while self.table.filled() < column {
            self.table.push(Cell::Text(""))?;
        }
        Ok(())
    }

    fn push(&mut self, value: &DataRef<'_>, percent: bool) -> Result<(), Refused> {
        match value {
            DataRef::Empty => self.table.push(Cell::Text("")),
            DataRef::String(text) => self.table.push(Cell::Text(text)),
            DataRef::SharedString(text) => self.table.push(Cell::Text(text)),
            DataRef::Bool(fact) => self.table.push(Cell::Fact(*fact)),
            DataRef::Int(number) => self.number(&number.to_string(), percent),
            DataRef::Float(number) => self.number(&shown(*number), percent),
            DataRef::DateTime(date) if date.is_datetime() && date.as_f64() >= 1.0 => {
                let (year, month, day, ..) = date.to_ymd_hms_milli();
                let text = format!("{year:04}-{month:02}-{day:02}");
                // Of a day with a time the time says nothing here, but it isn't a day alone.
                if date.as_f64().fract() == 0.0 {
                    self.table.push(Cell::Date(&text))
                } else {
                    self.table.push(Cell::Date(&[&text, " +"].concat()))
                }
            }
            DataRef::DateTime(date) => self.number(&shown(date.as_f64()), false),
            DataRef::DateTimeIso(text) => self.table.push(Cell::Date(text.strip_suffix("T00:00:00").unwrap_or(text))),
            DataRef::DurationIso(text) => self.table.push(Cell::Date(text)),
            DataRef::Error(error) => self.table.push(Cell::Failed(&error.to_string())),
        }
    }

    fn number(&mut self, digits: &str, percent: bool) -> Result<(), Refused> {
        if !percent {
            return self.table.push(Cell::Number(digits));
        }
        // One that is too large for that is too large for any field, and is said to be.
        let points = digits.parse::<Decimal>().ok().and_then(|part| part.checked_mul(Decimal::ONE_HUNDRED));
        match points {
            Some(points) => self.table.push(Cell::Percent(&points.normalize().to_string())),
            None => self.table.push(Cell::Number(digits)),
        }
    }

    fn end_row(&mut self) -> Result<(), Refused> {
        let Some(row) = self.row else { return Ok(()) };
        if row >= MAX_ROWS {
            return Err(Refused::TooManyRows);
        }
        self.table.end_row(row + 1, false)?;
        self.columns = self.table.row(0).map(|header| header.count());
        Ok(())
    }

    fn done(mut self) -> Result<Table, Refused> {
        self.end_row()?;
        if self.table.is_empty() { Err(Refused::NoHeader) } else { Ok(self.table.done()) }
    }
}

/// A number in plain digits, of which fifteen count: so many a spreadsheet shows and keeps. In a formula it counts with a
/// little more, which nobody has typed or sees: 0.1 + 0.2 is 0.30000000000000004 there, and stands in the cell as 0.3.
fn shown(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    // The shortest decimal that is this number, and no other: so that one of fifteen digits is itself.
    rounded.to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::{MAX_PARTS, Workbook, is_workbook, measure, shown};
    use crate::batch::refused::Refused;

    fn packed(parts: usize, bytes: usize) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for part in 0..parts {
            writer.start_file(format!("{part}"), SimpleFileOptions::default()).unwrap();
            writer.write_all(&vec![0; bytes]).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let bytes = packed(2, 50_000);
        assert!(bytes.len() < 1_000);
        assert_eq!(measure(&bytes, 100_000), Ok(()));
        assert_eq!(measure(&bytes, 99_999), Err(Refused::TooLargeUnpacked));
        assert_eq!(Workbook::open(packed(MAX_PARTS + 1, 0)).err(), Some(Refused::TooLargeUnpacked));
    }

    #[test]
    fn of_a_number_fifteen_digits_count() {
        for (number, expected) in [
            (0.1 + 0.2, "0.3"),
            (1.1 * 3.0, "3.3"),
            (4.35 * 100.0, "435"),
            (1.0 / 3.0, "0.333333333333333"),
            (123_456_789_012_345.0, "123456789012345"),
            (1_234_567_890_123.45, "1234567890123.45"),
            (-0.07, "-0.07"),
            (0.0, "0"),
            (1e-7, "0.0000001"),
            (1e22, "10000000000000000000000"),
        ] {
            assert_eq!(shown(number), expected);
        }
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        assert_eq!(is_workbook(b"partner;customers"), Ok(false));
        assert_eq!(is_workbook(b"PK\x03\x04"), Ok(true));
        assert_eq!(is_workbook(b"\xd0\xcf\x11\xe0\xa1"), Err(Refused::OldWorkbook));
        for bytes in [b"PK\x03\x04".to_vec(), Vec::new(), packed(1, 10)] {
            assert_eq!(Workbook::open(bytes).err(), Some(Refused::NotAWorkbook));
        }
    }
}
