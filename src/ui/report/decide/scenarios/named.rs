//! A box for a name. What can't be one is said, and stays as it was typed.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::html::{onchange, oninput};
use yew::prelude::*;

use crate::engine::scenario::{Kept, MAX_NAME, Scenario};
use crate::i18n::{Arg, Locale, Message};
use crate::ui::element::{Several, button_with, element, flag, listening, tag, with};
use crate::ui::rich::say;

/// What a box is drawn from.
#[derive(Clone, Properties)]
pub(super) struct NamedProps {
    /// Its id.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// The name that stands there at first.
    pub name: AttrValue,
    /// What a button beside it says that takes the name; without one it is taken when the box is left.
    pub button: Option<AttrValue>,
    /// The language.
    pub locale: Locale,
    /// Where the name goes.
    pub on_name: Callback<String>,
}

/// What it does follows from the scenario, which is another one each time: it is always drawn anew.
impl PartialEq for NamedProps {
    fn eq(&self, _: &NamedProps) -> bool {
        false
    }
}

/// The box.
#[inline(never)]
pub(super) fn named_box(props: NamedProps) -> Html {
    let NamedProps { id, label, name, button, locale, on_name } = props;
    html! { <Named {id} {label} {name} {button} {locale} {on_name} /> }
}

/// What happens in it.
pub(super) enum Event {
    /// This stands there.
    Typed(String),
    /// What stands there is to be taken.
    Take,
}

/// A box for a name.
pub(super) struct Named {
    /// What was typed, as long as it was not taken.
    typed: Option<String>,
    /// Whether what was typed can't be a name, and that is said.
    refused: bool,
}

impl Component for Named {
    type Message = Event;
    type Properties = NamedProps;

    fn create(_: &Context<Named>) -> Named {
        Named { typed: None, refused: false }
    }

    fn changed(&mut self, ctx: &Context<Named>, old: &NamedProps) -> bool {
        // Another name came from elsewhere.
        if ctx.props().name != old.name {
            self.typed = None;
            self.refused = false;
        }
        true
    }

    fn update(&mut self, ctx: &Context<Named>, event: Event) -> bool {
        match event {
            Event::Typed(text) => {
                self.refused = self.refused && !is_name(&text);
                self.typed = Some(text);
            }
            Event::Take => {
                let name = self.typed.clone().unwrap_or_else(|| ctx.props().name.to_string());
                self.refused = !is_name(&name);
                if !self.refused {
                    self.typed = None;
                    ctx.props().on_name.emit(name);
                }
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Named>) -> Html {
        let NamedProps { id, label, name, button, locale, .. } = ctx.props();
        let shown = self.typed.clone().map_or_else(|| name.clone(), AttrValue::from);
        let problem_id: AttrValue = [id.as_str(), "-problem"].concat().into();
        let typed = ctx.link().callback(|event: InputEvent| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            Event::Typed(input.value())
        });
        let link = ctx.link().clone();
        let by_itself = button.is_none();
        let left = Callback::from(move |_: yew::Event| {
            if by_itself {
                link.send_message(Event::Take);
            }
        });
        let keys = &["id", "class", "type", "aria-invalid", "aria-describedby"];
        let described = self.refused.then(|| problem_id.clone());
        let values = [
            Some(id.clone()),
            Some("field-input".into()),
            Some("text".into()),
            self.refused.then(|| flag(true)),
            described,
        ];
        let mut input = element("input", keys, values);
        input.set_value(shown);
        let input = listening(input, [Rc::new(oninput::Wrapper::new(typed)), Rc::new(onchange::Wrapper::new(left))]);
        let mut row = [input].gather();
        if let Some(words) = button {
            let link = ctx.link().clone();
            row.push(button_with(
                &["type", "class"],
                ["button".into(), "form-button".into()],
                [Html::from(words.to_string())],
                move || link.send_message(Event::Take),
            ));
        }
        // Something stands there always: the box would be made anew beside it, and lose the focus.
        let mut problem = Html::default();
        if self.refused {
            let most = i64::try_from(MAX_NAME).unwrap_or(i64::MAX);
            let words = say(locale, Message::ScenariosNotAName, &[("most", Arg::Count(most))]);
            problem =
                with("p", &["id", "class", "role"], [problem_id, "decide-problem".into(), "alert".into()], [words]);
        }
        let label =
            with("label", &["for", "class"], [id.clone(), "field-label".into()], [Html::from(label.to_string())]);
        tag("div", "decide-box", [label, tag("div", "decide-named", row), problem])
    }
}

fn is_name(text: &str) -> bool {
    Kept::new(text, &Scenario::default()).is_some()
}
