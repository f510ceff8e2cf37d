//! What matters and has no amount.

use yew::prelude::*;

use super::words::text;
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{all, around, list};

/// What it is.
const UNPRICED: [Message; 4] =
    [Message::UnpricedPortals, Message::UnpricedRoadmap, Message::UnpricedCalls, Message::UnpricedDependence];

/// The list, for below the table of costs; nothing until its texts have come.
pub(super) fn unpriced(view: &View) -> Html {
    if !view.locale.messages.is_complete() {
        return Html::default();
    }
    let items = UNPRICED.iter().map(|message| around("li", "", text(view, *message))).collect();
    all([around("h3", "unpriced-title", text(view, Message::UnpricedTitle)), list("unpriced", items)])
}
