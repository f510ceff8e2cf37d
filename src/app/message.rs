//! Actions as texts: a part of the page that is a program of its own does what it does through them.

use super::{Action, Entered, Subject};
use crate::engine::catalogue::{FieldId, KEPT, Slot, offer_number};
use crate::engine::scenario::Scenario;

impl Action {
    /// The action as a text, its parts between tabs; nothing of one that only the page itself can do.
    pub fn write(&self) -> Option<String> {
        let text = match self {
            Action::Set(slot, Some(value)) => ["set", &slot.short(), &value.text(slot.row().kind)].join("\t"),
            Action::Set(slot, None) => ["unset", &slot.short()].join("\t"),
            Action::Clear(slots) => {
                slots.iter().fold("clear".to_string(), |text, slot| [&text, "\t", &slot.short()].concat())
            }
            Action::Fill(Subject::At(subject), cells) => {
                let mut text = ["fill", &subject.short()].join("\t");
                for (slot, entered) in cells {
                    // What can't be read is no value to fill in.
                    let Entered::Value(value) = entered else { return None };
                    text = [&text, slot.short().as_str(), &value.text(slot.row().kind)].join("\t");
                }
                text
            }
            Action::Settle => "settle".to_string(),
            Action::AddOffer => "add".to_string(),
            Action::CopyOffer(offer) => format!("copy\t{offer}"),
            Action::RemoveOffer(offer) => format!("remove\t{offer}"),
            Action::AsOfThen(then) => format!("then\t{then}"),
            Action::Use(field) => ["use", &Slot::of(*field).short()].join("\t"),
            Action::Tell(words) => ["tell", words].join("\t"),
            _ => return None,
        };
        Some(text)
    }

    /// Reads that text. What isn't one is nothing, nor is a value that doesn't fit its field.
    pub fn read(text: &str) -> Option<Action> {
        let (name, rest) = text.split_once('\t').unwrap_or((text, ""));
        let action = match name {
            "set" => {
                let (key, value) = rest.split_once('\t')?;
                let slot = Slot::from_short(key)?;
                Action::Set(slot, Some(Scenario::parse_text(slot, value).ok()?))
            }
            "unset" => Action::Set(Slot::from_short(rest)?, None),
            "clear" => Action::Clear(rest.split('\t').map(Slot::from_short).collect::<Option<_>>()?),
            "fill" => fill(rest)?,
            "settle" => Action::Settle,
            "add" => Action::AddOffer,
            "copy" => Action::CopyOffer(offer_number(rest)?),
            "remove" => Action::RemoveOffer(offer_number(rest)?),
            "then" => Action::AsOfThen(rest.parse().ok()?),
            "use" => Action::Use(kept(rest)?),
            "tell" => Action::Tell(rest.to_string()),
            _ => return None,
        };
        Some(action)
    }
}

/// Several values that are one step: the field it is about, then each place and its value.
fn fill(text: &str) -> Option<Action> {
    let mut words = text.split('\t');
    let subject = Subject::At(Slot::from_short(words.next()?)?);
    let mut cells = Vec::new();
    while let Some(key) = words.next() {
        let slot = Slot::from_short(key)?;
        cells.push((slot, Entered::Value(Scenario::parse_text(slot, words.next()?).ok()?)));
    }
    Some(Action::Fill(subject, cells))
}

fn kept(key: &str) -> Option<FieldId> {
    KEPT.into_iter().find(|field| Slot::of(*field).short() == key)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::app::{Action, Entered, Subject};
    use crate::engine::catalogue::{FieldId, Portfolio, Slot};
    use crate::engine::scenario::{Scenario, Value};

    #[test]
    fn what_is_written_is_read_back() {
        let set = |slot: Slot, text: &str| Action::Set(slot, Some(Scenario::parse_text(slot, text).unwrap()));
        let name = Slot::of(FieldId::OfferName).in_offer(3);
        let actions = [
            set(name, "a\u{2028}b\\ <x>"),
            set(Slot::portfolio(FieldId::PlanMix, Portfolio::Azure), "offers.2"),
            set(Slot::of(FieldId::PlanFirst), "Growth|cs=7"),
            set(Slot::portfolio(FieldId::MoveStarts, Portfolio::Security), "1..6"),
            Action::Set(name, None),
            Action::Clear(vec![name, Slot::of(FieldId::PlanDown)]),
            Action::Fill(Subject::At(name), vec![(name, Entered::Value(Value::Name("x y".to_string())))]),
            Action::Settle,
            Action::AddOffer,
            Action::CopyOffer(0),
            Action::RemoveOffer(4),
            Action::AsOfThen(true),
            Action::Use(FieldId::PlanFourth),
            Action::Tell("one\ttwo".to_string()),
        ];
        for action in actions {
            let text = action.write().unwrap();
            assert_eq!(Action::read(&text), Some(action), "{text}");
        }
    }

    #[test]
    fn anything_else_is_nothing() {
        assert_eq!(Action::Reset.write(), None);
        for text in [
            "",
            "set",
            "set\tcs",
            "set\tcs\tx",
            "set\tzz\t1",
            "unset",
            "copy\t5",
            "remove\t-1",
            "use\tcs",
            "reset",
            "clear\tzz",
            "fill\tcs\tcs",
        ] {
            assert_eq!(Action::read(text), None, "{text}");
        }
    }
}
