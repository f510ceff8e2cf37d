//! The guide to the model, for the calculator's own page: what each part of the answer is made of, folded away.

use anyhow::Result;

use super::texts::Texts;
use super::{blocks, line};

/// The parts of the guide, in order.
const PARTS: &[&str] =
    &["compared", "margin", "costs", "hours", "open", "break_even", "mix", "moving", "sure", "sources", "limits"];

/// The guide in one language; `root` is the way to the calculator's folder.
pub(crate) fn section(texts: &Texts, root: &str) -> Result<String> {
    let mut html = format!(
        "<section id=\"guide\" class=\"front-part guide\" aria-labelledby=\"guide-title\">\n\
         <h2 id=\"guide-title\">{}</h2>\n{}",
        line(texts, root, "guide.title")?,
        blocks(texts, root, "guide.lead")?,
    );
    for part in PARTS {
        html += &format!(
            "<details>\n<summary>{}</summary>\n{}</details>\n",
            line(texts, root, &format!("guide.{part}.heading"))?,
            blocks(texts, root, &format!("guide.{part}.text"))?
        );
    }
    Ok(html + "</section>\n")
}

#[cfg(test)]
mod tests {
    use tierwise::engine::uncertainty::DRAWS;
    use tierwise::i18n::Locale;

    use super::*;

    /// As many words as someone reads to understand an answer.
    const WORDS: usize = 1_000;

    #[test]
    fn every_language_has_the_guide() -> Result<()> {
        for texts in Texts::all()? {
            let (html, code) = (section(&texts, "")?, texts.language.code());
            assert_eq!(html.matches("<details>").count(), PARTS.len(), "{code}");
            assert_eq!(html.matches("<li>").count(), 2 + 2 + 3 + 3, "{code}");
            for page in ["rules", "terms", "privacy"] {
                assert!(html.contains(&format!(" href=\"{page}/{code}.html\"")), "{code}: {page}");
            }
            for never in ["../", "style=", "{", "! ", "!<"] {
                assert!(!html.contains(never), "{code}: {never}");
            }
        }
        Ok(())
    }

    #[test]
    fn it_is_short_and_has_the_number_of_draws() -> Result<()> {
        for texts in Texts::all()? {
            let (html, locale) = (section(&texts, "")?, Locale::embedded(texts.language));
            let words = html.split(['<', '>']).step_by(2).flat_map(str::split_whitespace);
            let words = words.filter(|word| word.contains(char::is_alphanumeric)).count();
            assert!(words < WORDS, "{:?}: {words}", texts.language);
            assert!(html.contains(&locale.count(DRAWS.into())), "{:?}", texts.language);
        }
        Ok(())
    }
}
