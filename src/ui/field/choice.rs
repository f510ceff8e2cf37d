//! A field whose value is chosen: a fact, one of several, some of several.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::app::Action;
use crate::engine::catalogue::{FieldId, Kind, Slot};
use crate::engine::rules::RULE_SETS;
use crate::engine::scenario::{Scenario, Value};
use crate::i18n::{Arg, Locale, Message, Phrase};
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

use super::origin::{Origin, offer_name};
use super::words;
use super::{field_id, frame};

/// The value of the option that is none of the field's choices: not known, or the default.
const NONE_CHOSEN: &str = "";
/// The value of the tick box that says that there are none.
const NONE_HELD: &str = "none";

/// What a choice is drawn from.
#[derive(Properties, PartialEq)]
pub(super) struct ChoiceProps {
    /// What it is about.
    pub slot: Slot,
    /// What was chosen.
    pub value: Option<Value>,
    /// What counts when nothing is.
    pub default: Option<Value>,
    /// The names of the offers, where those are the choices.
    pub names: Vec<AttrValue>,
    /// The language.
    pub locale: Locale,
    /// Where changes go.
    pub dispatch: Dispatch,
}

/// One of the choices.
struct Item {
    /// As it stands in a link; empty for none of them.
    value: String,
    text: Phrase,
    chosen: bool,
}

/// The names of the offers, for a field that chooses between them.
pub(super) fn offers(view: &View, slot: Slot) -> Vec<AttrValue> {
    if slot.row().kind != Kind::Offer {
        return Vec::new();
    }
    (0..view.state.scenario.offers()).map(|offer| name_of(view, offer).into()).collect()
}

/// The name of an offer: the visitor's, or the default in the language of the page.
pub(in crate::ui) fn name_of(view: &View, offer: u8) -> String {
    match view.state.scenario.get(Slot::of(FieldId::OfferName).in_offer(offer)) {
        Some(Value::Name(name)) => name.clone(),
        _ => offer_name(&view.locale, offer),
    }
}

/// A field whose value is chosen.
#[component]
pub(super) fn Choice(props: &ChoiceProps) -> Html {
    let control = use_node_ref();
    {
        // A list remembers what was chosen in it; when the scenario changes from elsewhere it has to be told.
        let (control, value) = (control.clone(), props.text());
        use_effect_with((value, props.names.len()), move |(value, _)| {
            if let Some(select) = control.cast::<HtmlSelectElement>() {
                select.set_value(value);
            }
        });
    }
    match props.slot.row().kind {
        Kind::Fact => props.group("segments", "segment"),
        Kind::Choice(_) if props.slot.field == FieldId::Role => props.group("options", "option"),
        Kind::Set(choices) => props.set(choices),
        _ => props.list(control),
    }
}

impl ChoiceProps {
    /// The chosen value as it stands in a link.
    fn text(&self) -> String {
        let chosen = self.value.as_ref().or(self.default.as_ref().filter(|_| self.has_no_empty_choice()));
        chosen.map_or_else(String::new, |value| value.text(self.slot.row().kind))
    }

    /// Whether the default is one of the choices, so that nothing else can be chosen.
    fn has_no_empty_choice(&self) -> bool {
        matches!(self.default, Some(Value::Choice(_)))
    }

    fn items(&self) -> Vec<Item> {
        let locale = &self.locale;
        let chosen = self.text();
        let item = |value: &str, text: Phrase| Item { value: value.to_string(), text, chosen: value == chosen };
        let key = self.slot.row().message_key().replace("standing.", "");
        let named = |name: &str| {
            let message = Message::by_name(&["choice.", &key, ".", name].concat());
            message.map_or_else(Phrase::default, |message| locale.say(message, &[]))
        };
        let unknown = || locale.text(Message::FactUnknown).into();
        let mut items = Vec::new();
        match self.slot.row().kind {
            Kind::Fact => {
                items.push(item("true", locale.text(Message::FactYes).into()));
                items.push(item("false", locale.text(Message::FactNo).into()));
                items.push(item(NONE_CHOSEN, unknown()));
            }
            Kind::Choice(choices) => {
                if !self.has_no_empty_choice() {
                    items.push(item(NONE_CHOSEN, unknown()));
                }
                let currency = self.slot.field == FieldId::Currency;
                let coded = |name: &str| Phrase::from([&named(name).plain(), " (", name, ")"].concat());
                items.extend(choices.iter().map(|name| item(name, if currency { coded(name) } else { named(name) })));
            }
            Kind::RuleSet => {
                let newest = self.default.as_ref().map_or_else(Phrase::default, |value| named(&value.text(Kind::RuleSet)));
                let newest = locale.say(Message::FormNewestRules, &[("rules", Arg::Phrase(&newest))]);
                items.push(item(NONE_CHOSEN, newest));
                items.extend(RULE_SETS.iter().rev().map(|rules| item(rules.id, named(rules.id))));
            }
            Kind::Offer => {
                items.push(item(NONE_CHOSEN, locale.text(Message::ChoiceTransitionToBest).into()));
                let offer = |(number, name): (usize, &AttrValue)| item(&format!("offers.{number}"), name.as_str().into());
                items.extend(self.names.iter().enumerate().map(offer));
            }
            _ => {
                items.push(item(NONE_CHOSEN, unknown()));
                items.extend((1..=12).map(|month| item(&month.to_string(), locale.month_name(month).into())));
            }
        }
        items
    }

    /// Some of several, as tick boxes: none ticked is not known yet, which differs from none held.
    fn set(&self, choices: &'static [&'static str]) -> Html {
        let held = match self.value {
            Some(Value::Set(bits)) => Some(bits),
            _ => None,
        };
        let text = |name: &str| {
            let message = Message::by_name(&["choice.designations.", name].concat());
            message.map_or_else(Phrase::default, |message| self.locale.say(message, &[]))
        };
        let mut items: Vec<(Item, u8)> = Vec::new();
        for (place, name) in choices.iter().enumerate() {
            let bit = 1 << place;
            let chosen = held.is_some_and(|held| held & bit != 0);
            items.push((Item { value: (*name).to_string(), text: text(name), chosen }, bit));
        }
        items.push((Item { value: NONE_HELD.to_string(), text: text(NONE_HELD), chosen: held == Some(0) }, 0));
        let unknown = self.locale.text(Message::FactUnknown).into();
        items.push((Item { value: NONE_CHOSEN.to_string(), text: unknown, chosen: held.is_none() }, 0));
        let boxes = items.into_iter().map(|(item, bit)| {
            let (slot, dispatch, value) = (self.slot, self.dispatch.clone(), item.value.clone());
            let onchange = Callback::from(move |event: Event| {
                let next = match value.as_str() {
                    NONE_HELD => Some(0),
                    NONE_CHOSEN => None,
                    _ => Some(held.unwrap_or_default() ^ bit).filter(|bits| *bits != 0),
                };
                // These two can't be unticked: something else has to be ticked.
                if let Some(input) = event.target_dyn_into::<HtmlInputElement>().filter(|_| bit == 0) {
                    input.set_checked(true);
                }
                dispatch.send(Action::Set(slot, next.map(Value::Set)));
            });
            self.button("checkbox", "tick", item, onchange)
        });
        self.fieldset("ticks", boxes.collect())
    }

    /// One of a few, all in sight.
    fn group(&self, class: &'static str, item_class: &'static str) -> Html {
        let onchange = self.onchange(|event| event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()));
        let items = self.items().into_iter().map(|item| self.button("radio", item_class, item, onchange.clone()));
        self.fieldset(class, items.collect())
    }

    fn button(&self, kind: &'static str, class: &'static str, item: Item, onchange: Callback<Event>) -> Html {
        let Item { value, text, chosen } = item;
        // Whoever has not answered has not chosen anything: that looks quieter than an answer.
        let class = classes!(class, (value == NONE_CHOSEN).then_some("choice-quiet"));
        html! {
            <label {class}>
                <input class="choice" type={kind} name={self.slot.path()} {value} checked={chosen} {onchange} />
                <span class="choice-text">{ rich(&text) }</span>
            </label>
        }
    }

    fn fieldset(&self, class: &'static str, items: Html) -> Html {
        let label = words::label(&self.locale, self.slot.field);
        let hint = [&field_id(self.slot), "-hint"].concat();
        html! {
            <fieldset class="field" id={field_id(self.slot)} tabindex="-1" aria-describedby={hint.clone()}
                data-from={self.origin().id()}>
                <legend class="field-label">{ rich(&label) }</legend>
                { frame::hint(&self.locale, &label, frame::hint_text(&self.locale, self.slot, Some(hint))) }
                <div {class}>{ items }</div>
            </fieldset>
        }
    }

    /// One of several, in a list that opens.
    fn list(&self, control: NodeRef) -> Html {
        let label = words::label(&self.locale, self.slot.field);
        let id = field_id(self.slot);
        let hint = [&id, "-hint"].concat();
        let onchange = self.onchange(|event| event.target_dyn_into::<HtmlSelectElement>().map(|list| list.value()));
        let item = |item: Item| html! { <option value={item.value} selected={item.chosen}>{ item.text.plain() }</option> };
        html! {
            <div class="field" data-from={self.origin().id()}>
                <label class="field-label" for={id.clone()}>{ rich(&label) }</label>
                { frame::hint(&self.locale, &label, frame::hint_text(&self.locale, self.slot, Some(hint.clone()))) }
                <div class="field-box">
                    <select ref={control} class="field-input field-list" {id} name={self.slot.path()} aria-describedby={hint} {onchange}>
                        { for self.items().into_iter().map(item) }
                    </select>
                    { frame::origin(&self.locale, self.origin(), &label, None) }
                </div>
            </div>
        }
    }

    fn origin(&self) -> Origin {
        Origin::of(self.slot, self.value.is_some())
    }

    /// Sends the choice whose value the control has.
    fn onchange(&self, value: impl Fn(Event) -> Option<String> + 'static) -> Callback<Event> {
        let (slot, dispatch) = (self.slot, self.dispatch.clone());
        Callback::from(move |event: Event| {
            let Some(text) = value(event) else { return };
            let chosen = if text == NONE_CHOSEN { None } else { Scenario::parse_text(slot, &text).ok() };
            dispatch.send(Action::Set(slot, chosen));
        })
    }
}
