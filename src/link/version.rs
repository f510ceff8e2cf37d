//! What holds when a link is made: the version of its format, the day, the rules, the defaults.

use crate::engine::attribution::Circumstances;
use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::date::Date;
use crate::engine::rules::RuleSet;
use crate::engine::scenario::{Scenario, Value};

use super::plain;

/// The version of the format that is written. A later one changes what a part means; it keeps the version first, and the
/// check value last and reckoned likewise, so that this page can tell a newer link from a damaged one.
pub const VERSION: &str = "1";

/// A set of defaults that was released.
#[derive(Debug)]
pub struct Defaults {
    /// The name in links.
    pub id: &'static str,
    /// What was different from the next set, as the fields of a link; empty for the newest, which is the catalogue.
    ///
    /// A link that was made with this set has these values where it states none.
    former: &'static str,
}

/// Every set that was ever released, the newest last.
///
/// The catalogue and the currencies hold the newest. To change a default after a release: write the value it had into
/// `former` of the last row, add a row below it with the next id, and the new digest to the test below. A default that
/// follows from other fields can't be written there: keep how it followed in `engine::situation`, by the id.
pub static DEFAULTS: [Defaults; 1] = [Defaults { id: "1", former: "" }];

impl Defaults {
    /// The set with this id.
    pub fn by_id(id: &str) -> Option<&'static Defaults> {
        DEFAULTS.iter().find(|set| set.id == id)
    }

    /// The set that holds today.
    pub fn newest() -> &'static Defaults {
        let [.., newest] = &DEFAULTS;
        newest
    }

    /// What it had that is different today, as what a scenario states: of each field the value of the oldest set that is
    /// not older than this one.
    fn former(&self) -> Vec<(Slot, Value)> {
        // There is nothing to look up in a program that knows one set.
        if DEFAULTS.len() == 1 {
            return Vec::new();
        }
        let mut former: Vec<(Slot, Value)> = Vec::new();
        for set in DEFAULTS.iter().skip_while(|set| set.id != self.id) {
            let scenario = plain(set.former).scenario;
            for (slot, _) in scenario.write() {
                let value = scenario.get(slot).cloned();
                if former.iter().all(|(earlier, _)| *earlier != slot) {
                    former.extend(value.map(|value| (slot, value)));
                }
            }
        }
        former
    }
}

impl PartialEq for Defaults {
    fn eq(&self, other: &Defaults) -> bool {
        self.id == other.id
    }
}

impl Eq for Defaults {}

/// What held when a link was made, as far as it isn't stated there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// The day; none where one is stated.
    pub at: Option<Date>,
    /// The rules; none where they are stated.
    pub by: Option<&'static RuleSet>,
    /// The defaults.
    pub defaults: &'static Defaults,
}

/// The day a scenario is of.
pub(super) fn day(scenario: &Scenario, today: Date) -> Date {
    match scenario.get(Slot::of(FieldId::AsOf)) {
        Some(Value::Date(date)) => *date,
        _ => today,
    }
}

/// The rules a scenario is asked about.
pub(super) fn rules(scenario: &Scenario, today: Date) -> &'static RuleSet {
    match scenario.get(Slot::of(FieldId::Rules)) {
        Some(Value::Rules(rules)) => rules,
        _ => RuleSet::in_force(day(scenario, today)),
    }
}

impl Made {
    /// What held: the day and the rules are those that this scenario states.
    pub(super) fn of(held: &Scenario, defaults: &'static Defaults) -> Made {
        let at = match held.get(Slot::of(FieldId::AsOf)) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        };
        let by = match held.get(Slot::of(FieldId::Rules)) {
            Some(Value::Rules(rules)) => Some(*rules),
            _ => None,
        };
        Made { at, by, defaults }
    }

    /// Whether something else would hold today for what the link states.
    pub(super) fn is_older(&self, stated: &Scenario, today: Date) -> bool {
        self.at.is_some_and(|at| at != today)
            || self.by.is_some_and(|by| *by != *RuleSet::in_force(day(stated, today)))
            || (DEFAULTS.len() > 1 && self.defaults != Defaults::newest())
    }

    /// Whether a scenario is reckoned as it was then.
    pub fn holds(&self, scenario: &Scenario, today: Date) -> bool {
        self.at.is_none_or(|at| at == day(scenario, today))
            && self.by.is_none_or(|by| *by == *rules(scenario, today))
            && self.defaults.former().iter().all(|(slot, _)| scenario.get(*slot).is_some())
    }

    /// A scenario as it was then: what held states what it has to. What is stated stays.
    pub fn pinned(&self, scenario: &Scenario, today: Date) -> Scenario {
        let mut then = scenario.clone();
        if let Some(at) = self.at.filter(|at| *at != today) {
            then = then.with(Slot::of(FieldId::AsOf), Some(Value::Date(at)));
        }
        if let Some(by) = self.by.filter(|by| **by != *RuleSet::in_force(day(&then, today))) {
            then = then.with(Slot::of(FieldId::Rules), Some(Value::Rules(by)));
        }
        for (slot, value) in self.defaults.former() {
            if then.get(slot).is_none() {
                then = then.with(slot, Some(value));
            }
        }
        then
    }

    /// What a scenario was judged under then, to be compared with [`Circumstances::of`] today; it is the scenario as it
    /// is stated, without what held.
    pub fn circumstances(&self, stated: &Scenario, today: Date) -> Circumstances {
        let then = Circumstances::of(&self.pinned(stated, today), today);
        Circumstances { defaults: self.defaults.former(), ..then }
    }

    /// A scenario with what holds today, where it isn't the visitor's own.
    pub fn unpinned(&self, scenario: &Scenario) -> Scenario {
        let mut now = scenario.clone();
        let mut forget = |slot: Slot, value: Value| {
            if now.get(slot) == Some(&value) {
                now = now.with(slot, None);
            }
        };
        if let Some(at) = self.at {
            forget(Slot::of(FieldId::AsOf), Value::Date(at));
        }
        if let Some(by) = self.by {
            forget(Slot::of(FieldId::Rules), Value::Rules(by));
        }
        for (slot, value) in self.defaults.former() {
            forget(slot, value);
        }
        now
    }
}

#[cfg(test)]
mod tests {
    use super::{DEFAULTS, Defaults};
    use crate::engine::catalogue::{FIELDS, Group};
    use crate::engine::currency::Currency;

    /// FNV-1a over every default and every currency's rate.
    fn digest() -> u64 {
        // No figure follows from plans.
        let fields = FIELDS
            .iter()
            .filter(|row| row.group != Group::Plans)
            .map(|row| format!("{} {:?}\n", row.message_key(), row.default));
        let rates = Currency::CODES.iter().map(|code| {
            let rate = Currency::from_code(code).map(Currency::default_usd_rate);
            format!("{code} {rate:?}\n")
        });
        let bytes: Vec<u8> = fields.chain(rates).flat_map(String::into_bytes).collect();
        bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
    }

    /// A default can't change in silence: links that were sent rest on it.
    #[test]
    fn each_set_of_defaults_is_as_it_was_released() {
        assert_eq!(Defaults::newest().id, "1");
        assert_eq!(digest(), 12_727_715_369_123_392_165, "a default has changed: see `DEFAULTS`");
    }

    #[test]
    fn ids_differ_and_what_was_different_can_be_read() {
        for (place, set) in DEFAULTS.iter().enumerate() {
            assert!(DEFAULTS.iter().take(place).all(|other| other.id != set.id));
            assert_eq!(super::plain(set.former).problems, []);
        }
        assert_eq!(Defaults::newest().former, "");
    }
}
