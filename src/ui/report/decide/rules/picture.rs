//! The difference between indirect and direct by the first rules, what each cause does to it, and by the second: bars that each
//! begin where the last one ended.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::causes::cause;
use super::told::Sides;
use crate::engine::attribution::Figure;
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::tag;
use crate::ui::report::chart::{
    BAR, Chart, GAP, Scale, WORDS, across, drawing, em, place, surface, upright, words_from,
};
use crate::ui::report::icon::Hue;
use crate::ui::report::words::{short_amount, text};

/// A bar.
struct Bar {
    name: String,
    from: Decimal,
    to: Decimal,
}

/// The figure, under its finding.
pub(super) fn picture(view: &View, figure: &Figure, sides: &Sides, finding: Html) -> Html {
    let bars = bars(view, figure, sides);
    let says: Vec<String> = bars.iter().map(|bar| [&bar.name, ": ", &amount(view, bar)].concat()).collect();
    Chart {
        id: sides.chart,
        name: Message::RulesInTimeChartName,
        finding,
        drawings: vec![drawn(view, &bars, sides, says.join("; "))],
        note: text(view, Message::RulesInTimeChartNote),
        // The table of all figures stands below.
        table: Html::default(),
    }
    .draw(view)
}

fn bars(view: &View, figure: &Figure, sides: &Sides) -> Vec<Bar> {
    let [then, now] = sides.names.map(|name| view.locale.text(name).to_string());
    let whole = |name, value: Option<Decimal>| Bar { name, from: Decimal::ZERO, to: value.unwrap_or_default() };
    let mut bars = vec![whole(then, figure.then)];
    let mut from = figure.then.unwrap_or_default();
    for part in &figure.parts {
        let to = from + part.change.unwrap_or_default();
        bars.push(Bar { name: cause(view, part.item).plain(), from, to });
        from = to;
    }
    bars.push(whole(now, figure.now));
    bars
}

/// What a bar comes to, with its sign where it is a change.
fn amount(view: &View, bar: &Bar) -> String {
    let length = bar.to - bar.from;
    if bar.from.is_zero() { short_amount(view, length) } else { view.locale.money_signed(length, view.answer.currency) }
}

fn drawn(view: &View, bars: &[Bar], sides: &Sides, says: String) -> Html {
    let ends: Vec<Decimal> = bars.iter().flat_map(|bar| [bar.from, bar.to]).collect();
    let scale = Scale::over(&ends);
    let (mut rows, mut y, mut before) = (Vec::new(), 0, None);
    for bar in bars {
        let (from, to, top) = (place(&scale, bar.from), place(&scale, bar.to), y + WORDS);
        if let Some((x, end)) = before {
            rows.push(upright("chart-join", x, end, top));
        }
        let hue = if bar.to < bar.from { Hue::Direct } else { Hue::Indirect };
        rows.push(words_from("chart-text chart-halo", 0, y + 100, bar.name.clone()));
        rows.push(surface(hue, from, to, em(top), em(BAR)));
        rows.push(words_from("chart-text chart-halo", from.max(to), top + 65, amount(view, bar)));
        before = Some((to, top + BAR));
        y = top + BAR + GAP;
    }
    let zero = upright("bar-zero", place(&scale, Decimal::ZERO), 20, y);
    let inside = [across(view, &scale, 4, 20, y), tag("g", "", rows), zero];
    let name = view.locale.text(Message::RulesInTimeChartName).to_string();
    drawing("chart-svg chart-bars", sides.drawing, name, says, y + 170, inside)
}
