//! Each portfolio through a channel of its own: freely chosen, or the best.

mod demands;
mod picture;
mod table;

use rust_decimal::Decimal;
use yew::prelude::*;

use super::common::select;
use crate::app::Action;
use crate::browser::document;
use crate::engine::Evaluation;
use crate::engine::catalogue::{CHANNELS, FieldId, Portfolio, Slot};
use crate::engine::mix::ChosenMix;
use crate::engine::scenario::{Scenario, Value};
use crate::engine::situation::ChannelId;
use crate::i18n::Message;
use crate::ui::element::{all, around, button, option, part, spaced, with};
use crate::ui::report::costs::shows;
use crate::ui::report::receipt::{Topic, receipt};
use crate::ui::report::verdict::{parts, split};
use crate::ui::report::words::{Fill, channel_in_sentence, channel_name, figure, portfolio_name, text};
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

/// The part.
pub(super) fn mix(view: &View, dispatch: &Dispatch) -> Html {
    let title = text(view, Message::MixTitle);
    let only = |title, message| part("decide-mix", title, [around("p", "part-lead", text(view, message))]);
    if view.state.waits() {
        return only(title, Message::DecideUnread);
    }
    let evaluation = Evaluation::new(&view.state.scenario, view.state.today);
    let Some(mix) = evaluation.chosen_mix() else { return only(title, Message::ReportStripNoRevenue) };
    let body = [
        around("p", "part-lead", spaced(lead(view, &mix))),
        if view.printing { Html::default() } else { choices(view, dispatch, &mix) },
        picture::picture(view, &mix),
        table::table(view, &evaluation, &mix),
        receipt(view, Topic::ChosenMix),
        demands::demands(view, &evaluation, &mix),
    ];
    part("decide-mix", title, body)
}

/// What is bought where, and what that leaves.
fn lead(view: &View, mix: &ChosenMix) -> Vec<Html> {
    let net = mix.net.exact();
    let one = parts(&mix.assignment).len() == 1;
    let channel = mix.assignment.first().map_or(ChannelId::Direct, |(_, channel)| *channel);
    let fill = Fill::new(view)
        .words("split", split(view, &mix.assignment))
        .words("channel", channel_in_sentence(view, channel))
        .text("amount", figure(view, net.abs()));
    let which = match (mix.is_free(), one) {
        (true, true) => Message::MixOneWay,
        (true, false) => Message::MixBestIs,
        (false, true) => Message::MixYoursOneWay,
        (false, false) => Message::MixYoursIs,
    };
    let leaves = if net < Decimal::ZERO { Message::MixCosts } else { Message::MixLeaves };
    let mut sentences = [which, leaves].map(|message| fill.draw(message)).to_vec();
    if view.answer.recommendation.direct_ruled_out() {
        let closed = if mix.uses_direct() { Message::MixDirectClosed } else { Message::MixWithoutDirect };
        sentences.push(text(view, closed));
    }
    sentences
}

/// How it compares with the best single channel, and with the best mix.
fn finding(view: &View, mix: &ChosenMix) -> Vec<Html> {
    let (gain, short) = (mix.gain().exact(), mix.short().exact());
    let against = |amount: Decimal, message| {
        Fill::new(view)
            .words("channel", channel_in_sentence(view, mix.single.0))
            .text("amount", figure(view, amount.abs()))
            .draw(message)
    };
    let single = match gain < Decimal::ZERO {
        _ if !shows(gain) => Message::MixGainNone,
        true => Message::MixGainLess,
        false => Message::MixGainMore,
    };
    let mut sentences = vec![against(gain, single)];
    // Where the best mix is the best single way, that is said already.
    if !mix.is_free() && (parts(&mix.best.0).len() > 1 || gain >= Decimal::ZERO) {
        let best = match short < Decimal::ZERO {
            _ if !shows(short) => Message::MixShortNone,
            true => Message::MixBeyond,
            false => Message::MixShort,
        };
        sentences.push(against(short, best));
    }
    sentences
}

/// The id of the list in which the channel of a portfolio is chosen.
fn choice_id(portfolio: Portfolio) -> AttrValue {
    ["decide-mix-", portfolio.id()].concat().into()
}

/// A list for each portfolio, and the way back to the best.
fn choices(view: &View, dispatch: &Dispatch, mix: &ChosenMix) -> Html {
    let lists: Vec<Html> =
        mix.assignment.iter().map(|(portfolio, at)| choice(view, dispatch, mix, *portfolio, *at)).collect();
    let values = ["decide-choices".into(), "group".into(), view.locale.text(Message::MixChoices).to_string().into()];
    let group = with("div", &["class", "role", "aria-label"], values, lists);
    if mix.is_free() {
        return group;
    }
    let (dispatch, first) = (dispatch.clone(), mix.assignment.first().map(|(portfolio, _)| choice_id(*portfolio)));
    let back = move || {
        // The button is gone afterwards.
        first.iter().for_each(|id| document::keep_focus(id));
        dispatch.send(Action::Clear(Portfolio::ALL.map(|p| Slot::portfolio(FieldId::PlanMix, p)).to_vec()));
    };
    all([group, button("button", [text(view, Message::MixAllBest)], back)])
}

fn choice(view: &View, dispatch: &Dispatch, mix: &ChosenMix, portfolio: Portfolio, at: ChannelId) -> Html {
    let slot = Slot::portfolio(FieldId::PlanMix, portfolio);
    let (id, chosen) = (choice_id(portfolio), mix.chosen.get(portfolio));
    let best = match chosen {
        Some(_) => view.locale.say(Message::MixBest, &[]),
        None => Fill::new(view).words("channel", channel_name(view, at)).say(Message::MixBestNow),
    };
    let mut options = vec![option(AttrValue::default(), chosen.is_none(), best.plain())];
    for (channel, path) in view.answer.channels.iter().map(|channel| channel.id).zip(CHANNELS) {
        let name = channel_name(view, channel).plain();
        options.push(option(AttrValue::Static(path), *chosen == Some(channel), name));
    }
    let dispatch = dispatch.clone();
    select(id, rich(&portfolio_name(view, portfolio)), options, move |value| {
        let value = Some(value).filter(|value| !value.is_empty());
        dispatch.send(Action::Set(slot, value.and_then(|value| read(slot, &value))));
    })
}

fn read(slot: Slot, text: &str) -> Option<Value> {
    Scenario::parse_text(slot, text).ok()
}
