//! Tables of partners: every row is read as it was meant, or is named with what keeps it from that.

use std::collections::BTreeMap;
use std::rc::Rc;

use csv::WriterBuilder;
use proptest::prelude::*;
use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Writer, Worksheet};
use tierwise::batch::answers::Answers;
use tierwise::batch::cell::{Fault, write};
use tierwise::batch::header::{Target, columns};
use tierwise::batch::refused::Refused;
use tierwise::batch::row::{Plan, Problem};
use tierwise::batch::table::{Cell, Table};
use tierwise::batch::text;
use tierwise::batch::workbook::{Workbook, is_workbook};
use tierwise::engine::Evaluation;
use tierwise::engine::catalogue::{FieldId, Kind, Slot};
use tierwise::engine::currency::Currency;
use tierwise::engine::scenario::{Fault as Misfit, Scenario, Value};
use tierwise::entry;
use tierwise::i18n::Language;
use tierwise::typed::Wrong;

use crate::support::{TODAY, decimal, from_pairs, pairs, trials};

pub(crate) fn answers(table: Table, language: Language) -> Answers {
    let columns = columns(table.row(0).unwrap());
    let plan = Plan::new(&columns, &BTreeMap::new(), language).unwrap();
    let mut answers = Answers::new(Rc::new(table), plan, TODAY);
    while answers.answer_next().is_some() {}
    assert!(answers.is_done() && answers.outcomes().len() == answers.all());
    answers
}

pub(crate) fn file(text: &str, language: Language) -> Answers {
    answers(text::read(text, b';').unwrap(), language)
}

/// What a cell under this header is read as.
fn one(header: &str, cell: &str, language: Language) -> Result<Option<Value>, Fault> {
    let slot = Slot::from_path(header).unwrap();
    tierwise::batch::cell::read(Cell::Text(cell), slot, Currency::Eur, language)
}

fn number(text: &str) -> Result<Option<Value>, Fault> {
    Ok(Some(Value::Number(decimal(text))))
}

#[test]
fn numbers_are_read_as_each_language_writes_them() {
    for (language, cell, expected) in [
        (Language::Nl, "1.234.567,89", "1234567.89"),
        (Language::Nl, "1.500", "1500"),
        (Language::Nl, "€ 1.500,50", "1500.50"),
        (Language::De, "1.234.567,89", "1234567.89"),
        (Language::De, "1.500 €", "1500"),
        (Language::Fr, "1 234 567,89", "1234567.89"),
        (Language::Fr, "1\u{202f}500\u{a0}€", "1500"),
        (Language::En, "1,234,567.89", "1234567.89"),
        (Language::En, "€1,500", "1500"),
        (Language::En, "0", "0"),
    ] {
        assert_eq!(one("revenue.azure", cell, language), number(expected), "{language:?} {cell}");
    }
    assert_eq!(one("direct.margin_pct.azure", "12,5 %", Language::Nl), number("12.5"));
    assert_eq!(one("direct.margin_pct.azure", "12.5%", Language::En), number("12.5"));
    assert_eq!(one("customers", "1 250", Language::Fr), number("1250"));
}

#[test]
fn what_reads_two_ways_is_a_problem_and_no_guess() {
    let two = |one: &str, other: &str| Err(Fault::Ask([one, other].map(|text| Value::Number(decimal(text)))));
    assert_eq!(one("revenue.azure", "1.500", Language::En), two("1.5", "1500"));
    assert_eq!(one("revenue.azure", "1,500", Language::Nl), two("1.5", "1500"));
    // Where 20 is usual, it may be a share of one.
    assert_eq!(one("direct.margin_pct.azure", "0,15", Language::Nl), two("0.15", "15"));
    assert_eq!(one("direct.margin_pct.azure", "0,15 %", Language::Nl), number("0.15"));
    // A percentage of fifteen hundred is none, and one with three decimals is.
    assert_eq!(one("direct.margin_pct.azure", "1.500", Language::En), number("1.5"));
}

#[test]
fn what_is_out_of_range_or_no_number_is_said() {
    let typed = |header, cell| match one(header, cell, Language::Nl) {
        Err(Fault::Typed(Wrong::Number(problem))) => problem,
        other => panic!("{header} {cell}: {other:?}"),
    };
    assert_eq!(typed("direct.margin_pct.azure", "101"), entry::Problem::TooHigh { max: decimal("100") });
    assert_eq!(typed("revenue.azure", "-1"), entry::Problem::TooLow { min: decimal("0") });
    assert_eq!(typed("customers", "1,5"), entry::Problem::Whole { suggestion: decimal("2") });
    assert!(matches!(typed("revenue.azure", "$ 5"), entry::Problem::Currency(_)));
    assert!(matches!(typed("customers", "n/a"), entry::Problem::Character(_) | entry::Problem::NoNumber));
    assert_eq!(typed("customers", "1".repeat(5_000).as_str()), entry::Problem::TooHigh { max: decimal("1000000") });
}

#[test]
fn facts_choices_and_lists_are_read_in_words() {
    let fact = |cell: &str, language| one("standing.maicpp", cell, language);
    for (language, yes, no, unknown) in [
        (Language::Nl, "Ja", "nee", "weet ik niet"),
        (Language::De, " ja ", "NEIN", "Weiß ich nicht"),
        (Language::Fr, "Oui", "non", "Je ne sais pas"),
        (Language::En, "YES", "No", "Don’t know"),
    ] {
        assert_eq!(fact(yes, language), Ok(Some(Value::Fact(true))));
        assert_eq!(fact("true", language), Ok(Some(Value::Fact(true))));
        assert_eq!(fact(no, language), Ok(Some(Value::Fact(false))));
        assert_eq!(fact(unknown, language), Ok(None));
        assert_eq!(fact("", language), Ok(None));
        for wrong in ["x", "1", "maybe"] {
            assert_eq!(fact(wrong, language), Err(Fault::Misfit(Misfit::NotAFact)), "{wrong}");
        }
    }
    // A word of another language is no word of this one.
    assert_eq!(fact("oui", Language::Nl), Err(Fault::Misfit(Misfit::NotAFact)));
    let set = |cell: &str| one("standing.designations", cell, Language::Nl);
    assert_eq!(set("security, Modern Work"), set("modern_work;security"));
    assert!(matches!(set("security, modern_work"), Ok(Some(Value::Set(bits))) if bits.count_ones() == 2));
    assert_eq!(set("Geen"), Ok(Some(Value::Set(0))));
    assert_eq!(set("none"), Ok(Some(Value::Set(0))));
    assert_eq!(set("security, Security"), Err(Fault::Twice("Security".into())));
    assert!(matches!(set("security, nonsense"), Err(Fault::Misfit(Misfit::UnknownItem(_)))));
    assert!(matches!(set("security,"), Err(Fault::Misfit(Misfit::UnknownItem(_)))));
    assert!(matches!(one("role", "boss", Language::Nl), Err(Fault::Misfit(Misfit::UnknownChoice(_)))));
    assert!(matches!(one("as_of", "22-11-2026", Language::Nl), Err(Fault::Misfit(Misfit::NotADate))));
}

#[test]
fn every_choice_reads_back_from_its_name_in_every_language() {
    for slot in tierwise::engine::scenario::slots(1) {
        let (Kind::Choice(ids) | Kind::Set(ids)) = slot.row().kind else { continue };
        for language in Language::ALL {
            for id in ids.iter().filter(|id| **id != "unknown") {
                let Some(name) = tierwise::batch::words::choice(language, slot, id) else { continue };
                let read = tierwise::batch::cell::read(Cell::Text(name), slot, Currency::Eur, language);
                assert_eq!(read, Scenario::parse_text(slot, id).map(Some).map_err(Fault::Misfit), "{name}");
            }
        }
    }
}

#[test]
fn a_row_says_everything_that_is_wrong_with_it() {
    let answers = file("partner;customers;revenue.azure;?\nA;x;-5;\nB;80;1.000;note\nC;1\nD;1;2;3;4\n", Language::Nl);
    let columns = |place| answers.problems(place).iter().map(|problem| problem.column).collect::<Vec<_>>();
    assert_eq!(columns(0), [Some(1), Some(2)]);
    assert_eq!(answers.problems(0)[1].value, "-5");
    assert_eq!(columns(1), []);
    assert_eq!(answers.scenario(1).unwrap().number(Slot::from_path("revenue.azure").unwrap()), Some(decimal("1000")));
    let cells =
        |row, found| Problem { row, column: None, value: String::new(), fault: Fault::Cells { found, expected: 4 } };
    assert_eq!(answers.problems(2), [cells(4, 2)]);
    assert_eq!(answers.problems(3), [cells(5, 5)]);
    assert_eq!(["A", "B", "C", "D"], [0, 1, 2, 3].map(|place| answers.partner(place)));
    assert!(answers.link(1, "https://x.example/", "nl").unwrap().starts_with("https://x.example/#"));
    assert_eq!(answers.link(0, "https://x.example/", "nl"), None);
}

#[test]
fn a_field_named_twice_is_refused_with_its_columns() {
    let table = text::read("customers;partner;cs\n1;A;2", b';').unwrap();
    let columns = columns(table.row(0).unwrap());
    let twice = Plan::new(&columns, &BTreeMap::new(), Language::Nl).unwrap_err();
    assert_eq!(twice.len(), 1);
    assert_eq!(twice[0].target, Target::Field(Slot::of(FieldId::Customers)));
    assert_eq!(twice[0].columns, [0, 2]);
    // Leaving one of them out settles it.
    assert!(Plan::new(&columns, &BTreeMap::from([(2, None)]), Language::Nl).is_ok());
}

#[test]
fn the_currency_of_a_row_is_that_of_its_amounts() {
    let answers = file("currency;revenue.azure\nGBP;£ 5\nEUR;£ 5\nXXX;5", Language::En);
    assert_eq!(answers.outcomes()[0].judged().unwrap().currency, Currency::Gbp);
    assert!(matches!(answers.problems(1)[0].fault, Fault::Typed(Wrong::Number(entry::Problem::Currency(_)))));
    assert!(matches!(answers.problems(2)[0].fault, Fault::Misfit(Misfit::UnknownChoice(_))));
}

#[test]
fn a_thousand_damaged_rows_are_each_named_and_none_is_lost() {
    let mut text = String::from("partner;customers;revenue.azure\n");
    for row in 0..1_000 {
        text.push_str(&match row % 4 {
            0 => format!("\"P{row};{row};5\n"),
            1 => format!("P{row};many;5\n"),
            2 => format!("P{row};{row}\n"),
            _ => format!("P{row};{row};-5\n"),
        });
        text.push_str(&format!("G{row};{row};5\n"));
    }
    let answers = file(&text, Language::Nl);
    assert_eq!(answers.all(), 2_000);
    for place in 0..2_000 {
        let problems = answers.problems(place);
        let number = u32::try_from(place).unwrap() + 2;
        assert_eq!(answers.number(place), number);
        assert_eq!(answers.outcomes()[place].judged().is_some(), place % 2 == 1, "row {number}");
        assert_eq!(problems.is_empty(), place % 2 == 1, "row {number}");
        let name = if place % 2 == 1 { "G" } else { "P" };
        let name = format!("{name}{}", place / 2);
        // Of one whose quotes don't fit nobody can tell where the name ends.
        assert!(answers.partner(place).starts_with(&name));
        assert!(answers.partner(place) == name || place % 8 == 0);
        if let Some(problem) = problems.first() {
            assert_eq!(problem.row, number);
            match place / 2 % 4 {
                0 => assert_eq!(problem.fault, Fault::Quotes),
                1 => assert_eq!(problem.column, Some(1)),
                2 => assert_eq!(problem.fault, Fault::Cells { found: 2, expected: 3 }),
                _ => assert_eq!(problem.column, Some(2)),
            }
        }
    }
}

/// Numbers with at most two decimals, as a form takes them all; names without spaces around them, which no cell keeps.
fn rounded(pairs: Vec<(String, String)>) -> Scenario {
    let round = |text: &str| text.parse::<Decimal>().map_or(text.to_string(), |number| number.round_dp(2).to_string());
    let round_all = |(path, text): (String, String)| {
        let Kind::Number { .. } = Slot::from_path(&path).unwrap().row().kind else {
            return (path, text.trim().to_string());
        };
        let separator = if text.contains("..") { ".." } else { ";" };
        let text = text.split(separator).map(round).collect::<Vec<_>>().join(separator);
        (path, text)
    };
    from_pairs(&pairs.into_iter().map(round_all).collect::<Vec<_>>()).0
}

fn row_of(scenario: &Scenario, language: Language) -> String {
    let place = |field| scenario.get(Slot::of(field));
    let currency = match place(FieldId::Currency) {
        Some(Value::Choice(place)) => Currency::ALL[usize::from(*place)],
        _ => Currency::Eur,
    };
    let mut writer = WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let stated: Vec<(Slot, String)> =
        scenario.stated().map(|(slot, value)| (slot, write(slot, value, currency, language))).collect();
    let header = stated.iter().map(|(slot, _)| slot.path());
    writer.write_record(std::iter::once("partner".to_string()).chain(header)).unwrap();
    let cells = stated.iter().map(|(_, cell)| cell.as_str());
    writer.write_record(std::iter::once("Contoso").chain(cells)).unwrap();
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

proptest! {
    #![proptest_config(trials(60))]

    #[test]
    fn a_row_is_the_scenario_it_was_written_from_and_has_its_answer(pairs in pairs()) {
        let scenario = rounded(pairs);
        for language in Language::ALL {
            let text = row_of(&scenario, language);
            let answers = file(&text, language);
            prop_assert_eq!(answers.problems(0), vec![], "{:?}", text);
            let read = answers.scenario(0).unwrap();
            prop_assert_eq!(read.write(), scenario.write(), "{:?}", text);
            let answer = Evaluation::new(&scenario, TODAY).answer();
            prop_assert_eq!(&Evaluation::new(&read, TODAY).answer(), &answer);
            let judged = *answers.outcomes()[0].judged().unwrap();
            prop_assert_eq!(judged.difference, answer.difference.reported());
            prop_assert_eq!(judged.currency, answer.currency);
            prop_assert_eq!(judged.direct, answer.eligibility.direct.verdict);
            prop_assert_eq!(judged.indirect, answer.eligibility.indirect.verdict);
            prop_assert_eq!(judged.earliest, answer.eligibility.direct.earliest);
            prop_assert_eq!(judged.choice, answer.recommendation.choice);
        }
    }

    #[test]
    fn no_cell_makes_it_panic_or_loses_a_row(cells in proptest::collection::vec("\\PC{0,12}|[\";,\n\r0-9.%€-]{0,12}", 9)) {
        let slots: Vec<Slot> = tierwise::engine::scenario::slots(2).collect();
        for slot in slots {
            for cell in &cells {
                for language in [Language::Nl, Language::En] {
                    let _ = tierwise::batch::cell::read(Cell::Text(cell), slot, Currency::Usd, language);
                }
            }
        }
    }
}

/// The answers to a sheet.
fn sheet(fill: impl FnOnce(&mut Worksheet)) -> Answers {
    let mut writer = Writer::new();
    fill(writer.add_worksheet());
    let bytes = writer.save_to_buffer().unwrap();
    assert_eq!(is_workbook(&bytes), Ok(true));
    let mut workbook = Workbook::open(bytes).unwrap();
    assert_eq!(workbook.sheets, ["Sheet1"]);
    answers(workbook.read(0).unwrap(), Language::Nl)
}

#[test]
fn the_cells_of_a_workbook_are_read_exactly() {
    let percent = Format::new().set_num_format("0.00%");
    let quoted = Format::new().set_num_format("0\"%\"");
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let answers = sheet(|sheet| {
        let paths = [
            "partner",
            "revenue.azure",
            "direct.margin_pct.azure",
            "as_of",
            "standing.maicpp",
            "customers",
            "revenue.security",
        ];
        for (column, path) in (0..).zip(paths) {
            sheet.write(0, column, path).unwrap();
        }
        // All of it as a workbook has it.
        sheet.write(1, 0, "A").unwrap();
        sheet.write(1, 1, 1234567.89).unwrap();
        sheet.write_with_format(1, 2, 0.07, &percent).unwrap();
        let date = ExcelDateTime::from_ymd(2026, 11, 23).unwrap();
        sheet.write_with_format(1, 3, &date, &day).unwrap();
        sheet.write(1, 4, true).unwrap();
        sheet.write(1, 5, 80).unwrap();
        // Numbers that are texts.
        sheet.write(2, 0, "B").unwrap();
        sheet.write(2, 1, "1.234,50").unwrap();
        sheet.write(2, 2, "12,5 %").unwrap();
        sheet.write(2, 3, "2026-11-24").unwrap();
        sheet.write(2, 4, "nee").unwrap();
        sheet.write(2, 5, 0.1 + 0.2 + 79.7).unwrap();
        sheet.write(2, 6, 1.0 / 3.0).unwrap();
        // A row further down, and everything in it wrong.
        sheet.write(9, 1, "1,500").unwrap();
        sheet.write_with_format(9, 2, 1.5, &percent).unwrap();
        let time = ExcelDateTime::from_ymd(2026, 11, 23).unwrap().and_hms(10, 30, 0).unwrap();
        sheet.write_with_format(9, 3, &time, &day).unwrap();
        sheet.write(9, 4, 1).unwrap();
        sheet.write_with_format(9, 5, 0.5, &percent).unwrap();
        sheet.write_with_format(9, 6, &date, &day).unwrap();
        // A sign in quotes makes no percentage; without any, 0.2 reads two ways.
        sheet.write_with_format(10, 2, 20, &quoted).unwrap();
        sheet.write(11, 2, 0.2).unwrap();
        // A cell beyond the header.
        sheet.write(12, 7, "x").unwrap();
    });
    assert_eq!(answers.all(), 6);
    let text = |place: usize, path: &str| {
        let slot = Slot::from_path(path).unwrap();
        answers.scenario(place).unwrap().get(slot).map(|value| value.text(slot.row().kind))
    };
    let is = |place: usize, path: &str, expected: &str| {
        assert_eq!(text(place, path).as_deref(), Some(expected), "{path} {:?}", answers.problems(place));
    };
    is(0, "revenue.azure", "1234567.89");
    is(0, "direct.margin_pct.azure", "7");
    is(0, "as_of", "2026-11-23");
    is(0, "standing.maicpp", "true");
    is(0, "customers", "80");
    assert_eq!(text(0, "revenue.security"), None);
    // No number is rounded in silence.
    let problems = answers.problems(1);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!((problems[0].column, &problems[0].fault), (Some(6), &Fault::Misfit(Misfit::TooManyDecimals)));
    assert_eq!(answers.scenario(1), None);
    assert_eq!(answers.number(2), 10);
    let faults: Vec<Fault> = answers.problems(2).into_iter().map(|problem| problem.fault).collect();
    assert!(matches!(faults[0], Fault::Ask(_)), "{faults:?}");
    assert!(matches!(faults[1], Fault::Misfit(Misfit::OutOfRange { .. })), "{faults:?}");
    assert_eq!(
        faults[2..],
        [Fault::Time, Fault::Misfit(Misfit::NotAFact), Fault::Percent, Fault::Misfit(Misfit::NotANumber),]
    );
    is(3, "direct.margin_pct.azure", "20");
    assert!(matches!(answers.problems(4)[0].fault, Fault::Ask(_)));
    assert!(matches!(answers.problems(5)[0].fault, Fault::Cells { expected: 7, .. }));
    assert_eq!(answers.number(5), 13);
}

#[test]
fn a_sheet_without_a_header_is_refused() {
    let mut writer = Writer::new();
    writer.add_worksheet();
    let mut workbook = Workbook::open(writer.save_to_buffer().unwrap()).unwrap();
    assert_eq!(workbook.read(0).err(), Some(Refused::NoHeader));
    assert_eq!(workbook.read(1).err(), Some(Refused::NoSheet));
}
