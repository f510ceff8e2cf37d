//! Who is ahead over two drivers of the visitor's choice: a sentence, the map with a point that can be moved, a table.

mod axis;
mod picture;
mod table;
mod words;

use std::rc::Rc;

use rust_decimal::Decimal;
use yew::prelude::*;

use super::common::select;

use self::axis::Axis;
use crate::app::{Action, Entered, Subject};
use crate::browser::document;
use crate::engine::catalogue::{DRIVERS, FieldId, Slot};
use crate::engine::landscape::{Landscape, Piece, Plan, Winner};
use crate::engine::quantity::Money;
use crate::engine::report::Driver;
use crate::engine::scenario::Value;
use crate::engine::situation::Channel;
use crate::i18n::Message;
use crate::ui::element::{Several, around, button, element, listening, option, part, spaced, tag, with};
use crate::ui::report::chart::Chart;
use crate::ui::report::words::{named, slot_label, text};
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

/// The fields that choose the drivers: across, then up.
const FIELDS: [FieldId; 2] = [FieldId::PlanAcross, FieldId::PlanDown];
/// The ids of their lists.
const LISTS: [&str; 2] = ["decide-landscape-across", "decide-landscape-up"];
/// The ids of the controls that move the point.
const SLIDERS: [&str; 2] = ["decide-landscape-point-across", "decide-landscape-point-up"];

/// The part.
pub(super) fn landscape(view: &View, dispatch: &Dispatch) -> Html {
    let heading = text(view, Message::LandscapeTitle);
    if view.state.waits() {
        return part("decide-landscape", heading, [around("p", "part-lead", text(view, Message::DecideUnread))]);
    }
    if view.situation.total_revenue().exact().is_zero() {
        return part("decide-landscape", heading, [around("p", "part-lead", text(view, Message::LandscapeNoRevenue))]);
    }
    part("decide-landscape", heading, [html! { <Explorer view={view.clone()} dispatch={dispatch.clone()} /> }])
}

/// The drivers that were chosen, across and up: never the same one twice.
fn chosen(view: &View) -> [Driver; 2] {
    let driver = |field| {
        let id = view.state.scenario.choice(field)?;
        Driver::ALL.into_iter().find(|driver| driver.id() == id)
    };
    let across = driver(FieldId::PlanAcross).unwrap_or(Driver::Revenue);
    let up = driver(FieldId::PlanDown).unwrap_or(Driver::OfferMargin);
    // A link may name one twice.
    let other = if across == Driver::OfferMargin { Driver::Revenue } else { Driver::OfferMargin };
    [across, if up == across { other } else { up }]
}

/// The name of a driver.
fn name(driver: Driver) -> String {
    ["driver.", &driver.id().replace('.', "_")].concat()
}

/// All that is drawn, but the point that moves.
struct Map {
    offer: Channel<Decimal>,
    x: Axis,
    y: Axis,
    landscape: Landscape,
    /// The line between the sides.
    frontier: Vec<Piece>,
    /// The areas of direct and of the offer, as paths.
    outlines: (AttrValue, AttrValue),
    /// What the offer leaves more at each row and column of the table, from the lowest.
    differences: Vec<Vec<Money>>,
}

impl Map {
    fn of(view: &View) -> Option<Map> {
        let situation = &*view.situation;
        let offer = *situation.offers.iter().find(|offer| offer.id == view.answer.best_offer)?;
        let [mut x, mut y] = chosen(view).map(|driver| Axis::of(situation, &offer, driver));
        let plan =
            Plan { x: x.driver, y: y.driver, across: x.window, up: y.window, columns: x.lines(), rows: y.lines() };
        let landscape = Landscape::of(situation, &offer, plan);
        x.be_exact(&landscape.rows);
        y.be_exact(&landscape.columns);
        let outline = |winner| picture::outline(&landscape.areas(winner), x.window.to(), y.window.to());
        let outlines = (outline(Winner::Direct), outline(Winner::Indirect));
        let at = |x, y| Landscape::difference_at(situation, &offer, plan, x, y);
        let row = |y: Decimal| x.factors().into_iter().map(|x| at(x, y)).collect();
        let differences = y.factors().into_iter().map(row).collect();
        let frontier = landscape.pieces();
        Some(Map { offer, x, y, landscape, frontier, outlines, differences })
    }

    /// What the offer leaves more than direct at two factors.
    fn difference(&self, view: &View, (x, y): Point) -> Money {
        Landscape::difference_at(&view.situation, &self.offer, self.landscape.plan, x, y)
    }
}

/// A place on the map: the factors of both drivers.
type Point = (Decimal, Decimal);

/// Where today's figures are.
const HERE: Point = (Decimal::ONE, Decimal::ONE);

/// What the map is drawn from.
#[derive(Properties, PartialEq)]
pub(super) struct ExplorerProps {
    view: View,
    dispatch: Dispatch,
}

/// The map, and the point that is looked at.
pub(super) struct Explorer {
    map: Option<Map>,
    /// Where the reader looks; at today's figures until it is moved.
    point: Point,
}

/// What the reader does.
pub(super) enum Did {
    /// Chose a driver in one of the lists, by its place.
    Choose(usize, usize),
    /// Moved the point across, or up.
    Move(Option<Decimal>, Option<Decimal>),
}

impl Component for Explorer {
    type Message = Did;
    type Properties = ExplorerProps;

    fn create(ctx: &Context<Explorer>) -> Explorer {
        Explorer { map: Map::of(&ctx.props().view), point: HERE }
    }

    fn update(&mut self, ctx: &Context<Explorer>, did: Did) -> bool {
        let ExplorerProps { view, dispatch } = ctx.props();
        match did {
            Did::Choose(list, driver) => {
                choose(view, dispatch, list, driver);
                false
            }
            Did::Move(x, y) => {
                let before = self.point;
                self.point = (x.unwrap_or(before.0), y.unwrap_or(before.1));
                before != self.point
            }
        }
    }

    fn changed(&mut self, ctx: &Context<Explorer>, old: &ExplorerProps) -> bool {
        let view = &ctx.props().view;
        let (now, before) = (chosen(view), chosen(&old.view));
        self.map = Map::of(view);
        let within = |at: Decimal, axis: &Axis| at.min(axis.window.to());
        self.point = match &self.map {
            Some(map) if now == before => (within(self.point.0, &map.x), within(self.point.1, &map.y)),
            _ => HERE,
        };
        true
    }

    fn view(&self, ctx: &Context<Explorer>) -> Html {
        let view = &ctx.props().view;
        let Some(map) = &self.map else { return Html::default() };
        let mut body = [around("p", "part-lead", rich(&words::lead(view, map)))].gather();
        if !view.printing {
            let lists = [0, 1].map(|list| self.list(ctx, list));
            body.push(tag("div", "decide-choices", lists));
        }
        for axis in [&map.x, &map.y].into_iter().filter(|axis| !axis.moves()) {
            body.push(around("p", "part-note", words::still(view, axis)));
        }
        let chart = Chart {
            id: "decide-landscape-map",
            name: Message::LandscapeName,
            finding: rich(&words::point(view, map, self.point)),
            drawings: [self.drawing(ctx, map)].gather(),
            note: spaced(words::notes(view, map)),
            table: table::table(view, map),
        };
        body.push(chart.draw(view));
        tag("div", "landscape", body)
    }
}

impl Explorer {
    /// The drawing, with what moves the point: on paper it lies at today's figures.
    fn drawing(&self, ctx: &Context<Explorer>, map: &Map) -> Html {
        let view = &ctx.props().view;
        let point = (!view.printing && self.point != HERE).then_some(self.point);
        let drawing = picture::picture(view, map, point);
        if view.printing {
            return tag("div", "landscape-map", [drawing]);
        }
        let (across, up) = (map.x.window.to(), map.y.window.to());
        let moved = ctx.link().batch_callback(move |event: PointerEvent| {
            let pad = event.target_dyn_into::<web_sys::Element>()?;
            let x = picture::looked_at(event.offset_x(), pad.client_width(), across)?;
            let y = picture::looked_at(pad.client_height() - event.offset_y(), pad.client_height(), up)?;
            Some(Did::Move(Some(x), Some(y)))
        });
        // The sliders below do the same by the keyboard, and say it.
        let pad = element("div", &["class", "aria-hidden"], [Some("landscape-pad".into()), Some("true".into())]);
        let pad = listening(
            pad,
            [
                Rc::new(yew::html::onpointermove::Wrapper::new(moved.clone())) as Rc<_>,
                Rc::new(yew::html::onpointerdown::Wrapper::new(moved)),
            ],
        );
        // Something stands there always: the sliders would change places beside it, and with them the focus.
        let mut back = Html::default();
        if self.point != HERE {
            let link = ctx.link().clone();
            back = button("link", [text(view, Message::LandscapeBack)], move || {
                // The button goes away.
                let [across, _] = SLIDERS;
                document::keep_focus(across);
                link.send_message(Did::Move(Some(HERE.0), Some(HERE.1)));
            });
        }
        let sliders = [self.slider(ctx, map, true), self.slider(ctx, map, false), back];
        let parts =
            [tag("div", "landscape-plot", [drawing, pad]), tag("div", "decide-choices landscape-sliders", sliders)];
        tag("div", "landscape-map", parts)
    }

    /// A control that moves the point across, or up, by one of a hundred of today's figure.
    fn slider(&self, ctx: &Context<Explorer>, map: &Map, is_across: bool) -> Html {
        let view = &ctx.props().view;
        let [across, up] = SLIDERS;
        let (id, axis, at) = if is_across { (across, &map.x, self.point.0) } else { (up, &map.y, self.point.1) };
        let hundredths = |factor: Decimal| AttrValue::from((factor * Decimal::ONE_HUNDRED).round().to_string());
        let keys = &["class", "id", "type", "min", "max", "step", "aria-valuetext"];
        let says = words::at(view, map, axis, at, self.point);
        let values = [
            "landscape-slider".into(),
            id.into(),
            "range".into(),
            "0".into(),
            hundredths(axis.window.to()),
            "1".into(),
        ];
        let mut input =
            element("input", keys, values.map(Some).into_iter().chain([Some(says.into())]).collect::<Vec<_>>());
        input.set_value(Some(hundredths(at)));
        let moved = ctx.link().batch_callback(move |event: InputEvent| {
            let input = event.target_dyn_into::<web_sys::HtmlInputElement>()?;
            let factor = Decimal::from(input.value().parse::<i64>().ok()?) / Decimal::ONE_HUNDRED;
            Some(if is_across { Did::Move(Some(factor), None) } else { Did::Move(None, Some(factor)) })
        });
        let input = listening(input, [Rc::new(yew::html::oninput::Wrapper::new(moved))]);
        let label = with("label", &["for"], [id.into()], [words::slider(view, axis)]);
        let value = around("span", "landscape-value", Html::from(words::value_at(view, axis, at)));
        tag("div", "landscape-slide", [label, value, input])
    }

    /// The list of drivers, across or up.
    fn list(&self, ctx: &Context<Explorer>, list: usize) -> Html {
        let view = &ctx.props().view;
        let (Some(id), Some(field)) = (LISTS.get(list), FIELDS.get(list)) else { return Html::default() };
        let now = chosen(view).get(list).copied();
        let option = |driver: Driver| {
            let name = named(view, &[&name(driver)]).plain();
            option(driver.id().into(), now == Some(driver), name)
        };
        let link = ctx.link().clone();
        select(*id, rich(&slot_label(view, Slot::of(*field))), Driver::ALL.map(option), move |id| {
            if let Some(driver) = DRIVERS.iter().position(|driver| *driver == id) {
                link.send_message(Did::Choose(list, driver));
            }
        })
    }
}

/// The place of a driver among the choices of the catalogue.
fn place(driver: Driver) -> Option<usize> {
    DRIVERS.iter().position(|id| *id == driver.id())
}

/// Sets a driver. One that the other axis has changes places with it, in one step.
fn choose(view: &View, dispatch: &Dispatch, list: usize, driver: usize) {
    let choices = choices(chosen(view), list, driver);
    let Some((first, _)) = choices.first() else { return };
    let subject = Subject::At(Slot::of(*first));
    let cell = |(field, driver): &(FieldId, usize)| {
        Some((Slot::of(*field), Entered::Value(Value::Choice(u8::try_from(*driver).ok()?))))
    };
    dispatch.send(Action::Fill(subject, choices.iter().filter_map(cell).collect()));
}

/// What has to be set so that one axis has a driver and the other one another.
fn choices(now: [Driver; 2], list: usize, driver: usize) -> Vec<(FieldId, usize)> {
    let (Some(field), Some(other), Some(before), Some(beside)) =
        (FIELDS.get(list), FIELDS.get(1 - list.min(1)), now.get(list), now.get(1 - list.min(1)))
    else {
        return Vec::new();
    };
    let mut all = [(*field, driver)].gather();
    if place(*beside) == Some(driver) {
        all.extend(place(*before).map(|before| (*other, before)));
    }
    all
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::engine::Evaluation;
    use crate::i18n::Language;
    use crate::ui::report::decide::common::sample;

    #[test]
    fn what_is_said_of_a_point_is_the_difference_there() {
        for (across, up) in
            [("revenue", "offer.margin"), ("usd_rate", "direct.labour"), ("direct.margin", "offer.fees")]
        {
            for language in Language::ALL {
                let fragment = ["de=modern_work&0fe=900&pax=", across, "&pdn=", up].concat();
                let view = sample(&fragment, language);
                let map = Map::of(&view).unwrap();
                for point in [(140, 90), (0, 0), (200, 33), (100, 101)] {
                    let point = (Decimal::new(point.0, 2), Decimal::new(point.1, 2));
                    let evaluation = Evaluation::new(&view.state.scenario, view.state.today);
                    let here = evaluation.landscape(map.landscape.plan);
                    assert_eq!(here, map.landscape);
                    let difference = map.difference(&view, point).exact();
                    let amount = view.locale.money(difference.abs(), view.answer.currency);
                    let said = words::point(&view, &map, point).plain();
                    assert!(said.contains(&amount), "{point:?}: {amount} in {said}");
                    let direct = Winner::of(difference) == Winner::Direct;
                    let offer = view.locale.say(Message::ChannelOffer, &[("letter", "A".into())]).plain();
                    assert_eq!(said.contains(&offer), !direct, "{said}");
                    assert!(words::at(&view, &map, &map.x, point.0, point).contains(&amount));
                }
            }
        }
    }

    #[test]
    fn a_map_reaches_as_far_as_the_tipping_point() {
        let view = sample("0mgm=19&pax=revenue&pdn=offer.margin", Language::En);
        let map = Map::of(&view).unwrap();
        let flip = map.x.flip.unwrap();
        assert!(flip > Decimal::TWO && map.x.window.shows(flip), "{flip}");
        assert!(map.landscape.rows.iter().any(|row| row.at == Decimal::ONE));
        let here = map.landscape.columns.iter().find(|column| column.at == Decimal::ONE).unwrap();
        assert!(here.flips().any(|(factor, _)| Some(factor) == map.y.flip));
        // To the cent nothing is left more there.
        assert_eq!(map.difference(&view, (flip, Decimal::ONE)).reported(), Decimal::ZERO);
    }

    #[test]
    fn the_driver_of_the_other_axis_changes_places_with_it() {
        let now = [Driver::Revenue, Driver::OfferMargin];
        assert_eq!(choices(now, 0, 4), [(FieldId::PlanAcross, 4)]);
        assert_eq!(choices(now, 0, 2), [(FieldId::PlanAcross, 2), (FieldId::PlanDown, 0)]);
        assert_eq!(choices(now, 1, 0), [(FieldId::PlanDown, 0), (FieldId::PlanAcross, 2)]);
        assert_eq!(choices(now, 2, 0), []);
    }

    #[test]
    fn drivers_are_those_of_the_catalogue_in_order() {
        assert!(Driver::ALL.iter().enumerate().all(|(number, driver)| place(*driver) == Some(number)));
    }
}
