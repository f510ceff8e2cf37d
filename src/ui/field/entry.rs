//! A field that is typed in: an amount, a percentage, a number, a name, a day.
//!
//! The text being typed is the component's own; the value it means goes to the state at once. While it is typed the text
//! is never changed. Afterwards it is written out, but only when there was one way to read it: what is wrong stays as it
//! was typed, and so does the value in the scenario.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use rust_decimal::Decimal;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::app::Action;
use crate::engine::catalogue::{FieldId, Kind, Portfolio, Slot};
use crate::engine::currency::Currency;
use crate::engine::date::Date;
use crate::engine::scenario::{FIRST_DAY, LAST_DAY, Value};
use crate::entry::{Kind as EntryKind, Problem};
use crate::i18n::{Locale, Message, Phrase};
use crate::ui::Dispatch;
use crate::ui::rich::rich;

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

/// A field that is typed in.
#[component]
pub(super) fn Entry(props: &EntryProps) -> Html {
    let typing = use_reducer(Typing::default);
    let draft = typing.draft(props.value.as_ref(), props.opened);
    let unreadable = draft.is_some_and(|draft| draft.unreadable);
    let awaits = Awaits {
        outdated: draft.is_none() && typing.draft.is_some(),
        complaint_about: draft.filter(|_| unreadable && !typing.complains).map(|draft| draft.text.clone()),
    };
    let props = Rc::new(props.clone());
    {
        let (props, step) = (props.clone(), typing.dispatcher());
        use_effect_with(awaits, move |awaits| {
            if awaits.outdated {
                props.dispatch.send(Action::Unread(props.subject.slot(), false));
                step.dispatch(Step::Taken);
            }
            // Whatever is typed next drops the timer.
            let about = awaits.complaint_about.as_ref();
            let timer = about.map(|_| Timeout::new(PATIENCE, move || step.dispatch(Step::Waited)));
            move || drop(timer)
        });
    }

    let oninput = {
        let (props, step) = (props.clone(), typing.dispatcher());
        Callback::from(move |event: InputEvent| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let text = input.value();
            let read = props.reader().read(&text);
            let value = props.send(&read);
            let unreadable = read.is_unreadable();
            step.dispatch(Step::Typed(Draft { text, unreadable, active: true, value, opened: props.opened }));
        })
    };
    let act = {
        let (props, step) = (props.clone(), typing.dispatcher());
        Callback::from(move |value: Option<Value>| {
            // The button that was pressed is gone afterwards.
            give_focus(&props.subject.id());
            match value {
                Some(value) => props.set(value),
                None => props.clear(),
            }
            step.dispatch(Step::Taken);
        })
    };

    let text = draft.map_or_else(|| props.text(), |draft| draft.text.clone()).into();
    let read = draft.map(|draft| props.reader().read(&draft.text));
    let shown = Shown { props: &props, read, complains: typing.complains && unreadable, act };
    shown.draw(Input { text, oninput, onfocus: on(&typing, Step::Entered), onblur: on(&typing, Step::Left) })
}

/// What an entry waits for.
#[derive(PartialEq)]
struct Awaits {
    /// The text is no longer about the value: then nothing about it is wrong any more.
    outdated: bool,
    /// What to complain about when typing stops.
    complaint_about: Option<String>,
}

/// Moves the focus to a control that is in sight already.
fn give_focus(id: &str) {
    let element = web_sys::window().and_then(|window| window.document()?.get_element_by_id(id));
    if let Some(control) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // It only fails on an element that can't have it.
        let _ = control.focus();
    }
}

/// Takes a step when the focus comes or goes.
fn on(typing: &UseReducerHandle<Typing>, step: Step) -> Callback<FocusEvent> {
    let dispatcher = typing.dispatcher();
    Callback::from(move |_| dispatcher.dispatch(step.clone()))
}

/// The control itself, with what happens to it.
struct Input {
    text: AttrValue,
    oninput: Callback<InputEvent>,
    onblur: Callback<FocusEvent>,
    onfocus: Callback<FocusEvent>,
}

/// How an entry stands right now.
struct Shown<'a> {
    props: &'a EntryProps,
    /// What the text means, while it is being typed.
    read: Option<Read>,
    /// Whether what is wrong is said already.
    complains: bool,
    /// Sets a value, or goes back to the default.
    act: Callback<Option<Value>>,
}

impl Shown<'_> {
    fn draw(&self, input: Input) -> Html {
        let props = self.props;
        let stated = match &self.read {
            Some(Read::Value { .. }) => true,
            Some(Read::Empty) => false,
            _ => props.value.is_some(),
        };
        let origin = Origin::of(props.subject.slot(), stated);
        html! {
            <div class="field" data-from={origin.id()}>
                { self.label() }
                <div class="field-box">
                    { self.input(input) }
                    { self.unit() }
                    { frame::origin(&props.locale, origin, &props.label(), Some(self.reset())) }
                </div>
                { self.complaint() }
                { self.echo() }
            </div>
        }
    }

    fn id(&self, end: &str) -> AttrValue {
        [&self.props.subject.id(), end].concat().into()
    }

    fn label(&self) -> Html {
        let EntryProps { subject, place, currency, locale, .. } = self.props;
        let slot = subject.slot();
        match place {
            Place::Cell => Html::default(),
            Place::Row => html! {
                <label class="field-label" for={subject.id()}>{ portfolio(locale, slot) }</label>
            },
            Place::Alone => html! {
                <>
                    <label class="field-label" for={subject.id()}>{ words::label_with_unit(locale, slot.field, *currency) }</label>
                    { frame::hint(locale, &self.props.label(), frame::hint_text(locale, slot, Some(self.id("-hint")))) }
                </>
            },
        }
    }

    fn input(&self, input: Input) -> Html {
        let props = self.props;
        let slot = props.subject.slot();
        let Input { text, oninput, onblur, onfocus } = input;
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
        html! {
            <input
                class="field-input" data-width={width} {id} name={props.subject.name()} type={kind} inputmode={mode}
                autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="next"
                aria-labelledby={labelled} aria-describedby={about} aria-invalid={self.complains.then_some("true")}
                min={limit(FIRST_DAY)} max={limit(LAST_DAY)} value={text} {oninput} {onblur} {onfocus}
            />
        }
    }

    fn unit(&self) -> Html {
        let EntryProps { subject, locale, currency, .. } = self.props;
        let unit = words::unit_of_box(locale, subject.slot().field, *currency);
        if unit.is_empty() {
            return Html::default();
        }
        html! { <span class="field-unit" aria-hidden="true">{ unit }</span> }
    }

    /// How the text was read. It is there even when it is empty, as the control refers to it.
    fn echo(&self) -> Html {
        let (text, liberty) = self.echo_text();
        html! { <p class="field-echo" id={self.id("-echo")} data-liberty={liberty.then_some("")}>{ rich(&text) }</p> }
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
        let button = |number: &Decimal| {
            let (act, value) = (self.act.clone(), Some(Value::Number(*number)));
            let onclick = Callback::from(move |_: MouseEvent| act.emit(value.clone()));
            html! { <button type="button" class="form-button" {onclick}>{ AttrValue::from(words::choice(locale, reader, *number)) }</button> }
        };
        html! {
            <div class="complaint" data-wrong={wrong.then_some("")} role="group" aria-labelledby={id.clone()}>
                <p class="complaint-text" {id}>
                    if wrong {
                        <span class="visually-hidden">{ locale.text(Message::ProblemPrefix) }{ " " }</span>
                    }
                    { rich(text) }
                </p>
                { for numbers.iter().map(button) }
            </div>
        }
    }

    fn reset(&self) -> Callback<MouseEvent> {
        let act = self.act.clone();
        Callback::from(move |_| act.emit(None))
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
