//! Each portfolio through a channel of its own: the figures are the engine's, and what a mix with direct demands is said.

use rust_decimal::Decimal;
use tierwise::engine::Evaluation;
use tierwise::engine::mix::{ChosenMix, kept_direct};
use tierwise::i18n::{Language, Message};
use tierwise::ui::View;
use tierwise::ui::report::receipt::{Topic, opened};
use yew::prelude::*;

use super::decide::{SCENARIOS, drawn, view};

/// Direct is open, every requirement met.
const OPEN: &str =
    "ro=direct&bt=3200000&de=modern_work&rem=2000000&sp=asfp&mf=true&sc=true&ah=2&ma=true&ve=true&as=true&da=true&an=5";

fn planned(view: &View) -> Option<ChosenMix> {
    Evaluation::new(&view.state.scenario, view.state.today).chosen_mix()
}

/// The part of the page.
fn part(view: &View) -> String {
    let html = drawn(view.clone());
    let start = html.find("aria-labelledby=\"decide-mix\"").unwrap();
    let end = html[start..].find("</section>").unwrap();
    html[start..start + end].to_string()
}

/// A figure as a table writes it.
fn bare(view: &View, amount: Decimal) -> String {
    view.locale.number_signed(amount, 0).trim_start_matches('+').to_string()
}

/// An English figure of a table, back as a number.
fn number(text: &str) -> i64 {
    text.replace(',', "").replace('\u{2212}', "-").parse().unwrap_or_else(|_| panic!("{text}"))
}

/// What stands in the last cell of each row of the table by portfolio.
fn last_cells(html: &str) -> Vec<String> {
    let table = &html[html.find("mix-table").unwrap()..];
    let table = &table[..table.find("</table>").unwrap()];
    let rows = table.split("<tr").skip(2);
    rows.map(|row| row.rsplit_once("</td>").unwrap().0.rsplit_once('>').unwrap().1.trim().to_string()).collect()
}

fn says(view: &View, message: Message) -> bool {
    let words = view.locale.say(message, &[]).plain();
    // Without its tags.
    let text: String = part(view).split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect();
    text.replace('\n', "").contains(&words)
}

#[test]
fn rows_add_up_to_the_net_of_the_engine() {
    let chosen = ["", "&mxm=direct", "&mxm=direct&mxa=offers.0", "&mxm=offers.0&mxs=direct&mxb=direct&mxa=direct"];
    for (name, fragment) in SCENARIOS {
        for more in chosen {
            let view = view(&[fragment, more].concat(), Language::En);
            let Some(mix) = planned(&view) else { continue };
            let cells = last_cells(&part(&view));
            let (total, rows) = cells.split_last().unwrap();
            assert_eq!(*total, bare(&view, mix.net.exact()), "{name}{more}");
            assert_eq!(rows.iter().map(|row| number(row)).sum::<i64>(), number(total), "{name}{more}: {cells:?}");
        }
    }
}

#[test]
fn a_portfolio_with_revenue_has_a_list_with_every_channel_and_the_best() {
    let view = view("1na=Zuid&rea=0&mxm=offers.1", Language::En);
    let html = part(&view);
    assert_eq!(html.matches("<select").count(), 3);
    assert_eq!(html.matches("<option").count(), 3 * 4);
    let list = &html[html.find("id=\"decide-mix-modern_work\"").unwrap()..];
    let list = &list[..list.find("</select>").unwrap()];
    let selected = list.split("<option").find(|option| option.contains("selected")).unwrap();
    assert!(selected.contains("Zuid"), "{list}");
    assert!(html.contains("All to the best"));
    let free = part(&self::view("", Language::En));
    assert!(!free.contains("All to the best"));
    assert_eq!(free.matches("The best: ").count(), 4, "{free}");
}

#[test]
fn on_paper_there_is_no_control() {
    let html = part(&View { printing: true, ..view("mxm=direct", Language::Nl) });
    assert!(!html.contains("<select") && !html.contains("class=\"button\""), "{html}");
    assert!(html.contains("Uw mix"));
}

#[test]
fn what_it_gains_and_what_it_falls_short_is_the_engines() {
    for (name, fragment) in SCENARIOS {
        let view = view(&[fragment, "&mxm=direct&mxa=offers.0"].concat(), Language::En);
        let Some(mix) = planned(&view) else { continue };
        let html = part(&view);
        let amount = |amount: Decimal| view.locale.money_signed(amount.abs(), view.answer.currency).replace('+', "");
        assert!(html.contains(&amount(mix.gain().exact())), "{name}: {html}");
        let shown = mix.short().exact().abs() >= Decimal::ONE && mix.best.0 != mix.assignment;
        if shown && mix.gain().exact() >= Decimal::ZERO {
            assert!(html.contains(&amount(mix.short().exact())), "{name}: {html}");
        }
    }
}

#[test]
fn what_a_mix_with_direct_demands_stands_where_it_is_shown() {
    let open = [OPEN, "&mxa=offers.0"].concat();
    for language in Language::ALL {
        let direct = view(&open, language);
        assert!(says(&direct, Message::MixRequirementsMet), "{}", language.code());
        assert!(says(&direct, Message::MixTenant), "{}", language.code());
        assert!(says(&direct, Message::MixCountsToo), "{}", language.code());
        assert!(!says(&direct, Message::MixDemandsNone));
        let offers = view("mxa=offers.0", language);
        assert!(says(&offers, Message::MixDemandsNone), "{}", language.code());
        assert!(!says(&offers, Message::MixTenant));
    }
    // Everything direct: one tenant, one bill.
    let all = view(&[OPEN, "&mxm=direct&mxs=direct&mxb=direct&mxa=direct"].concat(), Language::En);
    assert!(!says(&all, Message::MixTenant) && !says(&all, Message::MixCountsToo));
}

#[test]
fn every_requirement_that_is_in_the_way_leads_to_its_field() {
    let view = view("im=3&mxm=direct", Language::En);
    let requirements = &view.answer.eligibility.direct.requirements;
    let open = requirements.iter().filter(|of| !matches!(of.status, tierwise::engine::report::Status::Met)).count();
    let html = part(&view);
    assert_eq!(html.matches("class=\"mix-open\"").count(), open, "{html}");
    assert!(html.contains("Experience as an indirect reseller: not met"), "{html}");
    assert!(says(&view, Message::MixDirectClosed));
}

#[test]
fn fixed_costs_are_whole() {
    let view =
        view(&[OPEN, "&df=22500&dpf=14000&mxm=offers.0&mxa=offers.0&mxs=offers.0&mxb=direct"].concat(), Language::En);
    let mix = planned(&view).unwrap();
    let evaluation = Evaluation::new(&view.state.scenario, view.state.today);
    let direct = evaluation.bought(&mix.assignment).into_iter().next().unwrap();
    let fixed = -direct.fixed.exact();
    let words = format!("Every fixed cost of direct, whole: {} a year", view.locale.money(fixed, view.answer.currency));
    assert!(part(&view).contains(&words), "{words}");
}

#[test]
fn what_stays_direct_is_set_against_the_threshold() {
    let check = |billed: &str, words: &str| {
        let view = view(
            &format!("ro=direct&bt={billed}&rem=500000&res=0&reb=0&rea=500000&dmm=20&dma=20&mxm=direct&mxa=offers.0"),
            Language::En,
        );
        let mix = planned(&view).unwrap();
        let kept = kept_direct(&*view.situation, &mix.assignment).unwrap();
        let html = part(&view);
        assert!(html.contains(&view.locale.usd(kept.exact())), "{html}");
        assert!(html.replace('\u{A0}', " ").contains(words), "{billed}: {html}");
    };
    check("1999998", "that is USD 1 short");
    check("2000000", "that is USD 0 above it");
    check("2000002", "that is USD 1 above it");
    let older = view("ro=direct&ru=2018&mxm=direct", Language::En);
    assert!(says(&older, Message::MixNoThreshold));
    let nothing = view("dmm=100&dms=100&dmb=100&dma=100&mxm=direct", Language::En);
    assert!(says(&nothing, Message::MixNothingBilled));
}

#[derive(Properties, PartialEq)]
struct OpenedProps {
    view: View,
}

#[component]
fn Opened(props: &OpenedProps) -> Html {
    opened(&props.view, Topic::ChosenMix)
}

#[test]
fn its_receipt_ends_at_its_net() {
    let view = view(&[OPEN, "&mxa=offers.0"].concat(), Language::En);
    let mix = planned(&view).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let renderer = yew::LocalServerRenderer::<Opened>::with_props(OpenedProps { view: view.clone() });
    let html = tokio::task::LocalSet::new().block_on(&runtime, renderer.hydratable(false).render());
    let net = view.locale.money_exact(mix.net.reported(), view.answer.currency);
    assert!(html.contains(&format!("This mix: {net}")), "{net} in {html}");
    assert!(!html.contains("Best mix"));
}
