//! The difference as a bar on one axis, with the range in which it is likely to lie.
//!
//! Places are percentages of the width and text keeps its own size, so that it reads as well on a phone.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::icon::Hue;
use super::words::{DASH, Fill, amount, in_digits, short_amount, sided, text, to_step, waits_for};
use crate::engine::number::to_f64;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, around, flag, tag, with};
use crate::ui::rich::rich;

/// The figure with its title, its ends and its range.
pub(super) fn bar(view: &View) -> Html {
    if let Some(subject) = view.state.unread_figure() {
        let waits = [Html::from(DASH), Html::from(" "), rich(&waits_for(view, subject))];
        return around("figure", "bar", tag("figcaption", "bar-title", waits));
    }
    let difference = view.answer.difference.exact();
    let title = title(view).plain();
    let axis = Axis::of(view);
    let desc = Fill::new(view)
        .text("amount", sided(view, difference))
        .text("low", sided(view, axis.low))
        .text("high", sided(view, axis.high))
        .say(Message::ReportBarDesc)
        .plain();
    let zero = axis.place(Decimal::ZERO);
    let direct = [Hue::Direct.swatch(), text(view, Message::ReportBarSideDirect)];
    let indirect = [text(view, Message::ReportBarSideIndirect), Hue::Indirect.swatch()];
    let sides = [tag("span", "", direct), tag("span", "", indirect)];
    let named = |name, id: &'static str, words| with(name, &["id"], [id.into()], [Html::from(words)]);
    let mut drawing = [named("title", "bar-title", title.clone()), named("desc", "bar-desc", desc), hatch()].gather();
    drawing.extend(axis.ticks().into_iter().map(|at| tick(view, &axis, at)));
    drawing.extend([difference_bar(&axis, difference), range(view, &axis), line("bar-zero", &zero, &zero, "2", "58")]);
    let values = ["bar-chart", "img", "bar-title bar-desc", "100%", "78"].map(AttrValue::from);
    let figure = [
        around("figcaption", "bar-title", Html::from(title)),
        with("div", &["class", "aria-hidden"], ["bar-sides".into(), flag(true)], sides),
        with("svg", &["class", "role", "aria-labelledby", "width", "height"], values, drawing),
        around("p", "bar-note", range_in_words(view)),
    ];
    tag("figure", "bar", figure)
}

/// Which of the two leaves more, and by how much.
pub(super) fn title(view: &View) -> Phrase {
    let difference = view.answer.difference.exact();
    let message = match difference < Decimal::ZERO {
        _ if to_step(difference, Decimal::ONE).is_zero() => Message::ReportBarSame,
        true => Message::ReportBarDirect,
        false => Message::ReportBarIndirect,
    };
    Fill::new(view).text("amount", amount(view, difference.abs())).say(message)
}

/// The pattern of a bar that is not a plain surface.
fn hatch() -> Html {
    let path = with("path", &["class", "d"], ["bar-hatch".into(), "M0 0v6".into()], Vec::new());
    let values = ["bar-hatch", "6", "6", "userSpaceOnUse", "rotate(45)"].map(AttrValue::from);
    let keys = &["id", "width", "height", "patternUnits", "patternTransform"];
    around("defs", "", with("pattern", keys, values, [path]))
}

/// What the axis spans: zero, the difference and its range, with some room at both ends.
struct Axis {
    low: Decimal,
    high: Decimal,
}

impl Axis {
    fn of(view: &View) -> Axis {
        let (mut low, mut high) = (Decimal::ZERO, Decimal::ZERO);
        let range = view.uncertainty.iter().flat_map(|drawn| [drawn.p10, drawn.p90]);
        for value in range.chain([view.answer.difference]) {
            low = low.min(value.exact());
            high = high.max(value.exact());
        }
        let width = (high - low).max(Decimal::ONE);
        // A fifth of the width at the end where there is nothing, so that both sides can be seen.
        let room = |used: bool| width * Decimal::new(if used { 8 } else { 20 }, 2);
        Axis { low: low - room(!low.is_zero()), high: high + room(!high.is_zero()) }
    }

    /// Where a value stands, in tenths of a percent of the width.
    fn at(&self, value: Decimal) -> i32 {
        let (low, high) = (to_f64(self.low), to_f64(self.high));
        libm::round(1000.0 * (to_f64(value) - low) / (high - low)) as i32
    }

    fn place(&self, value: Decimal) -> String {
        percent(self.at(value))
    }

    /// Round amounts along the axis, at most seven.
    fn ticks(&self) -> Vec<Decimal> {
        let width = self.high - self.low;
        let mut step = Decimal::ONE;
        // 1, 2, 5, 10, 20, 50 …
        for factor in [20, 25, 20].into_iter().cycle().take(60) {
            if width <= step * Decimal::from(6) {
                break;
            }
            step *= Decimal::new(factor, 1);
        }
        let mut tick = to_step(self.low, step);
        let mut ticks = Vec::new();
        while tick <= self.high && ticks.len() < 9 {
            if tick >= self.low {
                ticks.push(tick);
            }
            tick += step;
        }
        ticks
    }
}

/// Tenths of a percent as a length.
fn percent(tenths: i32) -> String {
    let tenths = tenths.clamp(0, 1000);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

fn line(class: &'static str, from: &str, to: &str, above: &'static str, below: &'static str) -> Html {
    let (x1, x2) = (AttrValue::from(from.to_string()), AttrValue::from(to.to_string()));
    let values = [class.into(), x1, x2, above.into(), below.into()];
    with("line", &["class", "x1", "x2", "y1", "y2"], values, Vec::new())
}

fn tick(view: &View, axis: &Axis, at: Decimal) -> Html {
    let place = axis.at(at);
    let x = percent(place);
    let anchor = match place {
        ..60 => "start",
        941.. => "end",
        _ => "middle",
    };
    // Both sides count up from zero: which side it is, the ends say.
    let label = view.locale.money_tick(at.abs(), view.answer.currency);
    let mark = line("bar-tick", &x, &x, "6", "58");
    let values = ["bar-label".into(), x.into(), "74".into(), anchor.into()];
    let label = with("text", &["class", "x", "y", "text-anchor"], values, [Html::from(label)]);
    tag("g", "", [mark, label])
}

fn difference_bar(axis: &Axis, difference: Decimal) -> Html {
    let (zero, end) = (axis.at(Decimal::ZERO), axis.at(difference));
    let (x, width) = (percent(zero.min(end)), percent((zero - end).abs()));
    let (hue, pattern) =
        if difference < Decimal::ZERO { (Hue::Direct, "none") } else { (Hue::Indirect, "url(#bar-hatch)") };
    let rect = |class: &'static str, fill: &'static str| {
        let values = [class.into(), fill.into(), x.clone().into(), width.clone().into(), "12".into(), "24".into()];
        with("rect", &["class", "fill", "x", "width", "y", "height"], values, Vec::new())
    };
    let bars = [rect("bar-fill", "none"), rect("bar-lines", pattern)];
    with("g", &["data-hue"], [hue.id().into()], bars)
}

fn range(view: &View, axis: &Axis) -> Html {
    let Some(drawn) = &view.uncertainty else { return Html::default() };
    let (low, high) = (axis.place(drawn.p10.exact()), axis.place(drawn.p90.exact()));
    let lines =
        [line("", &low, &high, "47", "47"), line("", &low, &low, "42", "52"), line("", &high, &high, "42", "52")];
    tag("g", "bar-range", lines)
}

fn range_in_words(view: &View) -> Html {
    let Some(drawn) = &view.uncertainty else {
        // Its room is kept: what stands below doesn't jump while the draws are made.
        return Html::from("\u{A0}");
    };
    let (low, high) = (in_digits(drawn.p10.exact(), 2), in_digits(drawn.p90.exact(), 2));
    // The larger end last; of two on the same side only the last says which.
    let (near, far) = if high <= Decimal::ZERO { (high, low) } else { (low, high) };
    let same_side = low.is_sign_negative() == high.is_sign_negative();
    let near = if same_side { short_amount(view, near.abs()) } else { sided(view, near) };
    Fill::new(view)
        .text("spread", view.locale.percent(view.situation.spread.exact() * Decimal::ONE_HUNDRED))
        .text("low", near)
        .text("high", sided(view, far))
        .draw(Message::ReportBarRange)
}
