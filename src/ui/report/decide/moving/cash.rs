//! What moving costs and brings, month by month, against staying direct.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::super::common::{anchor, piece, receipts, twin};
use super::Move;
use super::timeline::Timeline;
use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::report::Trough;
use crate::engine::rules::Source;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, all, around, list, spaced, tag, with};
use crate::ui::report::chart::{
    Chart, Scale, anchored, drawing, em, label, line, pair, percent, shortened, upright, words_from,
};
use crate::ui::report::costs::shows;
use crate::ui::report::icon::Hue;
use crate::ui::report::link::away;
use crate::ui::report::receipt::{Course, listed, receipt};
use crate::ui::report::words::{Fill, amount, bare_figure, named, portfolio_name, text};
use crate::ui::rich::rich;

/// The height of the plot, in hundredths of the text's size as all of these.
const HEIGHT: i32 = 1300;
/// The height of the words above it.
const TOP: i32 = 190;
/// What two words one above the other need.
const APART: i32 = 125;
/// How far to the right words begin that have the amounts of the axis at their left.
const BESIDE: i32 = 300;
/// How many letters of a name stand at the end of the line.
const LETTERS: usize = 14;

/// The chart, and the figures beside it.
pub(super) fn money(view: &View, moving: &Move) -> Html {
    let report = &moving.report;
    let one_off = Fill::new(view)
        .text("amount", amount(view, report.one_off.exact()))
        .count("requests", report.requests as usize)
        .draw(Message::TransitionOneOff);
    let explained = |sentence, course| tag("li", "", [sentence, receipt(view, course)]);
    let mut figures = [explained(one_off, Course::OneOff)].gather();
    figures.extend(liquidity(view, moving).map(|words| explained(rich(&words), Course::Liquidity)));
    if report.cumulative.is_some() {
        let lost = spaced(lost(view, moving));
        let some = shows(moving.course.lost_incentives.exact());
        figures.push(if some { explained(lost, Course::Lost) } else { around("li", "", lost) });
    }
    let body = [chart(view, moving), why(view, moving), list("sentences", figures)];
    piece("decide-moving-money", text(view, Message::MovingMoneyTitle), body.gather())
}

/// How the sums of the chart that are named came about.
fn why(view: &View, moving: &Move) -> Html {
    if moving.report.cumulative.is_none() {
        return Html::default();
    }
    let lowest = moving.report.trough.filter(|trough| trough.amount.exact() < Decimal::ZERO);
    let courses = [
        lowest.map(|_| Course::Trough),
        moving.report.payback_month.map(|_| Course::Payback),
        Some(Course::Cumulative(view.situation.moving.horizon)),
    ];
    receipts(view, Message::MovingCashName, courses.into_iter().flatten().map(|course| listed(view, course)))
}

/// When the move has paid for itself; nothing without revenue.
pub(super) fn paid_back(view: &View, moving: &Move) -> Option<Phrase> {
    moving.report.cumulative.as_ref()?;
    let (message, months) = match moving.report.payback_month {
        Some(month) => (Message::TransitionPayback, month),
        None => (Message::TransitionNoPayback, view.situation.moving.horizon),
    };
    Some(Fill::new(view).count("months", months as usize).say(message))
}

/// How deep it goes first.
fn deepest(view: &View, trough: Trough) -> Phrase {
    if trough.amount.exact() >= Decimal::ZERO {
        return view.locale.say(Message::TransitionNoTrough, &[]);
    }
    Fill::new(view)
        .text("month", trough.month.to_string())
        .text("amount", amount(view, trough.amount.exact().abs()))
        .say(Message::TransitionTrough)
}

/// What is needed once, or comes free.
fn liquidity(view: &View, moving: &Move) -> Option<Phrase> {
    let needed = moving.report.liquidity.exact();
    let freed = needed < Decimal::ZERO;
    let message = if freed { Message::TransitionLiquidityFreed } else { Message::TransitionLiquidity };
    shows(needed).then(|| Fill::new(view).text("amount", amount(view, needed.abs())).say(message))
}

/// The incentives that moved revenue doesn't earn, with the source where that is reported.
fn lost(view: &View, moving: &Move) -> Vec<Html> {
    let lost = moving.course.lost_incentives.exact();
    let fill = Fill::new(view)
        .count("months", view.situation.moving.incentive_loss_months as usize)
        .text("amount", amount(view, lost));
    let own = view.state.scenario.get(Slot::of(FieldId::MoveIncentiveLoss)).is_some();
    let message = match view.situation.revoked() {
        true => Message::MovingLostNone,
        false if shows(lost) && own => Message::MovingLostOwn,
        false if shows(lost) => Message::MovingLost,
        false => return [text(view, Message::MovingLostNothing)].gather(),
    };
    let source = if message == Message::MovingLostOwn { Html::default() } else { away(view, Source::PurePartner) };
    [fill.draw(message), source].gather()
}

fn chart(view: &View, moving: &Move) -> Html {
    let Some(months) = &moving.report.cumulative else { return Html::default() };
    let sums: Vec<Decimal> = months.iter().map(|sum| sum.exact()).collect();
    let findings: Vec<Phrase> =
        paid_back(view, moving).into_iter().chain(moving.report.trough.map(|trough| deepest(view, trough))).collect();
    let mut notes = [text(view, Message::MovingCashNote)].gather();
    if !moving.report.stay_allowed {
        notes.push(text(view, Message::TransitionStayClosed));
    }
    let says: Vec<String> = findings.iter().map(Phrase::plain).collect();
    Chart {
        id: "decide-moving-cash",
        name: Message::MovingCashName,
        finding: spaced(findings.iter().map(rich).collect::<Vec<_>>()),
        drawings: [picture(view, moving, &sums, says.join(" "))].gather(),
        note: spaced(notes),
        table: table(view, moving, &sums),
    }
    .draw(view)
}

fn picture(view: &View, moving: &Move, sums: &[Decimal], says: String) -> Html {
    let timeline = Timeline { as_of: view.situation.as_of, horizon: view.situation.moving.horizon };
    let lowest = moving.report.trough.filter(|trough| trough.amount.exact() < Decimal::ZERO);
    // Below the lowest point stands which it is.
    let scale = Scale::over(sums).with_room(if lowest.is_some() { 22 } else { 8 }, 10);
    let down = |sum: Decimal| TOP + HEIGHT - scale.at(sum, HEIGHT);
    let money = |sum| view.locale.money_tick(sum, view.answer.currency);
    let zero = down(Decimal::ZERO);
    // Below zero it has cost more than it has brought.
    let values = ["chart-closed".into(), percent(1000), em(zero), em(TOP + HEIGHT - zero)];
    let mut parts = [with("rect", &["class", "width", "y", "height"], values, Vec::new())].gather();
    let ticks = scale.ticks(6);
    for tick in &ticks {
        let (y, class) = (down(*tick), if tick.is_zero() { "bar-zero" } else { "bar-tick" });
        parts.push(line(class, [percent(0), percent(1000), em(y), em(y)]));
    }
    let every = if timeline.horizon > 24 { 12 } else { 6 };
    for month in (every..=timeline.horizon).step_by(every as usize) {
        let x = timeline.after_month(month);
        parts.push(upright("bar-tick", x, TOP, TOP + HEIGHT));
        parts.push(label("bar-label", x, em(TOP + HEIGHT + 115), month.to_string()));
    }
    let points = std::iter::once((0, zero))
        .chain((1..).zip(sums).map(|(month, sum)| (timeline.after_month(month), down(*sum))))
        .collect::<Vec<_>>();
    // Pieces, so that a picture of it can be saved.
    let pieces = points
        .iter()
        .zip(points.iter().skip(1))
        .map(|((from, high), (to, low))| line("moving-cash", [percent(*from), percent(*to), em(*high), em(*low)]));
    parts.push(with("g", &["data-hue"], [Hue::Indirect.id().into()], pieces.collect::<Vec<_>>()));
    // Over the line: they are where it begins. But what is said of the lowest point comes first.
    let below = lowest.map(|trough| (timeline.after_month(trough.month), down(trough.amount.exact()) + 145));
    for tick in &ticks {
        let y = down(*tick) - 35;
        if !below.is_some_and(|(x, words)| x < BESIDE && (words - y).abs() < APART) {
            parts.push(label("bar-label chart-halo", 0, em(y), money(*tick)));
        }
    }
    if let Some(month) = moving.report.payback_month {
        let x = timeline.after_month(month);
        let words = Fill::new(view).text("month", month.to_string()).say(Message::MovingCashPaid).plain();
        parts.push(upright("chart-mark", x, TOP - 70, TOP + HEIGHT));
        parts.push(above(x, TOP - 95, words));
    }
    if let Some(trough) = lowest {
        let (x, y) = (timeline.after_month(trough.month), down(trough.amount.exact()));
        let name = Fill::new(view).text("month", trough.month.to_string()).say(Message::MovingCashLowest);
        parts.push(dot(x, y));
        let words = pair(view, name, money(trough.amount.exact()));
        parts.push(above(x, y + 145, words));
    }
    // What it comes to at the end, and what it is compared with: apart from each other.
    if let Some(last) = sums.last() {
        let y = down(*last);
        let push = (APART * 2 - (y - zero).abs()).max(0) / 2;
        let push = if y <= zero { push } else { -push };
        let name = shortened(&moving.offer(view).plain(), LETTERS);
        parts.push(dot(1000, y));
        parts.push(ending(Hue::Indirect, y - push - 20, name));
        parts.push(words_from("chart-text", 1000, y - push + 100, money(*last)));
        parts.push(ending(Hue::Direct, zero + push + 35, view.locale.text(Message::MovingCashStay).to_string()));
    }
    let name = view.locale.text(Message::MovingCashName).to_string();
    drawing("chart-svg chart-lines", "decide-moving-cash", name, says, TOP + HEIGHT + 170, parts)
}

/// A name at the end of a line.
fn ending(hue: Hue, y: i32, words: String) -> Html {
    let words = words_from("chart-text chart-strong chart-channel", 1000, y, words);
    with("g", &["data-hue"], [hue.id().into()], [words])
}

/// Words around a place, kept inside the drawing.
fn above(x: i32, y: i32, words: String) -> Html {
    anchored("chart-text chart-halo", x, em(y), anchor(x), words)
}

fn dot(x: i32, y: i32) -> Html {
    let values = ["chart-dot".into(), Hue::Indirect.id().into(), percent(x), em(y), "4.5".into()];
    with("circle", &["class", "data-hue", "cx", "cy", "r"], values, Vec::new())
}

/// The same by month, with what begins in each.
fn table(view: &View, moving: &Move, sums: &[Decimal]) -> Html {
    let currency = named(view, &["choice.currency.", view.answer.currency.code()]);
    let caption = Fill::new(view).words("currency", currency).draw(Message::MovingCashTable);
    let headings = [Message::MovingCashMonth, Message::MovingCashSum].map(|message| text(view, message));
    let row = |(month, sum): (u32, &Decimal)| {
        let begins = moving.course.begins.iter().filter(|begin| begin.month == month);
        let begins: Vec<Phrase> = begins.map(|begin| portfolio_name(view, begin.portfolio)).collect();
        let mut name = [Html::from(month.to_string())].gather();
        if !begins.is_empty() {
            let fill = Fill::new(view).words("portfolios", view.locale.all_of(&begins));
            name.extend([Html::from(" "), around("span", "chart-row", fill.draw(Message::MovingCashStarts))]);
        }
        [all(name), Html::from(bare_figure(view, *sum))].gather()
    };
    twin(view, caption, headings.gather(), (1..).zip(sums).map(row).collect())
}
