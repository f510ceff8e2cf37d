//! The text that is being typed in a field, and how long it stands.
//!
//! A state machine, and every step sees the last one: the page may be drawn later than keys are pressed, so nothing here
//! may rest on what was drawn.

use crate::engine::scenario::Value;

/// What stands in a field besides its value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Typing {
    /// The text, while it isn't simply the value's.
    pub draft: Option<Draft>,
    /// Whether it is said what is wrong with it.
    pub complains: bool,
}

/// A text that is being typed, or that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    /// As it was typed.
    pub text: String,
    /// Whether it could not be read.
    pub unreadable: bool,
    /// Whether the field has the focus.
    pub active: bool,
    /// The value that the scenario has with it.
    pub value: Option<Value>,
    /// The scenario it was typed in.
    pub opened: u32,
}

/// What happens to a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Its text was changed. When the new one can't be read, `value` is what the scenario had.
    Typed(Draft),
    /// It got the focus.
    Entered,
    /// It lost the focus.
    Left,
    /// Nothing was typed for a while.
    Waited,
    /// Its value was set by something else than typing.
    Taken,
}

impl Typing {
    /// The text, unless the value or the whole scenario has changed from elsewhere since.
    pub(super) fn draft(&self, value: Option<&Value>, opened: u32) -> Option<&Draft> {
        let draft = self.draft.as_ref()?;
        let current = draft.opened == opened && (draft.active || draft.value.as_ref() == value);
        current.then_some(draft)
    }

    /// What it is after a step.
    pub(super) fn after(&self, step: Step) -> Typing {
        let draft = self.draft.clone();
        match step {
            Step::Typed(mut typed) => {
                // The scenario keeps the value that was last typed.
                if let Some(before) = draft.filter(|before| typed.unreadable && before.opened == typed.opened) {
                    typed.value = before.value;
                }
                Typing { draft: Some(typed), complains: false }
            }
            Step::Entered => Typing { draft: draft.map(|draft| Draft { active: true, ..draft }), ..*self },
            Step::Left => {
                let left = draft.filter(|draft| draft.unreadable).map(|draft| Draft { active: false, ..draft });
                Typing { complains: left.is_some(), draft: left }
            }
            Step::Waited => Typing { complains: draft.as_ref().is_some_and(|draft| draft.unreadable), draft },
            Step::Taken => Typing::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, Step, Typing};
    use crate::engine::scenario::Value;
    use rust_decimal::Decimal;

    fn number(number: i64) -> Option<Value> {
        Some(Value::Number(Decimal::from(number)))
    }

    /// Typed over a value.
    fn typed(text: &str, value: Option<Value>, unreadable: bool) -> Step {
        Step::Typed(Draft { text: text.to_string(), unreadable, active: true, value, opened: 0 })
    }

    fn after(steps: impl IntoIterator<Item = Step>) -> Typing {
        steps.into_iter().fold(Typing::default(), |typing, step| typing.after(step))
    }

    #[test]
    fn what_was_read_is_written_out_when_the_field_is_left() {
        let typing = after([typed("1,2 mln", number(1_200_000), false)]);
        assert!(typing.draft(number(1_200_000).as_ref(), 0).is_some());
        assert_eq!(after([typed("1,2 mln", number(1_200_000), false), Step::Left]), Typing::default());
    }

    #[test]
    fn what_could_not_be_read_stays_as_typed() {
        let typing = after([typed("12x", number(12), true), Step::Left]);
        assert!(typing.complains);
        assert_eq!(typing.draft(number(12).as_ref(), 0).map(|draft| draft.text.as_str()), Some("12x"));
    }

    #[test]
    fn keys_may_come_faster_than_the_page_is_drawn() {
        // The last key was pressed while the page still showed the value from before the first.
        let steps = [typed("-10", number(-10), false), typed("-101", number(10), true), Step::Left];
        assert!(after(steps).draft(number(-10).as_ref(), 0).is_some());
    }

    #[test]
    fn a_complaint_waits_and_goes_at_once() {
        let wrong = || typed("12x", None, true);
        assert!(!after([wrong()]).complains);
        assert!(after([wrong(), Step::Waited]).complains);
        assert!(!after([wrong(), Step::Waited, typed("12", number(12), false)]).complains);
        assert!(!after([wrong(), Step::Waited, typed("12xy", None, true)]).complains);
    }

    #[test]
    fn a_change_from_elsewhere_ends_it() {
        let left = after([typed("12x", number(12), true), Step::Left]);
        assert!(left.draft(number(13).as_ref(), 0).is_none());
        assert!(left.draft(number(12).as_ref(), 1).is_none());
        let typing = after([typed("12x", number(12), true), Step::Left, Step::Entered]);
        assert!(typing.draft(number(13).as_ref(), 0).is_some(), "not while it is being edited");
        assert_eq!(after([typed("12x", None, true), Step::Taken]), Typing::default());
    }
}
