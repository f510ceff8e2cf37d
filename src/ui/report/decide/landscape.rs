//! Who is ahead over two drivers of the visitor's choice.

use yew::prelude::*;

use crate::i18n::Message;
use crate::ui::element::part;
use crate::ui::report::words::text;
use crate::ui::{Dispatch, View};

/// The part.
pub(super) fn landscape(view: &View, _dispatch: &Dispatch) -> Html {
    part("decide-landscape", text(view, Message::LandscapeTitle), [])
}
