//! What customers notice when their subscriptions move.

use yew::prelude::*;

use super::sources;
use super::words::text;
use crate::engine::rules::Source;
use crate::engine::situation::Role;
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{around, list, part};

/// What they notice.
const NOTICED: [Message; 3] = [Message::NoticedContact, Message::NoticedAgreement, Message::NoticedInvoice];

/// Where that was found.
const SOURCES: [Source; 2] = [Source::MicrosoftDirectToIndirect, Source::MicrosoftTransfers];

/// The list; nothing for who has no customers to move, or until its texts have come.
pub(super) fn noticed(view: &View) -> Html {
    if view.situation.role == Role::New || !view.locale.messages.is_complete() {
        return Html::default();
    }
    let items = NOTICED.iter().map(|message| around("li", "", text(view, *message))).collect();
    let of = SOURCES.iter().map(|source| sources::item(view, *source)).collect();
    let body =
        [list("noticed", items), around("p", "part-note", text(view, Message::NoticedNote)), list("source-list", of)];
    part("noticed", text(view, Message::NoticedTitle), body)
}
