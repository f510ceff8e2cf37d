//! What only a browser can show: the page answers typing, keeps the address, and computes what the native build does.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::rc::Rc;

use gloo::timers::future::sleep;
use tierwise::engine::date::Date;
use tierwise::i18n::{Language, Locale, Messages};
use tierwise::ui::{App, AppProps};
use tierwise::{engine, json, link};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, Event, EventInit, HtmlInputElement};

#[path = "../support/digest.rs"]
mod digest;
#[path = "../support/links.rs"]
mod links;

wasm_bindgen_test_configure!(run_in_browser);

const TODAY: Date = Date::literal(2026, 11, 22);
const FIRST: &str = include_str!(concat!(env!("OUT_DIR"), "/first.en.txt"));
const LATER: &str = include_str!(concat!(env!("OUT_DIR"), "/later.en.txt"));

/// Waits until this holds, at most five seconds.
async fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..500 {
        if holds() {
            return;
        }
        sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("waited in vain: {what}");
}

fn window() -> web_sys::Window {
    web_sys::window().unwrap()
}

/// The page, drawn in an element of its own.
struct Page {
    root: Element,
    app: yew::AppHandle<App>,
}

impl std::ops::Deref for Page {
    type Target = Element;

    fn deref(&self) -> &Element {
        &self.root
    }
}

impl Page {
    /// Takes it away, with what it was still to do: all of them share one address.
    fn close(self) {
        self.app.destroy();
        self.root.remove();
    }
}

/// The page, opened at this fragment.
async fn open(fragment: &str) -> Page {
    let document = window().document().unwrap();
    // Without an event, as when a page is opened.
    let address = format!("#{fragment}");
    window().history().unwrap().replace_state_with_url(&JsValue::NULL, "", Some(&address)).unwrap();
    let root = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&root).unwrap();
    let messages = Messages::parse(FIRST).unwrap().with_later(LATER).unwrap();
    let locale = Locale { language: Language::En, messages: Rc::new(messages) };
    let props = AppProps { locale, language_chosen: false, today: TODAY, drawn: None, on_drawn: yew::Callback::noop() };
    let app = yew::Renderer::<App>::with_root_and_props(root.clone(), props).render();
    let drawn = root.clone();
    wait_for("the page is drawn", move || drawn.query_selector("#verdict").unwrap().is_some()).await;
    Page { root, app }
}

/// The fields that the address states.
fn stated() -> String {
    let opened = link::decode(&window().location().hash().unwrap(), TODAY);
    link::write_plain(&opened.scenario)
}

fn input(root: &Element, name: &str) -> HtmlInputElement {
    root.query_selector(&format!("input[name='{name}']")).unwrap().expect(name).unchecked_into()
}

fn type_into(input: &HtmlInputElement, text: &str) {
    input.set_value(text);
    let init = EventInit::new();
    init.set_bubbles(true);
    input.dispatch_event(&Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
}

#[wasm_bindgen_test]
fn wasm_and_native_agree_to_the_last_digit() {
    let expected = include_str!("../cases/reports.txt");
    for (line, expected) in include_str!("../cases/worked.jsonl").lines().zip(expected.lines()) {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let scenario = json::scenario(&case["scenario"].to_string()).unwrap();
        let report = serde_json::to_string(&engine::evaluate(&scenario, TODAY)).unwrap();
        let (digest, name) = expected.split_once(' ').unwrap();
        assert_eq!(format!("{:016x}", digest::fnv(&report)), digest, "{name}");
    }
}

#[wasm_bindgen_test]
fn a_link_means_the_same_to_the_last_digit() {
    assert_eq!(links::digests(TODAY, digest::fnv), include_str!("../cases/links.txt"));
}

#[wasm_bindgen_test]
async fn typing_changes_the_answer_and_the_address() {
    let root = open("").await;
    let net = || root.query_selector("[data-results]").unwrap().unwrap().text_content().unwrap();
    let before = net();
    type_into(&input(&root, "customers"), "160");
    wait_for("the answer follows", || net() != before).await;
    wait_for("the address follows", || stated() == "cs=160").await;
    root.close();
}

#[wasm_bindgen_test]
async fn text_that_is_no_number_stays_and_changes_nothing() {
    let root = open("cs=12").await;
    let customers = input(&root, "customers");
    assert_eq!(customers.value(), "12");
    type_into(&customers, "12x");
    wait_for("the field says so", || customers.get_attribute("aria-invalid").as_deref() == Some("true")).await;
    assert_eq!(customers.value(), "12x");
    assert_eq!(stated(), "cs=12");
    root.close();
}

#[wasm_bindgen_test]
async fn the_browsers_back_and_forward_undo_and_do_again() {
    let root = open("cs=12").await;
    let history = window().history().unwrap();
    // Two keys are one step.
    type_into(&input(&root, "customers"), "1");
    type_into(&input(&root, "customers"), "16");
    wait_for("the address follows", || stated() == "cs=16").await;
    history.back().unwrap();
    wait_for("it is undone", || input(&root, "customers").value() == "12").await;
    assert_eq!(stated(), "cs=12");
    history.forward().unwrap();
    wait_for("it is done again", || input(&root, "customers").value() == "16").await;
    root.close();
}

#[wasm_bindgen_test]
async fn another_fragment_opens_another_scenario() {
    let root = open("cs=12").await;
    window().location().set_hash("cs=99&rem=oops").unwrap();
    wait_for("the field follows", || input(&root, "customers").value() == "99").await;
    assert!(root.text_content().unwrap().contains("oops"), "the bad part is reported");
    root.close();
}
