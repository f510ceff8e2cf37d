//! What distributors offer: the margins beside those of buying direct, then each offer.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::app::Action;
use crate::browser::document;
use crate::engine::catalogue::{FieldId, MAX_OFFERS, Portfolio, Slot};
use crate::i18n::{Arg, Message};
use crate::ui::field::{Place, column_id, field, field_id, field_in, hint, hint_text, label, name_of, row_id};
use crate::ui::rich::{say, text};
use crate::ui::{Dispatch, View};

/// The fields of an offer, but for its margins.
const FIELDS: [FieldId; 12] = [
    FieldId::OfferName,
    FieldId::OfferFunding,
    FieldId::OfferFee,
    FieldId::OfferFeePct,
    FieldId::OfferSupportFee,
    FieldId::OfferBillingHours,
    FieldId::OfferComplianceHours,
    FieldId::OfferSupportCost,
    FieldId::OfferTraining,
    FieldId::OfferGuarantee,
    FieldId::OfferLeakage,
    FieldId::OfferSupplierDays,
];

/// The margins, the offers, and a button for one more.
pub(super) fn offers(view: &View, dispatch: &Dispatch) -> Html {
    let count = view.state.scenario.offers();
    html! {
        <>
            { margins(view, dispatch, count) }
            { for (0..count).map(|number| offer(view, dispatch, number, count)) }
            if count < MAX_OFFERS {
                { add(view, dispatch, count) }
            }
        </>
    }
}

fn margins(view: &View, dispatch: &Dispatch, count: u8) -> Html {
    let locale = &view.locale;
    let direct = Slot::portfolio(FieldId::DirectMargin, Portfolio::ModernWork);
    let offered = |number| Slot::portfolio(FieldId::OfferMargin, Portfolio::ModernWork).in_offer(number);
    let heading = |slot: Slot, name: Html| {
        html! { <th scope="col" class="margins-channel" id={column_id(slot)}>{ name }</th> }
    };
    let help = html! { <>{ hint_text(locale, direct, None) }{ hint_text(locale, offered(0), None) }</> };
    let offers = match count {
        1 => "one",
        2 => "two",
        _ => "many",
    };
    html! {
        <div class="margins" data-offers={offers}>
            { hint(locale, &label(locale, FieldId::DirectMargin), help) }
            <table class="margins-table">
                <caption class="field-label" id="margins-caption">{ text(locale, Message::FormMarginsCaption) }</caption>
                <thead>
                    <tr>
                        <th scope="col" class="margins-portfolio">{ text(locale, Message::FormMarginsPortfolio) }</th>
                        { heading(direct, text(locale, Message::ChannelDirect)) }
                        { for (0..count).map(|number| heading(offered(number), html! { { name_of(view, number) } })) }
                    </tr>
                </thead>
                <tbody>
                    { for Portfolio::ALL.into_iter().map(|portfolio| margins_of(view, dispatch, portfolio, count)) }
                </tbody>
            </table>
            <p class="form-note">{ text(locale, Message::FormMarginsNote) }</p>
        </div>
    }
}

fn margins_of(view: &View, dispatch: &Dispatch, portfolio: Portfolio, count: u8) -> Html {
    let direct = Slot::portfolio(FieldId::DirectMargin, portfolio);
    let offered = (0..count).map(|number| Slot::portfolio(FieldId::OfferMargin, portfolio).in_offer(number));
    let message = Message::by_name(&["portfolio.", portfolio.id()].concat());
    let cell = |slot: Slot| {
        let channel = if slot.row().per_offer {
            name_of(view, slot.offer)
        } else {
            view.locale.text(Message::ChannelDirect).to_string()
        };
        // In a narrow column the cells stand below each other, each with the name of its channel.
        html! { <td class="margins-cell" data-channel={channel}>{ field_in(view, dispatch, slot, Place::Cell) }</td> }
    };
    html! {
        <tr>
            <th scope="row" class="margins-portfolio" id={row_id(portfolio)}>
                { message.map_or_else(Html::default, |message| text(&view.locale, message)) }
            </th>
            { cell(direct) }
            { for offered.map(cell) }
        </tr>
    }
}

fn offer(view: &View, dispatch: &Dispatch, number: u8, count: u8) -> Html {
    let name = name_of(view, number);
    let fields = FIELDS.into_iter().map(|id| field(view, dispatch, Slot::of(id).in_offer(number)));
    html! {
        <details class="offer" key={number} open={number == 0}>
            <summary class="offer-head">{ name.clone() }</summary>
            <fieldset class="group-fields">
                <legend class="visually-hidden">{ name.clone() }</legend>
                { for fields }
                if count > 1 {
                    { remove(view, dispatch, number, count, &name) }
                }
            </fieldset>
        </details>
    }
}

fn add(view: &View, dispatch: &Dispatch, count: u8) -> Html {
    let dispatch = dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        dispatch.send(Action::AddOffer);
        focus_offer(count);
    });
    html! { <button type="button" class="form-button" {onclick}>{ text(&view.locale, Message::FormOffersAdd) }</button> }
}

fn remove(view: &View, dispatch: &Dispatch, number: u8, count: u8, name: &str) -> Html {
    let dispatch = dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        dispatch.send(Action::RemoveOffer(number));
        focus_offer(number.min(count.saturating_sub(2)));
    });
    let text = say(&view.locale, Message::FormOffersRemove, &[("offer", Arg::Text(name))]);
    html! { <button type="button" class="form-button form-button-quiet" {onclick}>{ text }</button> }
}

/// Moves to the name of an offer, once it is drawn: the button that was pressed may be gone by then.
fn focus_offer(number: u8) {
    let id = field_id(Slot::of(FieldId::OfferName).in_offer(number));
    Timeout::new(0, move || document::focus(&id)).forget();
}
