//! Receipts of the outlook: five years, and a move.
//!
//! Apart from those of the answer, so that the page, which has none of these figures, doesn't carry them.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::{Drawn, Explained};
use crate::engine::receipt::{Later, Receipt, Record, What};
use crate::engine::situation::ChannelId;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, tag};
use crate::ui::report::words::{Fill, channel_name};

/// What a panel explains of the outlook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// What a channel leaves in this year of the five, and what has grown until then.
    Year(ChannelId, u32),
    /// The trailing twelve months in this year of the five.
    YearTtm(u32),
    /// What five years of a channel are worth now.
    Npv(ChannelId),
    /// What the move costs once, and its transfer requests.
    OneOff,
    /// What the move asks of the bank once.
    Liquidity,
    /// What moving has brought by the month in which it has brought least.
    Trough,
    /// What moving has brought by the month from which it has paid.
    Payback,
    /// What moving has brought by the end of a month.
    Cumulative(u32),
    /// The incentives that moved revenue doesn't earn, over all months that are looked at.
    Lost,
    /// The weeks the move takes.
    Weeks,
}

impl Course {
    fn figures(self) -> Vec<Later> {
        match self {
            Course::Year(channel, year) => {
                [Later::Net(channel, year), Later::Revenue(year), Later::Work(year), Later::Inflation(year)].gather()
            }
            Course::YearTtm(year) => [Later::Ttm(year)].gather(),
            Course::Npv(channel) => [Later::Npv(channel)].gather(),
            Course::OneOff => [Later::OneOff, Later::Requests].gather(),
            Course::Liquidity => [Later::Liquidity].gather(),
            Course::Trough => [Later::Trough].gather(),
            Course::Payback => [Later::Payback].gather(),
            Course::Cumulative(month) => [Later::Cumulative(month)].gather(),
            Course::Lost => [Later::Lost].gather(),
            Course::Weeks => [Later::Weeks].gather(),
        }
    }
}

impl Drawn<'_> {
    /// Leaves out the calculation of what has had one higher up, and says whether there was any: a year's growth
    /// returns for each year, revenue for each share of it.
    fn shorten(&self, of: &mut Receipt, explained: &mut Vec<(What, Decimal)>) -> bool {
        let mut shortened = false;
        for part in &mut of.parts {
            if part.parts.is_empty() || self.cut(part) {
                continue;
            }
            let figure = (part.what, part.value);
            if explained.contains(&figure) {
                part.parts.clear();
                part.nothing.clear();
                shortened = true;
            } else {
                shortened |= self.shorten(part, explained);
                explained.push(figure);
            }
        }
        shortened
    }
}

impl Explained for Course {
    fn label(self, view: &View) -> Phrase {
        let fill = |number: u32| Fill::new(view).count("number", usize::try_from(number).unwrap_or(usize::MAX));
        let message = match self {
            Course::Year(channel, year) => {
                return fill(year).words("channel", channel_name(view, channel)).say(Message::StepNetIn);
            }
            Course::YearTtm(year) => return fill(year).say(Message::StepTtmIn),
            Course::Npv(channel) => {
                return Fill::new(view).words("channel", channel_name(view, channel)).say(Message::StepNpv);
            }
            Course::OneOff => Message::StepOneOff,
            Course::Liquidity => Message::StepLiquidity,
            Course::Trough => Message::StepTrough,
            Course::Payback => Message::StepPayback,
            Course::Cumulative(month) => return fill(month).say(Message::StepCumulative),
            Course::Lost => Message::StepLostOnMove,
            Course::Weeks => Message::StepWeeks,
        };
        view.locale.say(message, &[])
    }

    /// The receipt of each of its figures.
    fn opened(self, view: &View) -> Html {
        let record = Record::new(&view.state.scenario, view.state.today);
        let mut explained = Vec::new();
        let receipts = self.figures().into_iter().filter_map(|figure| {
            let mut receipt = record.later(figure)?;
            let mut drawn = Drawn { view, figure: None, own: false, shortened: false };
            drawn.shortened = drawn.shorten(&mut receipt, &mut explained);
            Some(drawn.draw(&receipt))
        });
        tag("div", "receipt", receipts.collect::<Vec<_>>())
    }
}
