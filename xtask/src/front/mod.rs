//! The pages of the calculator, one for each language: the answer to an example, drawn when the page is built, by the engine and the
//! views that the program has. So the answer is on the screen before any program runs, and where none does.

mod drawn;
mod firms;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};
use serde_json::json;
use tierwise::engine::date::Date;
use tierwise::i18n::{Language, Locale, Message};

use self::drawn::Front;
use crate::pages::{Texts, escape, guide};
use crate::workspace;

/// The page that Trunk has built, and the one at the root.
const INDEX: &str = "index.html";
/// Names the address that the page will have, `https://tierwise.example/`. What needs a whole address is left out without it.
const SITE: &str = "TIERWISE_SITE";
/// Names the day of the build, in seconds since 1970: for who wants the same page from the same sources.
const EPOCH: &str = "SOURCE_DATE_EPOCH";
/// The picture that a link to the page is shown with.
const CARD: &str = "card.png";
/// The language of the page at the root.
const ROOT: Language = Language::En;

/// Draws the pages into the folder of the page, from the one that Trunk has built, and keeps that one for who draws them anew.
pub(crate) fn write(dist: &Path) -> Result<()> {
    fs::rename(dist.join(INDEX), template()?)?;
    refresh(dist)
}

/// Where the page is kept that Trunk has built.
fn template() -> Result<PathBuf> {
    Ok(workspace::target()?.join("front.html"))
}

/// Draws them anew.
pub(crate) fn refresh(dist: &Path) -> Result<()> {
    let template = fs::read_to_string(template()?)?;
    let site = site()?;
    if site.is_some() {
        fs::copy(workspace::root().join("assets").join(CARD), dist.join(CARD))?;
    }
    let day = today()?;
    for texts in Texts::all()? {
        let folder = dist.join(texts.language.code());
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(INDEX), page(&template, &texts, day, "../", site.as_deref())?)?;
        if texts.language == ROOT {
            fs::write(dist.join(INDEX), page(&template, &texts, day, "", site.as_deref())?)?;
        }
        texts.check_all_used(is_own)?;
    }
    Ok(())
}

/// Whether a text of this key is of these pages.
pub(crate) fn is_own(key: &str) -> bool {
    ["front.", "guide."].iter().any(|group| key.starts_with(group))
}

/// The address of the page, with a slash at its end.
fn site() -> Result<Option<String>> {
    let Ok(site) = env::var(SITE) else { return Ok(None) };
    let fits = site.starts_with("https://") && !site.contains(['"', '<', '>', '?', '#', ' ']);
    ensure!(fits, "{SITE} should be an address that begins with https://, without ? and #");
    Ok(Some(if site.ends_with('/') { site } else { site + "/" }))
}

/// The day of the build.
fn today() -> Result<Date> {
    let since = match env::var(EPOCH) {
        Ok(seconds) => Duration::from_secs(seconds.parse().with_context(|| format!("{EPOCH} should be a number"))?),
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH)?,
    };
    Ok(Date::literal(1970, 1, 1).plus_days(i64::try_from(since.as_secs() / 86_400)?))
}

/// A page in a language; `base` is where the root is from there.
fn page(template: &str, texts: &Texts, day: Date, base: &str, site: Option<&str>) -> Result<String> {
    let Front { html, drawn } = drawn::draw(texts.language, day, base)?;
    let code = texts.language.code();
    let locale = Locale::embedded(texts.language);
    let title = locale.text(Message::PageTitle);
    let say = |key: &str| texts.get(&format!("front.{key}")).map(escape);
    let more = format!("<div id=\"{}\">", tierwise::ui::MORE);
    ensure!(html.matches(&more).count() == 1, "the page should have one place for what stands below the report");
    let more = html.replace(&more, &(more.clone() + &below(texts, day, base)?));
    let head = head(texts, title, site)? + "</head>";
    let languages = Language::ALL.map(Language::code).join(" ");
    let values = [
        ("language", code.to_owned()),
        ("languages", languages),
        ("title", escape(title)),
        ("description", say("description")?),
        ("base", base.to_owned()),
        ("failed", say("failed")?),
        ("stopped", say("stopped")?),
        ("example", say("example")?),
        ("noscript", say("noscript")?),
        ("waiting", say("waiting")?),
        ("drawn", escape(&drawn)),
    ];
    let mut page = template.to_owned();
    // What the boot script is told is from the root.
    for attribute in [" href=\"", " src=\""] {
        page = page.replace(&format!("{attribute}./"), &format!("{attribute}{base}"));
    }
    for (name, value) in values {
        let place = format!("{{{name}}}");
        ensure!(page.contains(&place), "{INDEX} has no {place}");
        page = page.replace(&place, &value);
    }
    // Last, as what was drawn may have anything in it.
    Ok(page.replacen("</head>", &head, 1).replacen("{app}", &more, 1))
}

/// What stands below the report.
fn below(texts: &Texts, day: Date, base: &str) -> Result<String> {
    Ok(firms::section(texts, day)? + &guide::section(texts, base)?)
}

/// What search engines and those who show links read. Whole addresses are only given where the site is known.
fn head(texts: &Texts, title: &str, site: Option<&str>) -> Result<String> {
    let description = texts.get("front.description")?;
    let code = texts.language.code();
    let mut head = String::new();
    let mut about = json!({
        "@context": "https://schema.org",
        "@type": "WebApplication",
        "name": "Tierwise",
        "headline": title,
        "description": description,
        "inLanguage": code,
        "applicationCategory": "BusinessApplication",
        "operatingSystem": "Any",
        "isAccessibleForFree": true,
        "offers": { "@type": "Offer", "price": "0", "priceCurrency": "EUR" },
    });
    if let Some(site) = site {
        let here = format!("{site}{code}/");
        for other in Language::ALL.map(Language::code) {
            head += &format!("<link rel=\"alternate\" hreflang=\"{other}\" href=\"{site}{other}/\">\n");
        }
        let (title, description) = (escape(title), escape(description));
        head += &format!(
            "<link rel=\"alternate\" hreflang=\"x-default\" href=\"{site}\">\n\
             <link rel=\"canonical\" href=\"{here}\">\n\
             <meta property=\"og:type\" content=\"website\">\n<meta property=\"og:site_name\" content=\"Tierwise\">\n\
             <meta property=\"og:title\" content=\"{title}\">\n<meta property=\"og:description\" content=\"{description}\">\n\
             <meta property=\"og:url\" content=\"{here}\">\n<meta property=\"og:locale\" content=\"{code}\">\n\
             <meta property=\"og:image\" content=\"{site}{CARD}\">\n\
             <meta property=\"og:image:width\" content=\"1200\">\n<meta property=\"og:image:height\" content=\"630\">\n"
        );
        if let Some(about) = about.as_object_mut() {
            about.insert("url".to_owned(), json!(here));
        }
    }
    // In a script no text may end it.
    let about = about.to_string().replace('<', "\\u003c");
    Ok(head + &format!("<script type=\"application/ld+json\">{about}</script>\n"))
}
