//! The steps in the browser's own history, so that its Back undoes and its Forward does again.
//!
//! A step gets an entry with its first change; whatever else belongs to it replaces that entry's fragment. Undoing goes
//! back in the browser's history, so that its buttons and the page's agree. Where there is no entry to go to, as in a
//! frame, or because a browser refused one, the page goes by itself.

use std::rc::Rc;

use gloo::timers::callback::Timeout;

use crate::app::{Action, Filled, State};
use crate::browser::address;

/// How long after the last change the address follows, in milliseconds: browsers limit how often it may change.
const DELAY: u32 = 150;

/// Where the browser is in its history, by the numbers of the page's own.
#[derive(Debug)]
pub(super) struct Trail {
    /// The number of the present entry.
    at: u32,
    /// The lowest and the highest that are known to be there.
    known: (u32, u32),
    /// The language that is written in the address.
    language: Option<&'static str>,
    /// Until the address follows.
    delay: Option<Timeout>,
}

impl Trail {
    /// That of a page which has just been opened.
    pub(super) fn start() -> Trail {
        let at = address::position().unwrap_or(0);
        Trail { at, known: (at, at), language: None, delay: None }
    }

    /// The number of the present entry.
    pub(super) fn at(&self) -> u32 {
        self.at
    }

    /// Who filled in what at the present entry, where the page made it: what it noted before it was loaded again.
    pub(super) fn recalled(&self) -> Option<Filled> {
        address::position().map(|_| Filled::read(&address::note()))
    }

    /// The browser has come to this entry.
    pub(super) fn came_to(&mut self, number: u32) {
        self.at = number;
        self.known = (self.known.0.min(number), self.known.1.max(number));
    }

    /// The browser has made an entry by itself: this is its number. What came after is gone.
    pub(super) fn number(&mut self, state: &State) {
        let number = state.history.position();
        self.at = number;
        self.known = (self.known.0.min(number), number);
        address::number(number, &state.filled.write());
    }

    /// Whether an action is done by going to another entry.
    pub(super) fn takes(&mut self, action: &Action, state: &State) -> bool {
        let position = state.history.position();
        let target = match action {
            Action::Undo if state.history.undoes().is_some() => position.checked_sub(1),
            Action::Redo if state.history.redoes().is_some() => position.checked_add(1),
            _ => None,
        };
        let (first, last) = self.known;
        let Some(target) = target.filter(|target| (first..=last).contains(target) && *target != self.at) else {
            return false;
        };
        // What is left behind is brought up to date first.
        if self.delay.take().is_some() {
            self.replace(state);
        }
        address::go(i32::try_from(i64::from(target) - i64::from(self.at)).unwrap_or(0));
        true
    }

    /// Brings the browser's history up to date.
    pub(super) fn follow(&mut self, state: &Rc<State>, language: Option<&'static str>) {
        self.language = language;
        // While a notice stands, the address it is about stays: reloading shows the notice again.
        if state.keeps_address() {
            self.delay = None;
            let note = state.filled.write();
            if address::position() != Some(self.at) || address::note() != note {
                address::number(self.at, &note);
            }
            return;
        }
        let position = state.history.position();
        if self.at < position && self.delay.take().is_some() {
            self.replace(state);
        }
        while self.at < position {
            let next = self.at + 1;
            let Some((fragment, note)) = fragment_at(state, next, language) else { break };
            if !address::push(&fragment, next, &note) {
                break;
            }
            self.at = next;
            self.known.1 = next;
        }
        let (state, at) = (state.clone(), self.at);
        self.delay = Some(Timeout::new(DELAY, move || {
            let Some((fragment, note)) = fragment_at(&state, position, language) else { return };
            let same = address::fragment().trim_start_matches('#') == fragment && address::note() == note;
            if !same || address::position() != Some(at) {
                address::replace(&fragment, at, &note);
            }
        }));
    }

    /// Gives the present entry the fragment of its moment, at once.
    fn replace(&self, state: &State) {
        if let Some((fragment, note)) = fragment_at(state, self.at, self.language) {
            address::replace(&fragment, self.at, &note);
        }
    }
}

/// The fragment of the moment with this number, and who filled in what there.
fn fragment_at(state: &State, number: u32, language: Option<&str>) -> Option<(String, String)> {
    let (scenario, made, filled) = if number == state.history.position() {
        (&state.scenario, &state.made, &state.filled)
    } else {
        let moment = state.history.moment(number)?;
        (&moment.scenario, &moment.made, &moment.filled)
    };
    Some((state.address(scenario, made.as_ref(), language), filled.write()))
}
