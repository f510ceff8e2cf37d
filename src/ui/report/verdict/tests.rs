//! Whole sentences, for each kind of answer, in both languages.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::rc::Rc;

use super::{Verdict, verdict};
use crate::app::{Action, State, Subject};
use crate::engine::catalogue::Slot;
use crate::engine::date::Date;
use crate::i18n::{Language, Locale, Phrase};
use crate::link;
use crate::ui::View;

/// All that is asked of direct, but for revenue, time and a designation.
const ALL_MET: &str = "sp=asfp&mf=true&sc=true&ah=2&ma=true&ve=true&as=true&cr=true&da=true";
/// Every margin at its default, typed: they are no assumption any more.
const MARGINS: &str = "dmm=20&dms=20&dmb=20&dma=12&0mgm=15&0mgs=15&0mgb=15&0mga=7.2";

fn view(fragment: &str, language: Language) -> View {
    let opened = link::plain(fragment);
    assert_eq!(opened.problems, [], "{fragment}");
    let state = State::new(opened, Date::literal(2026, 11, 22));
    View::new(Locale::embedded(language), Rc::new(state))
}

/// The words of an address, with spaces that break where they don't.
fn said(fragment: &str, language: Language) -> Verdict {
    verdict(&view(fragment, language).complete())
}

fn plain(phrase: &Phrase) -> String {
    phrase.plain().replace('\u{A0}', " ")
}

/// The first sentence in Dutch and in English.
fn sentences(fragment: &str) -> [String; 2] {
    [Language::Nl, Language::En].map(|language| plain(&said(fragment, language).sentence))
}

fn lines(fragment: &str) -> Vec<String> {
    said(fragment, Language::En).lines.iter().map(plain).collect()
}

fn tipping(fragment: &str) -> Vec<String> {
    said(fragment, Language::En).tipping.iter().map(plain).collect()
}

fn short(fragment: &str) -> String {
    plain(&said(fragment, Language::En).short)
}

#[test]
fn nothing_stated() {
    assert_eq!(
        sentences(""),
        [
            "Blijf indirect: direct staat niet open. In geld wint direct met ongeveer € 5.500 per jaar, met de uren erbij \
             indirect met € 11.000.",
            "Stay indirect: direct isn’t open to you. In cash direct wins by about €5,500 a year; with the hours counted, \
             indirect does by €11,000.",
        ]
    );
    assert_eq!(lines(""), ["It’s a close call: from an estimated €9,900 a year for direct to €31,000 for indirect."]);
    assert_eq!(
        tipping(""),
        [
            "Direct would win from €1.03m of revenue at customers, but opens only from €1.11m; you’re at €800,000.",
            "Both are equal at a margin through Distributor A of 11.7% of revenue: 1.35 percentage points lower than now.",
            "One change opens direct: USD 278,400 more, billed by Microsoft over twelve months.",
        ]
    );
    assert_eq!(short(""), "Indirect: about €11,000 more a year, hours counted");
}

#[test]
fn a_reseller_for_whom_direct_is_closed_and_worse() {
    assert_eq!(
        sentences("dma=6"),
        [
            "Blijf indirect: direct staat niet open en zou u naar schatting € 3.000 tot € 42.000 per jaar kosten.",
            "Stay indirect: direct isn’t open to you and would cost you an estimated €3,000 to €42,000 a year.",
        ]
    );
    assert_eq!(
        lines("dma=6"),
        ["Of which about €16,000 is labour: money only if those hours disappear or are paid for elsewhere."]
    );
    assert_eq!(short("dma=6"), "Indirect: €3,000 to €42,000 more a year");
}

#[test]
fn a_reseller_for_whom_direct_is_closed_though_it_would_leave_more() {
    assert_eq!(
        sentences("dma=40"),
        [
            "Blijf voorlopig indirect: direct staat niet open, al zou u er naar schatting € 19.000 tot € 72.000 per jaar \
             meer aan overhouden.",
            "Stay indirect for now: direct isn’t open to you, though it would leave you an estimated €19,000 to €72,000 a \
             year more.",
        ]
    );
    assert_eq!(short("dma=40"), "Indirect: €19,000 to €72,000 less a year");
}

#[test]
fn a_newcomer() {
    assert_eq!(
        sentences("ro=new&dma=6"),
        [
            "Begin indirect: direct staat nog niet open en zou u naar schatting € 3.000 tot € 42.000 per jaar kosten.",
            "Start indirect: direct isn’t open to you yet and would cost you an estimated €3,000 to €42,000 a year.",
        ]
    );
    assert_eq!(
        sentences("ro=new&dma=40"),
        [
            "Begin indirect: direct staat nog niet open. Later zou u er naar schatting € 19.000 tot € 72.000 per jaar \
             meer aan overhouden.",
            "Start indirect: direct isn’t open to you yet. Later it would leave you an estimated €19,000 to €72,000 a year \
             more.",
        ]
    );
}

#[test]
fn a_direct_partner_below_the_threshold() {
    assert_eq!(
        sentences("ro=direct&dma=6"),
        [
            "U haalt de eisen om direct te blijven niet: de omzet is USD 265.200 te laag. Via een distributeur houdt u \
             naar schatting € 3.000 tot € 42.000 per jaar meer over.",
            "You don’t meet the requirements to stay direct: revenue is USD 265,200 too low. Through a distributor you \
             keep an estimated €3,000 to €42,000 a year more.",
        ]
    );
    assert_eq!(
        sentences("ro=direct&bt=1500000&de=&sp=none&dma=40"),
        [
            "U haalt de eisen om direct te blijven niet: er is geen Solutions Partner-designation, en aan nog 1 eis is niet \
             voldaan. Via een distributeur houdt u naar schatting € 19.000 tot € 72.000 per jaar minder over.",
            "You don’t meet the requirements to stay direct: there is no Solutions Partner designation, and 1 more \
             requirement is not met. Through a distributor you keep an estimated €19,000 to €72,000 a year less.",
        ]
    );
}

#[test]
fn a_direct_partner_whose_authorisation_is_lost() {
    assert_eq!(
        sentences("ro=direct&au=suspended&bt=1500000&dma=30"),
        [
            "Uw directe autorisatie is opgeschort. Via een distributeur houdt u naar schatting € 1.000 tot € 50.000 per \
             jaar minder over.",
            "Your direct authorisation is suspended. Through a distributor you keep an estimated €1,000 to €50,000 a year \
             less.",
        ]
    );
}

#[test]
fn a_direct_partner_that_may_stay() {
    let stay = format!("ro=direct&bt=3200000&rem=4000000&de=modern_work&{ALL_MET}");
    assert_eq!(
        sentences(&format!("{stay}&{MARGINS}")),
        [
            "Blijf direct: u houdt € 148.495 per jaar meer over dan via een distributeur.",
            "Stay direct: it leaves you €148,495 a year more than a distributor.",
        ]
    );
    let [_, unconfirmed] = sentences("ro=direct&bt=3200000&rem=4000000&de=modern_work");
    assert_eq!(
        unconfirmed,
        "Direct pays as long as you may stay: an estimated €30,000 to €270,000 a year more than through a distributor."
    );
    let [_, failing] = sentences("ro=direct&bt=3200000&rem=4000000&de=modern_work&sp=none");
    assert_eq!(
        failing,
        "Stay direct and mend what is missing: it leaves you an estimated €30,000 to €270,000 a year more than a \
         distributor."
    );
    let [_, leave] = sentences("ro=direct&bt=1500000&de=security&dma=6&sp=none");
    assert_eq!(
        leave,
        "You don’t meet every requirement to stay direct yet, and through a distributor you keep an estimated €3,000 to \
         €42,000 a year more."
    );
    assert_eq!(
        lines("ro=direct&bt=1500000&de=security&dma=6&sp=none"),
        [
            "Of which about €16,000 is labour: money only if those hours disappear or are paid for elsewhere.",
            "In the first year indirect is about €9,800 ahead, because Microsoft is reported to pay no incentives on \
             revenue that has just moved.",
        ]
    );
}

#[test]
fn direct_open_and_ahead_gives_one_figure_once_both_margins_are_typed() {
    let open = format!("im=24&bt=3200000&rem=4000000&de=modern_work&{ALL_MET}");
    assert_eq!(
        sentences(&open),
        [
            "Direct mag én loont: naar schatting € 30.000 tot € 270.000 per jaar meer dan via een distributeur.",
            "Direct is open to you and pays: an estimated €30,000 to €270,000 a year more than through a distributor.",
        ]
    );
    assert_eq!(
        sentences(&format!("{open}&{MARGINS}")),
        [
            "Direct mag én loont: € 148.495 per jaar meer dan via een distributeur.",
            "Direct is open to you and pays: €148,495 a year more than through a distributor.",
        ]
    );
}

#[test]
fn one_figure_until_the_draws_are_there() {
    let early = verdict(&view("dma=6", Language::En));
    assert_eq!(
        plain(&early.sentence),
        "Stay indirect: direct isn’t open to you and would cost you about €23,000 a year."
    );
}

#[test]
fn unconfirmed() {
    let fragment = format!("im=24&bt=3200000&rem=4000000&de=modern_work&{MARGINS}");
    assert_eq!(
        sentences(&fragment),
        [
            "Direct loont als het voor u openstaat: € 148.495 per jaar meer dan via een distributeur.",
            "Direct pays if it is open to you: €148,495 a year more than through a distributor.",
        ]
    );
    assert_eq!(lines(&fragment), ["9 requirements for direct are not known yet."]);
}

#[test]
fn one_answer_decides() {
    let fragment = format!("im=24&bt=3200000&rem=4000000&{ALL_MET}");
    assert_eq!(
        sentences(&fragment),
        [
            "Dat hangt af van één antwoord: heeft u een Solutions Partner-designation? Zo ja, dan loont direct: naar \
             schatting € 30.000 tot € 270.000 per jaar meer dan via een distributeur.",
            "That depends on one answer: do you hold a Solutions Partner designation? If so, direct pays: an estimated \
             €30,000 to €270,000 a year more than through a distributor.",
        ]
    );
    let ask = said(&fragment, Language::En).ask.map(|slot| slot.slot().path());
    assert_eq!(ask.as_deref(), Some("standing.designations"));
    // What can be mended within a month decides nothing.
    let [_, mendable] = sentences(&fragment.replace("&sp=asfp", "&de=modern_work"));
    assert!(mendable.starts_with("Direct pays if it is open to you"), "{mendable}");
}

#[test]
fn a_mix() {
    assert_eq!(
        sentences("de=&0mgm=20&1na=Zuid&1mga=20&rea=900000"),
        [
            "Direct staat niet open. Verdeel het: Azure via Zuid en de rest via Distributeur A. Dan houdt u ongeveer \
             € 23.000 per jaar meer over dan bij de beste ene distributeur.",
            "Direct isn’t open to you. Split it: Azure through Zuid and the rest through Distributor A. That leaves you \
             about €23,000 a year more than the best single distributor.",
        ]
    );
    let with_direct = format!("im=24&bt=3200000&de=modern_work&rem=3000000&rea=1500000&dmm=25&{ALL_MET}");
    let [_, open] = sentences(&format!("{with_direct}&0mga=20"));
    assert!(open.starts_with("Split it: Azure through Distributor A and the rest direct from Microsoft."), "{open}");
    let [_, unconfirmed] = sentences(&format!("{with_direct}&0mga=20").replace("&cr=true&da=true", ""));
    assert!(
        unconfirmed.starts_with("If direct is open to you, split it: Azure through Distributor A"),
        "{unconfirmed}"
    );
}

#[test]
fn cash_and_total_disagree() {
    let fragment = "im=24&bt=1200000&de=modern_work&dmm=20&dms=20&dmb=20&dma=12&0mgm=15&0mgs=15&0mgb=15&0mga=7.2";
    assert_eq!(
        sentences(fragment),
        [
            "In geld wint direct met € 5.459 per jaar, met de uren erbij indirect met € 10.821.",
            "In cash direct wins by €5,459 a year; with the hours counted, indirect does by €10,821.",
        ]
    );
    assert_eq!(
        lines(fragment),
        [
            "It’s a close call: from an estimated €9,900 a year for direct to €31,000 for indirect.",
            "9 requirements for direct are not known yet.",
        ]
    );
}

#[test]
fn a_tie() {
    let tie =
        format!("im=24&bt=1300000&de=modern_work&{MARGINS}&dh=16&db=6&0bh=6&ds=32000&0sc=32000&df=0&dp=0&dt=42000");
    let [nl, en] = sentences(&tie);
    assert_eq!(nl, "Gelijkspel: het verschil is kleiner dan 0,5 % van uw omzet.");
    assert_eq!(en, "It’s a tie: the difference is smaller than 0.5% of your revenue.");
    assert_eq!(short(&tie), "A tie");
    let [_, closed] = sentences(&tie.replace("im=24", "im=6"));
    assert_eq!(
        closed,
        "Stay indirect: direct isn’t open to you, and the difference is smaller than 0.5% of your revenue."
    );
}

#[test]
fn a_tie_in_which_cash_and_total_disagree_names_both() {
    let tie =
        format!("im=24&bt=1300000&de=modern_work&{MARGINS}&dh=16&db=6&0bh=6&ds=35000&0sc=32000&df=0&dp=0&dt=42000");
    let [_, en] = sentences(&tie);
    assert!(en.starts_with("It’s a tie: in cash direct is"), "{en}");
}

#[test]
fn a_loss_is_called_a_loss() {
    assert_eq!(
        sentences("im=24&bt=1200000&de=modern_work&rem=10000&res=0&reb=0&rea=0&ds=90000&0sc=90000"),
        [
            "Beide wegen kosten u geld. Indirect kost het minst: ongeveer € 92.000 per jaar.",
            "Both ways cost you money. Indirect costs least: about €92,000 a year.",
        ]
    );
    assert_eq!(
        sentences("rem=10000&res=0&reb=0&rea=0"),
        [
            "Direct staat niet open en indirect kost u met deze cijfers ongeveer € 3.000 per jaar.",
            "Direct isn’t open to you, and indirect costs you about €3,000 a year with these figures.",
        ]
    );
    assert_eq!(short("rem=10000&res=0&reb=0&rea=0"), "Indirect: costs about €3,000 a year");
}

#[test]
fn no_revenue() {
    assert_eq!(
        sentences("rem=0&res=0&reb=0&rea=0"),
        [
            "Er is nog geen omzet om te vergelijken. Vul in wat u uw klanten voor Microsoft-producten factureert.",
            "There is no revenue to compare yet. Fill in what you invoice your customers for Microsoft products.",
        ]
    );
    assert!(tipping("rem=0&res=0&reb=0&rea=0").is_empty());
}

#[test]
fn large_amounts_are_short() {
    let [nl, en] = sentences("rem=99000000");
    assert!(nl.contains("€ 1,7 mln tot € 7,2 mln"), "{nl}");
    assert!(en.contains("€1.7m to €7.2m"), "{en}");
}

#[test]
fn what_would_tip_it() {
    assert_eq!(
        tipping("im=24&bt=1300000&de=security&dma=6&dmm=14&dms=14&dmb=14"),
        [
            "With these figures indirect wins at every revenue. There is no tipping point.",
            "Both are equal at a margin through Distributor A of 5.74% of revenue: 7.31 percentage points lower than now.",
        ]
    );
    assert_eq!(
        tipping("ro=direct&au=suspended&bt=1500000&dma=30"),
        [
            "Direct wins from €527,000 of revenue at customers; you’re at €800,000.",
            "Both are equal at a margin through Distributor A of 16.17% of revenue: 3.12 percentage points higher than now.",
        ]
    );
    let hopeless = tipping("dr=900000");
    assert_eq!(
        hopeless.get(1).map(String::as_str),
        Some("No margin through Distributor A, from 0% to 100% of revenue, makes both equal.")
    );
}

#[test]
fn the_one_change_that_opens_direct() {
    let change = |fragment: &str| tipping(fragment).get(2).cloned().unwrap_or_default();
    assert_eq!(change("im=8&bt=2000000"), "One change opens direct: 4 more months as an indirect reseller.");
    assert_eq!(change("bt=2000000&de="), "One change opens direct: 1 more designation.");
    assert_eq!(change("bt=2000000&ah=30.5"), "One change opens direct: 6.5 hours less on average.");
    assert_eq!(change("bt=2000000&sp=none"), "One change opens direct: ASfP or PSfP.");
    let answer = "One change opens direct: a yes to “Capability assessment passed”.";
    assert_eq!(change("bt=2000000&as=false"), answer);
    // Two are not one, and what the authorisation closes no answer opens.
    assert_eq!(change("im=8&bt=2000000&as=false"), "");
    assert_eq!(change("ro=direct&au=suspended&bt=2000000&as=false"), "");
}

/// The verdict of an address with a text in this field that can't be read.
fn unread(fragment: &str, path: &str) -> Verdict {
    let subject = match path {
        "revenue" => Subject::TotalRevenue,
        _ => Subject::At(Slot::from_path(path).unwrap()),
    };
    let state = State::new(link::plain(fragment), Date::literal(2026, 11, 22));
    let state = state.update(Action::Unread(subject, Some("x".to_string())));
    verdict(&View::new(Locale::embedded(Language::En), Rc::new(state)).complete())
}

#[test]
fn a_field_that_can_not_be_read_leaves_no_figure() {
    let waiting = unread("", "labour.hourly_cost");
    assert_eq!(
        plain(&waiting.sentence),
        "Can’t be read yet: Cost of an hour of work. A dash stands for every figure until then."
    );
    assert_eq!((waiting.lines, waiting.tipping), (Vec::new(), Vec::new()));
    assert_eq!(plain(&waiting.short), "Waiting for: Cost of an hour of work");
    let total = unread("", "revenue");
    assert_eq!(total.ask, Some(Subject::TotalRevenue));
    assert_eq!(plain(&total.short), "Waiting for: CSP revenue at customers");
}

#[test]
fn a_field_of_the_requirements_leaves_the_figures_but_not_whether_direct_is_open() {
    let waiting = unread("dma=6", "standing.indirect_months");
    assert_eq!(
        plain(&waiting.sentence),
        "Whether direct is open to you can’t be said: Time as an indirect reseller can’t be read yet."
    );
    let [line] = waiting.lines.as_slice() else { panic!("one line") };
    assert!(plain(line).starts_with("Indirect leaves €"), "{line:?}");
    assert!(waiting.tipping.iter().all(|sentence| !plain(sentence).contains("opens direct")));
    // An unreadable name keeps nothing back.
    assert_eq!(unread("", "offers.0.name"), said("", Language::En));
}
