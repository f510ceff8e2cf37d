//! Links to the pages beside the calculator, which the build makes of `locales/pages/`.

use yew::prelude::*;

use super::link::elsewhere;
use super::words::text;
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{from_base, list};

/// The folders of the pages, and what leads to them. A page has a file for each language.
const PAGES: [(&str, Message); 6] = [
    ("privacy", Message::AboutPrivacy),
    ("accessibility", Message::AboutAccessibility),
    ("rules", Message::AboutRules),
    ("terms", Message::AboutTerms),
    ("integrate", Message::AboutIntegrate),
    ("batch", Message::AboutBatch),
];

/// The links, in the language of the page; nothing until their texts have come. They open in a tab of their own: what is
/// filled in stays where it is, also in a frame.
pub(super) fn about(view: &View) -> Html {
    if !view.locale.messages.is_complete() {
        return Html::default();
    }
    let mut items = Vec::new();
    for (folder, message) in PAGES {
        let address = from_base(&[folder, "/", view.locale.language.code(), ".html"].concat());
        items.push(elsewhere(view, "li", address, text(view, message)));
    }
    items.push(elsewhere(view, "li", from_base("licences.txt"), text(view, Message::AboutLicences)));
    list("foot-links", items)
}
