//! Scenarios beside each other: what is said of each, and that their figures are those of their own reports.

use std::rc::Rc;

use tierwise::app::State;
use tierwise::engine::catalogue::FieldId;
use tierwise::i18n::Language;
use tierwise::ui::View;

use super::decide::{drawn, view};

/// The part as HTML, without the lines between elements.
fn part(view: View) -> String {
    let html = drawn(view);
    let (_, part) = html.split_once("id=\"decide-scenarios\"").expect("there is the part");
    let (part, _) = part.split_once("</section>").expect("it ends");
    part.replace(">\n<", "><")
}

fn of(fragment: &str) -> String {
    part(view(fragment, Language::En))
}

#[test]
fn without_any_it_says_what_can_be_kept() {
    let html = of("");
    assert!(html.contains("Keep these figures as a scenario"), "{html}");
    assert!(html.contains("id=\"decide-scenarios-next\""));
    assert!(!html.contains("<table"));
    // On paper there is nothing to do.
    let paper = part(View { printing: true, ..view("sc1=A", Language::En) });
    assert!(!paper.contains("<input") && !paper.contains("<button"), "{paper}");
}

#[test]
fn its_figures_are_those_of_its_own_report() {
    let fragment = "rea=300000&sc1=Growth%7Crea%3D900000%7Cim%3D24%7C1na%3DB%7C1mgm%3D19";
    let present = view(fragment, Language::En);
    let html = part(present.clone());
    let mut state: State = (*present.state).clone();
    state.scenario = Rc::new(present.state.scenario.kept(FieldId::PlanFirst).unwrap().scenario().clone());
    let other = View::new(present.locale.clone(), Rc::new(state));
    for view in [&present, &other] {
        for channel in [&view.answer.channels[0], view.answer.channel(view.answer.best_offer).unwrap()] {
            let net = view.locale.money_signed(channel.net.exact(), view.answer.currency);
            let net = net.trim_start_matches('+');
            assert!(html.contains(&format!("<td>{net}</td>")), "{net} in {html}");
        }
    }
    assert!(html.contains("“Growth” leaves <strong>"), "{html}");
    assert!(html.contains("€300,000 a year now, €900,000 a year there"), "{html}");
    // A field of an offer that only the other has.
    assert!(html.contains("not filled in now"), "{html}");
}

#[test]
fn what_differs_is_said_in_words() {
    assert!(of("cs=90&sc1=A%7Ccs%3D90").contains("“A” states the same as your present figures"));
    assert!(of("sc1=A%7Crem%3D1").contains("Your present figures leave most"));
    assert!(of("sc1=A%7Cla%3D1").contains("Keep these figures"), "what can't be read is no scenario");
    let other = of("sc1=A%7Ccu%3DUSD");
    assert!(other.contains("in another currency"), "{other}");
    // Kept under the rules of the present figures, unless it has its own.
    let rules = of("ru=2020&sc1=A%7Ccs%3D90&sc2=B%7Cru%3D2018");
    assert!(!rules.contains("FY26"), "{rules}");
    assert!(of("sc1=A&sc2=B&sc3=C&sc4=D").contains("Four scenarios are kept"));
}

#[test]
fn a_name_is_a_text_and_nothing_else() {
    let html = of("sc1=%3Cb%3E%7Btext%7D%20%2Aa%2A%7Ccs%3D9");
    assert!(!html.contains("<b>") && html.contains("&lt;b&gt;{text} *a*"), "{html}");
}
