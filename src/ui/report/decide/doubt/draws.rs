//! How the draws lie: a histogram, with where a tenth, half and nine tenths of them end.

use rust_decimal::{Decimal, RoundingStrategy};
use yew::prelude::*;

use super::super::common::{anchor, twin};
use crate::engine::quantity::Money;
use crate::engine::report::Uncertainty;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, tag};
use crate::ui::report::chart::{Chart, Scale, WORDS, across, anchored, drawing, em, pair, place, surface, upright};
use crate::ui::report::icon::Hue;
use crate::ui::report::words::{Fill, bare_figure, in_digits, named, short_amount, sided, text};
use crate::ui::rich::rich;

/// The height of the highest bar, in hundredths of the text's size as all of these.
const HEIGHT: i32 = 1100;
/// Where the plot begins: below three rows of words.
const TOP: i32 = 3 * WORDS + 50;

/// Whether the draws lie on both sides of zero so that more than a tenth is on each.
pub(super) fn is_close(drawn: &Uncertainty) -> bool {
    drawn.p10.exact() < Decimal::ZERO && drawn.p90.exact() > Decimal::ZERO
}

/// In how many draws direct is ahead: `18 of 100 draws`.
pub(super) fn share(view: &View, drawn: &Uncertainty) -> Phrase {
    let ahead = drawn.direct_ahead_pct;
    let whole = ahead.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    let message = match ahead {
        none if none.is_zero() => Message::DoubtShareNone,
        every if every >= Decimal::ONE_HUNDRED => Message::DoubtShareAll,
        few if few < Decimal::ONE => Message::DoubtShareFew,
        most if most > Decimal::from(99) => Message::DoubtShareMost,
        _ => Message::DoubtShareSome,
    };
    let count = usize::try_from(whole.mantissa()).unwrap_or_default();
    let draws = view.locale.number(Decimal::from(drawn.n), 0);
    Fill::new(view).count("count", count).text("draws", draws).say(message)
}

/// The figure; nothing until the draws have come.
pub(super) fn draws(view: &View) -> Html {
    let Some(drawn) = &view.uncertainty else { return Html::default() };
    let finding = finding(view, drawn);
    let draws = view.locale.number(Decimal::from(drawn.n), 0);
    Chart {
        id: "decide-doubt-draws",
        name: Message::DoubtDrawsName,
        drawings: [picture(view, drawn, &finding)].gather(),
        finding: rich(&finding),
        note: Fill::new(view).text("draws", draws).draw(Message::DoubtDrawsNote),
        table: table(view, drawn),
    }
    .draw(view)
}

fn finding(view: &View, drawn: &Uncertainty) -> Phrase {
    let side = |amount: Decimal| sided(view, in_digits(amount, 3));
    let (low, high) = (drawn.p10.exact(), drawn.p90.exact());
    // The larger end last; of two on the same side only the last says which.
    let (near, far) = if high <= Decimal::ZERO { (high, low) } else { (low, high) };
    let same_side = low.is_sign_negative() == high.is_sign_negative();
    let near = if same_side { short_amount(view, in_digits(near.abs(), 3)) } else { side(near) };
    Fill::new(view)
        .text("low", near)
        .text("middle", side(drawn.p50.exact()))
        .text("high", side(far))
        .say(Message::DoubtDrawsFinding)
}

/// From where to where each bin is, and how many draws are in it.
fn bins(drawn: &Uncertainty) -> impl Iterator<Item = (Decimal, Decimal, u32)> {
    let (from, width) = (drawn.histogram.from.reported(), drawn.histogram.width.exact());
    let bin = move |(number, count): (u32, &u32)| {
        let at = |number: u32| from + width * Decimal::from(number);
        (at(number), at(number + 1), *count)
    };
    (0..).zip(&drawn.histogram.counts).map(bin)
}

/// Where a tenth, half and nine tenths of the draws end, with that as a percentage.
fn marks(drawn: &Uncertainty) -> [(Message, Money, u32); 3] {
    [
        (Message::DoubtDrawsP10, drawn.p10, 10),
        (Message::DoubtDrawsP50, drawn.p50, 50),
        (Message::DoubtDrawsP90, drawn.p90, 90),
    ]
}

/// From where to where direct is ahead and from where to where indirect, of all between two differences.
pub(super) fn sides(from: Decimal, to: Decimal) -> Vec<(Hue, Decimal, Decimal)> {
    let zero = Decimal::ZERO;
    let mut sides = Vec::new();
    if from < zero {
        sides.push((Hue::Direct, from, to.min(zero)));
    }
    if to > zero || from >= zero {
        sides.push((Hue::Indirect, from.max(zero), to));
    }
    sides
}

fn picture(view: &View, drawn: &Uncertainty, finding: &Phrase) -> Html {
    let ends: Vec<Decimal> = bins(drawn).flat_map(|(from, to, _)| [from, to]).collect();
    let scale = Scale::over(&ends).with_room(2, 2);
    let most = bins(drawn).map(|(.., count)| count).max().unwrap_or(1).max(1);
    let mut bars = Vec::new();
    for (from, to, count) in bins(drawn).filter(|(.., count)| *count > 0) {
        let height = i32::try_from(u64::from(count) * HEIGHT as u64 / u64::from(most)).unwrap_or(HEIGHT).max(8);
        for (hue, from, to) in sides(from, to) {
            let (x, end) = (place(&scale, from), place(&scale, to));
            // What is too narrow to be seen is drawn all the same.
            bars.push(surface(hue, x, end.max(x + 3), em(TOP + HEIGHT - height), em(height)));
        }
    }
    let mut parts = [across(view, &scale, 6, TOP, TOP + HEIGHT), tag("g", "doubt-bins", bars)].gather();
    parts.push(upright("bar-zero", place(&scale, Decimal::ZERO), TOP - 30, TOP + HEIGHT));
    for (row, (name, at, _)) in (1..).zip(marks(drawn)) {
        let (x, y) = (place(&scale, at.exact()), WORDS * row);
        parts.push(upright("decide-mark", x, y - 20, TOP + HEIGHT));
        let words = pair(view, view.locale.say(name, &[]), view.locale.money_tick(at.exact(), view.answer.currency));
        parts.push(anchored("chart-text chart-halo", x, em(y - 45), anchor(x), words));
    }
    let name = view.locale.text(Message::DoubtDrawsName).to_string();
    drawing("chart-svg decide-whole", "decide-doubt-draws", name, finding.plain(), TOP + HEIGHT + 170, parts)
}

fn table(view: &View, drawn: &Uncertainty) -> Html {
    let currency = named(view, &["choice.currency.", view.answer.currency.code()]);
    let caption = Fill::new(view)
        .words("currency", currency)
        .text("ahead", view.locale.percent(drawn.direct_ahead_pct))
        .draw(Message::DoubtDrawsTable);
    let headings = [text(view, Message::DoubtDrawsDifference), text(view, Message::DoubtDrawsCount)].gather();
    let bin = |(from, to, count): (Decimal, Decimal, u32)| {
        let ends = view.locale.range(&bare_figure(view, from), &bare_figure(view, to));
        [Html::from(ends), Html::from(view.locale.number(Decimal::from(count), 0))].gather()
    };
    let mark = |(name, at, percent): (Message, Money, u32)| {
        let words = pair(view, view.locale.say(name, &[]), bare_figure(view, at.exact()));
        [Html::from(words), Html::from(view.locale.percent(percent.into()))].gather()
    };
    let mut rows: Vec<Vec<Html>> = marks(drawn).into_iter().map(mark).collect();
    rows.extend(bins(drawn).map(bin));
    twin(view, caption, headings, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_over_zero_is_of_both() {
        let sides = |from: i64, to: i64| {
            let sides = sides(Decimal::from(from), Decimal::from(to)).into_iter();
            sides.map(|(hue, from, to)| (hue.id(), from.to_string(), to.to_string())).collect::<Vec<_>>()
        };
        let one = |hue: &'static str, from: &str, to: &str| (hue, from.to_string(), to.to_string());
        assert_eq!(sides(-20, -10), [one("direct", "-20", "-10")]);
        assert_eq!(sides(-20, 0), [one("direct", "-20", "0")]);
        assert_eq!(sides(-20, 10), [one("direct", "-20", "0"), one("indirect", "0", "10")]);
        assert_eq!(sides(0, 10), [one("indirect", "0", "10")]);
        // Of no width: all draws are alike.
        assert_eq!(sides(-5, -5), [one("direct", "-5", "-5")]);
        assert_eq!(sides(0, 0), [one("indirect", "0", "0")]);
    }
}
