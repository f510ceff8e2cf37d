//! Scenarios from JSON text.
//!
//! Numbers are read as they are written, never through a float, and a key given twice is seen: that is why this is a
//! streaming reader and not a tree.

mod tree;
mod write;

use std::fmt;

use struson::reader::{JsonReader, JsonStreamReader, ReaderError, ReaderSettings, ValueType};

use crate::engine::catalogue::MAX_OFFERS;
use crate::engine::scenario::{Fault, Given, Problem, Scenario};

pub use self::tree::Node;
pub use self::write::written;

/// The deepest nesting that is read. A scenario needs four levels.
const MAX_DEPTH: u32 = 32;

/// Why a JSON text is not a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not JSON, not an object, or nested too deep to read; in English.
    Malformed(String),
    /// It is JSON, and these are its problems.
    Problems(Vec<Problem>),
}

/// One line for each problem, with the path, the value and what is allowed.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Malformed(why) => f.write_str(why),
            Refusal::Problems(problems) => {
                for (place, problem) in problems.iter().enumerate() {
                    if place > 0 {
                        f.write_str("\n")?;
                    }
                    problem.fmt(f)?;
                }
                Ok(())
            }
        }
    }
}

/// Reads a scenario, all of it or none.
///
/// # Errors
///
/// Whatever is wrong with it: what no field takes is refused, not skipped.
pub fn scenario(text: &str) -> Result<Scenario, Refusal> {
    let mut found = Found::default();
    found.read(text).map_err(|error| Refusal::Malformed(one_line(&error)))?;
    let lists: Vec<Vec<&str>> = found
        .values
        .iter()
        .map(|(_, value)| match value {
            Read::List(list) => list.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        })
        .collect();
    let pairs = found.values.iter().zip(&lists).map(|((path, value), list)| (path.as_str(), value.given(list)));
    let (scenario, mut problems) = Scenario::read(pairs);
    problems.extend(found.problems);
    if problems.is_empty() { Ok(scenario) } else { Err(Refusal::Problems(problems)) }
}

fn one_line(error: &ReaderError) -> String {
    let text: String = error.to_string().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("scenario: the text is not a JSON object that can be read: {text}")
}

/// A value as it was found, owned.
enum Read {
    Number(String),
    Text(String),
    Fact(bool),
    List(Vec<String>),
    Offer,
    Other(&'static str),
}

impl Read {
    fn given<'a>(&'a self, list: &'a [&'a str]) -> Given<'a> {
        match self {
            Read::Number(text) => Given::JsonNumber(text),
            Read::Text(text) => Given::JsonText(text),
            Read::Fact(fact) => Given::JsonFact(*fact),
            Read::List(_) => Given::JsonList(list),
            Read::Offer => Given::JsonOffer,
            Read::Other(what) => Given::JsonOther(what),
        }
    }
}

/// What a text holds, flattened to paths.
#[derive(Default)]
struct Found {
    values: Vec<(String, Read)>,
    problems: Vec<Problem>,
}

type Reader<'a> = JsonStreamReader<&'a [u8]>;

impl Found {
    fn read(&mut self, text: &str) -> Result<(), ReaderError> {
        let settings = ReaderSettings {
            max_nesting_depth: Some(MAX_DEPTH),
            // How large a number may be is for the fields to say.
            restrict_number_values: false,
            ..ReaderSettings::default()
        };
        let mut reader = JsonStreamReader::new_custom(text.as_bytes(), settings);
        self.object(&mut reader, "")?;
        reader.consume_trailing_whitespace()
    }

    /// Reads an object whose path is given; its keys are the next part of the path.
    fn object(&mut self, reader: &mut Reader<'_>, path: &str) -> Result<(), ReaderError> {
        reader.begin_object()?;
        let mut keys: Vec<String> = Vec::new();
        while reader.has_next()? {
            let key = reader.next_name_owned()?;
            let place = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            if keys.contains(&key) {
                self.refuse(reader, &place, Fault::GivenTwice)?;
                continue;
            }
            // A dot in a key would pass for nesting, a link's short key for a path.
            if key.contains('.') || (path.is_empty() && !is_top_level(&key)) {
                self.refuse(reader, &place, Fault::UnknownKey)?;
            } else {
                self.value(reader, &place)?;
            }
            keys.push(key);
        }
        reader.end_object()
    }

    fn value(&mut self, reader: &mut Reader<'_>, path: &str) -> Result<(), ReaderError> {
        let kind = reader.peek()?;
        match kind {
            ValueType::Null => reader.next_null(),
            ValueType::Object if is_group(path) => self.object(reader, path),
            ValueType::Array if path == "offers" => self.offers(reader),
            _ if path == "offers" => self.refuse(reader, path, Fault::NotOffers),
            _ if is_group(path) => self.refuse(reader, path, Fault::NotAnObject),
            _ => {
                let value = read(reader)?;
                self.values.push((path.to_string(), value));
                Ok(())
            }
        }
    }

    /// Reads a value that has no place, and says so.
    fn refuse(&mut self, reader: &mut Reader<'_>, path: &str, fault: Fault) -> Result<(), ReaderError> {
        let value = read(reader)?;
        let list: Vec<&str> = match &value {
            Read::List(list) => list.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        };
        self.problems.push(Problem::new(path, &value.given(&list).to_string(), fault));
        Ok(())
    }

    fn offers(&mut self, reader: &mut Reader<'_>) -> Result<(), ReaderError> {
        reader.begin_array()?;
        let mut number: usize = 0;
        while reader.has_next()? {
            let path = format!("offers.{number}");
            if number >= usize::from(MAX_OFFERS) {
                reader.skip_value()?;
            } else if reader.peek()? == ValueType::Object {
                self.values.push((path.clone(), Read::Offer));
                self.object(reader, &path)?;
            } else {
                self.refuse(reader, &path, Fault::NotAnObject)?;
            }
            number += 1;
        }
        reader.end_array()?;
        if number == 0 || number > usize::from(MAX_OFFERS) {
            self.problems.push(Problem::new("offers", &format!("{number} offers"), Fault::NotOffers));
        }
        Ok(())
    }
}

/// Reads one value of any kind.
fn read(reader: &mut Reader<'_>) -> Result<Read, ReaderError> {
    Ok(match reader.peek()? {
        ValueType::Null => {
            reader.next_null()?;
            Read::Other("null")
        }
        ValueType::Object => {
            reader.skip_value()?;
            Read::Other("an object")
        }
        ValueType::Array => return list(reader),
        ValueType::Boolean => Read::Fact(reader.next_bool()?),
        ValueType::Number => Read::Number(reader.next_number_as_string()?),
        ValueType::String => Read::Text(reader.next_string()?),
    })
}

/// Reads a list; anything in it but text makes it something no field takes.
fn list(reader: &mut Reader<'_>) -> Result<Read, ReaderError> {
    reader.begin_array()?;
    let mut items = Some(Vec::new());
    while reader.has_next()? {
        match (read(reader)?, &mut items) {
            (Read::Text(item), Some(items)) => items.push(item),
            _ => items = None,
        }
    }
    reader.end_array()?;
    Ok(items.map_or(Read::Other("a list of other things than text"), Read::List))
}

/// Whether a path holds further keys, so that an object may stand there.
fn is_group(path: &str) -> bool {
    let below = |whole: &str| whole.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
    crate::engine::scenario::slots(MAX_OFFERS).any(|slot| below(&slot.path())) && path != "offers"
}

/// Whether a scenario has this key at its top.
fn is_top_level(key: &str) -> bool {
    crate::engine::scenario::slots(MAX_OFFERS).any(|slot| slot.path().split('.').next() == Some(key))
}
