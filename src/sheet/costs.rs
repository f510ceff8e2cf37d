//! The sheet of costs: the lines of each channel, by portfolio where they follow revenue.

use rust_decimal::Decimal;

use crate::engine::catalogue::{DESIGNATIONS, FieldId, Portfolio, Slot};
use crate::engine::costs::{eligible_by_capability, lines, working_capital};
use crate::engine::number::Step;
use crate::engine::quantity::Quantity;
use crate::engine::scenario::{Scenario, Value};
use crate::engine::situation::{Channel, ChannelId, Each, Situation};
use crate::i18n::Message;

use super::book::{Content, Known, Look, Style};
use super::expr::{CellId, E, Is, all, any, cell, either, is, number, quotient, six};
use super::figure::Figure;
use super::number::{Spelled, held, spelled};
use super::template::{PLENTY, Template, billed_in};
use super::{Column, Making, words};

/// The column of a channel's whole.
const WHOLE: u16 = 5;

pub(super) fn place(making: &mut Making<'_>) {
    let sheet =
        making.book.sheet(making.locale.text(Message::SheetCosts), &[44.0, 18.0, 18.0, 18.0, 18.0, 20.0], (3, 1), true);
    making.titled(sheet, Message::SheetCosts, Message::SheetCostsAbout);
    making.text((sheet, 2, 0), Message::SheetLine, Look::Head);
    for (column, portfolio) in (1..).zip(Portfolio::ALL) {
        making.book.words((sheet, 2, column), words::portfolio(making.locale, portfolio), Look::HeadRight);
    }
    making.text((sheet, 2, WHOLE), Message::PortfolioAll, Look::HeadRight);
    let usual = making.template(Template::USUAL);
    let channels: Vec<Channel<Spelled>> = usual.channels().cloned().collect();
    let mut row = 3;
    for channel in &channels {
        row = block(making, sheet, row, &usual, channel) + 1;
    }
}

/// The trailing twelve months.
pub(super) fn ttm(making: &Making<'_>) -> E {
    making.field(FieldId::BilledTtm)
}

/// Whether the trailing twelve months are enough for direct; always where no rule asks.
pub(super) fn enough_for_direct(making: &Making<'_>, ttm: E) -> E {
    match making.rules.direct {
        Some(threshold) => is(six(ttm), Is::AtLeast, cell(threshold)),
        None => is(number(Decimal::ONE), Is::Same, number(Decimal::ONE)),
    }
}

/// Whether they are enough for incentives in a channel.
pub(super) fn enough(making: &Making<'_>, channel: ChannelId, ttm: E) -> E {
    match (channel, making.rules.incentives) {
        (ChannelId::Offer(_), Some(threshold)) => is(six(ttm), Is::AtLeast, cell(threshold)),
        _ => enough_for_direct(making, ttm),
    }
}

/// Whether a portfolio earns incentives in a channel when enough is billed. Which designations are for it, and whether
/// points are enough, the engine says of scenarios that state nothing else.
fn capable(making: &Making<'_>, channel: ChannelId, portfolio: Portfolio) -> E {
    let earns = |slot: Slot, value: Value| {
        let probe = Scenario::default().with(slot, Some(value));
        let situation: Situation = Situation::resolve(&probe, making.today);
        let channel = if channel == ChannelId::Direct { channel } else { ChannelId::Offer(0) };
        *eligible_by_capability(&situation, channel).get(portfolio)
    };
    let mut ways: Vec<E> = Vec::new();
    for (place, held) in (0..DESIGNATIONS.len()).zip(&making.designations) {
        if earns(Slot::of(FieldId::Designations), Value::Set(1 << place)) {
            ways.push(cell(*held));
        }
    }
    let points = Slot::portfolio(FieldId::Points, portfolio);
    if let (true, Some(needed)) = (earns(points, Value::Number(Decimal::ONE_HUNDRED)), making.rules.points) {
        ways.push(is(making.counts(points), Is::AtLeast, cell(needed)));
    }
    any(ways)
}

/// A situation whose incentives stand in cells, each 0 where none are earned: so the engine's formulas of everything
/// else hold whether they are or not.
pub(super) fn paid_at(situation: &Situation<Spelled>, rates: [CellId; 4]) -> Situation<Spelled> {
    let mut situation = situation.clone();
    situation.incentives.rate = Each(rates.map(|rate| held(rate, Decimal::new(375, 4))));
    situation
}

/// The rate of incentives that counts.
pub(super) fn rate(making: &Making<'_>, portfolio: Portfolio, earned: CellId) -> E {
    let rate = making.counts(Slot::portfolio(FieldId::IncentiveRate, portfolio));
    either(cell(earned), quotient(rate, number(Decimal::ONE_HUNDRED)), number(Decimal::ZERO))
}

/// Four cells beside each other, one for each portfolio.
pub(super) fn four(
    making: &mut Making<'_>,
    sheet: usize,
    row: u32,
    look: Look,
    mut formula: impl FnMut(&Making<'_>, Portfolio) -> (E, Option<Figure>),
) -> [CellId; 4] {
    let mut column = 0;
    Portfolio::ALL.map(|portfolio| {
        column += 1;
        let (formula, figure) = formula(making, portfolio);
        let known = Known::new(&making.leaves);
        let id = making.book.formula((sheet, row, column), &formula, &known, look);
        making.book.change(id, |cell| cell.figure = figure);
        id
    })
}

fn block(
    making: &mut Making<'_>,
    sheet: usize,
    mut row: u32,
    usual: &Situation<Spelled>,
    channel: &Channel<Spelled>,
) -> u32 {
    let id = channel.id;
    let name = words::channel(making.locale, making.scenario, id);
    making.book.words((sheet, row, 0), name.clone(), Look::Part);
    let truth = Look::Figure(Style::Words);
    making.text((sheet, row + 1, 0), Message::SheetCapable, Look::Quiet);
    let able = four(making, sheet, row + 1, truth, |making, p| (capable(making, id, p), None));
    making.text((sheet, row + 2, 0), Message::SheetEligible, Look::Quiet);
    let mut cells = able.into_iter();
    let eligible = four(making, sheet, row + 2, truth, |making, p| {
        let able = cells.next().map_or_else(super::blank, cell);
        (all(vec![enough(making, id, ttm(making)), able]), Some(Figure::Eligible(id, p)))
    });
    making.text((sheet, row + 3, 0), Message::SheetRate, Look::Quiet);
    let mut cells = eligible.into_iter();
    let rates = four(making, sheet, row + 3, Look::Figure(Style::Part), |making, p| {
        (cells.next().map_or_else(super::blank, |earned| rate(making, p, earned)), None)
    });
    row += 4;
    let situation = billed_in(&paid_at(usual, rates), ttm_cell(making));
    let lines = lines(&situation, channel, &Each([true; 4]));
    let leaves = making.leaves.clone();
    let known = Known::new(&leaves);
    let (mut parts, mut wholes) = (Vec::new(), Vec::new());
    for line in &lines.0 {
        let label = words::named(making.locale, &["line.", line.id.id(), ".name"]);
        making.book.words((sheet, row, 0), label, Look::Words);
        let mut steps = Vec::new();
        if let Some(variable) = &line.variable {
            let mut places = Vec::new();
            for (column, (portfolio, amount)) in (1..).zip(variable.iter()) {
                let figure = Figure::Part(id, line.id, portfolio);
                let part = making.figure((sheet, row, column), &spelled(amount), &known, Making::money(), figure);
                steps.push((Step::Portfolio(portfolio), part));
                places.push(part);
            }
            if let [a, b, c, d] = places.as_slice() {
                parts.push((line.id, [*a, *b, *c, *d]));
            }
        }
        let figure = Figure::Line(id, line.id);
        let look = Look::Figure(Style::Money);
        let whole = making.figure((sheet, row, WHOLE), &spelled(&line.amount()), &known.with(steps), look, figure);
        wholes.push((line.id, whole));
        row += 1;
    }
    let steps: Vec<(Step, CellId)> = wholes.iter().map(|(line, cell)| (Step::Line(*line), *cell)).collect();
    making.text((sheet, row, 0), Message::SheetNet, Look::Total(Style::Words));
    for column in 1..WHOLE {
        making.book.put((sheet, row, column), Content::text(""), Look::Total(Style::Words));
    }
    let look = Look::Total(Style::Money);
    let net = making.figure((sheet, row, WHOLE), &spelled(&lines.net()), &known.with(steps), look, Figure::Net(id));
    row += 1;
    making.text((sheet, row, 0), Message::SheetWorkingCapital, Look::Words);
    let tied = spelled(&working_capital(&situation, channel));
    making.figure((sheet, row, WHOLE), &tied, &known, Making::money(), Figure::WorkingCapital(id));
    making.channels.push(Column { id, name, capable: able, parts, lines: wholes, net });
    row + 1
}

/// The cell of the trailing twelve months.
pub(super) fn ttm_cell(making: &Making<'_>) -> CellId {
    let slot = Slot::of(FieldId::BilledTtm);
    let found = making.leaves.iter().find(|(leaf, _)| *leaf == crate::engine::number::Leaf::Field(slot));
    found.map_or(CellId(usize::MAX), |(_, id)| *id)
}

/// A channel whose hours stand in cells.
pub(super) fn with_hours(channel: &Channel<Spelled>, billing: CellId, compliance: CellId) -> Channel<Spelled> {
    let mut channel = channel.clone();
    channel.billing_hours = Quantity::new(Spelled::cell(billing, PLENTY));
    channel.compliance_hours = Quantity::new(Spelled::cell(compliance, PLENTY));
    channel
}
