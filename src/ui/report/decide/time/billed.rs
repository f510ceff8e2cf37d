//! What Microsoft bills in each of the years, against what direct asks for.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::super::common::{anchor, receipts, twin};
use super::nets::year_name;
use crate::engine::currency::Currency;
use crate::engine::report::{Projection, Year};
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, all, with};
use crate::ui::report::chart::{
    BAR, Chart, GAP, Scale, WORDS, across_in, anchored, drawing, em, pair, place, surface, upright, words_from,
};
use crate::ui::report::icon::Hue;
use crate::ui::report::receipt::{Course, listed};
use crate::ui::report::words::{Fill, bare_figure, named, text};
use crate::ui::rich::rich;

/// The figure.
pub(super) fn billed(view: &View, projection: &Projection) -> Html {
    let finding = finding(view, projection);
    let rules = named(view, &["choice.rules.", view.answer.rules.id]);
    let note = match view.answer.rules.revenue_threshold() {
        Some(_) => Fill::new(view).words("rules", rules).draw(Message::TimeBilledNote),
        None => text(view, Message::TimeNoThreshold),
    };
    let chart = Chart {
        id: "decide-time-billed",
        name: Message::TimeBilledName,
        drawings: [picture(view, projection, &finding)].gather(),
        finding: rich(&finding),
        note,
        table: table(view, projection),
    };
    let years = projection.years.iter().map(|year| listed(view, Course::YearTtm(year.year)));
    all([chart.draw(view), receipts(view, Message::TimeBilledName, years)])
}

fn finding(view: &View, projection: &Projection) -> Phrase {
    let billed = |year: Option<&Year>| view.locale.usd(year.map_or(Decimal::ZERO, |year| year.ttm_usd.exact()));
    let fill =
        Fill::new(view).text("from", billed(projection.years.first())).text("to", billed(projection.years.last()));
    match view.answer.rules.revenue_threshold() {
        Some(least) => fill.text("threshold", view.locale.usd(least.into())).say(Message::TimeBilledFinding),
        None => fill.say(Message::TimeBilledFindingNone),
    }
}

/// Whether a year's revenue is enough, in words.
fn verdict(year: &Year) -> Message {
    if year.direct_allowed { Message::TimeBilledEnough } else { Message::TimeBilledTooLow }
}

fn picture(view: &View, projection: &Projection, finding: &Phrase) -> Html {
    let threshold = view.answer.rules.revenue_threshold().map(Decimal::from);
    let mut values: Vec<Decimal> = projection.years.iter().map(|year| year.ttm_usd.exact()).collect();
    values.extend(threshold);
    let scale = Scale::over(&values).with_room(0, 4);
    let top = if threshold.is_some() { WORDS + 30 } else { 30 };
    let (mut bars, mut rows) = (Vec::new(), Vec::new());
    let mut y = top + 20;
    for year in &projection.years {
        rows.push(words_from("chart-text chart-halo", 0, y + 100, words(view, year)));
        let bar = surface(Hue::Direct, 0, place(&scale, year.ttm_usd.exact()), em(y + WORDS), em(BAR));
        // What is too low is lighter than what is enough.
        let way = if year.direct_allowed { "in" } else { "out" };
        bars.push(with("g", &["data-way"], [way.into()], [bar]));
        y += WORDS + BAR + GAP;
    }
    let mut parts = [across_in(view, Currency::Usd, &scale, 4, [top, y])].gather();
    parts.append(&mut bars);
    if let Some(threshold) = threshold {
        let x = place(&scale, threshold);
        parts.push(upright("decide-mark", x, top - 30, y));
        let name = view.locale.say(Message::TimeBilledThreshold, &[]);
        let words = pair(view, name, view.locale.money_tick(threshold, Currency::Usd));
        parts.push(anchored("chart-text chart-halo chart-strong", x, em(WORDS - 45), anchor(x), words));
    }
    // Words over lines.
    parts.append(&mut rows);
    parts.push(upright("bar-zero", 0, top, y));
    let name = view.locale.text(Message::TimeBilledName).to_string();
    drawing("chart-svg decide-whole", "decide-time-billed", name, finding.plain(), y + 170, parts)
}

/// A year with its amount, and whether that is enough.
fn words(view: &View, year: &Year) -> String {
    let amount = view.locale.usd(year.ttm_usd.exact());
    if view.answer.rules.revenue_threshold().is_none() {
        return pair(view, Phrase::from(year_name(view, year)), amount);
    }
    Fill::new(view)
        .text("year", year_name(view, year))
        .text("amount", amount)
        .words("verdict", view.locale.say(verdict(year), &[]))
        .say(Message::TimeBilledRow)
        .plain()
}

fn table(view: &View, projection: &Projection) -> Html {
    let judged = view.answer.rules.revenue_threshold().is_some();
    let mut headings = [text(view, Message::TimeYearHeading), text(view, Message::TimeBilledBilled)].gather();
    if judged {
        headings.push(text(view, Message::TimeBilledVerdict));
    }
    let row = |year: &Year| {
        let mut cells =
            [Html::from(year_name(view, year)), Html::from(bare_figure(view, year.ttm_usd.exact()))].gather();
        if judged {
            cells.push(text(view, verdict(year)));
        }
        cells
    };
    twin(view, text(view, Message::TimeBilledTable), headings, projection.years.iter().map(row).collect())
}
