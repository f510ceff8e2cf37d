//! What the page of many partners asks, and what it is answered. The worker holds the file, what its columns stand for and
//! the answers, so that the page has only what it shows.

pub mod reply;
pub mod request;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::engine::catalogue::{FIELDS, Group, Kind as FieldKind, MAX_OFFERS};
use crate::engine::currency::Currency;
use crate::engine::report::Verdict;
use crate::i18n::{Locale, Message};

use self::reply::{Gain, Read, Reply, RowAnswer, Shown};
use self::request::{Chosen, Kind, MAX_SHOWN, Request};
use super::answers::{Answers, Judged, Outcome};
use super::export::Export;
use super::file::{File, Format};
use super::header::{Column, Target};
use super::refused::Refused;
use super::row::{Plan, Twice};
use super::view::{self, Sum, View};
use super::{say, template};

/// So many examples are given of what stands in a column.
const SAMPLES: usize = 3;
/// The most of a header or of a name that is given, in characters.
const MAX_NAME: usize = 120;

/// An answer, or a file that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// An answer.
    Reply(Reply),
    /// The bytes of a file.
    File(Vec<u8>),
}

/// A file that somebody has chosen, and what became of it.
pub struct Worker {
    locale: Locale,
    calculator: String,
    file: Option<File>,
    answers: Option<Answers>,
}

impl Worker {
    /// One that speaks this language, whose links open the calculator at this address.
    pub fn new(locale: Locale, calculator: String) -> Worker {
        Worker { locale, calculator, file: None, answers: None }
    }

    /// The answer to a question as JSON, with the bytes that come with it. Nothing where it is none, or asks about a file or about
    /// answers that there are none of.
    pub fn ask(&mut self, request: &str, bytes: Vec<u8>) -> Option<Answer> {
        let reply = match serde_json::from_str(request).ok()? {
            Request::Fields => self.fields(),
            Request::Read { language } => {
                // What was there goes first, for both may be large.
                self.answers = None;
                self.file = None;
                match File::read(bytes, language) {
                    Ok(file) => Reply::File(read(self.file.insert(file))),
                    Err(refused) => self.refused(refused),
                }
            }
            Request::Sheet { sheet } => {
                let file = self.file.as_mut()?;
                match file.turn_to(sheet) {
                    Ok(()) => {
                        self.answers = None;
                        Reply::File(read(file))
                    }
                    Err(refused) => self.refused(refused),
                }
            }
            Request::Plan(chosen) => self.plan_reply(&self.plan(&chosen)?),
            Request::Start { plan, today } => match self.plan(&plan)? {
                Ok(plan) => {
                    self.answers = Some(Answers::new(self.file.as_ref()?.table.clone(), plan, today));
                    self.go_on(0)?
                }
                twice => self.plan_reply(&twice),
            },
            Request::GoOn { rows } => self.go_on(rows)?,
            Request::View { view, from, count } => Reply::View(self.shown(&view, from, count)?),
            Request::Export { kind, view } => return self.export(kind, &view),
            Request::Template { kind } => {
                return match kind {
                    Kind::Csv => Some(Answer::File(template::csv(&self.locale).into_bytes())),
                    Kind::Xlsx => template::workbook(&self.locale).ok().map(Answer::File),
                };
            }
        };
        Some(Answer::Reply(reply))
    }

    fn refused(&self, refused: Refused) -> Reply {
        Reply::Refused(say::refused(&self.locale, refused))
    }

    /// Every field that a column can stand for. Plans are left out: nothing in an answer follows from them.
    fn fields(&self) -> Reply {
        let named = |target: Target| (target.name(), say::target(&self.locale, target));
        let partner = reply::Group {
            label: self.locale.text(Message::BatchHeadPartner).to_string(),
            fields: vec![named(Target::Partner)],
        };
        let group = |group: Group| {
            let label = Message::by_name(&["group.", group.id()].concat());
            let rows = FIELDS.iter().filter(|row| row.group == group && row.kind != FieldKind::Kept);
            reply::Group {
                label: label.map_or_else(|| group.id().to_string(), |label| self.locale.say(label, &[]).plain()),
                fields: rows.flat_map(|row| row.slots(MAX_OFFERS)).map(|slot| named(Target::Field(slot))).collect(),
            }
        };
        Reply::Fields(std::iter::once(partner).chain(Group::ALL.into_iter().map(group)).collect())
    }

    /// What the columns stand for, or which stand for the same; nothing where there is no file.
    fn plan(&self, chosen: &Chosen) -> Option<Result<Plan, Vec<Twice>>> {
        let file = self.file.as_ref()?;
        let columns: BTreeMap<usize, Option<Target>> = chosen.columns.iter().copied().collect();
        Some(Plan::new(&file.columns, &columns, chosen.language))
    }

    fn plan_reply(&self, plan: &Result<Plan, Vec<Twice>>) -> Reply {
        let columns = self.file.as_ref().map_or(&[][..], |file| &file.columns);
        Reply::Plan(match plan {
            Ok(plan) => {
                let used = (0..columns.len()).filter(|column| plan.field(*column).is_some()).count();
                reply::Plan { twice: Vec::new(), used }
            }
            Err(twice) => {
                let says = |twice: &Twice| reply::Twice {
                    columns: twice.columns.clone(),
                    says: say::twice(&self.locale, columns, twice),
                };
                reply::Plan { twice: twice.iter().map(says).collect(), used: 0 }
            }
        })
    }

    fn go_on(&mut self, rows: usize) -> Option<Reply> {
        let answers = self.answers.as_mut()?;
        for _ in 0..rows {
            if answers.answer_next().is_none() {
                break;
            }
        }
        Some(Reply::Progress(reply::Progress { done: answers.done(), all: answers.all() }))
    }

    fn shown(&self, view: &View, from: usize, count: usize) -> Option<Shown> {
        let answers = self.answers.as_ref()?;
        let places = view::places(answers, view);
        let counts = view::counts(answers, &places);
        let rows = places.iter().skip(from).take(count.min(MAX_SHOWN));
        Some(Shown {
            matched: places.len(),
            counts: reply::Counts { answered: counts.answered, problems: counts.problems, waiting: counts.waiting },
            sums: view::sums(answers, &places).iter().map(|sum| self.sum(sum)).collect(),
            rows: rows.filter_map(|place| usize::try_from(*place).ok()).map(|place| self.row(answers, place)).collect(),
        })
    }

    fn sum(&self, sum: &Sum) -> reply::Sum {
        let gain = |gain: view::Gain| Gain { rows: gain.rows, amount: self.locale.money(gain.amount, sum.currency) };
        reply::Sum {
            currency: sum.currency.code(),
            rows: sum.rows,
            indirect: gain(sum.indirect),
            direct: gain(sum.direct),
            ruled_out: gain(sum.ruled_out),
            net: self.signed(sum.net, sum.currency),
        }
    }

    fn signed(&self, amount: Decimal, currency: Currency) -> String {
        self.locale.money_signed(amount, currency)
    }

    fn row(&self, answers: &Answers, place: usize) -> reply::Row {
        let outcome = answers.outcomes().get(place);
        let problems = match outcome {
            Some(Outcome::Problems(_)) => answers.problems(place),
            _ => Vec::new(),
        };
        reply::Row {
            row: answers.number(place),
            partner: cut(answers.partner(place)),
            says: say::outcome(&self.locale, outcome),
            answer: outcome.and_then(Outcome::judged).map(|judged| self.answer(answers, place, judged)),
            problems: problems.iter().map(|problem| say::problem(&self.locale, answers, place, problem)).collect(),
        }
    }

    fn answer(&self, answers: &Answers, place: usize, judged: &Judged) -> RowAnswer {
        let locale = &self.locale;
        let indirect = (judged.indirect == Verdict::NotEligible)
            .then(|| [locale.text(Message::ChannelIndirect), ": ", say::verdict(locale, judged.indirect)].concat());
        RowAnswer {
            choice: say::choice(locale, judged.choice).to_string(),
            direct: say::verdict(locale, judged.direct).to_string(),
            also: indirect.into_iter().collect(),
            best: say::best(locale, answers, place, judged),
            difference: self.signed(judged.difference, judged.currency),
            earliest: say::earliest(locale, judged.earliest),
            link: answers.link(place, &self.calculator, locale.language.code()).unwrap_or_default(),
        }
    }

    fn export(&self, kind: Kind, view: &View) -> Option<Answer> {
        let answers = self.answers.as_ref()?;
        let places = view::places(answers, view);
        let export = Export { answers, places: &places, locale: &self.locale, calculator: &self.calculator };
        match kind {
            Kind::Csv => Some(Answer::File(export.csv().into_bytes())),
            Kind::Xlsx => export.workbook().ok().map(Answer::File),
        }
    }
}

/// A name without what can't be seen, and not too long to be shown.
fn cut(name: &str) -> String {
    let mut letters = name.chars().filter(|letter| !letter.is_control());
    let mut cut: String = letters.by_ref().take(MAX_NAME).collect();
    if letters.next().is_some() {
        cut.push('…');
    }
    cut
}

/// What a file has.
fn read(file: &File) -> Read {
    let (encoding, delimiter, sheets, sheet) = match &file.format {
        Format::Text { encoding, delimiter } => (Some(encoding.name()), Some(*delimiter), Vec::new(), 0),
        Format::Workbook { sheets, sheet } => (None, None, sheets.clone(), *sheet),
    };
    let column = |(place, column): (usize, &Column)| reply::Column {
        text: cut(&column.text),
        known: column.known.map(Target::name),
        suggestions: column.suggestions.iter().map(|target| target.name()).collect(),
        samples: file.samples(place, SAMPLES),
    };
    Read {
        rows: file.rows(),
        columns: file.columns.iter().enumerate().map(column).collect(),
        encoding,
        delimiter,
        sheets,
        sheet,
    }
}
