//! What to keep in mind, whatever the choice.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::beliefs::{self, Spot};
use super::icon::Icon;
use super::link::answer_button;
use super::words::{Fill, answers};
use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::report::{Caution, Status};
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{list, part, spaced, tag};

/// The list; nothing where there is nothing to mind.
pub(super) fn cautions(view: &View) -> Html {
    let cautions = &view.answer.recommendation.cautions;
    // They follow from the answer, and there is none while it waits for a field.
    if cautions.is_empty() || view.state.waits() {
        return Html::default();
    }
    let fill = fill(view);
    let items = cautions.iter().map(|caution| item(view, &fill, *caution)).collect();
    part("cautions", fill.draw(Message::ReportCautionsTitle), [list("cautions", items)])
}

/// Each as a sentence, without the way to a field.
pub(super) fn sentences(view: &View) -> Vec<Html> {
    let fill = fill(view);
    let cautions = view.answer.recommendation.cautions.iter();
    let messages = cautions.filter_map(|caution| Message::by_name(&["caution.", caution.id()].concat()));
    messages.map(|message| fill.draw(message)).collect()
}

/// What they may say.
fn fill(view: &View) -> Fill<'_> {
    let rules = view.answer.rules;
    Fill::new(view)
        .count("count", view.answer.recommendation.cautions.len())
        .text("review_by", view.locale.date(rules.review_by))
        .text("threshold", view.locale.usd(Decimal::from(rules.revenue_threshold().unwrap_or(0))))
        .text("ttm", view.locale.usd(view.answer.ttm_usd.value.exact()))
}

fn item(view: &View, fill: &Fill<'_>, caution: Caution) -> Html {
    let message = Message::by_name(&["caution.", caution.id()].concat());
    let mut sentence: Vec<Html> = message.map(|message| fill.draw(message)).into_iter().collect();
    sentence.extend(field(view, caution).map(|slot| answer_button(view, slot)));
    let words = [tag("p", "", [spaced(sentence)]), beliefs::note(view, Spot::Caution(caution), Html::default())];
    tag("li", "caution", [Icon::Mark.draw(), tag("div", "", words)])
}

/// The field that would take the caution away.
fn field(view: &View, caution: Caution) -> Option<Slot> {
    let standing = &view.situation.standing;
    let field = match caution {
        Caution::Unconfirmed => {
            let requirements = &view.answer.eligibility.direct.requirements;
            let first = requirements.iter().find(|requirement| requirement.status == Status::Unknown)?;
            return Some(answers(first.id, true));
        }
        Caution::NoOwnPlatform if standing.own_platform.is_none() => FieldId::OwnPlatform,
        Caution::No24x7 if standing.own_24x7.is_none() => FieldId::Own247,
        Caution::EstimatedTtm => FieldId::BilledTtm,
        Caution::RoundTheClockCostMissing => FieldId::DirectRoundTheClock,
        _ => return None,
    };
    Some(Slot::of(field))
}
