//! The texts of the pages beside the calculator: `locales/pages/*.toml`, the English one as the reference.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, bail, ensure};
use tierwise::i18n::Language;
use toml::{Table, Value};

use crate::workspace;

/// What a table of the reference has beside its texts.
const NOTE: &str = "note";

/// The texts of one language, by their dotted keys.
#[derive(Debug)]
pub(crate) struct Texts {
    /// The language.
    pub(crate) language: Language,
    texts: BTreeMap<String, String>,
    used: RefCell<BTreeSet<String>>,
}

impl Texts {
    /// All languages, complete and in agreement.
    pub(crate) fn all() -> Result<Vec<Texts>> {
        let all = Language::ALL.into_iter().map(Texts::read).collect::<Result<Vec<_>>>()?;
        let [reference, others @ ..] = all.as_slice() else { bail!("there are no languages") };
        for other in others {
            other.compare(reference)?;
        }
        Ok(all)
    }

    fn read(language: Language) -> Result<Texts> {
        let file = format!("locales/pages/{}.toml", language.code());
        let text =
            fs::read_to_string(workspace::root().join(&file)).with_context(|| format!("{file} can't be read"))?;
        Texts::parse(language, &text).with_context(|| format!("{file} is not as it should be"))
    }

    fn parse(language: Language, text: &str) -> Result<Texts> {
        let mut texts = Texts { language, texts: BTreeMap::new(), used: RefCell::default() };
        texts.add("", &text.parse()?)?;
        Ok(texts)
    }

    fn add(&mut self, prefix: &str, table: &Table) -> Result<()> {
        let has_texts = table.iter().any(|(key, value)| key != NOTE && value.is_str());
        let is_reference = self.language == Language::En;
        ensure!(
            !is_reference || !has_texts || table.get(NOTE).and_then(Value::as_str).is_some_and(|note| !note.is_empty()),
            "[{prefix}]: note is missing: translators need to know what they are looking at"
        );
        for (key, value) in table {
            let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
            match value {
                Value::String(_) if is_reference && key == NOTE => {}
                Value::String(text) => {
                    ensure!(!text.trim().is_empty(), "{path} is empty");
                    self.texts.insert(path, text.trim().to_owned());
                }
                Value::Table(table) => self.add(&path, table)?,
                _ => bail!("{path} is no text"),
            }
        }
        Ok(())
    }

    /// Fails unless these have the keys of the reference, with the same placeholders and as many links.
    fn compare(&self, reference: &Texts) -> Result<()> {
        let code = self.language.code();
        for (key, text) in &reference.texts {
            let own = self.texts.get(key).with_context(|| format!("locales/pages/{code}.toml: {key} is missing"))?;
            for (what, marks) in [("placeholders", marks(text, own, '{', '}')), ("links", marks(text, own, '(', ')'))] {
                let (wanted, found) = marks;
                ensure!(
                    wanted == found,
                    "locales/pages/{code}.toml: {key} has {what} {found:?}, should have {wanted:?}"
                );
            }
        }
        let known = |key: &&String| reference.texts.contains_key(*key);
        match self.texts.keys().find(|key| !known(key)) {
            Some(key) => bail!("locales/pages/{code}.toml: {key} is not in en.toml"),
            None => Ok(()),
        }
    }

    /// A text.
    pub(crate) fn get(&self, key: &str) -> Result<&str> {
        self.used.borrow_mut().insert(key.to_owned());
        let text = self.texts.get(key).map(String::as_str);
        text.with_context(|| format!("locales/pages/{}.toml: {key} is missing", self.language.code()))
    }

    /// Fails if there is a text that nothing has asked for, of those whose keys begin so, or don't.
    pub(crate) fn check_all_used(&self, are_ours: impl Fn(&str) -> bool) -> Result<()> {
        let used = self.used.borrow();
        match self.texts.keys().find(|key| are_ours(key) && !used.contains(*key)) {
            Some(key) => bail!("locales/pages/{}.toml: {key} is used nowhere", self.language.code()),
            None => Ok(()),
        }
    }
}

/// What stands between these signs in either text, where that is no words: names and addresses.
fn marks<'a>(one: &'a str, other: &'a str, open: char, close: char) -> (Vec<&'a str>, Vec<&'a str>) {
    let of = |text: &'a str| {
        let inside = text.split(open).skip(1).filter_map(|rest| rest.split_once(close));
        let mut found: Vec<_> = inside.map(|(inside, _)| inside).filter(|inside| !inside.contains(' ')).collect();
        found.retain(|inside| open == '{' || inside.contains([':', '/']));
        found.sort_unstable();
        found
    };
    (of(one), of(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "[a]\nnote = \"A page.\"\ntitle = \"A {date} [link](page:terms)\"\n";

    fn compare(other: &str) -> String {
        let check = || Texts::parse(Language::Nl, other)?.compare(&Texts::parse(Language::En, ENGLISH)?);
        check().err().map_or_else(String::new, |error| error.to_string())
    }

    #[test]
    fn languages_must_agree() {
        assert_eq!(compare("[a]\ntitle = \"[koppeling](page:terms) op {date} (zo)\"\n"), "");
        assert_eq!(compare("[a]\n"), "locales/pages/nl.toml: a.title is missing");
        assert!(compare("[a]\ntitle = \"{dag} [een](page:terms)\"\n").contains("placeholders"));
        assert!(compare("[a]\ntitle = \"{date} [een](page:privacy)\"\n").contains("links"));
        let more = "[a]\ntitle = \"{date} [een](page:terms)\"\nmore = \"meer\"\n";
        assert_eq!(compare(more), "locales/pages/nl.toml: a.more is not in en.toml");
    }

    #[test]
    fn the_reference_has_notes() {
        assert!(Texts::parse(Language::En, ENGLISH).is_ok());
        assert!(Texts::parse(Language::En, "[a]\ntitle = \"A\"\n").is_err());
    }

    #[test]
    fn a_text_that_nothing_asks_for_is_found() -> Result<()> {
        let texts = Texts::parse(Language::En, ENGLISH)?;
        assert!(texts.check_all_used(|_| true).is_err());
        assert!(texts.get("a.title").is_ok() && texts.get("a.other").is_err());
        texts.check_all_used(|_| true)
    }
}
