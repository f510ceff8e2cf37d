//! What to have settled with each provider before one signs: beside the money, and kept in the link.

use std::rc::Rc;

use yew::html::onchange;
use yew::prelude::*;

use crate::app::Action;
use crate::engine::catalogue::{CHECKLIST, FieldId, Slot};
use crate::engine::rules::Source;
use crate::engine::scenario::Value;
use crate::i18n::{Message, Phrase};
use crate::ui::element::{Several, around, element, list, listening, present, spaced, tag, with};
use crate::ui::report::icon::Icon;
use crate::ui::report::link::away;
use crate::ui::report::words::{Fill, drawn, named, text};
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

use super::super::common::piece;
use super::{lead, offer};

/// The list of what to ask, and for each provider what is settled.
pub(super) fn checklist(view: &View, dispatch: &Dispatch) -> Html {
    let offers = 0..view.state.scenario.offers();
    let each = |number| if view.printing { on_paper(view, number) } else { ticks(view, dispatch, number) };
    let body = [
        lead([text(view, Message::CompareCheckLead)]),
        asked(view),
        tag("div", "decide-offers-checks", offers.map(each).collect::<Vec<_>>()),
    ];
    piece("decide-offers-check", text(view, Message::CompareCheckTitle), body)
}

/// What to ask for and why, unfolded on paper.
fn asked(view: &View) -> Html {
    let items = CHECKLIST.iter().map(|id| {
        let hint = rich(&hint(view, id));
        let mut what = [hint].gather();
        what.extend(sources(id).iter().map(|source| away(view, *source)));
        let what = with("p", &["id"], [hint_id(id).into()], [spaced(what)]);
        tag("li", "", [around("h4", "decide-offers-ask", drawn(view, &["checklist.", id, ".name"])), what])
    });
    let mut details =
        element("details", &["class", "open"], [Some("decide-offers-asked".into()), present(view.printing)]);
    details.add_child(around("summary", "", text(view, Message::CompareCheckAsk)));
    details.add_child(list("decide-offers-asks", items.collect()));
    details.into()
}

/// Why to ask for something. What a provider itself needs stands in the rules.
fn hint(view: &View, id: &str) -> Phrase {
    let needed = view.locale.usd(view.answer.rules.provider_revenue_usd.value.into());
    let fill = Fill::new(view).text("revenue", needed);
    Message::by_name(&["checklist.", id, ".hint"].concat()).map(|message| fill.say(message)).unwrap_or_default()
}

/// What is known of it rests on these.
fn sources(id: &str) -> &'static [Source] {
    match id {
        "provider_size" => &[Source::CloudcockpitRequirements],
        "credit_limit" => &[Source::IngramNetTerms],
        "exit_terms" => &[Source::MicrosoftTransfers],
        "earned_credit" => &[Source::CopacoEarnedCredit, Source::MicrosoftEarnedCreditFaq],
        "moved_incentives" => &[Source::PurePartner],
        _ => &[],
    }
}

fn hint_id(id: &str) -> String {
    format!("decide-offers-ask-{id}")
}

/// What is settled with the provider of an offer.
struct Settled {
    slot: Slot,
    bits: u8,
}

impl Settled {
    fn of(view: &View, number: u8) -> Settled {
        let slot = Slot::of(FieldId::OfferChecklist).in_offer(number);
        let bits = match view.state.scenario.get(slot) {
            Some(Value::Set(bits)) => *bits,
            _ => 0,
        };
        Settled { slot, bits }
    }

    /// How many of all, in a sentence.
    fn count(&self, view: &View, number: u8) -> Html {
        let settled = usize::try_from(self.bits.count_ones()).unwrap_or_default();
        let fill = Fill::new(view).words("offer", offer(view, number)).count("count", settled);
        fill.count("all", CHECKLIST.len()).draw(Message::CompareCheckCount)
    }
}

/// The ticks of an offer.
fn ticks(view: &View, dispatch: &Dispatch, number: u8) -> Html {
    let settled = Settled::of(view, number);
    let locked = view.state.is_locked(settled.slot);
    let items = CHECKLIST.iter().enumerate().map(|(place, id)| {
        let bit = 1 << place;
        let control = format!("decide-offers-check-{number}-{id}");
        let values = [
            Some(control.clone().into()),
            Some("checkbox".into()),
            Some("choice-input".into()),
            Some(hint_id(id).into()),
            present(locked),
        ];
        let mut input = element("input", &["id", "type", "class", "aria-describedby", "disabled"], values);
        input.set_checked(settled.bits & bit != 0);
        let (dispatch, slot, bits) = (dispatch.clone(), settled.slot, settled.bits ^ bit);
        let on_change = Callback::from(move |_: yew::Event| {
            // Nothing ticked is nothing stated.
            dispatch.send(Action::Set(slot, Some(Value::Set(bits)).filter(|_| bits != 0)));
        });
        let input = listening(input, [Rc::new(onchange::Wrapper::new(on_change))]);
        let name = drawn(view, &["checklist.", id, ".name"]);
        let label = with(
            "label",
            &["for", "class"],
            [control.into(), "decide-offers-tick".into()],
            [input, around("span", "", name)],
        );
        tag("li", "", [label])
    });
    let legend = around("legend", "decide-offers-legend", settled.count(view, number));
    tag("fieldset", "decide-offers-fieldset", [legend, list("decide-offers-ticks", items.collect())])
}

/// The same without controls.
fn on_paper(view: &View, number: u8) -> Html {
    let settled = Settled::of(view, number);
    let items = CHECKLIST.iter().enumerate().map(|(place, id)| {
        let done = settled.bits & (1 << place) != 0;
        let (icon, word) = match done {
            true => (Icon::Check, Message::CompareCheckDone),
            false => (Icon::Question, Message::CompareCheckOpen),
        };
        let name = named(view, &["checklist.", id, ".name"]);
        let words = Fill::new(view).words("name", name).draw(word);
        tag("li", "", [spaced([icon.draw(), words])])
    });
    let head = around("h4", "decide-offers-legend", settled.count(view, number));
    tag("div", "decide-offers-fieldset", [head, list("decide-offers-ticks", items.collect())])
}
