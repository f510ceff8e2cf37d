//! The comparison line by line, and what follows from it.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::words::{Figures, amount, bare_figure, channel_name, figure, named};
use crate::engine::quantity::Money;
use crate::engine::report::{ChannelReport, LineId};
use crate::engine::situation::ChannelId;
use crate::i18n::{Arg, Message, Phrase};
use crate::ui::View;
use crate::ui::rich::{rich, say, text};

/// The table with its finding, and the figures below it.
pub(super) fn costs(view: &View) -> Html {
    let offer = channel_name(view, view.answer.best_offer);
    let offer = [("offer", Arg::Phrase(&offer))];
    html! {
        <section class="part" aria-labelledby="costs">
            <h2 id="costs">{ rich(&finding(view)) }</h2>
            <p class="part-lead">
                { say(&view.locale, Message::ReportCostsSign, &offer) }
                { " " }
                { text(&view.locale, Message::DisclaimerVat) }
            </p>
            { table(view) }
            { more(view) }
        </section>
    }
}

/// An amount of a line as it counts in the net.
fn signed(channel: &ChannelReport, line: LineId) -> Money {
    let amount = channel.line(line);
    if line.is_income() { amount } else { -amount }
}

/// What a line brings the best offer over direct.
fn difference(view: &View, line: LineId) -> Money {
    let of = |id| view.answer.channel(id).map_or_else(Money::zero, |channel| signed(channel, line));
    of(view.answer.best_offer) - of(ChannelId::Direct)
}

fn finding(view: &View) -> Phrase {
    let largest = LineId::ALL
        .into_iter()
        .map(|line| (line, difference(view, line)))
        .fold(None, |largest: Option<(LineId, Money)>, next| match largest {
            Some(leader) if leader.1.exact().abs() >= next.1.exact().abs() => Some(leader),
            _ => Some(next),
        })
        .filter(|(_, difference)| difference.shows());
    let Some((line, difference)) = largest else { return view.locale.say(Message::ReportCostsFindingSame, &[]) };
    let direct = difference.exact() < Decimal::ZERO;
    let message = if direct { Message::ReportCostsFindingDirect } else { Message::ReportCostsFindingIndirect };
    let line = named(view, &["line.", line.id(), ".name"]);
    let amount = amount(view, difference.exact().abs());
    view.locale.say(message, &[("line", Arg::Phrase(&line)), ("amount", Arg::Text(&amount))])
}

// Roles say again what the elements are: where rows are stacked, on a narrow screen, browsers forget.
fn table(view: &View) -> Html {
    let currency = view.locale.say(currency_name(view), &[]);
    let many = view.answer.channels.len() > 3;
    html! {
        <table class="costs" role="table" data-many={many.then_some("")}>
            <caption>{ say(&view.locale, Message::ReportCostsCaption, &[("currency", Arg::Phrase(&currency))]) }</caption>
            <thead role="rowgroup">{ headings(view) }</thead>
            <tbody role="rowgroup">{ for LineId::ALL.into_iter().map(|line| row(view, line)) }</tbody>
            <tfoot role="rowgroup">{ totals(view) }</tfoot>
        </table>
    }
}

fn currency_name(view: &View) -> Message {
    let key = ["choice.currency.", view.answer.currency.code()].concat();
    Message::by_name(&key).unwrap_or(Message::ChoiceCurrencyEur)
}

fn headings(view: &View) -> Html {
    let several = view.answer.channels.len() > 2;
    let columns = view.answer.channels.iter().map(|channel| {
        let best = several && channel.id == view.answer.best_offer;
        html! {
            <th role="columnheader" scope="col" key={channel.id.id()}>
                { rich(&channel_name(view, channel.id)) }
                if best { <span class="costs-best">{ text(&view.locale, Message::ReportCostsBestOffer) }</span> }
            </th>
        }
    });
    html! {
        <tr role="row">
            <th role="columnheader" scope="col">{ text(&view.locale, Message::ReportCostsItem) }</th>
            { for columns }
            <th role="columnheader" scope="col">{ text(&view.locale, Message::LineDifferenceName) }</th>
        </tr>
    }
}

fn row(view: &View, line: LineId) -> Html {
    let nothing = view.answer.channels.iter().all(|channel| !channel.line(line).shows());
    let id = line.id();
    let head = html! {
        <details class="costs-line">
            <summary>{ rich(&named(view, &["line.", id, ".name"])) }</summary>
            <p>{ rich(&named(view, &["line.", id, ".what"])) }</p>
        </details>
    };
    let amounts = view.answer.channels.iter().map(|channel| (channel.id, signed(channel, line)));
    let cells = cells(view, amounts, difference(view, line));
    html! {
        <tr role="row" key={id} data-nothing={nothing.then_some("")}>
            <th role="rowheader" scope="row">{ head }</th>
            { cells }
        </tr>
    }
}

fn totals(view: &View) -> Html {
    let amounts = view.answer.channels.iter().map(|channel| (channel.id, channel.net));
    html! {
        <tr role="row">
            <th role="rowheader" scope="row">{ text(&view.locale, Message::LineNetName) }</th>
            { cells(view, amounts, view.answer.difference) }
        </tr>
    }
}

fn cells(view: &View, amounts: impl Iterator<Item = (ChannelId, Money)>, difference: Money) -> Html {
    let cells = amounts.map(|(channel, amount)| {
        let label = channel_name(view, channel).plain();
        html! { <td role="cell" key={channel.id()} data-label={label}>{ bare_figure(view, amount.exact()) }</td> }
    });
    let label = view.locale.text(Message::LineDifferenceName).to_string();
    html! {
        <>
            { for cells }
            <td role="cell" class="costs-difference" data-label={label}>
                { view.locale.number_signed(difference.exact(), 0) }
                { favours(view, difference) }
            </td>
        </>
    }
}

/// Whom a difference favours, for who can't see the sign.
fn favours(view: &View, difference: Money) -> Html {
    if !difference.shows() {
        return Html::default();
    }
    let offer = channel_name(view, view.answer.best_offer);
    let direct = difference.exact() < Decimal::ZERO;
    let message = if direct { Message::ReportCostsForDirect } else { Message::ReportCostsForOffer };
    let words = say(&view.locale, message, &[("offer", Arg::Phrase(&offer))]);
    html! { <span class="visually-hidden">{ " " }{ words }</span> }
}

/// What stands below the table.
fn more(view: &View) -> Html {
    let answer = &view.answer;
    let signed = |amount: Money| view.locale.money_signed(amount.exact(), answer.currency);
    let text = |message| text(&view.locale, message);
    let mut rows = vec![
        fact(text(Message::ReportCostsNetDirect), signed(answer.difference), favours(view, answer.difference)),
        fact(text(Message::ReportCostsCash), signed(answer.difference_cash), favours(view, answer.difference_cash)),
    ];
    if (answer.difference_first_year - answer.difference).shows() {
        let first = answer.difference_first_year;
        rows.push(fact(text(Message::ReportCostsFirstYear), signed(first), favours(view, first)));
    }
    let hours = view.locale.number(answer.hours_freed.exact(), 0);
    rows.push(fact(text(Message::ReportCostsHours), hours, Html::default()));
    if answer.hours_value.shows() {
        let note = html! { <span class="muted small">{ text(Message::ReportCostsNotCounted) }</span> };
        rows.push(fact(text(Message::ReportCostsHoursValue), figure(view, answer.hours_value.exact()), note));
    }
    for channel in &answer.channels {
        let capital = channel.working_capital.exact();
        let credit = capital < Decimal::ZERO;
        let name = channel_name(view, channel.id);
        let message = if credit { Message::ReportCostsCredit } else { Message::ReportCostsCapital };
        let label = say(&view.locale, message, &[("channel", Arg::Phrase(&name))]);
        rows.push(fact(label, figure(view, capital.abs()), Html::default()));
    }
    html! { <dl class="facts">{ for rows }</dl> }
}

fn fact(label: Html, value: String, note: Html) -> Html {
    html! {
        <div class="fact">
            <dt>{ label }</dt>
            <dd><span class="amount">{ value }</span>{ " " }{ note }</dd>
        </div>
    }
}
