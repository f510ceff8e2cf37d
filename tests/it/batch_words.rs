//! What is said of rows, cells and files: where it is, what stands there, and what would be right.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tierwise::batch::answers::Answers;
use tierwise::batch::cell::{Fault, read, write};
use tierwise::batch::header::{Column, Target, columns};
use tierwise::batch::refused::Refused;
use tierwise::batch::row::{Plan, Problem};
use tierwise::batch::say;
use tierwise::batch::table::Cell;
use tierwise::batch::text;
use tierwise::batch::view::{CHOICES, VERDICTS};
use tierwise::engine::catalogue::{FieldId, Slot};
use tierwise::engine::currency::Currency;
use tierwise::engine::scenario::{Fault as Misfit, Value};
use tierwise::engine::situation::ChannelId;
use tierwise::entry;
use tierwise::i18n::{Language, Locale};
use tierwise::typed::Wrong;

use crate::batch::file;
use crate::support::{decimal, trials};

/// What is said of a row's problems.
fn said(answers: &Answers, place: usize, reader: Language) -> Vec<String> {
    let locale = Locale::embedded(reader);
    answers.problems(place).iter().map(|problem| say::problem(&locale, answers, place, problem)).collect()
}

/// What is said of one cell under this header.
fn one(header: &str, cell: &str, language: Language) -> String {
    let answers = file(&format!("partner;{header}\nA;{cell}\n"), language);
    let said = said(&answers, 0, language);
    assert_eq!(said.len(), 1, "{header} {cell}: {said:?}");
    said[0].clone()
}

#[test]
fn a_problem_says_where_it_is_what_stands_there_and_what_would_be_right() {
    for (header, cell, expected) in [
        ("revenue.azure", "1.500", "“1.500” can mean €1.50 or €1,500.00. Write 1.50 or 1,500."),
        ("direct.margin_pct.azure", "0.15", "“0.15” can mean 0.15 % or 15 %. Write 0.15 % or 15 %."),
        ("revenue.azure", "-5", "“-5” must be between 0 and 1,000,000,000,000."),
        ("customers", "1.5", "“1.5” must be a whole number, like 2."),
        ("customers", "many", "“many” is not a number. Write one like 10."),
        ("revenue.azure", "ca. 400", "“ca. 400” is not one number. Write one, like 1,250,000, or a range, like 1..3."),
        ("revenue.azure", "1.2345", "“1.2345” has more than 2 decimals. Write 1.23."),
        ("revenue.azure", "£ 5", "“£ 5” is not in EUR. Change the amount, or the currency of the row."),
        (
            "revenue.azure",
            "9..1",
            "“9..1” is not a range from low to high. Write it like 1..3, or like 1;2;3 with the likely value in the middle.",
        ),
        (
            "standing.maicpp",
            "maybe",
            "“maybe” is neither yes nor no. Write Yes or No, or leave the cell empty where it isn’t known.",
        ),
        ("role", "boss", "“boss” is not one of the choices. Write direct, indirect or new."),
        ("as_of", "22-11-2026", "“22-11-2026” is not a date that exists. Write it like 2026-11-22."),
        ("as_of", "2017-01-01", "“2017-01-01” must be between 2018-08-31 and 2199-12-31."),
        ("rules", "fy99", "“fy99” is not one of the choices. Write 2018, 2020 or fy26."),
        ("standing.designations", "security, security", "“security” stands in the list twice. Leave one out."),
    ] {
        assert_eq!(one(header, cell, Language::En), format!("Row 2, column B ({header}): {expected}"));
    }
    let answers = file("partner;customers\n\"A;1\nB;1;2\n", Language::En);
    assert!(said(&answers, 0, Language::En)[0].starts_with("Row 2: the quotation marks don’t fit"));
    let cells = "Row 3: it has 3 cells, the first row 2. Check the separators, and put a cell that contains one in quotation marks.";
    assert_eq!(said(&answers, 1, Language::En), [cells]);
}

#[test]
fn what_would_be_right_is_written_as_the_file_has_it() {
    // An English file, read by somebody who reads Dutch.
    let answers = file("partner;revenue.azure;standing.maicpp\nA;1.500;x\n", Language::En);
    assert_eq!(
        said(&answers, 0, Language::Nl),
        [
            "Rij 2, kolom B (revenue.azure): “1.500” kan € 1,50 of € 1.500,00 betekenen. Schrijf 1.50 of 1,500.",
            "Rij 2, kolom C (standing.maicpp): “x” is geen ja of nee. Schrijf Yes of No, of laat de cel leeg als het niet \
             bekend is.",
        ]
        .map(|text| text.replace("€ ", "€\u{a0}"))
    );
}

#[test]
fn a_row_and_a_column_are_those_of_the_spreadsheet() {
    for (column, letters) in
        [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")]
    {
        assert_eq!(say::letters(column), letters);
    }
    // Nothing hidden of a header is repeated, and no more than can be read.
    let long = "x".repeat(100);
    let table = text::read(&format!("\"cus\ttomers\";{long}\nmany;-1\n"), b';').unwrap();
    let columns = columns(table.row(0).unwrap());
    let chosen = |path: &str| Some(Target::Field(Slot::from_path(path).unwrap()));
    let chosen = BTreeMap::from([(0, chosen("customers")), (1, chosen("revenue.azure"))]);
    let plan = Plan::new(&columns, &chosen, Language::En).unwrap();
    let answers = Answers::new(std::rc::Rc::new(table), plan, crate::support::TODAY);
    let said = said(&answers, 0, Language::En);
    assert!(said[0].starts_with("Row 2, column A (customers): "), "{said:?}");
    assert!(said[1].starts_with(&format!("Row 2, column B ({}…): ", "x".repeat(40))), "{said:?}");
}

/// Every fault there is.
fn faults() -> Vec<Fault> {
    let number = |text| Value::Number(decimal(text));
    let problems = [
        entry::Problem::Character('x'),
        entry::Problem::Approximate { found: 'c' },
        entry::Problem::NoNumber,
        entry::Problem::Grouping,
        entry::Problem::Decimals { suggestion: decimal("1.23") },
        entry::Problem::Whole { suggestion: decimal("2") },
        entry::Problem::Currency(&["USD"]),
        entry::Problem::TooLow { min: decimal("0") },
        entry::Problem::TooHigh { max: decimal("100") },
    ];
    let misfits = [
        Misfit::UnknownKey,
        Misfit::GivenTwice,
        Misfit::NotANumber,
        Misfit::TooManyDecimals,
        Misfit::NotWhole,
        Misfit::NotARange,
        Misfit::OutOfRange { min: decimal("0"), max: decimal("1") },
        Misfit::NotAFact,
        Misfit::UnknownChoice(&["one", "two"]),
        Misfit::UnknownItem(&["one", "two"]),
        Misfit::ItemTwice,
        Misfit::NotADate,
        Misfit::DateOutOfRange,
        Misfit::NotAName,
        Misfit::UnknownRules,
        Misfit::NotAScenario,
        Misfit::NoSuchOffer,
        Misfit::NotOffers,
        Misfit::NotAnObject,
        Misfit::BrokenText,
        Misfit::Cut,
    ];
    let mut faults = vec![
        Fault::Quotes,
        Fault::Cells { found: 2, expected: 3 },
        Fault::Ask([number("1.5"), number("1500")]),
        Fault::Unsure(number("1500")),
        Fault::Typed(Wrong::Total),
        Fault::Typed(Wrong::Text(Misfit::NotARange)),
        Fault::Twice("security".into()),
        Fault::Time,
        Fault::Percent,
        Fault::Failed,
    ];
    faults.extend(problems.map(|problem| Fault::Typed(Wrong::Number(problem))));
    faults.extend(problems.map(|problem| Fault::Typed(Wrong::End(problem))));
    faults.extend(misfits.map(Fault::Misfit));
    faults
}

/// That something is said, with nothing left open.
#[track_caller]
fn is_whole(text: &str) {
    assert!(text.chars().count() > 2 && !text.contains(['{', '}']) && !text.contains("()"), "{text:?}");
}

#[test]
fn every_fault_is_said_of_every_kind_of_field_in_every_language() {
    let paths = [
        "customers",
        "revenue.azure",
        "direct.margin_pct.azure",
        "standing.billed_ttm_usd",
        "usd_rate",
        "role",
        "standing.maicpp",
        "as_of",
        "offers.0.name",
        "standing.designations",
    ];
    let answers = file(&format!("{}\n1", paths.join(";")), Language::De);
    for language in Language::ALL {
        let locale = Locale::embedded(language);
        for fault in faults() {
            for column in (0..paths.len()).map(Some).chain([None]) {
                let problem =
                    Problem { row: 2, column, value: "so {it}".replace(['{', '}'], "'"), fault: fault.clone() };
                is_whole(&say::problem(&locale, &answers, 0, &problem));
            }
        }
    }
}

#[test]
fn outcomes_verdicts_and_choices_have_words_in_every_language() {
    let answers = file(
        "partner;customers;offers.0.name;offers.0.margin_pct.azure\nA;80;Noord;90\nB;80;;90\nC;x;;\n",
        Language::Nl,
    );
    for language in Language::ALL {
        let locale = Locale::embedded(language);
        VERDICTS.into_iter().for_each(|verdict| is_whole(say::verdict(&locale, verdict)));
        CHOICES.into_iter().for_each(|choice| is_whole(say::choice(&locale, choice)));
        for outcome in answers.outcomes().iter().map(Some).chain([None]) {
            is_whole(&say::outcome(&locale, outcome));
        }
        is_whole(&say::earliest(&locale, None));
        is_whole(&say::target(&locale, Target::Partner));
        is_whole(&say::target(&locale, Target::Field(Slot::of(FieldId::Customers))));
    }
    let locale = Locale::embedded(Language::Fr);
    let judged = |place: usize| *answers.outcomes()[place].judged().unwrap();
    assert_eq!(judged(0).best, ChannelId::Offer(0));
    assert_eq!(say::best(&locale, &answers, 0, &judged(0)), "Noord");
    assert_eq!(say::best(&locale, &answers, 1, &judged(1)), "Distributeur\u{a0}A");
    let direct = tierwise::batch::answers::Judged { best: ChannelId::Direct, ..judged(1) };
    assert_eq!(say::best(&locale, &answers, 1, &direct), "Direct");
    assert_eq!(say::outcome(&Locale::embedded(Language::En), Some(&answers.outcomes()[2])), "1 problem");
}

#[test]
fn what_refuses_a_file_is_said_in_every_language() {
    let all = [
        Refused::Empty,
        Refused::TooLarge,
        Refused::Binary,
        Refused::BrokenText,
        Refused::OldWorkbook,
        Refused::NotAWorkbook,
        Refused::TooLargeUnpacked,
        Refused::NoSheet,
        Refused::TooManyRows,
        Refused::TooManyColumns,
        Refused::TooManyCells,
        Refused::NoHeader,
    ];
    for language in Language::ALL {
        let locale = Locale::embedded(language);
        let mut texts = all.map(|refused| say::refused(&locale, refused));
        texts.iter().for_each(|text| is_whole(text));
        texts.sort();
        assert!(texts.is_sorted_by(|one, other| one != other), "two say the same: {texts:?}");
    }
    let english = Locale::embedded(Language::En);
    assert_eq!(
        say::refused(&english, Refused::TooManyRows),
        "This table has more than 1,048,576 rows. Split it over more files."
    );
    assert_eq!(say::refused(&english, Refused::TooLarge), "This file is too large: at most 64 MiB is read.");
}

#[test]
fn columns_that_stand_for_the_same_are_named() {
    let columns: Vec<Column> = columns(text::read("customers;partner;cs\n1;A;2", b';').unwrap().row(0).unwrap());
    let twice = Plan::new(&columns, &BTreeMap::new(), Language::En).unwrap_err();
    let said = say::twice(&Locale::embedded(Language::En), &columns, &twice[0]);
    assert_eq!(
        said,
        "Columns A (customers) and C (cs) both stand for “Number of customers”. Choose one of them and leave the other out."
    );
}

proptest! {
    #![proptest_config(trials(40))]

    /// Both ways that are offered for an ambiguous cell are read as they are offered.
    #[test]
    fn what_is_proposed_is_read_without_doubt(whole in 1u32..999, digits in 100u32..999) {
        for (language, separator) in [(Language::En, "."), (Language::Nl, ","), (Language::De, ","), (Language::Fr, ",")] {
            let slot = Slot::from_path("revenue.azure").unwrap();
            let text = format!("{whole}{separator}{digits}");
            let Err(Fault::Ask(values)) = read(Cell::Text(&text), slot, Currency::Eur, language) else {
                // With a decimal too many, or in a language where it groups.
                continue;
            };
            for value in values {
                let right = write(slot, &value, Currency::Eur, language);
                prop_assert_eq!(read(Cell::Text(&right), slot, Currency::Eur, language), Ok(Some(value)));
            }
        }
    }

    #[test]
    fn whatever_a_cell_holds_its_problem_can_be_said(cell in "\\PC{0,12}|[0-9.,%€ -]{0,8}") {
        for path in ["customers", "revenue.azure", "direct.margin_pct.azure", "role", "as_of", "offers.0.name"] {
            let quoted = cell.replace('"', "\"\"");
            let answers = file(&format!("partner;{path}\nA;\"{quoted}\"\n"), Language::Nl);
            for text in said(&answers, 0, Language::Fr) {
                prop_assert!(text.starts_with("Ligne 2, colonne B ("), "{}", text);
            }
        }
    }
}
