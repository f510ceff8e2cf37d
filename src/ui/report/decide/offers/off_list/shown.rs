//! A conversion, drawn: the two percentages, the margin with the way to it, and where it is to go.

use std::rc::Rc;

use rust_decimal::Decimal;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::html::{onblur, onchange, oninput};
use yew::prelude::*;

use super::super::{lead, offer, piece};
use super::{Conversion, Event, Input};
use crate::app::off_list::{DECIMALS, Margin, NoMargin, margin};
use crate::engine::catalogue::Portfolio;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, all, around, button, element, flag, listening, present, spaced, tag, unseen, with};
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
        let body = [
            lead([text(self.view, Message::CompareOffLead)]),
            tag("div", "decide-offers-fields", fields),
            self.result(),
        ];
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
        let mut parts = [
            with("label", &["for", "class"], values, [text(view, field.label())]),
            tag("div", "field-box", [self.input(field, said.is_some(), wrong && said.is_some()), unit(view)]),
        ]
        .gather();
        if let Some(said) = said {
            let mut words = Vec::new();
            if matches!(read, Percent::Wrong { .. }) {
                words.push(unseen([text(view, Message::ProblemPrefix), Html::from(" ")]));
            }
            words.push(rich(&said));
            let values = ["complaint-text".into(), [id, "-said"].concat().into()];
            let mut inside = [with("p", &["class", "id"], values, words)].gather();
            inside.extend(offered.map(|number| {
                let (on, words) = (self.on.clone(), [Html::from(percent_words(&view.locale, number))]);
                button("form-button", words, move || on.emit(Event::Meant(field, number)))
            }));
            let values = [Some("complaint".into()), present(matches!(read, Percent::Wrong { .. }))];
            let mut complaint = element("div", &["class", "data-wrong"], values);
            complaint.add_children(inside);
            parts.push(complaint.into());
        }
        tag("div", "decide-offers-field", parts)
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
        let typed = self.on.reform(move |event: InputEvent| {
            let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            Event::Typed(field, target.map(|input| input.value()).unwrap_or_default())
        });
        let left = self.on.reform(move |_: FocusEvent| Event::Left(field));
        listening(input, [Rc::new(oninput::Wrapper::new(typed)), Rc::new(onblur::Wrapper::new(left))])
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
        let names = (0..view.state.scenario.offers()).map(|number| (number.to_string(), offer(view, number)));
        let chosen = self.conversion.offer.to_string();
        let on_offer = self.on.reform(|value: String| Event::Offer(value.parse().unwrap_or_default()));
        let offers = select("decide-offers-target", Message::CompareOffOffer, names, &chosen, view, on_offer);
        let everything = (String::new(), view.locale.say(Message::CompareOffAll, &[]));
        let portfolios = Portfolio::ALL.map(|portfolio| (portfolio.id().to_string(), portfolio_name(view, portfolio)));
        let chosen = self.conversion.portfolio.map_or("", Portfolio::id);
        let on_portfolio = self.on.reform(|value: String| {
            Event::Portfolio(Portfolio::ALL.into_iter().find(|portfolio| portfolio.id() == value))
        });
        let portfolios = select(
            "decide-offers-portfolio",
            Message::FormMarginsPortfolio,
            std::iter::once(everything).chain(portfolios),
            chosen,
            view,
            on_portfolio,
        );
        let mut fill = Fill::new(view)
            .words("offer", offer(view, self.conversion.offer))
            .text("margin", view.locale.percent(percent));
        let mut using = Message::CompareOffUseAll;
        if let Some(portfolio) = self.conversion.portfolio {
            fill = fill.words("portfolio", portfolio_name(view, portfolio));
            using = Message::CompareOffUse;
        }
        let mut parts = [tag("div", "decide-offers-fields", [offers, portfolios])].gather();
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

/// A list that opens, with its label.
fn select(
    id: &'static str,
    label: Message,
    items: impl IntoIterator<Item = (String, Phrase)>,
    chosen: &str,
    view: &View,
    on_choice: Callback<String>,
) -> Html {
    let mut list = element(
        "select",
        &["id", "class", "data-width"],
        [Some(id.into()), Some("field-input".into()), Some("wide".into())],
    );
    for (value, name) in items {
        let keys = &["value", "selected"];
        let mut option = element("option", keys, [Some(value.clone().into()), present(value == chosen)]);
        option.add_child(Html::from(name.plain()));
        list.add_child(option.into());
    }
    let on_change = Callback::from(move |event: yew::Event| {
        let target = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        on_choice.emit(target.map(|list| list.value()).unwrap_or_default());
    });
    let control = listening(list, [Rc::new(onchange::Wrapper::new(on_change))]);
    let label = with("label", &["for", "class"], [id.into(), "field-label".into()], [text(view, label)]);
    tag("div", "decide-offers-field", [label, control])
}
