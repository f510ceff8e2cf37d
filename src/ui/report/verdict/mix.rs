//! A mix in words: what goes where.

use super::super::words::{Fill, channel_in_sentence, portfolio_name};
use crate::engine::catalogue::Portfolio;
use crate::engine::report::Assignment;
use crate::engine::situation::ChannelId;
use crate::i18n::{Message, Phrase};
use crate::ui::View;

/// The portfolios bought in one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui::report) struct Part {
    /// The channel.
    pub(in crate::ui::report) channel: ChannelId,
    /// What is bought there.
    pub(in crate::ui::report) portfolios: Vec<Portfolio>,
}

/// The parts of a mix, in the order of their first portfolio.
pub(in crate::ui::report) fn parts(assignment: &Assignment) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (portfolio, channel) in assignment {
        match parts.iter_mut().find(|part| part.channel == *channel) {
            Some(part) => part.portfolios.push(*portfolio),
            None => parts.push(Part { channel: *channel, portfolios: vec![*portfolio] }),
        }
    }
    parts
}

/// What goes where, inside a sentence: `Azure direct from Microsoft and the rest through Acme`.
pub(in crate::ui::report) fn split(view: &View, assignment: &Assignment) -> Phrase {
    let mut parts = parts(assignment);
    // The one with the most portfolios comes last, as the rest.
    let most = parts.iter().map(|part| part.portfolios.len()).max().unwrap_or(0);
    if let Some(place) = parts.iter().position(|part| part.portfolios.len() == most) {
        let rest = parts.remove(place);
        parts.push(rest);
    }
    let mut words = Vec::new();
    for part in &parts {
        let rest = most > 1 && !words.is_empty() && words.len() + 1 == parts.len();
        let fill = Fill::new(view)
            .words("portfolios", portfolios(view, &part.portfolios))
            .words("channel", channel_in_sentence(view, part.channel));
        words.push(fill.say(if rest { Message::SentenceMixRest } else { Message::SentenceMixPart }));
    }
    view.locale.all_of(&words)
}

/// Portfolios as a list: `Modern Work, Security and Azure`.
pub(in crate::ui::report) fn portfolios(view: &View, portfolios: &[Portfolio]) -> Phrase {
    let names: Vec<Phrase> = portfolios.iter().map(|portfolio| portfolio_name(view, *portfolio)).collect();
    view.locale.all_of(&names)
}
