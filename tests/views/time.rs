//! Five years, drawn on this machine.

use std::rc::Rc;

use tierwise::app::filled::Provider;
use tierwise::app::host::Settings;
use tierwise::app::{Action, State, Subject};
use tierwise::engine::Evaluation;
use tierwise::engine::catalogue::{FieldId, Portfolio, Slot};
use tierwise::engine::date::Date;
use tierwise::engine::report::Projection;
use tierwise::engine::situation::ChannelId;
use tierwise::i18n::{Language, Locale, Message};
use tierwise::link;
use tierwise::ui::View;

use super::decide::{SCENARIOS, drawn, view};

/// The section of a part, from its heading to the next part.
pub(crate) fn section(html: &str, id: &str) -> String {
    let start = html.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("{id} in\n{html}"));
    let rest = &html[start..];
    rest.split("<section").next().unwrap().to_string()
}

/// The figure with this id.
pub(crate) fn figure(html: &str, id: &str) -> String {
    let start = html.find(&format!("<figure id=\"{id}\"")).unwrap_or_else(|| panic!("{id} in\n{html}"));
    html[start..].split("</figure>").next().unwrap().to_string()
}

/// The words of HTML, without its tags.
pub(crate) fn words(html: &str) -> String {
    let mut words = String::new();
    for piece in html.split('<') {
        words.push_str(piece.split_once('>').map_or(piece, |(_, words)| words).trim_matches('\n'));
    }
    words.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
}

/// The rows of the first table of this HTML, each cell in words.
pub(crate) fn rows(html: &str) -> Vec<Vec<String>> {
    let body =
        html.split("<tbody").nth(1).unwrap_or_else(|| panic!("a table in\n{html}")).split("</tbody>").next().unwrap();
    let rows = body.split("<tr").skip(1);
    rows.map(|row| {
        let cells = row.split("</th>").flat_map(|part| part.split("</td>"));
        let cells = cells.map(|cell| words(&format!("<{}", cell.trim_start())));
        cells.filter(|cell| !cell.trim().is_empty()).map(|cell| cell.trim().to_string()).collect()
    })
    .collect()
}

fn projection(view: &View) -> Projection {
    Evaluation::new(&view.state.scenario, view.state.today).projection()
}

fn time(view: View) -> String {
    section(&drawn(view), "decide-time")
}

fn bare(view: &View, amount: rust_decimal::Decimal) -> String {
    let text = view.locale.number_signed(amount, 0);
    text.strip_prefix('+').unwrap_or(&text).to_string()
}

#[test]
fn the_tables_have_the_figures_of_the_report() {
    for (name, fragment) in SCENARIOS {
        if name == "no revenue" {
            continue;
        }
        for language in Language::ALL {
            let view = view(fragment, language);
            let projection = projection(&view);
            let html = time(view.clone());
            let nets = rows(&figure(&html, "decide-time-nets"));
            assert_eq!(nets.len(), 5, "{name}");
            for (row, year) in nets.iter().zip(&projection.years) {
                let mut expected = vec![bare(&view, year.revenue.exact())];
                expected.extend(year.net.iter().map(|(_, net)| bare(&view, net.exact())));
                assert_eq!(row[1..], expected, "{name}, {language:?}");
            }
            let billed = rows(&figure(&html, "decide-time-billed"));
            for (row, year) in billed.iter().zip(&projection.years) {
                let verdict = if year.direct_allowed { Message::TimeBilledEnough } else { Message::TimeBilledTooLow };
                let words = view.locale.text(verdict).to_string();
                assert_eq!(row[1..], [bare(&view, year.ttm_usd.exact()), words], "{name}, {language:?}");
            }
            for (channel, npv) in &projection.npv {
                let words = words(&html);
                match npv {
                    Some(npv) => {
                        let text = view.locale.money_signed(npv.exact(), view.answer.currency);
                        assert!(words.contains(text.strip_prefix('+').unwrap_or(&text)), "{name}: {channel:?} {words}");
                    }
                    None => {
                        assert_eq!(*channel, ChannelId::Direct);
                        assert!(words.contains(view.locale.text(Message::TimeValueNone)), "{name}: {words}");
                    }
                }
            }
        }
    }
}

/// What is said of when direct opens or is lost, with what is said in English.
#[test]
fn the_year_in_which_direct_opens_or_is_lost_is_said() {
    // The growth of every portfolio, in percent a year; without any, 10 each.
    let cases = [
        ("bt=1500000", "Revenue is enough for direct in all five years: Microsoft bills USD 1,500,000 or more"),
        ("bt=300000", "Revenue isn’t enough for direct in any of the five years: Microsoft bills at most USD 439,230"),
        ("bt=900000", "Direct opens in year 3: Microsoft then bills USD 1,089,000"),
        ("bt=1100000&growth=-10", "Direct is lost in year 2: Microsoft then bills only USD 990,000"),
        // At the threshold to the dollar, and one below.
        ("bt=1000000&growth=0", "Microsoft bills USD 1,000,000 or more"),
        ("bt=999999&growth=0", "Microsoft bills at most USD 999,999"),
        // One portfolio shrinks away while another grows.
        (
            "bt=1040000&rem=500000&rea=500000&res=0&reb=0&grm=-40&gra=25",
            "Direct is lost in year 2, when Microsoft bills only",
        ),
    ];
    for (fragment, expected) in cases {
        let words = words(&time(view(&growing(fragment), Language::En)));
        assert!(words.replace('\u{a0}', " ").contains(expected), "{fragment}: {expected} in\n{words}");
    }
}

/// The fragment with one growth for every portfolio.
fn growing(fragment: &str) -> String {
    let Some((start, growth)) = fragment.split_once("&growth=") else { return fragment.to_string() };
    format!("{start}&grm={growth}&grs={growth}&grb={growth}&gra={growth}")
}

#[test]
fn rules_without_a_threshold_say_so() {
    let view = view("on=2018-10-01&ru=2018", Language::En);
    assert_eq!(view.answer.rules.revenue_threshold(), None);
    let words = words(&time(view));
    assert!(words.contains("These rules ask no revenue of a direct partner."), "{words}");
    assert!(!words.contains("too low for direct"), "{words}");
}

#[test]
fn the_finding_names_the_channel_that_is_worth_most_and_by_how_much() {
    let mut seen = Vec::new();
    for (name, fragment) in SCENARIOS {
        if name == "no revenue" {
            continue;
        }
        let view = view(fragment, Language::En);
        let projection = projection(&view);
        let words = words(&time(view.clone()));
        let direct = projection.npv[0].1.map(|npv| npv.reported());
        let mut offers: Vec<_> = projection.npv[1..].iter().map(|(_, npv)| npv.unwrap().reported()).collect();
        offers.sort_unstable();
        let best = offers.pop().unwrap();
        let money = |amount: rust_decimal::Decimal| view.locale.money(amount.abs(), view.answer.currency);
        let expected = match (direct, offers.pop()) {
            (Some(direct), _) => {
                seen.push(if direct > best { "direct" } else { "offer" });
                let side = if direct > best { "Direct leaves most" } else { "leaves most" };
                assert!(words.contains(side), "{name}: {words}");
                money(direct - best)
            }
            (None, Some(next)) => {
                seen.push("several");
                money(best - next)
            }
            (None, None) => {
                seen.push("alone");
                money(best)
            }
        };
        assert!(words.contains(&expected), "{name}: {expected} in\n{words}");
    }
    for case in ["direct", "alone"] {
        assert!(seen.contains(&case), "{case} in {seen:?}");
    }
}

#[test]
fn another_reason_than_revenue_is_said() {
    let said = |fragment: &str| {
        words(&time(view(fragment, Language::En)))
            .contains("Today another reason than revenue keeps direct closed to you.")
    };
    // Lost authorisation, above the threshold.
    assert!(said("ro=direct&au=suspended&an=10&bt=1500000"));
    // Revenue alone.
    assert!(!said("bt=500000&im=24"));
    assert!(!said("bt=1500000&im=24"));
}

#[test]
fn what_it_rests_on_leads_to_its_fields_except_on_paper() {
    for language in Language::ALL {
        let view = view("res=0&reb=0", language);
        let html = time(view.clone());
        let list = html.split("class=\"time-rests\"").nth(1).unwrap().split("</ul>").next().unwrap();
        // Two portfolios with revenue, the rise of costs, the discount and what Microsoft billed.
        assert_eq!(list.matches("<button").count(), 5, "{list}");
        let paper = time(View { printing: true, ..view });
        let list = paper.split("class=\"time-rests\"").nth(1).unwrap().split("</ul>").next().unwrap();
        assert_eq!((list.matches("<button").count(), list.matches("<li").count()), (0, 5), "{list}");
        assert!(paper.contains("<details class=\"chart-table\" open"), "{paper}");
    }
}

#[test]
fn without_revenue_it_asks_for_revenue() {
    for language in Language::ALL {
        let view = view("rem=0&res=0&reb=0&rea=0", language);
        let html = time(view.clone());
        assert!(words(&html).contains(view.locale.text(Message::SentenceNoRevenue)));
        assert!(!html.contains("<svg class=\"chart"), "{html}");
    }
}

#[test]
fn without_charts_the_findings_and_the_tables_stay_and_hidden_fields_are_no_links() {
    let settings = Settings::read("hide=charts,finance.discount_pct", Language::CODES);
    let provider = Provider::new(None, settings.reach);
    let today = Date::literal(2026, 11, 22);
    let state = State::provided(link::decode("", today), today, 0, provider, settings.flaws, None);
    let html = drawn(View::new(Locale::embedded(Language::En), Rc::new(state)).complete());
    for (part, figures) in [("decide-time", 2), ("decide-doubt", 2)] {
        let html = section(&html, part);
        assert!(!html.contains("chart-drawings") && !html.contains("class=\"chart-svg"), "{part}");
        assert_eq!(html.matches("class=\"chart-finding\"").count(), figures, "{part}");
        assert_eq!(html.matches("<tbody").count(), figures, "{part}");
        assert!(!html.contains("Show all"), "{part}");
    }
    let list = html.split("class=\"time-rests\"").nth(1).unwrap().split("</ul>").next().unwrap();
    assert!(words(list).contains("Discount rate"), "{list}");
    assert_eq!((list.matches("<li").count(), list.matches("<button").count()), (7, 6), "{list}");
}

#[test]
fn while_a_field_cant_be_read_the_parts_wait() {
    for language in Language::ALL {
        let view = view("", language);
        let subject = Subject::At(Slot::portfolio(FieldId::Revenue, Portfolio::Azure));
        let state = view.state.update(Action::Unread(subject, Some("12x".to_string())));
        let view = View::new(view.locale.clone(), Rc::new(state)).complete();
        assert!(view.state.waits());
        let html = drawn(view.clone());
        for part in ["decide-time", "decide-doubt"] {
            let html = section(&html, part);
            assert!(words(&html).contains(view.locale.text(Message::DecideUnread)), "{part}: {html}");
            assert!(!html.contains("<table") && !html.contains("<button"), "{part}: {html}");
        }
    }
}
