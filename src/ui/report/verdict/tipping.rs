//! What would tip the answer, in words: the break-even, and the margin gap.

use rust_decimal::Decimal;

use super::super::words::{Fill, amount, channel_in_sentence, in_digits, short_amount};
use crate::engine::margin_gap::margin_gap;
use crate::engine::quantity::Money;
use crate::engine::report::{BreakEven, BreakEvenKind};
use crate::engine::situation::ChannelId;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::Several;

/// The digits that count in a break-even.
const DIGITS: u32 = 3;

/// The break-even against an offer, in one sentence or two.
pub(in crate::ui::report) fn tipping(view: &View, of: &BreakEven) -> Vec<Phrase> {
    let revenue = view.situation.total_revenue();
    let now = short_amount(view, revenue.exact());
    let words = |money: Option<Money>| {
        let money = money.unwrap_or_else(Money::zero).exact();
        let rounded = short_amount(view, in_digits(money, DIGITS));
        // So close to today's revenue that rounding would hide the difference.
        if rounded == now { amount(view, money) } else { rounded }
    };
    let closed = of.opens_at.filter(|opens| revenue.compared() < opens.compared());
    let threshold = view.locale.usd(Decimal::from(view.answer.rules.revenue_threshold().unwrap_or(0)));
    let opens = words(of.opens_at);
    let fill = Fill::new(view).text("opens", opens.clone()).text("threshold", threshold).text("revenue", now.clone());
    let later = |opens: Money| of.revenue.is_some_and(|pays| opens.compared() > pays.compared());
    let (first, second) = match (of.kind, of.revenue) {
        (BreakEvenKind::DirectAbove | BreakEvenKind::DirectBelow, None) => (Message::TippingBeyond, false),
        (BreakEvenKind::DirectAbove, _) if closed.is_some_and(later) => (Message::TippingWinsBeforeItOpens, false),
        (BreakEvenKind::DirectAbove, _) => (Message::TippingDirectAbove, false),
        (BreakEvenKind::DirectBelow, _) => (Message::TippingDirectBelow, true),
        (BreakEvenKind::AlwaysDirect, _) => (Message::TippingAlwaysDirect, true),
        (BreakEvenKind::AlwaysIndirect, _) => (Message::TippingAlwaysIndirect, false),
        (BreakEvenKind::Equal, _) => (Message::TippingEqual, false),
    };
    let mut sentences = [fill.say_amount(first, &Phrase::from(words(of.revenue)))].gather();
    if second && closed.is_some() {
        sentences.push(fill.say_amount(Message::TippingOpensAt, &Phrase::from(opens)));
    }
    sentences
}

/// By how much the margin of the best offer, over all revenue, is from the one that leaves as much as direct.
pub(in crate::ui::report) fn margin(view: &View) -> Option<Phrase> {
    let channel = view.answer.best_offer;
    let ChannelId::Offer(number) = channel else { return None };
    let gap = margin_gap(&view.situation, view.situation.offers.get(usize::from(number))?)?;
    let fill = Fill::new(view).words("channel", channel_in_sentence(view, channel));
    let Some(tips_at) = gap.tips_at else { return Some(fill.say(Message::TippingMarginNone)) };
    let (now, then) = (gap.now.exact() * Decimal::ONE_HUNDRED, tips_at.exact() * Decimal::ONE_HUNDRED);
    let points = view.locale.number_trimmed((then - now).abs(), 2);
    let fill = fill.text("points", points).text("then", view.locale.percent(then));
    // Closer than what is written of it: there is nothing to add.
    let apart = !(then - now).round_dp(2).is_zero();
    let message = if then < now { Message::TippingMarginLower } else { Message::TippingMarginHigher };
    apart.then(|| fill.say(message))
}
