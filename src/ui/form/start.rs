//! The questions in the open: those that decide most.

use yew::prelude::*;

use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::situation::Role;
use crate::ui::field::field;
use crate::ui::{Dispatch, View};

use super::revenue::revenue;

/// The first questions.
pub(super) fn questions(view: &View, dispatch: &Dispatch) -> Html {
    html! {
        <div class="form-start">
            { field(view, dispatch, Slot::of(FieldId::Role)) }
            { revenue(view, dispatch) }
            if let Some(time) = time(view.situation.role) {
                { field(view, dispatch, Slot::of(time)) }
            }
            { field(view, dispatch, Slot::of(FieldId::Designations)) }
        </div>
    }
}

/// The question about time, which depends on the role; the others stand with the partner's standing.
pub(super) fn time(role: Role) -> Option<FieldId> {
    match role {
        Role::Indirect => Some(FieldId::IndirectMonths),
        Role::Direct => Some(FieldId::Anniversary),
        Role::New => None,
    }
}
