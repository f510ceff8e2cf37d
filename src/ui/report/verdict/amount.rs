//! The difference as a sentence gives it: a range while it rests on assumed margins, one figure after that.

use rust_decimal::Decimal;

use super::super::words::{amount, in_digits, short_amount, step, to_step};
use super::Pair;
use crate::engine::catalogue::{FieldId, Portfolio, Slot};
use crate::engine::situation::ChannelId;
use crate::i18n::{Arg, Message, Phrase};
use crate::ui::View;

/// How sure the figures are.
pub(in crate::ui::report) struct Estimate<'a> {
    view: &'a View,
    /// Whether a margin of a portfolio with revenue is still an assumption.
    assumed: bool,
}

/// The digits that count in a figure that rests on assumptions.
const DIGITS: u32 = 2;

impl<'a> Estimate<'a> {
    /// That of a view.
    pub(in crate::ui::report) fn of(view: &'a View) -> Estimate<'a> {
        Estimate { view, assumed: assumed(view) }
    }

    /// One figure, without its sign: `€ 14.320`, or `ongeveer € 14.000`.
    pub(in crate::ui::report) fn figure(&self, figure: Decimal) -> Phrase {
        let words = self.rounded(figure);
        if !self.assumed {
            return Phrase::from(words);
        }
        self.view.locale.say(Message::ReportVerdictAbout, &[("amount", Arg::Text(&words))])
    }

    /// One figure, without its sign and without saying that it is an estimate.
    pub(super) fn rounded(&self, figure: Decimal) -> String {
        let size = figure.abs();
        if self.assumed { short_amount(self.view, in_digits(size, DIGITS)) } else { amount(self.view, size) }
    }

    /// The difference in a sentence that has a form for one amount and one for a range.
    pub(super) fn say(&self, (one, range): Pair, more: &[(&str, Arg<'_>)]) -> Phrase {
        let locale = &self.view.locale;
        if let Some((low, high)) = self.range() {
            let (low, high) = (short_amount(self.view, low), short_amount(self.view, high));
            let mut args = vec![("low", Arg::Text(low.as_str())), ("high", Arg::Text(high.as_str()))];
            args.extend_from_slice(more);
            return locale.say(range, &args);
        }
        let figure = self.figure(self.view.answer.difference.exact());
        let mut args = vec![("amount", Arg::Phrase(&figure))];
        args.extend_from_slice(more);
        locale.say(one, &args)
    }

    /// The difference where there is room for little.
    pub(super) fn in_short(&self) -> Phrase {
        match self.range() {
            Some((low, high)) => {
                let (low, high) = (short_amount(self.view, low), short_amount(self.view, high));
                Phrase::from(self.view.locale.range(&low, &high))
            }
            None => self.figure(self.view.answer.difference.exact()),
        }
    }

    /// Where eight of ten draws lie, without its sign and rounded; nothing where it runs over zero, is not drawn yet, or
    /// where one figure says it.
    fn range(&self) -> Option<(Decimal, Decimal)> {
        let drawn = self.view.uncertainty.as_ref().filter(|_| self.assumed)?;
        let (p10, p90) = (drawn.p10.exact(), drawn.p90.exact());
        let difference = self.view.answer.difference.exact();
        let same_side = if difference < Decimal::ZERO { p90 < Decimal::ZERO } else { p10 > Decimal::ZERO };
        if !same_side {
            return None;
        }
        let (low, high) = (p10.abs().min(p90.abs()), p10.abs().max(p90.abs()));
        // The lower end must not become nothing.
        let step = step(high, DIGITS).min(step(low, 1));
        let (low, high) = (to_step(low, step), to_step(high, step));
        (low != high).then_some((low, high))
    }
}

/// Whether a margin of direct or of the best offer is an assumption, of a portfolio that has revenue.
fn assumed(view: &View) -> bool {
    let ChannelId::Offer(offer) = view.answer.best_offer else { return false };
    let stated = |slot| view.state.scenario.number(slot).is_some();
    Portfolio::ALL.into_iter().any(|portfolio| {
        let sold = !view.situation.revenue.get(portfolio).exact().is_zero();
        let direct = Slot::portfolio(FieldId::DirectMargin, portfolio);
        let bought = Slot::portfolio(FieldId::OfferMargin, portfolio).in_offer(offer);
        sold && !(stated(direct) && stated(bought))
    })
}
