//! Reading the page on any screen, in any colours, with any aid.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use xtask::server::Server;
use xtask::workspace;

use crate::browser::Scheme;
use crate::page::{Page, Rules};
use crate::states::{self, Filling, SCREENS};

const PHONE: (u32, u32) = (320, 640);
const DESK: (u32, u32) = (1440, 900);

/// What texts are made longer with.
const FILLER: &str = "elongated";
/// The elements whose text is cut off, or that stick out of the screen.
const CUT_OFF: &str = "
    const wide = document.documentElement.clientWidth;
    const named = (element) => `${element.localName}.${element.className?.baseVal ?? element.className}: ${element.textContent.trim().slice(0, 60)}`;
    return [...document.querySelectorAll('body *')].filter((element) => {
        if (!element.checkVisibility() || element.closest('.visually-hidden, svg, select, [aria-hidden], .decide-scroll *, .front-wide *')) return false;
        // Hidden from sight on purpose.
        for (let around = element; around; around = around.parentElement) {
            if (getComputedStyle(around).clipPath !== 'none') return false;
        }
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
        // In a control one can move to the rest.
        const cut = element.localName !== 'input' && (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1
            || hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
        return cut || box.width > 0 && (box.right > wide + 1 || box.left < -1);
    }).map(named);";

/// Nothing sticks out sideways, down to the narrowest phone.
pub(super) async fn fits_every_width(page: &Page) -> Result<()> {
    for width in [320, 375, 768, 1024, 1440] {
        page.browser.resize(width, 800).await?;
        page.open("").await?;
        ensure!(!page.is_too_wide().await?, "the page is wider than {width} pixels");
    }
    Ok(())
}

/// What is looked at together. A language changes texts and the room they take, a scheme changes colours, and neither what
/// is the other's: so the rules for colours are asked in every scheme, the others in every language, and all of them in the
/// language with the longest words, by dark. Every language in every scheme would find the same in five times the time.
const LOOKS: [(&str, Scheme, Rules); 5] = [
    ("en", Scheme::Light, Rules::All),
    ("de", Scheme::Dark, Rules::All),
    ("en", Scheme::Forced, Rules::Colours),
    ("nl", Scheme::Light, Rules::AllButColours),
    ("fr", Scheme::Light, Rules::AllButColours),
];

/// axe-core finds nothing to object to, with all its rules: in every language, every scheme and every state, on a desk.
pub(super) async fn is_accessible(page: &Page) -> Result<()> {
    is_accessible_on(page, DESK).await
}

/// The same on a phone.
pub(super) async fn is_accessible_on_a_phone(page: &Page) -> Result<()> {
    is_accessible_on(page, PHONE).await
}

async fn is_accessible_on(page: &Page, (width, height): (u32, u32)) -> Result<()> {
    page.browser.resize(width, height).await?;
    let mut problems = Vec::new();
    for (language, scheme, rules) in LOOKS {
        page.browser.set_scheme(scheme).await?;
        for filling in Filling::ALL {
            states::open(page, language, filling).await?;
            for found in page.violations(rules).await? {
                problems.push(format!("{language}, {}, {}: {found}", scheme.name(), filling.name()));
            }
        }
    }
    ensure!(problems.is_empty(), "{} findings:\n  {}", problems.len(), problems.join("\n  "));
    Ok(())
}

/// A language whose texts are 40 % longer fits: nothing is cut off or sticks out, on a phone and on a desk.
pub(super) async fn longer_words_fit(page: &Page) -> Result<()> {
    let page = &longer(page)?;
    for (width, height) in SCREENS {
        page.browser.resize(width, height).await?;
        for filling in Filling::ALL {
            states::open(page, "en", filling).await?;
            page.wait_for_text(".masthead", FILLER).await?;
            let found = page.browser.eval(CUT_OFF).await?;
            let empty = found.as_array().is_some_and(Vec::is_empty);
            ensure!(empty, "at {width} px, {}: {found:#}", filling.name());
        }
    }
    page.check_quiet().await
}

/// The same page with longer English.
fn longer(page: &Page) -> Result<Page> {
    let folder = workspace::target()?.join("longer");
    copy(&workspace::dist(), &folder)?;
    Ok(Page { browser: page.browser.clone(), server: Server::start(&folder, 0)? })
}

/// Whether a file has the English texts: the host of this copy sends nothing compressed.
fn is_english(name: &str) -> bool {
    name.starts_with("en.") && name.ends_with(".txt")
}

/// Copies a folder, with longer English in the files of texts.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (from, name) = (entry.as_ref().map(fs::DirEntry::path), entry.as_ref().map(fs::DirEntry::file_name));
        let (Ok(from), Ok(name)) = (from, name) else { continue };
        let to = to.join(&name);
        if from.is_dir() {
            copy(&from, &to)?;
        } else if is_english(&name.to_string_lossy()) {
            let file = fs::read_to_string(&from)?;
            let mut lines = file.lines();
            let first = lines.next().unwrap_or_default().to_owned();
            let texts = lines.map(|line| {
                let more: String = FILLER.chars().chain([' ']).cycle().take(line.chars().count() * 2 / 5).collect();
                format!("{line} {}\n", more.trim_end())
            });
            fs::write(&to, format!("{first}\n{}", texts.collect::<String>()))?;
        } else {
            fs::copy(&from, &to)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::states::{LANGUAGES, SCHEMES};

    #[test]
    fn leaves_no_language_and_no_scheme_out() {
        let asked = |of: Rules| move |rules: Rules| rules == of || rules == Rules::All;
        let (texts, colours) = (asked(Rules::AllButColours), asked(Rules::Colours));
        assert!(LANGUAGES.iter().all(|of| LOOKS.iter().any(|(language, _, rules)| language == of && texts(*rules))));
        assert!(SCHEMES.iter().all(|of| LOOKS.iter().any(|(_, scheme, rules)| scheme == of && colours(*rules))));
    }
}
