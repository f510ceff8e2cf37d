//! Parts of the page that stay as they are until what they follow from changes.
//!
//! Most of the page doesn't follow from the one figure that is being typed. A part of it is a component that keeps what
//! it drew, so that a keystroke neither draws it anew nor compares it with what is there. What does follow from every figure
//! lies below the answer, and is drawn once the browser had time to paint that.

use std::rc::Rc;

use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::{Dispatch, View};
use crate::engine::report::Requirement;
use crate::engine::scenario::Value;

/// What a part follows from, beside what all of them follow from: language, role, rules, day, currency, the number of offers,
/// texts that can't be read, who filled in what.
#[derive(PartialEq)]
pub(super) enum Follows {
    /// Everything the visitor stated, and nothing that comes later: drawn a frame after the answer.
    State,
    /// The same, and the draws: with these it is drawn at once.
    Draws,
    /// These values. Of a text it is the name.
    Values(Vec<Option<Value>>),
    /// How a requirement stands.
    Requirement(Requirement),
}

impl Follows {
    /// Nothing else.
    pub(super) const NOTHING: Follows = Follows::Values(Vec::new());

    /// Whether it comes a frame after the answer.
    fn is_later(&self) -> bool {
        matches!(self, Follows::State | Follows::Draws)
    }
}

/// A part that is drawn by `draw`, again only when what it follows from has changed.
pub(super) fn steady(
    view: &View,
    dispatch: &Dispatch,
    follows: Follows,
    draw: impl Fn(&View, &Dispatch) -> Html + 'static,
) -> Html {
    component(view, dispatch, follows, Rc::new(draw))
}

/// How a part is drawn.
type Draw = Rc<dyn Fn(&View, &Dispatch) -> Html>;

#[inline(never)]
fn component(view: &View, dispatch: &Dispatch, follows: Follows, draw: Draw) -> Html {
    html! { <Steady view={view.clone()} dispatch={dispatch.clone()} {follows} draw={Drawer(draw)} /> }
}

/// How a part is drawn. At its place on the page that is always the same.
#[derive(Clone)]
struct Drawer(Draw);

impl PartialEq for Drawer {
    fn eq(&self, _: &Drawer) -> bool {
        true
    }
}

#[derive(Properties)]
struct SteadyProps {
    view: View,
    dispatch: Dispatch,
    follows: Follows,
    draw: Drawer,
}

impl PartialEq for SteadyProps {
    fn eq(&self, other: &SteadyProps) -> bool {
        let (view, before) = (&self.view, &other.view);
        if view.locale != before.locale || view.printing != before.printing {
            return false;
        }
        if Rc::ptr_eq(&view.state, &before.state) {
            return self.follows != Follows::Draws || view.uncertainty == before.uncertainty;
        }
        let (state, was) = (&view.state, &before.state);
        let (situation, had) = (&view.situation, &before.situation);
        !self.follows.is_later()
            && self.follows == other.follows
            && situation.role == had.role
            && state.today == was.today
            && situation.as_of == had.as_of
            && situation.currency == had.currency
            && situation.rules.id == had.rules.id
            && state.scenario.offers() == was.scenario.offers()
            && state.unread == was.unread
            && state.filled == was.filled
            && state.amounts_in == was.amounts_in
            && state.opened == was.opened
    }
}

/// How long a part waits for the answer to be painted, in milliseconds: a browser paints nothing that nobody sees.
const LATE: u32 = 200;

/// A part.
#[derive(Default)]
struct Steady {
    turn: Option<Turn>,
}

/// What a part waits for: that the answer is painted, or else that it is late; and once it is painted, its turn.
struct Turn {
    _frame: AnimationFrame,
    _late: Timeout,
    next: Option<Timeout>,
}

/// What it waited for.
enum Came {
    /// The answer is about to be painted.
    Frame,
    /// It is its turn.
    Turn,
}

impl Component for Steady {
    type Message = Came;
    type Properties = SteadyProps;

    fn create(_: &Context<Steady>) -> Steady {
        Steady::default()
    }

    fn changed(&mut self, ctx: &Context<Steady>, before: &SteadyProps) -> bool {
        let props = ctx.props();
        // Paper doesn't wait, nor do the draws: they are late already.
        let waits = props.follows.is_later()
            && props.view.printing == before.view.printing
            && !Rc::ptr_eq(&props.view.state, &before.view.state);
        let (frame, late) = (ctx.link().clone(), ctx.link().clone());
        self.turn = waits.then(|| Turn {
            _frame: request_animation_frame(move |_| frame.send_message(Came::Frame)),
            _late: Timeout::new(LATE, move || late.send_message(Came::Turn)),
            next: None,
        });
        !waits
    }

    fn update(&mut self, ctx: &Context<Steady>, came: Came) -> bool {
        match (came, &mut self.turn) {
            (Came::Frame, Some(turn)) => {
                let link = ctx.link().clone();
                turn.next = Some(Timeout::new(0, move || link.send_message(Came::Turn)));
                false
            }
            (Came::Frame, None) => false,
            (Came::Turn, _) => {
                self.turn = None;
                true
            }
        }
    }

    fn view(&self, ctx: &Context<Steady>) -> Html {
        let SteadyProps { view, dispatch, draw, .. } = ctx.props();
        (draw.0)(view, dispatch)
    }
}
