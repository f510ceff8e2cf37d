//! The scenario: what the partner stated, and nothing else.
//!
//! A scenario holds only values that fit their field, so that the engine has no error paths. It is read from pairs of
//! a path and a value, whatever their origin: a link, JSON, a row of a table, a message. What doesn't fit is refused
//! with its path, its value and what is allowed, and never applied, dropped in silence, or turned into something else.

mod kept;

use std::fmt;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::catalogue::{DefaultValue, FIELDS, Field, FieldId, Kind, MAX_OFFERS, Slot, offer_number};
use super::date::Date;
use super::rules::RuleSet;

/// The first day a scenario can be of: the first rule set's.
pub const FIRST_DAY: Date = Date::literal(2018, 8, 31);
/// The last day a scenario can be of.
pub const LAST_DAY: Date = Date::literal(2199, 12, 31);
/// The most decimals a number can have.
pub const MAX_DECIMALS: u32 = 12;
/// The longest name of an offer, in Unicode scalar values.
pub const MAX_NAME: usize = 60;

pub use self::kept::Kept;

/// A value that fits its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number within the field's limits.
    Number(Decimal),
    /// A number that is only known to lie between two.
    Range(Range),
    /// Yes or no.
    Fact(bool),
    /// One of the field's choices, by its place.
    Choice(u8),
    /// Some of the field's choices, each bit one of them by its place.
    Set(u8),
    /// A day.
    Date(Date),
    /// A name.
    Name(String),
    /// A rule set.
    Rules(&'static RuleSet),
    /// An offer of the scenario, by its number.
    Offer(u8),
    /// Another scenario.
    Kept(Rc<Kept>),
}

/// A number that is only known to lie between two, both included: `low..high`, or `low;likely;high`.
///
/// It counts at its likely value, else at the middle, wherever one number is wanted. Each of the three is a value of the
/// field: the middle of a whole number is whole, and none has more decimals than a number may have, rounded away from
/// zero where it lies halfway. A range from a number to itself is that number, and stays written as a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    low: Decimal,
    likely: Decimal,
    high: Decimal,
    /// Whether the likely value was given.
    named: bool,
}

/// The parts of a range as they were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RangeParts<'a> {
    /// The lowest value.
    pub low: &'a str,
    /// The likely value, where it is given.
    pub likely: Option<&'a str>,
    /// The highest value.
    pub high: &'a str,
}

impl Range {
    /// The lowest value.
    pub fn low(&self) -> Decimal {
        self.low
    }

    /// The value that counts: the likely one, else the middle.
    pub fn likely(&self) -> Decimal {
        self.likely
    }

    /// The highest value.
    pub fn high(&self) -> Decimal {
        self.high
    }

    /// Whether the likely value was given; else it is the middle.
    pub fn is_named(&self) -> bool {
        self.named
    }

    /// The range as it was given, each number written by a function.
    pub fn text(&self, write: &dyn Fn(Decimal) -> String) -> String {
        let (low, high) = (write(self.low), write(self.high));
        if self.named { [&low, ";", &write(self.likely), ";", &high].concat() } else { [&low, "..", &high].concat() }
    }

    /// The parts of a text that is meant to be a range, whatever they are; nothing where it isn't.
    pub fn parts(text: &str) -> Option<RangeParts<'_>> {
        if let Some((low, rest)) = text.split_once(';') {
            let (likely, high) = rest.split_once(';').unwrap_or((rest, ""));
            return Some(RangeParts { low, likely: Some(likely), high });
        }
        let (low, high) = text.split_once("..")?;
        Some(RangeParts { low, likely: None, high })
    }
}

/// What somebody gave for a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Given<'a> {
    /// Plain text, as in a link: `80`, `true`, `security,data_ai`.
    Text(&'a str),
    /// A JSON number, as it was written: `80`, `8e1`.
    JsonNumber(&'a str),
    /// A JSON string.
    JsonText(&'a str),
    /// `true` or `false` in JSON.
    JsonFact(bool),
    /// A JSON list of strings.
    JsonList(&'a [&'a str]),
    /// An object in the list of offers: the offer exists, whatever it states.
    JsonOffer,
    /// Something JSON can say and no field takes, as it is described to the sender.
    JsonOther(&'a str),
}

/// Something that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The path as it was given.
    pub path: String,
    /// The value as it was given, cut when it is long.
    pub value: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What can be wrong with a path or its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No field has this path.
    UnknownKey,
    /// The path was given more than once; none of its values was taken.
    GivenTwice,
    /// A number was expected.
    NotANumber,
    /// More decimals than twelve.
    TooManyDecimals,
    /// A whole number was expected.
    NotWhole,
    /// A range was expected from the lowest to the highest, with the likely value between them.
    NotARange,
    /// Outside the range, bounds included.
    OutOfRange {
        /// The lowest value allowed.
        min: Decimal,
        /// The highest value allowed.
        max: Decimal,
    },
    /// `true` or `false` was expected.
    NotAFact,
    /// One of these was expected.
    UnknownChoice(&'static [&'static str]),
    /// A list of some of these was expected.
    UnknownItem(&'static [&'static str]),
    /// A list names something twice.
    ItemTwice,
    /// A day such as 2026-11-22 was expected.
    NotADate,
    /// A day from the first to the last that rules and calendar allow.
    DateOutOfRange,
    /// A name has 1 to 60 characters, none of them a control character.
    NotAName,
    /// No rule set has this id.
    UnknownRules,
    /// A kept scenario is its name and what it states, each after a bar.
    NotAScenario,
    /// The scenario has no such offer.
    NoSuchOffer,
    /// There are one to five offers.
    NotOffers,
    /// An object was expected: a group of fields, or an offer.
    NotAnObject,
    /// The text can't be decoded: a broken percent sign or a part without an equals sign.
    BrokenText,
    /// It stands at the end of a link that was cut off: it may not be whole.
    Cut,
}

/// The most of a refused value that is repeated.
const MAX_SHOWN: usize = 80;

impl Problem {
    /// A problem with the value of a path.
    pub fn new(path: &str, value: &str, fault: Fault) -> Problem {
        let cut = |text: &str| text.chars().filter(|c| !c.is_control()).take(MAX_SHOWN).collect();
        Problem { path: cut(path), value: cut(value), fault }
    }
}

/// For developers, in English; what a visitor reads stands in `locales/`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.path, self.value, self.fault)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::UnknownKey => f.write_str("there is no field of this name; allowed are the paths of the catalogue"),
            Fault::GivenTwice => f.write_str("given more than once; allowed is one value"),
            Fault::NotANumber => f.write_str("allowed is a number such as 1234.56, without grouping"),
            Fault::TooManyDecimals => write!(f, "allowed are at most {MAX_DECIMALS} decimals"),
            Fault::NotWhole => f.write_str("allowed is a whole number"),
            Fault::NotARange => {
                f.write_str("allowed is low..high or low;likely;high, each a number and none lower than the one before")
            }
            Fault::OutOfRange { min, max } => write!(f, "allowed is {min} to {max}"),
            Fault::NotAFact => f.write_str("allowed is true or false"),
            Fault::UnknownChoice(choices) => write!(f, "allowed is one of {}", choices.join(", ")),
            Fault::UnknownItem(choices) => write!(f, "allowed is a list of some of {}", choices.join(", ")),
            Fault::ItemTwice => f.write_str("allowed is a list that names nothing twice"),
            Fault::NotADate => f.write_str("allowed is a day that exists, such as 2026-11-22"),
            Fault::DateOutOfRange => write!(f, "allowed is {FIRST_DAY} to {LAST_DAY}"),
            Fault::NotAName => write!(f, "allowed are 1 to {MAX_NAME} characters, none of them a control character"),
            Fault::UnknownRules => f.write_str("allowed is the id of a rule set"),
            Fault::NotAScenario => f.write_str("allowed is a name and short keys with their values: Growth|rea=900000"),
            Fault::NoSuchOffer => f.write_str("allowed is an offer of the scenario, such as offers.0"),
            Fault::NotOffers => write!(f, "allowed is a list of 1 to {MAX_OFFERS} offers"),
            Fault::NotAnObject => f.write_str("allowed is an object"),
            Fault::BrokenText => f.write_str("allowed is path=value, percent-encoded"),
            Fault::Cut => f.write_str("the link ends here before its end; allowed is a whole link"),
        }
    }
}

/// What the partner stated: valid values by their place, and the number of offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// In the order of the catalogue, each place at most once.
    stated: Vec<(Slot, Value)>,
    /// 1 to 5.
    offers: u8,
}

impl Default for Scenario {
    /// Nothing stated: every field at its default, one offer.
    fn default() -> Scenario {
        Scenario { stated: Vec::new(), offers: 1 }
    }
}

impl Scenario {
    /// Reads a scenario from pairs of a path, or a link's short key, and a value.
    ///
    /// What can't be read is not applied, and comes back as a problem each; a strict caller refuses when there are any.
    pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, Given<'a>)>) -> (Scenario, Vec<Problem>) {
        let mut scenario = Scenario::default();
        let mut problems = Vec::new();
        let mut seen: Vec<(Slot, bool)> = Vec::new();
        for (path, given) in pairs {
            if given == Given::JsonOffer {
                let offer = path.strip_prefix("offers.").and_then(offer_number).unwrap_or(0);
                scenario.offers = scenario.offers.max(offer + 1);
                continue;
            }
            let Some(slot) = Slot::from_path(path).or_else(|| Slot::from_short(path)) else {
                problems.push(Problem::new(path, &given.to_string(), Fault::UnknownKey));
                continue;
            };
            if let Some((_, told)) = seen.iter_mut().find(|(earlier, _)| *earlier == slot) {
                scenario.unset(slot);
                if !*told {
                    problems.push(Problem::new(path, &given.to_string(), Fault::GivenTwice));
                    *told = true;
                }
                continue;
            }
            seen.push((slot, false));
            if slot.row().per_offer {
                scenario.offers = scenario.offers.max(slot.offer + 1);
            }
            match parse(slot.row(), given) {
                Ok(value) => scenario.set(slot, value),
                Err(fault) => problems.push(Problem::new(path, &given.to_string(), fault)),
            }
        }
        let named = |(slot, value): &(Slot, Value)| Some((*slot, offer_of(*slot, value)?));
        for (slot, offer) in scenario.stated.iter().filter_map(named).collect::<Vec<_>>() {
            if offer >= scenario.offers {
                problems.push(Problem::new(&slot.path(), &format!("offers.{offer}"), Fault::NoSuchOffer));
                scenario.unset(slot);
            }
        }
        (scenario, problems)
    }

    /// Every stated value as a pair of its path and its text, in the order of the catalogue; reading them gives the
    /// same scenario.
    pub fn write(&self) -> Vec<(Slot, String)> {
        let mut pairs: Vec<(Slot, String)> =
            self.stated.iter().map(|(slot, value)| (*slot, value.text(slot.row().kind))).collect();
        // An offer exists as soon as something names it: where the last one states nothing, its name does.
        let last = Slot::of(FieldId::OfferName).in_offer(self.offers - 1);
        let named = self.stated.iter().any(|(slot, _)| slot.row().per_offer && slot.offer == last.offer);
        if self.offers > 1 && !named {
            pairs.push((last, offer_name(last.offer)));
        }
        pairs
    }

    /// Every stated value and its place, in the order of the catalogue.
    pub fn stated(&self) -> impl Iterator<Item = (Slot, &Value)> {
        self.stated.iter().map(|(slot, value)| (*slot, value))
    }

    /// Whether nothing is stated: every field at its default, one offer.
    pub fn is_default(&self) -> bool {
        self.stated.is_empty() && self.offers == 1
    }

    /// The number of offers, 1 to 5.
    pub fn offers(&self) -> u8 {
        self.offers
    }

    /// What was stated here, if anything.
    pub fn get(&self, slot: Slot) -> Option<&Value> {
        let place = self.stated.binary_search_by(|(other, _)| other.cmp(&slot)).ok()?;
        self.stated.get(place).map(|(_, value)| value)
    }

    /// The number stated here, if any; of a range the one that counts.
    pub fn number(&self, slot: Slot) -> Option<Decimal> {
        match self.get(slot)? {
            Value::Number(number) => Some(*number),
            Value::Range(range) => Some(range.likely),
            _ => None,
        }
    }

    /// The range stated here, if any.
    pub fn range(&self, slot: Slot) -> Option<&Range> {
        match self.get(slot)? {
            Value::Range(range) => Some(range),
            _ => None,
        }
    }

    /// Every range that is stated, in the order of the catalogue.
    pub fn ranges(&self) -> impl Iterator<Item = (Slot, &Range)> {
        self.stated.iter().filter_map(|(slot, value)| match value {
            Value::Range(range) => Some((*slot, range)),
            _ => None,
        })
    }

    /// The whole number stated here, if any.
    pub fn whole(&self, field: FieldId) -> Option<u32> {
        use rust_decimal::prelude::ToPrimitive;
        self.number(Slot::of(field))?.to_u32()
    }

    /// The fact stated here; nothing when it is unknown.
    pub fn fact(&self, field: FieldId) -> Option<bool> {
        match self.get(Slot::of(field))? {
            Value::Fact(fact) => Some(*fact),
            _ => None,
        }
    }

    /// The choice that holds here: the stated one, or the default; nothing when it is unknown.
    pub fn choice(&self, field: FieldId) -> Option<&'static str> {
        let Kind::Choice(choices) = field.row().kind else { return None };
        let place = match (self.get(Slot::of(field)), field.row().default) {
            (Some(Value::Choice(place)), _) => *place,
            (None, DefaultValue::Choice(place)) => place,
            _ => return None,
        };
        choices.get(usize::from(place)).copied()
    }

    /// Reads text as the value of this field, by the plain grammar of links.
    ///
    /// # Errors
    ///
    /// What is wrong with the text.
    pub fn parse_text(slot: Slot, text: &str) -> Result<Value, Fault> {
        parse(slot.row(), Given::Text(text))
    }

    /// Checks that a number fits this field.
    ///
    /// # Errors
    ///
    /// What is wrong with the number.
    pub fn check_number(slot: Slot, number: Decimal) -> Result<Value, Fault> {
        check_number(slot.row().kind, number)
    }

    /// Makes a range of numbers that fit this field: the lowest and the highest, and the likely one where it is known.
    ///
    /// # Errors
    ///
    /// What is wrong with one of them, or with their order.
    pub fn check_range(slot: Slot, low: Decimal, likely: Option<Decimal>, high: Decimal) -> Result<Value, Fault> {
        check_range(slot.row(), low, likely, high)
    }

    /// This scenario with another value here, or with none.
    ///
    /// The value must be one of this field's, as [`Scenario::parse_text`], [`Scenario::check_number`] and
    /// [`Scenario::check_range`] give it; one of another kind leaves the scenario as it is.
    pub fn with(&self, slot: Slot, value: Option<Value>) -> Scenario {
        let mut changed = self.clone();
        match value {
            Some(value) if value.fits(slot.row().kind) && self.holds(slot, &value) => changed.set(slot, value),
            Some(_) => {}
            None => changed.unset(slot),
        }
        changed
    }

    /// This scenario with one more offer at its defaults, where there are fewer than five.
    pub fn with_offer(&self) -> Scenario {
        Scenario { stated: self.stated.clone(), offers: (self.offers + 1).min(MAX_OFFERS) }
    }

    /// This scenario with one more offer that is as this one, but for its name and for what is settled with its provider;
    /// where there are fewer than five.
    pub fn with_copy(&self, offer: u8) -> Scenario {
        let mut more = self.with_offer();
        let copy = self.offers;
        if more.offers == self.offers || offer >= self.offers {
            return self.clone();
        }
        for (slot, value) in &self.stated {
            let own = matches!(slot.field, FieldId::OfferName | FieldId::OfferChecklist);
            if slot.row().per_offer && slot.offer == offer && !own {
                more.set(slot.in_offer(copy), value.clone());
            }
        }
        more
    }

    /// This scenario without this offer, where there are others; later offers move up.
    pub fn without_offer(&self, offer: u8) -> Scenario {
        if self.offers < 2 || offer >= self.offers {
            return self.clone();
        }
        let mut left = Scenario { stated: Vec::new(), offers: self.offers - 1 };
        for (slot, value) in &self.stated {
            let moved = |number: u8| if number > offer { number - 1 } else { number };
            let gone = slot.row().per_offer && slot.offer == offer;
            match (value, offer_of(*slot, value)) {
                _ if gone => {}
                (_, Some(target)) if target == offer => {}
                (Value::Choice(_), Some(target)) => left.set(*slot, Value::Choice(moved(target) + 1)),
                (_, Some(target)) => left.set(*slot, Value::Offer(moved(target))),
                _ if slot.row().per_offer => left.set(slot.in_offer(moved(slot.offer)), value.clone()),
                _ => left.set(*slot, value.clone()),
            }
        }
        left
    }

    /// Whether this place exists here, and an offer that is named does.
    fn holds(&self, slot: Slot, value: &Value) -> bool {
        let place = slot.offer < self.offers || !slot.row().per_offer;
        place && offer_of(slot, value).is_none_or(|offer| offer < self.offers)
    }

    fn set(&mut self, slot: Slot, value: Value) {
        if matches!(&value, Value::Name(name) if *name == offer_name(slot.offer)) {
            return self.unset(slot);
        }
        match self.stated.binary_search_by(|(other, _)| other.cmp(&slot)) {
            Ok(place) => {
                if let Some((_, old)) = self.stated.get_mut(place) {
                    *old = value;
                }
            }
            Err(place) => self.stated.insert(place, (slot, value)),
        }
    }

    fn unset(&mut self, slot: Slot) {
        if let Ok(place) = self.stated.binary_search_by(|(other, _)| other.cmp(&slot)) {
            self.stated.remove(place);
        }
    }
}

/// The offer that a value names, if it names one.
fn offer_of(slot: Slot, value: &Value) -> Option<u8> {
    match value {
        Value::Offer(offer) => Some(*offer),
        // The first of the channels is direct.
        Value::Choice(place) if slot.field == FieldId::PlanMix => place.checked_sub(1),
        _ => None,
    }
}

/// The default name of an offer: `Distributor A` for the first.
pub fn offer_name(offer: u8) -> String {
    format!("Distributor {}", char::from(b'A' + offer.min(MAX_OFFERS - 1)))
}

impl Value {
    fn fits(&self, kind: Kind) -> bool {
        matches!(
            (self, kind),
            (Value::Number(_) | Value::Range(_), Kind::Number { .. })
                | (Value::Fact(_), Kind::Fact)
                | (Value::Choice(_), Kind::Choice(_))
                | (Value::Set(_), Kind::Set(_))
                | (Value::Date(_), Kind::Date)
                | (Value::Name(_), Kind::Name)
                | (Value::Rules(_), Kind::RuleSet)
                | (Value::Offer(_), Kind::Offer)
                | (Value::Kept(_), Kind::Kept)
        )
    }

    /// The text of this value in links.
    pub fn text(&self, kind: Kind) -> String {
        match (self, kind) {
            (Value::Number(number), _) => number.normalize().to_string(),
            (Value::Range(range), _) => range.text(&|number| number.to_string()),
            (Value::Fact(fact), _) => fact.to_string(),
            (Value::Choice(place), Kind::Choice(choices)) => {
                choices.get(usize::from(*place)).copied().unwrap_or_default().to_string()
            }
            (Value::Set(bits), Kind::Set(choices)) => items(*bits, choices).collect::<Vec<_>>().join(","),
            (Value::Date(date), _) => date.to_string(),
            (Value::Name(name), _) => name.clone(),
            (Value::Rules(rules), _) => rules.id.to_string(),
            (Value::Offer(offer), _) => format!("offers.{offer}"),
            (Value::Kept(kept), _) => kept.text(),
            (Value::Choice(_) | Value::Set(_), _) => String::new(),
        }
    }
}

/// The items a set holds, in the order of the choices.
pub fn items(bits: u8, choices: &'static [&'static str]) -> impl Iterator<Item = &'static str> {
    choices.iter().copied().enumerate().filter(move |(place, _)| bits & (1 << place) != 0).map(|(_, item)| item)
}

impl fmt::Display for Given<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Given::Text(text) | Given::JsonNumber(text) | Given::JsonText(text) | Given::JsonOther(text) => {
                f.write_str(text)
            }
            Given::JsonFact(fact) => fact.fmt(f),
            Given::JsonList(list) => write!(f, "[{}]", list.join(", ")),
            Given::JsonOffer => f.write_str("an offer"),
        }
    }
}

fn parse(field: &Field, given: Given<'_>) -> Result<Value, Fault> {
    let text = match given {
        Given::Text(text) | Given::JsonText(text) => Some(text),
        _ => None,
    };
    match field.kind {
        Kind::Number { .. } => {
            let value = match (given, text) {
                (_, Some(text)) => match Range::parts(text) {
                    Some(parts) if field.takes_range() => range(field, parts),
                    _ => plain_number(text).and_then(|number| check_number(field.kind, number)),
                },
                (Given::JsonNumber(text), _) => json_number(text).and_then(|number| check_number(field.kind, number)),
                _ => Err(Fault::NotANumber),
            };
            // Too large for any field: say so by the field's own limits.
            value.map_err(|fault| if let Fault::OutOfRange { .. } = fault { out_of_range(field.kind) } else { fault })
        }
        Kind::Fact => match given {
            Given::JsonFact(fact) => Ok(Value::Fact(fact)),
            Given::Text("true") => Ok(Value::Fact(true)),
            Given::Text("false") => Ok(Value::Fact(false)),
            _ => Err(Fault::NotAFact),
        },
        Kind::Choice(choices) => {
            let fault = Fault::UnknownChoice(choices);
            let place = choices.iter().position(|choice| Some(*choice) == text).ok_or(fault)?;
            u8::try_from(place).map(Value::Choice).map_err(|_| fault)
        }
        Kind::Set(choices) => match given {
            Given::Text("") => Ok(Value::Set(0)),
            Given::Text(text) => set(choices, text.split(',')),
            Given::JsonList(list) => set(choices, list.iter().copied()),
            _ => Err(Fault::UnknownItem(choices)),
        },
        Kind::Date => match text.and_then(Date::parse) {
            Some(date) if (FIRST_DAY..=LAST_DAY).contains(&date) => Ok(Value::Date(date)),
            Some(_) => Err(Fault::DateOutOfRange),
            None => Err(Fault::NotADate),
        },
        Kind::Name => match text {
            Some(name) if is_name(name) => Ok(Value::Name(name.to_string())),
            _ => Err(Fault::NotAName),
        },
        Kind::RuleSet => text.and_then(RuleSet::by_id).map(Value::Rules).ok_or(Fault::UnknownRules),
        Kind::Offer => text
            .and_then(|text| text.strip_prefix("offers."))
            .and_then(offer_number)
            .map(Value::Offer)
            .ok_or(Fault::NoSuchOffer),
        Kind::Kept => text.and_then(Kept::read).map(|kept| Value::Kept(Rc::new(kept))).ok_or(Fault::NotAScenario),
    }
}

/// Whether this can be a name: 1 to 60 characters, none of them a control character.
pub fn is_name(name: &str) -> bool {
    (1..=MAX_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control)
}

fn set<'a>(choices: &'static [&'static str], items: impl Iterator<Item = &'a str>) -> Result<Value, Fault> {
    let mut bits = 0u8;
    for item in items {
        let place = choices.iter().position(|choice| *choice == item).ok_or(Fault::UnknownItem(choices))?;
        if bits & (1 << place) != 0 {
            return Err(Fault::ItemTwice);
        }
        bits |= 1 << place;
    }
    Ok(Value::Set(bits))
}

fn out_of_range(kind: Kind) -> Fault {
    match kind {
        Kind::Number { min, max, .. } => Fault::OutOfRange { min, max },
        _ => Fault::NotANumber,
    }
}

fn check_number(kind: Kind, number: Decimal) -> Result<Value, Fault> {
    let Kind::Number { min, max, whole } = kind else { return Err(Fault::NotANumber) };
    if number < min || number > max {
        return Err(Fault::OutOfRange { min, max });
    }
    if whole && !number.fract().is_zero() {
        return Err(Fault::NotWhole);
    }
    let mut number = number.normalize();
    if number.scale() > MAX_DECIMALS {
        return Err(Fault::TooManyDecimals);
    }
    if number.is_zero() {
        number.set_sign_positive(true);
    }
    Ok(Value::Number(number))
}

fn check_range(field: &Field, low: Decimal, likely: Option<Decimal>, high: Decimal) -> Result<Value, Fault> {
    let Kind::Number { whole, .. } = field.kind else { return Err(Fault::NotANumber) };
    if !field.takes_range() {
        return Err(Fault::NotANumber);
    }
    let fitting = |number| match check_number(field.kind, number)? {
        Value::Number(number) => Ok(number),
        _ => Err(Fault::NotANumber),
    };
    let (low, high) = (fitting(low)?, fitting(high)?);
    let named = likely.is_some();
    let likely = match likely {
        Some(likely) => fitting(likely)?,
        None => middle(low, high, if whole { 0 } else { MAX_DECIMALS }),
    };
    if low > likely || likely > high {
        return Err(Fault::NotARange);
    }
    Ok(Value::Range(Range { low, likely, high, named }))
}

/// The middle of two numbers with at most so many decimals: rounded it is still between them, as both have no more.
fn middle(low: Decimal, high: Decimal, decimals: u32) -> Decimal {
    super::number::rounded((low + high) / Decimal::TWO, decimals).normalize()
}

/// Reads the parts of a range, each by the grammar of a number.
fn range(field: &Field, parts: RangeParts<'_>) -> Result<Value, Fault> {
    let number = |text| {
        plain_number(text).map_err(|fault| match fault {
            Fault::NotANumber => Fault::NotARange,
            fault => fault,
        })
    };
    let likely = parts.likely.map(number).transpose()?;
    check_range(field, number(parts.low)?, likely, number(parts.high)?)
}

/// Reads `-?digits[.digits]`.
fn plain_number(text: &str) -> Result<Decimal, Fault> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (digits, decimals) = match unsigned.split_once('.') {
        Some((digits, decimals)) if !decimals.is_empty() => (digits, decimals),
        Some(_) => return Err(Fault::NotANumber),
        None => (unsigned, ""),
    };
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if digits.is_empty() || !all_digits(digits) || !all_digits(decimals) {
        return Err(Fault::NotANumber);
    }
    exact(negative, digits, decimals, 0)
}

/// Reads a JSON number, which its reader has found to be well-formed: `-?digits[.digits][e[±]digits]`.
fn json_number(text: &str) -> Result<Decimal, Fault> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (digits, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    // An exponent past what fits is past every range, or of a number that is 0 whatever it is.
    let exponent = exponent.parse::<i64>().unwrap_or(if exponent.starts_with('-') { i64::MIN } else { i64::MAX });
    exact(negative, digits, decimals, exponent)
}

/// The number `digits.decimals` × 10^`exponent`, exactly.
fn exact(negative: bool, digits: &str, decimals: &str, exponent: i64) -> Result<Decimal, Fault> {
    let too_large = Fault::OutOfRange { min: Decimal::ZERO, max: Decimal::ZERO };
    let all = || digits.bytes().chain(decimals.bytes());
    let length = digits.len() + decimals.len();
    let leading = all().take_while(|digit| *digit == b'0').count();
    if leading == length {
        return Ok(Decimal::ZERO);
    }
    let trailing = all().rev().take_while(|digit| *digit == b'0').count();
    let significant = length - leading - trailing;
    let lengths = i64::try_from(decimals.len()).ok().zip(i64::try_from(trailing).ok());
    let (decimals, trailing) = lengths.ok_or(too_large)?;
    // The number is `significant` digits × 10^-scale; with this many digits before the point it is past every range.
    let scale = decimals.saturating_sub(trailing).saturating_sub(exponent);
    let before_point = i64::try_from(significant).map_err(|_| too_large)?.saturating_sub(scale);
    if before_point > 15 {
        return Err(too_large);
    }
    if scale > i64::from(MAX_DECIMALS) {
        return Err(Fault::TooManyDecimals);
    }
    let mantissa =
        all().skip(leading).take(significant).fold(0i128, |number, digit| number * 10 + i128::from(digit - b'0'));
    let zeros = u32::try_from((-scale).max(0)).map_err(|_| too_large)?;
    let scaled = mantissa * 10i128.pow(zeros);
    let places = u32::try_from(scale.max(0)).map_err(|_| too_large)?;
    let number = Decimal::try_from_i128_with_scale(scaled, places).map_err(|_| too_large)?;
    Ok(if negative { -number } else { number })
}

/// Every place a scenario with so many offers has, in the order of the catalogue.
pub fn slots(offers: u8) -> impl Iterator<Item = Slot> {
    FIELDS.iter().flat_map(move |field| field.slots(offers))
}
