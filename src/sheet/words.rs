//! The words of a workbook.

use crate::engine::catalogue::{FieldId, Portfolio, Slot, Unit};
use crate::engine::currency::Currency;
use crate::engine::scenario::Scenario;
use crate::engine::situation::ChannelId;
use crate::i18n::{Arg, Locale, Message};

/// A message of a group that data chooses from; nothing where there is none.
pub(super) fn named(locale: &Locale, parts: &[&str]) -> String {
    Message::by_name(&parts.concat()).map(|message| locale.say(message, &[]).plain()).unwrap_or_default()
}

/// The label of a field, with its portfolio.
pub(crate) fn label(locale: &Locale, slot: Slot) -> String {
    let label = named(locale, &["field.", &slot.row().message_key(), ".label"]);
    let Some(portfolio) = slot.portfolio else { return label };
    let portfolio = self::portfolio(locale, portfolio);
    let args = [("field", Arg::Text(&label)), ("portfolio", Arg::Text(&portfolio))];
    locale.say(Message::LabelWithPortfolio, &args).plain()
}

/// The name of a portfolio.
pub(super) fn portfolio(locale: &Locale, portfolio: Portfolio) -> String {
    named(locale, &["portfolio.", portfolio.id()])
}

/// A channel as a heading: an offer with its number first, so that no name can be taken for anything else.
pub(super) fn channel(locale: &Locale, scenario: &Scenario, channel: ChannelId) -> String {
    let ChannelId::Offer(number) = channel else { return locale.text(Message::ChannelDirect).to_string() };
    let slot = Slot::of(FieldId::OfferName).in_offer(number);
    let letter = char::from(b'A' + number.min(25)).to_string();
    let name = match scenario.get(slot) {
        Some(crate::engine::scenario::Value::Name(name)) => name.clone(),
        _ => locale.say(Message::ChannelOffer, &[("letter", Arg::Text(&letter))]).plain(),
    };
    [&(u32::from(number) + 1).to_string(), " · ", &name].concat()
}

/// The unit of a field, with its period or base.
pub(crate) fn unit(locale: &Locale, field: FieldId, currency: Currency) -> String {
    let row = field.row();
    if row.unit == Unit::None {
        return String::new();
    }
    let Some(message) = Message::by_name(&["unit.", row.unit_id()].concat()) else { return String::new() };
    locale.say(message, &[("currency", Arg::Text(currency.code()))]).plain()
}
