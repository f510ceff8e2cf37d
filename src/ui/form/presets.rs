//! Examples to start from, folded away at the top of the form.

use rust_decimal::Decimal;
use yew::prelude::*;

use crate::app::Action;
use crate::app::presets::{PRESETS, Preset};
use crate::engine::rules::{RequirementId, RuleSet};
use crate::i18n::{Arg, Message};
use crate::link;
use crate::ui::element::{around, button, list, spaced, tag};
use crate::ui::field::source_link;
use crate::ui::rich::{say, text};
use crate::ui::{Dispatch, View};

/// The rule set whose threshold came before.
const PREVIOUS: &str = "2020";

/// The examples. What each says comes after the answer.
pub(super) fn presets(view: &View, dispatch: &Dispatch) -> Html {
    let summary = around("summary", "presets-head", text(&view.locale, Message::FormPresets));
    let shown = if view.locale.messages.is_complete() { PRESETS.as_slice() } else { &[] };
    let items = shown.iter().map(|preset| item(view, dispatch, preset)).collect();
    tag("details", "presets", [summary, list("presets-list", items)])
}

fn item(view: &View, dispatch: &Dispatch, preset: &'static Preset) -> Html {
    let dispatch = dispatch.clone();
    let open = move || dispatch.send(Action::Open(link::plain(preset.fragment)));
    let about = [words(view, preset, ".reason"), source_link(preset.source)];
    let name = [words(view, preset, ".name")];
    tag("li", "", [button("form-button preset", name, open), around("p", "form-note", spaced(about))])
}

/// A text of an example, with its revenue and with what the rules of today ask.
fn words(view: &View, preset: &Preset, part: &str) -> Html {
    let Some(message) = Message::by_name(&["preset.", preset.id, part].concat()) else { return Html::default() };
    let locale = &view.locale;
    let rules = RuleSet::in_force(view.state.today);
    let threshold = |rules: &RuleSet| locale.usd(Decimal::from(rules.revenue_threshold().unwrap_or(0)));
    let previous = RuleSet::by_id(PREVIOUS).map(threshold).unwrap_or_default();
    let (threshold, revenue) = (threshold(rules), locale.money(preset.revenue().into(), preset.currency()));
    let args = [
        ("revenue", Arg::Text(&revenue)),
        ("threshold", Arg::Text(&threshold)),
        ("previous", Arg::Text(&previous)),
        ("months", Arg::from(rules.threshold(RequirementId::Tenure).unwrap_or(0))),
    ];
    say(locale, message, &args)
}
