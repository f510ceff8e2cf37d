//! The question about revenue, which can be answered in three ways: in total, by portfolio, or as Microsoft billed it.
//!
//! Total and portfolios are two views of the same four values. What Microsoft billed is a value of its own; the revenue
//! at customers that goes with it is offered, never taken without asking.

use rust_decimal::{Decimal, RoundingStrategy};
use yew::prelude::*;

use crate::app::{Action, OF_BILLED};
use crate::browser::document;
use crate::engine::catalogue::{FieldId, Kind, Portfolio, Slot};
use crate::engine::situation::Situation;
use crate::i18n::{Arg, Message};
use crate::ui::element::{Several, around, button, element, present, tag, unseen};
use crate::ui::field::{
    Place, field, field_id, field_in, hint, hint_text, label, label_with_unit, total_revenue, waits_for,
};
use crate::ui::rich::{rich, say, text};
use crate::ui::{Dispatch, View};

/// The question about revenue.
///
/// Of the three answers one is open. They are folded by the browser, so that a link to a field in another one opens it.
pub(super) fn revenue(view: &View, dispatch: &Dispatch) -> Html {
    let stated = view.state.scenario.get(Slot::of(FieldId::BilledTtm)).is_some();
    let ways = [
        way(view, Message::FormRevenueInTotal, true, false, total(view, dispatch)),
        way(view, Message::FormRevenueByPortfolio, false, false, portfolios(view, dispatch)),
        way(view, Message::FormRevenueBilled, false, stated, billed(view, dispatch)),
    ];
    let legend = around("legend", "field-label", text(&view.locale, Message::FormRevenueLegend));
    tag("fieldset", "revenue", [legend, tag("div", "ways", ways)])
}

/// A way to answer. Of what Microsoft billed it is said when it is filled in, as it counts even while it is folded.
fn way(view: &View, name: Message, open: bool, stated: bool, content: Vec<Html>) -> Html {
    let mut words = [text(&view.locale, name)].gather();
    if stated {
        let yours = unseen([Html::from(" "), text(&view.locale, Message::ProvenanceYou)]);
        words.push(around("span", "way-stated", yours));
    }
    let values = [Some("way".into()), Some("way-of-revenue".into()), present(open)];
    let mut way = element("details", &["class", "name", "open"], values);
    way.add_children([tag("summary", "way-name", words), tag("div", "way-fields", content)]);
    way.into()
}

fn total(view: &View, dispatch: &Dispatch) -> Vec<Html> {
    let first = Slot::portfolio(FieldId::Revenue, Portfolio::ModernWork);
    let parts = [text(&view.locale, Message::FormRevenueToPortfolios)];
    let note = [
        text(&view.locale, Message::FormRevenueIsSplit),
        Html::from(" "),
        button("link", parts, move || document::focus(&field_id(first))),
    ];
    [total_revenue(view, dispatch), tag("p", "form-note", note)].gather()
}

fn portfolios(view: &View, dispatch: &Dispatch) -> Vec<Html> {
    let locale = &view.locale;
    let note = match view.state.first_unread(&|slot| slot.field == FieldId::Revenue) {
        None => {
            let sum = locale.money(view.situation.total_revenue().exact(), view.situation.currency);
            say(locale, Message::FormRevenueSum, &[("amount", Arg::Text(&sum))])
        }
        Some(subject) => rich(&waits_for(locale, subject)),
    };
    let note = [note, Html::from(" "), text(locale, Message::EntryRangeHint)];
    [rows(view, dispatch, FieldId::Revenue), tag("p", "form-note", note)].gather()
}

/// The four fields of a figure that each portfolio has.
pub(super) fn rows(view: &View, dispatch: &Dispatch, id: FieldId) -> Html {
    let locale = &view.locale;
    let row = |portfolio| field_in(view, dispatch, Slot::portfolio(id, portfolio), Place::Row);
    let help = hint_text(locale, Slot::portfolio(id, Portfolio::ModernWork), None);
    let mut parts = [
        around("legend", "field-label", label_with_unit(locale, id, view.situation.currency)),
        hint(locale, &label(locale, id), help),
    ]
    .gather();
    parts.extend(Portfolio::ALL.map(row));
    tag("fieldset", "field-rows", parts)
}

fn billed(view: &View, dispatch: &Dispatch) -> Vec<Html> {
    let slot = Slot::of(FieldId::BilledTtm);
    let readable = view.state.first_unread(&|slot| OF_BILLED.contains(&slot.field)).is_none();
    let stated = view.state.scenario.number(slot).filter(|_| readable);
    let offer = stated.and_then(|_| revenue_that_goes_with(&view.situation));
    let suggestion = offer.map(|revenue| suggestion(view, dispatch, revenue));
    [field(view, dispatch, slot), suggestion.unwrap_or_default()].gather()
}

fn suggestion(view: &View, dispatch: &Dispatch, revenue: Decimal) -> Html {
    let locale = &view.locale;
    let amount = locale.money(revenue, view.situation.currency);
    let with_amount = |message| say(locale, message, &[("amount", Arg::Text(&amount))]);
    let dispatch = dispatch.clone();
    let take = [with_amount(Message::FormRevenueUse)];
    let parts = [
        around("p", "form-note", with_amount(Message::FormRevenueGoesWith)),
        button("form-button", take, move || dispatch.send(Action::SetTotal(Some(revenue)))),
    ];
    tag("div", "revenue-suggestion", parts)
}

/// The revenue at customers that goes with what Microsoft billed, at the present margins, proportion and rate.
///
/// Billed revenue is revenue less the direct margin, so revenue is to what is billed as the present one is to its own.
fn revenue_that_goes_with(situation: &Situation) -> Option<Decimal> {
    let billed = situation.ttm.value.exact().checked_div(situation.usd_rate.exact())?;
    let (revenue, its_billed) = (situation.total_revenue().exact(), situation.total_billed().exact());
    let ratio = revenue.checked_div(its_billed)?;
    let goes_with = billed.checked_mul(ratio)?.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    let Kind::Number { max, .. } = FieldId::Revenue.row().kind else { return None };
    Some(goes_with).filter(|revenue| *revenue > Decimal::ZERO && *revenue <= max)
}

#[cfg(test)]
mod tests {
    use super::revenue_that_goes_with;
    use crate::engine::catalogue::{FieldId, Portfolio, Slot};
    use crate::engine::date::Date;
    use crate::engine::scenario::{Scenario, Value};
    use crate::engine::situation::Situation;
    use rust_decimal::Decimal;

    fn situation(stated: &[(Slot, i64)]) -> Situation {
        let scenario = stated.iter().fold(Scenario::default(), |scenario, (slot, number)| {
            scenario.with(*slot, Some(Value::Number(Decimal::from(*number))))
        });
        Situation::resolve(&scenario, Date::literal(2026, 11, 22))
    }

    #[test]
    fn what_is_billed_goes_with_more_at_customers() {
        let billed = Slot::of(FieldId::BilledTtm);
        let rate = Slot::of(FieldId::UsdRate);
        let azure = Slot::portfolio(FieldId::Revenue, Portfolio::Azure);
        // Azure is billed at 88 %, the rest at 80 %: 656,000 of 800,000.
        assert_eq!(revenue_that_goes_with(&situation(&[(billed, 656_000), (rate, 1)])), Some(Decimal::from(800_000)));
        let no_azure = situation(&[(billed, 800_000), (rate, 2), (azure, 0)]);
        assert_eq!(revenue_that_goes_with(&no_azure), Some(Decimal::from(500_000)));
    }

    #[test]
    fn without_revenue_there_is_no_proportion() {
        let billed = (Slot::of(FieldId::BilledTtm), 656_000);
        let nothing = Portfolio::ALL.map(|portfolio| (Slot::portfolio(FieldId::Revenue, portfolio), 0));
        let stated: Vec<(Slot, i64)> = nothing.into_iter().chain([billed]).collect();
        assert_eq!(revenue_that_goes_with(&situation(&stated)), None);
    }
}
