//! `docs/batch.md` says what holds: its examples are read, its limits and columns are those of the program.

use std::fs;
use std::path::Path;

use tierwise::batch::export::COLUMNS;
use tierwise::batch::header::Target;
use tierwise::batch::refused::{MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED};
use tierwise::batch::{say, text};
use tierwise::i18n::{Language, Locale};

use crate::batch::answers;

fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/batch.md")).expect("the page")
}

/// The blocks of the page, each with what stands behind its fence.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    for (place, part) in page.split("```").enumerate().filter(|(place, _)| place % 2 == 1) {
        let (info, block) = part.split_once('\n').unwrap_or_else(|| panic!("block {place}"));
        blocks.push((info.to_string(), block.to_string()));
    }
    blocks
}

#[test]
fn the_examples_are_read_as_the_page_says() {
    let blocks = blocks(&page());
    let locale = Locale::embedded(Language::En);
    let mut read = 0;
    for (place, (info, block)) in blocks.iter().enumerate() {
        let Some(code) = info.strip_prefix("csv ") else { continue };
        let delimiter = text::delimiter(block, b';', |name| Target::named(name).is_some());
        let answers = answers(text::read(block, delimiter).unwrap(), Language::from_code(code).unwrap());
        let said: Vec<String> = (0..answers.all())
            .flat_map(|row| {
                let problems = answers.problems(row);
                problems.iter().map(|problem| say::problem(&locale, &answers, row, problem)).collect::<Vec<_>>()
            })
            .collect();
        let expected = blocks.get(place + 1).filter(|(info, _)| info == "text").map_or("", |(_, text)| text.as_str());
        assert_eq!(said, expected.lines().collect::<Vec<_>>(), "{block}");
        read += 1;
    }
    assert_eq!(read, 2);
}

#[test]
fn the_limits_and_columns_are_those_of_the_program() {
    let page = page();
    let locale = Locale::embedded(Language::En);
    let count = |number: usize| locale.count(i64::try_from(number).unwrap());
    for limit in [
        format!("| a file | {} MiB |", MAX_BYTES >> 20),
        format!("| a workbook once it is unpacked | {} MiB,", MAX_UNPACKED >> 20),
        format!("| rows | {},", count(usize::try_from(MAX_ROWS).unwrap())),
        format!("| columns | {} |", count(MAX_COLUMNS)),
        format!("| cells | {} |", count(MAX_CELLS)),
    ] {
        assert!(page.contains(&limit), "{limit}");
    }
    let (_, results) = page.split_once("## Results").unwrap();
    let rows = results.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let heads: Vec<&str> = rows.filter(|head| *head != "column").collect();
    assert_eq!(heads, COLUMNS.map(|(head, _)| locale.text(head)));
}
