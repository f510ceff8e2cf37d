//! The same figures under other rules, and what an older link said then and now.

use yew::prelude::*;

use crate::i18n::Message;
use crate::ui::element::part;
use crate::ui::report::words::text;
use crate::ui::{Dispatch, View};

/// The part.
pub(super) fn rules(view: &View, _dispatch: &Dispatch) -> Html {
    part("decide-rules", text(view, Message::RulesInTimeTitle), [])
}
