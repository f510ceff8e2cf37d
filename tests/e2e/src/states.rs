//! The page in every state a reader can bring it in: languages, colours, widths, and what is filled in.

use anyhow::Result;
use tierwise::engine::date::Date;
use tierwise::link;

use crate::browser::Scheme;
use crate::page::Page;

/// The languages there are.
pub const LANGUAGES: [&str; 4] = ["en", "nl", "de", "fr"];
/// The settings of the system.
pub const SCHEMES: [Scheme; 3] = [Scheme::Light, Scheme::Dark, Scheme::Forced];
/// The width and the height of a phone and of a desk.
pub const SCREENS: [(u32, u32); 2] = [(320, 640), (1440, 900)];

/// What is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filling {
    /// Nothing.
    Empty,
    /// A direct partner that answers all it can, with everything unfolded.
    Filled,
    /// A figure that can't be read, and an address with bad parts.
    Wrong,
    /// A figure that can be read in two ways.
    Ask,
    /// Five offers with the longest names there can be.
    Long,
    /// What is left of a link that was cut within its last figure.
    Cut,
    /// A link of the year before.
    Older,
}

impl Filling {
    /// All of them.
    pub const ALL: [Filling; 7] =
        [Filling::Empty, Filling::Filled, Filling::Wrong, Filling::Ask, Filling::Long, Filling::Cut, Filling::Older];

    /// In names of files.
    pub fn name(self) -> &'static str {
        match self {
            Filling::Empty => "empty",
            Filling::Filled => "filled",
            Filling::Wrong => "wrong",
            Filling::Ask => "ask",
            Filling::Long => "long",
            Filling::Cut => "cut",
            Filling::Older => "older",
        }
    }

    /// The link that it is opened by, where it isn't one that a page writes of these fields today.
    fn link(self, language: &str, today: Date) -> Option<String> {
        let scenario = link::plain(&self.fragment()).scenario;
        let of = |day| link::encode(&scenario, day, None, Some(language));
        match self {
            Filling::Cut => Some(of(today).rsplit_once("5&z=")?.0.to_owned()),
            Filling::Older => Some(of(Date::literal(2025, 9, 30))),
            _ => None,
        }
    }

    fn fragment(self) -> String {
        match self {
            Filling::Empty | Filling::Ask => String::new(),
            Filling::Filled => {
                "ro=direct&au=active&an=3&bt=820000&de=modern_work,security&mf=true&sc=false&ma=true&ve=true\
                 &as=true&cr=true&da=true&ah=12&sp=asfp&rem=900000&rea=400000&0na=Noord&0mgm=14&1na=Zuid&1mgm=15.5\
                 &0fu=2500&cs=120"
                    .to_owned()
            }
            Filling::Cut => "ro=direct&rem=900000&rea=400000&0mgm=14.25".to_owned(),
            Filling::Older => "ro=direct&rem=900000&bt=820000".to_owned(),
            Filling::Wrong => "cs=many&nobody=1&de=security,security".to_owned(),
            Filling::Long => {
                let names = ["Wwwwwwwwww", "Mmmmmmmmmm ", "Gesellschaft", "Ünïcödé", "A"];
                let offers = names.iter().enumerate().map(|(place, name)| {
                    let name: String = name.chars().cycle().take(60).collect();
                    format!("&{place}na={}&{place}mgm={}", name.trim_end().replace(' ', "%20"), 12 + place)
                });
                format!("rem=999999999999&res=888888888888.88{}", offers.collect::<String>())
            }
        }
    }
}

/// Whether everything that lets one think further is drawn.
pub const DRAWN: &str = "
    const parts = [...document.querySelectorAll('.decide-part')];
    return parts.length === 8 && parts.every((part) => part.ariaBusy === 'false')";

/// Goes to what lets one think further, and back, once it is drawn.
pub async fn think_further(page: &Page) -> Result<()> {
    page.browser.eval("document.getElementById('decide-panel').scrollIntoView(); return true").await?;
    page.wait_for("everything is drawn", DRAWN).await?;
    page.browser.eval("scrollTo(0, 0); return true").await?;
    Ok(())
}

/// Opens the page in a state.
pub async fn open(page: &Page, language: &str, filling: Filling) -> Result<()> {
    match filling.link(language, page.today().await?) {
        Some(link) => page.open_at(&link).await?,
        None => page.open(&format!("lang={language}&{}", filling.fragment())).await?,
    }
    page.wait_for("the range is drawn", "return document.querySelector('.bar-range') !== null").await?;
    let total = "const field = document.getElementById('field-revenue'); field.focus(); field.select(); return true";
    let complains = "return document.querySelector('.complaint') !== null";
    match filling {
        Filling::Filled | Filling::Long => {
            if filling == Filling::Filled {
                think_further(page).await?;
            }
            // Calculations below the answer are drawn as those above it are, and there are hundreds of them.
            let unfold = "document.querySelectorAll('details:not(.decide-panel .receipt-fold)')
                .forEach((details) => { details.open = true })";
            page.browser.eval(unfold).await?;
        }
        Filling::Wrong => {
            page.browser.eval(total).await?;
            page.press("12x3").await?;
            page.wait_for("the field complains", complains).await?;
        }
        Filling::Ask => {
            page.browser.eval(total).await?;
            page.press(if language == "en" { "1.500" } else { "1,500" }).await?;
            page.wait_for("the field asks", complains).await?;
        }
        Filling::Cut | Filling::Older => {
            page.wait_for("the notice is whole", "return document.querySelector('.notice .button') !== null").await?;
            if filling == Filling::Older {
                think_further(page).await?;
            }
        }
        Filling::Empty => {}
    }
    Ok(())
}
