//! Why a file can't be read at all.

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
/// The most that a workbook may hold once it is unpacked, in bytes.
pub const MAX_UNPACKED: u64 = 400 * 1024 * 1024;
/// The most rows, as many as a sheet has.
pub const MAX_ROWS: u32 = 1_048_576;
/// The most columns, as many as a sheet has.
pub const MAX_COLUMNS: usize = 16_384;
/// The most cells.
pub const MAX_CELLS: usize = 20_000_000;

/// Why a file can't be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is nothing in it.
    Empty,
    /// It has more bytes than [`MAX_BYTES`].
    TooLarge,
    /// It is no text: it has bytes that no text has.
    Binary,
    /// It says that it is text of two bytes a character, and isn't.
    BrokenText,
    /// It is a workbook of before 2007.
    OldWorkbook,
    /// It is packed as a workbook is, and can't be read as one.
    NotAWorkbook,
    /// It unpacks to more than [`MAX_UNPACKED`].
    TooLargeUnpacked,
    /// It has no sheet with cells, or none of that number.
    NoSheet,
    /// It has more rows than [`MAX_ROWS`].
    TooManyRows,
    /// It has more columns than [`MAX_COLUMNS`].
    TooManyColumns,
    /// It has more cells than [`MAX_CELLS`].
    TooManyCells,
    /// It has no first row with names of columns.
    NoHeader,
}
