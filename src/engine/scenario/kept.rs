//! A scenario that is kept under a name, to be compared with the present one.

use super::{Given, Scenario, Value, is_name};
use crate::engine::catalogue::{FieldId, Group, Slot};

/// Between the name and the parts of what is stated.
const BAR: char = '|';

/// A scenario under a name. It keeps no plans, and so no scenario of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    name: String,
    /// What it states.
    scenario: Scenario,
}

impl Kept {
    /// Keeps a scenario, but for its plans, under a name of 1 to 60 characters, none of them a control character.
    pub fn new(name: &str, scenario: &Scenario) -> Option<Kept> {
        is_name(name).then(|| Kept { name: name.to_string(), scenario: without_plans(scenario) })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it states.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The scenario as it is compared with another one: on that one's day and by its rules, unless it states its own.
    pub fn beside(&self, other: &Scenario) -> Scenario {
        let mut beside = self.scenario.clone();
        for slot in [FieldId::AsOf, FieldId::Rules].map(Slot::of) {
            if beside.get(slot).is_none() {
                beside = beside.with(slot, other.get(slot).cloned());
            }
        }
        beside
    }

    /// Reads `Growth|cs=120|rea=900000`: a name, then short keys or paths with their values, a bar before each. In all of
    /// them a bar is written `~b` and a tilde `~t`. Nothing where anything of it can't be read: a scenario is kept whole.
    pub(super) fn read(text: &str) -> Option<Kept> {
        let mut parts = text.split(BAR).map(plain);
        let name = parts.next()??;
        let pairs = parts.map(|part| {
            let part = part?;
            let (key, value) = part.split_once('=')?;
            Some((key.to_string(), value.to_string()))
        });
        let pairs = pairs.collect::<Option<Vec<_>>>()?;
        let plan = |key: &str| {
            let slot = Slot::from_path(key).or_else(|| Slot::from_short(key));
            slot.is_some_and(|slot| slot.row().group == Group::Plans)
        };
        if pairs.iter().any(|(key, _)| plan(key)) {
            return None;
        }
        let (scenario, problems) =
            Scenario::read(pairs.iter().map(|(key, value)| (key.as_str(), Given::Text(value.as_str()))));
        if problems.is_empty() { Kept::new(&name, &scenario) } else { None }
    }

    /// As [`Kept::read`] reads it.
    pub(super) fn text(&self) -> String {
        let mut text = escaped(&self.name);
        for (slot, value) in self.scenario.write() {
            text.push(BAR);
            text.push_str(&escaped(&[&slot.short(), "=", &value].concat()));
        }
        text
    }
}

fn without_plans(scenario: &Scenario) -> Scenario {
    let plans: Vec<Slot> =
        scenario.stated().map(|(slot, _)| slot).filter(|slot| slot.row().group == Group::Plans).collect();
    plans.into_iter().fold(scenario.clone(), |left, slot| left.with(slot, None))
}

impl Scenario {
    /// This scenario's plans around what another one states: the kept scenarios and what else is weighed stay, as far as
    /// that one has the offers they name.
    pub fn with_figures_of(&self, other: &Scenario) -> Scenario {
        let plans = self.stated().filter(|(slot, _)| slot.row().group == Group::Plans);
        plans.fold(without_plans(other), |figures, (slot, value)| figures.with(slot, Some(value.clone())))
    }

    /// The scenario that is kept here, if one is.
    pub fn kept(&self, field: FieldId) -> Option<&Kept> {
        match self.get(Slot::of(field))? {
            Value::Kept(kept) => Some(kept),
            _ => None,
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('~', "~t").replace(BAR, "~b")
}

/// Undoes the escaping; nothing where a tilde stands before anything else.
fn plain(text: &str) -> Option<String> {
    let mut parts = text.split('~');
    let mut plain = parts.next()?.to_string();
    for part in parts {
        let mut letters = part.chars();
        plain.push(match letters.next()? {
            't' => '~',
            'b' => BAR,
            _ => return None,
        });
        plain.push_str(letters.as_str());
    }
    Some(plain)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Kept;
    use crate::engine::catalogue::{FieldId, Slot};
    use crate::engine::scenario::{Fault, Given, Scenario, Value};

    fn slot() -> Slot {
        Slot::of(FieldId::PlanFirst)
    }

    fn scenario(pairs: &[(&str, &str)]) -> Scenario {
        let (scenario, problems) = Scenario::read(pairs.iter().map(|(key, value)| (*key, Given::Text(value))));
        assert_eq!(problems, []);
        scenario
    }

    #[test]
    fn what_is_kept_is_read_back() {
        let offers =
            scenario(&[("1na", "A|B ~ C=D"), ("rea", "1..3"), ("de", "security,data_ai"), ("0ck", "exit_terms")]);
        for name in ["Growth", "~|=", "ø", " "] {
            let kept = Kept::new(name, &offers).unwrap();
            assert_eq!(Kept::read(&kept.text()), Some(kept.clone()), "{name}");
            assert_eq!(kept.scenario().get(Slot::of(FieldId::OfferChecklist)), None);
            let value = Scenario::parse_text(slot(), &kept.text()).unwrap();
            assert_eq!(value.text(slot().row().kind), kept.text());
        }
        assert_eq!(Kept::new("", &offers), None);
        assert_eq!(Kept::new("a\nb", &offers), None);
    }

    #[test]
    fn a_part_that_can_not_be_read_refuses_the_whole() {
        for text in ["", "|cs=1", "A|cs", "A|cs=x", "A|cs=1|cs=2", "A|xx=1", "A|~x", "A|sc1=B", "A|mxm=direct", "A~"] {
            assert_eq!(Scenario::parse_text(slot(), text), Err(Fault::NotAScenario), "{text}");
        }
        assert!(matches!(Scenario::parse_text(slot(), "A"), Ok(Value::Kept(_))));
    }

    #[test]
    fn figures_are_taken_over_and_plans_stay() {
        let present =
            scenario(&[("cs", "9"), ("1na", "B"), ("mxm", "offers.1"), ("sc1", "A|cs=12"), ("pdn", "usd_rate")]);
        let taken = present.with_figures_of(present.kept(FieldId::PlanFirst).unwrap().scenario());
        let texts: Vec<String> =
            taken.write().iter().map(|(slot, value)| [&slot.short(), "=", value].concat()).collect();
        // There is no second offer any more.
        assert_eq!(texts, ["cs=12", "pdn=usd_rate", "sc1=A|cs=12"]);
    }

    #[test]
    fn it_is_compared_on_the_day_of_the_other() {
        let other = scenario(&[("on", "2026-03-01"), ("ru", "2020")]);
        let own = scenario(&[("on", "2025-01-01"), ("cs", "3")]);
        let beside = Kept::new("A", &own).unwrap().beside(&other);
        assert_eq!(beside.get(Slot::of(FieldId::AsOf)), own.get(Slot::of(FieldId::AsOf)));
        assert_eq!(beside.get(Slot::of(FieldId::Rules)), other.get(Slot::of(FieldId::Rules)));
    }
}
