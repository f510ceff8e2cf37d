//! From which revenue direct pays.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::receipt::{Topic, receipt};
use super::verdict::tipping;
use super::words::{Fill, channel_name, text};
use crate::engine::report::BreakEven;
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{Several, around, list, part, spaced, tag};
use crate::ui::rich::rich;

/// The sentences, one for each offer.
pub(super) fn break_even(view: &View) -> Html {
    if view.situation.total_revenue().exact().is_zero() {
        return Html::default();
    }
    let volume = view.locale.percent(view.situation.labour.volume.exact() * Decimal::ONE_HUNDRED);
    let sentences = view.answer.break_even.iter().map(|of| sentence(view, of)).collect();
    let note = Fill::new(view).text("volume", volume).draw(Message::ReportBreakEvenAbout);
    let body = [list("sentences", sentences), around("p", "part-note", note)];
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
    tag("li", "", item)
}
