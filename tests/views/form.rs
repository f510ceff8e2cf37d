//! The form as HTML: every place of the catalogue has its control, and every control its label.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use tierwise::app::{Action, State, Subject};
use tierwise::engine::catalogue::{FieldId, Group, Portfolio, Slot};
use tierwise::engine::date::Date;
use tierwise::engine::scenario::{Value, slots};
use tierwise::i18n::{Language, Locale};
use tierwise::link::plain;
use tierwise::ui::field::field_id;
use tierwise::ui::{Dispatch, View, form};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
struct FormProps {
    view: View,
}

#[component]
fn Form(props: &FormProps) -> Html {
    form::form(&props.view, &Dispatch::new(Callback::noop()))
}

/// The form of a page opened at an address.
fn drawn(language: Language, fragment: &str) -> Document {
    drawn_at(language, State::new(plain(fragment), Date::literal(2026, 11, 22)))
}

/// The form of a page after these actions.
fn drawn_after(fragment: &str, actions: &[Action]) -> Document {
    let state = State::new(plain(fragment), Date::literal(2026, 11, 22));
    drawn_at(Language::En, actions.iter().fold(state, |state, action| state.update(action.clone())))
}

fn drawn_at(language: Language, state: State) -> Document {
    let view = View::new(Locale::embedded(language), Rc::new(state));
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let html = tokio::task::LocalSet::new().block_on(&runtime, async {
        yew::LocalServerRenderer::<Form>::with_props(FormProps { view }).hydratable(false).render().await
    });
    Document::read(&html)
}

/// An element, as far as these tests look.
struct Element {
    tag: String,
    attributes: BTreeMap<String, String>,
    /// Whether a label is around it.
    in_label: bool,
}

impl Element {
    fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    fn is_control(&self) -> bool {
        ["input", "select", "textarea"].contains(&self.tag.as_str())
    }
}

/// The elements of well-formed HTML, in order, and its text.
struct Document {
    elements: Vec<Element>,
    text: String,
}

impl Document {
    fn read(html: &str) -> Document {
        let (mut elements, mut text, mut labels, mut rest) = (Vec::new(), String::new(), 0, html);
        while let Some((before, from)) = rest.split_once('<') {
            text.push_str(before);
            // No attribute has a bare `>`.
            let (inside, after) = from.split_once('>').expect("a tag ends");
            rest = after;
            match inside {
                "/label" => labels -= 1,
                _ if inside.starts_with('/') || inside.starts_with('!') => {}
                _ => {
                    let element = read_element(inside, labels > 0);
                    labels += usize::from(element.tag == "label");
                    elements.push(element);
                }
            }
        }
        Document { elements, text }
    }

    /// The control of a name.
    fn control(&self, name: &str) -> &Element {
        self.elements.iter().find(|element| element.get("name") == Some(name)).expect("there")
    }

    fn ids(&self) -> BTreeSet<&str> {
        self.elements.iter().filter_map(|element| element.get("id")).collect()
    }
}

fn read_element(inside: &str, in_label: bool) -> Element {
    let (tag, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let mut attributes = BTreeMap::new();
    while !rest.is_empty() {
        let end = rest.find([' ', '=']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let value = match after.strip_prefix("=\"") {
            Some(quoted) => {
                let (value, after) = quoted.split_once('"').expect("a value ends");
                rest = after.trim_start();
                value
            }
            None => {
                rest = after.trim_start();
                ""
            }
        };
        attributes.insert(name.to_string(), value.to_string());
    }
    Element { tag: tag.to_string(), attributes, in_label }
}

/// Addresses whose form differs: other roles, offers, figures.
const ADDRESSES: [&str; 5] = [
    "",
    "ro=direct&an=7&de=security,data_ai&mf=true&bt=900000",
    "ro=new&de=&rem=100000.5&4na=Acme%20%26%20%22Co%22",
    "cu=CHF&1na=B&on=2027-01-01&ru=2020&to=offers.1&lb=12.345678",
    "cs=80..90&rem=400000;480000;500000&grm=-5..10&bt=900000..1200000&1fe=0..1200&ur=1.0..1.2&tsm=1..3",
];

fn each(check: impl Fn(&Document, &str)) {
    for language in Language::ALL {
        for address in ADDRESSES {
            check(&drawn(language, address), address);
        }
    }
}

/// Plans are made below the report.
fn in_form(slot: &Slot) -> bool {
    slot.row().group != Group::Plans
}

#[test]
fn every_place_has_its_control_and_nothing_else_has_a_name() {
    each(|document, address| {
        let offers = plain(address).scenario.offers();
        let mut wanted: BTreeSet<String> = slots(offers).filter(in_form).map(|slot| slot.path()).collect();
        let mut kinds = BTreeMap::new();
        for control in document.elements.iter().filter(|element| element.is_control()) {
            let Some(name) = control.get("name") else {
                assert_eq!(control.get("id"), Some("field-revenue"), "a control without a name");
                continue;
            };
            let kind = control.get("type").unwrap_or(&control.tag);
            let shared = ["radio", "checkbox"].contains(&kind);
            let first = wanted.remove(name);
            assert!(first || (shared && kinds.get(name) == Some(&kind)), "{name} is there twice, or is no path");
            kinds.insert(name, kind);
        }
        assert!(wanted.is_empty(), "without a control: {wanted:?}");
    });
}

#[test]
fn every_place_can_be_linked_to() {
    each(|document, address| {
        let ids = document.ids();
        for slot in slots(plain(address).scenario.offers()).filter(in_form) {
            assert!(ids.contains(field_id(slot).as_str()), "{}", field_id(slot));
        }
    });
}

#[test]
fn every_control_has_a_label() {
    each(|document, _| {
        let labelled: BTreeSet<&str> = document.elements.iter().filter_map(|element| element.get("for")).collect();
        for control in document.elements.iter().filter(|element| element.is_control()) {
            let by_label = control.get("id").is_some_and(|id| labelled.contains(id));
            let by_others = control.get("aria-labelledby").is_some();
            assert!(by_label || by_others || control.in_label, "{:?}", control.attributes);
        }
    });
}

#[test]
fn ids_are_unique_and_what_refers_to_one_finds_it() {
    each(|document, _| {
        let ids = document.ids();
        assert_eq!(document.elements.iter().filter(|element| element.get("id").is_some()).count(), ids.len());
        for element in &document.elements {
            for attribute in ["for", "aria-labelledby", "aria-describedby"] {
                for id in element.get(attribute).unwrap_or_default().split(' ').filter(|id| !id.is_empty()) {
                    assert!(ids.contains(id), "{attribute} of {:?}", element.attributes);
                }
            }
        }
    });
}

#[test]
fn no_text_is_left_unsaid() {
    each(|document, _| {
        assert!(!document.text.contains(['{', '}']), "{}", document.text);
        for element in &document.elements {
            let spoken = element.get("aria-label").unwrap_or("named");
            assert!(!spoken.contains(['{', '}']) && !spoken.is_empty(), "{spoken:?}");
            assert!(element.get("style").is_none(), "a style of its own: {:?}", element.attributes);
        }
    });
}

#[test]
fn a_stated_value_is_marked_as_the_visitors() {
    let document = drawn(Language::En, "cs=12");
    let place = document.elements.iter().position(|element| element.get("name") == Some("customers")).expect("there");
    let around = document.elements[..place].iter().rev().find_map(|element| element.get("data-from"));
    assert_eq!(around, Some("you"));
    assert_eq!(document.elements[place].get("value"), Some("12"));
}

#[test]
fn what_is_typed_in_a_link_is_shown_whole() {
    let document = drawn(Language::Nl, "lb=12.345678&bt=1000000");
    let value = |name: &str| {
        let named = document.elements.iter().find(|element| element.get("name") == Some(name));
        named.and_then(|element| element.get("value")).unwrap_or_default().to_string()
    };
    assert_eq!(value("labour.billable_rate"), "12,345678");
    assert_eq!(value("standing.billed_ttm_usd"), "1.000.000");
}

#[test]
fn a_range_stands_in_its_field_as_the_language_writes_it() {
    let document = drawn(Language::Nl, "rem=400000;480000.5;500000&grm=-5..10&cs=80..90&ur=1.0..1.25");
    let value = |name: &str| document.control(name).get("value");
    assert_eq!(value("revenue.modern_work"), Some("400.000;480.000,50;500.000"));
    assert_eq!(value("growth_pct.modern_work"), Some("-5..10"));
    assert_eq!(value("customers"), Some("80..90"));
    assert_eq!(value("usd_rate"), Some("1..1,25"));
    assert!(!document.elements.iter().any(|element| element.get("aria-invalid") == Some("true")));
    // What counts goes into the total.
    let total = document.elements.iter().find(|element| element.get("id") == Some("field-revenue")).expect("there");
    assert_eq!(total.get("value"), Some("800.000,50"));
}

#[test]
fn a_range_says_between_what_it_lies_and_what_counts() {
    let text =
        |language| drawn(language, "rem=400000..900000&res=50000;60000;90000&grm=-5..10&cs=80..95&ur=1..1.25").text;
    let english = text(Language::En);
    for words in [
        "Between €400,000 and €900,000 a year; counts at €650,000",
        // Read aloud.
        "Between €400000 and €900000 a year; counts at €650000",
        "Between €50,000 and €90,000 a year, likely €60,000",
        "Between -5% and 10% a year; counts at 2.5%",
        "Between 80 and 95 customers; counts at 88",
        "Between 1 and 1.25 USD for 1\u{A0}EUR; counts at 1.125",
    ] {
        assert!(english.contains(words), "{words}");
    }
    for (language, words) in [
        (Language::Nl, "Tussen €\u{A0}400.000 en €\u{A0}900.000 per jaar; telt als €\u{A0}650.000"),
        (Language::De, "Zwischen 400.000\u{A0}€ und 900.000\u{A0}€ pro Jahr; gerechnet wird mit 650.000\u{A0}€"),
        (
            Language::Fr,
            "Entre 400\u{202F}000\u{A0}€ et 900\u{202F}000\u{A0}€ par an\u{202F}; le calcul retient 650\u{202F}000\u{A0}€",
        ),
    ] {
        assert!(text(language).contains(words), "{words}");
    }
}

#[test]
fn a_range_that_can_be_read_in_two_ways_is_asked() {
    let azure = Subject::At(Slot::portfolio(FieldId::Revenue, Portfolio::Azure));
    let typed = |subject, text: &str| drawn_after("", &[Action::Unread(subject, Some(text.to_string()))]).text;
    let asked = typed(azure, "1.500..2.000");
    assert!(asked.contains("Do you mean €1.50 to €2 or €1,500 to €2,000?"), "{asked}");
    let likely = typed(azure, "1;1.500;2000");
    assert!(likely.contains("€1 to €2,000, likely €1.50 or €1 to €2,000, likely €1,500?"), "{likely}");
    let both = typed(azure, "10..20k");
    assert!(both.contains("Do you mean €10 to €20,000 or €10,000 to €20,000?"), "{both}");
}

#[test]
fn what_is_wrong_with_a_range_is_said() {
    let azure = Subject::At(Slot::portfolio(FieldId::Revenue, Portfolio::Azure));
    let typed = |subject, text: &str| drawn_after("", &[Action::Unread(subject, Some(text.to_string()))]).text;
    assert!(typed(azure, "900..400").contains("as a range must go from low to high, like 10..20"));
    assert!(typed(azure, "about 400").contains("type a range, like 10..20"));
    // Rounded, one end would take the place of the whole range.
    let decimals = typed(azure, "1.2345..2");
    assert!(decimals.contains("can have at most 2 decimals.") && !decimals.contains("Do you mean"), "{decimals}");
    // A total is split.
    for text in ["400..900", "400-900", "1.500..2.000", "about 400"] {
        let total = typed(Subject::TotalRevenue, text);
        assert!(total.contains("a range can’t be split over the portfolios"), "{text}");
        assert!(total.contains("under “By portfolio”"), "{text}");
    }
    assert!(typed(Subject::TotalRevenue, "400x").contains("must not contain x"));
}

#[test]
fn what_can_not_be_read_stays_where_it_is_and_what_rests_on_it_is_not_filled_in() {
    let customers = Subject::At(Slot::of(FieldId::Customers));
    let document = drawn_after("cs=160", &[Action::Unread(customers, Some("160x".to_string()))]);
    let control = document.control("customers");
    assert_eq!((control.get("value"), control.get("aria-invalid")), (Some("160x"), Some("true")));
    assert!(document.text.contains("must not contain x"), "it says why");
    // The hours of billing follow from the customers.
    assert_eq!(document.control("direct.billing_hours").get("value"), Some(""));
    assert!(document.text.contains("Waiting for: Number of customers"), "the folded group says so");
}

#[test]
fn the_buttons_say_what_they_undo() {
    let fresh = drawn(Language::En, "");
    let disabled = |document: &Document| {
        let steps = document.elements.iter().filter(|element| element.get("class") == Some("step"));
        steps.map(|step| step.get("aria-disabled") == Some("true")).collect::<Vec<_>>()
    };
    assert_eq!(disabled(&fresh), [true, true, true]);
    let set = Action::Set(Slot::of(FieldId::Role), Some(Value::Choice(0)));
    let done = drawn_after("", std::slice::from_ref(&set));
    assert_eq!(disabled(&done), [false, true, false]);
    assert!(done.text.contains("Undo: Your role today"));
    let undone = drawn_after("", &[set, Action::Undo]);
    assert_eq!(disabled(&undone), [true, false, true]);
    assert!(undone.text.contains("Redo: Your role today"));
}

#[test]
fn amounts_in_another_currency_are_pointed_out() {
    let set = |place| Action::Set(Slot::of(FieldId::Currency), Some(Value::Choice(place)));
    let note = "You typed amounts in EUR. Their figures stay as they are and now count as USD.";
    assert!(drawn_after("lh=50", &[set(1)]).text.contains(note));
    assert!(!drawn_after("cs=50", &[set(1)]).text.contains("You typed amounts"));
    assert!(!drawn_after("lh=50", &[set(1), set(0)]).text.contains("You typed amounts"));
}

#[test]
fn a_rate_says_how_it_was_read() {
    assert!(drawn(Language::Nl, "ur=1.085").text.contains("Gelezen als 1,085 USD voor 1\u{A0}EUR"));
}
