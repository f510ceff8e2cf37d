//! Passing the figures on: the link, what is in it, and the ways to send it.
//!
//! What is drawn here is folded, and empty. `share.js` fills it when it is unfolded; it finds all it needs in an attribute.

use yew::prelude::*;

use super::words::{Fill, named, slot_label, text};
use crate::browser::document;
use crate::i18n::Message;
use crate::link;
use crate::ui::View;
use crate::ui::element::{around, button, with};
use crate::ui::field::on_paper;

/// The id of what the panel unfolds.
const PANEL: &str = "share-panel";

/// What the panel says, in the order in which the script reads it.
const WORDS: [Message; 17] = [
    Message::PageTitle,
    Message::ShareAbout,
    Message::ShareAboutBase,
    Message::ShareHolds,
    Message::ShareNothing,
    Message::ShareLink,
    Message::ShareCopy,
    Message::ShareMail,
    Message::ShareCode,
    Message::ShareSend,
    Message::ShareCopied,
    Message::ShareNot,
    Message::ShareTooLong,
    Message::ShareCodeName,
    Message::ShareAsText,
    Message::ShareCopyText,
    Message::ShareHeld,
];

/// The panel, folded; nothing until its texts have come.
///
/// Links begin with the address that the host or the provider gave for it, else with the page's own.
pub(super) fn share(view: &View) -> Html {
    if !view.locale.messages.is_complete() {
        return Html::default();
    }
    let inside = [
        around("summary", "", text(view, Message::ShareTitle)),
        with("div", &["id", "tabindex", "data-of"], [PANEL.into(), "-1".into(), contents(view).into()], []),
    ];
    with("details", &["id", "class"], ["share".into(), "share".into()], inside)
}

/// The way to the panel from the answer, as the panel stands at the foot of the report: unfolds it, and goes there.
pub(super) fn way(view: &View) -> Html {
    if !view.locale.messages.is_complete() {
        return Html::default();
    }
    around("p", "", button("link answer", [text(view, Message::ShareTitle)], || document::focus(PANEL)))
}

/// A line each: the link, the base, the words, and what is stated, as it follows in the link.
fn contents(view: &View) -> String {
    let state = &view.state;
    let stated = link::stated(&state.scenario, state.today, state.made.as_ref());
    let mut lines = link::encode(&state.scenario, state.today, state.made.as_ref(), None);
    let rules = named(view, &["choice.rules.", view.answer.rules.id]);
    let fill = Fill::new(view).text("date", view.locale.date(view.situation.as_of)).words("rules", rules);
    lines.push('\n');
    lines.push_str(state.provider.share_base.as_deref().unwrap_or_default());
    for message in WORDS {
        lines.push('\n');
        lines.push_str(&fill.say(message).plain());
    }
    for (slot, _) in stated.write() {
        lines.push('\n');
        lines.push_str(&slot_label(view, slot).plain());
        lines.push_str(": ");
        if let Some((value, _)) = on_paper(view, slot) {
            lines.push_str(&value.plain());
        }
    }
    lines
}
