//! The catalogue of fields: every figure and fact a scenario can hold, once.
//!
//! The decoder, the encoder, the limits, the form, the links' short keys and the documentation all derive from this
//! table. To add a field: a row here, its label and hint in `locales/`, and its use in
//! [`Situation`](super::situation::Situation).

use rust_decimal::Decimal;

use super::currency::Currency;
use super::rules::{Provenance, Source};

/// A group of products, in the order in which they are always shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Portfolio {
    /// Microsoft 365 and what belongs to it.
    ModernWork,
    /// Security products.
    Security,
    /// Dynamics 365 and the Power Platform.
    BusinessApps,
    /// Azure.
    Azure,
}

impl Portfolio {
    /// All four, in order.
    pub const ALL: [Portfolio; 4] =
        [Portfolio::ModernWork, Portfolio::Security, Portfolio::BusinessApps, Portfolio::Azure];

    /// The key in paths and reports: `modern_work`.
    pub fn id(self) -> &'static str {
        match self {
            Portfolio::ModernWork => "modern_work",
            Portfolio::Security => "security",
            Portfolio::BusinessApps => "business_apps",
            Portfolio::Azure => "azure",
        }
    }

    /// The letter that ends a link's short key.
    fn letter(self) -> char {
        match self {
            Portfolio::ModernWork => 'm',
            Portfolio::Security => 's',
            Portfolio::BusinessApps => 'b',
            Portfolio::Azure => 'a',
        }
    }

    fn from_id(id: &str) -> Option<Portfolio> {
        Portfolio::ALL.into_iter().find(|portfolio| portfolio.id() == id)
    }
}

/// The most offers a scenario can hold.
pub const MAX_OFFERS: u8 = 5;

/// What a value of a field looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A number within bounds, both included. One that has a unit may also be a range: see [`Field::takes_range`].
    Number {
        /// The lowest value.
        min: Decimal,
        /// The highest value.
        max: Decimal,
        /// Whether it has no fraction.
        whole: bool,
    },
    /// Yes or no; absent is unknown.
    Fact,
    /// One of these.
    Choice(&'static [&'static str]),
    /// Some of these, each at most once; an empty list is none of them.
    Set(&'static [&'static str]),
    /// A day from 2018-08-31 to 2199-12-31.
    Date,
    /// One line of text, of 1 to 60 characters, none of them a control character.
    Name,
    /// The id of a rule set.
    RuleSet,
    /// An offer of the scenario: `offers.0`.
    Offer,
    /// Another scenario, kept under a name: `Growth|rea=900000`.
    Kept,
}

/// What a number counts, and over which period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Unit {
    None,
    MoneyYear,
    MoneyMonth,
    MoneyOnce,
    MoneyHour,
    UsdYear,
    UsdForOne,
    Customers,
    Items,
    PercentYear,
    PercentRevenue,
    PercentBilled,
    Percent,
    HoursMonth,
    HoursYear,
    Hours,
    Days,
    Months,
    MonthOfMove,
    Weeks,
    Years,
    Points,
    CustomersWeek,
}

impl Unit {
    /// The end of the unit's message key.
    pub fn id(self) -> &'static str {
        match self {
            Unit::None => "none",
            Unit::MoneyYear => "money_year",
            Unit::MoneyMonth => "money_month",
            Unit::MoneyOnce => "money_once",
            Unit::MoneyHour => "money_hour",
            Unit::UsdYear => "usd_year",
            Unit::UsdForOne => "usd_for_one",
            Unit::Customers => "customers",
            Unit::Items => "items",
            Unit::PercentYear => "percent_year",
            Unit::PercentRevenue => "percent_revenue",
            Unit::PercentBilled => "percent_billed",
            Unit::Percent => "percent",
            Unit::HoursMonth => "hours_month",
            Unit::HoursYear => "hours_year",
            Unit::Hours => "hours",
            Unit::Days => "days",
            Unit::Months => "months",
            Unit::MonthOfMove => "month_of_move",
            Unit::Weeks => "weeks",
            Unit::Years => "years",
            Unit::Points => "points",
            Unit::CustomersWeek => "customers_week",
        }
    }
}

/// What an absent field counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultValue {
    /// Not known: a state of its own, neither zero nor no.
    Unknown,
    /// This number.
    Number(Decimal),
    /// A number for each portfolio.
    Portfolios([Decimal; 4]),
    /// An amount in euros, converted to the scenario's currency and rounded to a whole unit.
    Euros(Decimal),
    /// An amount in euros for each portfolio, converted likewise.
    EurosByPortfolio([Decimal; 4]),
    /// One of the choices, by its place.
    Choice(u8),
    /// It follows from other fields; see [`Situation`](super::situation::Situation).
    Derived(Derived),
}

/// How a derived default comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derived {
    /// The day on which the question is asked.
    Today,
    /// The newest rule set in force.
    NewestRules,
    /// The currency's own default rate.
    CurrencyRate,
    /// Estimated from revenue and direct margin.
    EstimatedTtm,
    /// The trailing twelve months of the whole group, marked estimated.
    GroupTtm,
    /// The price of the support plan in the rules, at the scenario's rate.
    PlanPrice,
    /// This part of the number of customers.
    PerCustomer(Decimal),
    /// This percentage of revenue.
    PercentOfRevenue(u32),
    /// `Distributor A`, `Distributor B` and so on.
    OfferName,
    /// The offer with the highest net.
    BestOffer,
    /// 6 for a direct partner, else 0.
    PlanMonths,
}

/// Where in the form a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The business: revenue, growth, customers.
    Business,
    /// The partner's standing with Microsoft.
    Standing,
    /// What buying direct costs.
    Direct,
    /// What a distributor offers.
    Offers,
    /// Money and risk.
    Money,
    /// Moving from direct to indirect.
    Moving,
    /// What is weighed beside the answer: nothing in it follows from these, and the form has none of them.
    Plans,
}

impl Group {
    /// All of the form's, in its order.
    pub const ALL: [Group; 6] =
        [Group::Business, Group::Standing, Group::Direct, Group::Offers, Group::Money, Group::Moving];

    /// The end of the group's message key.
    pub fn id(self) -> &'static str {
        match self {
            Group::Business => "business",
            Group::Standing => "standing",
            Group::Direct => "direct",
            Group::Offers => "offers",
            Group::Money => "money",
            Group::Moving => "moving",
            Group::Plans => "plans",
        }
    }
}

/// One row of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Which field it is.
    pub id: FieldId,
    /// The path, without the offer before it or the portfolio after it.
    pub path: &'static str,
    /// The key in links, without the offer's number before it or the portfolio's letter after it.
    pub short: &'static str,
    /// Whether each offer has one.
    pub per_offer: bool,
    /// Whether each portfolio has one.
    pub per_portfolio: bool,
    /// What a value looks like.
    pub kind: Kind,
    /// What a number counts.
    pub unit: Unit,
    /// What it counts as when absent.
    pub default: DefaultValue,
    /// How far the default can be relied on.
    pub provenance: Provenance,
    /// Where the default comes from.
    pub source: Source,
    /// Where in the form it stands.
    pub group: Group,
}

impl Field {
    /// Every place in a scenario with so many offers where this field can hold a value, in order.
    pub fn slots(&self, offers: u8) -> impl Iterator<Item = Slot> + use<> {
        let id = self.id;
        let portfolios: &'static [Option<Portfolio>] = if self.per_portfolio {
            &[
                Some(Portfolio::ModernWork),
                Some(Portfolio::Security),
                Some(Portfolio::BusinessApps),
                Some(Portfolio::Azure),
            ]
        } else {
            &[None]
        };
        let offers = if self.per_offer { offers } else { 1 };
        (0..offers).flat_map(move |offer| portfolios.iter().map(move |&portfolio| Slot { field: id, offer, portfolio }))
    }

    /// Whether a value may be a range, such as `10..20`: of every figure, and of nothing else. A number without a unit
    /// is a name, as a month of the year is, and has nothing between it and another.
    pub fn takes_range(&self) -> bool {
        matches!(self.kind, Kind::Number { .. }) && self.unit != Unit::None
    }

    /// The end of the key of its unit's message: `money_year`; some fields say their base themselves.
    pub fn unit_id(&self) -> &'static str {
        match self.id {
            FieldId::CoopShare => "percent_incentives",
            FieldId::CoopValue => "percent_coop",
            FieldId::VolumePct => "percent_work",
            FieldId::RedeployPct => "percent_hours",
            FieldId::Spread => "percent_either_way",
            FieldId::BilledTtm | FieldId::TenantTtm => "usd_twelve_months",
            _ => self.unit.id(),
        }
    }

    /// The name of the field's messages: `offers.margin_pct`.
    pub fn message_key(&self) -> String {
        if self.per_offer { format!("offers.{}", self.path) } else { self.path.to_string() }
    }

    /// The default number for a portfolio in a currency, where it doesn't follow from other fields.
    pub fn default_number(&self, portfolio: Option<Portfolio>, currency: Currency) -> Option<Decimal> {
        let of = |numbers: [Decimal; 4]| numbers.get(portfolio? as usize).copied();
        match self.default {
            DefaultValue::Number(number) => Some(number),
            DefaultValue::Portfolios(numbers) => of(numbers),
            DefaultValue::Euros(amount) => Some(in_currency(amount, currency)),
            DefaultValue::EurosByPortfolio(amounts) => of(amounts).map(|amount| in_currency(amount, currency)),
            DefaultValue::Unknown | DefaultValue::Choice(_) | DefaultValue::Derived(_) => None,
        }
    }
}

/// A default amount in euros as one in another currency: × 1.10 ÷ that currency's default rate, rounded to a whole
/// unit, midpoint away from zero. The scenario's own rate doesn't count: defaults should not move with it.
fn in_currency(amount: Decimal, currency: Currency) -> Decimal {
    if currency == Currency::Eur {
        return amount;
    }
    let rate = currency.default_usd_rate();
    let converted = (amount * Currency::Eur.default_usd_rate()).checked_div(rate).unwrap_or(amount);
    super::quantity::reported(converted, 0)
}

/// A place for one value in a scenario: a field, of which offer, of which portfolio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// The field.
    pub field: FieldId,
    /// The offer, 0…4; 0 for a field offers don't have.
    pub offer: u8,
    /// The portfolio, of a field that each portfolio has.
    pub portfolio: Option<Portfolio>,
}

impl Slot {
    /// The place of a field that neither offers nor portfolios have.
    pub const fn of(field: FieldId) -> Slot {
        Slot { field, offer: 0, portfolio: None }
    }

    /// The place of a portfolio's value of this field.
    pub const fn portfolio(field: FieldId, portfolio: Portfolio) -> Slot {
        Slot { field, offer: 0, portfolio: Some(portfolio) }
    }

    /// The same place in another offer.
    pub const fn in_offer(self, offer: u8) -> Slot {
        Slot { offer, ..self }
    }

    /// The row of the catalogue.
    pub fn row(self) -> &'static Field {
        self.field.row()
    }

    /// The path: `offers.0.margin_pct.azure`.
    pub fn path(self) -> String {
        let row = self.row();
        let mut path = String::new();
        if row.per_offer {
            path.push_str("offers.");
            path.push(digit(self.offer));
            path.push('.');
        }
        path.push_str(row.path);
        if let Some(portfolio) = self.portfolio {
            path.push('.');
            path.push_str(portfolio.id());
        }
        path
    }

    /// The key in links: `0mga`.
    pub fn short(self) -> String {
        let row = self.row();
        let mut key = String::new();
        if row.per_offer {
            key.push(digit(self.offer));
        }
        key.push_str(row.short);
        key.extend(self.portfolio.map(Portfolio::letter));
        key
    }

    /// The place this path names.
    pub fn from_path(path: &str) -> Option<Slot> {
        let (offer, rest) = match path.strip_prefix("offers.") {
            Some(rest) => {
                let (number, rest) = rest.split_once('.')?;
                (Some(offer_number(number)?), rest)
            }
            None => (None, path),
        };
        let fits = |row: &&Field| row.per_offer == offer.is_some();
        let offer_index = offer.unwrap_or(0);
        if let Some(row) = FIELDS.iter().filter(fits).find(|row| !row.per_portfolio && row.path == rest) {
            return Some(Slot { field: row.id, offer: offer_index, portfolio: None });
        }
        let (start, end) = rest.rsplit_once('.')?;
        let portfolio = Some(Portfolio::from_id(end)?);
        let row = FIELDS.iter().filter(fits).find(|row| row.per_portfolio && row.path == start)?;
        Some(Slot { field: row.id, offer: offer_index, portfolio })
    }

    /// The place this short key of a link names.
    pub fn from_short(key: &str) -> Option<Slot> {
        FIELDS.iter().flat_map(|row| row.slots(MAX_OFFERS)).find(|slot| slot.short() == key)
    }
}

fn digit(number: u8) -> char {
    char::from(b'0' + number.min(9))
}

/// Reads the number of an offer, `0` to `4`.
pub fn offer_number(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [digit @ b'0'..=b'4'] => Some(digit - b'0'),
        _ => None,
    }
}

/// The roles a partner can have today.
pub const ROLES: &[&str] = &["direct", "indirect", "new"];
/// The support plans of Microsoft for partners.
pub const SUPPORT_PLANS: &[&str] = &["none", "asfp", "psfp"];
/// What Partner Center can say of a direct-bill authorisation.
pub const AUTHORIZATIONS: &[&str] = &["active", "restricted", "suspended", "revoked"];
/// The Solutions Partner designations.
pub const DESIGNATIONS: &[&str] =
    &["modern_work", "security", "business_applications", "data_ai", "digital_app_innovation", "infrastructure"];

/// What to have settled with a provider before one signs, in writing.
pub const CHECKLIST: &[&str] = &[
    "provider_size",
    "credit_limit",
    "api_export",
    "second_line",
    "exit_terms",
    "price_changes",
    "earned_credit",
    "moved_incentives",
];
/// The channels a portfolio can be bought through.
pub const CHANNELS: &[&str] = &["direct", "offers.0", "offers.1", "offers.2", "offers.3", "offers.4"];
/// The drivers of the difference, in the order of the model.
pub const DRIVERS: &[&str] = &[
    "revenue",
    "direct.margin",
    "offer.margin",
    "direct.support_plan_fee",
    "direct.platform",
    "direct.labour",
    "direct.support_cost",
    "offer.support_cost",
    "labour.hourly_cost",
    "incentives.rate",
    "finance.cost_of_capital",
    "direct.leakage",
    "offer.funding",
    "offer.fees",
    "usd_rate",
];

const fn decimal(digits: u64, scale: u32) -> Decimal {
    let (low, middle) = (digits & 0xffff_ffff, digits >> 32);
    Decimal::from_parts(low as u32, middle as u32, 0, false, scale)
}

const fn number(max: u64) -> Kind {
    Kind::Number { min: Decimal::ZERO, max: decimal(max, 0), whole: false }
}

const fn whole(min: u64, max: u64) -> Kind {
    Kind::Number { min: decimal(min, 0), max: decimal(max, 0), whole: true }
}

const AMOUNT: Kind = number(1_000_000_000_000);
const HOURS: Kind = number(1_000_000);
const DAYS: Kind = number(3_650);
const PERCENT: Kind = number(100);
const MONTHS: Kind = whole(0, 1_200);
const GROWTH: Kind =
    Kind::Number { min: Decimal::from_parts(100, 0, 0, true, 0), max: decimal(1_000, 0), whole: false };
const USD_RATE: Kind = Kind::Number { min: decimal(1, 4), max: decimal(10_000, 0), whole: false };

const fn fixed(digits: u64) -> DefaultValue {
    DefaultValue::Number(decimal(digits, 0))
}

const fn euros(digits: u64) -> DefaultValue {
    DefaultValue::Euros(decimal(digits, 0))
}

const fn each(a: (u64, u32), b: (u64, u32), c: (u64, u32), d: (u64, u32)) -> [Decimal; 4] {
    [decimal(a.0, a.1), decimal(b.0, b.1), decimal(c.0, c.1), decimal(d.0, d.1)]
}

/// Writes the table: a row is `Id: path, short key, scope, kind, unit, default, provenance, source, group`.
macro_rules! catalogue {
    ($($id:ident: $path:literal, $short:literal, $scope:ident, $kind:expr, $unit:ident, $default:expr,
       $provenance:ident $source:ident, $group:ident;)*) => {
        /// A field of the scenario.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        #[repr(u8)]
        pub enum FieldId { $($id),* }

        /// Every field, in reading order.
        pub static FIELDS: &[Field] = &[$(Field {
            id: FieldId::$id,
            path: $path,
            short: $short,
            per_offer: scope!($scope offer),
            per_portfolio: scope!($scope portfolio),
            kind: $kind,
            unit: Unit::$unit,
            default: $default,
            provenance: Provenance::$provenance,
            source: Source::$source,
            group: Group::$group,
        }),*];

        impl FieldId {
            /// The row of the catalogue.
            #[allow(clippy::indexing_slicing)] // One row for each variant, in the same order, by construction.
            pub fn row(self) -> &'static Field {
                &FIELDS[self as usize]
            }
        }
    };
}

/// `one` in a scenario, `each` portfolio of it; `offer`: one in an offer, `offer_each` portfolio of it.
macro_rules! scope {
    (one $_:ident) => {
        false
    };
    (each portfolio) => {
        true
    };
    (each offer) => {
        false
    };
    (offer offer) => {
        true
    };
    (offer portfolio) => {
        false
    };
    (offer_each $_:ident) => {
        true
    };
}

use DefaultValue::{Derived as From, EurosByPortfolio, Portfolios, Unknown};

catalogue! {
    AsOf: "as_of", "on", one, Kind::Date, None, From(Derived::Today), Assumption Tierwise, Money;
    Rules: "rules", "ru", one, Kind::RuleSet, None, From(Derived::NewestRules), Documented MicrosoftRequirements, Money;
    Currency: "currency", "cu", one, Kind::Choice(&Currency::CODES), None, DefaultValue::Choice(0), Assumption Tierwise, Business;
    UsdRate: "usd_rate", "ur", one, USD_RATE, UsdForOne, From(Derived::CurrencyRate), Assumption Tierwise, Money;
    Role: "role", "ro", one, Kind::Choice(ROLES), None, DefaultValue::Choice(1), Assumption Tierwise, Business;
    Customers: "customers", "cs", one, whole(0, 1_000_000), Customers, fixed(80), Assumption Tierwise, Business;
    Subscriptions: "subscriptions", "su", one, whole(0, 10_000_000), Items, fixed(400), Assumption Tierwise, Business;
    Revenue: "revenue", "re", each, AMOUNT, MoneyYear,
        EurosByPortfolio(each((480_000, 0), (60_000, 0), (60_000, 0), (200_000, 0))), Assumption Tierwise, Business;
    Growth: "growth_pct", "gr", each, GROWTH, PercentYear, Portfolios(each((10, 0), (10, 0), (10, 0), (10, 0))),
        Assumption Tierwise, Business;

    BilledTtm: "standing.billed_ttm_usd", "bt", one, AMOUNT, UsdYear, From(Derived::EstimatedTtm),
        Assumption Tierwise, Business;
    IndirectMonths: "standing.indirect_months", "im", one, MONTHS, Months, Unknown,
        Documented MicrosoftRequirements, Business;
    Anniversary: "standing.anniversary", "an", one, whole(1, 12), None, Unknown,
        Documented MicrosoftRequirements, Business;
    Designations: "standing.designations", "de", one, Kind::Set(DESIGNATIONS), None, Unknown,
        Documented MicrosoftRequirements, Business;
    Authorization: "standing.authorization", "au", one, Kind::Choice(AUTHORIZATIONS), None, Unknown,
        Documented MicrosoftRequirements, Standing;
    SupportPlan: "standing.support_plan", "sp", one, Kind::Choice(SUPPORT_PLANS), None, Unknown,
        Documented MicrosoftRequirements, Standing;
    AdminMfa: "standing.admin_mfa", "mf", one, Kind::Fact, None, Unknown, Documented MicrosoftRequirements, Standing;
    SecurityContact: "standing.security_contact", "sc", one, Kind::Fact, None, Unknown,
        Documented MicrosoftRequirements, Standing;
    AlertHours: "standing.alert_hours", "ah", one, HOURS, Hours, Unknown, Documented MicrosoftRequirements, Standing;
    Maicpp: "standing.maicpp", "ma", one, Kind::Fact, None, Unknown, Documented MicrosoftRequirements, Standing;
    Vetting: "standing.vetting", "ve", one, Kind::Fact, None, Unknown, Documented MicrosoftRequirements, Standing;
    Assessment: "standing.assessment", "as", one, Kind::Fact, None, Unknown,
        Documented MicrosoftRequirements, Standing;
    Credit: "standing.credit", "cr", one, Kind::Fact, None, Unknown, Documented MicrosoftRequirements, Standing;
    DirectAgreement: "standing.direct_agreement", "da", one, Kind::Fact, None, Unknown,
        Documented MicrosoftRequirements, Standing;
    IndirectAgreement: "standing.indirect_agreement", "ia", one, Kind::Fact, None, Unknown,
        Documented MicrosoftRequirements, Standing;
    Distributor: "standing.distributor", "di", one, Kind::Fact, None, Unknown,
        Documented MicrosoftRequirements, Standing;
    Points: "standing.points", "po", each, PERCENT, Points, Unknown, Documented MicrosoftRequirements, Standing;
    TenantMonths: "standing.tenant_months", "tm", one, MONTHS, Months, Unknown,
        Documented MicrosoftRequirements, Standing;
    TenantTtm: "standing.tenant_ttm_usd", "tt", one, AMOUNT, UsdYear, From(Derived::GroupTtm),
        Assumption Tierwise, Standing;
    OwnPlatform: "standing.own_platform", "op", one, Kind::Fact, None, Unknown, Assumption Tierwise, Standing;
    Own247: "standing.own_24x7", "ow", one, Kind::Fact, None, Unknown, Assumption Tierwise, Standing;

    DirectMargin: "direct.margin_pct", "dm", each, PERCENT, PercentRevenue,
        Portfolios(each((20, 0), (20, 0), (20, 0), (12, 0))), Reported Work365Math, Direct;
    DirectSupportPlanFee: "direct.support_plan_fee", "df", one, AMOUNT, MoneyYear, From(Derived::PlanPrice),
        Reported RubertiSupportPrices, Direct;
    DirectPlatformFee: "direct.platform_fee", "dp", one, AMOUNT, MoneyYear, euros(14_000), Assumption Work365Math, Direct;
    DirectPlatformPerCustomer: "direct.platform_fee_per_customer", "dc", one, AMOUNT, MoneyMonth, euros(0),
        Assumption Tierwise, Direct;
    DirectBillingHours: "direct.billing_hours", "db", one, HOURS, HoursMonth,
        From(Derived::PerCustomer(decimal(2, 1))), Assumption Tierwise, Direct;
    DirectSupportCost: "direct.support_cost", "ds", one, AMOUNT, MoneyYear, From(Derived::PercentOfRevenue(5)),
        Assumption Tierwise, Direct;
    DirectRoundTheClock: "direct.round_the_clock_cost", "dr", one, AMOUNT, MoneyYear, euros(0), Assumption Tierwise, Direct;
    DirectComplianceHours: "direct.compliance_hours", "dh", one, HOURS, HoursYear, fixed(80), Assumption Tierwise, Direct;
    DirectTraining: "direct.training_cost", "dt", one, AMOUNT, MoneyYear, euros(4_000), Assumption Work365Math, Direct;
    DirectLeakage: "direct.leakage_pct", "dl", one, PERCENT, PercentRevenue, DefaultValue::Number(decimal(5, 1)),
        Assumption Tierwise, Direct;
    DirectSupplierDays: "direct.supplier_days", "dd", one, DAYS, Days, fixed(60), Documented MicrosoftBilling, Direct;
    DirectIntegrationBuild: "direct.integration_build", "dib", one, AMOUNT, MoneyOnce, euros(0), Assumption Tierwise, Direct;
    DirectIntegrationYears: "direct.integration_years", "diy", one, whole(1, 50), Years, fixed(3),
        Assumption Tierwise, Direct;
    DirectIntegrationUpkeep: "direct.integration_upkeep", "diu", one, AMOUNT, MoneyYear, euros(0),
        Assumption Tierwise, Direct;
    DirectGuarantee: "direct.guarantee_cost", "dg", one, AMOUNT, MoneyYear, euros(0), Assumption Tierwise, Direct;

    OfferName: "name", "na", offer, Kind::Name, None, From(Derived::OfferName), Assumption Tierwise, Offers;
    OfferMargin: "margin_pct", "mg", offer_each, PERCENT, PercentRevenue,
        Portfolios(each((15, 0), (15, 0), (15, 0), (72, 1))), Reported Work365Math, Offers;
    OfferFunding: "funding", "fu", offer, AMOUNT, MoneyYear, euros(0), Assumption Tierwise, Offers;
    OfferFee: "fee", "fe", offer, AMOUNT, MoneyYear, euros(0), Assumption Tierwise, Offers;
    OfferFeePct: "fee_pct", "fp", offer, PERCENT, PercentRevenue, fixed(0), Assumption Tierwise, Offers;
    OfferSupportFee: "support_fee", "sf", offer, AMOUNT, MoneyYear, euros(0), Assumption Tierwise, Offers;
    OfferBillingHours: "billing_hours", "bh", offer, HOURS, HoursMonth,
        From(Derived::PerCustomer(decimal(75, 3))), Assumption Tierwise, Offers;
    OfferComplianceHours: "compliance_hours", "ch", offer, HOURS, HoursYear, fixed(16), Assumption Tierwise, Offers;
    OfferSupportCost: "support_cost", "sc", offer, AMOUNT, MoneyYear, From(Derived::PercentOfRevenue(4)),
        Assumption Tierwise, Offers;
    OfferTraining: "training_cost", "tr", offer, AMOUNT, MoneyYear, euros(0), Assumption Tierwise, Offers;
    OfferGuarantee: "guarantee_cost", "gu", offer, AMOUNT, MoneyYear, euros(0), Assumption Tierwise, Offers;
    OfferLeakage: "leakage_pct", "le", offer, PERCENT, PercentRevenue, DefaultValue::Number(decimal(5, 1)),
        Assumption Tierwise, Offers;
    OfferSupplierDays: "supplier_days", "sd", offer, DAYS, Days, fixed(30), Assumption Tierwise, Offers;

    IncentiveRate: "incentives.rate_pct", "ir", each, PERCENT, PercentBilled,
        Portfolios(each((375, 2), (375, 2), (375, 2), (0, 0))), Reported RubertiIncentives, Money;
    CoopShare: "incentives.coop_share_pct", "ics", one, PERCENT, Percent, fixed(40), Reported RebatesOn, Money;
    CoopValue: "incentives.coop_value_pct", "icv", one, PERCENT, Percent, fixed(50), Assumption Tierwise, Money;

    HourlyCost: "labour.hourly_cost", "lh", one, AMOUNT, MoneyHour, euros(45), Assumption Tierwise, Money;
    VolumePct: "labour.volume_pct", "lv", one, PERCENT, Percent, fixed(50), Assumption Tierwise, Money;
    RedeployPct: "labour.redeploy_pct", "lr", one, PERCENT, Percent, fixed(0), Assumption Tierwise, Money;
    BillableRate: "labour.billable_rate", "lb", one, AMOUNT, MoneyHour, euros(95), Assumption Tierwise, Money;

    CostOfCapital: "finance.cost_of_capital_pct", "fc", one, PERCENT, PercentYear, fixed(8), Assumption Tierwise, Money;
    CustomerDays: "finance.customer_days", "fd", one, DAYS, Days, fixed(30), Assumption Tierwise, Money;
    BadDebt: "finance.bad_debt_pct", "fb", one, PERCENT, PercentRevenue, DefaultValue::Number(decimal(5, 1)),
        Assumption Tierwise, Money;
    Discount: "finance.discount_pct", "fn", one, PERCENT, PercentYear, fixed(8), Assumption Tierwise, Money;
    CostInflation: "finance.cost_inflation_pct", "fi", one, PERCENT, PercentYear, fixed(3), Assumption Tierwise, Money;

    MoveTo: "transition.to", "to", one, Kind::Offer, None, From(Derived::BestOffer), Assumption Tierwise, Moving;
    MoveStarts: "transition.starts", "ts", each, whole(1, 60), MonthOfMove,
        Portfolios(each((1, 0), (1, 0), (7, 0), (4, 0))), Assumption Tierwise, Moving;
    MoveHoursPerCustomer: "transition.hours_per_customer", "th", one, HOURS, Hours, fixed(3), Assumption Tierwise, Moving;
    MoveHoursPerRequest: "transition.hours_per_request", "tq", one, HOURS, Hours, fixed(1), Assumption Tierwise, Moving;
    MoveItemsPerRequest: "transition.items_per_request", "ti", one, whole(1, 10_000_000), Items, fixed(25),
        Reported CloudcockpitTransfers, Moving;
    MoveProjectHours: "transition.project_hours", "tp", one, HOURS, Hours, fixed(60), Assumption Tierwise, Moving;
    MoveOtherCost: "transition.other_cost", "tc", one, AMOUNT, MoneyOnce, euros(0), Assumption Tierwise, Moving;
    MoveCustomersPerWeek: "transition.customers_per_week", "tw", one, whole(1, 1_000_000), CustomersWeek, fixed(10),
        Assumption Tierwise, Moving;
    MovePreparationWeeks: "transition.preparation_weeks", "tv", one, whole(0, 520), Weeks, fixed(4),
        Assumption Tierwise, Moving;
    MoveIncentiveLoss: "transition.incentive_loss_months", "tl", one, whole(0, 60), Months, fixed(12),
        Reported PurePartner, Moving;
    MovePlanMonths: "transition.support_plan_months_left", "tn", one, whole(0, 12), Months,
        From(Derived::PlanMonths), Assumption Tierwise, Moving;
    MoveHorizon: "transition.horizon_months", "tz", one, whole(12, 60), Months, fixed(36), Assumption Tierwise, Moving;

    Spread: "uncertainty.spread_pct", "us", one, number(90), Percent, fixed(20), Assumption Tierwise, Money;

    OfferChecklist: "checklist", "ck", offer, Kind::Set(CHECKLIST), None, Unknown, Assumption Tierwise, Plans;
    PlanMix: "plans.mix", "mx", each, Kind::Choice(CHANNELS), None, Unknown, Assumption Tierwise, Plans;
    PlanAcross: "plans.map_across", "pax", one, Kind::Choice(DRIVERS), None, DefaultValue::Choice(0),
        Assumption Tierwise, Plans;
    PlanDown: "plans.map_down", "pdn", one, Kind::Choice(DRIVERS), None, DefaultValue::Choice(2),
        Assumption Tierwise, Plans;
    PlanFirst: "plans.scenario_1", "sc1", one, Kind::Kept, None, Unknown, Assumption Tierwise, Plans;
    PlanSecond: "plans.scenario_2", "sc2", one, Kind::Kept, None, Unknown, Assumption Tierwise, Plans;
    PlanThird: "plans.scenario_3", "sc3", one, Kind::Kept, None, Unknown, Assumption Tierwise, Plans;
    PlanFourth: "plans.scenario_4", "sc4", one, Kind::Kept, None, Unknown, Assumption Tierwise, Plans;
}

/// The places of scenarios that are kept.
pub const KEPT: [FieldId; 4] = [FieldId::PlanFirst, FieldId::PlanSecond, FieldId::PlanThird, FieldId::PlanFourth];
