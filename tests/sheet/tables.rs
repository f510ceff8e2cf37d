//! Tables of everything that counts and of the whole report; and LibreOffice opens that of each language under the locale that
//! its readers have: numbers are numbers, days are days, and no text is anything but text.
//!
//! The last runs with `cargo xtask test sheet`, which says where LibreOffice is.

use std::fs;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use tierwise::csv::Dialect;
use tierwise::engine::date::Date;
use tierwise::engine::evaluate;
use tierwise::engine::quantity::reported;
use tierwise::i18n::{Language, Locale};
use tierwise::link;
use tierwise::take::Order;

use crate::recalculated::Office;
use crate::scenarios::TODAY;

/// The column of values.
const VALUE: usize = 2;

/// What names try to be, in figures of every kind. One that is a number stays one in any spreadsheet; it calculates nothing.
const FIELDS: &str = "ro=direct&cs=160&an=3&au=suspended&rem=100000..150000&dma=12.5&0fe=1234.56\
    &0na=%3D1%2B1&1na=%2Bcmd%7C%27%20%2FC%20calc%27!A0&2na=%40SUM(A1%3AA2)&3na=-2%2B3%3B%3D1%2B1&4na=a%2C%3D1%2B1";

/// The languages, each with the name of a locale and its number in filters of LibreOffice.
const LOCALES: [(Language, &str, u32); 4] = [
    (Language::En, "en-US", 1033),
    (Language::Nl, "nl-NL", 1043),
    (Language::De, "de-DE", 1031),
    (Language::Fr, "fr-FR", 1036),
];

/// The table of these figures.
fn table(fields: &str, language: Language) -> String {
    let order = Order::read(&format!("{TODAY}\nhttps://example.com/#{fields}")).unwrap();
    order.table(&Locale::embedded(language)).unwrap()
}

/// Its rows, as they stand in the file.
fn rows(fields: &str, language: Language) -> Vec<String> {
    let table = table(fields, language);
    table.trim_start_matches('\u{FEFF}').split_terminator("\r\n").map(str::to_string).collect()
}

#[track_caller]
fn has(rows: &[String], row: &str) {
    let path = |row: &str| row.split([';', ',']).next().map(str::to_string);
    let found = rows.iter().find(|found| path(found) == path(row));
    assert_eq!(found.map(String::as_str), Some(row));
}

fn leaves(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(items) => items.iter().map(leaves).sum(),
        serde_json::Value::Object(members) => members.values().map(leaves).sum(),
        _ => 1,
    }
}

#[test]
fn every_figure_of_the_report_has_a_name_and_a_unit() {
    let fields = "ro=direct&cs=160&0na=%3D1%2B1&1na=12.50&rem=100000..150000&an=3&au=suspended";
    let report = evaluate(&link::plain(fields).scenario, TODAY);
    for language in Language::ALL {
        let rows = rows(fields, language);
        let figures: Vec<&String> = rows.iter().filter(|row| row.starts_with("report.")).collect();
        assert_eq!(figures.len(), leaves(&serde_json::to_value(&report).unwrap()));
        for row in figures {
            let name = row.split([';', ',']).nth(1);
            assert!(name.is_some_and(|name| !name.is_empty()), "{row} has no name");
        }
    }
    let rows = rows(fields, Language::Nl);
    has(&rows, "Plaats;Naam;Waarde;Eenheid;Herkomst;Grondslag;Bron");
    has(&rows, "report.channels.1.name;'=1+1 · Naam;'=1+1;;;;");
    // A name stays a text, whatever it looks like.
    has(&rows, "report.channels.2.name;12.50 · Naam;12.50;;;;");
    let difference = reported(report.answer.difference.exact(), 2).to_string().replace('.', ",");
    has(&rows, &format!("report.difference;Verschil, per jaar;{difference};EUR per jaar;;;"));
    has(&rows, &format!("report.uncertainty.n;Trekkingen · Trekkingen;{};;;;", report.outlook.uncertainty.n));
    let place = |path: &str| rows.iter().find(|row| row.starts_with(&[path, ";"].concat())).unwrap().as_str();
    assert!(place("report.as_of").ends_with(";2026-11-22;;;;"));
    assert!(place("report.ranges.revenue.modern_work.low").ends_with(" · Laagste;100000;EUR per jaar;;;"));
    let asked = place("report.eligibility.direct.requirements.3.required");
    assert!(asked.starts_with("report.eligibility.direct.requirements.3.required;Rechtstreeks kopen · "), "{asked}");
    assert!(asked.contains(" · Gevraagd;1000000;USD over twaalf maanden;;;"), "{asked}");
}

#[test]
fn everything_that_counts_says_whether_it_was_filled_in() {
    let rows = rows("ro=direct&cs=160&1na=Noord", Language::En);
    let ends = |path: &str, end: &str| {
        let row = rows.iter().find(|row| row.starts_with(&[path, ","].concat())).unwrap();
        assert!(row.ends_with(end), "{row}");
    };
    ends("scenario.customers", ",160,customers,filled in,,");
    ends("scenario.subscriptions", ",400,subscriptions,default,assumption,Tierwise assumption");
    ends("scenario.standing.maicpp", ",,,not known,,");
    ends("scenario.as_of", ",2026-11-22,,default,,");
    ends("scenario.transition.support_plan_months_left", ",6,months,default,assumption,Tierwise assumption");
    // A reseller has no move, and plans are no figures.
    let reseller = self::rows("cs=160", Language::En);
    for path in ["scenario.transition.", "scenario.plans."] {
        assert!(!reseller.iter().any(|row| row.starts_with(path)), "{path}");
    }
}

/// What a cell of the file is to be in a spreadsheet.
#[derive(Debug, PartialEq)]
enum Wanted {
    Nothing,
    Number(f64),
    Day,
    Fact(bool),
    Text,
}

fn wanted(text: &str, dialect: Dialect) -> Wanted {
    let plain = text.replace(dialect.decimal, ".");
    let digits =
        |text: &str| text.strip_prefix('-').unwrap_or(text).chars().all(|sign| sign.is_ascii_digit() || sign == '.');
    match text {
        "" => Wanted::Nothing,
        "true" => Wanted::Fact(true),
        "false" => Wanted::Fact(false),
        _ if Date::parse(text).is_some() => Wanted::Day,
        _ if digits(&plain) => {
            plain.parse::<Decimal>().map_or(Wanted::Text, |number| Wanted::Number(number.to_f64().unwrap()))
        }
        _ => Wanted::Text,
    }
}

/// Whether a spreadsheet has what was meant. An apostrophe in front of a text may be shown or not.
fn is(found: &Data, text: &str, wanted: &Wanted) -> bool {
    match (found, wanted) {
        (Data::Empty, Wanted::Nothing) => true,
        (Data::Float(found), Wanted::Number(number)) => found == number,
        (Data::Int(found), Wanted::Number(number)) => *found as f64 == *number,
        (Data::DateTime(_) | Data::DateTimeIso(_), Wanted::Day) => true,
        (Data::Bool(found), Wanted::Fact(fact)) => found == fact,
        // Some languages have words of their own for these.
        (Data::String(found), Wanted::Fact(_) | Wanted::Text) => {
            found == text || Some(found.as_str()) == text.strip_prefix('\'')
        }
        _ => false,
    }
}

#[test]
#[ignore = "needs LibreOffice: cargo xtask test sheet"]
fn libreoffice_opens_the_table_of_each_language() {
    for (language, locale, number) in LOCALES {
        let table = table(FIELDS, language);
        let office =
            Office::new(&format!("table-{locale}"), locale).expect("TIERWISE_SOFFICE says where LibreOffice is");
        let file = office.folder.join("table.csv");
        fs::write(&file, &table).unwrap();
        let dialect = Dialect::of(language);
        // The separator, the quote, UTF-8, from the first line on, the language; as it comes, and days are looked for.
        let filter =
            format!("Text - txt - csv (StarCalc):{},34,76,1,,{number},false,true", u32::from(dialect.separator));
        office.convert_with(Some(&filter), "xlsx", &[file]);
        let mut book: Xlsx<_> = open_workbook(office.folder.join("out/table.xlsx")).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        let formulas = book.worksheet_formula(&book.sheet_names()[0].clone()).unwrap();
        assert_eq!(formulas.used_cells().next(), None, "{locale}: a text became a formula");

        let rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .delimiter(u8::try_from(dialect.separator).unwrap())
            .from_reader(table.trim_start_matches('\u{FEFF}').as_bytes())
            .into_records();
        let (mut numbers, mut texts, mut wrong) = (0, 0, Vec::new());
        for (row, record) in rows.enumerate() {
            for (column, text) in record.unwrap().iter().enumerate() {
                // Elsewhere there are words alone, of which some are a number to look at.
                let wanted = match wanted(text, dialect) {
                    Wanted::Nothing => Wanted::Nothing,
                    wanted if column == VALUE => wanted,
                    _ => Wanted::Text,
                };
                let found = sheet.get_value((row as u32, column as u32)).cloned().unwrap_or(Data::Empty);
                match wanted {
                    Wanted::Number(_) => numbers += 1,
                    Wanted::Text => texts += 1,
                    _ => {}
                }
                if !is(&found, text, &wanted) {
                    wrong.push(format!("{row}:{column}: {found:?}, not {wanted:?} {text:?}"));
                }
            }
        }
        println!("{locale}: {numbers} numbers, {texts} texts");
        assert!(wrong.is_empty(), "{locale}: {wrong:#?}");
        assert!(numbers > 300 && texts > 1_000);
    }
}
