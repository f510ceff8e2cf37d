//! Five years with growth.

use yew::prelude::*;

use crate::i18n::Message;
use crate::ui::element::part;
use crate::ui::report::words::text;
use crate::ui::{Dispatch, View};

/// The part.
pub(super) fn time(view: &View, _dispatch: &Dispatch) -> Html {
    part("decide-time", text(view, Message::TimeTitle), [])
}
