#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;

fn number(text: &str) -> Cell {
    Cell::Number(text.parse().unwrap())
}

fn file(dialect: Dialect, rows: &[&[Cell]]) -> String {
    let mut table = Table::new(dialect);
    rows.iter().for_each(|row| table.row(row));
    table.finish()
}

/// The cells of a file, read by the crate's own reader.
fn cells(dialect: Dialect, file: &str) -> Vec<Vec<String>> {
    let plain = file.strip_prefix('\u{FEFF}').unwrap();
    ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(dialect.separator as u8)
        .from_reader(plain.as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_string).collect())
        .collect()
}

const HOSTILE: [&str; 24] = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    " =1",
    "\u{A0}=1",
    "\"=1",
    "'=1",
    "''=1",
    "'\"' =1",
    "\t=1",
    "\t",
    "\rx",
    "\n-x",
    "\0=1",
    "\u{FEFF}=1",
    "\u{200B}@x",
    "＝1",
    "a;=1",
    "a,\"=1",
    "a\r\n=HYPERLINK(\"http://x\")",
    "a|-1",
    "x;'=1",
    ",;=,@",
];

const PLAIN: [&str; 17] = [
    "",
    "Acme",
    "Acme - North",
    "a=b",
    "3-4",
    "'Acme'",
    "\"Acme\"",
    "'",
    " ",
    "a, b; c",
    "a;b\r\nc",
    "a\n\nb\t\tc",
    "O'Neil & Söhne",
    "1,5",
    "x@example.com",
    "a, 'b'",
    "日本; 😀",
];

#[test]
fn each_language_has_its_dialect() {
    let row: &[Cell] = &[
        "Größe; \"x\"".into(),
        number("-1234.50"),
        Cell::Whole(-7),
        Cell::Date(Date::literal(2026, 11, 22)),
        Cell::Fact(false),
        Cell::Empty,
        "1,5".into(),
    ];
    assert_eq!(
        file(Dialect::of(Language::En), &[row]),
        "\u{FEFF}Größe; \"x\",-1234.50,-7,2026-11-22,false,,\"1,5\"\r\n"
            .replace("Größe; \"x\"", "\"Größe; \"\"x\"\"\"")
    );
    for language in [Language::Nl, Language::De, Language::Fr] {
        assert_eq!(
            file(Dialect::of(language), &[row]),
            "\u{FEFF}\"Größe; \"\"x\"\"\";-1234,50;-7;2026-11-22;false;;1,5\r\n"
        );
    }
}

#[test]
fn numbers_are_exact_and_never_made_harmless() {
    for (text, written) in [
        ("-0.000000000001", "-0,000000000001"),
        ("1000000000000", "1000000000000"),
        ("1.10", "1,10"),
        ("-0.00", "0,00"),
        ("79228162514264337593543950335", "79228162514264337593543950335"),
    ] {
        assert_eq!(file(Dialect::SEMICOLONS, &[&[number(text)]]), ["\u{FEFF}", written, "\r\n"].concat());
    }
}

#[test]
fn what_could_be_a_formula_is_none() {
    for text in HOSTILE {
        let safe = harmless(text);
        assert_ne!(safe, text);
        assert_eq!(meant(&safe), text, "{safe:?}");
        for dialect in [Dialect::COMMAS, Dialect::SEMICOLONS] {
            let file = file(dialect, &[&[text.into(), Cell::Whole(1)]]);
            assert_eq!(cells(dialect, &file), [[safe.to_string(), "1".into()]], "{text:?}");
            // However it is cut, no piece begins as a formula does.
            for piece in file.split([',', ';', '|', '\t', '\r', '\n']) {
                let start = piece.trim_start_matches(['"', ' ', '\u{A0}', '\u{FEFF}', '\u{200B}']);
                assert!(!start.starts_with(['=', '+', '-', '@', '＝']), "{text:?}: {piece:?}");
            }
        }
    }
}

#[test]
fn other_text_stays_as_it_is() {
    for text in PLAIN {
        assert_eq!(harmless(text), text);
        assert_eq!(meant(text), text);
        for dialect in [Dialect::COMMAS, Dialect::SEMICOLONS] {
            let file = file(dialect, &[&[Cell::Whole(1), text.into()]]);
            assert_eq!(cells(dialect, &file), [["1".to_string(), text.to_string()]], "{text:?}");
        }
    }
}

#[test]
fn every_text_comes_back() {
    // All texts of up to five of these signs.
    let signs = ['=', '\'', '"', ' ', ';', '\t', 'a', '-'];
    let mut texts = vec![String::new()];
    for _ in 0..5 {
        let longer: Vec<String> =
            texts.iter().flat_map(|text| signs.iter().map(move |sign| format!("{text}{sign}"))).collect();
        for text in &longer {
            assert_eq!(meant(&harmless(text)), *text, "{text:?}");
        }
        texts = longer;
    }
}

#[test]
fn an_empty_row_is_a_row() {
    let table = file(Dialect::COMMAS, &[&["a".into()], &[Cell::Empty], &[Cell::Empty, Cell::Empty]]);
    assert_eq!(table, "\u{FEFF}a\r\n\"\"\r\n,\r\n");
}
