//! Direct, indirect and the best mix side by side.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::bar::bar;
use super::column::{Column, standing};
use super::icon::{Hue, Icon};
use super::verdict::{Estimate, parts, portfolios};
use super::words::{amount, channel_in_sentence, channel_name, figure, named};
use crate::engine::report::{Assignment, Choice, Verdict};
use crate::engine::situation::ChannelId;
use crate::i18n::{Arg, Message, Phrase};
use crate::ui::View;
use crate::ui::rich::{rich, say, text};

/// The three columns, and the difference as a bar.
pub(super) fn strip(view: &View) -> Html {
    let choice = view.answer.recommendation.choice;
    html! {
        <section class="strip" aria-labelledby="strip-title">
            <h3 class="visually-hidden" id="strip-title">{ text(&view.locale, Message::ReportStripTitle) }</h3>
            <div class="strip-columns">
                { channel(view, ChannelId::Direct, choice == Choice::Direct) }
                { channel(view, view.answer.best_offer, choice == Choice::Indirect) }
                { mix(view, choice == Choice::Mix) }
            </div>
            { bar(view) }
        </section>
    }
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
    let body = html! {
        <>
            { net(view, &column) }
            { open(view, standing(view, direct, !direct)) }
            <dl class="column-rows">{ rows(view, &column) }</dl>
        </>
    };
    frame(view, Hue::from(id), name, &under, best, body)
}

fn mix(view: &View, best: bool) -> Html {
    let Some(mix) = &view.answer.mix else {
        let under = view.locale.say(Message::ReportStripNoRevenue, &[]);
        return frame(view, Hue::Mix, Message::ChannelMix, &under, best, Html::default());
    };
    let closed = view.answer.recommendation.direct_ruled_out();
    let shown = mix.best_allowed.as_ref().filter(|_| closed).unwrap_or(&mix.best);
    let hidden = if closed && *shown != mix.best { mix.net_allowed.map(|net| mix.net - net) } else { None };
    let body = mix_body(view, shown, hidden.map(|more| more.exact()));
    let under = match parts(shown).as_slice() {
        [only] => {
            let channel = channel_in_sentence(view, only.channel);
            view.locale.say(Message::ReportStripOneWay, &[("channel", Arg::Phrase(&channel))])
        }
        _ => Phrase::default(),
    };
    frame(view, Hue::Mix, Message::ChannelMix, &under, best, body)
}

/// What is bought where; `closed` is how much more the best mix would leave, where it isn't open.
fn mix_body(view: &View, mix: &Assignment, closed: Option<Decimal>) -> Html {
    let column = Column::of_mix(view, mix);
    let uses = |direct: bool| mix.iter().any(|(_, at)| (*at == ChannelId::Direct) == direct);
    let parts = parts(mix);
    let several = parts.len() > 1;
    let notes = if several && uses(true) { Some(text(&view.locale, Message::SentenceMixKeepsDirect)) } else { None };
    let closed = closed.filter(|more| *more >= Decimal::ONE).map(|more| {
        let more = Estimate::of(view).figure(more);
        say(&view.locale, Message::ReportStripWithDirect, &[("amount", Arg::Phrase(&more))])
    });
    let gain = several.then(|| gain_row(view, column.net().exact()));
    let split = parts.iter().filter(|_| several).map(|part| {
        html! {
            <div class="column-part">
                <dt>{ Hue::from(part.channel).swatch() }{ rich(&channel_name(view, part.channel)) }</dt>
                <dd>{ rich(&portfolios(view, &part.portfolios)) }</dd>
            </div>
        }
    });
    html! {
        <>
            { net(view, &column) }
            { open(view, standing(view, uses(true), uses(false))) }
            <dl class="column-rows">{ rows(view, &column) }{ gain }{ for split }</dl>
            { for [notes, closed].into_iter().flatten().map(|note| html! { <p class="column-note">{ note }</p> }) }
        </>
    }
}

/// By how much the mix beats the best single channel that is open.
fn gain_row(view: &View, net: Decimal) -> Html {
    let closed = view.answer.recommendation.direct_ruled_out();
    let open = view.answer.channels.iter().filter(|channel| !closed || channel.id != ChannelId::Direct);
    let single = open.map(|channel| channel.net.exact()).max().unwrap_or_default();
    row(view, Message::ReportStripGain, amount(view, net - single))
}

fn frame(view: &View, hue: Hue, name: Message, under: &Phrase, best: bool, body: Html) -> Html {
    html! {
        <article class="column" data-hue={hue.id()} data-best={best.then_some("")}>
            <h4 class="column-name">
                { hue.swatch() }
                <span>{ text(&view.locale, name) }</span>
                if best { <span class="column-best">{ text(&view.locale, Message::ReportStripBest) }</span> }
            </h4>
            <p class="column-under">{ rich(under) }</p>
            { body }
        </article>
    }
}

fn net(view: &View, column: &Column) -> Html {
    let net = column.net().exact();
    let period = if net < Decimal::ZERO { Message::ReportStripLost } else { Message::ReportStripLeft };
    html! {
        <p class="column-net">
            <span class="column-amount amount">{ figure(view, net) }</span>
            { " " }
            <span class="column-period">{ text(&view.locale, period) }</span>
        </p>
    }
}

/// Whether it is open: a drawing and the word.
fn open(view: &View, verdict: Verdict) -> Html {
    let id = match verdict {
        Verdict::Eligible => "eligible",
        Verdict::NotEligible => "not_eligible",
        Verdict::Unconfirmed => "unconfirmed",
    };
    html! {
        <p class="standing" data-standing={id}>
            { Icon::from(verdict).draw() }
            <span>{ rich(&named(view, &["verdict.", id])) }</span>
        </p>
    }
}

fn rows(view: &View, column: &Column) -> Html {
    html! {
        <>
            { row(view, Message::ReportStripIncome, figure(view, column.income.exact())) }
            { row(view, Message::ReportStripCosts, figure(view, column.costs.exact())) }
            { row(view, Message::ReportStripHours, view.locale.number(column.hours.exact(), 0)) }
        </>
    }
}

fn row(view: &View, name: Message, value: String) -> Html {
    html! {
        <div class="column-row">
            <dt>{ text(&view.locale, name) }</dt>
            <dd class="amount">{ value }</dd>
        </div>
    }
}
