//! A field that is typed in: an amount, a percentage, a number, a name, a day.
//!
//! The text being typed is the component's own; the value it means goes to the state at once, and so does a text that
//! means none. While it is typed the text is never changed. Afterwards it is written out, but only when there was one way
//! to read it: what is wrong stays as it was typed, and so does the value in the scenario.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::html::{Scope, onblur, oninput, onpaste};
use yew::prelude::*;
use yew::virtual_dom::{Listener, ListenerKind};

use crate::app::{Action, Subject};
use crate::browser::{clipboard, document};
use crate::engine::catalogue::{Kind, Slot};
use crate::engine::currency::Currency;
use crate::engine::date::Date;
use crate::engine::scenario::{FIRST_DAY, LAST_DAY, Value};
use crate::entry::{Kind as EntryKind, Problem, cells};
use crate::i18n::{Locale, Message, Phrase};
use crate::ui::Dispatch;
use crate::ui::element::{all, button, element, flag, listening, present, tag, unseen, with};
use crate::ui::rich::{self, rich};

use super::mark::Mark;
use super::origin::Origin;
use super::paste::{Pasted, paste};
use super::typing::{Draft, Step, Typing};
use super::words;
use super::{Place, frame, subject_id};
use crate::typed::{Read, Reader, Wrong};

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
    /// Who else filled it in, and whether it can be changed.
    pub mark: Option<Mark>,
    /// The text that was typed and can't be read.
    pub unread: Option<AttrValue>,
    /// The scenario's currency.
    pub currency: Currency,
    /// How many offers there are.
    pub offers: u8,
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
        words::subject_label(&self.locale, self.subject)
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

    /// What a text means here. A total is split over its parts: there is no range of it to state.
    fn read(&self, text: &str) -> Read {
        let read = self.reader().read(text);
        if self.subject == Subject::TotalRevenue && read.is_about_a_range() { Read::Wrong(Wrong::Total) } else { read }
    }

    /// Sends what was read.
    fn send(&self, text: &str, read: &Read) {
        match read {
            Read::Ask(_) | Read::Wrong(_) => {
                self.dispatch.send(Action::Unread(self.subject, Some(text.to_string())));
            }
            Read::Empty => self.set(None),
            Read::Value { value, .. } => self.set(Some(value.clone())),
        }
    }

    /// Sets the value, or takes the default.
    fn set(&self, value: Option<Value>) {
        self.dispatch.send(match (self.subject, value) {
            (Subject::At(slot), value) => Action::Set(slot, value),
            (Subject::TotalRevenue, Some(Value::Number(total))) => Action::SetTotal(Some(total)),
            (Subject::TotalRevenue, _) => Action::SetTotal(None),
        });
    }

    /// Reads a text that couldn't be read anew: in another language or currency it may mean something.
    fn read_again(&self) {
        if let Some(text) = &self.unread {
            let read = self.read(text);
            if !read.is_unreadable() {
                self.send(text, &read);
            }
        }
    }
}

/// What happens to an entry.
pub(super) enum Event {
    /// Its text was changed, and is perhaps still being put together.
    Typed(String, bool),
    /// Several cells were pasted into it.
    Pasted(String),
    /// Its value was chosen with a button; none is back to the default.
    Chosen(Option<Value>),
    /// It lost the focus, or nothing was typed for a while.
    Step(Step),
}

/// A field that is typed in.
pub(super) struct Entry {
    typing: Typing,
    /// What became of cells that were pasted, until something is typed.
    pasted: Option<Pasted>,
    /// Until what is wrong is said.
    patience: Option<Timeout>,
}

impl Component for Entry {
    type Message = Event;
    type Properties = EntryProps;

    fn create(_: &Context<Entry>) -> Entry {
        Entry { typing: Typing::default(), pasted: None, patience: None }
    }

    fn update(&mut self, ctx: &Context<Entry>, event: Event) -> bool {
        let props = ctx.props();
        let step = match event {
            Event::Typed(text, composing) => {
                let read = props.read(&text);
                if !composing {
                    props.send(&text, &read);
                }
                let unreadable = read.is_unreadable() && !composing;
                self.pasted = None;
                Step::Typed(Draft { text, composing, unreadable, opened: props.opened })
            }
            Event::Pasted(text) => {
                let cells = cells(&text).unwrap_or_default();
                let (fields, pasted) = paste(props.subject, &cells, props.offers, props.reader());
                props.dispatch.send(Action::Fill(props.subject, fields));
                props.dispatch.send(Action::Tell(words::pasted(&props.locale, pasted)));
                self.pasted = Some(pasted);
                Step::Taken
            }
            Event::Chosen(value) => {
                // The button that was pressed is gone afterwards.
                document::keep_focus(&subject_id(props.subject));
                props.set(value);
                Step::Taken
            }
            Event::Step(step) => step,
        };
        if step == Step::Left {
            self.leave(props);
        }
        let before = self.typing.clone();
        self.typing = self.typing.after(step);
        let link = ctx.link().clone();
        let waits = self.typing.draft.as_ref().is_some_and(|draft| draft.unreadable) && !self.typing.complains;
        // Whatever is typed next drops the timer.
        self.patience = waits.then(|| Timeout::new(PATIENCE, move || link.send_message(Event::Step(Step::Waited))));
        self.typing != before || self.pasted.is_some()
    }

    fn changed(&mut self, ctx: &Context<Entry>, before: &EntryProps) -> bool {
        let props = ctx.props();
        if props.opened != before.opened {
            (self.typing, self.pasted, self.patience) = (Typing::default(), None, None);
        }
        if props.reader() != before.reader() {
            props.read_again();
        }
        true
    }

    fn view(&self, ctx: &Context<Entry>) -> Html {
        let props = ctx.props();
        let draft = self.typing.draft(props.opened);
        let text = draft.map(|draft| AttrValue::from(draft.text.clone())).or_else(|| props.unread.clone());
        let composing = draft.is_some_and(|draft| draft.composing);
        let read = text.as_ref().filter(|_| !composing).map(|text| props.read(text));
        // A field that was left says at once what is wrong with it.
        let complains = self.typing.complains || draft.is_none();
        let pasted = self.pasted.filter(|_| draft.is_none());
        let text = text.unwrap_or_else(|| props.text().into());
        Shown { props, link: ctx.link(), read, complains, pasted }.draw(text)
    }
}

impl Entry {
    /// What was typed is done. How it was read is said to who can't see it, where that was with some liberty.
    fn leave(&self, props: &EntryProps) {
        props.dispatch.send(Action::Settle);
        let reader = props.reader();
        let read = self.typing.draft(props.opened).map(|draft| props.read(&draft.text));
        if let Some(Read::Value { value, liberty: true }) = read {
            let echo = words::echo(&props.locale, reader, &value).unwrap_or_default();
            props.dispatch.send(Action::Tell(words::spoken(&props.locale, &echo)));
        }
    }
}

/// Tells of the end of a composition, which has no listener of its own.
struct Composed(Callback<web_sys::Event>);

impl Listener for Composed {
    fn kind(&self) -> ListenerKind {
        ListenerKind::other("compositionend".into())
    }

    fn handle(&self, event: web_sys::Event) {
        self.0.emit(event);
    }

    fn passive(&self) -> bool {
        true
    }
}

/// What stands in the control that an event is of.
fn text_of(event: &web_sys::Event) -> String {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default()
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
    "readonly",
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
    /// What became of cells that were pasted here.
    pasted: Option<Pasted>,
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
        let mark = self.mark();
        let back = match mark {
            Some(mark) => {
                let (dispatch, subject) = (props.dispatch.clone(), props.subject);
                let confirm = move || {
                    // The button that was pressed is gone afterwards.
                    document::keep_focus(&subject_id(subject));
                    dispatch.send(Action::Confirm(Some(subject)));
                };
                mark.draw(&props.locale, self.id("-mark"), &props.label(), confirm, Some(self.reset()))
            }
            None => frame::origin(&props.locale, origin, &props.label(), Some(self.reset())),
        };
        let from = mark.map_or(origin.id(), Mark::id);
        let control = tag("div", "field-box", [self.input(text), self.unit(), back]);
        let parts = [self.label(), control, self.complaint(), self.echo()];
        with("div", &["class", "data-from"], ["field".into(), from.into()], parts)
    }

    /// Who else filled it in; not while the visitor types something of their own.
    fn mark(&self) -> Option<&Mark> {
        self.props.mark.as_ref().filter(|_| self.read.is_none())
    }

    fn id(&self, end: &str) -> AttrValue {
        [&subject_id(self.props.subject), end].concat().into()
    }

    fn label(&self) -> Html {
        let EntryProps { subject, place, currency, locale, .. } = self.props;
        let slot = subject.slot();
        let label = |words| with("label", &["class", "for"], ["field-label".into(), subject_id(*subject)], [words]);
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
        let id = subject_id(props.subject);
        let complains = self.complains && self.read.as_ref().is_some_and(Read::is_unreadable);
        let hint = if props.place == Place::Alone { [" ", &id, "-hint"].concat() } else { String::new() };
        let problem = if complains { [" ", &id, "-problem"].concat() } else { String::new() };
        let mark = if self.mark().is_some() { [" ", &id, "-mark"].concat() } else { String::new() };
        let about = AttrValue::from([&id, "-echo", &hint, &problem, &mark].concat());
        let locked = props.mark.as_ref().is_some_and(|mark| mark.locked);
        let labelled = (props.place == Place::Cell).then(|| labels_of_cell(slot));
        let (kind, mode) = match (slot.row().kind, props.reader().kind()) {
            (Kind::Date, _) => ("date", None),
            // A phone's keyboard for digits has no sign to put between the ends of a range.
            (Kind::Number { .. }, EntryKind::Whole) if !slot.row().takes_range() => ("text", Some("numeric")),
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
            // A total is not a value of the scenario.
            matches!(props.subject, Subject::At(_)).then(|| slot.path().into()),
            fixed(kind),
            mode.map(AttrValue::Static),
            fixed("off"),
            fixed("off"),
            fixed("false"),
            fixed("next"),
            labelled,
            Some(about),
            complains.then_some(AttrValue::Static("true")),
            limit(FIRST_DAY),
            limit(LAST_DAY),
            present(locked),
        ];
        let mut control = element("input", INPUT_KEYS, values);
        control.set_value(Some(text));
        let on_input = self.link.callback(|event: InputEvent| {
            // Whoever fills in fields for people may send a plain event.
            let composing = event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing);
            Event::Typed(text_of(&event), composing)
        });
        let on_composed = self.link.callback(|event: web_sys::Event| Event::Typed(text_of(&event), false));
        let on_blur = self.link.callback(|_| Event::Step(Step::Left));
        let number = matches!(slot.row().kind, Kind::Number { .. }) && !locked;
        let link = self.link.clone();
        let on_paste = Callback::from(move |event: web_sys::Event| {
            let several = clipboard::pasted(&event).filter(|text| number && cells(text).is_some());
            if let Some(text) = several {
                event.prevent_default();
                link.send_message(Event::Pasted(text));
            }
        });
        listening(
            control,
            [
                Rc::new(oninput::Wrapper::new(on_input)),
                Rc::new(Composed(on_composed)),
                Rc::new(onblur::Wrapper::new(on_blur)),
                Rc::new(onpaste::Wrapper::new(on_paste)),
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
        let plain = text.plain();
        let spoken = words::spoken(&self.props.locale, &plain);
        if spoken == plain {
            echo.add_child(rich(&text));
        } else {
            // Read aloud, figures in groups may fall apart into several.
            echo.add_child(with("span", &["aria-hidden"], [flag(true)], [rich(&text)]));
            echo.add_child(unseen([Html::from(spoken)]));
        }
        echo.into()
    }

    fn echo_text(&self) -> (Phrase, bool) {
        let props = self.props;
        let (locale, reader) = (&props.locale, props.reader());
        if let Some(pasted) = self.pasted {
            return (words::pasted(locale, pasted).into(), true);
        }
        let (value, liberty) = match &self.read {
            Some(Read::Value { value, liberty }) => (Some(value), *liberty),
            Some(Read::Ask(_) | Read::Wrong(_)) => return (Phrase::default(), false),
            Some(Read::Empty) => {
                let fallback = props.value.as_ref().filter(|_| props.default.is_none()).zip(props.mark.as_ref());
                let counts = match (&props.default, fallback) {
                    (Some(default), _) => Some(words::default_counts(locale, reader, default)),
                    (None, Some((value, mark))) => Some(words::provided_counts(locale, reader, value, &mark.words)),
                    (None, None) => None,
                };
                return (counts.unwrap_or_else(|| locale.text(Message::FormNotKnown).into()), false);
            }
            None => (props.value.as_ref(), false),
        };
        let text = match (value, &props.default) {
            (Some(Value::Date(date)), _) => locale.date(*date).into(),
            (Some(Value::Number(_)), _) if !is_echoed(reader, liberty) => Phrase::default(),
            (Some(value), _) => words::echo(locale, reader, value).map_or_else(Phrase::default, Phrase::from),
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
            Some(Read::Ask(values)) if self.complains => self.offer(&words::ask(locale, reader, values), false, values),
            Some(Read::Wrong(wrong)) if self.complains => {
                let text = words::problem(locale, &self.props.label(), reader, &reader.limits(), *wrong);
                match wrong {
                    Wrong::Number(Problem::Decimals { suggestion } | Problem::Whole { suggestion }) => {
                        self.offer(&text, true, &[Value::Number(*suggestion)])
                    }
                    _ => self.offer(&text, true, &[]),
                }
            }
            Some(Read::Value { value, .. }) => match reader.meant(value) {
                Some(meant) => {
                    let [value, suggestion] = [value, &meant].map(|value| words::choice_of(locale, reader, value));
                    let args = [("value", (&value).into()), ("suggestion", (&suggestion).into())];
                    self.offer(&locale.say(Message::EchoSmallPercent, &args), false, &[meant])
                }
                None => Html::default(),
            },
            _ => Html::default(),
        }
    }

    fn offer(&self, text: &Phrase, wrong: bool, values: &[Value]) -> Html {
        let EntryProps { locale, .. } = self.props;
        let reader = self.props.reader();
        let id = self.id("-problem");
        let mut words = Vec::new();
        if wrong {
            words.push(unseen([rich::text(locale, Message::ProblemPrefix), Html::from(" ")]));
        }
        words.push(rich(text));
        let attributes = [Some("complaint".into()), present(wrong), Some("group".into()), Some(id.clone())];
        let mut complaint = element("div", &["class", "data-wrong", "role", "aria-labelledby"], attributes);
        complaint.add_child(with("p", &["class", "id"], ["complaint-text".into(), id], words));
        for value in values {
            let (link, chosen) = (self.link.clone(), value.clone());
            let name = [Html::from(words::choice_of(locale, reader, value))];
            complaint.add_child(button("form-button", name, move || {
                link.send_message(Event::Chosen(Some(chosen.clone())));
            }));
        }
        complaint.into()
    }

    fn reset(&self) -> Callback<()> {
        self.link.callback(|()| Event::Chosen(None))
    }
}

/// Whether it is shown how a number was read, even if nothing about it is strange: of amounts, percentages and rates always.
fn is_echoed(reader: Reader, liberty: bool) -> bool {
    liberty || matches!(reader.kind(), EntryKind::Money { .. } | EntryKind::Percent | EntryKind::Rate)
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
