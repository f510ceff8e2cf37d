//! Files that are written: the results, and the one to begin with.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::rc::Rc;

use calamine::{Data, Reader as _, Xlsx};
use tierwise::batch::answers::Answers;
use tierwise::batch::export::{COLUMNS, Export};
use tierwise::batch::header::columns;
use tierwise::batch::row::Plan;
use tierwise::batch::table::Table;
use tierwise::batch::view::{Filter, Key, Order, View, places};
use tierwise::batch::workbook::Workbook;
use tierwise::batch::{say, template, text};
use tierwise::csv::meant;
use tierwise::engine::scenario::slots;
use tierwise::i18n::{Language, Locale};
use zip::ZipArchive;

use crate::batch::{answers, file};
use crate::support::TODAY;

const CALCULATOR: &str = "https://example.com/";

const FILE: &str = "\
partner;role;currency;customers;revenue.modern_work;revenue.azure
=HYPERLINK(\"x\");direct;EUR;300;2000000;900000
Noord;direct;GBP;20;10000;5000
Oost;direct;EUR;many;-1;1,5x
";

fn every(answers: &Answers) -> Vec<u32> {
    places(answers, &View::default())
}

/// The rows of a CSV file, cell by cell.
fn cells(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').expect("a mark");
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(Cursor::new(text.as_bytes()));
    reader.records().map(|record| record.unwrap().iter().map(str::to_string).collect()).collect()
}

fn sheet(bytes: &[u8]) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let name = workbook.sheet_names()[0].clone();
    // Nothing in it is a formula.
    assert!(workbook.worksheet_formula(&name).unwrap().is_empty());
    workbook.worksheet_range(&name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn results_as_csv_have_every_row_in_the_words_of_the_language() {
    let answers = file(FILE, Language::Nl);
    for (language, delimiter) in
        [(Language::En, b','), (Language::Nl, b';'), (Language::De, b';'), (Language::Fr, b';')]
    {
        let locale = Locale::embedded(language);
        let shown = every(&answers);
        let export = Export { answers: &answers, places: &shown, locale: &locale, calculator: CALCULATOR };
        let rows = cells(&export.csv(), delimiter);
        assert_eq!(rows.len(), 4);
        assert_eq!(rows[0], COLUMNS.map(|(head, _)| locale.text(head).to_string()));
        for (place, row) in rows[1..3].iter().enumerate() {
            let judged = answers.outcomes()[place].judged().unwrap();
            assert_eq!(row[0], (place + 2).to_string());
            assert_eq!(meant(&row[1]), answers.partner(place));
            assert_eq!(row[2], say::verdict(&locale, judged.direct));
            assert_eq!(row[3], say::verdict(&locale, judged.indirect));
            assert_eq!(row[4], say::choice(&locale, judged.choice));
            assert_eq!(meant(&row[5]), say::best(&locale, &answers, place, judged));
            let digits = judged.difference.to_string();
            assert_eq!(row[6], if delimiter == b',' { digits } else { digits.replace('.', ",") });
            assert_eq!(row[7], judged.currency.code());
            assert_eq!(row[8], judged.earliest.map_or_else(|| say::earliest(&locale, None), |day| day.to_string()));
            assert_eq!(Some(row[9].clone()), answers.link(place, CALCULATOR, language.code()));
            assert_eq!(row[10], "");
        }
        assert!(rows[1][1].starts_with("'="), "a spreadsheet would calculate it");
        let problems: Vec<String> =
            answers.problems(2).iter().map(|problem| say::problem(&locale, &answers, 2, problem)).collect();
        assert_eq!(problems.len(), 3);
        assert_eq!(rows[3][..2], ["4", "Oost"]);
        assert!(rows[3][2..10].iter().all(String::is_empty));
        assert_eq!(meant(&rows[3][10]), problems.join("\n"));
    }
}

#[test]
fn results_as_a_workbook_have_numbers_days_and_links() {
    let answers = file(FILE, Language::Nl);
    let locale = Locale::embedded(Language::Nl);
    let shown = every(&answers);
    let export = Export { answers: &answers, places: &shown, locale: &locale, calculator: CALCULATOR };
    let bytes = export.workbook().unwrap();
    let rows = sheet(&bytes);
    assert_eq!(rows.len(), 4);
    let heads: Vec<String> = rows[0].iter().map(Data::to_string).collect();
    assert_eq!(heads, COLUMNS.map(|(head, _)| locale.text(head).to_string()));
    for (place, row) in rows[1..3].iter().enumerate() {
        let judged = answers.outcomes()[place].judged().unwrap();
        assert_eq!(row[0], Data::Float(f64::from(answers.number(place))));
        assert_eq!(row[1], Data::String(answers.partner(place).to_string()));
        assert_eq!(row[4], Data::String(say::choice(&locale, judged.choice).to_string()));
        assert_eq!(row[6], Data::Float(judged.difference.to_string().parse().unwrap()));
        match judged.earliest {
            Some(day) => {
                let Data::DateTime(found) = row[8] else { panic!("{:?}", row[8]) };
                let (year, month, date, ..) = found.to_ymd_hms_milli();
                assert_eq!(format!("{year:04}-{month:02}-{date:02}"), day.to_string());
            }
            None => assert_eq!(row[8], Data::String(say::earliest(&locale, None))),
        }
        assert_eq!(row[9].to_string(), answers.link(place, CALCULATOR, "nl").unwrap());
    }
    assert!(rows[3][2..10].iter().all(|cell| *cell == Data::Empty));
    for problem in answers.problems(2) {
        assert!(rows[3][10].to_string().contains(&say::problem(&locale, &answers, 2, &problem)));
    }
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(xml.contains("<pane ") && xml.contains("state=\"frozen\""));
    assert_eq!(xml.matches("<hyperlink ").count(), 2);
    assert!(part(&bytes, "xl/worksheets/_rels/sheet1.xml.rels").contains("Target=\"https://example.com/"));
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("€") && styles.contains("£"), "{styles}");
}

#[test]
fn an_order_and_a_filter_hold_in_the_files() {
    let answers = file(FILE, Language::Nl);
    let locale = Locale::embedded(Language::En);
    let filter = Filter { partner: "o".into(), ..Filter::default() };
    let shown = places(&answers, &View { key: Key::Partner, order: Order::Down, filter });
    let export = Export { answers: &answers, places: &shown, locale: &locale, calculator: CALCULATOR };
    let names = |row: &Vec<String>| row[1].clone();
    assert_eq!(cells(&export.csv(), b',')[1..].iter().map(names).collect::<Vec<_>>(), ["Oost", "Noord"]);
    let rows = sheet(&export.workbook().unwrap());
    assert_eq!(rows[1..].iter().map(|row| row[1].to_string()).collect::<Vec<_>>(), ["Oost", "Noord"]);
}

#[test]
fn rows_that_were_not_reached_say_so() {
    let table = text::read(FILE, b';').unwrap();
    let plan = Plan::new(&columns(table.row(0).unwrap()), &BTreeMap::new(), Language::Nl).unwrap();
    let mut answers = Answers::new(Rc::new(table), plan, TODAY);
    answers.answer_next();
    let locale = Locale::embedded(Language::Nl);
    let shown = every(&answers);
    let export = Export { answers: &answers, places: &shown, locale: &locale, calculator: CALCULATOR };
    let rows = cells(&export.csv(), b';');
    let written = sheet(&export.workbook().unwrap());
    for (place, name) in [(2, "Noord"), (3, "Oost")] {
        assert_eq!([rows[place][1].as_str(), rows[place][10].as_str()], [name, "nog niet uitgerekend"]);
        assert_eq!([written[place][1].to_string(), written[place][10].to_string()], [name, "nog niet uitgerekend"]);
    }
}

#[test]
fn hostile_texts_are_texts_in_both_files() {
    let names = [
        "=1+1",
        "+31 20 123",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "=cmd|' /C calc'!A0",
        "http://evil.example/",
        "internal:Sheet1!A1",
        "file:///etc/passwd",
        "<script>alert(1)</script>",
        "a;b\"c\"\nd",
        "]]>&amp;\u{1}\u{b}\u{fffe}",
        "_x0041_",
        "\u{202e}abc",
        "A,=1+1",
    ];
    let mut text = String::from("partner;customers;offers.0.name\n");
    for name in names {
        let quoted = name.replace('"', "\"\"");
        text.push_str(&format!("\"{quoted}\";80;\"{}\"\n", quoted.replace(char::is_control, "")));
    }
    let answers = file(&text, Language::Nl);
    assert_eq!(answers.all(), names.len());
    let locale = Locale::embedded(Language::Nl);
    let shown = every(&answers);
    let export = Export { answers: &answers, places: &shown, locale: &locale, calculator: CALCULATOR };
    let rows = cells(&export.csv(), b';');
    assert_eq!(rows.len(), names.len() + 1);
    for (row, name) in rows[1..].iter().zip(names) {
        assert_eq!(row.len(), COLUMNS.len());
        assert_eq!(meant(&row[1]), name.trim());
        for cell in [&row[1], &row[5]] {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{cell:?}");
        }
    }
    let bytes = export.workbook().unwrap();
    let written = sheet(&bytes);
    assert_eq!(written.len(), names.len() + 1);
    for (row, name) in written[1..].iter().zip(names) {
        assert!(matches!(&row[1], Data::String(_)), "{name:?}: {:?}", row[1]);
    }
    // Only the column of links has links.
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(xml.split("<hyperlink ref=\"").skip(1).all(|link| link.starts_with('J')), "{xml}");
    assert!(!part(&bytes, "xl/worksheets/_rels/sheet1.xml.rels").contains("evil"));
}

#[test]
fn more_problems_than_a_cell_holds_go_on_beside_it() {
    let paths: Vec<String> = slots(5)
        .filter(|slot| !matches!(slot.row().path, "currency" | "offers.name"))
        .map(|slot| slot.path())
        .collect();
    let wrong = "?".repeat(200);
    let text = format!(
        "partner;{}\nA;{}\nB{}\n",
        paths.join(";"),
        vec![wrong; paths.len()].join(";"),
        ";".repeat(paths.len())
    );
    let answers = file(&text, Language::Fr);
    let problems = answers.problems(0);
    assert!(problems.len() > 150, "{}", problems.len());
    let locale = Locale::embedded(Language::Fr);
    let shown = every(&answers);
    let export = Export { answers: &answers, places: &shown, locale: &locale, calculator: CALCULATOR };
    let said: Vec<String> = problems.iter().map(|problem| say::problem(&locale, &answers, 0, problem)).collect();
    let rows = sheet(&export.workbook().unwrap());
    let found: Vec<String> = rows[1][10..].iter().map(Data::to_string).collect();
    assert!(found.len() > 1 && found.iter().all(|cell| cell.encode_utf16().count() <= 32_767));
    assert_eq!(found.join("\n"), said.join("\n"));
    assert!(rows[0][10..].iter().all(|head| *head == rows[0][10]));
    assert_eq!(meant(&cells(&export.csv(), b';')[1][10]), said.join("\n"));
    assert!(answers.outcomes()[1].judged().is_some());
}

#[test]
fn a_name_that_is_too_long_for_a_cell_is_cut_and_shows_it() {
    let name = "é".repeat(40_000);
    let answers = file(&format!("partner;customers\n{name};80\n{name};x\n"), Language::Nl);
    let locale = Locale::embedded(Language::Nl);
    let shown = every(&answers);
    let export = Export { answers: &answers, places: &shown, locale: &locale, calculator: "http://localhost/" };
    let bytes = export.workbook().unwrap();
    for row in &sheet(&bytes)[1..] {
        assert!(row[1].to_string().ends_with("é…"));
    }
    // What doesn't open safely can't be clicked.
    assert!(!part(&bytes, "xl/worksheets/sheet1.xml").contains("<hyperlink"));
    assert_eq!(cells(&export.csv(), b';')[1][1], name);
}

/// Reads a template back, and works it out.
fn read_back(table: Table, language: Language) {
    for column in columns(table.row(0).unwrap()) {
        assert!(column.known.is_some(), "{language:?}: {} is not known", column.text);
    }
    let answers = answers(table, language);
    assert_eq!(answers.all(), 3);
    let locale = Locale::embedded(language);
    for place in 0..3 {
        let said: Vec<String> =
            answers.problems(place).iter().map(|problem| say::problem(&locale, &answers, place, problem)).collect();
        assert_eq!(said, Vec::<String>::new(), "{language:?}");
        assert!(!answers.partner(place).is_empty());
    }
    // It is the scenario of the page's own example.
    let presets = ["over_threshold", "azure", "newcomer"];
    for (place, id) in presets.into_iter().enumerate() {
        let preset = tierwise::app::presets::PRESETS.iter().find(|preset| preset.id == id).unwrap();
        let expected = tierwise::link::plain(preset.fragment).scenario;
        assert_eq!(answers.scenario(place).unwrap().write(), expected.write(), "{language:?} {id}");
    }
}

#[test]
fn the_template_reads_back_without_problems_in_every_language() {
    for language in Language::ALL {
        let locale = Locale::embedded(language);
        let csv = template::csv(&locale);
        let csv = csv.strip_prefix('\u{feff}').unwrap();
        let known = |name: &str| tierwise::batch::header::Target::named(name).is_some();
        read_back(text::read(csv, text::delimiter(csv, b';', known)).unwrap(), language);
        let bytes = template::workbook(&locale).unwrap();
        let mut workbook = Workbook::open(bytes.clone()).unwrap();
        assert_eq!(workbook.sheets.len(), 1);
        read_back(workbook.read(0).unwrap(), language);
        let notes = part(&bytes, "xl/comments1.xml");
        assert!(notes.contains(tierwise::batch::words::word(language, "field.customers.label").unwrap()));
    }
}
