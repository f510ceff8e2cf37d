//! Where the rules and the defaults come from, and what the calculator leaves out.

use yew::prelude::*;

use super::link::titled;
use super::words::named;
use crate::engine::catalogue::FIELDS;
use crate::engine::rules::{RuleSet, Source, SourceKind};
use crate::i18n::{Arg, Message};
use crate::ui::View;
use crate::ui::rich::{rich, say, text};

/// What the calculator leaves out.
const UNCOVERED: [Message; 4] = [
    Message::ReportSourcesRegions,
    Message::ReportSourcesPerpetual,
    Message::ReportSourcesOwnUse,
    Message::ReportSourcesEntities,
];

/// The last part of the report.
pub(super) fn sources(view: &View) -> Html {
    let sources: Vec<Source> = Source::all().filter(|source| is_used(view.answer.rules, *source)).collect();
    let uncovered = UNCOVERED.map(|message| html! { <li>{ text(&view.locale, message) }</li> });
    html! {
        <section class="part sources" aria-labelledby="sources">
            <h2 id="sources">{ text(&view.locale, Message::ReportSourcesTitle) }</h2>
            <h3>{ text(&view.locale, Message::ReportSourcesUncovered) }</h3>
            <ul class="uncovered">{ for uncovered }</ul>
            <details>
                <summary>{ say(&view.locale, Message::ReportSourcesList, &[("count", Arg::from(sources.len()))]) }</summary>
                <ul class="source-list" role="list">{ for sources.iter().map(|source| item(view, *source)) }</ul>
            </details>
            <p class="part-note">
                { text(&view.locale, Message::DisclaimerSources) }
                { " " }
                { text(&view.locale, Message::ReportSourcesOwn) }
            </p>
        </section>
    }
}

/// Whether a rule, a term of the rules or a default rests on it; assumptions of ours have no page.
fn is_used(rules: &RuleSet, source: Source) -> bool {
    let terms = [
        rules.application_months.citation,
        rules.incentive_revenue_usd.citation,
        rules.incentive_points.citation,
        rules.restricted_days.citation,
        rules.suspended_days.citation,
        rules.revoked_days.citation,
        rules.asfp_usd.citation,
        rules.psfp_usd.citation,
    ];
    let mut requirements = rules.direct.iter().chain(rules.indirect).map(|requirement| requirement.citation);
    let cited = rules.source == source
        || requirements.any(|citation| citation.source == source)
        || terms.iter().any(|citation| citation.source == source)
        || FIELDS.iter().any(|field| field.source == source);
    cited && source.kind() != SourceKind::Own
}

fn item(view: &View, source: Source) -> Html {
    let read = view.locale.date(source.read());
    html! {
        <li key={source.id()}>
            { titled(view, source) }
            <span class="source-about">
                <span lang="en">{ source.publisher() }</span>
                { " · " }
                { rich(&named(view, &["source.kind.", source.kind().id()])) }
                { " · " }
                { say(&view.locale, Message::SourceRead, &[("date", Arg::Text(&read))]) }
            </span>
        </li>
    }
}
