//! What the page's surroundings bring, taken in when it starts.

use crate::app::State;
use crate::app::filled::{Filled, Provider};
use crate::app::profile::Brought;
use crate::browser::host;
use crate::engine::date::Date;
use crate::link::Opened;
use crate::ui::element;

/// The state of a page that opens an address today. `recalled` is who filled in what where the address is the page's own.
#[inline(never)]
pub(super) fn state(opened: Opened, today: Date, position: u32, recalled: Option<Filled>) -> State {
    element::set_first_heading(host::first_heading().unwrap_or(1));
    element::set_base(host::base().unwrap_or_default());
    let Brought { profile, reach, share_base, flaws } = Brought::read(&host::brought().unwrap_or_default());
    State::provided(opened, today, position, Provider { profile, reach, share_base }, flaws, recalled)
}
