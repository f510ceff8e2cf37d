//! Charts: drawings made by functions, each with its finding, its name, a sentence of explanation, and its figures in a
//! table beside it.
//!
//! Across, places are percentages of the width; down, they are in the size of the text, which keeps its own. So a chart
//! reads as well on a phone and with larger text.

mod break_even;
mod save;
mod scale;
mod waterfall;

use rust_decimal::Decimal;
use yew::prelude::*;

pub(super) use self::break_even::over_revenue;
pub(super) use self::scale::Scale;
pub(super) use self::waterfall::{in_lines, waterfall};
use super::icon::Hue;
use super::words::Fill;
use crate::app::reach::Section;
use crate::engine::currency::Currency;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, around, tag, with};
use crate::ui::rich::rich;

/// A chart, with what stands around it.
pub(super) struct Chart {
    /// The id of the figure.
    pub(super) id: &'static str,
    /// What it shows, in a few words.
    pub(super) name: Message,
    /// What it says, in a sentence or two: its title.
    pub(super) finding: Html,
    /// One drawing, or several on one scale.
    pub(super) drawings: Vec<Html>,
    /// How to read it.
    pub(super) note: Html,
    /// The same figures as a table, folded away; nothing where a table stands beside it anyway.
    pub(super) table: Html,
}

impl Chart {
    /// Draws it. Where charts are left out, what it says and its table stay.
    pub(super) fn draw(self, view: &View) -> Html {
        if view.state.provider.leaves_out(Section::Charts) {
            // What the drawing says, and its figures, stay.
            let parts = [around("figcaption", "chart-finding", self.finding), tag("div", "chart-foot", [self.table])];
            return with("figure", &["id", "class"], [self.id.into(), "chart".into()], parts);
        }
        let foot = [save::buttons(view, self.id, self.name), self.table];
        let parts = [
            around("figcaption", "chart-finding", self.finding),
            around("p", "chart-name", rich(&view.locale.say(self.name, &[]))),
            tag("div", "chart-drawings", self.drawings),
            around("p", "chart-note", self.note),
            tag("div", "chart-foot", foot),
        ];
        with("figure", &["id", "class"], [self.id.into(), "chart".into()], parts)
    }
}

/// The height of a line of words, in hundredths of the text's size, as all that stands in a drawing.
pub(super) const WORDS: i32 = 145;
/// The height of each line of words more.
pub(super) const MORE_WORDS: i32 = 120;
/// The height of a bar.
pub(super) const BAR: i32 = 75;
/// The room below a bar.
pub(super) const GAP: i32 = 60;

/// A drawing with its name and what it says for who can't see it, as high as so many hundredths of the text's size.
pub(super) fn drawing(
    class: &'static str,
    id: &str,
    name: String,
    says: String,
    height: i32,
    inside: impl Several<Html>,
) -> Html {
    let [title, desc] = ["-title", "-desc"].map(|end| [id, end].concat());
    let labelled_by = [title.as_str(), " ", desc.as_str()].concat();
    let named = |element, id: String, words: String| with(element, &["id"], [id.into()], [Html::from(words)]);
    let mut all = [named("title", title, name), named("desc", desc, says)].gather();
    all.extend(inside.gather());
    let values = [class.into(), "img".into(), labelled_by.into(), em(height)];
    with("svg", &["class", "role", "aria-labelledby", "height"], values, all)
}

/// `name: value`, as the language writes it.
pub(super) fn pair(view: &View, name: Phrase, value: String) -> String {
    Fill::new(view).words("name", name).text("value", value).say(Message::ReportChartPair).plain()
}

/// Tenths of a percent as a length.
pub(super) fn percent(tenths: i32) -> AttrValue {
    let tenths = tenths.clamp(0, 1000);
    format!("{}.{}%", tenths / 10, tenths % 10).into()
}

/// Hundredths of the text's size as a length.
pub(super) fn em(hundredths: i32) -> AttrValue {
    let sign = if hundredths < 0 { "-" } else { "" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}em", size / 100, size % 100).into()
}

/// Where a value stands across.
pub(super) fn place(scale: &Scale, value: Decimal) -> i32 {
    scale.at(value, 1000)
}

/// A line from and to here: across, across, down, down.
pub(super) fn line(class: &'static str, ends: [AttrValue; 4]) -> Html {
    let [x1, x2, y1, y2] = ends;
    with("line", &["class", "x1", "x2", "y1", "y2"], [class.into(), x1, x2, y1, y2], Vec::new())
}

/// A line that stands upright.
pub(super) fn upright(class: &'static str, x: i32, y1: i32, y2: i32) -> Html {
    line(class, [percent(x), percent(x), em(y1), em(y2)])
}

/// Words in a drawing, around a place: they begin there on the left, end there on the right, else it is their middle.
pub(super) fn label(class: &'static str, x: i32, y: AttrValue, words: String) -> Html {
    let anchor = match x {
        ..60 => "start",
        941.. => "end",
        _ => "middle",
    };
    anchored(class, x, y, anchor, words)
}

pub(super) fn anchored(class: &'static str, x: i32, y: AttrValue, anchor: &'static str, words: String) -> Html {
    let values = [class.into(), percent(x), y, anchor.into()];
    with("text", &["class", "x", "y", "text-anchor"], values, [Html::from(words)])
}

/// Words in a drawing that begin at a place, a little to its right.
pub(super) fn words_from(class: &'static str, x: i32, y: i32, words: String) -> Html {
    let values = [class.into(), percent(x), "0.5em".into(), em(y)];
    with("text", &["class", "x", "dx", "y"], values, [Html::from(words)])
}

/// The surface of a bar between two places, in the pattern of its channel.
pub(super) fn surface(hue: Hue, from: i32, to: i32, y: AttrValue, height: AttrValue) -> Html {
    let (x, width) = (percent(from.min(to)), percent((from - to).abs()));
    let pattern = if hue == Hue::Indirect { "url(#bar-hatch)" } else { "none" };
    let rect = |class: &'static str, fill: &'static str| {
        let values = [class.into(), fill.into(), x.clone(), width.clone(), y.clone(), height.clone()];
        with("rect", &["class", "fill", "x", "width", "y", "height"], values, Vec::new())
    };
    with("g", &["data-hue"], [hue.id().into()], [rect("bar-fill", "none"), rect("bar-lines", pattern)])
}

/// The marks of an axis that runs across, with their amounts below it. On a narrow screen every other amount is left out.
pub(super) fn across(view: &View, scale: &Scale, steps: u32, from: i32, to: i32) -> Html {
    across_in(view, view.answer.currency, scale, steps, [from, to])
}

/// The same with amounts of another currency.
pub(super) fn across_in(view: &View, currency: Currency, scale: &Scale, steps: u32, [from, to]: [i32; 2]) -> Html {
    let ticks = scale.ticks(steps);
    let zero = ticks.iter().position(|tick| tick.is_zero()).unwrap_or_default();
    let mark = |(number, tick): (usize, &Decimal)| {
        let x = place(scale, *tick);
        let class = if number.abs_diff(zero).is_multiple_of(2) { "bar-label" } else { "bar-label chart-minor" };
        let amount = label(class, x, em(to + 115), view.locale.money_tick(*tick, currency));
        tag("g", "", [upright("bar-tick", x, from, to), amount])
    };
    tag("g", "", ticks.iter().enumerate().map(mark).collect::<Vec<_>>())
}

/// A name that may be too long for its place: as much of it as takes the room of so many small letters.
pub(super) fn shortened(name: &str, letters: usize) -> String {
    let mut room = 2 * letters;
    for (place, letter) in name.char_indices() {
        let needed = if letter.is_ascii_uppercase() { 3 } else { 2 };
        if needed > room {
            let start = name.get(..place).unwrap_or_default();
            return [start.trim_end(), "…"].concat();
        }
        room -= needed;
    }
    name.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_with_their_unit() {
        assert_eq!([0, 5, 1000, 1234].map(percent), ["0.0%", "0.5%", "100.0%", "100.0%"]);
        assert_eq!([0, 5, 1475, -35].map(em), ["0.00em", "0.05em", "14.75em", "-0.35em"]);
    }

    #[test]
    fn long_names_are_cut_and_say_so() {
        assert_eq!(shortened("Distributor A", 14), "Distributor A");
        assert_eq!(shortened("TD SYNNEX Nederland BV", 14), "TD SYNNEX…");
        assert_eq!(shortened("éééééé", 3), "ééé…");
        assert_eq!(shortened("", 3), "");
    }
}
