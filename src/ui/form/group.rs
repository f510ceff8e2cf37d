//! The folded groups, one for each of the catalogue's.

use yew::prelude::*;

use crate::engine::catalogue::{FieldId, Group, Slot};
use crate::engine::scenario::Value;
use crate::i18n::{Locale, Message};
use crate::ui::element::{around, tag, with};
use crate::ui::field::{field, offer_names, values_of};
use crate::ui::rich::text;
use crate::ui::steady::{Follows, steady};
use crate::ui::{Dispatch, View};

use super::revenue::rows;
use super::{facts, offers, start};

/// The two questions about time, of which one is asked first.
const TIMES: [FieldId; 2] = [FieldId::IndirectMonths, FieldId::Anniversary];

/// Some fields of a group under a heading of their own.
type Part = (Option<Message>, &'static [FieldId]);

/// A group: what is in it while it is folded, its fields when it is open.
pub(super) fn group(view: &View, dispatch: &Dispatch, group: Group) -> Html {
    let facts = facts::facts(view, group);
    let mut follows = values_of(view, facts::slots(view, group));
    follows.push(Some(Value::Name(facts.clone())));
    match group {
        Group::Standing => follows.extend(values_of(view, TIMES.into_iter().map(Slot::of))),
        Group::Offers => follows.extend(values_of(view, FieldId::DirectMargin.row().slots(0))),
        Group::Moving => follows.extend(offer_names(view)),
        _ => {}
    }
    steady(view, dispatch, Follows::Values(follows), move |view, dispatch| draw(view, dispatch, group, &facts))
}

fn draw(view: &View, dispatch: &Dispatch, group: Group, facts: &str) -> Html {
    let name = name(&view.locale, group);
    let head = [around("h3", "group-name", name.clone()), around("span", "group-facts", Html::from(facts.to_string()))];
    let id = ["group-", group.id()].concat();
    let parts = [tag("summary", "group-head", head), fieldset(name, fields(view, dispatch, group))];
    with("details", &["class", "id"], ["group".into(), id.into()], parts)
}

/// The fields of a folded part. It is named for those who listen: what is seen of the name is above.
pub(super) fn fieldset(name: Html, mut fields: Vec<Html>) -> Html {
    fields.insert(0, around("legend", "visually-hidden", name));
    tag("fieldset", "group-fields", fields)
}

fn name(locale: &Locale, group: Group) -> Html {
    let message = Message::by_name(&["group.", group.id()].concat());
    message.map_or_else(Html::default, |message| text(locale, message))
}

fn fields(view: &View, dispatch: &Dispatch, group: Group) -> Vec<Html> {
    let mut fields = Vec::new();
    match group {
        Group::Offers => fields = offers::offers(view, dispatch),
        // The question about time that isn't asked first stands here.
        Group::Standing => {
            let asked = start::time(view.situation.role);
            let others = TIMES.into_iter().filter(|id| Some(*id) != asked);
            fields.extend(others.map(|id| field(view, dispatch, Slot::of(id))));
        }
        _ => {}
    }
    for (heading, ids) in parts(group) {
        let mut shown = ids.iter().filter(|id| !view.state.provider.hides_field(**id)).peekable();
        if shown.peek().is_some() {
            fields.extend(heading.map(|message| around("h4", "form-part", text(&view.locale, message))));
        }
        fields.extend(shown.map(|id| one(view, dispatch, *id)));
    }
    fields
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
        Group::Offers | Group::Plans => &[],
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
