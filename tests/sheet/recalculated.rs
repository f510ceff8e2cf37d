//! LibreOffice recalculates workbooks whose inputs were changed, and finds what the engine finds.
//!
//! It runs with `cargo xtask test sheet`, which says where LibreOffice is. Figures agree to a millionth, larger ones to
//! twelve digits: a sheet counts with 15 digits, and what is left of a difference has fewer.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_decimal::prelude::ToPrimitive;
use tierwise::engine::scenario::Scenario;
use tierwise::i18n::Language;
use tierwise::sheet::{CellRef, Outcome, Workbook};

use crate::files::opened;
use crate::scenarios::{Dice, Expected, of, random, written};

/// How many exports.
const EXPORTS: u64 = 200;
/// How many LibreOffice is given at once.
const AT_ONCE: usize = 50;

/// Whether a cell holds an outcome, as nearly as a sheet can.
pub(crate) fn near(found: &Data, wanted: &Outcome) -> bool {
    match (found, wanted) {
        (Data::Float(found), Outcome::Number(wanted)) => {
            let wanted = wanted.to_f64().unwrap();
            (found - wanted).abs() <= (wanted.abs() * 1e-12).max(1e-6)
        }
        (Data::Int(found), Outcome::Number(wanted)) => wanted.to_i64() == Some(*found),
        (Data::Bool(found), Outcome::Truth(wanted)) => found == wanted,
        (Data::Empty, Outcome::Text(wanted)) => wanted.is_empty(),
        (Data::String(found), Outcome::Text(wanted)) => found == wanted,
        _ => false,
    }
}

/// The name of a cell: `B5`.
fn name(place: &CellRef) -> String {
    let letter = char::from(b'A' + u8::try_from(place.column).unwrap());
    format!("{letter}{}", place.row + 1)
}

/// A workbook with the inputs of another.
fn with_inputs_of(workbook: &Workbook, other: &Workbook) -> Vec<u8> {
    let mut file = opened(&other.bytes);
    let sheet = &workbook.inputs[0].0.sheet;
    let values = file.worksheet_range(sheet).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook.bytes.clone())).unwrap();
    let mut changed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let part_name = part.name().unwrap().to_string();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if part_name == "xl/worksheets/sheet2.xml" {
            let mut text = String::from_utf8(bytes).unwrap();
            for (place, _) in &workbook.inputs {
                let value = values.get_value((place.row, u32::from(place.column))).cloned().unwrap_or(Data::Empty);
                text = changed_cell(&text, &name(place), &value);
            }
            bytes = text.into_bytes();
        }
        changed.start_file(part_name, zip::write::SimpleFileOptions::default()).unwrap();
        changed.write_all(&bytes).unwrap();
    }
    changed.finish().unwrap().into_inner()
}

/// The text of a sheet with another value in a cell.
fn changed_cell(sheet: &str, cell: &str, value: &Data) -> String {
    let start = sheet.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("{cell} is there"));
    let head = start + sheet[start..].find('>').unwrap() + 1;
    let empty = sheet[..head].ends_with("/>");
    let end = if empty { head } else { head + sheet[head..].find("</c>").unwrap() + 4 };
    let style = sheet[start..head].split(" s=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let new = match value {
        Data::Float(number) => format!("<c r=\"{cell}\" s=\"{style}\"><v>{number}</v></c>"),
        Data::Int(number) => format!("<c r=\"{cell}\" s=\"{style}\"><v>{number}</v></c>"),
        Data::String(text) => {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            format!("<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        }
        _ => format!("<c r=\"{cell}\" s=\"{style}\"/>"),
    };
    [&sheet[..start], &new, &sheet[end..]].concat()
}

/// LibreOffice with a profile of its own, which works everything out anew as a file is opened.
pub(crate) struct Office {
    program: String,
    pub(crate) folder: PathBuf,
}

impl Office {
    pub(crate) fn new(folder: &str, locale: &str) -> Option<Office> {
        let program = std::env::var("TIERWISE_SOFFICE").ok()?;
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("profile/user")).unwrap();
        let settings = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop></item>
</oor:items>"#
        );
        fs::write(folder.join("profile/user/registrymodifications.xcu"), settings).unwrap();
        Some(Office { program, folder })
    }

    fn convert(&self, to: &str, files: &[PathBuf]) {
        self.convert_with(None, to, files);
    }

    /// Writes files anew, read as this filter does, or as they are taken to be.
    pub(crate) fn convert_with(&self, filter: Option<&str>, to: &str, files: &[PathBuf]) {
        let profile = format!("-env:UserInstallation=file://{}", self.folder.join("profile").display());
        let output = Command::new(&self.program)
            .args([&profile, "--headless"])
            .args(filter.map(|filter| format!("--infilter={filter}")))
            .args(["--convert-to", to, "--outdir"])
            .arg(self.folder.join("out"))
            .args(files)
            .output()
            .expect("LibreOffice starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// A pair of scenarios whose workbooks have the same cells.
fn pair(number: u64) -> (Scenario, Scenario) {
    let mut dice = Dice::new(number + 1_000);
    let edge = |pairs: &[(&str, &str)]| (of(&[]), of(pairs));
    match number {
        0 => edge(&[("standing.billed_ttm_usd", "1000000"), ("standing.designations", "security")]),
        1 => edge(&[("standing.billed_ttm_usd", "999999.99"), ("standing.designations", "security")]),
        2 => edge(&[
            ("revenue.modern_work", "0"),
            ("revenue.security", "0"),
            ("revenue.business_apps", "0"),
            ("revenue.azure", "0"),
        ]),
        3 => edge(&[("role", "direct"), ("standing.authorization", "revoked"), ("standing.designations", "data_ai")]),
        4 => edge(&[("role", "direct"), ("standing.points.azure", "25"), ("standing.billed_ttm_usd", "25000")]),
        5 => edge(&[("role", "new"), ("direct.margin_pct.azure", "100"), ("offers.0.margin_pct.azure", "100")]),
        6 => (
            of(&[("offers.2.fee", "1"), ("offers.0.fee", "9")]),
            of(&[("offers.2.fee", "7"), ("offers.0.fee", "7"), ("offers.1.fee", "7")]),
        ),
        7 => edge(&[
            ("revenue.azure", "9999999999.99"),
            ("direct.integration_build", "50000"),
            ("direct.integration_years", "5"),
        ]),
        8 => edge(&[("standing.support_plan", "psfp"), ("usd_rate", "0.7"), ("customers", "777")]),
        _ => {
            let rules = ["fy26", "fy26", "2020", "2018"][dice.up_to(4) as usize];
            let currency = ["EUR", "USD", "CHF", "CZK"][dice.up_to(4) as usize];
            let offers = 1 + dice.up_to(5) as u8;
            (random(&mut dice, offers, rules, currency), random(&mut dice, offers, rules, currency))
        }
    }
}

#[test]
#[ignore = "needs LibreOffice: cargo xtask test sheet"]
fn libreoffice_finds_what_the_engine_finds() {
    let office = Office::new("sheet", "en-US").expect("TIERWISE_SOFFICE says where LibreOffice is");
    let began = Instant::now();
    let exports = std::env::var("TIERWISE_EXPORTS").ok().and_then(|text| text.parse().ok()).unwrap_or(EXPORTS);
    let mut files = Vec::new();
    let mut wanted = Vec::new();
    for number in 0..exports {
        let (before, after) = pair(number);
        let language = Language::ALL[number as usize % 4];
        let (before, workbook) = (written(&before, language), written(&after, language));
        let places = |workbook: &Workbook| workbook.formulas.iter().map(|(place, _)| place.clone()).collect::<Vec<_>>();
        assert_eq!(places(&before), places(&workbook), "{number}: not the same cells");
        let file = office.folder.join(format!("{number:03}.xlsx"));
        fs::write(&file, with_inputs_of(&before, &workbook)).unwrap();
        files.push(file);
        wanted.push((number, Expected::of(&after), workbook));
    }
    files.chunks(AT_ONCE).for_each(|files| office.convert("xlsx", files));
    let (mut compared, mut figures) = (0, 0);
    let mut wrong = Vec::new();
    for (number, expected, workbook) in &wanted {
        let mut file: Xlsx<_> = open_workbook(office.folder.join(format!("out/{number:03}.xlsx"))).unwrap();
        let sheets: Vec<(String, calamine::Range<Data>)> =
            file.sheet_names().into_iter().map(|name| (name.clone(), file.worksheet_range(&name).unwrap())).collect();
        let at = |place: &CellRef| {
            let (_, range) = sheets.iter().find(|(name, _)| *name == place.sheet).unwrap();
            range.get_value((place.row, u32::from(place.column))).cloned().unwrap_or(Data::Empty)
        };
        for (place, outcome) in &workbook.formulas {
            let (found, outcome) = (at(place), outcome.as_ref().unwrap());
            compared += 1;
            if !near(&found, outcome) {
                wrong.push(format!("{number}: {} {}: {found:?}, not {outcome:?}", place.sheet, name(place)));
            }
        }
        for (place, figure) in &workbook.cells {
            let Some(outcome) = expected.figure(*figure) else { continue };
            figures += 1;
            if !near(&at(place), &outcome) {
                wrong.push(format!("{number}: {figure:?}: {:?}, not {outcome:?}", at(place)));
            }
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    println!("{exports} exports, {compared} formula cells, {figures} of them figures of the engine, {seconds:.0} s");
    for line in wrong.iter().take(40) {
        println!("{line}");
    }
    assert!(wrong.is_empty(), "{} cells differ", wrong.len());
}

#[test]
#[ignore = "needs LibreOffice: cargo xtask test sheet"]
fn the_same_numbers_in_a_dutch_and_an_english_program() {
    let mut texts = Vec::new();
    for locale in ["nl-NL", "en-US"] {
        let office =
            Office::new(&format!("sheet-{locale}"), locale).expect("TIERWISE_SOFFICE says where LibreOffice is");
        let file = office.folder.join("book.xlsx");
        fs::write(&file, written(&of(&[("offers.0.fee", "1234.5")]), Language::Nl).bytes).unwrap();
        // All sheets, with semicolons between.
        office.convert("csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1", &[file]);
        let parts = fs::read_dir(office.folder.join("out")).unwrap();
        let mut parts: Vec<PathBuf> = parts.map(|entry| entry.unwrap().path()).collect();
        parts.sort();
        texts.push(parts.iter().map(|path| fs::read_to_string(path).unwrap()).collect::<String>());
    }
    // The fee, and one that is worked out: 22,500 at a rate of 1.10.
    for (text, fee, plan) in [(&texts[0], ";1234,5;", ";20454,545454"), (&texts[1], ";1234.5;", ";20454.545454")] {
        assert!(text.contains(fee) && text.contains(plan), "{fee}");
    }
    let numbers = |text: &str, decimal: &str| -> Vec<f64> {
        let cells = text.split([';', '\n']).map(|cell| cell.replace(decimal, "."));
        cells.filter_map(|cell| cell.parse().ok()).collect()
    };
    let (dutch, english) = (numbers(&texts[0], ","), numbers(&texts[1], "."));
    println!("{} numbers in Dutch, {} in English", dutch.len(), english.len());
    assert!(dutch.len() > 300);
    assert_eq!(dutch, english);
}
