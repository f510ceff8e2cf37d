//! Where a field's value comes from when nothing was typed.

use rust_decimal::Decimal;

use crate::app::OF_BILLED;
use crate::engine::catalogue::{DefaultValue, Derived, FieldId, Kind, Slot};
use crate::engine::rules::{Provenance, RuleSet};
use crate::engine::scenario::Value;
use crate::engine::situation::Situation;
use crate::i18n::{Locale, Message};
use crate::ui::View;

/// Where the value of a field comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Origin {
    /// The visitor typed or chose it.
    You,
    /// It is worked out from other figures of the visitor's.
    Estimated,
    /// It is the catalogue's default.
    Default(Provenance),
    /// It is a default that claims nothing: a name, today, the best offer.
    Plain,
    /// There is none: it is not known.
    Nowhere,
}

impl Origin {
    /// Where the value at a place comes from.
    pub(in crate::ui) fn of(slot: Slot, stated: bool) -> Origin {
        match slot.row().default {
            _ if stated => Origin::You,
            DefaultValue::Unknown => Origin::Nowhere,
            DefaultValue::Derived(Derived::EstimatedTtm | Derived::GroupTtm) => Origin::Estimated,
            DefaultValue::Derived(Derived::OfferName | Derived::Today | Derived::BestOffer) => Origin::Plain,
            _ => Origin::Default(slot.row().provenance),
        }
    }

    /// The name in attributes, for the styles.
    pub(super) fn id(self) -> &'static str {
        match self {
            Origin::You => "you",
            Origin::Estimated => "estimated",
            Origin::Default(provenance) => provenance.id(),
            Origin::Plain => "plain",
            Origin::Nowhere => "nowhere",
        }
    }

    /// The word for it, and what the word means.
    pub(in crate::ui) fn words(self) -> Option<(Message, Message)> {
        match self {
            Origin::You => Some((Message::ProvenanceYou, Message::ProvenanceAboutYou)),
            Origin::Estimated => Some((Message::ProvenanceEstimated, Message::ProvenanceAboutEstimated)),
            Origin::Default(Provenance::Documented) => {
                Some((Message::ProvenanceDocumented, Message::ProvenanceAboutDocumented))
            }
            Origin::Default(Provenance::Reported) => {
                Some((Message::ProvenanceReported, Message::ProvenanceAboutReported))
            }
            Origin::Default(Provenance::Assumption) => {
                Some((Message::ProvenanceAssumption, Message::ProvenanceAboutAssumption))
            }
            Origin::Plain | Origin::Nowhere => None,
        }
    }
}

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
            fixed.or_else(|| resolved(&view.situation, slot).filter(|_| readable())).map(Value::Number)
        }
        Kind::Name => Some(Value::Name(offer_name(&view.locale, slot.offer))),
        Kind::Date => Some(Value::Date(view.state.today)),
        Kind::RuleSet => Some(Value::Rules(RuleSet::in_force(view.situation.as_of))),
        Kind::Choice(_) => match row.default {
            DefaultValue::Choice(place) => Some(Value::Choice(place)),
            _ => None,
        },
        Kind::Fact | Kind::Set(_) | Kind::Offer | Kind::Kept => None,
    }
}

/// The default name of an offer, in the language of the page.
pub(super) fn offer_name(locale: &Locale, offer: u8) -> String {
    let letter = char::from(b'A' + offer.min(25)).to_string();
    locale.say(Message::ChannelOffer, &[("letter", (&letter).into())]).plain()
}

/// What a default that follows from other fields comes down to.
fn resolved(situation: &Situation, slot: Slot) -> Option<Decimal> {
    let offer = || situation.offers.get(usize::from(slot.offer));
    match slot.field {
        FieldId::UsdRate => Some(situation.usd_rate.exact()),
        FieldId::BilledTtm => Some(situation.ttm.value.exact()),
        FieldId::TenantTtm => Some(situation.tenant_ttm.value.exact()),
        FieldId::DirectSupportPlanFee => Some(situation.direct.support_fee.exact()),
        FieldId::DirectBillingHours => Some(situation.direct.billing_hours.exact()),
        FieldId::DirectSupportCost => Some(situation.direct.support_cost.exact()),
        FieldId::OfferBillingHours => Some(offer()?.billing_hours.exact()),
        FieldId::OfferSupportCost => Some(offer()?.support_cost.exact()),
        FieldId::MovePlanMonths => Some(Decimal::from(situation.moving.plan_months_left)),
        _ => None,
    }
}
