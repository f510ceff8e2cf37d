//! A margin from a percentage off list price, with the conversion shown.

mod shown;

use rust_decimal::Decimal;
use yew::prelude::*;

use crate::app::{Action, Entered, Subject};
use crate::browser::document;
use crate::engine::catalogue::{FieldId, Portfolio, Slot};
use crate::engine::scenario::Scenario;
use crate::i18n::Message;
use crate::ui::field::{Percent, percent, percent_text};
use crate::ui::{Dispatch, View};

use self::shown::Shown;

/// What customers pay of list price when nobody says otherwise.
const LIST: &str = "100";

/// The highest percentage of list price that customers can be said to pay: far more than anybody does.
const MOST_PAID: Decimal = Decimal::ONE_THOUSAND;

/// What it is drawn from.
#[derive(Properties, PartialEq)]
pub(super) struct OffListProps {
    /// The page.
    pub view: View,
    /// Where the margin goes.
    pub dispatch: Dispatch,
}

/// A field that is typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// What the provider gives off list price.
    Off,
    /// What customers pay of it.
    Pays,
}

impl Input {
    fn id(self) -> &'static str {
        match self {
            Input::Off => "decide-offers-off",
            Input::Pays => "decide-offers-pays",
        }
    }

    fn label(self) -> Message {
        match self {
            Input::Off => Message::CompareOffLabel,
            Input::Pays => Message::ComparePaysLabel,
        }
    }

    fn max(self) -> Decimal {
        match self {
            Input::Off => Decimal::ONE_HUNDRED,
            Input::Pays => MOST_PAID,
        }
    }
}

/// What happens to it.
pub(super) enum Event {
    /// A text was changed.
    Typed(Input, String),
    /// A field was left: what is wrong with it is said.
    Left(Input),
    /// What was meant was chosen with a button.
    Meant(Input, Decimal),
    /// An offer was chosen.
    Offer(u8),
    /// A portfolio was chosen, or all of them.
    Portfolio(Option<Portfolio>),
    /// The margin is to be used.
    Use(Decimal),
}

/// A margin from a percentage off list price.
pub(super) struct OffList {
    conversion: Conversion,
    /// The field that gets the focus once it is drawn: the button that was pressed is gone by then.
    awaited: Option<Input>,
}

/// What is being converted, and for which margin.
struct Conversion {
    off: String,
    pays: String,
    /// The field that is being typed in: what is wrong with it is said afterwards.
    typing: Option<Input>,
    offer: u8,
    portfolio: Option<Portfolio>,
    /// The margin that was filled in last, until something else is typed or chosen.
    used: Option<Decimal>,
}

impl Component for OffList {
    type Message = Event;
    type Properties = OffListProps;

    fn create(_: &Context<OffList>) -> OffList {
        OffList { conversion: Conversion::new(), awaited: None }
    }

    fn update(&mut self, ctx: &Context<OffList>, event: Event) -> bool {
        let OffListProps { view, dispatch } = ctx.props();
        if let Event::Meant(field, _) = event {
            self.awaited = Some(field);
        }
        for action in self.conversion.after(view, event) {
            dispatch.send(action);
        }
        true
    }

    fn changed(&mut self, ctx: &Context<OffList>, _: &OffListProps) -> bool {
        if self.conversion.offer >= ctx.props().view.state.scenario.offers() {
            self.conversion.offer = 0;
        }
        true
    }

    fn rendered(&mut self, _: &Context<OffList>, _: bool) {
        if let Some(field) = self.awaited.take() {
            document::keep_focus(field.id());
        }
    }

    fn view(&self, ctx: &Context<OffList>) -> Html {
        let on = ctx.link().callback(|event| event);
        Shown { conversion: &self.conversion, view: &ctx.props().view, on }.draw()
    }
}

impl Conversion {
    /// Nothing off the list price, which customers pay.
    fn new() -> Conversion {
        let (off, pays) = (String::new(), LIST.to_string());
        Conversion { off, pays, typing: None, offer: 0, portfolio: None, used: None }
    }

    /// Goes on after something happened; with what is to be done to the scenario.
    fn after(&mut self, view: &View, event: Event) -> Vec<Action> {
        let used = self.used.take();
        match event {
            Event::Typed(field, text) => {
                *self.text_mut(field) = text;
                self.typing = Some(field);
            }
            Event::Left(field) => {
                self.typing = self.typing.filter(|typed| *typed != field);
                self.used = used;
            }
            Event::Meant(field, number) => {
                *self.text_mut(field) = percent_text(&view.locale, number);
                self.typing = None;
            }
            Event::Offer(number) => self.offer = number,
            Event::Portfolio(portfolio) => self.portfolio = portfolio,
            Event::Use(percent) => {
                self.used = Some(percent);
                let cell = |slot| Some((slot, Entered::Value(Scenario::check_number(slot, percent).ok()?)));
                let cells: Vec<(Slot, Entered)> = self.slots(view).into_iter().filter_map(cell).collect();
                let subject = cells.first().map(|(slot, _)| Subject::At(*slot));
                return subject.map(|subject| Action::Fill(subject, cells)).into_iter().collect();
            }
        }
        Vec::new()
    }

    fn text(&self, field: Input) -> &str {
        match field {
            Input::Off => &self.off,
            Input::Pays => &self.pays,
        }
    }

    fn text_mut(&mut self, field: Input) -> &mut String {
        match field {
            Input::Off => &mut self.off,
            Input::Pays => &mut self.pays,
        }
    }

    /// What a field says.
    fn read(&self, view: &View, field: Input) -> Percent {
        let label = view.locale.say(field.label(), &[]);
        percent(&view.locale, &label, self.text(field), field.max())
    }

    /// Where the margin goes: only where it can be changed.
    fn slots(&self, view: &View) -> Vec<Slot> {
        let at = |portfolio| Slot::portfolio(FieldId::OfferMargin, portfolio).in_offer(self.offer);
        let wanted = Portfolio::ALL.into_iter().filter(|portfolio| self.portfolio.is_none_or(|one| one == *portfolio));
        wanted.map(at).filter(|slot| !view.state.is_locked(*slot)).collect()
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests;
