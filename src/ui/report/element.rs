//! Elements as functions.
//!
//! `html!` writes the making of an element out anew wherever one stands. The report has hundreds of them; going through
//! here halves what they add to the program.

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VTag};

/// An element with these attributes, around these children.
#[inline(never)]
pub(super) fn with(
    name: &'static str,
    keys: &'static [&'static str],
    values: Vec<AttrValue>,
    inside: Vec<Html>,
) -> Html {
    let values = values.into_iter().map(|value| Some(AttributeOrProperty::Attribute(value))).collect();
    let mut element = VTag::new(name);
    element.set_attributes(Attributes::Dynamic { keys, values });
    element.add_children(inside);
    element.into()
}

/// An element around these, with a class unless that is empty.
#[inline(never)]
pub(super) fn tag(name: &'static str, class: &'static str, children: Vec<Html>) -> Html {
    match class {
        "" => with(name, &[], Vec::new(), children),
        _ => with(name, &["class"], vec![AttrValue::Static(class)], children),
    }
}

/// An element around one thing.
#[inline(never)]
pub(super) fn around(name: &'static str, class: &'static str, child: Html) -> Html {
    tag(name, class, vec![child])
}

/// A part of the report under a heading, which names it.
#[inline(never)]
pub(super) fn part(id: &'static str, heading: Html, mut body: Vec<Html>) -> Html {
    body.insert(0, with("h2", &["id"], vec![id.into()], vec![heading]));
    with("section", &["class", "aria-labelledby"], vec!["part".into(), id.into()], body)
}

/// A list without bullets, which screen readers are told it still is.
#[inline(never)]
pub(super) fn list(class: &'static str, items: Vec<Html>) -> Html {
    with("ul", &["class", "role"], vec![class.into(), "list".into()], items)
}

/// These one after the other, with a space between.
#[inline(never)]
pub(super) fn spaced(parts: Vec<Html>) -> Html {
    let mut all = Vec::with_capacity(parts.len() * 2);
    for part in parts {
        all.push(part);
        all.push(Html::from(" "));
    }
    all.into_iter().collect()
}

/// The value of an attribute that is a yes or a no.
pub(super) fn flag(yes: bool) -> AttrValue {
    AttrValue::Static(if yes { "true" } else { "false" })
}
