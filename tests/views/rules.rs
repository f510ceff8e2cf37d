//! The same figures by other rules: parts add up to differences, and what is past its review date says so.

use std::rc::Rc;

use tierwise::app::State;
use tierwise::engine::catalogue::{FieldId, Slot};
use tierwise::engine::date::Date;
use tierwise::engine::evaluate;
use tierwise::engine::rules::{RULE_SETS, RuleSet};
use tierwise::engine::scenario::Value;
use tierwise::i18n::{Language, Message};
use tierwise::link;
use tierwise::ui::report::verdict::verdict;
use tierwise::ui::{Dispatch, View, report};
use yew::prelude::*;

use super::decide::{SCENARIOS, drawn, view};

const TODAY: Date = Date::literal(2026, 11, 22);

/// The part of the page.
fn part(view: &View) -> String {
    let html = drawn(view.clone());
    html[html.find("aria-labelledby=\"decide-rules\"").unwrap()..].to_string()
}

/// The view of a link that was made on another day.
fn older(fragment: &str, made: Date) -> View {
    let made = link::encode(&link::plain(fragment).scenario, made, None, None);
    let state = State::new(link::decode(&made, TODAY), TODAY);
    let locale = view("", Language::En).locale;
    View::new(locale, Rc::new(state))
}

/// An English figure, back as a number.
fn number(text: &str) -> i64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let number: i64 = digits.parse().unwrap_or_else(|_| panic!("{text}"));
    if text.contains('\u{2212}') { -number } else { number }
}

/// The texts of the cells of each row of each figure.
fn figures(html: &str) -> Vec<Vec<Vec<String>>> {
    let cell = |cell: &str| cell.split(['<', '>']).nth(2).unwrap_or_default().trim().to_string();
    let cells = |row: &str| {
        let row = row.replace("<th", "<td");
        row.split("<td").skip(1).map(|text| cell(&["<td", text].concat())).collect()
    };
    let bodies = html.split("class=\"rules-figure\"").skip(1).map(|body| body.split("</tbody>").next().unwrap());
    bodies.map(|body| body.split("<tr").skip(1).map(cells).collect()).collect()
}

#[test]
fn parts_add_up_to_the_difference_of_each_figure() {
    let more = ["", "&de=modern_work&bt=600000&mxm=direct", "&ru=2020", "&ru=2018&on=2019-05-05", "&im=14&bt=400000"];
    let mut seen = 0;
    for (name, fragment) in SCENARIOS {
        for more in more {
            let fragment = [fragment, more].concat();
            for figure in figures(&part(&View { printing: true, ..view(&fragment, Language::En) })) {
                let (first, parts) = figure.split_first().unwrap();
                let [_, then, now, difference] = first.as_slice() else { panic!("{first:?}") };
                assert!(!parts.is_empty(), "{first:?}");
                if [then, now].iter().any(|figure| *figure == "—") {
                    assert_eq!(difference, "—", "{name}: {first:?}");
                    continue;
                }
                let changes = parts.iter().map(|part| part.last().unwrap());
                let changes = changes.filter(|text| !text.contains("from here"));
                assert_eq!(changes.map(|text| number(text)).sum::<i64>(), number(difference), "{name}: {figure:?}");
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn then_and_now_are_what_the_reports_say() {
    let fragment = "ro=direct&de=modern_work&bt=600000&dmm=22&an=3";
    let view = older(fragment, Date::literal(2025, 6, 1));
    let html = part(&view);
    assert!(html.contains("Then and now"), "{html}");
    let scenario = link::plain(fragment).scenario;
    let held = |day: Date, rules: &'static RuleSet| {
        let held = scenario.with(Slot::of(FieldId::AsOf), Some(Value::Date(day)));
        evaluate(&held.with(Slot::of(FieldId::Rules), Some(Value::Rules(rules))), TODAY).answer
    };
    let [then, now] = [(Date::literal(2025, 6, 1), "2020"), (TODAY, "fy26")]
        .map(|(day, rules)| held(day, RuleSet::by_id(rules).unwrap()));
    assert_ne!(then.difference, now.difference);
    let figures = figures(&html);
    let difference = figures.iter().find(|figure| figure[0][0] == "Difference a year").unwrap();
    let written = |amount: rust_decimal::Decimal| {
        view.locale.money_signed(amount, view.answer.currency).trim_start_matches('+').to_string()
    };
    assert_eq!(difference[0][1], written(then.difference.exact()));
    assert_eq!(difference[0][2], written(now.difference.exact()));
}

#[test]
fn there_is_a_then_and_now_only_where_something_differs() {
    let title = |view: &View| part(view).contains(view.locale.text(Message::RulesInTimeThenAndNow));
    for language in Language::ALL {
        assert!(!title(&view("", language)));
        assert!(!title(&view("ru=fy26", language)));
        assert!(!title(&view("on=2026-11-22", language)));
        assert!(title(&view("ru=2020", language)));
        assert!(title(&view("on=2026-01-15", language)));
    }
    // It is open where a link brought it, and folded, so not worked out, where it was chosen.
    assert!(!figures(&part(&older("de=modern_work", Date::literal(2025, 6, 1)))).is_empty());
    assert!(figures(&part(&view("ru=2020&de=modern_work", Language::En))).is_empty());
}

#[test]
fn rules_and_day_can_be_chosen_but_not_on_paper() {
    let shown = view("ru=2020&on=2024-02-29", Language::En);
    let html = part(&shown);
    assert!(html.contains("id=\"decide-rules-set\""));
    assert!(html.contains("value=\"2024-02-29\""), "{html}");
    let list = &html[html.find("id=\"decide-rules-set\"").unwrap()..];
    let list = &list[..list.find("</select>").unwrap()];
    assert_eq!(list.matches("<option").count(), RULE_SETS.len() + 1);
    let selected = list.split("<option").find(|option| option.contains("selected")).unwrap();
    assert!(selected.contains("value=\"2020\""), "{list}");
    let paper = part(&View { printing: true, ..shown });
    assert!(!paper.contains("<select") && !paper.contains("<input"));
}

#[test]
fn every_set_stands_in_the_list_and_the_one_that_counts_is_marked() {
    for rules in &RULE_SETS {
        let html = part(&view(&format!("ru={}", rules.id), Language::En));
        let sets: Vec<&str> = html.split("class=\"rules-set\"").skip(1).collect();
        assert_eq!(sets.len(), RULE_SETS.len());
        for (set, of) in sets.iter().zip(RULE_SETS.iter().rev()) {
            assert_eq!(set.contains("counts on this page"), of == rules, "{set}");
            let threshold = of.revenue_threshold().map(|usd| view("", Language::En).locale.usd(usd.into()));
            assert!(threshold.is_none_or(|threshold| set.contains(&threshold)), "{set}");
        }
    }
}

#[derive(Properties, PartialEq)]
struct PageProps {
    view: View,
}

#[component]
fn Page(props: &PageProps) -> Html {
    report::report(&props.view, &verdict(&props.view), &Dispatch::new(Callback::noop()))
}

fn page(fragment: &str) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let renderer = yew::LocalServerRenderer::<Page>::with_props(PageProps { view: view(fragment, Language::En) });
    tokio::task::LocalSet::new().block_on(&runtime, renderer.hydratable(false).render())
}

#[test]
fn facts_past_their_review_date_are_marked_where_they_matter() {
    let marks = |html: &str| html.matches("class=\"overdue\"").count();
    // Until the day itself nothing is.
    assert_eq!(marks(&page("on=2026-09-30")), 0);
    let html = page("on=2026-10-01");
    let fy26 = RuleSet::by_id("fy26").unwrap();
    // Each requirement, and the lines of the support plan and of incentives.
    assert_eq!(marks(&html), fy26.direct.len() + fy26.indirect.len() + 2);
    // The line of the rules is a sentence.
    assert!(html.contains("30 June 2026, review was due by 30 September 2026, which is past."));
    // A price of one's own is nobody's to review.
    assert_eq!(marks(&page("on=2026-10-01&df=21000")), marks(&html) - 1);
    // What doesn't hold for a direct partner doesn't matter.
    assert_eq!(marks(&page("on=2026-10-01&ro=direct")), marks(&html) - 3);
    // Older rules have a day of their own; the price is that of today.
    let older = RuleSet::by_id("2020").unwrap();
    assert_eq!(marks(&page("ru=2020&on=2026-01-01")), older.direct.len() + older.indirect.len());
    let said = part(&view("on=2026-10-01", Language::En));
    assert!(said.contains("and that day is past"), "{said}");
    assert!(!part(&view("on=2026-09-30", Language::En)).contains("and that day is past"));
}
