//! The form: a few questions in the open, and everything else folded in groups that say what is in them.
//!
//! Every place of the catalogue has its control here, always: a folded group is in the document, so that a link can lead
//! to any field. The name of a control is its path.

mod facts;
mod group;
mod offers;
mod revenue;
mod start;

use yew::prelude::*;

use crate::engine::catalogue::Group;
use crate::i18n::Message;
use crate::ui::rich::text;
use crate::ui::{Dispatch, View};

/// The form.
pub fn form(view: &View, dispatch: &Dispatch) -> Html {
    let locale = &view.locale;
    // There is nothing to submit: the answer follows every change.
    let onsubmit = Callback::from(|event: SubmitEvent| event.prevent_default());
    html! {
        <form class="form" id="form" aria-labelledby="form-title" novalidate={true} autocomplete="off" {onsubmit}>
            <h2 class="form-title" id="form-title">{ text(locale, Message::FormTitle) }</h2>
            <p class="form-intro">{ text(locale, Message::FormIntro) }</p>
            { start::questions(view, dispatch) }
            <div class="groups">
                { for Group::ALL.into_iter().map(|group| group::group(view, dispatch, group)) }
            </div>
            <p class="form-close">{ text(locale, Message::DisclaimerPrivacy) }</p>
        </form>
    }
}
