//! Up to five providers' offers beside each other.

use yew::prelude::*;

use crate::i18n::Message;
use crate::ui::element::part;
use crate::ui::report::words::text;
use crate::ui::{Dispatch, View};

/// The part.
pub(super) fn offers(view: &View, _dispatch: &Dispatch) -> Html {
    part("decide-offers", text(view, Message::CompareTitle), [])
}
