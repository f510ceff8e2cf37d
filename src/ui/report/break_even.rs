//! From which revenue direct pays.

use yew::prelude::*;

use super::verdict::tipping;
use super::words::channel_name;
use crate::engine::report::BreakEven;
use crate::i18n::{Arg, Message};
use crate::ui::View;
use crate::ui::rich::{rich, say, text};

/// The sentences, one for each offer.
pub(super) fn break_even(view: &View) -> Html {
    if view.situation.total_revenue().exact().is_zero() {
        return Html::default();
    }
    let volume = view.locale.percent(view.situation.labour.volume.exact() * rust_decimal::Decimal::ONE_HUNDRED);
    html! {
        <section class="part" aria-labelledby="break-even">
            <h2 id="break-even">{ text(&view.locale, Message::ReportBreakEvenTitle) }</h2>
            <ul class="sentences" role="list">{ for view.answer.break_even.iter().map(|of| sentence(view, of)) }</ul>
            <p class="part-note">
                { say(&view.locale, Message::ReportBreakEvenAbout, &[("volume", Arg::Text(&volume))]) }
            </p>
        </section>
    }
}

fn sentence(view: &View, of: &BreakEven) -> Html {
    let several = view.answer.break_even.len() > 1;
    let offer = channel_name(view, of.offer);
    let against = say(&view.locale, Message::ReportBreakEvenAgainst, &[("offer", Arg::Phrase(&offer))]);
    let sentences = tipping(view, of);
    html! {
        <li key={of.offer.id()}>
            if several { <strong>{ against }</strong>{ " " } }
            { for sentences.iter().map(|sentence| html! { <>{ rich(sentence) }{ " " }</> }) }
        </li>
    }
}
