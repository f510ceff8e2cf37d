//! Elements as functions.
//!
//! `html!` writes the making of an element out anew wherever one stands. The page has hundreds of them; going through
//! here halves what they add to the program.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::html::onclick;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Listener, VTag};

/// Several of something: one by one, or gathered already.
///
/// An array is moved to the heap out of line, which takes less of the program than building it there.
pub(super) trait Several<T> {
    /// All of them.
    fn gather(self) -> Vec<T>;
}

impl<T> Several<T> for Vec<T> {
    #[inline]
    fn gather(self) -> Vec<T> {
        self
    }
}

impl<T, const N: usize> Several<T> for [T; N] {
    #[inline(never)]
    fn gather(self) -> Vec<T> {
        self.into()
    }
}

/// An element with these attributes, some of them perhaps absent; for who adds more to it.
#[inline]
pub(super) fn element(
    name: &'static str,
    keys: &'static [&'static str],
    values: impl Several<Option<AttrValue>>,
) -> VTag {
    make(name, keys, values.gather())
}

thread_local! {
    /// How many levels the page's headings stand below those they have by themselves.
    static LOWER: Cell<usize> = const { Cell::new(0) };
    /// Where the root of the page is from the page.
    static BASE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The levels of headings that there are.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// The level of the page's first heading, 1…6, for a page that stands in another one. Set once, before anything is drawn.
pub(super) fn set_first_heading(level: u8) {
    LOWER.set(usize::from(level.saturating_sub(1)));
}

/// Where the root of the page is from this page: nothing, or `../` for a page in the folder of its language. Set once, before anything
/// is drawn.
pub fn set_base(base: String) {
    BASE.set(base);
}

/// The address of a file beside the page at the root.
pub(super) fn from_base(file: &str) -> String {
    BASE.with_borrow(|base| [base.as_str(), file].concat())
}

/// The name of an element where headings may stand lower than they would by themselves.
fn lowered(name: &'static str) -> &'static str {
    let lower = LOWER.get();
    if lower == 0 {
        return name;
    }
    match HEADINGS.iter().position(|heading| *heading == name) {
        Some(place) => HEADINGS.get(place + lower).copied().unwrap_or("h6"),
        None => name,
    }
}

#[inline(never)]
fn make(name: &'static str, keys: &'static [&'static str], values: Vec<Option<AttrValue>>) -> VTag {
    let values = values.into_iter().map(|value| value.map(AttributeOrProperty::Attribute)).collect();
    let mut element = VTag::new(lowered(name));
    element.set_attributes(Attributes::Dynamic { keys, values });
    element
}

/// An element with these attributes, around these children.
#[inline]
pub(super) fn with(
    name: &'static str,
    keys: &'static [&'static str],
    values: impl Several<AttrValue>,
    inside: impl Several<Html>,
) -> Html {
    filled(name, keys, values.gather(), inside.gather()).into()
}

#[inline(never)]
fn filled(name: &'static str, keys: &'static [&'static str], values: Vec<AttrValue>, inside: Vec<Html>) -> VTag {
    let mut element = make(name, keys, values.into_iter().map(Some).collect());
    element.add_children(inside);
    element
}

/// An element around these, with a class unless that is empty.
#[inline]
pub(super) fn tag(name: &'static str, class: &'static str, inside: impl Several<Html>) -> Html {
    classed(name, class, inside.gather())
}

#[inline(never)]
fn classed(name: &'static str, class: &'static str, inside: Vec<Html>) -> Html {
    match class {
        "" => with(name, &[], [], inside),
        _ => with(name, &["class"], [AttrValue::Static(class)], inside),
    }
}

/// An element around one thing.
#[inline(never)]
pub(super) fn around(name: &'static str, class: &'static str, child: Html) -> Html {
    classed(name, class, vec![child])
}

/// A button around these, by the values of its `keys`, that does something when it is pressed.
#[inline]
pub(super) fn button_with(
    keys: &'static [&'static str],
    values: impl Several<AttrValue>,
    inside: impl Several<Html>,
    press: impl Fn() + 'static,
) -> Html {
    pressable(filled("button", keys, values.gather(), inside.gather()), Rc::new(press))
}

/// A button around these that does something when it is pressed.
#[inline]
pub(super) fn button(class: &'static str, inside: impl Several<Html>, press: impl Fn() + 'static) -> Html {
    button_with(&["type", "class"], ["button".into(), class.into()], inside, press)
}

#[inline(never)]
fn pressable(button: VTag, press: Rc<dyn Fn()>) -> Html {
    let on_click = Callback::from(move |_: MouseEvent| press());
    listening(button, [Rc::new(onclick::Wrapper::new(on_click))])
}

/// An element that listens.
pub(super) fn listening<const N: usize>(mut element: VTag, listeners: [Rc<dyn Listener>; N]) -> Html {
    element.set_listeners(listeners.map(Some).into());
    element.into()
}

/// These one after the other.
#[inline]
pub(super) fn all(parts: impl Several<Html>) -> Html {
    one_by_one(parts.gather())
}

#[inline(never)]
fn one_by_one(parts: Vec<Html>) -> Html {
    parts.into_iter().collect()
}

/// A part of the report under a heading, which names it.
#[inline]
pub(super) fn part(id: &'static str, heading: Html, body: impl Several<Html>) -> Html {
    headed(id, heading, body.gather())
}

#[inline(never)]
fn headed(id: &'static str, heading: Html, mut body: Vec<Html>) -> Html {
    body.insert(0, with("h2", &["id"], [id.into()], [heading]));
    with("section", &["class", "aria-labelledby"], ["part".into(), id.into()], body)
}

/// A list without bullets, which screen readers are told it still is.
pub(super) fn list(class: &'static str, items: Vec<Html>) -> Html {
    with("ul", &["class", "role"], [class.into(), "list".into()], items)
}

/// These one after the other, with a space between.
#[inline]
pub(super) fn spaced(parts: impl Several<Html>) -> Html {
    with_spaces(parts.gather())
}

#[inline(never)]
fn with_spaces(parts: Vec<Html>) -> Html {
    let mut all = Vec::with_capacity(parts.len() * 2);
    for part in parts {
        all.push(part);
        all.push(Html::from(" "));
    }
    one_by_one(all)
}

/// A choice of a list that opens, by its value. It is chosen as an attribute and as a property: a list in which the reader has
/// chosen follows only the second.
pub(super) fn option(value: AttrValue, chosen: bool, words: String) -> Html {
    let mut option = VTag::new("option");
    let attribute = AttributeOrProperty::Attribute;
    let values = [
        Some(attribute(value)),
        chosen.then_some(attribute(AttrValue::Static(""))),
        Some(AttributeOrProperty::Property(chosen.into())),
    ];
    option.set_attributes(Attributes::Dynamic { keys: &["value", "selected", "selected"], values: values.into() });
    option.add_child(Html::from(words));
    option.into()
}

/// Words for those who listen, which can't be seen.
pub(super) fn unseen(inside: impl Several<Html>) -> Html {
    tag("span", "visually-hidden", inside)
}

/// The value of an attribute that is a yes or a no.
pub(super) fn flag(yes: bool) -> AttrValue {
    AttrValue::Static(if yes { "true" } else { "false" })
}

/// The value of an attribute that says something by being there.
pub(super) fn present(yes: bool) -> Option<AttrValue> {
    yes.then_some(AttrValue::Static(""))
}

#[cfg(test)]
mod tests {
    use super::{lowered, set_first_heading};

    #[test]
    fn headings_follow_the_first() {
        assert_eq!(["h1", "h4", "p"].map(lowered), ["h1", "h4", "p"]);
        set_first_heading(3);
        assert_eq!(["h1", "h2", "h4", "h5", "header", "hr"].map(lowered), ["h3", "h4", "h6", "h6", "header", "hr"]);
    }
}
