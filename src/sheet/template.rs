//! A scenario in which the engine's formulas go every way that has a figure: from it come the formulas of the cells.
//!
//! Where the engine chooses by a figure, a sheet has to choose again when the figure changes. So the formulas are taken
//! from a situation in which there is revenue, everything is eligible and enough is billed; what would make another
//! choice is put in as a cell, or written around the formula as an `IF`.

use rust_decimal::Decimal;

use crate::engine::catalogue::{AUTHORIZATIONS, DESIGNATIONS, FieldId, ROLES, SUPPORT_PLANS, Slot};
use crate::engine::date::Date;
use crate::engine::scenario::{Scenario, Value};
use crate::engine::situation::{Role, Situation};

use super::expr::CellId;
use super::number::{Spelled, held};

/// What differs between templates.
#[derive(Clone, Copy, Debug)]
pub(super) struct Template {
    /// What the partner is.
    pub(super) role: Role,
    /// Whether Microsoft ended the authorisation.
    pub(super) revoked: bool,
    /// Whether the support plan is the premier one.
    pub(super) premier: bool,
}

impl Template {
    /// An indirect reseller: no figure of the comparison follows from a role.
    pub(super) const USUAL: Template = Template { role: Role::Indirect, revoked: false, premier: false };

    /// The situation of a template with as many offers and the rules and currency of a scenario.
    pub(super) fn situation(self, like: &Scenario, today: Date) -> Situation<Spelled> {
        let mut scenario = Scenario::default();
        while scenario.offers() < like.offers() {
            scenario = scenario.with_offer();
        }
        for field in [FieldId::AsOf, FieldId::Rules, FieldId::Currency] {
            let slot = Slot::of(field);
            scenario = scenario.with(slot, like.get(slot).cloned());
        }
        let role = match self.role {
            Role::Direct => "direct",
            Role::Indirect => "indirect",
            Role::New => "new",
        };
        let authorization = if self.revoked { "revoked" } else { "active" };
        let plan = if self.premier { "psfp" } else { "asfp" };
        let all = (0..DESIGNATIONS.len()).fold(0, |bits, place| bits | 1 << place);
        scenario = scenario
            .with(Slot::of(FieldId::Role), choice(ROLES, role))
            .with(Slot::of(FieldId::Authorization), choice(AUTHORIZATIONS, authorization))
            .with(Slot::of(FieldId::SupportPlan), choice(SUPPORT_PLANS, plan))
            .with(Slot::of(FieldId::Designations), Some(Value::Set(all)));
        Situation::resolve(&scenario, today)
    }
}

/// A choice as a value.
pub(super) fn choice(choices: &[&str], id: &str) -> Option<Value> {
    let place = choices.iter().position(|choice| *choice == id)?;
    u8::try_from(place).ok().map(Value::Choice)
}

/// More than any rule asks of the trailing twelve months.
pub(super) const PLENTY: Decimal = Decimal::from_parts(u32::MAX, 0, 0, false, 0);

/// A situation whose trailing twelve months stand in a cell and are enough for everything.
pub(super) fn billed_in(situation: &Situation<Spelled>, ttm: CellId) -> Situation<Spelled> {
    let mut situation = situation.clone();
    situation.ttm.value = held(ttm, PLENTY);
    situation
}
