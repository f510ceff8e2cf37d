//! What is said to who can't see it: once it is quiet, and only what has changed.

use gloo::timers::callback::Timeout;

use crate::app::Action;
use crate::browser::document;
use crate::i18n::{Arg, Message, Phrase};

use super::View;
use super::form::intention;
use super::report::verdict::verdict;

/// How long after the last key something is said, in milliseconds.
const QUIET: u32 = 900;

/// What was said last, and what is to be said next.
pub(super) struct Voice {
    /// The answer in short, as it was said or seen last.
    answer: String,
    /// What was done, to be said with what came of it.
    notes: Vec<String>,
    /// Until it is said.
    quiet: Option<Timeout>,
}

impl Voice {
    /// Nothing to say: this is what is seen.
    pub(super) fn new(view: &View) -> Voice {
        Voice { answer: in_short(view), notes: Vec::new(), quiet: None }
    }

    /// Notes an action that is about to be done, where it is worth a word of its own.
    pub(super) fn note(&mut self, view: &View, action: &Action) {
        let history = &view.state.history;
        let (undone, step) = match action {
            Action::Tell(words) => return self.notes.push(words.clone()),
            Action::Reset => return self.notes.push(view.locale.text(Message::VoiceResetDone).to_string()),
            Action::Undo => (true, history.undoes()),
            Action::Redo => (false, history.redoes()),
            Action::GoTo(position) if *position < history.position() => (true, history.undoes()),
            Action::GoTo(_) => (false, history.redoes()),
            _ => return,
        };
        let message = if undone { Message::VoiceUndone } else { Message::VoiceRedone };
        let what = step.map(|step| intention(&view.locale, step)).unwrap_or_default();
        self.notes.push(view.locale.say(message, &[("what", Arg::Phrase(&what))]).plain());
    }

    /// Waits until it is quiet.
    pub(super) fn wait(&mut self, then: impl FnOnce() + 'static) {
        self.quiet = Some(Timeout::new(QUIET, then));
    }

    /// Says what was noted, and the answer where that has changed.
    pub(super) fn speak(&mut self, view: &View) {
        self.quiet = None;
        let now = in_short(view);
        let mut words = std::mem::take(&mut self.notes);
        if now != self.answer {
            let args = [("now", Arg::Text(&now)), ("before", Arg::Text(&self.answer))];
            words.push(view.locale.say(Message::VoiceChanged, &args).plain());
        }
        self.answer = now;
        if !words.is_empty() {
            document::say(words.join(" "));
        }
    }
}

/// The answer in short; without its range, which comes a moment later.
fn in_short(view: &View) -> String {
    let view = View { uncertainty: None, ..view.clone() };
    Phrase::plain(&verdict(&view).short)
}
