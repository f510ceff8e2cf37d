//! A data file after parsing, without the parser: what the checks work on, so that tests need no file format.

use std::collections::BTreeMap;
use std::fmt;

/// A value in a data file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A day.
    Day(Day),
    /// A list.
    List(Vec<Node>),
    /// A table, by key.
    Table(Table),
    /// Anything else: no data file of ours has it.
    Other,
}

/// A table of a data file.
pub(crate) type Table = BTreeMap<String, Node>;

/// A day of the calendar, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

impl Day {
    /// The day after.
    pub(crate) fn next(self) -> Day {
        let Day { year, month, day } = self;
        if day < self.days_in_month() {
            Day { day: day + 1, ..self }
        } else if month < 12 {
            Day { year, month: month + 1, day: 1 }
        } else {
            Day { year: year + 1, month: 1, day: 1 }
        }
    }

    fn days_in_month(self) -> u8 {
        let leap = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 31,
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Day { year, month, day } = self;
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// Reads the entries of one table, and notes what is wrong with them.
pub(crate) struct Reader<'a> {
    /// Where the table stands, for the problems: `rules/fy26.toml: direct.revenue`.
    place: String,
    rest: Table,
    problems: &'a mut Vec<String>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(place: String, table: &Table, problems: &'a mut Vec<String>) -> Reader<'a> {
        Reader { place, rest: table.clone(), problems }
    }

    /// Notes a problem with this table.
    pub(crate) fn problem(&mut self, what: &str) {
        self.problems.push(format!("{}: {what}", self.place));
    }

    /// A text that must be there, and not be empty.
    pub(crate) fn text(&mut self, key: &str) -> String {
        let text = self.optional_text(key);
        if text.as_ref().is_none_or(|text| text.trim().is_empty()) {
            self.problem(&format!("{key} is missing"));
        }
        text.unwrap_or_default()
    }

    /// A text that may be absent.
    pub(crate) fn optional_text(&mut self, key: &str) -> Option<String> {
        match self.rest.remove(key)? {
            Node::Text(text) => Some(text),
            _ => self.wrong(key, "a text"),
        }
    }

    /// A list of texts that may be absent.
    pub(crate) fn texts(&mut self, key: &str) -> Vec<String> {
        let Some(node) = self.rest.remove(key) else { return Vec::new() };
        let texts = match node {
            Node::List(items) => {
                items.into_iter().map(|item| if let Node::Text(text) = item { Some(text) } else { None }).collect()
            }
            _ => None,
        };
        texts.or_else(|| self.wrong(key, "a list of texts")).unwrap_or_default()
    }

    /// A day that must be there.
    pub(crate) fn day(&mut self, key: &str) -> Day {
        let nothing = Day { year: 0, month: 1, day: 1 };
        match self.rest.remove(key) {
            Some(Node::Day(day)) => return day,
            Some(_) => _ = self.wrong::<()>(key, "a date, written 2026-11-22 without quotes"),
            None => self.problem(&format!("{key} is missing")),
        }
        nothing
    }

    /// A whole number that may be absent.
    pub(crate) fn optional_number(&mut self, key: &str) -> Option<u32> {
        match self.rest.remove(key)? {
            Node::Number(number) => u32::try_from(number).ok().or_else(|| self.wrong(key, "zero or more")),
            _ => self.wrong(key, "a whole number"),
        }
    }

    /// A whole number that must be there, and fit.
    pub(crate) fn number(&mut self, key: &str, most: u32) -> u32 {
        let number = self.optional_number(key);
        match number {
            None => self.problem(&format!("{key} is missing")),
            Some(number) if number > most => self.problem(&format!("{key} must be {most} or less")),
            Some(_) => {}
        }
        number.unwrap_or_default()
    }

    /// The entry itself, whatever it is.
    pub(crate) fn take(&mut self, key: &str) -> Option<Node> {
        self.rest.remove(key)
    }

    /// Notes every entry that nobody asked for.
    pub(crate) fn finish(mut self) {
        for key in std::mem::take(&mut self.rest).into_keys() {
            self.problem(&format!("{key} is not known here"));
        }
    }

    fn wrong<T>(&mut self, key: &str, what: &str) -> Option<T> {
        self.problem(&format!("{key} must be {what}"));
        None
    }
}

/// `microsoft_requirements` or `verdict.stay_indirect` as the name of a variant.
pub(crate) fn camel_case(key: &str) -> String {
    let mut name = String::new();
    for word in key.split(['.', '_']) {
        let (first, rest) = word.split_at(word.len().min(1));
        name.push_str(&first.to_ascii_uppercase());
        name.push_str(&if word.bytes().all(|byte| byte.is_ascii_uppercase()) {
            rest.to_ascii_lowercase()
        } else {
            rest.to_string()
        });
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{Day, camel_case};

    #[test]
    fn days_follow_each_other() {
        let next = |year, month, day| Day { year, month, day }.next().to_string();
        assert_eq!(next(2020, 10, 26), "2020-10-27");
        assert_eq!(next(2025, 9, 30), "2025-10-01");
        assert_eq!(next(2024, 2, 28), "2024-02-29");
        assert_eq!(next(2100, 2, 28), "2100-03-01");
        assert_eq!(next(2026, 12, 31), "2027-01-01");
    }

    #[test]
    fn keys_become_names_of_variants() {
        assert_eq!(camel_case("verdict.stay_indirect"), "VerdictStayIndirect");
        assert_eq!(camel_case("work365_math"), "Work365Math");
        assert_eq!(camel_case("choice.currency.EUR"), "ChoiceCurrencyEur");
    }
}
