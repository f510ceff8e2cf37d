//! Who wins as two drivers vary: the map, with the exact frontier.
//!
//! Along a line on which one driver is held at a factor, the difference is piecewise linear in the factor of the other, with
//! jumps; see [`sensitivity`](super::sensitivity). Each line is solved, not sampled. The lines are rows, with the vertical
//! driver held, and columns, with the horizontal one held: a frontier that runs along the rows is found by the columns.

use rust_decimal::Decimal;

use super::number::compared;
use super::quantity::{Fraction, Money};
use super::report::Driver;
use super::sensitivity::{Curve, Stretch, apply, settle};
use super::situation::{Channel, Each, Situation};

/// Who is ahead, by the difference at the six decimals at which amounts are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Winner {
    /// Direct leaves more.
    Direct,
    /// The offer leaves more.
    Indirect,
    /// Both leave the same.
    Even,
}

impl Winner {
    /// Who is ahead at a difference.
    pub fn of(difference: Decimal) -> Winner {
        match compared(difference) {
            zero if zero.is_zero() => Winner::Even,
            less if less.is_sign_negative() => Winner::Direct,
            _ => Winner::Indirect,
        }
    }
}

/// The factors of a driver that are shown, both ends included: from 0 to 5, the first less than the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The lowest factor.
    from: Decimal,
    /// The highest factor.
    to: Decimal,
}

impl Default for Window {
    /// From nothing to twice of what it is.
    fn default() -> Window {
        Window { from: Decimal::ZERO, to: Decimal::TWO }
    }
}

impl Window {
    /// From one factor to another; nothing where that isn't a window from 0 to 5.
    pub fn new(from: Decimal, to: Decimal) -> Option<Window> {
        let fits = Decimal::ZERO <= from && from < to && to <= super::sensitivity::LARGEST_FACTOR;
        fits.then_some(Window { from, to })
    }

    /// The lowest factor.
    pub fn from(&self) -> Decimal {
        self.from
    }

    /// The highest factor.
    pub fn to(&self) -> Decimal {
        self.to
    }

    /// Whether a factor is shown.
    pub fn shows(&self, factor: Decimal) -> bool {
        (self.from..=self.to).contains(&factor)
    }

    /// So many factors, at equal distances, both ends among them; at least two.
    fn steps(&self, count: usize) -> Vec<Decimal> {
        let last = u32::try_from(count.max(2) - 1).unwrap_or(u32::MAX);
        let step = |number| self.from + (self.to - self.from) * Decimal::from(number) / Decimal::from(last);
        (0..=last).map(step).collect()
    }
}

/// What is asked of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The horizontal driver.
    pub x: Driver,
    /// The vertical driver: another one.
    pub y: Driver,
    /// What is shown of the horizontal driver.
    pub across: Window,
    /// What is shown of the vertical driver.
    pub up: Window,
    /// The number of columns, at equal distances; at least two.
    pub columns: usize,
    /// The number of rows, at equal distances; at least two.
    pub rows: usize,
}

impl Plan {
    /// Two drivers in the default window, with 24 rows and 24 columns.
    pub fn of(x: Driver, y: Driver) -> Plan {
        Plan { x, y, across: Window::default(), up: Window::default(), columns: 24, rows: 24 }
    }
}

/// A stretch of a line on which one side is ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Where it begins.
    pub from: Decimal,
    /// Where it ends.
    pub to: Decimal,
    /// Who is ahead, everywhere between; at an end it may be who is ahead beyond it.
    pub winner: Winner,
}

/// A line of the map: one driver held, the other from end to end of its window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The factor at which the one is held.
    pub at: Decimal,
    /// Who is ahead along it: from the start of the window to its end, without a gap, no two neighbours alike.
    pub regions: Vec<Region>,
    /// Between each two regions, whether the difference jumps there: a threshold is crossed. Otherwise it passes zero.
    pub jumps: Vec<bool>,
}

impl Line {
    /// Who is ahead at a factor; at the boundary of two regions the one before it.
    pub fn winner(&self, factor: Decimal) -> Winner {
        let region = self.regions.iter().find(|region| factor <= region.to).or(self.regions.last());
        region.map_or(Winner::Even, |region| region.winner)
    }

    /// The flip points along it and whether the difference jumps there.
    pub fn flips(&self) -> impl Iterator<Item = (Decimal, bool)> {
        self.regions.iter().map(|region| region.to).zip(self.jumps.iter().copied())
    }
}

/// A point at which who is ahead changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The factor of the horizontal driver.
    pub x: Decimal,
    /// The factor of the vertical driver.
    pub y: Decimal,
    /// Whether the difference jumps over zero there, instead of passing it.
    pub jump: bool,
    /// On which lines it was found.
    pub along: Along,
}

/// The lines of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Along {
    /// With the vertical driver held.
    Row,
    /// With the horizontal driver held.
    Column,
}

/// A piece of the frontier through a cell of the map: both ends are exact, what is between them is drawn straight.
pub type Piece = (Point, Point);

/// The map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landscape {
    /// What was asked.
    pub plan: Plan,
    /// From the lowest factor of the vertical driver to the highest.
    pub rows: Vec<Line>,
    /// From the lowest factor of the horizontal driver to the highest.
    pub columns: Vec<Line>,
    /// Who is ahead where both drivers are what they are.
    pub here: Winner,
    /// Where that is, if it is shown: at 1 and 1.
    pub you_are_here: Option<(Decimal, Decimal)>,
    /// Where the trailing twelve months reach what direct asks, from one end to the other: none where they don't follow
    /// from a driver of the map in proportion.
    pub opens: Vec<(Decimal, Decimal)>,
}

impl Landscape {
    /// The map of a situation. The offer is the one that is best in the base case.
    pub fn of(situation: &Situation, offer: &Channel<Decimal>, plan: Plan) -> Landscape {
        let base = Base::of(situation, offer);
        let one = Decimal::ONE;
        Landscape {
            plan,
            rows: base.lines(plan.y, plan.up.steps(plan.rows), plan.x, plan.across),
            columns: base.lines(plan.x, plan.across.steps(plan.columns), plan.y, plan.up),
            here: Winner::of(super::sensitivity::difference(situation, offer).exact()),
            you_are_here: (plan.across.shows(one) && plan.up.shows(one)).then_some((one, one)),
            opens: base.opens(plan),
        }
    }

    /// What the offer leaves more than direct where both drivers are at a factor: what the lines are drawn by.
    pub fn difference_at(situation: &Situation, offer: &Channel<Decimal>, plan: Plan, x: Decimal, y: Decimal) -> Money {
        let (situation, offer) = Base::of(situation, offer).held(plan.y, y);
        Curve { situation: &situation, offer: &offer, driver: plan.x }.difference(x)
    }

    /// Every point of the frontier that was found: of the rows from the lowest, then of the columns.
    pub fn frontier(&self) -> Vec<Point> {
        let row = |line: &Line| points(line, Along::Row);
        let column = |line: &Line| points(line, Along::Column);
        self.rows.iter().flat_map(row).chain(self.columns.iter().flat_map(column)).collect()
    }

    /// Who is ahead at each crossing of a row and a column, row by row from the lowest: for a table. Exactly on a
    /// boundary it is who is ahead before it.
    pub fn table(&self) -> Vec<Vec<Winner>> {
        let row = |row: &Line| self.columns.iter().map(|column| row.winner(column.at)).collect();
        self.rows.iter().map(row).collect()
    }

    /// The frontier in pieces, for drawing: one for each time it passes a cell between two rows and two columns. The ends
    /// are exact. Where it passes a cell more than once, points that follow each other going round it belong together;
    /// where three regions meet in a cell, one end is left out.
    pub fn pieces(&self) -> Vec<Piece> {
        let piece = |pair: &[(u8, Point)]| Some((pair.first()?.1, pair.last()?.1));
        let pieces = |edges| around(edges).chunks_exact(2).filter_map(piece).collect::<Vec<_>>();
        self.cells().flat_map(pieces).collect()
    }

    /// The areas in which one side is ahead, for drawing: rings of points, whose sides are those of cells and pieces of
    /// the frontier.
    pub fn areas(&self, winner: Winner) -> Vec<Ring> {
        let mut rings: Vec<Ring> = Vec::new();
        for edges in self.cells() {
            for ring in areas_of(edges, winner) {
                // Whole cells beside each other are one.
                match rings.last_mut() {
                    Some(last) if is_next(last, &ring) => {
                        last.splice(1..3, ring.get(1..3).unwrap_or_default().iter().copied());
                    }
                    _ => rings.push(ring),
                }
            }
        }
        rings
    }

    /// The edges of each cell: below, right, above, left.
    fn cells(&self) -> impl Iterator<Item = [&Line; 4]> {
        let rows = self.rows.iter().zip(self.rows.iter().skip(1));
        rows.flat_map(|(bottom, top)| {
            let columns = self.columns.iter().zip(self.columns.iter().skip(1));
            columns.map(move |(left, right)| [bottom, right, top, left])
        })
    }
}

/// The flip points of a line as points of the map.
fn points(line: &Line, along: Along) -> Vec<Point> {
    let at = line.at;
    let point = |(flip, jump)| match along {
        Along::Row => Point { x: flip, y: at, jump, along },
        Along::Column => Point { x: at, y: flip, jump, along },
    };
    line.flips().map(point).collect()
}

/// A closed line on the map.
pub type Ring = Vec<(Decimal, Decimal)>;

/// Whether a ring is a whole cell that begins where the last one of the same row ends.
fn is_next(last: &Ring, ring: &Ring) -> bool {
    match (last.as_slice(), ring.as_slice()) {
        ([_, right, above, _], [left, _, _, top]) => right == left && above == top,
        _ => false,
    }
}

/// The areas of a cell in which one side is ahead.
fn areas_of([bottom, right, top, left]: [&Line; 4], winner: Winner) -> Vec<Ring> {
    let around = around([bottom, right, top, left]);
    let corner = |number: usize| match number % 4 {
        0 => (left.at, bottom.at),
        1 => (right.at, bottom.at),
        2 => (right.at, top.at),
        _ => (left.at, top.at),
    };
    let middle = |one: (Decimal, Decimal), other: (Decimal, Decimal)| {
        ((one.0 + other.0) / Decimal::TWO, (one.1 + other.1) / Decimal::TWO)
    };
    // Who is ahead at a place on one of the edges.
    let ahead = |edge: u8, (x, y): (Decimal, Decimal)| match edge {
        0 => bottom.winner(x),
        1 => right.winner(y),
        2 => top.winner(x),
        _ => left.winner(y),
    };
    // One end may have been left out; it can't bound an area.
    let points = around.get(..around.len() / 2 * 2).unwrap_or_default();
    if points.is_empty() {
        let is_ahead = ahead(0, middle(corner(0), corner(1))) == winner;
        return if is_ahead { vec![(0..4).map(corner).collect()] } else { Vec::new() };
    }
    let place = |(_, point): &(u8, Point)| (point.x, point.y);
    // Whether a point comes after another one of the same edge, going round.
    let follows = |from: &(u8, Point), to: &(u8, Point)| match from.0 {
        0 => to.1.x > from.1.x,
        1 => to.1.y > from.1.y,
        2 => to.1.x < from.1.x,
        _ => to.1.y < from.1.y,
    };
    // The way round from each point to the next: the corners between them.
    let way = |number: usize| -> Option<(Ring, Winner)> {
        let (from, to) = (points.get(number)?, points.get((number + 1) % points.len())?);
        let corners = match (to.0 + 4 - from.0) % 4 {
            0 if !follows(from, to) => 4,
            corners => corners,
        };
        let mut way = vec![place(from)];
        way.extend((1..=usize::from(corners)).map(|further| corner(usize::from(from.0) + further)));
        way.push(place(to));
        let (first, second) = (way.first()?, way.get(1)?);
        let ahead = ahead(from.0, middle(*first, *second));
        Some((way, ahead))
    };
    let ways: Vec<(Ring, Winner)> = (0..points.len()).filter_map(way).collect();
    let mut taken = vec![false; ways.len()];
    let mut rings = Vec::new();
    for start in 0..ways.len() {
        let mut ring: Ring = Vec::new();
        let mut at = start;
        while let (Some((way, ahead)), Some(taken)) = (ways.get(at), taken.get_mut(at)) {
            if *taken || *ahead != winner {
                break;
            }
            *taken = true;
            ring.extend(way);
            // Across the piece that begins where the way ends, to its other end.
            at = ((at + 1) % ways.len()) ^ 1;
        }
        if !ring.is_empty() {
            ring.dedup();
            rings.push(ring);
        }
    }
    rings
}

/// The points on the edges of a cell, going round it, so that each two that follow each other belong to one piece; each
/// with its edge: below, right, above, left.
fn around([bottom, right, top, left]: [&Line; 4]) -> Vec<(u8, Point)> {
    let within = |line: &Line, along, from: Decimal, to: Decimal| {
        let place = move |point: &Point| if along == Along::Row { point.x } else { point.y };
        // A point at a corner is of the cell that begins there, so that it is of one only.
        points(line, along).into_iter().filter(move |point| from <= place(point) && place(point) < to)
    };
    let edge = |number: u8| move |point| (number, point);
    let mut all: Vec<(u8, Point)> = within(bottom, Along::Row, left.at, right.at).map(edge(0)).collect();
    all.extend(within(right, Along::Column, bottom.at, top.at).map(edge(1)));
    let (back, down) = (within(top, Along::Row, left.at, right.at), within(left, Along::Column, bottom.at, top.at));
    all.extend(back.collect::<Vec<_>>().into_iter().rev().map(edge(2)));
    all.extend(down.collect::<Vec<_>>().into_iter().rev().map(edge(3)));
    // Two points of one edge bound a band that passes the cell: each belongs to another piece.
    let is_band = |pair: &[(u8, Point)]| matches!(pair, [(one, _), (other, _)] if one == other);
    if all.len() > 2 && all.chunks_exact(2).any(is_band) {
        all.rotate_left(1);
    }
    all
}

/// A situation without what a difference doesn't need, so that it is quick to copy.
struct Base {
    situation: Situation,
    offer: Channel<Decimal>,
}

impl Base {
    fn of(situation: &Situation, offer: &Channel<Decimal>) -> Base {
        let mut situation = situation.clone();
        situation.offers = Vec::new();
        situation.names = Vec::new();
        Base { situation, offer: *offer }
    }

    /// The lines with one driver held at each of these factors.
    fn lines(&self, held: Driver, factors: Vec<Decimal>, driver: Driver, window: Window) -> Vec<Line> {
        factors.into_iter().map(|at| self.line(held, at, driver, window)).collect()
    }

    /// The situation and the offer with one driver held.
    fn held(&self, driver: Driver, at: Decimal) -> (Situation, Channel<Decimal>) {
        let (mut situation, mut offer) = (self.situation.clone(), self.offer);
        apply(&mut situation, &mut offer, driver, &Fraction::new(at));
        settle(&mut situation);
        (situation, offer)
    }

    /// Where the trailing twelve months reach what direct asks. They follow revenue and the rate in proportion.
    fn opens(&self, plan: Plan) -> Vec<(Decimal, Decimal)> {
        let Some(asked) = self.situation.rules.revenue_threshold() else { return Vec::new() };
        if !self.situation.ttm.estimated {
            return Vec::new();
        }
        let reaches = |held: Driver, at: Decimal, window: Window| {
            let ttm = self.held(held, at).0.ttm.value.exact();
            Decimal::from(asked).checked_div(ttm).filter(|factor| window.shows(*factor))
        };
        let follows = |driver| matches!(driver, Driver::Revenue | Driver::UsdRate);
        let mut points = Vec::new();
        if follows(plan.x) {
            let rows = plan.up.steps(plan.rows).into_iter();
            points.extend(rows.filter_map(|y| Some((reaches(plan.y, y, plan.across)?, y))));
        }
        if follows(plan.y) {
            let columns = plan.across.steps(plan.columns).into_iter();
            points.extend(columns.filter_map(|x| Some((x, reaches(plan.x, x, plan.up)?))));
        }
        // It never turns back.
        points.sort_unstable_by(|one, other| if follows(plan.x) { one.1.cmp(&other.1) } else { one.0.cmp(&other.0) });
        points.dedup();
        points
    }

    fn line(&self, held: Driver, at: Decimal, driver: Driver, window: Window) -> Line {
        let (situation, offer) = self.held(held, at);
        let curve = Curve { situation: &situation, offer: &offer, driver };
        let mut line = Line { at, regions: Vec::new(), jumps: Vec::new() };
        let mut last_end = Decimal::ZERO;
        for stretch in curve.stretches(window.from, window.to) {
            let jumps = !compared(stretch.start - last_end).is_zero();
            for (place, region) in regions(&stretch).into_iter().enumerate() {
                line.add(region, place == 0 && jumps);
            }
            last_end = stretch.end;
        }
        line
    }
}

impl Line {
    /// Adds what comes next. What is ahead likewise is one region.
    fn add(&mut self, region: Region, jumps: bool) {
        match self.regions.last_mut() {
            Some(last) if last.winner == region.winner => last.to = region.to,
            Some(_) => {
                self.jumps.push(jumps);
                self.regions.push(region);
            }
            None => self.regions.push(region),
        }
    }
}

/// Factors are given with six decimals: closer to zero than one of them, a passage through it is a single point.
const HAIR: Decimal = Decimal::from_parts(1, 0, 0, false, 6);

/// Who is ahead along a stretch: before and after its zero, and between them where the difference is nothing for longer
/// than a point.
fn regions(stretch: &Stretch) -> Vec<Region> {
    let (first, last) = (Winner::of(stretch.start), Winner::of(stretch.end));
    if first == last {
        return vec![Region { from: stretch.from, to: stretch.to, winner: first }];
    }
    // Half of the last decimal at which amounts are compared.
    let half = Decimal::new(5, 7);
    let rising = stretch.end > stretch.start;
    let (before, after) = if rising { (-half, half) } else { (half, -half) };
    let leaves = if first == Winner::Even { stretch.from } else { stretch.reaches(before) };
    let enters = if last == Winner::Even { stretch.to } else { stretch.reaches(after) };
    let (leaves, enters) = match (first, last) {
        _ if enters - leaves > HAIR => (leaves, enters),
        (Winner::Even, _) => (stretch.from, stretch.from),
        (_, Winner::Even) => (stretch.to, stretch.to),
        _ => (stretch.reaches(Decimal::ZERO), stretch.reaches(Decimal::ZERO)),
    };
    let winners = if rising { (Winner::Direct, Winner::Indirect) } else { (Winner::Indirect, Winner::Direct) };
    let all = [(stretch.from, leaves, winners.0), (leaves, enters, Winner::Even), (enters, stretch.to, winners.1)];
    all.into_iter().filter(|(from, to, _)| from < to).map(|(from, to, winner)| Region { from, to, winner }).collect()
}

/// What a driver is in its own unit where its factor is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseValue {
    /// An amount a year, in the scenario's currency.
    Money(Decimal),
    /// A part of a whole, such as a margin: 15 % is 0.15.
    Fraction(Decimal),
    /// Hours a year.
    Hours(Decimal),
    /// The price of an hour, in the scenario's currency.
    HourlyPrice(Decimal),
    /// US dollars for one unit of the scenario's currency.
    UsdRate(Decimal),
}

impl BaseValue {
    /// The value at a factor: it is in proportion, except a margin, which ends at the whole.
    pub fn at(self, driver: Driver, factor: Decimal) -> BaseValue {
        match self {
            BaseValue::Money(base) => BaseValue::Money(base * factor),
            BaseValue::Fraction(base) if matches!(driver, Driver::DirectMargin | Driver::OfferMargin) => {
                BaseValue::Fraction((base * factor).min(Decimal::ONE))
            }
            BaseValue::Fraction(base) => BaseValue::Fraction(base * factor),
            BaseValue::Hours(base) => BaseValue::Hours(base * factor),
            BaseValue::HourlyPrice(base) => BaseValue::HourlyPrice(base * factor),
            BaseValue::UsdRate(base) => BaseValue::UsdRate(base * factor),
        }
    }
}

/// What a driver stands for, in its own unit; nothing where it has none: a margin or a rate without revenue.
///
/// Margins and the rate of incentives are weighted over revenue. Fees and the platform are the whole line, a year; labour is
/// the hours of billing and compliance, a year.
pub fn base_value(situation: &Situation, offer: &Channel<Decimal>, driver: Driver) -> Option<BaseValue> {
    use super::costs::lines_of;
    use super::report::LineId;
    let total = situation.total_revenue();
    let weighted = |parts: &Each<Fraction>| {
        let sum = Money::sum(situation.revenue.iter().map(|(portfolio, revenue)| *revenue * *parts.get(portfolio)));
        (!total.exact().is_zero()).then(|| BaseValue::Fraction(sum.part_of(total).exact()))
    };
    let direct = &situation.direct;
    let money = |amount: Money| Some(BaseValue::Money(amount.exact()));
    match driver {
        Driver::Revenue => money(total),
        Driver::DirectMargin => weighted(&direct.margin),
        Driver::OfferMargin => weighted(&offer.margin),
        Driver::DirectSupportPlanFee => money(direct.support_fee),
        Driver::DirectPlatform => money(direct.platform_fee + direct.platform_fee_monthly.twelve_times()),
        Driver::DirectLabour => {
            Some(BaseValue::Hours((direct.billing_hours_a_year() + direct.compliance_hours).exact()))
        }
        Driver::DirectSupportCost => money(direct.support_cost),
        Driver::OfferSupportCost => money(offer.support_cost),
        Driver::HourlyCost => Some(BaseValue::HourlyPrice(situation.labour.hourly_cost.exact())),
        Driver::IncentiveRate => weighted(&situation.incentives.rate),
        Driver::CostOfCapital => Some(BaseValue::Fraction(situation.finance.cost_of_capital.exact())),
        Driver::DirectLeakage => Some(BaseValue::Fraction(direct.leakage.exact())),
        Driver::OfferFunding => money(offer.funding),
        Driver::OfferFees => {
            let lines = lines_of(situation, offer);
            money(lines.amount(LineId::Platform) + lines.amount(LineId::SupportPlan))
        }
        Driver::UsdRate => Some(BaseValue::UsdRate(situation.usd_rate.exact())),
    }
}
