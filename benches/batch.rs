//! What a table of partners costs natively: `cargo xtask batch` prints it beside what it costs in a browser.
//!
//! ```sh
//! cargo bench --no-default-features --features batch --bench batch -- partners.csv
//! ```
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::time::Instant;
use std::{env, fs};

use tierwise::batch::answers::Answers;
use tierwise::batch::file::File;
use tierwise::batch::row::Plan;
use tierwise::engine::date::Date;
use tierwise::i18n::Language;

const TODAY: Date = Date::literal(2026, 11, 22);

/// Prints the rows, the milliseconds it took to read them and to answer them, the bytes that file and answers take, and the
/// most that the process had, in bytes; 0 where the system doesn't say.
fn main() {
    let Some(path) = env::args().skip(1).find(|argument| !argument.starts_with('-')) else { return };
    let bytes = fs::read(path).expect("the file is there");
    let began = Instant::now();
    let Ok(file) = File::read(bytes, Language::Nl) else { panic!("it is no table") };
    let read = began.elapsed();
    let plan = Plan::new(&file.columns, &BTreeMap::new(), Language::Nl).expect("no two columns stand for the same");
    let mut answers = Answers::new(file.table.clone(), plan, TODAY);
    let began = Instant::now();
    while answers.answer_next().is_some() {}
    let answered = began.elapsed();
    let (rows, bytes) = (answers.done(), answers.bytes());
    println!("{rows} {} {} {bytes} {}", read.as_millis(), answered.as_millis(), peak());
}

fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}
