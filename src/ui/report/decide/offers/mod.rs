//! Up to five providers' offers beside each other: which leaves most, for which portfolio another one is better, what
//! better terms are worth, and what to have settled before one signs.

mod bars;
mod checklist;
mod figures;
mod names;
mod off_list;
mod portfolios;
mod table;
mod worth;

use rust_decimal::Decimal;
use yew::prelude::*;

use crate::engine::catalogue::Portfolio;
use crate::engine::situation::ChannelId;
use crate::engine::worth::Comparison;
use crate::i18n::{Message, Phrase};
use crate::ui::element::{Several, around, part, spaced, tag};
use crate::ui::report::costs::shows;
use crate::ui::report::words::{Fill, amount, channel_name, portfolio_name, text};
use crate::ui::{Dispatch, View};

use self::names::Names;
use self::off_list::OffList;

/// The part.
pub(super) fn offers(view: &View, dispatch: &Dispatch) -> Html {
    let title = text(view, Message::CompareTitle);
    if view.state.waits() {
        return part("decide-offers", title, [around("p", "part-lead", text(view, Message::DecideUnread))]);
    }
    let compared = Comparison::of(&view.situation);
    let several = compared.placed.len() > 1;
    let mut body = Vec::new();
    if several {
        body.push(bars::bars(view, &compared));
        body.push(figures::figures(view, &compared));
    }
    // Paper has no controls.
    if !view.printing {
        body.push(html! { <Names view={view.clone()} dispatch={dispatch.clone()} /> });
    }
    body.push(portfolios::portfolios(view, &compared));
    body.push(worth::worth(view, &compared));
    if !view.printing {
        body.push(html! { <OffList view={view.clone()} dispatch={dispatch.clone()} /> });
    }
    body.push(checklist::checklist(view, dispatch));
    let lead = around("p", "part-lead", spaced(finding(view, &compared)));
    part("decide-offers", title, [lead, tag("div", "decide-offers", body)])
}

/// Which offer leaves most and by how much, and where another way would be better.
fn finding(view: &View, compared: &Comparison) -> Vec<Html> {
    let [first, others @ ..] = compared.placed.as_slice() else { return Vec::new() };
    let net = first.net.exact();
    let left = net >= Decimal::ZERO || !shows(net);
    let fill = Fill::new(view)
        .words("offer", channel_name(view, first.offer))
        .count("count", compared.placed.len())
        .text("amount", amount(view, net.abs()));
    let mut sentences = Vec::new();
    match others.first() {
        Some(next) => {
            let fill =
                fill.words("next", channel_name(view, next.offer)).text("gap", amount(view, next.behind.exact()));
            let same = !shows(next.behind.exact());
            sentences.push(fill.draw(if left { Message::CompareBestLeaves } else { Message::CompareBestLoses }));
            sentences.push(fill.draw(if same { Message::CompareSameAsNext } else { Message::CompareThanNext }));
            sentences.extend(elsewhere(view, compared));
        }
        None => {
            let ahead = view.answer.difference.exact();
            let message = match ahead > Decimal::ZERO {
                _ if !shows(ahead) => Message::CompareSameAsDirect,
                true => Message::CompareBetterThanDirect,
                false => Message::CompareWorseThanDirect,
            };
            sentences.push(fill.draw(if left { Message::CompareOneLeaves } else { Message::CompareOneLoses }));
            sentences.push(Fill::new(view).text("gap", amount(view, ahead.abs())).draw(message));
        }
    }
    let direct = compared.direct_ahead();
    if direct.len() > 1 && direct.len() == compared.portfolios.len() {
        sentences.push(text(view, Message::CompareDirectBetterEverywhere));
    } else if !direct.is_empty() {
        let list = Fill::new(view).words("portfolios", list(view, &direct));
        sentences.push(list.draw(Message::CompareDirectBetterAt));
    }
    sentences
}

/// For which portfolios another offer would leave more than the best one.
fn elsewhere(view: &View, compared: &Comparison) -> Vec<Html> {
    let better = compared.better_elsewhere();
    if better.is_empty() && !compared.portfolios.is_empty() {
        return [text(view, Message::CompareNowhereBetter)].gather();
    }
    let sentence = |(offer, portfolios): &(ChannelId, Vec<Portfolio>)| {
        let fill = Fill::new(view).words("offer", channel_name(view, *offer));
        fill.words("portfolios", list(view, portfolios)).draw(Message::CompareBetterAt)
    };
    better.iter().map(sentence).collect()
}

/// The names of portfolios, as a list in a sentence.
fn list(view: &View, portfolios: &[Portfolio]) -> Phrase {
    let names: Vec<Phrase> = portfolios.iter().map(|portfolio| portfolio_name(view, *portfolio)).collect();
    view.locale.all_of(&names)
}

/// Sentences under the heading of a piece.
fn lead(sentences: impl Several<Html>) -> Html {
    around("p", "decide-offers-lead", spaced(sentences))
}

/// The name of an offer, by its number.
fn offer(view: &View, number: u8) -> Phrase {
    channel_name(view, ChannelId::Offer(number))
}
