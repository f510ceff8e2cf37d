//! Starting points: scenarios that many partners will recognise themselves in, to be changed from there.
//!
//! Each is a fragment as links have them, so that there is one way to write a scenario. Whatever it leaves out is the
//! catalogue's default. Its name and its reason stand in `locales/` under `preset.<id>`; the reason says where its
//! figures come from, and `tests/it/presets.rs` checks what it promises.

use crate::engine::currency::Currency;
use crate::engine::rules::Source;

/// A starting point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// The key of its texts: `microsoft_365`.
    pub id: &'static str,
    /// The scenario, as in a link.
    pub fragment: &'static str,
    /// The page its figures rest on, besides the catalogue's defaults.
    pub source: Source,
}

impl Preset {
    /// Its revenue a year, in its own currency.
    pub fn revenue(&self) -> u32 {
        let revenue = |part: &str| part.strip_prefix("re")?.split_once('=')?.1.parse::<u32>().ok();
        self.fragment.split('&').filter_map(revenue).sum()
    }

    /// Its currency.
    pub fn currency(&self) -> Currency {
        if self.fragment.starts_with("cu=USD&") { Currency::Usd } else { Currency::Eur }
    }
}

/// All of them, in the order of the form.
///
/// Revenue is in the proportion of the catalogue's defaults, and customers and subscriptions are as many for each euro,
/// unless the name of the preset says otherwise.
pub static PRESETS: [Preset; 6] = [
    // One portfolio alone, at the default margins.
    Preset { id: "microsoft_365", fragment: "cs=60&su=300&rem=600000&res=0&reb=0&rea=0", source: Source::Work365Math },
    // Microsoft bills 649,440 US dollars: half-way between the threshold of 2020 and that of FY26.
    Preset {
        id: "under_threshold",
        fragment: "ro=direct&cs=72&su=360&rem=432000&res=54000&reb=54000&rea=180000&sp=asfp",
        source: Source::MicrosoftRequirements,
    },
    // Microsoft bills 1,984,400 US dollars: about twice the threshold of FY26.
    Preset {
        id: "over_threshold",
        fragment: "ro=direct&cs=220&su=1100&rem=1320000&res=165000&reb=165000&rea=550000&de=modern_work\
            &au=active&sp=asfp&mf=true&sc=true&ah=24&ma=true&ve=true&as=true&cr=true&da=true",
        source: Source::MicrosoftRequirements,
    },
    // The default of Modern Work, and four times as much in Azure; as many months as a reseller as direct asks for.
    Preset {
        id: "azure",
        fragment: "cs=240&su=1200&rem=480000&res=0&reb=0&rea=1920000&im=12",
        source: Source::CopacoEarnedCredit,
    },
    // Twelve customers, none of the requirements met yet.
    Preset {
        id: "newcomer",
        fragment: "ro=new&cs=12&su=60&rem=72000&res=9000&reb=9000&rea=30000&de=&sp=none",
        source: Source::MicrosoftDirectEnrolment,
    },
    // The published example: fixed costs of 65,500 US dollars more, a margin of 5 points more, and nothing else.
    Preset {
        id: "published",
        fragment: "cu=USD&cs=131&su=655&rem=1310000&res=0&reb=0&rea=0&dmm=20&dp=14000&db=0&ds=50000&dh=0&dt=4000&dl=0\
            &0mgm=15&0bh=0&0ch=0&0sc=25000&0le=0&irm=0&fc=0&fb=0",
        source: Source::Work365Math,
    },
];
