//! A field that is typed in: an amount, a percentage, a number, a name, a day.
//!
//! The text being typed is the component's own; the value it means goes to the state at once. While it is typed the text
//! is never changed. Afterwards it is written out, but only when there was one way to read it: what is wrong stays as it
//! was typed, and so does the value in the scenario.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use rust_decimal::Decimal;
use web_sys::HtmlInputElement;
use yew::html::Scope;
use yew::html::{onblur, onfocus, oninput};
use yew::prelude::*;

use crate::app::Action;
use crate::browser::document;
use crate::engine::catalogue::{FieldId, Kind, Portfolio, Slot};
use crate::engine::currency::Currency;
use crate::engine::date::Date;
use crate::engine::scenario::{FIRST_DAY, LAST_DAY, Value};
use crate::entry::{Kind as EntryKind, Problem};
use crate::i18n::{Locale, Message, Phrase};
use crate::ui::Dispatch;
use crate::ui::element::{all, button, element, flag, listening, present, tag, unseen, with};
use crate::ui::rich::{self, rich};

use super::origin::Origin;
use super::reading::{Read, Reader, Wrong};
use super::typing::{Draft, Step, Typing};
use super::words;
use super::{Place, Subject, frame};

/// How long nothing is typed before what is wrong with it is said, in milliseconds.
const PATIENCE: u32 = 1_200;

/// What an entry is drawn from; small, so that comparing it is cheap.
#[derive(Clone, Properties, PartialEq)]
pub(super) struct EntryProps {
    /// What it is about.
    pub subject: Subject,
    /// How it stands on the page.
    pub place: Place,
    /// What was stated.
    pub value: Option<Value>,
    /// What counts when nothing is.
    pub default: Option<Value>,
    /// The scenario's currency.
    pub currency: Currency,
    /// How often the scenario was replaced as a whole.
    pub opened: u32,
    /// The language.
    pub locale: Locale,
    /// Where changes go.
    pub dispatch: Dispatch,
}

impl EntryProps {
    fn reader(&self) -> Reader {
        Reader { slot: self.subject.slot(), currency: self.currency, language: self.locale.language }
    }

    fn label(&self) -> Phrase {
        match self.subject {
            Subject::At(slot) => words::label_of(&self.locale, slot),
            Subject::TotalRevenue => words::label(&self.locale, FieldId::Revenue),
        }
    }

    /// The text as long as nothing is being typed.
    fn text(&self) -> String {
        let reader = self.reader();
        match (&self.value, &self.default) {
            (Some(value), _) => reader.write(value),
            (None, Some(default)) => reader.write_default(default),
            (None, None) => String::new(),
        }
    }

    /// Sends what was read, and returns the value that the scenario has then.
    fn send(&self, read: &Read) -> Option<Value> {
        match read {
            Read::Ask(_) | Read::Wrong(_) => {
                self.dispatch.send(Action::Unread(self.subject.slot(), true));
                self.value.clone()
            }
            Read::Empty => {
                self.clear();
                None
            }
            Read::Value { value, .. } => {
                self.set(value.clone());
                Some(value.clone())
            }
        }
    }

    fn set(&self, value: Value) {
        match (self.subject, value) {
            (Subject::At(slot), value) => self.dispatch.send(Action::Set(slot, Some(value))),
            (Subject::TotalRevenue, Value::Number(total)) => self.dispatch.send(Action::SetTotal(total)),
            (Subject::TotalRevenue, _) => {}
        }
    }

    /// Back to the default.
    fn clear(&self) {
        match self.subject {
            Subject::At(slot) => self.dispatch.send(Action::Set(slot, None)),
            Subject::TotalRevenue => {
                for portfolio in Portfolio::ALL {
                    self.dispatch.send(Action::Set(Slot::portfolio(FieldId::Revenue, portfolio), None));
                }
            }
        }
    }
}

/// What happens to an entry.
pub(super) enum Event {
    /// Its text was changed.
    Typed(String),
    /// Its value was chosen with a button; none is back to the default.
    Chosen(Option<Value>),
    /// It got or lost the focus, or nothing was typed for a while.
    Step(Step),
}

/// A field that is typed in.
pub(super) struct Entry {
    typing: Typing,
    /// Until what is wrong is said.
    patience: Option<Timeout>,
}

impl Component for Entry {
    type Message = Event;
    type Properties = EntryProps;

    fn create(_: &Context<Entry>) -> Entry {
        Entry { typing: Typing::default(), patience: None }
    }

    fn update(&mut self, ctx: &Context<Entry>, event: Event) -> bool {
        let props = ctx.props();
        let before = self.typing.clone();
        let step = match event {
            Event::Typed(text) => {
                let read = props.reader().read(&text);
                let value = props.send(&read);
                let unreadable = read.is_unreadable();
                Step::Typed(Draft { text, unreadable, active: true, value, opened: props.opened })
            }
            Event::Chosen(value) => {
                // The button that was pressed is gone afterwards.
                document::keep_focus(&props.subject.id());
                match value {
                    Some(value) => props.set(value),
                    None => props.clear(),
                }
                Step::Taken
            }
            Event::Step(step) => step,
        };
        self.typing = self.typing.after(step);
        self.settle(ctx);
        self.typing != before
    }

    fn changed(&mut self, ctx: &Context<Entry>, _: &EntryProps) -> bool {
        self.settle(ctx);
        true
    }

    fn view(&self, ctx: &Context<Entry>) -> Html {
        let props = ctx.props();
        let draft = self.typing.draft(props.value.as_ref(), props.opened);
        let text = draft.map_or_else(|| props.text(), |draft| draft.text.clone()).into();
        let read = draft.map(|draft| props.reader().read(&draft.text));
        let complains = self.typing.complains && draft.is_some_and(|draft| draft.unreadable);
        Shown { props, link: ctx.link(), read, complains }.draw(text)
    }
}

impl Entry {
    /// Drops a text that is no longer about the value, and waits before complaining about one that can't be read.
    fn settle(&mut self, ctx: &Context<Entry>) {
        let props = ctx.props();
        let draft = self.typing.draft(props.value.as_ref(), props.opened);
        if draft.is_none() && self.typing.draft.is_some() {
            // Then nothing about it is wrong any more.
            props.dispatch.send(Action::Unread(props.subject.slot(), false));
            self.typing = Typing::default();
        }
        let waits = self.typing.draft.as_ref().is_some_and(|draft| draft.unreadable) && !self.typing.complains;
        let link = ctx.link().clone();
        // Whatever is typed next drops the timer.
        self.patience = waits.then(|| Timeout::new(PATIENCE, move || link.send_message(Event::Step(Step::Waited))));
    }
}

/// The attributes of a control, in the order of their values.
const INPUT_KEYS: &[&str] = &[
    "class",
    "data-width",
    "id",
    "name",
    "type",
    "inputmode",
    "autocomplete",
    "autocapitalize",
    "spellcheck",
    "enterkeyhint",
    "aria-labelledby",
    "aria-describedby",
    "aria-invalid",
    "min",
    "max",
];

/// How an entry stands right now.
struct Shown<'a> {
    props: &'a EntryProps,
    /// Where what happens goes.
    link: &'a Scope<Entry>,
    /// What the text means, while it is being typed.
    read: Option<Read>,
    /// Whether what is wrong is said already.
    complains: bool,
}

impl Shown<'_> {
    fn draw(&self, text: AttrValue) -> Html {
        let props = self.props;
        let stated = match &self.read {
            Some(Read::Value { .. }) => true,
            Some(Read::Empty) => false,
            _ => props.value.is_some(),
        };
        let origin = Origin::of(props.subject.slot(), stated);
        let back = frame::origin(&props.locale, origin, &props.label(), Some(self.reset()));
        let control = tag("div", "field-box", [self.input(text), self.unit(), back]);
        let parts = [self.label(), control, self.complaint(), self.echo()];
        with("div", &["class", "data-from"], ["field".into(), origin.id().into()], parts)
    }

    fn id(&self, end: &str) -> AttrValue {
        [&self.props.subject.id(), end].concat().into()
    }

    fn label(&self) -> Html {
        let EntryProps { subject, place, currency, locale, .. } = self.props;
        let slot = subject.slot();
        let label = |words| with("label", &["class", "for"], ["field-label".into(), subject.id()], [words]);
        match place {
            Place::Cell => Html::default(),
            Place::Row => label(portfolio(locale, slot)),
            Place::Alone => {
                let hint = frame::hint_text(locale, slot, Some(self.id("-hint")));
                let hint = frame::hint(locale, &self.props.label(), hint);
                all([label(words::label_with_unit(locale, slot.field, *currency)), hint])
            }
        }
    }

    fn input(&self, text: AttrValue) -> Html {
        let props = self.props;
        let slot = props.subject.slot();
        let id = props.subject.id();
        let hint = if props.place == Place::Alone { [" ", &id, "-hint"].concat() } else { String::new() };
        let problem = if self.complains { [" ", &id, "-problem"].concat() } else { String::new() };
        let about = AttrValue::from([&id, "-echo", &hint, &problem].concat());
        let labelled = (props.place == Place::Cell).then(|| labels_of_cell(slot));
        let (kind, mode) = match (slot.row().kind, props.reader().kind()) {
            (Kind::Date, _) => ("date", None),
            (Kind::Number { .. }, EntryKind::Whole) => ("text", Some("numeric")),
            // A phone's keyboard for decimals has no minus sign.
            (Kind::Number { min, .. }, _) if min.is_sign_negative() && !min.is_zero() => ("text", None),
            (Kind::Number { .. }, _) => ("text", Some("decimal")),
            _ => ("text", None),
        };
        let limit = |day: Date| (kind == "date").then(|| AttrValue::from(day.to_string()));
        let width = if matches!(slot.row().kind, Kind::Name) { "wide" } else { "narrow" };
        let fixed = |text: &'static str| Some(AttrValue::Static(text));
        let values = [
            fixed("field-input"),
            fixed(width),
            Some(id),
            props.subject.name(),
            fixed(kind),
            mode.map(AttrValue::Static),
            fixed("off"),
            fixed("off"),
            fixed("false"),
            fixed("next"),
            labelled,
            Some(about),
            self.complains.then_some(AttrValue::Static("true")),
            limit(FIRST_DAY),
            limit(LAST_DAY),
        ];
        let mut control = element("input", INPUT_KEYS, values);
        control.set_value(Some(text));
        let on_input = self.link.callback(|event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            Event::Typed(input.map(|input| input.value()).unwrap_or_default())
        });
        let on_blur = self.link.callback(|_| Event::Step(Step::Left));
        let on_focus = self.link.callback(|_| Event::Step(Step::Entered));
        listening(
            control,
            [
                Rc::new(oninput::Wrapper::new(on_input)),
                Rc::new(onblur::Wrapper::new(on_blur)),
                Rc::new(onfocus::Wrapper::new(on_focus)),
            ],
        )
    }

    fn unit(&self) -> Html {
        let EntryProps { subject, locale, currency, .. } = self.props;
        let unit = words::unit_of_box(locale, subject.slot().field, *currency);
        if unit.is_empty() {
            return Html::default();
        }
        with("span", &["class", "aria-hidden"], ["field-unit".into(), flag(true)], [Html::from(unit)])
    }

    /// How the text was read. It is there even when it is empty, as the control refers to it.
    fn echo(&self) -> Html {
        let (text, liberty) = self.echo_text();
        let values = [Some("field-echo".into()), Some(self.id("-echo")), present(liberty)];
        let mut echo = element("p", &["class", "id", "data-liberty"], values);
        echo.add_child(rich(&text));
        echo.into()
    }

    fn echo_text(&self) -> (Phrase, bool) {
        let props = self.props;
        let (locale, reader) = (&props.locale, props.reader());
        let (value, liberty) = match &self.read {
            Some(Read::Value { value, liberty }) => (Some(value), *liberty),
            Some(Read::Ask(_) | Read::Wrong(_)) => return (Phrase::default(), false),
            Some(Read::Empty) => {
                let counts = props.default.as_ref().map(|default| words::default_counts(locale, reader, default));
                return (counts.unwrap_or_else(|| locale.text(Message::FormNotKnown).into()), false);
            }
            None => (props.value.as_ref(), false),
        };
        let text = match (value, &props.default) {
            (Some(Value::Number(number)), _) if is_echoed(reader, liberty) => {
                words::echo(locale, reader, *number).into()
            }
            (Some(Value::Date(date)), _) => locale.date(*date).into(),
            (Some(_), _) => Phrase::default(),
            (None, Some(Value::Number(number))) => {
                words::echo_of_default(locale, reader, *number).map_or_else(Phrase::default, Phrase::from)
            }
            (None, Some(Value::Date(date))) => words::default_counts(locale, reader, &Value::Date(*date)),
            (None, Some(_)) => Phrase::default(),
            (None, None) => locale.text(Message::FormNotKnown).into(),
        };
        (text, liberty)
    }

    /// What is wrong, or which of two is meant, with what would mend it as buttons.
    fn complaint(&self) -> Html {
        let EntryProps { locale, .. } = self.props;
        let reader = self.props.reader();
        match &self.read {
            Some(Read::Ask(numbers)) if self.complains => {
                self.offer(&words::ask(locale, reader, *numbers), false, numbers)
            }
            Some(Read::Wrong(wrong)) if self.complains => {
                let text = words::problem(locale, reader, *wrong);
                match wrong {
                    Wrong::Number(Problem::Decimals { suggestion } | Problem::Whole { suggestion }) => {
                        self.offer(&text, true, &[*suggestion])
                    }
                    _ => self.offer(&text, true, &[]),
                }
            }
            Some(Read::Value { value: Value::Number(number), .. }) => match reader.percent_meant(*number) {
                Some(meant) => {
                    let [value, suggestion] = [*number, meant].map(|number| words::choice(locale, reader, number));
                    let args = [("value", (&value).into()), ("suggestion", (&suggestion).into())];
                    self.offer(&locale.say(Message::EchoSmallPercent, &args), false, &[meant])
                }
                None => Html::default(),
            },
            _ => Html::default(),
        }
    }

    fn offer(&self, text: &Phrase, wrong: bool, numbers: &[Decimal]) -> Html {
        let EntryProps { locale, .. } = self.props;
        let reader = self.props.reader();
        let id = self.id("-problem");
        let mut words = Vec::new();
        if wrong {
            words.push(unseen([rich::text(locale, Message::ProblemPrefix), Html::from(" ")]));
        }
        words.push(rich(text));
        let values = [Some("complaint".into()), present(wrong), Some("group".into()), Some(id.clone())];
        let mut complaint = element("div", &["class", "data-wrong", "role", "aria-labelledby"], values);
        complaint.add_child(with("p", &["class", "id"], ["complaint-text".into(), id], words));
        for number in numbers {
            let (link, value) = (self.link.clone(), *number);
            let name = [Html::from(words::choice(locale, reader, *number))];
            complaint.add_child(button("form-button", name, move || {
                link.send_message(Event::Chosen(Some(Value::Number(value))));
            }));
        }
        complaint.into()
    }

    fn reset(&self) -> Callback<()> {
        self.link.callback(|()| Event::Chosen(None))
    }
}

/// Whether it is shown how a number was read, even if nothing about it is strange: of amounts and percentages always.
fn is_echoed(reader: Reader, liberty: bool) -> bool {
    liberty || matches!(reader.kind(), EntryKind::Money { .. } | EntryKind::Percent)
}

fn portfolio(locale: &Locale, slot: Slot) -> Html {
    let message = slot.portfolio.and_then(|portfolio| Message::by_name(&["portfolio.", portfolio.id()].concat()));
    message.map_or_else(Html::default, |message| rich(&locale.say(message, &[])))
}

/// The ids of the caption, the row's and the column's heading of a cell in the table of margins.
fn labels_of_cell(slot: Slot) -> AttrValue {
    let column = super::column_id(slot);
    let row = slot.portfolio.map(super::row_id).unwrap_or_default();
    ["margins-caption ", &row, " ", &column].concat().into()
}
