//! What was done, so that it can be undone: one step for each intention, however many keys it took.
//!
//! Steps are numbered from the first on, so that the browser's own history can say which one it has come to.

use std::rc::Rc;

use crate::engine::currency::Currency;
use crate::engine::scenario::Scenario;
use crate::link::Made;

use super::Subject;
use super::filled::{Filled, Kept};

/// How many steps can be undone; older ones are forgotten.
pub const MAX_STEPS: usize = 100;

/// What a step brings back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// What was stated.
    pub scenario: Rc<Scenario>,
    /// The currency that amounts were typed in, where they are counted in another one.
    pub amounts_in: Option<Currency>,
    /// What held when the older link was made that it came with.
    pub made: Option<Made>,
    /// Who filled in what.
    pub filled: Rc<Filled>,
    /// What the neutral view leaves out.
    pub(super) aside: Rc<Vec<Kept>>,
}

/// What somebody meant to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intention {
    /// To change what stands in a field.
    Edit(Subject),
    /// To compare one more offer.
    AddOffer,
    /// To compare one offer less.
    RemoveOffer,
    /// To open another address.
    Open,
    /// To leave out what others filled in, or to have it back.
    Neutral,
    /// To go on with the figures of a scenario that is kept.
    Use,
    /// To begin anew.
    Reset,
}

/// A step: what was meant, and what there was on its other side.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    intention: Intention,
    beyond: Moment,
}

/// The steps that can be undone, and those that were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    past: Vec<Step>,
    /// The next one to redo last.
    future: Vec<Step>,
    /// The number of the first moment that is remembered.
    first: u32,
    /// Whether the last step is still under way.
    begun: bool,
}

impl History {
    /// Nothing done yet, at the moment of this number.
    pub fn at(first: u32) -> History {
        History { first, ..History::default() }
    }

    /// The number of the present moment.
    pub fn position(&self) -> u32 {
        self.first + number(self.past.len())
    }

    /// What would be undone.
    pub fn undoes(&self) -> Option<Intention> {
        self.past.last().map(|step| step.intention)
    }

    /// What would be redone. Nothing while something is under way: what was undone is over then.
    pub fn redoes(&self) -> Option<Intention> {
        self.future.last().filter(|_| !self.begun).map(|step| step.intention)
    }

    /// The moment of a number, other than the present one.
    pub fn moment(&self, position: u32) -> Option<&Moment> {
        let steps = if position < self.position() {
            self.past.get(position.checked_sub(self.first)? as usize)
        } else {
            let ahead = position.checked_sub(self.position() + 1)? as usize;
            self.future.len().checked_sub(ahead + 1).and_then(|place| self.future.get(place))
        };
        steps.map(|step| &step.beyond)
    }

    /// Whether the last step is still under way.
    pub(super) fn is_begun(&self) -> bool {
        self.begun
    }

    /// Whether the last step is this one and still under way: more keys in the same field are the same step.
    pub(super) fn is_under_way(&self, intention: Intention) -> bool {
        let edit = matches!(intention, Intention::Edit(_));
        self.begun && edit && self.undoes() == Some(intention)
    }

    /// Something is about to change; `now` is what there is before.
    pub(super) fn begin(&mut self, intention: Intention, now: Moment) {
        self.settle(&now);
        self.past.push(Step { intention, beyond: now });
        self.begun = true;
    }

    /// Whatever was under way is done; `now` is what there is. What came to nothing is no step.
    pub(super) fn settle(&mut self, now: &Moment) {
        if !std::mem::take(&mut self.begun) {
            return;
        }
        if self.past.last().is_some_and(|step| step.beyond == *now) {
            self.past.pop();
            return;
        }
        self.future.clear();
        if self.past.len() > MAX_STEPS {
            self.past.remove(0);
            self.first += 1;
        }
    }

    /// Goes to the moment of a number, and gives it; `now` is the present one.
    pub(super) fn travel(&mut self, position: u32, now: Moment) -> Option<Moment> {
        self.moment(position)?;
        let mut moment = now;
        while self.position() != position {
            let back = position < self.position();
            let (from, to) = if back { (&mut self.past, &mut self.future) } else { (&mut self.future, &mut self.past) };
            let Step { intention, beyond } = from.pop()?;
            to.push(Step { intention, beyond: std::mem::replace(&mut moment, beyond) });
        }
        Some(moment)
    }

    /// Comes to a moment that isn't remembered, as the browser remembers more after the page was loaded again; `now` is
    /// the one left. Where they are neighbours the way back is known.
    pub(super) fn arrive(&mut self, position: u32, now: Moment) {
        let from = self.position();
        *self = History::at(position);
        let step = Step { intention: Intention::Open, beyond: now };
        if position + 1 == from {
            self.future.push(step);
        } else if position == from + 1 {
            self.first = from;
            self.past.push(step);
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
