//! What better terms of each offer are worth.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use yew::prelude::*;

use crate::engine::catalogue::Portfolio;
use crate::engine::quantity::Money;
use crate::engine::worth::{Comparison, FUNDING, Worth};
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, around, spaced};
use crate::ui::report::words::{Fill, amount, bare_figure, channel_name, named, portfolio_name, text};

use super::super::common::piece;
use super::table::{Cell, Row, Table};
use super::{lead, list};

/// From this on cents of an amount don't matter.
const WHOLE: Decimal = Decimal::ONE_HUNDRED;

/// The table, with a sentence on the best offer.
pub(super) fn worth(view: &View, compared: &Comparison) -> Html {
    let currency = named(view, &["choice.currency.", view.answer.currency.code()]);
    let table = Table {
        caption: Fill::new(view).words("currency", currency).draw(Message::CompareWorthCaption),
        rows_are: Message::CompareWorthItem,
        columns: compared.worth.iter().map(|worth| (worth.offer, None)).collect(),
        rows: rows(view, compared),
    };
    let mut notes = [text(view, Message::CompareWorthNote)].gather();
    notes.extend(taken_off(view, compared));
    let best = compared.worth.iter().find(|worth| worth.offer == view.answer.best_offer);
    let sentences = best.map(|best| finding(view, best)).unwrap_or_default();
    let body = [lead(sentences), table.draw(view), around("p", "part-note", spaced(notes))];
    piece("decide-offers-worth", text(view, Message::CompareWorthTitle), body)
}

/// What a point is worth at an offer, and how many days are worth as much.
fn finding(view: &View, worth: &Worth) -> Vec<Html> {
    let fill = Fill::new(view)
        .words("offer", channel_name(view, worth.offer))
        .text("amount", amount(view, worth.point.exact()));
    let mut sentences = [fill.draw(Message::CompareWorthPoint)].gather();
    let days = worth.days_for_a_point().filter(|days| *days >= Decimal::ONE);
    // More of them than can be counted are no way to say it.
    let days = days.and_then(|days| days.round().to_usize());
    sentences.extend(days.map(|days| Fill::new(view).count("days", days).draw(Message::CompareWorthDays)));
    sentences
}

fn rows(view: &View, compared: &Comparison) -> Vec<Row> {
    let row = |name: Phrase, of: &dyn Fn(&Worth) -> Money| {
        let cell = |worth: &Worth| Cell::of(precise(view, of(worth).exact()));
        Row::of(name, compared.worth.iter().map(cell).collect())
    };
    let say = |message| view.locale.say(message, &[]);
    let mut rows = vec![row(say(Message::CompareWorthPointAll), &|worth| worth.point)];
    // Of one portfolio alone it is the same.
    let sold = compared.portfolios.iter().map(|bought| bought.portfolio).filter(|_| compared.portfolios.len() > 1);
    for portfolio in sold {
        let name =
            Fill::new(view).words("portfolio", portfolio_name(view, portfolio)).say(Message::CompareWorthPointOf);
        rows.push(row(name, &|worth| *worth.point_on.get(portfolio)));
    }
    rows.push(row(say(Message::CompareWorthDay), &|worth| worth.day));
    let funding = Fill::new(view).text("amount", amount(view, FUNDING)).say(Message::CompareWorthFunding);
    rows.push(row(funding, &|worth| worth.funding));
    rows
}

/// A figure of the table: with cents where it is small.
fn precise(view: &View, amount: Decimal) -> String {
    let whole = amount.abs() >= WHOLE || amount.round_dp(2).is_integer();
    if whole { bare_figure(view, amount) } else { view.locale.number(amount, 2) }
}

/// Where it is a point less that was evaluated.
fn taken_off(view: &View, compared: &Comparison) -> Option<Html> {
    let sold = |portfolio: &Portfolio| compared.portfolios.iter().any(|bought| bought.portfolio == *portfolio);
    let off = |portfolio: &Portfolio| compared.worth.iter().any(|worth| *worth.taken_off.get(*portfolio));
    let portfolios: Vec<Portfolio> = Portfolio::ALL.into_iter().filter(|p| sold(p) && off(p)).collect();
    if portfolios.is_empty() {
        return None;
    }
    Some(Fill::new(view).words("portfolios", list(view, &portfolios)).draw(Message::CompareWorthTakenOff))
}
