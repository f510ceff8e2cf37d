//! Offers beside each other, drawn on this machine: that the figures are the report's, and what is said in each case.

use std::rc::Rc;

use rust_decimal::Decimal;
use tierwise::app::filled::Provider;
use tierwise::app::host::Settings;
use tierwise::app::{Action, State, Subject};
use tierwise::engine::catalogue::{CHECKLIST, FieldId, Slot};
use tierwise::engine::date::Date;
use tierwise::engine::scenario::Value;
use tierwise::engine::worth::Comparison;
use tierwise::i18n::{Language, Locale};
use tierwise::link;
use tierwise::ui::View;

use super::decide::{SCENARIOS, drawn, view};

/// Three offers: the second leaves most, the first is better for Azure, the third is as the first but for its name.
const THREE: &str = "0na=Acme&0mga=9&1na=Beta&1mgm=17&1fu=3000&1sd=45&2na=Gamma&2mga=9";

/// The part in this language, as text without its markup.
fn words(view: View) -> String {
    let html = part(view);
    let mut text = String::new();
    for piece in html.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap_or_default();
        if tag.starts_with("/p") || tag.starts_with("/td") || tag.starts_with("/th") || tag.starts_with("/li") {
            text.push('|');
        }
        text.push_str(words.trim_matches('\n'));
    }
    text.replace("&#x27;", "'").replace("&amp;", "&").replace('\u{A0}', " ")
}

/// The part alone.
fn part(view: View) -> String {
    let html = drawn(view);
    let start = html.find("aria-labelledby=\"decide-offers\"").expect("the part is there");
    let rest = &html[start..];
    rest.split("</section>").next().unwrap_or_default().to_string()
}

fn english(fragment: &str) -> String {
    words(view(fragment, Language::En))
}

#[test]
fn the_finding_names_the_best_offer_and_where_another_is_better() {
    let text = english(THREE);
    assert!(text.contains("Of 3 offers, Beta is the best: it leaves €"), "{text}");
    assert!(text.contains(" a year better than Acme, which comes next."), "{text}");
    assert!(text.contains("For Azure, Acme would leave more."), "{text}");
    assert!(
        text.contains("For every portfolio, buying direct would leave more, before the fixed costs of direct."),
        "{text}"
    );
    let better = english("0mga=9&1mga=9&1mgm=17&1na=Beta");
    assert!(better.contains("There is no portfolio for which another offer would leave more."), "{better}");
}

#[test]
fn one_offer_stands_beside_direct() {
    let text = english("0na=Acme");
    assert!(text.contains("Acme leaves €"), "{text}");
    assert!(text.contains("That is €") && text.contains(" a year better than buying direct."), "{text}");
    assert!(!text.contains("Of 1"), "{text}");
    assert!(!part(view("0na=Acme", Language::En)).contains("decide-offers-chart"));
    let worse = english("0na=Acme&0mgm=2");
    assert!(worse.contains(" a year worse than buying direct."), "{worse}");
    let lost = english("0na=Acme&0mgm=0&0mgs=0&0mgb=0&0mga=0");
    assert!(lost.contains("With Acme you lose €"), "{lost}");
    // Four cents a year apart.
    let view = view("0na=Acme", Language::En);
    let ahead = view.answer.difference.exact();
    assert!(ahead > Decimal::ZERO);
    let fee = Value::Number((ahead - Decimal::new(4, 2)).round_dp(2));
    let even = view.state.update(Action::Set(Slot::of(FieldId::OfferFee).in_offer(0), Some(fee)));
    let text = words(View::new(view.locale.clone(), Rc::new(even)));
    assert!(text.contains("Buying direct comes to the same."), "{text}");
}

#[test]
fn equal_and_losing_offers_are_called_so() {
    let even = english("0na=Acme&1na=Beta");
    assert!(even.contains("Of 2 offers, Acme is the best") && even.contains("Beta comes to the same."), "{even}");
    let lost = english("rem=1000&res=0&reb=0&rea=0&0sc=9000&1sc=9500&0na=Acme&1na=Beta");
    assert!(lost.contains("Of 2 offers, Acme is the best, and still you lose €"), "{lost}");
    assert!(lost.contains("€500 a year better than Beta"), "{lost}");
}

#[test]
fn every_figure_is_the_report_s() {
    for (name, fragment) in SCENARIOS.into_iter().chain([("three", THREE)]) {
        let view = view(fragment, Language::En);
        let (answer, compared) = (view.answer.clone(), Comparison::of(&view.situation));
        let text = words(view.clone());
        let bare = |amount: Decimal| {
            let written = view.locale.number_signed(amount, 0);
            written.strip_prefix('+').unwrap_or(&written).to_string()
        };
        let cell = |figure: String| {
            assert!(
                text.contains(&format!("{figure}|")) || text.contains(&format!("{figure} ")),
                "{name}: {figure} in {text}"
            )
        };
        for place in &compared.placed {
            let channel = answer.channel(place.offer).unwrap();
            assert_eq!(channel.net, place.net, "{name}");
            if compared.placed.len() > 1 {
                cell(bare(channel.net.exact()));
                cell(bare(channel.working_capital.exact()));
            }
        }
        for bought in &compared.portfolios {
            for (_, left) in &bought.left {
                cell(bare(left.exact()));
            }
        }
        for worth in &compared.worth {
            if worth.point.exact() >= Decimal::ONE_HUNDRED {
                cell(bare(worth.point.exact()));
            }
        }
        let best = answer.channel(answer.best_offer).unwrap().net.exact().abs();
        let best = view.locale.money(best, answer.currency).replace('\u{A0}', " ");
        assert!(text.contains(&best), "{name}: {best} in {text}");
    }
}

#[test]
fn the_best_of_each_portfolio_is_marked_by_a_word() {
    let text = english(THREE);
    let row = |name: &str| {
        let start = text.rfind(&format!("|{name}|")).unwrap_or_else(|| panic!("{name} in {text}"));
        text[start + 1..].split('|').take(5).map(|cell| cell.trim_end().to_string()).collect::<Vec<_>>()
    };
    let modern = row("Modern Work");
    assert!(modern[1].ends_with("leaves more"), "{modern:?}");
    assert!(modern[3].ends_with("best offer") && !modern[2].contains("best"), "{modern:?}");
    // Both of two that are equal.
    let azure = row("Azure");
    assert!(azure[2].ends_with("best offer") && azure[4].ends_with("best offer"), "{azure:?}");
    assert!(!azure[3].contains("best"), "{azure:?}");
}

#[test]
fn where_a_margin_is_nearly_the_whole_that_is_said() {
    assert!(!english("").contains("no room for a point"));
    let text = english("0mga=99.5");
    assert!(text.contains("There is no room for a point more margin on Azure: what the last point brings"), "{text}");
}

#[test]
fn without_revenue_there_is_no_portfolio_to_compare() {
    let text = english("rem=0&res=0&reb=0&rea=0&1na=Beta");
    assert!(text.contains("There is no revenue, so there is no portfolio to compare."), "{text}");
    assert!(!text.contains("Paying about"), "{text}");
}

#[test]
fn while_a_field_cannot_be_read_nothing_is_said() {
    let view = view("1na=Beta", Language::En);
    let subject = Subject::At(Slot::of(FieldId::OfferFee));
    let state = view.state.update(Action::Unread(subject, Some("x".to_string())));
    let text = words(View::new(view.locale.clone(), Rc::new(state)));
    assert!(text.ends_with("This waits for a field that can’t be read.|"), "{text}");
}

#[test]
fn offers_can_be_named_copied_and_removed_where_that_is_open() {
    let html = part(view("1na=Beta", Language::En));
    assert!(html.contains("id=\"decide-offers-name-1\"") && html.contains("for=\"decide-offers-name-1\""), "{html}");
    for words in ["Copy Distributor A", "Copy Beta", "Remove Beta", "Add an offer", "Change the figures of Beta"] {
        assert!(html.contains(words), "{words} in {html}");
    }
    // Of one there is nothing to remove, to five nothing to add.
    assert!(!part(view("", Language::En)).contains("Remove Distributor A"));
    let five = part(view("4na=Five", Language::En));
    assert!(!five.contains("Add an offer") && !five.contains(">Copy ") && five.contains("Remove Five"), "{five}");
    assert!(five.contains("At most 5 offers can stand beside each other."), "{five}");
}

#[test]
fn what_is_locked_cannot_be_changed_here_either() {
    let settings = Settings::read("lock=offers.0.name,offers.0.margin_pct.azure", Language::CODES);
    let today = Date::literal(2026, 11, 22);
    // A host that fills in figures, and keeps two of them as they are.
    let opened = link::decode("0na=Acme&0mga=8&1na=Beta", today);
    let state = State::provided(opened, today, 0, Provider::new(None, settings.reach), settings.flaws, None);
    let html = part(View::new(Locale::embedded(Language::En), Rc::new(state)));
    let name = |number: u8| {
        let start = html.find(&format!("id=\"decide-offers-name-{number}\"")).unwrap();
        html[start..].split('>').next().unwrap().to_string()
    };
    assert!(name(0).contains("readonly") && !name(1).contains("readonly"), "{html}");
    assert!(html.contains("Can’t be changed on this page."), "{html}");
    // What is locked in an offer would be gone with it, or with one before it.
    assert!(!html.contains("Remove Acme") && html.contains("Remove Beta"), "{html}");
}

#[test]
fn the_checklist_says_how_much_is_settled_and_that_it_changes_no_figure() {
    let text = english("1na=Beta&1ck=exit_terms,api_export");
    assert!(text.contains("Distributor A: 0 of 8 settled"), "{text}");
    assert!(text.contains("Beta: 2 of 8 settled"), "{text}");
    assert!(text.contains("a tick changes no figure"), "{text}");
    assert!(
        text.contains("Reported: since October 2025 Microsoft asks USD 30,000,000 of billed CSP revenue"),
        "{text}"
    );
    let html = part(view("1ck=exit_terms", Language::En));
    assert_eq!(html.matches("type=\"checkbox\"").count(), 2 * CHECKLIST.len());
    assert_eq!(html.matches(" checked").count(), 1, "{html}");
    for id in CHECKLIST {
        assert!(html.contains(&format!("aria-describedby=\"decide-offers-ask-{id}\"")), "{id}");
    }
    let (with, without) = (view("1ck=exit_terms", Language::En), view("1na=Distributor%20B", Language::En));
    assert_eq!(with.answer.channels.len(), without.answer.channels.len());
    assert_eq!(with.answer.difference, without.answer.difference);
}

#[test]
fn paper_has_no_controls() {
    for (name, fragment) in SCENARIOS {
        let html = part(View { printing: true, ..view(fragment, Language::Nl) });
        for control in ["<input", "<select"] {
            assert!(!html.contains(control), "{name}: {control} in {html}");
        }
        // Those that save a chart are left out by the sheet.
        let saves = 2 * html.matches("chart-save").count();
        assert_eq!(html.matches("<button").count(), saves, "{name}: {html}");
    }
    let text = words(View { printing: true, ..view("0ck=api_export", Language::En) });
    assert!(text.contains("API, and export of your data: settled"), "{text}");
    assert!(text.contains("Credit limit, and the security asked for: still to settle"), "{text}");
}
