//! Each portfolio through a channel of its own: freely chosen, or the best.

use yew::prelude::*;

use crate::i18n::Message;
use crate::ui::element::part;
use crate::ui::report::words::text;
use crate::ui::{Dispatch, View};

/// The part.
pub(super) fn mix(view: &View, _dispatch: &Dispatch) -> Html {
    part("decide-mix", text(view, Message::MixTitle), [])
}
