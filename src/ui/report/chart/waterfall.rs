//! What comes in and what it costs, line by line: bars that each begin where the last one ended, from zero to what is
//! left. A drawing for each channel, all on one scale.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::super::costs::{shows, signed};
use super::super::icon::Hue;
use super::super::words::{Fill, channel_name, figure, named};
use super::{
    BAR, Chart, GAP, MORE_WORDS, Scale, WORDS, across, drawing, em, pair, place, shortened, surface, upright,
    words_from,
};
use crate::engine::report::{ChannelReport, LineId};
use crate::engine::situation::ChannelId;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{spaced, tag, with};
use crate::ui::rich::rich;

/// Where the first row begins, in hundredths of the text's size as all of these.
const TOP: i32 = 190;
/// How many letters of a name go in a line.
const LETTERS: usize = 36;

/// The figure; nothing when there is neither income nor cost.
pub(in crate::ui::report) fn waterfall(view: &View) -> Html {
    let answer = &view.answer;
    let of = |channel: &ChannelReport, line| shows(channel.line(line).exact());
    let lines: Vec<LineId> =
        LineId::ALL.into_iter().filter(|line| answer.channels.iter().any(|channel| of(channel, *line))).collect();
    if lines.is_empty() {
        return Html::default();
    }
    let mut ends = Vec::new();
    for step in answer.channels.iter().flat_map(steps) {
        ends.push(step.to);
    }
    let scale = Scale::over(&ends);
    // The best offer beside direct, the others after them.
    let beside = [ChannelId::Direct, answer.best_offer];
    let (mut findings, mut drawings, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for channel in &answer.channels {
        let drawing = drawn(view, channel, &lines, &scale);
        if beside.contains(&channel.id) {
            findings.push(rich(&finding(view, channel)));
            drawings.push(drawing);
        } else {
            others.push(drawing);
        }
    }
    drawings.append(&mut others);
    Chart {
        id: "waterfall",
        name: Message::ReportWaterfallName,
        finding: spaced(findings),
        drawings,
        note: rich(&view.locale.say(Message::ReportWaterfallNote, &[])),
        table: Html::default(),
    }
    .draw(view)
}

/// A line on the way from zero to what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    line: LineId,
    /// What all lines before it come to.
    from: Decimal,
    /// The same with this one.
    to: Decimal,
}

/// The way from zero to what a channel leaves.
fn steps(channel: &ChannelReport) -> Vec<Step> {
    let mut total = Decimal::ZERO;
    let step = |line| {
        let from = total;
        total += signed(channel, line).exact();
        Step { line, from, to: total }
    };
    LineId::ALL.into_iter().map(step).collect()
}

/// What a channel brings and leaves, in a sentence.
fn finding(view: &View, channel: &ChannelReport) -> Phrase {
    let income = LineId::ALL.into_iter().filter(|line| line.is_income()).map(|line| channel.line(line).exact());
    let net = channel.net.exact();
    let lost = net < Decimal::ZERO;
    let message = if lost { Message::ReportWaterfallLost } else { Message::ReportWaterfallLeft };
    Fill::new(view)
        .words("channel", channel_name(view, channel.id))
        .text("income", figure(view, income.sum()))
        .text("net", figure(view, net.abs()))
        .say(message)
}

fn drawn(view: &View, channel: &ChannelReport, lines: &[LineId], scale: &Scale) -> Html {
    let name = channel_name(view, channel.id);
    let hue = Hue::from(channel.id);
    let mut rows = Vec::new();
    let (mut y, mut after) = (TOP, None);
    let mut draw = |words, from, to, amount, class| {
        let (drawn, next, end) = Row { words, from, to, amount, class, y, after }.draw(view, hue, scale);
        rows.push(drawn);
        (y, after) = (next, Some(end));
    };
    for step in steps(channel).into_iter().filter(|step| lines.contains(&step.line)) {
        let words = named(view, &["line.", step.line.id(), ".name"]).plain();
        draw(words, step.from, step.to, step.to - step.from, "chart-text chart-halo");
    }
    let (net, words) = (channel.net.exact(), view.locale.text(Message::LineNetName).to_string());
    draw(words, Decimal::ZERO, net, net, "chart-text chart-halo chart-strong");
    let heading = with(
        "text",
        &["class", "y", "data-hue"],
        ["chart-text chart-strong chart-channel".into(), em(100), hue.id().into()],
        [Html::from(shortened(&name.plain(), LETTERS))],
    );
    let zero = upright("bar-zero", place(scale, Decimal::ZERO), TOP - 30, y);
    let inside = [heading, across(view, scale, 4, TOP - 30, y), tag("g", "", rows), zero];
    let id = ["waterfall-", channel.id.id()].concat();
    let title = pair(view, name, view.locale.text(Message::ReportWaterfallName).to_string());
    drawing("chart-svg chart-bars", &id, title, finding(view, channel).plain(), y + 170, inside)
}

/// A bar with its name above it and its amount beside it.
struct Row {
    words: String,
    from: Decimal,
    to: Decimal,
    amount: Decimal,
    class: &'static str,
    /// The height at which it begins.
    y: i32,
    /// Where the bar before it ended: across, and down.
    after: Option<(i32, i32)>,
}

impl Row {
    /// Draws it, joined to the one before; with the height at which the next begins, and where its own bar ends.
    fn draw(self, view: &View, hue: Hue, scale: &Scale) -> (Html, i32, (i32, i32)) {
        let (from, to) = (place(scale, self.from), place(scale, self.to));
        let names = in_lines(&self.words, LETTERS);
        let more = i32::try_from(names.len()).unwrap_or(1) - 1;
        let bar = self.y + MORE_WORDS * more + WORDS;
        let mut parts = Vec::new();
        if let Some((x, y)) = self.after {
            parts.push(upright("chart-join", x, y, bar));
        }
        for (name, y) in names.into_iter().zip((self.y + 100..).step_by(MORE_WORDS as usize)) {
            parts.push(words_from(self.class, 0, y, name.to_string()));
        }
        parts.push(surface(hue, from, to, em(bar), em(BAR)));
        let amount = view.locale.money_tick(self.amount, view.answer.currency);
        parts.push(words_from(self.class, from.max(to), bar + 65, amount));
        // Of nothing there is no bar to end at: the line goes on.
        let end = if from == to { bar } else { bar + BAR };
        let way = if self.amount < Decimal::ZERO { "out" } else { "in" };
        (with("g", &["data-way"], [way.into()], parts), bar + BAR + GAP, (to, end))
    }
}

/// A text in lines of at most so many letters, as far as its words allow.
pub(in crate::ui::report) fn in_lines(text: &str, letters: usize) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some((end, _)) = rest.char_indices().nth(letters) {
        let Some((line, _)) = rest.get(..end).and_then(|start| start.rsplit_once(' ')) else { break };
        lines.push(line);
        rest = rest.get(line.len() + 1..).unwrap_or_default();
    }
    lines.push(rest);
    lines
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::app::State;
    use crate::engine::date::Date;
    use crate::i18n::{Language, Locale};
    use crate::link;

    fn view(fragment: &str) -> View {
        let state = State::new(link::plain(fragment), Date::literal(2026, 11, 22));
        View::new(Locale::embedded(Language::En), Rc::new(state))
    }

    #[test]
    fn the_bars_lead_from_zero_to_what_is_left() {
        for fragment in ["", "rem=0&res=0&reb=0&rea=0", "ds=900000", "im=24&bt=3200000&de=modern_work&0fu=12000&1sd=90"]
        {
            for channel in &view(fragment).answer.channels {
                let steps = steps(channel);
                assert_eq!(steps.len(), LineId::ALL.len());
                assert_eq!(steps.first().unwrap().from, Decimal::ZERO);
                assert!(steps.iter().zip(steps.iter().skip(1)).all(|(one, next)| one.to == next.from), "{steps:?}");
                assert_eq!(steps.last().unwrap().to, channel.net.exact(), "{fragment}");
                for step in steps {
                    let amount = channel.line(step.line).exact();
                    let came_in = if step.line.is_income() { amount } else { -amount };
                    assert_eq!((step.to - step.from).round_dp(6), came_in.round_dp(6), "{step:?}");
                }
            }
        }
    }

    #[test]
    fn names_are_set_in_lines() {
        assert_eq!(in_lines("Training", 36), ["Training"]);
        let lines = in_lines("Financing between paying and being paid", 36);
        assert_eq!(lines, ["Financing between paying and being", "paid"]);
        assert_eq!(in_lines("Überweisungsüberprüfungsgebührenübersicht", 10).len(), 1);
        assert_eq!(in_lines("", 10), [""]);
    }
}
