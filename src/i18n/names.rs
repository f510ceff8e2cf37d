//! What fields, portfolios, channels and units are called.

use super::{Arg, Locale, Message};
use crate::engine::catalogue::{FieldId, MAX_OFFERS, Portfolio, Slot, Unit};
use crate::engine::currency::Currency;
use crate::engine::scenario::{Scenario, Value};
use crate::engine::situation::ChannelId;

/// A message of a group that data chooses from, by the parts of its key; nothing where there is none.
pub fn named(locale: &Locale, key: &[&str]) -> String {
    Message::by_name(&key.concat()).map(|message| locale.say(message, &[]).plain()).unwrap_or_default()
}

/// The label of a field, with its portfolio.
pub fn label(locale: &Locale, slot: Slot) -> String {
    let label = named(locale, &["field.", &slot.row().message_key(), ".label"]);
    let Some(portfolio) = slot.portfolio else { return label };
    let portfolio = self::portfolio(locale, portfolio);
    let args = [("field", Arg::Text(&label)), ("portfolio", Arg::Text(&portfolio))];
    locale.say(Message::LabelWithPortfolio, &args).plain()
}

/// The label of a field, with its portfolio and, where the scenario has several, its offer.
pub fn label_in(locale: &Locale, scenario: &Scenario, slot: Slot) -> String {
    let label = label(locale, slot);
    if !slot.row().per_offer || scenario.offers() < 2 {
        return label;
    }
    let offer = offer(locale, scenario, slot.offer);
    locale.say(Message::LabelWithOffer, &[("field", Arg::Text(&label)), ("offer", Arg::Text(&offer))]).plain()
}

/// The name of a portfolio.
pub fn portfolio(locale: &Locale, portfolio: Portfolio) -> String {
    named(locale, &["portfolio.", portfolio.id()])
}

/// The name of an offer: what the visitor called it, or what it is called without.
pub fn offer(locale: &Locale, scenario: &Scenario, number: u8) -> String {
    match scenario.get(Slot::of(FieldId::OfferName).in_offer(number)) {
        Some(Value::Name(name)) => name.clone(),
        _ => unnamed(locale, number),
    }
}

/// What an offer is called that has no name: `Distributor A` in the language, for the first.
pub fn unnamed(locale: &Locale, number: u8) -> String {
    let letter = char::from(b'A' + number.min(MAX_OFFERS - 1)).to_string();
    locale.say(Message::ChannelOffer, &[("letter", Arg::Text(&letter))]).plain()
}

/// The name of a channel: `Direct`, or the offer's.
pub fn channel(locale: &Locale, scenario: &Scenario, channel: ChannelId) -> String {
    match channel {
        ChannelId::Direct => locale.text(Message::ChannelDirect).to_string(),
        ChannelId::Offer(number) => offer(locale, scenario, number),
    }
}

/// The unit of a field, with its period or base; empty where it has none.
pub fn unit(locale: &Locale, field: FieldId, currency: Currency) -> String {
    let row = field.row();
    if row.unit == Unit::None {
        return String::new();
    }
    unit_by_id(locale, row.unit_id(), currency.code())
}

/// A unit by the end of its key, `money_year`, with what stands for the currency; empty where there is none.
pub fn unit_by_id(locale: &Locale, id: &str, currency: &str) -> String {
    let message = Message::by_name(&["unit.", id].concat());
    message.map(|message| locale.say(message, &[("currency", Arg::Text(currency))]).plain()).unwrap_or_default()
}
