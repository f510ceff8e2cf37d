//! What to do, in order, and what ends or falls due when.

use yew::prelude::*;

use super::super::moving;
use super::to;
use crate::app::reach::Section;
use crate::engine::date::Date;
use crate::engine::report::{Choice, Verdict};
use crate::engine::situation::Role;
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{all, around, list, spaced, tag, with};
use crate::ui::report::words::{Fill, text};
use crate::ui::rich::rich;

/// The steps, each with who does it; before them, where the answer asks for none, that it doesn't.
pub(super) fn steps(view: &View) -> Html {
    if view.state.waits() || view.state.provider.leaves_out(Section::Moving) {
        return Html::default();
    }
    let steps = with("ol", &["class"], ["dossier-steps".into()], moving::steps_in_short(view));
    let lead = if is_asked(view) { Html::default() } else { around("p", "", text(view, unasked(view))) };
    all([around("h2", "", text(view, Message::MovingStepsTitle)), lead, steps])
}

/// Whether the answer asks for them.
fn is_asked(view: &View) -> bool {
    let choice = view.answer.recommendation.choice;
    if view.situation.role != Role::Direct {
        return matches!(choice, Choice::Direct | Choice::Mix);
    }
    let closed = view.answer.eligibility.direct.verdict == Verdict::NotEligible;
    closed || view.situation.authorization_lost() || matches!(choice, Choice::Indirect | Choice::Mix)
}

fn unasked(view: &View) -> Message {
    if view.situation.role == Role::Direct { Message::DossierStepsStay } else { Message::DossierStepsNotDirect }
}

/// What ends or falls due, by day: of the move where the answer asks for one, and of the rules.
pub(super) fn expiries(view: &View) -> Html {
    let mut days: Vec<(Date, Html)> = Vec::new();
    if !view.state.waits() && !view.state.provider.leaves_out(Section::Moving) {
        let asked = is_asked(view);
        let of_the_move = moving::days(view).into_iter().filter(|day| asked || day.comes_anyway());
        days.extend(of_the_move.map(|dated| (dated.day, to("decide-moving-dates", rich(&dated.name)))));
    }
    days.extend(reviews(view));
    days.sort_by_key(|(day, _)| *day);
    let items = days.into_iter().map(|(day, what)| {
        let date = Html::from(view.locale.date(day));
        let date = with("time", &["class", "datetime"], ["dossier-day".into(), day.to_string().into()], [date]);
        tag("li", "", [date, Html::from(" "), around("span", "", what)])
    });
    all([around("h2", "", text(view, Message::DossierExpires)), list("dossier-days", items.collect())])
}

/// By when the rules that count should have been looked at again: each day, with how many of them.
fn reviews(view: &View) -> Vec<(Date, Html)> {
    let mut days: Vec<(Date, usize)> = Vec::new();
    for citation in view.answer.rules.citations() {
        match days.iter_mut().find(|(day, _)| *day == citation.review_by) {
            Some((_, count)) => *count += 1,
            None => days.push((citation.review_by, 1)),
        }
    }
    let said = |(day, count): (Date, usize)| {
        let words = to("decide-rules", Fill::new(view).count("count", count).draw(Message::DossierReviewRules));
        let past = [words.clone(), around("strong", "", text(view, Message::DossierPast))];
        (day, if view.answer.as_of > day { spaced(past) } else { words })
    };
    days.into_iter().map(said).collect()
}
