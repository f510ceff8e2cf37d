//! Direct, indirect and the best mix side by side.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::bar::bar;
use super::column::{Column, standing};
use super::icon::{Hue, Icon};
use super::receipt::{NET, Topic, receipt};
use super::verdict::{Estimate, parts, portfolios};
use super::words::{DASH, Fill, amount, channel_in_sentence, channel_name, drawn, figure, text};
use crate::browser::document;
use crate::engine::report::{Assignment, Choice, Verdict};
use crate::engine::situation::ChannelId;
use crate::i18n::{Message, Phrase};
use crate::ui::element::{Several, around, button, flag, tag, with};
use crate::ui::rich::rich;
use crate::ui::steady::{Follows, steady};
use crate::ui::{Dispatch, View};

/// The three columns, and the difference as a bar.
pub(super) fn strip(view: &View, dispatch: &Dispatch) -> Html {
    // What is best can't be said while something it rests on can't be read.
    let choice = Some(view.answer.recommendation.choice).filter(|_| !view.state.waits());
    let columns = [
        channel(view, ChannelId::Direct, choice == Some(Choice::Direct)),
        channel(view, view.answer.best_offer, choice == Some(Choice::Indirect)),
        mix(view, choice == Some(Choice::Mix)),
    ];
    let values = ["strip-title".into(), "visually-hidden".into()];
    let title = with("h3", &["id", "class"], values, [text(view, Message::ReportStripTitle)]);
    let values = ["strip".into(), "strip-title".into()];
    let mut parts = [title, tag("div", "strip-columns", columns)].gather();
    parts.extend(mix_note(view));
    parts.push(steady(view, dispatch, Follows::Draws, |view, _| bar(view)));
    parts.push(button("link", [text(view, Message::ReportReceiptNet)], || document::focus(NET)));
    // A mix of one channel is explained as that channel is.
    if !view.state.waits() && shown_mix(view).is_some_and(|mix| self::parts(mix).len() > 1) {
        parts.push(receipt(view, Topic::Mix));
    }
    with("section", &["class", "aria-labelledby"], values, parts)
}

fn channel(view: &View, id: ChannelId, best: bool) -> Html {
    let Some(report) = view.answer.channel(id) else { return Html::default() };
    let column = Column::of_channel(view, report);
    let direct = id == ChannelId::Direct;
    let (name, under) = if direct {
        (Message::ChannelDirect, Phrase::default())
    } else {
        (Message::ChannelIndirect, channel_name(view, id))
    };
    let rows = tag("dl", "column-rows", rows(view, &column));
    frame(view, Hue::from(id), name, &under, best, [net(view, &column), open(view, direct, !direct), rows])
}

fn mix(view: &View, best: bool) -> Html {
    // Which mix is open depends on both.
    if view.state.waits() {
        let values = [Message::ReportStripIncome, Message::ReportStripCosts, Message::ReportStripHours];
        let rows = values.map(|name| row(view, name, DASH.to_string()));
        let body = [dash(view), standing_line(None, Html::from(DASH)), tag("dl", "column-rows", rows)];
        return frame(view, Hue::Mix, Message::ChannelMix, &Phrase::default(), best, body);
    }
    let (under, body) = match shown_mix(view) {
        None => (view.locale.say(Message::ReportStripNoRevenue, &[]), Vec::new()),
        Some(mix) => match parts(mix).as_slice() {
            [only] => {
                let channel = channel_in_sentence(view, only.channel);
                (Fill::new(view).words("channel", channel).say(Message::ReportStripOneWay), mix_body(view, mix))
            }
            _ => (Phrase::default(), mix_body(view, mix)),
        },
    };
    frame(view, Hue::Mix, Message::ChannelMix, &under, best, body)
}

/// The best mix that is open.
pub(super) fn shown_mix(view: &View) -> Option<&Assignment> {
    let mix = view.answer.mix.as_ref()?;
    let closed = view.answer.recommendation.direct_ruled_out();
    Some(mix.best_allowed.as_ref().filter(|_| closed).unwrap_or(&mix.best))
}

fn uses_direct(mix: &Assignment) -> bool {
    mix.iter().any(|(_, at)| *at == ChannelId::Direct)
}

/// What is bought where.
fn mix_body(view: &View, mix: &Assignment) -> Vec<Html> {
    let column = Column::of_mix(view, mix);
    let parts = parts(mix);
    let mut rows = rows(view, &column);
    if parts.len() > 1 {
        rows.push(gain(view, column.net().exact()));
        for part in &parts {
            let channel = [Hue::from(part.channel).swatch(), rich(&channel_name(view, part.channel))];
            let bought = rich(&portfolios(view, &part.portfolios));
            rows.push(tag("div", "column-part", [tag("dt", "", channel), around("dd", "", bought)]));
        }
    }
    let offers = mix.iter().any(|(_, at)| *at != ChannelId::Direct);
    [net(view, &column), open(view, uses_direct(mix), offers), tag("dl", "column-rows", rows)].gather()
}

/// What must be said of the mix that is shown.
fn mix_note(view: &View) -> Option<Html> {
    if view.state.waits() {
        return None;
    }
    let mix = view.answer.mix.as_ref()?;
    let shown = shown_mix(view)?;
    let more = mix.net_allowed.map_or(Decimal::ZERO, |net| (mix.net - net).exact());
    let note = if uses_direct(shown) && parts(shown).len() > 1 {
        text(view, Message::SentenceMixKeepsDirect)
    } else if view.answer.recommendation.direct_ruled_out() && more >= Decimal::ONE {
        Fill::new(view).words("amount", Estimate::of(view).figure(more)).draw(Message::ReportStripWithDirect)
    } else {
        return None;
    };
    Some(around("p", "strip-note", note))
}

/// By how much the mix beats the best single channel that is open.
fn gain(view: &View, net: Decimal) -> Html {
    row(view, Message::ReportStripGain, amount(view, net - best_single(view).1))
}

/// The single channel that is open and leaves most, and what it leaves.
pub(super) fn best_single(view: &View) -> (ChannelId, Decimal) {
    let closed = view.answer.recommendation.direct_ruled_out();
    let open = view.answer.channels.iter().filter(|channel| !closed || channel.id != ChannelId::Direct);
    let nets = open.map(|channel| (channel.id, channel.net.exact()));
    nets.max_by_key(|(_, net)| *net).unwrap_or((ChannelId::Direct, Decimal::ZERO))
}

fn frame(view: &View, hue: Hue, name: Message, under: &Phrase, best: bool, body: impl Several<Html>) -> Html {
    let mut heading = [hue.swatch(), around("span", "", text(view, name))].gather();
    if best {
        heading.push(around("span", "column-best", text(view, Message::ReportStripBest)));
    }
    let mut parts = [tag("h4", "column-name", heading), around("p", "column-under", rich(under))].gather();
    parts.extend(body.gather());
    let values = ["column".into(), hue.id().into(), flag(best)];
    with("article", &["class", "data-hue", "data-best"], values, parts)
}

/// What is left, where that can't be said.
fn dash(view: &View) -> Html {
    left(view, DASH.to_string(), Message::ReportStripLeft)
}

fn net(view: &View, column: &Column) -> Html {
    if view.state.unread_figure().is_some() {
        return dash(view);
    }
    let net = column.net().exact();
    let period = if net < Decimal::ZERO { Message::ReportStripLost } else { Message::ReportStripLeft };
    left(view, figure(view, net), period)
}

fn left(view: &View, figure: String, period: Message) -> Html {
    let parts = [
        around("span", "column-amount amount", Html::from(figure)),
        Html::from(" "),
        around("span", "column-period", text(view, period)),
    ];
    tag("p", "column-net", parts)
}

/// Whether what is needed is open: a drawing and the word.
fn open(view: &View, direct: bool, offers: bool) -> Html {
    if view.state.unread_standing().is_some() {
        return standing_line(None, Html::from(DASH));
    }
    let verdict = standing(view, direct, offers);
    let id = match verdict {
        Verdict::Eligible => "eligible",
        Verdict::NotEligible => "not_eligible",
        Verdict::Unconfirmed => "unconfirmed",
    };
    standing_line(Some((id, verdict)), drawn(view, &["verdict.", id]))
}

fn standing_line(verdict: Option<(&'static str, Verdict)>, words: Html) -> Html {
    let icon = verdict.map(|(_, verdict)| Icon::from(verdict).draw()).unwrap_or_default();
    let values = ["standing".into(), verdict.map_or("", |(id, _)| id).into()];
    with("p", &["class", "data-standing"], values, [icon, around("span", "", words)])
}

fn rows(view: &View, column: &Column) -> Vec<Html> {
    let readable = view.state.unread_figure().is_none();
    let or_dash = |figure: String| if readable { figure } else { DASH.to_string() };
    [
        row(view, Message::ReportStripIncome, or_dash(figure(view, column.income.exact()))),
        row(view, Message::ReportStripCosts, or_dash(figure(view, column.costs.exact()))),
        row(view, Message::ReportStripHours, or_dash(view.locale.number(column.hours.exact(), 0))),
    ]
    .gather()
}

fn row(view: &View, name: Message, value: String) -> Html {
    let parts = [around("dt", "", text(view, name)), around("dd", "amount", Html::from(value))];
    tag("div", "column-row", parts)
}
