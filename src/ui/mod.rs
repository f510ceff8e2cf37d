//! The page: state and report in, HTML out.
//!
//! [`App`] is the one component with effects. It keeps the [`State`], evaluates, mirrors the scenario in the address,
//! and hands a [`View`] to the functions that draw the form and the report. Those are plain functions; a component of
//! its own is only what has state of its own, such as the text of a field.

pub mod field;
pub mod form;
pub mod report;
pub mod rich;

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::app::{Action, State};
use crate::browser::{address, clock, document, messages};
use crate::engine::Evaluation;
use crate::engine::date::Date;
use crate::engine::report::{Answer, Uncertainty};
use crate::engine::scenario::{Fault, Problem};
use crate::engine::situation::Situation;
use crate::i18n::{Language, Locale, Message, Messages};
use crate::link::{self, Opened};

/// How long after the last change the address follows, in milliseconds: browsers limit how often it may change.
const ADDRESS_DELAY: u32 = 150;

/// Everything the page draws from.
#[derive(Clone)]
pub struct View {
    /// The language, with its texts and its way of writing figures.
    pub locale: Locale,
    /// What the visitor stated.
    pub state: Rc<State>,
    /// The scenario with its defaults.
    pub situation: Rc<Situation>,
    /// The answer.
    pub answer: Rc<Answer>,
    /// How sure it is: computed after the answer is on the screen, so absent for a moment after each change.
    pub uncertainty: Option<Rc<Uncertainty>>,
}

/// The same state, language and draws: all else follows from them.
impl PartialEq for View {
    fn eq(&self, other: &View) -> bool {
        self.locale == other.locale
            && (Rc::ptr_eq(&self.state, &other.state) || self.state == other.state)
            && self.uncertainty == other.uncertainty
    }
}

impl View {
    /// The view of a state, without what takes long.
    pub fn new(locale: Locale, state: Rc<State>) -> View {
        let evaluation = Evaluation::new(&state.scenario, state.today);
        let (situation, answer) = (evaluation.situation().clone(), evaluation.answer());
        View { locale, situation: Rc::new(situation), answer: Rc::new(answer), uncertainty: None, state }
    }

    /// The view with what takes long.
    pub fn complete(mut self) -> View {
        let uncertainty = Evaluation::new(&self.state.scenario, self.state.today).uncertainty();
        self.uncertainty = Some(Rc::new(uncertainty));
        self
    }
}

/// The state as Yew keeps it.
#[derive(PartialEq)]
struct Store(Rc<State>);

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let next = self.0.update(action);
        if next == *self.0 { self } else { Rc::new(Store(Rc::new(next))) }
    }
}

/// Sends actions to the state. It never changes, so it costs nothing to pass on.
#[derive(Clone, PartialEq)]
pub struct Dispatch(Callback<Action>);

impl Dispatch {
    /// Sends to this.
    pub fn new(callback: Callback<Action>) -> Dispatch {
        Dispatch(callback)
    }

    /// Changes the state.
    pub fn send(&self, action: Action) {
        self.0.emit(action);
    }
}

/// What the page starts from.
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The language it starts in.
    pub locale: Locale,
    /// Whether the address named that language.
    pub language_chosen: bool,
    /// Today.
    pub today: Date,
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let locale = use_state_eq(|| props.locale.clone());
    let chosen = use_state_eq(|| props.language_chosen);
    let store = use_reducer(|| Store(Rc::new(State::new(opened(&address::fragment()), props.today))));
    let dispatcher = store.dispatcher();
    let dispatch = use_memo((), |()| Dispatch::new(Callback::from(move |action| dispatcher.dispatch(action))));
    let state = store.0.clone();

    let view = use_memo((state.scenario.clone(), state.today), |_| View::new((*locale).clone(), state.clone()));
    let uncertainty = use_state_eq(|| None::<(Rc<crate::engine::scenario::Scenario>, Rc<Uncertainty>)>);
    {
        // After the answer is on the screen. A change before then drops the timer.
        let uncertainty = uncertainty.clone();
        use_effect_with((state.scenario.clone(), state.today), move |(scenario, today)| {
            let (scenario, today) = (scenario.clone(), *today);
            let timer = Timeout::new(0, move || {
                let drawn = Evaluation::new(&scenario, today).uncertainty();
                uncertainty.set(Some((scenario, Rc::new(drawn))));
            });
            move || drop(timer)
        });
    }
    use_address(&state, &locale, *chosen, &dispatch);
    use_effect_with((*locale).clone(), |locale| {
        document::describe(locale.language.code(), locale.text(Message::PageTitle));
        document::mark_ready();
    });

    let drawn = uncertainty.as_ref().filter(|(of, _)| *of == state.scenario).map(|(_, drawn)| drawn.clone());
    let view = View { locale: (*locale).clone(), state, uncertainty: drawn, ..(*view).clone() };
    let on_language = Callback::from(move |language: Language| {
        let (locale, chosen) = (locale.clone(), chosen.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let text = messages::fetch(language.code()).await;
            // Without the texts of the other language the page stays in this one.
            if let Some(texts) = text.and_then(|text| Messages::parse(&text).ok()) {
                locale.set(Locale { language, messages: Rc::new(texts) });
                chosen.set(true);
            }
        });
    });
    page(&view, &dispatch, &on_language)
}

/// Keeps the address and the scenario the same, whichever of them changes.
#[hook]
fn use_address(state: &Rc<State>, locale: &Locale, chosen: bool, dispatch: &Rc<Dispatch>) {
    let language = chosen.then(|| locale.language.code());
    let fragment = link::encode(&state.scenario, language);
    let notices = !state.notices.is_empty();
    use_effect_with((fragment, notices), |(fragment, notices)| {
        // While a notice stands, the address it is about stays: reloading shows the notice again.
        let timer = (!notices).then(|| {
            let fragment = fragment.clone();
            Timeout::new(ADDRESS_DELAY, move || {
                if address::fragment().trim_start_matches('#') != fragment {
                    address::replace_fragment(&fragment);
                }
            })
        });
        move || drop(timer)
    });
    let dispatch = dispatch.clone();
    use_effect_with((), move |()| {
        let listener = address::on_fragment(move |fragment| dispatch.send(Action::Open(opened(&fragment))));
        move || drop(listener)
    });
}

/// The languages an address can ask for.
const LANGUAGES: &[&str] = &["en", "nl"];

/// Reads an address; a language that isn't there is a problem like any other.
fn opened(fragment: &str) -> Opened {
    let mut opened = link::decode(fragment);
    if let Some(code) = opened.language.take_if(|code| !LANGUAGES.contains(&code.as_str())) {
        opened.problems.push(Problem::new(link::LANGUAGE_KEY, &code, Fault::UnknownChoice(LANGUAGES)));
    }
    opened
}

/// The whole page.
pub fn page(view: &View, dispatch: &Dispatch, on_language: &Callback<Language>) -> Html {
    html! {
        <>
            { report::header(view, on_language) }
            <div class="page">
                { form::form(view, dispatch) }
                { report::report(view, dispatch) }
            </div>
            { report::footer(view) }
        </>
    }
}

/// Starts the page in the element it is drawn in.
pub fn start() {
    wasm_bindgen_futures::spawn_local(async {
        let language = messages::language().and_then(|code| Language::from_code(&code)).unwrap_or(Language::En);
        let texts = messages::first().await.and_then(|text| Messages::parse(&text).ok());
        // Without texts there is no page; the loader shows why.
        let (Some(texts), Some(root)) = (texts, document::root()) else { return };
        let (year, month, day) = clock::today();
        let today = Date::new(year, month, day).unwrap_or(crate::engine::scenario::FIRST_DAY);
        let language_chosen = link::decode(&address::fragment()).language.as_deref() == Some(language.code());
        let locale = Locale { language, messages: Rc::new(texts) };
        document::clear(&root);
        yew::Renderer::<App>::with_root_and_props(root, AppProps { locale, language_chosen, today }).render();
    });
}
