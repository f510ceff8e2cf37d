//! Which offer is best for which portfolio, and whether direct would leave more there.

use yew::prelude::*;

use crate::engine::situation::ChannelId;
use crate::engine::worth::{Bought, Comparison};
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::report::words::{Fill, bare_figure, named, portfolio_name, text};

use super::super::common::piece;
use super::lead;
use super::table::{Cell, Row, Table};

/// The table: what each portfolio leaves through each channel, before what a channel costs whatever is bought there.
pub(super) fn portfolios(view: &View, compared: &Comparison) -> Html {
    let title = text(view, Message::ComparePortfolioTitle);
    if compared.portfolios.is_empty() {
        return piece("decide-offers-portfolios", title, [lead([text(view, Message::ComparePortfolioNone)])]);
    }
    let mut sentences = vec![text(view, Message::ComparePortfolioLead)];
    if view.answer.recommendation.direct_ruled_out() {
        sentences.push(text(view, Message::ComparePortfolioClosed));
    }
    let currency = named(view, &["choice.currency.", view.answer.currency.code()]);
    let table = Table {
        caption: Fill::new(view).words("currency", currency).draw(Message::ComparePortfolioCaption),
        rows_are: Message::FormMarginsPortfolio,
        columns: view.answer.channels.iter().map(|channel| (channel.id, None)).collect(),
        rows: compared.portfolios.iter().map(|bought| row(view, bought)).collect(),
    };
    piece("decide-offers-portfolios", title, [lead(sentences), table.draw(view)])
}

fn row(view: &View, bought: &Bought) -> Row {
    let several = bought.left.len() > 2;
    let mark = |channel: ChannelId| match channel {
        ChannelId::Direct if bought.beats(ChannelId::Direct, bought.best) => Some(Message::ComparePortfolioMore),
        ChannelId::Direct => None,
        _ if several => bought.leads(channel).then_some(Message::ReportCostsBestOffer),
        _ => bought.beats(channel, ChannelId::Direct).then_some(Message::ComparePortfolioMore),
    };
    let cell = |(channel, left): &(ChannelId, crate::engine::quantity::Money)| Cell {
        figure: bare_figure(view, left.exact()),
        mark: mark(*channel),
    };
    Row::of(portfolio_name(view, bought.portfolio), bought.left.iter().map(cell).collect())
}
