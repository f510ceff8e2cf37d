//! The report: the answer, drawn; and what stands around it.

mod about;
mod bar;
mod beliefs;
mod break_even;
mod cautions;
mod chart;
mod column;
mod costs;
pub mod decide;
mod head;
mod icon;
mod limits;
mod link;
mod noticed;
mod notices;
mod opened;
mod paper;
mod provider;
pub mod receipt;
mod requirements;
mod share;
mod sources;
mod strip;
mod unpriced;
pub mod verdict;
mod words;

use yew::prelude::*;

pub use self::head::rules_line;
use self::icon::Icon;
use self::verdict::Verdict;
use self::words::text;
use super::element::{all, around, button, button_with, flag, spaced, tag, with};
use super::form::FORM;
use super::rich::rich;
use super::steady::{Follows, steady};
use super::{Dispatch, View};
use crate::app::reach::Section;
use crate::browser::document;
use crate::i18n::{Language, Message};

/// The id of the results, for who jumps to them.
const RESULTS: &str = "results";

/// What the two ways of buying are, in a sentence each.
const TIERS: [Message; 2] = [Message::PageTierOne, Message::PageTierTwo];

/// The top of the page: its name, its question, what the answers to it are, the languages; and the result in one line, which stays in sight on a
/// narrow screen and is the way past the form on a wide one.
pub fn header(view: &View, verdict: &Verdict, on_language: &Callback<Language>) -> Html {
    let provider = &view.state.provider;
    let speaks = |language: &Language| {
        let chosen = *language == view.locale.language;
        chosen || provider.profile.as_ref().is_none_or(|profile| profile.speaks(language.code()))
    };
    let offered: Vec<Language> = Language::ALL.into_iter().filter(speaks).collect();
    let languages: Vec<Html> = offered.iter().map(|language| language_button(view, on_language, *language)).collect();
    let values = ["languages".into(), "group".into(), view.locale.text(Message::PageLanguage).to_string().into()];
    let parts = [
        skip(view, Message::PageSkipToResult, RESULTS),
        skip(view, Message::PageSkipToForm, FORM),
        around("p", "masthead-name", text(view, Message::PageName)),
        provider::name(view),
        around("h1", "masthead-question", text(view, Message::PageQuestion)),
        tag("div", "masthead-tiers", TIERS.map(|message| around("p", "", text(view, message)))),
        if provider.leaves_out(Section::Languages) || offered.len() < 2 {
            Html::default()
        } else {
            with("div", &["class", "role", "aria-label"], values, languages)
        },
    ];
    all([tag("header", "masthead", parts), in_short(view, verdict)])
}

/// A way past everything before it, which shows when it has the focus. Not a link: the fragment of the address is the
/// scenario.
fn skip(view: &View, name: Message, to: &'static str) -> Html {
    button("visually-hidden skip", [text(view, name)], move || document::focus(to))
}

fn language_button(view: &View, on_language: &Callback<Language>, language: Language) -> Html {
    let chosen = language == view.locale.language;
    let on_language = on_language.clone();
    let values = ["button".into(), "language".into(), language.code().into(), flag(chosen)];
    let name = [Html::from(language.name())];
    button_with(&["type", "class", "lang", "aria-pressed"], values, name, move || on_language.emit(language))
}

/// The result in one line. Not a link: the fragment of the address is the scenario.
fn in_short(view: &View, verdict: &Verdict) -> Html {
    let go = [text(view, Message::PageToResult), Icon::Down.draw()];
    let answer = around("span", "in-short-answer", rich(&verdict.short));
    let go = tag("span", "in-short-go", go);
    let bar = button("in-short", [answer, go], || document::focus(RESULTS));
    // What would tip it, on the first screen of a phone too; it is said again in the report.
    let tipping = verdict.tipping.first().map(rich).unwrap_or_default();
    all([bar, with("p", &["class", "aria-hidden"], ["in-short-tipping".into(), flag(true)], [tipping])])
}

/// What is to be known before anything else: of the link that was opened, of the provider. Above the form too, as that comes first
/// on a narrow screen.
pub fn notices(view: &View, dispatch: &Dispatch) -> Html {
    all([notices::notices(view, dispatch), provider::notices(view, dispatch)])
}

/// The results.
pub fn report(view: &View, verdict: &Verdict, dispatch: &Dispatch) -> Html {
    let parts = [
        skip(view, Message::PageSkipToForm, FORM),
        head::head(view, verdict, dispatch),
        provider::filled(view, dispatch),
        strip::strip(view, dispatch),
        requirements::requirements(view, dispatch),
        steady(view, dispatch, Follows::State, |view, _| costs::costs(view)),
        steady(view, dispatch, Follows::State, |view, _| break_even::break_even(view)),
        steady(view, dispatch, Follows::State, |view, _| cautions::cautions(view)),
        steady(view, dispatch, Follows::State, |view, _| decide::place(view)),
        steady(view, dispatch, Follows::NOTHING, |view, _| noticed::noticed(view)),
        steady(view, dispatch, Follows::NOTHING, |view, _| beliefs::beliefs(view)),
        steady(view, dispatch, Follows::NOTHING, |view, _| limits::limits(view)),
        paper::entered(view),
        steady(view, dispatch, Follows::NOTHING, |view, _| sources::sources(view)),
        steady(view, dispatch, Follows::State, |view, _| share::share(view)),
        if provider_prints(view) { paper::button(view) } else { Html::default() },
    ];
    let values = [RESULTS.into(), "report".into(), "-1".into(), "".into()];
    with("main", &["id", "class", "tabindex", "data-results"], values, parts)
}

/// The foot of the page.
pub fn footer(view: &View, dispatch: &Dispatch) -> Html {
    let last = [text(view, Message::DisclaimerPrivacy), text(view, Message::DisclaimerVat)];
    let lines = [
        provider::contact(view),
        around("p", "", text(view, Message::DisclaimerTrademarks)),
        around("p", "", spaced(last)),
        steady(view, dispatch, Follows::NOTHING, |view, _| about::about(view)),
    ];
    tag("footer", "foot", lines)
}

/// Whether the button that prints is not left out.
fn provider_prints(view: &View) -> bool {
    !view.state.provider.leaves_out(Section::Print)
}
