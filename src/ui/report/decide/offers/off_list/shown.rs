//! A conversion, drawn: the two percentages, the margin with the way to it, and where it is to go.

use std::rc::Rc;

use rust_decimal::Decimal;
use yew::html::{onblur, oninput};
use yew::prelude::*;

use super::super::super::common::{complaint, piece, select, typed};
use super::super::{lead, offer};
use super::{Conversion, Event, Input};
use crate::app::off_list::{DECIMALS, Margin, NoMargin, margin};
use crate::engine::catalogue::Portfolio;
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{Several, all, around, button, element, flag, listening, option, spaced, tag, with};
use crate::ui::field::{Percent, percent_words};
use crate::ui::report::words::{Fill, portfolio_name, text};
use crate::ui::rich::rich;

/// A conversion as it is shown.
pub(super) struct Shown<'a> {
    pub(super) conversion: &'a Conversion,
    pub(super) view: &'a View,
    /// Where what happens goes.
    pub(super) on: Callback<Event>,
}

impl Shown<'_> {
    /// Draws it.
    pub(super) fn draw(&self) -> Html {
        let fields = [Input::Off, Input::Pays].map(|field| self.field(field));
        let body =
            [lead([text(self.view, Message::CompareOffLead)]), tag("div", "decide-choices", fields), self.result()];
        piece("decide-offers-list-price", text(self.view, Message::CompareOffTitle), body)
    }

    fn field(&self, field: Input) -> Html {
        let view = self.view;
        let id = field.id();
        let read = self.conversion.read(view, field);
        let (said, offered, wrong) = match &read {
            Percent::Empty => (None, None.into_iter().chain(None), false),
            Percent::Is { said, meant, .. } => (said.clone(), (*meant).into_iter().chain(None), false),
            Percent::Ask { question, numbers: [first, second] } => {
                (Some(question.clone()), Some(*first).into_iter().chain(Some(*second)), true)
            }
            Percent::Wrong { problem, suggestion } => {
                (Some(problem.clone()), (*suggestion).into_iter().chain(None), true)
            }
        };
        // What is wrong with a text is said once it is typed.
        let said = said.filter(|_| !wrong || self.conversion.typing != Some(field));
        let values = [id.into(), "field-label".into()];
        let label = with("label", &["for", "class"], values, [text(view, field.label())]);
        let of = [self.input(field, said.is_some(), wrong && said.is_some()), unit(view)];
        // Something stands there always: the box would be made anew beside it, and lose the focus.
        let mut below = Html::default();
        if let Some(said) = said {
            let wrong = matches!(read, Percent::Wrong { .. });
            let answers = offered.map(|number| {
                let (on, words) = (self.on.clone(), [Html::from(percent_words(&view.locale, number))]);
                button("form-button", words, move || on.emit(Event::Meant(field, number)))
            });
            below = complaint(&view.locale, [id, "-said"].concat().into(), wrong, rich(&said), answers);
        }
        tag("div", "decide-choice", [label, tag("div", "field-box", of), below])
    }

    fn input(&self, field: Input, said: bool, wrong: bool) -> Html {
        let id = field.id();
        let fixed = |text: &'static str| Some(AttrValue::Static(text));
        let values = [
            fixed("field-input"),
            fixed("narrow"),
            fixed(id),
            fixed("text"),
            fixed("decimal"),
            fixed("off"),
            fixed("false"),
            said.then(|| AttrValue::from([id, "-said"].concat())),
            wrong.then_some(AttrValue::Static("true")),
        ];
        let keys = &[
            "class",
            "data-width",
            "id",
            "type",
            "inputmode",
            "autocomplete",
            "spellcheck",
            "aria-describedby",
            "aria-invalid",
        ];
        let mut input = element("input", keys, values);
        input.set_value(Some(AttrValue::from(self.conversion.text(field).to_string())));
        let on_input = self.on.reform(move |event: InputEvent| Event::Typed(field, typed(&event)));
        let left = self.on.reform(move |_: FocusEvent| Event::Left(field));
        listening(input, [Rc::new(oninput::Wrapper::new(on_input)), Rc::new(onblur::Wrapper::new(left))])
    }

    /// The margin with the way to it, or why there is none.
    fn result(&self) -> Html {
        let view = self.view;
        let [off, pays] = [Input::Off, Input::Pays].map(|field| match self.conversion.read(view, field) {
            Percent::Is { value, .. } => Some(value),
            _ => None,
        });
        let (Some(off), Some(pays)) = (off, pays) else { return Html::default() };
        let shown = |number| percent_words(&view.locale, number);
        let fill = Fill::new(view).text("off", shown(off)).text("pays", shown(pays));
        let sentences = match margin(off, pays) {
            Ok(Margin { percent, rounded }) => {
                let mut sentences =
                    [fill.text("margin", view.locale.percent(percent)).draw(Message::CompareOffResult)].gather();
                if percent != percent.round_dp(2) {
                    let fill = Fill::new(view)
                        .text("margin", shown(percent))
                        .count("decimals", usize::try_from(DECIMALS).unwrap_or_default());
                    let message = if rounded { Message::CompareOffRounded } else { Message::CompareOffExact };
                    sentences.push(fill.draw(message));
                }
                return all([result(sentences), self.target(percent)]);
            }
            Err(NoMargin::Loss(loss)) => {
                [fill.text("loss", view.locale.percent(loss)).draw(Message::CompareOffLoss)].gather()
            }
            Err(NoMargin::NothingPaid) => [text(view, Message::CompareOffNothing)].gather(),
        };
        result(sentences)
    }

    /// Which margin it is to be, and the button that fills it in.
    fn target(&self, percent: Decimal) -> Html {
        let view = self.view;
        let offers = (0..view.state.scenario.offers()).map(|number| {
            let chosen = self.conversion.offer == number;
            option(number.to_string().into(), chosen, offer(view, number).plain())
        });
        let on = self.on.clone();
        let to = move |value: String| on.emit(Event::Offer(value.parse().unwrap_or_default()));
        let label = text(view, Message::CompareOffOffer);
        let offers = select("decide-offers-target", label, offers.collect::<Vec<_>>(), to);
        let everything = view.locale.text(Message::CompareOffAll).to_string();
        let mut portfolios = [option(AttrValue::default(), self.conversion.portfolio.is_none(), everything)].gather();
        portfolios.extend(Portfolio::ALL.map(|portfolio| {
            let chosen = self.conversion.portfolio == Some(portfolio);
            option(AttrValue::Static(portfolio.id()), chosen, portfolio_name(view, portfolio).plain())
        }));
        let on = self.on.clone();
        let of = move |value: String| {
            on.emit(Event::Portfolio(Portfolio::ALL.into_iter().find(|portfolio| portfolio.id() == value)));
        };
        let label = text(view, Message::FormMarginsPortfolio);
        let portfolios = select("decide-offers-portfolio", label, portfolios, of);
        let mut fill = Fill::new(view)
            .words("offer", offer(view, self.conversion.offer))
            .text("margin", view.locale.percent(percent));
        let mut using = Message::CompareOffUseAll;
        if let Some(portfolio) = self.conversion.portfolio {
            fill = fill.words("portfolio", portfolio_name(view, portfolio));
            using = Message::CompareOffUse;
        }
        let mut parts = [tag("div", "decide-choices", [offers, portfolios])].gather();
        if self.conversion.slots(view).is_empty() {
            parts.push(around("p", "decide-offers-quiet", text(view, Message::ProviderLocked)));
        } else {
            let on = self.on.clone();
            let press = move || on.emit(Event::Use(percent));
            parts.push(button("form-button", [fill.draw(using)], press));
        }
        if self.conversion.used == Some(percent) {
            parts.push(around("p", "decide-offers-quiet", fill.draw(Message::CompareOffUsed)));
        }
        tag("div", "decide-offers-target", parts)
    }
}

fn result(sentences: Vec<Html>) -> Html {
    around("p", "decide-offers-result", spaced(sentences))
}

/// The sign of percent, as it stands beside a box.
fn unit(view: &View) -> Html {
    let values = ["field-unit".into(), flag(true)];
    with("span", &["class", "aria-hidden"], values, [text(view, Message::UnitPercent)])
}
