//! From which revenue direct pays.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::chart::over_revenue;
use super::receipt::{Topic, receipt};
use super::verdict::{margin, tipping};
use super::words::{DASH, Fill, channel_name, text, waits_for};
use crate::engine::report::BreakEven;
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{Several, all, around, list, part, spaced, tag};
use crate::ui::rich::rich;

/// The picture of direct against the best offer, then a sentence for each other offer.
pub(super) fn break_even(view: &View) -> Html {
    if view.situation.total_revenue().exact().is_zero() {
        return Html::default();
    }
    if let Some(subject) = view.state.unread_figure() {
        let waits = [Html::from(DASH), Html::from(" "), rich(&waits_for(view, subject))];
        return part("break-even", text(view, Message::ReportBreakEvenTitle), [tag("p", "part-lead", waits)]);
    }
    let volume = view.locale.percent(view.situation.labour.volume.exact() * Decimal::ONE_HUNDRED);
    let note = Fill::new(view).text("volume", volume).draw(Message::ReportBreakEvenAbout);
    let (mut body, mut others) = (Vec::new(), Vec::new());
    for of in &view.answer.break_even {
        let sentence = sentence(view, of);
        if of.offer == view.answer.best_offer {
            body.push(over_revenue(view, of, sentence));
        } else {
            others.push(around("li", "", sentence));
        }
    }
    if !others.is_empty() {
        body.push(list("sentences", others));
    }
    if let Some(sentence) = margin(view) {
        body.push(tag("div", "part-margin", [around("p", "", rich(&sentence)), receipt(view, Topic::TippingMargin)]));
    }
    body.push(around("p", "part-note", note));
    part("break-even", text(view, Message::ReportBreakEvenTitle), body)
}

fn sentence(view: &View, of: &BreakEven) -> Html {
    let mut sentences: Vec<Html> = tipping(view, of).iter().map(rich).collect();
    if view.answer.break_even.len() > 1 {
        let against =
            Fill::new(view).words("offer", channel_name(view, of.offer)).draw(Message::ReportBreakEvenAgainst);
        sentences.insert(0, around("strong", "", against));
    }
    let mut item = [spaced(sentences)].gather();
    if of.revenue.is_some() {
        item.push(receipt(view, Topic::BreakEven(of.offer)));
    }
    all(item)
}
