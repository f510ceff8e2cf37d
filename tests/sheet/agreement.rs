//! The formulas come to what the engine says.

use rust_decimal::Decimal;
use tierwise::engine::scenario::Scenario;
use tierwise::i18n::Language;
use tierwise::sheet::{CellRef, Figure, Outcome};

use crate::scenarios::{Dice, Expected, of, random, written};

/// The figures of a workbook against the engine; gives how many were compared.
fn agrees(scenario: &Scenario) -> usize {
    let workbook = written(scenario, Language::En);
    let expected = Expected::of(scenario);
    let mut compared = 0;
    for (place, figure) in &workbook.cells {
        let Some(wanted) = expected.figure(*figure) else { continue };
        let found = workbook.formulas.iter().find(|(other, _)| other == place);
        let found = found.unwrap_or_else(|| panic!("{figure:?} at {place:?} is no formula")).1.clone();
        let found = found.unwrap_or_else(|| panic!("{figure:?} at {place:?} comes to nothing"));
        assert!(same(&found, &wanted), "{figure:?} at {place:?}: {found:?}, not {wanted:?}");
        compared += 1;
    }
    let unknown: Vec<&CellRef> =
        workbook.formulas.iter().filter(|(_, outcome)| outcome.is_none()).map(|(place, _)| place).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    compared
}

fn same(found: &Outcome, wanted: &Outcome) -> bool {
    match (found, wanted) {
        (Outcome::Number(found), Outcome::Number(wanted)) => {
            (found - wanted).abs() <= Decimal::new(1, 9).max(wanted.abs() * Decimal::new(1, 20))
        }
        _ => found == wanted,
    }
}

#[test]
fn the_formulas_of_the_defaults_come_to_what_the_engine_says() {
    assert!(agrees(&Scenario::default()) > 100);
}

#[test]
fn the_formulas_of_any_scenario_come_to_what_the_engine_says() {
    for seed in 0..60 {
        let mut dice = Dice::new(seed + 1);
        let rules = ["fy26", "2020", "2018"][dice.up_to(3) as usize];
        let currency = ["EUR", "USD", "CHF", "CZK"][dice.up_to(4) as usize];
        let offers = 1 + dice.up_to(5) as u8;
        agrees(&random(&mut dice, offers, rules, currency));
    }
}

#[test]
fn edges_come_to_what_the_engine_says() {
    let none = [
        ("revenue.modern_work", "0"),
        ("revenue.security", "0"),
        ("revenue.business_apps", "0"),
        ("revenue.azure", "0"),
    ];
    agrees(&of(&none));
    let mut some = none.to_vec();
    some.push(("standing.billed_ttm_usd", "2000000"));
    agrees(&of(&some));
    for ttm in ["999999.99", "1000000", "24999.99", "25000", "0", "1000000000000"] {
        agrees(&of(&[
            ("standing.billed_ttm_usd", ttm),
            ("standing.designations", "security,data_ai"),
            ("role", "direct"),
        ]));
    }
    agrees(&of(&[("offers.1.name", "same"), ("offers.2.name", "same")]));
    agrees(&of(&[("direct.margin_pct.azure", "100"), ("offers.0.margin_pct.azure", "100")]));
    agrees(&of(&[("role", "direct"), ("standing.authorization", "revoked")]));
    agrees(&of(&[("role", "new"), ("direct.integration_build", "90000"), ("direct.integration_years", "2")]));
}

#[test]
fn every_kind_of_figure_has_a_cell() {
    let workbook = written(&of(&[("offers.1.name", "B")]), Language::Nl);
    let has = |wanted: fn(&Figure) -> bool| workbook.cells.iter().any(|(_, figure)| wanted(figure));
    assert!(has(|figure| matches!(figure, Figure::Counts(_))));
    assert!(has(|figure| matches!(figure, Figure::Part(..))));
    assert!(has(|figure| matches!(figure, Figure::Npv(_))));
    assert!(has(|figure| matches!(figure, Figure::PaysFrom(_))));
    assert!(workbook.inputs.len() > 80, "{}", workbook.inputs.len());
}
