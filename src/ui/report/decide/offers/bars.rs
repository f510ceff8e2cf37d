//! What each offer leaves as a bar, beside direct.

use rust_decimal::Decimal;
use yew::prelude::*;

use crate::engine::report::ChannelReport;
use crate::engine::situation::ChannelId;
use crate::engine::worth::Comparison;
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{Several, tag, with};
use crate::ui::report::chart::{
    BAR, Chart, GAP, Scale, WORDS, across, drawing, em, place, shortened, surface, upright, words_from,
};
use crate::ui::report::icon::Hue;
use crate::ui::report::words::{Fill, amount, channel_name, figure, text};

/// How many letters of a name go above a bar.
const LETTERS: usize = 30;

/// The figure: the offers from the one that leaves most down, and direct last. The table beside it has its figures.
pub(super) fn bars(view: &View, compared: &Comparison) -> Html {
    let Some(direct) = view.answer.channel(ChannelId::Direct) else { return Html::default() };
    let offers = compared.placed.iter().filter_map(|place| view.answer.channel(place.offer));
    let channels: Vec<&ChannelReport> = offers.chain([direct]).collect();
    let mut ends: Vec<Decimal> = channels.iter().map(|channel| channel.net.exact()).collect();
    ends.push(Decimal::ZERO);
    let scale = Scale::over(&ends).with_room(0, 14);
    let left = direct.net.exact();
    let message = if left < Decimal::ZERO { Message::CompareBarsLost } else { Message::CompareBarsLeft };
    let finding = Fill::new(view).text("amount", amount(view, left.abs()));
    let says: Vec<String> = channels.iter().map(|channel| said(view, channel)).collect();
    let name = view.locale.text(Message::CompareBarsName).to_string();
    let (rows, end) = rows(view, &channels, &scale);
    let zero = upright("bar-zero", place(&scale, Decimal::ZERO), 0, end);
    let inside = [across(view, &scale, 4, 0, end), tag("g", "", rows), zero];
    let picture = drawing("chart-svg chart-bars", "decide-offers-nets", name, says.join(" "), end + 170, inside);
    Chart {
        id: "decide-offers-chart",
        name: Message::CompareBarsName,
        finding: finding.draw(message),
        drawings: [picture].gather(),
        note: text(view, Message::CompareBarsNote),
        table: Html::default(),
    }
    .draw(view)
}

/// A channel and what it leaves, in a sentence.
fn said(view: &View, channel: &ChannelReport) -> String {
    let net = channel.net.exact();
    let message = if net < Decimal::ZERO { Message::CompareOneLoses } else { Message::CompareOneLeaves };
    let fill = Fill::new(view).words("offer", channel_name(view, channel.id));
    fill.text("amount", amount(view, net.abs())).say(message).plain()
}

/// A bar for each channel with its name above it and its amount beside it, and where the last one ends.
fn rows(view: &View, channels: &[&ChannelReport], scale: &Scale) -> (Vec<Html>, i32) {
    let mut y = 0;
    let mut rows = Vec::new();
    for channel in channels {
        let net = channel.net.exact();
        let (zero, end, bar) = (place(scale, Decimal::ZERO), place(scale, net), y + WORDS);
        let name = shortened(&channel_name(view, channel.id).plain(), LETTERS);
        let class = "chart-text chart-halo";
        let parts = [
            words_from(class, zero.min(end), y + 100, name),
            surface(Hue::from(channel.id), zero, end, em(bar), em(BAR)),
            words_from("chart-text chart-halo chart-strong", zero.max(end), bar + 65, figure(view, net)),
        ];
        let way = if net < Decimal::ZERO { "out" } else { "in" };
        rows.push(with("g", &["data-way"], [way.into()], parts));
        y = bar + BAR + GAP;
    }
    (rows, y)
}
