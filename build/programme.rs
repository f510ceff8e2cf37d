//! The programme's rules and their sources: from `rules/*.toml` to constants, if nothing is missing.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::tree::{Day, Node, Reader, Table, camel_case};

/// Requirements a rule set can have.
const REQUIREMENTS: [&str; 13] = [
    "tenure",
    "maicpp",
    "vetting",
    "revenue",
    "assessment",
    "support_plan",
    "admin_mfa",
    "security_contact",
    "alert_response",
    "designation",
    "credit",
    "agreement",
    "distributor",
];

/// Requirements that compute how long they take; all others state it.
const COMPUTED_LEADS: [&str; 2] = ["tenure", "revenue"];

/// Requirements that compare a quantity with a threshold; no other has one.
const WITH_THRESHOLD: [&str; 4] = ["tenure", "revenue", "alert_response", "designation"];

/// The terms every rule set has, with the highest value of each.
const TERMS: [(&str, u32); 10] = [
    ("application_months", 1_200),
    ("incentive_revenue_usd", u32::MAX),
    ("incentive_points", 100),
    ("restricted_days", 3_650),
    ("suspended_days", 3_650),
    ("revoked_days", 3_650),
    ("transfer_days", 3_650),
    ("asfp_usd", u32::MAX),
    ("psfp_usd", u32::MAX),
    ("provider_revenue_usd", u32::MAX),
];

const KINDS: [&str; 5] = ["microsoft", "press", "vendor", "forum", "own"];

const PROVENANCES: [&str; 3] = ["documented", "reported", "assumption"];

/// Everything in `rules/`, complete.
#[derive(Debug)]
pub(crate) struct Programme {
    sources: Vec<Source>,
    sets: Vec<Set>,
}

#[derive(Debug)]
struct Source {
    id: String,
    title: String,
    publisher: String,
    url: String,
    language: String,
    read: Day,
    kind: String,
    backs: Option<String>,
}

#[derive(Debug)]
struct Set {
    file: String,
    id: String,
    valid_from: Day,
    review_by: Day,
    checked: Day,
    source: String,
    also: Vec<String>,
    direct: Vec<Requirement>,
    indirect: Vec<Requirement>,
    terms_as_in: Option<String>,
    terms: Vec<Term>,
}

#[derive(Debug)]
struct Requirement {
    id: String,
    threshold: Option<u32>,
    lead_months: Option<u32>,
    citation: Citation,
}

#[derive(Clone, Debug)]
struct Term {
    id: &'static str,
    value: u32,
    citation: Citation,
}

#[derive(Clone, Debug)]
struct Citation {
    place: String,
    source: String,
    also: Vec<String>,
    since: Day,
    checked: Day,
    review_by: Day,
    provenance: String,
}

impl Programme {
    /// Reads the sources and the rule sets, each with the name of its file; or says all that is wrong.
    pub(crate) fn read(sources: (&str, &Table), sets: &[(String, Table)]) -> Result<Programme, Vec<String>> {
        let mut problems = Vec::new();
        let sources = read_sources(sources.0, sources.1, &mut problems);
        let mut sets: Vec<Set> = sets.iter().map(|(file, table)| read_set(file, table, &mut problems)).collect();
        sets.sort_by_key(|set| set.valid_from);
        if sets.is_empty() {
            problems.push("rules/: there is no rule set".to_string());
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        copy_terms(&mut sets, &mut problems);
        check_dates(&sets, &mut problems);
        check_citations(&sources, &sets, &mut problems);
        if problems.is_empty() { Ok(Programme { sources, sets }) } else { Err(problems) }
    }

    /// `sources.rs`: the sources as an enumeration, and what is known of each.
    pub(crate) fn write_sources(&self) -> String {
        let mut code = String::from(
            "/// A page, or an assumption of ours, that a figure rests on.\n\
             #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
             #[repr(u8)]\npub enum Source {\n",
        );
        for Source { id, title, publisher, .. } in &self.sources {
            let doc = format!(" {title}: {publisher}.");
            line(&mut code, format_args!("    #[doc = {doc:?}]\n    {},", camel_case(id)));
        }
        let count = self.sources.len();
        line(&mut code, format_args!("}}\n\nstatic SOURCES: [SourceData; {count}] = ["));
        for Source { id, title, publisher, url, language, read, kind, .. } in &self.sources {
            let (variant, kind, read) = (camel_case(id), camel_case(kind), literal(*read));
            line(
                &mut code,
                format_args!(
                    "    SourceData {{ source: Source::{variant}, id: {id:?}, title: {title:?}, \
                     publisher: {publisher:?}, url: {url:?}, language: {language:?}, kind: SourceKind::{kind}, \
                     read: {read} }},"
                ),
            );
        }
        code.push_str("];\n");
        code
    }

    /// `rules.rs`: the rule sets, oldest first.
    pub(crate) fn write_rules(&self) -> String {
        let count = self.sets.len();
        let mut code =
            format!("/// The rule sets there are, oldest first.\npub static RULE_SETS: [RuleSet; {count}] = [\n");
        for set in &self.sets {
            let Set { id, valid_from, review_by, checked, source, direct, indirect, terms, .. } = set;
            line(&mut code, format_args!("    RuleSet {{\n        id: {id:?},"));
            for (name, day) in [("valid_from", valid_from), ("review_by", review_by), ("checked", checked)] {
                line(&mut code, format_args!("        {name}: {},", literal(*day)));
            }
            line(&mut code, format_args!("        source: Source::{},", camel_case(source)));
            for (name, requirements) in [("direct", direct), ("indirect", indirect)] {
                line(&mut code, format_args!("        {name}: &["));
                for Requirement { id, threshold, lead_months, citation } in requirements {
                    let (id, citation) = (camel_case(id), citation.code());
                    line(
                        &mut code,
                        format_args!(
                            "            Requirement {{ id: RequirementId::{id}, threshold: {threshold:?}, \
                             lead_months: {lead_months:?}, citation: {citation} }},"
                        ),
                    );
                }
                code.push_str("        ],\n");
            }
            for Term { id, value, citation } in terms {
                let citation = citation.code();
                line(&mut code, format_args!("        {id}: Cited {{ value: {value}, citation: {citation} }},"));
            }
            code.push_str("    },\n");
        }
        code.push_str("];\n");
        code
    }
}

impl Citation {
    fn code(&self) -> String {
        let Citation { source, since, checked, review_by, provenance, .. } = self;
        format!(
            "Citation {{ source: Source::{}, since: {}, checked: {}, review_by: {}, provenance: Provenance::{} }}",
            camel_case(source),
            literal(*since),
            literal(*checked),
            literal(*review_by),
            camel_case(provenance),
        )
    }
}

fn literal(Day { year, month, day }: Day) -> String {
    format!("Date::literal({year}, {month}, {day})")
}

fn line(code: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = writeln!(code, "{text}");
}

fn read_sources(file: &str, table: &Table, problems: &mut Vec<String>) -> Vec<Source> {
    let mut sources = Vec::new();
    for (id, node) in table {
        let Node::Table(table) = node else {
            problems.push(format!("{file}: {id} must be a table"));
            continue;
        };
        let mut reader = Reader::new(format!("{file}: {id}"), table, problems);
        let (title, publisher) = (reader.text("title"), reader.text("publisher"));
        let (language, read) = (reader.text("language"), reader.day("read"));
        let (kind, backs) = (reader.text("kind"), reader.optional_text("backs"));
        let url = reader.optional_text("url");
        if !KINDS.contains(&kind.as_str()) {
            reader.problem(&format!("kind must be one of {}", KINDS.join(", ")));
        }
        match url.as_deref() {
            None => reader.problem("url is missing"),
            Some("") if kind == "own" => {}
            Some(url) if url.starts_with("https://") || url.starts_with("http://") => {}
            Some(_) => reader.problem("url must be an address; only a source of kind own has none"),
        }
        reader.finish();
        let (id, url) = (id.clone(), url.unwrap_or_default());
        sources.push(Source { id, title, publisher, url, language, read, kind, backs });
    }
    sources
}

fn read_set(file: &str, table: &Table, problems: &mut Vec<String>) -> Set {
    let mut reader = Reader::new(file.to_string(), table, problems);
    let (id, valid_from) = (reader.text("id"), reader.day("valid_from"));
    let (review_by, checked) = (reader.day("review_by"), reader.day("checked"));
    let (source, also) = (reader.text("source"), reader.texts("also"));
    let terms_as_in = reader.optional_text("terms_as_in");
    let (direct, indirect, terms) = (reader.take("direct"), reader.take("indirect"), reader.take("terms"));
    if terms_as_in.is_some() == terms.is_some() {
        reader.problem("there must be either terms or terms_as_in");
    }
    reader.finish();
    let direct = read_requirements(file, "direct", direct, problems);
    let indirect = read_requirements(file, "indirect", indirect, problems);
    let terms = terms.map(|terms| read_terms(file, terms, problems)).unwrap_or_default();
    let file = file.to_string();
    Set { file, id, valid_from, review_by, checked, source, also, direct, indirect, terms_as_in, terms }
}

fn read_requirements(file: &str, model: &str, node: Option<Node>, problems: &mut Vec<String>) -> Vec<Requirement> {
    let Some(Node::List(items)) = node else {
        problems.push(format!("{file}: {model} must be a list of requirements"));
        return Vec::new();
    };
    let mut requirements: Vec<Requirement> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let Node::Table(table) = item else {
            problems.push(format!("{file}: {model} {index} must be a table"));
            continue;
        };
        let name = match table.get("id") {
            Some(Node::Text(id)) => format!("{model}.{id}"),
            _ => format!("{model} {index}"),
        };
        let place = format!("{file}: {name}");
        let mut reader = Reader::new(place.clone(), table, problems);
        let id = reader.text("id");
        let (threshold, lead_months) = (reader.optional_number("threshold"), reader.optional_number("lead_months"));
        if !REQUIREMENTS.contains(&id.as_str()) {
            reader.problem(&format!("id must be one of {}", REQUIREMENTS.join(", ")));
        }
        match (WITH_THRESHOLD.contains(&id.as_str()), threshold) {
            (true, None) => reader.problem("threshold is missing"),
            (false, Some(_)) => reader.problem("threshold has no meaning here"),
            _ => {}
        }
        match (COMPUTED_LEADS.contains(&id.as_str()), lead_months) {
            (false, None) => reader.problem("lead_months is missing"),
            (true, Some(_)) => reader.problem("lead_months is computed for this requirement"),
            _ => {}
        }
        if requirements.iter().any(|other| other.id == id) {
            reader.problem("is there twice");
        }
        let citation = read_citation(place, reader);
        requirements.push(Requirement { id, threshold, lead_months, citation });
    }
    requirements
}

fn read_terms(file: &str, node: Node, problems: &mut Vec<String>) -> Vec<Term> {
    let Node::Table(mut table) = node else {
        problems.push(format!("{file}: terms must be a table"));
        return Vec::new();
    };
    let mut terms = Vec::new();
    for (id, most) in TERMS {
        let Some(Node::Table(entries)) = table.remove(id) else {
            problems.push(format!("{file}: terms.{id} is missing"));
            continue;
        };
        let place = format!("{file}: terms.{id}");
        let mut reader = Reader::new(place.clone(), &entries, problems);
        let value = reader.number("value", most);
        let citation = read_citation(place, reader);
        terms.push(Term { id, value, citation });
    }
    problems.extend(table.into_keys().map(|id| format!("{file}: terms.{id} is not known here")));
    terms
}

fn read_citation(place: String, mut reader: Reader<'_>) -> Citation {
    let (source, also) = (reader.text("source"), reader.texts("also"));
    let (since, checked, review_by) = (reader.day("since"), reader.day("checked"), reader.day("review_by"));
    let provenance = reader.text("provenance");
    if !provenance.is_empty() && !PROVENANCES.contains(&provenance.as_str()) {
        reader.problem(&format!("provenance must be one of {}", PROVENANCES.join(", ")));
    }
    reader.finish();
    Citation { place, source, also, since, checked, review_by, provenance }
}

/// Gives a set that says `terms_as_in` the terms of the set it names.
fn copy_terms(sets: &mut [Set], problems: &mut Vec<String>) {
    let originals: Vec<(String, Vec<Term>)> =
        sets.iter().filter(|set| set.terms_as_in.is_none()).map(|set| (set.id.clone(), set.terms.clone())).collect();
    for set in sets {
        let Some(wanted) = &set.terms_as_in else { continue };
        match originals.iter().find(|(id, _)| id == wanted) {
            Some((_, terms)) => set.terms.clone_from(terms),
            None => problems.push(format!("{}: terms_as_in names {wanted}, which has no terms", set.file)),
        }
    }
}

/// Each set must follow the one before it to the day: no gap, no overlap.
fn check_dates(sets: &[Set], problems: &mut Vec<String>) {
    for set in sets.iter().filter(|set| set.review_by < set.valid_from) {
        problems.push(format!("{}: review_by is before valid_from", set.file));
    }
    for (older, newer) in sets.iter().zip(sets.iter().skip(1)) {
        if older.review_by.next() != newer.valid_from {
            problems.push(format!(
                "{}: review_by is {}, but the rules of {} start on {}; it must be the day before",
                older.file, older.review_by, newer.file, newer.valid_from
            ));
        }
    }
    let ids: BTreeSet<&str> = sets.iter().map(|set| set.id.as_str()).collect();
    if ids.len() < sets.len() {
        problems.push("rules/: two rule sets have the same id".to_string());
    }
}

/// Every source that is cited must exist and have been read late enough; every source must be of use.
fn check_citations(sources: &[Source], sets: &[Set], problems: &mut Vec<String>) {
    let mut used = BTreeSet::new();
    let mut cite = |place: &str, ids: Vec<&str>, checked: Day, problems: &mut Vec<String>| {
        let mut reach = None;
        for id in ids {
            match sources.iter().find(|source| source.id == id) {
                Some(source) => reach = reach.max(Some(source.read)),
                None if id.is_empty() => {}
                None => problems.push(format!("{place}: source {id} is not in rules/sources.toml")),
            }
            used.insert(id.to_string());
        }
        if let Some(read) = reach.filter(|&read| checked > read) {
            problems.push(format!("{place}: checked is {checked}, but its sources were read up to {read} only"));
        }
    };
    for set in sets {
        cite(&set.file, with(&set.source, &set.also), set.checked, problems);
        let requirements = set.direct.iter().chain(&set.indirect).map(|requirement| &requirement.citation);
        for citation in requirements.chain(set.terms.iter().map(|term| &term.citation)) {
            let Citation { place, source, also, since, checked, review_by, .. } = citation;
            cite(place, with(source, also), *checked, problems);
            if review_by < since {
                problems.push(format!("{place}: review_by is before since"));
            }
        }
    }
    for source in sources {
        if !used.contains(&source.id) && source.backs.as_ref().is_none_or(|backs| backs.trim().is_empty()) {
            problems.push(format!(
                "rules/sources.toml: {} is cited by no rule, and backs doesn't say what else rests on it",
                source.id
            ));
        }
    }
}

fn with<'a>(source: &'a str, also: &'a [String]) -> Vec<&'a str> {
    std::iter::once(source).chain(also.iter().map(String::as_str)).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn text(text: &str) -> Node {
        Node::Text(text.to_string())
    }

    fn day(text: &str) -> Node {
        let mut parts = text.split('-').map(|part| part.parse::<u16>().unwrap());
        let mut next = || parts.next().unwrap();
        Node::Day(Day { year: next(), month: next() as u8, day: next() as u8 })
    }

    fn table<const N: usize>(entries: [(&str, Node); N]) -> Table {
        entries.into_iter().map(|(key, node)| (key.to_string(), node)).collect()
    }

    fn item(more: Table) -> Node {
        let mut item = table([
            ("source", text("page")),
            ("since", day("2020-01-01")),
            ("checked", day("2026-06-30")),
            ("review_by", day("2026-09-30")),
            ("provenance", text("documented")),
        ]);
        item.extend(more);
        Node::Table(item)
    }

    fn requirement(id: &str) -> Node {
        item(table([("id", text(id)), ("lead_months", Node::Number(0))]))
    }

    fn source() -> Node {
        Node::Table(table([
            ("title", text("A page")),
            ("publisher", text("Someone")),
            ("url", text("https://example.org/page")),
            ("language", text("en")),
            ("read", day("2026-06-30")),
            ("kind", text("microsoft")),
        ]))
    }

    fn sources() -> Table {
        table([("page", source())])
    }

    fn set(id: &str, valid_from: &str, review_by: &str) -> Table {
        let terms = TERMS.iter().map(|(id, _)| ((*id).to_string(), item(table([("value", Node::Number(4))]))));
        table([
            ("id", text(id)),
            ("valid_from", day(valid_from)),
            ("review_by", day(review_by)),
            ("checked", day("2026-06-30")),
            ("source", text("page")),
            ("direct", Node::List(vec![requirement("credit")])),
            ("indirect", Node::List(vec![requirement("maicpp")])),
            ("terms", Node::Table(terms.collect())),
        ])
    }

    fn problems(sources: &Table, sets: &[Table]) -> Vec<String> {
        let named: Vec<(String, Table)> =
            sets.iter().enumerate().map(|(index, set)| (format!("rules/{index}.toml"), set.clone())).collect();
        Programme::read(("rules/sources.toml", sources), &named).err().unwrap_or_default()
    }

    /// The one set, with one entry of `direct.credit` changed or, with `None`, removed.
    fn with_item(key: &str, node: Option<Node>) -> Table {
        let mut set = set("a", "2025-10-01", "2026-09-30");
        let Some(Node::List(items)) = set.get_mut("direct") else { panic!("no requirements") };
        let Some(Node::Table(item)) = items.first_mut() else { panic!("no requirement") };
        match node {
            Some(node) => item.insert(key.to_string(), node),
            None => item.remove(key),
        };
        set
    }

    #[test]
    fn complete_rules_are_written() {
        let named = [("rules/0.toml".to_string(), set("a", "2025-10-01", "2026-09-30"))];
        let programme = Programme::read(("rules/sources.toml", &sources()), &named).unwrap();
        assert!(programme.write_sources().contains("    Page,\n"));
        let rules = programme.write_rules();
        assert!(rules.contains("pub static RULE_SETS: [RuleSet; 1] = ["));
        assert!(rules.contains("valid_from: Date::literal(2025, 10, 1),"));
        assert!(rules.contains("RequirementId::Credit, threshold: None, lead_months: Some(0), citation: Citation {"));
    }

    #[test]
    fn every_part_of_a_citation_must_be_there() {
        for key in ["source", "since", "checked", "review_by", "provenance"] {
            let found = problems(&sources(), &[with_item(key, None)]);
            assert_eq!(found, [format!("rules/0.toml: direct.credit: {key} is missing")]);
        }
    }

    #[test]
    fn a_citation_must_make_sense() {
        let wrong = |key, node| problems(&sources(), &[with_item(key, Some(node))]);
        assert_eq!(
            wrong("source", text("rumour")),
            ["rules/0.toml: direct.credit: source rumour is not in rules/sources.toml"]
        );
        assert_eq!(
            wrong("provenance", text("certain")),
            ["rules/0.toml: direct.credit: provenance must be one of documented, reported, assumption"]
        );
        assert_eq!(
            wrong("checked", day("2026-11-22")),
            ["rules/0.toml: direct.credit: checked is 2026-11-22, but its sources were read up to 2026-06-30 only"]
        );
        assert_eq!(
            wrong("since", text("2020-01-01")),
            ["rules/0.toml: direct.credit: since must be a date, written 2026-11-22 without quotes"]
        );
        assert_eq!(wrong("note", text("so")), ["rules/0.toml: direct.credit: note is not known here"]);
        assert_eq!(wrong("threshold", Node::Number(3)), ["rules/0.toml: direct.credit: threshold has no meaning here"]);
    }

    #[test]
    fn a_set_must_have_its_dates_and_terms() {
        for key in ["valid_from", "review_by", "checked", "source"] {
            let mut set = set("a", "2025-10-01", "2026-09-30");
            set.remove(key);
            assert_eq!(problems(&sources(), &[set]), [format!("rules/0.toml: {key} is missing")]);
        }
        let mut set = set("a", "2025-10-01", "2026-09-30");
        let Some(Node::Table(terms)) = set.get_mut("terms") else { panic!("no terms") };
        terms.remove("asfp_usd");
        assert_eq!(problems(&sources(), &[set]), ["rules/0.toml: terms.asfp_usd is missing"]);
    }

    #[test]
    fn sets_follow_each_other_to_the_day() {
        let (older, newer) = (set("a", "2018-08-31", "2020-10-26"), set("b", "2020-10-27", "2026-09-30"));
        assert!(problems(&sources(), &[newer.clone(), older]).is_empty());
        for review_by in ["2020-10-25", "2020-10-27", "2021-01-01"] {
            let found = problems(&sources(), &[set("a", "2018-08-31", review_by), newer.clone()]);
            assert_eq!(
                found,
                [format!(
                    "rules/0.toml: review_by is {review_by}, but the rules of rules/1.toml start on 2020-10-27; \
                     it must be the day before"
                )]
            );
        }
    }

    #[test]
    fn terms_can_be_those_of_another_set() {
        let mut older = set("a", "2018-08-31", "2020-10-26");
        older.remove("terms");
        older.insert("terms_as_in".to_string(), text("b"));
        let newer = set("b", "2020-10-27", "2026-09-30");
        assert!(problems(&sources(), &[older.clone(), newer]).is_empty());
        let other = set("c", "2020-10-27", "2026-09-30");
        assert_eq!(problems(&sources(), &[older, other]), ["rules/0.toml: terms_as_in names b, which has no terms"]);
    }

    #[test]
    fn a_source_must_be_complete_and_of_use() {
        let set = [set("a", "2025-10-01", "2026-09-30")];
        for key in ["title", "publisher", "url", "language", "read"] {
            let Node::Table(mut incomplete) = source() else { panic!("no table") };
            incomplete.remove(key);
            let found = problems(&table([("page", Node::Table(incomplete))]), &set);
            assert!(found.contains(&format!("rules/sources.toml: page: {key} is missing")), "{found:?}");
        }
        assert_eq!(
            problems(&table([("page", source()), ("spare", source())]), &set),
            ["rules/sources.toml: spare is cited by no rule, and backs doesn't say what else rests on it"]
        );
    }
}
