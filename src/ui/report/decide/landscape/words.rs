//! The map in words: what tips the answer, what holds at a point, values in their own unit.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::axis::Axis;
use super::{HERE, Map, Point, name};
use crate::engine::catalogue::{FieldId, Slot};
use crate::engine::landscape::{BaseValue, Winner};
use crate::engine::quantity::reported;
use crate::engine::report::Driver;
use crate::engine::situation::ChannelId;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::Several;
use crate::ui::field::figure;
use crate::ui::report::words::{Fill, amount, channel_name, named, text};

/// A field with the unit of a driver.
fn like(driver: Driver) -> Slot {
    Slot::of(match driver {
        Driver::Revenue => FieldId::Revenue,
        Driver::DirectMargin => FieldId::DirectMargin,
        Driver::OfferMargin => FieldId::OfferMargin,
        Driver::DirectSupportPlanFee => FieldId::DirectSupportPlanFee,
        Driver::DirectPlatform => FieldId::DirectPlatformFee,
        Driver::DirectLabour => FieldId::DirectComplianceHours,
        Driver::DirectSupportCost => FieldId::DirectSupportCost,
        Driver::OfferSupportCost => FieldId::OfferSupportCost,
        Driver::HourlyCost => FieldId::HourlyCost,
        Driver::IncentiveRate => FieldId::IncentiveRate,
        Driver::CostOfCapital => FieldId::CostOfCapital,
        Driver::DirectLeakage => FieldId::DirectLeakage,
        Driver::OfferFunding => FieldId::OfferFunding,
        Driver::OfferFees => FieldId::OfferFee,
        Driver::UsdRate => FieldId::UsdRate,
    })
}

/// A part of today's figure, in whole percents.
pub(super) fn part_of_today(view: &View, factor: Decimal) -> String {
    view.locale.percent(reported(factor * Decimal::ONE_HUNDRED, 0))
}

/// The value of an axis at a factor, with its unit and its period or base.
pub(super) fn value_at(view: &View, axis: &Axis, factor: Decimal) -> String {
    let Some(value) = axis.value(factor).filter(|_| axis.moves()) else {
        return Fill::new(view).text("part", part_of_today(view, factor)).say(Message::LandscapePart).plain();
    };
    let number = match value {
        BaseValue::Money(number) | BaseValue::Hours(number) => reported(number, 0),
        BaseValue::Fraction(number) => reported(number * Decimal::ONE_HUNDRED, 2),
        BaseValue::HourlyPrice(number) => reported(number, 2),
        BaseValue::UsdRate(number) => reported(number, 4),
    };
    figure(&view.locale, like(axis.driver), view.situation.currency, number.normalize(), true)
}

/// The same in few letters, for an axis.
pub(super) fn short_value(view: &View, value: BaseValue) -> String {
    let locale = &view.locale;
    match value {
        BaseValue::Money(number) => locale.money_tick(number, view.situation.currency),
        BaseValue::Fraction(number) => locale.percent(number * Decimal::ONE_HUNDRED),
        BaseValue::Hours(number) => locale.number(number, 0),
        BaseValue::HourlyPrice(number) => locale.money(number, view.situation.currency),
        BaseValue::UsdRate(number) => locale.number_trimmed(number, 2),
    }
}

/// A value of an axis in few letters, with the part of today's figure it is.
pub(super) fn short_with_part(view: &View, axis: &Axis, factor: Decimal) -> String {
    let part = part_of_today(view, factor);
    match axis.value(factor).filter(|_| axis.moves()) {
        Some(value) => {
            let fill = Fill::new(view).text("value", short_value(view, value)).text("part", part);
            fill.say(Message::LandscapeTick).plain()
        }
        None => part,
    }
}

/// The name of a driver.
pub(super) fn driver(view: &View, driver: Driver) -> Phrase {
    named(view, &[&name(driver)])
}

/// How far each driver has to go from today's figure to tip the answer, in one sentence.
pub(super) fn lead(view: &View, map: &Map) -> Phrase {
    let difference = view.answer.difference.exact();
    let ahead = match Winner::of(difference) {
        Winner::Direct => ChannelId::Direct,
        Winner::Indirect => view.answer.best_offer,
        Winner::Even => return view.locale.say(Message::LandscapeLeadSame, &[]),
    };
    let fill =
        Fill::new(view).words("channel", channel_name(view, ahead)).text("amount", amount(view, difference.abs()));
    let one = |axis: &Axis, flip: Decimal| {
        let apart = (flip - Decimal::ONE) * Decimal::ONE_HUNDRED;
        Fill::new(view)
            .words("driver", driver(view, axis.driver))
            .text("value", value_at(view, axis, flip))
            .text("change", view.locale.percent_signed(apart))
            .say(Message::LandscapeTips)
    };
    match (map.x.flip, map.y.flip) {
        (Some(across), Some(up)) => {
            fill.words("first", one(&map.x, across)).words("second", one(&map.y, up)).say(Message::LandscapeLeadBoth)
        }
        (Some(flip), None) => {
            let fill = fill.words("first", one(&map.x, flip)).words("other", driver(view, map.y.driver));
            fill.say(Message::LandscapeLeadOne)
        }
        (None, Some(flip)) => {
            let fill = fill.words("first", one(&map.y, flip)).words("other", driver(view, map.x.driver));
            fill.say(Message::LandscapeLeadOne)
        }
        (None, None) => {
            let together = !map.frontier.is_empty();
            fill.say(if together { Message::LandscapeLeadTogether } else { Message::LandscapeLeadNone })
        }
    }
}

/// What a difference says of a point, once its two values are filled in.
fn side(view: &View, difference: Decimal, messages: [Message; 3], fill: Fill<'_>) -> Phrase {
    let [direct, offer, same] = messages;
    let whole = reported(difference, 0);
    let message = match Winner::of(whole) {
        Winner::Direct => direct,
        Winner::Indirect => offer,
        Winner::Even => same,
    };
    fill.words("offer", channel_name(view, view.answer.best_offer))
        .text("amount", amount(view, whole.abs()))
        .say(message)
}

/// What holds at a point, in a sentence.
pub(super) fn point(view: &View, map: &Map, point: Point) -> Phrase {
    let fill = Fill::new(view)
        .words("x", driver(view, map.x.driver))
        .text("x_value", value_at(view, &map.x, point.0))
        .words("y", driver(view, map.y.driver))
        .text("y_value", value_at(view, &map.y, point.1));
    let messages = if point == HERE {
        [Message::LandscapeHereDirect, Message::LandscapeHereOffer, Message::LandscapeHereSame]
    } else {
        [Message::LandscapePointDirect, Message::LandscapePointOffer, Message::LandscapePointSame]
    };
    side(view, map.difference(view, point).exact(), messages, fill)
}

/// What a slider says: the value, and who is ahead there.
pub(super) fn at(view: &View, map: &Map, axis: &Axis, factor: Decimal, point: Point) -> String {
    let messages = [Message::LandscapeAtDirect, Message::LandscapeAtOffer, Message::LandscapeAtSame];
    let fill = Fill::new(view).text("value", value_at(view, axis, factor));
    side(view, map.difference(view, point).exact(), messages, fill).plain()
}

/// The label of a slider.
pub(super) fn slider(view: &View, axis: &Axis) -> Html {
    Fill::new(view).words("driver", driver(view, axis.driver)).draw(Message::LandscapeSlider)
}

/// That a driver is nothing today.
pub(super) fn still(view: &View, axis: &Axis) -> Html {
    Fill::new(view).words("driver", driver(view, axis.driver)).draw(Message::LandscapeStill)
}

/// How to read the map.
pub(super) fn notes(view: &View, map: &Map) -> Vec<Html> {
    let mut notes = [text(view, Message::LandscapeNote)].gather();
    let mut fill = Fill::new(view);
    if map.x.moves() && map.y.moves() {
        fill = fill
            .text("x_value", value_at(view, &map.x, Decimal::ONE))
            .text("y_value", value_at(view, &map.y, Decimal::ONE));
        notes.push(fill.draw(Message::LandscapeBrackets));
    }
    let opens = !map.landscape.opens.is_empty();
    notes.push(text(view, if opens { Message::LandscapeOpens } else { Message::LandscapeMoneyOnly }));
    notes
}
