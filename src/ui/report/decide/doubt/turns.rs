//! What the answer turns on: a bar for each driver, from a fifth less of it to a fifth more, and where it tips.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::super::common::twin;
use super::draws::sides;
use crate::app::reach::Section;
use crate::engine::Evaluation;
use crate::engine::landscape::{BaseValue, base_value};
use crate::engine::report::{Driver, Factor, Sensitivity};
use crate::engine::situation::ChannelId;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, all, button, spaced, tag, with};
use crate::ui::report::chart::{
    BAR, Chart, MORE_WORDS, Scale, WORDS, across, drawing, em, in_lines, percent, place, surface, upright, words_from,
};
use crate::ui::report::costs::favours;
use crate::ui::report::words::{Fill, named, short_amount, sided, text};
use crate::ui::rich::rich;

/// Where the first row begins, in hundredths of the text's size as all of these.
const TOP: i32 = 40;
/// The room below a bar.
const GAP: i32 = 75;
/// How many letters go in a line, and how many of the name.
const LETTERS: usize = 40;
const NAME: usize = 33;
/// How many bars are drawn at first.
const FIRST: usize = 6;

/// The figure, with a way to see all bars.
pub(super) fn turns(view: &View) -> Html {
    html! { <Turns view={view.clone()} /> }
}

/// What it is drawn from.
#[derive(Properties, PartialEq)]
pub(super) struct TurnsProps {
    view: View,
}

/// The figure.
pub(super) struct Turns {
    /// Whether all bars are drawn.
    all: bool,
}

impl Component for Turns {
    /// Whether to draw all bars.
    type Message = bool;
    type Properties = TurnsProps;

    fn create(_: &Context<Turns>) -> Turns {
        Turns { all: false }
    }

    fn update(&mut self, _: &Context<Turns>, all: bool) -> bool {
        let before = std::mem::replace(&mut self.all, all);
        before != all
    }

    fn view(&self, ctx: &Context<Turns>) -> Html {
        let view = &ctx.props().view;
        let drivers = Evaluation::new(&view.state.scenario, view.state.today).sensitivity();
        let shown = if self.all || view.printing { drivers.len() } else { FIRST };
        let finding = finding(view, &drivers);
        let now = sided(view, view.answer.difference.exact());
        let figure = Chart {
            id: "decide-doubt-turns",
            name: Message::DoubtTurnsName,
            drawings: [picture(view, &drivers, shown, &finding)].gather(),
            finding: spaced(finding.iter().map(rich).collect::<Vec<_>>()),
            note: Fill::new(view).text("amount", now).draw(Message::DoubtTurnsNote),
            table: table(view, &drivers),
        };
        let charts = !view.state.provider.leaves_out(Section::Charts);
        let unfold = if view.printing || !charts { Html::default() } else { self.unfold(ctx, drivers.len()) };
        tag("div", "doubt-turns", [figure.draw(view), unfold])
    }
}

impl Turns {
    /// The button that shows all bars, or fewer.
    fn unfold(&self, ctx: &Context<Turns>, count: usize) -> Html {
        let view = &ctx.props().view;
        let message = if self.all { Message::DoubtTurnsFewer } else { Message::DoubtTurnsAll };
        let words = Fill::new(view).count("count", count).draw(message);
        let (link, all) = (ctx.link().clone(), !self.all);
        button("button", [words], move || link.send_message(all))
    }
}

/// What the answer turns on most, and the smallest change that tips it.
fn finding(view: &View, drivers: &[Sensitivity]) -> Vec<Phrase> {
    let Some(most) = drivers.first() else { return Vec::new() };
    let strongest = Fill::new(view)
        .words("driver", driver_name(view, most.driver))
        .text("low", sided(view, most.low.exact()))
        .text("high", sided(view, most.high.exact()))
        .say(Message::DoubtTurnsFinding);
    let away = |flip: &Factor| (flip.0 - Decimal::ONE).abs();
    let flips = drivers.iter().filter_map(|driver| Some((driver.driver, driver.flip?)));
    let nearest = flips.min_by_key(|(_, flip)| away(flip));
    let tips = match nearest {
        Some((driver, flip)) => match tipping_value(view, driver, flip) {
            Some(value) => Fill::new(view)
                .words("driver", driver_name(view, driver))
                .text("value", value)
                .text("change", change(view, flip))
                .say(Message::FlipAt),
            None => at_factor(view, flip),
        },
        None => view.locale.say(Message::FlipNone, &[]),
    };
    [strongest, tips].gather()
}

/// The name of a driver.
fn driver_name(view: &View, driver: Driver) -> Phrase {
    named(view, &["driver.", &driver.id().replace('.', "_")])
}

/// By how much a driver has to change: `−12 %`.
fn change(view: &View, flip: Factor) -> String {
    view.locale.percent_signed((flip.0 - Decimal::ONE) * Decimal::ONE_HUNDRED)
}

fn at_factor(view: &View, flip: Factor) -> Phrase {
    let factor = view.locale.percent(flip.0 * Decimal::ONE_HUNDRED);
    Fill::new(view).text("factor", factor).say(Message::FlipFactor)
}

/// What a driver has to become to tip the answer, with its unit; nothing where it has no value.
fn tipping_value(view: &View, driver: Driver, flip: Factor) -> Option<String> {
    let ChannelId::Offer(number) = view.answer.best_offer else { return None };
    let offer = view.situation.offers.get(usize::from(number))?;
    let value = base_value(&view.situation, offer, driver)?.at(driver, flip.0);
    let locale = &view.locale;
    let of_amount = |amount: String, message| Fill::new(view).text("currency", amount).say(message).plain();
    let currency = view.answer.currency;
    Some(match value {
        BaseValue::Money(amount) => of_amount(short_amount(view, amount), Message::UnitMoneyYear),
        BaseValue::HourlyPrice(price) => of_amount(locale.money_exact(price, currency), Message::UnitMoneyHour),
        BaseValue::Hours(hours) => {
            [&locale.number_trimmed(hours, 1), " ", locale.text(Message::UnitHoursYear)].concat()
        }
        BaseValue::UsdRate(rate) => {
            let unit = of_amount(currency.code().to_string(), Message::UnitUsdForOne);
            [&locale.number_trimmed(rate, 4), " ", &unit].concat()
        }
        BaseValue::Fraction(part) => {
            let unit = match driver {
                Driver::CostOfCapital => Message::UnitPercentYear,
                Driver::IncentiveRate => Message::UnitPercentBilled,
                _ => Message::UnitPercentRevenue,
            };
            let percent = locale.percent(part * Decimal::ONE_HUNDRED);
            [&percent, locale.text(unit).strip_prefix('%').unwrap_or_default()].concat()
        }
    })
}

/// Whether a driver has a part in the difference.
fn counts(view: &View, driver: &Sensitivity) -> bool {
    let now = view.answer.difference.reported();
    driver.low.reported() != now || driver.high.reported() != now || driver.flip.is_some()
}

/// Where a driver tips the answer, in words.
fn tips(view: &View, driver: &Sensitivity) -> Phrase {
    let Some(flip) = driver.flip else {
        let message = if counts(view, driver) { Message::FlipNever } else { Message::DoubtTurnsNothing };
        return view.locale.say(message, &[]);
    };
    match tipping_value(view, driver.driver, flip) {
        Some(value) => {
            Fill::new(view).text("value", value).text("change", change(view, flip)).say(Message::FlipBecomes)
        }
        None => at_factor(view, flip),
    }
}

fn picture(view: &View, drivers: &[Sensitivity], shown: usize, finding: &[Phrase]) -> Html {
    let now = view.answer.difference.exact();
    let mut ends: Vec<Decimal> = drivers.iter().flat_map(|driver| [driver.low.exact(), driver.high.exact()]).collect();
    ends.push(now);
    // Room for the amounts at both ends.
    let scale = Scale::over(&ends).with_room(34, 34);
    let (mut rows, mut y) = (Vec::new(), TOP);
    for driver in drivers.iter().take(shown) {
        let (row, next) = row(view, driver, &scale, y);
        rows.push(row);
        y = next;
    }
    let mut parts = [across(view, &scale, 6, TOP, y)].gather();
    parts.append(&mut rows);
    let name = view.locale.text(Message::DoubtTurnsName).to_string();
    let says = finding.iter().map(Phrase::plain).collect::<Vec<_>>().join(" ");
    drawing("chart-svg decide-whole", "decide-doubt-turns", name, says, y + 170, parts)
}

/// A driver with its bar; and where the next begins.
fn row(view: &View, driver: &Sensitivity, scale: &Scale, y: i32) -> (Html, i32) {
    let mut parts = Vec::new();
    let mut next = y + 100;
    let words = [
        ("chart-text chart-halo chart-strong", NAME, driver_name(view, driver.driver).plain()),
        ("chart-halo doubt-tips", LETTERS, tips(view, driver).plain()),
    ];
    for (class, letters, words) in &words {
        for line in in_lines(words, *letters) {
            parts.push(words_from(class, 0, next, line.to_string()));
            next += MORE_WORDS;
        }
    }
    let bar = next - 100 - MORE_WORDS + WORDS;
    if !counts(view, driver) {
        return (tag("g", "", parts), bar + GAP);
    }
    let (less, more) = (driver.low.exact(), driver.high.exact());
    let (from, to) = (less.min(more), less.max(more));
    for (hue, from, to) in sides(from, to) {
        parts.push(surface(hue, place(scale, from), place(scale, to), em(bar), em(BAR)));
    }
    // Beside the bar alone, so that no line runs through words.
    let mark = |class, at| upright(class, place(scale, at), bar - 20, bar + BAR + 20);
    parts.push(mark("bar-zero", Decimal::ZERO));
    parts.push(mark("decide-mark", view.answer.difference.exact()));
    let values = ["chart-dot".into(), percent(place(scale, more)), em(bar + BAR / 2), "5".into()];
    parts.push(with("circle", &["class", "cx", "cy", "r"], values, Vec::new()));
    let money = |amount| view.locale.money_tick(amount, view.answer.currency);
    let class = "chart-text chart-halo";
    let values = [class.into(), percent(place(scale, from)), "-0.5em".into(), em(bar + 65), "end".into()];
    parts.push(with("text", &["class", "x", "dx", "y", "text-anchor"], values, [Html::from(money(from))]));
    parts.push(words_from(class, place(scale, to), bar + 65, money(to)));
    (tag("g", "", parts), bar + BAR + GAP)
}

fn table(view: &View, drivers: &[Sensitivity]) -> Html {
    let currency = named(view, &["choice.currency.", view.answer.currency.code()]);
    let caption = Fill::new(view).words("currency", currency).draw(Message::DoubtTurnsTable);
    let headings = [
        text(view, Message::DoubtTurnsFigure),
        text(view, Message::DoubtTurnsLess),
        text(view, Message::DoubtTurnsMore),
        text(view, Message::DoubtTurnsTips),
    ];
    let difference = |amount: Decimal| all([Html::from(view.locale.number_signed(amount, 0)), favours(view, amount)]);
    let row = |driver: &Sensitivity| {
        [
            rich(&driver_name(view, driver.driver)),
            difference(driver.low.exact()),
            difference(driver.high.exact()),
            rich(&tips(view, driver)),
        ]
        .gather()
    };
    twin(view, caption, headings.gather(), drivers.iter().map(row).collect())
}
