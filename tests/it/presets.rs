//! The starting points: each can be read, and is what its name and its reason say.

use rust_decimal::Decimal;
use tierwise::app::presets::PRESETS;
use tierwise::engine::Evaluation;
use tierwise::engine::catalogue::{FieldId, Portfolio};
use tierwise::engine::currency::Currency;
use tierwise::engine::report::{Answer, Choice, Status, Verdict};
use tierwise::engine::rules::{Provenance, RequirementId as Id, RuleSet, SourceKind};
use tierwise::engine::situation::{Role, Situation};
use tierwise::i18n::{Language, Locale, Message};
use tierwise::link::{plain, write_plain};

use crate::support::{TODAY, decimal};

fn of(id: &str) -> (Situation, Answer) {
    let preset = PRESETS.iter().find(|preset| preset.id == id).expect("a preset");
    let scenario = plain(preset.fragment).scenario;
    (Situation::resolve(&scenario, TODAY), Evaluation::new(&scenario, TODAY).answer())
}

fn status(answer: &Answer, id: Id) -> Status {
    answer.eligibility.direct.requirements.iter().find(|requirement| requirement.id == id).expect("asked").status
}

/// What Microsoft bills, as a part of this many US dollars.
fn part_of(answer: &Answer, dollars: u32) -> Decimal {
    answer.ttm_usd.value.exact() / Decimal::from(dollars)
}

fn threshold() -> u32 {
    RuleSet::in_force(TODAY).revenue_threshold().expect("a threshold")
}

#[test]
fn each_is_read_whole_and_written_as_it_is() {
    for preset in PRESETS {
        let opened = plain(preset.fragment);
        assert_eq!(opened.problems, [], "{}", preset.id);
        assert_eq!(write_plain(&opened.scenario), preset.fragment, "{}", preset.id);
    }
}

#[test]
fn each_has_a_name_a_reason_and_a_page_behind_it() {
    for preset in PRESETS {
        for part in ["name", "reason"] {
            let message = Message::by_name(&format!("preset.{}.{part}", preset.id)).expect("a message");
            for language in Language::ALL {
                assert!(!Locale::embedded(language).text(message).is_empty(), "{} {language:?}", preset.id);
            }
        }
        assert_ne!(preset.source.kind(), SourceKind::Own, "{}", preset.id);
    }
}

#[test]
fn the_revenue_that_is_named_is_that_of_the_scenario() {
    for preset in PRESETS {
        let (situation, _) = of(preset.id);
        assert_eq!(situation.total_revenue().exact(), Decimal::from(preset.revenue()), "{}", preset.id);
        assert_eq!(situation.currency, preset.currency(), "{}", preset.id);
    }
}

#[test]
fn microsoft_365_alone_is_below_the_threshold() {
    let (situation, answer) = of("microsoft_365");
    assert_eq!(situation.revenue.get(Portfolio::ModernWork).exact(), situation.total_revenue().exact());
    assert!((part_of(&answer, threshold()) - decimal("0.5")).abs() < decimal("0.05"), "half");
    assert_eq!(status(&answer, Id::Revenue), Status::NotMet);
    assert_eq!(answer.recommendation.choice, Choice::Indirect);
}

#[test]
fn the_partner_under_the_new_threshold_met_the_one_before() {
    let (situation, answer) = of("under_threshold");
    let previous = RuleSet::by_id("2020").and_then(RuleSet::revenue_threshold).expect("a threshold");
    let half_way = (previous + threshold()) / 2;
    assert!((part_of(&answer, half_way) - Decimal::ONE).abs() < decimal("0.01"), "half-way");
    assert_eq!((situation.role, status(&answer, Id::Revenue)), (Role::Direct, Status::NotMet));
    assert!(answer.recommendation.direct_ruled_out());
}

#[test]
fn the_partner_at_twice_the_threshold_meets_everything() {
    let (situation, answer) = of("over_threshold");
    assert!((part_of(&answer, 2 * threshold()) - Decimal::ONE).abs() < decimal("0.01"), "twice");
    assert_eq!((situation.role, answer.eligibility.direct.verdict), (Role::Direct, Verdict::Eligible));
    assert_eq!(answer.recommendation.choice, Choice::Direct);
}

#[test]
fn four_fifths_is_azure() {
    let (situation, answer) = of("azure");
    let azure = situation.revenue.get(Portfolio::Azure).exact();
    assert_eq!(azure, situation.total_revenue().exact() * decimal("0.8"));
    assert_eq!(status(&answer, Id::Tenure), Status::Met);
    assert_eq!(status(&answer, Id::Revenue), Status::Met);
    assert_eq!(answer.recommendation.choice, Choice::Direct);
    // The reason says what the margins rest on: 15 % and 9 % of four fifths of usage.
    let margin = |field: FieldId| field.row().default_number(Some(Portfolio::Azure), Currency::Eur);
    assert_eq!(margin(FieldId::DirectMargin), Some(decimal("15") * decimal("0.8")));
    assert_eq!(margin(FieldId::OfferMargin), Some(decimal("9") * decimal("0.8")));
}

#[test]
fn the_newcomer_has_to_start_as_a_reseller() {
    let (situation, answer) = of("newcomer");
    assert_eq!((situation.role, status(&answer, Id::Tenure)), (Role::New, Status::NotMet));
    let each = |situation: &Situation| situation.total_revenue().exact() / Decimal::from(situation.customers);
    let default = Situation::resolve(&plain("").scenario, TODAY);
    assert_eq!((situation.customers, each(&situation)), (12, each(&default)));
    assert_eq!(answer.recommendation.choice, Choice::Indirect);
}

#[test]
fn the_published_example_is_level() {
    let (situation, answer) = of("published");
    assert_eq!(answer.difference.exact(), Decimal::ZERO);
    assert_eq!(answer.recommendation.choice, Choice::Even);
    let [only] = answer.break_even.as_slice() else { panic!("one offer") };
    assert_eq!(only.revenue.map(|revenue| revenue.compared()), Some(situation.total_revenue().compared()));
    // It rests on the price reported, not on one of its own.
    let plan = answer.rules.asfp_usd;
    assert_eq!(situation.direct.support_fee.exact(), Decimal::from(plan.value));
    assert_eq!(plan.citation.provenance, Provenance::Reported);
}

#[test]
fn none_names_a_distributor() {
    for preset in PRESETS {
        assert!(!preset.fragment.contains("na="), "{}", preset.id);
    }
}
