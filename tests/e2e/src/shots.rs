//! Pictures of the whole page, for people to look at.

use anyhow::Result;
use xtask::workspace;

use crate::browser::Scheme;
use crate::driver::Driver;
use crate::page::Page;

/// The width and the height of a phone, a tablet and a desk.
const SCREENS: &[(u32, u32)] = &[(320, 640), (768, 1024), (1440, 900)];
const LANGUAGES: &[&str] = &["nl", "en"];

/// Writes `shots/<width>-<scheme>-<language>.png` for each combination.
pub async fn run(driver: &Driver) -> Result<()> {
    let page = Page::start(driver).await?;
    for language in LANGUAGES {
        for &(width, height) in SCREENS {
            for scheme in [Scheme::Light, Scheme::Dark] {
                page.browser.resize(width, height).await?;
                page.browser.set_scheme(scheme).await?;
                page.open(&format!("lang={language}")).await?;
                let name = format!("{width}-{}-{language}.png", scheme.name());
                page.browser.screenshot(&workspace::root().join("shots").join(&name)).await?;
                println!("shots/{name}");
            }
        }
    }
    page.browser.quit().await
}
