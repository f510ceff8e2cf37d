//! The schema of a scenario.

use rust_decimal::Decimal;

use crate::engine::catalogue::{DefaultValue, Derived, FIELDS, Field, Kind, MAX_OFFERS, Portfolio, Slot, Unit};
use crate::engine::currency::Currency;
use crate::engine::rules::RULE_SETS;
use crate::engine::scenario::{FIRST_DAY, LAST_DAY, MAX_DECIMALS, MAX_NAME};
use crate::i18n::{Locale, names};
use crate::json::Node;

use super::{choices, number, object, reference, text, texts, types, words};

/// The name of the schema of an offer.
const OFFER: &str = "offer";
/// A day that the calendar of every year has, or 29 February, in one of the years that rules and calendar allow.
const DAY: &str = "^(?:201[89]|20[2-9][0-9]|21[0-9]{2})-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|\
                   (?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))$";
/// A line of text without control characters.
const LINE: &str = "^[^\\u0000-\\u001F\\u007F-\\u009F]+$";

/// The members of the schema of a scenario, but for what it refers to.
pub(super) fn members(locale: &Locale) -> Vec<(&'static str, Node)> {
    let mut properties = group(locale, &places(false));
    let offers = object([
        ("title", text("Offers")),
        ("description", text("What indirect providers offer. Left out, there is one with every default.")),
        ("type", types(&["array"], true)),
        ("items", reference(OFFER)),
        ("minItems", Node::Number("1".to_string())),
        ("maxItems", Node::Number(MAX_OFFERS.to_string())),
    ]);
    properties.push(("offers".to_string(), offers));
    let about = "What was stated of a partner. What is left out, or null, takes its default. Amounts and rates as text are exact.";
    vec![
        ("title", text("A scenario of Tierwise")),
        ("description", text(about)),
        ("type", text("object")),
        ("properties", Node::Object(properties)),
        ("additionalProperties", Node::Fact(false)),
    ]
}

/// What the schema of a scenario refers to: an offer, and each kind of number.
pub(super) fn definitions(locale: &Locale) -> Vec<(String, Node)> {
    let offer = object([
        ("title", text("Offer")),
        ("type", text("object")),
        ("properties", Node::Object(group(locale, &places(true)))),
        ("additionalProperties", Node::Fact(false)),
    ]);
    let mut definitions = vec![(OFFER.to_string(), offer)];
    for field in FIELDS {
        if let Kind::Number { min, max, whole } = field.kind {
            let name = number_name(field, min, max, whole);
            if definitions.iter().all(|(other, _)| *other != name) {
                definitions.push((name, numbers(field, min, max, whole)));
            }
        }
    }
    definitions
}

/// A place, and what of its path is left.
type Place = (Vec<String>, Slot);

/// The places of a scenario, or those of one offer.
fn places(per_offer: bool) -> Vec<Place> {
    let slots = FIELDS.iter().filter(|field| field.per_offer == per_offer).flat_map(|field| field.slots(1));
    let keys = |slot: Slot| {
        let row = slot.row();
        row.path.split('.').chain(slot.portfolio.map(Portfolio::id)).map(str::to_string).collect()
    };
    slots.map(|slot| (keys(slot), slot)).collect()
}

/// A property for each key that these places begin with, in their order.
fn group(locale: &Locale, places: &[Place]) -> Vec<(String, Node)> {
    let mut properties: Vec<(String, Node)> = Vec::new();
    for (keys, slot) in places {
        let [key, below @ ..] = keys.as_slice() else { continue };
        if properties.iter().any(|(other, _)| other == key) {
            continue;
        }
        let property = if below.is_empty() {
            field(locale, *slot)
        } else {
            let inner: Vec<Place> = places
                .iter()
                .filter(|(keys, _)| keys.first() == Some(key))
                .map(|(keys, slot)| (keys.iter().skip(1).cloned().collect(), *slot))
                .collect();
            let mut members = Vec::new();
            // What stands below it is one field, for each portfolio.
            if inner.iter().all(|(_, other)| other.field == slot.field) {
                members.push(("title", Node::Text(names::label(locale, Slot { portfolio: None, ..*slot }))));
            }
            members.push(("type", types(&["object"], true)));
            members.push(("properties", Node::Object(group(locale, &inner))));
            members.push(("additionalProperties", Node::Fact(false)));
            object(members)
        };
        properties.push((key.clone(), property));
    }
    properties
}

/// The schema of a field's value.
fn field(locale: &Locale, slot: Slot) -> Node {
    let row = slot.row();
    let mut members =
        vec![("title", Node::Text(names::label(locale, slot))), ("description", Node::Text(about(locale, row)))];
    members.extend(default(row, slot.portfolio).map(|default| ("default", default)));
    match row.kind {
        Kind::Number { min, max, whole } => {
            let name = number_name(row, min, max, whole);
            members.push(("$ref", Node::Text(["#/$defs/", &name].concat())));
        }
        Kind::Fact => members.push(("type", types(&["boolean"], true))),
        Kind::Choice(of) => members.push(("enum", choices(of, true))),
        Kind::Set(of) => members.extend([
            ("type", types(&["array"], true)),
            ("items", object([("enum", texts(of))])),
            ("uniqueItems", Node::Fact(true)),
        ]),
        Kind::Date => {
            members.extend([("type", types(&["string"], true)), ("format", text("date")), ("pattern", text(DAY))])
        }
        Kind::Name => members.extend([
            ("type", types(&["string"], true)),
            ("maxLength", Node::Number(MAX_NAME.to_string())),
            ("pattern", text(LINE)),
        ]),
        Kind::RuleSet => {
            members.push(("enum", choices(&RULE_SETS.iter().map(|set| set.id).collect::<Vec<_>>(), true)));
        }
        Kind::Offer => {
            let offers: Vec<String> = (0..MAX_OFFERS).map(|number| format!("offers.{number}")).collect();
            members.push(("enum", choices(&offers.iter().map(String::as_str).collect::<Vec<_>>(), true)));
        }
        Kind::Kept => {
            members.extend([("type", types(&["string"], true)), ("pattern", text("^[^|]+(?:\\|[^|=]+=[^|]*)*$"))])
        }
    }
    object(members)
}

/// The name of the schema of a kind of number.
fn number_name(field: &Field, min: Decimal, max: Decimal, whole: bool) -> String {
    let kind = if whole { "whole" } else { "number" };
    let alone = if field.takes_range() { "" } else { "_without_range" };
    format!("{kind}_from_{min}_to_{max}{alone}")
}

/// The schema of a kind of number.
fn numbers(field: &Field, min: Decimal, max: Decimal, whole: bool) -> Node {
    let kind = if whole { "whole number" } else { "number" };
    let decimals = if whole { String::new() } else { format!(", with at most {MAX_DECIMALS} decimals") };
    let range = match field.takes_range() {
        true => ", or a range of them as text: low..high, or low;likely;high",
        false => "",
    };
    let about = format!("A {kind} from {min} to {max}{decimals}, as a number or as text{range}.");
    object([
        ("description", Node::Text(about)),
        ("type", types(&[if whole { "integer" } else { "number" }, "string"], true)),
        ("minimum", Node::Number(min.to_string())),
        ("maximum", Node::Number(max.to_string())),
        ("pattern", Node::Text(number::whole_text(&number::pattern(min, max, whole), field.takes_range()))),
    ])
}

/// What a field is, in what it counts, and what counts when it is left out.
fn about(locale: &Locale, field: &Field) -> String {
    let mut about: Vec<String> =
        words(locale, &["field.", &field.message_key(), ".hint"].concat()).into_iter().collect();
    if field.unit != Unit::None {
        about.push(format!("Unit: {}.", names::unit_by_id(locale, field.unit_id(), "`currency`")));
    }
    if field.kind == Kind::Date {
        about.push(format!("From {FIRST_DAY} to {LAST_DAY}."));
    }
    about.push(left_out(field));
    about.join(" ")
}

fn left_out(field: &Field) -> String {
    let basis = field.provenance.id();
    let derived = match field.default {
        DefaultValue::Unknown => return "Left out, it is not known.".to_string(),
        DefaultValue::Number(_) | DefaultValue::Portfolios(_) | DefaultValue::Choice(_) => {
            return format!("Left out, it is the default ({basis}).");
        }
        DefaultValue::Euros(_) | DefaultValue::EurosByPortfolio(_) => {
            return format!("Left out, it is the default, here in EUR, in the currency of the scenario ({basis}).");
        }
        DefaultValue::Derived(derived) => derived,
    };
    let what = match derived {
        Derived::Today => "the day on which it is asked".to_string(),
        Derived::NewestRules => "the newest in force on that day".to_string(),
        Derived::CurrencyRate => "the default rate of the currency".to_string(),
        Derived::EstimatedTtm => "estimated from revenue and direct margin".to_string(),
        Derived::GroupTtm => "the trailing twelve months of the whole group".to_string(),
        Derived::PlanPrice => "the price of the support plan by the rules, at the rate of the scenario".to_string(),
        Derived::PerCustomer(hours) => format!("{hours} for each customer"),
        Derived::PercentOfRevenue(percent) => format!("{percent} % of revenue"),
        Derived::OfferName => "Distributor A for the first, Distributor B for the second, and so on".to_string(),
        Derived::BestOffer => "the offer with the highest net".to_string(),
        Derived::PlanMonths => "6 for a direct partner, else 0".to_string(),
    };
    format!("Left out, it is {what} ({basis}).")
}

/// What counts when it is left out, where that doesn't follow from other fields.
fn default(field: &Field, portfolio: Option<Portfolio>) -> Option<Node> {
    match (field.kind, field.default) {
        (Kind::Choice(of), DefaultValue::Choice(place)) => of.get(usize::from(place)).map(|choice| text(choice)),
        (Kind::Number { whole, .. }, _) => {
            let number = field.default_number(portfolio, Currency::Eur)?.normalize().to_string();
            Some(if whole { Node::Number(number) } else { Node::Text(number) })
        }
        _ => None,
    }
}
