//! Passing the figures on: the link, what is in it, and the ways to send it.
//!
//! The panel works its contents out only while it is unfolded; what it needs besides is fetched then.

use std::rc::Rc;

use yew::html::{onchange, ontoggle};
use yew::prelude::*;

use super::words::{Fill, named, slot_label, text};
use crate::app::Action;
use crate::browser::address;
use crate::browser::share::Ways;
use crate::engine::catalogue::Slot;
use crate::engine::scenario::Scenario;
use crate::i18n::{Message, Phrase};
use crate::link;
use crate::ui::element::{Several, around, button_with, element, list, listening, present, tag, with};
use crate::ui::field::on_paper;
use crate::ui::rich::rich;
use crate::ui::{Dispatch, View};

/// The ids of the field with the link, and of the one with the text.
const LINK: &str = "share-link";
const TEXT: &str = "share-text";

/// The panel, folded; nothing until its texts have come.
///
/// `base` is where links are to lead, where the page is embedded and its host has said so.
pub(super) fn share(view: &View, dispatch: &Dispatch, base: Option<AttrValue>) -> Html {
    if !view.locale.messages.is_complete() {
        return Html::default();
    }
    html! { <Share view={view.clone()} dispatch={dispatch.clone()} {base} /> }
}

/// What the panel is drawn from.
#[derive(Properties)]
pub(super) struct ShareProps {
    view: View,
    dispatch: Dispatch,
    base: Option<AttrValue>,
}

impl PartialEq for ShareProps {
    /// By what the view was made from, and not looking into it.
    fn eq(&self, other: &ShareProps) -> bool {
        self.base == other.base
            && self.view.locale == other.view.locale
            && Rc::ptr_eq(&self.view.state, &other.view.state)
    }
}

/// What happens to the panel.
pub(super) enum Event {
    /// It was opened or closed.
    Toggled(bool),
    /// What it needs has come.
    Ready(Option<Ways>),
    /// Something that is stated is to be in the link, or not.
    Ticked(Slot),
    /// A way to pass it on was chosen.
    Chosen(Way),
    /// Something came of that.
    Done(Message),
    /// A link was drawn.
    Drawn(String, Option<String>),
}

/// A way to pass it on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Copy what stands in the field with this id.
    Copy(&'static str),
    /// The system's own.
    Send,
    /// A QR code.
    Code,
}

/// The panel.
#[derive(Default)]
pub(super) struct Share {
    open: bool,
    ways: Option<Ways>,
    /// What is stated and not to be in the link.
    left_out: Vec<Slot>,
    /// What came of the last press.
    done: Option<Message>,
    /// A link, with the width and the path of its drawing, where it could be drawn.
    code: Option<(String, Option<String>)>,
}

impl Component for Share {
    type Message = Event;
    type Properties = ShareProps;

    fn create(_: &Context<Share>) -> Share {
        Share::default()
    }

    fn update(&mut self, ctx: &Context<Share>, event: Event) -> bool {
        match event {
            Event::Toggled(open) => {
                if open && self.ways.is_none() {
                    ctx.link().send_future(async { Event::Ready(Ways::fetch().await) });
                }
                return std::mem::replace(&mut self.open, open) != open;
            }
            Event::Ready(ways) => self.ways = ways,
            Event::Ticked(slot) => {
                let before = self.left_out.len();
                self.left_out.retain(|other| *other != slot);
                if self.left_out.len() == before {
                    self.left_out.push(slot);
                }
                self.done = None;
            }
            Event::Chosen(way) => self.choose(ctx, way),
            Event::Done(message) => {
                let words = ctx.props().view.locale.text(message).to_string();
                ctx.props().dispatch.send(Action::Tell(words));
                self.done = Some(message);
            }
            Event::Drawn(link, drawing) => self.code = Some((link, drawing)),
        }
        true
    }

    fn changed(&mut self, ctx: &Context<Share>, old: &ShareProps) -> bool {
        self.done = None;
        self.open || ctx.props().view.locale != old.view.locale
    }

    fn view(&self, ctx: &Context<Share>) -> Html {
        let view = &ctx.props().view;
        let mut details = element("details", &["class", "open"], [Some("share".into()), present(self.open)]);
        details.add_child(around("summary", "", text(view, Message::ShareTitle)));
        if self.open {
            details.add_child(self.draw(ctx));
        }
        let toggled = ctx.link().callback(|event: yew::Event| {
            let details = event.target_dyn_into::<web_sys::Element>();
            Event::Toggled(details.is_some_and(|details| details.has_attribute("open")))
        });
        listening(details, [Rc::new(ontoggle::Wrapper::new(toggled))])
    }
}

impl Share {
    /// What is in the link.
    fn scenario(&self, view: &View) -> Scenario {
        let stated = &view.state.scenario;
        self.left_out.iter().fold((**stated).clone(), |scenario, slot| scenario.with(*slot, None))
    }

    fn link(&self, props: &ShareProps) -> String {
        let state = &props.view.state;
        let link = link::encode(&self.scenario(&props.view), state.today, state.made.as_ref(), None);
        link::share_address(props.base.as_deref(), &address::own(), &link)
    }

    fn choose(&mut self, ctx: &Context<Share>, way: Way) {
        self.done = None;
        let Some(ways) = self.ways.clone() else {
            ctx.link().send_message(Event::Done(Message::ShareNot));
            return;
        };
        let (view, link) = (&ctx.props().view, self.link(ctx.props()));
        match way {
            Way::Copy(id) => ctx.link().send_future(async move {
                Event::Done(if ways.copy(id).await { Message::ShareCopied } else { Message::ShareNot })
            }),
            Way::Send => {
                let (title, text) = (view.locale.text(Message::PageTitle).to_string(), held(view).plain());
                wasm_bindgen_futures::spawn_local(async move { ways.send(&title, &text, &link).await });
            }
            Way::Code => ctx.link().send_future(async move {
                let drawing = ways.draw(&link).await;
                Event::Drawn(link, drawing)
            }),
        }
    }

    /// The contents.
    fn draw(&self, ctx: &Context<Share>) -> Html {
        let props = ctx.props();
        let (view, link) = (&props.view, self.link(props));
        let press = |name: &'static str, message: Message, way: Way| {
            let to = ctx.link().clone();
            let values = ["button".into(), "button".into(), name.into()];
            button_with(&["type", "class", "data-share"], values, [text(view, message)], move || {
                to.send_message(Event::Chosen(way));
            })
        };
        let mail = link::mail_address(
            view.locale.text(Message::PageTitle),
            &[&held(view).plain(), "\r\n\r\n", &link].concat(),
        );
        let mut ways = [
            press("copy", Message::ShareCopy, Way::Copy(LINK)),
            with(
                "a",
                &["class", "href", "data-share"],
                ["button".into(), mail.into(), "mail".into()],
                [text(view, Message::ShareMail)],
            ),
            press("code", Message::ShareCode, Way::Code),
        ]
        .gather();
        if self.ways.as_ref().is_some_and(Ways::can_send) {
            ways.push(press("send", Message::ShareSend, Way::Send));
        }
        let words = self.in_words(view, &link);
        let twin = [
            around("summary", "", text(view, Message::ShareAsText)),
            field(view, "textarea", TEXT, Message::ShareAsText, words),
            press("text", Message::ShareCopyText, Way::Copy(TEXT)),
        ];
        let done = self.done.map(|message| text(view, message)).unwrap_or_default();
        let code = self.code.as_ref().filter(|(of, _)| *of == link);
        let code = code.map(|(_, drawing)| drawn(view, drawing.as_deref()));
        let parts = [
            around("p", "", text(view, Message::ShareAbout)),
            self.stated(ctx),
            around("p", "share-held", rich(&held(view))),
            field(view, "input", LINK, Message::ShareLink, link),
            tag("div", "share-ways", ways),
            around("p", "share-done", done),
            code.unwrap_or_default(),
            tag("details", "share-text", twin),
        ];
        tag("div", "share-parts", parts)
    }

    /// A tick for everything that is stated.
    fn stated(&self, ctx: &Context<Share>) -> Html {
        let view = &ctx.props().view;
        let items: Vec<Html> = stated(view)
            .map(|slot| {
                let ticked = !self.left_out.contains(&slot);
                let change = ctx.link().callback(move |_: yew::Event| Event::Ticked(slot));
                let mut tick = element("input", &["type"], [Some("checkbox".into())]);
                tick.set_checked(ticked);
                let tick = listening(tick, [Rc::new(onchange::Wrapper::new(change))]);
                let words = Html::from(line(view, slot));
                around("li", "", tag("label", "share-item", [tick, around("span", "", words)]))
            })
            .collect();
        if items.is_empty() {
            return around("p", "", text(view, Message::ShareNothing));
        }
        tag(
            "fieldset",
            "share-stated",
            [around("legend", "", text(view, Message::ShareHolds)), list("share-list", items)],
        )
    }

    /// The same as the link, for people and for where links are not let through.
    fn in_words(&self, view: &View, link: &str) -> String {
        let mut words = [view.locale.text(Message::PageTitle), "\n", &held(view).plain(), "\n"].concat();
        for slot in stated(view).filter(|slot| !self.left_out.contains(slot)) {
            words.push_str(&line(view, slot));
            words.push('\n');
        }
        words + link
    }
}

/// A field to copy from.
fn field(view: &View, kind: &'static str, id: &'static str, name: Message, value: String) -> Html {
    let keys = &["id", "class", "readonly", "rows", "aria-label"];
    let rows = (id == TEXT).then_some(AttrValue::Static("8"));
    let values = [Some(id.into()), Some("share-field".into()), present(true), rows, Some(label(view, name))];
    let mut field = element(kind, keys, values);
    field.set_value(AttrValue::from(value));
    field.into()
}

/// What is stated, in the order of the catalogue.
fn stated(view: &View) -> impl Iterator<Item = Slot> {
    view.state.scenario.write().into_iter().map(|(slot, _)| slot)
}

/// What is stated at a place, in words.
fn line(view: &View, slot: Slot) -> String {
    let value = on_paper(view, slot).map(|(value, _)| value.plain()).unwrap_or_default();
    [&slot_label(view, slot).plain(), ": ", &value].concat()
}

/// On which day and by which rules the link is made.
fn held(view: &View) -> Phrase {
    let rules = named(view, &["choice.rules.", view.answer.rules.id]);
    let fill = Fill::new(view).text("date", view.locale.date(view.situation.as_of)).words("rules", rules);
    fill.say(Message::ShareHeld)
}

fn label(view: &View, message: Message) -> AttrValue {
    view.locale.text(message).to_string().into()
}

/// The drawing of a link, or that it is too long for one.
fn drawn(view: &View, drawing: Option<&str>) -> Html {
    let Some((width, path)) = drawing.and_then(|drawing| drawing.split_once(' ')) else {
        return around("p", "", text(view, Message::ShareTooLong));
    };
    let size = ["0 0 ", width, " ", width].concat();
    let path = with("path", &["d"], [path.to_string().into()], []);
    let values = ["share-code".into(), size.into(), "img".into(), label(view, Message::ShareCodeName)];
    with("svg", &["class", "viewBox", "role", "aria-label"], values, [path])
}
