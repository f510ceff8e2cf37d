//! What the page asks of the worker that looks further than the answer, and what comes back: texts, both ways.
//!
//! The draws take a few milliseconds on a fast machine and far longer on a slow phone, where they would hold up typing.
//! So they are made in a program of their own, which is fetched after the answer is on the screen.

use rust_decimal::Decimal;

use crate::engine::date::Date;
use crate::engine::evaluate;
use crate::engine::quantity::Money;
use crate::engine::report::{Histogram, Report, Uncertainty};
use crate::engine::uncertainty::{DRAWS, GENERATOR};
use crate::link;

/// What the worker says when it listens.
pub const READY: &str = "ready";

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Comes back with the answer, which may be about something that has changed since.
    pub number: u32,
    /// The scenario, as the fragment of an address.
    pub fragment: String,
    /// Today, which the scenario may rest on.
    pub today: Date,
}

impl Request {
    /// As a text.
    pub fn write(&self) -> String {
        format!("{}\n{}\n{}", self.number, self.today, self.fragment)
    }

    /// Reads one; none when it isn't one.
    pub fn read(text: &str) -> Option<Request> {
        let (number, rest) = text.split_once('\n')?;
        let (today, fragment) = rest.split_once('\n')?;
        Some(Request { number: number.parse().ok()?, fragment: fragment.to_string(), today: Date::parse(today)? })
    }

    /// The answer to it, with the whole report as `write` puts it.
    pub fn reply(&self, write: impl Fn(&Report) -> String) -> Reply {
        let scenario = link::plain(&self.fragment).scenario;
        let report = evaluate(&scenario, self.today);
        Reply { number: self.number, report: write(&report), uncertainty: report.outlook.uncertainty }
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The number of the question.
    pub number: u32,
    /// How sure the difference is.
    pub uncertainty: Uncertainty,
    /// The report as JSON, on one line.
    pub report: String,
}

impl Reply {
    /// As a text.
    pub fn write(&self) -> String {
        let Uncertainty { p10, p50, p90, direct_ahead_pct, histogram, .. } = &self.uncertainty;
        let Histogram { from, width, counts } = histogram;
        let figures = [p10, p50, p90, from, width].map(|figure| write_exact(figure.exact())).join("\n");
        let counts: Vec<String> = counts.iter().map(u32::to_string).collect();
        let (ahead, counts) = (write_exact(*direct_ahead_pct), counts.join(" "));
        format!("{}\n{ahead}\n{figures}\n{counts}\n{}", self.number, self.report)
    }

    /// Reads one; none when it isn't one.
    pub fn read(text: &str) -> Option<Reply> {
        let mut lines = text.split('\n');
        let number = lines.next()?.parse().ok()?;
        let mut figure = || read_exact(lines.next()?);
        let direct_ahead_pct = figure()?;
        let mut money = || figure().map(Money::new);
        let [p10, p50, p90, from, width] = [money()?, money()?, money()?, money()?, money()?];
        let counts = lines.next()?.split(' ').map(|count| count.parse().ok()).collect::<Option<Vec<u32>>>()?;
        let histogram = Histogram { from, width, counts };
        let report = lines.next()?.to_string();
        let uncertainty = Uncertainty { n: DRAWS, generator: GENERATOR, p10, p50, p90, direct_ahead_pct, histogram };
        Some(Reply { number, uncertainty, report })
    }
}

/// As its digits and where the point stands: reading it back needs no more than reading a whole number.
fn write_exact(number: Decimal) -> String {
    format!("{} {}", number.mantissa(), number.scale())
}

fn read_exact(text: &str) -> Option<Decimal> {
    let (mantissa, scale) = text.split_once(' ')?;
    Decimal::try_from_i128_with_scale(mantissa.parse().ok()?, scale.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::{READY, Reply, Request};
    use crate::engine::date::Date;
    use crate::engine::{Evaluation, report::Report};
    use crate::link;

    const TODAY: Date = Date::literal(2026, 11, 22);

    fn nothing(_: &Report) -> String {
        String::new()
    }

    #[test]
    fn what_is_written_is_read_back() {
        let request = Request { number: 7, fragment: "cs=160&rem=1000000".to_string(), today: TODAY };
        assert_eq!(Request::read(&request.write()), Some(request.clone()));
        let reply = request.reply(|report| report.answer.currency.code().to_string());
        assert_eq!(Reply::read(&reply.write()), Some(reply.clone()));
        assert_eq!((reply.number, reply.report.as_str()), (7, "EUR"));
    }

    #[test]
    fn the_reply_is_about_the_scenario() {
        let fragment = "rem=123456.78&dm=19,18,17,12".to_string();
        let scenario = link::plain(&fragment).scenario;
        let reply = Request { number: 1, fragment, today: TODAY }.reply(nothing);
        assert_eq!(reply.uncertainty, Evaluation::new(&scenario, TODAY).uncertainty());
        // Ranges come along.
        let fragment = "rem=100000..150000&0fe=0%3B1%3B9".to_string();
        let scenario = link::plain(&fragment).scenario;
        assert_eq!(scenario.ranges().count(), 2);
        let reply = Request { number: 1, fragment, today: TODAY }.reply(nothing);
        assert_eq!(reply.uncertainty, Evaluation::new(&scenario, TODAY).uncertainty());
    }

    #[test]
    fn anything_else_is_neither() {
        for text in ["", READY, "1", "1\n", "1\n2026-11-22", "x\n2026-11-22\ncs=1", "1\nyesterday\ncs=1"] {
            assert_eq!(Request::read(text), None, "{text:?}");
            assert_eq!(Reply::read(text), None, "{text:?}");
        }
    }
}
