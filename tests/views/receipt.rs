//! Receipts, drawn as they are when they are unfolded.

use std::rc::Rc;
use std::sync::LazyLock;

use tierwise::app::State;
use tierwise::engine::Evaluation;
use tierwise::engine::date::Date;
use tierwise::engine::eligibility::Model;
use tierwise::engine::report::LineId;
use tierwise::engine::situation::ChannelId;
use tierwise::i18n::{Language, Locale, Message};
use tierwise::link;
use tierwise::ui::View;
use tierwise::ui::report::receipt::{Course, Explained, Topic};
use yew::prelude::*;

/// Azure direct, the rest through the offer, is the best.
const MIXED: &str =
    "bt=1200000&de=data_ai&direct.margin_pct.azure=40&dpf=0&direct.support_plan_fee=0&direct.margin_pct.modern_work=5";

/// Typed and default figures, amounts with cents, three channels, a direct partner who moves, and a mix.
const FRAGMENTS: [&str; 5] = [
    "",
    "rem=333333.33&dmm=17.5&cs=81",
    "cu=USD&ro=direct&1na=Zuid&de=modern_work&bt=1200000&lr=50&dib=10000",
    "rem=0",
    MIXED,
];

/// The word for rounding, in each language.
static ROUNDING: LazyLock<Vec<String>> = LazyLock::new(|| {
    Language::ALL.map(|language| Locale::embedded(language).text(Message::ReceiptRounding).to_string()).to_vec()
});

#[derive(Properties, PartialEq)]
struct DrawnProps {
    view: View,
    draw: Callback<View, Html>,
}

#[component]
fn Drawn(props: &DrawnProps) -> Html {
    props.draw.emit(props.view.clone())
}

fn view(fragment: &str, language: Language) -> View {
    let state = State::new(link::plain(fragment), Date::literal(2026, 11, 22));
    let mut view = View::new(Locale::embedded(language), Rc::new(state));
    let drawn = Evaluation::new(&view.state.scenario, view.state.today).uncertainty();
    view.uncertainty = Some(Rc::new(drawn));
    view
}

/// A receipt as HTML, an element a line.
fn drawn(view: &View, topic: impl Explained) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let props = DrawnProps { view: view.clone(), draw: Callback::from(move |view: View| topic.opened(&view)) };
    let renderer = yew::LocalServerRenderer::<Drawn>::with_props(props).hydratable(false);
    let html = tokio::task::LocalSet::new().block_on(&runtime, renderer.render());
    html.replace("><", ">\n<")
}

fn topics() -> Vec<Topic> {
    let offer = ChannelId::Offer(0);
    let mut topics = LineId::ALL.map(Topic::Line).to_vec();
    topics.extend([Topic::Net, Topic::Difference, Topic::DifferenceCash, Topic::DifferenceFirstYear]);
    topics.extend([Topic::HoursFreed, Topic::HoursValue, Topic::WorkingCapital(offer), Topic::BreakEven(offer)]);
    topics.extend([Topic::Ttm(Model::Direct), Topic::Ttm(Model::Indirect)]);
    topics.extend([
        Topic::Mix,
        Topic::TippingMargin,
        Topic::Range,
        Topic::NetOf(ChannelId::Direct),
        Topic::NetOf(offer),
    ]);
    topics
}

fn courses() -> Vec<Course> {
    let channels = [ChannelId::Direct, ChannelId::Offer(0)];
    let mut courses = channels.map(|channel| Course::Year(channel, 3)).to_vec();
    courses.extend(channels.map(Course::Npv));
    courses.extend([Course::Year(ChannelId::Direct, 1), Course::YearTtm(1), Course::YearTtm(4), Course::OneOff]);
    courses.extend([Course::Liquidity, Course::Trough, Course::Payback, Course::Cumulative(14), Course::Lost]);
    courses.push(Course::Weeks);
    courses
}

fn each(mut test: impl FnMut(&str, &str)) {
    for fragment in FRAGMENTS {
        for language in Language::ALL {
            let view = view(fragment, language);
            for topic in topics() {
                test(&format!("{fragment}, {language:?}, {topic:?}"), &drawn(&view, topic));
            }
            for course in courses() {
                test(&format!("{fragment}, {language:?}, {course:?}"), &drawn(&view, course));
            }
        }
    }
}

/// What can be read, without the markup.
fn text(html: &str) -> String {
    html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect()
}

#[test]
fn every_row_says_what_it_is_and_nothing_is_left_open() {
    each(|name, html| {
        let text = text(html);
        assert!(!text.contains(['{', '}', '*', '_']), "{name}: {text}");
        assert!(!html.contains("class=\"receipt-name\"></span>"), "{name}: {html}");
        assert!(!html.contains("class=\"amount\"></span>"), "{name}: {html}");
        assert!(!html.contains("style="), "{name}");
        let names = html.matches("class=\"receipt-name\">").count();
        assert_eq!(names, html.matches("class=\"receipt-row\">").count(), "{name}: {html}");
    });
}

#[test]
fn every_percentage_has_its_base() {
    each(|name, html| {
        let text = text(html).replace('\u{a0}', " ");
        for rest in text.split('%').skip(1) {
            let base = rest.strip_prefix(' ').and_then(|base| base.chars().next());
            assert!(base.is_some_and(char::is_alphabetic), "{name}: %{rest}");
        }
    });
}

#[test]
fn every_figure_that_entered_has_its_mark() {
    each(|name, html| {
        for row in html.split("<div class=\"receipt-row\">").skip(1) {
            let (row, after) = row.split_once("</div>").unwrap();
            let leaf = !after.trim_start().starts_with("<ul");
            let explained = html.contains("receipt-note");
            let rounding = ROUNDING.iter().any(|word| row.contains(&format!(">{word}<")));
            assert!(row.contains("receipt-mark") || !leaf || explained || rounding, "{name}: {row}");
        }
    });
}

#[test]
fn what_was_typed_is_told_from_what_was_not() {
    let html = drawn(&view("dmm=17.5", Language::En), Topic::Line(LineId::Margin));
    assert_eq!(html.matches(">by you<").count(), 1);
    assert!(html.contains("default, reported"));
    let plan = text(&drawn(&view("", Language::En), Topic::Line(LineId::SupportPlan)));
    assert!(plan.contains("rule since 1 August 2025, reported"), "{plan}");
}

#[test]
fn the_margin_is_explained() {
    for language in Language::ALL {
        let html = drawn(&view("rem=333333.33&dmm=17.5", language), Topic::Line(LineId::Margin));
        insta::assert_snapshot!(format!("margin_{}", language.code()), html);
    }
}

#[test]
fn a_mix_is_explained_by_what_is_bought_where() {
    let html = drawn(&view(MIXED, Language::En), Topic::Mix);
    for part in ["Left with what is bought there: Direct", "Left with what is bought there: Distributor A"] {
        assert_eq!(html.matches(part).count(), 1, "{html}");
    }
    insta::assert_snapshot!("mix_en", html);
}

#[test]
fn time_is_explained() {
    let view = view("ro=direct&de=modern_work&bt=1200000&su=2600", Language::En);
    insta::assert_snapshot!("year_en", drawn(&view, Course::Year(ChannelId::Direct, 3)));
    insta::assert_snapshot!("npv_en", drawn(&view, Course::Npv(ChannelId::Offer(0))));
    insta::assert_snapshot!("one_off_en", drawn(&view, Course::OneOff));
    insta::assert_snapshot!("trough_en", drawn(&view, Course::Trough));
}

#[test]
fn the_margin_that_tips_the_answer_is_explained() {
    insta::assert_snapshot!("tipping_margin_en", drawn(&view("", Language::En), Topic::TippingMargin));
}

#[test]
fn the_range_says_what_was_drawn_and_how_the_draws_lie() {
    for language in Language::ALL {
        let view = view("", language);
        let drawn_from = view.uncertainty.clone().unwrap();
        let html = text(&drawn(&view, Topic::Range)).replace(['\u{a0}', '\u{202f}'], " ");
        for figure in [drawn_from.p10, drawn_from.p50, drawn_from.p90] {
            let written = view.locale.money_signed(figure.exact(), view.answer.currency);
            assert!(html.contains(&written.replace(['\u{a0}', '\u{202f}'], " ")), "{written}: {html}");
        }
    }
}

#[test]
fn the_trailing_revenue_is_explained_down_to_the_threshold() {
    let html = drawn(&view("", Language::En), Topic::Ttm(Model::Direct));
    insta::assert_snapshot!("ttm_en", html);
}

/// The figures whose calculation unfolds in a part, by what is read of each.
fn explained(html: &str) -> Vec<String> {
    html.split("class=\"receipt-fold\"").skip(1).map(|panel| text(panel.split("</summary>").next().unwrap())).collect()
}

#[test]
fn what_time_and_a_move_come_to_unfolds_where_it_stands() {
    let html = super::decide::drawn(super::decide::view("ro=direct&de=modern_work&bt=1200000&su=2600", Language::En));
    let panels = explained(&html).join("\n");
    for channel in ["Direct", "Distributor A"] {
        assert!(panels.contains(&format!("What five years are worth today: {channel}")), "{panels}");
        for year in 1..=5 {
            assert!(panels.contains(&format!("Left in year {year}: {channel}")), "{panels}");
        }
    }
    for figure in [
        "Billed by Microsoft over twelve months, year 5",
        "Moving, once",
        "Money the move ties up, once",
        "Incentives not earned on what has moved",
        "The lowest point of the move",
        "What moving has brought by the end of month 36",
        "Weeks the move takes",
    ] {
        assert!(panels.contains(figure), "{figure} in\n{panels}");
    }
}

#[test]
fn offers_beside_each_other_unfold_what_each_leaves() {
    let html = super::decide::drawn(super::decide::view("1na=Zuid", Language::En));
    let panels = explained(&html).join("\n");
    for offer in ["Distributor A", "Zuid"] {
        assert!(panels.contains(&format!("Left: {offer}")), "{panels}");
        assert_eq!(panels.matches(&format!(": {offer}\n")).count(), 2 + 5 + 1, "{panels}");
    }
    // On paper they stand with the costs already.
    let paper = View { printing: true, ..super::decide::view("1na=Zuid", Language::En) };
    assert!(!explained(&super::decide::drawn(paper)).iter().any(|panel| panel.contains("Left: Zuid")));
}
