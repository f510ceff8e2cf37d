//! Where the rules, the defaults and what is said besides come from.

use yew::prelude::*;

use super::beliefs;
use super::link::{english, titled};
use super::words::{Fill, drawn, text};
use crate::engine::catalogue::FIELDS;
use crate::engine::rules::{RuleSet, Source, SourceKind};
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{Several, around, list, part, spaced, tag};

/// The last part of the report.
pub(super) fn sources(view: &View) -> Html {
    let items: Vec<Html> =
        Source::all().filter(|source| is_used(view.answer.rules, *source)).map(|source| item(view, source)).collect();
    let count = Fill::new(view).count("count", items.len()).draw(Message::ReportSourcesList);
    let notes = [text(view, Message::DisclaimerSources), text(view, Message::ReportSourcesOwn)];
    let body = [
        tag("details", "sources", [around("summary", "", count), list("source-list", items)]),
        around("p", "part-note", spaced(notes)),
    ];
    part("sources", text(view, Message::ReportSourcesTitle), body)
}

/// Whether a rule, a term of the rules, a default or a belief rests on it; assumptions of ours have no page.
fn is_used(rules: &RuleSet, source: Source) -> bool {
    let cited = rules.source == source
        || rules.citations().any(|citation| citation.source == source)
        || FIELDS.iter().any(|field| field.source == source)
        || beliefs::cites(source);
    cited && source.kind() != SourceKind::Own
}

/// A source in a list.
pub(super) fn item(view: &View, source: Source) -> Html {
    tag("li", "", described(view, source))
}

/// The title of a source, who publishes it, and until when it was read.
pub(super) fn described(view: &View, source: Source) -> [Html; 2] {
    let read = Fill::new(view).text("date", view.locale.date(source.read()));
    let mut about = [english(source.publisher())].gather();
    // Of Microsoft's own pages the publisher says it.
    if source.kind() != SourceKind::Microsoft {
        about.extend([Html::from(" · "), drawn(view, &["source.kind.", source.kind().id()])]);
    }
    about.extend([Html::from(" · "), read.draw(Message::SourceRead)]);
    [titled(view, source), tag("span", "source-about", about)]
}
