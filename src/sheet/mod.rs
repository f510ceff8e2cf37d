//! A scenario and its answer as a workbook whose formulas live: change a cell, and the sheet gives what the engine gives.
//!
//! The formulas of the cells are the engine's own, over a number that spells them ([`number::Spelled`]); what the engine
//! chooses by a figure stands around them as an `IF`. [`book`] has the cells, [`write`] the format of Excel.
//!
//! A sheet counts in floating point, with 15 digits that count: figures agree with the engine to a millionth, larger ones
//! to twelve digits. So they hold to the cent as long as amounts stay below 10⁹ or so; beyond, cents are lost where large
//! amounts cancel out.

mod answer;
mod book;
mod break_even;
mod comparison;
mod costs;
mod expr;
mod figure;
mod inputs;
mod number;
mod rules;
mod template;
mod words;
mod write;
mod years;

use crate::engine::Evaluation;
use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::date::Date;
use crate::engine::number::{Leaf, Step};
use crate::engine::report::{Answer, LineId};
use crate::engine::rules::Source;
use crate::engine::scenario::Scenario;
use crate::engine::situation::{ChannelId, Situation};
use crate::i18n::{Locale, Message};

use self::book::{At, Book, Content, Look, Style};
use self::expr::{CellId, E, blank, cell};
use self::number::Spelled;
use self::template::Template;

pub use self::expr::Outcome;
pub use self::figure::{CellRef, Figure, Given};
#[cfg(feature = "batch")]
pub(crate) use self::write::{ACCENT, INK, SUNKEN, float, moment, money_format};

/// What a workbook is made of.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// What was stated.
    pub scenario: &'a Scenario,
    /// The day on which it is asked.
    pub today: Date,
    /// The language, with all its texts.
    pub locale: &'a Locale,
    /// The sentences of the answer, as the page says them.
    pub verdict: &'a [String],
    /// The address that opens the scenario.
    pub link: &'a str,
}

/// A workbook.
#[derive(Clone, Debug)]
pub struct Workbook {
    /// The file, in the format of Excel 2007 and later.
    pub bytes: Vec<u8>,
    /// Which cells give which figures.
    pub cells: Vec<(CellRef, Figure)>,
    /// Every cell with a formula, and what it comes to; nothing where that is out of reach of exact numbers.
    pub formulas: Vec<(CellRef, Option<Outcome>)>,
    /// The cells that may be changed.
    pub inputs: Vec<(CellRef, Given)>,
}

/// Why a workbook can't be written.
#[derive(Debug)]
pub struct Unwritable(String);

impl std::fmt::Display for Unwritable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unwritable {}

impl From<rust_xlsxwriter::XlsxError> for Unwritable {
    fn from(error: rust_xlsxwriter::XlsxError) -> Unwritable {
        Unwritable(error.to_string())
    }
}

/// Makes a workbook.
///
/// # Errors
/// When the format can't hold it; with the limits of a scenario it can.
pub fn workbook(order: &Order<'_>) -> Result<Workbook, Unwritable> {
    let evaluation = Evaluation::new(order.scenario, order.today);
    let answer = evaluation.answer();
    let mut making = Making {
        scenario: order.scenario,
        today: order.today,
        locale: order.locale,
        situation: evaluation.situation(),
        answer: &answer,
        book: Book::default(),
        inputs: 0,
        leaves: Vec::new(),
        rows: Vec::new(),
        designations: Vec::new(),
        rules: rules::Terms::default(),
        channels: Vec::new(),
        best: None,
    };
    let front = answer::begin(&mut making);
    inputs::place(&mut making);
    rules::place(&mut making);
    inputs::derive(&mut making);
    costs::place(&mut making);
    comparison::place(&mut making);
    break_even::place(&mut making);
    years::place(&mut making);
    answer::place(&mut making, front, order);
    inputs::settle(&mut making);
    let book = making.book;
    let bytes = write::write(&book, order, &answer)?;
    let mut workbook = Workbook { bytes, cells: Vec::new(), formulas: Vec::new(), inputs: Vec::new() };
    for (number, cell) in book.cells.iter().enumerate() {
        let Some(place) = book.place(CellId(number)) else { continue };
        if let Some(figure) = cell.figure {
            workbook.cells.push((place.clone(), figure));
        }
        if let Some(given) = cell.given {
            workbook.inputs.push((place.clone(), given));
        }
        if let Content::Formula(_) = cell.content {
            workbook.formulas.push((place, book.outcome(CellId(number))));
        }
    }
    Ok(workbook)
}

/// A channel and the cells of its figures.
struct Column {
    id: ChannelId,
    name: String,
    /// Whether each portfolio earns incentives when enough is billed.
    capable: [CellId; 4],
    /// What each portfolio adds to each line that follows revenue.
    parts: Vec<(LineId, [CellId; 4])>,
    lines: Vec<(LineId, CellId)>,
    net: CellId,
}

impl Column {
    fn line(&self, id: LineId) -> Option<CellId> {
        self.lines.iter().find(|(line, _)| *line == id).map(|(_, cell)| *cell)
    }

    fn line_steps(&self) -> impl Iterator<Item = (Step, CellId)> + '_ {
        self.lines.iter().map(|(line, cell)| (Step::Line(*line), *cell))
    }
}

/// A workbook under way.
struct Making<'a> {
    scenario: &'a Scenario,
    today: Date,
    locale: &'a Locale,
    situation: &'a Situation,
    answer: &'a Answer,
    book: Book,
    /// The sheet of inputs.
    inputs: usize,
    /// The cells of fields and rules.
    leaves: Vec<(Leaf, CellId)>,
    rows: Vec<inputs::Row>,
    /// Whether each designation is held.
    designations: Vec<CellId>,
    rules: rules::Terms,
    channels: Vec<Column>,
    best: Option<comparison::Best>,
}

impl Making<'_> {
    fn template(&self, template: Template) -> Situation<Spelled> {
        template.situation(self.scenario, self.today)
    }

    /// What a field counts as.
    fn counts(&self, slot: Slot) -> E {
        let found = self.leaves.iter().find(|(leaf, _)| *leaf == Leaf::Field(slot));
        found.map_or_else(blank, |(_, id)| cell(*id))
    }

    fn field(&self, field: FieldId) -> E {
        self.counts(Slot::of(field))
    }

    /// A title and what the sheet is about.
    fn titled(&mut self, sheet: usize, title: Message, about: Message) {
        self.book.words((sheet, 0, 0), self.locale.text(title), Look::Title);
        self.book.words((sheet, 1, 0), self.locale.text(about), Look::Quiet);
    }

    /// A source with its address.
    fn source(&mut self, at: At, source: Source) {
        let content = match source.url() {
            "" => Content::text(source.title()),
            url => Content::Link(source.title().to_string(), url.to_string()),
        };
        let look = if source.url().is_empty() { Look::Quiet } else { Look::Link };
        self.book.put(at, content, look);
    }

    fn text(&mut self, at: At, message: Message, look: Look) {
        self.book.words(at, self.locale.text(message), look);
    }

    fn figure(&mut self, at: At, formula: &E, cells: &book::Known<'_>, look: Look, figure: Figure) -> CellId {
        let id = self.book.formula(at, formula, cells, look);
        self.book.figure(id, figure)
    }

    fn money() -> Look {
        Look::Figure(Style::Money)
    }
}
