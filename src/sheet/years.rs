//! The sheet of five years.

use std::rc::Rc;

use rust_decimal::Decimal;

use crate::engine::catalogue::{FieldId, Portfolio, Slot};
use crate::engine::costs::{lines, work_growth};
use crate::engine::number::Step;
use crate::engine::projection::{YEARS, in_year, present_value};
use crate::engine::quantity::{Fraction, Money, Quantity};
use crate::engine::report::LineId;
use crate::engine::situation::{ChannelId, Each, Role, Situation};
use crate::engine::transition;
use crate::i18n::Message;

use super::book::{Known, Look, Style};
use super::comparison::loses_incentives;
use super::costs::{enough, enough_for_direct, paid_at, rate, ttm, ttm_cell};
use super::expr::{CellId, E, Expr, Is, all, blank, cell, either, is, number, product, quotient, sum, word};
use super::figure::Figure;
use super::number::{Spelled, held, spelled};
use super::template::{PLENTY, Template, billed_in};
use super::{Making, words};

/// A year of the template, with its figures in cells.
struct Then {
    number: u32,
    situation: Situation<Spelled>,
    steps: Vec<(Step, CellId)>,
    ttm: CellId,
}

/// The row below which channels stand.
const CHANNELS: u32 = 24;

pub(super) fn place(making: &mut Making<'_>) {
    let widths = [52.0, 20.0, 20.0, 20.0, 20.0, 20.0];
    let sheet = making.book.sheet(making.locale.text(Message::SheetYears), &widths, (3, 1), true);
    making.titled(sheet, Message::SheetYears, Message::SheetYearsAbout);
    making.text((sheet, 2, 0), Message::SheetYear, Look::Head);
    for year in 1..=YEARS {
        let content = super::Content::Number(Decimal::from(year));
        making.book.put((sheet, 2, column(year)), content, Look::HeadRight);
    }
    let labels = [
        (3 + 4, Message::SheetRevenue),
        (8 + 4, Message::SheetTtm),
        (13, Message::SheetDirectAllowed),
        (14, Message::SheetInflation),
        (15, Message::SheetWork),
        (16, Message::SheetWriteOff),
        (17, Message::SheetDiscount),
    ];
    for (row, label) in labels {
        making.text((sheet, row, 0), label, Look::Words);
    }
    for (row, portfolio) in (3..).zip(Portfolio::ALL) {
        for (row, message) in [(row, Message::SheetRevenueOf), (row + 5, Message::SheetGrown)] {
            let name = words::portfolio(making.locale, portfolio);
            let text = making.locale.say(message, &[("portfolio", crate::i18n::Arg::Text(&name))]).plain();
            making.book.words((sheet, row, 0), text, Look::Quiet);
        }
    }
    let leaves = making.leaves.clone();
    let known = Known::new(&leaves);
    let usual = billed_in(&making.template(Template::USUAL), ttm_cell(making));
    let years: Vec<Then> = (1..=YEARS).map(|number| year(making, sheet, &usual, number, &known)).collect();
    let direct = making.template(Template { role: Role::Direct, ..Template::USUAL });
    // What a move costs once.
    let items = making.field(FieldId::MoveItemsPerRequest);
    let full = Rc::new(Expr::RoundedUp(quotient(making.field(FieldId::Subscriptions), items)));
    let requests = Rc::new(Expr::Larger(making.field(FieldId::Customers), full));
    making.text((sheet, 19, 0), Message::SheetRequests, Look::Words);
    let requests = making.book.formula((sheet, 19, 1), &requests, &known, Look::Figure(Style::Count));
    let cost = spelled(&transition::one_off(&direct));
    making.text((sheet, 20, 0), Message::SheetMoveCost, Look::Words);
    let with_requests = known.with([(Step::Requests, requests)]);
    let cost = making.figure((sheet, 20, 1), &cost, &with_requests, Making::money(), Figure::MoveCost);
    let mut row = CHANNELS;
    for place in 0..making.channels.len() {
        row = channel(making, sheet, row, place, &years, cost, &known) + 1;
    }
}

fn column(year: u32) -> u16 {
    u16::try_from(year).unwrap_or(1)
}

/// Places the figures of a year that all channels share.
fn year(making: &mut Making<'_>, sheet: usize, usual: &Situation<Spelled>, number_of: u32, known: &Known<'_>) -> Then {
    let at = |row: u32| (sheet, row, column(number_of));
    let one = || number(Decimal::ONE);
    let factor = Look::Figure(Style::Factor);
    let mut later = in_year(usual, number_of);
    let mut steps: Vec<(Step, CellId)> = Vec::new();
    for (row, portfolio) in (8..).zip(Portfolio::ALL) {
        let once = (Fraction::one() + usual.growth.get(portfolio).clone()).named(Step::GrowthOf(portfolio));
        let grown = making.book.formula(at(row), &spelled(&once.to_the_power(number_of - 1)), known, factor);
        steps.push((Step::GrownBy(portfolio), grown));
    }
    let grown = known.with(steps.clone());
    let revenue: Vec<CellId> = (3..)
        .zip(Portfolio::ALL)
        .map(|(row, p)| making.book.formula(at(row), &spelled(later.revenue.get(p)), &grown, Making::money()))
        .collect();
    let mut cells = revenue.iter();
    let each = Each::of(|p| {
        let value = usual.revenue.get(p).exact();
        cells.next().map_or_else(Money::zero, |id| held(*id, value))
    });
    later.revenue = each;
    let total = spelled(&later.total_revenue());
    let total = making.figure(at(7), &total, known, Look::Total(Style::Money), Figure::Revenue(number_of));
    let before = spelled(&usual.total_billed());
    let nothing = is(before, Is::Same, number(Decimal::ZERO));
    let ttm_then = match number_of {
        1 => ttm(making),
        _ => either(nothing, ttm(making), spelled(&later.ttm.value)),
    };
    let ttm_then = making.figure(at(12), &ttm_then, &grown, Look::Figure(Style::Usd), Figure::TtmIn(number_of));
    let allowed = enough_for_direct(making, cell(ttm_then));
    making.figure(at(13), &allowed, known, Look::Figure(Style::Words), Figure::DirectAllowed(number_of));
    let inflation = crate::engine::projection::inflation(usual, number_of - 1);
    let inflation = making.book.formula(at(14), &spelled(&inflation), known, factor);
    let now = spelled(&usual.total_revenue());
    let times: Fraction<Spelled> =
        held::<crate::engine::quantity::unit::Money>(total, Decimal::ONE).part_of(usual.total_revenue());
    let work = spelled(&work_growth(&usual.labour.volume, times));
    let work = either(is(now, Is::Same, number(Decimal::ZERO)), one(), work);
    let work = if number_of == 1 { one() } else { work };
    let work = making.book.formula(at(15), &work, known, factor);
    let runs = is(making.field(FieldId::DirectIntegrationYears), Is::AtLeast, number(Decimal::from(number_of)));
    let off = either(runs, spelled(&usual.direct.integration_write_off), number(Decimal::ZERO));
    let off = making.book.formula(at(16), &off, known, Making::money());
    later.direct.integration_write_off = held(off, Decimal::ONE);
    let rate = (Fraction::one() + usual.finance.discount.clone()).named(Step::Discount);
    let discount = making.book.formula(at(17), &spelled(&rate.to_the_power(number_of)), known, factor);
    steps.extend([(Step::Inflated, inflation), (Step::WorkGrown, work), (Step::Discounted(number_of), discount)]);
    later.ttm.value = held(ttm_then, PLENTY);
    Then { number: number_of, situation: later, steps, ttm: ttm_then }
}

/// The lines of a channel over five years; gives the next free row.
fn channel(
    making: &mut Making<'_>,
    sheet: usize,
    mut row: u32,
    place: usize,
    years: &[Then],
    cost: CellId,
    known: &Known<'_>,
) -> u32 {
    let Some(column_of) = making.channels.get(place) else { return row };
    let (id, name, capable) = (column_of.id, column_of.name.clone(), column_of.capable);
    let incentives = column_of.line(LineId::Incentives).unwrap_or(cost);
    making.book.words((sheet, row, 0), name, Look::Part);
    row += 1;
    for (line, portfolio) in (row..).zip(Portfolio::ALL) {
        let portfolio = words::portfolio(making.locale, portfolio);
        let label = making.locale.say(Message::SheetRateOf, &[("portfolio", crate::i18n::Arg::Text(&portfolio))]);
        making.book.words((sheet, line, 0), label.plain(), Look::Quiet);
    }
    for (line, id) in (row + 4..).zip(LineId::ALL) {
        let label = words::named(making.locale, &["line.", id.id(), ".name"]);
        making.book.words((sheet, line, 0), label, Look::Words);
    }
    let below = row + 4 + u32::try_from(LineId::ALL.len()).unwrap_or_default();
    making.text((sheet, below, 0), Message::SheetNet, Look::Total(Style::Words));
    let mut nets: Vec<Money<Spelled>> = Vec::new();
    let mut discounts: Vec<(Step, CellId)> = Vec::new();
    for then in years {
        let column = column(then.number);
        let mut rates = Vec::new();
        for ((line, portfolio), able) in (row..).zip(Portfolio::ALL).zip(capable) {
            let earned = all(vec![enough(making, id, cell(then.ttm)), cell(able)]);
            let formula = either(earned, rate_of(making, portfolio), number(Decimal::ZERO));
            rates.push(making.book.formula((sheet, line, column), &formula, known, Look::Figure(Style::Part)));
        }
        let [a, b, c, d] = rates.as_slice() else { continue };
        let situation = paid_at(&then.situation, [*a, *b, *c, *d]);
        let Some(of) = situation.channels().find(|channel| channel.id == id) else { continue };
        let lines = lines(&situation, of, &Each([true; 4]));
        let mut steps = then.steps.clone();
        for (line, amount) in (row + 4..).zip(&lines.0) {
            let known = known.with(then.steps.iter().copied());
            let place = (sheet, line, column);
            let whole = making.book.formula(place, &spelled(&amount.amount()), &known, Making::money());
            steps.push((Step::Line(amount.id), whole));
        }
        let (look, figure) = (Look::Total(Style::Money), Figure::NetIn(id, then.number));
        let net = making.figure((sheet, below, column), &spelled(&lines.net()), &known.with(steps), look, figure);
        nets.push(held(net, Decimal::ONE));
        discounts.extend(then.steps.iter().filter(|(step, _)| matches!(step, Step::Discounted(_))));
    }
    // What a change to the channel costs once.
    let role = if id == ChannelId::Direct { "indirect" } else { "direct" };
    let moves = is(making.field(FieldId::Role), Is::Same, word(role));
    let moving = either(moves, cell(cost), number(Decimal::ZERO));
    let once = if id == ChannelId::Direct {
        moving
    } else {
        let months = making.counts(Slot::of(FieldId::MoveIncentiveLoss));
        let lost = quotient(product(cell(incentives), months), number(Decimal::from(12)));
        sum(moving, either(loses_incentives(making), lost, number(Decimal::ZERO)))
    };
    making.text((sheet, below + 1, 0), Message::SheetOnce, Look::Words);
    let once = making.book.formula((sheet, below + 1, 1), &once, known, Making::money());
    // A template in which the channel is moved to and loses nothing: so that all it costs once stands in the one cell.
    let role = if id == ChannelId::Direct { Role::Indirect } else { Role::Direct };
    let template = making.template(Template { role, revoked: true, ..Template::USUAL });
    let worth = template
        .channels()
        .find(|channel| channel.id == id)
        .map(|channel| present_value(&template, channel, &nets, &held(once, Decimal::ONE), &Quantity::zero()));
    let worth = worth.map_or_else(blank, |worth| spelled(&worth));
    let worth = if id == ChannelId::Direct {
        let open = years.iter().map(|then| enough_for_direct(making, cell(then.ttm))).collect();
        either(all(open), worth, blank())
    } else {
        worth
    };
    making.text((sheet, below + 2, 0), Message::SheetNpv, Look::Words);
    making.figure((sheet, below + 2, 1), &worth, &known.with(discounts), Look::Total(Style::Money), Figure::Npv(id));
    below + 3
}

fn rate_of(making: &Making<'_>, portfolio: Portfolio) -> E {
    // As on the sheet of costs, without its condition.
    match &*rate(making, portfolio, CellId(0)) {
        Expr::If(_, then, _) => then.clone(),
        _ => blank(),
    }
}
