//! The figures and their report as a table: a row for everything that counts, and one for each figure of the report.
//!
//! Each row says where its figure stands in the data, what it is called, its value and its unit; of what counts also whether it
//! was filled in or is a default, and how far that default can be relied on.

use crate::csv::{Cell, Dialect, Table};
use crate::engine::catalogue::{DefaultValue, FieldId, Group, Kind, Slot};
use crate::engine::date::Date;
use crate::engine::evaluate;
use crate::engine::report::Report;
use crate::engine::scenario::{Scenario, Value, slots};
use crate::engine::situation::Situation;
use crate::engine::{Evaluation, quantity};
use crate::figures::{Leaf, Naming, Part, REPORT, Words};
use crate::i18n::{Locale, Message, Origin, names};
use crate::json::Node;
use crate::verify;

/// The heads of the columns.
const HEADS: [Message; 7] = [
    Message::TakePath,
    Message::TakeLabel,
    Message::TakeValue,
    Message::TakeUnit,
    Message::SheetOrigin,
    Message::SheetReliance,
    Message::SheetSource,
];
/// Between what a figure belongs to and its own name.
const WITHIN: &str = " · ";
/// The most decimals of a default that follows from other fields.
const DECIMALS: u32 = 6;

/// The table of a scenario and its report; none on a day that no scenario can be of.
pub(super) fn table(scenario: &Scenario, today: Date, locale: &Locale) -> Option<String> {
    let pinned = verify::pinned(scenario, today)?;
    let report = evaluate(&pinned, today);
    let tree = Node::read(&serde_json::to_string(&report).ok()?).ok()?;
    let evaluation = Evaluation::new(&pinned, today);
    let situation = evaluation.situation();
    let words = Words { locale, scenario: &pinned, currency: situation.currency };
    let mut rows = Rows { words, table: Table::new(Dialect::of(locale.language)) };
    rows.table.row(&HEADS.map(|head| Cell::text(locale.text(head))));
    for slot in slots(pinned.offers()) {
        rows.counts(slot, scenario.get(slot), situation, &report);
    }
    rows.figures(&tree, Some(&REPORT), &Place { path: "report".to_string(), ..Place::default() });
    Some(rows.table.finish())
}

/// A table under way.
struct Rows<'a> {
    words: Words<'a>,
    table: Table,
}

/// Where in a report a figure stands.
#[derive(Clone, Default)]
struct Place {
    path: String,
    /// What it is called, from the outermost on.
    names: Vec<String>,
    /// The key of the requirement, or of the field, that it belongs to.
    within: Option<String>,
}

impl Place {
    fn below(&self, key: &str, name: Option<String>) -> Place {
        let mut place = self.clone();
        place.path.push('.');
        place.path.push_str(key);
        place.names.extend(name);
        place
    }

    fn of(self, key: Option<&str>) -> Place {
        Place { within: key.map(str::to_string).or(self.within), ..self }
    }
}

impl Rows<'_> {
    /// The row of a place of the scenario, where something counts there or is not known.
    fn counts(&mut self, slot: Slot, stated: Option<&Value>, situation: &Situation, report: &Report) {
        let Words { locale, scenario, currency } = self.words;
        let row = slot.row();
        // Nothing follows from plans; and only who moves has a move.
        let counts = row.group != Group::Plans && (row.group != Group::Moving || report.outlook.transition.is_some());
        if stated.is_none() && !counts {
            return;
        }
        let default = || match row.kind {
            Kind::Number { .. } => {
                let fixed = row.default_number(slot.portfolio, currency);
                let derived = || situation.derived(slot).map(|number| quantity::reported(number, DECIMALS).normalize());
                fixed.or_else(derived).map(Cell::Number)
            }
            Kind::Date => Some(Cell::Date(situation.as_of)),
            Kind::RuleSet => Some(Cell::text(situation.rules.id)),
            Kind::Choice(choices) => match row.default {
                DefaultValue::Choice(place) => choices.get(usize::from(place)).map(|choice| Cell::text(*choice)),
                _ => None,
            },
            Kind::Name => Some(Cell::text(names::offer(locale, scenario, slot.offer))),
            Kind::Offer if slot.field == FieldId::MoveTo => Some(Cell::text(report.answer.best_offer.id())),
            Kind::Fact | Kind::Set(_) | Kind::Offer | Kind::Kept => None,
        };
        let value = stated.map(|value| cell(value, row.kind)).or_else(default);
        let known = value.is_some();
        let (origin, basis, source) = match (stated, Origin::of(slot, stated.is_some())) {
            (Some(_), _) => (Message::SheetTyped, None, ""),
            (None, _) if !known => (Message::SheetUnknown, None, ""),
            (None, Origin::Plain | Origin::Nowhere) => (Message::SheetByDefault, None, ""),
            (None, from) => (Message::SheetByDefault, from.words(), row.source.title()),
        };
        let basis = basis.map_or("", |(word, _)| locale.text(word));
        self.table.row(&[
            Cell::text(["scenario.", &slot.path()].concat()),
            Cell::text(names::label_in(locale, scenario, slot)),
            value.unwrap_or(Cell::Empty),
            Cell::text(names::unit(locale, slot.field, currency)),
            Cell::text(locale.text(origin)),
            Cell::text(basis),
            Cell::text(source),
        ]);
    }

    /// The rows of a part of the report. What the table of figures doesn't know has a row too, without a name.
    fn figures(&mut self, node: &Node, part: Option<&Part>, place: &Place) {
        match (node, part) {
            (Node::Object(members), Some(Part::Each(named, _, inner))) => {
                for (key, node) in members {
                    let name = self.words.named(*named, key);
                    self.figures(node, Some(*inner), &place.below(key, Some(name)).of(Some(key)));
                }
            }
            (Node::Object(members), _) => {
                let known = if let Some(Part::Object(known)) = part { *known } else { &[] };
                for (key, node) in members {
                    let member = known.iter().find(|member| member.key == key);
                    let name =
                        member.and_then(|member| member.label).map(|label| self.words.locale.text(label).to_string());
                    self.figures(node, member.map(|member| &member.part), &place.below(key, name));
                }
            }
            (Node::List(items), _) => {
                let known = if let Some(Part::List(naming, inner)) = part { Some((*naming, *inner)) } else { None };
                for (number, node) in items.iter().enumerate() {
                    let key = match known {
                        Some((Naming::By(key, _), _)) => node.get(key).map(Node::shown),
                        _ => None,
                    };
                    let name = known.map(|(naming, _)| self.words.item(naming, number, key));
                    let below = place.below(&number.to_string(), name).of(key);
                    self.figures(node, known.map(|(_, inner)| inner), &below);
                }
            }
            _ => {
                let leaf = if let Some(Part::Leaf(leaf)) = part { Some(*leaf) } else { None };
                let unit = leaf.map(|leaf| self.words.unit(leaf, place.within.as_deref())).unwrap_or_default();
                self.table.row(&[
                    Cell::text(place.path.as_str()),
                    Cell::text(place.names.join(WITHIN)),
                    figure(node, leaf),
                    Cell::text(unit),
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                ]);
            }
        }
    }
}

/// What is stated.
fn cell(value: &Value, kind: Kind) -> Cell {
    match value {
        Value::Number(number) => Cell::Number(*number),
        Value::Date(day) => Cell::Date(*day),
        Value::Fact(fact) => Cell::Fact(*fact),
        _ => Cell::text(value.text(kind)),
    }
}

/// A figure of the report. A text is a number, or a day, only where there is to be one: a name may look like either.
fn figure(node: &Node, leaf: Option<Leaf>) -> Cell {
    let text = match node {
        Node::Fact(fact) => return Cell::Fact(*fact),
        Node::Null | Node::List(_) | Node::Object(_) => return Cell::Empty,
        Node::Number(text) => return text.parse().map_or_else(|_| Cell::text(text.as_str()), Cell::Number),
        Node::Text(text) => text.as_str(),
    };
    let read = match leaf {
        Some(Leaf::Exact(..) | Leaf::Quantity(_) | Leaf::Stated) => text.parse().ok().map(Cell::Number),
        Some(Leaf::Day) => Date::parse(text).map(Cell::Date),
        _ => None,
    };
    read.unwrap_or_else(|| Cell::text(text))
}
