//! How sure the answer is, drawn on this machine.

use std::rc::Rc;

use rust_decimal::Decimal;
use tierwise::engine::Evaluation;
use tierwise::engine::doubt::{Certainty, doubt};
use tierwise::engine::quantity::Money;
use tierwise::engine::report::{Driver, Uncertainty};
use tierwise::i18n::{Arg, Language, Message};
use tierwise::ui::View;
use tierwise::ui::field::field_id;

use super::decide::{SCENARIOS, drawn, view};
use super::time::{figure, rows, section, words};

fn part(view: View) -> String {
    section(&drawn(view), "decide-doubt")
}

/// A view whose draws have these ends and this share.
fn with_draws(language: Language, p10: i64, p90: i64, ahead: &str) -> View {
    let mut view = view("", language);
    let drawn = Uncertainty {
        p10: Money::new(Decimal::from(p10)),
        p90: Money::new(Decimal::from(p90)),
        direct_ahead_pct: ahead.parse().unwrap(),
        ..(**view.uncertainty.as_ref().unwrap()).clone()
    };
    view.uncertainty = Some(Rc::new(drawn));
    view
}

#[test]
fn the_tables_have_the_figures_of_the_report() {
    for (name, fragment) in SCENARIOS {
        if name == "no revenue" {
            continue;
        }
        for language in Language::ALL {
            let view = view(fragment, language);
            let html = part(view.clone());
            let signed = |amount: Decimal| view.locale.number_signed(amount, 0);
            let turns = rows(&figure(&html, "decide-doubt-turns"));
            let sensitivity = Evaluation::new(&view.state.scenario, view.state.today).sensitivity();
            assert_eq!((turns.len(), sensitivity.len()), (15, 15));
            for (row, driver) in turns.iter().zip(&sensitivity) {
                let key = format!("driver.{}", driver.driver.id().replace('.', "_"));
                assert_eq!(row[0], view.locale.say(Message::by_name(&key).unwrap(), &[]).plain(), "{name}");
                // Whom it favours follows for who listens.
                assert!(row[1].starts_with(&signed(driver.low.exact())), "{name}: {row:?} {driver:?}");
                assert!(row[2].starts_with(&signed(driver.high.exact())), "{name}: {row:?} {driver:?}");
                if let Some(flip) = driver.flip {
                    let change = (flip.0 - Decimal::ONE) * Decimal::ONE_HUNDRED;
                    assert!(row[3].contains(&view.locale.percent_signed(change)), "{name}: {row:?} {driver:?}");
                } else {
                    let none = [Message::FlipNever, Message::DoubtTurnsNothing];
                    assert!(none.iter().any(|none| row[3] == view.locale.text(*none)), "{name}: {row:?}");
                }
            }
            let drawn = view.uncertainty.clone().unwrap();
            let bins = rows(&figure(&html, "decide-doubt-draws"));
            assert_eq!(bins.len(), 3 + 40, "{name}");
            let bare = |amount: Decimal| signed(amount).trim_start_matches('+').to_string();
            for (row, at) in bins.iter().zip([drawn.p10, drawn.p50, drawn.p90]) {
                assert!(row[0].ends_with(&bare(at.exact())), "{name}: {row:?}");
            }
            let counts: Vec<String> =
                drawn.histogram.counts.iter().map(|count| view.locale.number(Decimal::from(*count), 0)).collect();
            assert_eq!(bins[3..].iter().map(|row| row[1].clone()).collect::<Vec<_>>(), counts, "{name}");
            let from = bare(drawn.histogram.from.exact());
            assert!(bins[3][0].starts_with(&from), "{name}: {from} in {:?}", bins[3]);
        }
    }
}

#[test]
fn a_figure_tips_at_a_value_in_its_own_unit() {
    let view = view("", Language::En);
    let html = part(view.clone());
    let rows = rows(&figure(&html, "decide-doubt-turns"));
    let tips = |name: &str| {
        let row = rows.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("{name} in {rows:?}"));
        row[3].replace('\u{a0}', " ")
    };
    let units = [
        ("CSP revenue", "a year ("),
        ("Direct margin", "% of revenue ("),
        ("Margin through the distributor", "% of revenue ("),
        ("Price of the support plan", "a year ("),
    ];
    for (name, unit) in units {
        let tips = tips(name);
        assert!(
            tips.starts_with("Tips at ") && tips.contains(unit) || tips == "Doesn’t tip the answer",
            "{name}: {tips}"
        );
    }
    // What a driver is times its flip.
    let sensitivity = Evaluation::new(&view.state.scenario, view.state.today).sensitivity();
    let revenue = sensitivity.iter().find(|driver| driver.driver.id() == "revenue").unwrap();
    if let Some(flip) = revenue.flip {
        let value = view.situation.total_revenue().exact() * flip.0;
        let value = view.locale.money_short(value, view.answer.currency);
        assert!(tips("CSP revenue").contains(&value), "{value} in {}", tips("CSP revenue"));
    }
    assert!(sensitivity.iter().any(|driver| driver.flip.is_some()));
}

#[test]
fn a_close_call_is_called_one() {
    for language in Language::ALL {
        let said = |p10, p90, ahead| words(&part(with_draws(language, p10, p90, ahead)));
        let locale = view("", language).locale;
        let close = |words: &str| {
            let text = locale.say(Message::DoubtClose, &[("share", Arg::Text("|"))]).plain();
            words.contains(text.split('|').next().unwrap())
        };
        assert!(close(&said(-4_000, 9_000, "18.4")), "{language:?}");
        assert!(close(&said(-1, 1, "49.99")), "{language:?}");
        // Both on one side of zero, and ends at zero.
        assert!(!close(&said(4_000, 9_000, "2.5")), "{language:?}");
        assert!(!close(&said(-9_000, -4_000, "99.2")), "{language:?}");
        assert!(!close(&said(0, 9_000, "9.9")), "{language:?}");
        assert!(!close(&said(-9_000, 0, "90")), "{language:?}");
    }
}

#[test]
fn how_often_direct_is_ahead_is_said_in_words() {
    let said = |ahead| words(&part(with_draws(Language::En, -1, 1, ahead)));
    let cases = [
        ("0", "direct is ahead in none of 10,000 draws."),
        ("0.01", "direct is ahead in fewer than 1 of 100 draws."),
        ("0.99", "direct is ahead in fewer than 1 of 100 draws."),
        ("1", "direct is ahead in 1 of 100 draws."),
        ("17.63", "direct is ahead in 18 of 100 draws."),
        ("18.5", "direct is ahead in 19 of 100 draws."),
        ("99", "direct is ahead in 99 of 100 draws."),
        ("99.01", "direct is ahead in more than 99 of 100 draws."),
        ("100", "direct is ahead in all 10,000 draws."),
    ];
    for (ahead, expected) in cases {
        assert!(said(ahead).contains(expected), "{ahead}: {}", said(ahead));
    }
}

#[test]
fn until_the_draws_have_come_it_says_that_they_are_on_their_way() {
    for language in Language::ALL {
        let view = View { uncertainty: None, ..view("", language) };
        let html = part(view.clone());
        assert!(words(&html).contains(view.locale.text(Message::DoubtWaits)), "{html}");
        assert!(!html.contains("decide-doubt-draws"), "{html}");
        assert!(html.contains("decide-doubt-turns"), "{html}");
    }
}

/// The statements, each with how certain it is.
fn statements(html: &str) -> Vec<String> {
    let list = html.split("doubt-statements").nth(1).unwrap();
    let list = list.split("class=\"doubt-row\"").skip(1);
    // Without the beginning of the next.
    let list = list.map(|row| row.rsplit_once("<li").map_or(row, |(row, _)| row));
    list.map(|row| words(&format!("<{row}")).split('\n').collect::<Vec<_>>().concat()).collect()
}

#[test]
fn each_statement_says_how_certain_it_is() {
    let mut seen = Vec::new();
    for (name, fragment) in SCENARIOS {
        for language in Language::ALL {
            let view = view(fragment, language);
            let judged = doubt(&view.state.scenario, view.state.today);
            let said = statements(&part(view.clone()));
            assert_eq!(said.len(), 5, "{name}");
            let expected = [
                (Message::DoubtCertainIndirectAhead, &judged.indirect_ahead),
                (Message::DoubtCertainDirectAhead, &judged.direct_ahead),
                (Message::DoubtCertainDirect, &judged.direct),
                (Message::DoubtCertainRuledOut, &judged.direct_ruled_out),
                (Message::DoubtCertainIndirect, &judged.indirect),
            ];
            for (said, (statement, certainty)) in said.iter().zip(expected) {
                let statement = view.locale.text(statement);
                let rest = said.strip_prefix(statement).unwrap_or_else(|| panic!("{name}: {statement} in {said}"));
                let (word, case) = match certainty {
                    Certainty::Certainly => (Message::DoubtCertainYes, "certainly"),
                    Certainty::CertainlyNot => (Message::DoubtCertainNo, "certainly not"),
                    Certainty::Depends(_) => (Message::DoubtCertainDepends, "depends"),
                };
                seen.push(case);
                let same = certainty.is_open() && rest.trim() == view.locale.text(Message::DoubtCertainSame);
                assert!(same || rest.trim().starts_with(view.locale.text(word)), "{name}, {language:?}: {said}");
                // "Certainly" is where "certainly not" begins.
                let not = rest.trim().starts_with(view.locale.text(Message::DoubtCertainNo));
                assert_eq!(not, *certainty == Certainty::CertainlyNot, "{name}, {language:?}: {said}");
                let Certainty::Depends(slots) = certainty else { continue };
                if !same {
                    assert!(!slots.is_empty());
                }
            }
        }
    }
    for case in ["certainly", "certainly not", "depends"] {
        assert!(seen.contains(&case), "{case}");
    }
}

#[test]
fn what_it_depends_on_leads_to_the_form_except_on_paper() {
    let view = view(SCENARIOS[4].1, Language::En);
    let judged = doubt(&view.state.scenario, view.state.today);
    let Certainty::Depends(slots) = &judged.indirect_ahead else { panic!("{judged:?}") };
    assert!(slots.iter().all(|slot| field_id(*slot).starts_with("field-")));
    let html = part(view.clone());
    let row = html.split("class=\"doubt-row\"").nth(1).unwrap();
    assert_eq!(row.matches("<button").count(), slots.len(), "{row}");
    let paper = part(View { printing: true, ..view });
    let row = paper.split("class=\"doubt-row\"").nth(1).unwrap();
    assert_eq!((row.matches("<button").count(), row.matches("<li").count()), (0, slots.len() + 1), "{row}");
    assert!(!paper.contains("doubt-how"), "{paper}");
}

#[test]
fn the_next_question_is_the_one_that_removes_most_doubt() {
    for (name, fragment) in SCENARIOS {
        for language in Language::ALL {
            let view = view(fragment, language);
            let html = part(view.clone());
            let next = html.split("class=\"doubt-next\"").nth(1).unwrap().split("</p>").next().unwrap();
            let none = words(&format!("<{next}")).contains(view.locale.text(Message::DoubtNextNone));
            let question = doubt(&view.state.scenario, view.state.today).next_question;
            assert_eq!(none, question.is_none(), "{name}: {next}");
            assert_eq!(next.matches("<button").count(), usize::from(question.is_some()), "{name}: {next}");
            if let Some(slot) = question {
                let key = format!("field.{}.label", slot.row().message_key());
                let label = view.locale.say(Message::by_name(&key).unwrap(), &[]).plain();
                assert!(words(&format!("<{next}")).contains(&label), "{name}: {label} in {next}");
            }
        }
    }
    // Nothing is open any more: the figure is typed and every fact that counts is known.
    let settled = "im=2&de=modern_work&sp=none&mf=true&sc=true&ah=2&ma=true&ve=true&as=true&da=true&ia=true&di=true\
                   &ptm=0&pts=0&ptb=0&pta=0&cr=true&bt=500000&tm=3";
    let view = view(settled, Language::En);
    let judged = doubt(&view.state.scenario, view.state.today);
    assert_eq!(judged.next_question, None, "{judged:?}");
    assert!(words(&part(view)).contains("There is no next question"));
}

#[test]
fn bounds_are_said_where_figures_are_ranges() {
    let view = view(SCENARIOS[4].1, Language::En);
    let judged = doubt(&view.state.scenario, view.state.today);
    let words = words(&part(view.clone())).replace('\u{a0}', " ");
    let usd = |amount: Decimal| view.locale.usd(amount).replace('\u{a0}', " ");
    let billed = format!("Microsoft then bills between {} and {}", usd(judged.ttm.low), usd(judged.ttm.high));
    assert!(words.contains(&billed), "{billed} in {words}");
    assert!(words.contains("The difference then lies between €"), "{words}");
    assert!(!words.contains("No figure is a range yet"), "{words}");
    // Without a range it is said how to state one.
    let plain = super::time::words(&part(super::decide::view("", Language::En)));
    assert!(plain.contains("No figure is a range yet") && plain.contains("Type 10..20 in its box"), "{plain}");
    assert!(!plain.contains("Microsoft then bills between"), "{plain}");
}

#[test]
fn all_bars_are_drawn_on_paper_and_six_of_them_on_the_screen() {
    // A name may be set in several lines.
    let close = |words: &str| words.split_whitespace().collect::<String>();
    let bars = |printing| {
        let view = View { printing, ..view("", Language::En) };
        let html = part(view.clone());
        let picture = close(&words(figure(&html, "decide-doubt-turns").split("<table").next().unwrap()));
        let named = |driver: &&Driver| {
            let name = Message::by_name(&format!("driver.{}", driver.id().replace('.', "_"))).unwrap();
            picture.contains(&close(view.locale.text(name)))
        };
        (Driver::ALL.iter().filter(named).count(), html.contains("Show all 15"))
    };
    assert_eq!((bars(false), bars(true)), ((6, true), (15, false)));
}
