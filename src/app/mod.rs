//! The application without a browser: its state, and how each action changes it.

pub mod presets;
mod total;

use std::rc::Rc;

use rust_decimal::Decimal;

use crate::engine::catalogue::{FieldId, Portfolio, Slot};
use crate::engine::date::Date;
use crate::engine::scenario::{Problem, Scenario, Value};
use crate::engine::situation::{Each, Situation};
use crate::link::Opened;

/// Everything the page can't compute from something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// What the visitor stated.
    pub scenario: Rc<Scenario>,
    /// The day on which the page was opened.
    pub today: Date,
    /// What of an opened address could not be read.
    pub notices: Vec<Problem>,
    /// The fields whose text can't be read as it stands; the scenario keeps their last value.
    pub unread: Vec<Slot>,
    /// The proportion in which a typed total is split, while it is being typed: each keystroke starts from what the
    /// portfolios were, not from what the previous keystroke rounded them to.
    proportion: Option<Each<Decimal>>,
    /// Counts the times the scenario was replaced as a whole, so that fields drop their text.
    pub opened: u32,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// A field has a value, or takes its default.
    Set(Slot, Option<Value>),
    /// The total of revenue was typed: the portfolios follow, in their present proportion.
    SetTotal(Decimal),
    /// A field's text can't be read, or can again.
    Unread(Slot, bool),
    /// An address was opened.
    Open(Opened),
    /// One more offer.
    AddOffer,
    /// One offer less.
    RemoveOffer(u8),
    /// The notices were read.
    DismissNotices,
}

impl State {
    /// The state of a page that opens an address today.
    pub fn new(opened: Opened, today: Date) -> State {
        State {
            scenario: Rc::new(opened.scenario),
            today,
            notices: opened.problems,
            unread: Vec::new(),
            proportion: None,
            opened: 0,
        }
    }

    /// The state after an action.
    pub fn update(&self, action: Action) -> State {
        let mut next = self.clone();
        match action {
            Action::Set(slot, value) => {
                next.unread.retain(|other| *other != slot);
                if slot.field == FieldId::Revenue || slot.field == FieldId::Currency {
                    next.proportion = None;
                }
                next.scenario = Rc::new(self.scenario.with(slot, value));
            }
            Action::SetTotal(total) => next.split(total),
            Action::Unread(slot, unread) => {
                next.unread.retain(|other| *other != slot);
                if unread {
                    next.unread.push(slot);
                }
            }
            Action::Open(opened) => {
                next = State { opened: self.opened + 1, ..State::new(opened, self.today) };
            }
            Action::AddOffer => next.scenario = Rc::new(self.scenario.with_offer()),
            Action::RemoveOffer(offer) => {
                next.unread.clear();
                next.scenario = Rc::new(self.scenario.without_offer(offer));
                next.opened += 1;
            }
            Action::DismissNotices => next.notices.clear(),
        }
        next
    }

    fn split(&mut self, total: Decimal) {
        let situation: Situation = Situation::resolve(&self.scenario, self.today);
        let proportion = *self.proportion.get_or_insert_with(|| {
            let present = Each::of(|portfolio| situation.revenue.get(portfolio).exact());
            let nothing = present.iter().all(|(_, revenue)| revenue.is_zero());
            if nothing { Each::of(|portfolio| default_revenue(portfolio, &situation)) } else { present }
        });
        let mut scenario = (*self.scenario).clone();
        for (portfolio, revenue) in total::split(total, &proportion).iter() {
            let slot = Slot::portfolio(FieldId::Revenue, portfolio);
            self.unread.retain(|other| *other != slot);
            // A part of a total within range is within range.
            scenario = scenario.with(slot, Scenario::check_number(slot, *revenue).ok());
        }
        self.scenario = Rc::new(scenario);
    }
}

fn default_revenue(portfolio: Portfolio, situation: &Situation) -> Decimal {
    FieldId::Revenue.row().default_number(Some(portfolio), situation.currency).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Action, State};
    use crate::engine::catalogue::{FieldId, Portfolio, Slot};
    use crate::engine::date::Date;
    use crate::link::{decode, encode};
    use rust_decimal::Decimal;

    fn state(fragment: &str) -> State {
        State::new(decode(fragment), Date::literal(2026, 11, 22))
    }

    fn fragment(state: &State) -> String {
        encode(&state.scenario, None)
    }

    #[test]
    fn a_total_typed_digit_by_digit_keeps_the_proportion() {
        let mut typed = state("");
        for total in [1u32, 10, 100, 1_000, 10_000, 100_000, 1_000_000] {
            typed = typed.update(Action::SetTotal(Decimal::from(total)));
        }
        assert_eq!(fragment(&typed), "rem=600000&res=75000&reb=75000&rea=250000");
    }

    #[test]
    fn a_total_over_nothing_takes_the_proportion_of_the_defaults() {
        let empty = state("rem=0&res=0&reb=0&rea=0");
        let typed = empty.update(Action::SetTotal(Decimal::from(800)));
        assert_eq!(fragment(&typed), "rem=480&res=60&reb=60&rea=200");
    }

    #[test]
    fn a_field_set_to_nothing_takes_its_default() {
        let slot = Slot::of(FieldId::Customers);
        assert_eq!(fragment(&state("cs=12").update(Action::Set(slot, None))), "");
    }

    #[test]
    fn a_portfolio_changes_the_proportion_of_the_next_total() {
        let slot = Slot::portfolio(FieldId::Revenue, Portfolio::Azure);
        let zero = crate::engine::scenario::Scenario::check_number(slot, Decimal::ZERO).ok();
        let typed = state("").update(Action::SetTotal(Decimal::from(100))).update(Action::Set(slot, zero));
        let again = typed.update(Action::SetTotal(Decimal::from(160)));
        assert!(fragment(&again).ends_with("&rea=0"));
    }
}
