//! The sheet of inputs: every field, what is filled in, what counts if it isn't, and what of it the sheet follows.

use rust_decimal::Decimal;

use crate::engine::catalogue::{DESIGNATIONS, DefaultValue, Derived, FIELDS, FieldId, Group, Kind, Slot, Unit};
use crate::engine::number::Leaf;
use crate::engine::scenario::Value;
use crate::engine::situation::{ChannelId, plan_months};
use crate::i18n::{Arg, Message};

use super::Making;
use super::book::{Allowed, Content, Known, Look, Style};
use super::expr::{CellId, E, Expr, Is, asked, blank, cell, either, is, settled, word};
use super::figure::{Figure, Given};
use super::number::spelled;
use super::template::Template;
use super::words;

const LABEL: u16 = 0;
const FILLED: u16 = 1;
const DEFAULT: u16 = 2;
const COUNTS: u16 = 3;
const UNIT: u16 = 4;
const ORIGIN: u16 = 5;
const RELIANCE: u16 = 6;
const SOURCE: u16 = 7;
const NAME: u16 = 8;
/// The words that lists offer stand to the right.
const LISTS: u16 = 10;

/// A field that a formula may follow.
pub(super) struct Row {
    slot: Slot,
    filled: CellId,
    default: CellId,
    counts: CellId,
    origin: CellId,
    /// What stands there where no formula follows it.
    still: Content,
}

/// The cells of words that a list offers, and what each means to formulas.
struct List {
    id: FieldId,
    words: Vec<(CellId, &'static str)>,
}

/// Places every field. What follows from others is filled in once the others have their places.
pub(super) fn place(making: &mut Making<'_>) {
    let locale = making.locale;
    let widths = [50.0, 26.0, 26.0, 20.0, 24.0, 12.0, 14.0, 34.0, 30.0, 2.0, 34.0];
    let sheet = making.book.sheet(locale.text(Message::SheetInputs), &widths, (3, 1), true);
    making.inputs = sheet;
    making.book.words((sheet, 0, 0), locale.text(Message::SheetInputs), Look::Title);
    making.book.words((sheet, 1, 0), locale.text(Message::SheetMayChange), Look::Quiet);
    let heads = [
        (LABEL, Message::SheetField, Look::Head),
        (FILLED, Message::SheetFilled, Look::HeadRight),
        (DEFAULT, Message::SheetDefault, Look::HeadRight),
        (COUNTS, Message::SheetCounts, Look::HeadRight),
        (UNIT, Message::SheetUnit, Look::Head),
        (ORIGIN, Message::SheetOrigin, Look::Head),
        (RELIANCE, Message::SheetReliance, Look::Head),
        (SOURCE, Message::SheetSource, Look::Head),
        (NAME, Message::SheetName, Look::Head),
        (LISTS, Message::SheetLists, Look::Head),
    ];
    for (column, message, look) in heads {
        making.book.words((sheet, 2, column), locale.text(message), look);
    }
    let lists = lists(making, sheet);
    let mut row = 3;
    for group in Group::ALL {
        let offers = if group == Group::Offers { making.scenario.offers() } else { 1 };
        for offer in 0..offers {
            let heading = match group {
                Group::Offers => words::channel(locale, making.scenario, ChannelId::Offer(offer)),
                _ => words::named(locale, &["group.", group.id()]),
            };
            making.book.words((sheet, row, LABEL), heading, Look::Part);
            row += 1;
            for field in FIELDS.iter().filter(|field| field.group == group) {
                for slot in field.slots(offer + 1).filter(|slot| slot.offer == offer) {
                    row = field_rows(making, slot, row, &lists);
                }
            }
        }
    }
}

/// The words that lists offer.
fn lists(making: &mut Making<'_>, sheet: usize) -> Vec<List> {
    let mut row = 3;
    let mut lists = Vec::new();
    for id in [FieldId::Role, FieldId::SupportPlan, FieldId::Authorization] {
        let Kind::Choice(choices) = id.row().kind else { continue };
        let group = ["choice.", id.row().path.rsplit('.').next().unwrap_or_default(), "."].concat();
        let mut list = List { id, words: Vec::new() };
        for choice in choices {
            let text = words::named(making.locale, &[&group, choice]);
            list.words.push((making.book.words((sheet, row, LISTS), text, Look::Quiet), *choice));
            row += 1;
        }
        lists.push(list);
        row += 1;
    }
    let mut facts = List { id: FieldId::Designations, words: Vec::new() };
    for (key, text) in [("yes", Message::FactYes), ("no", Message::FactNo)] {
        let id = making.book.words((sheet, row, LISTS), making.locale.text(text), Look::Quiet);
        facts.words.push((id, key));
        row += 1;
    }
    lists.push(facts);
    lists
}

/// The rows of a field; gives the next free row.
fn field_rows(making: &mut Making<'_>, slot: Slot, row: u32, lists: &[List]) -> u32 {
    let list = lists.iter().find(|list| list.id == slot.field);
    match (slot.row().kind, list) {
        (Kind::Number { .. }, _) => number_row(making, slot, row),
        (Kind::Choice(_), Some(list)) => choice_row(making, slot, row, list),
        (Kind::Set(_), Some(list)) => return designation_rows(making, row, list),
        _ => still_row(making, slot, row),
    }
    row + 1
}

fn labelled(making: &mut Making<'_>, slot: Slot, row: u32, label: String) {
    let (sheet, locale) = (making.inputs, making.locale);
    let field = slot.row();
    making.book.words((sheet, row, LABEL), label, Look::Words);
    let unit = words::unit(locale, slot.field, making.situation.currency);
    making.book.words((sheet, row, UNIT), unit, Look::Quiet);
    if field.default != DefaultValue::Unknown {
        let reliance = words::named(locale, &["provenance.", field.provenance.id()]);
        making.book.words((sheet, row, RELIANCE), reliance, Look::Quiet);
        making.source((sheet, row, SOURCE), field.source);
    }
}

/// The name of a field's cell in formulas: its path, in signs that a name may have.
fn cell_name(slot: Slot) -> String {
    slot.path().replace('.', "_")
}

fn number_row(making: &mut Making<'_>, slot: Slot, row: u32) {
    let (sheet, locale, field) = (making.inputs, making.locale, slot.row());
    let Kind::Number { min, max, whole } = field.kind else { return };
    labelled(making, slot, row, words::label(locale, slot));
    let style = style_of(field.unit, whole);
    let stated = making.scenario.number(slot);
    let content = stated.map_or(Content::Empty, Content::Number);
    let filled = making.book.put((sheet, row, FILLED), content, Look::Input(style));
    let plain = match field.default {
        DefaultValue::Derived(Derived::CurrencyRate) => Some(making.situation.currency.default_usd_rate()),
        DefaultValue::Derived(Derived::PlanMonths) => Some(Decimal::from(plan_months(making.situation.role))),
        _ => field.default_number(slot.portfolio, making.situation.currency),
    };
    let default = match plain {
        Some(number) => Content::Number(number),
        None => Content::text(locale.text(Message::SheetUnknown)),
    };
    let default = making.book.put((sheet, row, DEFAULT), default, Look::Figure(style));
    // What is not known counts as nothing: as no points, for one.
    let otherwise =
        if field.default == DefaultValue::Unknown { super::expr::number(Decimal::ZERO) } else { cell(default) };
    let formula = either(is(cell(filled), Is::Same, blank()), otherwise, cell(filled));
    let counts = making.book.put((sheet, row, COUNTS), Content::Formula(formula), Look::Figure(style));
    let origin = origin(making, row, filled);
    making.book.name(counts, cell_name(slot));
    making.book.words((sheet, row, NAME), cell_name(slot), Look::Quiet);
    let error = locale.say(
        Message::SheetBetween,
        &[("min", Arg::Text(&locale.number(min, 4))), ("max", Arg::Text(&locale.number(max, 0)))],
    );
    making.book.change(filled, |cell| {
        cell.given = Some(Given::Field(slot));
        cell.allowed = Some((Allowed::Number { min, max, whole }, error.plain()));
    });
    if let Some(range) = making.scenario.range(slot) {
        let text = range.text(&|number| locale.number(number, number.normalize().scale()));
        let note = locale.say(Message::SheetRange, &[("range", Arg::Text(&text))]).plain();
        making.book.words((sheet, row, NAME), note, Look::Quiet);
    }
    making.leaves.push((Leaf::Field(slot), counts));
    if field.default != DefaultValue::Unknown {
        making.book.figure(counts, Figure::Counts(slot));
    }
    let still = stated.or(plain).map_or(Content::text(locale.text(Message::SheetUnknown)), Content::Number);
    making.rows.push(Row { slot, filled, default, counts, origin, still });
}

/// Whether a field is filled in.
fn origin(making: &mut Making<'_>, row: u32, filled: CellId) -> CellId {
    let (typed, default) = (Message::SheetTyped, Message::SheetByDefault);
    let (typed, default) = (word(making.locale.text(typed)), word(making.locale.text(default)));
    let formula = either(is(cell(filled), Is::Same, blank()), default, typed);
    making.book.put((making.inputs, row, ORIGIN), Content::Formula(formula), Look::Quiet)
}

fn choice_row(making: &mut Making<'_>, slot: Slot, row: u32, list: &List) {
    let sheet = making.inputs;
    labelled(making, slot, row, words::label(making.locale, slot));
    let in_words = |id: &str| {
        let found = list.words.iter().find(|(_, key)| *key == id);
        found.and_then(|(cell, _)| making.book.get(*cell)).map(|cell| cell.content.clone())
    };
    let stated = making.scenario.get(slot).and_then(|_| making.scenario.choice(slot.field));
    let content = stated.and_then(in_words).unwrap_or(Content::Empty);
    let default_id = match (slot.row().default, slot.row().kind) {
        (DefaultValue::Choice(place), Kind::Choice(choices)) => choices.get(usize::from(place)).copied(),
        _ => None,
    };
    let unknown = Content::text(making.locale.text(Message::SheetUnknown));
    let default = default_id.and_then(in_words).unwrap_or(unknown);
    let still = if stated.is_some() { content.clone() } else { default.clone() };
    let filled = making.book.put((sheet, row, FILLED), content, Look::Input(Style::Words));
    let default = making.book.put((sheet, row, DEFAULT), default, Look::Figure(Style::Words));
    let otherwise = word(default_id.unwrap_or_default());
    let formula = list
        .words
        .iter()
        .rev()
        .fold(otherwise, |rest, (id, key)| either(is(cell(filled), Is::Same, cell(*id)), word(key), rest));
    let counts = making.book.put((sheet, row, COUNTS), Content::Formula(formula), Look::Figure(Style::Words));
    let origin = origin(making, row, filled);
    making.book.name(counts, cell_name(slot));
    making.book.words((sheet, row, NAME), cell_name(slot), Look::Quiet);
    let of = list.words.iter().map(|(id, _)| *id).collect();
    let error = making.locale.text(Message::SheetFromList).to_string();
    making.book.change(filled, |cell| {
        cell.given = Some(Given::Field(slot));
        cell.allowed = Some((Allowed::OneOf(of), error));
    });
    making.leaves.push((Leaf::Field(slot), counts));
    making.rows.push(Row { slot, filled, default, counts, origin, still });
}

/// A row for each designation.
fn designation_rows(making: &mut Making<'_>, row: u32, list: &List) -> u32 {
    let sheet = making.inputs;
    let slot = Slot::of(FieldId::Designations);
    let held = match making.scenario.get(slot) {
        Some(Value::Set(bits)) => Some(*bits),
        _ => None,
    };
    let [(yes, _), (no, _)] = list.words.as_slice() else { return row };
    for (place, id) in (0u8..).zip(DESIGNATIONS) {
        let row = row + u32::from(place);
        let name = words::named(making.locale, &["choice.designations.", id]);
        let label = [&words::label(making.locale, slot), ": ", &name].concat();
        making.book.words((sheet, row, LABEL), label, Look::Words);
        let word_of = |bits: u8| if bits & 1 << place != 0 { *yes } else { *no };
        let stated = held.map(word_of).and_then(|id| making.book.get(id)).map(|cell| cell.content.clone());
        let filled = stated.unwrap_or(Content::Empty);
        let filled = making.book.put((sheet, row, FILLED), filled, Look::Input(Style::Words));
        making.book.words((sheet, row, DEFAULT), making.locale.text(Message::SheetUnknown), Look::Figure(Style::Words));
        let formula = is(cell(filled), Is::Same, cell(*yes));
        let counts = making.book.put((sheet, row, COUNTS), Content::Formula(formula), Look::Figure(Style::Words));
        origin(making, row, filled);
        let name = ["designation_", id].concat();
        making.book.name(counts, name.clone());
        making.book.words((sheet, row, NAME), name, Look::Quiet);
        let error = making.locale.text(Message::SheetFromList).to_string();
        making.book.change(filled, |cell| {
            cell.given = Some(Given::Designation(place));
            cell.allowed = Some((Allowed::OneOf(vec![*yes, *no]), error));
        });
        making.designations.push(counts);
    }
    row + u32::try_from(DESIGNATIONS.len()).unwrap_or_default()
}

/// A field that no formula follows.
fn still_row(making: &mut Making<'_>, slot: Slot, row: u32) {
    let (sheet, locale) = (making.inputs, making.locale);
    labelled(making, slot, row, words::label(locale, slot));
    let unknown = || Content::text(locale.text(Message::SheetUnknown));
    let content = match (slot.field, making.scenario.get(slot)) {
        (FieldId::AsOf, _) => Content::Day(making.situation.as_of),
        (FieldId::Rules, _) => Content::text(words::named(locale, &["choice.rules.", making.situation.rules.id])),
        (FieldId::Currency, _) => Content::text(making.situation.currency.code()),
        (FieldId::OfferName, _) => Content::text(words::channel(locale, making.scenario, ChannelId::Offer(slot.offer))),
        (_, Some(Value::Fact(true))) => Content::text(locale.text(Message::FactYes)),
        (_, Some(Value::Fact(false))) => Content::text(locale.text(Message::FactNo)),
        (_, Some(Value::Offer(offer))) => {
            Content::text(words::channel(locale, making.scenario, ChannelId::Offer(*offer)))
        }
        (FieldId::MoveTo, None) => Content::text(locale.text(Message::ChoiceTransitionToBest)),
        _ => unknown(),
    };
    let style = if slot.field == FieldId::AsOf { Style::Day } else { Style::Words };
    making.book.put((sheet, row, FILLED), content, Look::Still(style));
    making.book.words((sheet, row, ORIGIN), locale.text(Message::SheetNotFollowed), Look::Quiet);
}

/// Fills in the defaults that follow from other fields, with the formulas of the engine.
pub(super) fn derive(making: &mut Making<'_>) {
    let usual = making.template(Template::USUAL);
    let premier = making.template(Template { premier: true, ..Template::USUAL });
    let plan = making.counts(Slot::of(FieldId::SupportPlan));
    let fee =
        |of: &crate::engine::situation::Situation<super::number::Spelled>| inside(&spelled(&of.direct.support_fee));
    let mut derived: Vec<(Slot, E)> = vec![
        (Slot::of(FieldId::DirectSupportPlanFee), either(is(plan, Is::Same, word("psfp")), fee(&premier), fee(&usual))),
        (Slot::of(FieldId::BilledTtm), inside(&spelled(&usual.ttm.value))),
        (Slot::of(FieldId::TenantTtm), inside(&spelled(&usual.tenant_ttm.value))),
        (Slot::of(FieldId::DirectBillingHours), inside(&spelled(&usual.direct.billing_hours))),
        (Slot::of(FieldId::DirectSupportCost), inside(&spelled(&usual.direct.support_cost))),
    ];
    for (number, offer) in (0..).zip(&usual.offers) {
        derived.push((Slot::of(FieldId::OfferBillingHours).in_offer(number), inside(&spelled(&offer.billing_hours))));
        derived.push((Slot::of(FieldId::OfferSupportCost).in_offer(number), inside(&spelled(&offer.support_cost))));
    }
    for (slot, formula) in derived {
        let Some(row) = making.rows.iter().find(|row| row.slot == slot) else { continue };
        let settled = settled(&formula, &Known::new(&making.leaves));
        making.book.change(row.default, |cell| cell.content = Content::Formula(settled));
    }
}

/// What a default is, without its name.
fn inside(default: &E) -> E {
    match &**default {
        Expr::Named(_, inside) => inside.clone(),
        _ => default.clone(),
    }
}

/// Makes what no formula follows look so, and say so.
pub(super) fn settle(making: &mut Making<'_>) {
    let mut followed = Vec::new();
    let own: Vec<CellId> = making.rows.iter().flat_map(|row| [row.counts, row.origin]).collect();
    for (number, cell) in making.book.cells.iter().enumerate() {
        if let Content::Formula(formula) = &cell.content
            && !own.contains(&CellId(number))
        {
            asked(formula, &mut followed);
        }
    }
    let sheet = making.inputs;
    for row in &making.rows {
        if followed.contains(&row.counts) {
            continue;
        }
        let value = match making.book.outcome(row.counts) {
            Some(super::expr::Outcome::Number(number)) if !matches!(row.still, Content::Number(_)) => {
                let known = row.slot.row().default != DefaultValue::Unknown;
                if known { Content::Number(number) } else { row.still.clone() }
            }
            _ => row.still.clone(),
        };
        making.book.change(row.filled, |cell| {
            let style = if let Look::Input(style) = cell.look { style } else { Style::Words };
            (cell.content, cell.look) = (value, Look::Still(style));
            (cell.given, cell.allowed) = (None, None);
        });
        for id in [row.default, row.counts] {
            making.book.change(id, |cell| {
                (cell.content, cell.look) = (Content::text(""), Look::Quiet);
                (cell.name, cell.figure) = (None, None);
            });
        }
        let note = Content::text(making.locale.text(Message::SheetNotFollowed));
        making.book.change(row.origin, |cell| cell.content = note);
        if let Some(line) = making.book.get(row.filled).map(|cell| cell.row) {
            // No formula has this name.
            let own = cell_name(row.slot);
            for cell in
                making.book.cells.iter_mut().filter(|cell| (cell.sheet, cell.row, cell.column) == (sheet, line, NAME))
            {
                if matches!(&cell.content, Content::Text(text) if *text == own) {
                    cell.content = Content::text("");
                }
            }
        }
    }
}

fn style_of(unit: Unit, whole: bool) -> Style {
    match unit {
        Unit::MoneyYear | Unit::MoneyMonth | Unit::MoneyOnce | Unit::MoneyHour => Style::Money,
        Unit::UsdYear => Style::Usd,
        _ if whole => Style::Count,
        _ => Style::Number,
    }
}
