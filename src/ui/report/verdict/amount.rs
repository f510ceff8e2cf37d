//! The difference as a sentence gives it: a range while it rests on assumed margins, one figure after that.

use rust_decimal::Decimal;

use super::super::words::{Fill, amount, in_digits, short_amount, step, to_step};
use crate::engine::catalogue::{FieldId, Portfolio, Slot};
use crate::engine::situation::ChannelId;
use crate::i18n::{Message, Phrase};
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
        let words = Phrase::from(self.rounded(figure));
        if !self.assumed {
            return words;
        }
        Fill::new(self.view).say_amount(Message::ReportVerdictAbout, &words)
    }

    /// One figure, without its sign and without saying that it is an estimate.
    pub(super) fn rounded(&self, figure: Decimal) -> String {
        let size = figure.abs();
        if self.assumed { short_amount(self.view, in_digits(size, DIGITS)) } else { amount(self.view, size) }
    }

    /// Where eight of ten draws lie, without its sign and rounded; nothing where it runs over zero, is not drawn yet, or
    /// where one figure says it.
    pub(super) fn range(&self) -> Option<(String, String)> {
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
        let written = |end| short_amount(self.view, to_step(end, step));
        let (low, high) = (written(low), written(high));
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
