//! What was then and what is now: in a few sentences, then figure by figure, each difference with what caused it.

use rust_decimal::{Decimal, RoundingStrategy};
use yew::prelude::*;

use super::super::common::{cell, group, heading, name_of_row, row};
use super::causes::{cause, causes, requirement};
use super::picture::picture;
use super::{Pair, name};
use crate::engine::attribution::{Attribution, Circumstances, Figure, FigureId, Item, ModelOutcome, Outcome, Part};
use crate::engine::date::Date;
use crate::engine::eligibility::Model;
use crate::engine::report::{BreakEvenKind, Caution, Choice, Enforcement, Status, Verdict};
use crate::engine::situation::ChannelId;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, all, around, list, spaced, with};
use crate::ui::report::costs::shows;
use crate::ui::report::words::{DASH, Fill, channel_name, named, sided, text};
use crate::ui::rich::rich;

/// The two sides of a comparison.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sides {
    /// What they are called, as headings of columns.
    pub(super) names: [Message; 2],
    /// The id of the chart.
    pub(super) chart: &'static str,
    /// The id of its drawing.
    pub(super) drawing: &'static str,
}

/// The comparison.
pub(super) fn told(view: &View, pair: &Pair, of: &Attribution, sides: &Sides) -> Html {
    let between = Fill::new(view)
        .words("then", circumstances(view, &pair.then))
        .words("now", circumstances(view, &pair.now))
        .draw(Message::RulesInTimeBetween);
    if of.items.is_empty() {
        return all([around("p", "muted", between), around("p", "", text(view, Message::RulesInTimeSame))]);
    }
    let outcomes: Vec<Html> = outcomes(view, pair, of).iter().map(|words| around("li", "", rich(words))).collect();
    let changed: Vec<&Figure> = figures(of).collect();
    let mut sentences: Vec<Html> = finding(view, of).iter().map(rich).collect();
    let difference = of.figure(FigureId::Difference);
    let moved = difference.filter(|figure| figure.whole().is_some_and(shows));
    // A difference that moves has a picture under its sentence.
    let picture = match (moved, difference_in_words(view, of)) {
        (Some(figure), Some(words)) => picture(view, figure, sides, rich(&words)),
        (_, words) => {
            sentences.extend(words.iter().map(rich));
            Html::default()
        }
    };
    let parts = [
        around("p", "muted", between),
        around("p", "rules-finding", spaced(sentences)),
        picture,
        if outcomes.is_empty() { Html::default() } else { list("rules-outcomes", outcomes) },
        if changed.is_empty() {
            around("p", "", text(view, Message::RulesInTimeNoFigure))
        } else {
            table(view, &changed, sides.names)
        },
    ];
    all(parts)
}

/// Rules and a day, inside a sentence.
fn circumstances(view: &View, of: &Circumstances) -> Phrase {
    let fill = Fill::new(view).words("rules", name(view, of.rules)).text("date", view.locale.date(of.day));
    fill.say(Message::RulesInTimeRulesOn)
}

/// The advice, and whether direct is open.
fn finding(view: &View, of: &Attribution) -> Vec<Phrase> {
    let two = |then: Phrase, now: Phrase, same: bool, [stays, goes]: [Message; 2]| {
        Fill::new(view).words("then", then).words("now", now).say(if same { stays } else { goes })
    };
    let advice = &of.choice;
    let verdict = &of.direct.verdict;
    vec![
        two(
            choice(view, advice.then),
            choice(view, advice.now),
            advice.then == advice.now,
            [Message::RulesInTimeAdviceStays, Message::RulesInTimeAdviceGoes],
        ),
        two(
            verdict_name(view, verdict.then),
            verdict_name(view, verdict.now),
            verdict.then == verdict.now,
            [Message::RulesInTimeDirectStays, Message::RulesInTimeDirectGoes],
        ),
    ]
}

/// The difference, with what changed it most.
fn difference_in_words(view: &View, of: &Attribution) -> Option<Phrase> {
    let figure = of.figure(FigureId::Difference)?;
    let (then, now) = (figure.then?, figure.now?);
    let most = figure.parts.iter().max_by_key(|part| part.change.unwrap_or_default().abs());
    let fill = Fill::new(view)
        .text("then", sided(view, then))
        .text("now", sided(view, now))
        .words("cause", most.map(|part| cause(view, part.item)).unwrap_or_default());
    Some(fill.say(match figure.parts.len() {
        _ if !shows(now - then) => Message::RulesInTimeDifferenceStays,
        1 => Message::RulesInTimeDifferenceThrough,
        _ => Message::RulesInTimeDifferenceMost,
    }))
}

fn choice(view: &View, choice: Choice) -> Phrase {
    let message = match choice {
        Choice::Direct => Message::RulesInTimeChoiceDirect,
        Choice::Indirect => Message::RulesInTimeChoiceIndirect,
        Choice::Mix => Message::RulesInTimeChoiceMix,
        Choice::Even => Message::RulesInTimeChoiceEven,
    };
    view.locale.say(message, &[])
}

fn verdict_name(view: &View, verdict: Verdict) -> Phrase {
    let id = match verdict {
        Verdict::Eligible => "eligible",
        Verdict::NotEligible => "not_eligible",
        Verdict::Unconfirmed => "unconfirmed",
    };
    named(view, &["verdict.", id])
}

/// What isn't a number and has changed, a sentence each.
fn outcomes(view: &View, pair: &Pair, of: &Attribution) -> Vec<Phrase> {
    let say = |message| view.locale.say(message, &[]);
    let told = Told { view };
    let mut rows = Vec::new();
    rows.extend(told.changed(say(Message::RulesInTimeAdvice), &of.choice, |of| choice(view, *of)));
    let yes_no = |yes: &bool| say(if *yes { Message::FactYes } else { Message::FactNo });
    rows.extend(told.changed(say(Message::RulesInTimeRuledOut), &of.direct_ruled_out, yes_no));
    let best = say(Message::RulesInTimeBestOffer);
    rows.extend(told.changed(best, &of.best_offer, |channel| channel_name(view, *channel)));
    for (model, outcome) in [(Model::Direct, &of.direct), (Model::Indirect, &of.indirect)] {
        told.model(model, outcome, &mut rows);
    }
    for (offer, outcome) in &of.break_even {
        let name = told.of(say(Message::ReportBreakEvenTitle), *offer);
        rows.extend(told.changed(name, outcome, |kind| kind.map_or(Phrase::from(DASH), |kind| told.kind(kind))));
    }
    let dates = say(Message::RulesInTimeEnforcement);
    rows.extend(told.changed(dates, &of.enforcement, |dates| told.dates(dates.as_ref())));
    for (caution, outcome) in of.cautions.iter().filter(|(_, outcome)| outcome.then != outcome.now) {
        rows.push(told.caution(*caution, outcome, pair));
    }
    rows
}

/// What outcomes are told with.
struct Told<'a> {
    view: &'a View,
}

impl Told<'_> {
    /// A change, with what caused it; nothing where there is none.
    fn changed<T: PartialEq>(&self, what: Phrase, of: &Outcome<T>, words: impl Fn(&T) -> Phrase) -> Option<Phrase> {
        let fill = Fill::new(self.view)
            .words("what", what)
            .words("then", words(&of.then))
            .words("now", words(&of.now))
            .words("causes", causes(self.view, of.by.iter().map(|(item, _)| *item)));
        (of.then != of.now).then(|| fill.say(Message::RulesInTimeOutcome))
    }

    fn model(&self, model: Model, of: &ModelOutcome, rows: &mut Vec<Phrase>) {
        let (open, earliest) = match model {
            Model::Direct => (Message::ChannelDirect, Message::RulesInTimeEarliestDirect),
            Model::Indirect => (Message::ChannelIndirect, Message::RulesInTimeEarliestIndirect),
        };
        let say = |message| self.view.locale.say(message, &[]);
        rows.extend(self.changed(say(open), &of.verdict, |verdict| verdict_name(self.view, *verdict)));
        rows.extend(self.changed(say(earliest), &of.earliest, |day| self.day(*day)));
        let (asked, unasked) = match model {
            Model::Direct => (Message::RulesInTimeAskedDirect, Message::RulesInTimeUnaskedDirect),
            Model::Indirect => (Message::RulesInTimeAskedIndirect, Message::RulesInTimeUnaskedIndirect),
        };
        // What is asked by one side only says by that what caused it.
        let (mut new, mut gone) = (Vec::new(), Vec::new());
        for (id, outcome) in &of.requirements {
            let name = requirement(self.view, model, *id);
            let with_status = |status: Status| {
                let fill = Fill::new(self.view).words("name", name.clone()).words("status", self.status(status));
                fill.say(Message::RulesInTimeNamedStatus)
            };
            match (outcome.then, outcome.now) {
                (None, Some(status)) => new.push(with_status(status)),
                (Some(status), None) => gone.push(with_status(status)),
                (Some(_), Some(_)) => {
                    let name = cause(self.view, Item::Requirement(model, *id));
                    let words = |status: &Option<Status>| status.map(|of| self.status(of)).unwrap_or_default();
                    rows.extend(self.changed(name, outcome, words));
                }
                (None, None) => {}
            }
        }
        for (names, message) in [(new, asked), (gone, unasked)] {
            if !names.is_empty() {
                let list = self.view.locale.all_of(&names);
                rows.push(Fill::new(self.view).words("list", list).say(message));
            }
        }
    }

    fn status(&self, status: Status) -> Phrase {
        let id = match status {
            Status::Met => "met",
            Status::NotMet => "not_met",
            Status::Unknown => "unknown",
            Status::Waived => "waived",
        };
        named(self.view, &["status.", id])
    }

    fn day(&self, day: Option<Date>) -> Phrase {
        match day {
            Some(day) => self.view.locale.date(day).into(),
            None => self.view.locale.say(Message::RulesInTimeNever, &[]),
        }
    }

    fn dates(&self, dates: Option<&Enforcement>) -> Phrase {
        let Some(dates) = dates else { return DASH.into() };
        let days = [dates.anniversary, dates.suspended, dates.revoked];
        self.view.locale.all_of(&days.map(|day| Phrase::from(self.view.locale.date(day))))
    }

    fn kind(&self, kind: BreakEvenKind) -> Phrase {
        let message = match kind {
            BreakEvenKind::DirectAbove => Message::RulesInTimeKindAbove,
            BreakEvenKind::DirectBelow => Message::RulesInTimeKindBelow,
            BreakEvenKind::AlwaysDirect => Message::RulesInTimeKindDirect,
            BreakEvenKind::AlwaysIndirect => Message::RulesInTimeKindIndirect,
            BreakEvenKind::Equal => Message::RulesInTimeKindEqual,
        };
        self.view.locale.say(message, &[])
    }

    /// Something to mind that holds by one side only, as it is said there.
    fn caution(&self, caution: Caution, of: &Outcome<bool>, pair: &Pair) -> Phrase {
        let (rules, message) = match of.now {
            true => (pair.now.rules, Message::RulesInTimeCautionNow),
            false => (pair.then.rules, Message::RulesInTimeCautionGone),
        };
        let fill = Fill::new(self.view)
            .text("review_by", self.view.locale.date(rules.review_by))
            .text("threshold", self.view.locale.usd(Decimal::from(rules.revenue_threshold().unwrap_or(0))))
            .text("ttm", self.view.locale.usd(self.view.answer.ttm_usd.value.exact()));
        let words = Message::by_name(&["caution.", caution.id()].concat()).map(|words| fill.say(words));
        Fill::new(self.view)
            .words("caution", words.unwrap_or_default())
            .words("causes", causes(self.view, of.by.iter().map(|(item, _)| *item)))
            .say(message)
    }

    fn of(&self, figure: Phrase, channel: ChannelId) -> Phrase {
        let fill = Fill::new(self.view).words("field", figure).words("offer", channel_name(self.view, channel));
        fill.say(Message::LabelWithOffer)
    }

    /// The name of a figure.
    fn name(&self, id: FigureId) -> Phrase {
        let view = self.view;
        let say = |message| view.locale.say(message, &[]);
        let channel = |channel, message| Fill::new(view).words("channel", channel_name(view, channel)).say(message);
        say(match id {
            FigureId::Ttm => Message::RequirementRevenueName,
            FigureId::Line(of, line) => return self.of(named(view, &["line.", line.id(), ".name"]), of),
            FigureId::Net(of) => return channel(of, Message::StepNetOf),
            FigureId::WorkingCapital(of) => return channel(of, Message::ReportCostsCapital),
            FigureId::Difference => Message::ReportCostsNetDirect,
            FigureId::DifferenceCash => Message::ReportCostsCash,
            FigureId::DifferenceFirstYear => Message::ReportCostsFirstYear,
            FigureId::HoursFreed => Message::ReportCostsHours,
            FigureId::HoursValue => Message::ReportCostsHoursValue,
            FigureId::BreakEven(of) => return self.of(say(Message::StepBreakEven), of),
            FigureId::OpensAt(_) => Message::StepOpensAt,
            FigureId::PaysFrom(of) => return self.of(say(Message::RulesInTimePaysFrom), of),
            FigureId::MixNet => Message::RulesInTimeMixNet,
            FigureId::MixGain => Message::StepMixGain,
            FigureId::MixNetAllowed => Message::RulesInTimeMixAllowed,
            FigureId::YearNet(of, year) => {
                let fill = Fill::new(view).words("channel", channel_name(view, of)).text("year", year.to_string());
                return fill.say(Message::RulesInTimeYear);
            }
            FigureId::Npv(of) => return channel(of, Message::RulesInTimePresentValue),
            FigureId::OneOff => Message::StepOneOff,
            FigureId::Liquidity => Message::RulesInTimeLiquidity,
            FigureId::Trough => Message::RulesInTimeTrough,
            FigureId::PaybackMonth => Message::RulesInTimePayback,
        })
    }

    /// A figure as it is reported, in whole units.
    fn written(&self, id: FigureId, value: Decimal) -> String {
        let locale = &self.view.locale;
        match id {
            FigureId::Ttm => locale.usd(value),
            FigureId::HoursFreed | FigureId::PaybackMonth => locale.number(value, 0),
            _ => crate::ui::report::words::figure(self.view, value),
        }
    }

    /// A change of it, with its sign.
    fn change(&self, id: FigureId, value: Decimal) -> String {
        let locale = &self.view.locale;
        match id {
            FigureId::Ttm => [if value < Decimal::ZERO { "\u{2212}" } else { "+" }, &locale.usd(value.abs())].concat(),
            FigureId::HoursFreed | FigureId::PaybackMonth => locale.number_signed(value, 0),
            _ => locale.money_signed(value, self.view.answer.currency),
        }
    }
}

/// The figures that have changed. From which revenue direct is open is the same beside each offer.
fn figures(of: &Attribution) -> impl Iterator<Item = &Figure> {
    of.figures
        .iter()
        .filter(|figure| !figure.parts.is_empty())
        .filter(|figure| !matches!(figure.id, FigureId::OpensAt(offer) if offer != ChannelId::Offer(0)))
}

fn table(view: &View, figures: &[&Figure], [then, now]: [Message; 2]) -> Html {
    let names = [Message::RulesInTimeFigure, then, now, Message::LineDifferenceName];
    let headings = names.map(|message| heading(text(view, message)));
    let mut groups =
        [around("caption", "", text(view, Message::RulesInTimeTable)), group("thead", [row(headings)])].gather();
    groups.extend(figures.iter().map(|figure| {
        let values = ["rowgroup".into(), "rules-figure".into()];
        with("tbody", &["role", "class"], values, rows(view, figure, names))
    }));
    with("table", &["class", "role"], ["costs rules-table".into(), "table".into()], groups)
}

/// A figure, then what its difference is made of.
fn rows(view: &View, figure: &Figure, [_, then, now, difference]: [Message; 4]) -> Vec<Html> {
    let told = Told { view };
    let or_dash = |value: Option<Decimal>| value.map_or(DASH.to_string(), |value| told.written(figure.id, value));
    let whole = figure.whole().map_or(DASH.to_string(), |whole| told.change(figure.id, whole));
    let cell = |label, words: String| cell(view, "", label, Html::from(words));
    let cells = [
        name_of_row(rich(&told.name(figure.id))),
        cell(then, or_dash(figure.then)),
        cell(now, or_dash(figure.now)),
        cell(difference, whole),
    ];
    let mut rows = vec![row(cells)];
    rows.extend(
        figure.parts.iter().map(|part| part_row(view, &cause(view, part.item), part_words(&told, figure.id, part))),
    );
    let rest = rounding(figure);
    if !rest.is_zero() {
        let name = view.locale.say(Message::ReceiptRounding, &[]);
        rows.push(part_row(view, &name, told.change(figure.id, rest)));
    }
    rows
}

/// What an item changes, in a row of its own.
fn part_row(view: &View, name: &Phrase, words: String) -> Html {
    let cells = [
        with("th", &["role", "scope", "colspan"], ["rowheader".into(), "row".into(), "3".into()], [rich(name)]),
        cell(view, "", Message::LineDifferenceName, Html::from(words)),
    ];
    with("tr", &["role", "class"], ["row".into(), "rules-part".into()], cells)
}

fn part_words(told: &Told<'_>, id: FigureId, part: &Part) -> String {
    match (part.change, part.after) {
        (Some(change), Some(_)) => told.change(id, change),
        (_, Some(after)) => {
            let fill = Fill::new(told.view).text("amount", told.written(id, after));
            fill.say(Message::RulesInTimeAppears).plain()
        }
        (_, None) => told.view.locale.text(Message::RulesInTimeGone).to_string(),
    }
}

/// What the difference as it is shown is more than its parts as they are shown.
fn rounding(figure: &Figure) -> Decimal {
    let shown = |amount: Decimal| amount.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    let parts: Decimal = figure.parts.iter().filter_map(|part| part.change).map(shown).sum();
    figure.whole().map_or(Decimal::ZERO, |whole| shown(whole) - parts)
}
