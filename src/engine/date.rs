//! Civil dates: comparison, and adding days and months.

use std::fmt;

use time::Month;

/// A day of the Gregorian calendar, without a time or a zone.
///
/// Written `2026-11-22`. The engine has no clock: today enters it as a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

impl Date {
    /// The day with this year, month (1…12) and day of the month, if there is one.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Date> {
        let month = Month::try_from(month).ok()?;
        time::Date::from_calendar_date(year, month, day).ok().map(Date)
    }

    /// A day known when the program is built, such as the one a rule starts on.
    ///
    /// For constants only, where a day that doesn't exist stops the build.
    #[allow(clippy::panic)]
    pub const fn literal(year: i32, month: u8, day: u8) -> Date {
        let month = match month {
            1 => Month::January,
            2 => Month::February,
            3 => Month::March,
            4 => Month::April,
            5 => Month::May,
            6 => Month::June,
            7 => Month::July,
            8 => Month::August,
            9 => Month::September,
            10 => Month::October,
            11 => Month::November,
            12 => Month::December,
            _ => panic!("no such month"),
        };
        match time::Date::from_calendar_date(year, month, day) {
            Ok(date) => Date(date),
            Err(_) => panic!("no such day"),
        }
    }

    /// Reads `2026-11-22`: four, two and two digits, and a day that exists.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let mut number = |digits: usize| {
            let part = parts.next()?;
            let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            if plain { part.parse::<u16>().ok() } else { None }
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        if parts.next().is_some() {
            return None;
        }
        Date::new(i32::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1…12.
    pub fn month(self) -> u8 {
        u8::from(self.0.month())
    }

    /// The day of the month, 1…31.
    pub fn day(self) -> u8 {
        self.0.day()
    }

    /// The same day so many months later, clipped to that month's length: a month after 31 January is 28 or 29
    /// February. Dates past the year 9999 stay there.
    pub fn plus_months(self, months: u32) -> Date {
        let count = i64::from(self.year()) * 12 + i64::from(self.month()) - 1 + i64::from(months);
        let year = i32::try_from(count.div_euclid(12)).unwrap_or(i32::MAX);
        let month = Month::January.nth_next(u8::try_from(count.rem_euclid(12)).unwrap_or(0));
        if year > time::Date::MAX.year() {
            return Date(time::Date::MAX);
        }
        let day = self.day().min(month.length(year));
        time::Date::from_calendar_date(year, month, day).map_or(self, Date)
    }

    /// So many days later, or earlier when negative. Dates outside the calendar stay at its end.
    pub fn plus_days(self, days: i64) -> Date {
        let end = if days < 0 { time::Date::MIN } else { time::Date::MAX };
        Date(self.0.checked_add(time::Duration::days(days)).unwrap_or(end))
    }

    /// Days from `earlier` to this day; negative when `earlier` is later.
    pub fn days_since(self, earlier: Date) -> i64 {
        i64::from(self.0.to_julian_day()) - i64::from(earlier.0.to_julian_day())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.year(), self.month(), self.day());
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Date;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn months_keep_the_day_or_clip_it() {
        assert_eq!(date("2026-01-31").plus_months(1), date("2026-02-28"));
        assert_eq!(date("2024-01-31").plus_months(1), date("2024-02-29"));
        assert_eq!(date("2026-10-31").plus_months(42), date("2030-04-30"));
        assert_eq!(date("2026-12-15").plus_months(0), date("2026-12-15"));
    }

    #[test]
    fn days_cross_months_and_years() {
        assert_eq!(date("2027-03-01").plus_days(30), date("2027-03-31"));
        assert_eq!(date("2027-03-01").plus_days(-84), date("2026-12-07"));
        assert_eq!(date("2027-03-31").days_since(date("2027-03-01")), 30);
    }

    #[test]
    fn only_the_written_form_is_read() {
        for wrong in ["2026-02-30", "2026-2-3", "20261122", "2026-11-22 ", "2026-11-22-01", "", "+026-11-22"] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
        assert_eq!(date("2026-11-22").to_string(), "2026-11-22");
    }
}
