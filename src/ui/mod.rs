//! The page: state and report in, HTML out.
//!
//! [`App`] is the one component with effects. It keeps the [`State`], evaluates, mirrors the scenario in the address and
//! the steps in the browser's history ([`trail`]), says changes to who can't see them ([`voice`]), asks a worker for what
//! takes long, and hands a [`View`] to the functions that draw the form and the report. Those are plain functions; a
//! component of its own is only what has state of its own, such as the text of a field.

mod element;
pub mod field;
pub mod form;
pub mod further;
mod provided;
pub mod report;
pub mod rich;
mod steady;
mod trail;
mod voice;

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::app::{Action, State};
use crate::browser::further as further_port;
use crate::browser::outlook::Outlook;
use crate::browser::{address, clock, document, events, messages, print, text};
use crate::engine::Evaluation;
use crate::engine::date::Date;
use crate::engine::doubt::Doubt;
use crate::engine::report::{Answer, Uncertainty};
use crate::engine::scenario::{Fault, Problem};
use crate::engine::situation::Situation;
use crate::i18n::{Language, Locale, Message, Messages};
use crate::link::{self, Opened};
use crate::outlook::{Drawn, Reply, Request};

pub use self::element::set_base;
use self::report::verdict::verdict;
use self::trail::Trail;
use self::voice::Voice;

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
    /// What is certain, where that was worked out already.
    pub judged: Option<Rc<Doubt>>,
    /// Whether it is drawn for paper.
    pub printing: bool,
}

/// The same state, language and draws: all else follows from them.
impl PartialEq for View {
    fn eq(&self, other: &View) -> bool {
        self.locale == other.locale
            && (Rc::ptr_eq(&self.state, &other.state) || self.state == other.state)
            && self.uncertainty == other.uncertainty
            && self.judged == other.judged
            && self.printing == other.printing
    }
}

impl View {
    /// The view of a state, without what takes long.
    pub fn new(locale: Locale, state: Rc<State>) -> View {
        let evaluation = Evaluation::new(&state.scenario, state.today);
        let (situation, answer) = (evaluation.situation().clone(), evaluation.answer());
        let (situation, answer) = (Rc::new(situation), Rc::new(answer));
        View { locale, situation, answer, uncertainty: None, judged: None, printing: false, state }
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
    /// What the build worked out of the page that this one takes the place of.
    pub drawn: Option<Drawn>,
    /// To be called once the page is drawn.
    pub on_drawn: Callback<()>,
}

/// What happens to the page.
pub enum Event {
    /// The visitor did something.
    Act(Action),
    /// The browser came to an entry of its history: its number, if it has one, and its fragment.
    Arrived(Option<u32>, String),
    /// It has been quiet for a while.
    Quiet,
    /// Another language was chosen.
    Speak(Language),
    /// Its texts have come.
    Spoken(Locale),
    /// The texts that the answer doesn't need have come.
    Complete(Locale),
    /// What takes long can be asked for.
    OutlookReady,
    /// It is time to ask.
    Ask,
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
    /// Where the browser's history is.
    trail: Trail,
    /// What is to be said.
    voice: Voice,
    /// Tells of an address that the visitor opens, or comes back to.
    _arrivals: Option<EventListener>,
    /// Tells what the part that is a program of its own asks for.
    _acts: Option<EventListener>,
    /// Tells when it is printed.
    _printing: Option<[EventListener; 2]>,
    outlook: Option<Outlook>,
    /// The number of the last question to it.
    asked: u32,
    /// Until that is put.
    asking: Option<Timeout>,
}

impl Component for App {
    type Message = Event;
    type Properties = AppProps;

    fn create(ctx: &Context<App>) -> App {
        let props = ctx.props();
        let link = ctx.link();
        let arrivals = link.callback(|(number, fragment)| Event::Arrived(number, fragment));
        let printing = link.callback(Event::Print);
        let acts = link.callback(Event::Act);
        let trail = Trail::start();
        let state =
            provided::state(opened(&address::fragment(), props.today), props.today, trail.at(), trail.recalled());
        let mut view = View::new(props.locale.clone(), Rc::new(state));
        view.uncertainty = props
            .drawn
            .as_ref()
            .filter(|drawn| still_holds(drawn, &view))
            .map(|drawn| Rc::new(drawn.uncertainty.clone()));
        let mut app = App {
            voice: Voice::new(&view),
            view,
            trail,
            language_chosen: props.language_chosen,
            dispatch: Dispatch::new(link.callback(Event::Act)),
            on_language: link.callback(Event::Speak),
            _arrivals: address::on_arrival(move |number, fragment| arrivals.emit((number, fragment))),
            _acts: further_port::on_act(move |text| {
                if let Some(action) = Action::read(&text) {
                    acts.emit(action);
                }
            }),
            _printing: print::on_print(move |now| printing.emit(now)),
            outlook: None,
            asked: 0,
            asking: None,
        };
        app.follow();
        app
    }

    fn update(&mut self, ctx: &Context<App>, event: Event) -> bool {
        match event {
            Event::Act(action) => {
                if self.trail.takes(&action, &self.view.state) {
                    // The browser goes there, and tells when it is.
                    return false;
                }
                return self.act(ctx, action);
            }
            Event::Arrived(number, fragment) => return self.arrive(ctx, number, &fragment),
            Event::Quiet => {
                self.voice.speak(&self.view);
                return false;
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
                self.voice = Voice::new(&self.view);
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
                self.ask(ctx);
                return false;
            }
            Event::Ask => {
                self.put();
                return false;
            }
            Event::Drawn(reply) => {
                // The answer to an earlier question says nothing about what is on the screen now.
                if reply.number != self.asked {
                    return false;
                }
                let state = &self.view.state;
                // What can't be read is in no report.
                let report = if state.waits() { "" } else { &reply.report };
                events::changed(&state.address(&state.scenario, state.made.as_ref(), None), report);
                self.view.uncertainty = Some(Rc::new(reply.uncertainty));
                return true;
            }
            Event::Print(printing) => {
                self.view.printing = printing;
                return true;
            }
        }
        self.follow();
        true
    }

    fn view(&self, _: &Context<App>) -> Html {
        page(&self.view, &self.dispatch, &self.on_language)
    }

    fn rendered(&mut self, ctx: &Context<App>, first: bool) {
        if first {
            self.describe();
            ctx.props().on_drawn.emit(());
            document::mark_ready();
            further_port::ready();
            if !self.view.locale.messages.is_complete() {
                self.complete(ctx);
            }
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
    fn turn_to(&mut self, ctx: &Context<App>, next: State) {
        let same = next.scenario == self.view.state.scenario && next.today == self.view.state.today;
        let next = Rc::new(next);
        if same {
            let waited = self.view.state.waits();
            self.view.state = next;
            // There is a report to tell of again, or none any more.
            if waited != self.view.state.waits() {
                self.ask(ctx);
            }
        } else {
            self.view = View::new(self.view.locale.clone(), next);
            self.ask(ctx);
        }
    }

    /// Asks for what takes long, once the answer is drawn. What was asked before is no longer of use.
    fn ask(&mut self, ctx: &Context<App>) {
        self.asked += 1;
        let link = ctx.link().clone();
        self.asking = Some(Timeout::new(0, move || link.send_message(Event::Ask)));
    }

    /// Puts the question, of what is on the page by now.
    fn put(&mut self) {
        self.asking = None;
        let state = &self.view.state;
        let request = Request { number: self.asked, fragment: link::write_plain(&state.scenario), today: state.today };
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

    /// Does something. Says whether there is something to draw.
    fn act(&mut self, ctx: &Context<App>, action: Action) -> bool {
        self.voice.note(&self.view, &action);
        let next = self.view.state.update(action);
        self.go_on(ctx, next)
    }

    /// Goes on with another state, and everything that follows it. Says whether it is another one.
    fn go_on(&mut self, ctx: &Context<App>, next: State) -> bool {
        let quiet = ctx.link().callback(|()| Event::Quiet);
        self.voice.wait(move || quiet.emit(()));
        let other = next != *self.view.state;
        if other {
            self.turn_to(ctx, next);
            self.follow();
        }
        other
    }

    /// The browser came to an entry: one that is remembered, one from before the page was loaded, or a new one.
    fn arrive(&mut self, ctx: &Context<App>, number: Option<u32>, fragment: &str) -> bool {
        let state = &self.view.state;
        let Some(number) = number else {
            let opened = opened(fragment, state.today);
            let next = state.update(Action::Open(opened));
            // The browser has made its entry already.
            self.trail.number(&next);
            return self.go_on(ctx, next);
        };
        self.trail.came_to(number);
        if number == state.history.position() {
            self.follow();
            return false;
        }
        let remembered = state.history.moment(number).is_some();
        let recalled = self.trail.recalled();
        if remembered {
            return self.act(ctx, Action::GoTo(number));
        }
        self.act(ctx, Action::Arrive(number, opened(fragment, state.today)));
        if let Some(filled) = recalled {
            self.act(ctx, Action::Recall(filled));
        }
        true
    }

    fn follow(&mut self) {
        let language = self.language_chosen.then(|| self.view.locale.language.code());
        self.trail.follow(&self.view.state, language);
    }
}

/// Reads an address; a language that isn't there is a problem like any other.
fn opened(fragment: &str, today: Date) -> Opened {
    let mut opened = link::decode_composed(fragment, today, text::composed);
    if let Some(code) = opened.language.take_if(|code| Language::from_code(code).is_none()) {
        opened.problems.push(Problem::new(link::LANGUAGE_KEY, &code, Fault::UnknownChoice(Language::CODES)));
    }
    opened
}

/// Whether what the build worked out is right today as well: the worker says so too, a moment later.
fn still_holds(drawn: &Drawn, view: &View) -> bool {
    let State { scenario, today, .. } = &*view.state;
    if drawn.day == *today {
        return true;
    }
    let then = Evaluation::new(scenario, drawn.day).answer();
    then.rules.id == view.answer.rules.id && then.difference == view.answer.difference
}

/// The id of what stands below the report and is drawn by the build alone: its place.
pub const MORE: &str = "more";

/// The whole page.
pub fn page(view: &View, dispatch: &Dispatch, on_language: &Callback<Language>) -> Html {
    whole(view, form::form(view, dispatch), dispatch, on_language)
}

/// The page as the build draws it: the texts that `first` has are enough for the form, where all help is folded.
pub fn still(view: &View, first: &View) -> Html {
    let dispatch = Dispatch::new(Callback::noop());
    whole(view, form::form(first, &dispatch), &dispatch, &Callback::noop())
}

fn whole(view: &View, form: Html, dispatch: &Dispatch, on_language: &Callback<Language>) -> Html {
    let verdict = verdict(view);
    let parts = [report::notices(view, dispatch), form, report::report(view, &verdict, dispatch)];
    let more = element::with("div", &["id"], [MORE.into()], Vec::new());
    let header = report::header(view, &verdict, on_language);
    element::all([header, element::tag("div", "page", parts), more, report::footer(view, dispatch)])
}

/// Starts the page beside what the build drew, and puts it in its place once it is drawn.
pub fn start() {
    wasm_bindgen_futures::spawn_local(async {
        let language = messages::language().and_then(|code| Language::from_code(&code)).unwrap_or(Language::En);
        let texts = messages::first().await.and_then(|text| Messages::parse(&text).ok());
        let (Some(mut texts), Some(root)) = (texts, document::root()) else {
            document::fail("there are no texts");
            return;
        };
        if let Some(all) = messages::later().await.and_then(|later| texts.with_later(&later).ok()) {
            texts = all;
        }
        // Before anybody reads the address: what is in the query is sent to the server when the page is loaded again.
        address::move_query(link::without_figures);
        let (year, month, day) = clock::today();
        let today = Date::new(year, month, day).unwrap_or(crate::engine::scenario::FIRST_DAY);
        let language_chosen = link::decode(&address::fragment(), today).language.as_deref() == Some(language.code());
        let locale = Locale { language, messages: Rc::new(texts) };
        let drawn = document::drawn().and_then(|drawn| Drawn::read(&drawn));
        let on_drawn = Callback::from({
            let root = root.clone();
            move |()| document::take_over(&root)
        });
        let props = AppProps { locale, language_chosen, today, drawn, on_drawn };
        yew::Renderer::<App>::with_root_and_props(root, props).render();
    });
}
