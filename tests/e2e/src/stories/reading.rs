//! Reading the page on any screen, in any colours, with any aid.

use anyhow::{Result, ensure};

use crate::browser::Scheme;
use crate::page::Page;

/// Nothing sticks out sideways, down to the narrowest phone.
pub(super) async fn fits_every_width(page: &Page) -> Result<()> {
    for width in [320, 375, 768, 1024, 1440] {
        page.browser.resize(width, 800).await?;
        page.open("").await?;
        ensure!(!page.is_too_wide().await?, "the page is wider than {width} pixels");
    }
    Ok(())
}

/// axe-core finds nothing to object to, in either language and in light and dark.
pub(super) async fn is_accessible(page: &Page) -> Result<()> {
    for language in ["en", "nl"] {
        for scheme in [Scheme::Light, Scheme::Dark] {
            page.browser.set_scheme(scheme).await?;
            page.open(&format!("lang={language}")).await?;
            let found = page.accessibility_violations().await?;
            ensure!(found.is_empty(), "in {language}, {}:\n  {}", scheme.name(), found.join("\n  "));
        }
    }
    Ok(())
}

/// The same on a phone.
pub(super) async fn is_accessible_on_a_phone(page: &Page) -> Result<()> {
    page.browser.resize(320, 640).await?;
    is_accessible(page).await
}
