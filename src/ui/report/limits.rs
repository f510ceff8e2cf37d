//! What the calculator leaves out, and what nobody but Microsoft decides.

use yew::prelude::*;

use super::words::{Fill, text};
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{around, list, part, tag};

/// What is left out, or not known. Each begins with what it is, as what matters most in it.
pub(super) const UNCOVERED: [Message; 6] = [
    Message::LimitsRegions,
    Message::LimitsPerpetual,
    Message::LimitsOwnUse,
    Message::LimitsEntities,
    Message::LimitsThroughDistributor,
    Message::LimitsReservations,
];

/// What Microsoft decides.
const DECIDED: [Message; 5] = [
    Message::LimitsAdmission,
    Message::LimitsRevenue,
    Message::LimitsFailing,
    Message::LimitsReturn,
    Message::LimitsIncentives,
];

/// Both lists, in a box; nothing until their texts have come.
pub(super) fn limits(view: &View) -> Html {
    if !view.locale.messages.is_complete() {
        return Html::default();
    }
    let rules = view.answer.rules;
    let fill = Fill::new(view)
        .count("suspended", rules.suspended_days.value.into())
        .count("revoked", rules.revoked_days.value.into());
    let side = |title: Message, messages: &[Message]| {
        let items = messages.iter().map(|message| around("li", "", fill.draw(*message))).collect();
        tag("div", "", [around("h3", "limits-title", text(view, title)), list("limits-list", items)])
    };
    let sides = [side(Message::LimitsUncovered, &UNCOVERED), side(Message::LimitsDecides, &DECIDED)];
    part("limits", text(view, Message::LimitsTitle), [tag("div", "limits", sides)])
}
