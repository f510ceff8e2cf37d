//! The fields of the form: what is typed or chosen, how it was read, and where it comes from otherwise.
//!
//! `field` draws any place of the catalogue. What is typed has a component, `entry::Entry`, as the text being typed is
//! its own (`typing`); one whose value, default and language stay the same is not drawn again. What is chosen is a
//! function of the view. What a text means is decided in `typed`, without a browser; every word comes from `words`.

mod choice;
mod entry;
mod frame;
mod mark;
mod origin;
mod paste;
mod percent;
mod typing;
mod words;

use yew::prelude::*;

use crate::app::{Subject, is_typed};
use crate::engine::catalogue::{FieldId, Kind, Portfolio, Slot};
use crate::engine::scenario::Value;
use crate::engine::situation::Each;
use crate::i18n::Phrase;
use crate::ui::rich::text;
use crate::ui::steady::{Follows, steady};
use crate::ui::{Dispatch, View};

use self::choice::choice;
pub(super) use self::choice::name_of;
use self::entry::Entry;
pub(super) use self::frame::{hint, hint_text, source_link};
pub(super) use self::mark::Mark;
pub(super) use self::origin::Origin;
pub(super) use self::percent::{Percent, percent, percent_text, percent_words};
pub(super) use self::words::{figure, label, label_with_unit, subject_label, waits_for};
use crate::typed::Reader;

/// The id of the control at this place: `field-offers-0-margin_pct-azure`. Of a group of radio buttons or tick boxes it is
/// the group that has it; moving focus there works for all of them.
pub fn field_id(slot: Slot) -> String {
    format!("field-{}", slot.path().replace('.', "-"))
}

/// The id of the control of a subject.
pub(super) fn subject_id(subject: Subject) -> AttrValue {
    match subject {
        Subject::At(slot) => field_id(slot).into(),
        Subject::TotalRevenue => AttrValue::Static("field-revenue"),
    }
}

/// How a field stands on the page, which decides where its label is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// By itself, with its whole label above.
    Alone,
    /// One of four, labelled by its portfolio; what they are stands above all four.
    Row,
    /// In the table of margins, labelled by its row and its column.
    Cell,
}

/// Draws the field at a place.
pub(super) fn field(view: &View, dispatch: &Dispatch, slot: Slot) -> Html {
    field_in(view, dispatch, slot, Place::Alone)
}

/// What was stated at a place, and what counts when nothing is.
fn values(view: &View, slot: Slot) -> (Option<Value>, Option<Value>) {
    let value = view.state.scenario.get(slot).cloned();
    let default = origin::default_of(view, slot, value.is_some());
    (value, default)
}

/// What fields follow from: what was stated in each, and what counts when nothing is.
pub(super) fn values_of(view: &View, slots: impl Iterator<Item = Slot>) -> Vec<Option<Value>> {
    let mut follows = Vec::new();
    for slot in slots {
        let (value, default) = values(view, slot);
        follows.push(value);
        follows.push(default);
    }
    follows
}

/// The names of the offers, as far as they have any.
pub(super) fn offer_names(view: &View) -> Vec<Option<Value>> {
    let name = |offer| view.state.scenario.get(Slot::of(FieldId::OfferName).in_offer(offer)).cloned();
    (0..view.state.scenario.offers()).map(name).collect()
}

/// Draws the field at a place of the scenario and of the page.
pub(super) fn field_in(view: &View, dispatch: &Dispatch, slot: Slot, place: Place) -> Html {
    if view.state.provider.hides(slot) {
        return Html::default();
    }
    let (value, default) = values(view, slot);
    if !is_typed(slot) {
        let mut follows = vec![value, default];
        if slot.row().kind == Kind::Offer {
            follows.extend(offer_names(view));
        }
        return steady(view, dispatch, Follows::Values(follows), move |view, dispatch| choice(view, dispatch, slot));
    }
    entry(view, dispatch, Subject::At(slot), place, value, default)
}

fn entry(
    view: &View,
    dispatch: &Dispatch,
    subject: Subject,
    place: Place,
    value: Option<Value>,
    default: Option<Value>,
) -> Html {
    let mark = Mark::of(view, subject);
    let unread = view.state.unread_text(subject).map(|text| AttrValue::from(text.to_string()));
    html! {
        <Entry
            key={subject_id(subject).as_str()} {subject} {place} {value} {default} {mark} {unread} currency={view.situation.currency}
            offers={view.state.scenario.offers()} opened={view.state.opened} locale={view.locale.clone()} dispatch={dispatch.clone()}
        />
    }
}

/// What counts at a place and where it comes from, as it is read on paper; nothing where it is not known.
pub(super) fn on_paper(view: &View, slot: Slot) -> Option<(Phrase, Html)> {
    let stated = view.state.scenario.get(slot);
    let default = if stated.is_none() { origin::default_of(view, slot, false) } else { None };
    let value = stated.or(default.as_ref())?;
    let reader = Reader { slot, currency: view.situation.currency, language: view.locale.language };
    let words = match value {
        Value::Number(number) if is_typed(slot) => {
            let number = if stated.is_some() { *number } else { reader.rounded(*number) };
            words::in_words(&view.locale, reader, number).into()
        }
        Value::Range(range) => range.text(&|number| words::choice(&view.locale, reader, number)).into(),
        Value::Date(date) => view.locale.date(*date).into(),
        Value::Name(name) => name.as_str().into(),
        _ => choice::in_words(view, slot, value),
    };
    let origin = match (Mark::of(view, Subject::At(slot)).filter(|mark| mark.filler.is_some()), stated) {
        (Some(mark), Some(_)) => mark.alone(),
        _ => Origin::of(slot, stated.is_some()).words().map(|(word, _)| text(&view.locale, word)).unwrap_or_default(),
    };
    Some((words, origin))
}

/// Draws the total of revenue.
pub(super) fn total_revenue(view: &View, dispatch: &Dispatch) -> Html {
    let at = |portfolio| Slot::portfolio(FieldId::Revenue, portfolio);
    let stated = Each::of(|portfolio| view.state.scenario.get(at(portfolio)).is_some());
    // Of parts that can't be read there is no sum.
    let readable = view.state.first_unread(&|slot| slot.field == FieldId::Revenue).is_none();
    let total = readable.then(|| Value::Number(view.situation.total_revenue().exact()));
    let (value, default) = if stated.0.contains(&true) { (total, None) } else { (None, total) };
    entry(view, dispatch, Subject::TotalRevenue, Place::Alone, value, default)
}

/// The id of a row's heading in the table of margins.
pub(super) fn row_id(portfolio: Portfolio) -> AttrValue {
    ["margins-", portfolio.id()].concat().into()
}

/// The id of a column's heading in the table of margins: direct, or an offer.
pub(super) fn column_id(slot: Slot) -> AttrValue {
    if slot.row().per_offer { format!("margins-offer-{}", slot.offer).into() } else { "margins-direct".into() }
}
