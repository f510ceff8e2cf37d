//! A workbook read back: what is a formula, what is text, what is in the file.

use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx};
use tierwise::engine::scenario::Scenario;
use tierwise::i18n::Language;
use tierwise::sheet::{Outcome, Workbook};

use crate::recalculated::near;
use crate::scenarios::{of, written};

pub(crate) fn opened(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook")
}

/// A part of the file.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).expect("a zip file");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

fn value(range: &Range<Data>, row: u32, column: u16) -> Data {
    range.get_value((row, u32::from(column))).cloned().unwrap_or(Data::Empty)
}

fn agrees(workbook: &Workbook) {
    let mut file = opened(&workbook.bytes);
    for (place, outcome) in &workbook.formulas {
        let values = file.worksheet_range(&place.sheet).expect("the sheet");
        let formulas = file.worksheet_formula(&place.sheet).expect("the sheet");
        let formula = formulas.get_value((place.row, u32::from(place.column)));
        assert!(formula.is_some_and(|formula| !formula.is_empty()), "{place:?}");
        let found = value(&values, place.row, place.column);
        assert!(near(&found, outcome.as_ref().unwrap()), "{place:?}: {found:?}, not {outcome:?}");
    }
}

#[test]
fn every_formula_has_its_result_beside_it() {
    for language in [Language::En, Language::Fr] {
        agrees(&written(&of(&[("standing.designations", "security"), ("offers.1.fee", "4000.5")]), language));
    }
}

#[test]
fn texts_are_never_formulas() {
    let names = ["=1+1", "+1", "-1", "@SUM(1)", "\"quoted\" & <b>"];
    let pairs: Vec<(String, String)> =
        (0..).zip(names).map(|(place, name)| (format!("offers.{place}.name"), name.to_string())).collect();
    let scenario = crate::scenarios::read(&pairs);
    let workbook = written(&scenario, Language::De);
    let mut file = opened(&workbook.bytes);
    let names_of_sheets = file.sheet_names();
    let mut seen = 0;
    for sheet in names_of_sheets {
        let values = file.worksheet_range(&sheet).unwrap();
        let formulas = file.worksheet_formula(&sheet).unwrap();
        for (row, column, data) in values.used_cells() {
            let Data::String(text) = data else { continue };
            let start = values.start().unwrap();
            let at = (start.0 + row as u32, start.1 + column as u32);
            if names.iter().any(|name| text.contains(name)) || text.starts_with(['=', '+', '-', '@']) {
                let formula = formulas.get_value(at).cloned().unwrap_or_default();
                let asks_for_the_best =
                    formula.starts_with("INDEX") || formula.starts_with('$') || formula.contains("!$");
                assert!(formula.is_empty() || asks_for_the_best, "{sheet} {at:?}: {formula}");
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen}");
    for formula in workbook.formulas.iter().filter_map(|(_, outcome)| outcome.as_ref()) {
        assert_ne!(*formula, Outcome::Number(rust_decimal::Decimal::TWO.checked_add(98_765_432.into()).unwrap()));
    }
}

#[test]
fn sheets_have_names_that_every_program_takes() {
    for language in Language::ALL {
        let workbook = written(&Scenario::default(), language);
        let file = opened(&workbook.bytes);
        let names = file.sheet_names();
        assert_eq!(names.len(), 7);
        for name in names {
            assert!(name.chars().count() <= 31 && !name.contains(['[', ']', ':', '*', '?', '/', '\\']), "{name}");
        }
    }
}

#[test]
fn the_file_says_its_language_and_how_it_is_printed() {
    let workbook = written(&Scenario::default(), Language::Nl);
    assert!(part(&workbook.bytes, "docProps/custom.xml").contains("nl"));
    let sheet = part(&workbook.bytes, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("fitToPage") && sheet.contains("dataValidation") && sheet.contains("<pane "));
    assert!(part(&workbook.bytes, "xl/styles.xml").contains("€"));
}
