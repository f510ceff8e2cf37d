//! The same figures under other rules, and what an older link said then and now.

mod causes;
mod comparison;
mod day;
mod picture;
mod sets;
mod told;

use yew::prelude::*;

use super::common::select;

use self::comparison::Comparison;
use self::day::Day;
use crate::app::Action;
use crate::engine::attribution::Circumstances;
use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::rules::{RULE_SETS, RuleSet};
use crate::engine::scenario::{Scenario, Value};
use crate::i18n::{Message, Phrase};
use crate::ui::element::{around, option, part, spaced, tag};
use crate::ui::report::words::{Fill, named, slot_label, text};
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

/// The part.
pub(super) fn rules(view: &View, dispatch: &Dispatch) -> Html {
    let title = text(view, Message::RulesInTimeTitle);
    if view.state.waits() {
        return part("decide-rules", title, [around("p", "part-lead", text(view, Message::DecideUnread))]);
    }
    let then = Pair::then_and_now(view);
    let open = view.state.older().is_some();
    let then = match then {
        Some(pair) => html! { <Comparison key="then" view={view.clone()} pair={pair} {open} /> },
        None => Html::default(),
    };
    let body = [
        around("p", "part-lead", spaced(lead(view))),
        if view.printing { Html::default() } else { controls(view, dispatch) },
        then,
        html! { <Comparison key="other" view={view.clone()} pair={None::<Pair>} open=false /> },
        sets::sets(view),
    ];
    part("decide-rules", title, body)
}

/// The name of a rule set.
fn name(view: &View, rules: &RuleSet) -> Phrase {
    named(view, &["choice.rules.", rules.id])
}

/// By which rules and of which day the page is.
fn lead(view: &View) -> Vec<Html> {
    let (rules, newest) = (view.answer.rules, RuleSet::in_force(view.state.today));
    let fill = Fill::new(view)
        .words("rules", name(view, rules))
        .words("newest", name(view, newest))
        .text("date", view.locale.date(view.answer.as_of))
        .text("review_by", view.locale.date(rules.review_by));
    let mut sentences = vec![fill.draw(Message::RulesInTimeCounts)];
    if *rules != *newest {
        sentences.push(fill.draw(Message::RulesInTimeNewest));
    } else if view.answer.as_of > rules.review_by {
        sentences.push(fill.draw(Message::RulesInTimeOverdue));
    }
    sentences
}

/// The choice of rules, and of the day.
fn controls(view: &View, dispatch: &Dispatch) -> Html {
    let stated = match view.state.scenario.get(Slot::of(FieldId::AsOf)) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    let locale = view.locale.clone();
    let label: AttrValue = slot_label(view, Slot::of(FieldId::AsOf)).plain().into();
    let day = html! { <Day {stated} {label} {locale} dispatch={dispatch.clone()} /> };
    tag("div", "decide-choices", [choice(view, dispatch), day])
}

fn choice(view: &View, dispatch: &Dispatch) -> Html {
    let slot = Slot::of(FieldId::Rules);
    let stated = match view.state.scenario.get(slot) {
        Some(Value::Rules(rules)) => Some(*rules),
        _ => None,
    };
    let newest = Fill::new(view).words("rules", name(view, RuleSet::in_force(view.answer.as_of)));
    let newest = newest.say(Message::FormNewestRules).plain();
    let mut options = vec![option(AttrValue::default(), stated.is_none(), newest)];
    options.extend(RULE_SETS.iter().rev().map(|rules| {
        let chosen = stated.is_some_and(|stated| *stated == *rules);
        option(AttrValue::Static(rules.id), chosen, name(view, rules).plain())
    }));
    let dispatch = dispatch.clone();
    select("decide-rules-set", rich(&slot_label(view, slot)), options, move |text| {
        dispatch.send(Action::Set(slot, Scenario::parse_text(slot, &text).ok()));
    })
}

/// What is compared: a scenario under two circumstances.
#[derive(Clone, Debug, PartialEq)]
struct Pair {
    scenario: Scenario,
    then: Circumstances,
    now: Circumstances,
}

impl Pair {
    /// What an older link said, and what it says today; or what is chosen of rules and day, and what holds today. Nothing
    /// where both are the same.
    fn then_and_now(view: &View) -> Option<Pair> {
        let (scenario, today) = (&view.state.scenario, view.state.today);
        let older = view.state.older().map(|(made, _)| {
            let stated = made.unpinned(scenario);
            Pair { then: made.circumstances(&stated, today), now: Circumstances::of(&stated, today), scenario: stated }
        });
        let chosen = || Pair {
            then: Circumstances::of(scenario, today),
            now: Circumstances { day: today, rules: RuleSet::in_force(today), defaults: Vec::new() },
            scenario: (**scenario).clone(),
        };
        older.filter(Pair::differs).or_else(|| Some(chosen()).filter(Pair::differs))
    }

    /// The same by other rules, and by those that count.
    fn against(view: &View, rules: &'static RuleSet) -> Pair {
        let now = Circumstances::of(&view.state.scenario, view.state.today);
        let then = Circumstances { rules, ..now.clone() };
        Pair { scenario: (*view.state.scenario).clone(), then, now }
    }

    fn differs(&self) -> bool {
        self.then != self.now
    }
}
