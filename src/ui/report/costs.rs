//! The comparison line by line, and what follows from it.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::chart::waterfall;
use super::link::overdue;
use super::receipt::{Explained, Topic, receipt};
use super::unpriced::unpriced;
use super::words::{DASH, Fill, amount, bare_figure, channel_name, figure, named, text, to_step, waits_for};
use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::quantity::Money;
use crate::engine::report::{ChannelReport, LineId};
use crate::engine::situation::ChannelId;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, all, around, flag, part, spaced, tag, unseen, with};
use crate::ui::rich::rich;

/// The table with its finding, and the figures below it.
pub(super) fn costs(view: &View) -> Html {
    let (heading, lead, picture, facts) = match view.state.unread_figure() {
        Some(subject) => {
            let waits = rich(&waits_for(view, subject));
            (text(view, Message::UnreadCosts), waits, Html::default(), Html::default())
        }
        None => {
            let lead = [best_offer(view).draw(Message::ReportCostsSign), text(view, Message::DisclaimerVat)];
            (rich(&finding(view)), spaced(lead), waterfall(view), tag("dl", "facts", facts(view)))
        }
    };
    part("costs", heading, [around("p", "part-lead", lead), picture, table(view), facts, unpriced(view)])
}

fn best_offer(view: &View) -> Fill<'_> {
    Fill::new(view).words("offer", channel_name(view, view.answer.best_offer))
}

/// Whether anything is left of an amount in whole units.
pub(super) fn shows(amount: Decimal) -> bool {
    !to_step(amount, Decimal::ONE).is_zero()
}

/// An amount of a line as it counts in the net.
pub(super) fn signed(channel: &ChannelReport, line: LineId) -> Money {
    let amount = channel.line(line);
    if line.is_income() { amount } else { -amount }
}

/// What a line brings the best offer over direct.
fn difference(view: &View, line: LineId) -> Money {
    let of = |id| view.answer.channel(id).map_or_else(Money::zero, |channel| signed(channel, line));
    of(view.answer.best_offer) - of(ChannelId::Direct)
}

fn finding(view: &View) -> Phrase {
    let mut largest = (LineId::Margin, Decimal::ZERO);
    for line in LineId::ALL {
        let difference = difference(view, line).exact();
        if difference.abs() > largest.1.abs() {
            largest = (line, difference);
        }
    }
    let (line, difference) = largest;
    let message = match difference < Decimal::ZERO {
        _ if !shows(difference) => Message::ReportCostsFindingSame,
        true => Message::ReportCostsFindingDirect,
        false => Message::ReportCostsFindingIndirect,
    };
    Fill::new(view)
        .words("line", named(view, &["line.", line.id(), ".name"]))
        .text("amount", amount(view, difference.abs()))
        .say(message)
}

// Roles say again what the elements are: where rows are stacked, on a narrow screen, browsers forget.
fn table(view: &View) -> Html {
    let currency = named(view, &["choice.currency.", view.answer.currency.code()]);
    let caption = Fill::new(view).words("currency", currency).draw(Message::ReportCostsCaption);
    let group = |name, rows| with(name, &["role"], ["rowgroup".into()], rows);
    let groups = [
        around("caption", "", caption),
        group("thead", [headings(view)].gather()),
        group("tbody", LineId::ALL.into_iter().map(|line| row(view, line)).collect()),
        group("tfoot", [totals(view)].gather()),
    ];
    let many = flag(view.answer.channels.len() > 3);
    with("table", &["class", "role", "data-many"], ["costs".into(), "table".into(), many], groups)
}

fn headings(view: &View) -> Html {
    let several = view.answer.channels.len() > 2;
    let mut headings = [heading([text(view, Message::ReportCostsItem)])].gather();
    for channel in &view.answer.channels {
        let mut words = [rich(&channel_name(view, channel.id))].gather();
        if several && channel.id == view.answer.best_offer && view.state.unread_figure().is_none() {
            words.push(around("span", "costs-best", text(view, Message::ReportCostsBestOffer)));
        }
        headings.push(heading(words));
    }
    headings.push(heading([text(view, Message::LineDifferenceName)]));
    with("tr", &["role"], ["row".into()], headings)
}

fn heading(words: impl Several<Html>) -> Html {
    with("th", &["role", "scope"], ["columnheader".into(), "col".into()], words)
}

fn row(view: &View, line: LineId) -> Html {
    let amounts = view.answer.channels.iter().map(|channel| signed(channel, line).exact()).collect();
    let name = all([receipt(view, Topic::Line(line)), aged(view, line)]);
    cells(view, name, amounts, difference(view, line).exact())
}

/// That a figure of the programme in a line should have been looked at again; nothing where the visitor's own counts.
fn aged(view: &View, line: LineId) -> Html {
    let rules = view.answer.rules;
    match line {
        LineId::SupportPlan if view.state.scenario.number(Slot::of(FieldId::DirectSupportPlanFee)).is_none() => {
            overdue(view, rules.asfp_usd.citation.review_by)
        }
        LineId::Incentives => overdue(view, rules.incentive_revenue_usd.citation.review_by),
        _ => Html::default(),
    }
}

fn totals(view: &View) -> Html {
    let amounts = view.answer.channels.iter().map(|channel| channel.net.exact()).collect();
    cells(view, receipt(view, Topic::Net), amounts, view.answer.difference.exact())
}

/// A row: its name, an amount for each channel, and the difference.
fn cells(view: &View, name: Html, amounts: Vec<Decimal>, difference: Decimal) -> Html {
    let readable = view.state.unread_figure().is_none();
    let nothing = readable && !amounts.iter().any(|amount| shows(*amount));
    let cell = |class: &'static str, label: String, inside: Html| {
        with("td", &["class", "role", "data-label"], [class.into(), "cell".into(), label.into()], [inside])
    };
    let mut cells = [with("th", &["role", "scope"], ["rowheader".into(), "row".into()], [name])].gather();
    for (channel, amount) in view.answer.channels.iter().zip(amounts) {
        let label = channel_name(view, channel.id).plain();
        let figure = if readable { bare_figure(view, amount) } else { DASH.to_string() };
        cells.push(cell("costs-amount", label, Html::from(figure)));
    }
    let label = view.locale.text(Message::LineDifferenceName).to_string();
    let difference = if readable {
        all([Html::from(view.locale.number_signed(difference, 0)), favours(view, difference)])
    } else {
        Html::from(DASH)
    };
    cells.push(cell("costs-difference", label, difference));
    with("tr", &["role", "data-nothing"], ["row".into(), flag(nothing)], cells)
}

/// Whom a difference favours, for who can't see the sign.
pub(super) fn favours(view: &View, difference: Decimal) -> Html {
    if !shows(difference) {
        return Html::default();
    }
    let direct = difference < Decimal::ZERO;
    let message = if direct { Message::ReportCostsForDirect } else { Message::ReportCostsForOffer };
    unseen([Html::from(" "), best_offer(view).draw(message)])
}

/// What stands below the table.
fn facts(view: &View) -> Vec<Html> {
    let answer = &view.answer;
    let difference = |topic: Topic, amount: Money| {
        let amount = amount.exact();
        fact(view, topic, view.locale.money_signed(amount, answer.currency), favours(view, amount))
    };
    let mut facts =
        [difference(Topic::Difference, answer.difference), difference(Topic::DifferenceCash, answer.difference_cash)]
            .gather();
    if shows((answer.difference_first_year - answer.difference).exact()) {
        facts.push(difference(Topic::DifferenceFirstYear, answer.difference_first_year));
    }
    let hours = view.locale.number(answer.hours_freed.exact(), 0);
    facts.push(fact(view, Topic::HoursFreed, hours, Html::default()));
    let value = answer.hours_value.exact();
    if shows(value) {
        let note = around("span", "muted small", text(view, Message::ReportCostsNotCounted));
        facts.push(fact(view, Topic::HoursValue, figure(view, value), note));
    }
    for channel in &answer.channels {
        let capital = channel.working_capital.exact();
        facts.push(fact(view, Topic::WorkingCapital(channel.id), figure(view, capital.abs()), Html::default()));
    }
    facts
}

fn fact(view: &View, topic: Topic, value: String, note: Html) -> Html {
    let label = rich(&topic.label(view));
    let value = around("span", "amount", Html::from(value));
    let worth = tag("dd", "", [value, Html::from(" "), note, receipt(view, topic)]);
    tag("div", "fact", [around("dt", "", label), worth])
}
