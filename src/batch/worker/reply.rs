//! What the worker answers, as JSON: an object with one key, the name of the answer.

use serde::Serialize;

/// An answer. Texts are for whoever looks at the page, in its language.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// Every field that a column can stand for, in groups.
    Fields(Vec<Group>),
    /// What a file has that could be read.
    File(Read),
    /// Why a file can't be read.
    Refused(String),
    /// Whether columns can stand for what was chosen.
    Plan(Plan),
    /// How far the work is.
    Progress(Progress),
    /// Some rows.
    View(Shown),
}

/// Fields that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// What they are called together.
    pub label: String,
    /// The name of each in a header, and what it is called.
    pub fields: Vec<(String, String)>,
}

/// What a file has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Read {
    /// How many rows, without the header.
    pub rows: usize,
    /// What it has in columns.
    pub columns: Vec<Column>,
    /// How its characters were read; nothing of a workbook.
    pub encoding: Option<&'static str>,
    /// What stands between its cells; nothing in a workbook.
    pub delimiter: Option<char>,
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    /// Which of them it is, the first being 0.
    pub sheet: usize,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// What its header says, cut when it is long.
    pub text: String,
    /// The name of what it stands for; nothing where nobody knows.
    pub known: Option<String>,
    /// The names of what it may have been meant to be, the likeliest first.
    pub suggestions: Vec<String>,
    /// What stands in some of its cells, cut when it is long.
    pub samples: Vec<String>,
}

/// Whether columns can stand for what was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// What more columns than one stand for; nothing can be worked out then.
    pub twice: Vec<Twice>,
    /// How many columns stand for a figure.
    pub used: usize,
}

/// Columns that stand for the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Twice {
    /// The columns, the first being 0.
    pub columns: Vec<usize>,
    /// That they do.
    pub says: String,
}

/// How far the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// How many rows are worked out.
    pub done: usize,
    /// How many there are.
    pub all: usize,
}

/// Some of the rows of a view, and what all of its rows come to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
    /// How many rows it has.
    pub matched: usize,
    /// How many of those are of each kind.
    pub counts: Counts,
    /// What they come to, in each currency.
    pub sums: Vec<Sum>,
    /// Those that were asked for.
    pub rows: Vec<Row>,
}

/// How many rows there are of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// With an answer.
    pub answered: usize,
    /// With problems.
    pub problems: usize,
    /// Not worked out yet.
    pub waiting: usize,
}

/// What rows come to in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// Its code.
    pub currency: &'static str,
    /// How many rows have an answer in it.
    pub rows: usize,
    /// Where indirect is ahead.
    pub indirect: Gain,
    /// Where direct is.
    pub direct: Gain,
    /// Where direct would be, but is ruled out.
    pub ruled_out: Gain,
    /// All differences together, with a sign.
    pub net: String,
}

/// So many rows, and by how much one side is ahead in them together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gain {
    /// How many.
    pub rows: usize,
    /// An amount.
    pub amount: String,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its number in the file.
    pub row: u32,
    /// The partner's name.
    pub partner: String,
    /// What is known of it.
    pub says: String,
    /// Its answer; nothing where it has none.
    pub answer: Option<RowAnswer>,
    /// All that keeps it from one, each with where it stands.
    pub problems: Vec<String>,
}

/// The answer of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowAnswer {
    /// What to do.
    pub choice: String,
    /// Whether direct is open.
    pub direct: String,
    /// What else is to be said of what is open; mostly nothing.
    pub also: Vec<String>,
    /// The best channel.
    pub best: String,
    /// The difference a year, with a sign.
    pub difference: String,
    /// The first day on which direct can be open.
    pub earliest: String,
    /// The address that opens it in the calculator.
    pub link: String,
}
