//! What is only on paper: places beside the page, numbers at what is cited, and what runs along every sheet.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element};

/// The id of the place before the page.
const FRONT: &str = "dossier";
/// The id of the place after the last part of the report.
const BACK: &str = "dossier-sources";
/// The links that may cite: those that leave the page. The page's own list of what it rests on cites nothing.
const CITING: &str = "#dossier a[target], main a[target]:not([aria-labelledby=sources] a, #dossier-sources a)";
/// The class of a number at what is cited.
const NUMBER: &str = "cited";

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The place before the page, for what is printed first; made when it is first asked for.
pub fn front() -> Option<Element> {
    place(FRONT, |front| document()?.body()?.insert_adjacent_element("afterbegin", front).ok()?)
}

/// The place after the last part of the report, for what everything else leads to; likewise.
pub fn back() -> Option<Element> {
    place(BACK, |back| document()?.query_selector("main").ok()??.insert_adjacent_element("beforeend", back).ok()?)
}

fn place(id: &str, put: impl Fn(&Element) -> Option<Element>) -> Option<Element> {
    let document = document()?;
    document.get_element_by_id(id).or_else(|| {
        let place = document.create_element("div").ok()?;
        place.set_id(id);
        put(&place)
    })
}

/// The id of the place that a number leads to.
pub fn id_of(number: usize) -> String {
    ["source-", &number.to_string()].concat()
}

/// Numbers what is cited: after each link to one of these addresses its number, in the order in which they are cited first. Says
/// which of the addresses those are, by number.
pub fn number(addresses: &[&str]) -> Vec<usize> {
    let mut cited = Vec::new();
    let links = document().and_then(|document| document.query_selector_all(CITING).ok());
    for place in 0..links.as_ref().map_or(0, |links| links.length()) {
        let link = links.as_ref().and_then(|links| links.item(place)).and_then(|node| node.dyn_into::<Element>().ok());
        let Some((link, address)) = link.and_then(|link| link.get_attribute("href").map(|address| (link, address)))
        else {
            continue;
        };
        let Some(of) = addresses.iter().position(|known| *known == address) else { continue };
        let at = cited.iter().position(|other| *other == of).unwrap_or_else(|| {
            cited.push(of);
            cited.len() - 1
        });
        if let Some(number) = mark(at + 1) {
            // It only fails where the link has no parent.
            let _ = link.insert_adjacent_element("afterend", &number);
        }
    }
    cited
}

fn mark(number: usize) -> Option<Element> {
    let mark = document()?.create_element("a").ok()?;
    mark.set_class_name(NUMBER);
    mark.set_attribute("href", &["#", &id_of(number)].concat()).ok()?;
    mark.set_text_content(Some(&["[", &number.to_string(), "]"].concat()));
    Some(mark)
}

/// Takes the numbers away again.
pub fn forget_numbers() {
    let numbers = document().and_then(|document| document.query_selector_all(&[".", NUMBER].concat()).ok());
    for place in 0..numbers.as_ref().map_or(0, |numbers| numbers.length()) {
        let number = numbers.as_ref().and_then(|numbers| numbers.item(place));
        if let Some(number) = number.and_then(|number| number.dyn_into::<Element>().ok()) {
            number.remove();
        }
    }
}

/// Gives a text to the style sheet that prints, under a name that begins with `--`.
///
/// As a string of CSS: what stands in it can't end it.
pub fn tell_sheet(name: &str, text: &str) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let set = |root: &JsValue| {
        let style = Reflect::get(root, &JsValue::from_str("style")).ok()?;
        let set = Reflect::get(&style, &JsValue::from_str("setProperty")).ok()?.dyn_into::<Function>().ok()?;
        // Through the object model, which the policy of the page allows; an attribute it would not.
        set.call2(&style, &JsValue::from_str(name), &JsValue::from_str(&quoted(text))).ok()
    };
    // Without it the sheet has words of its own.
    let _ = set(&root);
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            // A string of CSS ends at the end of a line.
            _ if character.is_control() => quoted.push(' '),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn what_is_quoted_stays_one_string() {
        assert_eq!(quoted("A “B” \"C\" \\ D\nE"), "\"A “B” \\\"C\\\" \\\\ D E\"");
    }
}
