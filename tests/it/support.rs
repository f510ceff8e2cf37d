//! What several tests need: evaluating JSON, and random scenarios.

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use tierwise::engine::catalogue::{CHANNELS, DESIGNATIONS, FIELDS, Kind, Slot};
use tierwise::engine::currency::Currency;
use tierwise::engine::date::Date;
use tierwise::engine::report::Report;
use tierwise::engine::scenario::{Given, Scenario};
use tierwise::{engine, json};

/// How many cases a law is tried on: this many, or such a share of them as `TIERWISE_CASES` says, in per cent; but ten, where there are.
pub(crate) fn trials(most: u32) -> ProptestConfig {
    let share = std::env::var("TIERWISE_CASES").ok().and_then(|share| share.parse().ok()).unwrap_or(100);
    ProptestConfig::with_cases(most.saturating_mul(share).div_ceil(100).max(most.min(10)))
}

/// The day on which tests ask, unless their scenario says another.
pub(crate) const TODAY: Date = Date::literal(2026, 11, 22);

/// The scenario of this JSON.
#[track_caller]
pub(crate) fn scenario(value: &Value) -> Scenario {
    json::scenario(&value.to_string()).unwrap_or_else(|refusal| panic!("{value}: {refusal}"))
}

/// The report on this JSON.
#[track_caller]
pub(crate) fn report(value: &Value) -> Report {
    engine::evaluate(&scenario(value), TODAY)
}

/// The report as JSON.
pub(crate) fn to_json(report: &Report) -> Value {
    serde_json::to_value(report).expect("a report is always JSON")
}

/// This text as a decimal.
pub(crate) fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

/// A scenario from pairs of path and text.
pub(crate) fn from_pairs(pairs: &[(String, String)]) -> (Scenario, usize) {
    let (scenario, problems) = Scenario::read(pairs.iter().map(|(path, text)| (path.as_str(), Given::Text(text))));
    (scenario, problems.len())
}

/// Texts of values that fit a field.
fn text(kind: Kind, offers: u8) -> BoxedStrategy<String> {
    match kind {
        Kind::Number { min, max, whole } => {
            let (low, high) = (min.to_string(), max.to_string());
            let span = max - min;
            let at = move |parts: u32, digits: u32| {
                let value = min + span * Decimal::from(parts) / Decimal::from(1_000_000);
                value.round_dp(if whole { 0 } else { digits }).clamp(min, max).to_string()
            };
            // Mostly small values: that is where figures are of one size and decisions close.
            let small = (0u32..2_000, 0u32..=4).prop_map(move |(parts, digits)| at(parts, digits));
            let modest = (0u32..400_000u32).prop_map(move |value| Decimal::from(value).clamp(min, max).to_string());
            let any = (0u32..=1_000_000, 0u32..=12).prop_map(move |(parts, digits)| at(parts, digits));
            prop_oneof![3 => modest, 3 => small, 2 => any, 1 => Just(low), 1 => Just(high)].boxed()
        }
        Kind::Fact => any::<bool>().prop_map(|fact| fact.to_string()).boxed(),
        Kind::Choice(choices) if choices == CHANNELS => {
            proptest::sample::select(&CHANNELS[..=usize::from(offers)]).prop_map(str::to_string).boxed()
        }
        Kind::Choice(choices) => proptest::sample::select(choices).prop_map(str::to_string).boxed(),
        Kind::Set(items) => {
            proptest::sample::subsequence(items, 0..=DESIGNATIONS.len()).prop_map(|items| items.join(",")).boxed()
        }
        Kind::Date => (2019i32..2190, 1u8..=12, 1u8..=31)
            .prop_map(|(year, month, day)| {
                let date = (0..4).find_map(|less| Date::new(year, month, day - less.min(day - 1)));
                date.expect("one of the last four days exists").to_string()
            })
            .boxed(),
        Kind::Name => "[A-Za-zÀ-ž0-9 &=%+,.#'\"<>*_{}-]{1,60}".boxed(),
        Kind::RuleSet => proptest::sample::select(&["2018", "2020", "fy26"][..]).prop_map(str::to_string).boxed(),
        Kind::Offer => (0..offers).prop_map(|offer| format!("offers.{offer}")).boxed(),
        Kind::Kept => ("[A-Za-z|~=& ]{1,60}", 0u32..500)
            .prop_map(|(name, customers)| {
                let name = name.replace('~', "~t").replace('|', "~b");
                format!("{name}|cs={customers}|rea=1..{}", customers + 1)
            })
            .boxed(),
    }
}

/// Texts of ranges of such numbers.
fn range(number: BoxedStrategy<String>) -> impl Strategy<Value = String> {
    (number.clone(), number.clone(), number, any::<bool>()).prop_map(|(one, two, three, likely)| {
        let mut numbers = [one, two, three];
        numbers.sort_by_key(|text| decimal(text));
        let [low, middle, high] = numbers;
        if likely { [low, middle, high].join(";") } else { [low, high].join("..") }
    })
}

/// Pairs of path and text that make a valid scenario: any number of fields, some of them ranges, one to five offers.
pub(crate) fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    (1u8..=5).prop_flat_map(|offers| {
        let slots: Vec<Slot> = FIELDS.iter().flat_map(|field| field.slots(offers)).collect();
        let count = slots.len();
        (proptest::sample::subsequence(slots, 0..count / 2), Just(offers)).prop_flat_map(|(slots, offers)| {
            slots
                .into_iter()
                .map(|slot| {
                    let named = if slot.row().per_offer { offers } else { 1 };
                    let number = || text(slot.row().kind, named);
                    let text = if slot.row().takes_range() {
                        prop_oneof![6 => number(), 1 => range(number())].boxed()
                    } else {
                        number()
                    };
                    text.prop_map(move |text| (slot.path(), text))
                })
                .collect::<Vec<_>>()
        })
    })
}

/// Random valid scenarios.
pub(crate) fn scenarios() -> impl Strategy<Value = Scenario> {
    pairs().prop_map(|pairs| from_pairs(&pairs).0)
}

/// Scenarios of a size and kind that partners have, so that every branch of the model is met often.
pub(crate) fn plausible() -> impl Strategy<Value = Value> {
    let amount = prop_oneof![Just(0u32), 1u32..400_000, 100_000u32..3_000_000];
    let revenue = proptest::array::uniform4(amount);
    let margins = proptest::array::uniform4(0u32..3_000);
    let offer = (margins.clone(), 0u32..20_000, 0u32..90_000, 0u32..100).prop_map(|(margins, fee, support, days)| {
        json!({"margin_pct": portfolios(margins, 2), "fee": fee, "support_cost": support, "supplier_days": days})
    });
    let role = proptest::sample::select(&["direct", "indirect", "new"][..]);
    let designations = proptest::option::of(proptest::sample::subsequence(DESIGNATIONS, 0..=3));
    let rules = proptest::sample::select(&["2018", "2020", "fy26"][..]);
    let ttm = proptest::option::of(prop_oneof![900_000u32..1_100_000, 0u32..5_000_000]);
    let growth = proptest::array::uniform4(-40i32..80);
    let currency = proptest::sample::select(&Currency::CODES[..]);
    let offers = proptest::collection::vec(offer, 1..=5);
    (role, revenue, margins, offers, (designations, rules, ttm), growth, currency, any::<[bool; 4]>()).prop_map(
        |(role, revenue, margins, offers, (designations, rules, ttm), growth, currency, facts)| {
            let mut standing = Map::new();
            if let Some(designations) = designations {
                standing.insert("designations".into(), json!(designations));
            }
            if let Some(ttm) = ttm {
                standing.insert("billed_ttm_usd".into(), json!(ttm));
            }
            if facts[0] {
                for fact in ["maicpp", "vetting", "assessment", "admin_mfa", "security_contact", "credit"] {
                    standing.insert(fact.into(), json!(facts[1]));
                }
            }
            if facts[2] {
                standing.insert("anniversary".into(), json!(1 + revenue[0] % 12));
                standing.insert("indirect_months".into(), json!(revenue[1] % 24));
            }
            let growth: Map<String, Value> =
                PORTFOLIOS.iter().zip(growth).map(|(p, g)| (p.to_string(), json!(g))).collect();
            json!({
                "role": role, "currency": currency, "rules": rules, "standing": standing, "offers": offers,
                "revenue": portfolios(revenue, 0), "growth_pct": growth,
                "direct": {"margin_pct": portfolios(margins, 2)}
            })
        },
    )
}

/// The keys of the portfolios.
pub(crate) const PORTFOLIOS: [&str; 4] = ["modern_work", "security", "business_apps", "azure"];

fn portfolios(values: [u32; 4], decimals: u32) -> Map<String, Value> {
    let text = |value: u32| json!(Decimal::new(i64::from(value), decimals).to_string());
    PORTFOLIOS.iter().zip(values).map(|(portfolio, value)| (portfolio.to_string(), text(value))).collect()
}
