//! A workbook on its way: sheets of cells, before they are written in the format of Excel.

use std::cell::RefCell;

use rust_decimal::Decimal;

use crate::engine::date::Date;
use crate::engine::number::Leaf;
use crate::engine::number::Step;

use super::expr::{self, CellId, Cells, E, Outcome};
use super::figure::{CellRef, Figure, Given};

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// The sheet's title.
    Title,
    /// The heading of a part.
    Part,
    /// The head of a column.
    Head,
    /// The head of a column of figures.
    HeadRight,
    /// Words.
    Words,
    /// Words that are broken into lines.
    Lines,
    /// The sentence that matters most.
    Verdict,
    /// Quieter words.
    Quiet,
    /// Quieter words that are broken into lines.
    QuietLines,
    /// A link.
    Link,
    /// A figure, in this style.
    Figure(Style),
    /// A sum, in this style.
    Total(Style),
    /// A figure that may be changed, in this style.
    Input(Style),
    /// A figure that stands, and that nothing follows, in this style.
    Still(Style),
}

/// How a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// An amount in the scenario's currency.
    Money,
    /// An amount in US dollars.
    Usd,
    /// A whole number.
    Count,
    /// A number with its decimals.
    Number,
    /// How many times something.
    Factor,
    /// A part of a whole, as a percentage.
    Part,
    /// A day.
    Day,
    /// Words, or whether something holds.
    Words,
}

/// What a cell holds.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// Nothing yet: to be filled in.
    Empty,
    /// Words. Whatever they begin with, they are never a formula.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A day.
    Day(Date),
    /// Words that lead to an address.
    Link(String, String),
    /// A formula, settled.
    Formula(E),
}

impl Content {
    pub(super) fn text(text: impl Into<String>) -> Content {
        Content::Text(text.into())
    }
}

/// What may be typed into a cell.
#[derive(Clone, Debug)]
pub(super) enum Allowed {
    /// A number within limits.
    Number {
        /// The lowest.
        min: Decimal,
        /// The highest.
        max: Decimal,
        /// Whether it has no fraction.
        whole: bool,
    },
    /// One of the words in these cells, below each other.
    OneOf(Vec<CellId>),
}

/// A cell.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) sheet: usize,
    pub(super) row: u32,
    pub(super) column: u16,
    pub(super) content: Content,
    pub(super) look: Look,
    /// The name by which formulas ask for it.
    pub(super) name: Option<String>,
    /// The figure of the engine that it must agree with.
    pub(super) figure: Option<Figure>,
    /// What is typed there.
    pub(super) given: Option<Given>,
    pub(super) allowed: Option<(Allowed, String)>,
}

/// A sheet.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub(super) name: String,
    /// The width of each column, in characters.
    pub(super) widths: Vec<f64>,
    /// Rows above which everything stays in sight and is printed on each page, and columns likewise.
    pub(super) frozen: (u32, u16),
    pub(super) landscape: bool,
}

/// All sheets and cells.
#[derive(Clone, Debug, Default)]
pub(super) struct Book {
    pub(super) sheets: Vec<Sheet>,
    pub(super) cells: Vec<Cell>,
    outcomes: RefCell<Vec<Option<Option<Outcome>>>>,
}

/// Where on a sheet.
pub(super) type At = (usize, u32, u16);

impl Book {
    pub(super) fn sheet(&mut self, name: &str, widths: &[f64], frozen: (u32, u16), landscape: bool) -> usize {
        let (name, widths) = (name.to_string(), widths.to_vec());
        self.sheets.push(Sheet { name, widths, frozen, landscape });
        self.sheets.len() - 1
    }

    pub(super) fn put(&mut self, (sheet, row, column): At, content: Content, look: Look) -> CellId {
        let (name, figure, given, allowed) = (None, None, None, None);
        self.cells.push(Cell { sheet, row, column, content, look, name, figure, given, allowed });
        CellId(self.cells.len() - 1)
    }

    pub(super) fn words(&mut self, at: At, text: impl Into<String>, look: Look) -> CellId {
        self.put(at, Content::Text(text.into()), look)
    }

    /// Places a formula, with the cells of its figures found.
    pub(super) fn formula(&mut self, at: At, formula: &E, cells: &dyn Cells, look: Look) -> CellId {
        let settled = expr::settled(formula, cells);
        self.put(at, Content::Formula(settled), look)
    }

    pub(super) fn get(&self, id: CellId) -> Option<&Cell> {
        self.cells.get(id.0)
    }

    pub(super) fn change(&mut self, id: CellId, change: impl FnOnce(&mut Cell)) {
        if let Some(cell) = self.cells.get_mut(id.0) {
            change(cell);
        }
    }

    /// Says which figure of the engine a cell must agree with.
    pub(super) fn figure(&mut self, id: CellId, figure: Figure) -> CellId {
        self.change(id, |cell| cell.figure = Some(figure));
        id
    }

    /// Names a cell for formulas.
    pub(super) fn name(&mut self, id: CellId, name: String) -> CellId {
        self.change(id, |cell| cell.name = Some(name));
        id
    }

    pub(super) fn place(&self, id: CellId) -> Option<CellRef> {
        let cell = self.get(id)?;
        let sheet = self.sheets.get(cell.sheet)?.name.clone();
        Some(CellRef { sheet, row: cell.row, column: cell.column })
    }

    /// What a cell comes to; nothing where it can't be said.
    pub(super) fn outcome(&self, id: CellId) -> Option<Outcome> {
        if let Some(Some(known)) = self.outcomes.borrow().get(id.0) {
            return known.clone();
        }
        let outcome = match &self.get(id)?.content {
            Content::Empty => Some(Outcome::Text(String::new())),
            Content::Text(text) | Content::Link(text, _) => Some(Outcome::Text(text.clone())),
            Content::Number(number) => Some(Outcome::Number(*number)),
            Content::Day(_) => None,
            Content::Formula(formula) => expr::worked_out(formula, &|id| self.outcome(id)),
        };
        let mut outcomes = self.outcomes.borrow_mut();
        if outcomes.len() < self.cells.len() {
            outcomes.resize(self.cells.len(), None);
        }
        if let Some(known) = outcomes.get_mut(id.0) {
            *known = Some(outcome.clone());
        }
        outcome
    }

    /// A formula as it is written in a cell of a sheet.
    pub(super) fn written(&self, formula: &E, sheet: usize) -> String {
        expr::written(formula, &|id| self.address(id, sheet, false), &|ids| self.range(ids, sheet))
    }

    /// A cell as the formulas of a sheet write it: by its name where it has one.
    fn address(&self, id: CellId, from: usize, fixed: bool) -> String {
        let Some(cell) = self.get(id) else { return String::new() };
        if let (Some(name), false) = (&cell.name, fixed) {
            return name.clone();
        }
        let at = ["$", &column(cell.column), "$", &(cell.row + 1).to_string()].concat();
        match self.sheets.get(cell.sheet) {
            Some(other) if cell.sheet != from || fixed => ["'", &other.name.replace('\'', "''"), "'!", &at].concat(),
            _ => at,
        }
    }

    /// Cells beside each other, likewise.
    pub(super) fn range(&self, ids: &[CellId], from: usize) -> String {
        let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return String::new() };
        let outside = self.get(*first).is_some_and(|cell| cell.sheet != from);
        let start = self.address(*first, from, outside);
        let end = self.get(*last).map(|cell| ["$", &column(cell.column), "$", &(cell.row + 1).to_string()].concat());
        let start = match self.get(*first) {
            Some(cell) if !outside && cell.name.is_some() => {
                ["$", &column(cell.column), "$", &(cell.row + 1).to_string()].concat()
            }
            _ => start,
        };
        [&start, ":", &end.unwrap_or_default()].concat()
    }

    /// A cell with its sheet, whatever its name.
    pub(super) fn full_address(&self, id: CellId) -> String {
        self.address(id, usize::MAX, true)
    }
}

/// The letters of a column.
pub(super) fn column(number: u16) -> String {
    let letter = |place: u16| char::from(b'A' + u8::try_from(place % 26).unwrap_or(0));
    match number / 26 {
        0 => letter(number).to_string(),
        more => [letter(more - 1), letter(number)].iter().collect(),
    }
}

/// The cells that formulas find their figures in: those of fields and rules, and those given beside.
pub(super) struct Known<'a> {
    /// Of figures that enter.
    pub(super) leaves: &'a [(Leaf, CellId)],
    /// Of figures along the way, the latest first.
    pub(super) steps: Vec<(Step, CellId)>,
}

impl<'a> Known<'a> {
    pub(super) fn new(leaves: &'a [(Leaf, CellId)]) -> Known<'a> {
        Known { leaves, steps: Vec::new() }
    }

    pub(super) fn with(&self, steps: impl IntoIterator<Item = (Step, CellId)>) -> Known<'a> {
        let steps = steps.into_iter().chain(self.steps.iter().copied()).collect();
        Known { leaves: self.leaves, steps }
    }
}

impl Cells for Known<'_> {
    fn leaf(&self, leaf: Leaf) -> Option<CellId> {
        self.leaves.iter().find(|(other, _)| *other == leaf).map(|(_, id)| *id)
    }

    fn step(&self, step: Step) -> Option<CellId> {
        if let Step::Default(slot) = step {
            return self.leaf(Leaf::Field(slot));
        }
        self.steps.iter().find(|(other, _)| *other == step).map(|(_, id)| *id)
    }
}
