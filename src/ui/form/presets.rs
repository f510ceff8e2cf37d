//! Examples to start from, folded away at the top of the form.

use rust_decimal::{Decimal, RoundingStrategy};
use yew::prelude::*;

use crate::app::Action;
use crate::app::presets::{PRESETS, Preset};
use crate::engine::date::Date;
use crate::engine::rules::{RequirementId, RuleSet};
use crate::engine::situation::Situation;
use crate::i18n::{Arg, Locale, Message};
use crate::link;
use crate::ui::Dispatch;
use crate::ui::element::{around, button, list, spaced, tag};
use crate::ui::field::source_link;
use crate::ui::rich::{say, text};

/// The rule set whose threshold came before.
const PREVIOUS: &str = "2020";

/// The digits that count in what Microsoft bills in an example.
const DIGITS: u32 = 2;

/// What the examples are drawn from: none of it changes while one types.
#[derive(Clone, Properties, PartialEq)]
pub(super) struct PresetsProps {
    /// The language.
    pub locale: Locale,
    /// Today.
    pub today: Date,
    /// Where a choice goes.
    pub dispatch: Dispatch,
}

/// The examples: a component, as what they say takes reading all of them.
pub(super) struct Presets;

impl Component for Presets {
    type Message = ();
    type Properties = PresetsProps;

    fn create(_: &Context<Presets>) -> Presets {
        Presets
    }

    fn view(&self, ctx: &Context<Presets>) -> Html {
        let props = ctx.props();
        let summary = around("summary", "presets-head", text(&props.locale, Message::FormPresets));
        // Folded until they are wanted; their texts come after the answer.
        let complete = props.locale.messages.is_complete();
        let items = if complete { PRESETS.iter().map(|preset| item(props, preset)).collect() } else { Vec::new() };
        tag("details", "presets", [summary, list("presets-list", items)])
    }
}

fn item(props: &PresetsProps, preset: &'static Preset) -> Html {
    let dispatch = props.dispatch.clone();
    let open = move || dispatch.send(Action::Open(link::decode(preset.fragment)));
    let about = [words(props, preset, ".reason"), source_link(preset.source)];
    tag(
        "li",
        "",
        [button("form-button preset", [words(props, preset, ".name")], open), around("p", "form-note", spaced(about))],
    )
}

/// A text of an example, with the figures of its scenario and of the rules in force.
fn words(props: &PresetsProps, preset: &Preset, part: &str) -> Html {
    let Some(message) = Message::by_name(&["preset.", preset.id, part].concat()) else { return Html::default() };
    let PresetsProps { locale, today, .. } = props;
    let situation: Situation = Situation::resolve(&link::decode(preset.fragment).scenario, *today);
    let revenue = locale.money(situation.total_revenue().exact(), situation.currency);
    let billed = situation.ttm.value.exact();
    let billed = billed.round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointAwayFromZero).unwrap_or(billed);
    let threshold = |rules: &RuleSet| locale.usd(Decimal::from(rules.revenue_threshold().unwrap_or(0)));
    let previous = RuleSet::by_id(PREVIOUS).map(threshold).unwrap_or_default();
    let (billed, threshold) = (locale.usd(billed), threshold(situation.rules));
    let args = [
        ("revenue", Arg::Text(&revenue)),
        ("billed", Arg::Text(&billed)),
        ("threshold", Arg::Text(&threshold)),
        ("previous", Arg::Text(&previous)),
        ("customers", Arg::from(situation.customers)),
        ("months", Arg::from(situation.rules.threshold(RequirementId::Tenure).unwrap_or(0))),
    ];
    say(locale, message, &args)
}
