//! What is certain, certainly not so, or depends on something; and how to state a range.

use rust_decimal::Decimal;
use yew::prelude::*;

use super::super::common::{field_link, piece};
use crate::engine::catalogue::Slot;
use crate::engine::doubt::{Certainty, Doubt};
use crate::engine::interval::Interval;
use crate::engine::number::compared;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, around, list, spaced, tag, with};
use crate::ui::report::icon::Icon;
use crate::ui::report::words::{Fill, sided, text};
use crate::ui::rich::rich;

/// Bounds beyond this say nothing any more.
const FAR: Decimal = Decimal::from_parts(2_808_348_672, 232_830_643, 0, false, 0);

/// The statements, the bounds, and how to state a range.
pub(super) fn certain(view: &View, judged: &Doubt) -> Html {
    let ranges = view.state.scenario.ranges().next().is_some();
    let about = if ranges { Message::DoubtCertainAbout } else { Message::DoubtCertainAboutNone };
    let unknown = view.locale.text(Message::FactUnknown).to_string();
    let how = Fill::new(view).text("unknown", unknown).draw(Message::DoubtCertainHow);
    let mut parts =
        [around("p", "doubt-about", text(view, about)), list("doubt-statements", statements(view, judged))].gather();
    let bounds = [difference(view, judged.difference), billed(view, judged.ttm)];
    let bounds: Vec<Html> = bounds.into_iter().flatten().map(|bounds| rich(&bounds)).collect();
    if !bounds.is_empty() {
        parts.push(around("p", "doubt-bounds", spaced(bounds)));
    }
    parts.push(around("p", "part-note", text(view, Message::DoubtCertainDecides)));
    if !view.printing {
        parts.push(around("p", "doubt-how", how));
    }
    piece("decide-doubt-certain", text(view, Message::DoubtCertainTitle), parts)
}

fn statements(view: &View, judged: &Doubt) -> Vec<Html> {
    let ahead = [&judged.indirect_ahead, &judged.direct_ahead];
    // Where both depend on something, it is on the same.
    let same = ahead.iter().all(|certainty| certainty.is_open()) && judged.indirect_ahead == judged.direct_ahead;
    let statement = |message, certainty| statement(view, message, certainty);
    [
        statement(Message::DoubtCertainIndirectAhead, &judged.indirect_ahead),
        if same {
            told(view, Message::DoubtCertainDirectAhead, Icon::Question, Message::DoubtCertainSame, &[])
        } else {
            statement(Message::DoubtCertainDirectAhead, &judged.direct_ahead)
        },
        statement(Message::DoubtCertainDirect, &judged.direct),
        statement(Message::DoubtCertainRuledOut, &judged.direct_ruled_out),
        statement(Message::DoubtCertainIndirect, &judged.indirect),
    ]
    .gather()
}

fn statement(view: &View, message: Message, certainty: &Certainty) -> Html {
    match certainty {
        Certainty::Certainly => told(view, message, Icon::Check, Message::DoubtCertainYes, &[]),
        Certainty::CertainlyNot => told(view, message, Icon::Cross, Message::DoubtCertainNo, &[]),
        Certainty::Depends(slots) => told(view, message, Icon::Question, Message::DoubtCertainDepends, slots),
    }
}

/// A statement, how certain it is, and the fields it depends on.
fn told(view: &View, message: Message, icon: Icon, how: Message, slots: &[Slot]) -> Html {
    let how = [icon.draw(), around("strong", "", text(view, how))];
    let mut parts =
        [around("span", "doubt-statement", text(view, message)), Html::from(" "), tag("span", "doubt-certainty", how)]
            .gather();
    if !slots.is_empty() {
        let slots = slots.iter().map(|slot| around("li", "", field_link(view, *slot))).collect();
        parts.push(list("doubt-slots", slots));
    }
    with("li", &["class"], ["doubt-row".into()], parts)
}

/// Bounds that are apart, and near enough to mean something: in whole units, and never narrower than they are.
fn bounds(of: Interval) -> Option<[Decimal; 2]> {
    let [low, high] = [of.low, of.high].map(|bound| bound.clamp(-FAR, FAR));
    let (low, high) = (compared(low).floor(), compared(high).ceil());
    (low != high && low > -FAR && high < FAR && !compared(of.width()).is_zero()).then_some([low, high])
}

/// Where the difference lies.
fn difference(view: &View, of: Interval) -> Option<Phrase> {
    let [low, high] = bounds(of)?;
    Some(
        Fill::new(view)
            .text("low", sided(view, low))
            .text("high", sided(view, high))
            .say(Message::DoubtCertainDifference),
    )
}

/// Where that lies which Microsoft bills.
fn billed(view: &View, of: Interval) -> Option<Phrase> {
    let [low, high] = bounds(of)?;
    let fill = Fill::new(view).text("low", view.locale.usd(low)).text("high", view.locale.usd(high));
    Some(fill.say(Message::DoubtCertainBilled))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(low: &str, high: &str) -> Interval {
        let number = |text: &str| text.parse().unwrap_or_default();
        Interval { low: number(low), high: number(high) }
    }

    #[test]
    fn bounds_are_never_narrower_than_they_are() {
        let whole = |low, high| Some([Decimal::from(low), Decimal::from(high)]);
        assert_eq!(bounds(interval("-10.2", "99.5")), whole(-11, 100));
        // What was moved outward by rounding alone is taken back.
        assert_eq!(bounds(interval("-10.0000000001", "99.0000000001")), whole(-10, 99));
        assert_eq!(bounds(interval("12.3", "12.3")), None);
        assert_eq!(bounds(Interval { low: Decimal::MIN, high: Decimal::MAX }), None);
        assert_eq!(FAR, Decimal::from(10_u64.pow(18)));
    }
}
