//! What distributors offer: the margins beside those of buying direct, then each offer.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::app::Action;
use crate::browser::document;
use crate::engine::catalogue::{FieldId, MAX_OFFERS, Portfolio, Slot};
use crate::i18n::{Arg, Message};
use crate::ui::element::{Several, around, button, element, present, tag, with};
use crate::ui::field::{Place, column_id, field, field_id, field_in, hint, hint_text, label, name_of, row_id};
use crate::ui::rich::{say, text};
use crate::ui::{Dispatch, View};

use super::group::fieldset;

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
pub(super) fn offers(view: &View, dispatch: &Dispatch) -> Vec<Html> {
    let count = view.state.scenario.offers();
    let mut parts = [margins(view, dispatch, count)].gather();
    parts.push((0..count).map(|number| offer(view, dispatch, number, count)).collect());
    if count < MAX_OFFERS {
        parts.push(add(view, dispatch, count));
    }
    parts
}

fn margins(view: &View, dispatch: &Dispatch, count: u8) -> Html {
    let locale = &view.locale;
    let direct = Slot::portfolio(FieldId::DirectMargin, Portfolio::ModernWork);
    let offered = |number| Slot::portfolio(FieldId::OfferMargin, Portfolio::ModernWork).in_offer(number);
    let heading = |slot: Slot, name: Html| {
        let values = ["col".into(), "margins-channel".into(), column_id(slot)];
        with("th", &["scope", "class", "id"], values, [name])
    };
    let mut help = hint_text(locale, direct, None);
    help.extend(hint_text(locale, offered(0), None));
    let offers = match count {
        1 => "one",
        2 => "two",
        _ => "many",
    };
    let values = ["field-label".into(), "margins-caption".into()];
    let caption = with("caption", &["class", "id"], values, [text(locale, Message::FormMarginsCaption)]);
    let values = ["col".into(), "margins-portfolio".into()];
    let mut headings = [
        with("th", &["scope", "class"], values, [text(locale, Message::FormMarginsPortfolio)]),
        heading(direct, text(locale, Message::ChannelDirect)),
    ]
    .gather();
    headings.extend((0..count).map(|number| heading(offered(number), Html::from(name_of(view, number)))));
    let rows = Portfolio::ALL.map(|portfolio| margins_of(view, dispatch, portfolio, count));
    let table = [caption, around("thead", "", tag("tr", "", headings)), tag("tbody", "", rows)];
    let parts = [
        hint(locale, &label(locale, FieldId::DirectMargin), help),
        tag("table", "margins-table", table),
        around("p", "form-note", text(locale, Message::FormMarginsNote)),
    ];
    with("div", &["class", "data-offers"], ["margins".into(), offers.into()], parts)
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
        let field = [field_in(view, dispatch, slot, Place::Cell)];
        with("td", &["class", "data-channel"], ["margins-cell".into(), channel.into()], field)
    };
    let name = message.map_or_else(Html::default, |message| text(&view.locale, message));
    let values = ["row".into(), "margins-portfolio".into(), row_id(portfolio)];
    let mut cells = [with("th", &["scope", "class", "id"], values, [name]), cell(direct)].gather();
    cells.extend(offered.map(cell));
    tag("tr", "", cells)
}

fn offer(view: &View, dispatch: &Dispatch, number: u8, count: u8) -> Html {
    let name = name_of(view, number);
    let mut fields: Vec<Html> = FIELDS.map(|id| field(view, dispatch, Slot::of(id).in_offer(number))).into();
    if count > 1 && view.state.may_remove(number) {
        fields.push(remove(view, dispatch, number, count, &name));
    }
    let mut offer = element("details", &["class", "open"], [Some("offer".into()), present(number == 0)]);
    offer.key = Some(number.to_string().into());
    offer.add_child(around("summary", "offer-head", Html::from(&name)));
    offer.add_child(fieldset(Html::from(name), fields));
    offer.into()
}

fn add(view: &View, dispatch: &Dispatch, count: u8) -> Html {
    let dispatch = dispatch.clone();
    button("form-button", [text(&view.locale, Message::FormOffersAdd)], move || {
        dispatch.send(Action::AddOffer);
        focus_offer(count);
    })
}

fn remove(view: &View, dispatch: &Dispatch, number: u8, count: u8, name: &str) -> Html {
    let dispatch = dispatch.clone();
    let text = say(&view.locale, Message::FormOffersRemove, &[("offer", Arg::Text(name))]);
    button("form-button form-button-quiet", [text], move || {
        dispatch.send(Action::RemoveOffer(number));
        focus_offer(number.min(count.saturating_sub(2)));
    })
}

/// Moves to the name of an offer, once it is drawn: the button that was pressed may be gone by then.
fn focus_offer(number: u8) {
    let id = field_id(Slot::of(FieldId::OfferName).in_offer(number));
    Timeout::new(0, move || document::focus(&id)).forget();
}
