//! What the page asks of the worker that looks further than the answer, and what comes back: texts, both ways.
//!
//! The draws take a few milliseconds on a fast machine and far longer on a slow phone, where they would hold up typing.
//! So they are made in a program of their own, which is fetched after the answer is on the screen.

use rust_decimal::Decimal;

use crate::engine::catalogue::Slot;
use crate::engine::date::Date;
use crate::engine::doubt::{Certainty, Doubt, doubt};
use crate::engine::evaluate;
use crate::engine::interval::Interval;
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

/// What the build worked out of the page that it drew, so that the page goes on from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The day of the build: the page is as of that day.
    pub day: Date,
    /// How sure the difference is.
    pub uncertainty: Uncertainty,
}

impl Drawn {
    /// As a text.
    pub fn write(&self) -> String {
        let reply = Reply { number: 0, uncertainty: self.uncertainty.clone(), report: String::new() };
        format!("{}\n{}", self.day, reply.write())
    }

    /// Reads one; none when it isn't one.
    pub fn read(text: &str) -> Option<Drawn> {
        let (day, reply) = text.split_once('\n')?;
        Some(Drawn { day: Date::parse(day)?, uncertainty: Reply::read(reply)?.uncertainty })
    }
}

/// A question about what is certain: what the page asks beside the draws where figures are ranges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judge(pub Request);

/// How a question about that begins.
const JUDGE: &str = "judge\n";

impl Judge {
    /// As a text.
    pub fn write(&self) -> String {
        [JUDGE, &self.0.write()].concat()
    }

    /// Reads one; none when it isn't one.
    pub fn read(text: &str) -> Option<Judge> {
        Request::read(text.strip_prefix(JUDGE)?).map(Judge)
    }

    /// The answer to it.
    pub fn reply(&self) -> Judged {
        let Judge(Request { number, fragment, today }) = self;
        Judged { number: *number, doubt: doubt(&link::plain(fragment).scenario, *today) }
    }
}

/// What is certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The number of the question.
    pub number: u32,
    /// The answer.
    pub doubt: Doubt,
}

impl Judged {
    /// As a text.
    pub fn write(&self) -> String {
        let Doubt { direct, indirect, direct_ruled_out, indirect_ahead, direct_ahead, ttm, difference, next_question } =
            &self.doubt;
        let mut lines = [self.number.to_string()].to_vec();
        lines.extend([direct, indirect, direct_ruled_out, indirect_ahead, direct_ahead].map(write_certainty));
        lines.extend([ttm.low, ttm.high, difference.low, difference.high].map(write_exact));
        lines.push(next_question.map(Slot::short).unwrap_or_default());
        lines.join("\n")
    }

    /// Reads one; none when it isn't one.
    pub fn read(text: &str) -> Option<Judged> {
        let mut lines = text.split('\n');
        let number = lines.next()?.parse().ok()?;
        let mut certainty = || read_certainty(lines.next()?);
        let [direct, indirect, direct_ruled_out, indirect_ahead, direct_ahead] =
            [certainty()?, certainty()?, certainty()?, certainty()?, certainty()?];
        let mut interval = || Some(Interval { low: read_exact(lines.next()?)?, high: read_exact(lines.next()?)? });
        let (ttm, difference) = (interval()?, interval()?);
        let next_question = match lines.next()? {
            "" => None,
            key => Some(Slot::from_short(key)?),
        };
        let doubt =
            Doubt { direct, indirect, direct_ruled_out, indirect_ahead, direct_ahead, ttm, difference, next_question };
        Some(Judged { number, doubt })
    }
}

/// `+`, `-`, or what it depends on.
fn write_certainty(certainty: &Certainty) -> String {
    match certainty {
        Certainty::Certainly => "+".to_string(),
        Certainty::CertainlyNot => "-".to_string(),
        Certainty::Depends(slots) => slots.iter().map(|slot| slot.short()).collect::<Vec<_>>().join(" "),
    }
}

fn read_certainty(text: &str) -> Option<Certainty> {
    match text {
        "+" => Some(Certainty::Certainly),
        "-" => Some(Certainty::CertainlyNot),
        "" => Some(Certainty::Depends(Vec::new())),
        keys => keys.split(' ').map(Slot::from_short).collect::<Option<_>>().map(Certainty::Depends),
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
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Drawn, Judge, Judged, READY, Reply, Request};
    use crate::engine::date::Date;
    use crate::engine::doubt::doubt;
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
        let drawn = Drawn { day: TODAY, uncertainty: reply.uncertainty };
        assert_eq!(Drawn::read(&drawn.write()), Some(drawn));
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
    fn what_is_certain_is_written_and_read_back() {
        for fields in
            ["", "ro=direct&rem=100000..900000&bt=800000..1200000", "rem=1..2&1na=B&fd=3..90&im=24", "re=1&rem=0"]
        {
            let request = Request { number: 9, fragment: fields.to_string(), today: TODAY };
            let judge = Judge::read(&Judge(request.clone()).write()).unwrap();
            assert_eq!(judge.0, request);
            let judged = judge.reply();
            assert_eq!(judged.doubt, doubt(&link::plain(fields).scenario, TODAY));
            assert_eq!(Judged::read(&judged.write()), Some(judged.clone()), "{fields}");
            // One kind is never taken for the other.
            assert_eq!(Request::read(&judge.write()), None);
            assert_eq!(Judge::read(&request.write()), None);
            assert_eq!(Judged::read(&request.reply(nothing).write()), None);
            assert_eq!(Reply::read(&judged.write()), None);
        }
    }

    #[test]
    fn anything_else_is_neither() {
        for text in ["", READY, "1", "1\n", "1\n2026-11-22", "x\n2026-11-22\ncs=1", "1\nyesterday\ncs=1"] {
            assert_eq!(Request::read(text), None, "{text:?}");
            assert_eq!(Reply::read(text), None, "{text:?}");
            assert_eq!(Judge::read(text), None, "{text:?}");
            assert_eq!(Judged::read(text), None, "{text:?}");
            assert_eq!(Drawn::read(text), None, "{text:?}");
        }
    }
}
