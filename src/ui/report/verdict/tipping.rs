//! What would tip the answer: the break-even in words.

use rust_decimal::Decimal;

use super::super::words::{in_digits, short_amount};
use crate::engine::quantity::Money;
use crate::engine::report::{BreakEven, BreakEvenKind};
use crate::i18n::{Arg, Message, Phrase};
use crate::ui::View;

/// The digits that count in a break-even.
const DIGITS: u32 = 3;

/// The break-even against an offer, in one sentence or two.
pub(in crate::ui::report) fn tipping(view: &View, of: &BreakEven) -> Vec<Phrase> {
    let revenue = view.situation.total_revenue();
    let now = short_amount(view, revenue.exact());
    let words = |money: &Money| {
        let rounded = short_amount(view, in_digits(money.exact(), DIGITS));
        // So close to today's revenue that rounding would hide the difference.
        if rounded == now { view.locale.money(money.exact(), view.answer.currency) } else { rounded }
    };
    let say = |message, money: &Money| {
        view.locale.say(message, &[("amount", Arg::Text(&words(money))), ("revenue", Arg::Text(&now))])
    };
    let plain = |message| view.locale.say(message, &[]);
    let still_closed = of.opens_at.filter(|opens| revenue.compared() < opens.compared());
    let opening = || {
        let opens = still_closed?;
        let threshold = Decimal::from(view.answer.rules.revenue_threshold()?);
        Some(view.locale.say(
            Message::TippingOpensAt,
            &[
                ("amount", Arg::Text(&words(&opens))),
                ("threshold", Arg::Text(&view.locale.usd(threshold))),
                ("revenue", Arg::Text(&now)),
            ],
        ))
    };
    match (of.kind, of.revenue) {
        (BreakEvenKind::DirectAbove | BreakEvenKind::DirectBelow, None) => vec![plain(Message::TippingBeyond)],
        (BreakEvenKind::DirectAbove, Some(pays)) => match still_closed {
            Some(opens) if opens.compared() > pays.compared() => {
                let args = [
                    ("amount", Arg::Text(&words(&pays))),
                    ("opens", Arg::Text(&words(&opens))),
                    ("revenue", Arg::Text(now.as_str())),
                ];
                vec![view.locale.say(Message::TippingWinsBeforeItOpens, &args)]
            }
            _ => vec![say(Message::TippingDirectAbove, &pays)],
        },
        (BreakEvenKind::DirectBelow, Some(pays)) => {
            std::iter::once(say(Message::TippingDirectBelow, &pays)).chain(opening()).collect()
        }
        (BreakEvenKind::AlwaysDirect, _) => {
            std::iter::once(plain(Message::TippingAlwaysDirect)).chain(opening()).collect()
        }
        (BreakEvenKind::AlwaysIndirect, _) => vec![plain(Message::TippingAlwaysIndirect)],
        (BreakEvenKind::Equal, _) => vec![plain(Message::TippingEqual)],
    }
}
