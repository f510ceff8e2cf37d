//! A field whose value is chosen: a fact, one of several, some of several.

use std::rc::Rc;

use rust_decimal::prelude::ToPrimitive;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;
use yew::virtual_dom::VTag;

use crate::app::{Action, Subject};
use crate::browser::document;
use crate::engine::catalogue::{FieldId, Kind, Slot};
use crate::engine::rules::RULE_SETS;
use crate::engine::scenario::{Scenario, Value};
use crate::i18n::{Arg, Locale, Message, Phrase, names};
use crate::ui::element::{Several, around, element, listening, option, present, tag, with};
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

use super::mark::Mark;
use super::origin::{Origin, default_of};
use super::words;
use super::{field_id, frame};

/// The value of the option that is none of the field's choices: not known, or the default.
const NONE_CHOSEN: &str = "";
/// The value of the tick box that says that there are none.
const NONE_HELD: &str = "none";

/// The id of what is said of amounts that were typed in another currency.
const CURRENCY_NOTE: &str = "currency-note";

/// A control that tells when another choice is made.
fn changing(control: VTag, onchange: Callback<Event>) -> Html {
    listening(control, [Rc::new(yew::html::onchange::Wrapper::new(onchange))])
}

/// What a choice is drawn from.
struct Choice<'a> {
    view: &'a View,
    dispatch: &'a Dispatch,
    slot: Slot,
    /// What was chosen.
    value: Option<&'a Value>,
    /// What counts when nothing is.
    default: Option<Value>,
}

/// One of the choices.
struct Item {
    /// As it stands in a link; empty for none of them.
    value: AttrValue,
    text: Phrase,
    chosen: bool,
}

impl Item {
    fn new(value: &str, text: Phrase, chosen: bool) -> Item {
        Item { value: AttrValue::from(value.to_string()), text, chosen }
    }
}

/// The name of an offer: the visitor's, or the default in the language of the page.
pub(in crate::ui) fn name_of(view: &View, offer: u8) -> String {
    names::offer(&view.locale, &view.state.scenario, offer)
}

/// The name of one of the choices. Of a currency the code is part of it.
fn named(locale: &Locale, slot: Slot, name: &str) -> Phrase {
    // Drivers and channels have names of their own.
    match slot.field {
        FieldId::PlanAcross | FieldId::PlanDown => {
            let message = Message::by_name(&["driver.", &name.replace('.', "_")].concat());
            return message.map(|message| locale.say(message, &[])).unwrap_or_default();
        }
        FieldId::OfferChecklist => {
            let message = Message::by_name(&["checklist.", name, ".name"].concat());
            return message.map(|message| locale.say(message, &[])).unwrap_or_default();
        }
        _ => {}
    }
    let path = slot.row().path;
    let field = path.strip_prefix("standing.").unwrap_or(path);
    let message = Message::by_name(&["choice.", field, ".", name].concat());
    let text = message.map(|message| locale.say(message, &[])).unwrap_or_default();
    if slot.field == FieldId::Currency { [&text.plain(), " (", name, ")"].concat().into() } else { text }
}

/// What was chosen, in words.
pub(super) fn in_words(view: &View, slot: Slot, value: &Value) -> Phrase {
    let locale = &view.locale;
    match value {
        Value::Fact(yes) => locale.text(if *yes { Message::FactYes } else { Message::FactNo }).into(),
        Value::Offer(offer) => name_of(view, *offer).into(),
        Value::Kept(kept) => kept.name().into(),
        Value::Choice(place) if slot.field == FieldId::PlanMix => match place.checked_sub(1) {
            None => locale.text(Message::ChannelDirect).into(),
            Some(offer) => name_of(view, offer).into(),
        },
        Value::Number(month) => locale.month_name(month.to_u8().unwrap_or_default()).into(),
        Value::Set(0) => named(locale, slot, NONE_HELD),
        _ => {
            let text = value.text(slot.row().kind);
            let names: Vec<Phrase> = text.split(',').map(|name| named(locale, slot, name)).collect();
            locale.all_of(&names)
        }
    }
}

/// A field whose value is chosen.
pub(super) fn choice(view: &View, dispatch: &Dispatch, slot: Slot) -> Html {
    let value = view.state.scenario.get(slot);
    let default = default_of(view, slot, value.is_some());
    let choice = Choice { view, dispatch, slot, value, default };
    match slot.row().kind {
        Kind::Fact => choice.group("segments"),
        Kind::Choice(_) if slot.field == FieldId::Role => choice.group("rows"),
        Kind::Set(choices) => choice.set(choices),
        _ => choice.list(),
    }
}

impl Choice<'_> {
    /// The chosen value as it stands in a link.
    fn text(&self) -> String {
        let chosen = self.value.or(self.default.as_ref().filter(|_| self.has_no_empty_choice()));
        chosen.map_or_else(String::new, |value| value.text(self.slot.row().kind))
    }

    /// Whether the default is one of the choices, so that nothing else can be chosen.
    fn has_no_empty_choice(&self) -> bool {
        matches!(self.default, Some(Value::Choice(_)))
    }

    fn items(&self) -> Vec<Item> {
        let (locale, kind, chosen) = (&self.view.locale, self.slot.row().kind, self.text());
        let mut items = Vec::new();
        let mut add = |value: &str, text: Phrase| items.push(Item::new(value, text, value == chosen));
        let unknown = || locale.text(Message::FactUnknown).into();
        match kind {
            Kind::Fact => {
                add("true", locale.text(Message::FactYes).into());
                add("false", locale.text(Message::FactNo).into());
                add(NONE_CHOSEN, unknown());
            }
            Kind::Choice(choices) => {
                if !self.has_no_empty_choice() {
                    add(NONE_CHOSEN, unknown());
                }
                for name in choices {
                    add(name, self.named(name));
                }
            }
            Kind::RuleSet => {
                let newest = self.default.as_ref().map(|rules| self.named(&rules.text(kind))).unwrap_or_default();
                add(NONE_CHOSEN, locale.say(Message::FormNewestRules, &[("rules", Arg::Phrase(&newest))]));
                for rules in RULE_SETS.iter().rev() {
                    add(rules.id, self.named(rules.id));
                }
            }
            Kind::Offer => {
                add(NONE_CHOSEN, locale.text(Message::ChoiceTransitionToBest).into());
                for offer in 0..self.view.state.scenario.offers() {
                    add(&Value::Offer(offer).text(kind), name_of(self.view, offer).into());
                }
            }
            _ => {
                add(NONE_CHOSEN, unknown());
                for month in 1..=12u8 {
                    add(&month.to_string(), locale.month_name(month).into());
                }
            }
        }
        items
    }

    fn named(&self, name: &str) -> Phrase {
        named(&self.view.locale, self.slot, name)
    }

    /// Some of several, as tick boxes: none ticked is not known yet, which differs from none held.
    fn set(&self, choices: &'static [&'static str]) -> Html {
        let held = match self.value {
            Some(Value::Set(bits)) => Some(*bits),
            _ => None,
        };
        let mut items = Vec::new();
        for (place, name) in choices.iter().enumerate() {
            let bit = 1 << place;
            items.push((Item::new(name, self.named(name), held.is_some_and(|held| held & bit != 0)), bit));
        }
        items.push((Item::new(NONE_HELD, self.named(NONE_HELD), held == Some(0)), 0));
        let unknown = self.view.locale.text(Message::FactUnknown).into();
        items.push((Item::new(NONE_CHOSEN, unknown, held.is_none()), 0));
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
            self.button("checkbox", item, onchange)
        });
        self.fieldset("chips", boxes.collect())
    }

    /// One of a few, all in sight.
    fn group(&self, look: &'static str) -> Html {
        let onchange = self.onchange(|event| event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()));
        let items = self.items().into_iter().map(|item| self.button("radio", item, onchange.clone()));
        self.fieldset(look, items.collect())
    }

    fn button(&self, kind: &'static str, item: Item, onchange: Callback<Event>) -> Html {
        let Item { value, text, chosen } = item;
        // Whoever has not answered has not chosen anything: that looks quieter than an answer.
        let quiet = present(value.is_empty());
        let values = [Some("choice-input".into()), Some(kind.into()), Some(self.name())];
        let mut input = element("input", &["class", "type", "name"], values);
        input.set_value(Some(value));
        input.set_checked(chosen);
        let mut label = element("label", &["class", "data-quiet"], [Some("choice".into()), quiet]);
        label.add_children([changing(input, onchange), around("span", "choice-text", rich(&text))]);
        label.into()
    }

    fn name(&self) -> AttrValue {
        self.slot.path().into()
    }

    fn fieldset(&self, look: &'static str, items: Vec<Html>) -> Html {
        let locale = &self.view.locale;
        let label = words::label(locale, self.slot.field);
        let (id, hint) = self.ids();
        let parts = [
            around("legend", "field-label", rich(&label)),
            frame::hint(locale, &label, frame::hint_text(locale, self.slot, Some(hint.clone()))),
            with("div", &["class", "data-look"], ["choices".into(), look.into()], items),
        ];
        let mut parts = parts.gather();
        parts.extend(self.mark(&label));
        let values = ["field".into(), id, "-1".into(), hint, self.from().into()];
        with("fieldset", &["class", "id", "tabindex", "aria-describedby", "data-from"], values, parts)
    }

    /// One of several, in a list that opens.
    ///
    /// A list remembers what was chosen in it, so when the scenario was replaced as a whole it is a new one.
    fn list(&self) -> Html {
        let locale = &self.view.locale;
        let label = words::label(locale, self.slot.field);
        let (id, hint) = self.ids();
        let key = self.view.state.opened.to_string();
        let onchange = self.onchange(|event| event.target_dyn_into::<HtmlSelectElement>().map(|list| list.value()));
        let item = |item: Item| option(item.value, item.chosen, item.text.plain());
        let mut parts = [
            with("label", &["class", "for"], ["field-label".into(), id.clone()], [rich(&label)]),
            frame::hint(locale, &label, frame::hint_text(locale, self.slot, Some(hint.clone()))),
        ]
        .gather();
        let note = self.view.state.amounts_in.filter(|_| self.slot.field == FieldId::Currency);
        let about = if note.is_some() { [&hint, " ", CURRENCY_NOTE].concat().into() } else { hint };
        let values = ["field-input".into(), "wide".into(), id, self.name(), about].map(Some);
        let mut list = element("select", &["class", "data-width", "id", "name", "aria-describedby"], values);
        list.key = Some(key.into());
        list.add_children(self.items().into_iter().map(item));
        let mark = Mark::of(self.view, Subject::At(self.slot));
        let control = if mark.is_some_and(|mark| mark.locked) { self.locked() } else { changing(list, onchange) };
        let origin = self.mark(&label).unwrap_or_else(|| frame::origin(locale, self.origin(), &label, None));
        parts.push(tag("div", "field-box", [control, origin]));
        parts.extend(note.map(|typed_in| {
            let args = [("before", typed_in.code().into()), ("now", self.view.situation.currency.code().into())];
            let words = [rich(&locale.say(Message::EntryCurrencyKept, &args))];
            with("p", &["class", "id"], ["form-note".into(), CURRENCY_NOTE.into()], words)
        }));
        with("div", &["class", "data-from"], ["field".into(), self.from().into()], parts)
    }

    /// The ids of the control and of its hint.
    fn ids(&self) -> (AttrValue, AttrValue) {
        let id = AttrValue::from(field_id(self.slot));
        let hint = AttrValue::from([&id, "-hint"].concat());
        (id, hint)
    }

    /// The control of a list that can't be changed: what was chosen, in words.
    fn locked(&self) -> Html {
        let (id, hint) = self.ids();
        let chosen = self.value.or(self.default.as_ref());
        let words = chosen.map(|value| in_words(self.view, self.slot, value).plain()).unwrap_or_default();
        let about = [&hint, " ", &id, "-mark"].concat().into();
        let values = ["field-input".into(), "wide".into(), id, self.name(), about].map(Some).gather();
        let mut values = values;
        values.push(present(true));
        let keys = &["class", "data-width", "id", "name", "aria-describedby", "readonly"];
        let mut control = element("input", keys, values);
        control.set_value(Some(AttrValue::from(words)));
        control.into()
    }

    /// Who else filled it in, if somebody did.
    fn mark(&self, label: &Phrase) -> Option<Html> {
        let subject = Subject::At(self.slot);
        let mark = Mark::of(self.view, subject)?;
        let (dispatch, id) = (self.dispatch.clone(), field_id(self.slot));
        let words = AttrValue::from([&id, "-mark"].concat());
        let confirm = move || {
            document::keep_focus(&id);
            dispatch.send(Action::Confirm(Some(subject)));
        };
        Some(mark.draw(&self.view.locale, words, label, confirm, None))
    }

    /// Where the value comes from, for the styles.
    fn from(&self) -> &'static str {
        Mark::of(self.view, Subject::At(self.slot)).map_or_else(|| self.origin().id(), |mark| mark.id())
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
