//! A box for a name. What can't be one is said, and stays as it was typed.

use std::rc::Rc;

use yew::html::{onchange, oninput};
use yew::prelude::*;

use super::{complaint, typed};
use crate::engine::scenario::{MAX_NAME, is_name};
use crate::i18n::{Arg, Locale, Message};
use crate::ui::element::{Several, button, element, flag, listening, present, tag, with};
use crate::ui::rich::say;

/// What a box is drawn from.
#[derive(Clone, Properties)]
pub(in super::super) struct NameProps {
    /// Its id.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// The name that stands there at first.
    pub name: AttrValue,
    /// Whether there may be none.
    pub optional: bool,
    /// Whether it can't be changed.
    pub locked: bool,
    /// What a button beside it says that takes the name; without one it is taken when the box is left.
    pub button: Option<AttrValue>,
    /// The language.
    pub locale: Locale,
    /// Where the name goes.
    pub on_name: Callback<String>,
}

/// What it does follows from the scenario, which is another one each time: it is always drawn anew.
impl PartialEq for NameProps {
    fn eq(&self, _: &NameProps) -> bool {
        false
    }
}

/// The box.
#[inline(never)]
pub(in super::super) fn name_box(props: NameProps) -> Html {
    html! { <Name ..props /> }
}

/// What happens in it.
pub(in super::super) enum Event {
    /// This stands there.
    Typed(String),
    /// What stands there is to be taken.
    Take,
}

/// A box for a name.
pub(in super::super) struct Name {
    /// What was typed, as long as it was not taken.
    typed: Option<String>,
    /// Whether what was typed can't be a name, and that is said.
    refused: bool,
}

impl Component for Name {
    type Message = Event;
    type Properties = NameProps;

    fn create(_: &Context<Name>) -> Name {
        Name { typed: None, refused: false }
    }

    fn changed(&mut self, ctx: &Context<Name>, old: &NameProps) -> bool {
        // Another name came from elsewhere, or it is the box of something else.
        if ctx.props().name != old.name {
            self.typed = None;
            self.refused = false;
        }
        true
    }

    fn update(&mut self, ctx: &Context<Name>, event: Event) -> bool {
        match event {
            Event::Typed(text) => {
                self.refused = self.refused && !ctx.props().takes(&text);
                self.typed = Some(text);
            }
            Event::Take => {
                let name = self.typed.clone().unwrap_or_else(|| ctx.props().name.to_string());
                self.refused = !ctx.props().takes(&name);
                if !self.refused {
                    self.typed = None;
                    ctx.props().on_name.emit(name);
                }
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Name>) -> Html {
        let NameProps { id, label, button: words, locale, .. } = ctx.props();
        let problem: AttrValue = [id.as_str(), "-problem"].concat().into();
        let mut row = [self.input(ctx, &problem)].gather();
        if let Some(words) = words {
            let link = ctx.link().clone();
            let take = move || link.send_message(Event::Take);
            row.push(button("form-button", [Html::from(words.to_string())], take));
        }
        let values = [id.clone(), "field-label".into()];
        // Something stands there always: the box would be made anew beside it, and lose the focus.
        let mut wrong = Html::default();
        if self.refused {
            let most = Arg::Count(i64::try_from(MAX_NAME).unwrap_or(i64::MAX));
            let words = if ctx.props().optional {
                say(locale, Message::ProblemTooLong, &[("field", Arg::Text(label)), ("max", most)])
            } else {
                say(locale, Message::ScenariosNotAName, &[("most", most)])
            };
            wrong = complaint(locale, problem, true, words, []);
        }
        let label = with("label", &["for", "class"], values, [Html::from(label.to_string())]);
        tag("div", "decide-box", [label, tag("div", "decide-named", row), wrong])
    }
}

impl Name {
    fn input(&self, ctx: &Context<Name>, problem: &AttrValue) -> Html {
        let NameProps { id, name, button, locked, .. } = ctx.props();
        let fixed = |text: &'static str| Some(AttrValue::Static(text));
        let keys =
            &["id", "class", "type", "autocomplete", "spellcheck", "aria-invalid", "aria-describedby", "readonly"];
        let values = [
            Some(id.clone()),
            fixed("field-input"),
            fixed("text"),
            fixed("off"),
            fixed("false"),
            self.refused.then(|| flag(true)),
            self.refused.then(|| problem.clone()),
            present(*locked),
        ];
        let mut input = element("input", keys, values);
        input.set_value(self.typed.clone().map_or_else(|| name.clone(), AttrValue::from));
        let on_input = ctx.link().callback(|event: InputEvent| Event::Typed(typed(&event)));
        let (link, by_itself) = (ctx.link().clone(), button.is_none());
        let left = Callback::from(move |_: yew::Event| {
            if by_itself {
                link.send_message(Event::Take);
            }
        });
        listening(input, [Rc::new(oninput::Wrapper::new(on_input)), Rc::new(onchange::Wrapper::new(left))])
    }
}

impl NameProps {
    /// Whether this can stand there.
    fn takes(&self, text: &str) -> bool {
        is_name(text) || self.optional && text.trim().is_empty()
    }
}
