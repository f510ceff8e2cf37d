//! Ways out of the report: to a field of the form, and to a source.

use yew::prelude::*;

use super::icon::Icon;
use super::words::slot_label;
use crate::browser::document;
use crate::engine::catalogue::Slot;
use crate::engine::rules::Source;
use crate::i18n::{Arg, Message, Phrase};
use crate::ui::View;
use crate::ui::field::field_id;
use crate::ui::rich::{rich, text};

/// A button that moves focus to a field. Read aloud, it says which.
///
/// Not a link: the fragment of the address is the scenario.
pub(super) fn answer_button(view: &View, slot: Slot, words: Message) -> Html {
    let onclick = Callback::from(move |_: MouseEvent| document::focus(&field_id(slot)));
    let visible = view.locale.say(words, &[]);
    let label = slot_label(view, slot);
    // The name begins with the words that can be seen, so that voice control finds it.
    let rest = view.locale.say(Message::ReportAnswerOf, &[("field", Arg::Phrase(&label))]);
    html! {
        <button type="button" class="link answer" {onclick}>
            { rich(&visible) }<span class="visually-hidden">{ rich(&rest) }</span>
        </button>
    }
}

/// A link to a source that opens elsewhere; nothing for an assumption of ours.
pub(super) fn away(view: &View, source: Source) -> Html {
    if source.url().is_empty() {
        return Html::default();
    }
    let (title, publisher) = (Phrase::from(source.title()), Phrase::from(source.publisher()));
    let args = [("title", Arg::Phrase(&title)), ("publisher", Arg::Phrase(&publisher))];
    html! {
        <a href={source.url()} target="_blank" rel="noopener noreferrer">
            { text(&view.locale, Message::ReportRulesSource) }
            <span class="visually-hidden">
                { rich(&view.locale.say(Message::ReportRulesSourceOf, &args)) }
                { " " }
                { text(&view.locale, Message::PageElsewhere) }
            </span>
            { Icon::Away.draw() }
        </a>
    }
}

/// A link with a source's title that opens elsewhere.
pub(super) fn titled(view: &View, source: Source) -> Html {
    html! {
        <a href={source.url()} target="_blank" rel="noopener noreferrer">
            <span lang="en">{ source.title() }</span>
            <span class="visually-hidden">{ " " }{ text(&view.locale, Message::PageElsewhere) }</span>
            { Icon::Away.draw() }
        </a>
    }
}
