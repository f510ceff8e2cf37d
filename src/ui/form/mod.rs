//! The form: a few questions in the open, and everything else folded in groups that say what is in them.
//!
//! Every place of the catalogue has its control here, always: a folded group is in the document, so that a link can lead
//! to any field. The name of a control is its path.

mod facts;
mod group;
mod offers;
mod presets;
mod revenue;
mod start;
mod steps;

use std::rc::Rc;

use yew::html::onsubmit;
use yew::prelude::*;

pub(super) use self::steps::intention;
use crate::app::reach::Section;
use crate::engine::catalogue::Group;
use crate::i18n::Message;
use crate::ui::element::{around, element, listening, tag, with};
use crate::ui::rich::text;
use crate::ui::steady::{Follows, steady};
use crate::ui::{Dispatch, View};

/// The id of the form, for who jumps to it.
pub(super) const FORM: &str = "form";

/// The form.
pub fn form(view: &View, dispatch: &Dispatch) -> Html {
    let locale = &view.locale;
    // There is nothing to submit: the answer follows every change.
    let on_submit = Callback::from(|event: SubmitEvent| event.prevent_default());
    let title = [text(locale, Message::FormTitle)];
    let groups = Group::ALL.map(|group| group::group(view, dispatch, group));
    let values = [FORM, FORM, "form-title", "", "off", "-1"].map(|value| Some(AttrValue::Static(value)));
    let mut form =
        element("form", &["class", "id", "aria-labelledby", "novalidate", "autocomplete", "tabindex"], values);
    form.add_children([
        with("h2", &["class", "id"], ["form-title".into(), "form-title".into()], title),
        around("p", "form-intro", text(locale, Message::FormIntro)),
        steps::steps(view, dispatch),
        if view.state.provider.leaves_out(Section::Presets) {
            Html::default()
        } else {
            steady(view, dispatch, Follows::NOTHING, presets::presets)
        },
        start::questions(view, dispatch),
        tag("div", "groups", groups),
        around("p", "form-close", text(locale, Message::DisclaimerPrivacy)),
    ]);
    listening(form, [Rc::new(onsubmit::Wrapper::new(on_submit))])
}
