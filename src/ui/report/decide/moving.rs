//! Moving from one model to the other: when, at what cost, and by which steps.

use yew::prelude::*;

use crate::i18n::Message;
use crate::ui::element::part;
use crate::ui::report::words::text;
use crate::ui::{Dispatch, View};

/// The part.
pub(super) fn moving(view: &View, _dispatch: &Dispatch) -> Html {
    part("decide-moving", text(view, Message::MovingTitle), [])
}
