//! The programme's rules as they are known: dated sets of requirements, each item with its source.
//!
//! The figures stand in `rules/*.toml`; the build script turns them into [`RULE_SETS`] and refuses an item without a
//! source, dates or provenance. `rules/README.md` says how to add or change a set.

use super::date::Date;

include!(concat!(env!("OUT_DIR"), "/sources.rs"));
include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// One version of the programme's rules.
#[derive(Debug)]
pub struct RuleSet {
    /// The name in links and scenarios: `fy26`.
    pub id: &'static str,
    /// The first day on which it is in force.
    pub valid_from: Date,
    /// The day by which it should have been looked at again; its last day, where a newer set is known.
    pub review_by: Date,
    /// Until when the copies that were read reach. Nothing was read live.
    pub checked: Date,
    /// The page the set as a whole rests on.
    pub source: Source,
    /// What is asked for buying direct, in the order in which it is always shown.
    pub direct: &'static [Requirement],
    /// What is asked of an indirect reseller, in the order in which it is always shown.
    pub indirect: &'static [Requirement],
    /// How long Microsoft takes over an application for direct, in months.
    pub application_months: Cited<u16>,
    /// From which trailing revenue in US dollars an indirect reseller earns incentives.
    pub incentive_revenue_usd: Cited<u32>,
    /// From how many points an indirect reseller without a designation earns them.
    pub incentive_points: Cited<u8>,
    /// Days from the anniversary until a direct partner that fails is restricted.
    pub restricted_days: Cited<u16>,
    /// Days from the anniversary until it is suspended.
    pub suspended_days: Cited<u16>,
    /// Days from the anniversary until its authorisation is revoked.
    pub revoked_days: Cited<u16>,
    /// Days in which both partners must approve a transfer request.
    pub transfer_days: Cited<u16>,
    /// Price of Advanced Support for Partners, in US dollars a year.
    pub asfp_usd: Cited<u32>,
    /// Price of Premier Support for Partners, in US dollars a year.
    pub psfp_usd: Cited<u32>,
    /// The trailing revenue in US dollars that a provider itself needs in each region. No figure follows from it.
    pub provider_revenue_usd: Cited<u32>,
}

impl RuleSet {
    /// The set with this id.
    pub fn by_id(id: &str) -> Option<&'static RuleSet> {
        RULE_SETS.iter().find(|set| set.id == id)
    }

    /// The newest set that has started on this day; before all of them, the oldest.
    pub fn in_force(date: Date) -> &'static RuleSet {
        let [oldest, ..] = &RULE_SETS;
        RULE_SETS.iter().rev().find(|set| set.valid_from <= date).unwrap_or(oldest)
    }

    /// Where each requirement and each figure of the set comes from.
    pub fn citations(&self) -> impl Iterator<Item = Citation> {
        let requirements = self.direct.iter().chain(self.indirect).map(|requirement| requirement.citation);
        requirements.chain([
            self.application_months.citation,
            self.incentive_revenue_usd.citation,
            self.incentive_points.citation,
            self.restricted_days.citation,
            self.suspended_days.citation,
            self.revoked_days.citation,
            self.transfer_days.citation,
            self.asfp_usd.citation,
            self.psfp_usd.citation,
            self.provider_revenue_usd.citation,
        ])
    }

    /// The revenue in US dollars that buying direct asks for, if it asks for any.
    pub fn revenue_threshold(&self) -> Option<u32> {
        Some(self.term(Term::DirectRevenue)?.value)
    }

    /// How much buying direct asks for of this, if it asks for any: months, US dollars, hours or designations.
    pub fn threshold(&self, id: RequirementId) -> Option<u32> {
        self.direct.iter().find(|requirement| requirement.id == id)?.threshold
    }

    /// A figure of the set, in US dollars; nothing where the set has none.
    pub fn term(&self, term: Term) -> Option<Cited<u32>> {
        let threshold = |requirements: &[Requirement]| {
            let revenue = requirements.iter().find(|requirement| requirement.id == RequirementId::Revenue)?;
            Some(Cited { value: revenue.threshold?, citation: revenue.citation })
        };
        match term {
            Term::Asfp => Some(self.asfp_usd),
            Term::Psfp => Some(self.psfp_usd),
            Term::DirectRevenue => threshold(self.direct),
            Term::TenantRevenue => threshold(self.indirect),
        }
    }
}

impl PartialEq for RuleSet {
    fn eq(&self, other: &RuleSet) -> bool {
        self.id == other.id
    }
}

impl Eq for RuleSet {}

/// A figure of the rules that enters the arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// The price of Advanced Support for Partners.
    Asfp,
    /// The price of Premier Support for Partners.
    Psfp,
    /// The revenue that buying direct asks for.
    DirectRevenue,
    /// The revenue that is asked of an indirect reseller's tenant.
    TenantRevenue,
}

impl Term {
    /// All of them.
    pub const ALL: [Term; 4] = [Term::Asfp, Term::Psfp, Term::DirectRevenue, Term::TenantRevenue];
}

/// Something a model asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// What is asked.
    pub id: RequirementId,
    /// How much of it: months, US dollars, hours or designations. `None` for what is either there or not.
    pub threshold: Option<u32>,
    /// How many months it takes to mend; `None` where that follows from the scenario.
    pub lead_months: Option<u16>,
    /// Where it comes from.
    pub citation: Citation,
}

/// The kinds of requirements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequirementId {
    /// Months of selling as an indirect reseller.
    Tenure,
    /// Membership of the Microsoft AI Cloud Partner Program.
    Maicpp,
    /// Business vetting.
    Vetting,
    /// Revenue that Microsoft billed over the trailing twelve months, in US dollars.
    Revenue,
    /// The capability assessment.
    Assessment,
    /// Advanced or Premier Support for Partners.
    SupportPlan,
    /// MFA for every administrative role.
    AdminMfa,
    /// A security contact in Partner Center.
    SecurityContact,
    /// Mean hours to respond to a security alert.
    AlertResponse,
    /// Solutions Partner designations.
    Designation,
    /// Microsoft's credit approval.
    Credit,
    /// The model's version of the Microsoft Partner Agreement.
    Agreement,
    /// A link to a distributor.
    Distributor,
}

impl RequirementId {
    /// All of them.
    pub const ALL: [RequirementId; 13] = [
        RequirementId::Tenure,
        RequirementId::Maicpp,
        RequirementId::Vetting,
        RequirementId::Revenue,
        RequirementId::Assessment,
        RequirementId::SupportPlan,
        RequirementId::AdminMfa,
        RequirementId::SecurityContact,
        RequirementId::AlertResponse,
        RequirementId::Designation,
        RequirementId::Credit,
        RequirementId::Agreement,
        RequirementId::Distributor,
    ];

    /// The key in rule files, reports and messages: `support_plan`.
    pub fn id(self) -> &'static str {
        match self {
            RequirementId::Tenure => "tenure",
            RequirementId::Maicpp => "maicpp",
            RequirementId::Vetting => "vetting",
            RequirementId::Revenue => "revenue",
            RequirementId::Assessment => "assessment",
            RequirementId::SupportPlan => "support_plan",
            RequirementId::AdminMfa => "admin_mfa",
            RequirementId::SecurityContact => "security_contact",
            RequirementId::AlertResponse => "alert_response",
            RequirementId::Designation => "designation",
            RequirementId::Credit => "credit",
            RequirementId::Agreement => "agreement",
            RequirementId::Distributor => "distributor",
        }
    }
}

/// A figure of the programme: it cannot be had without its evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cited<T> {
    /// The figure.
    pub value: T,
    /// Where it comes from.
    pub citation: Citation,
}

/// Where a figure comes from, and how long it can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The page.
    pub source: Source,
    /// The day from which it holds.
    pub since: Date,
    /// Until when the copies that were read reach.
    pub checked: Date,
    /// The day by which it should be looked at again.
    pub review_by: Date,
    /// How far it can be relied on.
    pub provenance: Provenance,
}

/// How far a figure can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provenance {
    /// A page of Microsoft's says so.
    Documented,
    /// Press, a vendor or a single partner says so.
    Reported,
    /// A starting point of ours.
    Assumption,
}

impl Provenance {
    /// The key in rule files and messages: `reported`.
    pub fn id(self) -> &'static str {
        match self {
            Provenance::Documented => "documented",
            Provenance::Reported => "reported",
            Provenance::Assumption => "assumption",
        }
    }
}

/// Who stands behind a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// Microsoft.
    Microsoft,
    /// Trade press.
    Press,
    /// A vendor, distributor or adviser.
    Vendor,
    /// A partner who writes on a forum.
    Forum,
    /// Ourselves.
    Own,
}

impl SourceKind {
    /// The key in rule files and messages: `vendor`.
    pub fn id(self) -> &'static str {
        match self {
            SourceKind::Microsoft => "microsoft",
            SourceKind::Press => "press",
            SourceKind::Vendor => "vendor",
            SourceKind::Forum => "forum",
            SourceKind::Own => "own",
        }
    }
}

/// A row of `rules/sources.toml`.
#[derive(Debug)]
struct SourceData {
    source: Source,
    id: &'static str,
    title: &'static str,
    publisher: &'static str,
    url: &'static str,
    language: &'static str,
    kind: SourceKind,
    read: Date,
}

impl Source {
    /// All of them, in the order of their ids.
    pub fn all() -> impl Iterator<Item = Source> {
        SOURCES.iter().map(|data| data.source)
    }

    /// The key in rule files: `microsoft_requirements`.
    pub fn id(self) -> &'static str {
        self.data().id
    }

    /// What the page is called, or what is in it.
    pub fn title(self) -> &'static str {
        self.data().title
    }

    /// Who publishes it.
    pub fn publisher(self) -> &'static str {
        self.data().publisher
    }

    /// The publisher's own address; empty for an assumption of ours.
    pub fn url(self) -> &'static str {
        self.data().url
    }

    /// The language of the copy that was read: `en`.
    pub fn language(self) -> &'static str {
        self.data().language
    }

    /// Who stands behind it.
    pub fn kind(self) -> SourceKind {
        self.data().kind
    }

    /// Until when the copy that was read reaches.
    pub fn read(self) -> Date {
        self.data().read
    }

    #[allow(clippy::indexing_slicing)] // One row for each variant, in the same order, by construction.
    fn data(self) -> &'static SourceData {
        &SOURCES[self as usize]
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn ids(requirements: &[Requirement]) -> Vec<&'static str> {
        requirements.iter().map(|requirement| requirement.id.id()).collect()
    }

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn the_sets_are_those_of_the_model_in_order() {
        assert_eq!(RULE_SETS.each_ref().map(|set| set.id), ["2018", "2020", "fy26"]);
        let [first, second, third] = &RULE_SETS;
        assert_eq!(ids(first.direct), ["maicpp", "support_plan", "credit", "agreement"]);
        assert_eq!(ids(first.indirect), ["maicpp", "distributor"]);
        assert_eq!(ids(second.direct), ["tenure", "maicpp", "revenue", "support_plan", "credit", "agreement"]);
        assert_eq!(ids(second.indirect), ["maicpp", "distributor", "agreement"]);
        assert_eq!(
            ids(third.direct),
            [
                "tenure",
                "maicpp",
                "vetting",
                "revenue",
                "assessment",
                "support_plan",
                "admin_mfa",
                "security_contact",
                "alert_response",
                "designation",
                "credit",
                "agreement"
            ]
        );
        assert_eq!(
            ids(third.indirect),
            ["maicpp", "vetting", "revenue", "admin_mfa", "security_contact", "distributor", "agreement"]
        );
    }

    #[test]
    fn thresholds_and_leads_are_those_of_the_model() {
        assert_eq!(RULE_SETS.each_ref().map(RuleSet::revenue_threshold), [None, Some(300_000), Some(1_000_000)]);
        let fy26 = RuleSet::by_id("fy26").unwrap();
        let threshold = |id| fy26.direct.iter().find(|requirement| requirement.id == id).unwrap().threshold;
        assert_eq!(threshold(RequirementId::Tenure), Some(12));
        assert_eq!(threshold(RequirementId::AlertResponse), Some(24));
        assert_eq!(threshold(RequirementId::Designation), Some(1));
        assert_eq!(threshold(RequirementId::Credit), None);
        let leads: Vec<_> = fy26.direct.iter().map(|requirement| requirement.lead_months).collect();
        let zero = Some(0);
        assert_eq!(leads, [None, zero, Some(1), None, Some(1), zero, zero, zero, zero, Some(6), Some(1), zero]);
        assert_eq!(fy26.indirect.iter().find_map(|requirement| requirement.threshold), Some(1_000));
    }

    #[test]
    fn all_sets_share_the_reported_terms() {
        for set in &RULE_SETS {
            assert_eq!(set.application_months.value, 4);
            assert_eq!((set.incentive_revenue_usd.value, set.incentive_points.value), (25_000, 25));
            assert_eq!((set.restricted_days.value, set.suspended_days.value, set.revoked_days.value), (0, 30, 60));
            assert_eq!((set.asfp_usd.value, set.psfp_usd.value), (22_500, 55_000));
            assert_eq!(set.asfp_usd.citation.provenance, Provenance::Reported);
            assert_eq!(set.application_months.citation.source.kind(), SourceKind::Vendor);
        }
    }

    #[test]
    fn the_set_in_force_is_the_newest_that_has_started() {
        let id = |text: &str| RuleSet::in_force(date(text)).id;
        assert_eq!(id("2018-01-01"), "2018");
        assert_eq!(id("2020-10-26"), "2018");
        assert_eq!(id("2020-10-27"), "2020");
        assert_eq!(id("2025-09-30"), "2020");
        assert_eq!(id("2025-10-01"), "fy26");
        assert_eq!(id("2199-12-31"), "fy26");
        assert_eq!(RuleSet::by_id("fy27"), None);
    }

    #[test]
    fn dates_are_those_of_the_files() {
        let fy26 = RuleSet::by_id("fy26").unwrap();
        assert_eq!(fy26.valid_from, date("2025-10-01"));
        assert_eq!(fy26.review_by, date("2026-09-30"));
        assert!(fy26.checked <= date("2026-06-30"), "nothing younger was read");
    }

    #[test]
    fn sources_stand_in_the_order_of_the_enumeration() {
        for (place, source) in Source::all().enumerate() {
            assert_eq!(source as usize, place);
            assert_eq!(source.data().source, source);
            assert_eq!(source.url().is_empty(), source.kind() == SourceKind::Own);
            assert!(source.read() <= date("2026-06-30"), "{}", source.id());
        }
        assert_eq!(Source::Tierwise.title(), "Tierwise assumption");
        assert!(Source::MicrosoftBilling.url().starts_with("https://learn.microsoft.com/"));
    }
}
