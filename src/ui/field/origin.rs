//! What a field counts as when nothing was typed.

use crate::app::OF_BILLED;
use crate::engine::catalogue::{DefaultValue, FieldId, Kind, Slot};
use crate::engine::rules::RuleSet;
use crate::engine::scenario::Value;
use crate::i18n::names;
use crate::ui::View;

pub(in crate::ui) use crate::i18n::Origin;

/// What counts at this place as long as nothing is stated. Of a number only where nothing is, as it isn't shown otherwise.
pub(super) fn default_of(view: &View, slot: Slot, stated: bool) -> Option<Value> {
    let row = slot.row();
    match row.kind {
        Kind::Number { .. } if stated => None,
        Kind::Number { .. } => {
            let fixed = row.default_number(slot.portfolio, view.situation.currency);
            // What rests on a field that can't be read is not known.
            let rests_on = |slot: Slot| OF_BILLED.contains(&slot.field) || slot.field == FieldId::Customers;
            let readable = || view.state.first_unread(&rests_on).is_none();
            fixed.or_else(|| view.situation.derived(slot).filter(|_| readable())).map(Value::Number)
        }
        Kind::Name => Some(Value::Name(names::unnamed(&view.locale, slot.offer))),
        Kind::Date => Some(Value::Date(view.state.today)),
        Kind::RuleSet => Some(Value::Rules(RuleSet::in_force(view.situation.as_of))),
        Kind::Choice(_) => match row.default {
            DefaultValue::Choice(place) => Some(Value::Choice(place)),
            _ => None,
        },
        Kind::Fact | Kind::Set(_) | Kind::Offer | Kind::Kept => None,
    }
}
