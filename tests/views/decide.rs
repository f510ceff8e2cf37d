//! The parts that let one think further, drawn on this machine: that each says something in every language, and that its
//! markup is sound.

use std::collections::BTreeSet;
use std::rc::Rc;

use tierwise::app::State;
use tierwise::engine::date::Date;
use tierwise::i18n::{Language, Locale};
use tierwise::link;
use tierwise::ui::report::decide;
use tierwise::ui::{Dispatch, View};
use yew::prelude::*;

/// A name for each kind of scenario, and an address that gives it.
pub(crate) const SCENARIOS: [(&str, &str); 8] = [
    ("nothing stated", ""),
    ("direct partner below the threshold", "ro=direct&dma=6&an=3"),
    (
        "direct partner that may stay",
        "ro=direct&bt=3200000&de=modern_work&rem=2000000&sp=asfp&mf=true&sc=true&ah=2&ma=true&ve=true&as=true&da=true&an=5",
    ),
    ("newcomer", "ro=new&dma=6"),
    ("ranges", "ro=direct&rem=400000..900000&bt=800000;900000;1200000&dmm=18..22&0mgm=14..16&fd=30..45&cs=80..95"),
    ("no revenue", "rem=0&res=0&reb=0&rea=0"),
    ("authorisation lost", "ro=direct&au=suspended&an=10&bt=1500000"),
    (
        "five offers in US dollars",
        "cu=USD&4na=Five%20%3Cb%3E&2mgm=17&3fu=12000&1sd=90&ow=true&lr=50&1ck=exit_terms&mxm=offers.2&mxa=direct",
    ),
];

pub(crate) fn view(fragment: &str, language: Language) -> View {
    let state = State::new(link::plain(fragment), Date::literal(2026, 11, 22));
    View::new(Locale::embedded(language), Rc::new(state)).complete()
}

#[derive(Properties, PartialEq)]
struct DrawnProps {
    view: View,
}

#[component]
fn Drawn(props: &DrawnProps) -> Html {
    decide::decide(&props.view, &Dispatch::new(Callback::noop()))
}

/// The parts as HTML, an element a line.
pub(crate) fn drawn(view: View) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let renderer = yew::LocalServerRenderer::<Drawn>::with_props(DrawnProps { view }).hydratable(false);
    let html = tokio::task::LocalSet::new().block_on(&runtime, renderer.render());
    html.replace("><", ">\n<")
}

fn each(mut test: impl FnMut(&str, Language, &str)) {
    for (name, fragment) in SCENARIOS {
        for language in Language::ALL {
            for printing in [false, true] {
                test(name, language, &drawn(View { printing, ..view(fragment, language) }));
            }
        }
    }
}

#[test]
fn nothing_is_left_unsaid() {
    each(|name, language, html| {
        for sign in ["{", "}", "<b>ECo", "><b>", "-0 ", "NaN"] {
            assert!(!html.contains(sign), "{name}, {}: {sign} in\n{html}", language.code());
        }
        for empty in ["<p>\n</p>", "<h2></h2>", "<td></td>", "<th></th>", "<dd></dd>", "<li></li>"] {
            assert!(!html.contains(empty), "{name}, {}: {empty} in\n{html}", language.code());
        }
    });
}

#[test]
fn ids_are_unique_and_what_refers_to_one_finds_it() {
    each(|name, _, html| {
        let values = |attribute: &str| -> Vec<String> {
            let start = format!(" {attribute}=\"");
            html.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_string).collect()
        };
        let ids = values("id");
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{name}: {ids:?}");
        for attribute in ["for", "aria-labelledby", "aria-describedby", "aria-controls"] {
            for reference in values(attribute).iter().flat_map(|value| value.split(' ')) {
                assert!(ids.iter().any(|id| id == reference), "{name}: {attribute} names {reference}");
            }
        }
    });
}
