//! A scenario with its report as a file, and whether such a file agrees.
//!
//! The file is JSON: `{"scenario": {…}, "report": {…}, "check": "…"}`. The scenario says its day (`as_of`) and its rules
//! (`rules`), so that the report can be worked out anew at any time. The check is the SHA-256, in small hexadecimal
//! digits, of the canonical form ([`Node::canonical`]) of the object without it. It tells that a file was changed, and stops nobody from writing
//! one: so the report is worked out as well. `docs/files.md` has it for who reads or writes such files.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::date::Date;
use crate::engine::rules::RuleSet;
use crate::engine::scenario::{FIRST_DAY, LAST_DAY, Problem, Scenario, Value};
use crate::engine::{Evaluation, evaluate};
use crate::json::{self, Node, Refusal};

/// The largest file that is read, in bytes; one that is written has some tens of thousands.
pub const MAX_BYTES: usize = 1 << 20;

const SCENARIO: &str = "scenario";
const REPORT: &str = "report";
const CHECK: &str = "check";

/// What a file comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every figure is what the scenario gives, and the check holds.
    Agrees(Held),
    /// A figure is not what the scenario gives.
    Differs(Difference),
    /// Every figure is, and still the file was changed since it was written; or what it holds can't be worked out any more.
    CheckFails,
    /// It is no such file.
    NotSuch(Vec<Trouble>),
}

/// By what a report was worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The rules.
    pub rules: &'static RuleSet,
    /// The day.
    pub as_of: Date,
}

/// The first figure that differs, in the order of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where it stands in the file: `report.channels.0.net`.
    pub path: String,
    /// What the file says; nothing where it leaves it out.
    pub stated: Option<String>,
    /// What the scenario gives; nothing where there is no such figure.
    pub computed: Option<String>,
    /// Whether the check holds nevertheless.
    pub check_holds: bool,
}

/// Why something is no such file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is larger than [`MAX_BYTES`].
    TooLarge,
    /// It is not UTF-8.
    NotUtf8,
    /// It is not JSON, or nested too deep; in English.
    NotJson(String),
    /// It is JSON, but not an object.
    NotAnObject,
    /// This path is not there.
    Missing(String),
    /// This key doesn't belong there.
    Unknown(String),
    /// This path is there more than once.
    GivenTwice(String),
    /// At this path there is something of another kind.
    WrongKind(String),
    /// The scenario has a problem.
    Scenario(Problem),
}

/// For developers, in English.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::TooLarge => write!(f, "file: larger than {MAX_BYTES} bytes"),
            Trouble::NotUtf8 => f.write_str("file: the text is not UTF-8"),
            Trouble::NotJson(why) => write!(f, "file: the text is not JSON that can be read: {why}"),
            Trouble::NotAnObject => f.write_str("file: allowed is an object with scenario, report and check"),
            Trouble::Missing(path) => write!(f, "{path}: missing"),
            Trouble::Unknown(path) => write!(f, "{path}: there is no such key"),
            Trouble::GivenTwice(path) => write!(f, "{path}: given more than once"),
            Trouble::WrongKind(path) => write!(f, "{path}: of another kind than expected"),
            Trouble::Scenario(problem) => problem.fmt(f),
        }
    }
}

/// For developers, in English: one line, or one for each trouble.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Verdict::Agrees(Held { rules, as_of }) => write!(f, "agrees: by the rules {} on {as_of}", rules.id),
            Verdict::Differs(difference) => {
                let shown = |figure: &Option<String>| figure.clone().unwrap_or_else(|| "nothing".to_string());
                let (stated, computed) = (shown(&difference.stated), shown(&difference.computed));
                let check = if difference.check_holds { "holds" } else { "fails" };
                let path = &difference.path;
                write!(f, "differs: {path}: the file says {stated}, the scenario gives {computed}; the check {check}")
            }
            Verdict::CheckFails => f.write_str("the check fails: the file was changed since it was written"),
            Verdict::NotSuch(troubles) => {
                for (place, trouble) in troubles.iter().enumerate() {
                    if place > 0 {
                        f.write_str("\n")?;
                    }
                    trouble.fmt(f)?;
                }
                Ok(())
            }
        }
    }
}

/// A scenario with the day and the rules it is reckoned by written out; nothing on a day that no scenario can be of.
pub fn pinned(scenario: &Scenario, today: Date) -> Option<Scenario> {
    let situation = Evaluation::new(scenario, today).situation().clone();
    let day = (FIRST_DAY..=LAST_DAY).contains(&situation.as_of).then_some(Value::Date(situation.as_of))?;
    let rules = Value::Rules(situation.rules);
    Some(scenario.with(Slot::of(FieldId::AsOf), Some(day)).with(Slot::of(FieldId::Rules), Some(rules)))
}

/// The file of a scenario, asked today; nothing on a day that no scenario can be of.
pub fn file(scenario: &Scenario, today: Date) -> Option<String> {
    let pinned = pinned(scenario, today)?;
    let (scenario, report) = (json::written(&pinned), report(&pinned, today)?);
    let check = check(&scenario, &report);
    let members = [(SCENARIO, scenario), (REPORT, report), (CHECK, Node::Text(check))];
    let whole = Node::Object(members.map(|(key, node)| (key.to_string(), node)).into());
    Some([&whole.pretty(), "\n"].concat())
}

/// The report as JSON.
fn report(scenario: &Scenario, today: Date) -> Option<Node> {
    Node::read(&serde_json::to_string(&evaluate(scenario, today)).ok()?).ok()
}

/// The check of a file.
fn check(scenario: &Node, report: &Node) -> String {
    let rest = [(SCENARIO, scenario), (REPORT, report)].map(|(key, node)| (key.to_string(), node.clone()));
    let digest = Sha256::digest(Node::Object(rest.into()).canonical());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the bytes of a file come to. The report is worked out anew, by the day and the rules that the file says.
pub fn verify(bytes: &[u8]) -> Verdict {
    match parts(bytes) {
        Ok(parts) => parts.verdict(),
        Err(troubles) => Verdict::NotSuch(troubles),
    }
}

/// The scenario that the bytes of a file hold: of a file with its report, or by itself. None where it can't be read whole.
pub fn scenario(bytes: &[u8]) -> Option<Scenario> {
    match parts(bytes) {
        Ok(parts) => json::scenario(&parts.scenario.canonical()).ok(),
        Err(_) => json::scenario(text(bytes).ok()?).ok(),
    }
}

/// What a file holds, its scenario not read yet.
struct Parts {
    scenario: Node,
    report: Node,
    check: String,
}

/// The text of a file.
fn text(bytes: &[u8]) -> Result<&str, Trouble> {
    if bytes.len() > MAX_BYTES {
        return Err(Trouble::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Trouble::NotUtf8)?;
    // Editors put a mark there that says nothing.
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

fn parts(bytes: &[u8]) -> Result<Parts, Vec<Trouble>> {
    let text = text(bytes).map_err(|trouble| vec![trouble])?;
    let whole = Node::read(text).map_err(|error| {
        let why: String = error.to_string().chars().filter(|sign| !sign.is_control()).collect();
        vec![Trouble::NotJson(why)]
    })?;
    let Node::Object(members) = &whole else { return Err(vec![Trouble::NotAnObject]) };
    let mut troubles = Vec::new();
    twice(&whole, "", &mut troubles);
    for (key, _) in members {
        if ![SCENARIO, REPORT, CHECK].contains(&key.as_str()) {
            troubles.push(Trouble::Unknown(shown(key)));
        }
    }
    let mut part = |key: &str, fits: fn(&Node) -> bool| match whole.get(key) {
        Some(node) if fits(node) => Some(node.clone()),
        Some(_) => {
            troubles.push(Trouble::WrongKind(key.to_string()));
            None
        }
        None => {
            troubles.push(Trouble::Missing(key.to_string()));
            None
        }
    };
    let object: fn(&Node) -> bool = |node| matches!(node, Node::Object(_));
    let (scenario, report) = (part(SCENARIO, object), part(REPORT, object));
    let check = part(CHECK, |node| matches!(node, Node::Text(_)));
    for key in [FieldId::AsOf, FieldId::Rules].map(|field| field.row().path) {
        if scenario.as_ref().is_some_and(|scenario| matches!(scenario.get(key), None | Some(Node::Null))) {
            troubles.push(Trouble::Missing([SCENARIO, ".", key].concat()));
        }
    }
    match (scenario, report, check) {
        (Some(scenario), Some(report), Some(Node::Text(check))) if troubles.is_empty() => {
            Ok(Parts { scenario, report, check })
        }
        _ => Err(troubles),
    }
}

impl Parts {
    fn verdict(&self) -> Verdict {
        let check_holds = check(&self.scenario, &self.report) == self.check;
        let scenario = match json::scenario(&self.scenario.canonical()) {
            Ok(scenario) => scenario,
            // Changed into something that can't be read; or of a page that knows more than this one.
            Err(_) if !check_holds => return Verdict::CheckFails,
            Err(Refusal::Malformed(why)) => return Verdict::NotSuch(vec![Trouble::NotJson(why)]),
            Err(Refusal::Problems(problems)) => {
                return Verdict::NotSuch(problems.into_iter().map(Trouble::Scenario).collect());
            }
        };
        // The day is stated, so today counts for nothing.
        let Some(computed) = report(&scenario, FIRST_DAY) else { return Verdict::CheckFails };
        if let Some((path, stated, computed)) = difference(&self.report, &computed, REPORT) {
            return Verdict::Differs(Difference { path, stated, computed, check_holds });
        }
        if !check_holds {
            return Verdict::CheckFails;
        }
        let situation = Evaluation::new(&scenario, FIRST_DAY).situation().clone();
        Verdict::Agrees(Held { rules: situation.rules, as_of: situation.as_of })
    }
}

/// The first path at which two trees differ, in the order of the second, with what stands there in each.
fn difference(stated: &Node, computed: &Node, path: &str) -> Option<(String, Option<String>, Option<String>)> {
    let at = |key: &str| [path, ".", &shown(key)].concat();
    let text = |node: &Node| Some(shown(node.shown()));
    match (stated, computed) {
        (Node::Object(ours), Node::Object(theirs)) => {
            let differs = |(key, computed): &(String, Node)| match stated.get(key) {
                Some(stated) => difference(stated, computed, &at(key)),
                None => Some((at(key), None, text(computed))),
            };
            let more = |(key, node): &(String, Node)| computed.get(key).is_none().then(|| (at(key), text(node), None));
            theirs.iter().find_map(differs).or_else(|| ours.iter().find_map(more))
        }
        (Node::List(ours), Node::List(theirs)) => {
            let differs = |place: usize| match (ours.get(place), theirs.get(place)) {
                (Some(stated), Some(computed)) => difference(stated, computed, &at(&place.to_string())),
                (stated, computed) => Some((at(&place.to_string()), stated.and_then(text), computed.and_then(text))),
            };
            (0..ours.len().max(theirs.len())).find_map(differs)
        }
        _ if stated == computed => None,
        _ => Some((path.to_string(), text(stated), text(computed))),
    }
}

/// Names every key that comes twice within its object.
fn twice(node: &Node, path: &str, troubles: &mut Vec<Trouble>) {
    let at = |key: &str| if path.is_empty() { shown(key) } else { [path, ".", &shown(key)].concat() };
    match node {
        Node::Object(members) => {
            let mut seen: std::collections::BTreeSet<&str> = std::collections::BTreeSet::new();
            for (key, inner) in members {
                if !seen.insert(key) {
                    troubles.push(Trouble::GivenTwice(at(key)));
                }
                twice(inner, &at(key), troubles);
            }
        }
        Node::List(items) => {
            items.iter().enumerate().for_each(|(place, item)| twice(item, &at(&place.to_string()), troubles));
        }
        _ => {}
    }
}

/// A text of the file as it is repeated: short, and in one line.
fn shown(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control()).take(80).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_any_digit_is_noticed() {
        let file = file(&Scenario::default(), Date::literal(2026, 11, 22)).unwrap();
        let mut count = 0;
        for (place, digit) in file.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
            let mut bytes = file.clone().into_bytes();
            bytes[place] = if digit == b'9' { b'0' } else { digit + 1 };
            if let Ok(parts) = parts(&bytes) {
                assert_ne!(check(&parts.scenario, &parts.report), parts.check, "{place}");
            }
            count += 1;
        }
        assert!(count > 900, "{count}");
    }
}
