//! Which cell is which figure: what a test, or whoever reads a workbook back, goes by.

use crate::engine::catalogue::{Portfolio, Slot};
use crate::engine::report::LineId;
use crate::engine::situation::ChannelId;

/// A cell of a workbook.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellRef {
    /// The name of its sheet.
    pub sheet: String,
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u16,
}

/// What is typed into a cell that may be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// The value of a field: a number, or one of its choices in words.
    Field(Slot),
    /// Whether a designation is held, by its place in the catalogue: yes or no in words.
    Designation(u8),
}

/// A figure of the engine that a cell gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// What a field counts as.
    Counts(Slot),
    /// The trailing twelve months, in US dollars.
    Ttm,
    /// Whether a portfolio earns incentives in a channel.
    Eligible(ChannelId, Portfolio),
    /// What a portfolio adds to a line of a channel.
    Part(ChannelId, LineId, Portfolio),
    /// A line of a channel.
    Line(ChannelId, LineId),
    /// What a channel leaves.
    Net(ChannelId),
    /// What a channel ties up.
    WorkingCapital(ChannelId),
    /// The number of the best offer, from 1.
    BestOffer,
    /// What the best offer leaves.
    BestNet,
    /// What the best offer leaves more than direct.
    Difference,
    /// The same without the hours of one's own people.
    DifferenceCash,
    /// The same in the first year.
    DifferenceFirstYear,
    /// Hours that the best offer saves.
    HoursFreed,
    /// What paid work in those hours adds.
    HoursValue,
    /// How direct and an offer cross as revenue grows: 1 direct above, 2 direct below, 3 always direct, 4 always indirect,
    /// 5 equal.
    BreakEvenKind(ChannelId),
    /// The revenue at which direct and an offer leave the same; empty where there is none.
    BreakEven(ChannelId),
    /// The revenue from which direct is open; empty where none is asked.
    OpensAt(ChannelId),
    /// The revenue from which direct pays; empty where there is none.
    PaysFrom(ChannelId),
    /// Revenue in this year of the five.
    Revenue(u32),
    /// The trailing twelve months in this year.
    TtmIn(u32),
    /// Whether they are enough for direct.
    DirectAllowed(u32),
    /// What a channel leaves in this year.
    NetIn(ChannelId, u32),
    /// What a move costs once.
    MoveCost,
    /// What five years of a channel are worth now; empty where direct is closed in one of them.
    Npv(ChannelId),
}
