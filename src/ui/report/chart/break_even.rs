//! What direct and the best offer leave over revenue: two lines, where they cross, from where direct is open, and where
//! the visitor is.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::super::costs::favours;
use super::super::icon::Hue;
use super::super::words::{Fill, amount, bare_figure, channel_name, figure, in_digits, named, short_amount, text};
use super::{
    Chart, Scale, WORDS, across, anchored, drawing, em, label, line, pair, percent, place, shortened, upright,
    words_from,
};
use crate::engine::break_even::NetLine;
use crate::engine::quantity::Money;
use crate::engine::report::BreakEven;
use crate::engine::situation::ChannelId;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, all, around, spaced, tag, with};
use crate::ui::rich::rich;

/// The height of the plot, in hundredths of the text's size as all of these.
const HEIGHT: i32 = 1500;
/// What two words one above the other need.
const APART: i32 = 125;
/// How many letters of a name stand at the end of a line.
const LETTERS: usize = 14;

/// The figure about an offer, under this finding; nothing where there is no such offer.
pub(in crate::ui::report) fn over_revenue(view: &View, of: &BreakEven, finding: Html) -> Html {
    let Some(lines) = Lines::of(view, of) else { return Html::default() };
    let mut note = [rich(&at_present(view, &lines))].gather();
    if lines.differs(view) {
        note.push(text(view, Message::ReportLinesAsMet));
    }
    if lines.marks().iter().any(|mark| mark.at > lines.end) {
        let end = short_amount(view, in_digits(lines.end, 2));
        note.push(Fill::new(view).text("amount", end).draw(Message::ReportLinesBeyond));
    }
    Chart {
        id: "over-revenue",
        name: Message::ReportLinesName,
        finding,
        drawings: [picture(view, &lines)].gather(),
        note: spaced(note),
        table: table(view, &lines),
    }
    .draw(view)
}

/// The two lines, and what is marked along them.
struct Lines {
    direct: NetLine,
    offer: NetLine,
    /// The revenue now.
    present: Decimal,
    /// The revenue from which direct is open, where there is a threshold.
    opens: Option<Decimal>,
    /// The revenue at which both leave the same, if there is one.
    crossing: Option<Decimal>,
    /// The revenue at which the picture ends.
    end: Decimal,
}

/// A revenue that means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    at: Decimal,
    name: Message,
}

/// A row of the table: a revenue, what it means, and what is left there by direct and by the offer.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    revenue: Decimal,
    name: Option<Message>,
    direct: Decimal,
    offer: Decimal,
}

impl Lines {
    fn of(view: &View, of: &BreakEven) -> Option<Lines> {
        let situation = &*view.situation;
        let offer = situation.offers.iter().find(|offer| offer.id == of.offer)?;
        let present = situation.total_revenue().exact();
        let exact = |revenue: Option<Money>| revenue.map(|revenue| revenue.exact());
        let (opens, crossing) = (exact(of.opens_at), exact(of.revenue));
        // Far enough to see what is marked; but from ten times the revenue on, the visitor's own place would be lost.
        let mut end = present * Decimal::TWO;
        for mark in opens.into_iter().chain(crossing) {
            if mark <= present * Decimal::TEN {
                end = end.max(mark * Decimal::new(125, 2));
            }
        }
        let direct = NetLine::of(situation, &situation.direct);
        Some(Lines { direct, offer: NetLine::of(situation, offer), present, opens, crossing, end })
    }

    /// What is marked, from the top row down.
    fn marks(&self) -> Vec<Mark> {
        let mark = |at: Option<Decimal>, name| at.map(|at| Mark { at, name });
        let marks = [
            mark(self.crossing, Message::ReportLinesCrossing),
            mark(self.opens, Message::ReportLinesOpens),
            mark(Some(self.present), Message::ReportLinesHere),
        ];
        marks.into_iter().flatten().collect()
    }

    /// The axis of revenue.
    fn revenue(&self) -> Scale {
        Scale { low: Decimal::ZERO, high: self.end }
    }

    /// The axis of what is left.
    fn nets(&self) -> Scale {
        let ends = [&self.direct, &self.offer].map(|line| [net(line, Decimal::ZERO), net(line, self.end)]);
        Scale::over(ends.as_flattened()).with_room(8, 8)
    }

    /// Whether a line leaves something else at the present revenue than the channel does.
    fn differs(&self, view: &View) -> bool {
        [&self.direct, &self.offer].into_iter().any(|line| {
            let left = view.answer.channel(line.channel).map(|channel| channel.net.reported());
            left != Some(Money::new(net(line, self.present)).reported())
        })
    }

    /// Some round revenues and what is marked, in order.
    fn rows(&self) -> Vec<Row> {
        let row = |revenue: Decimal, name| {
            let at = |line: &NetLine| line.at(Money::new(revenue)).map(|net| net.exact());
            Some(Row { revenue, name, direct: at(&self.direct)?, offer: at(&self.offer)? })
        };
        // Five to seven of them.
        let ticks = self.revenue().ticks(12);
        let every = if ticks.len() > 7 { 2 } else { 1 };
        let mut rows: Vec<Row> = ticks.into_iter().step_by(every).filter_map(|tick| row(tick, None)).collect();
        for mark in self.marks() {
            let Some(marked) = row(mark.at, Some(mark.name)) else { continue };
            // A round revenue that means something stands once.
            rows.retain(|row| row.name.is_some() || row.revenue != mark.at);
            let place = rows.iter().position(|row| row.revenue > mark.at).unwrap_or(rows.len());
            rows.insert(place, marked);
        }
        rows
    }
}

/// What is left at a revenue that is not too large to mean anything.
fn net(line: &NetLine, revenue: Decimal) -> Decimal {
    line.at(Money::new(revenue)).map_or(Decimal::ZERO, |net| net.exact())
}

/// The lines at the present revenue, in a sentence.
fn at_present(view: &View, lines: &Lines) -> Phrase {
    Fill::new(view)
        .text("revenue", amount(view, lines.present))
        .text("direct", figure(view, net(&lines.direct, lines.present)))
        .words("offer", channel_name(view, lines.offer.channel))
        .text("net", figure(view, net(&lines.offer, lines.present)))
        .say(Message::ReportLinesPresent)
}

fn picture(view: &View, lines: &Lines) -> Html {
    let (revenue, nets) = (lines.revenue(), lines.nets());
    let mut marks = lines.marks();
    marks.retain(|mark| mark.at <= lines.end);
    let top = WORDS * i32::try_from(marks.len()).unwrap_or(1) + 40;
    let down = |value: Decimal| top + HEIGHT - nets.at(value, HEIGHT);
    let money = |value| view.locale.money_tick(value, view.answer.currency);
    let mut parts = Vec::new();
    if let Some(opens) = lines.opens {
        parts.push(closed(place(&revenue, opens.min(lines.end)), top));
    }
    parts.push(across(view, &revenue, 6, top, top + HEIGHT));
    for tick in nets.ticks(6) {
        let y = down(tick);
        let class = if tick.is_zero() { "bar-zero" } else { "bar-tick" };
        parts.push(line(class, [percent(0), percent(1000), em(y), em(y)]));
        parts.push(label("bar-label chart-halo", 0, em(y - 35), money(tick)));
    }
    for (row, mark) in (1..).zip(&marks) {
        let (x, y) = (place(&revenue, mark.at), WORDS * row);
        let name = view.locale.say(mark.name, &[]);
        parts.push(upright("chart-mark", x, y - 20, top + HEIGHT));
        parts.push(around_place(x, y - 45, pair(view, name, money(mark.at))));
    }
    let channels = [&lines.direct, &lines.offer];
    let ends = channels.map(|line| [Decimal::ZERO, lines.end].map(|revenue| down(net(line, revenue)) - top));
    parts.push(plotted(channels.map(|line| line.channel), ends, top));
    // Names where the lines end, apart from each other.
    let [[_, direct], [_, offer]] = ends;
    let push = (APART - (direct - offer).abs()).max(0) / 2;
    let push = if direct <= offer { push } else { -push };
    for (channel, y) in [(ChannelId::Direct, direct - push), (lines.offer.channel, offer + push)] {
        let name = shortened(&channel_name(view, channel).plain(), LETTERS);
        let name = words_from("chart-text chart-strong chart-channel", 1000, top + y + 35, name);
        parts.push(with("g", &["data-hue"], [Hue::from(channel).id().into()], [name]));
    }
    // What is left here, and where both leave the same: above the upper dot, below the lower one.
    let here = place(&revenue, lines.present);
    let [direct, offer] = channels.map(|line| net(line, lines.present));
    for (line, own, other) in [(&lines.direct, direct, offer), (&lines.offer, offer, direct)] {
        let direct = line.channel == ChannelId::Direct;
        let upper = own > other || own == other && direct;
        parts.push(dot(Hue::from(line.channel).id(), here, down(own)));
        let y = down(own) + if upper { -65 } else { 140 };
        parts.push(label("chart-text chart-halo", here, em(y), money(own)));
    }
    if let Some(crossing) = lines.crossing.filter(|crossing| *crossing <= lines.end) {
        parts.push(dot("crossing", place(&revenue, crossing), down(net(&lines.direct, crossing))));
    }
    let name = view.locale.text(Message::ReportLinesName).to_string();
    let says = at_present(view, lines).plain();
    drawing("chart-svg chart-lines", "over-revenue", name, says, top + HEIGHT + 170, parts)
}

/// A few words around a place, kept inside the drawing.
fn around_place(x: i32, y: i32, words: String) -> Html {
    // At the right there is room beside the plot.
    let anchor = if x < 500 { "start" } else { "middle" };
    anchored("chart-text chart-halo", x, em(y), anchor, words)
}

/// The surface over the revenues at which direct is not open.
fn closed(to: i32, top: i32) -> Html {
    let values = ["chart-closed".into(), percent(to), em(top), em(HEIGHT)];
    with("rect", &["class", "width", "y", "height"], values, Vec::new())
}

/// The lines themselves: from the left to the right of the plot, at these heights below its top. As paths in a drawing of
/// their own, which is stretched over the plot, so that they can move when they change.
fn plotted(channels: [ChannelId; 2], ends: [[i32; 2]; 2], top: i32) -> Html {
    let path = |(channel, [from, to]): (ChannelId, [i32; 2])| {
        let d = format!("M0 {from}L1000 {to}");
        let values = ["chart-line".into(), Hue::from(channel).id().into(), d.into(), "non-scaling-stroke".into()];
        with("path", &["class", "data-hue", "d", "vector-effect"], values, Vec::new())
    };
    let values = [em(top), percent(1000), em(HEIGHT), "0 0 1000 1500".into(), "none".into(), "visible".into()];
    let keys = &["y", "width", "height", "viewBox", "preserveAspectRatio", "overflow"];
    with("svg", keys, values, channels.into_iter().zip(ends).map(path).collect::<Vec<_>>())
}

fn dot(hue: &'static str, x: i32, y: i32) -> Html {
    let values = ["chart-dot".into(), hue.into(), percent(x), em(y), "4.5".into()];
    with("circle", &["class", "data-hue", "cx", "cy", "r"], values, Vec::new())
}

// Roles say again what the elements are: where rows are stacked, on a narrow screen, browsers forget.
fn table(view: &View, lines: &Lines) -> Html {
    let currency = named(view, &["choice.currency.", view.answer.currency.code()]);
    let caption = Fill::new(view).words("currency", currency).draw(Message::ReportLinesTable);
    let heading = |words| with("th", &["role", "scope"], ["columnheader".into(), "col".into()], [words]);
    let headings = [
        heading(text(view, Message::ReportLinesRevenue)),
        heading(rich(&channel_name(view, ChannelId::Direct))),
        heading(rich(&channel_name(view, lines.offer.channel))),
        heading(text(view, Message::LineDifferenceName)),
    ];
    let group = |name, rows| with(name, &["role"], ["rowgroup".into()], rows);
    let headings = with("tr", &["role"], ["row".into()], headings);
    let groups = [
        around("caption", "", caption),
        group("thead", [headings].gather()),
        group("tbody", lines.rows().iter().map(|row| cells(view, row)).collect()),
    ];
    let summary = around("summary", "", text(view, Message::ReportChartTable));
    tag("details", "chart-table", [summary, with("table", &["role"], ["table".into()], groups)])
}

fn cells(view: &View, row: &Row) -> Html {
    let mut revenue = [Html::from(bare_figure(view, row.revenue))].gather();
    if let Some(name) = row.name {
        revenue.push(around("span", "chart-row", text(view, name)));
    }
    let difference = row.offer - row.direct;
    let apart = all([Html::from(view.locale.number_signed(difference, 0)), favours(view, difference)]);
    let cell = |inside| with("td", &["role"], ["cell".into()], [inside]);
    let cells = [
        with("th", &["role", "scope"], ["rowheader".into(), "row".into()], revenue),
        cell(Html::from(bare_figure(view, row.direct))),
        cell(Html::from(bare_figure(view, row.offer))),
        cell(apart),
    ];
    with("tr", &["role"], ["row".into()], cells)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::app::State;
    use crate::engine::date::Date;
    use crate::i18n::{Language, Locale};
    use crate::link;

    fn view(fragment: &str) -> View {
        let state = State::new(link::plain(fragment), Date::literal(2026, 11, 22));
        View::new(Locale::embedded(Language::En), Rc::new(state))
    }

    fn lines(view: &View) -> Lines {
        Lines::of(view, &view.answer.break_even[0]).unwrap()
    }

    fn amount(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn the_rows_are_in_order_with_what_is_marked() {
        let view = view("");
        let lines = lines(&view);
        let rows = lines.rows();
        assert!(rows.is_sorted_by(|one, next| one.revenue < next.revenue), "{rows:?}");
        let of = |name| rows.iter().find(|row| row.name == Some(name)).unwrap();
        let crossing = of(Message::ReportLinesCrossing);
        assert_eq!(Some(crossing.revenue), view.answer.break_even[0].revenue.map(|revenue| revenue.exact()));
        assert!((crossing.direct - crossing.offer).abs() < amount("0.01"), "{crossing:?}");
        let here = of(Message::ReportLinesHere);
        assert_eq!(here.revenue, amount("800000"));
        let nets = [here.direct, here.offer].map(|net| net.round_dp(6));
        assert_eq!(nets, [&view.answer.channels[0], &view.answer.channels[1]].map(|it| it.net.exact().round_dp(6)));
        let opens = of(Message::ReportLinesOpens);
        assert_eq!(Some(opens.revenue), view.answer.break_even[0].opens_at.map(|revenue| revenue.exact()));
    }

    #[test]
    fn a_round_revenue_that_is_marked_stands_once() {
        let rows = lines(&view("rem=1000000&res=0&reb=0&rea=0")).rows();
        let own: Vec<_> = rows.iter().filter(|row| row.revenue == amount("1000000")).collect();
        assert_eq!(own.len(), 1, "{rows:?}");
        assert_eq!(own[0].name, Some(Message::ReportLinesHere));
    }

    #[test]
    fn what_is_far_away_stands_in_the_table_alone() {
        let view = view("rem=20000&res=0&reb=0&rea=0");
        let lines = lines(&view);
        assert_eq!(lines.end, amount("40000"));
        let opens = lines.opens.unwrap();
        assert!(opens > lines.end);
        assert_eq!(lines.rows().last().unwrap().revenue, opens);
    }

    #[test]
    fn the_picture_reaches_beyond_the_tipping_point() {
        let view = view("");
        let lines = lines(&view);
        let furthest = lines.crossing.into_iter().chain(lines.opens).max().unwrap();
        assert_eq!(lines.end, (furthest * amount("1.25")).max(amount("1600000")));
        assert!(!lines.differs(&view));
    }

    #[test]
    fn incentives_that_are_not_earned_yet_are_said_to_count() {
        let view = view("de=modern_work&bt=700000");
        assert!(lines(&view).differs(&view));
    }
}
