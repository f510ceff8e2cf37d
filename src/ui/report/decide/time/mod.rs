//! Five years: what each channel leaves as revenue and costs grow, whether revenue stays enough for direct, and what it is
//! all worth today.

mod billed;
mod nets;

use rust_decimal::Decimal;
use yew::prelude::*;

use super::common::{field_link, piece};
use crate::app::Subject;
use crate::engine::Evaluation;
use crate::engine::catalogue::{FieldId, Portfolio, Slot};
use crate::engine::quantity::Money;
use crate::engine::report::{Projection, Reason};
use crate::engine::rules::RequirementId;
use crate::engine::situation::{ChannelId, Role};
use crate::i18n::{Message, Phrase};
use crate::ui::element::{Several, around, list, part, spaced, tag};
use crate::ui::field::Origin;
use crate::ui::report::costs::shows;
use crate::ui::report::link::to_field;
use crate::ui::report::receipt::{Course, receipt};
use crate::ui::report::words::{Fill, amount, channel_name, figure, text};
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

/// The part.
pub(super) fn time(view: &View, _dispatch: &Dispatch) -> Html {
    let heading = text(view, Message::TimeTitle);
    let lead = |sentences| around("p", "part-lead", spaced(sentences));
    if view.state.waits() {
        return part("decide-time", heading, [lead([text(view, Message::DecideUnread)].gather())]);
    }
    if view.situation.total_revenue().exact().is_zero() {
        let ask = if view.printing { Html::default() } else { to_field(view, Subject::TotalRevenue) };
        return part("decide-time", heading, [lead([text(view, Message::SentenceNoRevenue), ask].gather())]);
    }
    let projection = Evaluation::new(&view.state.scenario, view.state.today).projection();
    let mut sentences = [rich(&finding(view, &projection)), rich(&opening(view, &projection))].gather();
    if closed_otherwise(view) {
        sentences.push(text(view, Message::TimeClosedOtherwise));
    }
    let body = [
        lead(sentences),
        nets::nets(view, &projection),
        billed::billed(view, &projection),
        values(view, &projection),
        rests(view),
    ];
    part("decide-time", heading, body)
}

/// The offers with their present values, the highest first; of equals the first.
fn offers(projection: &Projection) -> Vec<(ChannelId, Decimal)> {
    let offers = projection.npv.iter().filter(|(channel, _)| *channel != ChannelId::Direct);
    let mut offers: Vec<_> = offers.filter_map(|(channel, npv)| Some((*channel, (*npv)?.reported()))).collect();
    offers.sort_by_key(|(_, npv)| std::cmp::Reverse(*npv));
    offers
}

/// What direct is worth over the years, where it is open in all of them.
fn direct_value(projection: &Projection) -> Option<Decimal> {
    let direct = projection.npv.iter().find(|(channel, _)| *channel == ChannelId::Direct)?;
    Some(direct.1?.reported())
}

/// Which channel is worth most, and by how much.
fn finding(view: &View, projection: &Projection) -> Phrase {
    let offers = offers(projection);
    let Some((offer, value)) = offers.first().copied() else { return Phrase::default() };
    let fill = Fill::new(view).words("offer", channel_name(view, offer));
    let lost = |best: Decimal| best < Decimal::ZERO;
    if let Some(direct) = direct_value(projection) {
        let message = match value - direct {
            gap if !shows(gap) => Message::TimeLeadSame,
            gap if gap > Decimal::ZERO && lost(value) => Message::TimeCostOffer,
            gap if gap > Decimal::ZERO => Message::TimeLeadOffer,
            _ if lost(direct) => Message::TimeCostDirect,
            _ => Message::TimeLeadDirect,
        };
        return fill.text("gap", amount(view, (value - direct).abs())).say(message);
    }
    if let Some((second, next)) = offers.get(1).copied() {
        let message = if lost(value) { Message::TimeBestOfferCost } else { Message::TimeBestOffer };
        return fill.words("next", channel_name(view, second)).text("gap", amount(view, value - next)).say(message);
    }
    let message = if lost(value) { Message::TimeAloneCost } else { Message::TimeAlone };
    fill.text("amount", amount(view, value.abs())).say(message)
}

/// Whether revenue is enough for direct over the years, and when that changes.
fn opening(view: &View, projection: &Projection) -> Phrase {
    let Some(threshold) = view.answer.rules.revenue_threshold() else {
        return view.locale.say(Message::TimeNoThreshold, &[]);
    };
    let years = &projection.years;
    // The years that are another way than the one before.
    let mut turns =
        years.iter().zip(years.iter().skip(1)).filter(|(one, next)| one.direct_allowed != next.direct_allowed);
    let (turn, again) = (turns.next(), turns.next());
    let enough = years.first().is_some_and(|year| year.direct_allowed);
    let billed = years.iter().map(|year| year.ttm_usd.reported());
    let fill = Fill::new(view).text("threshold", view.locale.usd(Decimal::from(threshold)));
    let usd = |amount: Option<Decimal>| view.locale.usd(amount.unwrap_or_default());
    let Some((_, turn)) = turn else {
        let (message, billed) =
            if enough { (Message::TimeAlways, billed.min()) } else { (Message::TimeNever, billed.max()) };
        return fill.text("ttm", usd(billed)).say(message);
    };
    let fill = fill.count("year", turn.year as usize).text("ttm", usd(Some(turn.ttm_usd.reported())));
    match (enough, again) {
        (false, _) => fill.say(Message::TimeOpens),
        (true, None) => fill.say(Message::TimeLost),
        (true, Some((_, again))) => fill.count("again", again.year as usize).say(Message::TimeDips),
    }
}

/// Whether direct is ruled out today by something else than revenue.
fn closed_otherwise(view: &View) -> bool {
    let of_revenue = [Reason::DirectNotEligible, Reason::Requirement(RequirementId::Revenue)];
    view.answer.recommendation.reasons.iter().any(|reason| !of_revenue.contains(reason))
}

/// What each channel is worth today.
fn values(view: &View, projection: &Projection) -> Html {
    let fact = |(channel, npv): &(ChannelId, Option<Money>)| {
        let value = match npv {
            Some(npv) => Fill::new(view).text("amount", figure(view, npv.exact())).draw(Message::TimeValue),
            None => text(view, Message::TimeValueNone),
        };
        let name = rich(&channel_name(view, *channel));
        let why = npv.map(|_| receipt(view, Course::Npv(*channel)));
        let value = [value].into_iter().chain(why).collect::<Vec<_>>();
        tag("div", "fact", [around("dt", "", name), tag("dd", "", value)])
    };
    let discount = percent(view, view.situation.finance.discount.exact());
    let mut note = [Fill::new(view).text("percent", discount).draw(Message::TimeValueAbout)].gather();
    let once = match view.situation.role {
        Role::New => None,
        Role::Indirect => Some(Message::TimeMovingDirect),
        Role::Direct if view.situation.revoked() => Some(Message::TimeMovingOffersOnly),
        Role::Direct => Some(Message::TimeMovingOffers),
    };
    note.extend(once.map(|once| text(view, once)));
    let body = [
        tag("dl", "facts time-values", projection.npv.iter().map(fact).collect::<Vec<_>>()),
        around("p", "part-note", spaced(note)),
    ];
    piece("decide-time-values", text(view, Message::TimeValueTitle), body)
}

/// A part of a whole as a percentage.
fn percent(view: &View, part: Decimal) -> String {
    view.locale.percent(part * Decimal::ONE_HUNDRED)
}

/// What the years follow from, each with a way to its field.
fn rests(view: &View) -> Html {
    let situation = &view.situation;
    let yearly = |part| Fill::new(view).text("percent", percent(view, part)).say(Message::TimeYearly).plain();
    let sold = |portfolio: &Portfolio| !situation.revenue.get(*portfolio).exact().is_zero();
    let mut rests = Vec::new();
    for portfolio in Portfolio::ALL.into_iter().filter(sold) {
        let slot = Slot::portfolio(FieldId::Growth, portfolio);
        rests.push((slot, yearly(situation.growth.get(portfolio).exact())));
    }
    rests.push((Slot::of(FieldId::CostInflation), yearly(situation.finance.cost_inflation.exact())));
    rests.push((Slot::of(FieldId::Discount), yearly(situation.finance.discount.exact())));
    rests.push((Slot::of(FieldId::BilledTtm), view.locale.usd(situation.ttm.value.exact())));
    let item = |(slot, value): (Slot, String)| {
        let stated = view.state.scenario.get(slot).is_some();
        let origin = Origin::of(slot, stated).words().map(|(word, _)| around("span", "muted", text(view, word)));
        let mut value = [around("strong", "", Html::from(value))].gather();
        value.extend(origin);
        tag("li", "", [field_link(view, slot), Html::from(" "), tag("span", "time-rest", [spaced(value)])])
    };
    let items = rests.into_iter().map(item).collect();
    piece("decide-time-rests", text(view, Message::TimeRestsTitle), [list("time-rests", items)])
}
