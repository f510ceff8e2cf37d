//! The schema of a report, from the table of its figures.

use crate::engine::catalogue::{CHANNELS, Portfolio};
use crate::figures::{Counts, Leaf, Member, Named, Part, REPORT};
use crate::i18n::{Locale, names};
use crate::json::Node;

use super::{choices, object, text, texts, types};

/// The schema of a report.
pub(super) fn definitions(locale: &Locale) -> Vec<(String, Node)> {
    let mut members = vec![("title", text("Report"))];
    members.extend(part(locale, &REPORT, false));
    vec![("report".to_string(), object(members))]
}

/// The members of the schema of a part.
fn part(locale: &Locale, part: &Part, or_null: bool) -> Vec<(&'static str, Node)> {
    match part {
        Part::Leaf(leaf) => self::leaf(locale, *leaf, or_null),
        Part::Object(members) => {
            let required: Vec<&str> =
                members.iter().filter(|member| member.presence.is_required()).map(|member| member.key).collect();
            vec![
                ("type", types(&["object"], or_null)),
                ("properties", object(members.iter().map(|member| (member.key, property(locale, member))))),
                ("required", texts(&required)),
                ("additionalProperties", Node::Fact(false)),
            ]
        }
        Part::List(_, item) => {
            vec![("type", types(&["array"], or_null)), ("items", object(self::part(locale, item, false)))]
        }
        Part::Each(named, presence, value) => {
            let mut members = vec![("type", types(&["object"], or_null))];
            if let Some(keys) = keys(*named) {
                members.push(("propertyNames", object([("enum", texts(&keys))])));
            }
            members.push(("additionalProperties", object(self::part(locale, value, presence.may_be_null()))));
            members
        }
    }
}

fn property(locale: &Locale, member: &Member) -> Node {
    let title = member.label.map(|label| ("title", Node::Text(locale.say(label, &[]).plain())));
    let rest = part(locale, &member.part, member.presence.may_be_null());
    object(title.into_iter().chain(rest))
}

/// What keys there can be, where they are few.
fn keys(named: Named) -> Option<Vec<&'static str>> {
    match named {
        Named::Channel => Some(CHANNELS.to_vec()),
        Named::Portfolio => Some(Portfolio::ALL.map(Portfolio::id).to_vec()),
        Named::Line | Named::Direct | Named::Indirect | Named::Driver | Named::Field => None,
    }
}

fn leaf(locale: &Locale, leaf: Leaf, or_null: bool) -> Vec<(&'static str, Node)> {
    let number = |pattern: &str| vec![("type", types(&["string"], or_null)), ("pattern", text(pattern))];
    let (mut members, counts) = match leaf {
        Leaf::Exact(decimals, counts) => (number(&format!("^-?(?:0|[1-9][0-9]*)\\.[0-9]{{{decimals}}}$")), counts),
        Leaf::Quantity(counts) => (number("^(?:0|[1-9][0-9]*)(?:\\.[0-9]{2})?$"), counts),
        Leaf::Stated => (number("^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]{1,12})?$"), Counts::Plain),
        Leaf::Whole(counts) => {
            let members = vec![("type", types(&["integer"], or_null)), ("minimum", Node::Number("0".to_string()))];
            (members, counts)
        }
        Leaf::Day => (vec![("type", types(&["string"], or_null)), ("format", text("date"))], Counts::Plain),
        Leaf::Fact => (vec![("type", types(&["boolean"], or_null))], Counts::Plain),
        Leaf::Text => (vec![("type", types(&["string"], or_null))], Counts::Plain),
        Leaf::Code(codes) => (vec![("enum", choices(&codes(), or_null))], Counts::Plain),
    };
    let unit = match counts {
        Counts::Plain => return members,
        Counts::Currency => "`currency`".to_string(),
        Counts::Unit(id) => names::unit_by_id(locale, id, "`currency`"),
        Counts::Required => "what the requirement asks for: months, US dollars, hours or designations".to_string(),
    };
    members.insert(0, ("description", Node::Text(format!("Unit: {unit}."))));
    members
}
