//! Offers added, copied, renamed and removed.

use yew::prelude::*;

use crate::app::Action;
use crate::browser::document;
use crate::engine::catalogue::{FieldId, MAX_OFFERS, Portfolio, Slot};
use crate::engine::scenario::Scenario;
use crate::i18n::Message;
use crate::ui::element::{Several, around, button, element, tag, with};
use crate::ui::field::{field_id, name_of};
use crate::ui::report::words::{Fill, text};
use crate::ui::{Dispatch, View};

use super::super::common::{NameProps, name_box, piece};
use super::offer;

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
    /// A name was typed that fits, or none.
    Named(u8, String),
    /// One more offer, perhaps as this one.
    Add(Option<u8>),
    /// One offer less.
    Remove(u8),
}

/// The names of the offers, and what can be done with each.
pub(super) struct Names {
    /// Once there are so many offers, the name of this one gets the focus: the button that was pressed may be gone by then.
    awaited: Option<(u8, u8)>,
}

impl Component for Names {
    type Message = Event;
    type Properties = NamesProps;

    fn create(_: &Context<Names>) -> Names {
        Names { awaited: None }
    }

    fn update(&mut self, ctx: &Context<Names>, event: Event) -> bool {
        let props = ctx.props();
        for action in self.after(props.count(), event) {
            props.dispatch.send(action);
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
            Event::Named(offer, text) => {
                let slot = Slot::of(FieldId::OfferName).in_offer(offer);
                let name = Some(text).filter(|text| !text.trim().is_empty());
                let name = name.and_then(|name| Scenario::parse_text(slot, &name).ok());
                [Action::Set(slot, name), Action::Settle].into()
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

    /// An offer: its name, and what can be done with it.
    fn item(&self, ctx: &Context<Names>, number: u8) -> Html {
        let NamesProps { view, .. } = ctx.props();
        let label = Fill::new(view).count("number", usize::from(number) + 1).say(Message::CompareNameOf);
        let locked = view.state.is_locked(Slot::of(FieldId::OfferName).in_offer(number));
        let name = name_box(NameProps {
            id: name_id(number).into(),
            label: label.plain().into(),
            name: name_of(view, number).into(),
            optional: true,
            locked,
            button: None,
            locale: view.locale.clone(),
            on_name: ctx.link().callback(move |name| Event::Named(number, name)),
        });
        let mut parts = [name].gather();
        if locked {
            parts.push(around("p", "decide-offers-quiet", text(view, Message::ProviderLocked)));
        }
        parts.push(tag("div", "decide-offers-buttons", self.buttons(ctx, number)));
        let mut item = element("li", &["class"], [Some("decide-offers-name".into())]);
        item.key = Some(number.to_string().into());
        item.add_children(parts);
        item.into()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scenario::Value;

    #[test]
    fn a_name_is_set_and_none_is_the_default() {
        let mut names = Names { awaited: None };
        let slot = Slot::of(FieldId::OfferName).in_offer(1);
        let set =
            |name: Option<&str>| [Action::Set(slot, name.map(|name| Value::Name(name.to_string()))), Action::Settle];
        assert_eq!(names.after(2, Event::Named(1, "Acme".to_string())), set(Some("Acme")));
        assert_eq!(names.after(2, Event::Named(1, "  ".to_string())), set(None));
    }

    #[test]
    fn the_focus_goes_to_what_is_new_or_to_what_is_left() {
        let mut names = Names { awaited: None };
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
