//! Offers added, copied, renamed and removed.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::html::{onchange, oninput};
use yew::prelude::*;

use crate::app::Action;
use crate::browser::document;
use crate::engine::catalogue::{FieldId, MAX_OFFERS, Portfolio, Slot};
use crate::engine::scenario::{MAX_NAME, Scenario};
use crate::i18n::{Message, Phrase};
use crate::ui::element::{Several, all, around, button, element, listening, present, tag, unseen, with};
use crate::ui::field::{field_id, name_of};
use crate::ui::report::words::{Fill, text};
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

use super::{offer, piece};

/// What the list is drawn from.
#[derive(Properties, PartialEq)]
pub(super) struct NamesProps {
    /// The page.
    pub view: View,
    /// Where changes go.
    pub dispatch: Dispatch,
}

impl NamesProps {
    fn count(&self) -> u8 {
        self.view.state.scenario.offers()
    }
}

/// What happens to it.
pub(super) enum Event {
    /// A name is being typed.
    Typed(u8, String),
    /// A name was typed.
    Named(u8, String),
    /// One more offer, perhaps as this one.
    Add(Option<u8>),
    /// One offer less.
    Remove(u8),
}

/// A name that is not in the scenario: it is being typed, or doesn't fit.
struct Draft {
    offer: u8,
    text: String,
    wrong: bool,
}

/// The names of the offers, and what can be done with each.
pub(super) struct Names {
    drafts: Vec<Draft>,
    /// Once there are so many offers, the name of this one gets the focus: the button that was pressed may be gone by then.
    awaited: Option<(u8, u8)>,
}

impl Component for Names {
    type Message = Event;
    type Properties = NamesProps;

    fn create(_: &Context<Names>) -> Names {
        Names { drafts: Vec::new(), awaited: None }
    }

    fn update(&mut self, ctx: &Context<Names>, event: Event) -> bool {
        let props = ctx.props();
        for action in self.after(props.count(), event) {
            props.dispatch.send(action);
        }
        true
    }

    fn changed(&mut self, ctx: &Context<Names>, before: &NamesProps) -> bool {
        // Offers may have moved, or be others.
        if ctx.props().view.state.opened != before.view.state.opened {
            self.drafts.clear();
        }
        true
    }

    fn rendered(&mut self, ctx: &Context<Names>, _first: bool) {
        if let Some((_, offer)) = self.awaited.take_if(|(count, _)| *count == ctx.props().count()) {
            document::keep_focus(&name_id(offer));
        }
    }

    fn view(&self, ctx: &Context<Names>) -> Html {
        let NamesProps { view, .. } = ctx.props();
        let count = ctx.props().count();
        let items: Vec<Html> = (0..count).map(|number| self.item(ctx, number)).collect();
        let last = if count < MAX_OFFERS {
            let link = ctx.link().clone();
            let add = move || link.send_message(Event::Add(None));
            button("form-button", [text(view, Message::FormOffersAdd)], add)
        } else {
            let most = Fill::new(view).count("count", usize::from(MAX_OFFERS)).draw(Message::CompareFull);
            around("p", "decide-offers-quiet", most)
        };
        let list = with("ol", &["class", "role"], ["decide-offers-names".into(), "list".into()], items);
        piece("decide-offers-list", text(view, Message::CompareNamesTitle), [list, last])
    }
}

/// The id of the field with the name of an offer.
fn name_id(number: u8) -> String {
    format!("decide-offers-name-{number}")
}

impl Names {
    /// Goes on after something happened to one of so many offers; with what is to be done to the scenario.
    fn after(&mut self, count: u8, event: Event) -> Vec<Action> {
        match event {
            Event::Typed(offer, text) => {
                self.drop_draft(offer);
                self.drafts.push(Draft { offer, text, wrong: false });
                Vec::new()
            }
            Event::Named(offer, text) => {
                self.drop_draft(offer);
                let slot = Slot::of(FieldId::OfferName).in_offer(offer);
                let name = if text.trim().is_empty() { Ok(None) } else { Scenario::parse_text(slot, &text).map(Some) };
                if let Ok(name) = name {
                    return [Action::Set(slot, name), Action::Settle].into();
                }
                // What doesn't fit stays as it was typed, and the scenario keeps the name it had.
                self.drafts.push(Draft { offer, text, wrong: true });
                Vec::new()
            }
            Event::Add(copied) => {
                self.awaited = Some((count + 1, count));
                [copied.map_or(Action::AddOffer, Action::CopyOffer)].into()
            }
            Event::Remove(offer) => {
                let left = count.saturating_sub(1);
                self.awaited = Some((left, offer.min(left.saturating_sub(1))));
                [Action::RemoveOffer(offer)].into()
            }
        }
    }

    fn drop_draft(&mut self, offer: u8) {
        self.drafts.retain(|draft| draft.offer != offer);
    }

    /// An offer: its name, what is wrong with that, and what can be done with it.
    fn item(&self, ctx: &Context<Names>, number: u8) -> Html {
        let NamesProps { view, .. } = ctx.props();
        let fill = Fill::new(view).count("number", usize::from(number) + 1);
        let label = fill.say(Message::CompareNameOf);
        let draft = self.drafts.iter().find(|draft| draft.offer == number);
        let wrong = draft.is_some_and(|draft| draft.wrong);
        let locked = view.state.is_locked(Slot::of(FieldId::OfferName).in_offer(number));
        let values = [name_id(number).into(), "field-label".into()];
        let mut parts =
            [with("label", &["for", "class"], values, [rich(&label)]), self.input(ctx, number, draft, locked)].gather();
        if locked {
            parts.push(around("p", "decide-offers-quiet", text(view, Message::ProviderLocked)));
        }
        if wrong {
            parts.push(complaint(view, number, label));
        }
        parts.push(tag("div", "decide-offers-buttons", self.buttons(ctx, number)));
        let mut item = element("li", &["class"], [Some("decide-offers-name".into())]);
        item.key = Some(number.to_string().into());
        item.add_children(parts);
        item.into()
    }

    fn input(&self, ctx: &Context<Names>, number: u8, draft: Option<&Draft>, locked: bool) -> Html {
        let NamesProps { view, .. } = ctx.props();
        let wrong = draft.is_some_and(|draft| draft.wrong);
        let id = name_id(number);
        let fixed = |text: &'static str| Some(AttrValue::Static(text));
        let values = [
            fixed("field-input"),
            Some(id.clone().into()),
            fixed("text"),
            fixed("off"),
            fixed("false"),
            wrong.then(|| AttrValue::from([&id, "-problem"].concat())),
            wrong.then_some(AttrValue::Static("true")),
            present(locked),
        ];
        let keys =
            &["class", "id", "type", "autocomplete", "spellcheck", "aria-describedby", "aria-invalid", "readonly"];
        let mut input = element("input", keys, values);
        input.set_value(Some(AttrValue::from(draft.map_or_else(|| name_of(view, number), |draft| draft.text.clone()))));
        let typed = ctx.link().callback(move |event: InputEvent| Event::Typed(number, text_of(&event)));
        let named = ctx.link().callback(move |event: yew::Event| Event::Named(number, text_of(&event)));
        listening(input, [Rc::new(oninput::Wrapper::new(typed)), Rc::new(onchange::Wrapper::new(named))])
    }

    fn buttons(&self, ctx: &Context<Names>, number: u8) -> Vec<Html> {
        let NamesProps { view, .. } = ctx.props();
        let count = ctx.props().count();
        let fill = Fill::new(view).words("offer", offer(view, number));
        let press = |event: fn(u8) -> Event| {
            let link = ctx.link().clone();
            move || link.send_message(event(number))
        };
        let class = "form-button form-button-quiet";
        let margin = Slot::portfolio(FieldId::OfferMargin, Portfolio::ModernWork).in_offer(number);
        let change = move || document::focus(&field_id(margin));
        let mut buttons = [button("link", [fill.draw(Message::CompareChange)], change)].gather();
        if count < MAX_OFFERS {
            let copy = press(|number| Event::Add(Some(number)));
            buttons.push(button(class, [fill.draw(Message::CompareCopy)], copy));
        }
        if count > 1 && view.state.may_remove(number) {
            buttons.push(button(class, [fill.draw(Message::FormOffersRemove)], press(Event::Remove)));
        }
        buttons
    }
}

/// That a name doesn't fit.
fn complaint(view: &View, number: u8, label: Phrase) -> Html {
    let problem = Fill::new(view).words("field", label).count("max", MAX_NAME).draw(Message::ProblemTooLong);
    let words = all([unseen([text(view, Message::ProblemPrefix), Html::from(" ")]), problem]);
    let values = ["complaint-text".into(), [&name_id(number), "-problem"].concat().into()];
    let words = with("p", &["class", "id"], values, [words]);
    with("div", &["class", "data-wrong"], ["complaint".into(), "".into()], [words])
}

/// What stands in the control that an event is of.
fn text_of(event: &web_sys::Event) -> String {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    target.map(|input| input.value()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scenario::Value;

    fn names() -> Names {
        Names { drafts: Vec::new(), awaited: None }
    }

    #[test]
    fn a_name_is_set_when_it_is_typed_and_fits() {
        let mut names = names();
        let slot = Slot::of(FieldId::OfferName).in_offer(1);
        assert!(names.after(2, Event::Typed(1, "Ac".to_string())).is_empty());
        assert_eq!(names.drafts.len(), 1);
        let set =
            |name: Option<&str>| [Action::Set(slot, name.map(|name| Value::Name(name.to_string()))), Action::Settle];
        assert_eq!(names.after(2, Event::Named(1, "Acme".to_string())), set(Some("Acme")));
        assert!(names.drafts.is_empty());
        assert_eq!(names.after(2, Event::Named(1, "  ".to_string())), set(None));
    }

    #[test]
    fn a_name_that_does_not_fit_stays_and_changes_nothing() {
        let mut names = names();
        let long = "x".repeat(MAX_NAME + 1);
        assert!(names.after(2, Event::Named(0, long.clone())).is_empty());
        assert!(names.drafts.iter().any(|draft| draft.offer == 0 && draft.text == long && draft.wrong));
        // What is typed next is not wrong yet.
        names.after(2, Event::Typed(0, "x".to_string()));
        assert!(names.drafts.iter().all(|draft| !draft.wrong) && names.drafts.len() == 1);
    }

    #[test]
    fn the_focus_goes_to_what_is_new_or_to_what_is_left() {
        let mut names = names();
        for (event, action, awaited) in [
            (Event::Add(None), Action::AddOffer, (4, 3)),
            (Event::Add(Some(1)), Action::CopyOffer(1), (4, 3)),
            (Event::Remove(0), Action::RemoveOffer(0), (2, 0)),
            (Event::Remove(2), Action::RemoveOffer(2), (2, 1)),
        ] {
            assert_eq!(names.after(3, event), [action]);
            assert_eq!(names.awaited, Some(awaited));
        }
    }
}
