//! The words of a workbook.

use crate::engine::scenario::Scenario;
use crate::engine::situation::ChannelId;
use crate::i18n::{Locale, names};

pub(super) use crate::i18n::names::{label, named, portfolio, unit};

/// A channel as a heading: an offer with its number first, so that no name can be taken for anything else.
pub(super) fn channel(locale: &Locale, scenario: &Scenario, channel: ChannelId) -> String {
    let name = names::channel(locale, scenario, channel);
    match channel {
        ChannelId::Direct => name,
        ChannelId::Offer(number) => [&(u32::from(number) + 1).to_string(), " · ", &name].concat(),
    }
}
