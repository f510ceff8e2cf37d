//! A calendar file: whole days with a name, as RFC 5545 writes them.
//!
//! It says nothing of the machine or of the moment it was made: the same days give the same file, and a day that is read
//! in again takes the place of itself.

use crate::engine::date::Date;

/// The longest a line may be, in octets, without its end.
const LONGEST: usize = 75;

/// A whole day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// What stays the same when the day moves: letters, digits and hyphens.
    pub id: String,
    /// The day.
    pub date: Date,
    /// Its name. Any text.
    pub name: String,
    /// More about it. Any text.
    pub about: String,
}

/// The file of these days, as of a day.
pub fn calendar(as_of: Date, days: &[Day]) -> String {
    let mut file = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tierwise//Tierwise//EN", "CALSCALE:GREGORIAN"] {
        fold(&mut file, line);
    }
    for day in days {
        fold(&mut file, "BEGIN:VEVENT");
        fold(&mut file, &["UID:", &identifier(&day.id), "@tierwise"].concat());
        fold(&mut file, &["DTSTAMP:", &digits(as_of), "T000000Z"].concat());
        fold(&mut file, &["DTSTART;VALUE=DATE:", &digits(day.date)].concat());
        // The end is the first day that is no longer part of it; the calendar's very last day has none.
        let end = day.date.plus_days(1);
        if end > day.date {
            fold(&mut file, &["DTEND;VALUE=DATE:", &digits(end)].concat());
        }
        fold(&mut file, &["SUMMARY:", &escaped(&day.name)].concat());
        if !day.about.is_empty() {
            fold(&mut file, &["DESCRIPTION:", &escaped(&day.about)].concat());
        }
        // It takes nobody's time.
        fold(&mut file, "TRANSP:TRANSPARENT");
        fold(&mut file, "END:VEVENT");
    }
    fold(&mut file, "END:VCALENDAR");
    file
}

/// `20261122`.
fn digits(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// An id without anything else.
fn identifier(id: &str) -> String {
    id.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '-' }).collect()
}

/// A text as a value: what means something there is escaped, and no other control character is left.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' | ';' | ',' => {
                value.push('\\');
                value.push(sign);
            }
            // A line ends in one of three ways.
            '\r' => {
                signs.next_if_eq(&'\n');
                value.push_str("\\n");
            }
            '\n' => value.push_str("\\n"),
            '\t' => value.push(' '),
            _ if sign.is_control() => {}
            _ => value.push(sign),
        }
    }
    value
}

/// Adds a line, in pieces that are short enough; a piece that goes on begins with a space, and no letter is cut.
fn fold(file: &mut String, line: &str) {
    let mut room = LONGEST;
    for sign in line.chars() {
        let size = sign.len_utf8();
        if size > room {
            file.push_str("\r\n ");
            room = LONGEST - 1;
        }
        file.push(sign);
        room -= size;
    }
    file.push_str("\r\n");
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn day(name: &str, about: &str) -> Day {
        Day { id: "moving-check".into(), date: Date::literal(2026, 12, 31), name: name.into(), about: about.into() }
    }

    fn file(name: &str, about: &str) -> String {
        calendar(Date::literal(2026, 11, 22), &[day(name, about)])
    }

    /// The lines as a reader puts them together again.
    fn unfolded(file: &str) -> Vec<String> {
        file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_string).collect()
    }

    #[test]
    fn a_day_is_a_whole_day() {
        assert_eq!(
            unfolded(&file("Check", "Look")),
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Tierwise//Tierwise//EN",
                "CALSCALE:GREGORIAN",
                "BEGIN:VEVENT",
                "UID:moving-check@tierwise",
                "DTSTAMP:20261122T000000Z",
                "DTSTART;VALUE=DATE:20261231",
                "DTEND;VALUE=DATE:20270101",
                "SUMMARY:Check",
                "DESCRIPTION:Look",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
                "END:VCALENDAR",
            ]
        );
    }

    #[test]
    fn every_line_ends_as_it_must_and_none_is_too_long() {
        for name in ["x".repeat(400), "é".repeat(200), "日本".repeat(60), "a😀".repeat(50), String::new()] {
            // Each start of the letters within the line.
            for before in 0..8 {
                let name = ["·".repeat(before), "-".repeat(before), name.clone()].concat();
                let file = file(&name, &name);
                assert!(file.ends_with("END:VCALENDAR\r\n"));
                assert!(!file.replace("\r\n", "").contains(['\r', '\n']));
                for line in file.split("\r\n") {
                    assert!(line.len() <= LONGEST, "{} octets: {line}", line.len());
                }
                assert!(unfolded(&file).contains(&["SUMMARY:", &name].concat()), "{name}");
            }
        }
    }

    #[test]
    fn a_line_is_as_long_as_it_may_be() {
        let file = file(&"x".repeat(400), "");
        let folded: Vec<&str> = file.split("\r\n").filter(|line| line.contains("xx")).collect();
        assert!(folded[..folded.len() - 1].iter().all(|line| line.len() == LONGEST), "{folded:?}");
        assert!(folded[1..].iter().all(|line| line.starts_with(' ')));
    }

    #[test]
    fn what_means_something_is_escaped() {
        assert_eq!(escaped(r"a\b;c,d:e"), r"a\\b\;c\,d:e");
        assert_eq!(escaped("one\r\ntwo\nthree\rfour\n\rfive"), r"one\ntwo\nthree\nfour\n\nfive");
        assert_eq!(escaped("tab\tbell\u{7}null\0del\u{7f}next\u{85}"), "tab bellnulldelnext");
        assert_eq!(escaped("“Acme” «№ 1» 😀"), "“Acme” «№ 1» 😀");
    }

    #[test]
    fn no_name_ends_its_event() {
        let name = "Acme\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:other;,\\";
        let file = file(name, name);
        let lines = unfolded(&file);
        for (line, times) in [("BEGIN:VEVENT", 1), ("END:VEVENT", 1)] {
            assert_eq!(lines.iter().filter(|other| *other == line).count(), times);
        }
        assert_eq!(lines.iter().filter(|line| line.starts_with("SUMMARY")).count(), 1);
    }

    #[test]
    fn an_id_is_only_what_it_may_be() {
        let day = Day { id: "a\r\nb;ü".into(), ..day("", "") };
        let file = calendar(Date::literal(2026, 11, 22), &[day]);
        assert!(unfolded(&file).contains(&"UID:a--b--@tierwise".to_string()), "{file}");
    }

    #[test]
    fn the_last_day_of_the_calendar_has_no_end() {
        let last = Day { date: Date::literal(9999, 12, 31), ..day("", "") };
        let file = calendar(Date::literal(2026, 11, 22), &[last]);
        assert!(file.contains("DTSTART;VALUE=DATE:99991231\r\n") && !file.contains("DTEND"));
    }
}
