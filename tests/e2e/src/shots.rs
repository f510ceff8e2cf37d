//! Pictures of the whole page in every state, for people to look at.

use anyhow::Result;
use xtask::workspace;

use crate::driver::Driver;
use crate::page::Page;
use crate::states::{self, Filling, LANGUAGES, SCHEMES};

/// The width and the height of a phone, a tablet and a desk.
const SCREENS: &[(u32, u32)] = &[(320, 640), (768, 1024), (1440, 900)];

/// Writes `shots/<width>-<scheme>-<language>-<state>.png` for each combination with `part` in its name.
pub async fn run(driver: &Driver, part: &str) -> Result<()> {
    let page = Page::start(driver).await?;
    for &(width, height) in SCREENS {
        page.browser.resize(width, height).await?;
        for scheme in SCHEMES {
            page.browser.set_scheme(scheme).await?;
            for language in LANGUAGES {
                for filling in Filling::ALL {
                    let name = format!("{width}-{}-{language}-{}.png", scheme.name(), filling.name());
                    if name.contains(part) {
                        states::open(&page, language, filling).await?;
                        page.browser.screenshot(&workspace::root().join("shots").join(&name)).await?;
                        println!("shots/{name}");
                    }
                }
            }
        }
    }
    page.browser.quit().await
}
