//! The map of who wins: every frontier point is a flip point, and no change of sign is missed.

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use tierwise::engine::Evaluation;
use tierwise::engine::landscape::{Along, BaseValue, Landscape, Line, Plan, Point, Window, Winner, base_value};
use tierwise::engine::quantity::{Fraction, reported};
use tierwise::engine::report::Driver;
use tierwise::engine::scenario::Scenario;
use tierwise::engine::sensitivity::{apply, difference, settle};
use tierwise::engine::situation::{Channel, ChannelId, Situation};

use crate::support::{PORTFOLIOS, TODAY, decimal, plausible, scenario, trials};

/// Scenarios in which thresholds decide and margins reach the whole: an estimated TTM around a million dollars, high
/// incentives, margins that are often high and alike in both models.
fn close() -> impl Strategy<Value = Value> {
    let revenue = proptest::array::uniform4(0u32..900_000);
    let margins = proptest::array::uniform4(5i32..95);
    let rates = proptest::array::uniform4(0u32..60);
    let apart = proptest::array::uniform4(-12i32..5);
    let rules = proptest::sample::select(&["2020", "fy26"][..]);
    let each =
        |values: [i32; 4]| -> Value { PORTFOLIOS.iter().zip(values).map(|(p, v)| (p.to_string(), json!(v))).collect() };
    (revenue, margins, rates, apart, rules, 0u32..60_000).prop_map(
        move |(revenue, margins, rates, apart, rules, fee)| {
            let offered = [0, 1, 2, 3].map(|place: usize| (margins[place] + apart[place]).clamp(0, 100));
            json!({
                "rules": rules, "revenue": each(revenue.map(|amount| amount as i32)),
                "standing": {"designations": ["modern_work", "business_applications", "infrastructure"]},
                "direct": {"margin_pct": each(margins), "platform_fee": fee},
                "incentives": {"rate_pct": each(rates.map(|rate| rate as i32))},
                "offers": [{"margin_pct": each(offered)}]
            })
        },
    )
}

/// Plausible scenarios and close ones.
fn cases() -> impl Strategy<Value = Value> {
    prop_oneof![plausible(), close()]
}

/// Drivers that move the TTM or end at the whole, more often than the others.
fn drivers() -> impl Strategy<Value = (Driver, Driver)> {
    let strong = [Driver::Revenue, Driver::UsdRate, Driver::DirectMargin, Driver::OfferMargin];
    let any = (0usize..15, 1usize..15).prop_map(|(x, further)| (Driver::ALL[x], Driver::ALL[(x + further) % 15]));
    let moving = (0usize..4, 1usize..4).prop_map(move |(x, further)| (strong[x], strong[(x + further) % 4]));
    prop_oneof![any, moving]
}

/// The base case: the situation and the offer that is best in it.
fn base(scenario: &Scenario) -> (Situation, Channel<Decimal>) {
    let evaluation = Evaluation::new(scenario, TODAY);
    let ChannelId::Offer(best) = evaluation.answer().best_offer else { panic!("an offer") };
    (evaluation.situation().clone(), evaluation.situation().offers[usize::from(best)])
}

/// The difference with both drivers applied, by the engine's own formulas.
fn difference_at((situation, offer): &(Situation, Channel<Decimal>), plan: &Plan, x: Decimal, y: Decimal) -> Decimal {
    let (mut situation, mut offer) = (situation.clone(), *offer);
    apply(&mut situation, &mut offer, plan.x, &Fraction::new(x));
    apply(&mut situation, &mut offer, plan.y, &Fraction::new(y));
    settle(&mut situation);
    difference(&situation, &offer).exact()
}

fn winner_at(base: &(Situation, Channel<Decimal>), plan: &Plan, x: Decimal, y: Decimal) -> Winner {
    Winner::of(difference_at(base, plan, x, y))
}

/// Two different drivers and a small grid in the default window.
fn plans() -> impl Strategy<Value = Plan> {
    let window = prop_oneof![
        2 => Just(Window::default()),
        2 => Just(Window::new(Decimal::ZERO, Decimal::from(5)).unwrap()),
        1 => (0i64..200, 1i64..300).prop_map(|(from, width)| {
            Window::new(Decimal::new(from, 2), Decimal::new((from + width).min(500), 2)).unwrap()
        })
    ];
    (drivers(), window.clone(), window, 2usize..7, 2usize..7).prop_map(|((x, y), across, up, columns, rows)| Plan {
        x,
        y,
        across,
        up,
        columns,
        rows,
    })
}

/// A factor of a window, by its place in a thousand.
fn within(window: Window, thousandths: u32) -> Decimal {
    window.from() + (window.to() - window.from()) * Decimal::from(thousandths) / Decimal::from(1_000)
}

/// A line covers its window without a gap, and neighbours differ.
fn check_line(line: &Line, window: Window) -> Result<(), TestCaseError> {
    prop_assert_eq!(line.regions.first().map(|region| region.from), Some(window.from()));
    prop_assert_eq!(line.regions.last().map(|region| region.to), Some(window.to()));
    prop_assert_eq!(line.jumps.len() + 1, line.regions.len());
    for pair in line.regions.windows(2) {
        prop_assert_eq!(pair[0].to, pair[1].from);
        prop_assert_ne!(pair[0].winner, pair[1].winner);
    }
    prop_assert!(line.regions.iter().all(|region| region.from < region.to));
    Ok(())
}

/// The point moved along its line.
fn moved(point: &Point, by: Decimal) -> (Decimal, Decimal) {
    match point.along {
        Along::Row => (point.x + by, point.y),
        Along::Column => (point.x, point.y + by),
    }
}

/// A flip point: where it passes zero the difference is nothing to the cent; where it jumps, or nothing is ahead on one
/// side, a hair on either side shows another winner.
fn check_point(base: &(Situation, Channel<Decimal>), map: &Landscape, point: &Point) -> Result<(), TestCaseError> {
    let line = map.rows.iter().chain(&map.columns).find(|line| {
        let (at, flip) = if point.along == Along::Row { (point.y, point.x) } else { (point.x, point.y) };
        line.at == at && line.flips().any(|(other, _)| other == flip)
    });
    prop_assert!(line.is_some());
    let value = |by: Decimal| {
        let (x, y) = moved(point, by);
        difference_at(base, &map.plan, x, y)
    };
    if !point.jump {
        prop_assert!(value(Decimal::ZERO).abs() < Decimal::new(5, 3), "{point:?} {}", value(Decimal::ZERO));
    }
    // As near as the neighbouring regions allow.
    let line = line.unwrap();
    let flip = if point.along == Along::Row { point.x } else { point.y };
    let place = line.regions.iter().position(|region| region.to == flip).unwrap();
    let (before, after) = (line.regions[place], line.regions[place + 1]);
    let near = |width: Decimal| (width / Decimal::TWO).min(Decimal::new(1, 6));
    let is = |winner, by| {
        let at = value(by);
        // Less than the last decimal at which amounts are compared can't tell.
        Winner::of(at) == winner || at.abs() < Decimal::new(1, 5)
    };
    prop_assert!(is(before.winner, -near(before.to - before.from)), "{point:?} before");
    prop_assert!(is(after.winner, near(after.to - after.from)), "{point:?} after");
    // A hair further, where there is room, the two sides differ without any doubt.
    let room = (before.to - before.from).min(after.to - after.from);
    if room > Decimal::new(1, 3) && before.winner != Winner::Even && after.winner != Winner::Even {
        let hair = Decimal::new(5, 4);
        prop_assert!(value(-hair).is_sign_negative() != value(hair).is_sign_negative(), "{point:?} sides");
    }
    Ok(())
}

/// Whether a factor is a hair from the end of a region.
fn is_near(line: &Line, factor: Decimal) -> bool {
    line.flips().any(|(flip, _)| (flip - factor).abs() <= Decimal::new(1, 6))
}

proptest! {
    #![proptest_config(trials(120))]

    #[test]
    fn every_point_of_the_frontier_is_a_flip_point(value in cases(), plan in plans()) {
        let scenario = scenario(&value);
        let base = base(&scenario);
        let map = Evaluation::new(&scenario, TODAY).landscape(plan);
        map.rows.iter().try_for_each(|line| check_line(line, plan.across))?;
        map.columns.iter().try_for_each(|line| check_line(line, plan.up))?;
        for point in map.frontier() {
            check_point(&base, &map, &point)?;
        }
    }

    /// Probes anywhere on the map: along a row and along a column through each, solved like those of the map, and those
    /// of the map itself.
    #[test]
    fn no_change_of_sign_is_missed(value in cases(), plan in plans(), probes in proptest::collection::vec((1u32..1_000, 1u32..1_000), 12)) {
        let scenario = scenario(&value);
        let base = base(&scenario);
        let evaluation = Evaluation::new(&scenario, TODAY);
        let map = evaluation.landscape(plan);
        for (across, up) in &probes {
            let (x, y) = (within(plan.across, *across), within(plan.up, *up));
            for row in map.rows.iter().filter(|row| !is_near(row, x)) {
                prop_assert_eq!(row.winner(x), winner_at(&base, &plan, x, row.at), "{:?} at {} {}", plan, x, row.at);
            }
            for column in map.columns.iter().filter(|column| !is_near(column, y)) {
                prop_assert_eq!(column.winner(y), winner_at(&base, &plan, column.at, y), "{:?} at {} {}", plan, column.at, y);
            }
            // A map that begins at the probe has a row and a column through it.
            let there = Plan {
                across: Window::new(x, plan.across.to()).unwrap(),
                up: Window::new(y, plan.up.to()).unwrap(),
                columns: 2,
                rows: 2,
                ..plan
            };
            let there = evaluation.landscape(there);
            let expected = winner_at(&base, &plan, x, y);
            for line in [&there.rows[0], &there.columns[0]] {
                let region = line.regions[0];
                prop_assert!(region.winner == expected || region.to - region.from <= Decimal::new(1, 6) || jumps_at(&base, &plan, x, y, line), "{:?} {:?} at {} {}", plan, region, x, y);
            }
        }
    }

    /// With the other driver at 1 the nearest boundary is the flip point of the sensitivity.
    #[test]
    fn at_one_the_frontier_is_the_flip_point(value in cases(), (x, y) in drivers()) {
        let scenario = scenario(&value);
        let evaluation = Evaluation::new(&scenario, TODAY);
        let five = Window::new(Decimal::ZERO, Decimal::from(5)).unwrap();
        let plan = Plan { across: five, up: Window::default(), columns: 2, rows: 3, ..Plan::of(x, y) };
        let map = evaluation.landscape(plan);
        prop_assert_eq!(map.you_are_here, Some((Decimal::ONE, Decimal::ONE)));
        let row = &map.rows[1];
        prop_assert_eq!(row.at, Decimal::ONE);
        let base = evaluation.answer().difference.exact();
        prop_assert_eq!(map.here, Winner::of(base));
        let sensitivity = evaluation.sensitivity();
        let flip = sensitivity.iter().find(|line| line.driver == x).unwrap().flip.map(|flip| flip.0);
        let against = match map.here {
            Winner::Direct => Winner::Indirect,
            Winner::Indirect => Winner::Direct,
            Winner::Even => {
                prop_assert_eq!(flip, None);
                return Ok(());
            }
        };
        let nearest = row.regions.iter().filter(|region| region.winner == against).map(|region| {
            reported(Decimal::ONE.clamp(region.from, region.to), 6)
        });
        let nearest = nearest.min_by_key(|factor| ((factor - Decimal::ONE).abs(), *factor));
        prop_assert_eq!(flip, nearest, "{:?}", row);
    }

    #[test]
    fn the_table_and_the_pieces_agree_with_the_lines(value in cases(), plan in plans()) {
        let scenario = scenario(&value);
        let base = base(&scenario);
        let map = Evaluation::new(&scenario, TODAY).landscape(plan);
        let table = map.table();
        prop_assert_eq!(table.len(), plan.rows);
        for (row, winners) in map.rows.iter().zip(&table) {
            prop_assert_eq!(winners.len(), plan.columns);
            for (column, winner) in map.columns.iter().zip(winners) {
                let end = [plan.across.from(), plan.across.to()].contains(&column.at);
                if !is_near(row, column.at) && !end {
                    prop_assert_eq!(*winner, winner_at(&base, &plan, column.at, row.at));
                }
            }
        }
        let points = map.frontier();
        for (from, to) in map.pieces() {
            prop_assert!(points.contains(&from) && points.contains(&to));
            let step = |window: Window, count: usize| (window.to() - window.from()) / Decimal::from(count - 1) + Decimal::new(1, 9);
            prop_assert!((from.x - to.x).abs() <= step(plan.across, plan.columns), "{from:?} {to:?}");
            prop_assert!((from.y - to.y).abs() <= step(plan.up, plan.rows), "{from:?} {to:?}");
        }
    }
}

/// The edge of a map of one cell on which a point lies.
fn edge(point: &Point) -> (Along, Decimal) {
    (point.along, if point.along == Along::Row { point.y } else { point.x })
}

proptest! {
    #![proptest_config(trials(400))]

    /// A band that passes a cell is drawn by its two sides, not across it.
    #[test]
    fn a_band_is_drawn_along_its_sides(value in close(), plan in plans()) {
        let map = Evaluation::new(&scenario(&value), TODAY).landscape(Plan { columns: 2, rows: 2, ..plan });
        let points = map.frontier();
        let pieces = map.pieces();
        prop_assert_eq!(pieces.len(), points.len() / 2);
        let crowded = points.iter().any(|point| points.iter().filter(|other| edge(other) == edge(point)).count() > 2);
        if points.len() == 4 && !crowded {
            prop_assert!(pieces.iter().all(|(from, to)| edge(from) != edge(to)), "{pieces:?}");
        }
    }
}

/// Whether there is a jump exactly at a point, so that what is just beyond it differs from what is there.
fn jumps_at(base: &(Situation, Channel<Decimal>), plan: &Plan, x: Decimal, y: Decimal, line: &Line) -> bool {
    let hair = Decimal::new(1, 6);
    [(hair, Decimal::ZERO), (Decimal::ZERO, hair)]
        .iter()
        .any(|(dx, dy)| winner_at(base, plan, x + dx, y + dy) == line.regions[0].winner)
}

/// An offer's margin against the price of an hour: one frontier, all the way up the map.
#[test]
fn a_frontier_is_drawn_in_one_line_with_here_on_its_side() {
    let scenario = scenario(&json!({"revenue": {"modern_work": 2000000}, "standing": {"billed_ttm_usd": 500000}}));
    let plan = Plan::of(Driver::OfferMargin, Driver::HourlyCost);
    let map = Evaluation::new(&scenario, TODAY).landscape(plan);
    assert_eq!((map.rows.len(), map.columns.len()), (24, 24));
    for row in &map.rows {
        let winners: Vec<Winner> = row.regions.iter().map(|region| region.winner).collect();
        assert_eq!(winners, [Winner::Direct, Winner::Indirect]);
        assert_eq!(row.jumps, [false]);
    }
    // One piece for each row that is crossed, and one more for each column.
    let columns: usize = map.columns.iter().map(|column| column.jumps.len()).sum();
    assert_eq!(map.pieces().len(), 23 + columns);
    assert_eq!(map.here, Winner::of(Evaluation::new(&scenario, TODAY).answer().difference.exact()));
}

/// A stated TTM never changes and a fee of nothing has no effect: only the columns see a frontier that lies along the rows.
#[test]
fn a_frontier_along_the_rows_is_found_by_the_columns() {
    let scenario = scenario(&json!({"standing": {"billed_ttm_usd": 500000}}));
    let plan = Plan::of(Driver::OfferFunding, Driver::OfferMargin);
    let map = Evaluation::new(&scenario, TODAY).landscape(plan);
    assert!(map.rows.iter().all(|row| row.jumps.is_empty()));
    let flips: Vec<Vec<(Decimal, bool)>> = map.columns.iter().map(|column| column.flips().collect()).collect();
    assert!(flips.iter().all(|flips| flips.len() == 1));
    assert!(flips.iter().all(|each| *each == flips[0]));
    assert_eq!(map.pieces().len(), 23);
}

/// The threshold for incentives is a jump, wherever the margin is: direct earns incentives from a million dollars.
#[test]
fn a_threshold_is_a_jump() {
    let scenario = scenario(&json!({
        "currency": "USD", "revenue": {"modern_work": 1000000, "security": 0, "business_apps": 0, "azure": 0},
        "direct": {"margin_pct": {"modern_work": 20}, "support_cost": 0, "platform_fee": 20000},
        "incentives": {"rate_pct": {"modern_work": 30}}, "standing": {"designations": ["modern_work"]},
        "offers": [{"margin_pct": {"modern_work": 10}, "support_cost": 0}]
    }));
    let plan = Plan { rows: 3, ..Plan::of(Driver::Revenue, Driver::DirectLeakage) };
    let map = Evaluation::new(&scenario, TODAY).landscape(plan);
    // Direct earns from 1.25 times the revenue, the offer from 25,000 dollars; a better margin decides where both earn.
    let jumps: Vec<Point> = map.frontier().into_iter().filter(|point| point.jump).collect();
    assert!(map.rows.iter().all(|row| row.flips().any(|(flip, jump)| jump && flip == decimal("1.25"))), "{jumps:?}");
}

/// The surface of rings that don't cross themselves.
fn surface(rings: &[Vec<(Decimal, Decimal)>]) -> Decimal {
    let twice = |ring: &Vec<(Decimal, Decimal)>| -> Decimal {
        let next = ring.iter().cycle().skip(1);
        ring.iter().zip(next).map(|((x, y), (further, above))| x * above - further * y).sum()
    };
    rings.iter().map(|ring| twice(ring) / Decimal::TWO).sum()
}

#[test]
fn the_areas_cover_the_map_and_each_lies_on_its_side() {
    let bands = json!({
        "rules": "2020",
        "revenue": {"modern_work": 800000, "security": 0, "business_apps": 0, "azure": 0},
        "direct": {"margin_pct": {"modern_work": 20}, "support_cost": 0, "platform_fee": 20000},
        "incentives": {"rate_pct": {"modern_work": 30}}, "standing": {"designations": ["modern_work"]},
        "offers": [{"margin_pct": {"modern_work": 10}, "support_cost": 0}]
    });
    for value in [json!({}), json!({"role": "direct", "standing": {"billed_ttm_usd": 1_200_000}}), bands] {
        let scenario = scenario(&value);
        let base = base(&scenario);
        for (place, x) in Driver::ALL.into_iter().enumerate() {
            let plan = Plan { columns: 9, rows: 9, ..Plan::of(x, Driver::ALL[(place + 2) % 15]) };
            let map = Evaluation::new(&scenario, TODAY).landscape(plan);
            let sides = [Winner::Direct, Winner::Indirect, Winner::Even];
            let areas = sides.map(|winner| map.areas(winner));
            let whole: Decimal = areas.iter().map(|rings| surface(rings)).sum();
            assert!((whole - Decimal::from(4)).abs() < decimal("0.000001"), "{plan:?}: {whole}");
            for (winner, rings) in sides.iter().zip(&areas) {
                for ring in rings.iter().filter(|ring| surface(std::slice::from_ref(ring)) > decimal("0.001")) {
                    // A little inside of the middle of its first side.
                    let middle = |pick: fn(&(Decimal, Decimal)) -> Decimal| {
                        ring.iter().map(pick).sum::<Decimal>() / Decimal::from(ring.len())
                    };
                    let (x, y) = (middle(|point| point.0), middle(|point| point.1));
                    assert_eq!(winner_at(&base, &plan, x, y), *winner, "{plan:?} at {x} {y}");
                }
            }
        }
    }
}

#[test]
fn what_is_left_at_a_point_is_what_the_lines_are_drawn_by() {
    let scenario = Scenario::default();
    let base = base(&scenario);
    let plan = Plan::of(Driver::Revenue, Driver::OfferMargin);
    for (x, y) in [("1", "1"), ("1.4", "0.9"), ("0", "2")].map(|(x, y)| (decimal(x), decimal(y))) {
        let difference = Landscape::difference_at(&base.0, &base.1, plan, x, y);
        assert_eq!(reported(difference.exact(), 6), reported(difference_at(&base, &plan, x, y), 6));
    }
}

#[test]
fn direct_opens_where_the_trailing_revenue_reaches_the_threshold() {
    let opens = |value: &Value, plan: Plan| Evaluation::new(&scenario(value), TODAY).landscape(plan).opens;
    let by_revenue = opens(&json!({}), Plan { rows: 3, ..Plan::of(Driver::Revenue, Driver::OfferMargin) });
    let break_even = Evaluation::new(&Scenario::default(), TODAY).answer().break_even[0].opens_at.unwrap();
    assert_eq!(by_revenue.len(), 3);
    for (x, _) in &by_revenue {
        assert_eq!(reported(x * decimal("800000"), 2), break_even.reported());
    }
    // Twice as many dollars for a euro: half the revenue.
    let plan = Plan {
        up: Window::new(Decimal::ONE, Decimal::TWO).unwrap(),
        rows: 2,
        ..Plan::of(Driver::Revenue, Driver::UsdRate)
    };
    let curve = opens(&json!({}), plan);
    assert!(curve.len() > 2);
    let revenue = by_revenue[0].0;
    assert!(curve.iter().all(|(x, y)| reported(x * y, 6) == reported(revenue, 6)), "{curve:?}");
    assert!(curve.is_sorted_by(|one, next| one.0 >= next.0 && one.1 <= next.1), "{curve:?}");
    let up = opens(&json!({}), Plan { columns: 2, ..Plan::of(Driver::OfferMargin, Driver::Revenue) });
    assert!(up.len() == 2 && up[0].1 == up[1].1);
    let plan = Plan::of(Driver::Revenue, Driver::OfferMargin);
    assert!(opens(&json!({"standing": {"billed_ttm_usd": 900_000}}), plan).is_empty());
    assert!(opens(&json!({}), Plan::of(Driver::OfferMargin, Driver::HourlyCost)).is_empty());
}

#[test]
fn a_window_lies_from_nothing_to_five() {
    let window = |from: &str, to: &str| Window::new(decimal(from), decimal(to));
    assert!(window("0", "5").is_some() && window("0.5", "0.6").is_some());
    assert_eq!([window("-0.1", "1"), window("1", "1"), window("2", "1"), window("4", "5.1")], [None; 4]);
    let here = |from: &str, to: &str| {
        let plan = Plan { across: window(from, to).unwrap(), ..Plan::of(Driver::Revenue, Driver::UsdRate) };
        Evaluation::new(&Scenario::default(), TODAY).landscape(plan).you_are_here
    };
    assert_eq!((here("1", "2"), here("1.1", "2")), (Some((Decimal::ONE, Decimal::ONE)), None));
}

#[test]
fn a_driver_has_a_value_in_its_own_unit() {
    let base = base(&scenario(&json!({
        "revenue": {"modern_work": 300000, "security": 0, "business_apps": 0, "azure": 100000},
        "direct": {"margin_pct": {"modern_work": 20, "azure": 12}, "platform_fee": 1000, "platform_fee_per_customer": 2},
        "customers": 10, "labour": {"hourly_cost": 50}, "offers": [{"fee": 100, "fee_pct": 1, "support_fee": 7}]
    })));
    let value = |driver| base_value(&base.0, &base.1, driver);
    assert_eq!(value(Driver::Revenue), Some(BaseValue::Money(decimal("400000"))));
    assert_eq!(value(Driver::DirectMargin), Some(BaseValue::Fraction(decimal("0.18"))));
    assert_eq!(value(Driver::DirectPlatform), Some(BaseValue::Money(decimal("1240"))));
    assert_eq!(value(Driver::DirectLabour), Some(BaseValue::Hours(decimal("104"))));
    assert_eq!(value(Driver::HourlyCost), Some(BaseValue::HourlyPrice(decimal("50"))));
    assert_eq!(value(Driver::OfferFees), Some(BaseValue::Money(decimal("4107"))));
    assert_eq!(value(Driver::UsdRate), Some(BaseValue::UsdRate(decimal("1.10"))));
    let margin = BaseValue::Fraction(decimal("0.4"));
    assert_eq!(margin.at(Driver::DirectMargin, Decimal::from(3)), BaseValue::Fraction(Decimal::ONE));
    assert_eq!(margin.at(Driver::CostOfCapital, Decimal::from(3)), BaseValue::Fraction(decimal("1.2")));
    let nothing =
        self::base(&scenario(&json!({"revenue": {"modern_work": 0, "security": 0, "business_apps": 0, "azure": 0}})));
    assert_eq!(base_value(&nothing.0, &nothing.1, Driver::OfferMargin), None);
}

#[test]
fn a_factor_is_of_what_stands_for_one() {
    let two = Decimal::TWO;
    let at = |value: BaseValue, factor| value.at(Driver::DirectLeakage, factor);
    assert_eq!(at(BaseValue::Money(decimal("1500")), two), BaseValue::Money(decimal("3000")));
    assert_eq!(at(BaseValue::Hours(decimal("40.5")), two), BaseValue::Hours(decimal("81")));
    assert_eq!(at(BaseValue::HourlyPrice(decimal("55")), decimal("0.5")), BaseValue::HourlyPrice(decimal("27.5")));
    assert_eq!(at(BaseValue::UsdRate(decimal("1.16")), decimal("1.5")), BaseValue::UsdRate(decimal("1.74")));
    assert_eq!(at(BaseValue::Fraction(decimal("0.3")), decimal("5")), BaseValue::Fraction(decimal("1.5")));
    for driver in [Driver::DirectMargin, Driver::OfferMargin] {
        let margin = BaseValue::Fraction(decimal("0.3"));
        assert_eq!(margin.at(driver, two), BaseValue::Fraction(decimal("0.6")));
        assert_eq!(margin.at(driver, decimal("5")), BaseValue::Fraction(Decimal::ONE));
    }
}
