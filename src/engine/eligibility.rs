//! Which requirements of a model are met, what that says together, and when the model could be open.

use rust_decimal::Decimal;

use super::catalogue::{FieldId, Portfolio, Slot};
use super::date::Date;
use super::number::{Exact, HALF_MICRO, compared, to_f64};
use super::report::{Actual, ModelEligibility, RequiredQuantity, Requirement, Status, Verdict};
use super::rules::{self, RequirementId};
use super::situation::{Role, Situation, SupportPlan, Ttm};

/// The longest time, in months, over which growth is followed: ten years.
const HORIZON: u32 = 120;

/// A model of the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Model {
    /// Buying direct.
    Direct,
    /// Being an indirect reseller.
    Indirect,
}

/// The field that answers a requirement of a model.
pub fn answers(requirement: RequirementId, model: Model) -> Slot {
    let direct = model == Model::Direct;
    Slot::of(match requirement {
        RequirementId::Tenure => FieldId::IndirectMonths,
        RequirementId::Maicpp => FieldId::Maicpp,
        RequirementId::Vetting => FieldId::Vetting,
        RequirementId::Revenue if direct => FieldId::BilledTtm,
        RequirementId::Revenue => FieldId::TenantTtm,
        RequirementId::Assessment => FieldId::Assessment,
        RequirementId::SupportPlan => FieldId::SupportPlan,
        RequirementId::AdminMfa => FieldId::AdminMfa,
        RequirementId::SecurityContact => FieldId::SecurityContact,
        RequirementId::AlertResponse => FieldId::AlertHours,
        RequirementId::Designation => FieldId::Designations,
        RequirementId::Credit => FieldId::Credit,
        RequirementId::Agreement if direct => FieldId::DirectAgreement,
        RequirementId::Agreement => FieldId::IndirectAgreement,
        RequirementId::Distributor => FieldId::Distributor,
    })
}

/// How a situation stands towards a model.
pub fn eligibility<N: Exact>(situation: &Situation<N>, model: Model) -> ModelEligibility {
    let rules = match model {
        Model::Direct => situation.rules.direct,
        Model::Indirect => situation.rules.indirect,
    };
    let requirements: Vec<Requirement> =
        rules.iter().map(|rule| Judge { situation, model, rule }.requirement()).collect();
    ModelEligibility {
        verdict: verdict(&requirements),
        earliest: earliest(situation, model, &requirements),
        requirements,
    }
}

fn verdict(requirements: &[Requirement]) -> Verdict {
    let any = |status| requirements.iter().any(|requirement| requirement.status == status);
    if any(Status::NotMet) {
        Verdict::NotEligible
    } else if any(Status::Unknown) {
        Verdict::Unconfirmed
    } else {
        Verdict::Eligible
    }
}

/// The day on which the last of what is missing can be there; unknown requirements count as met.
fn earliest<N: Exact>(situation: &Situation<N>, model: Model, requirements: &[Requirement]) -> Option<Date> {
    let missing = requirements.iter().filter(|requirement| requirement.status == Status::NotMet);
    let lead =
        missing.map(|requirement| requirement.lead_months).try_fold(0, |most, lead| lead.map(|l| most.max(l)))?;
    let application = match model {
        Model::Direct if situation.role != Role::Direct => u32::from(situation.rules.application_months.value),
        _ => 0,
    };
    Some(situation.as_of.plus_months(lead + application))
}

/// Judges one requirement.
struct Judge<'a, N> {
    situation: &'a Situation<N>,
    model: Model,
    rule: &'static rules::Requirement,
}

impl<N: Exact> Judge<'_, N> {
    fn requirement(&self) -> Requirement {
        let status = if self.waived() { Status::Waived } else { self.status() };
        Requirement {
            id: self.rule.id,
            status,
            lead_months: if status == Status::NotMet { self.lead() } else { None },
            quantity: self.quantity(),
        }
    }

    fn waived(&self) -> bool {
        let Situation { role, standing, .. } = self.situation;
        match (self.model, self.rule.id) {
            (Model::Direct, RequirementId::Tenure | RequirementId::Credit) => *role == Role::Direct,
            (Model::Indirect, RequirementId::Revenue) => {
                *role != Role::Indirect || standing.tenant_months.is_some_and(|months| months < 12)
            }
            _ => false,
        }
    }

    fn status(&self) -> Status {
        let standing = &self.situation.standing;
        let met = match self.rule.id {
            RequirementId::Tenure => match (standing.indirect_months, self.situation.role) {
                (None, Role::New) => Some(false),
                (months, _) => months.map(|months| months >= self.threshold()),
            },
            RequirementId::Revenue => self.revenue_reached(),
            RequirementId::SupportPlan => standing.support_plan.map(|plan| plan != SupportPlan::None),
            RequirementId::AlertResponse => standing.alert_hours.map(|hours| hours <= Decimal::from(self.threshold())),
            RequirementId::Designation => standing.designations.map(|held| held.count() >= self.threshold()),
            RequirementId::Maicpp => standing.maicpp,
            RequirementId::Vetting => standing.vetting,
            RequirementId::Assessment => standing.assessment,
            RequirementId::AdminMfa => standing.admin_mfa,
            RequirementId::SecurityContact => standing.security_contact,
            RequirementId::Credit => standing.credit,
            RequirementId::Distributor => standing.distributor,
            RequirementId::Agreement => match self.model {
                Model::Direct => standing.direct_agreement,
                Model::Indirect => standing.indirect_agreement,
            },
        };
        match met {
            Some(true) => Status::Met,
            Some(false) => Status::NotMet,
            None => Status::Unknown,
        }
    }

    fn threshold(&self) -> u32 {
        self.rule.threshold.unwrap_or(0)
    }

    fn ttm(&self) -> &Ttm<N> {
        match self.model {
            Model::Direct => &self.situation.ttm,
            Model::Indirect => &self.situation.tenant_ttm,
        }
    }

    /// Whether revenue is enough; not known where it is estimated and close to the threshold.
    fn revenue_reached(&self) -> Option<bool> {
        let ttm = self.ttm();
        let threshold = Decimal::from(self.threshold());
        let doubt = compared(threshold * Decimal::new(15, 2));
        let distance = compared(ttm.value.exact() - threshold).abs();
        if ttm.estimated && distance <= doubt { None } else { Some(ttm.value.reaches(self.threshold())) }
    }

    fn lead(&self) -> Option<u32> {
        match self.rule.id {
            RequirementId::Tenure => {
                Some(self.threshold().saturating_sub(self.situation.standing.indirect_months.unwrap_or(0)))
            }
            RequirementId::Revenue => months_until(self.situation, self.ttm(), self.threshold()),
            _ => Some(u32::from(self.rule.lead_months.unwrap_or(0))),
        }
    }

    fn quantity(&self) -> Option<RequiredQuantity> {
        let standing = &self.situation.standing;
        let (actual, estimated) = match self.rule.id {
            RequirementId::Tenure => (standing.indirect_months.map(Actual::Whole), None),
            RequirementId::Designation => (standing.designations.map(|held| Actual::Whole(held.count())), None),
            RequirementId::AlertResponse => (standing.alert_hours.map(Actual::Exact), None),
            RequirementId::Revenue => {
                let ttm = self.ttm();
                (Some(Actual::Exact(ttm.value.exact())), Some(ttm.estimated))
            }
            _ => return None,
        };
        Some(RequiredQuantity { required: self.threshold(), actual, estimated })
    }
}

/// The first month, of at most 120, in which growth carries the trailing twelve months over a threshold.
fn months_until<N: Exact>(situation: &Situation<N>, ttm: &Ttm<N>, threshold: u32) -> Option<u32> {
    let total = to_f64(situation.total_billed().exact());
    if total == 0.0 {
        return None;
    }
    let portfolios = Portfolio::ALL.map(|portfolio| {
        let weight = to_f64(situation.billed(portfolio).exact()) / total;
        let growth = 1.0 + to_f64(situation.growth.get(portfolio).exact());
        (weight, growth)
    });
    let base = to_f64(ttm.value.exact());
    let reached = |month: u32| {
        let years = f64::from(month) / 12.0;
        let times: f64 = portfolios.iter().map(|(weight, growth)| weight * libm::pow(*growth, years)).sum();
        base * times >= f64::from(threshold) - HALF_MICRO
    };
    let grows = |of: fn(&f64) -> bool| portfolios.iter().all(|(_, growth)| of(growth));
    if grows(|growth| *growth <= 1.0) {
        // What doesn't grow is never higher than it is now.
        return reached(0).then_some(0);
    }
    if grows(|growth| *growth >= 1.0) {
        // Once reached, it stays so: halve the range that the first month is in.
        let (mut from, mut to) = (0, HORIZON + 1);
        while from < to {
            let middle = from.midpoint(to);
            if reached(middle) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return (from <= HORIZON).then_some(from);
    }
    (0..=HORIZON).find(|month| reached(*month))
}
