//! What the page shows, as a text: for the part of it that is a program of its own.

use std::rc::Rc;

use super::filled::{Filled, Provider};
use super::unread::Unread;
use super::{State, Subject};
use crate::engine::catalogue::Slot;
use crate::engine::date::Date;
use crate::engine::rules::RuleSet;
use crate::link::{self, Defaults, Made};

/// What stands for the total of revenue among the fields that can't be read.
const TOTAL: &str = "total";

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The code of the language it is in.
    pub language: String,
    /// Whether it is drawn for paper.
    pub printing: bool,
    /// What it is drawn from, as far as a part below the answer draws from it: no history, no notices, no locks that
    /// aren't held.
    pub state: State,
}

impl State {
    /// What is shown of this state in a language, for [`Shown::read`]: a line each for the day, the language, paper, the
    /// figures, who filled in what, the fields that can't be read, what held when an older link was made, and locks.
    pub fn shown(&self, language: &str, printing: bool) -> String {
        let keys = |subject: Subject| match subject {
            Subject::At(slot) => slot.short(),
            Subject::TotalRevenue => TOTAL.to_string(),
        };
        let unread: Vec<String> = self.unread.iter().map(|unread| keys(unread.subject)).collect();
        let locked: Vec<String> = self.held.iter().map(|(slot, ..)| slot.short()).collect();
        let made = self.made.map(|made| {
            let at = made.at.map(|at| at.to_string()).unwrap_or_default();
            [at.as_str(), made.by.map_or("", |by| by.id), made.defaults.id].join(" ")
        });
        [
            self.today.to_string(),
            language.to_string(),
            if printing { "paper" } else { "" }.to_string(),
            link::write_plain(&self.scenario),
            self.filled.write(),
            unread.join(" "),
            made.unwrap_or_default(),
            locked.join(" "),
        ]
        .join("\n")
    }
}

impl Shown {
    /// Reads that text, beside what a provider brings; nothing where it isn't one.
    pub fn read(text: &str, provider: Provider) -> Option<Shown> {
        let mut lines = text.split('\n');
        let today = Date::parse(lines.next()?)?;
        let language = lines.next()?.to_string();
        let printing = !lines.next()?.is_empty();
        let mut state = State::at(link::plain(""), today, 0);
        state.scenario = Rc::new(link::plain(lines.next()?).scenario);
        state.filled = Rc::new(Filled::read(lines.next()?));
        let unread = |key: &str| match key {
            TOTAL => Some(Subject::TotalRevenue),
            _ => Slot::from_short(key).map(Subject::At),
        };
        let unread = lines.next()?.split(' ').filter_map(unread);
        state.unread = unread.map(|subject| Unread { subject, text: String::new() }).collect();
        state.made = made(lines.next()?);
        let locked: Vec<Slot> = lines.next()?.split(' ').filter_map(Slot::from_short).collect();
        state.provider = Rc::new(provider);
        state.hold_as_shown(&locked);
        Some(Shown { language, printing, state })
    }
}

fn made(text: &str) -> Option<Made> {
    let mut words = text.split(' ');
    let (at, by, defaults) = (words.next()?, words.next()?, words.next()?);
    Some(Made { at: Date::parse(at), by: RuleSet::by_id(by), defaults: Defaults::by_id(defaults)? })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Shown;
    use crate::app::{Action, Provider, State, Subject};
    use crate::engine::catalogue::{FieldId, Slot};
    use crate::engine::date::Date;
    use crate::link;

    const TODAY: Date = Date::literal(2026, 11, 22);

    #[test]
    fn what_is_shown_is_read_back() {
        let older = link::encode(&link::plain("cs=12..30&1na=A%20B").scenario, Date::literal(2025, 9, 30), None, None);
        let state = State::new(link::decode(&older, TODAY), TODAY);
        let fee = Subject::At(Slot::of(FieldId::OfferFee).in_offer(1));
        let state = state
            .update(Action::Unread(fee, Some("?".to_string())))
            .update(Action::Unread(Subject::TotalRevenue, Some("x\ny".to_string())));
        let shown = Shown::read(&state.shown("nl", true), Provider::default()).unwrap();
        assert_eq!((shown.language.as_str(), shown.printing), ("nl", true));
        assert_eq!(shown.state.scenario, state.scenario);
        assert_eq!(shown.state.filled, state.filled);
        assert_eq!(shown.state.made, state.made);
        assert_eq!(shown.state.older(), state.older());
        let subjects = |state: &State| state.unread.iter().map(|unread| unread.subject).collect::<Vec<_>>();
        assert_eq!(subjects(&shown.state), subjects(&state));
        assert!(shown.state.waits());
        assert_eq!(shown.state.shown("nl", true), state.shown("nl", true));
    }

    #[test]
    fn anything_else_is_nothing() {
        for text in ["", "2026-11-22", "yesterday\nnl\n\n\n\n\n\n", "2026-11-22\nnl\n\n\n\n\n"] {
            assert_eq!(Shown::read(text, Provider::default()), None, "{text:?}");
        }
        assert!(Shown::read("2026-11-22\nnl\n\n\n\n\n\n", Provider::default()).is_some());
    }
}
