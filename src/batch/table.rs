//! The cells of a file: one long text, and where each cell and each row of it ends. Twenty thousand rows take a few
//! megabytes, and no cell is a piece of memory of its own.

use super::refused::{MAX_CELLS, MAX_ROWS, Refused};

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// What somebody typed, or a program wrote; nothing at all where it is empty.
    Text(&'a str),
    /// A number that a workbook has as a number, in plain digits: `1234.5`.
    Number(&'a str),
    /// Likewise, shown there as a percentage: in points of a hundred, `15` for 15 %.
    Percent(&'a str),
    /// A day, as `2026-11-22`, or what else a workbook has as a date.
    Date(&'a str),
    /// Yes or no.
    Fact(bool),
    /// What a workbook shows where a formula fails: `#REF!`.
    Failed(&'a str),
}

impl<'a> Cell<'a> {
    /// What is in it, as far as a text can say it.
    pub fn text(self) -> &'a str {
        match self {
            Cell::Text(text) | Cell::Number(text) | Cell::Percent(text) | Cell::Date(text) | Cell::Failed(text) => text,
            Cell::Fact(true) => "true",
            Cell::Fact(false) => "false",
        }
    }

    /// Whether nothing is in it, or nothing that shows.
    pub fn is_empty(self) -> bool {
        matches!(self, Cell::Text(text) if text.trim().is_empty())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Percent,
    Date,
    Fact,
    Failed,
}

/// Where a cell ends in the text.
#[derive(Clone, Copy, Debug)]
struct CellEnd {
    end: u32,
    kind: Kind,
}

/// Where a row ends among the cells.
#[derive(Clone, Copy, Debug)]
struct RowEnd {
    /// The number in the file, the first being 1.
    number: u32,
    end: u32,
    damaged: bool,
    /// How many cells it has, also those that were not kept.
    cells: u32,
}

/// A row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    table: &'a Table,
    start: usize,
    end: RowEnd,
}

impl<'a> Row<'a> {
    /// Its number in the file, the first being 1.
    pub fn number(self) -> u32 {
        self.end.number
    }

    /// Whether its quotes don't fit, so that nobody can tell where its cells end.
    pub fn is_damaged(self) -> bool {
        self.end.damaged
    }

    /// How many cells it has.
    pub fn count(self) -> usize {
        self.end.cells as usize
    }

    /// Whether it may have fewer cells than the header: in a workbook the last ones that are empty are not there.
    pub fn may_be_short(self) -> bool {
        self.table.sparse
    }

    /// The cell in this column; an empty one where the row has none.
    pub fn cell(self, column: usize) -> Cell<'a> {
        let place = self.start + column;
        if place < self.end.end as usize { self.table.cell(place) } else { Cell::Text("") }
    }
}

/// The cells of a file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    text: String,
    cells: Vec<CellEnd>,
    rows: Vec<RowEnd>,
    /// How many cells of the row that is being filled were not kept.
    left: u32,
    /// Whether empty cells at the end of a row may be missing.
    sparse: bool,
}

impl Table {
    /// One in which empty cells at the end of a row are not there, as in a workbook.
    pub(super) fn sparse() -> Table {
        Table { sparse: true, ..Table::default() }
    }

    /// How many rows it has that are not empty, the header among them.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row in this place: 0 is the header.
    pub fn row(&self, place: usize) -> Option<Row<'_>> {
        let end = *self.rows.get(place)?;
        let before = place.checked_sub(1).and_then(|before| self.rows.get(before));
        Some(Row { table: self, start: before.map_or(0, |before| before.end as usize), end })
    }

    /// How many bytes it takes.
    pub fn bytes(&self) -> usize {
        self.text.capacity() + self.cells.capacity() * size_of::<CellEnd>() + self.rows.capacity() * size_of::<RowEnd>()
    }

    fn cell(&self, place: usize) -> Cell<'_> {
        let Some(CellEnd { end, kind }) = self.cells.get(place) else { return Cell::Text("") };
        let start = place.checked_sub(1).and_then(|before| self.cells.get(before)).map_or(0, |before| before.end);
        let text = self.text.get(start as usize..*end as usize).unwrap_or_default();
        match kind {
            Kind::Text => Cell::Text(text),
            Kind::Number => Cell::Number(text),
            Kind::Percent => Cell::Percent(text),
            Kind::Date => Cell::Date(text),
            Kind::Fact => Cell::Fact(text == "1"),
            Kind::Failed => Cell::Failed(text),
        }
    }

    /// Adds a cell to the row that is being filled.
    pub(super) fn push(&mut self, cell: Cell<'_>) -> Result<(), Refused> {
        let (text, kind) = match cell {
            Cell::Text(text) => (text, Kind::Text),
            Cell::Number(text) => (text, Kind::Number),
            Cell::Percent(text) => (text, Kind::Percent),
            Cell::Date(text) => (text, Kind::Date),
            Cell::Fact(fact) => (if fact { "1" } else { "0" }, Kind::Fact),
            Cell::Failed(text) => (text, Kind::Failed),
        };
        if self.cells.len() >= MAX_CELLS {
            return Err(Refused::TooManyCells);
        }
        self.text.push_str(text);
        let end = u32::try_from(self.text.len()).map_err(|_| Refused::TooLargeUnpacked)?;
        self.cells.push(CellEnd { end, kind });
        Ok(())
    }

    /// Notes that the row has a cell more, which is not kept.
    pub(super) fn leave(&mut self) {
        self.left = self.left.saturating_add(1);
    }

    /// How many cells the row that is being filled has so far, without those that were not kept.
    pub(super) fn filled(&self) -> usize {
        self.cells.len() - self.rows.last().map_or(0, |row| row.end as usize)
    }

    /// Ends the row that is being filled, under its number in the file. One without anything in it is no row.
    pub(super) fn end_row(&mut self, number: u32, damaged: bool) -> Result<(), Refused> {
        let start = self.rows.last().map_or(0, |row| row.end as usize);
        let left = std::mem::take(&mut self.left);
        let empty = (start..self.cells.len()).all(|place| self.cell(place).is_empty());
        if empty && left == 0 && !damaged {
            let kept = start.checked_sub(1).and_then(|last| self.cells.get(last)).map_or(0, |cell| cell.end as usize);
            self.cells.truncate(start);
            self.text.truncate(kept);
            return Ok(());
        }
        if number > MAX_ROWS {
            return Err(Refused::TooManyRows);
        }
        let end = u32::try_from(self.cells.len()).map_err(|_| Refused::TooManyCells)?;
        let cells = u32::try_from(self.cells.len() - start).map_err(|_| Refused::TooManyCells)?.saturating_add(left);
        self.rows.push(RowEnd { number, end, damaged, cells });
        Ok(())
    }

    /// Gives back what is not needed, once it is whole.
    pub(super) fn done(mut self) -> Table {
        self.text.shrink_to_fit();
        self.cells.shrink_to_fit();
        self.rows.shrink_to_fit();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Table};
    use crate::batch::refused::{MAX_CELLS, Refused};

    #[test]
    fn a_table_has_at_most_so_many_cells() {
        let mut table = Table::default();
        let full = (0..MAX_CELLS).try_for_each(|_| table.push(Cell::Text("")));
        assert_eq!((full, table.filled()), (Ok(()), MAX_CELLS));
        assert_eq!(table.push(Cell::Text("")), Err(Refused::TooManyCells));
    }
}
