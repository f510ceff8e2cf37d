//! The first printed page: that it says what the report says, and that all it leads to is there.

use tierwise::i18n::Language;
use tierwise::ui::report::decide;
use tierwise::ui::report::verdict::verdict;
use tierwise::ui::{Dispatch, View, report};
use yew::prelude::*;

use crate::decide::{SCENARIOS, view};

#[derive(Properties, PartialEq)]
struct DrawnProps {
    view: View,
    /// Whether all that is printed is drawn, or the first page alone.
    whole: bool,
}

#[component]
fn Drawn(props: &DrawnProps) -> Html {
    let (view, dispatch) = (&props.view, Dispatch::new(Callback::noop()));
    let rest = if props.whole {
        html! { <>{ report::report(view, &verdict(view), &dispatch) }{ decide::decide(view, &dispatch) }</> }
    } else {
        Html::default()
    };
    html! { <>{ decide::dossier::dossier(view, "https://example.org/") }{ rest }</> }
}

fn drawn(view: View, whole: bool) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let renderer = yew::LocalServerRenderer::<Drawn>::with_props(DrawnProps { view, whole }).hydratable(false);
    let html = tokio::task::LocalSet::new().block_on(&runtime, renderer.render());
    html.replace("><", ">\n<")
}

fn on_paper(fragment: &str, language: Language) -> View {
    View { printing: true, ..view(fragment, language) }
}

#[test]
fn there_is_none_on_the_screen() {
    assert_eq!(drawn(view("", Language::En), false), "");
}

#[test]
fn every_link_leads_to_a_place_that_is_printed() {
    for (name, fragment) in SCENARIOS {
        for language in [Language::En, Language::Nl] {
            let html = drawn(on_paper(fragment, language), true);
            let page = html.split("</section>").next().unwrap();
            let links: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert!(links.len() > 20, "{name}: {links:?}");
            for link in links {
                assert!(html.contains(&format!(" id=\"{link}\"")), "{name}: {link}");
            }
        }
    }
}

#[test]
fn it_says_the_answer_and_leaves_nothing_open() {
    for (name, fragment) in SCENARIOS {
        for language in Language::ALL {
            let view = on_paper(fragment, language);
            let html = drawn(view.clone(), false);
            let text: String = html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
            let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            assert!(plain.contains(&verdict(&view).sentence.plain()), "{name}, {language:?}: {text}");
            for sign in ["{", "}", "<button", "NaN", "<dd></dd>", "<li></li>"] {
                assert!(!html.contains(sign), "{name}, {language:?}: {sign} in {html}");
            }
        }
    }
}

#[test]
fn the_first_page_is_that_of_before() {
    for language in [Language::En, Language::Nl] {
        let html = drawn(on_paper("ro=direct&dma=6&an=3", language), false);
        insta::assert_snapshot!(format!("dossier_{}", language.code()), html);
    }
}
