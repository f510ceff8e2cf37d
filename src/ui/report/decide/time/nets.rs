//! What each channel leaves in each of the years: a line for each.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::super::common::{receipts, twin};
use super::offers;
use crate::engine::quantity::Money;
use crate::engine::report::{Projection, Year};
use crate::engine::situation::ChannelId;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, all, spaced, tag, with};
use crate::ui::report::chart::{Chart, Scale, drawing, em, label, line, percent, shortened, words_from};
use crate::ui::report::icon::Hue;
use crate::ui::report::receipt::{Course, listed};
use crate::ui::report::words::{Fill, bare_figure, channel_name, figure, named, text};
use crate::ui::rich::rich;

/// The height of the plot, in hundredths of the text's size as all of these.
const HEIGHT: i32 = 1500;
/// Where it begins.
const TOP: i32 = 80;
/// What two words one above the other need.
const APART: i32 = 125;
/// The place of the first year across, beside the amounts of the axis, and how far the years are from each other.
const FIRST: i32 = 200;
const YEAR: i32 = 200;
/// How many letters of a name stand at the end of a line.
const LETTERS: usize = 16;
/// With more channels than this there is no room for their amounts beside their names.
const WITH_AMOUNTS: usize = 3;

/// The figure.
pub(super) fn nets(view: &View, projection: &Projection) -> Html {
    let finding: Vec<Phrase> = finding(view, projection);
    let mut note = [text(view, Message::TimeNetsNote)].gather();
    if projection.years.iter().any(|year| !year.direct_allowed) {
        note.push(text(view, Message::TimeNetsClosed));
    }
    let chart = Chart {
        id: "decide-time-nets",
        name: Message::TimeNetsName,
        drawings: [picture(view, projection, &finding)].gather(),
        finding: spaced(finding.iter().map(rich).collect::<Vec<_>>()),
        note: spaced(note),
        table: table(view, projection),
    };
    let years = projection.years.iter();
    let courses = years.flat_map(|year| year.net.iter().map(|(channel, _)| Course::Year(*channel, year.year)));
    all([chart.draw(view), receipts(view, Message::TimeNetsName, courses.map(|course| listed(view, course)))])
}

/// What a channel leaves in a year.
fn net(year: &Year, channel: ChannelId) -> Decimal {
    let net: Option<&Money> = year.net.iter().find(|(id, _)| *id == channel).map(|(_, net)| net);
    net.map_or(Decimal::ZERO, |net| net.exact())
}

/// From where to where direct and the best offer go, and when one overtakes the other.
fn finding(view: &View, projection: &Projection) -> Vec<Phrase> {
    let (Some(first), Some(last)) = (projection.years.first(), projection.years.last()) else { return Vec::new() };
    let offer = offers(projection).first().map_or(view.answer.best_offer, |(offer, _)| *offer);
    let of = |channel| {
        Fill::new(view)
            .words("channel", channel_name(view, channel))
            .text("from", figure(view, net(first, channel)))
            .text("to", figure(view, net(last, channel)))
            .say(Message::TimeNetsFinding)
    };
    let mut sentences = [of(ChannelId::Direct), of(offer)].gather();
    let ahead = |year: &Year| net(year, offer) > net(year, ChannelId::Direct);
    let years = &projection.years;
    let mut turns = years.iter().zip(years.iter().skip(1)).filter(|(one, next)| ahead(one) != ahead(next));
    // Back and forth is better seen than said.
    if let (Some((_, turn)), None) = (turns.next(), turns.next()) {
        let message = if ahead(turn) { Message::TimeNetsTurnsOffer } else { Message::TimeNetsTurnsDirect };
        let fill = Fill::new(view).count("year", turn.year as usize).words("offer", channel_name(view, offer));
        sentences.push(fill.say(message));
    }
    sentences
}

fn picture(view: &View, projection: &Projection, finding: &[Phrase]) -> Html {
    let years = &projection.years;
    let values: Vec<Decimal> = years.iter().flat_map(|year| year.net.iter().map(|(_, net)| net.exact())).collect();
    let scale = Scale::over(&values).with_room(8, 8);
    let down = |value: Decimal| TOP + HEIGHT - scale.at(value, HEIGHT);
    let money = |value| view.locale.money_tick(value, view.answer.currency);
    let mut parts = Vec::new();
    for tick in scale.ticks(6) {
        let y = down(tick);
        let class = if tick.is_zero() { "bar-zero" } else { "bar-tick" };
        parts.push(line(class, [percent(0), percent(1000), em(y), em(y)]));
        parts.push(label("bar-label chart-halo", 0, em(y - 35), money(tick)));
    }
    for (year, x) in years.iter().zip(places()) {
        // The first says what the numbers are.
        let words = if year.year == 1 { year_name(view, year) } else { year.year.to_string() };
        parts.push(label("bar-label", x, em(TOP + HEIGHT + 130), words));
    }
    let channels: Vec<ChannelId> = view.answer.channels.iter().map(|channel| channel.id).collect();
    for channel in &channels {
        parts.push(drawn(years, *channel, down, *channel == view.answer.best_offer || *channel == ChannelId::Direct));
    }
    // Names where the lines end, apart from each other.
    let Some(last) = years.last() else { return Html::default() };
    let with_amounts = channels.len() <= WITH_AMOUNTS;
    let ends: Vec<i32> = channels.iter().map(|channel| down(net(last, *channel))).collect();
    let gap = if with_amounts { 2 * APART } else { APART };
    for (channel, y) in channels.iter().zip(apart(&ends, gap, TOP + HEIGHT)) {
        let name = shortened(&channel_name(view, *channel).plain(), LETTERS);
        let y = if with_amounts { y - 25 } else { y + 35 };
        let mut words = [words_from("chart-text chart-strong chart-channel", 1000, y, name)].gather();
        if with_amounts {
            words.push(words_from("chart-text", 1000, y + APART - 5, money(net(last, *channel))));
        }
        parts.push(with("g", &["data-hue"], [Hue::from(*channel).id().into()], words));
    }
    let name = view.locale.text(Message::TimeNetsName).to_string();
    let says = finding.iter().map(Phrase::plain).collect::<Vec<_>>().join(" ");
    drawing("chart-svg time-lines", "decide-time-nets", name, says, TOP + HEIGHT + 170, parts)
}

/// Where the years stand across.
fn places() -> impl Iterator<Item = i32> {
    (FIRST..).step_by(YEAR as usize)
}

/// `Year 1`.
pub(super) fn year_name(view: &View, year: &Year) -> String {
    Fill::new(view).count("year", year.year as usize).say(Message::TimeYear).plain()
}

/// The line of a channel, with a dot for each year: of direct an open one where revenue is too low.
fn drawn(years: &[Year], channel: ChannelId, down: impl Fn(Decimal) -> i32, leads: bool) -> Html {
    let hue = Hue::from(channel).id();
    let class = if leads { "time-line" } else { "time-line time-other" };
    let points: Vec<(i32, i32)> = places().zip(years).map(|(x, year)| (x, down(net(year, channel)))).collect();
    let mut parts = Vec::new();
    for ((x1, y1), (x2, y2)) in points.iter().zip(points.iter().skip(1)) {
        let values = [class.into(), hue.into(), percent(*x1), percent(*x2), em(*y1), em(*y2)];
        parts.push(with("line", &["class", "data-hue", "x1", "x2", "y1", "y2"], values, Vec::new()));
    }
    for ((x, y), year) in points.iter().zip(years) {
        let open = channel == ChannelId::Direct && !year.direct_allowed;
        let class = if open { "time-dot time-open" } else { "time-dot" };
        let values = [class.into(), hue.into(), percent(*x), em(*y), "4".into()];
        parts.push(with("circle", &["class", "data-hue", "cx", "cy", "r"], values, Vec::new()));
    }
    tag("g", "", parts)
}

/// These places, moved as little as may be so that no two are closer than the gap, and none below the bottom.
fn apart(places: &[i32], gap: i32, bottom: i32) -> Vec<i32> {
    let mut order: Vec<(usize, i32)> = places.iter().copied().enumerate().collect();
    order.sort_by_key(|(_, y)| *y);
    let mut least = i32::MIN;
    for (_, y) in &mut order {
        *y = (*y).max(least);
        least = *y + gap;
    }
    let mut most = bottom;
    for (_, y) in order.iter_mut().rev() {
        *y = (*y).min(most);
        most = *y - gap;
    }
    order.sort_by_key(|(place, _)| *place);
    order.into_iter().map(|(_, y)| y).collect()
}

fn table(view: &View, projection: &Projection) -> Html {
    let currency = named(view, &["choice.currency.", view.answer.currency.code()]);
    let caption = Fill::new(view).words("currency", currency).draw(Message::TimeNetsTable);
    let mut headings = [text(view, Message::TimeYearHeading), text(view, Message::TimeNetsRevenue)].gather();
    headings.extend(view.answer.channels.iter().map(|channel| rich(&channel_name(view, channel.id))));
    let row = |year: &Year| {
        let mut cells =
            [Html::from(year_name(view, year)), Html::from(bare_figure(view, year.revenue.exact()))].gather();
        cells.extend(year.net.iter().map(|(_, net)| Html::from(bare_figure(view, net.exact()))));
        cells
    };
    twin(view, caption, headings, projection.years.iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn names_stand_apart_and_inside() {
        assert_eq!(apart(&[100, 500], 120, 1000), [100, 500]);
        assert_eq!(apart(&[500, 480], 120, 1000), [600, 480]);
        assert_eq!(apart(&[990, 1000, 980], 120, 1000), [880, 1000, 760]);
        assert_eq!(apart(&[], 120, 1000), Vec::<i32>::new());
    }
}
