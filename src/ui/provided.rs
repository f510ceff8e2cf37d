//! What the page's surroundings bring, taken in when it starts: the settings in the query, and the profile they name.

use crate::app::State;
use crate::app::filled::{Filled, Provider};
use crate::app::host::Settings;
use crate::app::profile::Profile;
use crate::browser::host;
use crate::engine::date::Date;
use crate::i18n::Language;
use crate::link::Opened;

/// The state of a page that opens an address today. `recalled` is who filled in what where the address is the page's own.
pub(super) fn state(opened: Opened, today: Date, position: u32, recalled: Option<Filled>) -> State {
    let settings = Settings::read(&host::query(), Language::CODES);
    let mut flaws = settings.flaws;
    let text = settings.profile.and_then(|_| host::profile());
    let profile = text.map(|text| Profile::read(&text, today)).and_then(|read| match read {
        Ok(profile) => Some(profile),
        Err(found) => {
            flaws.extend(found);
            None
        }
    });
    State::provided(opened, today, position, Provider::new(profile, settings.reach), flaws, recalled)
}
