//! What the page asks of the worker. As JSON, a question without anything else is its name, `"go_on"`, another is an object with
//! one key: `{"read":{"language":"nl"}}`.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::batch::header::Target;
use crate::batch::view::View;
use crate::engine::date::Date;
use crate::i18n::Language;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// Every field that a column can stand for.
    Fields,
    /// Read the file that comes with this.
    Read {
        /// The language that its cells are in, as far as it is known.
        #[serde(deserialize_with = "language")]
        language: Language,
    },
    /// Take another sheet of the workbook.
    Sheet {
        /// The first is 0.
        sheet: usize,
    },
    /// Whether columns can stand for what was chosen.
    Plan(Chosen),
    /// Begin with the first row.
    Start {
        /// What the columns stand for.
        plan: Chosen,
        /// Today, where the visitor is.
        #[serde(deserialize_with = "day")]
        today: Date,
    },
    /// Work out more rows.
    GoOn {
        /// So many at most.
        rows: usize,
    },
    /// Some of the rows of a view, and what all of them come to.
    View {
        /// Which rows, and in what order.
        view: View,
        /// The first of them that is wanted, the first of all being 0.
        from: usize,
        /// So many at most, and never more than [`MAX_SHOWN`].
        count: usize,
    },
    /// The rows of a view as a file.
    Export {
        /// Which kind of file.
        kind: Kind,
        /// Which rows, and in what order.
        view: View,
    },
    /// A file to begin with.
    Template {
        /// Which kind of file.
        kind: Kind,
    },
}

/// The most rows that are shown at a time.
pub const MAX_SHOWN: usize = 200;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A text.
    Csv,
    /// A workbook.
    Xlsx,
}

/// What columns stand for, as somebody chose.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// The language that the cells are in.
    #[serde(deserialize_with = "language")]
    pub language: Language,
    /// Columns, the first being 0, each with what it stands for: nothing where it isn't used. Any other is what its header says.
    #[serde(deserialize_with = "columns")]
    pub columns: Vec<(usize, Option<Target>)>,
}

fn language<'a, D: Deserializer<'a>>(from: D) -> Result<Language, D::Error> {
    Language::from_code(&String::deserialize(from)?).ok_or_else(|| D::Error::custom("no language"))
}

fn day<'a, D: Deserializer<'a>>(from: D) -> Result<Date, D::Error> {
    Date::parse(&String::deserialize(from)?).ok_or_else(|| D::Error::custom("no day"))
}

fn columns<'a, D: Deserializer<'a>>(from: D) -> Result<Vec<(usize, Option<Target>)>, D::Error> {
    let target = |name: String| Target::named(&name).ok_or_else(|| D::Error::custom("no field"));
    let columns = Vec::<(usize, Option<String>)>::deserialize(from)?;
    columns.into_iter().map(|(column, name)| Ok((column, name.map(target).transpose()?))).collect()
}
