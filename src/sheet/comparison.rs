//! The sheet of the comparison: the best offer against direct.

use rust_decimal::Decimal;

use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::costs::{difference, difference_cash, difference_first_year, hours_freed, hours_value, lines_of};
use crate::engine::number::Step;
use crate::engine::quantity::Quantity;
use crate::engine::report::LineId;
use crate::engine::situation::ChannelId;
use crate::i18n::Message;

use super::Making;
use super::book::{Known, Look, Style};
use super::costs::{ttm_cell, with_hours};
use super::expr::{CellId, E, Expr, Is, all, cell, either, is, number, product, quotient, six, word};
use super::figure::Figure;
use super::number::{held, spelled};
use super::template::{Template, billed_in};
use std::rc::Rc;

/// The cells of the best offer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Best {
    pub(super) name: CellId,
    pub(super) net: CellId,
    pub(super) difference: CellId,
    pub(super) cash: CellId,
    pub(super) first_year: CellId,
    pub(super) hours: CellId,
    pub(super) value: CellId,
}

/// Whether the partner buys direct and Microsoft didn't end that.
pub(super) fn loses_incentives(making: &Making<'_>) -> E {
    let direct = is(making.field(FieldId::Role), Is::Same, word("direct"));
    let kept = is(making.field(FieldId::Authorization), Is::Other, word("revoked"));
    all(vec![direct, kept])
}

pub(super) fn place(making: &mut Making<'_>) {
    let mut widths = vec![52.0];
    widths.extend(making.channels.iter().map(|_| 24.0));
    let sheet = making.book.sheet(making.locale.text(Message::SheetComparison), &widths, (3, 1), true);
    making.titled(sheet, Message::SheetComparison, Message::SheetComparisonAbout);
    let leaves = making.leaves.clone();
    let known = Known::new(&leaves);
    let usual = making.template(Template { role: crate::engine::situation::Role::Direct, ..Template::USUAL });
    let usual = billed_in(&usual, ttm_cell(making));
    // The rows of channels, one column each.
    let columns: Vec<(ChannelId, String, CellId)> =
        making.channels.iter().map(|column| (column.id, column.name.clone(), column.net)).collect();
    let labels = [
        (2, Message::SheetChannel),
        (3, Message::SheetNet),
        (4, Message::SheetNetRounded),
        (5, Message::SheetNetCash),
        (6, Message::SheetIncentives),
        (7, Message::SheetBillingHours),
        (8, Message::SheetComplianceHours),
    ];
    for (row, label) in labels {
        making.text((sheet, row, 0), label, if row == 2 { Look::Head } else { Look::Words });
    }
    let mut rows: [Vec<CellId>; 7] = Default::default();
    for (column, (id, name, net)) in (1..).zip(&columns) {
        let Some(of) = making.channels.get(usize::from(column) - 1) else { continue };
        let steps: Vec<(Step, CellId)> = of.line_steps().collect();
        let incentives = of.line(LineId::Incentives).unwrap_or(*net);
        let Some(channel) = usual.channels().find(|channel| channel.id == *id) else { continue };
        let lines = lines_of(&usual, channel);
        let cash = spelled(&lines.net_without(&LineId::LABOUR));
        let look = Look::Figure(Style::Money);
        let hours = Look::Figure(Style::Number);
        let net = cell(*net);
        let formulas = [
            (3, net.clone(), look),
            (4, six(net), look),
            (5, cash, look),
            (6, cell(incentives), look),
            (7, spelled(&channel.billing_hours), hours),
            (8, spelled(&channel.compliance_hours), hours),
        ];
        let heading = making.book.words((sheet, 2, column), name.clone(), Look::HeadRight);
        let known = known.with(steps);
        let places =
            formulas.map(|(row, formula, look)| making.book.formula((sheet, row, column), &formula, &known, look));
        for (row, place) in rows.iter_mut().zip([heading].into_iter().chain(places)) {
            row.push(place);
        }
    }
    let [names, nets, rounded, cash, incentives, billing, compliance] =
        rows.map(|row| (row.first().copied(), row.into_iter().skip(1).collect::<Vec<_>>()));
    // The best offer.
    let largest = Rc::new(Expr::LargestOf(rounded.1.clone()));
    let place = row(
        making,
        sheet,
        10,
        Message::SheetBestNumber,
        Rc::new(Expr::PlaceOf(largest, rounded.1)),
        &known,
        Style::Count,
    );
    making.book.figure(place, Figure::BestOffer);
    let at = |ids: Vec<CellId>| -> E { Rc::new(Expr::At(ids, cell(place))) };
    let name = row(making, sheet, 11, Message::SheetBestOffer, at(names.1), &known, Style::Words);
    let net = row(making, sheet, 12, Message::SheetBestNet, at(nets.1), &known, Style::Money);
    making.book.figure(net, Figure::BestNet);
    let best_cash = row(making, sheet, 13, Message::SheetBestCash, at(cash.1), &known, Style::Money);
    let best_incentives = row(making, sheet, 14, Message::SheetBestIncentives, at(incentives.1), &known, Style::Money);
    let best_billing = row(making, sheet, 15, Message::SheetBestBilling, at(billing.1), &known, Style::Number);
    let best_compliance = row(making, sheet, 16, Message::SheetBestCompliance, at(compliance.1), &known, Style::Number);
    // What it leaves more.
    let Some(offer) = usual.offers.first() else { return };
    let (offer_lines, direct_lines) = (lines_of(&usual, offer), lines_of(&usual, &usual.direct));
    let steps = |best: Option<CellId>, direct: Option<CellId>, step: fn(ChannelId) -> Step| {
        [(offer.id, best), (ChannelId::Direct, direct)]
            .into_iter()
            .filter_map(move |(id, cell)| Some((step(id), cell?)))
            .collect::<Vec<_>>()
    };
    let total = known.with(steps(Some(net), nets.0, Step::NetOf));
    let formula = spelled(&difference(&offer_lines, &direct_lines, offer.id));
    let more = row(making, sheet, 18, Message::SheetDifference, formula, &total, Style::Money);
    making.book.figure(more, Figure::Difference);
    let without = known.with(steps(Some(best_cash), cash.0, Step::CashOf));
    let formula = spelled(&difference_cash(&offer_lines, &direct_lines, offer.id));
    let cash = row(making, sheet, 19, Message::SheetDifferenceCash, formula, &without, Style::Money);
    making.book.figure(cash, Figure::DifferenceCash);
    let months = Rc::new(Expr::Smaller(number(Decimal::from(12)), making.counts(Slot::of(FieldId::MoveIncentiveLoss))));
    let lost = quotient(product(cell(best_incentives), months), number(Decimal::from(12)));
    let lost = either(loses_incentives(making), lost, number(Decimal::ZERO));
    let lost = row(making, sheet, 20, Message::SheetLostFirst, lost, &known, Style::Money);
    let first = difference_first_year(&usual, held(more, Decimal::ONE), held(best_incentives, Decimal::ONE));
    let first_steps = known.with([(Step::LostIncentives, lost)]);
    let first = row(making, sheet, 21, Message::SheetDifferenceFirst, spelled(&first), &first_steps, Style::Money);
    making.book.figure(first, Figure::DifferenceFirstYear);
    let best = with_hours(offer, best_billing, best_compliance);
    let freed = hours_freed(&usual.direct, &best);
    let hours = row(making, sheet, 22, Message::SheetHoursFreed, spelled(&freed), &known, Style::Number);
    making.book.figure(hours, Figure::HoursFreed);
    let value = hours_value(&usual.labour, Quantity::new(super::number::Spelled::cell(hours, Decimal::ONE)));
    let value = row(making, sheet, 23, Message::SheetHoursValue, spelled(&value), &known, Style::Money);
    making.book.figure(value, Figure::HoursValue);
    let first_year = first;
    let difference = more;
    making.best = Some(Best { name, net, difference, cash, first_year, hours, value });
}

fn row(
    making: &mut Making<'_>,
    sheet: usize,
    row: u32,
    label: Message,
    formula: E,
    known: &Known<'_>,
    style: Style,
) -> CellId {
    making.text((sheet, row, 0), label, Look::Words);
    making.book.formula((sheet, row, 1), &formula, known, Look::Figure(style))
}
