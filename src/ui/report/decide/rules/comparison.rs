//! A comparison, folded: it takes a while, and is made only while it is open. While something is typed it waits until that is
//! done.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::html::ontoggle;
use yew::prelude::*;

use super::super::common::select;
use super::told::{Sides, told};
use super::{Pair, name};
use crate::browser::print;
use crate::engine::attribution::{Attribution, attribution};
use crate::engine::rules::{RULE_SETS, RuleSet};
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{all, around, element, flag, listening, option, present, with};
use crate::ui::report::words::text;

/// How long nothing changes before it is made anew, in milliseconds.
const PATIENCE: u32 = 350;

/// What was and what is.
const THEN_AND_NOW: Sides = Sides {
    names: [Message::RulesInTimeThen, Message::RulesInTimeNow],
    chart: "decide-rules-then-chart",
    drawing: "decide-rules-then-bars",
};
/// By other rules, and by those that count.
const OTHERS_AND_THESE: Sides = Sides {
    names: [Message::RulesInTimeOthers, Message::RulesInTimeThese],
    chart: "decide-rules-other-chart",
    drawing: "decide-rules-other-bars",
};

/// What it is drawn from.
#[derive(Properties, PartialEq)]
pub(super) struct ComparisonProps {
    /// The page.
    pub view: View,
    /// What is compared; nothing where the reader chooses the other rules.
    pub pair: Option<Pair>,
    /// Whether it is open at first.
    pub open: bool,
}

/// What happens to it.
pub(super) enum Event {
    /// It was opened or closed.
    Toggled(bool),
    /// Other rules were chosen.
    Chosen(&'static RuleSet),
    /// Nothing has changed for a while.
    Quiet,
}

/// What was worked out, of what, and the page it was worked out for.
struct WorkedOut {
    pair: Pair,
    attribution: Attribution,
    view: View,
}

/// A comparison.
pub(super) struct Comparison {
    /// Whether the reader has opened it.
    open: bool,
    /// The rules that were chosen to be compared with.
    with: Option<&'static RuleSet>,
    /// What was worked out.
    worked_out: Option<WorkedOut>,
    /// Until it is worked out anew.
    patience: Option<Timeout>,
}

impl Component for Comparison {
    type Message = Event;
    type Properties = ComparisonProps;

    fn create(ctx: &Context<Comparison>) -> Comparison {
        let mut comparison = Comparison { open: ctx.props().open, with: None, worked_out: None, patience: None };
        if comparison.open || ctx.props().view.printing {
            comparison.work_out(ctx);
        }
        comparison
    }

    fn update(&mut self, ctx: &Context<Comparison>, event: Event) -> bool {
        match event {
            // What is opened to be printed is not opened by the reader.
            Event::Toggled(_) if ctx.props().view.printing => return false,
            Event::Toggled(open) if open == self.open => return false,
            Event::Toggled(open) => self.open = open,
            Event::Chosen(rules) => self.with = Some(rules),
            Event::Quiet => {}
        }
        if self.open {
            self.work_out(ctx);
        }
        true
    }

    fn changed(&mut self, ctx: &Context<Comparison>, _: &ComparisonProps) -> bool {
        if ctx.props().view.printing {
            self.work_out(ctx);
        } else if self.open && !self.is_current(&self.pair(ctx)) {
            let link = ctx.link().clone();
            self.patience = Some(Timeout::new(PATIENCE, move || link.send_message(Event::Quiet)));
        }
        true
    }

    fn view(&self, ctx: &Context<Comparison>) -> Html {
        let ComparisonProps { view, pair, .. } = ctx.props();
        let open = self.open || view.printing;
        let mut details = element("details", &["class", "open"], [Some("rules-fold".into()), present(open)]);
        let title = if pair.is_some() { Message::RulesInTimeThenAndNow } else { Message::RulesInTimeAgainst };
        details.add_child(around("summary", "", around("h3", "decide-heading", text(view, title))));
        // Something stands there always: the summary alone would be made anew beside it, and lose the focus.
        details.add_child(if open { self.opened(ctx) } else { Html::default() });
        let toggled = ctx.link().callback(|event: yew::Event| Event::Toggled(print::is_unfolded(&event)));
        listening(details, [Rc::new(ontoggle::Wrapper::new(toggled))])
    }
}

/// That it is being worked out.
fn waits(view: &View) -> Html {
    around("p", "muted", text(view, Message::RulesInTimeWaits))
}

impl Comparison {
    fn pair(&self, ctx: &Context<Comparison>) -> Pair {
        let ComparisonProps { view, pair, .. } = ctx.props();
        pair.clone().unwrap_or_else(|| Pair::against(view, self.other(view)))
    }

    /// The rules to be compared with: those that were chosen, else the set before the one that counts.
    fn other(&self, view: &View) -> &'static RuleSet {
        let counts = view.answer.rules;
        let differs = |rules: &&'static RuleSet| **rules != *counts;
        let before = || RULE_SETS.iter().rev().find(|rules| rules.valid_from < counts.valid_from);
        self.with.filter(differs).or_else(before).or_else(|| RULE_SETS.iter().find(differs)).unwrap_or(counts)
    }

    fn is_current(&self, pair: &Pair) -> bool {
        self.worked_out.as_ref().is_some_and(|of| of.pair == *pair)
    }

    fn work_out(&mut self, ctx: &Context<Comparison>) {
        self.patience = None;
        let pair = self.pair(ctx);
        if !self.is_current(&pair) {
            let attribution = attribution(&pair.scenario, &pair.then, &pair.now);
            self.worked_out = Some(WorkedOut { pair, attribution, view: ctx.props().view.clone() });
        }
    }

    fn opened(&self, ctx: &Context<Comparison>) -> Html {
        let ComparisonProps { view, pair, .. } = ctx.props();
        let choice = if pair.is_some() || view.printing { Html::default() } else { self.choice(ctx) };
        let sides = match pair {
            Some(_) => &THEN_AND_NOW,
            None => &OTHERS_AND_THESE,
        };
        let told = match &self.worked_out {
            None => waits(view),
            Some(of) if self.is_current(&self.pair(ctx)) => told(view, &of.pair, &of.attribution, sides),
            // What was stays in sight, as figures of what was, so that nothing jumps while something is typed.
            Some(of) => {
                let before = View { locale: view.locale.clone(), ..of.view.clone() };
                let told = told(&before, &of.pair, &of.attribution, sides);
                let values = ["rules-before".into(), flag(true)];
                all([waits(view), with("div", &["class", "aria-busy"], values, [told])])
            }
        };
        all([choice, told])
    }

    /// The other sets.
    fn choice(&self, ctx: &Context<Comparison>) -> Html {
        let view = &ctx.props().view;
        let other = self.other(view);
        let sets = RULE_SETS.iter().rev().filter(|rules| **rules != *view.answer.rules);
        let options =
            sets.map(|rules| option(AttrValue::Static(rules.id), *rules == *other, name(view, rules).plain()));
        let link = ctx.link().clone();
        select("decide-rules-other", text(view, Message::RulesInTimeOther), options.collect::<Vec<_>>(), move |id| {
            if let Some(rules) = RuleSet::by_id(&id) {
                link.send_message(Event::Chosen(rules));
            }
        })
    }
}
