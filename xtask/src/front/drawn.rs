//! The page of the calculator as HTML, drawn by the functions that draw it in the browser.

use std::rc::Rc;

use anyhow::{Context, Result, anyhow};
use tierwise::app::State;
use tierwise::engine::date::Date;
use tierwise::i18n::{Language, Locale, Messages, message_files};
use tierwise::link;
use tierwise::outlook::Drawn;
use tierwise::ui::{self, View};
use yew::prelude::*;

/// The page with nothing filled in.
pub(super) struct Front {
    /// What stands in the element the page is drawn in.
    pub(super) html: String,
    /// What the program goes on from.
    pub(super) drawn: String,
}

/// Draws it as of a day; `base` is where the root is from there.
pub(super) fn draw(language: Language, day: Date, base: &str) -> Result<Front> {
    let locale = Locale::embedded(language);
    let files = message_files().iter().find(|files| files.language == language.code());
    let first = files.context("a language without messages")?.first;
    let first = Messages::parse(first).map_err(|error| anyhow!("{error:?}"))?;
    let view = view(locale, "", day);
    let uncertainty = view.uncertainty.as_deref().context("there are no draws")?.clone();
    let first = View { locale: Locale { language, messages: Rc::new(first) }, ..view.clone() };
    ui::set_base(base.to_owned());
    Ok(Front { html: html(StillProps { view, first })?, drawn: Drawn { day, uncertainty }.write() })
}

/// The page as of a day, with the fields of a fragment and all that can be said of them.
pub(super) fn view(locale: Locale, fragment: &str, day: Date) -> View {
    View::new(locale, Rc::new(State::new(link::plain(fragment), day))).complete()
}

#[derive(Properties, PartialEq)]
struct StillProps {
    view: View,
    first: View,
}

#[component]
fn Still(props: &StillProps) -> Html {
    ui::still(&props.view, &props.first)
}

fn html(props: StillProps) -> Result<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let renderer = yew::LocalServerRenderer::<Still>::with_props(props).hydratable(false);
    Ok(tokio::task::LocalSet::new().block_on(&runtime, renderer.render()))
}
