//! The offers, figure by figure.

use rust_decimal::Decimal;
use yew::prelude::*;

use crate::engine::catalogue::Portfolio;
use crate::engine::report::{ChannelReport, LineId};
use crate::engine::situation::Channel;
use crate::engine::worth::{Comparison, Placed};
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::tag;
use crate::ui::report::costs::signed;
use crate::ui::report::receipt::{Topic, listed};
use crate::ui::report::words::{Fill, bare_figure, named, portfolio_name};

use super::super::common::receipts;
use super::table::{Cell, Row, Table};

/// The lines that an offer sets, beside its margins.
const LINES: [LineId; 4] = [LineId::Incentives, LineId::Funding, LineId::Platform, LineId::SupportPlan];

/// The table, the best offer marked, and what explains it.
pub(super) fn figures(view: &View, compared: &Comparison) -> Html {
    let offers = Offers::of(view);
    // Of equals each is the best; where all are equal none is.
    let behind = |place: &Placed| place.behind.compared() > Decimal::ZERO;
    let some_behind = compared.placed.iter().any(behind);
    let best = |offer: &(&Channel<Decimal>, &ChannelReport)| {
        let leads = compared.placed.iter().any(|place| place.offer == offer.0.id && !behind(place));
        (offer.0.id, (leads && some_behind).then_some(Message::ReportCostsBestOffer))
    };
    let currency = named(view, &["choice.currency.", view.answer.currency.code()]);
    let table = Table {
        caption: Fill::new(view).words("currency", currency).draw(Message::CompareTableCaption),
        rows_are: Message::ReportCostsItem,
        columns: offers.0.iter().map(best).collect(),
        rows: offers.rows(),
    };
    tag("div", "decide-piece", [table.draw(view), explained(view, &offers)])
}

/// How what each leaves and ties up came about.
fn explained(view: &View, offers: &Offers<'_>) -> Html {
    let of = |(channel, _): &(&Channel<Decimal>, _)| [Topic::NetOf(channel.id), Topic::WorkingCapital(channel.id)];
    receipts(view, Message::LineNetName, offers.0.iter().flat_map(of).map(|topic| listed(view, topic)))
}

/// The offers, as they were entered and as they come out.
struct Offers<'a>(Vec<(&'a Channel<Decimal>, &'a ChannelReport)>, &'a View);

impl<'a> Offers<'a> {
    fn of(view: &'a View) -> Offers<'a> {
        let both = |channel: &'a Channel<Decimal>| Some((channel, view.answer.channel(channel.id)?));
        Offers(view.situation.offers.iter().filter_map(both).collect(), view)
    }

    fn row(&self, name: Phrase, figure: impl Fn(&Channel<Decimal>, &ChannelReport) -> String) -> Row {
        Row::of(name, self.0.iter().map(|(channel, report)| Cell::of(figure(channel, report))).collect())
    }

    fn rows(&self) -> Vec<Row> {
        let view = self.1;
        let say = |message| view.locale.say(message, &[]);
        let mut rows = vec![Row {
            total: true,
            ..self.row(say(Message::LineNetName), |_, report| bare_figure(view, report.net.exact()))
        }];
        for portfolio in Portfolio::ALL {
            let name = Fill::new(view).words("portfolio", portfolio_name(view, portfolio)).say(Message::CompareMargin);
            let percent = |channel: &Channel<Decimal>| channel.margin.get(portfolio).exact() * Decimal::ONE_HUNDRED;
            rows.push(self.row(name, |channel, _| view.locale.percent(percent(channel))));
        }
        for line in LINES {
            let name = match line {
                LineId::Platform => say(Message::CompareFees),
                LineId::SupportPlan => say(Message::CompareSupport),
                _ => named(view, &["line.", line.id(), ".name"]),
            };
            rows.push(self.row(name, |_, report| bare_figure(view, signed(report, line).exact())));
        }
        rows.push(
            self.row(say(Message::CompareDays), |channel, _| {
                view.locale.number_trimmed(channel.supplier_days.exact(), 2)
            }),
        );
        rows.push(
            self.row(say(Message::CompareCapital), |_, report| bare_figure(view, report.working_capital.exact())),
        );
        rows
    }
}
