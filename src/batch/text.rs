//! Reads a table from text: cells between delimiters, in quotes where they have to be.
//!
//! A row whose quotes don't fit would swallow the rows after it. Such a row ends where its line does, is said to be
//! damaged, and the next line is a row again.

use std::io::Cursor;

use csv::{Position, Reader, ReaderBuilder, StringRecord};

use super::refused::{MAX_COLUMNS, MAX_ROWS, Refused};
use super::table::{Cell, Table};

/// What can stand between cells.
pub const DELIMITERS: [u8; 3] = [b';', b',', b'\t'];
/// How a first line begins that says which: `sep=;`.
const SAYS: &str = "sep=";

/// What stands between the cells of a text: what its first line says, else what makes the most names of columns of it that
/// `known` knows, else what it has most of; `usual` where it has none.
pub fn delimiter(text: &str, usual: u8, known: impl Fn(&str) -> bool) -> u8 {
    if let Some(said) = said(text) {
        return said;
    }
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let score = |delimiter: u8| {
        let cells: Vec<&str> = unquoted(line, delimiter).collect();
        let names = cells.iter().take(MAX_COLUMNS).filter(|cell| known(cell.trim().trim_matches('"'))).count();
        (names, cells.len(), delimiter == usual)
    };
    DELIMITERS.into_iter().max_by_key(|delimiter| score(*delimiter)).unwrap_or(usual)
}

fn said(text: &str) -> Option<u8> {
    let rest = text.get(..SAYS.len()).filter(|start| start.eq_ignore_ascii_case(SAYS)).and(text.get(SAYS.len()..))?;
    let line = rest.lines().next()?;
    DELIMITERS.into_iter().find(|delimiter| line.as_bytes() == [*delimiter])
}

/// The parts of a line between delimiters that don't stand in quotes.
fn unquoted(line: &str, delimiter: u8) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    line.split(move |character| {
        quoted ^= character == '"';
        !quoted && character == char::from(delimiter)
    })
}

/// Reads a text. Rows have the numbers that a spreadsheet gives them: an empty line counts, a line break in a cell doesn't.
///
/// # Errors
/// Where it has no header, or more than is allowed.
pub fn read(text: &str, delimiter: u8) -> Result<Table, Refused> {
    let bytes = text.as_bytes();
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(Cursor::new(bytes));
    let mut table = Table::default();
    let mut record = StringRecord::new();
    let mut number: u32 = 0;
    let mut columns = None;
    if said(text).is_some() {
        number = 1;
        seek(&mut reader, end_of_line(bytes, 0));
    }
    loop {
        let start = skip_empty_lines(bytes, place(&reader), &mut number);
        seek(&mut reader, start);
        if !reader.read_record(&mut record).unwrap_or(false) {
            break;
        }
        let end = place(&reader);
        number = number.saturating_add(1);
        if number > MAX_ROWS {
            return Err(Refused::TooManyRows);
        }
        let raw = bytes.get(start..end).unwrap_or_default();
        let many_lines = raw.trim_ascii_end().iter().any(|byte| matches!(byte, b'\n' | b'\r'));
        let right = columns.is_none_or(|columns| columns == record.len());
        if !quotes_fit(raw, delimiter) || (many_lines && !right) {
            let line_end = end_of_line(bytes, start);
            let line = text.get(start..line_end).unwrap_or_default();
            for cell in unquoted(line.trim_end(), delimiter).take(columns.unwrap_or(MAX_COLUMNS)) {
                table.push(Cell::Text(cell.trim_matches('"')))?;
            }
            table.end_row(number, true)?;
            seek(&mut reader, line_end);
        } else {
            if columns.is_none() && record.len() > MAX_COLUMNS {
                return Err(Refused::TooManyColumns);
            }
            for (place, cell) in record.iter().enumerate() {
                if columns.is_some_and(|columns| place >= columns) {
                    table.leave();
                } else {
                    table.push(Cell::Text(cell))?;
                }
            }
            table.end_row(number, false)?;
        }
        columns = columns.or_else(|| table.row(0).map(|header| header.count()));
    }
    match table.row(0) {
        Some(header) if !header.is_damaged() => Ok(table.done()),
        _ => Err(Refused::NoHeader),
    }
}

fn place(reader: &Reader<Cursor<&[u8]>>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

fn seek(reader: &mut Reader<Cursor<&[u8]>>, place: usize) {
    if self::place(reader) != place {
        let mut position = Position::new();
        position.set_byte(place as u64);
        // A text in memory can be read from anywhere.
        let _ = reader.seek(position);
    }
}

/// Where the line that begins here ends, its break included.
fn end_of_line(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let Some(length) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else { return bytes.len() };
    let both = rest.get(length..).is_some_and(|rest| rest.starts_with(b"\r\n"));
    start + length + if both { 2 } else { 1 }
}

/// Where the next line with something in it begins; counts those without.
fn skip_empty_lines(bytes: &[u8], mut place: usize, number: &mut u32) -> usize {
    // The reader may stop between the two halves of a line break.
    if place > 0 && bytes.get(place - 1) == Some(&b'\r') && bytes.get(place) == Some(&b'\n') {
        place += 1;
    }
    while matches!(bytes.get(place), Some(b'\n' | b'\r')) {
        place = end_of_line(bytes, place);
        *number = number.saturating_add(1);
    }
    place
}

/// Whether each quote that opens at the start of a cell is closed at its end.
fn quotes_fit(raw: &[u8], delimiter: u8) -> bool {
    let mut bytes = raw.iter().copied().peekable();
    let mut starts = true;
    while let Some(byte) = bytes.next() {
        if starts && byte == b'"' {
            loop {
                match bytes.next() {
                    None => return false,
                    Some(b'"') if bytes.peek() == Some(&b'"') => _ = bytes.next(),
                    Some(b'"') => break,
                    Some(_) => {}
                }
            }
            if bytes.peek().is_some_and(|next| *next != delimiter && !matches!(next, b'\n' | b'\r')) {
                return false;
            }
            starts = false;
        } else {
            starts = byte == delimiter || matches!(byte, b'\n' | b'\r');
        }
    }
    true
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{delimiter, read};
    use crate::batch::refused::Refused;

    /// The rows as texts, each with its number; one that is damaged with an exclamation mark.
    fn rows(text: &str, delimiter: u8) -> Vec<String> {
        let table = read(text, delimiter).unwrap();
        let rows = (0..table.len()).filter_map(|place| table.row(place));
        rows.map(|row| {
            let cells: Vec<&str> = (0..row.count()).map(|column| row.cell(column).text()).collect();
            format!("{}{} {}", row.number(), if row.is_damaged() { "!" } else { "" }, cells.join("|"))
        })
        .collect()
    }

    #[test]
    fn cells_lines_and_quotes_are_read() {
        assert_eq!(rows("a;b\n1;2\n", b';'), ["1 a|b", "2 1|2"]);
        assert_eq!(rows("a,b\r\n\"1,\"\"x\"\"\",\"2\r\n3\"\r\n4,5", b','), ["1 a|b", "2 1,\"x\"|2\r\n3", "3 4|5"]);
        assert_eq!(rows("a\tb\r\r1\t5\" disk", b'\t'), ["1 a|b", "3 1|5\" disk"]);
        assert_eq!(rows("sep=;\na;b\n;\n1;2", b';'), ["2 a|b", "4 1|2"]);
        assert_eq!(rows("\n\na;b\n\n\n1;2\n\n", b';'), ["3 a|b", "6 1|2"]);
        assert_eq!(rows("a;b\n1;2;3\n1", b';'), ["1 a|b", "2 1|2|", "3 1"]);
    }

    #[test]
    fn quotes_that_do_not_fit_damage_one_row_and_lose_none() {
        let text = "a;b;c\n\"1;2;3\n4;5;6\n7;\"8\";9\n\"10\"x;11;12\n13;14;15\n16;17;\"18";
        let expected = ["1 a|b|c", "2! 1;2;3", "3 4|5|6", "4 7|8|9", "5! 10\"x|11|12", "6 13|14|15", "7! 16|17|18"];
        assert_eq!(rows(text, b';'), expected);
        // The same with both halves of a line break.
        assert_eq!(rows(&text.replace('\n', "\r\n"), b';'), expected);
    }

    #[test]
    fn a_thousand_damaged_rows_are_a_thousand_rows() {
        let mut text = String::from("partner;customers\n");
        for row in 0..1000 {
            text.push_str(&format!("\"Partner {row};{row}\n"));
        }
        let table = read(&text, b';').unwrap();
        assert_eq!(table.len(), 1001);
        for place in 1..=1000 {
            let row = table.row(place).unwrap();
            assert!(row.is_damaged());
            assert_eq!(row.number() as usize, place + 1);
        }
    }

    #[test]
    fn the_delimiter_is_found() {
        let known = |name: &str| ["partner", "customers"].contains(&name);
        for (text, expected) in [
            ("partner;customers\n1,2;3,4", b';'),
            ("partner,customers\n1;2", b','),
            ("partner\tcustomers", b'\t'),
            ("\n\"a;b;c;d\",customers", b','),
            ("a,b,c;d", b','),
            ("sep=;\na,b", b';'),
            ("SEP=\t\r\na,b", b'\t'),
            ("partner", b';'),
            ("", b';'),
        ] {
            assert_eq!(delimiter(text, b';', known), expected, "{text:?}");
        }
        assert_eq!(delimiter("partner", b',', known), b',');
    }

    #[test]
    fn what_has_no_header_or_too_many_columns_is_refused() {
        assert_eq!(read("\n;;\n", b';').err(), Some(Refused::NoHeader));
        assert_eq!(read("\"a;b\n1;2", b';').err(), Some(Refused::NoHeader));
        assert_eq!(read(&";x".repeat(1_000_000), b';').err(), Some(Refused::TooManyColumns));
        // A row of a million cells is a row with too many of them.
        let table = read(&format!("a;b\n{}", "1;".repeat(999_999)), b';').unwrap();
        assert_eq!(table.row(1).map(|row| row.count()), Some(1_000_000));
    }

    #[test]
    fn no_text_makes_it_panic() {
        for piece in ["\"", "\"\"", "\r", "\n", ";", "é", "\u{feff}", "sep="] {
            for other in ["\"", ";", "\n", "a", "\r\n", "\u{2028}"] {
                for text in [[piece, other].concat(), [other, piece, other].concat(), [piece, piece, other].concat()] {
                    let _ = read(&text.repeat(3), b';');
                }
            }
        }
    }
}
