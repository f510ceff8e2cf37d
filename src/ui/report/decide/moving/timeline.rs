//! Places along a timeline of months.

use crate::engine::catalogue::{FieldId, Kind};
use crate::engine::date::Date;
use crate::engine::transition::first_day;

/// The whole line, in the parts in which drawings count across.
const WHOLE: u32 = 1000;

/// The months that are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Timeline {
    /// The day on which the first one begins.
    pub(super) as_of: Date,
    /// How many there are.
    pub(super) horizon: u32,
}

impl Timeline {
    /// Where a month begins; beyond the end there is only the end.
    pub(super) fn at_month(self, month: u32) -> i32 {
        let before = month.saturating_sub(1).min(self.horizon);
        place(before * WHOLE, self.horizon)
    }

    /// Where a month ends.
    pub(super) fn after_month(self, month: u32) -> i32 {
        self.at_month(month.saturating_add(1))
    }

    /// Where a day stands; nothing for one that isn't on it.
    pub(super) fn at_day(self, day: Date) -> Option<i32> {
        let month = (1..=self.horizon).rev().find(|month| first_day(self.as_of, *month) <= day)?;
        let (from, to) = (first_day(self.as_of, month), first_day(self.as_of, month + 1));
        if day >= to {
            return None;
        }
        let (passed, days) = (day.days_since(from), to.days_since(from).max(1));
        let (from, to) = (self.at_month(month), self.after_month(month));
        let within = i64::from(to - from) * passed / days;
        Some(from + i32::try_from(within).unwrap_or_default())
    }

    /// Where years begin on the line, and which.
    pub(super) fn years(self) -> Vec<(i32, i32)> {
        let first = self.as_of.year();
        // The last month begins at most five years later.
        let years = (first..=first + 6).filter_map(|year| Some((self.at_day(Date::new(year, 1, 1)?)?, year)));
        years.collect()
    }

    /// The highest month the handle can be put at: the one after the last, which is to say not on the line.
    pub(super) fn last_stop(self) -> u32 {
        (self.horizon + 1).min(last_month())
    }

    /// Where the handle stands for a month.
    pub(super) fn stop(self, month: u32) -> u32 {
        month.clamp(1, self.last_stop())
    }
}

/// The latest month in which a portfolio can move.
pub(super) fn last_month() -> u32 {
    match FieldId::MoveStarts.row().kind {
        Kind::Number { max, .. } => max.try_into().unwrap_or(u32::MAX),
        _ => u32::MAX,
    }
}

/// A part of the line, midpoint up.
fn place(parts: u32, of: u32) -> i32 {
    i32::try_from((2 * parts + of) / (2 * of).max(1)).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn line(as_of: &str, horizon: u32) -> Timeline {
        Timeline { as_of: Date::parse(as_of).unwrap(), horizon }
    }

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn months_share_the_line() {
        let line = line("2026-11-22", 36);
        assert_eq!([1, 19, 37, 60].map(|month| line.at_month(month)), [0, 500, 1000, 1000]);
        assert_eq!([18, 36].map(|month| line.after_month(month)), [500, 1000]);
        for horizon in 12..=60 {
            let line = Timeline { horizon, ..line };
            assert_eq!((line.at_month(1), line.after_month(horizon)), (0, 1000));
            assert!((1..=horizon).all(|month| line.at_month(month) < line.after_month(month)));
        }
    }

    #[test]
    fn days_stand_within_their_month() {
        let line = line("2027-01-31", 12);
        assert_eq!(line.at_day(day("2027-01-30")), None);
        assert_eq!(line.at_day(day("2027-01-31")), Some(0));
        // The second month begins on the last day of February.
        assert_eq!(line.at_day(day("2027-02-28")), Some(line.at_month(2)));
        assert_eq!(line.at_day(day("2027-02-14")), Some(41));
        assert_eq!(line.at_day(day("2028-01-30")), Some(997));
        assert_eq!(line.at_day(day("2028-01-31")), None);
    }

    #[test]
    fn the_handle_stays_on_the_line() {
        let near = line("2026-11-22", 12);
        assert_eq!((near.last_stop(), near.stop(0), near.stop(7), near.stop(60)), (13, 1, 7, 13));
        let far = line("2026-11-22", 60);
        assert_eq!((last_month(), far.last_stop(), far.stop(60)), (60, 60, 60));
    }

    #[test]
    fn years_begin_on_the_line() {
        let years = |as_of, horizon| line(as_of, horizon).years();
        assert_eq!(years("2026-11-22", 12), [(110, 2027)]);
        assert_eq!(years("2027-01-01", 24), [(0, 2027), (500, 2028)]);
        let all: Vec<i32> = years("2026-11-22", 60).iter().map(|(_, year)| *year).collect();
        assert_eq!(all, [2027, 2028, 2029, 2030, 2031]);
    }
}
