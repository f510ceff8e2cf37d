//! The page with a provider's profile: what it shows of it in every language, and what stays.

use std::rc::Rc;

use tierwise::app::filled::{Filler, Provider};
use tierwise::app::flaw::{Flaw, Wrong};
use tierwise::app::host::Settings;
use tierwise::app::profile::Profile;
use tierwise::app::{Action, State};
use tierwise::engine::date::Date;
use tierwise::engine::report::LineId;
use tierwise::i18n::{Language, Locale};
use tierwise::link::{decode, encode, plain};
use tierwise::profile::decode::profile;
use tierwise::ui::report::receipt::{Topic, opened};
use tierwise::ui::{Dispatch, View, page};
use yew::prelude::*;

const TODAY: Date = Date::literal(2026, 11, 22);
const EXAMPLE: &str = include_str!("../../profiles/example.json");

#[derive(Properties, PartialEq)]
struct DrawnProps {
    view: View,
    topic: Option<Topic>,
}

#[component]
fn Drawn(props: &DrawnProps) -> Html {
    match props.topic {
        Some(topic) => opened(&props.view, topic),
        None => page(&props.view, &Dispatch::new(Callback::noop()), &Callback::noop()),
    }
}

fn drawn(view: View, topic: Option<Topic>) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let renderer = yew::LocalServerRenderer::<Drawn>::with_props(DrawnProps { view, topic }).hydratable(false);
    let html = tokio::task::LocalSet::new().block_on(&runtime, renderer.render());
    html.replace("><", ">\n<")
}

fn provided(fragment: &str, query: &str, profile: Option<Profile>, today: Date) -> State {
    let settings = Settings::read(query, Language::CODES);
    let provider = Provider::new(profile, settings.reach);
    State::provided(decode(fragment, today), today, 0, provider, settings.flaws, None)
}

fn example(fragment: &str) -> State {
    provided(fragment, "", profile("example", EXAMPLE, TODAY).ok(), TODAY)
}

fn shown(language: Language, state: State) -> String {
    drawn(View::new(Locale::embedded(language), Rc::new(state)), None)
}

/// What can be read, without the markup.
fn text(html: &str) -> String {
    html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect()
}

/// The element with this name or id, as it begins.
fn tag<'a>(html: &'a str, attribute: &str) -> &'a str {
    html.lines().find(|line| line.contains(attribute)).unwrap_or_else(|| panic!("no {attribute}"))
}

#[test]
fn the_provider_is_named_with_its_figures_and_the_way_without_them() {
    for (language, words, mark) in [
        (Language::En, "Talk to Example Distribution", "Example Distribution, 1 November 2026"),
        (Language::Nl, "Overleg met Example Distribution", "Example Distribution, 1 november 2026"),
        (Language::De, "Mit Example Distribution sprechen", "Example Distribution, 1. November 2026"),
        (Language::Fr, "Parler avec Example Distribution", "Example Distribution, 1\u{202F}er novembre 2026"),
    ] {
        let html = shown(language, example(""));
        let read = text(&html).replace('\u{a0}', " ").replace("1\u{202F}er", "1er");
        assert!(read.contains(words), "{language:?}");
        let mark = mark.replace("1\u{202F}er", "1er");
        assert!(read.contains(&mark) || read.contains(&mark.replace("1er ", "1 ")), "{language:?}: {mark}");
        assert!(html.contains("src=\"profiles/example.svg\""));
        assert!(html.contains("id=\"provided\"") && !html.contains(" style="));
        assert!(!read.contains('{') && !read.contains('}'), "{language:?}: a placeholder is left");
        // What can't be hidden is there.
        for class in ["verdict", "part", "foot", "languages"] {
            assert!(html.contains(&format!("class=\"{class}\"")), "{class}");
        }
    }
}

#[test]
fn a_locked_field_can_be_reached_and_read_but_not_changed() {
    let html = shown(Language::En, example(""));
    let fee = tag(&html, "name=\"offers.0.fee\"");
    assert!(fee.contains(" readonly") && fee.contains("field-offers-0-fee-mark"), "{fee}");
    assert!(!tag(&html, "name=\"offers.0.funding\"").contains(" readonly"));
    assert!(!html.contains("name=\"finance.discount_pct\""), "hidden");
    assert!(!html.contains("name=\"offers.0.guarantee_cost\""), "hidden");
    assert!(html.contains("name=\"finance.cost_inflation_pct\""));
}

#[test]
fn what_the_query_hides_is_left_out_and_what_is_wrong_with_it_is_said() {
    let query = "hide=presets,charts,languages,print,verdict&theme=pink&lock=currency";
    for language in Language::ALL {
        let html = shown(language, provided("cu=USD", query, None, TODAY));
        for gone in ["class=\"presets\"", "class=\"chart-drawings\"", "class=\"languages\"", "class=\"button print\""] {
            assert!(!html.contains(gone), "{gone}");
        }
        assert!(html.contains("class=\"chart-finding\"") && html.contains("class=\"verdict\""));
        let notice = html.split("id=\"provider-notice\"").nth(1).expect("a notice");
        assert!(notice.contains("<code>hide</code>") && notice.contains("<code>pink</code>"));
        assert!(notice.contains("auto, light, dark"));
        assert!(tag(&html, "id=\"field-currency\"").contains(" readonly"));
    }
}

#[test]
fn every_flaw_has_words_in_every_language() {
    for language in Language::ALL {
        for wrong in Wrong::ALL {
            let flaws = vec![Flaw::new("key", "value", wrong).allowing("allowed")];
            let provider = Provider::default();
            let state = State::provided(plain(""), TODAY, 0, provider, flaws, None);
            let html = shown(language, state);
            let after = html.split("<code>value</code>").nth(1).expect("the value");
            let sentence = after.split("</li>").next().unwrap_or_default();
            assert!(sentence.contains('.') && !sentence.contains('{'), "{language:?} {wrong:?}: {sentence}");
        }
    }
}

#[test]
fn a_link_with_another_figure_for_a_locked_field_has_a_notice() {
    let link = encode(&plain("0fe=99&0fu=7").scenario, TODAY, None, None);
    for language in Language::ALL {
        let state = example(&link);
        assert_eq!(
            state.refused.iter().map(|slot| slot.path()).collect::<Vec<_>>().first().map(String::as_str),
            Some("offers.0.margin_pct.modern_work")
        );
        let html = shown(language, state);
        assert!(html.contains("id=\"provider-notice\""));
        let closed = shown(language, example(&link).update(Action::DismissNotices));
        assert!(!closed.contains("id=\"provider-notice\""));
    }
}

#[test]
fn the_receipt_says_who_filled_a_figure_in() {
    let view = View::new(Locale::embedded(Language::En), Rc::new(example("lb=99")));
    let read = text(&drawn(view.clone(), Some(Topic::Line(LineId::Margin))));
    assert!(
        read.contains("Example Distribution, 1\u{a0}November\u{a0}2026")
            || read.contains("Example Distribution, 1 November 2026"),
        "{read}"
    );
    let confirmed = View::new(view.locale, Rc::new(view.state.update(Action::Confirm(None))));
    assert!(!text(&drawn(confirmed, Some(Topic::Line(LineId::Margin)))).contains("Example Distribution, 1"));
}

#[test]
fn old_figures_say_so_and_the_neutral_view_is_one_click_away() {
    let old = provided("", "", profile("example", EXAMPLE, TODAY).ok(), TODAY.plus_days(100));
    assert!(old.is_dated(Filler::Profile));
    for (language, days) in [
        (Language::En, "more than 90 days"),
        (Language::Nl, "meer dan 90 dagen"),
        (Language::De, "lter als 90 Tage"),
        (Language::Fr, "plus de 90 jours"),
    ] {
        assert!(text(&shown(language, old.clone())).contains(days));
        assert!(!text(&shown(language, example(""))).contains(days));
        let neutral = shown(language, example("").update(Action::Neutral(true)));
        // The currency stays: it says what the amounts are.
        assert_eq!(text(&neutral).matches("Example Distribution, 1").count(), 1, "no figure of the provider's is left");
        assert!(neutral.contains("id=\"provided\""), "the way back");
    }
}

#[test]
fn a_page_without_a_provider_has_nothing_of_it() {
    let html = shown(Language::En, provided("", "", None, TODAY));
    for gone in ["masthead-provider", "provided", "provider-contact", "field-filled", " readonly"] {
        assert!(!html.contains(gone), "{gone}");
    }
}
