//! Up to four scenarios beside the present figures: what each leaves, and in what it differs.
//!
//! A kept scenario is a field like any other, so links hold it and undoing covers it.

use std::rc::Rc;

use rust_decimal::Decimal;
use yew::prelude::*;

use super::common::{NameProps, name_box, scrolled};
use crate::app::{Action, State};
use crate::browser::document;
use crate::engine::catalogue::{FieldId, Group, KEPT, MAX_OFFERS, Slot};
use crate::engine::report::Verdict;
use crate::engine::scenario::{Kept, MAX_NAME, Scenario, Value, slots};
use crate::engine::situation::ChannelId;
use crate::i18n::{Message, Phrase};
use crate::ui::element::{Several, around, button, list, part, spaced, tag, unseen, with};
use crate::ui::field::on_paper;
use crate::ui::report::strip::best_single;
use crate::ui::report::verdict::verdict;
use crate::ui::report::words::{Fill, amount, channel_in_sentence, drawn, figure, sided, slot_label, text};
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

/// The id of the box for the name of the next one.
const NEXT: &str = "decide-scenarios-next";

/// A scenario that is kept, drawn as if it were the present one.
struct Column<'a> {
    field: FieldId,
    kept: &'a Kept,
    view: View,
}

impl Column<'_> {
    fn name(&self) -> Phrase {
        Phrase::from(self.kept.name().to_string())
    }
}

/// The part.
pub(super) fn scenarios(view: &View, dispatch: &Dispatch) -> Html {
    let heading = text(view, Message::ScenariosTitle);
    if view.state.waits() {
        return part("decide-scenarios", heading, [around("p", "part-lead", text(view, Message::DecideUnread))]);
    }
    let columns: Vec<Column<'_>> = KEPT.into_iter().filter_map(|field| column(view, field)).collect();
    let mut body = [around("p", "part-lead", lead(view, &columns))].gather();
    if !columns.is_empty() {
        body.push(table(view, &columns));
        body.extend(columns.iter().map(|column| differences(view, column)));
    }
    if !view.printing {
        body.extend(columns.iter().map(|column| controls(view, dispatch, column)));
        body.push(keep(view, dispatch, &columns));
    }
    part("decide-scenarios", heading, body)
}

fn column(view: &View, field: FieldId) -> Option<Column<'_>> {
    let kept = view.state.scenario.kept(field)?;
    let mut state: State = (*view.state).clone();
    state.scenario = Rc::new(kept.beside(&view.state.scenario));
    Some(Column { field, kept, view: View::new(view.locale.clone(), Rc::new(state)) })
}

/// What is best with the present figures, and which of the kept scenarios leaves most.
fn lead(view: &View, columns: &[Column<'_>]) -> Html {
    let comparable = |column: &&Column<'_>| column.view.answer.currency == view.answer.currency;
    let best = columns.iter().filter(comparable).max_by_key(|column| best_single(&column.view).1);
    let Some(best) = best else {
        return text(view, if columns.is_empty() { Message::ScenariosNone } else { Message::ScenariosNotCompared });
    };
    let more = best_single(&best.view).1 - best_single(view).1;
    let fill = Fill::new(view).words("name", best.name()).text("amount", amount(view, more.abs()));
    let step = Decimal::ONE;
    fill.draw(match more {
        more if more >= step => Message::ScenariosBest,
        more if more <= -step => Message::ScenariosPresentBest,
        _ => Message::ScenariosSame,
    })
}

/// A row: its name, and what it says of a scenario.
type Row = (Message, fn(&View) -> Html);

const ROWS: [Row; 8] = [
    (Message::ScenariosRowAnswer, |view| rich(&verdict(view).short)),
    (Message::ScenariosRowDirect, standing),
    (Message::ScenariosRowEarliest, |view| match view.answer.eligibility.direct.earliest {
        Some(day) => Html::from(view.locale.date(day)),
        None => text(view, Message::ScenariosNotInTenYears),
    }),
    (Message::ScenariosRowBilled, |view| Html::from(view.locale.usd(view.answer.ttm_usd.value.exact()))),
    (Message::ScenariosRowNetDirect, |view| net(view, ChannelId::Direct)),
    (Message::ScenariosRowNetOffer, |view| net(view, view.answer.best_offer)),
    (Message::ScenariosRowDifference, |view| Html::from(sided(view, view.answer.difference.exact()))),
    (Message::ScenariosRowHours, |view| Html::from(view.locale.number(view.answer.hours_freed.exact(), 0))),
];

fn standing(view: &View) -> Html {
    let id = match view.answer.eligibility.direct.verdict {
        Verdict::Eligible => "eligible",
        Verdict::NotEligible => "not_eligible",
        Verdict::Unconfirmed => "unconfirmed",
    };
    drawn(view, &["verdict.", id])
}

fn net(view: &View, channel: ChannelId) -> Html {
    let net = view.answer.channel(channel).map(|channel| channel.net.exact()).unwrap_or_default();
    Html::from(figure(view, net))
}

fn table(view: &View, columns: &[Column<'_>]) -> Html {
    let heading = |name: Html| with("th", &["scope"], ["col".into()], [name]);
    let mut headings =
        [heading(text(view, Message::ScenariosWhat)), heading(text(view, Message::ScenariosPresent))].gather();
    headings.extend(columns.iter().map(|column| heading(rich(&column.name()))));
    let rows = ROWS.map(|(name, of)| {
        let mut cells =
            [with("th", &["scope"], ["row".into()], [text(view, name)]), around("td", "", of(view))].gather();
        cells.extend(columns.iter().map(|column| around("td", "", of(&column.view))));
        tag("tr", "", cells)
    });
    let caption = around("caption", "visually-hidden", text(view, Message::ScenariosCaption));
    let table = [caption, around("thead", "", tag("tr", "", headings)), tag("tbody", "", rows)];
    scrolled(view, Message::ScenariosCaption, tag("table", "decide-table", table))
}

/// What is stated differently in a kept scenario, in words, and what comes of it.
fn differences(view: &View, column: &Column<'_>) -> Html {
    let (now, then) = (&view.state.scenario, &column.view.state.scenario);
    let here = |slot: &Slot| slot.row().group != Group::Plans && now.get(*slot) != then.get(*slot);
    let value = |view: &View, slot: Slot| {
        let there = !slot.row().per_offer || slot.offer < view.state.scenario.offers();
        let value = if there { on_paper(view, slot) } else { None };
        value.map_or_else(|| view.locale.say(Message::ScenariosNotStated, &[]), |(words, _)| words)
    };
    let rows = slots(MAX_OFFERS).filter(here).map(|slot| {
        let named = if slot.offer < now.offers() { view } else { &column.view };
        let fill = Fill::new(view)
            .words("field", slot_label(named, slot))
            .words("now", value(view, slot))
            .words("then", value(&column.view, slot));
        around("li", "", fill.draw(Message::ScenariosDiffers))
    });
    let rows: Vec<Html> = rows.collect();
    let sentence = if rows.is_empty() {
        Fill::new(view).words("name", column.name()).draw(Message::ScenariosNothingDiffers)
    } else {
        outcome(view, column)
    };
    let mut parts = [around("h3", "", rich(&column.name())), around("p", "", sentence)].gather();
    if !rows.is_empty() {
        parts.push(list("decide-differences", rows));
    }
    tag("div", "decide-scenario", parts)
}

/// What a kept scenario leaves, beside the present figures.
fn outcome(view: &View, column: &Column<'_>) -> Html {
    let ((now, before), (then, after)) = (best_single(view), best_single(&column.view));
    let other = &column.view;
    let fill = Fill::new(view)
        .words("channel", channel_in_sentence(other, then))
        .words("before", channel_in_sentence(view, now))
        .text("left", figure(other, after));
    let more = after - before;
    let fill = fill.text("amount", amount(view, more.abs()));
    let message = match more {
        _ if other.answer.currency != view.answer.currency => Message::ScenariosOtherCurrency,
        more if more >= Decimal::ONE => Message::ScenariosMore,
        more if more <= -Decimal::ONE => Message::ScenariosLess,
        _ => Message::ScenariosAsMuch,
    };
    let mut parts = [fill.draw(message)].gather();
    if now != then {
        parts.push(fill.draw(Message::ScenariosOtherWay));
    }
    spaced(parts)
}

/// What can be done with a kept scenario.
fn controls(view: &View, dispatch: &Dispatch, column: &Column<'_>) -> Html {
    let slot = Slot::of(column.field);
    let free = free(view);
    let named = |message: Message| {
        let name = Fill::new(view).words("name", column.name()).draw(Message::ScenariosOf);
        [text(view, message), unseen([Html::from(" "), name])]
    };
    let act = |message: Message, action: Action, focus: bool| {
        let dispatch = dispatch.clone();
        button("form-button form-button-quiet", named(message), move || {
            if focus {
                document::keep_focus(NEXT);
            }
            dispatch.send(action.clone());
        })
    };
    let keep = |name: &str, scenario: &Scenario| Kept::new(name, scenario).map(|kept| Value::Kept(Rc::new(kept)));
    let mut buttons = [act(Message::ScenariosUse, Action::Use(column.field), false)].gather();
    if let Some(value) = keep(column.kept.name(), &view.state.scenario) {
        buttons.push(act(Message::ScenariosRenew, Action::Set(slot, Some(value)), false));
    }
    let copy = Fill::new(view).words("name", column.name()).say(Message::ScenariosCopyName).plain();
    let copy: String = copy.chars().take(MAX_NAME).collect();
    if let (Some(free), Some(value)) = (free, keep(&copy, column.kept.scenario())) {
        buttons.push(act(Message::ScenariosCopy, Action::Set(Slot::of(free), Some(value)), false));
    }
    buttons.push(act(Message::ScenariosRemove, Action::Set(slot, None), true));
    let (dispatch, kept) = (dispatch.clone(), column.kept.scenario().clone());
    let rename = name_box(NameProps {
        id: ["decide-scenarios-", &slot.short()].concat().into(),
        label: Fill::new(view).words("name", column.name()).say(Message::ScenariosRename).plain().into(),
        name: column.kept.name().to_string().into(),
        optional: false,
        locked: false,
        button: None,
        locale: view.locale.clone(),
        on_name: Callback::from(move |name: String| {
            if let Some(kept) = Kept::new(&name, &kept) {
                dispatch.send(Action::Set(slot, Some(Value::Kept(Rc::new(kept)))));
            }
        }),
    });
    let values = ["decide-controls".into(), "group".into(), column.kept.name().to_string().into()];
    let parts = [rename, tag("div", "decide-buttons", buttons)];
    with("div", &["class", "role", "aria-label"], values, parts)
}

/// The first place where nothing is kept.
fn free(view: &View) -> Option<FieldId> {
    KEPT.into_iter().find(|field| view.state.scenario.get(Slot::of(*field)).is_none())
}

/// Keeps the present figures under a name.
fn keep(view: &View, dispatch: &Dispatch, columns: &[Column<'_>]) -> Html {
    let Some(free) = free(view) else {
        return around("p", "part-note", text(view, Message::ScenariosFull));
    };
    let number = (b'A'..=b'Z').nth(columns.len()).map(char::from).unwrap_or('A');
    let name = Fill::new(view).text("letter", number.to_string()).say(Message::ScenariosDefaultName).plain();
    let (dispatch, scenario) = (dispatch.clone(), view.state.scenario.clone());
    name_box(NameProps {
        id: NEXT.into(),
        label: view.locale.text(Message::ScenariosName).to_string().into(),
        name: name.into(),
        optional: false,
        locked: false,
        button: Some(view.locale.text(Message::ScenariosKeep).to_string().into()),
        locale: view.locale.clone(),
        on_name: Callback::from(move |name: String| {
            if let Some(kept) = Kept::new(&name, &scenario) {
                dispatch.send(Action::Set(Slot::of(free), Some(Value::Kept(Rc::new(kept)))));
            }
        }),
    })
}
