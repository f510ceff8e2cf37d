//! When one portfolio moves: a number, and a handle on a timeline.

use std::rc::Rc;

use yew::html::{onblur, oninput, onpointerup};
use yew::prelude::*;

use super::super::common::{complaint as complaint_of, typed};
use super::timeline::Timeline;
use crate::app::Action;
use crate::app::reach::Section;
use crate::engine::catalogue::{FieldId, Kind, Portfolio, Slot};
use crate::engine::scenario::{Fault, Scenario};
use crate::engine::transition::Begin;
use crate::i18n::{Message, Phrase};
use crate::ui::element::{Several, around, element, listening, present, tag, with};
use crate::ui::report::chart::{anchored, drawing, em, shortened, surface, upright, words_from};
use crate::ui::report::icon::Hue;
use crate::ui::report::words::{Fill, portfolio_name};
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

/// The height of the words above the line, and of the line, in hundredths of the text's size.
const WORDS: i32 = 150;
const LINE: i32 = 170;
/// How many letters of a name stand above the line.
const LETTERS: usize = 22;

/// What it is drawn from.
#[derive(Properties, PartialEq)]
pub(super) struct StartProps {
    /// The view.
    pub(super) view: View,
    /// Where changes go.
    pub(super) dispatch: Dispatch,
    /// When it moves.
    pub(super) begin: Begin,
    /// The months.
    pub(super) timeline: Timeline,
    /// To whom.
    pub(super) offer: Phrase,
    /// Where something is marked on the line.
    pub(super) marks: Vec<i32>,
}

/// What happens to it.
pub(super) enum Event {
    /// A text was typed.
    Typed(String),
    /// The handle was put at a month.
    Slid(String),
    /// It was let go, or left.
    Left,
}

/// A portfolio's start. What is being typed, and where the handle is being put, are its own until it is left: the figures
/// follow when they can.
pub(super) struct Start {
    text: Option<String>,
    slid: Option<String>,
}

impl Component for Start {
    type Message = Event;
    type Properties = StartProps;

    fn create(_: &Context<Start>) -> Start {
        Start { text: None, slid: None }
    }

    fn update(&mut self, ctx: &Context<Start>, event: Event) -> bool {
        let StartProps { dispatch, begin, .. } = ctx.props();
        let slot = slot(begin.portfolio);
        match event {
            Event::Typed(text) => {
                if let Ok(value) = Scenario::parse_text(slot, text.trim()) {
                    dispatch.send(Action::Set(slot, Some(value)));
                }
                self.text = Some(text);
            }
            Event::Slid(text) => {
                if let Ok(value) = Scenario::parse_text(slot, &text) {
                    dispatch.send(Action::Set(slot, Some(value)));
                }
                (self.text, self.slid) = (None, Some(text));
            }
            Event::Left => {
                self.slid = None;
                // What can't be read stays, to be mended.
                self.text = self.text.take().filter(|text| is_unreadable(begin.portfolio, text));
                dispatch.send(Action::Settle);
            }
        }
        true
    }

    fn changed(&mut self, ctx: &Context<Start>, before: &StartProps) -> bool {
        let begin = ctx.props().begin;
        if begin.month != before.begin.month {
            // Where it was changed elsewhere, what was going on here is over.
            self.text = self.text.take().filter(|text| !is_unreadable(begin.portfolio, text));
            self.slid = self.slid.take().filter(|text| *text == begin.month.to_string());
        }
        true
    }

    fn view(&self, ctx: &Context<Start>) -> Html {
        let props = ctx.props();
        let changes = props.changes();
        let mut parts = [self.head(ctx, changes)].gather();
        if !props.view.state.provider.leaves_out(Section::Charts) {
            let slider = if changes { self.slider(ctx) } else { Html::default() };
            parts.push(tag("div", "moving-track", [props.line(), slider]));
        }
        tag("div", "moving-start", parts)
    }
}

impl Start {
    /// Its name, the month as a number, and what that is.
    fn head(&self, ctx: &Context<Start>, changes: bool) -> Html {
        let props = ctx.props();
        let when = with("p", &["class", "id"], ["moving-when".into(), props.id("-when")], [rich(&props.when())]);
        if !changes {
            return tag("div", "moving-head", [around("p", "moving-name", rich(&props.name())), when]);
        }
        let name = Fill::new(&props.view).words("portfolio", props.name()).draw(Message::MovingPlanStart);
        let name = with("label", &["class", "for"], ["moving-name".into(), props.id("")], [name]);
        let complaint = self.complaint(props);
        let number = self.number(ctx, complaint.is_some());
        let of = |words: Phrase| complaint_of(&props.view.locale, props.id("-problem"), true, rich(&words), []);
        // Something stands there always: the box would be made anew beside it, and lose the focus.
        let wrong = complaint.map(of).unwrap_or_default();
        tag("div", "moving-head", [name, number, when, wrong])
    }

    fn number(&self, ctx: &Context<Start>, wrong: bool) -> Html {
        let props = ctx.props();
        let link = ctx.link();
        let about =
            if wrong { [&props.id("-problem"), " ", &props.id("-when")].concat().into() } else { props.id("-when") };
        let values = ["field-input", "number", "numeric"].map(AttrValue::Static);
        let [class, kind, mode] = values.map(Some);
        let (min, max) = props.bounds();
        let values = [class, kind, mode, Some(props.id("")), Some(min), Some(max), Some("1".into()), Some(about)];
        let mut values = values.gather();
        values.push(present(wrong).map(|_| "true".into()));
        let keys = &["class", "type", "inputmode", "id", "min", "max", "step", "aria-describedby", "aria-invalid"];
        let mut input = element("input", keys, values);
        let text = self.text.clone().unwrap_or_else(|| props.begin.month.to_string());
        input.set_value(Some(AttrValue::from(text)));
        listening(
            input,
            [
                Rc::new(oninput::Wrapper::new(link.callback(|event: InputEvent| Event::Typed(typed(&event))))),
                Rc::new(onblur::Wrapper::new(link.callback(|_: FocusEvent| Event::Left))),
            ],
        )
    }

    /// What is wrong with what is being typed.
    fn complaint(&self, props: &StartProps) -> Option<Phrase> {
        let text = self.text.as_deref().map(str::trim).filter(|text| !text.is_empty())?;
        let fault = Scenario::parse_text(slot(props.begin.portfolio), text).err()?;
        let name = Fill::new(&props.view).words("portfolio", props.name()).say(Message::MovingPlanStart);
        let (min, max) = props.bounds();
        let fill = Fill::new(&props.view)
            .text("field", name.plain())
            .text("min", min.to_string())
            .text("max", max.to_string());
        let message = match fault {
            Fault::NotWhole => Message::ProblemNotWhole,
            _ => Message::ProblemBetween,
        };
        Some(fill.say(message))
    }

    /// The handle: a slider, which takes the pointer, fingers and keys.
    fn slider(&self, ctx: &Context<Start>) -> Html {
        let props = ctx.props();
        let link = ctx.link();
        let name = Fill::new(&props.view).words("portfolio", props.name()).say(Message::MovingPlanSlide).plain();
        let max = props.timeline.last_stop().to_string();
        let values = ["moving-slider".into(), "range".into(), props.id("-slider"), "1".into(), max.into(), "1".into()];
        let mut values: Vec<Option<AttrValue>> = values.gather().into_iter().map(Some).collect();
        values.extend([Some(name.into()), Some(props.when().plain().into())]);
        let keys = &["class", "type", "id", "min", "max", "step", "aria-label", "aria-valuetext"];
        let mut input = element("input", keys, values);
        let stop = self.slid.clone().unwrap_or_else(|| props.timeline.stop(props.begin.month).to_string());
        input.set_value(Some(AttrValue::from(stop)));
        // A row of arrow keys is one step, until the handle is left.
        listening(
            input,
            [
                Rc::new(oninput::Wrapper::new(link.callback(|event: InputEvent| Event::Slid(typed(&event))))),
                Rc::new(onpointerup::Wrapper::new(link.callback(|_: PointerEvent| Event::Left))),
                Rc::new(onblur::Wrapper::new(link.callback(|_: FocusEvent| Event::Left))),
            ],
        )
    }
}

impl StartProps {
    /// Whether it can be changed here.
    fn changes(&self) -> bool {
        let (state, slot) = (&self.view.state, slot(self.begin.portfolio));
        !self.view.printing && !state.is_locked(slot) && !state.provider.hides(slot)
    }

    fn id(&self, end: &str) -> AttrValue {
        ["decide-moving-", self.begin.portfolio.id(), end].concat().into()
    }

    fn name(&self) -> Phrase {
        portfolio_name(&self.view, self.begin.portfolio)
    }

    fn bounds(&self) -> (AttrValue, AttrValue) {
        match FieldId::MoveStarts.row().kind {
            Kind::Number { min, max, .. } => (min.to_string().into(), max.to_string().into()),
            _ => Default::default(),
        }
    }

    /// When it moves, in words.
    fn when(&self) -> Phrase {
        let beyond = self.begin.month > self.timeline.horizon;
        let fill = Fill::new(&self.view)
            .text("month", self.begin.month.to_string())
            .text("date", self.view.locale.date(self.begin.day))
            .text("horizon", self.timeline.horizon.to_string());
        fill.say(if beyond { Message::MovingPlanBeyond } else { Message::MovingPlanFrom })
    }

    /// Direct up to the start, then the offer.
    fn line(&self) -> Html {
        let start = self.timeline.at_month(self.begin.month);
        let bar = |hue, from, to| surface(hue, from, to, em(WORDS), em(LINE));
        let mut parts = Vec::new();
        // Names where there is room for them.
        let name = |hue: Hue, x, anchor, words| {
            let words = anchored("chart-text chart-strong chart-channel", x, em(WORDS - 45), anchor, words);
            with("g", &["data-hue"], [hue.id().into()], [words])
        };
        if start > 0 {
            parts.push(bar(Hue::Direct, 0, start));
        }
        if start < 1000 {
            parts.push(bar(Hue::Indirect, start, 1000));
        }
        if start > 180 {
            let direct = self.view.locale.text(Message::ChannelDirect).to_string();
            parts.push(name(Hue::Direct, 0, "start", direct));
        }
        if start < 700 {
            parts.push(name(Hue::Indirect, 1000, "end", shortened(&self.offer.plain(), LETTERS)));
        }
        parts.extend(self.marks.iter().map(|mark| upright("chart-mark", *mark, WORDS - 30, WORDS + LINE + 30)));
        let id = self.id("-line");
        drawing("chart-svg moving-line", &id, self.name().plain(), self.when().plain(), WORDS + LINE + 40, parts)
    }
}

/// The years below the lines.
pub(super) fn axis(timeline: Timeline) -> Html {
    let year = |(x, year): (i32, i32)| {
        tag("g", "", [upright("bar-tick", x, 0, 120), words_from("bar-label", x, 115, year.to_string())])
    };
    let years: Vec<Html> = timeline.years().into_iter().map(year).collect();
    let values = ["chart-svg moving-axis".into(), "true".into(), em(140)];
    around("div", "moving-track", with("svg", &["class", "aria-hidden", "height"], values, years))
}

/// Whether a text is there and is no month.
fn is_unreadable(portfolio: Portfolio, text: &str) -> bool {
    !text.trim().is_empty() && Scenario::parse_text(slot(portfolio), text.trim()).is_err()
}

/// The place of a portfolio's start in the scenario.
fn slot(portfolio: Portfolio) -> Slot {
    Slot::portfolio(FieldId::MoveStarts, portfolio)
}
