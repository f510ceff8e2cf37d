//! How the link that was opened is to be taken: what the notice says, and the one thing to be done about it.

use yew::prelude::*;

use super::words::{Fill, named, text};
use crate::app::Action;
use crate::browser::address;
use crate::engine::rules::RuleSet;
use crate::i18n::{Message, Phrase};
use crate::link::{Kind, Made};
use crate::ui::element::button as pressed;
use crate::ui::{Dispatch, View};

/// A heading and a sentence or more; nothing where a link means what it says.
pub(super) fn about(view: &View) -> Option<(Html, Html)> {
    let plain = |title, about| Some((text(view, title), text(view, about)));
    match view.state.kind {
        Kind::Exact => None,
        Kind::Prefill => plain(Message::OpenedPrefill, Message::OpenedPrefillAbout),
        Kind::Newer => plain(Message::OpenedNewer, Message::OpenedNewerAbout),
        Kind::Damaged => {
            let count = view.state.scenario.write().len();
            let about = Fill::new(view).count("count", count).draw(Message::OpenedDamagedAbout);
            Some((text(view, Message::OpenedDamaged), about))
        }
        Kind::Older => {
            let (made, then) = view.state.older()?;
            let rules = |set: &RuleSet| named(view, &["choice.rules.", set.id]);
            let words = dated(view, made)
                .words("then", rules(made.by.unwrap_or(view.answer.rules)))
                .words("now", rules(RuleSet::in_force(view.state.today)));
            let title = if then { Message::OpenedOlderThen } else { Message::OpenedOlderNow };
            Some((words.draw(title), words.draw(Message::OpenedOlderAbout)))
        }
    }
}

/// The button of what can be done about it besides closing the notice.
pub(super) fn button(view: &View, dispatch: &Dispatch) -> Option<Html> {
    match view.state.kind {
        Kind::Newer => Some(pressed("button", [text(view, Message::OpenedReload)], address::reload)),
        Kind::Older => {
            let (made, then) = view.state.older()?;
            let name = if then { Message::OpenedShowNow } else { Message::OpenedShowThen };
            let dispatch = dispatch.clone();
            let turn = move || dispatch.send(Action::AsOfThen(!then));
            Some(pressed("button", [dated(view, made).draw(name)], turn))
        }
        Kind::Exact | Kind::Prefill | Kind::Damaged => None,
    }
}

/// The day on which an older link was made; where it states a day itself, that day.
fn dated<'a>(view: &'a View, made: &Made) -> Fill<'a> {
    let date = made.at.unwrap_or(view.situation.as_of);
    Fill::new(view).words("date", Phrase::from(view.locale.date(date)))
}
