//! The figures of a report, as they stand in its JSON: what each looks like, what it is called, and what it counts.
//!
//! Labels of tables, and the schema of a report, derive from [`REPORT`].

mod table;

use crate::engine::catalogue::{Portfolio, Slot};
use crate::engine::currency::Currency;
use crate::engine::report::{Driver, LineId};
use crate::engine::rules::RequirementId;
use crate::engine::scenario::Scenario;
use crate::engine::situation::ChannelId;
use crate::i18n::{Arg, Locale, Message, names};

pub use self::table::REPORT;

/// A part of a report.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// One figure, fact or word.
    Leaf(Leaf),
    /// An object with these members, in the order of the report.
    Object(&'static [Member]),
    /// A list, and what names each of its items.
    List(Naming, &'static Part),
    /// An object with a member for each channel, portfolio or field, named by its key.
    Each(Named, Presence, &'static Part),
}

/// A member of an object.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Its key.
    pub key: &'static str,
    /// What it is called; none where what it stands in says it.
    pub label: Option<Message>,
    /// Whether it is always there.
    pub presence: Presence,
    /// What it holds.
    pub part: Part,
}

/// Whether something is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always.
    Always,
    /// Or `null`.
    OrNull,
    /// Or not at all.
    OrAbsent,
    /// Or `null`, or not at all.
    OrNullOrAbsent,
}

impl Presence {
    /// Whether `null` can stand there.
    pub fn may_be_null(self) -> bool {
        matches!(self, Presence::OrNull | Presence::OrNullOrAbsent)
    }

    /// Whether its key is always there.
    pub fn is_required(self) -> bool {
        matches!(self, Presence::Always | Presence::OrNull)
    }
}

/// What a single figure looks like.
#[derive(Clone, Copy, Debug)]
pub enum Leaf {
    /// A text: a number with so many decimals, always all of them.
    Exact(u32, Counts),
    /// A text: a whole number, or one with two decimals.
    Quantity(Counts),
    /// A text: a number as exact as it was stated.
    Stated,
    /// A whole number, 0 or more.
    Whole(Counts),
    /// A day.
    Day,
    /// Yes or no.
    Fact,
    /// Any text.
    Text,
    /// One of these codes.
    Code(fn() -> Vec<&'static str>),
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// Nothing that has a unit.
    Plain,
    /// Units of the currency, without a period.
    Currency,
    /// This, by the end of the key of its unit: `money_year`.
    Unit(&'static str),
    /// What the requirement that it belongs to asks for.
    Required,
}

/// What names an item of a list.
#[derive(Clone, Copy, Debug)]
pub enum Naming {
    /// What stands in it at this key.
    By(&'static str, Named),
    /// Its place, from 1.
    Place,
    /// This message, in which its place is `{number}`, or `{year}`.
    Numbered(Message),
}

/// What a key stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A channel: `offers.0`.
    Channel,
    /// A portfolio: `azure`.
    Portfolio,
    /// A line of costs or income: `margin`.
    Line,
    /// A requirement of buying direct: `tenure`.
    Direct,
    /// A requirement of being an indirect reseller: `tenure`.
    Indirect,
    /// A driver: `direct.margin`.
    Driver,
    /// A place of a scenario: `revenue.azure`.
    Field,
}

/// What words depend on.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The language.
    pub locale: &'a Locale,
    /// The scenario, for the names of its offers.
    pub scenario: &'a Scenario,
    /// The currency of its amounts.
    pub currency: Currency,
}

impl Words<'_> {
    /// What a key is called; the key itself where it stands for nothing that is known.
    pub fn named(&self, named: Named, key: &str) -> String {
        let Words { locale, scenario, .. } = *self;
        let requirement = |end: &str| names::named(locale, &["requirement.", key, end, ".name"]);
        let name = match named {
            Named::Channel => {
                let found = ChannelId::from_id(key);
                found.map(|channel| names::channel(locale, scenario, channel)).unwrap_or_default()
            }
            Named::Portfolio => {
                let found = Portfolio::ALL.into_iter().find(|portfolio| portfolio.id() == key);
                found.map(|portfolio| names::portfolio(locale, portfolio)).unwrap_or_default()
            }
            Named::Line => names::named(locale, &["line.", key, ".name"]),
            Named::Direct => requirement(""),
            // Some are called otherwise for a reseller.
            Named::Indirect if ["revenue", "agreement"].contains(&key) => requirement("_indirect"),
            Named::Indirect => requirement(""),
            Named::Driver => names::named(locale, &["driver.", &key.replace('.', "_")]),
            Named::Field => {
                Slot::from_path(key).map(|slot| names::label_in(locale, scenario, slot)).unwrap_or_default()
            }
        };
        if name.is_empty() { key.to_string() } else { name }
    }

    /// The name of an item of a list, by its place from 0 and by what stands in it at the key that names it.
    pub fn item(&self, naming: Naming, place: usize, key: Option<&str>) -> String {
        let number = (place + 1).to_string();
        match (naming, key) {
            (Naming::By(_, named), Some(key)) => self.named(named, key),
            (Naming::Numbered(message), _) => {
                let args = [("number", Arg::Text(&number)), ("year", Arg::Text(&number))];
                self.locale.say(message, &args).plain()
            }
            (Naming::By(..) | Naming::Place, _) => number,
        }
    }

    /// The unit of a figure. What a requirement asks for, or a range of a field, has its unit by the requirement's id or the
    /// field's path.
    pub fn unit(&self, leaf: Leaf, within: Option<&str>) -> String {
        let counts = match leaf {
            Leaf::Exact(_, counts) | Leaf::Quantity(counts) | Leaf::Whole(counts) => counts,
            Leaf::Stated => {
                let field = within.and_then(Slot::from_path);
                return field.map(|slot| names::unit(self.locale, slot.field, self.currency)).unwrap_or_default();
            }
            Leaf::Day | Leaf::Fact | Leaf::Text | Leaf::Code(_) => return String::new(),
        };
        let code = self.currency.code();
        let id = match (counts, within) {
            (Counts::Currency, _) => return code.to_string(),
            (Counts::Unit(id), _) => id,
            (Counts::Required, Some("tenure")) => "months",
            (Counts::Required, Some("revenue")) => "usd_twelve_months",
            (Counts::Required, Some("alert_response")) => "hours",
            (Counts::Plain | Counts::Required, _) => return String::new(),
        };
        names::unit_by_id(self.locale, id, code)
    }
}

/// The codes of the lines of a channel.
fn lines() -> Vec<&'static str> {
    LineId::ALL.map(LineId::id).to_vec()
}

/// The codes of requirements.
fn requirements() -> Vec<&'static str> {
    RequirementId::ALL.map(RequirementId::id).to_vec()
}

/// The codes of drivers.
fn drivers() -> Vec<&'static str> {
    Driver::ALL.map(Driver::id).to_vec()
}
