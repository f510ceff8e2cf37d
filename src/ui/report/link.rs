//! Ways out of the report: to a field of the form, and to a source.

use yew::prelude::*;

use super::icon::Icon;
use super::words::{Fill, subject_label, text};
use crate::app::Subject;
use crate::browser::document;
use crate::engine::catalogue::{Kind, Slot};
use crate::engine::date::Date;
use crate::engine::rules::Source;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, around, button, spaced, unseen, with};
use crate::ui::field::subject_id;
use crate::ui::rich::rich;

/// A button that moves focus to a field. Read aloud, it says which.
///
/// Not a link: the fragment of the address is the scenario.
pub(super) fn answer_button(view: &View, slot: Slot) -> Html {
    to_field(view, Subject::At(slot))
}

/// The same, also to the total of revenue.
pub(super) fn to_field(view: &View, subject: Subject) -> Html {
    let words = match subject.slot().row().kind {
        Kind::Number { .. } => Message::ReportAnswerFillIn,
        _ => Message::ReportAnswerButton,
    };
    // The name begins with the words that can be seen, so that voice control finds it.
    let rest = Fill::new(view).words("field", subject_label(view, subject)).draw(Message::ReportAnswerOf);
    button("link answer", [text(view, words), unseen([rest])], move || document::focus(&subject_id(subject)))
}

/// A link to a source that opens elsewhere; nothing for an assumption of ours.
pub(super) fn away(view: &View, source: Source) -> Html {
    if source.url().is_empty() {
        return Html::default();
    }
    let about = Fill::new(view)
        .words("title", Phrase::from(source.title()))
        .words("publisher", Phrase::from(source.publisher()))
        .draw(Message::ReportRulesSourceOf);
    link(view, source, text(view, Message::ReportRulesSource), about)
}

/// A link with a source's title that opens elsewhere.
pub(super) fn titled(view: &View, source: Source) -> Html {
    link(view, source, english(source.title()), Html::default())
}

/// That a fact should have been looked at again by a day that is past on the day the page is of; nothing otherwise.
pub(super) fn review(view: &View, by: Date) -> Option<Phrase> {
    let words = || Fill::new(view).text("date", view.locale.date(by)).say(Message::SourceReviewBy);
    (view.answer.as_of > by).then(words)
}

/// The same beside it.
pub(super) fn overdue(view: &View, by: Date) -> Html {
    review(view, by).map_or_else(Html::default, |words| around("span", "overdue", rich(&words)))
}

fn link(view: &View, source: Source, words: Html, about: Html) -> Html {
    let hidden = spaced([about, text(view, Message::PageElsewhere)]);
    let inside = [words, unseen([hidden]), Icon::Away.draw()];
    in_a_tab(source.url().into(), inside)
}

/// A link that opens in a tab of its own.
pub(super) fn in_a_tab(address: AttrValue, inside: impl Several<Html>) -> Html {
    let values = [address, "_blank".into(), "noopener noreferrer".into()];
    with("a", &["href", "target", "rel"], values, inside)
}

/// A link to a page of ours that opens in a tab of its own, within another element.
pub(super) fn elsewhere(view: &View, around_it: &'static str, address: String, words: Html) -> Html {
    let inside = [words, unseen([Html::from(" "), text(view, Message::PageElsewhere)])];
    around(around_it, "", in_a_tab(address.into(), inside))
}

/// English words in a page of any language.
pub(super) fn english(words: &'static str) -> Html {
    with("span", &["lang"], ["en".into()], [Html::from(words)])
}
