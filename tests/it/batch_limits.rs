//! How large a file may be, what can't be read at all, and cells that only one reading fits.

use std::io::{Cursor, Write as _};

use tierwise::batch::cell::{Fault, read};
use tierwise::batch::encoding::{Encoding, decode};
use tierwise::batch::refused::{MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED, Refused};
use tierwise::batch::table::Cell;
use tierwise::batch::text;
use tierwise::batch::workbook::Workbook;
use tierwise::engine::catalogue::Slot;
use tierwise::engine::currency::Currency;
use tierwise::engine::scenario::Value;
use tierwise::i18n::Language;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::batch::file;
use crate::support::decimal;

#[test]
fn a_number_of_which_only_one_reading_fits_is_a_problem_with_that_reading() {
    let one = |path: &str, cell: &str, language| {
        read(Cell::Text(cell), Slot::from_path(path).unwrap(), Currency::Eur, language)
    };
    let unsure = |number: &str| Err(Fault::Unsure(Value::Number(decimal(number))));
    for (path, cell, language, expected) in [
        // Customers are whole: as a number with decimals it is none.
        ("customers", "1.500", Language::En, "1500"),
        ("customers", "1,500", Language::Nl, "1500"),
        ("customers", "1.500", Language::Fr, "1500"),
        // Fifteen hundred percent is too much.
        ("direct.margin_pct.azure", "1,500", Language::En, "1.5"),
    ] {
        assert_eq!(one(path, cell, language), unsure(expected), "{path} {cell}");
    }
    assert_eq!(one("customers", "1500", Language::En), Ok(Some(Value::Number(decimal("1500")))));
}

#[test]
fn a_text_has_at_most_so_many_rows() {
    let most = usize::try_from(MAX_ROWS).unwrap();
    // Empty lines count, as they do in a spreadsheet.
    let full = ["customers\n", &"\n".repeat(most - 2), "80"].concat();
    let table = text::read(&full, b';').unwrap();
    assert_eq!((table.len(), table.row(1).unwrap().number()), (2, MAX_ROWS));
    let over = ["customers\n", &"\n".repeat(most - 1), "80"].concat();
    assert_eq!(text::read(&over, b';').err(), Some(Refused::TooManyRows));
    // Those at the end are no rows.
    assert!(text::read(&[&full, "\n\n\n"].concat(), b';').is_ok());
}

#[test]
fn a_text_has_at_most_so_many_columns() {
    let header = |columns: usize| vec!["x"; columns].join(";");
    assert_eq!(text::read(&header(MAX_COLUMNS), b';').unwrap().row(0).unwrap().count(), MAX_COLUMNS);
    assert_eq!(text::read(&header(MAX_COLUMNS + 1), b';').err(), Some(Refused::TooManyColumns));
}

const CONTENT_TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A workbook whose sheet has these rows, as no spreadsheet would write them.
fn by_hand(rows: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    for (name, text) in [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", &sheet),
    ] {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn row(number: u32, column: &str, text: &str) -> String {
    format!(r#"<row r="{number}"><c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c></row>"#)
}

fn read_by_hand(rows: &str) -> Result<tierwise::batch::table::Table, Refused> {
    Workbook::open(by_hand(rows)).unwrap().read(0)
}

#[test]
fn a_workbook_made_by_hand_has_the_same_limits() {
    let header = row(1, "A", "customers");
    let table = read_by_hand(&[&header, row(MAX_ROWS, "A", "80").as_str()].concat()).unwrap();
    assert_eq!((table.len(), table.row(1).unwrap().number()), (2, MAX_ROWS));
    for (rows, refused) in [
        ([header.clone(), row(MAX_ROWS + 1, "A", "80")], vec![Refused::TooManyRows, Refused::NotAWorkbook]),
        ([header.clone(), row(2, "XFE", "80")], vec![Refused::TooManyColumns, Refused::NotAWorkbook]),
        ([row(1, "XFE", "x"), row(2, "A", "80")], vec![Refused::TooManyColumns, Refused::NotAWorkbook]),
        // Which row is which isn't clear.
        ([row(2, "A", "80"), header.clone()], vec![Refused::NotAWorkbook]),
    ] {
        let found = read_by_hand(&rows.concat()).err();
        assert!(found.is_some_and(|found| refused.contains(&found)), "{found:?}, not {refused:?}");
    }
}

#[test]
fn a_workbook_that_unpacks_to_more_than_allowed_is_refused() {
    // A part of sixteen megabytes in a few kilobytes, again and again.
    let part = 16 * 1024 * 1024;
    let mut small = ZipWriter::new(Cursor::new(Vec::new()));
    small.start_file("0", SimpleFileOptions::default()).unwrap();
    small.write_all(&vec![0; part]).unwrap();
    let mut small = ZipArchive::new(small.finish().unwrap()).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for copy in 0..=MAX_UNPACKED / part as u64 {
        writer.raw_copy_file_rename(small.by_index_raw(0).unwrap(), copy.to_string()).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    assert!(bytes.len() < 1024 * 1024, "{}", bytes.len());
    assert_eq!(Workbook::open(bytes).err(), Some(Refused::TooLargeUnpacked));
}

#[test]
fn a_table_is_the_same_in_every_encoding() {
    let text = "partner;customers\r\nCafé Zoë;80\r\n";
    let wide: Vec<u16> = text.encode_utf16().collect();
    let low: Vec<u8> = [0xff, 0xfe].into_iter().chain(wide.iter().flat_map(|unit| unit.to_le_bytes())).collect();
    let high: Vec<u8> = [0xfe, 0xff].into_iter().chain(wide.iter().flat_map(|unit| unit.to_be_bytes())).collect();
    let marked = ["\u{feff}", text].concat().into_bytes();
    let latin: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), Encoding::Utf8),
        (marked, Encoding::Utf8),
        (low, Encoding::Utf16Le),
        (high, Encoding::Utf16Be),
        (latin, Encoding::Windows1252),
    ] {
        let (read, found) = decode(bytes).unwrap();
        assert_eq!(found, encoding);
        let answers = file(&read, Language::Nl);
        assert_eq!((answers.all(), answers.partner(0), answers.problems(0)), (1, "Café Zoë", vec![]), "{encoding:?}");
    }
}
