//! The report, drawn on this machine: what it says of a few scenarios, and that its markup is sound.

use std::rc::Rc;

use tierwise::app::{Action, State, Subject};
use tierwise::engine::catalogue::Slot;
use tierwise::engine::date::Date;
use tierwise::i18n::{Language, Locale};
use tierwise::link;
use tierwise::ui::report::verdict::verdict;
use tierwise::ui::{Dispatch, View, report};
use yew::prelude::*;

/// A name for each kind of answer, and an address that gives it.
const SCENARIOS: [(&str, &str); 13] = [
    ("nothing stated", ""),
    ("direct partner below the threshold", "ro=direct&dma=6&an=3"),
    ("newcomer", "ro=new&dma=6"),
    ("direct open and ahead", DIRECT_OPEN),
    (
        "one answer decides",
        "im=24&bt=3200000&rem=4000000&sp=asfp&mf=true&sc=true&ah=2&ma=true&ve=true&as=true&cr=true&da=true",
    ),
    ("mix of direct and an offer", "im=24&bt=3200000&de=modern_work&rem=3000000&rea=1500000&0mga=20&dmm=25"),
    ("mix of two offers", "de=&0mgm=20&1na=Zuid%20%26%20%3Cb%3ECo&1mga=20&rea=900000"),
    ("both ways lose", "im=24&bt=1200000&de=modern_work&rem=10000&res=0&reb=0&rea=0&ds=90000&0sc=90000"),
    ("authorisation lost", "ro=direct&au=suspended&an=10&bt=1500000"),
    ("ranges", "ro=direct&rem=400000..900000&bt=800000;900000;1200000&dmm=18..22&0mgm=14..16&fd=30..45&cs=80..95"),
    ("no revenue", "rem=0&res=0&reb=0&rea=0"),
    ("address in part unreadable", "cs=abc&rea=1.5.5&xx=1&de=modern_work,modern_work&ro=boss&on=2026-02-30&lh=-4&%zz"),
    ("five offers in US dollars", "cu=USD&4na=Five&2mgm=17&3fu=12000&1sd=90&ow=true&lr=50"),
];

/// Direct is open, and every margin is typed.
const DIRECT_OPEN: &str = "im=24&bt=3200000&de=modern_work&rem=2000000&sp=asfp&mf=true&sc=true&ah=2&ma=true&ve=true&as=true&cr=true&da=true\
    &dmm=20&dms=20&dmb=20&dma=12&0mgm=15&0mgs=15&0mgb=15&0mga=7.2";

fn view(fragment: &str, language: Language) -> View {
    let state = State::new(link::plain(fragment), Date::literal(2026, 11, 22));
    View::new(Locale::embedded(language), Rc::new(state)).complete()
}

/// The same, with what is only printed.
fn on_paper(view: View) -> View {
    View { printing: true, ..view }
}

#[derive(Properties, PartialEq)]
struct DrawnProps {
    view: View,
}

#[component]
fn Drawn(props: &DrawnProps) -> Html {
    let (dispatch, verdict) = (Dispatch::new(Callback::noop()), verdict(&props.view));
    html! {
        <>
            { report::header(&props.view, &verdict, &Callback::noop()) }
            <div class="page">
                { report::notices(&props.view, &dispatch) }
                { report::report(&props.view, &verdict, &dispatch) }
            </div>
            { report::footer(&props.view, &dispatch) }
        </>
    }
}

/// The report as HTML, an element a line.
fn drawn(view: View) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let renderer = yew::LocalServerRenderer::<Drawn>::with_props(DrawnProps { view }).hydratable(false);
    let html = tokio::task::LocalSet::new().block_on(&runtime, renderer.render());
    html.replace("><", ">\n<")
}

fn each(mut test: impl FnMut(&str, Language, &str)) {
    for (name, fragment) in SCENARIOS {
        for language in Language::ALL {
            test(name, language, &drawn(on_paper(view(fragment, language))));
        }
    }
}

/// The values of an attribute.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// What can be read, without the markup.
fn text(html: &str) -> String {
    html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect()
}

#[test]
fn ids_are_unique_and_those_referred_to_exist() {
    each(|name, language, html| {
        let ids = values(html, "id");
        for id in &ids {
            assert_eq!(ids.iter().filter(|other| *other == id).count(), 1, "{name}, {language:?}: {id}");
        }
        for attribute in ["aria-labelledby", "aria-describedby"] {
            for id in values(html, attribute).into_iter().flat_map(str::split_whitespace) {
                assert!(ids.contains(&id), "{name}, {language:?}: {id}");
            }
        }
    });
}

#[test]
fn no_placeholder_is_left_and_no_markup_shows() {
    each(|name, language, html| {
        let text = text(html);
        // In the address that can't be read these are its own.
        let signs: &[char] = if name.contains("unreadable") { &['{', '}'] } else { &['{', '}', '*', '_'] };
        for sign in signs {
            assert!(!text.contains(*sign), "{name}, {language:?}: {sign} in {text}");
        }
    });
}

#[test]
fn nothing_is_styled_in_place() {
    each(|name, language, html| {
        assert!(values(html, "style").is_empty(), "{name}, {language:?}");
        assert!(!html.contains("NaN") && !html.contains("inf%"), "{name}, {language:?}");
    });
}

#[test]
fn every_requirement_has_its_word_and_its_date() {
    each(|name, language, html| {
        let rules = html.matches("class=\"rule\"").count();
        assert_eq!(rules, 19, "{name}, {language:?}");
        assert_eq!(html.matches("class=\"rule-meta\"").count(), rules);
        assert!(html.split("class=\"rule-status\">").skip(1).all(|rest| !rest.starts_with('<')));
    });
}

#[test]
fn links_open_elsewhere_and_say_so() {
    each(|name, language, html| {
        let links = html.matches("<a ").count();
        assert_eq!(html.matches("rel=\"noopener noreferrer\"").count(), links, "{name}, {language:?}");
        let told = tierwise::i18n::Message::PageElsewhere;
        assert_eq!(html.matches(Locale::embedded(language).text(told)).count(), links, "{name}, {language:?}");
    });
}

#[test]
fn the_foot_leads_to_the_pages_in_the_same_language() {
    each(|name, language, html| {
        let code = language.code();
        for folder in ["privacy", "accessibility", "rules", "terms", "integrate"] {
            let link = format!("<a href=\"{folder}/{code}.html\"");
            assert_eq!(html.matches(&link).count(), 1, "{name}, {language:?}: {link}");
        }
        assert_eq!(html.matches("<a href=\"licences.txt\"").count(), 1, "{name}, {language:?}");
    });
}

#[test]
fn a_name_typed_by_a_visitor_is_no_markup() {
    let html = drawn(view("de=&0mgm=20&1na=Zuid%20%26%20%3Cb%3ECo&1mga=20&rea=900000", Language::En));
    assert!(html.contains("Zuid &amp; &lt;b&gt;Co"));
    assert!(!html.contains("<b>"));
}

#[test]
fn what_could_not_be_read_is_named_with_what_is_allowed() {
    let html = drawn(view("cs=abc&ro=boss&on=2026-02-30", Language::Nl));
    let text = text(&html);
    for words in ["Aantal klanten", "abc", "direct, indirect of new", "2026-02-30", "3 delen van dit adres"] {
        assert!(text.contains(words), "{words}");
    }
}

/// The page that opens this address.
fn opened(fragment: &str, language: Language) -> String {
    let today = Date::literal(2026, 11, 22);
    let state = State::new(link::decode(fragment, today), today);
    drawn(View::new(Locale::embedded(language), Rc::new(state)).complete())
}

#[test]
fn a_link_that_does_not_mean_what_it_says_has_a_notice() {
    let link = "v=1&at=2026-11-22&by=fy26&d=1&ro=direct&rem=480000&z=0diW";
    for language in Language::ALL {
        assert!(!opened(link, language).contains("class=\"notice\""), "{language:?}");
        for (place, _) in link.char_indices().skip(1).step_by(7) {
            let html = opened(&link[..place], language);
            assert_eq!(html.matches("class=\"notice\"").count(), 1, "{language:?}: {}", &link[..place]);
            let damaged = Locale::embedded(language).text(tierwise::i18n::Message::OpenedDamaged).to_string();
            assert!(text(&html).contains(&damaged), "{language:?}");
        }
    }
}

#[test]
fn the_notice_says_what_the_link_is_and_what_can_be_done() {
    for (fragment, words) in [
        ("ro=direct&rem=480000", &["These figures came with the address", "Close this message"][..]),
        (
            "v=1&at=2026-11-22&by=fy26&d=1&ro=direct&rem=480",
            &[
                "This link is damaged",
                "1 figure could be read and is filled in",
                "CSP revenue at customers: Modern Work is the last",
                "(now: “480”)",
                "not one of the sender",
                "Go on with these figures",
            ],
        ),
        (
            "v=1&at=2025-09-30&by=2020&d=1&z=oXR2",
            &[
                "You see the answer as it was on 30 September 2025",
                "Rules then: 2020: from",
                "Rules today: FY26: since",
                "Show it as of today",
            ],
        ),
        ("v=2&at=2026-11-22&z=wQIe", &["made by a newer version of this page", "Load the page again"]),
    ] {
        let text = text(&opened(fragment, Language::En));
        for word in words {
            assert!(text.contains(word), "{fragment}: {word}");
        }
    }
}

#[test]
fn the_panel_that_passes_figures_on_says_all_that_the_link_holds() {
    let script = include_str!("../../share.js");
    let words = script.split("const WORDS = [").nth(1).and_then(|rest| rest.split(']').next()).unwrap();
    let words = words.matches('\'').count() / 2;
    for language in Language::ALL {
        let html = drawn(view("cs=160&rem=480000&1na=Zuid%20%26%20Co", language));
        let of = values(&html, "data-of").pop().unwrap().replace("&amp;", "&");
        let lines: Vec<&str> = of.lines().collect();
        assert!(lines[0].starts_with("v=1&at=2026-11-22&by=fy26&d=1&cs=160&rem=480000&1na=Zuid%20%26%20Co&z="));
        assert_eq!(lines[1], "", "no base is given");
        let figures = &lines[2 + words..];
        assert_eq!(figures.len(), 3, "{figures:?}");
        assert!(figures[0].contains(": 160") && figures[2].ends_with(": Zuid & Co"), "{figures:?}");
        assert!(figures.iter().all(|line| !line.starts_with(':')), "{figures:?}");
    }
}

/// The page with a text in this field that can't be read.
fn unread(fragment: &str, path: &str, language: Language) -> String {
    let slot = Slot::from_path(path).unwrap();
    let state = State::new(link::plain(fragment), Date::literal(2026, 11, 22));
    let state = state.update(Action::Unread(Subject::At(slot), Some("?".to_string())));
    drawn(View::new(Locale::embedded(language), Rc::new(state)).complete())
}

/// Amounts and percentages, as far as they are not of the rules: those say USD.
fn figures(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.into_iter().filter(|word| word.contains(['€', '%'])).collect()
}

#[test]
fn a_field_that_can_not_be_read_leaves_no_figure_on_the_page() {
    for (path, label) in
        [("labour.hourly_cost", "Cost of an hour of work"), ("revenue.azure", "CSP revenue at customers: Azure")]
    {
        for fragment in ["", DIRECT_OPEN, "1fe=500&ro=direct"] {
            let html = unread(fragment, path, Language::En);
            let answer = html.split("id=\"direct-rules\"").next().unwrap();
            assert!(text(answer).contains(&format!("Can’t be read yet: {label}.")), "{fragment}");
            assert_eq!(figures(&text(answer)), Vec::<&str>::new(), "{path}, {fragment}");
            let costs = html.split("id=\"costs\"").nth(1).unwrap().split("id=\"sources\"").next().unwrap();
            assert_eq!(figures(&text(costs)), Vec::<&str>::new(), "{path}, {fragment}");
            assert!(costs.matches('—').count() > 40, "a dash in every cell");
            // What is best can't be said either, nor what to keep in mind.
            assert!(!html.contains("data-best=\"true\"") && !html.contains("id=\"cautions\""));
            assert!(!html.contains("class=\"bar-chart\"") && !html.contains("class=\"bar-range\""));
        }
    }
}

#[test]
fn a_field_of_the_requirements_leaves_the_figures() {
    let html = unread("", "standing.indirect_months", Language::En);
    let (before, after) = (text(&drawn(view("", Language::En))), text(&html));
    assert!(before.contains("Stay indirect") && !after.contains("Stay indirect"));
    assert!(after.contains("Indirect leaves €"));
    assert!(html.contains("class=\"bar-chart\""));
    // Of each model only what rests on it waits.
    assert_eq!(html.matches("class=\"rule-status\">\n—").count() + html.matches("class=\"rule-status\">—").count(), 1);
    assert!(after.contains("Waiting for: Time as an indirect reseller"));
    let strip = text(part(&html, "strip"));
    assert!(!strip.contains("open as far as known") && !strip.contains("not open now"));
}

#[test]
fn the_way_to_the_result_and_back_comes_first() {
    let html = drawn(view("", Language::En));
    let buttons: Vec<&str> = html.split("<button").skip(1).take(2).collect();
    assert!(buttons[0].contains("To the result") && buttons[1].contains("To the form"), "{buttons:?}");
    assert!(text(&html).contains("Read summary"));
}

/// A part of the page, by the class of its element.
fn part<'a>(html: &'a str, class: &str) -> &'a str {
    let from = html.find(&format!("class=\"{class}\"")).unwrap();
    let rest = &html[from..];
    &rest[..rest.find("</section>").unwrap_or(rest.len())]
}

#[test]
fn the_main_parts_are_as_they_were() {
    for (name, fragment) in [("default", ""), ("direct_open", DIRECT_OPEN)] {
        for language in Language::ALL {
            let html = drawn(view(fragment, language));
            for class in ["verdict", "strip", "part"] {
                insta::assert_snapshot!(format!("{name}_{class}_{}", language.code()), part(&html, class));
            }
        }
    }
}

/// The text of every element with this class.
fn texts(html: &str, class: &str) -> Vec<String> {
    let start = format!("class=\"{class}\"");
    html.split(start.as_str()).skip(1).map(|rest| text(&rest[..rest.find("</").unwrap_or(rest.len())])).collect()
}

#[test]
fn the_two_ways_of_buying_are_said_at_the_top() {
    each(|name, language, html| {
        let top = &html[..html.find("</header>").unwrap()];
        let tiers = text(part_of(top, "masthead-tiers"));
        assert!(tiers.contains("Tier\u{A0}1") && tiers.contains("Tier\u{A0}2"), "{name}, {language:?}: {tiers}");
        if language != Language::En {
            assert!(top.contains("<span lang=\"en\">Tier\u{A0}1</span>"), "{name}, {language:?}");
        }
    });
}

fn part_of<'a>(html: &'a str, class: &str) -> &'a str {
    &html[html.find(&format!("class=\"{class}\"")).unwrap() - 1..]
}

#[test]
fn every_part_is_there_in_every_language() {
    each(|name, language, html| {
        let ids = values(html, "id");
        for id in ["beliefs", "limits", "sources", "entered"] {
            assert!(ids.contains(&id), "{name}, {language:?}: {id}");
        }
        // Who is new has no customers to move.
        assert_eq!(ids.contains(&"noticed"), name != "newcomer", "{name}, {language:?}");
        assert_eq!(texts(html, "belief-name").len(), 10, "{name}, {language:?}");
        assert!(html.contains("class=\"unpriced\""), "{name}, {language:?}");
        assert!(html.contains("class=\"button print\""), "{name}, {language:?}");
    });
}

#[test]
fn what_is_marked_as_not_in_money_says_so() {
    for (language, words) in [(Language::En, "Not expressed in money"), (Language::Nl, "Niet in geld uitgedrukt")] {
        assert!(text(&drawn(view("", language))).contains(words));
    }
}

#[test]
fn a_belief_stands_where_it_matters() {
    let html = drawn(view("ro=direct&au=suspended&an=10&bt=1500000", Language::En));
    let notes = texts(&html, "belief-note").len();
    // Five requirements of direct, two of indirect, and the caution about the lost authorisation.
    assert_eq!(notes, 8);
    let rule = html.split("class=\"rule\"").find(|rule| rule.contains("Microsoft support plan")).unwrap();
    assert!(text(rule).contains("American list price of 2018") && rule.contains("USD\u{A0}22,500"));
    let costs = &html[html.find("class=\"costs\"").unwrap()..];
    assert!(text(costs).contains("Direct partners get no co-op"));
}

#[test]
fn the_texts_that_come_later_leave_no_empty_part() {
    let files = tierwise::i18n::message_files().iter().find(|files| files.language == "en").unwrap();
    let first = tierwise::i18n::Messages::parse(files.first).unwrap();
    let mut view = view("", Language::En);
    view.locale = Locale::new(Rc::new(first));
    let html = drawn(view);
    for id in ["beliefs", "limits", "noticed"] {
        assert!(!values(&html, "id").contains(&id), "{id}");
    }
    assert!(!html.contains("class=\"unpriced") && !html.contains("class=\"button print\""));
}

#[test]
fn what_counts_is_listed_for_paper() {
    let html = drawn(on_paper(view(
        "ro=direct&an=7&de=security,data_ai&mf=false&cs=1234&rem=1250000.5&res=50000..60000&dms=18;20;21&to=offers.0&1na=Zuid",
        Language::Nl,
    )));
    let list = text(&html[html.find("id=\"entered\"").unwrap()..]).replace('\n', "");
    for words in [
        "Peildatum22 november 2026",
        "Aantal klanten1.234 klantendoor u",
        "1.250.000,50 per jaardoor u",
        "€ 50.000..€ 60.000door u",
        "18 %;20 %;21 %door u",
        "Security en Data & AI",
        "Needoor u",
        "julidoor u",
        "20 % van de omzetgemeld",
        "Distributeur A",
        "Zuid",
    ] {
        assert!(list.replace("&amp;", "&").replace('\u{A0}', " ").contains(words), "{words}: {list}");
    }
    // What is not known has no value.
    assert!(!list.contains("Bedrijfsverificatie"));
    // Only a direct partner can move.
    let moving = |fragment| text(&drawn(on_paper(view(fragment, Language::Nl)))).contains("Lengte van de vooruitblik");
    assert!(moving("ro=direct") && !moving(""));
}

/// A chart, by the id of its figure.
fn chart<'a>(html: &'a str, id: &str) -> &'a str {
    let from = html.find(&format!("id=\"{id}\"")).unwrap();
    let rest = &html[from..];
    &rest[..rest.find("</figure>").unwrap()]
}

#[test]
fn the_charts_are_as_they_were() {
    for language in Language::ALL {
        let html = drawn(view("", language));
        for id in ["waterfall", "over-revenue"] {
            insta::assert_snapshot!(format!("default_{id}_{}", language.code()), chart(&html, id));
        }
    }
}

#[test]
fn every_chart_has_its_name_its_finding_and_its_figures() {
    each(|name, language, html| {
        let charts = html.matches("<figure id=").count();
        // Without revenue there is nothing to draw over it.
        assert_eq!(charts, if name == "no revenue" { 1 } else { 2 }, "{name}, {language:?}");
        assert_eq!(html.matches("class=\"chart-finding\"").count(), charts);
        for svg in html.split("<svg").filter(|svg| svg.contains("chart-svg")) {
            assert!(svg.starts_with(" class=\"chart-svg") && svg.contains("role=\"img\""), "{name}, {language:?}");
            let named = |tag: &str| svg.split(tag).nth(1).and_then(|rest| rest.split_once('>')).unwrap().1;
            assert!(!named("<title").starts_with('<') && !named("<desc").starts_with('<'), "{name}, {language:?}");
        }
        let (buttons, table) =
            (html.matches("class=\"chart-save\"").count(), html.matches("class=\"chart-table\"").count());
        assert_eq!((buttons, table), (charts, charts - 1), "{name}, {language:?}");
    });
}

#[test]
fn a_waterfall_for_every_channel_and_the_best_offer_beside_direct() {
    let html = drawn(view("4na=Five&2mgm=19&3fu=12000&1sd=90", Language::En));
    let titles: Vec<_> = values(chart(&html, "waterfall"), "aria-labelledby");
    assert_eq!(titles.len(), 6);
    assert!(titles[0].starts_with("waterfall-direct-title"), "{titles:?}");
    assert!(titles[1].starts_with("waterfall-offers.2-title"), "{titles:?}");
}
