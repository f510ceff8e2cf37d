//! The page: state and report in, HTML out.
//!
//! [`App`] is the one component with effects. It keeps the [`State`], evaluates, mirrors the scenario in the address,
//! asks a worker for what takes long, and hands a [`View`] to the functions that draw the form and the report. Those are plain functions; a component of
//! its own is only what has state of its own, such as the text of a field.

mod element;
pub mod field;
pub mod form;
pub mod report;
pub mod rich;

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::app::{Action, State};
use crate::browser::outlook::Outlook;
use crate::browser::{address, clock, document, messages, print};
use crate::engine::Evaluation;
use crate::engine::date::Date;
use crate::engine::report::{Answer, Uncertainty};
use crate::engine::scenario::{Fault, Problem};
use crate::engine::situation::Situation;
use crate::i18n::{Language, Locale, Message, Messages};
use crate::link::{self, Opened};
use crate::outlook::{Reply, Request};

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
    /// Whether it is drawn for paper.
    pub printing: bool,
}

/// The same state, language and draws: all else follows from them.
impl PartialEq for View {
    fn eq(&self, other: &View) -> bool {
        self.locale == other.locale
            && (Rc::ptr_eq(&self.state, &other.state) || self.state == other.state)
            && self.uncertainty == other.uncertainty
            && self.printing == other.printing
    }
}

impl View {
    /// The view of a state, without what takes long.
    pub fn new(locale: Locale, state: Rc<State>) -> View {
        let evaluation = Evaluation::new(&state.scenario, state.today);
        let (situation, answer) = (evaluation.situation().clone(), evaluation.answer());
        let (situation, answer) = (Rc::new(situation), Rc::new(answer));
        View { locale, situation, answer, uncertainty: None, printing: false, state }
    }

    /// The view with what takes long.
    pub fn complete(mut self) -> View {
        let uncertainty = Evaluation::new(&self.state.scenario, self.state.today).uncertainty();
        self.uncertainty = Some(Rc::new(uncertainty));
        self
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

/// What happens to the page.
pub enum Event {
    /// The visitor did something.
    Act(Action),
    /// Another language was chosen.
    Speak(Language),
    /// Its texts have come.
    Spoken(Locale),
    /// The texts that the answer doesn't need have come.
    Complete(Locale),
    /// What takes long can be asked for.
    OutlookReady,
    /// What takes long has come.
    Drawn(Reply),
    /// The page is about to be printed, or has been.
    Print(bool),
}

/// The page.
pub struct App {
    view: View,
    /// Whether the language is written in the address, because it was asked for or chosen.
    language_chosen: bool,
    dispatch: Dispatch,
    on_language: Callback<Language>,
    /// Until the address follows.
    address: Option<Timeout>,
    /// Tells of an address that the visitor opens.
    _opening: Option<EventListener>,
    /// Tells when it is printed.
    _printing: Option<[EventListener; 2]>,
    outlook: Option<Outlook>,
    /// The number of the last question to it.
    asked: u32,
}

impl Component for App {
    type Message = Event;
    type Properties = AppProps;

    fn create(ctx: &Context<App>) -> App {
        let props = ctx.props();
        let link = ctx.link();
        let opening = link.callback(|fragment: String| Event::Act(Action::Open(opened(&fragment))));
        let printing = link.callback(Event::Print);
        let state = State::new(opened(&address::fragment()), props.today);
        let mut app = App {
            view: View::new(props.locale.clone(), Rc::new(state)),
            language_chosen: props.language_chosen,
            dispatch: Dispatch::new(link.callback(Event::Act)),
            on_language: link.callback(Event::Speak),
            address: None,
            _opening: address::on_fragment(move |fragment| opening.emit(fragment)),
            _printing: print::on_print(move |now| printing.emit(now)),
            outlook: None,
            asked: 0,
        };
        app.address_follows();
        app
    }

    fn update(&mut self, ctx: &Context<App>, event: Event) -> bool {
        match event {
            Event::Act(action) => {
                let next = self.view.state.update(action);
                if next == *self.view.state {
                    return false;
                }
                self.turn_to(next);
            }
            Event::Speak(language) => {
                let done = ctx.link().callback(Event::Spoken);
                wasm_bindgen_futures::spawn_local(async move {
                    let text = messages::fetch(language.code()).await;
                    // Without the texts of the other language the page stays in this one.
                    if let Some(texts) = text.and_then(|text| Messages::parse(&text).ok()) {
                        done.emit(Locale { language, messages: Rc::new(texts) });
                    }
                });
                return false;
            }
            Event::Spoken(locale) => {
                self.language_chosen = true;
                self.view.locale = locale;
                self.describe();
                self.complete(ctx);
            }
            Event::Complete(locale) => {
                // Unless another language was chosen meanwhile.
                let current = locale.language == self.view.locale.language;
                if current {
                    self.view.locale = locale;
                }
                return current;
            }
            Event::OutlookReady => {
                self.ask();
                return false;
            }
            Event::Drawn(reply) => {
                // The answer to an earlier question says nothing about what is on the screen now.
                if reply.number != self.asked {
                    return false;
                }
                self.view.uncertainty = Some(Rc::new(reply.uncertainty));
                return true;
            }
            Event::Print(printing) => {
                self.view.printing = printing;
                return true;
            }
        }
        self.address_follows();
        true
    }

    fn view(&self, _: &Context<App>) -> Html {
        page(&self.view, &self.dispatch, &self.on_language)
    }

    fn rendered(&mut self, ctx: &Context<App>, first: bool) {
        if first {
            self.describe();
            document::mark_ready();
            self.complete(ctx);
            let (ready, drawn) = (ctx.link().callback(|()| Event::OutlookReady), ctx.link().callback(Event::Drawn));
            // Its program is fetched only now, so that the answer comes first.
            self.outlook = Outlook::start(move |message| match Reply::read(&message) {
                Some(reply) => drawn.emit(reply),
                None => ready.emit(()),
            });
        }
    }
}

impl App {
    /// Goes on with another state; what follows from the scenario is worked out anew only when that has changed.
    fn turn_to(&mut self, next: State) {
        let same = next.scenario == self.view.state.scenario && next.today == self.view.state.today;
        let next = Rc::new(next);
        if same {
            self.view.state = next;
        } else {
            self.view = View::new(self.view.locale.clone(), next);
            self.ask();
        }
    }

    fn ask(&mut self) {
        self.asked += 1;
        let state = &self.view.state;
        let request = Request { number: self.asked, fragment: link::encode(&state.scenario, None), today: state.today };
        if let Some(outlook) = &self.outlook {
            outlook.ask(&request.write());
        }
    }

    /// Fetches the texts that the answer doesn't need.
    fn complete(&self, ctx: &Context<App>) {
        let (locale, done) = (self.view.locale.clone(), ctx.link().callback(Event::Complete));
        wasm_bindgen_futures::spawn_local(async move {
            let later = messages::fetch_later(locale.language.code()).await;
            // Without them the page lacks some help, no figure.
            if let Some(texts) = later.and_then(|later| locale.messages.with_later(&later).ok()) {
                done.emit(Locale { messages: Rc::new(texts), ..locale });
            }
        });
    }

    fn describe(&self) {
        let locale = &self.view.locale;
        document::describe(locale.language.code(), locale.text(Message::PageTitle));
    }

    /// Brings the address up to date, a moment after the last change.
    fn address_follows(&mut self) {
        let state = &self.view.state;
        let language = self.language_chosen.then(|| self.view.locale.language.code());
        let fragment = link::encode(&state.scenario, language);
        // While a notice stands, the address it is about stays: reloading shows the notice again.
        self.address = state.notices.is_empty().then(|| {
            Timeout::new(ADDRESS_DELAY, move || {
                if address::fragment().trim_start_matches('#') != fragment {
                    address::replace_fragment(&fragment);
                }
            })
        });
    }
}

/// Reads an address; a language that isn't there is a problem like any other.
fn opened(fragment: &str) -> Opened {
    let mut opened = link::decode(fragment);
    if let Some(code) = opened.language.take_if(|code| Language::from_code(code).is_none()) {
        opened.problems.push(Problem::new(link::LANGUAGE_KEY, &code, Fault::UnknownChoice(Language::CODES)));
    }
    opened
}

/// The whole page.
pub fn page(view: &View, dispatch: &Dispatch, on_language: &Callback<Language>) -> Html {
    let both = [form::form(view, dispatch), report::report(view, dispatch)];
    element::all([report::header(view, on_language), element::tag("div", "page", both), report::footer(view)])
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
