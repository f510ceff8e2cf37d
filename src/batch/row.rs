//! From a row to a scenario, by what each column stands for.

use std::collections::BTreeMap;

use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::currency::Currency;
use crate::engine::scenario::{Given, Scenario, Value};
use crate::i18n::Language;

use super::cell::{self, Fault};
use super::header::{Column, Target};
use super::table::Row;

/// The most of a refused cell that is repeated, in characters.
const MAX_SHOWN: usize = 80;

/// Something in a row that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The number of the row in the file.
    pub row: u32,
    /// The column, the first being 0; nothing where it is the row as a whole.
    pub column: Option<usize>,
    /// What stands there, cut when it is long.
    pub value: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// A target that more columns than one stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twice {
    /// The target.
    pub target: Target,
    /// The columns.
    pub columns: Vec<usize>,
}

/// What each column of a file stands for, and in which language its cells are.
#[derive(Clone, Debug)]
pub struct Plan {
    columns: Vec<Option<Target>>,
    /// The path of each column that is a field's.
    paths: Vec<String>,
    /// The column with the partners' names, and the one with the currency: looked up for every row.
    partner: Option<usize>,
    currency: Option<usize>,
    language: Language,
}

impl Plan {
    /// What the columns stand for; `chosen` says it of those where somebody chose.
    ///
    /// # Errors
    /// Where two columns stand for the same.
    pub fn new(
        columns: &[Column],
        chosen: &BTreeMap<usize, Option<Target>>,
        language: Language,
    ) -> Result<Plan, Vec<Twice>> {
        let of = |(place, column): (usize, &Column)| chosen.get(&place).copied().unwrap_or(column.known);
        let columns: Vec<Option<Target>> = columns.iter().enumerate().map(of).collect();
        let mut found: BTreeMap<Target, Vec<usize>> = BTreeMap::new();
        for (place, target) in columns.iter().enumerate() {
            if let Some(target) = target {
                found.entry(*target).or_default().push(place);
            }
        }
        let twice: Vec<Twice> = found
            .into_iter()
            .filter(|(_, columns)| columns.len() > 1)
            .map(|(target, columns)| Twice { target, columns })
            .collect();
        if !twice.is_empty() {
            return Err(twice);
        }
        let paths = columns.iter().map(|target| target.map_or_else(String::new, Target::name)).collect();
        let place = |target| columns.iter().position(|other| *other == Some(target));
        let (partner, currency) = (place(Target::Partner), place(Target::Field(Slot::of(FieldId::Currency))));
        Ok(Plan { columns, paths, partner, currency, language })
    }

    /// The language the cells are in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The column that stands for something.
    pub fn column(&self, target: Target) -> Option<usize> {
        self.columns.iter().position(|other| *other == Some(target))
    }

    /// The field of a column.
    pub fn field(&self, column: usize) -> Option<Slot> {
        match self.columns.get(column)? {
            Some(Target::Field(slot)) => Some(*slot),
            _ => None,
        }
    }

    /// The name of the partner in a row.
    pub fn partner<'a>(&self, row: Row<'a>) -> &'a str {
        self.partner.map_or("", |column| row.cell(column).text().trim())
    }

    /// The currency of a row's amounts, as far as it can be read.
    pub fn currency(&self, row: Row<'_>) -> Currency {
        let slot = Slot::of(FieldId::Currency);
        let read = self.currency.map(|column| cell::read(row.cell(column), slot, Currency::Eur, self.language));
        match read {
            Some(Ok(Some(Value::Choice(place)))) => {
                Currency::ALL.get(usize::from(place)).copied().unwrap_or(Currency::Eur)
            }
            _ => Currency::Eur,
        }
    }

    /// The scenario of a row, or everything that keeps it from having one.
    ///
    /// # Errors
    /// What can't be read, in the order of the columns.
    pub fn read(&self, row: Row<'_>) -> Result<Scenario, Vec<Problem>> {
        let problem = |column: Option<usize>, fault| {
            let text = column.map_or("", |column| row.cell(column).text().trim());
            let value = text.chars().filter(|character| !character.is_control()).take(MAX_SHOWN).collect();
            Problem { row: row.number(), column, value, fault }
        };
        if row.is_damaged() {
            return Err(vec![problem(None, Fault::Quotes)]);
        }
        let expected = self.columns.len();
        let mut problems = Vec::new();
        if row.count() > expected || (row.count() < expected && !row.may_be_short()) {
            // What would stand where can't be told then.
            return Err(vec![problem(None, Fault::Cells { found: row.count(), expected })]);
        }
        let currency = self.currency(row);
        let mut texts: Vec<(usize, String)> = Vec::new();
        for column in 0..expected {
            let Some(slot) = self.field(column) else { continue };
            match cell::read(row.cell(column), slot, currency, self.language) {
                Ok(Some(value)) => texts.push((column, value.text(slot.row().kind))),
                Ok(None) => {}
                Err(fault) => problems.push(problem(Some(column), fault)),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let path = |column: usize| self.paths.get(column).map_or("", String::as_str);
        let (scenario, misfits) = Scenario::read(texts.iter().map(|(column, text)| (path(*column), Given::Text(text))));
        if misfits.is_empty() {
            return Ok(scenario);
        }
        let columns = |path: &str| self.paths.iter().position(|other| other == path);
        Err(misfits.into_iter().map(|misfit| problem(columns(&misfit.path), Fault::Misfit(misfit.fault))).collect())
    }
}
