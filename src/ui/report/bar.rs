//! The difference as a bar on one axis, with the range in which it is likely to lie.
//!
//! Places are percentages of the width and text keeps its own size, so that it reads as well on a phone.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::chart::{Scale, label, line, percent, place, surface};
use super::icon::Hue;
use super::words::{DASH, Fill, amount, in_digits, short_amount, sided, text, to_step, waits_for};
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
    let axis = axis(view);
    let desc = Fill::new(view)
        .text("amount", sided(view, difference))
        .text("low", sided(view, axis.low))
        .text("high", sided(view, axis.high))
        .say(Message::ReportBarDesc)
        .plain();
    let zero = place(&axis, Decimal::ZERO);
    let direct = [Hue::Direct.swatch(), text(view, Message::ReportBarSideDirect)];
    let indirect = [text(view, Message::ReportBarSideIndirect), Hue::Indirect.swatch()];
    let sides = [tag("span", "", direct), tag("span", "", indirect)];
    let named = |name, id: &'static str, words| with(name, &["id"], [id.into()], [Html::from(words)]);
    let mut drawing = [named("title", "bar-title", title.clone()), named("desc", "bar-desc", desc), hatch()].gather();
    drawing.extend(axis.ticks(6).into_iter().map(|at| tick(view, &axis, at)));
    drawing.extend([difference_bar(&axis, difference), range(view, &axis), across("bar-zero", zero, zero, "2", "58")]);
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

/// An axis with the difference and its range, and some room at both ends.
fn axis(view: &View) -> Scale {
    let mut values = [view.answer.difference.exact()].gather();
    values.extend(view.uncertainty.iter().flat_map(|drawn| [drawn.p10.exact(), drawn.p90.exact()]));
    let scale = Scale::over(&values);
    // More at the end where there is nothing, so that both sides can be seen.
    let room = |used: bool| if used { 8 } else { 20 };
    let above = values.iter().any(|value| *value > Decimal::ZERO);
    scale.with_room(room(!scale.low.is_zero()), room(above))
}

fn tick(view: &View, axis: &Scale, at: Decimal) -> Html {
    let x = place(axis, at);
    // Both sides count up from zero: which side it is, the ends say.
    let amount = view.locale.money_tick(at.abs(), view.answer.currency);
    let mark = across("bar-tick", x, x, "6", "58");
    tag("g", "", [mark, label("bar-label", x, "74".into(), amount)])
}

/// A line between these places, so far from the top.
fn across(class: &'static str, from: i32, to: i32, above: &'static str, below: &'static str) -> Html {
    line(class, [percent(from), percent(to), above.into(), below.into()])
}

fn difference_bar(axis: &Scale, difference: Decimal) -> Html {
    let hue = if difference < Decimal::ZERO { Hue::Direct } else { Hue::Indirect };
    surface(hue, place(axis, Decimal::ZERO), place(axis, difference), "12".into(), "24".into())
}

fn range(view: &View, axis: &Scale) -> Html {
    let Some(drawn) = &view.uncertainty else { return Html::default() };
    let (low, high) = (place(axis, drawn.p10.exact()), place(axis, drawn.p90.exact()));
    let lines =
        [across("", low, high, "47", "47"), across("", low, low, "42", "52"), across("", high, high, "42", "52")];
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
