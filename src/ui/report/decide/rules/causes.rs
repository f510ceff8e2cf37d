//! What can change between two rule sets, in words.

use rust_decimal::Decimal;

use crate::engine::attribution::Item;
use crate::engine::eligibility::Model;
use crate::engine::rules::RequirementId;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::report::words::{Fill, named, slot_label};

/// What caused a difference.
pub(super) fn cause(view: &View, item: Item) -> Phrase {
    let message = match item {
        Item::Day => Message::RulesInTimeItemDay,
        Item::Default(slot) => {
            return Fill::new(view).words("field", slot_label(view, slot)).say(Message::RulesInTimeItemDefault);
        }
        Item::Requirement(model, id) => {
            let message = match model {
                Model::Direct => Message::RulesInTimeItemDirect,
                Model::Indirect => Message::RulesInTimeItemIndirect,
            };
            return Fill::new(view).words("name", requirement(view, model, id)).say(message);
        }
        Item::ApplicationMonths => Message::RulesInTimeItemApplication,
        Item::IncentiveRevenue => Message::RulesInTimeItemIncentiveRevenue,
        Item::IncentivePoints => Message::RulesInTimeItemIncentivePoints,
        Item::RestrictedDays => Message::RulesInTimeItemRestricted,
        Item::SuspendedDays => Message::RulesInTimeItemSuspended,
        Item::RevokedDays => Message::RulesInTimeItemRevoked,
        Item::AsfpPrice => Message::ReceiptAsfp,
        Item::PsfpPrice => Message::ReceiptPsfp,
        Item::ReviewBy => Message::RulesInTimeItemReview,
    };
    view.locale.say(message, &[])
}

/// Several causes, as a list.
pub(super) fn causes(view: &View, items: impl IntoIterator<Item = Item>) -> Phrase {
    let names: Vec<Phrase> = items.into_iter().map(|item| cause(view, item)).collect();
    view.locale.all_of(&names)
}

/// The name of a requirement: of revenue and of the agreement each model has its own.
pub(super) fn requirement(view: &View, model: Model, id: RequirementId) -> Phrase {
    let differs = model == Model::Indirect && matches!(id, RequirementId::Revenue | RequirementId::Agreement);
    named(view, &["requirement.", id.id(), if differs { "_indirect.name" } else { ".name" }])
}

/// What is asked of a requirement, with its unit.
pub(super) fn asked(view: &View, id: RequirementId, threshold: u32) -> String {
    let number = Decimal::from(threshold);
    let unit = match id {
        RequirementId::Revenue => return view.locale.usd(number),
        RequirementId::Tenure => Message::UnitMonths,
        RequirementId::AlertResponse => Message::UnitHours,
        _ => return view.locale.number(number, 0),
    };
    [&view.locale.number(number, 0), "\u{A0}", view.locale.text(unit)].concat()
}
