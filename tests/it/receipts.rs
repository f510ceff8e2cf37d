//! Receipts: what they show adds up to the figures of the answer, and leads down to what was stated, to the rules and to
//! the model.

use proptest::prelude::*;
use rust_decimal::Decimal;
use tierwise::engine::catalogue::{FieldId, Kind, Slot, Unit};
use tierwise::engine::currency::Currency;
use tierwise::engine::eligibility::Model;
use tierwise::engine::margin_gap::margin_gap;
use tierwise::engine::number::{Leaf, Step};
use tierwise::engine::quantity::{Money, reported};
use tierwise::engine::receipt::{Enters, Figure, Later, Receipt, Record, What};
use tierwise::engine::report::{Answer, LineId};
use tierwise::engine::rules::{RULE_SETS, Term};
use tierwise::engine::scenario::Scenario;
use tierwise::engine::situation::ChannelId;
use tierwise::engine::{Evaluation, rules::RuleSet};

use crate::support::{TODAY, plausible, scenario, scenarios, trials};

/// Every figure of an answer that has a receipt, with its value as it is reported.
fn figures(evaluation: &Evaluation<'_>, answer: &Answer) -> Vec<(Figure, Decimal)> {
    let mut figures = vec![
        (Figure::Difference, answer.difference.reported()),
        (Figure::DifferenceCash, answer.difference_cash.reported()),
        (Figure::DifferenceFirstYear, answer.difference_first_year.reported()),
        (Figure::HoursFreed, answer.hours_freed.reported()),
        (Figure::HoursValue, answer.hours_value.reported()),
        (Figure::Ttm(Model::Direct), answer.ttm_usd.value.reported()),
        (Figure::Ttm(Model::Indirect), evaluation.situation().tenant_ttm.value.reported()),
    ];
    for channel in &answer.channels {
        figures.push((Figure::Net(channel.id), channel.net.reported()));
        figures.push((Figure::WorkingCapital(channel.id), channel.working_capital.reported()));
        for line in &channel.lines {
            figures.push((Figure::Line(channel.id, line.id), line.amount.reported()));
        }
    }
    for even in &answer.break_even {
        figures.extend(even.revenue.map(|revenue| (Figure::BreakEven(even.offer), revenue.reported())));
        figures.extend(even.opens_at.map(|revenue| (Figure::OpensAt, revenue.reported())));
    }
    if let Some(threshold) = answer.rules.revenue_threshold() {
        let missing = Decimal::from(threshold) - answer.ttm_usd.value.exact();
        figures.push((Figure::Missing(Model::Direct), reported(missing, 2)));
    }
    figures
}

/// This figure and all that it is made of.
fn each<'a>(receipt: &'a Receipt, visit: &mut dyn FnMut(&'a Receipt)) {
    visit(receipt);
    for part in &receipt.parts {
        each(part, visit);
    }
}

/// What the rows of a figure that are shown come to, with the row for what rounding leaves.
fn shown(receipt: &Receipt) -> Option<Decimal> {
    Some(receipt.folded()? + receipt.rounding)
}

/// Checks every receipt of a scenario; `most` is the most that rounding may leave at a figure, for each of its parts.
fn check(scenario: &Scenario, most: Decimal) -> Result<(), TestCaseError> {
    let evaluation = Evaluation::new(scenario, TODAY);
    let answer = evaluation.answer();
    let mut record = Record::new(scenario, TODAY);
    let mut figures = figures(&evaluation, &answer);
    if let Some(mix) = &answer.mix {
        let single = answer.channels.iter().max_by_key(|channel| channel.net.exact()).map(|channel| channel.id);
        record = record.of_mix(mix.best.clone(), single.unwrap());
        figures.push((Figure::Mix, mix.net.reported()));
        figures.push((Figure::MixGain, mix.gain.reported()));
    }
    let best = evaluation.situation().channels().find(|channel| channel.id == answer.best_offer).unwrap();
    let gap = margin_gap(evaluation.situation(), best);
    if let Some(tips_at) = gap.and_then(|gap| gap.tips_at) {
        figures.push((Figure::TippingMargin, reported(tips_at.exact(), 2)));
    }
    for (figure, value) in figures {
        check_receipt(scenario, answer.rules, most, &format!("{figure:?}"), record.receipt(figure), value)?;
    }
    for (figure, value) in later_figures(&evaluation) {
        check_receipt(scenario, answer.rules, most, &format!("{figure:?}"), record.later(figure), value)?;
    }
    Ok(())
}

/// Checks a receipt against the value that is reported, with all that it is made of.
fn check_receipt(
    scenario: &Scenario,
    rules: &RuleSet,
    most: Decimal,
    figure: &str,
    receipt: Option<Receipt>,
    value: Decimal,
) -> Result<(), TestCaseError> {
    prop_assert!(receipt.is_some(), "{figure} has no receipt");
    let receipt = receipt.unwrap();
    prop_assert_eq!(reported(receipt.shown, 2), value, "{}", figure);
    let mut failed = None;
    each(&receipt, &mut |part| {
        let message = check_part(scenario, rules, part, most);
        failed = failed.take().or(message.map(|message| format!("{figure}: {message}: {part:#?}")));
    });
    prop_assert!(failed.is_none(), "{}", failed.unwrap());
    Ok(())
}

/// Every figure of the outlook that has a receipt, with its value as it is reported.
fn later_figures(evaluation: &Evaluation<'_>) -> Vec<(Later, Decimal)> {
    let projection = evaluation.projection();
    let mut figures = Vec::new();
    for year in &projection.years {
        figures.push((Later::Revenue(year.year), year.revenue.reported()));
        figures.push((Later::Ttm(year.year), year.ttm_usd.reported()));
        figures.extend(year.net.iter().map(|(channel, net)| (Later::Net(*channel, year.year), net.reported())));
    }
    let worth = |(channel, npv): &(ChannelId, Option<Money>)| Some((Later::Npv(*channel), (*npv)?.reported()));
    figures.extend(projection.npv.iter().filter_map(worth));
    let Some(transition) = evaluation.transition() else { return figures };
    let count = |number: u32| reported(Decimal::from(number), 2);
    figures.push((Later::OneOff, transition.one_off.reported()));
    figures.push((Later::Requests, count(transition.requests)));
    figures.push((Later::Liquidity, transition.liquidity.reported()));
    let lost = evaluation.course().expect("who moves has a course").lost_incentives;
    figures.push((Later::Lost, lost.reported()));
    figures.push((Later::Weeks, count(transition.weeks_needed)));
    figures.extend(transition.trough.map(|trough| (Later::Trough, trough.amount.reported())));
    if let Some(months) = &transition.cumulative {
        figures.extend((1..).zip(months).map(|(month, sum)| (Later::Cumulative(month), sum.reported())));
        let paid = transition.payback_month.and_then(|month| months.get(month as usize - 1));
        figures.extend(paid.map(|sum| (Later::Payback, sum.reported())));
    }
    figures
}

/// What is wrong with a figure.
fn check_part(scenario: &Scenario, rules: &RuleSet, part: &Receipt, most: Decimal) -> Option<String> {
    let leaf = |leaf| match leaf {
        Leaf::Field(slot) => {
            let whole = if is_percent(slot) { Decimal::ONE_HUNDRED } else { Decimal::ONE };
            (part.value * whole != stated(scenario, slot)).then(|| format!("{} is another", slot.path()))
        }
        Leaf::Rule(term) => {
            let cited = rules.term(term);
            let right = cited.is_some_and(|cited| Decimal::from(cited.value) == part.value);
            (!right).then(|| format!("{term:?} isn't the rule"))
        }
        Leaf::Default(_) | Leaf::Constant => None,
        Leaf::Months | Leaf::Filling => {
            let counts = part.value.fract().is_zero() && part.value >= Decimal::ZERO;
            (!counts).then(|| "it isn't a count".to_string())
        }
    };
    match part.what {
        What::Unnamed => return Some("a figure has no name".to_string()),
        What::Leaf(_) if !part.parts.is_empty() => return Some("what entered is not made of anything".to_string()),
        What::Leaf(of) => return leaf(of),
        What::Step(_) => {}
    }
    if part.parts.is_empty() {
        return (!part.value.is_zero()).then(|| "nothing explains it".to_string());
    }
    let left = part.rounding.abs();
    // Of a product each factor may be off by its last decimal: a part of it, and as much a part of the product.
    let factors = part.parts.iter().filter(|factor| matches!(factor.enters, Enters::Times | Enters::Per));
    let off =
        factors.map(|factor| Decimal::new(1, factor.decimals).checked_div(factor.shown.abs()).unwrap_or_default());
    let parts = Decimal::from(part.parts.len() + 1);
    let allowed = most * parts + off.sum::<Decimal>() * part.shown.abs();
    if left > allowed {
        return Some(format!("rounding leaves {left}, more than {allowed}"));
    }
    match shown(part) {
        Some(sum) if sum == part.shown => None,
        sum => Some(format!("the rows come to {sum:?}")),
    }
}

fn is_percent(slot: Slot) -> bool {
    matches!(slot.row().unit, Unit::Percent | Unit::PercentRevenue | Unit::PercentBilled | Unit::PercentYear)
}

/// What counts at a place: what was stated, or the catalogue's default.
fn stated(scenario: &Scenario, slot: Slot) -> Decimal {
    assert!(matches!(slot.row().kind, Kind::Number { .. }));
    let currency = scenario.choice(FieldId::Currency).and_then(Currency::from_code).unwrap_or(Currency::Eur);
    let default = || match slot.field {
        FieldId::UsdRate => currency.default_usd_rate(),
        _ => slot.row().default_number(slot.portfolio, currency).expect("no default that follows from others"),
    };
    scenario.number(slot).unwrap_or_else(default)
}

proptest! {
    #![proptest_config(trials(400))]

    #[test]
    fn the_rows_of_every_receipt_add_up_to_its_figure(value in plausible()) {
        check(&scenario(&value), Decimal::new(5, 3))?;
    }

    #[test]
    fn so_they_do_whatever_was_stated(scenario in scenarios()) {
        // At the far ends of the ranges the last of 28 digits is worth more than a cent.
        check(&scenario, Decimal::from(1_000_000))?;
    }
}

fn receipt(value: &serde_json::Value, figure: Figure) -> Receipt {
    Record::new(&scenario(value), TODAY).receipt(figure).expect("the answer has this figure")
}

fn what_of(receipt: &Receipt) -> Vec<What> {
    receipt.parts.iter().map(|part| part.what).collect()
}

fn slot(path: &str) -> Slot {
    Slot::from_path(path).expect("a path")
}

#[test]
fn a_line_is_a_row_for_each_portfolio_and_each_a_product_of_two_fields() {
    let value = serde_json::json!({"revenue": {"security": 0}});
    let margin = receipt(&value, Figure::Line(ChannelId::Direct, LineId::Margin));
    assert_eq!(margin.what, What::Step(Step::Line(LineId::Margin)));
    assert_eq!(margin.parts.len(), 3);
    assert_eq!(margin.nothing, [What::Step(Step::Portfolio(tierwise::engine::catalogue::Portfolio::Security))]);
    let azure = &margin.parts[2];
    let fields = ["revenue.azure", "direct.margin_pct.azure"].map(|path| What::Leaf(Leaf::Field(slot(path))));
    assert_eq!(what_of(azure), fields);
    assert!(azure.parts.iter().all(|part| part.enters == Enters::Times));
    assert_eq!((azure.shown, azure.parts[1].shown), (Decimal::from(24_000), Decimal::new(12, 2)));
}

#[test]
fn a_price_of_the_rules_comes_with_the_rate_it_is_converted_at() {
    let plan = receipt(&serde_json::json!({}), Figure::Line(ChannelId::Direct, LineId::SupportPlan));
    let fee = &plan.parts[0];
    assert_eq!(fee.what, What::Step(Step::Default(slot("direct.support_plan_fee"))));
    assert_eq!(what_of(fee), [What::Leaf(Leaf::Rule(Term::Asfp)), What::Leaf(Leaf::Field(slot("usd_rate")))]);
    assert_eq!(fee.parts[1].enters, Enters::Per);
    assert_eq!(fee.shown, Decimal::new(2_045_455, 2));
    let stated = serde_json::json!({"direct": {"support_plan_fee": 19_000}});
    let plan = receipt(&stated, Figure::Line(ChannelId::Direct, LineId::SupportPlan));
    assert_eq!(what_of(&plan), [What::Leaf(Leaf::Field(slot("direct.support_plan_fee")))]);
}

#[test]
fn terms_rounded_to_cents_leave_a_row_for_the_rest() {
    let value = serde_json::json!({
        "revenue": {"modern_work": "0.05", "security": "0.05", "business_apps": "0.05", "azure": "0.05"},
        "direct": {"margin_pct": {"modern_work": 10, "security": 10, "business_apps": 10, "azure": 10}}
    });
    let margin = receipt(&value, Figure::Line(ChannelId::Direct, LineId::Margin));
    assert!(margin.parts.iter().all(|part| part.shown == Decimal::new(1, 2)));
    assert_eq!((margin.shown, margin.rounding), (Decimal::new(2, 2), Decimal::new(-2, 2)));
}

#[test]
fn incentives_are_lost_for_the_months_stated_and_in_a_year_for_twelve_at_most() {
    let months = |months: u32| {
        let value = serde_json::json!({"role": "direct", "standing": {"designations": ["modern_work"]},
            "transition": {"incentive_loss_months": months}});
        let mut found = Vec::new();
        each(&receipt(&value, Figure::DifferenceFirstYear), &mut |part| {
            if part.what == What::Leaf(Leaf::Field(slot("transition.incentive_loss_months"))) {
                found.push(part.value);
            }
        });
        found
    };
    assert_eq!(months(11), [Decimal::from(11)]);
    assert_eq!(months(12), [Decimal::from(12)]);
    assert_eq!(months(13), []);
}

#[test]
fn what_is_multiplied_is_not_rounded_first() {
    let value = serde_json::json!({"revenue": {"modern_work": "0.07"}, "direct": {"margin_pct": {"modern_work": 15}}});
    let ttm = receipt(&value, Figure::Ttm(Model::Direct));
    let billed = &ttm.parts[0];
    assert_eq!(billed.what, What::Step(Step::AllBilled));
    assert_eq!(billed.shown, Decimal::new(2_720_000_595, 4));
    assert_eq!(billed.parts[0].shown, Decimal::new(595, 4));
}

#[test]
fn what_there_is_none_of_has_no_rows() {
    let funding = receipt(&serde_json::json!({}), Figure::Line(ChannelId::Direct, LineId::Funding));
    assert_eq!((funding.parts.len(), funding.nothing.len()), (0, 0));
    let offered = receipt(&serde_json::json!({}), Figure::Line(ChannelId::Offer(0), LineId::Funding));
    assert_eq!(what_of(&offered), [What::Leaf(Leaf::Field(slot("offers.0.funding")))]);
    // Of the platform of an offer there is a fee, none for each customer.
    let platform = receipt(&serde_json::json!({}), Figure::Line(ChannelId::Offer(0), LineId::Platform));
    assert!(!platform.nothing.contains(&What::Step(Step::PlatformForCustomers)));
}

#[test]
fn portfolios_without_incentives_are_named_as_such() {
    let incentives = receipt(&serde_json::json!({}), Figure::Line(ChannelId::Direct, LineId::Incentives));
    assert!(incentives.parts.is_empty());
    let none = tierwise::engine::catalogue::Portfolio::ALL.map(|p| What::Step(Step::NoIncentives(p)));
    assert_eq!(incentives.nothing, none);
}

#[test]
fn a_net_is_its_lines_with_their_signs() {
    let net = receipt(&serde_json::json!({}), Figure::Net(ChannelId::Direct));
    for part in &net.parts {
        let What::Step(Step::Line(line)) = part.what else { panic!("{:?}", part.what) };
        assert_eq!(part.enters == Enters::Plus, line.is_income(), "{line:?}");
    }
    assert!(net.nothing.contains(&What::Step(Step::Line(LineId::Incentives))));
}

fn later(value: &serde_json::Value, figure: Later) -> Receipt {
    Record::new(&scenario(value), TODAY).later(figure).expect("the outlook has this figure")
}

#[test]
fn requests_are_filled_up_to_whole_ones_or_one_for_each_customer() {
    let mover = |customers: u32, subscriptions: u32| serde_json::json!({"role": "direct", "customers": customers, "subscriptions": subscriptions});
    let requests = later(&mover(10, 260), Later::Requests);
    assert_eq!(requests.shown, Decimal::from(11));
    let places = &requests.parts[0];
    assert_eq!(what_of(places), [What::Leaf(Leaf::Field(slot("subscriptions"))), What::Leaf(Leaf::Filling)]);
    assert_eq!(places.shown, Decimal::from(275));
    let requests = later(&mover(80, 400), Later::Requests);
    assert_eq!(what_of(&requests), [What::Leaf(Leaf::Field(slot("customers")))]);
}

#[test]
fn what_moving_brings_is_a_row_for_each_kind_of_gain_and_cost() {
    let value = serde_json::json!({
        "role": "direct",
        "standing": {"billed_ttm_usd": 900_000, "designations": ["modern_work"]},
        "transition": {"support_plan_months_left": 12}
    });
    let sum = later(&value, Later::Cumulative(8));
    let kinds = [Step::Gained, Step::OneOffMoved, Step::PlanRunsOn, Step::LostOnMove].map(What::Step);
    assert_eq!(what_of(&sum), kinds);
    assert_eq!(sum.parts.iter().filter(|part| part.enters == Enters::Minus).count(), 3);
    // Portfolios move in months 1, 4 and 7: so many stretches there are, of 3, 3 and 2 months.
    let stretches: Vec<What> = [1, 4, 7].map(|month| What::Step(Step::GainedFrom(month))).to_vec();
    assert_eq!(what_of(&sum.parts[0]), stretches);
    let months: Vec<Decimal> = sum.parts[0].parts.iter().map(|part| part.parts[1].shown).collect();
    assert_eq!(months, [3, 3, 2].map(Decimal::from));
}

#[test]
fn a_channel_that_closes_in_five_years_has_no_worth_to_explain() {
    let value = serde_json::json!({"standing": {"billed_ttm_usd": 900_000}});
    let record = Record::new(&scenario(&value), TODAY);
    assert_eq!(record.later(Later::Npv(ChannelId::Direct)), None);
    assert!(record.later(Later::Npv(ChannelId::Offer(0))).is_some());
    for figure in
        [Later::OneOff, Later::Liquidity, Later::Trough, Later::Cumulative(1), Later::Net(ChannelId::Direct, 6)]
    {
        assert_eq!(record.later(figure), None, "{figure:?}");
    }
}

#[test]
fn every_figure_of_the_rules_has_its_source_and_its_dates() {
    for set in &RULE_SETS {
        for term in Term::ALL {
            let threshold = matches!(term, Term::DirectRevenue | Term::TenantRevenue);
            let Some(cited) = set.term(term) else {
                assert!(threshold && set.id != "fy26", "{}: {term:?}", set.id);
                continue;
            };
            let citation = cited.citation;
            assert!(!citation.source.url().is_empty() && citation.since <= citation.review_by, "{term:?}");
        }
    }
}
