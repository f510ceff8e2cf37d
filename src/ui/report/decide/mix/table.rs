//! What the mix leaves, portfolio by portfolio, and what it adds up to.

use rust_decimal::{Decimal, RoundingStrategy};
use yew::prelude::*;

use crate::engine::Evaluation;
use crate::engine::mix::{Bought, ChosenMix};
use crate::engine::situation::ChannelId;
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{Several, around, with};
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
// Roles say again what the elements are: where rows are stacked, on a narrow screen, browsers forget.
pub(super) fn table(view: &View, evaluation: &Evaluation<'_>, mix: &ChosenMix) -> Html {
    let currency = named(view, &["choice.currency.", view.answer.currency.code()]);
    let caption = Fill::new(view).words("currency", currency).draw(Message::MixTable);
    let heading = |message| with("th", &["role", "scope"], HEADING.map(AttrValue::from), [text(view, message)]);
    let headings =
        [Message::ReportCostsItem, Message::MixWay, Message::ReportLinesRevenue, Message::LineNetName].map(heading);
    let rows = rows(view, &evaluation.bought(&mix.assignment), mix);
    let total = Row {
        name: text(view, Message::LineNetName),
        channel: None,
        revenue: Some(view.situation.total_revenue().exact()),
        left: mix.net.exact(),
    };
    let group = |name, rows| with(name, &["role"], ["rowgroup".into()], rows);
    let groups = [
        around("caption", "", caption),
        group("thead", [with("tr", &["role"], ["row".into()], headings)].gather()),
        group("tbody", rows.into_iter().map(|row| drawn(view, row)).collect()),
        group("tfoot", [drawn(view, total)].gather()),
    ];
    with("table", &["class", "role"], ["costs mix-table".into(), "table".into()], groups)
}

/// The role and the scope of a column's heading.
const HEADING: [&str; 2] = ["columnheader", "col"];

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

fn drawn(view: &View, row: Row) -> Html {
    let cell = |class: &'static str, label, inside: Html| {
        let label = view.locale.text(label).to_string().into();
        with("td", &["class", "role", "data-label"], [class.into(), "cell".into(), label], [inside])
    };
    let channel = row.channel.map_or_else(|| Html::from(DASH), |channel| rich(&channel_name(view, channel)));
    let revenue = row.revenue.map_or_else(|| DASH.to_string(), |revenue| bare_figure(view, revenue));
    let cells = [
        with("th", &["role", "scope"], ["rowheader".into(), "row".into()], [row.name]),
        cell("mix-way", Message::MixWay, channel),
        cell("costs-amount", Message::ReportLinesRevenue, Html::from(revenue)),
        cell("costs-amount", Message::LineNetName, Html::from(bare_figure(view, row.left))),
    ];
    with("tr", &["role"], ["row".into()], cells)
}
