//! The part of the page that is a program of its own: it is told what the page shows, and draws what lets one think further.
//!
//! What it draws takes longer than a keystroke may. So the script that starts it waits until there are no more keys for a
//! moment, and then one part after the other is drawn, with room for a key between them; until its turn a part shows what
//! it showed, and says that it is busy.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::report::decide::{PARTS, Part, dossier};
use super::{Dispatch, View, element, rich};
use crate::app::Action;
use crate::app::filled::Provider;
use crate::app::profile::Brought;
use crate::app::reach::Section;
use crate::app::shown::Shown;
use crate::browser::outlook::Outlook;
use crate::browser::{document, further, host, messages, paper};
use crate::engine::Evaluation;
use crate::engine::rules::Source;
use crate::i18n::{Language, Locale, Message, Messages};
use crate::link;
use crate::outlook::{Judge, Judged, Request};

/// What happens to it.
pub enum Event {
    /// The page shows this.
    Told(String),
    /// The texts of the language in which it does have come.
    Spoken(Locale),
    /// What takes long can be asked for.
    OutlookReady,
    /// It is known what is certain.
    Judged(Judged),
    /// It is known what is cited on paper.
    Numbered,
    /// The next part can be drawn.
    Next,
    /// All of them are drawn.
    Done,
}

/// All parts, each with what it is drawn from.
pub struct Further {
    dispatch: Dispatch,
    locale: Option<Locale>,
    /// What the page showed last, until it is drawn.
    told: Option<Shown>,
    /// What the page shows.
    latest: Option<View>,
    /// What each part shows; nothing until its first turn.
    shown: [Option<View>; PARTS.len()],
    /// What works out what is certain of ranges.
    outlook: Option<Outlook>,
    /// The number of the last question to it, and whether its answer is still to come.
    asked: (u32, bool),
    /// The part whose turn it is.
    turn: usize,
    /// Until that.
    pause: Option<Timeout>,
    /// What has the focus, while something is drawn.
    focused: Option<String>,
    /// What is cited on paper, by number; nothing until all of that is drawn.
    cited: Option<Vec<Source>>,
}

impl Component for Further {
    type Message = Event;
    type Properties = ();

    fn create(ctx: &Context<Further>) -> Further {
        let told = ctx.link().callback(Event::Told);
        further::hear(move |text| told.emit(text));
        let act = |action: Action| {
            if let Some(text) = action.write() {
                further::act(&text);
            }
        };
        Further {
            dispatch: Dispatch::new(Callback::from(act)),
            locale: None,
            told: None,
            latest: None,
            shown: [const { None }; PARTS.len()],
            outlook: None,
            asked: (0, false),
            turn: PARTS.len(),
            pause: None,
            focused: None,
            cited: None,
        }
    }

    fn update(&mut self, ctx: &Context<Further>, event: Event) -> bool {
        match event {
            Event::Told(text) => {
                self.focused = further::focused();
                if self.cited.take().is_some() {
                    paper::forget_numbers();
                }
                let Brought { profile, reach, share_base, .. } = Brought::read(&host::brought().unwrap_or_default());
                self.told = Shown::read(&text, Provider { profile, reach, share_base });
                self.listen(ctx)
            }
            Event::Spoken(locale) => {
                self.locale = Some(locale);
                self.listen(ctx)
            }
            Event::OutlookReady => {
                if self.asked.1 {
                    self.ask();
                }
                false
            }
            Event::Judged(judged) => self.take(ctx, judged),
            Event::Numbered => true,
            Event::Next => {
                self.pause = None;
                self.keep_focus();
                self.draw_next(ctx);
                self.wait(ctx);
                true
            }
            Event::Done => {
                self.pause = None;
                self.keep_focus();
                self.focused = None;
                false
            }
        }
    }

    fn rendered(&mut self, ctx: &Context<Further>, _: bool) {
        let Some(latest) = self.latest.as_ref().filter(|_| self.turn == PARTS.len() && !self.asked.1) else { return };
        if latest.printing && self.cited.is_none() {
            // What cites is on the page now, the parts of the page's own program included; the list of it follows.
            dossier::run(latest);
            self.cited = Some(dossier::number());
            return ctx.link().send_message(Event::Numbered);
        }
        further::drawn();
    }

    fn view(&self, _: &Context<Further>) -> Html {
        let parts = PARTS.iter().zip(&self.shown).enumerate().map(|(place, (part, shown))| {
            let Some(latest) = self.latest.as_ref().filter(|view| !view.state.provider.leaves_out(part.0)) else {
                return Html::default();
            };
            let judging = self.asked.1 && part.0 == Section::Doubt;
            let busy = element::flag(place >= self.turn || judging);
            let wrapped =
                |inside| element::with("div", &["class", "aria-busy"], ["decide-part".into(), busy], [inside]);
            let Some(view) = shown else {
                let waits = || element::around("p", "decide-waits", rich::text(&latest.locale, Message::DecideWaits));
                return if judging { wrapped(waits()) } else { Html::default() };
            };
            let drawn = html! { <Drawn view={view.clone()} dispatch={self.dispatch.clone()} {place} /> };
            wrapped(drawn)
        });
        let mut parts = parts.collect::<Vec<_>>();
        let here = further::address().unwrap_or_default();
        let printed = self.latest.as_ref().filter(|view| view.printing);
        let front = printed.and_then(|view| Some(yew::create_portal(dossier::dossier(view, &here), paper::front()?)));
        let cited = printed.zip(self.cited.as_ref());
        let back =
            cited.and_then(|(view, cited)| Some(yew::create_portal(dossier::sources(view, cited), paper::back()?)));
        // Each has its place also while it is empty: what comes or goes would have the others made anew, without their numbers.
        parts.extend([front, back].map(Option::unwrap_or_default));
        element::all(parts)
    }
}

impl Further {
    /// Goes on with what it was told, as soon as it has the texts for it.
    fn listen(&mut self, ctx: &Context<Further>) -> bool {
        let Some(told) = &self.told else { return false };
        let Some(language) = Language::from_code(&told.language) else { return false };
        let Some(locale) = self.locale.clone().filter(|locale| locale.language == language) else {
            let done = ctx.link().callback(Event::Spoken);
            wasm_bindgen_futures::spawn_local(async move {
                if let Some(locale) = fetched(language).await {
                    done.emit(locale);
                }
            });
            return false;
        };
        let Some(Shown { printing, state, .. }) = self.told.take() else { return false };
        self.asked.1 = false;
        self.latest = Some(View { printing, ..View::new(locale, Rc::new(state)) });
        self.turn = 0;
        if printing {
            // Paper doesn't wait.
            while self.turn < PARTS.len() {
                self.draw_next(ctx);
            }
        }
        self.wait(ctx);
        true
    }

    /// Gives the part whose turn it is what the page shows.
    fn draw_next(&mut self, ctx: &Context<Further>) {
        let (Some(part), Some(view)) = (PARTS.get(self.turn), &mut self.latest) else { return };
        let place = self.turn;
        self.turn += 1;
        if part.0 == Section::Doubt && !view.state.provider.leaves_out(Section::Doubt) {
            view.uncertainty
                .get_or_insert_with(|| Rc::new(Evaluation::new(&view.state.scenario, view.state.today).uncertainty()));
            // What is certain of ranges can take long enough to be felt while typing; on paper all is drawn at once.
            let long = view.state.scenario.ranges().next().is_some() && !view.state.waits() && !view.printing;
            if long && self.can_ask(ctx) {
                return self.ask();
            }
        }
        let view = self.latest.clone();
        if let Some(shown) = self.shown.get_mut(place) {
            *shown = view;
        }
    }

    /// Starts what works out what is certain, unless it runs. Says whether there is one.
    fn can_ask(&mut self, ctx: &Context<Further>) -> bool {
        if self.outlook.is_none() {
            let (ready, judged) = (ctx.link().callback(|()| Event::OutlookReady), ctx.link().callback(Event::Judged));
            self.outlook = Outlook::start(move |message| match Judged::read(&message) {
                Some(found) => judged.emit(found),
                None => ready.emit(()),
            });
        }
        self.outlook.is_some()
    }

    /// Asks what is certain of what the page shows. Until the worker listens that is not heard; it says when it does.
    fn ask(&mut self) {
        let (Some(outlook), Some(view)) = (&self.outlook, &self.latest) else { return };
        self.asked = (self.asked.0 + 1, true);
        let state = &view.state;
        let request =
            Request { number: self.asked.0, fragment: link::write_plain(&state.scenario), today: state.today };
        outlook.ask(&Judge(request).write());
    }

    /// Takes what is certain, unless that is of something earlier. Says whether there is something to draw.
    fn take(&mut self, ctx: &Context<Further>, judged: Judged) -> bool {
        if (judged.number, true) != self.asked {
            return false;
        }
        self.asked.1 = false;
        let place = PARTS.iter().position(|part| part.0 == Section::Doubt);
        let (Some(view), Some(shown)) = (&mut self.latest, place.and_then(|place| self.shown.get_mut(place))) else {
            return false;
        };
        view.judged = Some(Rc::new(judged.doubt));
        *shown = Some(view.clone());
        self.focused = self.focused.take().or_else(further::focused);
        self.wait(ctx);
        true
    }

    /// Leaves the browser room before the next one.
    fn wait(&mut self, ctx: &Context<Further>) {
        let done = self.turn == PARTS.len();
        let next = ctx.link().callback(move |()| if done { Event::Done } else { Event::Next });
        self.pause = Some(Timeout::new(0, move || next.emit(())));
    }

    /// Gives the focus back where drawing a part took it, or notes where it has gone meanwhile.
    fn keep_focus(&mut self) {
        match &self.focused {
            Some(id) if further::focus_is_lost() => document::keep_focus(id),
            _ => self.focused = further::focused(),
        }
    }
}

/// All texts of a language.
async fn fetched(language: Language) -> Option<Locale> {
    let first = Messages::parse(&messages::fetch(language.code()).await?).ok()?;
    let all = first.with_later(&messages::fetch_later(language.code()).await?).ok()?;
    Some(Locale { language, messages: Rc::new(all) })
}

/// What a part is drawn from.
#[derive(Properties)]
struct DrawnProps {
    view: View,
    dispatch: Dispatch,
    /// Which it is.
    place: usize,
}

impl PartialEq for DrawnProps {
    fn eq(&self, other: &DrawnProps) -> bool {
        let (view, before) = (&self.view, &other.view);
        Rc::ptr_eq(&view.state, &before.state)
            && view.printing == before.printing
            && view.locale == before.locale
            && view.uncertainty == before.uncertainty
            && view.judged == before.judged
    }
}

/// A part.
#[component]
fn Drawn(props: &DrawnProps) -> Html {
    match PARTS.get(props.place) {
        Some(Part(_, draw)) => draw(&props.view, &props.dispatch),
        None => Html::default(),
    }
}

/// Nothing.
#[component]
fn Nothing() -> Html {
    Html::default()
}

/// Starts it in its place.
pub fn start() {
    element::set_first_heading(host::first_heading().unwrap_or(1));
    // Yew numbers the roots of a program from 1, and takes an event inside a root of its own number for its own: the page
    // around is number 1, and would do what its own elements of the same numbers do. So this program's first one is nowhere.
    if let Some(nowhere) = further::nowhere() {
        yew::Renderer::<Nothing>::with_root(nowhere).render();
    }
    if let Some(panel) = further::panel() {
        yew::Renderer::<Further>::with_root(panel).render();
    }
}
