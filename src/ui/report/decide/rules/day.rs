//! The day that is asked of. A day that doesn't fit is said to be none, and stays as it was typed.

use std::rc::Rc;

use yew::html::{onblur, oninput};
use yew::prelude::*;

use super::super::common::{complaint, typed};
use crate::app::Action;
use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::date::Date;
use crate::engine::scenario::{FIRST_DAY, LAST_DAY, Scenario};
use crate::i18n::{Arg, Locale, Message};
use crate::ui::Dispatch;
use crate::ui::element::{element, listening, tag, with};
use crate::ui::rich;

/// The id of the control.
const ID: &str = "decide-rules-day";
/// The id of what is wrong with it.
const PROBLEM: &str = "decide-rules-day-problem";

/// What the control is drawn from.
#[derive(Properties, PartialEq)]
pub(super) struct DayProps {
    /// The day that is stated.
    pub stated: Option<Date>,
    /// The label.
    pub label: AttrValue,
    /// The language.
    pub locale: Locale,
    /// Where changes go.
    pub dispatch: Dispatch,
}

/// What happens to it.
pub(super) enum Event {
    /// Its text was changed.
    Typed(String),
    /// It lost the focus.
    Left,
}

/// The control.
pub(super) struct Day {
    /// A text that is no day that fits.
    wrong: Option<String>,
    /// Whether that is said.
    complains: bool,
}

impl Component for Day {
    type Message = Event;
    type Properties = DayProps;

    fn create(_: &Context<Day>) -> Day {
        Day { wrong: None, complains: false }
    }

    fn update(&mut self, ctx: &Context<Day>, event: Event) -> bool {
        let dispatch = &ctx.props().dispatch;
        let slot = Slot::of(FieldId::AsOf);
        match event {
            Event::Typed(text) => {
                let read = if text.is_empty() { Ok(None) } else { Scenario::parse_text(slot, &text).map(Some) };
                self.complains = false;
                match read {
                    Ok(value) => {
                        self.wrong = None;
                        dispatch.send(Action::Set(slot, value));
                    }
                    Err(_) => self.wrong = Some(text),
                }
            }
            Event::Left => {
                self.complains = self.wrong.is_some();
                dispatch.send(Action::Settle);
            }
        }
        true
    }

    fn changed(&mut self, ctx: &Context<Day>, before: &DayProps) -> bool {
        if ctx.props().stated != before.stated {
            (self.wrong, self.complains) = (None, false);
        }
        true
    }

    fn view(&self, ctx: &Context<Day>) -> Html {
        let DayProps { stated, label, locale, .. } = ctx.props();
        let text = self.wrong.clone().or_else(|| stated.map(|day| day.to_string())).unwrap_or_default();
        let about = self.complains.then_some(AttrValue::Static(PROBLEM));
        let invalid = self.complains.then_some(AttrValue::Static("true"));
        let limit = |day: Date| Some(AttrValue::from(day.to_string()));
        let fixed = |text: &'static str| Some(AttrValue::Static(text));
        let keys =
            &["class", "data-width", "id", "type", "min", "max", "autocomplete", "aria-describedby", "aria-invalid"];
        let values = [
            fixed("field-input"),
            fixed("wide"),
            fixed(ID),
            fixed("date"),
            limit(FIRST_DAY),
            limit(LAST_DAY),
            fixed("off"),
            about,
            invalid,
        ];
        let mut input = element("input", keys, values);
        input.set_value(Some(AttrValue::from(text)));
        let on_input = ctx.link().callback(|event: InputEvent| Event::Typed(typed(&event)));
        let left = ctx.link().callback(|_: FocusEvent| Event::Left);
        let input = listening(input, [Rc::new(oninput::Wrapper::new(on_input)), Rc::new(onblur::Wrapper::new(left))]);
        let words = [Html::from(label.clone())];
        let name = with("label", &["class", "for"], ["field-label".into(), ID.into()], words);
        // Something stands there always: the box would be made anew beside it, and lose the focus.
        let mut wrong = Html::default();
        if self.complains {
            let problem = rich::say(locale, Message::ProblemNotADate, &[("field", Arg::Text(label))]);
            wrong = complaint(locale, PROBLEM.into(), true, problem, []);
        }
        tag("div", "decide-choice", [name, input, wrong])
    }
}
