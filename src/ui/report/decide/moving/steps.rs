//! The steps in order: who does each, when, and where it is written.

use yew::prelude::*;

use super::super::common::piece;
use super::Move;
use super::ahead::{What, way};
use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::date::Date;
use crate::engine::rules::{Provenance, RequirementId, Source};
use crate::engine::situation::Role;
use crate::engine::transition::requests;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, around, spaced, tag, with};
use crate::ui::report::link::away;
use crate::ui::report::words::{self, Fill, portfolio_name, text};
use crate::ui::rich::rich;

/// Who does something.
#[derive(Clone, Copy)]
enum Who {
    You,
    Microsoft,
    Distributor,
    Customer,
}

impl Who {
    fn name(self) -> Message {
        match self {
            Who::You => Message::MovingWhoYou,
            Who::Microsoft => Message::MovingWhoMicrosoft,
            Who::Distributor => Message::MovingWhoDistributor,
            Who::Customer => Message::MovingWhoCustomer,
        }
    }
}

/// A step.
pub(super) struct Step {
    name: Message,
    /// What it asks, in sentences.
    what: Vec<Html>,
    who: &'static [Who],
    /// When, as far as that is known.
    when: Vec<Phrase>,
    provenance: Provenance,
    sources: &'static [Source],
}

/// From direct to an offer.
pub(super) fn to_an_offer(view: &View, moving: &Move) -> Vec<Step> {
    let say = |message| text(view, message);
    let enrol = Step {
        name: Message::MovingStepEnrol,
        what: [say(Message::MovingStepEnrolWhat)].gather(),
        who: &[Who::You, Who::Microsoft],
        when: beginning(view, moving).into_iter().collect(),
        provenance: Provenance::Documented,
        sources: &[Source::MicrosoftDirectToIndirect, Source::MicrosoftIndirectReseller],
    };
    let link = Step {
        name: Message::MovingStepLink,
        what: [say(Message::MovingStepLinkWhat)].gather(),
        who: &[Who::You, Who::Distributor],
        when: Vec::new(),
        provenance: Provenance::Documented,
        sources: &[Source::MicrosoftIndirectReseller, Source::IngramNetTerms],
    };
    let relationship = Step {
        name: Message::MovingStepRelationship,
        what: [say(Message::MovingStepRelationshipWhat)].gather(),
        who: &[Who::You, Who::Distributor, Who::Customer],
        when: Vec::new(),
        provenance: Provenance::Documented,
        sources: &[Source::MicrosoftDirectToIndirect],
    };
    let agreement = Step {
        name: Message::MovingStepAgreement,
        what: [say(Message::MovingStepAgreementWhat)].gather(),
        who: &[Who::Customer, Who::Distributor],
        when: Vec::new(),
        provenance: Provenance::Documented,
        sources: &[Source::MicrosoftDirectToIndirect],
    };
    let begins = moving.course.begins.iter().map(|begin| {
        Fill::new(view)
            .words("portfolio", portfolio_name(view, begin.portfolio))
            .text("date", view.locale.date(begin.day))
            .say(Message::MovingWhenFrom)
    });
    let transfer = Step { when: begins.collect(), ..transfer(view, Message::MovingStepTransferWhat) };
    // Nothing is left of it: there is no day to name.
    let ends = (moving.course.plan_ends > view.situation.as_of)
        .then(|| on(view, Message::MovingWhenOn, moving.course.plan_ends));
    let plan = Step {
        name: Message::MovingStepPlan,
        what: [say(Message::MovingStepPlanWhat)].gather(),
        who: &[Who::You],
        when: ends.into_iter().collect(),
        provenance: Provenance::Documented,
        sources: &[Source::MicrosoftTransitionGuide],
    };
    [enrol, link, relationship, agreement, transfer, access(view), plan].gather()
}

/// When the move has to begin.
fn beginning(view: &View, moving: &Move) -> Option<Phrase> {
    let start = moving.report.deadline.as_ref().filter(|deadline| deadline.applies);
    if view.situation.authorization_lost() || start.is_some_and(|deadline| deadline.late) {
        return Some(view.locale.say(Message::MovingWhenToday, &[]));
    }
    if let Some(day) = start.and_then(|deadline| deadline.start_by) {
        return Some(on(view, Message::MovingWhenBy, day));
    }
    let first = moving.course.begins.iter().map(|begin| begin.day).min()?;
    if first == view.situation.as_of {
        return Some(view.locale.say(Message::MovingWhenToday, &[]));
    }
    Some(on(view, Message::MovingWhenBefore, first))
}

/// From a distributor to direct.
pub(super) fn to_direct(view: &View) -> Vec<Step> {
    let say = |message| text(view, message);
    let mut all = Vec::new();
    let asked = view.answer.rules.threshold(RequirementId::Tenure).filter(|_| view.situation.role == Role::New);
    if let Some(months) = asked {
        let what = Fill::new(view).count("months", months as usize).draw(Message::MovingStepResellerWhat);
        all.push(Step {
            name: Message::MovingStepReseller,
            what: [what].gather(),
            who: &[Who::You, Who::Distributor],
            when: Vec::new(),
            provenance: Provenance::Documented,
            sources: &[Source::MicrosoftDirectEnrolment],
        });
    }
    let months = usize::from(view.answer.rules.application_months.value);
    let way = way(view.situation.as_of, &view.answer.eligibility.direct);
    let earliest = |wanted| {
        let due = way.iter().find(|due| due.what == wanted);
        due.map(|due| on(view, Message::MovingWhenEarliest, due.day)).into_iter().collect()
    };
    all.push(Step {
        name: Message::MovingStepApply,
        what: [Fill::new(view).count("months", months).draw(Message::MovingStepApplyWhat)].gather(),
        who: &[Who::You, Who::Microsoft],
        when: earliest(What::Apply),
        provenance: Provenance::Documented,
        sources: &[Source::MicrosoftDirectEnrolment, Source::SoftwareOne2019],
    });
    all.push(Step {
        name: Message::MovingStepSupport,
        what: [say(Message::MovingStepSupportWhat)].gather(),
        who: &[Who::You],
        when: Vec::new(),
        provenance: Provenance::Documented,
        sources: &[Source::MicrosoftRequirements],
    });
    all.push(Step {
        name: Message::MovingStepTenant,
        what: [say(Message::MovingStepTenantWhat)].gather(),
        who: &[Who::You, Who::Microsoft],
        when: Vec::new(),
        provenance: Provenance::Reported,
        sources: &[Source::CloudmoreToDirect],
    });
    all.push(Step {
        name: Message::MovingStepCustomers,
        what: [say(Message::MovingStepCustomersWhat)].gather(),
        who: &[Who::You, Who::Customer],
        when: Vec::new(),
        provenance: Provenance::Reported,
        sources: &[Source::CloudmoreToDirect],
    });
    let back = transfer(view, Message::MovingStepTransferBack);
    all.push(Step { who: &[Who::You, Who::Distributor], when: earliest(What::Open), ..back });
    all.push(access(view));
    all
}

/// The transfer requests, either way.
fn transfer(view: &View, what: Message) -> Step {
    let fill = Fill::new(view)
        .count("days", usize::from(view.answer.rules.transfer_days.value))
        .count("requests", requests(&*view.situation) as usize)
        .count("items", view.situation.moving.items_per_request as usize);
    let own = view.state.scenario.get(Slot::of(FieldId::MoveItemsPerRequest)).is_some();
    let size = if own { Message::MovingStepTransferOwn } else { Message::MovingStepTransferSize };
    Step {
        name: Message::MovingStepTransfer,
        what: [what, Message::MovingStepTransferCount, size, Message::MovingStepTransferNot]
            .map(|message| fill.draw(message))
            .gather(),
        who: &[Who::Distributor, Who::You],
        when: Vec::new(),
        provenance: Provenance::Documented,
        sources: &[Source::MicrosoftTransfers, Source::CloudcockpitTransfers],
    }
}

/// Access to what customers have, either way.
fn access(view: &View) -> Step {
    Step {
        name: Message::MovingStepAccess,
        what: [text(view, Message::MovingStepAccessWhat)].gather(),
        who: &[Who::You, Who::Customer],
        when: Vec::new(),
        provenance: Provenance::Documented,
        sources: &[Source::MicrosoftAzureTransfer2021, Source::MicrosoftEarnedCreditFaq],
    }
}

fn on(view: &View, message: Message, day: Date) -> Phrase {
    Fill::new(view).text("date", view.locale.date(day)).say(message)
}

/// All of them, with what each asks.
pub(super) fn drawn(view: &View, steps: Vec<Step>) -> Html {
    let items = steps.iter().enumerate().map(|(place, step)| drawn_step(view, place, step)).collect::<Vec<_>>();
    let list = with("ol", &["class", "role"], ["moving-steps".into(), "list".into()], items);
    piece("decide-moving-steps", text(view, Message::MovingStepsTitle), [list].gather())
}

/// All of them in short, for the first printed page: each leads to what it asks.
pub(super) fn in_short(view: &View, steps: &[Step]) -> Vec<Html> {
    let short = |(place, step): (usize, &Step)| {
        let to = [AttrValue::from(["#", &id(place)].concat())];
        let name = with("a", &["href"], to, [text(view, step.name)]);
        let mut parts = [name].gather();
        parts.extend(step.sources.iter().map(|source| away(view, *source)));
        let about = step.when.iter().map(rich).chain([who(view, step)]);
        parts.extend(about.map(|about| around("span", "dossier-about", about)));
        tag("li", "", [spaced(parts)])
    };
    steps.iter().enumerate().map(short).collect()
}

fn id(place: usize) -> String {
    ["decide-moving-step-", &(place + 1).to_string()].concat()
}

fn who(view: &View, step: &Step) -> Html {
    let who: Vec<Phrase> = step.who.iter().map(|who| view.locale.say(who.name(), &[])).collect();
    Fill::new(view).words("who", view.locale.all_of(&who)).draw(Message::MovingWho)
}

fn drawn_step(view: &View, place: usize, step: &Step) -> Html {
    let provenance = words::drawn(view, &["provenance.", step.provenance.id()]);
    let mut about = [around("span", "", who(view, step)), around("span", "", provenance)].gather();
    about.extend(step.sources.iter().map(|source| around("span", "", away(view, *source))));
    let mut parts = [around("h4", "moving-step-name", text(view, step.name))].gather();
    if !step.when.is_empty() {
        let when: Vec<Html> = step.when.iter().map(|when| around("span", "", rich(when))).collect();
        parts.push(tag("p", "moving-step-when", [spaced(when)]));
    }
    parts.push(tag("p", "", [spaced(step.what.clone())]));
    parts.push(tag("p", "moving-step-about", [spaced(about)]));
    with("li", &["id", "class"], [id(place).into(), "moving-step".into()], parts)
}
