//! The changes that there are to make, as cargo-mutants lists them.

use anyhow::{Context, Result};
use serde::Deserialize;

use xtask::command::{self, Run};
use xtask::tools;

/// A change of the sources in one place.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Mutant {
    /// What it is called: file, line, column, and what is changed there.
    pub(crate) name: String,
    /// The file, from the root of the checkout.
    pub(crate) file: String,
    pub(crate) genre: Genre,
    /// What comes instead.
    pub(crate) replacement: String,
    span: Span,
    function: Option<Function>,
}

/// What kind of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Genre {
    /// A function returns this at once.
    FnValue,
    /// An operator between two values is another one.
    BinaryOperator,
    /// An operator before a value is left out.
    UnaryOperator,
    /// An arm of a match is left out.
    MatchArm,
    /// The condition of an arm is true, or false.
    MatchArmGuard,
    /// A field of a structure is left out, for that of the base.
    StructField,
}

#[derive(Debug, Clone, Deserialize)]
struct Span {
    start: Place,
}

/// A place in a file; both count from 1, the column in characters.
#[derive(Debug, Clone, Deserialize)]
struct Place {
    line: usize,
    column: usize,
}

#[derive(Debug, Clone, Deserialize)]
struct Function {
    return_type: String,
}

impl Mutant {
    /// All of them, in the order of the files; their numbers are their places in it.
    pub(crate) fn all() -> Result<Vec<Mutant>> {
        let list = command::plain(tools::cargo_mutants()?.join("cargo-mutants"))
            .args(["mutants", "--list", "--json"])
            .output_text()?;
        Ok(serde_json::from_str(&list)?)
    }

    /// Where in the text of its file it is, in bytes.
    pub(crate) fn offset(&self, text: &str) -> Result<usize> {
        let Place { line, column } = self.span.start;
        let before: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let rest = text.get(before..).context("a place past the end")?;
        let (within, _) = rest.char_indices().nth(column - 1).context("a place past the end of its line")?;
        Ok(before + within)
    }

    /// Whether it stands for a type that is not named: a function has but one of these, so it can't return now this and now that.
    pub(crate) fn is_of_unnamed_type(&self) -> bool {
        self.genre == Genre::FnValue && self.function.as_ref().is_some_and(|of| of.return_type.contains("impl "))
    }
}
