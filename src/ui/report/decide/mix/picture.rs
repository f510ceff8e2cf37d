//! What the best single channel, the mix and the best mix leave: a bar each.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::super::common::twin;
use super::finding;
use crate::engine::mix::ChosenMix;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, spaced, tag};
use crate::ui::report::chart::{
    BAR, Chart, GAP, Scale, WORDS, across, drawing, em, place, surface, upright, words_from,
};
use crate::ui::report::costs::shows;
use crate::ui::report::icon::Hue;
use crate::ui::report::words::{Fill, bare_figure, channel_in_sentence, named, short_amount, text};
use crate::ui::rich::rich;

/// A bar.
struct Bar {
    name: Phrase,
    hue: Hue,
    net: Decimal,
}

/// The figure.
pub(super) fn picture(view: &View, mix: &ChosenMix) -> Html {
    let bars = bars(view, mix);
    let scale = Scale::over(&bars.iter().map(|bar| bar.net).collect::<Vec<_>>());
    let title = finding(view, mix);
    let says = bars.iter().map(|bar| [bar.name.plain(), ": ".to_string(), short_amount(view, bar.net)].concat());
    let says = says.collect::<Vec<_>>().join("; ");
    Chart {
        id: "decide-mix-chart",
        name: Message::MixChartName,
        finding: spaced(title),
        drawings: vec![drawn(view, &bars, &scale, says)],
        note: text(view, Message::DisclaimerVat),
        table: table(view, &bars),
    }
    .draw(view)
}

fn bars(view: &View, mix: &ChosenMix) -> Vec<Bar> {
    let everything = Fill::new(view).words("channel", channel_in_sentence(view, mix.single.0));
    let bar = |name, hue, net: Decimal| Bar { name, hue, net };
    let mut bars = vec![bar(everything.say(Message::ReportStripOneWay), Hue::from(mix.single.0), mix.single.1.exact())];
    if !mix.is_free() {
        bars.push(bar(view.locale.say(Message::MixYours, &[]), Hue::Mix, mix.net.exact()));
    }
    bars.push(bar(view.locale.say(Message::ChannelMix, &[]), Hue::Mix, mix.best.1.exact()));
    bars
}

fn drawn(view: &View, bars: &[Bar], scale: &Scale, says: String) -> Html {
    let (mut rows, mut y) = (Vec::new(), 0);
    let zero = place(scale, Decimal::ZERO);
    for bar in bars {
        let (end, top) = (place(scale, bar.net), y + WORDS);
        rows.push(words_from("chart-text chart-halo", 0, y + 100, bar.name.plain()));
        rows.push(surface(bar.hue, zero, end, em(top), em(BAR)));
        rows.push(words_from("chart-text chart-halo", zero.max(end), top + 65, short_amount(view, bar.net)));
        y = top + BAR + GAP;
    }
    let inside = [across(view, scale, 4, 20, y), tag("g", "", rows), upright("bar-zero", zero, 20, y)];
    let name = view.locale.text(Message::MixChartName).to_string();
    drawing("chart-svg chart-bars", "decide-mix-bars", name, says, y + 170, inside)
}

fn table(view: &View, bars: &[Bar]) -> Html {
    let currency = named(view, &["choice.currency.", view.answer.currency.code()]);
    let caption = Fill::new(view).words("currency", currency).draw(Message::MixChartTable);
    let headings = [Message::MixWay, Message::LineNetName, Message::ReportStripGain].map(|message| text(view, message));
    let single = bars.first().map_or(Decimal::ZERO, |bar| bar.net);
    let row = |bar: &Bar| {
        let more = bar.net - single;
        let gain = if shows(more) { view.locale.number_signed(more, 0) } else { bare_figure(view, Decimal::ZERO) };
        [rich(&bar.name), Html::from(bare_figure(view, bar.net)), Html::from(gain)].gather()
    };
    twin(view, caption, headings.gather(), bars.iter().map(row).collect())
}
