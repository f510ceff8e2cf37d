//! A scenario as JSON, as [`scenario`](super::scenario) reads it.

use super::Node;
use crate::engine::catalogue::{Kind, Slot};
use crate::engine::scenario::{Scenario, Value, items};

/// What a scenario states, nested by its paths and in the order of the catalogue; reading it gives the same scenario.
///
/// Whole numbers are JSON numbers. Amounts, rates and ranges are texts, as in a report, so that they stay exact wherever
/// they are read.
pub fn written(scenario: &Scenario) -> Node {
    let mut root = Vec::new();
    let mut offers: Vec<Vec<(String, Node)>> = vec![Vec::new(); usize::from(scenario.offers())];
    for (slot, value) in scenario.stated() {
        let place = match slot.row().per_offer {
            true => offers.get_mut(usize::from(slot.offer)),
            false => Some(&mut root),
        };
        let path = path(slot);
        if let Some(members) = place {
            put(members, &path.split('.').collect::<Vec<_>>(), node(slot, value));
        }
    }
    if offers.len() > 1 || offers.iter().any(|offer| !offer.is_empty()) {
        root.push(("offers".to_string(), Node::List(offers.into_iter().map(Node::Object).collect())));
    }
    Node::Object(root)
}

/// The path within the scenario, or within its offer.
fn path(slot: Slot) -> String {
    let row = slot.row();
    match slot.portfolio {
        Some(portfolio) => [row.path, ".", portfolio.id()].concat(),
        None => row.path.to_string(),
    }
}

/// Puts a value below its keys.
fn put(members: &mut Vec<(String, Node)>, keys: &[&str], value: Node) {
    match keys {
        [] => {}
        [key] => members.push((key.to_string(), value)),
        [key, below @ ..] => {
            if !members.iter().any(|(name, _)| name == key) {
                members.push((key.to_string(), Node::Object(Vec::new())));
            }
            if let Some((_, Node::Object(inner))) = members.iter_mut().find(|(name, _)| name == key) {
                put(inner, below, value);
            }
        }
    }
}

fn node(slot: Slot, value: &Value) -> Node {
    let kind = slot.row().kind;
    match (value, kind) {
        (Value::Number(_), Kind::Number { whole: true, .. }) => Node::Number(value.text(kind)),
        (Value::Fact(fact), _) => Node::Fact(*fact),
        (Value::Set(bits), Kind::Set(choices)) => {
            Node::List(items(*bits, choices).map(|item| Node::Text(item.to_string())).collect())
        }
        _ => Node::Text(value.text(kind)),
    }
}
