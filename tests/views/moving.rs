//! Moving: what it says in each case, and that its figures are the report's.

use std::rc::Rc;

use tierwise::app::{Action, Subject};
use tierwise::engine::Evaluation;
use tierwise::engine::catalogue::{FieldId, Portfolio, Slot};
use tierwise::engine::report::Transition;
use tierwise::engine::transition::Course;
use tierwise::i18n::Language;
use tierwise::ui::View;

use super::decide::{SCENARIOS, drawn, view};

/// A direct partner that meets what is asked.
const STAYS: &str =
    "ro=direct&bt=3200000&de=modern_work&rem=2000000&sp=asfp&mf=true&sc=true&ah=2&ma=true&ve=true&as=true&da=true";
/// One that doesn't.
const FAILS: &str = "ro=direct&dma=6";

/// The part, an element a line.
fn part(view: View) -> String {
    let html = drawn(view);
    let start = html.find("id=\"decide-moving\"").expect("the part");
    let rest = &html[start..];
    let end = rest.find("<section class=\"part\"").unwrap_or(rest.len());
    rest[..end].to_string()
}

/// A section of it.
fn section(view: View, name: &str) -> String {
    let part = part(view);
    let start = format!("<h3 id=\"decide-moving-{name}\"");
    let (_, rest) = part.split_once(&start).expect("the section");
    let end = rest.find("<h3 id=\"decide-moving-").unwrap_or(rest.len());
    [&start, &rest[..end]].concat()
}

/// What is read of it.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for sign in html.chars() {
        match sign {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(sign),
            _ => {}
        }
    }
    let text = text.replace("&#x27;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn english(fragment: &str) -> View {
    view(fragment, Language::En)
}

fn says(fragment: &str) -> String {
    words(&part(english(fragment)))
}

/// The lead, which says what presses.
fn lead(fragment: &str) -> String {
    let part = part(english(fragment));
    let start = part.find("part-lead").unwrap();
    let end = start + part[start..].find("</p>").unwrap();
    words(&format!("<p {}", &part[start..end]))
}

fn report(view: &View) -> (Transition, Course) {
    let evaluation = Evaluation::new(&view.state.scenario, view.state.today);
    (evaluation.transition().unwrap(), evaluation.course().unwrap())
}

#[test]
fn where_the_dates_press_it_says_by_when_to_start() {
    let html = says(&format!("{FAILS}&an=3"));
    assert!(lead(&format!("{FAILS}&an=3")).starts_with("Start by 6 January 2027 to be over before the suspension."));
    for sentence in [
        "Your last check was from 1 March 2026.",
        "Your next check is from 1 March 2027.",
        "Reported for a partner that fails: suspended from 31 March 2027, revoked from 30 April 2027.",
        "Moving takes 12 weeks, preparation included.",
        "Planned after the authorisation is revoked: Business Applications.",
        "Start by 6 January 2027 Your own tenant",
        "Reported: suspended from this day",
    ] {
        assert!(html.contains(sentence), "{sentence}\n{html}");
    }
    assert!(!html.contains("only if you fail"), "{html}");
}

#[test]
fn where_it_is_late_it_says_so() {
    let late = format!("{FAILS}&an=12");
    assert!(lead(&late).starts_with("To be over before the suspension you had to start by 8 October 2026. Start now"));
    assert!(says(&late).contains("Start today Your own tenant"), "{}", says(&late));
}

#[test]
fn where_the_authorisation_is_lost_it_says_to_start_now() {
    for month in ["", "&an=10"] {
        for status in ["restricted", "suspended", "revoked"] {
            let fragment = format!("{STAYS}&au={status}{month}");
            assert!(lead(&fragment).starts_with("Start today: the authorisation is no longer fully active."));
            assert!(says(&fragment).contains(&format!("as you filled in: {status}.")));
        }
    }
    let recent = says(&format!("{STAYS}&au=suspended&an=10"));
    assert!(recent.contains("Your last check was from 1 October 2026. Look in Partner Center today"), "{recent}");
}

#[test]
fn where_it_takes_too_long_it_says_so() {
    let slow = lead(&format!("{FAILS}&an=3&cs=600&tw=1"));
    assert!(slow.starts_with("At this pace moving takes more than ten years."), "{slow}");
}

#[test]
fn for_a_partner_that_may_stay_the_dates_hold_only_if_it_fails() {
    let html = says(&format!("{STAYS}&an=5"));
    assert!(html.contains("revoked from 30 June 2027. These dates hold only if you fail the check."), "{html}");
    for never in ["Start by", "Reported: suspended from this day", "dashed lines", "Planned after", "not open to you"] {
        assert!(!html.contains(never), "{never}\n{html}");
    }
}

#[test]
fn what_is_not_known_leads_to_its_field() {
    let view = english(FAILS);
    let html = section(view.clone(), "check");
    let text = words(&html);
    assert!(text.contains("Fill in the month in which you joined CSP to see the dates."), "{text}");
    assert!(text.contains("What does Partner Center say of your authorisation today?"), "{text}");
    assert_eq!(html.matches("class=\"link answer\"").count(), 2, "{html}");
    let known = section(english(&format!("{FAILS}&an=3&au=active")), "check");
    assert!(!known.contains("link answer"), "{known}");
    assert!(!section(View { printing: true, ..view }, "check").contains("<button"));
}

#[test]
fn an_anniversary_before_the_rules_is_no_check() {
    let html = says(&format!("{FAILS}&an=3&on=2025-11-22"));
    assert!(html.contains("Your last anniversary, 1 March 2025, was before these rules held."), "{html}");
    let first = says(&format!("{FAILS}&an=10&on=2026-10-01"));
    assert!(first.contains("Your last check was from 1 October 2025. source"), "{first}");
    assert!(first.contains("Your next check is from 1 October 2026."), "{first}");
}

#[test]
fn the_figures_are_the_reports() {
    for fragment in [format!("{FAILS}&an=3"), STAYS.to_string(), format!("{STAYS}&rem=4000000&0mgm=24&0fu=90000&tz=60")]
    {
        let view = english(&fragment);
        let (report, course) = report(&view);
        let html = section(view.clone(), "money");
        let text = words(&html);
        let money = |amount| view.locale.money(amount, view.answer.currency);
        let one_off =
            format!("Moving costs {} once, with {} transfer requests.", money(report.one_off.exact()), report.requests);
        assert!(text.contains(&one_off), "{one_off}\n{text}");
        let liquidity = money(report.liquidity.exact().abs());
        assert!(text.contains(&format!("{liquidity} once, because you pay the distributor")), "{text}");
        if !course.lost_incentives.exact().round_dp(0).is_zero() {
            let lost = format!(
                "earns no incentives for 12 months. Over the plan that comes to {}.",
                money(course.lost_incentives.exact())
            );
            assert!(text.contains(&lost), "{lost}\n{text}");
        }
        match report.payback_month {
            Some(month) => assert!(text.contains(&format!("paid for itself after {month} month")), "{text}"),
            None => assert!(text.contains("doesn’t pay for itself within 36 months"), "{text}"),
        }
        let trough = report.trough.unwrap();
        let deepest = format!(
            "At its lowest, in month {}, moving has cost you {}",
            trough.month,
            money(trough.amount.exact().abs())
        );
        let never = "Moving never costs more than it has brought.";
        assert!(text.contains(if trough.amount.exact().is_sign_negative() { &deepest } else { never }), "{text}");
        let sums = report.cumulative.unwrap();
        let cells: Vec<&str> =
            html.split("<td role=\"cell\">").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
        assert_eq!(cells.len(), sums.len(), "{html}");
        for (cell, sum) in cells.iter().zip(&sums) {
            let wanted = view.locale.number_signed(sum.exact(), 0);
            assert_eq!(words(cell).trim_start_matches('+'), wanted.trim_start_matches('+'));
        }
    }
}

#[test]
fn lost_incentives_are_what_the_sum_lacks() {
    // With and without the months in which none are earned.
    let view = english(&format!("{STAYS}&pom=40&de=modern_work,business_applications,data_ai"));
    let (with, course) = report(&view);
    let scenario = view.state.scenario.with(
        Slot::of(FieldId::MoveIncentiveLoss),
        tierwise::engine::scenario::Scenario::parse_text(Slot::of(FieldId::MoveIncentiveLoss), "0").ok(),
    );
    let without = Evaluation::new(&scenario, view.state.today).transition().unwrap();
    let last = |report: &Transition| report.cumulative.as_ref().unwrap().last().unwrap().exact();
    let lost = course.lost_incentives.exact();
    assert!(lost > 1000.into(), "{lost}");
    assert_eq!((last(&without) - last(&with)).round_dp(6), lost.round_dp(6));
}

#[test]
fn where_microsoft_ended_it_no_incentives_are_deducted() {
    let html = says(&format!("{STAYS}&au=revoked&an=10"));
    assert!(html.contains("moved revenue keeps its incentives. So none are deducted here."), "{html}");
}

#[test]
fn each_portfolio_with_revenue_has_a_number_and_a_handle() {
    let html = section(english("ro=direct&res=0&tsa=20&tsb=50"), "plan");
    for (portfolio, shown) in Portfolio::ALL.into_iter().zip([true, false, true, true]) {
        let id = portfolio.id();
        assert_eq!(html.contains(&format!("for=\"decide-moving-{id}\"")), shown, "{html}");
        assert_eq!(html.contains(&format!("id=\"decide-moving-{id}-slider\"")), shown, "{html}");
    }
    let text = words(&html);
    assert!(text.contains("month 20, from 22 June 2028"), "{text}");
    assert!(text.contains("month 50, from 22 December 2030: after the 36 months that are counted"), "{text}");
    // The handle of what never moves stands at the end.
    assert!(html.contains("max=\"37\"") && html.contains("value=\"37\""), "{html}");
}

#[test]
fn a_locked_or_printed_plan_has_no_controls() {
    for (name, fragment) in SCENARIOS {
        let html = part(View { printing: true, ..english(fragment) });
        for control in ["<input", "<select", "link answer", ".ics", "Drag a start"] {
            assert!(!html.contains(control), "{name}: {control}\n{html}");
        }
        // Nothing is folded.
        let folded = html.split("<details").skip(1).find(|fold| !fold.split('>').next().unwrap().contains(" open"));
        assert_eq!(folded, None, "{name}");
    }
}

#[test]
fn the_distributor_can_be_chosen() {
    let html = section(english("ro=direct&1na=Zuid%20%3Cb%3E&to=offers.1"), "plan");
    assert!(html.contains("<option value=\"offers.1\" selected"), "{html}");
    assert!(html.contains("Zuid &lt;b&gt;") && !html.contains("<b>"), "{html}");
}

#[test]
fn without_revenue_there_is_no_plan_by_month() {
    let html = says("ro=direct&rem=0&res=0&reb=0&rea=0&an=3");
    for sentence in ["Without revenue there is nothing to plan by month.", "Moving costs €", "Moving takes 12 weeks"]
    {
        assert!(html.contains(sentence), "{sentence}\n{html}");
    }
    for never in ["paid for itself", "At its lowest", "Drag a start"] {
        assert!(!html.contains(never), "{never}\n{html}");
    }
}

#[test]
fn the_steps_stand_in_order_with_who_does_them_and_their_sources() {
    let html = section(english(&format!("{FAILS}&an=3")), "steps");
    let text = words(&html);
    let mut rest = text.as_str();
    for step in [
        "Enrol as an indirect reseller",
        "Choose the distributor",
        "A relationship for each customer",
        "Who: you, the distributor and the customer",
        "The Microsoft Customer Agreement",
        "The transfer requests",
        "Modern Work from 22 November 2026",
        "A request lapses after 30 days.",
        "By your figures 80 requests",
        "Reported: at most 25 items in a request.",
        "Access, so that earned credit goes on",
        "The end of the support plan",
        "On 22 May 2027",
    ] {
        let place = rest.find(step).unwrap_or_else(|| panic!("{step} is not after the one before it\n{text}"));
        rest = &rest[place..];
    }
    for item in html.split("<li ").skip(1) {
        assert!(item.contains("https://"), "{item}");
    }
    let own = says(&format!("{STAYS}&pom=40&tl=3"));
    assert!(own.contains("You reckon that revenue that moves earns no incentives for 3 months."), "{own}");
    let own = says(&format!("{FAILS}&ti=40"));
    assert!(own.contains("You reckon with at most 40 items in a request."), "{own}");
}

#[test]
fn a_reseller_sees_the_way_to_direct() {
    let fragment = "im=3&bt=2000000&de=&sp=none";
    let view = english(fragment);
    let earliest = view.answer.eligibility.direct.earliest.unwrap();
    let date = view.locale.date(earliest);
    assert_eq!(
        lead(fragment),
        format!(
            "Direct is open to you from {date} at the earliest, with about 4 months for the application (reported)."
        )
    );
    let html = says(fragment);
    for sentence in [
        "Resellers are checked every year too, in the month in which they joined.",
        "Begin: Solutions Partner designation",
        "Reached: Experience as an indirect reseller Follows from your figures: in 9 months.",
        "Have ready: Microsoft support plan",
        "Apply for direct Reported: Microsoft takes about 4 months.",
        "Counted as met, but not known yet: MAICPP membership,",
        "Direct gets a new tenant",
        "Apply as a direct-bill partner From 22 August 2027 at the earliest",
        "The transfer requests From 22 December 2027 at the earliest You send them, the distributor approves them: it must agree.",
    ] {
        assert!(html.contains(sentence), "{sentence}\n{html}");
    }
    assert!(!html.contains("Sell as an indirect reseller first"), "{html}");
    let known = says("im=24&an=1");
    assert!(known.contains("the last time from 1 January 2026, the next time from 1 January 2027"), "{known}");
}

#[test]
fn revenue_that_is_never_reached_gives_no_date() {
    let fragment = "im=24&bt=1000&de=";
    assert!(lead(fragment).contains("doesn’t reach USD 1,000,000 a year within ten years"), "{}", lead(fragment));
    let html = says(fragment);
    assert!(html.contains("Not met: CSP revenue billed by Microsoft and Solutions Partner designation."), "{html}");
    assert!(html.contains("There are no dates to keep yet."), "{html}");
    assert!(!html.contains("(.ics)"), "{html}");
}

#[test]
fn a_newcomer_sells_as_a_reseller_first() {
    let html = says("ro=new&bt=2000000");
    assert!(html.contains("You are not in the programme yet"), "{html}");
    assert!(html.contains("Sell as an indirect reseller first Microsoft asks for 12 months"), "{html}");
}

#[test]
fn it_waits_for_a_field_that_cant_be_read() {
    let view = english(&format!("{FAILS}&an=3"));
    let slot = Slot::of(FieldId::Customers);
    let state = view.state.update(Action::Unread(Subject::At(slot), Some("many".to_string())));
    let html = part(View::new(view.locale.clone(), Rc::new(state)));
    assert!(words(&html).contains("This waits for a field that can’t be read."), "{html}");
    assert!(!html.contains("<h3"), "{html}");
}
