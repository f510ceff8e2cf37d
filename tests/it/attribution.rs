//! What was then and what is now: each difference in parts, one for each rule, that add up to the whole.

use std::sync::LazyLock;

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;
use tierwise::engine::attribution::{Attribution, Circumstances, Figure, FigureId, Item, Outcome, attribution};
use tierwise::engine::catalogue::{FieldId, Portfolio, Slot};
use tierwise::engine::date::Date;
use tierwise::engine::eligibility::Model;
use tierwise::engine::quantity::reported;
use tierwise::engine::report::{Caution, LineId, Report, Status, Verdict};
use tierwise::engine::rules::{Cited, RULE_SETS, Requirement, RequirementId, RuleSet};
use tierwise::engine::scenario::{Scenario, Value};
use tierwise::engine::situation::ChannelId;
use tierwise::{engine, link};

use crate::support::{TODAY, decimal, plausible, scenario, scenarios, trials};

/// Rules in which every term differs from those that ship, what is asked too, and in another order.
static INVENTED: LazyLock<RuleSet> = LazyLock::new(|| {
    let fy26 = RuleSet::by_id("fy26").unwrap();
    let mut direct: Vec<Requirement> = fy26.direct.iter().rev().copied().collect();
    direct.retain(|rule| rule.id != RequirementId::SecurityContact);
    for rule in &mut direct {
        rule.threshold = rule.threshold.map(|threshold| threshold * 2);
        rule.lead_months = rule.lead_months.map(|lead| lead + 1);
    }
    let mut indirect = fy26.indirect.to_vec();
    indirect.iter_mut().for_each(|rule| rule.threshold = rule.threshold.map(|threshold| threshold * 500));
    RuleSet {
        id: "invented",
        review_by: Date::literal(2030, 6, 30),
        direct: direct.leak(),
        indirect: indirect.leak(),
        application_months: with(fy26.application_months, 2),
        incentive_revenue_usd: with(fy26.incentive_revenue_usd, 400_000),
        incentive_points: with(fy26.incentive_points, 60),
        restricted_days: with(fy26.restricted_days, 10),
        suspended_days: with(fy26.suspended_days, 40),
        revoked_days: with(fy26.revoked_days, 90),
        transfer_days: with(fy26.transfer_days, 20),
        asfp_usd: with(fy26.asfp_usd, 31_000),
        psfp_usd: with(fy26.psfp_usd, 70_000),
        ..*fy26
    }
});

fn with<T>(cited: Cited<T>, value: T) -> Cited<T> {
    Cited { value, ..cited }
}

/// The sets that ship, and the invented one.
fn sets() -> Vec<&'static RuleSet> {
    RULE_SETS.iter().chain([&*INVENTED]).collect()
}

fn days() -> impl Strategy<Value = Date> {
    (2019i32..2040, 1u8..=12, 1u8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

/// Defaults other than the catalogue's: of a line, of what follows from the role, and of an offer.
fn defaults() -> impl Strategy<Value = Vec<(Slot, Value)>> {
    let amount = |field: Slot| (1u32..90).prop_map(move |value| (field, Value::Number(value.into())));
    let all = vec![
        amount(Slot::of(FieldId::HourlyCost)).boxed(),
        amount(Slot::portfolio(FieldId::DirectMargin, Portfolio::Azure)).boxed(),
        amount(Slot::of(FieldId::OfferFee)).boxed(),
        (0u8..3).prop_map(|role| (Slot::of(FieldId::Role), Value::Choice(role))).boxed(),
    ];
    (all, proptest::array::uniform4(any::<bool>()))
        .prop_map(|(all, kept)| all.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(row, _)| row).collect())
}

fn circumstances() -> impl Strategy<Value = (Date, Vec<(Slot, Value)>)> {
    (days(), defaults())
}

/// The report on a scenario when it states all that holds.
fn report_under(scenario: &Scenario, held: &Circumstances) -> Report {
    let mut all = scenario.clone();
    for (slot, value) in &held.defaults {
        if scenario.get(*slot).is_none() {
            all = all.with(*slot, Some(value.clone()));
        }
    }
    let all = all
        .with(Slot::of(FieldId::AsOf), Some(Value::Date(held.day)))
        .with(Slot::of(FieldId::Rules), Some(Value::Rules(held.rules)));
    engine::evaluate(&all, TODAY)
}

/// The parts of a figure add up to the last digit, in order, and each says what it comes to.
fn check_figure(figure: &Figure) -> Result<(), TestCaseError> {
    if let Some(whole) = figure.whole() {
        let sum: Decimal = figure.parts.iter().filter_map(|part| part.change).sum();
        prop_assert_eq!(sum, whole, "{:?}", figure);
        prop_assert_eq!(figure.then.unwrap() + sum, figure.now.unwrap());
    } else if figure.then.is_some() != figure.now.is_some() {
        prop_assert!(!figure.parts.is_empty(), "{:?}", figure);
    }
    prop_assert!(figure.parts.iter().all(|part| part.change != Some(Decimal::ZERO)), "{:?}", figure);
    let after = figure.parts.last().map_or(figure.then, |part| part.after);
    prop_assert_eq!(after, figure.now, "{:?}", figure);
    Ok(())
}

fn check_outcome<T: PartialEq + std::fmt::Debug>(outcome: &Outcome<T>) -> Result<(), TestCaseError> {
    let mut last = &outcome.then;
    for (_, after) in &outcome.by {
        prop_assert_ne!(last, after);
        last = after;
    }
    prop_assert_eq!(last, &outcome.now);
    Ok(())
}

/// What holds of every attribution.
fn check(told: &Attribution) -> Result<(), TestCaseError> {
    told.figures.iter().try_for_each(check_figure)?;
    for (model, of) in [(&told.direct, Model::Direct), (&told.indirect, Model::Indirect)] {
        check_outcome(&model.verdict)?;
        check_outcome(&model.earliest)?;
        for (id, outcome) in &model.requirements {
            check_outcome(outcome)?;
            // Only its own rule makes that something is asked, or no longer.
            let own = Item::Requirement(of, *id);
            let mut asked = outcome.then.is_some();
            for (item, status) in &outcome.by {
                prop_assert!(status.is_some() == asked || *item == own, "{id:?}: {outcome:?}");
                asked = status.is_some();
            }
        }
    }
    check_outcome(&told.choice)?;
    check_outcome(&told.direct_ruled_out)?;
    check_outcome(&told.best_offer)?;
    told.break_even.iter().try_for_each(|(_, outcome)| check_outcome(outcome))?;
    told.cautions.iter().try_for_each(|(_, outcome)| check_outcome(outcome))?;
    check_outcome(&told.enforcement)
}

/// Every figure at one end is the report's, by its text.
fn check_end(told: &Attribution, report: &Report, end: fn(&Figure) -> Option<Decimal>) -> Result<(), TestCaseError> {
    let is = |id, expected: Option<Decimal>| {
        let figure = told.figure(id).unwrap();
        prop_assert_eq!(end(figure).map(|value| reported(value, 2)), expected, "{:?}", id);
        Ok(())
    };
    let answer = &report.answer;
    for channel in &answer.channels {
        for line in &channel.lines {
            is(FigureId::Line(channel.id, line.id), Some(line.amount.reported()))?;
        }
        is(FigureId::Net(channel.id), Some(channel.net.reported()))?;
        is(FigureId::WorkingCapital(channel.id), Some(channel.working_capital.reported()))?;
    }
    is(FigureId::Ttm, Some(answer.ttm_usd.value.reported()))?;
    is(FigureId::Difference, Some(answer.difference.reported()))?;
    is(FigureId::DifferenceCash, Some(answer.difference_cash.reported()))?;
    is(FigureId::DifferenceFirstYear, Some(answer.difference_first_year.reported()))?;
    is(FigureId::HoursFreed, Some(answer.hours_freed.reported()))?;
    is(FigureId::HoursValue, Some(answer.hours_value.reported()))?;
    for row in &answer.break_even {
        is(FigureId::BreakEven(row.offer), row.revenue.map(|amount| amount.reported()))?;
        is(FigureId::OpensAt(row.offer), row.opens_at.map(|amount| amount.reported()))?;
        is(FigureId::PaysFrom(row.offer), row.pays_from.map(|amount| amount.reported()))?;
    }
    let mix = answer.mix.as_ref();
    is(FigureId::MixNet, mix.map(|mix| mix.net.reported()))?;
    is(FigureId::MixGain, mix.map(|mix| mix.gain.reported()))?;
    is(FigureId::MixNetAllowed, mix.and_then(|mix| mix.net_allowed).map(|net| net.reported()))?;
    for (channel, npv) in &report.outlook.projection.npv {
        is(FigureId::Npv(*channel), npv.map(|npv| npv.reported()))?;
    }
    for year in &report.outlook.projection.years {
        for (channel, net) in &year.net {
            is(FigureId::YearNet(*channel, year.year), Some(net.reported()))?;
        }
    }
    let moving = report.outlook.transition.as_ref();
    is(FigureId::OneOff, moving.map(|moving| moving.one_off.reported()))?;
    is(FigureId::Liquidity, moving.map(|moving| moving.liquidity.reported()))?;
    is(FigureId::Trough, moving.and_then(|moving| moving.trough).map(|trough| trough.amount.reported()))?;
    let month = moving.and_then(|moving| moving.payback_month);
    is(FigureId::PaybackMonth, month.map(|month| reported(month.into(), 2)))
}

/// Checks one scenario under every ordered pair of rule sets.
fn check_pairs(
    scenario: &Scenario,
    then: &(Date, Vec<(Slot, Value)>),
    now: &(Date, Vec<(Slot, Value)>),
) -> Result<(), TestCaseError> {
    let under =
        |rules, held: &(Date, Vec<(Slot, Value)>)| Circumstances { day: held.0, rules, defaults: held.1.clone() };
    for from in sets() {
        for to in sets() {
            let (then, now) = (under(from, then), under(to, now));
            let told = attribution(scenario, &then, &now);
            check(&told)?;
            let back = attribution(scenario, &now, &then);
            for (there, back) in told.figures.iter().zip(&back.figures) {
                prop_assert_eq!(there.id, back.id);
                prop_assert_eq!((there.then.is_some(), there.now.is_some()), (back.now.is_some(), back.then.is_some()));
                if let (Some(there), Some(back)) = (there.whole(), back.whole()) {
                    // Each way is exact at its own number of decimals.
                    let hair = Decimal::new(1, 3);
                    prop_assert!((there + back).abs() < hair, "{there} {back}");
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(trials(16))]

    #[test]
    fn parts_add_up_to_the_whole(value in plausible(), then in circumstances(), now in circumstances()) {
        check_pairs(&scenario(&value), &then, &now)?;
    }

    #[test]
    fn parts_add_up_whatever_is_stated(scenario in scenarios(), then in circumstances(), now in circumstances()) {
        check_pairs(&scenario, &then, &now)?;
    }

    #[test]
    fn both_ends_are_the_reports(value in plausible(), from in 0usize..4, to in 0usize..4, then in circumstances(), now in circumstances()) {
        let scenario = scenario(&value);
        let under = |place: usize, (day, defaults)| Circumstances { day, rules: sets()[place], defaults };
        let (then, now) = (under(from, then), under(to, now));
        let told = attribution(&scenario, &then, &now);
        let (before, after) = (report_under(&scenario, &then), report_under(&scenario, &now));
        check_end(&told, &before, |figure| figure.then)?;
        check_end(&told, &after, |figure| figure.now)?;
        for (report, end) in [(&before, 0), (&after, 1)] {
            let side = |outcome: &Outcome<Verdict>| [outcome.then, outcome.now][end];
            prop_assert_eq!(side(&told.direct.verdict), report.answer.eligibility.direct.verdict);
            prop_assert_eq!(side(&told.indirect.verdict), report.answer.eligibility.indirect.verdict);
            for (model, judged) in [(&told.direct, &report.answer.eligibility.direct), (&told.indirect, &report.answer.eligibility.indirect)] {
                for (id, outcome) in &model.requirements {
                    let expected = judged.requirements.iter().find(|r| r.id == *id).map(|r| r.status);
                    prop_assert_eq!([outcome.then, outcome.now][end], expected);
                }
                prop_assert!(judged.requirements.iter().all(|r| model.requirements.iter().any(|(id, _)| *id == r.id)));
            }
            prop_assert_eq!([told.choice.then, told.choice.now][end], report.answer.recommendation.choice);
            let rows = |id| report.answer.break_even.iter().find(|row| row.offer == id).map(|row| row.kind);
            for (offer, outcome) in &told.break_even {
                prop_assert_eq!([outcome.then, outcome.now][end], rows(*offer));
            }
            prop_assert_eq!(told.break_even.len(), report.answer.break_even.len());
            let held: Vec<Caution> =
                told.cautions.iter().filter(|(_, o)| [o.then, o.now][end]).map(|(caution, _)| *caution).collect();
            prop_assert_eq!(&held, &report.answer.recommendation.cautions);
        }
    }

    #[test]
    fn equal_circumstances_give_no_parts(scenario in scenarios(), held in circumstances(), place in 0usize..4) {
        let held = Circumstances { day: held.0, rules: sets()[place], defaults: held.1 };
        let told = attribution(&scenario, &held, &held);
        prop_assert_eq!(&told.items, &[]);
        prop_assert!(told.figures.iter().all(|figure| figure.parts.is_empty() && figure.then == figure.now));
        check(&told)?;
    }
}

/// A partner with all facts known: what direct asked in 2023 and what it asks now.
fn partner() -> Scenario {
    scenario(&json!({
        "revenue": {"modern_work": 480000, "azure": 200000},
        "standing": {
            "billed_ttm_usd": 500000, "indirect_months": 30, "designations": ["modern_work"], "support_plan": "asfp",
            "maicpp": true, "vetting": true, "assessment": true, "admin_mfa": true, "security_contact": true,
            "alert_hours": 4, "credit": true, "direct_agreement": true, "indirect_agreement": true, "distributor": true
        }
    }))
}

fn circumstances_of(rules: &str, day: Date) -> Circumstances {
    Circumstances { day, rules: RuleSet::by_id(rules).unwrap(), defaults: Vec::new() }
}

#[test]
fn the_threshold_of_2025_is_what_closes_direct() {
    let (then, now) = (circumstances_of("2020", Date::literal(2023, 5, 1)), circumstances_of("fy26", TODAY));
    let told = attribution(&partner(), &then, &now);
    let revenue = Item::Requirement(Model::Direct, RequirementId::Revenue);
    assert_eq!(told.items.first(), Some(&Item::Day));
    assert_eq!(told.items.last(), Some(&Item::ReviewBy));
    assert_eq!(told.direct.verdict.then, Verdict::Eligible);
    assert_eq!(told.direct.verdict.by, [(revenue, Verdict::NotEligible)]);
    let status = |id| told.direct.requirements.iter().find(|(other, _)| *other == id).unwrap().1.clone();
    assert_eq!(status(RequirementId::Revenue).by, [(revenue, Some(Status::NotMet))]);
    let vetting = status(RequirementId::Vetting);
    assert_eq!((vetting.then, vetting.now), (None, Some(Status::Met)));
    assert_eq!(vetting.by, [(Item::Requirement(Model::Direct, RequirementId::Vetting), Some(Status::Met))]);
    assert_eq!(status(RequirementId::Maicpp).by, []);
    // Direct earned incentives with half a million, and earns none now: all of it by the threshold.
    let line = told.figure(FigureId::Line(ChannelId::Direct, LineId::Incentives)).unwrap();
    let [part] = line.parts[..] else { panic!("{line:?}") };
    assert_eq!((part.item, part.after, line.now), (revenue, Some(Decimal::ZERO), Some(Decimal::ZERO)));
    assert_eq!(part.change, line.then.map(|amount| -amount));
    assert!(line.then.unwrap() > Decimal::ZERO);
    let opens = told.figure(FigureId::OpensAt(ChannelId::Offer(0))).unwrap();
    assert_eq!(opens.parts.iter().map(|part| part.item).collect::<Vec<_>>(), [revenue]);
    // 800,000 × the old and the new threshold ÷ 500,000, with the two portfolios that are not stated at their defaults.
    assert_eq!((opens.then, opens.now), (Some(decimal("480000")), Some(decimal("1600000"))));
}

#[test]
fn what_was_not_asked_appears_with_the_rule_that_asks_it() {
    let (then, now) = (circumstances_of("2018", TODAY), circumstances_of("2020", TODAY));
    let told = attribution(&partner(), &then, &now);
    let opens = told.figure(FigureId::OpensAt(ChannelId::Offer(0))).unwrap();
    assert_eq!((opens.then, opens.whole()), (None, None));
    let [part] = opens.parts[..] else { panic!("{opens:?}") };
    assert_eq!(part.item, Item::Requirement(Model::Direct, RequirementId::Revenue));
    assert_eq!((part.change, part.after), (None, opens.now));
}

#[test]
fn prices_points_defaults_and_the_day_have_parts_of_their_own() {
    let partner = scenario(&json!({
        "role": "direct",
        "standing": {"billed_ttm_usd": 300000, "points": {"modern_work": 40}, "anniversary": 3}
    }));
    let then = circumstances_of("fy26", Date::literal(2026, 1, 1));
    let mut now = Circumstances { day: Date::literal(2031, 1, 1), rules: &INVENTED, defaults: Vec::new() };
    let told = attribution(&partner, &then, &now);
    let items = |id| told.figure(id).unwrap().parts.iter().map(|part| part.item).collect::<Vec<_>>();
    assert_eq!(items(FigureId::Line(ChannelId::Direct, LineId::SupportPlan)), [Item::AsfpPrice]);
    // Neither the revenue nor the points are enough any more; the first of the two takes the incentives away.
    let incentives = FigureId::Line(ChannelId::Offer(0), LineId::Incentives);
    assert_eq!(items(incentives), [Item::IncentiveRevenue]);
    let by = told.enforcement.by.iter().map(|(item, _)| *item).collect::<Vec<_>>();
    assert_eq!(by, [Item::Day, Item::SuspendedDays, Item::RevokedDays]);
    let reviewed = told.cautions.iter().find(|(caution, _)| *caution == Caution::RulesUnderReview).unwrap();
    assert_eq!(reviewed.1.by, [(Item::Day, true)]);
    let earliest = told.indirect.earliest.by.iter().map(|(item, _)| *item).collect::<Vec<_>>();
    assert_eq!(earliest, [Item::Day]);

    let fee = Slot::of(FieldId::OfferFee);
    now.defaults.push((fee, Value::Number(1_200.into())));
    let told = attribution(&partner, &then, &now);
    let platform = told.figure(FigureId::Line(ChannelId::Offer(0), LineId::Platform)).unwrap();
    let [part] = platform.parts[..] else { panic!("{platform:?}") };
    assert_eq!((part.item, part.change), (Item::Default(fee), Some(1_200.into())));
    // Stated is stated: no default plays a part.
    let stated = partner.with(fee, Some(Value::Number(500.into())));
    assert!(!attribution(&stated, &then, &now).items.contains(&Item::Default(fee)));
}

#[test]
fn an_old_link_says_what_held() {
    let day = Date::literal(2024, 2, 1);
    let opened = link::decode(&link::encode(&partner(), day, None, None), TODAY);
    let made = opened.made.unwrap();
    let then = made.circumstances(&opened.scenario, TODAY);
    assert_eq!((then.day, then.rules.id), (day, "2020"));
    let now = Circumstances::of(&opened.scenario, TODAY);
    assert_eq!((now.day, now.rules.id), (TODAY, "fy26"));
    let told = attribution(&opened.scenario, &then, &now);
    assert_eq!((told.direct.verdict.then, told.direct.verdict.now), (Verdict::Eligible, Verdict::NotEligible));
}
