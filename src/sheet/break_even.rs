//! The sheet of break-even revenue: direct against each offer.

use std::rc::Rc;

use rust_decimal::Decimal;

use crate::engine::break_even::NetLine;
use crate::engine::catalogue::Portfolio;
use crate::engine::number::Step;
use crate::engine::quantity::Quantity;
use crate::engine::situation::ChannelId;
use crate::i18n::Message;

use super::Making;
use super::book::{Known, Look, Style};
use super::costs::{four, paid_at, rate, ttm, ttm_cell};
use super::expr::{CellId, E, Expr, Is, all, any, blank, cell, either, is, number, product, quotient, six, sum};
use super::figure::Figure;
use super::number::spelled;
use super::template::{Template, billed_in};

/// The largest figure that means anything: 10²⁴, in two parts as a formula holds only 15 digits.
fn limit() -> E {
    let million = || number(Decimal::from(1_000_000_000_000_u64));
    product(million(), million())
}

/// A figure, or nothing where it is too large to mean anything.
fn within(figure: E) -> E {
    let small = is(limit(), Is::AtLeast, Rc::new(Expr::Size(figure.clone())));
    either(small, figure, blank())
}

pub(super) fn place(making: &mut Making<'_>) {
    let widths = [52.0, 20.0, 20.0, 20.0, 20.0, 20.0];
    let sheet = making.book.sheet(making.locale.text(Message::SheetBreakEven), &widths, (3, 1), true);
    making.titled(sheet, Message::SheetBreakEven, Message::SheetBreakEvenAbout);
    let leaves = making.leaves.clone();
    let known = Known::new(&leaves);
    let usual = billed_in(&making.template(Template::USUAL), ttm_cell(making));
    let total = spelled(&usual.total_revenue());
    making.text((sheet, 2, 0), Message::SheetLine, Look::Head);
    making.text((sheet, 2, 1), Message::SheetValue, Look::HeadRight);
    making.text((sheet, 3, 0), Message::SheetRevenue, Look::Words);
    let total = making.book.formula((sheet, 3, 1), &total, &known, Look::Figure(Style::Money));
    let known = known.with([(Step::Revenue, total)]);
    let mut row = 5;
    let mut lines: Vec<(ChannelId, CellId, CellId)> = Vec::new();
    for place in 0..making.channels.len() {
        let Some(column) = making.channels.get(place) else { continue };
        let (id, name, capable) = (column.id, column.name.clone(), column.capable);
        let whole: Vec<(Step, CellId)> = column.line_steps().collect();
        let parts = column.parts.clone();
        making.book.words((sheet, row, 0), name, Look::Part);
        making.text((sheet, row + 1, 0), Message::SheetRateWhenOpen, Look::Quiet);
        let mut cells = capable.into_iter();
        let rates = four(making, sheet, row + 1, Look::Figure(Style::Part), |making, p| {
            (cells.next().map_or_else(blank, |earned| rate(making, p, earned)), None)
        });
        row += 2;
        let situation = paid_at(&usual, rates);
        let Some(channel) = situation.channels().find(|channel| channel.id == id) else { continue };
        let line = NetLine::of(&situation, channel);
        let split = crate::engine::costs::lines(&situation, channel, &crate::engine::situation::Each([true; 4]));
        let mut steps = Vec::new();
        for of in &split.0 {
            let Some(variable) = &of.variable else { continue };
            let label = super::words::named(making.locale, &["line.", of.id.id(), ".name"]);
            making.book.words((sheet, row, 0), label, Look::Words);
            let mut inside: Vec<(Step, CellId)> = Vec::new();
            if of.id != crate::engine::report::LineId::Incentives
                && let Some((_, cells)) = parts.iter().find(|(line, _)| *line == of.id)
            {
                inside.extend(Portfolio::ALL.into_iter().zip(cells).map(|(p, cell)| (Step::Portfolio(p), *cell)));
            }
            let amount = Quantity::sum(variable.0.iter().cloned());
            let id = making.book.formula((sheet, row, 1), &spelled(&amount), &known.with(inside), Making::money());
            steps.push((Step::FollowingPart(of.id), id));
            row += 1;
        }
        let known = known.with(whole.into_iter().chain(steps));
        making.text((sheet, row, 0), Message::SheetFollowing, Look::Words);
        let look = Look::Total(Style::Money);
        let growing = making.book.formula((sheet, row, 1), &spelled(&line.growing), &known, look);
        making.text((sheet, row + 1, 0), Message::SheetStanding, Look::Words);
        let standing = making.book.formula((sheet, row + 1, 1), &spelled(&line.standing), &known, look);
        lines.push((id, growing, standing));
        row += 3;
    }
    let Some(&(_, direct_growing, direct_standing)) = lines.first() else { return };
    for (id, growing, standing) in lines.iter().skip(1) {
        let name = making.channels.iter().find(|column| column.id == *id).map(|column| column.name.clone());
        making.book.words((sheet, row, 0), name.unwrap_or_default(), Look::Part);
        let minus = |from: CellId, less: CellId| sum(cell(from), Rc::new(Expr::Negated(cell(less))));
        let gain = line(making, sheet, row + 1, Message::SheetGain, &minus(direct_growing, *growing), Style::Money);
        let burden =
            line(making, sheet, row + 2, Message::SheetBurden, &minus(direct_standing, *standing), Style::Money);
        let (v, f) =
            ((six(cell(direct_growing)), six(cell(*growing))), (six(cell(direct_standing)), six(cell(*standing))));
        let stand = |pair: &(E, E), how: Is| is(pair.0.clone(), how, pair.1.clone());
        let kind = either(
            all(vec![stand(&v, Is::Same), stand(&f, Is::Same)]),
            number(Decimal::from(5)),
            either(
                all(vec![stand(&v, Is::Above), stand(&f, Is::Above)]),
                number(Decimal::ONE),
                either(
                    all(vec![stand(&v, Is::Below), stand(&f, Is::Below)]),
                    number(Decimal::TWO),
                    either(
                        stand(&v, Is::AtLeast),
                        {
                            // At least as much from revenue: always direct where it also costs no more.
                            either(stand(&f, Is::Above), number(Decimal::from(4)), number(Decimal::from(3)))
                        },
                        number(Decimal::from(4)),
                    ),
                ),
            ),
        );
        let kind = line(making, sheet, row + 3, Message::SheetKindNumber, &kind, Style::Count);
        making.book.figure(kind, Figure::BreakEvenKind(*id));
        let said = [
            Message::SheetDirectAbove,
            Message::SheetDirectBelow,
            Message::SheetAlwaysDirect,
            Message::SheetAlwaysIndirect,
            Message::SheetEqual,
        ];
        let said = said.map(|message| making.locale.text(message).to_string()).to_vec();
        line(making, sheet, row + 4, Message::SheetKind, &Rc::new(Expr::Word(cell(kind), said)), Style::Words);
        let crosses = is(cell(kind), Is::Below, number(Decimal::from(3)));
        let revenue = quotient(product(cell(total), cell(burden)), cell(gain));
        let revenue = either(crosses, within(revenue), blank());
        let revenue = line(making, sheet, row + 5, Message::SheetBreakEvenRevenue, &revenue, Style::Money);
        making.book.figure(revenue, Figure::BreakEven(*id));
        let nothing = || number(Decimal::ZERO);
        let absent = any(vec![is(cell(total), Is::Same, nothing()), is(ttm(making), Is::Same, nothing())]);
        let opens = match making.rules.direct {
            Some(threshold) => {
                let opens = quotient(product(cell(total), cell(threshold)), ttm(making));
                either(absent.clone(), blank(), within(opens))
            }
            None => blank(),
        };
        let opens = line(making, sheet, row + 6, Message::SheetOpensAt, &opens, Style::Money);
        making.book.figure(opens, Figure::OpensAt(*id));
        let later = either(is(six(cell(opens)), Is::Above, six(cell(revenue))), cell(opens), cell(revenue));
        let pays = match making.rules.direct {
            None => cell(revenue),
            Some(_) => either(absent, cell(revenue), either(is(cell(opens), Is::Same, blank()), blank(), later)),
        };
        let none = any(vec![is(cell(kind), Is::Other, number(Decimal::ONE)), is(cell(revenue), Is::Same, blank())]);
        let pays = line(making, sheet, row + 7, Message::SheetPaysFrom, &either(none, blank(), pays), Style::Money);
        making.book.figure(pays, Figure::PaysFrom(*id));
        row += 9;
    }
}

fn line(making: &mut Making<'_>, sheet: usize, row: u32, label: Message, formula: &E, style: Style) -> CellId {
    making.text((sheet, row, 0), label, Look::Words);
    let leaves = making.leaves.clone();
    making.book.formula((sheet, row, 1), formula, &Known::new(&leaves), Look::Figure(style))
}
