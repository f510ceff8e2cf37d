//! Names and figures as the report says them.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::engine::catalogue::{FieldId, Portfolio, Slot};
use crate::engine::quantity::Money;
use crate::engine::rules::RequirementId;
use crate::engine::situation::ChannelId;
use crate::i18n::{Arg, Message, Phrase};
use crate::ui::View;

/// The name of a channel, as a column's heading: `Direct`, or the offer's.
pub(super) fn channel_name(view: &View, channel: ChannelId) -> Phrase {
    match channel {
        ChannelId::Direct => view.locale.say(Message::ChannelDirect, &[]),
        ChannelId::Offer(number) => offer_name(view, number),
    }
}

/// The name of an offer: what the visitor called it, or `Distributor A` in the page's language.
fn offer_name(view: &View, number: u8) -> Phrase {
    let slot = Slot::of(FieldId::OfferName).in_offer(number);
    if view.state.scenario.get(slot).is_some() {
        return Phrase::from(view.situation.name(ChannelId::Offer(number)));
    }
    let letter = char::from(b'A' + number.min(25)).to_string();
    view.locale.say(Message::ChannelOffer, &[("letter", Arg::Text(&letter))])
}

/// A channel inside a sentence: `direct from Microsoft`, `through Acme`.
pub(super) fn channel_in_sentence(view: &View, channel: ChannelId) -> Phrase {
    match channel {
        ChannelId::Direct => view.locale.say(Message::ChannelBoughtDirect, &[]),
        ChannelId::Offer(number) => {
            let offer = offer_name(view, number);
            view.locale.say(Message::ChannelThrough, &[("offer", Arg::Phrase(&offer))])
        }
    }
}

/// The name of a portfolio.
pub(super) fn portfolio_name(view: &View, portfolio: Portfolio) -> Phrase {
    named(view, &["portfolio.", portfolio.id()])
}

/// A message of a group that data chooses from, by the parts of its key; nothing where there is none.
pub(super) fn named(view: &View, key: &[&str]) -> Phrase {
    Message::by_name(&key.concat()).map(|message| view.locale.say(message, &[])).unwrap_or_default()
}

/// The label of a field, with its portfolio and, where there are several, its offer.
pub(super) fn slot_label(view: &View, slot: Slot) -> Phrase {
    let key = slot.row().message_key();
    let mut label = named(view, &["field.", &key, ".label"]);
    if let Some(portfolio) = slot.portfolio {
        let portfolio = portfolio_name(view, portfolio);
        let args = [("field", Arg::Phrase(&label)), ("portfolio", Arg::Phrase(&portfolio))];
        label = view.locale.say(Message::LabelWithPortfolio, &args);
    }
    if slot.row().per_offer && view.state.scenario.offers() > 1 {
        let offer = offer_name(view, slot.offer);
        let args = [("field", Arg::Phrase(&label)), ("offer", Arg::Phrase(&offer))];
        label = view.locale.say(Message::LabelWithOffer, &args);
    }
    label
}

/// The field that answers a requirement.
pub(super) fn answers(requirement: RequirementId, direct: bool) -> Slot {
    Slot::of(match requirement {
        RequirementId::Tenure => FieldId::IndirectMonths,
        RequirementId::Maicpp => FieldId::Maicpp,
        RequirementId::Vetting => FieldId::Vetting,
        RequirementId::Revenue if direct => FieldId::BilledTtm,
        RequirementId::Revenue => FieldId::TenantTtm,
        RequirementId::Assessment => FieldId::Assessment,
        RequirementId::SupportPlan => FieldId::SupportPlan,
        RequirementId::AdminMfa => FieldId::AdminMfa,
        RequirementId::SecurityContact => FieldId::SecurityContact,
        RequirementId::AlertResponse => FieldId::AlertHours,
        RequirementId::Designation => FieldId::Designations,
        RequirementId::Credit => FieldId::Credit,
        RequirementId::Agreement if direct => FieldId::DirectAgreement,
        RequirementId::Agreement => FieldId::IndirectAgreement,
        RequirementId::Distributor => FieldId::Distributor,
    })
}

/// An amount for a table or a column: whole units, with a real minus sign and no plus.
pub(super) fn figure(view: &View, amount: Decimal) -> String {
    without_plus(&view.locale.money_signed(amount, view.answer.currency))
}

/// The same without the currency, for a table that names it once.
pub(super) fn bare_figure(view: &View, amount: Decimal) -> String {
    without_plus(&view.locale.number_signed(amount, 0))
}

fn without_plus(text: &str) -> String {
    text.strip_prefix('+').unwrap_or(text).to_string()
}

/// An amount inside a sentence, in whole units.
pub(super) fn amount(view: &View, amount: Decimal) -> String {
    view.locale.money(amount, view.answer.currency)
}

/// An amount inside a sentence, short from a million on.
pub(super) fn short_amount(view: &View, amount: Decimal) -> String {
    view.locale.money_short(amount, view.answer.currency)
}

/// An amount with the side it favours: positive is indirect's.
pub(super) fn sided(view: &View, difference: Decimal) -> String {
    let words = if difference.is_sign_negative() { Message::ReportBarForDirect } else { Message::ReportBarForIndirect };
    view.locale.say(words, &[("amount", Arg::Text(&short_amount(view, difference.abs())))]).plain()
}

/// The unit of the last digit that counts when this many do: 1,000 for two of 14,320; at least 1.
pub(super) fn step(size: Decimal, digits: u32) -> Decimal {
    let mut step = Decimal::ONE;
    let mut rest = size.abs();
    let beyond = Decimal::from(10_u64.saturating_pow(digits));
    while rest >= beyond {
        rest /= Decimal::TEN;
        step *= Decimal::TEN;
    }
    step
}

/// A number rounded to a multiple of this step.
pub(super) fn to_step(number: Decimal, step: Decimal) -> Decimal {
    let times = number.checked_div(step).unwrap_or_default();
    times.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero) * step
}

/// A number in this many digits that count.
pub(super) fn in_digits(number: Decimal, digits: u32) -> Decimal {
    to_step(number, step(number, digits))
}

/// A few helpers on amounts.
pub(super) trait Figures {
    /// Whether it is something other than zero in whole units, as it is written.
    fn shows(&self) -> bool;
}

impl Figures for Money {
    fn shows(&self) -> bool {
        !to_step(self.exact(), Decimal::ONE).is_zero()
    }
}
