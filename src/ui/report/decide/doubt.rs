//! How sure the answer is: what it turns on, how the draws lie, and what is certain whatever the ranges.

use yew::prelude::*;

use crate::i18n::Message;
use crate::ui::element::part;
use crate::ui::report::words::text;
use crate::ui::{Dispatch, View};

/// The part.
pub(super) fn doubt(view: &View, _dispatch: &Dispatch) -> Html {
    part("decide-doubt", text(view, Message::DoubtTitle), [])
}
