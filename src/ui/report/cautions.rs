//! What to keep in mind, whatever the choice.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::icon::Icon;
use super::link::answer_button;
use super::words::answers;
use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::report::{Caution, Status};
use crate::i18n::{Arg, Message};
use crate::ui::View;
use crate::ui::rich::rich;

/// The list; nothing where there is nothing to mind.
pub(super) fn cautions(view: &View) -> Html {
    let cautions = &view.answer.recommendation.cautions;
    if cautions.is_empty() {
        return Html::default();
    }
    let count = [("count", Arg::from(cautions.len()))];
    html! {
        <section class="part" aria-labelledby="cautions">
            <h2 id="cautions">{ rich(&view.locale.say(Message::ReportCautionsTitle, &count)) }</h2>
            <ul class="cautions" role="list">{ for cautions.iter().map(|caution| item(view, *caution)) }</ul>
        </section>
    }
}

fn item(view: &View, caution: Caution) -> Html {
    let rules = view.answer.rules;
    let review_by = view.locale.date(rules.review_by);
    let threshold = view.locale.usd(Decimal::from(rules.revenue_threshold().unwrap_or(0)));
    let ttm = view.locale.usd(view.answer.ttm_usd.value.exact());
    let args = [
        ("review_by", Arg::Text(review_by.as_str())),
        ("threshold", Arg::Text(threshold.as_str())),
        ("ttm", Arg::Text(ttm.as_str())),
    ];
    let message = Message::by_name(&["caution.", caution.id()].concat());
    let sentence = message.map(|message| view.locale.say(message, &args)).unwrap_or_default();
    let button = field(view, caution).map(|(slot, words)| answer_button(view, slot, words));
    html! {
        <li class="caution" key={caution.id()}>
            { Icon::Mark.draw() }
            <p>{ rich(&sentence) }{ " " }{ for button }</p>
        </li>
    }
}

/// The field that would take the caution away.
fn field(view: &View, caution: Caution) -> Option<(Slot, Message)> {
    let answer = |field| Some((Slot::of(field), Message::ReportAnswerButton));
    let fill_in = |field| Some((Slot::of(field), Message::ReportAnswerFillIn));
    match caution {
        Caution::Unconfirmed => {
            let unknown = |requirement: &&crate::engine::report::Requirement| requirement.status == Status::Unknown;
            let first = view.answer.eligibility.direct.requirements.iter().find(unknown)?;
            Some((answers(first.id, true), Message::ReportAnswerButton))
        }
        Caution::NoOwnPlatform if view.situation.standing.own_platform.is_none() => answer(FieldId::OwnPlatform),
        Caution::No24x7 if view.situation.standing.own_24x7.is_none() => answer(FieldId::Own247),
        Caution::EstimatedTtm => fill_in(FieldId::BilledTtm),
        Caution::RoundTheClockCostMissing => fill_in(FieldId::DirectRoundTheClock),
        Caution::NoOwnPlatform
        | Caution::No24x7
        | Caution::NearThreshold
        | Caution::IncentivesAtRisk
        | Caution::RulesUnderReview
        | Caution::AuthorizationLost
        | Caution::LostBeforeEarliest
        | Caution::MixBelowThreshold
        | Caution::DirectNeedsAction
        | Caution::IndirectNotEligible => None,
    }
}
