//! How the address that was opened is to be taken, and what of it could not be read.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::icon::Icon;
use super::opened;
use super::words::{Fill, slot_label, text};
use crate::app::Action;
use crate::engine::catalogue::{MAX_OFFERS, Slot};
use crate::engine::rules::RULE_SETS;
use crate::engine::scenario::{FIRST_DAY, Fault, LAST_DAY, MAX_DECIMALS, MAX_NAME, Problem};
use crate::i18n::{Message, Phrase};
use crate::link::Kind;
use crate::ui::element::{Several, around, button, list, spaced, tag, with};
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

/// The notice, where there is something to say.
pub(super) fn notices(view: &View, dispatch: &Dispatch) -> Html {
    let problems = &view.state.notices;
    let kind = view.state.kind;
    let unread = || Fill::new(view).count("count", problems.len()).draw(Message::ReportNoticesTitle);
    let (title, about) = match opened::about(view) {
        None if problems.is_empty() => return Html::default(),
        None => (unread(), Html::default()),
        Some((title, about)) => (title, around("p", "", about)),
    };
    let mut parts = [with("h2", &["id"], ["notices".into()], [Icon::Mark.draw(), title]), about].gather();
    // What is wrong with each is said as soon as its texts have come.
    if !problems.is_empty() && view.locale.messages.is_complete() {
        if kind != Kind::Exact {
            parts.push(around("h3", "", unread()));
        }
        parts.push(list("notice-list", problems.iter().map(|problem| item(view, problem)).collect()));
        parts.push(around("p", "", text(view, Message::ProblemLeftOut)));
    }
    if let Some(more) = opened::button(view, dispatch) {
        parts.push(more);
    }
    let dispatch = dispatch.clone();
    let close = if kind == Kind::Damaged { Message::OpenedGoOn } else { Message::ReportNoticesDismiss };
    parts.push(button("button", [text(view, close)], move || dispatch.send(Action::DismissNotices)));
    with("section", &["class", "aria-labelledby"], ["notice".into(), "notices".into()], parts)
}

fn item(view: &View, problem: &Problem) -> Html {
    let slot = Slot::from_path(&problem.path).or_else(|| Slot::from_short(&problem.path));
    let mut sentence = what_is_allowed(view, problem, slot);
    if !problem.value.is_empty() {
        let fill = Fill::new(view).words("problem", sentence).text("value", problem.value.clone());
        sentence = fill.say(Message::ProblemOfValue);
    }
    let mut words = [rich(&sentence)].gather();
    // The key as it stands in the address, where the sentence has the field's label instead.
    words.extend(slot.map(|_| around("code", "", Html::from(&problem.path))));
    tag("li", "", [spaced(words)])
}

/// What is wrong, by the field's label and with what is allowed there.
fn what_is_allowed(view: &View, problem: &Problem, slot: Option<Slot>) -> Phrase {
    use Message as M;
    let locale = &view.locale;
    let fill = Fill::new(view)
        .words("field", slot.map_or_else(|| Phrase::from(problem.path.as_str()), |slot| slot_label(view, slot)))
        .text("key", problem.path.clone());
    let one_of = |choices: &[&str]| {
        let choices: Vec<Phrase> = choices.iter().map(|choice| Phrase::from(*choice)).collect();
        locale.one_of(&choices)
    };
    let number = |number: Decimal| locale.number_trimmed(number, 4);
    match problem.fault {
        Fault::UnknownKey => fill.say(M::ProblemUnknownKey),
        Fault::GivenTwice => fill.say(M::ProblemDuplicateKey),
        Fault::NotANumber => fill.say(M::ProblemNotANumberPlain),
        Fault::TooManyDecimals => fill.count("decimals", MAX_DECIMALS as usize).say(M::ProblemTooManyDecimalsPlain),
        Fault::NotWhole => fill.say(M::ProblemNotWhole),
        Fault::NotARange => fill.say(M::ProblemNotARange),
        Fault::OutOfRange { min, max } => fill.text("min", number(min)).text("max", number(max)).say(M::ProblemBetween),
        Fault::NotAFact => fill.say(M::ProblemNotAFact),
        Fault::UnknownChoice(choices) => fill.words("allowed", one_of(choices)).say(M::ProblemUnknownChoice),
        Fault::UnknownItem(choices) => fill.words("allowed", one_of(choices)).say(M::ProblemBadList),
        Fault::ItemTwice => {
            let items: Vec<&str> = problem.value.split(',').collect();
            let twice = items.iter().enumerate().find(|(place, item)| items.iter().take(*place).any(|it| it == *item));
            let twice = twice.map_or("", |(_, item)| *item);
            fill.words("value", Phrase::from(twice)).say(M::ProblemListRepeats)
        }
        Fault::NotADate => fill.say(M::ProblemNotADate),
        Fault::DateOutOfRange => {
            fill.text("min", locale.date(FIRST_DAY)).text("max", locale.date(LAST_DAY)).say(M::ProblemBetween)
        }
        Fault::NotAName if problem.value.is_empty() => fill.say(M::ProblemEmptyText),
        Fault::NotAName if problem.value.chars().count() > MAX_NAME => {
            fill.count("max", MAX_NAME).say(M::ProblemTooLong)
        }
        Fault::NotAName => fill.say(M::ProblemControlCharacter),
        Fault::UnknownRules => {
            let ids = RULE_SETS.each_ref().map(|set| set.id);
            fill.text("value", problem.value.clone()).words("allowed", one_of(&ids)).say(M::ProblemUnknownRules)
        }
        Fault::NotAScenario => fill.say(M::ProblemNotAScenario),
        Fault::NoSuchOffer => fill.say(M::ProblemNoSuchOffer),
        Fault::NotOffers => fill.count("min", 1).count("max", usize::from(MAX_OFFERS)).say(M::ProblemOffersCount),
        Fault::BrokenText => fill.say(M::ProblemBadEncoding),
        Fault::Cut => fill.say(M::OpenedCut),
        Fault::NotAnObject => fill.say(M::ProblemNotAnObject),
    }
}
