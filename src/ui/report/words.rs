//! Names and figures as the report says them.

use rust_decimal::{Decimal, RoundingStrategy};
use yew::prelude::Html;

use crate::app::Subject;
use crate::engine::catalogue::{Portfolio, Slot};
use crate::engine::eligibility::{self, Model};
use crate::engine::rules::RequirementId;
use crate::engine::situation::ChannelId;
use crate::i18n::{Arg, Message, Phrase, names};
use crate::ui::View;
use crate::ui::rich::rich;

/// What the placeholders of texts are filled with.
///
/// A text ignores what it has no place for, so that all texts on one subject share what is known of it.
pub(super) struct Fill<'a> {
    view: &'a View,
    args: Vec<(&'static str, Filling)>,
}

enum Filling {
    Words(Phrase),
    Count(i64),
}

impl<'a> Fill<'a> {
    /// Nothing yet.
    pub(super) fn new(view: &'a View) -> Fill<'a> {
        Fill { view, args: Vec::new() }
    }

    /// Words, or a figure that is written already.
    pub(super) fn words(mut self, name: &'static str, words: Phrase) -> Fill<'a> {
        self.args.push((name, Filling::Words(words)));
        self
    }

    /// The same of plain text.
    pub(super) fn text(self, name: &'static str, text: String) -> Fill<'a> {
        self.words(name, Phrase::from(text))
    }

    /// A count, which can choose a plural.
    pub(super) fn count(mut self, name: &'static str, count: usize) -> Fill<'a> {
        self.args.push((name, Filling::Count(i64::try_from(count).unwrap_or(i64::MAX))));
        self
    }

    /// A message, filled in.
    pub(super) fn say(&self, message: Message) -> Phrase {
        self.say_with(message, None)
    }

    /// A message with its amount, filled in.
    pub(super) fn say_amount(&self, message: Message, amount: &Phrase) -> Phrase {
        self.say_with(message, Some(amount))
    }

    /// A message as HTML.
    pub(super) fn draw(&self, message: Message) -> Html {
        rich(&self.say(message))
    }

    #[inline(never)]
    fn say_with(&self, message: Message, amount: Option<&Phrase>) -> Phrase {
        let shared = self.args.iter().map(|(name, filling)| match filling {
            Filling::Words(words) => (*name, Arg::Phrase(words)),
            Filling::Count(count) => (*name, Arg::Count(*count)),
        });
        let args: Vec<(&str, Arg<'_>)> =
            amount.map(|words| ("amount", Arg::Phrase(words))).into_iter().chain(shared).collect();
        self.view.locale.say(message, &args)
    }
}

/// A message as HTML, as it stands.
#[inline(never)]
pub(super) fn text(view: &View, message: Message) -> Html {
    rich(&view.locale.say(message, &[]))
}

/// A message of a group that data chooses from, as HTML.
pub(super) fn drawn(view: &View, key: &[&str]) -> Html {
    rich(&named(view, key))
}

/// The name of a channel, as a column's heading: `Direct`, or the offer's.
pub(super) fn channel_name(view: &View, channel: ChannelId) -> Phrase {
    match channel {
        ChannelId::Direct => view.locale.say(Message::ChannelDirect, &[]),
        ChannelId::Offer(number) => offer_name(view, number),
    }
}

/// The name of an offer: what the visitor called it, or `Distributor A` in the page's language.
fn offer_name(view: &View, number: u8) -> Phrase {
    Phrase::from(names::offer(&view.locale, &view.state.scenario, number))
}

/// A channel inside a sentence: `direct from Microsoft`, `through Acme`.
pub(super) fn channel_in_sentence(view: &View, channel: ChannelId) -> Phrase {
    match channel {
        ChannelId::Direct => view.locale.say(Message::ChannelBoughtDirect, &[]),
        ChannelId::Offer(number) => {
            Fill::new(view).words("offer", offer_name(view, number)).say(Message::ChannelThrough)
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
        let fill = Fill::new(view).words("field", label).words("portfolio", portfolio_name(view, portfolio));
        label = fill.say(Message::LabelWithPortfolio);
    }
    if slot.row().per_offer && view.state.scenario.offers() > 1 {
        let fill = Fill::new(view).words("field", label).words("offer", offer_name(view, slot.offer));
        label = fill.say(Message::LabelWithOffer);
    }
    label
}

/// The label of a subject, as above.
pub(super) fn subject_label(view: &View, subject: Subject) -> Phrase {
    match subject {
        Subject::At(slot) => slot_label(view, slot),
        Subject::TotalRevenue => named(view, &["field.", &subject.slot().row().message_key(), ".label"]),
    }
}

/// That something waits for a field that can't be read.
pub(super) fn waits_for(view: &View, subject: Subject) -> Phrase {
    Fill::new(view).words("field", subject_label(view, subject)).say(Message::EchoDependent)
}

/// In place of a figure that can't be said.
pub(super) const DASH: &str = "—";

/// The field that answers a requirement.
pub(super) fn answers(requirement: RequirementId, direct: bool) -> Slot {
    eligibility::answers(requirement, if direct { Model::Direct } else { Model::Indirect })
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
    Fill::new(view).text("amount", short_amount(view, difference.abs())).say(words).plain()
}

/// The unit of the last digit that counts when this many do: 1,000 for two of 14,320; at least 1.
pub(super) fn step(size: Decimal, digits: u32) -> Decimal {
    let mut step = Decimal::ONE;
    let mut beyond = Decimal::from(10_u64.saturating_pow(digits));
    while size.abs() >= beyond {
        beyond *= Decimal::TEN;
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
