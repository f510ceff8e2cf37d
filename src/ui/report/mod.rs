//! The report: the answer, drawn; and what stands around it.

mod bar;
mod break_even;
mod cautions;
mod column;
mod costs;
mod element;
mod head;
mod icon;
mod link;
mod notices;
mod requirements;
mod sources;
mod strip;
pub mod verdict;
mod words;

use yew::prelude::*;

use self::element::{around, spaced, tag};
use self::icon::Icon;
use self::verdict::verdict;
use self::words::text;
use super::rich::rich;
use super::{Dispatch, View};
use crate::browser::document;
use crate::i18n::{Language, Message};

/// The id of the results, for who jumps to them.
const RESULTS: &str = "results";

/// The top of the page: its name, its question, the languages; and the result in one line, which stays in sight on a
/// narrow screen and is the way past the form on a wide one.
pub fn header(view: &View, on_language: &Callback<Language>) -> Html {
    let group = view.locale.text(Message::PageLanguage).to_string();
    html! {
        <>
            <header class="masthead">
                { around("p", "masthead-name", text(view, Message::PageName)) }
                { around("h1", "masthead-question", text(view, Message::PageQuestion)) }
                <div class="languages" role="group" aria-label={group}>
                    { for Language::ALL.into_iter().map(|language| language_button(view, on_language, language)) }
                </div>
            </header>
            { in_short(view) }
        </>
    }
}

fn language_button(view: &View, on_language: &Callback<Language>, language: Language) -> Html {
    let chosen = language == view.locale.language;
    let on_language = on_language.clone();
    let onclick = Callback::from(move |_: MouseEvent| on_language.emit(language));
    html! {
        <button
            type="button"
            class="language"
            lang={language.code()}
            aria-pressed={if chosen { "true" } else { "false" }}
            {onclick}
        >
            { language.name() }
        </button>
    }
}

/// The result in one line. Not a link: the fragment of the address is the scenario.
fn in_short(view: &View) -> Html {
    let onclick = Callback::from(|_: MouseEvent| document::focus(RESULTS));
    let go = vec![text(view, Message::PageToResult), Icon::Down.draw()];
    let answer = around("span", "in-short-answer", rich(&verdict(view).short));
    let go = tag("span", "in-short-go", go);
    html! { <button type="button" class="in-short" {onclick}>{ answer }{ go }</button> }
}

/// The results.
pub fn report(view: &View, dispatch: &Dispatch) -> Html {
    html! {
        <main id={RESULTS} class="report" tabindex="-1" data-results="">
            { notices::notices(view, dispatch) }
            { head::head(view, &verdict(view)) }
            { strip::strip(view) }
            { requirements::requirements(view) }
            { costs::costs(view) }
            { break_even::break_even(view) }
            { cautions::cautions(view) }
            { sources::sources(view) }
        </main>
    }
}

/// The foot of the page.
pub fn footer(view: &View) -> Html {
    let last = vec![text(view, Message::DisclaimerPrivacy), text(view, Message::DisclaimerVat)];
    let lines = vec![around("p", "", text(view, Message::DisclaimerTrademarks)), around("p", "", spaced(last))];
    tag("footer", "foot", lines)
}
