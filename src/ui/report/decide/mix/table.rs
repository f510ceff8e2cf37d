//! What the mix leaves, portfolio by portfolio, and what it adds up to.

use rust_decimal::{Decimal, RoundingStrategy};
use yew::prelude::*;

use super::super::common::{cell, group, heading, name_of_row, row};
use crate::engine::Evaluation;
use crate::engine::mix::{Bought, ChosenMix};
use crate::engine::situation::ChannelId;
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{around, with};
use crate::ui::report::words::{DASH, Fill, bare_figure, channel_name, named, portfolio_name, text};
use crate::ui::rich::rich;

/// A row: what it is, where, the revenue it is of, and what it leaves.
struct Row {
    name: Html,
    channel: Option<ChannelId>,
    revenue: Option<Decimal>,
    left: Decimal,
}

/// The table. Portfolios first, then what each channel in use takes as a whole, then the sum.
pub(super) fn table(view: &View, evaluation: &Evaluation<'_>, mix: &ChosenMix) -> Html {
    let currency = named(view, &["choice.currency.", view.answer.currency.code()]);
    let caption = Fill::new(view).words("currency", currency).draw(Message::MixTable);
    let headings = [Message::ReportCostsItem, Message::MixWay, Message::ReportLinesRevenue, Message::LineNetName]
        .map(|message| heading(text(view, message)));
    let rows = rows(view, &evaluation.bought(&mix.assignment), mix);
    let total = Row {
        name: text(view, Message::LineNetName),
        channel: None,
        revenue: Some(view.situation.total_revenue().exact()),
        left: mix.net.exact(),
    };
    let groups = [
        around("caption", "", caption),
        group("thead", [row(headings)]),
        group("tbody", rows.into_iter().map(|row| drawn(view, row)).collect::<Vec<_>>()),
        group("tfoot", [drawn(view, total)]),
    ];
    with("table", &["class", "role"], ["costs mix-table".into(), "table".into()], groups)
}

fn rows(view: &View, bought: &[Bought], mix: &ChosenMix) -> Vec<Row> {
    let revenue = |portfolio| view.situation.revenue.get(portfolio).exact();
    let mut rows = Vec::new();
    for (portfolio, channel) in &mix.assignment {
        let of = bought.iter().find(|of| of.channel == *channel);
        let left = of.and_then(|of| of.variable.iter().find(|(other, _)| other == portfolio));
        rows.push(Row {
            name: rich(&portfolio_name(view, *portfolio)),
            channel: Some(*channel),
            revenue: Some(revenue(*portfolio)),
            left: left.map(|(_, amount)| amount.exact()).unwrap_or_default(),
        });
    }
    for of in bought {
        let there = of.variable.iter().map(|(portfolio, _)| revenue(*portfolio)).sum();
        let whole =
            |message, revenue, left| Row { name: text(view, message), channel: Some(of.channel), revenue, left };
        rows.push(whole(Message::StepScaled, Some(there), of.scaled.exact()));
        rows.push(whole(Message::StepFixed, None, of.fixed.exact()));
    }
    // What the rows as they are shown come to is the sum as it is shown.
    let shown = |amount: Decimal| amount.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    let rest = shown(mix.net.exact()) - rows.iter().map(|row| shown(row.left)).sum::<Decimal>();
    if !rest.is_zero() {
        rows.push(Row { name: text(view, Message::ReceiptRounding), channel: None, revenue: None, left: rest });
    }
    rows
}

fn drawn(view: &View, of: Row) -> Html {
    let channel = of.channel.map_or_else(|| Html::from(DASH), |channel| rich(&channel_name(view, channel)));
    let revenue = of.revenue.map_or_else(|| DASH.to_string(), |revenue| bare_figure(view, revenue));
    row([
        name_of_row(of.name),
        cell(view, "mix-way", Message::MixWay, channel),
        cell(view, "costs-amount", Message::ReportLinesRevenue, Html::from(revenue)),
        cell(view, "costs-amount", Message::LineNetName, Html::from(bare_figure(view, of.left))),
    ])
}
