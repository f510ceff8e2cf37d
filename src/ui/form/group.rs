//! The folded groups, one for each of the catalogue's.

use yew::prelude::*;

use crate::engine::catalogue::{FieldId, Group, Slot};
use crate::i18n::{Locale, Message};
use crate::ui::field::field;
use crate::ui::rich::text;
use crate::ui::{Dispatch, View};

use super::revenue::rows;
use super::{facts, offers, start};

/// Some fields of a group under a heading of their own.
type Part = (Option<Message>, &'static [FieldId]);

/// A group: what is in it while it is folded, its fields when it is open.
pub(super) fn group(view: &View, dispatch: &Dispatch, group: Group) -> Html {
    let facts = AttrValue::from(facts::facts(view, group));
    let name = name(&view.locale, group);
    html! {
        <details class="group" id={AttrValue::from(["group-", group.id()].concat())}>
            <summary class="group-head">
                <h3 class="group-name">{ name.clone() }</h3>
                <span class="group-facts">{ facts }</span>
            </summary>
            <fieldset class="group-fields">
                <legend class="visually-hidden">{ name }</legend>
                { fields(view, dispatch, group) }
            </fieldset>
        </details>
    }
}

fn name(locale: &Locale, group: Group) -> Html {
    let message = Message::by_name(&["group.", group.id()].concat());
    message.map_or_else(Html::default, |message| text(locale, message))
}

fn fields(view: &View, dispatch: &Dispatch, group: Group) -> Html {
    match group {
        Group::Offers => offers::offers(view, dispatch),
        // The question about time that isn't asked first stands here.
        Group::Standing => {
            let asked = start::time(view.situation.role);
            let others = [FieldId::IndirectMonths, FieldId::Anniversary].into_iter().filter(|id| Some(*id) != asked);
            html! {
                <>
                    { for others.map(|id| field(view, dispatch, Slot::of(id))) }
                    { for parts(group).iter().map(|part| draw(view, dispatch, part)) }
                </>
            }
        }
        _ => html! { <>{ for parts(group).iter().map(|part| draw(view, dispatch, part)) }</> },
    }
}

fn draw(view: &View, dispatch: &Dispatch, (heading, ids): &Part) -> Html {
    let heading = heading.map(|message| {
        html! { <h4 class="form-part">{ text(&view.locale, message) }</h4> }
    });
    html! {
        <>
            { heading }
            { for ids.iter().map(|id| one(view, dispatch, *id)) }
        </>
    }
}

fn one(view: &View, dispatch: &Dispatch, id: FieldId) -> Html {
    if id.row().per_portfolio { rows(view, dispatch, id) } else { field(view, dispatch, Slot::of(id)) }
}

/// The fields of a group, but for those that are asked first and those of the offers.
pub(super) fn parts(group: Group) -> &'static [Part] {
    use FieldId as F;
    match group {
        Group::Business => &[(None, &[F::Customers, F::Subscriptions, F::Growth, F::Currency])],
        Group::Standing => &[
            (Some(Message::FormPartBoth), &[F::Maicpp, F::Vetting, F::AdminMfa, F::SecurityContact]),
            (
                Some(Message::FormPartDirect),
                &[
                    F::Authorization,
                    F::SupportPlan,
                    F::Assessment,
                    F::Credit,
                    F::DirectAgreement,
                    F::AlertHours,
                    F::OwnPlatform,
                    F::Own247,
                ],
            ),
            (
                Some(Message::FormPartIndirect),
                &[F::Distributor, F::IndirectAgreement, F::TenantMonths, F::TenantTtm, F::Points],
            ),
        ],
        Group::Direct => &[
            (
                Some(Message::FormPartFees),
                &[F::DirectSupportPlanFee, F::DirectPlatformFee, F::DirectPlatformPerCustomer],
            ),
            (
                Some(Message::FormPartWork),
                &[
                    F::DirectBillingHours,
                    F::DirectSupportCost,
                    F::DirectRoundTheClock,
                    F::DirectComplianceHours,
                    F::DirectTraining,
                ],
            ),
            (Some(Message::FormPartRisk), &[F::DirectLeakage, F::DirectSupplierDays, F::DirectGuarantee]),
            (
                Some(Message::FormPartLinks),
                &[F::DirectIntegrationBuild, F::DirectIntegrationYears, F::DirectIntegrationUpkeep],
            ),
        ],
        Group::Offers => &[],
        Group::Money => &[
            (Some(Message::FormPartRules), &[F::AsOf, F::Rules, F::UsdRate]),
            (Some(Message::FormPartIncentives), &[F::IncentiveRate, F::CoopShare, F::CoopValue]),
            (Some(Message::FormPartWork), &[F::HourlyCost, F::VolumePct, F::RedeployPct, F::BillableRate]),
            (
                Some(Message::FormPartFinance),
                &[F::CostOfCapital, F::CustomerDays, F::BadDebt, F::Discount, F::CostInflation, F::Spread],
            ),
        ],
        Group::Moving => &[
            (None, &[F::MoveTo, F::MoveStarts, F::MoveCustomersPerWeek, F::MovePreparationWeeks]),
            (
                Some(Message::FormPartWork),
                &[F::MoveHoursPerCustomer, F::MoveHoursPerRequest, F::MoveItemsPerRequest, F::MoveProjectHours],
            ),
            (
                Some(Message::FormPartCosts),
                &[F::MoveOtherCost, F::MovePlanMonths, F::MoveIncentiveLoss, F::MoveHorizon],
            ),
        ],
    }
}
