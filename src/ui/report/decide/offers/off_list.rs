//! A margin from a percentage off list price, with the conversion shown.

use std::rc::Rc;

use rust_decimal::Decimal;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::html::{onblur, onchange, oninput};
use yew::prelude::*;

use crate::app::Action;
use crate::app::off_list::{DECIMALS, Margin, NoMargin, margin};
use crate::browser::document;
use crate::engine::catalogue::{FieldId, Portfolio, Slot};
use crate::engine::scenario::Scenario;
use crate::i18n::{Message, Phrase};
use crate::ui::element::{Several, all, around, button, element, flag, listening, present, spaced, tag, unseen, with};
use crate::ui::field::{Percent, percent, percent_text, percent_words};
use crate::ui::report::words::{Fill, portfolio_name, text};
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

use super::{lead, offer, piece};

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
                let value = |slot| Some(Action::Set(slot, Some(Scenario::check_number(slot, percent).ok()?)));
                return self.slots(view).into_iter().filter_map(value).flat_map(|set| [set, Action::Settle]).collect();
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

/// A conversion as it is shown.
struct Shown<'a> {
    conversion: &'a Conversion,
    view: &'a View,
    /// Where what happens goes.
    on: Callback<Event>,
}

impl Shown<'_> {
    fn draw(&self) -> Html {
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

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::app::State;
    use crate::engine::date::Date;
    use crate::engine::scenario::Value;
    use crate::i18n::{Language, Locale};
    use crate::link;

    fn view(language: Language) -> View {
        let state = State::new(link::plain("0na=Acme&1na=Beta"), Date::literal(2026, 11, 22));
        View::new(Locale::embedded(language), Rc::new(state))
    }

    #[derive(Properties, PartialEq)]
    struct DrawnProps {
        html: Html,
    }

    #[component]
    fn Drawn(props: &DrawnProps) -> Html {
        props.html.clone()
    }

    /// What can be read.
    fn words(conversion: &Conversion, view: &View) -> String {
        let html = Shown { conversion, view, on: Callback::noop() }.draw();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let renderer = yew::LocalServerRenderer::<Drawn>::with_props(DrawnProps { html }).hydratable(false);
        let html = tokio::task::LocalSet::new().block_on(&runtime, renderer.render());
        let words: String = html.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words).collect();
        words.replace('\u{A0}', " ")
    }

    fn typed(view: &View, off: &str, pays: &str) -> Conversion {
        let mut conversion = Conversion::new();
        for (field, text) in [(Input::Off, off), (Input::Pays, pays)] {
            assert!(conversion.after(view, Event::Typed(field, text.to_string())).is_empty());
            conversion.after(view, Event::Left(field));
        }
        conversion
    }

    #[test]
    fn the_conversion_is_written_out() {
        let english = view(Language::En);
        let said = |off, pays| words(&typed(&english, off, pays), &english);
        let text = said("20", "95");
        assert!(text.contains("20% off list, customers pay 95% of list: the margin is 15.79% of revenue."), "{text}");
        assert!(text.contains("Filled in as 15.789473684211%, rounded to 12 decimals."), "{text}");
        assert!(text.contains("Use 15.79% as margin of Acme, all portfolios"), "{text}");
        let exact = said("12.5", "100");
        assert!(exact.contains("the margin is 12.5% of revenue.") && !exact.contains("Filled in"), "{exact}");
        assert!(said("0.0625", "100").contains("Filled in as 0.0625%."), "{}", said("0.0625", "100"));
        let dutch = view(Language::Nl);
        let text = words(&typed(&dutch, "12,5 %", "100"), &dutch);
        assert!(text.contains("de marge is 12,5 % van de omzet."), "{text}");
    }

    #[test]
    fn what_is_no_margin_cannot_be_used() {
        let english = view(Language::En);
        for (off, pays, says) in [
            ("20", "64", "you lose 25% of revenue. A margin can’t be negative"),
            ("20", "0", "If customers pay nothing"),
            ("101", "100", "Discount off list price must be between 0 and 100"),
            ("20x", "100", "Discount off list price must not contain x"),
            ("1.23456", "100", "Do you mean 1.2346%?"),
            ("20", "1001", "must be between 0 and 1,000"),
        ] {
            let text = words(&typed(&english, off, pays), &english);
            assert!(text.contains(says), "{says} in {text}");
            assert!(!text.contains("as margin of"), "{text}");
        }
        assert!(!words(&typed(&english, "", "100"), &english).contains("as margin of"));
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_asked() {
        let french = view(Language::Fr);
        let mut conversion = typed(&french, "20", "1.000");
        let asked = words(&conversion, &french);
        assert!(asked.contains("1\u{202F}000 %") && !asked.contains("comme marge"), "{asked}");
        conversion.after(&french, Event::Meant(Input::Pays, Decimal::from(1_000)));
        let text = words(&conversion, &french);
        assert!(text.contains("la marge est de 92 % du chiffre d’affaires."), "{text}");
        // While it is typed nothing is said of it.
        conversion.after(&french, Event::Typed(Input::Off, "20x".to_string()));
        assert!(!words(&conversion, &french).contains("20x"));
    }

    #[test]
    fn it_is_filled_in_where_it_was_meant_to_be() {
        let english = view(Language::En);
        let mut conversion = typed(&english, "20", "100");
        let twenty = Decimal::from(20);
        let filled = |actions: &[Action]| -> Vec<Slot> {
            let set = |action: &Action| match action {
                Action::Set(slot, Some(Value::Number(number))) if *number == twenty => Some(*slot),
                _ => None,
            };
            actions.iter().filter_map(set).collect()
        };
        let all = conversion.after(&english, Event::Use(twenty));
        let at = |portfolio, offer| Slot::portfolio(FieldId::OfferMargin, portfolio).in_offer(offer);
        assert_eq!(filled(&all), Portfolio::ALL.map(|portfolio| at(portfolio, 0)));
        assert!(words(&conversion, &english).contains("Filled in: 20% at Acme."));
        conversion.after(&english, Event::Offer(1));
        conversion.after(&english, Event::Portfolio(Some(Portfolio::Azure)));
        let text = words(&conversion, &english);
        assert!(text.contains("Use 20% as margin of Beta, Azure") && !text.contains("Filled in:"), "{text}");
        assert_eq!(filled(&conversion.after(&english, Event::Use(twenty))), [at(Portfolio::Azure, 1)]);
    }
}
