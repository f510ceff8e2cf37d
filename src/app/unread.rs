//! What can't be said while a field can't be read.

use crate::engine::catalogue::{FieldId, Kind, Slot};

use super::{State, Subject};

/// Fields that decide whether a model is open, and nothing else.
const ONLY_STANDING: [FieldId; 4] =
    [FieldId::IndirectMonths, FieldId::AlertHours, FieldId::TenantMonths, FieldId::TenantTtm];

/// Fields from which billed revenue is taken or estimated, and when it reaches a threshold.
pub const OF_BILLED: [FieldId; 5] =
    [FieldId::BilledTtm, FieldId::UsdRate, FieldId::Revenue, FieldId::DirectMargin, FieldId::Growth];

/// A text that can't be read, and the field it stands in. The scenario keeps the field's last value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The field.
    pub subject: Subject,
    /// As it was typed.
    pub text: String,
}

impl State {
    /// The text that can't be read in a field.
    pub fn unread_text(&self, subject: Subject) -> Option<&str> {
        self.unread.iter().find(|unread| unread.subject == subject).map(|unread| unread.text.as_str())
    }

    /// The first field that can't be read of those this says yes to.
    pub fn first_unread(&self, wanted: &dyn Fn(Slot) -> bool) -> Option<Subject> {
        self.unread.iter().map(|unread| unread.subject).find(|subject| wanted(subject.slot()))
    }

    /// The first field that can't be read and enters the figures: they can't be said while it is there.
    pub fn unread_figure(&self) -> Option<Subject> {
        self.first_unread(&enters_figures)
    }

    /// Whether an answer has to wait for a field that can't be read.
    pub fn waits(&self) -> bool {
        self.unread_figure().or(self.unread_standing()).is_some()
    }

    /// The first field that can't be read and on which it depends whether a model is open.
    pub fn unread_standing(&self) -> Option<Subject> {
        self.first_unread(&|slot| {
            ONLY_STANDING.contains(&slot.field) || OF_BILLED.contains(&slot.field) || slot.field == FieldId::AsOf
        })
    }
}

fn enters_figures(slot: Slot) -> bool {
    !matches!(slot.row().kind, Kind::Name) && !ONLY_STANDING.contains(&slot.field)
}
