//! The conversion, drawn on this machine.

use super::shown::Shown;
use super::*;
use crate::app::Entered;
use crate::engine::scenario::Value;
use crate::i18n::Language;
use crate::ui::report::decide::common::sample;

fn view(language: Language) -> View {
    sample("0na=Acme&1na=Beta", language)
}

#[derive(Properties, PartialEq)]
struct DrawnProps {
    html: Html,
}

#[component]
fn Drawn(props: &DrawnProps) -> Html {
    props.html.clone()
}

/// What can be read.
fn words(conversion: &Conversion, view: &View) -> String {
    let html = Shown { conversion, view, on: Callback::noop() }.draw();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let renderer = yew::LocalServerRenderer::<Drawn>::with_props(DrawnProps { html }).hydratable(false);
    let html = tokio::task::LocalSet::new().block_on(&runtime, renderer.render());
    let words: String = html.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words).collect();
    words.replace('\u{A0}', " ")
}

fn typed(view: &View, off: &str, pays: &str) -> Conversion {
    let mut conversion = Conversion::new();
    for (field, text) in [(Input::Off, off), (Input::Pays, pays)] {
        assert!(conversion.after(view, Event::Typed(field, text.to_string())).is_empty());
        conversion.after(view, Event::Left(field));
    }
    conversion
}

#[test]
fn the_conversion_is_written_out() {
    let english = view(Language::En);
    let said = |off, pays| words(&typed(&english, off, pays), &english);
    let text = said("20", "95");
    assert!(text.contains("20% off list, customers pay 95% of list: the margin is 15.79% of revenue."), "{text}");
    assert!(text.contains("Filled in as 15.789473684211%, rounded to 12 decimals."), "{text}");
    assert!(text.contains("Use 15.79% as margin of Acme, all portfolios"), "{text}");
    let exact = said("12.5", "100");
    assert!(exact.contains("the margin is 12.5% of revenue.") && !exact.contains("Filled in"), "{exact}");
    assert!(said("0.0625", "100").contains("Filled in as 0.0625%."), "{}", said("0.0625", "100"));
    let dutch = view(Language::Nl);
    let text = words(&typed(&dutch, "12,5 %", "100"), &dutch);
    assert!(text.contains("de marge is 12,5 % van de omzet."), "{text}");
}

#[test]
fn what_is_no_margin_cannot_be_used() {
    let english = view(Language::En);
    for (off, pays, says) in [
        ("20", "64", "you lose 25% of revenue. A margin can’t be negative"),
        ("20", "0", "If customers pay nothing"),
        ("101", "100", "Discount off list price must be between 0 and 100"),
        ("20x", "100", "Discount off list price must not contain x"),
        ("1.23456", "100", "Do you mean 1.2346%?"),
        ("20", "1001", "must be between 0 and 1,000"),
    ] {
        let text = words(&typed(&english, off, pays), &english);
        assert!(text.contains(says), "{says} in {text}");
        assert!(!text.contains("as margin of"), "{text}");
    }
    assert!(!words(&typed(&english, "", "100"), &english).contains("as margin of"));
}

#[test]
fn what_can_be_read_in_two_ways_is_asked() {
    let french = view(Language::Fr);
    let mut conversion = typed(&french, "20", "1.000");
    let asked = words(&conversion, &french);
    assert!(asked.contains("1\u{202F}000 %") && !asked.contains("comme marge"), "{asked}");
    conversion.after(&french, Event::Meant(Input::Pays, Decimal::from(1_000)));
    let text = words(&conversion, &french);
    assert!(text.contains("la marge est de 92 % du chiffre d’affaires."), "{text}");
    // While it is typed nothing is said of it.
    conversion.after(&french, Event::Typed(Input::Off, "20x".to_string()));
    assert!(!words(&conversion, &french).contains("20x"));
}

#[test]
fn it_is_filled_in_where_it_was_meant_to_be() {
    let english = view(Language::En);
    let mut conversion = typed(&english, "20", "100");
    let twenty = Decimal::from(20);
    let filled = |actions: &[Action]| -> Vec<Slot> {
        let [Action::Fill(_, cells)] = actions else { panic!("{actions:?}") };
        assert!(cells.iter().all(|(_, entered)| *entered == Entered::Value(Value::Number(twenty))));
        cells.iter().map(|(slot, _)| *slot).collect()
    };
    let all = conversion.after(&english, Event::Use(twenty));
    let at = |portfolio, offer| Slot::portfolio(FieldId::OfferMargin, portfolio).in_offer(offer);
    assert_eq!(filled(&all), Portfolio::ALL.map(|portfolio| at(portfolio, 0)));
    assert!(words(&conversion, &english).contains("Filled in: 20% at Acme."));
    conversion.after(&english, Event::Offer(1));
    conversion.after(&english, Event::Portfolio(Some(Portfolio::Azure)));
    let text = words(&conversion, &english);
    assert!(text.contains("Use 20% as margin of Beta, Azure") && !text.contains("Filled in:"), "{text}");
    assert_eq!(filled(&conversion.after(&english, Event::Use(twenty))), [at(Portfolio::Azure, 1)]);
}
