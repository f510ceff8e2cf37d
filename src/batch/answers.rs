//! The answers to the rows of a file, one after the other, each in a few bytes.
//!
//! What is kept of a row is what the table sorts and adds up. Its name, its link and its problems are read again from the
//! file when somebody looks: a hundred rows at a time cost nothing, and a hundred thousand of each would cost megabytes.

use std::rc::Rc;

use rust_decimal::Decimal;

use crate::engine::Evaluation;
use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::currency::Currency;
use crate::engine::date::Date;
use crate::engine::report::{Answer, Choice, Verdict};
use crate::engine::scenario::Scenario;
use crate::engine::situation::ChannelId;
use crate::link;

use super::header::Target;
use super::row::{Plan, Problem};
use super::table::{Row, Table};

/// What is known of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It has an answer.
    Judged(Judged),
    /// It has so many problems, and no answer.
    Problems(u16),
}

impl Outcome {
    /// The answer, where there is one.
    pub fn judged(&self) -> Option<&Judged> {
        match self {
            Outcome::Judged(judged) => Some(judged),
            Outcome::Problems(_) => None,
        }
    }
}

/// An answer in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Net of the best offer less net of direct, a year, in cents: positive means that indirect is ahead.
    pub difference: Decimal,
    /// Of the difference.
    pub currency: Currency,
    /// Whether direct is open.
    pub direct: Verdict,
    /// Whether indirect is.
    pub indirect: Verdict,
    /// What to do.
    pub choice: Choice,
    /// The single channel that leaves most, of those that are not ruled out.
    pub best: ChannelId,
    /// The first day on which direct could be open; nothing when that is not within ten years.
    pub earliest: Option<Date>,
}

impl Judged {
    fn of(answer: &Answer) -> Judged {
        let difference = answer.difference.reported();
        let direct_leads = difference < Decimal::ZERO && !answer.recommendation.direct_ruled_out();
        Judged {
            difference,
            currency: answer.currency,
            direct: answer.eligibility.direct.verdict,
            indirect: answer.eligibility.indirect.verdict,
            choice: answer.recommendation.choice,
            best: if direct_leads { ChannelId::Direct } else { answer.best_offer },
            earliest: answer.eligibility.direct.earliest,
        }
    }
}

/// A file that is being worked out.
#[derive(Clone, Debug)]
pub struct Answers {
    table: Rc<Table>,
    plan: Plan,
    today: Date,
    outcomes: Vec<Outcome>,
}

impl Answers {
    /// Nothing worked out yet.
    pub fn new(table: Rc<Table>, plan: Plan, today: Date) -> Answers {
        let outcomes = Vec::with_capacity(table.len());
        Answers { table, plan, today, outcomes }
    }

    /// What the columns stand for.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The day on which was asked.
    pub fn today(&self) -> Date {
        self.today
    }

    /// How many rows there are, without the header.
    pub fn all(&self) -> usize {
        self.table.len().saturating_sub(1)
    }

    /// How many of them are worked out.
    pub fn done(&self) -> usize {
        self.outcomes.len()
    }

    /// Whether all of them are.
    pub fn is_done(&self) -> bool {
        self.done() >= self.all()
    }

    /// What is known of those that are worked out.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// How many bytes all of it takes.
    pub fn bytes(&self) -> usize {
        self.table.bytes() + self.outcomes.capacity() * size_of::<Outcome>()
    }

    /// Works out the next row; nothing once all are.
    pub fn answer_next(&mut self) -> Option<Outcome> {
        let row = self.row(self.outcomes.len())?;
        let outcome = match self.plan.read(row) {
            Ok(scenario) => Outcome::Judged(Judged::of(&Evaluation::new(&scenario, self.today).answer())),
            Err(problems) => Outcome::Problems(u16::try_from(problems.len()).unwrap_or(u16::MAX)),
        };
        self.outcomes.push(outcome);
        Some(outcome)
    }

    /// A row, the first after the header being 0.
    pub fn row(&self, place: usize) -> Option<Row<'_>> {
        self.table.row(place.checked_add(1)?)
    }

    /// The number of a row in the file.
    pub fn number(&self, place: usize) -> u32 {
        self.row(place).map_or(0, Row::number)
    }

    /// The name of the partner in a row; nothing where there is no column for it.
    pub fn partner(&self, place: usize) -> &str {
        self.row(place).map_or("", |row| self.plan.partner(row))
    }

    /// What the header says of a column.
    pub fn header(&self, column: usize) -> &str {
        self.table.row(0).map_or("", |header| header.cell(column).text().trim())
    }

    /// What an offer of a row is called there; nothing where it has no name of its own.
    pub fn offer_stated(&self, place: usize, offer: u8) -> Option<&str> {
        let slot = Slot::of(FieldId::OfferName).in_offer(offer);
        let column = self.plan.column(Target::Field(slot))?;
        Some(self.row(place)?.cell(column).text().trim()).filter(|name| !name.is_empty())
    }

    /// The scenario of a row, read anew; nothing of one with problems.
    pub fn scenario(&self, place: usize) -> Option<Scenario> {
        self.plan.read(self.row(place)?).ok()
    }

    /// The problems of a row, read anew.
    pub fn problems(&self, place: usize) -> Vec<Problem> {
        self.row(place).and_then(|row| self.plan.read(row).err()).unwrap_or_default()
    }

    /// The link that opens a row in the calculator at this address; nothing of one with problems.
    pub fn link(&self, place: usize, calculator: &str, language: &str) -> Option<String> {
        let scenario = self.scenario(place)?;
        Some([calculator, "#", &link::encode(&scenario, self.today, None, Some(language))].concat())
    }
}
