//! The situation: a scenario with every default resolved and every unit a type; what the formulas are written over.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::catalogue::{DefaultValue, Derived, FieldId, Portfolio, Slot};
use super::currency::Currency;
use super::date::Date;
use super::number::{Exact, Leaf, Number, Step};
use super::quantity::{Count, Days, Fraction, HourlyPrice, Hours, Money, Quantity, Usd, UsdRate};
use super::rules::{RuleSet, Term};
use super::scenario::{Scenario, Value, offer_name};

/// One value for each portfolio, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Each<T>(pub [T; 4]);

impl<T> Each<T> {
    /// The value a function gives for each portfolio.
    pub fn of(value: impl FnMut(Portfolio) -> T) -> Each<T> {
        Each(Portfolio::ALL.map(value))
    }

    /// The value of a portfolio.
    #[allow(clippy::indexing_slicing)] // Four values, and a portfolio is one of four.
    pub fn get(&self, portfolio: Portfolio) -> &T {
        &self.0[portfolio as usize]
    }

    /// Each portfolio with its value.
    pub fn iter(&self) -> impl Iterator<Item = (Portfolio, &T)> {
        Portfolio::ALL.into_iter().zip(&self.0)
    }
}

/// What the partner is today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Buys direct from Microsoft.
    Direct,
    /// Buys through an indirect provider.
    Indirect,
    /// Not in the programme yet.
    New,
}

/// A support plan of Microsoft for partners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupportPlan {
    /// None.
    None,
    /// Advanced Support for Partners.
    Asfp,
    /// Premier Support for Partners.
    Psfp,
}

/// What Partner Center says of a direct-bill authorisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authorization {
    /// In order.
    Active,
    /// No new business.
    Restricted,
    /// No new sales; what runs can be managed.
    Suspended,
    /// Ended by Microsoft.
    Revoked,
}

/// The designations a partner holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Designations(u8);

impl Designations {
    const MODERN_WORK: u8 = 1;
    const SECURITY: u8 = 2;
    const BUSINESS_APPLICATIONS: u8 = 4;
    const DATA_AI: u8 = 8;
    const DIGITAL_APP_INNOVATION: u8 = 16;
    const INFRASTRUCTURE: u8 = 32;

    /// How many.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether one of them is for this portfolio.
    pub fn cover(self, portfolio: Portfolio) -> bool {
        let wanted = match portfolio {
            Portfolio::ModernWork | Portfolio::Security => Self::MODERN_WORK | Self::SECURITY,
            Portfolio::BusinessApps => Self::BUSINESS_APPLICATIONS,
            Portfolio::Azure => Self::DATA_AI | Self::DIGITAL_APP_INNOVATION | Self::INFRASTRUCTURE,
        };
        self.0 & wanted != 0
    }
}

/// The partner's standing with Microsoft. What is absent is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // The fields are the catalogue's, whose messages say what they are.
pub struct Standing {
    pub indirect_months: Option<u32>,
    pub designations: Option<Designations>,
    pub points: Each<Option<Decimal>>,
    pub support_plan: Option<SupportPlan>,
    pub admin_mfa: Option<bool>,
    pub security_contact: Option<bool>,
    pub maicpp: Option<bool>,
    pub vetting: Option<bool>,
    pub assessment: Option<bool>,
    pub credit: Option<bool>,
    pub direct_agreement: Option<bool>,
    pub indirect_agreement: Option<bool>,
    pub distributor: Option<bool>,
    pub alert_hours: Option<Decimal>,
    pub tenant_months: Option<u32>,
    pub anniversary: Option<u32>,
    pub authorization: Option<Authorization>,
    pub own_platform: Option<bool>,
    pub own_24x7: Option<bool>,
}

/// The trailing twelve months' billed revenue, in US dollars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ttm<N> {
    /// The amount.
    pub value: Usd<N>,
    /// Whether it follows from other figures instead of being stated.
    pub estimated: bool,
}

/// A way to buy: direct, or one of the offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChannelId {
    /// Direct from Microsoft.
    Direct,
    /// An offer of an indirect provider, by its number.
    Offer(u8),
}

/// What a channel asks and gives. Direct has no funding and no share of revenue as a fee; an offer has no platform
/// of one's own, no round-the-clock desk and no integration: there these are zero.
#[derive(Clone, Copy, Debug)]
pub struct Channel<N> {
    /// Which one.
    pub id: ChannelId,
    /// The part of customer revenue that is margin.
    pub margin: Each<Fraction<N>>,
    /// The provider's own funds, a year.
    pub funding: Money<N>,
    /// Microsoft's support plan, or the offer's support fee, a year.
    pub support_fee: Money<N>,
    /// The platform, a year.
    pub platform_fee: Money<N>,
    /// The platform for all customers together, a month.
    pub platform_fee_monthly: Money<N>,
    /// The fee as a part of the revenue bought there.
    pub fee_share: Fraction<N>,
    /// Hours of billing, a month.
    pub billing_hours: Hours<N>,
    /// Support staff, a year.
    pub support_cost: Money<N>,
    /// A desk that never closes, a year.
    pub round_the_clock: Money<N>,
    /// Hours of compliance, a year.
    pub compliance_hours: Hours<N>,
    /// Training, a year.
    pub training: Money<N>,
    /// What building the integration costs, a year, while it is written off.
    pub integration_write_off: Money<N>,
    /// Keeping the integration up, a year.
    pub integration_upkeep: Money<N>,
    /// Credit insurance or a bank guarantee, a year.
    pub guarantee: Money<N>,
    /// The part of revenue that is never invoiced.
    pub leakage: Fraction<N>,
    /// Days until the supplier is paid.
    pub supplier_days: Days<N>,
}

/// What Microsoft pays on top of margin.
#[derive(Clone, Copy, Debug)]
pub struct Incentives<N> {
    /// The part of billed revenue.
    pub rate: Each<Fraction<N>>,
    /// The part paid as co-op.
    pub coop_share: Fraction<N>,
    /// What a unit of co-op is worth.
    pub coop_value: Fraction<N>,
}

/// Hours and what they cost.
#[derive(Clone, Copy, Debug)]
pub struct Labour<N> {
    /// An hour of one's own people.
    pub hourly_cost: HourlyPrice<N>,
    /// The part of billing and support work that grows with revenue.
    pub volume: Fraction<N>,
    /// The part of the freed hours that is put to paid work.
    pub redeploy: Fraction<N>,
    /// The price of an hour of paid work.
    pub billable_rate: HourlyPrice<N>,
}

/// Money over time and risk.
#[derive(Clone, Copy, Debug)]
pub struct Finance<N> {
    /// What capital costs, a year.
    pub cost_of_capital: Fraction<N>,
    /// Days until customers pay.
    pub customer_days: Days<N>,
    /// The part of revenue that customers never pay.
    pub bad_debt: Fraction<N>,
    /// The rate at which later years are discounted.
    pub discount: Fraction<N>,
    /// The yearly growth of costs.
    pub cost_inflation: Fraction<N>,
}

/// Moving from direct to an offer.
#[derive(Clone, Debug)]
pub struct Move<N> {
    /// The offer that was chosen; the best one when none was.
    pub to: Option<u8>,
    /// The month in which each portfolio moves, from 1.
    pub starts: Each<u32>,
    /// Hours for each customer.
    pub hours_per_customer: Hours<N>,
    /// Hours for each transfer request.
    pub hours_per_request: Hours<N>,
    /// The most items in a transfer request.
    pub items_per_request: u32,
    /// Hours for the project as a whole.
    pub project_hours: Hours<N>,
    /// What else it costs, once.
    pub other_cost: Money<N>,
    /// How many customers a week can be moved.
    pub customers_per_week: u32,
    /// Weeks before the first customer moves.
    pub preparation_weeks: u32,
    /// Months in which moved revenue earns no incentives.
    pub incentive_loss_months: u32,
    /// Months of the support plan that are paid already.
    pub plan_months_left: u32,
    /// Months over which the move is judged.
    pub horizon: u32,
}

/// A scenario with every default resolved.
#[derive(Clone, Debug)]
pub struct Situation<N = Decimal> {
    /// The day on which the question is asked.
    pub as_of: Date,
    /// The rules that are asked about.
    pub rules: &'static RuleSet,
    /// The currency of every amount.
    pub currency: Currency,
    /// US dollars for one unit of the currency.
    pub usd_rate: UsdRate<N>,
    /// What the partner is today.
    pub role: Role,
    /// Customers.
    pub customers: u32,
    /// Subscriptions and other items that would move.
    pub subscriptions: u32,
    /// What customers should be invoiced, a year.
    pub revenue: Each<Money<N>>,
    /// The yearly growth of revenue.
    pub growth: Each<Fraction<N>>,
    /// The partner's standing.
    pub standing: Standing,
    /// The group's trailing twelve months.
    pub ttm: Ttm<N>,
    /// What of it this reseller tenant sold.
    pub tenant_ttm: Ttm<N>,
    /// Buying direct.
    pub direct: Channel<N>,
    /// Years over which building the integration is written off.
    pub integration_years: u32,
    /// The offers, one to five.
    pub offers: Vec<Channel<N>>,
    /// The names of the offers.
    pub names: Vec<String>,
    /// Incentives.
    pub incentives: Incentives<N>,
    /// Labour.
    pub labour: Labour<N>,
    /// Finance.
    pub finance: Finance<N>,
    /// Moving.
    pub moving: Move<N>,
    /// Half the width of each driver's range.
    pub spread: Fraction<N>,
}

impl<N: Number> Channel<N> {
    /// Hours of billing, a year.
    pub fn billing_hours_a_year(&self) -> Hours<N> {
        self.billing_hours.clone().twelve_times().named(Step::BillingHours)
    }
}

impl<N: Number> Situation<N> {
    /// A scenario with its defaults, asked on a day.
    pub fn resolve(scenario: &Scenario, today: Date) -> Situation<N> {
        Resolver::new(scenario, today).situation()
    }

    /// Direct and the offers, in order.
    pub fn channels(&self) -> impl Iterator<Item = &Channel<N>> {
        std::iter::once(&self.direct).chain(&self.offers)
    }

    /// Revenue over all portfolios, a year.
    pub fn total_revenue(&self) -> Money<N> {
        Quantity::sum(self.revenue.0.iter().cloned()).named(Step::Revenue)
    }

    /// What Microsoft bills for a portfolio in a year, in either model: revenue less the direct margin.
    pub fn billed(&self, portfolio: Portfolio) -> Money<N> {
        let rest = self.direct.margin.get(portfolio).rest().named(Step::BilledShare);
        (self.revenue.get(portfolio).clone() * rest).named(Step::Billed(portfolio))
    }

    /// What Microsoft bills in a year, over all portfolios.
    pub fn total_billed(&self) -> Money<N> {
        Quantity::sum(Portfolio::ALL.map(|portfolio| self.billed(portfolio))).named(Step::AllBilled)
    }

    /// The trailing twelve months as revenue, margin and rate give them.
    pub fn estimated_ttm(&self) -> Usd<N> {
        self.total_billed() * self.usd_rate.clone()
    }

    /// The name of a channel: `direct`, or the offer's.
    pub fn name(&self, channel: ChannelId) -> &str {
        match channel {
            ChannelId::Direct => "direct",
            ChannelId::Offer(number) => self.names.get(usize::from(number)).map_or("", String::as_str),
        }
    }

    /// What a default comes down to that follows from other fields; nothing of a field whose default doesn't.
    pub fn derived(&self, slot: Slot) -> Option<Decimal>
    where
        N: Exact,
    {
        let offer = || self.offers.get(usize::from(slot.offer));
        match slot.field {
            FieldId::UsdRate => Some(self.usd_rate.exact()),
            FieldId::BilledTtm => Some(self.ttm.value.exact()),
            FieldId::TenantTtm => Some(self.tenant_ttm.value.exact()),
            FieldId::DirectSupportPlanFee => Some(self.direct.support_fee.exact()),
            FieldId::DirectBillingHours => Some(self.direct.billing_hours.exact()),
            FieldId::DirectSupportCost => Some(self.direct.support_cost.exact()),
            FieldId::OfferBillingHours => Some(offer()?.billing_hours.exact()),
            FieldId::OfferSupportCost => Some(offer()?.support_cost.exact()),
            FieldId::MovePlanMonths => Some(Decimal::from(self.moving.plan_months_left)),
            _ => None,
        }
    }

    /// Whether the authorisation to buy direct is lost or being lost.
    pub fn authorization_lost(&self) -> bool {
        let lost = matches!(
            self.standing.authorization,
            Some(Authorization::Restricted | Authorization::Suspended | Authorization::Revoked)
        );
        self.role == Role::Direct && lost
    }

    /// Whether Microsoft itself ended the authorisation.
    pub fn revoked(&self) -> bool {
        self.standing.authorization == Some(Authorization::Revoked)
    }
}

/// Takes each value from the scenario, or its default from the catalogue.
struct Resolver<'a> {
    scenario: &'a Scenario,
    as_of: Date,
    rules: &'static RuleSet,
    currency: Currency,
}

impl<'a> Resolver<'a> {
    fn new(scenario: &'a Scenario, today: Date) -> Resolver<'a> {
        let as_of = match scenario.get(Slot::of(FieldId::AsOf)) {
            Some(Value::Date(date)) => *date,
            _ => today,
        };
        let rules = match scenario.get(Slot::of(FieldId::Rules)) {
            Some(Value::Rules(rules)) => rules,
            _ => RuleSet::in_force(as_of),
        };
        let currency = scenario.choice(FieldId::Currency).and_then(Currency::from_code).unwrap_or(Currency::Eur);
        Resolver { scenario, as_of, rules, currency }
    }

    /// The number at a place: the stated one, or the catalogue's default.
    fn at(&self, slot: Slot) -> Decimal {
        let default = || slot.row().default_number(slot.portfolio, self.currency).unwrap_or_default();
        self.scenario.number(slot).unwrap_or_else(default)
    }

    fn quantity<U, N: Number>(&self, field: FieldId) -> Quantity<U, N> {
        self.quantity_at(Slot::of(field))
    }

    /// The same as a figure, or the range that is stated there.
    fn number_at<N: Number>(&self, slot: Slot) -> N {
        let leaf = Leaf::Field(slot);
        match self.scenario.range(slot) {
            Some(range) => N::ranged(range, leaf),
            None => N::leaf(self.at(slot), leaf),
        }
    }

    fn quantity_at<U, N: Number>(&self, slot: Slot) -> Quantity<U, N> {
        Quantity::new(self.number_at(slot))
    }

    fn percent<N: Number>(&self, field: FieldId) -> Fraction<N> {
        self.percent_at(Slot::of(field))
    }

    fn percent_at<N: Number>(&self, slot: Slot) -> Fraction<N> {
        Fraction::of_hundred(self.number_at(slot))
    }

    fn percents<N: Number>(&self, field: FieldId, offer: u8) -> Each<Fraction<N>> {
        Each::of(|portfolio| self.percent_at(Slot::portfolio(field, portfolio).in_offer(offer)))
    }

    fn whole(&self, field: FieldId) -> u32 {
        self.at(Slot::of(field)).to_u32().unwrap_or_default()
    }

    /// The stated quantity, or what a derived default gives.
    fn or_derived<U, N: Number>(&self, slot: Slot, derived: impl FnOnce() -> Quantity<U, N>) -> Quantity<U, N> {
        match self.scenario.get(slot) {
            Some(_) => self.quantity_at(slot),
            None => derived().named(Step::Default(slot)),
        }
    }

    /// Billing hours: stated, or a part of the number of customers.
    fn billing_hours<N: Number>(&self, slot: Slot) -> Hours<N> {
        self.or_derived(slot, || {
            let DefaultValue::Derived(Derived::PerCustomer(hours)) = slot.row().default else { return Hours::zero() };
            let customers: Count<N> = self.quantity(FieldId::Customers);
            customers * Hours::leaf(hours, Leaf::Default(slot))
        })
    }

    /// The cost of support staff: stated, or a part of revenue.
    fn support_cost<N: Number>(&self, slot: Slot, revenue: &Money<N>) -> Money<N> {
        self.or_derived(slot, || {
            let DefaultValue::Derived(Derived::PercentOfRevenue(percent)) = slot.row().default else {
                return Money::zero();
            };
            revenue.clone() * Fraction::percent(Decimal::from(percent), Leaf::Default(slot))
        })
    }

    /// The support plan: stated, or the price in the rules at the scenario's rate.
    fn plan_fee<N: Number>(&self, usd_rate: &UsdRate<N>, plan: Option<SupportPlan>) -> Money<N> {
        self.or_derived(Slot::of(FieldId::DirectSupportPlanFee), || {
            let (price, term) = match plan {
                Some(SupportPlan::Psfp) => (self.rules.psfp_usd.value, Term::Psfp),
                _ => (self.rules.asfp_usd.value, Term::Asfp),
            };
            let price = N::leaf(Decimal::from(price), Leaf::Rule(term));
            Quantity::new(price.part_of(usd_rate.number().clone()))
        })
    }

    fn standing(&self) -> Standing {
        use FieldId as F;
        let fact = |field| self.scenario.fact(field);
        Standing {
            indirect_months: self.scenario.whole(F::IndirectMonths),
            designations: match self.scenario.get(Slot::of(F::Designations)) {
                Some(Value::Set(bits)) => Some(Designations(*bits)),
                _ => None,
            },
            points: Each::of(|portfolio| self.scenario.number(Slot::portfolio(F::Points, portfolio))),
            support_plan: match self.scenario.choice(F::SupportPlan) {
                Some("asfp") => Some(SupportPlan::Asfp),
                Some("psfp") => Some(SupportPlan::Psfp),
                Some(_) => Some(SupportPlan::None),
                None => None,
            },
            admin_mfa: fact(F::AdminMfa),
            security_contact: fact(F::SecurityContact),
            maicpp: fact(F::Maicpp),
            vetting: fact(F::Vetting),
            assessment: fact(F::Assessment),
            credit: fact(F::Credit),
            direct_agreement: fact(F::DirectAgreement),
            indirect_agreement: fact(F::IndirectAgreement),
            distributor: fact(F::Distributor),
            alert_hours: self.scenario.number(Slot::of(F::AlertHours)),
            tenant_months: self.scenario.whole(F::TenantMonths),
            anniversary: self.scenario.whole(F::Anniversary),
            authorization: match self.scenario.choice(F::Authorization) {
                Some("active") => Some(Authorization::Active),
                Some("restricted") => Some(Authorization::Restricted),
                Some("suspended") => Some(Authorization::Suspended),
                Some("revoked") => Some(Authorization::Revoked),
                _ => None,
            },
            own_platform: fact(F::OwnPlatform),
            own_24x7: fact(F::Own247),
        }
    }

    fn direct<N: Number>(&self, revenue: &Money<N>, usd_rate: &UsdRate<N>, plan: Option<SupportPlan>) -> Channel<N> {
        use FieldId as F;
        let customers: Count<N> = self.quantity(F::Customers);
        let build: Money<N> = self.quantity(F::DirectIntegrationBuild);
        let years: Money<N> = self.quantity(F::DirectIntegrationYears);
        Channel {
            id: ChannelId::Direct,
            margin: self.percents(F::DirectMargin, 0),
            funding: Money::zero(),
            support_fee: self.plan_fee(usd_rate, plan),
            platform_fee: self.quantity(F::DirectPlatformFee),
            platform_fee_monthly: self.quantity::<super::quantity::unit::Money, N>(F::DirectPlatformPerCustomer)
                * customers,
            fee_share: Fraction::zero(),
            billing_hours: self.billing_hours(Slot::of(F::DirectBillingHours)),
            support_cost: self.support_cost(Slot::of(F::DirectSupportCost), revenue),
            round_the_clock: self.quantity(F::DirectRoundTheClock),
            compliance_hours: self.quantity(F::DirectComplianceHours),
            training: self.quantity(F::DirectTraining),
            integration_write_off: Quantity::new(build.part_of(years).number().clone()).named(Step::WriteOff),
            integration_upkeep: self.quantity(F::DirectIntegrationUpkeep),
            guarantee: self.quantity(F::DirectGuarantee),
            leakage: self.percent(F::DirectLeakage),
            supplier_days: self.quantity(F::DirectSupplierDays),
        }
    }

    fn offer<N: Number>(&self, number: u8, revenue: &Money<N>) -> Channel<N> {
        use FieldId as F;
        let slot = |field| Slot::of(field).in_offer(number);
        Channel {
            id: ChannelId::Offer(number),
            margin: self.percents(F::OfferMargin, number),
            funding: self.quantity_at(slot(F::OfferFunding)),
            support_fee: self.quantity_at(slot(F::OfferSupportFee)),
            platform_fee: self.quantity_at(slot(F::OfferFee)),
            platform_fee_monthly: Money::zero(),
            fee_share: self.percent_at(slot(F::OfferFeePct)),
            billing_hours: self.billing_hours(slot(F::OfferBillingHours)),
            support_cost: self.support_cost(slot(F::OfferSupportCost), revenue),
            round_the_clock: Money::zero(),
            compliance_hours: self.quantity_at(slot(F::OfferComplianceHours)),
            training: self.quantity_at(slot(F::OfferTraining)),
            integration_write_off: Money::zero(),
            integration_upkeep: Money::zero(),
            guarantee: self.quantity_at(slot(F::OfferGuarantee)),
            leakage: self.percent_at(slot(F::OfferLeakage)),
            supplier_days: self.quantity_at(slot(F::OfferSupplierDays)),
        }
    }

    fn name(&self, offer: u8) -> String {
        match self.scenario.get(Slot::of(FieldId::OfferName).in_offer(offer)) {
            Some(Value::Name(name)) => name.clone(),
            _ => offer_name(offer),
        }
    }

    fn moving<N: Number>(&self, role: Role) -> Move<N> {
        use FieldId as F;
        Move {
            to: match self.scenario.get(Slot::of(F::MoveTo)) {
                Some(Value::Offer(offer)) => Some(*offer),
                _ => None,
            },
            starts: Each::of(|p| self.at(Slot::portfolio(F::MoveStarts, p)).to_u32().unwrap_or(1)),
            hours_per_customer: self.quantity(F::MoveHoursPerCustomer),
            hours_per_request: self.quantity(F::MoveHoursPerRequest),
            items_per_request: self.whole(F::MoveItemsPerRequest),
            project_hours: self.quantity(F::MoveProjectHours),
            other_cost: self.quantity(F::MoveOtherCost),
            customers_per_week: self.whole(F::MoveCustomersPerWeek),
            preparation_weeks: self.whole(F::MovePreparationWeeks),
            incentive_loss_months: self.whole(F::MoveIncentiveLoss),
            plan_months_left: self.scenario.whole(F::MovePlanMonths).unwrap_or(plan_months(role)),
            horizon: self.whole(F::MoveHorizon),
        }
    }

    fn situation<N: Number>(&self) -> Situation<N> {
        use FieldId as F;
        let role = match self.scenario.choice(F::Role) {
            Some("direct") => Role::Direct,
            Some("new") => Role::New,
            _ => Role::Indirect,
        };
        let usd_rate: UsdRate<N> = match self.scenario.get(Slot::of(F::UsdRate)) {
            Some(_) => self.quantity(F::UsdRate),
            None => Quantity::leaf(self.currency.default_usd_rate(), Leaf::Field(Slot::of(F::UsdRate))),
        };
        let revenue: Each<Money<N>> = Each::of(|p| self.quantity_at(Slot::portfolio(F::Revenue, p)));
        let total: Money<N> = Quantity::sum(revenue.0.iter().cloned()).named(Step::Revenue);
        let standing = self.standing();
        let direct = self.direct(&total, &usd_rate, standing.support_plan);
        let offers = (0..self.scenario.offers()).map(|number| self.offer(number, &total)).collect();
        let unset = Ttm { value: Usd::zero(), estimated: true };
        let mut situation = Situation {
            as_of: self.as_of,
            rules: self.rules,
            currency: self.currency,
            usd_rate,
            role,
            customers: self.whole(F::Customers),
            subscriptions: self.whole(F::Subscriptions),
            revenue,
            growth: self.percents(F::Growth, 0),
            standing,
            ttm: unset.clone(),
            tenant_ttm: unset,
            direct,
            integration_years: self.whole(F::DirectIntegrationYears),
            offers,
            names: (0..self.scenario.offers()).map(|number| self.name(number)).collect(),
            incentives: Incentives {
                rate: self.percents(F::IncentiveRate, 0),
                coop_share: self.percent(F::CoopShare),
                coop_value: self.percent(F::CoopValue),
            },
            labour: Labour {
                hourly_cost: self.quantity(F::HourlyCost),
                volume: self.percent(F::VolumePct),
                redeploy: self.percent(F::RedeployPct),
                billable_rate: self.quantity(F::BillableRate),
            },
            finance: Finance {
                cost_of_capital: self.percent(F::CostOfCapital),
                customer_days: self.quantity(F::CustomerDays),
                bad_debt: self.percent(F::BadDebt),
                discount: self.percent(F::Discount),
                cost_inflation: self.percent(F::CostInflation),
            },
            moving: self.moving(role),
            spread: self.percent(F::Spread),
        };
        let stated = |field| self.scenario.number(Slot::of(field)).is_some();
        situation.ttm = Ttm {
            value: self.or_derived(Slot::of(F::BilledTtm), || situation.estimated_ttm()),
            estimated: !stated(F::BilledTtm),
        };
        situation.tenant_ttm = Ttm {
            value: self.or_derived(Slot::of(F::TenantTtm), || situation.ttm.value.clone()),
            estimated: !stated(F::TenantTtm),
        };
        situation
    }
}

/// The number that counts at a place: the stated one, or its default where that doesn't follow from other fields.
pub fn number_of(scenario: &Scenario, today: Date, slot: Slot) -> Decimal {
    Resolver::new(scenario, today).at(slot)
}

/// The default months of the support plan that are paid already.
pub fn plan_months(role: Role) -> u32 {
    if role == Role::Direct { 6 } else { 0 }
}
