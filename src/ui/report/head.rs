//! The first sentence, what belongs to it, and what it is not.

use yew::prelude::*;

use super::link::answer_button;
use super::verdict::Verdict;
use super::words::named;
use crate::engine::catalogue::FieldId;
use crate::engine::report::Choice;
use crate::i18n::{Arg, Message};
use crate::ui::View;
use crate::ui::rich::{rich, say, text};

/// The answer in words.
pub(super) fn head(view: &View, verdict: &Verdict) -> Html {
    let ask = verdict.ask.map(|slot| {
        let words = match slot.field {
            FieldId::Revenue | FieldId::BilledTtm => Message::ReportAnswerFillIn,
            _ => Message::ReportAnswerButton,
        };
        html! { <p>{ answer_button(view, slot, words) }</p> }
    });
    html! {
        <section class="verdict" aria-labelledby="verdict" data-choice={choice(view)}>
            <h2 id="verdict" class="verdict-sentence">{ rich(&verdict.sentence) }</h2>
            { for ask }
            { for verdict.lines.iter().map(|line| html! { <p class="verdict-line">{ rich(line) }</p> }) }
            if !verdict.tipping.is_empty() {
                <p class="verdict-tipping">
                    { for verdict.tipping.iter().map(|line| html! { <>{ rich(line) }{ " " }</> }) }
                </p>
            }
            { small_print(view) }
        </section>
    }
}

/// Which channel's hue the amount takes.
fn choice(view: &View) -> &'static str {
    match view.answer.recommendation.choice {
        Choice::Direct => "direct",
        Choice::Indirect => "indirect",
        Choice::Mix => "mix",
        Choice::Even => "even",
    }
}

/// What this is and is not, and by which rules: always in sight.
fn small_print(view: &View) -> Html {
    let rules = named(view, &["choice.rules.", view.answer.rules.id]);
    let checked = view.locale.date(view.answer.rules.checked);
    let args = [("rules", Arg::Phrase(&rules)), ("checked", Arg::Text(checked.as_str()))];
    html! {
        <p class="verdict-small">
            { text(&view.locale, Message::DisclaimerAdvice) }
            { " " }
            { text(&view.locale, Message::DisclaimerAssumptions) }
            { " " }
            { say(&view.locale, Message::SentenceRulesLine, &args) }
        </p>
    }
}
