//! The map of who is ahead: its figures are the report's, in every language.

use rust_decimal::Decimal;
use tierwise::app::State;
use tierwise::app::filled::Provider;
use tierwise::app::host::Settings;
use tierwise::engine::Evaluation;
use tierwise::engine::date::Date;
use tierwise::engine::landscape::{Landscape, Plan};
use tierwise::engine::report::Driver;
use tierwise::i18n::{Language, Locale};
use tierwise::link;
use tierwise::ui::View;

use super::decide::{SCENARIOS, drawn, view};

/// The markup of the part alone.
fn part(view: View) -> String {
    let html = drawn(view);
    let (_, rest) = html.split_once("id=\"decide-landscape\"").unwrap();
    rest.split_once("</section>").unwrap().0.to_string()
}

/// What can be read, with plain spaces.
fn text(html: &str) -> String {
    let text: String = html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    text.replace(['\u{a0}', '\u{202f}'], " ").replace('\n', "")
}

fn lead(html: &str) -> String {
    text(html.split_once("part-lead\"").unwrap().1.split_once("</p>").unwrap().0)
}

fn finding(html: &str) -> String {
    text(html.split_once("chart-finding\"").unwrap().1.split_once("</figcaption>").unwrap().0)
}

fn driver(id: &str) -> Driver {
    Driver::ALL.into_iter().find(|driver| driver.id() == id).unwrap()
}

#[test]
fn the_flip_points_are_those_of_the_sensitivity() {
    let mut said = 0;
    for (x, y) in [("revenue", "offer.margin"), ("direct.margin", "labour.hourly_cost"), ("offer.fees", "usd_rate")] {
        for fragment in ["", "ro=direct&bt=1200000", "0mgm=18&dpf=20000", "0fe=900"] {
            let view = view(&format!("{fragment}&pax={x}&pdn={y}"), Language::En);
            let html = part(view.clone());
            let flips = Evaluation::new(&view.state.scenario, view.state.today).sensitivity();
            let lead = lead(&html);
            for id in [x, y] {
                let flip = flips.iter().find(|row| row.driver == driver(id)).unwrap().flip;
                let change = flip.map(|flip| {
                    let change = (flip.0 - Decimal::ONE) * Decimal::ONE_HUNDRED;
                    format!("({} on today)", view.locale.percent_signed(change)).replace(['\u{a0}', '\u{202f}'], " ")
                });
                match change {
                    Some(change) => {
                        said += 1;
                        assert!(lead.contains(&change), "{fragment}, {id}: {change} in {lead}");
                    }
                    None => assert!(!lead.contains("on today") || lead.contains("alone"), "{fragment}, {id}: {lead}"),
                }
            }
        }
    }
    assert!(said > 8, "{said}");
}

#[test]
fn the_revenue_that_tips_is_said_in_full_and_marked_on_the_map() {
    let view = view("pax=revenue&pdn=offer.margin", Language::En);
    let html = part(view.clone());
    let flips = Evaluation::new(&view.state.scenario, view.state.today).sensitivity();
    let flip = flips.iter().find(|row| row.driver == Driver::Revenue).unwrap().flip.unwrap().0;
    let revenue = view.situation.total_revenue().exact() * flip;
    let words = view.locale.money(revenue, view.answer.currency);
    assert!(lead(&html).contains(&format!("{words} a year")), "{words}: {}", lead(&html));
    assert!(html.contains(&format!("tipping point: {words}<")), "{words}");
}

#[test]
fn the_point_begins_at_the_answer() {
    for (name, fragment) in SCENARIOS.into_iter().filter(|(name, _)| *name != "no revenue") {
        let view = view(fragment, Language::En);
        let amount = view.locale.money(view.answer.difference.exact().abs(), view.answer.currency);
        let html = part(view);
        assert!(finding(&html).contains(&amount.replace('\u{a0}', " ")), "{name}: {}", finding(&html));
        assert!(lead(&html).contains(&amount.replace('\u{a0}', " ")), "{name}: {}", lead(&html));
    }
}

#[test]
fn the_table_says_what_the_engine_does() {
    let view = view("pax=offer.margin&pdn=direct.margin", Language::En);
    let html = part(view.clone());
    let body = html.split_once("<tbody>").unwrap().1.split_once("</tbody>").unwrap().0;
    let rows: Vec<Vec<String>> = body
        .split("</tr>")
        .map(|row| row.split("<td").skip(1).map(|cell| text(&format!("<td{cell}"))).collect())
        .filter(|row: &Vec<String>| !row.is_empty())
        .collect();
    let offer = &view.situation.offers[0];
    let plan = Plan::of(Driver::OfferMargin, Driver::DirectMargin);
    let factor = |half: usize| Decimal::from(half as u64) / Decimal::TWO;
    for (up, row) in rows.iter().rev().enumerate() {
        for (across, cell) in row.iter().enumerate() {
            let difference = Landscape::difference_at(&view.situation, offer, plan, factor(across), factor(up)).exact();
            let amount = view.locale.money(difference.abs(), view.answer.currency);
            let side = if difference < Decimal::ZERO { "direct" } else { "indirect" };
            assert_eq!(*cell, format!("{amount} for {side}"), "{across} {up}");
        }
    }
    assert!(rows.len() >= 5 && rows.iter().all(|row| row.len() >= 5));
    assert_eq!(html.matches("data-here").count(), 1);
}

#[test]
fn no_driver_stands_on_both_axes() {
    for same in ["revenue", "offer.margin", "usd_rate"] {
        let html = part(view(&format!("pax={same}&pdn={same}"), Language::En));
        let lists: Vec<&str> = html.split("<select").skip(1).collect();
        let chosen: Vec<&str> = lists
            .iter()
            .map(|list| {
                let option = list.split("<option").find(|option| option.contains("selected")).unwrap();
                option.split_once("value=\"").unwrap().1.split_once('"').unwrap().0
            })
            .collect();
        assert_eq!(chosen.len(), 2);
        assert_ne!(chosen[0], chosen[1]);
        assert_eq!(chosen[0], same);
    }
}

#[test]
fn what_tips_nothing_is_said_to() {
    let alone = lead(&part(view("pax=direct.leakage&pdn=offer.funding", Language::En)));
    assert!(alone.contains("nothing on this map tips that"), "{alone}");
    let still = text(&part(view("pax=direct.leakage&pdn=offer.funding", Language::En)));
    assert!(still.contains("“Funding by the distributor” is nothing today"), "{still}");
    let none = part(view("rem=0&res=0&reb=0&rea=0", Language::En));
    assert!(lead(&none).contains("Without revenue") && !none.contains("<svg"), "{none}");
}

#[test]
fn where_direct_opens_is_a_line_with_its_value() {
    let view_of = |fragment: &str| view(fragment, Language::En);
    let estimated = view_of("");
    let opens = estimated.answer.break_even[0].opens_at.unwrap().exact();
    let words = estimated.locale.money(opens, estimated.answer.currency);
    let html = part(estimated);
    assert!(html.contains(&format!("direct opens: {words}<")), "{words}");
    // A stated amount follows no driver.
    let stated = part(view_of("bt=900000"));
    assert!(!stated.contains("landscape-opens") && text(&stated).contains("stands under the requirements"));
}

#[test]
fn on_paper_there_are_no_controls() {
    for language in Language::ALL {
        let paper = part(View { printing: true, ..view("", language) });
        assert!(!paper.contains("<select") && !paper.contains("type=\"range\"") && paper.contains("<svg"));
        assert!(paper.contains("<details class=\"landscape-table\" open"), "{paper}");
    }
}

#[test]
fn a_field_that_can_t_be_read_is_waited_for() {
    use tierwise::app::{Action, Subject};
    use tierwise::engine::catalogue::Slot;
    let state = State::new(link::plain(""), Date::literal(2026, 11, 22));
    let slot = Slot::from_path("labour.hourly_cost").unwrap();
    let state = state.update(Action::Unread(Subject::At(slot), Some("four".to_string())));
    let html = part(View::new(Locale::embedded(Language::En), std::rc::Rc::new(state)));
    assert!(lead(&html).contains("waits for a field") && !html.contains("<svg"));
}

#[test]
fn every_driver_can_be_drawn_in_every_language() {
    for language in Language::ALL {
        for (place, across) in Driver::ALL.into_iter().enumerate() {
            let up = Driver::ALL[(place + 7) % 15];
            let html = part(view(
                &format!("pax={}&pdn={}&0fu=5000&0fe=800&de=modern_work&bt=1200000", across.id(), up.id()),
                language,
            ));
            assert!(html.contains("<svg") && html.contains("type=\"range\""), "{across:?}");
            assert!(!html.contains("“”") && !html.contains("‘’") && !html.contains("„“"), "{across:?}: {html}");
            let says: Vec<&str> =
                html.split("aria-valuetext=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert!(says.len() == 2 && says.iter().all(|says| says.contains(':')), "{says:?}");
        }
    }
}

#[test]
fn without_charts_the_sentence_and_the_table_stay() {
    let settings = Settings::read("hide=charts", Language::CODES);
    let provider = Provider::new(None, settings.reach);
    let today = Date::literal(2026, 11, 22);
    let state = State::provided(link::plain(""), today, 0, provider, settings.flaws, None);
    let html = part(View::new(Locale::embedded(Language::En), std::rc::Rc::new(state)));
    assert!(!html.contains("<svg") && !html.contains("type=\"range\""));
    assert!(
        finding(&html).contains("At today’s figures") && lead(&html).contains("ahead by") && html.contains("<table")
    );
}
