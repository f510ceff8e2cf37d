//! The first sentence, what belongs to it, and what it is not.

use yew::prelude::*;

use super::link::{review, to_field};
use super::receipt::{Topic, receipt};
use super::requirements::finding;
use super::share;
use super::verdict::Verdict;
use super::words::{Fill, named, text};
use crate::browser::document;
use crate::engine::report::Choice;
use crate::i18n::{Message, Phrase};
use crate::ui::element::{all, around, button, spaced, with};
use crate::ui::rich::rich;
use crate::ui::steady::{Follows, steady};
use crate::ui::{Dispatch, View};

/// The answer in words.
pub(super) fn head(view: &View, verdict: &Verdict, dispatch: &Dispatch) -> Html {
    let values = ["verdict".into(), "verdict-sentence".into()];
    let ask = verdict.ask.map(|subject| around("p", "", to_field(view, subject)));
    let lines: Vec<Html> = verdict.lines.iter().map(|line| around("p", "verdict-line", rich(line))).collect();
    let tipping = spaced(verdict.tipping.iter().map(rich).collect::<Vec<_>>());
    let tipping = if verdict.tipping.is_empty() { Html::default() } else { around("p", "verdict-tipping", tipping) };
    // An amount that comes from the draws: how is said there where it stands.
    let drawn = !view.state.waits() && !view.situation.total_revenue().exact().is_zero();
    let range = if drawn { receipt(view, Topic::Range) } else { Html::default() };
    // As many in every case, so that each stays the element it was.
    let parts = [
        with("h2", &["id", "class"], values, [rich(&verdict.sentence)]),
        ask.unwrap_or_default(),
        all(lines),
        range,
        tipping,
        steady(view, dispatch, Follows::NOTHING, |view, _| small_print(view)),
        share::way(view),
        read_aloud(view, verdict),
    ];
    let values = ["verdict".into(), "verdict".into(), choice(view).into()];
    with("section", &["class", "aria-labelledby", "data-choice"], values, parts)
}

/// A button that says the answer as a whole to who can't see it; it shows when it has the focus.
fn read_aloud(view: &View, verdict: &Verdict) -> Html {
    let (said, verdict) = (view.clone(), verdict.clone());
    button("button visually-hidden", [text(view, Message::PageReadSummary)], move || {
        document::say(summary(&said, &verdict));
    })
}

/// The answer as a whole, to be listened to.
fn summary(view: &View, verdict: &Verdict) -> String {
    let mut sentences: Vec<String> = [&verdict.sentence].into_iter().chain(&verdict.lines).map(Phrase::plain).collect();
    sentences.extend(verdict.tipping.iter().map(Phrase::plain));
    if view.state.unread_standing().is_none() {
        // Headings: they have no full stop.
        sentences.extend([true, false].map(|direct| finding(view, direct).plain() + "."));
    }
    sentences.join(" ")
}

/// Which channel's hue the amount takes.
fn choice(view: &View) -> &'static str {
    if view.state.waits() {
        return "even";
    }
    match view.answer.recommendation.choice {
        Choice::Direct => "direct",
        Choice::Indirect => "indirect",
        Choice::Mix => "mix",
        Choice::Even => "even",
    }
}

/// By which rules the answer is, since when they hold, and up to when they were checked.
pub fn rules_line(view: &View) -> Phrase {
    let mut past = Phrase::default();
    if let Some(words) = review(view, view.answer.rules.review_by) {
        past.push(&", ".into());
        past.push(&words);
    }
    Fill::new(view)
        .words("review", past)
        .words("rules", named(view, &["choice.rules.", view.answer.rules.id]))
        .text("checked", view.locale.date(view.answer.rules.checked))
        .say(Message::SentenceRulesLine)
}

/// What this is and is not, and by which rules: always in sight.
fn small_print(view: &View) -> Html {
    let sentences =
        [text(view, Message::DisclaimerAdvice), text(view, Message::DisclaimerAssumptions), rich(&rules_line(view))];
    around("p", "verdict-small", spaced(sentences))
}
