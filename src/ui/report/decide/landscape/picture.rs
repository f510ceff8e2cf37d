//! The map as a drawing: two areas in the pattern of their side, the exact line between them, and where the visitor is.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::axis::Axis;
use super::words::{driver, lead, part_of_today, short_value};
use super::{HERE, Map, Point};
use crate::engine::landscape::{BaseValue, Piece, Ring, Winner};
use crate::engine::number::to_f64;
use crate::engine::situation::ChannelId;
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{Several, around, tag, with};
use crate::ui::report::chart::{Scale, anchored, drawing, em, label, line, pair, percent, place, shortened};
use crate::ui::report::icon::Hue;
use crate::ui::report::words::{Fill, channel_name, sided};

/// The height of the plot and of what is above it, in hundredths of the text's size. The sheet knows both: what the
/// pointer moves over lies on the plot.
const HEIGHT: i32 = 2200;
const TOP: i32 = 320;
/// Words over lines.
const WORDS: &str = "chart-text chart-halo";
/// How many letters of a name there is room for on a phone.
const LETTERS: usize = 32;
/// The same of a name inside an area.
const SHORT: usize = 18;

/// The factor at a place of the pad, in whole hundredths; nothing where the pad has no size.
pub(super) fn looked_at(at: i32, size: i32, end: Decimal) -> Option<Decimal> {
    let part = Decimal::from(at.clamp(0, size)).checked_div(Decimal::from(size))?;
    Some((part * end).round_dp(2))
}

/// The drawing, with the point that is looked at unless that is where the visitor is.
pub(super) fn picture(view: &View, map: &Map, point: Option<Point>) -> Html {
    let plot = Plot { view, map };
    let mut parts = plot.areas();
    parts.extend([plot.across(), plot.up()]);
    parts.extend(plot.frontier());
    parts.extend(plot.opens());
    parts.extend(plot.tips());
    parts.extend(plot.names());
    parts.extend(point.map(|point| plot.cursor(point)));
    parts.push(plot.here());
    let name = view.locale.text(Message::LandscapeName).to_string();
    let height = TOP + HEIGHT + 420;
    drawing("chart-svg landscape-svg", "decide-landscape-map", name, lead(view, map).plain(), height, parts)
}

/// Rings as a path, in parts of the plot.
pub(super) fn outline(rings: &[Ring], across: Decimal, up: Decimal) -> AttrValue {
    let (across, up) = (to_f64(across), to_f64(up));
    let mut path = String::new();
    for ring in rings {
        for (number, (x, y)) in ring.iter().enumerate() {
            path.push(if number == 0 { 'M' } else { 'L' });
            path.push_str(&format!("{:.4} {:.4}", to_f64(*x) / across, 1.0 - to_f64(*y) / up));
        }
        path.push('Z');
    }
    path.into()
}

struct Plot<'a> {
    view: &'a View,
    map: &'a Map,
}

impl Plot<'_> {
    fn scale(axis: &Axis) -> Scale {
        Scale { low: Decimal::ZERO, high: axis.window.to() }
    }

    /// Where a factor stands across, in tenths of a percent.
    fn x(&self, factor: Decimal) -> i32 {
        place(&Self::scale(&self.map.x), factor)
    }

    /// Where a factor stands down.
    fn y(&self, factor: Decimal) -> i32 {
        TOP + HEIGHT - Self::scale(&self.map.y).at(factor, HEIGHT)
    }

    /// The same across as a length, as fine as it is drawn.
    fn fine(&self, factor: Decimal) -> AttrValue {
        let place = Self::scale(&self.map.x).at(factor, 100_000).clamp(0, 100_000);
        format!("{}.{:03}%", place / 1_000, place % 1_000).into()
    }

    fn line(&self, class: &'static str, from: Point, to: Point) -> Html {
        line(class, [self.fine(from.0), self.fine(to.0), em(self.y(from.1)), em(self.y(to.1))])
    }

    /// The area of each side, cut out of a surface in its pattern.
    fn areas(&self) -> Vec<Html> {
        let stroke = with("path", &["class", "d"], ["landscape-hatch".into(), "M0 0v10".into()], Vec::new());
        let values = ["decide-landscape-hatch", "10", "10", "userSpaceOnUse", "rotate(45)"].map(AttrValue::from);
        let keys = &["id", "width", "height", "patternUnits", "patternTransform"];
        let mut defs = [with("pattern", keys, values, [stroke])].gather();
        let mut surfaces = Vec::new();
        let sides = [(Winner::Direct, "decide-landscape-direct"), (Winner::Indirect, "decide-landscape-indirect")];
        for (winner, id) in sides {
            let outline = if winner == Winner::Direct { &self.map.outlines.0 } else { &self.map.outlines.1 };
            if outline.is_empty() {
                continue;
            }
            let cut = with("path", &["d"], [outline.clone()], Vec::new());
            defs.push(with("clipPath", &["id", "clipPathUnits"], [id.into(), "objectBoundingBox".into()], [cut]));
            let clip = AttrValue::from(["url(#", id, ")"].concat());
            let surface = |class: &'static str, fill: &'static str| {
                let (width, height) = (percent(1000), em(HEIGHT));
                let values = [class.into(), fill.into(), width, em(TOP), height, clip.clone()];
                with("rect", &["class", "fill", "width", "y", "height", "clip-path"], values, Vec::new())
            };
            let hue = if winner == Winner::Direct { Hue::Direct } else { Hue::Indirect };
            let mut group = [surface("landscape-area", "none")].gather();
            if hue == Hue::Indirect {
                group.push(surface("landscape-lines", "url(#decide-landscape-hatch)"));
            }
            surfaces.push(with("g", &["data-hue"], [hue.id().into()], group));
        }
        surfaces.insert(0, tag("defs", "", defs));
        surfaces
    }

    /// The line between the sides, piece by piece.
    fn frontier(&self) -> Vec<Html> {
        let piece = |(from, to): &Piece| self.line("landscape-frontier", (from.x, from.y), (to.x, to.y));
        self.map.frontier.iter().map(piece).collect()
    }

    /// The marks of the horizontal axis, with what they are of today's figure, and its name.
    fn across(&self) -> Html {
        let (axis, bottom) = (&self.map.x, TOP + HEIGHT);
        let mut parts = Vec::new();
        for (number, tick) in axis.ticks(6).iter().enumerate() {
            let x = self.x(tick.factor);
            let class = if number.is_multiple_of(2) { "bar-label" } else { "bar-label chart-minor" };
            parts.push(line("bar-tick", [percent(x), percent(x), em(TOP), em(bottom)]));
            let part = part_of_today(self.view, tick.factor);
            let value = tick.value.map(|value| short_value(self.view, value));
            // Of what is nothing today there are only parts.
            let words = match value {
                Some(value) => [value, ["(", &part, ")"].concat()],
                None => [part, String::new()],
            };
            for (row, words) in (0..).zip(words).filter(|(_, words)| !words.is_empty()) {
                parts.push(label(class, x, em(bottom + 115 + 120 * row), words));
            }
        }
        let name = shortened(&driver(self.view, axis.driver).plain(), LETTERS);
        parts.push(anchored("chart-text chart-strong", 1000, em(bottom + 375), "end", [&name, " →"].concat()));
        tag("g", "", parts)
    }

    /// The marks of the vertical axis, on the plot; none where the tipping point is said.
    fn up(&self) -> Html {
        let axis = &self.map.y;
        let tips = axis.flip.map(|flip| self.y(flip));
        let mut parts = Vec::new();
        for tick in axis.ticks(6) {
            let y = self.y(tick.factor);
            parts.push(line("bar-tick", [percent(0), percent(1000), em(y), em(y)]));
            // Nor is there room for the lowest where the other one is said beside it.
            let taken = tick.factor.is_zero() && self.map.x.flip.is_some_and(|flip| self.x(flip) < 400);
            if tips.is_none_or(|tips| (tips - y).abs() > 190) && !taken {
                let words = super::words::short_with_part(self.view, axis, tick.factor);
                // On a phone what is said of here needs the whole width.
                let is_beside = (-60..290).contains(&(self.y(Decimal::ONE) - y));
                let class = if is_beside { "bar-label chart-halo chart-minor" } else { "bar-label chart-halo" };
                parts.push(label(class, 0, em(y - 35), words));
            }
        }
        let name = shortened(&driver(self.view, axis.driver).plain(), LETTERS);
        parts.push(anchored("chart-text chart-strong", 0, em(100), "start", ["↑ ", &name].concat()));
        tag("g", "", parts)
    }

    /// Where the answer tips while the other driver stays as it is: a ring, and its value at the axis.
    fn tips(&self) -> Vec<Html> {
        let mut parts = Vec::new();
        let words = |axis: &Axis, factor| {
            let value = axis.value(factor).map(|value| exact_value(self.view, axis, value)).unwrap_or_default();
            pair(self.view, self.view.locale.say(Message::ReportLinesCrossing, &[]), value)
        };
        if let Some(flip) = self.map.x.flip.filter(|_| self.map.x.moves()) {
            parts.push(self.line("chart-mark", (flip, Decimal::ZERO), (flip, Decimal::ONE)));
            parts.push(self.ring("chart-dot", "crossing", (flip, Decimal::ONE)));
            let y = em(TOP + HEIGHT - 35);
            parts.push(self.beside(WORDS, flip, y, words(&self.map.x, flip)));
        }
        if let Some(flip) = self.map.y.flip.filter(|_| self.map.y.moves()) {
            parts.push(self.line("chart-mark", (Decimal::ZERO, flip), (Decimal::ONE, flip)));
            parts.push(self.ring("chart-dot", "crossing", (Decimal::ONE, flip)));
            parts.push(label(WORDS, 0, em(self.y(flip) - 35), words(&self.map.y, flip)));
        }
        parts
    }

    /// Words at a place across, inside the plot also on a phone.
    fn beside(&self, class: &'static str, factor: Decimal, y: AttrValue, words: String) -> Html {
        let x = self.x(factor);
        let anchor = match x {
            ..300 => "start",
            701.. => "end",
            _ => "middle",
        };
        anchored(class, x, y, anchor, words)
    }

    fn ring(&self, class: &'static str, hue: &'static str, (x, y): Point) -> Html {
        let values = [class.into(), hue.into(), self.fine(x), em(self.y(y)), "4.5".into()];
        with("circle", &["class", "data-hue", "cx", "cy", "r"], values, Vec::new())
    }

    /// Where today's revenue would be enough for direct: a line with its name.
    fn opens(&self) -> Vec<Html> {
        let points = &self.map.landscape.opens;
        let next = points.iter().skip(1);
        let mut parts: Vec<Html> =
            points.iter().zip(next).map(|(from, to)| self.line("landscape-opens", *from, *to)).collect();
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return parts };
        let name = self.view.locale.say(Message::ReportLinesOpens, &[]);
        let said = |axis: &Axis, factor: Decimal| {
            let value = axis.value(factor).map(|value| exact_value(self.view, axis, value)).unwrap_or_default();
            pair(self.view, name.clone(), value)
        };
        // Upright, level, or a curve that has no one value.
        if first.0 == last.0 {
            parts.push(self.beside(WORDS, last.0, em(TOP - 45), said(&self.map.x, last.0)));
        } else if first.1 == last.1 {
            parts.push(label(WORDS, 1000, em(self.y(last.1) - 35), said(&self.map.y, last.1)));
        } else {
            parts.push(self.beside(WORDS, last.0, em((self.y(last.1) - 45).max(TOP - 45)), name.plain()));
        }
        parts
    }

    /// The word of each side, where it has most room.
    fn names(&self) -> Vec<Html> {
        let offer = self.view.answer.best_offer;
        let sides = [(Winner::Direct, Some(ChannelId::Direct)), (Winner::Indirect, Some(offer)), (Winner::Even, None)];
        let table = self.map.landscape.table();
        sides
            .into_iter()
            .filter_map(|(winner, channel)| {
                let (x, y) = self.room(&table, winner)?;
                let words = match channel {
                    Some(channel) => {
                        let name = shortened(&channel_name(self.view, channel).plain(), SHORT);
                        Fill::new(self.view).text("channel", name).say(Message::LandscapeAhead).plain()
                    }
                    None => self.view.locale.text(Message::LandscapeSame).to_string(),
                };
                let class = "chart-text chart-strong chart-halo chart-channel";
                let name = self.beside(class, x, em(self.y(y) + 35), words);
                let hue = channel.map_or("even", |channel| Hue::from(channel).id());
                Some(with("g", &["data-hue"], [hue.into()], [name]))
            })
            .collect()
    }

    /// The middle of the widest place of a side, away from where the visitor is.
    fn room(&self, table: &[Vec<Winner>], winner: Winner) -> Option<Point> {
        let (rows, columns) = (&self.map.landscape.rows, &self.map.landscape.columns);
        let mut best: Option<(usize, Point)> = None;
        for (number, (row, line)) in table.iter().zip(rows).enumerate() {
            let from_edge = number.min(rows.len() - 1 - number);
            let below = self.y(line.at) - self.y(Decimal::ONE);
            let tips = self.map.y.flip.is_some_and(|flip| (self.y(flip) - self.y(line.at)).abs() < 150);
            if from_edge < 2 || tips || (-380..180).contains(&below) {
                continue;
            }
            for (start, end) in runs(row, winner) {
                // Of equals the one in the middle.
                let room = (end - start) * 100 + from_edge;
                if best.is_none_or(|(most, _)| room > most) {
                    let (from, to) = (columns.get(start)?.at, columns.get(end)?.at);
                    best = Some((room, ((from + to) / Decimal::TWO, line.at)));
                }
            }
        }
        best.map(|(_, point)| point)
    }

    /// Where the visitor is, with what is left more there.
    fn here(&self) -> Html {
        let difference = self.view.answer.difference.exact();
        let name = self.view.locale.text(Message::ReportLinesHere).to_string();
        let y = self.y(Decimal::ONE);
        let words = [
            self.beside(WORDS, Decimal::ONE, em(y - 205), name),
            self.beside(WORDS, Decimal::ONE, em(y - 80), sided(self.view, difference)),
            self.ring("chart-dot", "here", HERE),
        ];
        tag("g", "", words)
    }

    /// The point that is looked at.
    fn cursor(&self, point: Point) -> Html {
        let (x, y) = point;
        let values = ["landscape-cursor".into(), self.fine(x), em(self.y(y)), "7".into()];
        let parts = [
            self.line("landscape-cross", (Decimal::ZERO, y), (self.map.x.window.to(), y)),
            self.line("landscape-cross", (x, Decimal::ZERO), (x, self.map.y.window.to())),
            with("circle", &["class", "cx", "cy", "r"], values, Vec::new()),
        ];
        around("g", "", parts.into_iter().collect())
    }
}

/// A value on the map that is no round one: with all digits that count, and without a unit that its axis has.
fn exact_value(view: &View, axis: &Axis, value: BaseValue) -> String {
    match value {
        BaseValue::Money(number) => view.locale.money(number, view.situation.currency),
        BaseValue::HourlyPrice(number) => view.locale.money_exact(number, view.situation.currency),
        BaseValue::UsdRate(number) => view.locale.number_trimmed(number, 4),
        _ if axis.moves() => short_value(view, value),
        _ => String::new(),
    }
}

/// Where a side is ahead without a break along a row: from which column to which.
fn runs(row: &[Winner], winner: Winner) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for place in row.iter().enumerate().filter(|(_, ahead)| **ahead == winner).map(|(place, _)| place) {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == place => *end = place,
            _ => runs.push((place, place)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_of_the_pad_is_a_whole_hundredth() {
        let at = |at, size| looked_at(at, size, Decimal::TWO);
        assert_eq!(at(150, 300), Some(Decimal::ONE));
        assert_eq!(at(100, 300), Some(Decimal::new(67, 2)));
        assert_eq!([at(-4, 300), at(999, 300), at(1, 0)], [Some(Decimal::ZERO), Some(Decimal::TWO), None]);
    }

    #[test]
    fn runs_are_found_along_a_row() {
        use Winner::{Direct, Even, Indirect};
        let row = [Direct, Direct, Indirect, Direct, Even];
        assert_eq!(runs(&row, Direct), [(0, 1), (3, 3)]);
        assert_eq!(runs(&row, Even), [(4, 4)]);
        assert_eq!(runs(&row, Indirect), [(2, 2)]);
    }
}
