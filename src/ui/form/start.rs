//! The questions in the open: those that decide most.

use yew::prelude::*;

use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::situation::Role;
use crate::ui::element::tag;
use crate::ui::field::field;
use crate::ui::{Dispatch, View};

use super::revenue::revenue;

/// The first questions.
pub(super) fn questions(view: &View, dispatch: &Dispatch) -> Html {
    let one = |id| field(view, dispatch, Slot::of(id));
    let time = time(view.situation.role).map_or_else(Html::default, one);
    tag("div", "form-start", [one(FieldId::Role), revenue(view, dispatch), time, one(FieldId::Designations)])
}

/// The question about time, which depends on the role; the others stand with the partner's standing.
pub(super) fn time(role: Role) -> Option<FieldId> {
    match role {
        Role::Indirect => Some(FieldId::IndirectMonths),
        Role::Direct => Some(FieldId::Anniversary),
        Role::New => None,
    }
}
