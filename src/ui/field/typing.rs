//! The text that is being typed in a field, from the first key until the field is left.
//!
//! A state machine, and every step sees the last one: the page may be drawn later than keys are pressed, so nothing here
//! may rest on what was drawn. A text that can't be read outlives it: the page's state keeps that.

/// What stands in a field besides its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typing {
    /// The text, while it is being typed.
    pub draft: Option<Draft>,
    /// Whether it is said what is wrong with it.
    pub complains: bool,
}

/// A text that is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    /// As it was typed.
    pub text: String,
    /// Whether it is still being put together, with a keyboard that needs several keys for a character. Then it means
    /// nothing yet.
    pub composing: bool,
    /// Whether it could not be read.
    pub unreadable: bool,
    /// The scenario it was typed in.
    pub opened: u32,
}

/// What happens to a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Its text was changed.
    Typed(Draft),
    /// It lost the focus.
    Left,
    /// Nothing was typed for a while.
    Waited,
    /// Its value was set by something else than typing.
    Taken,
}

impl Typing {
    /// The text, unless the whole scenario has changed since.
    pub(super) fn draft(&self, opened: u32) -> Option<&Draft> {
        self.draft.as_ref().filter(|draft| draft.opened == opened)
    }

    /// What it is after a step.
    pub(super) fn after(&self, step: Step) -> Typing {
        match step {
            Step::Typed(draft) => Typing { draft: Some(draft), complains: false },
            Step::Waited => {
                let unreadable = self.draft.as_ref().is_some_and(|draft| draft.unreadable);
                Typing { draft: self.draft.clone(), complains: unreadable }
            }
            Step::Left | Step::Taken => Typing::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, Step, Typing};

    fn typed(text: &str, unreadable: bool) -> Step {
        Step::Typed(Draft { text: text.to_string(), composing: false, unreadable, opened: 0 })
    }

    fn after(steps: impl IntoIterator<Item = Step>) -> Typing {
        steps.into_iter().fold(Typing::default(), |typing, step| typing.after(step))
    }

    #[test]
    fn what_was_read_is_written_out_when_the_field_is_left() {
        assert!(after([typed("1,2 mln", false)]).draft(0).is_some());
        assert_eq!(after([typed("1,2 mln", false), Step::Left]), Typing::default());
    }

    #[test]
    fn a_complaint_waits_and_goes_at_once() {
        let wrong = || typed("12x", true);
        assert!(!after([wrong()]).complains);
        assert!(after([wrong(), Step::Waited]).complains);
        assert!(!after([wrong(), Step::Waited, typed("12", false)]).complains);
        assert!(!after([wrong(), Step::Waited, typed("12xy", true)]).complains);
        assert!(!after([typed("12", false), Step::Waited]).complains);
    }

    #[test]
    fn another_scenario_ends_it() {
        let typing = after([typed("12x", true)]);
        assert!(typing.draft(0).is_some());
        assert!(typing.draft(1).is_none());
        assert_eq!(after([typed("12x", true), Step::Taken]), Typing::default());
    }
}
