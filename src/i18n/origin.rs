//! Where a field's value comes from, in words.

use super::Message;
use crate::engine::catalogue::{DefaultValue, Derived, Slot};
use crate::engine::rules::Provenance;

/// Where the value of a field comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
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
    pub fn of(slot: Slot, stated: bool) -> Origin {
        match slot.row().default {
            _ if stated => Origin::You,
            DefaultValue::Unknown => Origin::Nowhere,
            DefaultValue::Derived(Derived::EstimatedTtm | Derived::GroupTtm) => Origin::Estimated,
            DefaultValue::Derived(Derived::OfferName | Derived::Today | Derived::BestOffer) => Origin::Plain,
            _ => Origin::Default(slot.row().provenance),
        }
    }

    /// The name in attributes, for the styles.
    pub fn id(self) -> &'static str {
        match self {
            Origin::You => "you",
            Origin::Estimated => "estimated",
            Origin::Default(provenance) => provenance.id(),
            Origin::Plain => "plain",
            Origin::Nowhere => "nowhere",
        }
    }

    /// The word for it, and what the word means.
    pub fn words(self) -> Option<(Message, Message)> {
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
