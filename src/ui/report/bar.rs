//! The difference as a bar on one axis, with the range in which it is likely to lie.
//!
//! Places are percentages of the width and text keeps its own size, so that it reads as well on a phone.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::icon::Hue;
use super::words::{Figures, amount, in_digits, short_amount, sided};
use crate::engine::number::to_f64;
use crate::i18n::{Arg, Message};
use crate::ui::View;
use crate::ui::rich::{say, text};

/// The figure with its title, its ends and its range.
pub(super) fn bar(view: &View) -> Html {
    let difference = view.answer.difference.exact();
    let shown = amount(view, difference.abs());
    let title = match difference < Decimal::ZERO {
        _ if !view.answer.difference.shows() => Message::ReportBarSame,
        true => Message::ReportBarDirect,
        false => Message::ReportBarIndirect,
    };
    let title = view.locale.say(title, &[("amount", Arg::Text(&shown))]).plain();
    let axis = Axis::of(view);
    let desc = view.locale.say(
        Message::ReportBarDesc,
        &[
            ("amount", Arg::Text(&sided(view, difference))),
            ("low", Arg::Text(&sided(view, axis.low))),
            ("high", Arg::Text(&sided(view, axis.high))),
        ],
    );
    html! {
        <figure class="bar">
            <figcaption class="bar-title">{ &title }</figcaption>
            <div class="bar-sides" aria-hidden="true">
                <span>{ Hue::Direct.swatch() }{ text(&view.locale, Message::ReportBarSideDirect) }</span>
                <span>{ text(&view.locale, Message::ReportBarSideIndirect) }{ Hue::Indirect.swatch() }</span>
            </div>
            <svg class="bar-chart" role="img" aria-labelledby="bar-title bar-desc" width="100%" height="78">
                <title id="bar-title">{ &title }</title>
                <desc id="bar-desc">{ desc.plain() }</desc>
                { hatching() }
                { ticks(view, &axis) }
                { difference_bar(&axis, difference) }
                { range(view, &axis) }
                <line class="bar-zero" x1={axis.place(Decimal::ZERO)} x2={axis.place(Decimal::ZERO)} y1="2" y2="58" />
            </svg>
            { range_in_words(view) }
        </figure>
    }
}

/// What the axis spans: zero, the difference and its range, with some room at both ends.
struct Axis {
    low: Decimal,
    high: Decimal,
}

impl Axis {
    fn of(view: &View) -> Axis {
        let drawn = view.uncertainty.as_ref();
        let range = drawn.map(|drawn| [drawn.p10.exact(), drawn.p90.exact()]).unwrap_or_default();
        let values = [view.answer.difference.exact(), range[0], range[1]];
        let low = values.iter().fold(Decimal::ZERO, |low, value| low.min(*value));
        let high = values.iter().fold(Decimal::ZERO, |high, value| high.max(*value));
        let width = (high - low).max(Decimal::ONE);
        // A fifth of the width at the end where there is nothing, so that both sides can be seen.
        let room = |used: bool| width / Decimal::from(if used { 12 } else { 5 });
        Axis { low: low - room(!low.is_zero()), high: high + room(!high.is_zero()) }
    }

    /// Where a value stands, in percent of the width.
    fn at(&self, value: Decimal) -> f64 {
        let (low, high) = (to_f64(self.low), to_f64(self.high));
        100.0 * (to_f64(value) - low) / (high - low)
    }

    fn place(&self, value: Decimal) -> String {
        percent(self.at(value))
    }

    /// Round amounts along the axis, at most seven.
    fn ticks(&self) -> Vec<Decimal> {
        let width = self.high - self.low;
        let mut step = Decimal::ONE;
        for factor in [2, 5, 10].into_iter().cycle().take(60) {
            if width <= step * Decimal::from(6) {
                break;
            }
            // 1, 2, 5, 10, 20, 50 …
            step = if factor == 5 { step / Decimal::TWO * Decimal::from(5) } else { step * Decimal::TWO };
        }
        let (first, last) = ((self.low / step).ceil(), (self.high / step).floor());
        let mut ticks = Vec::new();
        let mut tick = first;
        while tick <= last && ticks.len() < 9 {
            ticks.push(tick * step);
            tick += Decimal::ONE;
        }
        ticks
    }
}

/// A place in percent, to a tenth.
fn percent(place: f64) -> String {
    let tenths = libm::round(place * 10.0) as i64;
    let tenths = tenths.clamp(0, 1000);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

fn hatching() -> Html {
    html! {
        <defs>
            <pattern id="bar-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <path class="bar-hatch" d="M0 0v6" />
            </pattern>
        </defs>
    }
}

fn ticks(view: &View, axis: &Axis) -> Html {
    axis.ticks()
        .into_iter()
        .map(|tick| {
            let place = axis.at(tick);
            let x = percent(place);
            let anchor = match place {
                near if near < 6.0 => "start",
                far if far > 94.0 => "end",
                _ => "middle",
            };
            // Both sides count up from zero: which side it is, the ends say.
            let label = view.locale.money_tick(tick.abs(), view.answer.currency);
            html! {
                <g>
                    <line class="bar-tick" x1={x.clone()} x2={x.clone()} y1="6" y2="58" />
                    <text class="bar-label" x={x} y="74" text-anchor={anchor}>{ label }</text>
                </g>
            }
        })
        .collect()
}

fn difference_bar(axis: &Axis, difference: Decimal) -> Html {
    let (zero, end) = (axis.at(Decimal::ZERO), axis.at(difference));
    let (from, to) = (zero.min(end), zero.max(end));
    let hue = if difference < Decimal::ZERO { Hue::Direct } else { Hue::Indirect };
    let (x, width) = (percent(from), percent(to - from));
    html! {
        <g data-hue={hue.id()}>
            <rect class="bar-fill" x={x.clone()} width={width.clone()} y="12" height="24" />
            if hue == Hue::Indirect {
                <rect class="bar-lines" x={x} width={width} y="12" height="24" fill="url(#bar-hatch)" />
            }
        </g>
    }
}

fn range(view: &View, axis: &Axis) -> Html {
    let Some(drawn) = &view.uncertainty else { return Html::default() };
    let (low, high) = (axis.place(drawn.p10.exact()), axis.place(drawn.p90.exact()));
    html! {
        <g class="bar-range">
            <line x1={low.clone()} x2={high.clone()} y1="47" y2="47" />
            <line x1={low.clone()} x2={low} y1="42" y2="52" />
            <line x1={high.clone()} x2={high} y1="42" y2="52" />
        </g>
    }
}

fn range_in_words(view: &View) -> Html {
    let Some(drawn) = &view.uncertainty else {
        // Its room is kept: what stands below doesn't jump while the draws are made.
        return html! { <p class="bar-note" aria-hidden="true">{ "\u{A0}" }</p> };
    };
    let (low, high) = (drawn.p10.exact(), drawn.p90.exact());
    // The larger end last; of two on the same side only the last says which.
    let (near, far) = if high <= Decimal::ZERO { (high, low) } else { (low, high) };
    let same_side = low.is_sign_negative() == high.is_sign_negative();
    let rounded = |end: Decimal| in_digits(end, 2);
    let near = if same_side { short_amount(view, rounded(near).abs()) } else { sided(view, rounded(near)) };
    let far = sided(view, rounded(far));
    let spread = view.locale.percent(view.situation.spread.exact() * Decimal::ONE_HUNDRED);
    let args = [("spread", Arg::Text(&spread)), ("low", Arg::Text(&near)), ("high", Arg::Text(&far))];
    html! { <p class="bar-note">{ say(&view.locale, Message::ReportBarRange, &args) }</p> }
}
