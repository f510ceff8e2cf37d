//! The first sheet: the question, the answer in words, its figures, and what the sheet can and can't do.

use crate::engine::report::{Choice, Verdict};
use crate::i18n::{Arg, Message};

use super::book::{Content, Look, Style};
use super::expr::cell;
use super::{Making, Order, words};

/// The longest text of a cell.
const LONGEST: usize = 32_000;

/// Makes the sheet, so that it is the first.
pub(super) fn begin(making: &mut Making<'_>) -> usize {
    making.book.sheet(making.locale.text(Message::SheetAnswer), &[72.0, 28.0, 50.0], (0, 0), false)
}

pub(super) fn place(making: &mut Making<'_>, sheet: usize, order: &Order<'_>) {
    making.text((sheet, 0, 0), Message::SheetQuestion, Look::Title);
    let mut row = 2;
    for (place, sentence) in order.verdict.iter().enumerate() {
        let look = if place == 0 { Look::Verdict } else { Look::Lines };
        making.book.words((sheet, row, 0), clipped(sentence), look);
        row += 1;
    }
    making.text((sheet, row, 0), Message::SheetAsOfExport, Look::QuietLines);
    row += 2;
    let dates = [
        (Message::SheetAsOf, Content::Day(making.situation.as_of), Style::Day),
        (Message::SheetExported, Content::Day(order.today), Style::Day),
        (
            Message::SheetRules,
            Content::text(words::named(making.locale, &["choice.rules.", making.situation.rules.id])),
            Style::Words,
        ),
        (Message::SheetReview, Content::Day(making.situation.rules.review_by), Style::Day),
    ];
    for (label, content, style) in dates {
        making.text((sheet, row, 0), label, Look::Words);
        making.book.put((sheet, row, 1), content, Look::Figure(style));
        row += 1;
    }
    row += 1;
    making.text((sheet, row, 0), Message::SheetLive, Look::Part);
    row += 1;
    if let Some(best) = making.best {
        let direct = making.channels.first().map(|column| column.net);
        let figures = [
            (Message::SheetBestOffer, Some(best.name), Style::Words),
            (Message::SheetBestNet, Some(best.net), Style::Money),
            (Message::SheetDirectNet, direct, Style::Money),
            (Message::SheetDifference, Some(best.difference), Style::Money),
            (Message::SheetDifferenceCash, Some(best.cash), Style::Money),
            (Message::SheetDifferenceFirst, Some(best.first_year), Style::Money),
            (Message::SheetHoursFreed, Some(best.hours), Style::Number),
            (Message::SheetHoursValue, Some(best.value), Style::Money),
            (Message::SheetTtm, Some(super::costs::ttm_cell(making)), Style::Usd),
        ];
        for (label, of, style) in figures {
            let Some(of) = of else { continue };
            making.text((sheet, row, 0), label, Look::Words);
            let id = making.book.put((sheet, row, 1), Content::Formula(cell(of)), Look::Total(style));
            let figure = making.book.get(of).and_then(|cell| cell.figure);
            making.book.change(id, |cell| cell.figure = figure);
            row += 1;
        }
    }
    row += 1;
    making.text((sheet, row, 0), Message::SheetStill, Look::Part);
    row = stands(making, sheet, row + 1) + 1;
    making.text((sheet, row, 0), Message::SheetHow, Look::Part);
    for message in
        [Message::SheetMayChange, Message::SheetNotesFollow, Message::SheetNotesDigits, Message::DisclaimerAdvice]
    {
        row += 1;
        making.text((sheet, row, 0), message, Look::QuietLines);
    }
    row += 2;
    making.text((sheet, row, 0), Message::SheetLink, Look::Part);
    for part in pieces(order.link) {
        row += 1;
        // One that a sheet can't follow is words.
        let short = order.link.len() < 2_000 && order.link.starts_with("http");
        let content = if short { Content::Link(part.clone(), part) } else { Content::Text(part) };
        let look = if short { Look::Link } else { Look::QuietLines };
        making.book.put((sheet, row, 0), content, look);
    }
}

/// What holds as of the export: verdicts and the recommendation.
fn stands(making: &mut Making<'_>, sheet: usize, mut row: u32) -> u32 {
    let locale = making.locale;
    let answer = making.answer;
    let verdict = |verdict: Verdict| {
        let key = match verdict {
            Verdict::Eligible => "eligible",
            Verdict::NotEligible => "not_eligible",
            Verdict::Unconfirmed => "unconfirmed",
        };
        words::named(locale, &["verdict.", key])
    };
    for (label, of) in [
        (Message::SheetVerdictDirect, &answer.eligibility.direct),
        (Message::SheetVerdictIndirect, &answer.eligibility.indirect),
    ] {
        making.text((sheet, row, 0), label, Look::Words);
        making.book.words((sheet, row, 1), verdict(of.verdict), Look::Still(Style::Words));
        if let Some(day) = of.earliest {
            let text = locale.say(Message::SheetEarliest, &[("date", Arg::Text(&locale.date(day)))]).plain();
            making.book.words((sheet, row, 2), text, Look::Quiet);
        }
        row += 1;
    }
    let choice = match answer.recommendation.choice {
        Choice::Direct => Message::ChannelDirect,
        Choice::Indirect => Message::ChannelIndirect,
        Choice::Mix => Message::ChannelMix,
        Choice::Even => Message::SheetEven,
    };
    making.text((sheet, row, 0), Message::SheetRecommended, Look::Words);
    making.text((sheet, row, 1), choice, Look::Still(Style::Words));
    if let Some(mix) = &answer.mix {
        row += 1;
        making.text((sheet, row, 0), Message::ChannelMix, Look::Words);
        making.book.put((sheet, row, 1), Content::Number(mix.net.exact()), Look::Still(Style::Money));
        let parts: Vec<String> = mix
            .best
            .iter()
            .map(|(portfolio, channel)| {
                let channel = words::channel(locale, making.scenario, *channel);
                [&words::portfolio(locale, *portfolio), ": ", &channel].concat()
            })
            .collect();
        making.book.words((sheet, row, 2), parts.join("; "), Look::Quiet);
    }
    row + 1
}

/// A text that fits a cell.
fn clipped(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// A text in pieces that fit cells.
fn pieces(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(LONGEST).map(|piece| piece.iter().collect()).collect()
}
