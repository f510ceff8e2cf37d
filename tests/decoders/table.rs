//! Tables of partners: text, and workbooks.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::rc::Rc;

use tierwise::batch::answers::Answers;
use tierwise::batch::cell;
use tierwise::batch::file::{File, Format};
use tierwise::batch::header::Target;
use tierwise::batch::refused::MAX_COLUMNS;
use tierwise::batch::row::Plan;
use tierwise::batch::say;
use tierwise::csv::{Cell, Dialect, Table, harmless, meant};
use tierwise::engine::currency::Currency;
use tierwise::engine::scenario::Scenario;
use tierwise::i18n::Language;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::worker::locale;
use super::{TODAY, language, sound, text};

/// So many rows of a file are read, and so many of them answered.
const ROWS: usize = 40;

pub(super) fn csv_law(bytes: &[u8]) {
    let text = text(bytes);
    assert_eq!(meant(&harmless(&text)), text, "what is made harmless is meant as it was");
    let language = language(bytes);
    if let Ok(file) = File::read(bytes.to_vec(), language) {
        assert!(matches!(file.format, Format::Text { .. }) || bytes.starts_with(b"PK"));
        holds(file, language);
    }
}

/// A workbook. Bytes that aren't packed as one is are put into one: its rows, and after a line with a dash its texts, its styles
/// and its book.
pub(super) fn xlsx_law(bytes: &[u8]) {
    let packed = if bytes.starts_with(b"PK") { bytes.to_vec() } else { workbook(&text(bytes)) };
    let language = language(bytes);
    let Ok(mut file) = File::read(packed, language) else { return };
    let Format::Workbook { sheets, sheet } = file.format.clone() else { panic!("it is packed") };
    if sheets.len() > 1 && file.turn_to(sheet).is_ok() {
        assert_eq!(file.format, Format::Workbook { sheets, sheet });
    }
    holds(file, language);
}

/// What holds of every file.
fn holds(file: File, language: Language) {
    let mut before = 0;
    for place in 0..file.table.len() {
        let row = file.table.row(place).expect("a row");
        assert!(row.number() > before, "rows are in order");
        before = row.number();
    }
    assert!(file.columns.len() <= MAX_COLUMNS);
    for column in 0..file.columns.len().min(8) {
        file.samples(column, 3);
    }

    let Ok(plan) = Plan::new(&file.columns, &BTreeMap::new(), language) else { return };
    let locale = locale(language);
    let mut answers = Answers::new(Rc::clone(&file.table), plan.clone(), TODAY);
    for place in 0..file.rows().min(ROWS) {
        answers.answer_next();
        for problem in answers.problems(place) {
            assert!(!say::problem(&locale, &answers, place, &problem).is_empty());
        }
        let Some(scenario) = answers.scenario(place) else { continue };
        sound(&scenario);
        let link = answers.link(place, "", language.code()).expect("a scenario has a link");
        assert_eq!(tierwise::link::decode(&link, TODAY).scenario, scenario);
        let currency = plan.currency(answers.row(place).expect("a row"));
        written(&scenario, currency, language);
    }
}

/// A scenario is written as a row of a table that reads back as the same.
fn written(scenario: &Scenario, currency: Currency, language: Language) {
    let pairs: Vec<(String, String)> = scenario
        .stated()
        .map(|(slot, value)| {
            let cell = cell::write(slot, value, currency, language);
            (Target::Field(slot).name(), cell)
        })
        .collect();
    if pairs.is_empty() {
        return;
    }
    let mut table = Table::new(Dialect::of(language));
    table.row(&pairs.iter().map(|(name, _)| Cell::text(name)).collect::<Vec<_>>());
    table.row(&pairs.iter().map(|(_, cell)| Cell::text(cell)).collect::<Vec<_>>());
    let text = table.finish();
    // A cell that is made harmless isn't the cell any more: tables are read as they are.
    if pairs.iter().any(|(_, cell)| harmless(cell) != *cell) {
        return;
    }
    let file = File::read(text.clone().into_bytes(), language).expect("a table that we wrote");
    let plan = Plan::new(&file.columns, &BTreeMap::new(), language).expect("each field once");
    let read = plan.read(file.table.row(1).expect("a row"));
    assert_eq!(read.as_ref(), Ok(scenario), "{text}");
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// A workbook with these parts, as no spreadsheet would write them.
pub(crate) fn workbook(text: &str) -> Vec<u8> {
    let mut parts = text.split("\n-\n");
    let mut part = |usual: &str| parts.next().unwrap_or(usual).to_string();
    let (rows, texts) = (part(""), part("<si><t>partner</t></si><si><t>customers</t></si>"));
    let styles = part(r#"<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs>"#);
    let book =
        part(r#"<sheets><sheet name="A" sheetId="1" r:id="r1"/><sheet name="B" sheetId="2" r:id="r1"/></sheets>"#);
    let kind = |name: &str, kind: &str| {
        format!(
            r#"<Override PartName="/xl/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>"#
        )
    };
    let types = [
        kind("workbook", "sheet.main"),
        kind("worksheets/sheet1", "worksheet"),
        kind("sharedStrings", "sharedStrings"),
        kind("styles", "styles"),
    ]
    .concat();
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{RELATION}/{kind}" Target="{target}"/>"#)
    };
    let relations = |inner: String| {
        format!(r#"<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>"#)
    };
    let own = relation("r1", "worksheet", "worksheets/sheet1.xml")
        + &relation("r2", "sharedStrings", "sharedStrings.xml")
        + &relation("r3", "styles", "styles.xml");
    let main = |tag: &str, inner: &str| {
        format!(r#"<?xml version="1.0"?><{tag} xmlns="{MAIN}" xmlns:r="{RELATION}">{inner}</{tag}>"#)
    };
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        (
            "[Content_Types].xml",
            format!(
                r#"<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{types}</Types>"#
            ),
        ),
        ("_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml", main("workbook", &book)),
        ("xl/_rels/workbook.xml.rels", relations(own)),
        ("xl/worksheets/sheet1.xml", main("worksheet", &format!("<sheetData>{rows}</sheetData>"))),
        ("xl/sharedStrings.xml", main("sst", &texts)),
        ("xl/styles.xml", main("styleSheet", &styles)),
    ] {
        writer.start_file(name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}
