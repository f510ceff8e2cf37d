//! Ranges in the random draws: each is drawn from its own triangle, from its lowest value over the one that counts to
//! its highest, and no driver's factor changes what was drawn.
//!
//! A number that is whole is drawn between whole numbers too. What a default follows from the number that counts is left
//! as it is, as it is where a driver changes that number.

use rust_decimal::Decimal;

use super::catalogue::{FieldId, Portfolio, Slot};
use super::date::Date;
use super::number::{Number, to_f64};
use super::quantity::Quantity;
use super::scenario::{Range, Scenario};
use super::situation::{Channel, ChannelId, Each, Situation, number_of};

/// Points are drawn as finely as amounts are compared.
const POINT_DECIMALS: u32 = 6;

/// A triangular distribution.
#[derive(Clone, Copy, Debug)]
struct Triangle {
    low: f64,
    peak: f64,
    high: f64,
}

impl Triangle {
    fn of(range: &Range) -> Triangle {
        let [low, peak, high] = [range.low(), range.likely(), range.high()].map(to_f64);
        // As floats, numbers that hardly differ may change places.
        let peak = peak.max(low);
        Triangle { low, peak, high: high.max(peak) }
    }

    /// The value below which this part of the triangle lies, for a part from 0 up to 1.
    fn at(self, part: f64) -> f64 {
        let Triangle { low, peak, high } = self;
        let (width, rise, fall) = (high - low, peak - low, high - peak);
        let value = if part * width < rise {
            low + libm::sqrt(part * width * rise)
        } else {
            high - libm::sqrt((1.0 - part) * width * fall)
        };
        // What rounding leaves may lie a hair outside.
        value.clamp(low, high)
    }
}

/// The ranges of a scenario and what was drawn of each.
pub(super) struct Drawn<'a> {
    scenario: &'a Scenario,
    today: Date,
    ranges: Vec<(Slot, Triangle)>,
    values: Vec<f64>,
}

impl<'a> Drawn<'a> {
    /// The ranges of a scenario; nothing is drawn yet.
    pub(super) fn new(scenario: &'a Scenario, today: Date) -> Drawn<'a> {
        let ranges = scenario.ranges().map(|(slot, range)| (slot, Triangle::of(range))).collect();
        Drawn { scenario, today, ranges, values: Vec::new() }
    }

    /// Draws each range, in the order of the catalogue.
    pub(super) fn draw(&mut self, mut uniform: impl FnMut() -> f64) {
        self.values.clear();
        self.values.extend(self.ranges.iter().map(|(_, triangle)| triangle.at(uniform())));
    }

    fn each(&self) -> impl Iterator<Item = (Slot, f64)> {
        self.ranges.iter().map(|(slot, _)| *slot).zip(self.values.iter().copied())
    }

    /// What was drawn of a field; nothing where it is no range.
    pub(super) fn get(&self, field: FieldId) -> Option<f64> {
        self.each().find(|(slot, _)| slot.field == field).map(|(_, value)| value)
    }

    /// What was drawn of a field, or what counts.
    fn number(&self, field: FieldId) -> f64 {
        self.get(field).unwrap_or_else(|| to_f64(number_of(self.scenario, self.today, Slot::of(field))))
    }

    /// Puts what was drawn in its place, before the drivers' factors.
    pub(super) fn put(&self, situation: &mut Situation<f64>, offer: &mut Channel<f64>) {
        for (slot, value) in self.each() {
            self.set(slot, value, situation, offer);
        }
    }

    /// Puts it there once more, after them: so no factor has changed it. The number of customers has no driver, but is
    /// multiplied with a price that has.
    pub(super) fn keep(&self, situation: &mut Situation<f64>, offer: &mut Channel<f64>) {
        for (slot, value) in self.each().filter(|(slot, _)| slot.field != FieldId::Customers) {
            self.set(slot, value, situation, offer);
        }
    }

    /// Puts a value in its place, where the difference follows from it.
    fn set(&self, slot: Slot, value: f64, situation: &mut Situation<f64>, offer: &mut Channel<f64>) {
        use FieldId as F;
        fn put<U>(quantity: &mut Quantity<U, f64>, value: f64) {
            *quantity = Quantity::new(value);
        }
        if slot.row().per_offer && ChannelId::Offer(slot.offer) != offer.id {
            return;
        }
        let share = value.per(100);
        let Situation { direct, incentives, labour, finance, .. } = situation;
        match slot.field {
            F::Revenue => put_at(&mut situation.revenue, slot.portfolio, Quantity::new(value)),
            F::UsdRate => put(&mut situation.usd_rate, value),
            F::BilledTtm => put(&mut situation.ttm.value, value),
            F::Points => put_at(&mut situation.standing.points, slot.portfolio, Some(points(value))),

            F::DirectMargin => put_at(&mut direct.margin, slot.portfolio, Quantity::new(share)),
            F::DirectSupportPlanFee => put(&mut direct.support_fee, value),
            F::DirectPlatformFee => put(&mut direct.platform_fee, value),
            F::Customers | F::DirectPlatformPerCustomer => {
                let each = self.number(F::DirectPlatformPerCustomer);
                put(&mut direct.platform_fee_monthly, each * self.number(F::Customers));
            }
            F::DirectBillingHours => put(&mut direct.billing_hours, value),
            F::DirectSupportCost => put(&mut direct.support_cost, value),
            F::DirectRoundTheClock => put(&mut direct.round_the_clock, value),
            F::DirectComplianceHours => put(&mut direct.compliance_hours, value),
            F::DirectTraining => put(&mut direct.training, value),
            F::DirectLeakage => put(&mut direct.leakage, share),
            F::DirectSupplierDays => put(&mut direct.supplier_days, value),
            F::DirectIntegrationBuild | F::DirectIntegrationYears => {
                let years = self.number(F::DirectIntegrationYears);
                put(&mut direct.integration_write_off, self.number(F::DirectIntegrationBuild).part_of(years));
            }
            F::DirectIntegrationUpkeep => put(&mut direct.integration_upkeep, value),
            F::DirectGuarantee => put(&mut direct.guarantee, value),

            F::OfferMargin => put_at(&mut offer.margin, slot.portfolio, Quantity::new(share)),
            F::OfferFunding => put(&mut offer.funding, value),
            F::OfferFee => put(&mut offer.platform_fee, value),
            F::OfferFeePct => put(&mut offer.fee_share, share),
            F::OfferSupportFee => put(&mut offer.support_fee, value),
            F::OfferBillingHours => put(&mut offer.billing_hours, value),
            F::OfferComplianceHours => put(&mut offer.compliance_hours, value),
            F::OfferSupportCost => put(&mut offer.support_cost, value),
            F::OfferTraining => put(&mut offer.training, value),
            F::OfferGuarantee => put(&mut offer.guarantee, value),
            F::OfferLeakage => put(&mut offer.leakage, share),
            F::OfferSupplierDays => put(&mut offer.supplier_days, value),

            F::IncentiveRate => put_at(&mut incentives.rate, slot.portfolio, Quantity::new(share)),
            F::CoopShare => put(&mut incentives.coop_share, share),
            F::CoopValue => put(&mut incentives.coop_value, share),
            F::HourlyCost => put(&mut labour.hourly_cost, value),
            F::VolumePct => put(&mut labour.volume, share),
            F::CostOfCapital => put(&mut finance.cost_of_capital, share),
            F::CustomerDays => put(&mut finance.customer_days, value),
            F::BadDebt => put(&mut finance.bad_debt, share),

            // The difference doesn't follow from these; the spread is asked for by itself.
            F::AsOf | F::Rules | F::Currency | F::Role | F::Subscriptions | F::Growth | F::IndirectMonths => {}
            F::Anniversary | F::Designations | F::Authorization | F::SupportPlan | F::AdminMfa => {}
            F::SecurityContact | F::AlertHours | F::Maicpp | F::Vetting | F::Assessment | F::Credit => {}
            F::DirectAgreement | F::IndirectAgreement | F::Distributor | F::TenantMonths | F::TenantTtm => {}
            F::OwnPlatform | F::Own247 | F::OfferName | F::RedeployPct | F::BillableRate => {}
            F::Discount | F::CostInflation | F::MoveTo | F::MoveStarts | F::MoveHoursPerCustomer => {}
            F::MoveHoursPerRequest | F::MoveItemsPerRequest | F::MoveProjectHours | F::MoveOtherCost => {}
            F::MoveCustomersPerWeek | F::MovePreparationWeeks | F::MoveIncentiveLoss | F::MovePlanMonths => {}
            F::MoveHorizon | F::Spread => {}
            F::OfferChecklist | F::PlanMix | F::PlanAcross | F::PlanDown => {}
            F::PlanFirst | F::PlanSecond | F::PlanThird | F::PlanFourth => {}
        }
    }
}

fn put_at<T>(each: &mut Each<T>, portfolio: Option<Portfolio>, value: T) {
    if let Some(place) = portfolio.and_then(|portfolio| each.0.get_mut(portfolio as usize)) {
        *place = value;
    }
}

/// Points never reach what they fall short of: cut, not rounded.
fn points(value: f64) -> Decimal {
    let cut = libm::floor(value * f64::from(10u32.pow(POINT_DECIMALS)));
    Decimal::try_from_i128_with_scale(cut as i128, POINT_DECIMALS).unwrap_or_default()
}
