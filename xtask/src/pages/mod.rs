//! The pages beside the calculator, as plain HTML without a script: what a lawyer of who embeds it asks for, in every
//! language, the page for who embeds it, and the one for who has many partners.

mod batch;
pub(crate) mod guide;
mod integrate;
mod markup;
mod texts;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use tierwise::engine::rules::{RULE_SETS, RuleSet};
use tierwise::i18n::{Language, Locale, Message};

pub use self::integrate::host_headers;
pub(crate) use self::markup::escape;
pub(crate) use self::texts::Texts;
use crate::{compress, front, hash, page, post_build, workspace};

/// The folder of what these pages fetch.
const SHARED: &str = "pages";
/// Where a table of the rule sets goes, in a text.
const SETS: &str = "{sets}";

/// A page that is all text: its folder, and the parts it is made of, in order.
struct Document {
    folder: &'static str,
    parts: &'static [&'static str],
}

const DOCUMENTS: &[Document] = &[
    Document { folder: "privacy", parts: &["nothing", "address", "host", "embedded", "yours", "ask"] },
    Document { folder: "accessibility", parts: &["aim", "tested", "gaps", "embedded", "ask"] },
    Document { folder: "rules", parts: &["sets", "change", "listed", "review", "links"] },
    Document { folder: "terms", parts: &["advice", "figures", "warranty", "embedding", "licence", "names"] },
];

/// The folders of all pages, in the order in which they link each other.
fn folders() -> impl Iterator<Item = &'static str> {
    DOCUMENTS.iter().map(|document| document.folder).chain([integrate::FOLDER, batch::FOLDER])
}

/// What every page links, relative to the root of the host.
struct Shared {
    icon: String,
    sheets: Vec<String>,
}

/// Writes all of them into the folder of the page.
pub fn write(dist: &Path) -> Result<()> {
    let all = Texts::all()?;
    let later = post_build::LATER_SHEET;
    let later = [later, "/", &find(&dist.join(later), later, ".css")?].concat();
    let shared = Shared {
        icon: find(dist, "icon-", ".svg")?,
        sheets: vec![find(dist, "styles-", ".css")?, later, shared_file(dist, "pages/page.css", "page", "css")?],
    };
    for texts in &all {
        for document in DOCUMENTS {
            let html = document.html(texts, &shared)?;
            write_language(dist, document.folder, texts.language, &html)?;
        }
    }
    integrate::write(dist, &all, &shared)?;
    batch::write(dist, &all, &shared)?;
    all.iter().try_for_each(|texts| texts.check_all_used(|key| !front::is_own(key)))
}

/// Writes them and the pages of the calculator anew into a page that was built before, with their compressed twins: for who works on
/// their texts.
pub fn refresh() -> Result<()> {
    let dist = workspace::dist();
    let built = page::built().context("there is no page yet: run `cargo xtask test page`")?;
    for folder in folders().chain([SHARED]) {
        let folder = dist.join(folder);
        if folder.is_dir() {
            fs::remove_dir_all(folder)?;
        }
    }
    front::refresh(&dist)?;
    write(&dist)?;
    compress::write_all(&dist)?;
    // The program in it is as old as it was.
    page::set_built(built)
}

/// `privacy/nl.html`, and for English `privacy/index.html` as well: who guesses the address finds something.
fn write_language(dist: &Path, folder: &str, language: Language, html: &str) -> Result<()> {
    let folder = dist.join(folder);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(format!("{}.html", language.code())), html)?;
    if language == Language::En {
        fs::write(folder.join("index.html"), html)?;
    }
    Ok(())
}

/// The file in a folder whose name begins and ends so.
fn find(folder: &Path, start: &str, end: &str) -> Result<String> {
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(start) && name.ends_with(end) {
            return Ok(name);
        }
    }
    bail!("the page has no {start}…{end}")
}

/// Writes a script with what it imports, or a sheet, made small and named by its contents; returns where it is.
fn shared_file(dist: &Path, source: &str, name: &str, end: &str) -> Result<String> {
    let small = post_build::bundled(&workspace::root().join(source))?;
    let file = format!("{SHARED}/{name}-{}.{end}", hash::short(small.as_bytes()));
    fs::create_dir_all(dist.join(SHARED))?;
    fs::write(dist.join(&file), small)?;
    Ok(file)
}

impl Document {
    fn html(&self, texts: &Texts, shared: &Shared) -> Result<String> {
        let Document { folder, parts } = self;
        let mut body = format!(
            "<h1>{}</h1>\n{}",
            inline(texts, &format!("{folder}.title"))?,
            block(texts, &format!("{folder}.lead"))?.replacen("<p>", "<p class=\"lead\">", 1)
        );
        for part in *parts {
            let heading = inline(texts, &format!("{folder}.{part}.heading"))?;
            let text = block(texts, &format!("{folder}.{part}.text"))?;
            let text = text.replace(&format!("<p>{SETS}</p>\n"), &sets(texts)?);
            body += &format!("<section id=\"{part}\">\n<h2>{heading}</h2>\n{text}</section>\n");
        }
        page(texts, shared, folder, &body, "")
    }
}

/// A whole page around its contents. `head` is what it needs besides.
fn page(texts: &Texts, shared: &Shared, folder: &str, body: &str, head: &str) -> Result<String> {
    let code = texts.language.code();
    let title = texts.get(&format!("{folder}.title"))?;
    let sheets: String =
        shared.sheets.iter().map(|sheet| format!("<link rel=\"stylesheet\" href=\"../{sheet}\">\n")).collect();
    let mut languages = String::new();
    let mut alternates = String::new();
    for language in Language::ALL {
        let (other, name) = (language.code(), language.name());
        let current = if language == texts.language { " aria-current=\"true\"" } else { "" };
        languages += &format!("<a href=\"{other}.html\" lang=\"{other}\" hreflang=\"{other}\"{current}>{name}</a>\n");
        alternates += &format!("<link rel=\"alternate\" hreflang=\"{other}\" href=\"{other}.html\">\n");
    }
    let mut others = String::new();
    for other in folders() {
        let current = if other == folder { " aria-current=\"page\"" } else { "" };
        others += &format!(
            "<li><a href=\"../{other}/{code}.html\"{current}>{}</a></li>\n",
            escape(texts.get(&format!("{other}.short"))?)
        );
    }
    let say = |key: &str| texts.get(key).map(escape);
    Ok(format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title} · Tierwise</title>\n\
         <link rel=\"icon\" href=\"../{icon}\">\n{sheets}{alternates}{head}</head>\n\
         <body class=\"document\">\n<a class=\"skip visually-hidden\" href=\"#main\">{skip}</a>\n\
         <header class=\"document-head\">\n<a class=\"document-name\" href=\"../{code}/\">Tierwise</a>\n\
         <nav class=\"document-languages\" aria-label=\"{choose}\">\n{languages}</nav>\n</header>\n\
         <main id=\"main\" tabindex=\"-1\">\n{body}</main>\n\
         <footer class=\"document-foot\">\n<nav aria-label=\"{about}\">\n<ul>\n\
         <li><a href=\"../{code}/\">{calculator}</a></li>\n{others}\
         <li><a href=\"../licences.txt\" lang=\"en\" hreflang=\"en\">{licences}</a></li>\n</ul>\n</nav>\n</footer>\n\
         </body>\n</html>\n",
        title = escape(title),
        icon = shared.icon,
        skip = say("frame.skip")?,
        choose = say("frame.languages")?,
        about = say("frame.about")?,
        calculator = say("frame.calculator")?,
        licences = say("frame.licences")?,
    ))
}

/// A text of one line, on a page in a folder of its own.
fn inline(texts: &Texts, key: &str) -> Result<String> {
    line(texts, "../", key)
}

/// The same of a text of paragraphs and lists.
fn block(texts: &Texts, key: &str) -> Result<String> {
    blocks(texts, "../", key)
}

/// A text of one line; `root` is the way to the calculator's folder.
fn line(texts: &Texts, root: &str, key: &str) -> Result<String> {
    markup::line(texts.get(key)?, &|target| address(texts, root, target)).with_context(|| key.to_owned())
}

/// The same of a text of paragraphs and lists.
fn blocks(texts: &Texts, root: &str, key: &str) -> Result<String> {
    markup::blocks(texts.get(key)?, &|target| address(texts, root, target)).with_context(|| key.to_owned())
}

/// Where a link in a text leads: `page:terms` to another page in the same language, `file:licences.txt` to a file,
/// an `https:` address to elsewhere. `root` is the way to the calculator's folder.
fn address(texts: &Texts, root: &str, target: &str) -> Result<String> {
    let code = texts.language.code();
    match target.split_once(':') {
        Some(("page", "calculator")) => Ok(format!("{root}{code}/")),
        Some(("page", folder)) if folders().any(|known| known == folder) => Ok(format!("{root}{folder}/{code}.html")),
        Some(("file", file)) => Ok(format!("{root}{file}")),
        Some(("https", _)) => Ok(target.to_owned()),
        _ => bail!("a link leads to {target:?}"),
    }
}

/// The rule sets, the newest first.
fn sets(texts: &Texts) -> Result<String> {
    let locale = Locale::embedded(texts.language);
    let mut rows = String::new();
    for set in RULE_SETS.iter().rev() {
        rows += &row(&locale, set)?;
    }
    let mut heads = String::new();
    for head in ["set", "from", "read", "review", "source"] {
        heads += &format!("<th scope=\"col\">{}</th>", escape(texts.get(&format!("rules.table.{head}"))?));
    }
    let caption = escape(texts.get("rules.table.caption")?);
    Ok(format!(
        "<div class=\"document-wide\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\">\n<table>\n<caption>{caption}</caption>\n\
         <thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    ))
}

fn row(locale: &Locale, set: &RuleSet) -> Result<String> {
    let name =
        Message::by_name(&format!("choice.rules.{}", set.id)).with_context(|| format!("{} has no name", set.id))?;
    let day = |date| format!("<td>{}</td>", escape(&locale.date(date)));
    Ok(format!(
        "<tr><th scope=\"row\">{}</th>{}{}{}<td><a href=\"{}\" hreflang=\"{language}\" lang=\"en\">{}</a></td></tr>\n",
        escape(locale.text(name)),
        day(set.valid_from),
        day(set.checked),
        day(set.review_by),
        escape(set.source.url()),
        escape(set.source.title()),
        language = set.source.language(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_its_texts_and_every_text_its_page() -> Result<()> {
        let shared = Shared { icon: "icon.svg".to_owned(), sheets: vec!["styles.css".to_owned()] };
        for texts in Texts::all()? {
            for document in DOCUMENTS {
                let html = document.html(&texts, &shared)?;
                assert_eq!(html.matches("<h1>").count(), 1, "{}", document.folder);
                assert_eq!(html.matches("<section id=").count(), document.parts.len(), "{}", document.folder);
                for never in ["style=", "<script", "{sets}", "!</", "! "] {
                    assert!(!html.contains(never), "{}, {:?}: {never}", document.folder, texts.language);
                }
            }
            integrate::body(&texts, "<iframe></iframe>")?;
            batch::body(&texts, "batch-worker/start.js", &[])?;
            texts.check_all_used(|key| !front::is_own(key))?;
        }
        Ok(())
    }

    #[test]
    fn the_rules_are_those_that_the_program_has() -> Result<()> {
        for texts in Texts::all()? {
            let rows = sets(&texts)?;
            let locale = Locale::embedded(texts.language);
            for set in &RULE_SETS {
                for date in [set.valid_from, set.checked, set.review_by] {
                    assert!(rows.contains(&format!("<td>{}</td>", locale.date(date))), "{}: {date:?}", set.id);
                }
                assert!(rows.contains(&format!("href=\"{}\"", set.source.url())), "{}", set.id);
            }
        }
        Ok(())
    }
}
