//! The page's texts: from `locales/*.toml` to one text file for each language and an enumeration of the keys, if
//! nothing is missing and the languages agree.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::tree::{Node, Table, camel_case};

include!("digest.rs");

/// The language every other is compared with; its file has the translator's notes.
pub(crate) const REFERENCE: &str = "en";

/// Groups that are looked up by name, because data says which of their messages is wanted.
const NAMED_GROUPS: [&str; 21] = [
    "caution",
    "checklist",
    "choice",
    "clause",
    "driver",
    "fact",
    "field",
    "flaw",
    "gap",
    "group",
    "line",
    "portfolio",
    "preset",
    "provenance",
    "provenance_about",
    "reason",
    "requirement",
    "source",
    "status",
    "unit",
    "verdict",
];

/// Groups that the answer doesn't need: their texts are fetched once it is on the screen.
const LATER_GROUPS: [&str; 35] = [
    "about",
    "belief",
    "checklist",
    "compare",
    "deadline",
    "decide",
    "dossier",
    "doubt",
    "driver",
    "entry",
    "figure",
    "flaw",
    "flip",
    "landscape",
    "limits",
    "mix",
    "moving",
    "noticed",
    "paper",
    "preset",
    "problem",
    "provider",
    "reason",
    "receipt",
    "rules_in_time",
    "scenarios",
    "share",
    "sheet",
    "step",
    "take",
    "time",
    "transition",
    "unpriced",
    "unread",
    "voice",
];
/// How keys end whose texts are folded away at first: the help of a field, or of a line.
const LATER_END: &str = ".hint";

/// The group of what is said of a table of partners, with a file of its own: neither the page nor what it fetches needs it.
const BATCH_GROUP: &str = "batch";

/// Groups that only a script uses, with its own file of texts: the program has no keys for them.
const SCRIPT_GROUPS: [&str; 1] = ["frame"];

/// The files of texts, in the order of their keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// What the answer needs.
    First,
    /// What the page fetches after it.
    Later,
    /// What is said of a table of partners.
    Batch,
}

impl Part {
    /// All of them.
    pub(crate) const ALL: [Part; 3] = [Part::First, Part::Later, Part::Batch];

    /// What its files are called: `first.nl.txt`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Part::First => "first",
            Part::Later => "later",
            Part::Batch => "batch",
        }
    }

    /// The first word of its files.
    fn mark(self) -> &'static str {
        match self {
            Part::First => "tierwise-messages",
            Part::Later => "tierwise-later",
            Part::Batch => "tierwise-batch",
        }
    }

    fn of(key: &str) -> Part {
        if is_in(key, BATCH_GROUP) {
            Part::Batch
        } else if is_later(key) {
            Part::Later
        } else {
            Part::First
        }
    }
}

/// How many forms a plural has in the languages there are: one, and all other numbers.
const PLURAL_FORMS: usize = 2;

/// All texts, complete and in agreement.
#[derive(Debug)]
pub(crate) struct Messages {
    keys: BTreeMap<String, String>,
    languages: Vec<Language>,
}

#[derive(Debug)]
struct Language {
    code: String,
    texts: BTreeMap<String, String>,
}

impl Messages {
    /// Reads the files, each with the code of its language; or says all that is wrong.
    pub(crate) fn read(files: &[(String, Table)]) -> Result<Messages, Vec<String>> {
        let mut problems = Vec::new();
        let Some((_, reference)) = files.iter().find(|(code, _)| code == REFERENCE) else {
            return Err(vec![format!("locales/{REFERENCE}.toml is missing")]);
        };
        let mut notes = BTreeMap::new();
        let mut texts = BTreeMap::new();
        read_reference("", reference, &mut texts, &mut notes, &mut problems);
        let mut languages = vec![Language { code: REFERENCE.to_string(), texts }];
        for (code, table) in files.iter().filter(|(code, _)| code != REFERENCE) {
            let mut texts = BTreeMap::new();
            read_translation(code, "", table, &mut texts, &mut problems);
            languages.push(Language { code: code.clone(), texts });
        }
        for language in &languages {
            for (key, text) in &language.texts {
                check_key(language, key, &mut problems);
                if let Err(problem) = Template::read(text) {
                    problems.push(place(language, key, &problem));
                }
            }
        }
        if let [reference, translations @ ..] = languages.as_slice() {
            for translation in translations {
                compare(reference, translation, &mut problems);
            }
            check_variants(reference, &mut problems);
        }
        notes.retain(|key, _| !is_scripted(key));
        if problems.is_empty() { Ok(Messages { keys: notes, languages }) } else { Err(problems) }
    }

    /// The codes of the languages, the reference first.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(|language| language.code.as_str())
    }

    /// `messages.rs`: the keys as an enumeration, with the notes as its documentation.
    pub(crate) fn write_enum(&self) -> String {
        let keys = self.in_order();
        let up_to = |part| keys.iter().filter(|(key, _)| Part::of(key) <= part).count();
        let (all, first, count) = (keys.len(), up_to(Part::First), up_to(Part::Later));
        let mut code = String::from(
            "/// The texts, each by its key in `locales/`. Their documentation is the translator's note.\n\
             #[allow(non_upper_case_globals)] // They read as the variants they are.\n\
             impl Message {\n",
        );
        for (place, (key, note)) in keys.iter().enumerate() {
            let doc = format!(" `{key}`: {note}");
            let name = camel_case(key);
            line(&mut code, format_args!("    #[doc = {doc:?}]\n    pub const {name}: Message = Message({place});"));
        }
        line(
            &mut code,
            format_args!(
                "}}\n\nimpl Message {{\n\
                 /// How many the page has.\n    pub const COUNT: usize = {count};\n\n\
                 /// How many there are, with those of a table of partners.\n    \
                 pub const WITH_BATCH: usize = {all};\n\n\
                 /// How many of them come first, with the answer; the others follow.\n    \
                 pub(crate) const FIRST: usize = {first};\n\n\
                 /// What the keys come down to: a file of texts made for other keys has another one.\n    \
                 pub(crate) const FINGERPRINT: &str = {:?};\n\n\
                 /// All of them, in order.\n    #[cfg(not(target_arch = \"wasm32\"))]\n    \
                 pub const ALL: [Message; {all}] = [",
                self.fingerprint()
            ),
        );
        for (key, _) in &keys {
            line(&mut code, format_args!("        Message::{},", camel_case(key)));
        }
        line(
            &mut code,
            format_args!(
                "    ];\n\n    /// Their keys, in the same order.\n    #[cfg(not(target_arch = \"wasm32\"))]\n    \
                 pub const KEYS: [&str; {all}] = ["
            ),
        );
        for (key, _) in &keys {
            line(&mut code, format_args!("        {key:?},"));
        }
        let salt = self.salt();
        line(
            &mut code,
            format_args!(
                "    ];\n}}\n\n/// With this, the digests within each group differ.\nconst SALT: u32 = {salt};\n\n\
                 /// The groups that data chooses from, in runs: the name, the place of the first message of the run, and the\n\
                 /// digests of all.\nstatic NAMED: &[(&str, u16, &[u16])] = &["
            ),
        );
        for group in NAMED_GROUPS {
            for part in Part::ALL {
                let of_run = |key: &str| is_in(key, group) && Part::of(key) == part;
                let Some(first) = keys.iter().position(|(key, _)| of_run(key)) else { continue };
                let run = keys.iter().filter(|(key, _)| of_run(key));
                let digests: Vec<u16> = run.map(|(key, _)| digest(key, salt)).collect();
                line(&mut code, format_args!("    ({group:?}, {first}, &{digests:?}),"));
            }
        }
        code.push_str("];\n");
        code
    }

    /// `first.<code>.txt`, and likewise the other parts: a first line that says for which keys it was made, then one text
    /// a line, in the order of the constants.
    pub(crate) fn write_texts(&self, code: &str, part: Part) -> Option<String> {
        let language = self.languages.iter().find(|language| language.code == code)?;
        let mut file = format!("{} {} {code}\n", part.mark(), self.fingerprint());
        let wanted = |key: &str| !is_scripted(key) && Part::of(key) == part;
        for (_, text) in language.texts.iter().filter(|(key, _)| wanted(key)) {
            file.push_str(&text.replace('\\', "\\\\").replace('\n', "\\n"));
            file.push('\n');
        }
        Some(file)
    }

    /// `frame.<code>.json`: the texts of that group by their keys in it.
    pub(crate) fn write_frame(&self, code: &str) -> Option<String> {
        let language = self.languages.iter().find(|language| language.code == code)?;
        let texts = language.texts.iter().filter_map(|(key, text)| Some((key.strip_prefix("frame.")?, text)));
        // No control characters stand in a text but line breaks.
        let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let entries: Vec<String> = texts.map(|(key, text)| format!("\"{key}\":\"{}\"", quoted(text))).collect();
        Some(format!("{{{}}}", entries.join(",")))
    }

    /// `words.rs`: what fields, their choices and portfolios are called in each language, without markup: a table of
    /// partners can name its columns and its choices in any of them, whatever the language of the page.
    pub(crate) fn write_words(&self) -> String {
        let wanted = |key: &str| {
            ["choice", "fact", "portfolio"].iter().any(|group| is_in(key, group))
                || (is_in(key, "field") && key.ends_with(".label"))
        };
        let mut code = String::from(
            "/// What things are called, by language: the key of the message, and its text without markup.\n\
             static WORDS: &[(&str, &[(&str, &str)])] = &[\n",
        );
        for language in &self.languages {
            line(&mut code, format_args!("    ({:?}, &[", language.code));
            for (key, text) in language.texts.iter().filter(|(key, _)| wanted(key)) {
                let plain: String = text.chars().filter(|character| !matches!(character, '*' | '_')).collect();
                line(&mut code, format_args!("        ({key:?}, {plain:?}),"));
            }
            code.push_str("    ]),\n");
        }
        code.push_str("];\n");
        code
    }

    /// The keys with their notes: sorted, but part by part.
    fn in_order(&self) -> Vec<(&String, &String)> {
        let mut keys: Vec<_> = self.keys.iter().collect();
        keys.sort_by_key(|(key, _)| Part::of(key));
        keys
    }

    /// The first salt with which no two keys of a group have the same digest.
    fn salt(&self) -> u32 {
        let differ = |group: &str, salt| {
            let mut seen = BTreeSet::new();
            self.keys.keys().filter(|key| is_in(key, group)).all(|key| seen.insert(digest(key, salt)))
        };
        (0..).find(|salt| NAMED_GROUPS.iter().all(|group| differ(group, *salt))).unwrap_or_default()
    }

    /// FNV-1a over the keys.
    fn fingerprint(&self) -> String {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for byte in self.in_order().into_iter().flat_map(|(key, _)| key.bytes().chain([b'\n'])) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        format!("{hash:016x}")
    }
}

fn is_later(key: &str) -> bool {
    key.ends_with(LATER_END) || LATER_GROUPS.iter().any(|group| is_in(key, group))
}

fn is_scripted(key: &str) -> bool {
    SCRIPT_GROUPS.iter().any(|group| is_in(key, group))
}

fn is_in(key: &str, group: &str) -> bool {
    key.split_once('.').is_some_and(|(of, _)| of == group)
}

fn line(code: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = writeln!(code, "{text}");
}

fn place(language: &Language, key: &str, problem: &str) -> String {
    format!("locales/{}.toml: {key}: {problem}", language.code)
}

fn join(prefix: &str, key: &str) -> String {
    if prefix.is_empty() { key.to_string() } else { format!("{prefix}.{key}") }
}

/// Reads `{ text = "…", note = "…" }` at every key of the nested tables.
fn read_reference(
    prefix: &str,
    table: &Table,
    texts: &mut BTreeMap<String, String>,
    notes: &mut BTreeMap<String, String>,
    problems: &mut Vec<String>,
) {
    for (key, node) in table {
        let key = join(prefix, key);
        let place = |problem: &str| format!("locales/{REFERENCE}.toml: {key}: {problem}");
        match node {
            Node::Table(entries) if is_message(entries) => {
                let text = |name: &str| match entries.get(name) {
                    Some(Node::Text(text)) if !text.trim().is_empty() => Some(text.clone()),
                    _ => None,
                };
                if text("text").is_none() {
                    problems.push(place("text is missing"));
                }
                if text("note").is_none() {
                    problems.push(place("note is missing: translators need to know what they are looking at"));
                }
                if entries.len() > 2 {
                    problems.push(place("a message has a text and a note, nothing else"));
                }
                texts.insert(key.clone(), text("text").unwrap_or_default());
                notes.insert(key.clone(), text("note").unwrap_or_default());
            }
            Node::Table(entries) => read_reference(&key, entries, texts, notes, problems),
            Node::Text(_) => problems.push(place("note is missing: write { text = \"…\", note = \"…\" }")),
            _ => problems.push(place("must be a message or a table of messages")),
        }
    }
}

fn is_message(entries: &Table) -> bool {
    ["text", "note"].iter().any(|name| matches!(entries.get(*name), Some(Node::Text(_))))
}

/// Reads a plain text at every key of the nested tables.
fn read_translation(
    code: &str,
    prefix: &str,
    table: &Table,
    texts: &mut BTreeMap<String, String>,
    problems: &mut Vec<String>,
) {
    for (key, node) in table {
        let key = join(prefix, key);
        match node {
            Node::Table(entries) => read_translation(code, &key, entries, texts, problems),
            Node::Text(text) if !text.trim().is_empty() => _ = texts.insert(key, text.clone()),
            Node::Text(_) => problems.push(format!("locales/{code}.toml: {key}: text is missing")),
            _ => problems.push(format!("locales/{code}.toml: {key}: must be a text or a table of texts")),
        }
    }
}

fn check_key(language: &Language, key: &str, problems: &mut Vec<String>) {
    let plain = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let starts_with_letter = key.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    if !starts_with_letter || !key.split('.').all(plain) {
        problems.push(place(language, key, "a key has letters, digits and underscores only"));
    }
}

/// Two keys must not become the same variant, and there must not be more than a `u16` can count.
fn check_variants(reference: &Language, problems: &mut Vec<String>) {
    let mut variants = BTreeMap::new();
    for key in reference.texts.keys() {
        if let Some(other) = variants.insert(camel_case(key), key) {
            problems.push(place(reference, key, &format!("reads like {other}; choose another key")));
        }
    }
    if variants.len() > usize::from(u16::MAX) {
        problems.push(format!("locales/{REFERENCE}.toml: there are too many messages"));
    }
}

/// A translation has the same keys as the reference, and each text the same placeholders.
fn compare(reference: &Language, translation: &Language, problems: &mut Vec<String>) {
    for (key, text) in &reference.texts {
        let Some(translated) = translation.texts.get(key) else {
            problems.push(place(translation, key, "is missing"));
            continue;
        };
        let (Ok(wanted), Ok(found)) = (Template::read(text), Template::read(translated)) else { continue };
        if wanted.names != found.names {
            let list = |names: &BTreeSet<String>| match names.len() {
                0 => "none".to_string(),
                _ => names.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(" "),
            };
            let problem = format!("placeholders are {}, must be {}", list(&found.names), list(&wanted.names));
            problems.push(place(translation, key, &problem));
        }
        for name in found.plurals.difference(&wanted.plurals) {
            let problem = format!("{{{name}}} chooses a plural here, but is no count in {REFERENCE}");
            problems.push(place(translation, key, &problem));
        }
    }
    for key in translation.texts.keys().filter(|key| !reference.texts.contains_key(*key)) {
        problems.push(place(translation, key, &format!("is not in {REFERENCE}.toml")));
    }
}

/// What stands in a text besides words.
#[derive(Debug, Default)]
struct Template {
    /// The names of the placeholders.
    names: BTreeSet<String>,
    /// Those of them that choose a plural: `{months:month|months}`.
    plurals: BTreeSet<String>,
}

impl Template {
    fn read(text: &str) -> Result<Template, String> {
        let mut template = Template::default();
        let mut rest = text;
        let mut outside = String::new();
        while let Some((before, after)) = rest.split_once('{') {
            outside.push_str(before);
            let (inside, after) = after.split_once('}').ok_or("a { is never closed")?;
            let (name, forms) = match inside.split_once(':') {
                Some((name, forms)) => (name, Some(forms)),
                None => (inside, None),
            };
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
                return Err(format!("{{{inside}}} is not a placeholder: a name has small letters and underscores"));
            }
            if let Some(forms) = forms {
                if forms.contains(['{', '*', '_']) || forms.split('|').count() != PLURAL_FORMS {
                    return Err(format!("{{{inside}}} must have {PLURAL_FORMS} plain forms: {{n:one|other}}"));
                }
                template.plurals.insert(name.to_string());
            }
            template.names.insert(name.to_string());
            rest = after;
        }
        outside.push_str(rest);
        if outside.contains('}') {
            return Err("a } has no {".to_string());
        }
        for (mark, what) in [('*', "*strong*"), ('_', "_English_")] {
            if outside.matches(mark).count() % 2 != 0 {
                return Err(format!("a {mark} is never closed: {what}"));
            }
        }
        if outside.contains(|c: char| c.is_control() && c != '\n') {
            return Err("there is a hidden character".to_string());
        }
        Ok(template)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn message(text: &str, note: &str) -> Node {
        let entries =
            [("text", text), ("note", note)].map(|(key, text)| (key.to_string(), Node::Text(text.to_string())));
        Node::Table(entries.into_iter().collect())
    }

    fn table<const N: usize>(entries: [(&str, Node); N]) -> Table {
        entries.into_iter().map(|(key, node)| (key.to_string(), node)).collect()
    }

    fn group(entries: Table) -> Table {
        table([("gap", Node::Table(entries))])
    }

    fn english() -> Table {
        group(table([
            ("tenure", message("{months} {months:month|months} to go.", "A count.")),
            ("fact", message("You answered *no*.", "An answer.")),
        ]))
    }

    fn dutch(tenure: &str, fact: &str) -> Table {
        let text = |text: &str| Node::Text(text.to_string());
        group(table([("tenure", text(tenure)), ("fact", text(fact))]))
    }

    const TENURE: &str = "Nog {months} {months:maand|maanden}.";
    const FACT: &str = "U antwoordde _no_.";

    fn read(english: Table, dutch: Table) -> Result<Messages, Vec<String>> {
        Messages::read(&[("nl".to_string(), dutch), ("en".to_string(), english)])
    }

    fn problems(english: Table, dutch: Table) -> Vec<String> {
        read(english, dutch).err().unwrap_or_default()
    }

    #[test]
    fn complete_texts_are_written_in_the_order_of_the_keys() {
        let messages = read(english(), dutch(TENURE, FACT)).unwrap();
        assert_eq!(messages.codes().collect::<Vec<_>>(), ["en", "nl"]);
        let code = messages.write_enum();
        assert!(
            code.contains("    #[doc = \" `gap.fact`: An answer.\"]\n    pub const GapFact: Message = Message(0);\n")
        );
        assert!(code.contains("pub const COUNT: usize = 2;"));
        let digests = ["gap.fact", "gap.tenure"].map(|key| digest(key, messages.salt()));
        assert!(code.contains(&format!("    (\"gap\", 0, &{digests:?}),\n")));
        let texts = messages.write_texts("nl", Part::First).unwrap();
        let lines: Vec<&str> = texts.lines().collect();
        assert!(lines[0].starts_with("tierwise-messages ") && lines[0].ends_with(" nl"));
        assert_eq!(lines[1..], [FACT, TENURE]);
        assert_eq!(messages.write_texts("de", Part::First), None);
    }

    #[test]
    fn what_the_answer_does_not_need_comes_later() {
        let mut more = english();
        more.insert("belief".to_string(), Node::Table(table([("fallback", message("It is.", "A belief."))])));
        let mut translated = dutch(TENURE, FACT);
        let fallback = Node::Text("Het is zo.".to_string());
        translated.insert("belief".to_string(), Node::Table(table([("fallback", fallback)])));
        let messages = read(more, translated).unwrap();
        let code = messages.write_enum();
        assert!(code.contains("pub const BeliefFallback: Message = Message(2);"));
        assert!(code.contains("pub(crate) const FIRST: usize = 2;"));
        let later = messages.write_texts("nl", Part::Later).unwrap();
        assert!(later.starts_with("tierwise-later ") && later.ends_with(" nl\nHet is zo.\n"));
        let keys = ["belief.coop.what", "field.customers.hint", "field.customers.label", "flip.at", "report.hint"];
        assert_eq!(keys.map(is_later), [true, true, false, true, true]);
    }

    #[test]
    fn what_is_said_of_a_table_has_a_file_of_its_own() {
        let mut more = english();
        let entries = table([("belief", message("It is.", "A belief.")), ("hint", message("Look.", "A hint."))]);
        more.insert("batch".to_string(), Node::Table(entries));
        let mut translated = dutch(TENURE, FACT);
        let texts =
            [("belief", "Het is zo."), ("hint", "Kijk.")].map(|(key, text)| (key, Node::Text(text.to_string())));
        translated.insert("batch".to_string(), Node::Table(table(texts)));
        let messages = read(more, translated).unwrap();
        let code = messages.write_enum();
        for line in
            ["FIRST: usize = 2;", "COUNT: usize = 2;", "WITH_BATCH: usize = 4;", "BatchBelief: Message = Message(2);"]
        {
            assert!(code.contains(line), "{line}");
        }
        assert_eq!(messages.write_texts("nl", Part::Later).unwrap().lines().count(), 1, "nothing but the first line");
        let batch = messages.write_texts("nl", Part::Batch).unwrap();
        assert!(batch.starts_with("tierwise-batch ") && batch.ends_with(" nl\nHet is zo.\nKijk.\n"));
    }

    #[test]
    fn a_line_break_stays_on_its_line() {
        let messages = read(english(), dutch(TENURE, "Eén\nregel\\")).unwrap();
        assert_eq!(messages.write_texts("nl", Part::First).unwrap().lines().nth(1), Some("Eén\\nregel\\\\"));
    }

    #[test]
    fn other_keys_give_another_fingerprint() {
        let one = read(english(), dutch(TENURE, FACT)).unwrap();
        let mut more = english();
        more.insert("even".to_string(), message("A tie.", "A sentence."));
        let mut translated = dutch(TENURE, FACT);
        translated.insert("even".to_string(), Node::Text("Gelijkspel.".to_string()));
        assert_ne!(one.fingerprint(), read(more, translated).unwrap().fingerprint());
    }

    #[test]
    fn a_message_without_a_note_is_refused() {
        let wanted = ["locales/en.toml: gap.fact: note is missing: translators need to know what they are looking at"];
        let mut entries = table([("fact", message("You answered no.", " "))]);
        let dutch = group(table([("fact", Node::Text("U antwoordde nee.".to_string()))]));
        assert_eq!(problems(group(entries.clone()), dutch.clone()), wanted);
        let Some(Node::Table(fact)) = entries.get_mut("fact") else { panic!("no message") };
        fact.remove("note");
        assert_eq!(problems(group(entries), dutch.clone()), wanted);
        let plain = group(table([("fact", Node::Text("You answered no.".to_string()))]));
        let found = problems(plain, dutch);
        assert!(found[0].starts_with("locales/en.toml: gap.fact: note is missing"), "{found:?}");
    }

    #[test]
    fn a_missing_translation_is_refused() {
        let short = group(table([("tenure", Node::Text(TENURE.to_string()))]));
        assert_eq!(problems(english(), short), ["locales/nl.toml: gap.fact: is missing"]);
        assert_eq!(
            problems(english(), dutch(TENURE, " ")),
            ["locales/nl.toml: gap.fact: text is missing", "locales/nl.toml: gap.fact: is missing"]
        );
    }

    #[test]
    fn a_translation_of_nothing_is_refused() {
        let mut more = dutch(TENURE, FACT);
        more.insert("even".to_string(), Node::Text("Gelijkspel.".to_string()));
        assert_eq!(problems(english(), more), ["locales/nl.toml: even: is not in en.toml"]);
    }

    #[test]
    fn a_differing_placeholder_is_refused() {
        assert_eq!(
            problems(english(), dutch("Nog {maanden}.", FACT)),
            ["locales/nl.toml: gap.tenure: placeholders are {maanden}, must be {months}"]
        );
        assert_eq!(
            problems(english(), dutch("Nog even.", FACT)),
            ["locales/nl.toml: gap.tenure: placeholders are none, must be {months}"]
        );
        assert!(problems(english(), dutch("Nog {months} mnd.", FACT)).is_empty(), "a plural is not always needed");
    }

    #[test]
    fn a_text_that_cannot_be_read_is_refused() {
        let refused = |text: &str| problems(english(), dutch(text, FACT)).remove(0);
        assert_eq!(refused("Nog {months"), "locales/nl.toml: gap.tenure: a { is never closed");
        assert_eq!(refused("Nog {months}}"), "locales/nl.toml: gap.tenure: a } has no {");
        assert_eq!(refused("Nog *{months}"), "locales/nl.toml: gap.tenure: a * is never closed: *strong*");
        assert_eq!(
            refused("Nog {months} {months:maanden}"),
            "locales/nl.toml: gap.tenure: {months:maanden} must have 2 plain forms: {n:one|other}"
        );
    }

    #[test]
    fn without_the_reference_nothing_is_read() {
        let found = Messages::read(&[("nl".to_string(), dutch(TENURE, FACT))]).unwrap_err();
        assert_eq!(found, ["locales/en.toml is missing"]);
    }

    #[test]
    fn what_a_script_says_is_in_its_own_file() {
        let frame = |text: Node| table([("frame", Node::Table(table([("title", text)])))]);
        let dutch = Node::Text("Zeg \"{who}\"".to_string());
        let messages = read(frame(message("Say \"{who}\"", "A note.")), frame(dutch)).unwrap();
        assert_eq!(messages.write_frame("nl").unwrap(), "{\"title\":\"Zeg \\\"{who}\\\"\"}");
        assert!(!messages.write_enum().contains("FrameTitle"));
        assert_eq!(messages.write_texts("en", Part::First).unwrap().lines().count(), 1, "nothing but the first line");
    }
}
