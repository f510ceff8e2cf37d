//! What of an opened address could not be read, and which fields can't be read as they stand.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::icon::Icon;
use super::link::answer_button;
use super::words::slot_label;
use crate::app::Action;
use crate::engine::catalogue::{MAX_OFFERS, Slot};
use crate::engine::rules::RULE_SETS;
use crate::engine::scenario::{FIRST_DAY, Fault, LAST_DAY, MAX_DECIMALS, MAX_NAME, Problem};
use crate::i18n::{Arg, Message, Phrase};
use crate::ui::rich::{rich, say, text};
use crate::ui::{Dispatch, View};

/// Both notices, where there is something to say.
pub(super) fn notices(view: &View, dispatch: &Dispatch) -> Html {
    html! {
        <>
            if !view.state.notices.is_empty() { { unreadable(view, dispatch) } }
            if !view.state.unread.is_empty() { { unread(view) } }
        </>
    }
}

fn unreadable(view: &View, dispatch: &Dispatch) -> Html {
    let notices = &view.state.notices;
    let dispatch = dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| dispatch.send(Action::DismissNotices));
    let title = [("count", Arg::from(notices.len()))];
    html! {
        <section class="notice" aria-labelledby="notices">
            <h2 id="notices">{ Icon::Mark.draw() }{ say(&view.locale, Message::ReportNoticesTitle, &title) }</h2>
            <ul role="list">{ for notices.iter().map(|problem| item(view, problem)) }</ul>
            <p>{ text(&view.locale, Message::ProblemLeftOut) }</p>
            <button type="button" class="button" {onclick}>{ text(&view.locale, Message::ReportNoticesDismiss) }</button>
        </section>
    }
}

fn item(view: &View, problem: &Problem) -> Html {
    let mut sentence = what_is_allowed(view, problem);
    if !problem.value.is_empty() {
        let args = [("problem", Arg::Phrase(&sentence)), ("value", Arg::Text(&problem.value))];
        sentence = view.locale.say(Message::ProblemOfValue, &args);
    }
    html! { <li>{ rich(&sentence) }{ " " }<code>{ &problem.path }</code></li> }
}

/// What is wrong, by the field's label and with what is allowed there.
fn what_is_allowed(view: &View, problem: &Problem) -> Phrase {
    use Message as M;
    let locale = &view.locale;
    let slot = Slot::from_path(&problem.path).or_else(|| Slot::from_short(&problem.path));
    let field = slot.map_or_else(|| Phrase::from(problem.path.as_str()), |slot| slot_label(view, slot));
    let one_of = |choices: &[&str]| {
        let choices: Vec<Phrase> = choices.iter().map(|choice| Phrase::from(*choice)).collect();
        locale.one_of(&choices)
    };
    let say = |message, more: &[(&str, Arg<'_>)]| {
        let mut args = vec![("field", Arg::Phrase(&field)), ("key", Arg::Text(&problem.path))];
        args.extend_from_slice(more);
        locale.say(message, &args)
    };
    let between = |min: &str, max: &str| say(M::ProblemBetween, &[("min", Arg::Text(min)), ("max", Arg::Text(max))]);
    let number = |number: Decimal| locale.number_trimmed(number, 4);
    match problem.fault {
        Fault::UnknownKey => say(M::ProblemUnknownKey, &[]),
        Fault::GivenTwice => say(M::ProblemDuplicateKey, &[]),
        Fault::NotANumber => say(M::ProblemNotANumberPlain, &[]),
        Fault::TooManyDecimals => say(M::ProblemTooManyDecimalsPlain, &[("decimals", Arg::from(MAX_DECIMALS))]),
        Fault::NotWhole => say(M::ProblemNotWhole, &[]),
        Fault::OutOfRange { min, max } => between(&number(min), &number(max)),
        Fault::NotAFact => say(M::ProblemNotAFact, &[]),
        Fault::UnknownChoice(choices) => say(M::ProblemUnknownChoice, &[("allowed", Arg::Phrase(&one_of(choices)))]),
        Fault::UnknownItem(choices) => say(M::ProblemBadList, &[("allowed", Arg::Phrase(&one_of(choices)))]),
        Fault::ItemTwice => {
            let items: Vec<&str> = problem.value.split(',').collect();
            let twice = items.iter().enumerate().find(|(place, item)| items.iter().take(*place).any(|it| it == *item));
            say(M::ProblemListRepeats, &[("value", Arg::from(twice.map_or("", |(_, item)| *item)))])
        }
        Fault::NotADate => say(M::ProblemNotADate, &[]),
        Fault::DateOutOfRange => between(&locale.date(FIRST_DAY), &locale.date(LAST_DAY)),
        Fault::NotAName if problem.value.is_empty() => say(M::ProblemEmptyText, &[]),
        Fault::NotAName if problem.value.chars().count() > MAX_NAME => {
            say(M::ProblemTooLong, &[("max", Arg::from(MAX_NAME))])
        }
        Fault::NotAName => say(M::ProblemControlCharacter, &[]),
        Fault::UnknownRules => {
            let ids = RULE_SETS.each_ref().map(|set| set.id);
            say(
                M::ProblemUnknownRules,
                &[("value", Arg::Text(&problem.value)), ("allowed", Arg::Phrase(&one_of(&ids)))],
            )
        }
        Fault::NoSuchOffer => say(M::ProblemNoSuchOffer, &[]),
        Fault::NotOffers => {
            say(M::ProblemOffersCount, &[("min", Arg::from(1_u32)), ("max", Arg::from(u32::from(MAX_OFFERS)))])
        }
        Fault::NotAnObject => say(M::ProblemNotAnObject, &[]),
        Fault::BrokenText => say(M::ProblemBadEncoding, &[]),
    }
}

fn unread(view: &View) -> Html {
    let labels: Vec<Phrase> = view.state.unread.iter().map(|slot| slot_label(view, *slot)).collect();
    let fields = view.locale.all_of(&labels);
    let first = view.state.unread.first().map(|slot| answer_button(view, *slot, Message::ReportAnswerFillIn));
    html! {
        <section class="notice">
            <p>
                { Icon::Mark.draw() }
                { say(&view.locale, Message::ReportNoticesUnread, &[("fields", Arg::Phrase(&fields))]) }
                { " " }
                { for first }
            </p>
        </section>
    }
}
