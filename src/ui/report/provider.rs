//! What a provider, or the page around this one, brings: who it is, what it filled in, the way to the neutral view, where to
//! go on to, and what of it is not right.

use yew::prelude::*;

use super::RESULTS;
use super::icon::Icon;
use super::link::in_a_tab;
use super::words::{Fill, slot_label, text};
use crate::app::flaw::Flaw;
use crate::app::profile::Profile;
use crate::app::{Action, Filler};
use crate::browser::document;
use crate::i18n::{Message, Phrase};
use crate::ui::element::{Several, around, button, list, spaced, tag, unseen, with};
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

fn profile(view: &View) -> Option<&Profile> {
    view.state.provider.profile.as_ref()
}

/// Who provides the page, in its masthead.
pub(super) fn name(view: &View) -> Html {
    let Some(profile) = profile(view) else { return Html::default() };
    let mut parts = Vec::new();
    if let Some(logo) = &profile.logo {
        // Its name stands beside it.
        let values = ["provider-logo".into(), logo.clone().into(), "".into()];
        parts.push(with("img", &["class", "src", "alt"], values, []));
    }
    parts.push(around("span", "", Fill::new(view).text("name", profile.name.clone()).draw(Message::ProviderBy)));
    tag("p", "masthead-provider", parts)
}

/// What others filled in, with the ways to confirm it and to leave it out; or that it is left out.
pub(super) fn filled(view: &View, dispatch: &Dispatch) -> Html {
    let state = &view.state;
    let act = |name: Message, action: fn() -> Action| {
        let dispatch = dispatch.clone();
        button("button", [text(view, name)], move || dispatch.send(action()))
    };
    let (lines, buttons) = if state.is_neutral() {
        let back = act(Message::ProviderBack, || Action::Neutral(false));
        ([around("p", "", text(view, Message::ProviderIsNeutral))].gather(), [back].gather())
    } else {
        let of = |filler| (state.filled_by(filler) > 0).then(|| around("p", "", count(view, filler)));
        let lines: Vec<Html> = [Filler::Profile, Filler::Link].into_iter().filter_map(of).collect();
        if lines.is_empty() {
            return Html::default();
        }
        let sender = dispatch.clone();
        let mut buttons = [button("button", [text(view, Message::ProviderConfirmAll)], move || {
            sender.send(Action::Confirm(None));
            // The button that was pressed is gone afterwards.
            document::keep_focus(RESULTS);
        })]
        .gather();
        if state.has_provided() {
            buttons.insert(0, act(Message::ProviderNeutral, || Action::Neutral(true)));
        }
        (lines, buttons)
    };
    let heading = with("h2", &["id"], ["provided".into()], [text(view, Message::ProviderHeading)]);
    let parts = [heading, tag("div", "", lines), tag("div", "provided-buttons", buttons)];
    with("section", &["class", "aria-labelledby"], ["provided".into(), "provided".into()], parts)
}

/// How many figures somebody filled in, when, and whether that is long ago.
fn count(view: &View, filler: Filler) -> Html {
    let state = &view.state;
    let name = profile(view).map_or("", |profile| profile.name.as_str());
    let date = state.filled_on(filler).map(|day| view.locale.date(day));
    let message = match (filler, &date) {
        (Filler::Profile, _) => Message::ProviderFilled,
        (Filler::Link, Some(_)) => Message::ProviderFilledLink,
        (Filler::Link, None) => Message::ProviderFilledUndated,
    };
    let fill = Fill::new(view).count("count", state.filled_by(filler)).text("name", name.to_string());
    let mut sentences = [fill.text("date", date.unwrap_or_default()).draw(message)].gather();
    if state.is_dated(filler) {
        sentences.push(around("strong", "", text(view, Message::ProviderOld)));
    }
    spaced(sentences)
}

/// Locked fields for which the link has something else, and what of a profile or a setting is not right.
pub(super) fn notices(view: &View, dispatch: &Dispatch) -> Html {
    let (flaws, refused) = (&view.state.flaws, &view.state.refused);
    if flaws.is_empty() && refused.is_empty() {
        return Html::default();
    }
    let heading = |message| with("h2", &["id"], ["provider-notice".into()], [Icon::Mark.draw(), text(view, message)]);
    let title = if flaws.is_empty() { Message::ProviderRefusedTitle } else { Message::ProviderFlawsTitle };
    let mut parts = [heading(title)].gather();
    if !refused.is_empty() {
        let names: Vec<Phrase> = refused.iter().map(|slot| slot_label(view, *slot)).collect();
        let sentence = Fill::new(view).words("fields", view.locale.all_of(&names)).draw(Message::ProviderRefused);
        parts.push(around("p", "", sentence));
    }
    if !flaws.is_empty() {
        parts.push(list("notice-list", flaws.iter().map(|flaw| item(view, flaw)).collect()));
        parts.push(around("p", "", text(view, Message::ProviderFlawsAbout)));
    }
    let dispatch = dispatch.clone();
    let close = [text(view, Message::ReportNoticesDismiss)];
    parts.push(button("button", close, move || dispatch.send(Action::DismissNotices)));
    with("section", &["class", "aria-labelledby"], ["notice".into(), "provider-notice".into()], parts)
}

/// The key, what stands there, and what is wrong with it.
fn item(view: &View, flaw: &Flaw) -> Html {
    let mut words = [around("code", "", Html::from(&flaw.path))].gather();
    if !flaw.value.is_empty() {
        words.push(around("code", "", Html::from(&flaw.value)));
    }
    if let Some(message) = Message::by_name(&["flaw.", flaw.wrong.id()].concat()) {
        words.push(Fill::new(view).text("allowed", flaw.allowed.clone()).draw(message));
    }
    tag("li", "", [spaced(words)])
}

/// Where to go on to from here: a quiet link.
pub(super) fn contact(view: &View) -> Html {
    let Some(contact) = profile(view).and_then(|profile| profile.contact.as_ref()) else { return Html::default() };
    let words = rich(&Phrase::from(contact.in_language(view.locale.language.code())));
    let address = AttrValue::from(contact.address.clone());
    let link = if contact.address.starts_with("mailto:") {
        with("a", &["href"], [address], [words])
    } else {
        let inside = [words, unseen([Html::from(" "), text(view, Message::PageElsewhere)]), Icon::Away.draw()];
        in_a_tab(address, inside)
    };
    around("p", "provider-contact", link)
}
