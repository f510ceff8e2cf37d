//! Which rows are shown and in what order, and what they come to together.

use std::cmp::Ordering;
use std::ops::Range;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::engine::currency::Currency;
use crate::engine::report::{Choice, Verdict};
use crate::engine::situation::ChannelId;

use super::answers::{Answers, Judged, Outcome};
use super::words::fold;

/// What rows are put in order by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// Their place in the file.
    #[default]
    Row,
    /// The partner's name, without regard to capitals and accents; one without a name is unknown.
    Partner,
    /// Whether direct is open: open, open as far as known, not open.
    Verdict,
    /// The best channel: direct, then each offer.
    Best,
    /// The difference a year. Amounts in different currencies can't be compared: rows stand by currency, in the order of
    /// [`Currency::ALL`] whichever way, and the difference orders those of one currency.
    Difference,
    /// The day from which direct can be open. "Not within ten years" is known, and later than any day.
    Earliest,
    /// How many problems a row has; one with an answer has none.
    Problems,
}

/// Which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// The least first: A before Z.
    #[default]
    Up,
    /// The most first.
    Down,
}

/// Rows by what is known of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// All of them, those that are not worked out yet among them.
    #[default]
    All,
    /// Those with an answer.
    Answered,
    /// Those with problems.
    Problems,
}

/// On which side a channel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Direct from Microsoft.
    Direct,
    /// An offer of an indirect provider.
    Indirect,
}

impl Side {
    /// Where a channel is.
    pub fn of(channel: ChannelId) -> Side {
        if channel == ChannelId::Direct { Side::Direct } else { Side::Indirect }
    }
}

/// Which rows are shown: those to which all of it applies. What is nothing applies to every row; a verdict, a choice or a
/// channel only to one with an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// What is known of it.
    pub kind: Kind,
    /// Whether direct is open.
    pub direct: Option<Verdict>,
    /// What to do.
    pub choice: Option<Choice>,
    /// Where the best channel is.
    pub best: Option<Side>,
    /// What the partner's name contains, without regard to capitals and accents; spaces around it don't count.
    pub partner: String,
}

impl Filter {
    fn lets(&self, outcome: Option<&Outcome>) -> bool {
        let kind = match self.kind {
            Kind::All => true,
            Kind::Answered => matches!(outcome, Some(Outcome::Judged(_))),
            Kind::Problems => matches!(outcome, Some(Outcome::Problems(_))),
        };
        let judged = outcome.and_then(Outcome::judged);
        let is = |wanted: bool, fits: &dyn Fn(&Judged) -> bool| !wanted || judged.is_some_and(fits);
        kind && is(self.direct.is_some(), &|judged| self.direct == Some(judged.direct))
            && is(self.choice.is_some(), &|judged| self.choice == Some(judged.choice))
            && is(self.best.is_some(), &|judged| self.best == Some(Side::of(judged.best)))
    }
}

/// What of a file is shown, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// What rows are put in order by.
    pub key: Key,
    /// Which way.
    pub order: Order,
    /// Which rows.
    pub filter: Filter,
}

/// The places of the rows that a view shows, in its order; the first row after the header is 0.
///
/// Rows that are not worked out yet are there too, where the filter lets them. What isn't known stands last, whichever the
/// order; rows that are alike stand as in the file.
pub fn places(answers: &Answers, view: &View) -> Vec<u32> {
    let outcome = |place: u32| answers.outcomes().get(place as usize);
    let judged = |place: u32| outcome(place).and_then(Outcome::judged);
    let all = u32::try_from(answers.all()).unwrap_or(u32::MAX);
    let mut places: Vec<u32> = (0..all).filter(|place| view.filter.lets(outcome(*place))).collect();
    let mut wanted = String::new();
    fold(view.filter.partner.trim(), &mut wanted);
    if !wanted.is_empty() {
        let mut name = String::new();
        places.retain(|place| {
            name.clear();
            fold(answers.partner(*place as usize), &mut name);
            name.contains(&wanted)
        });
    }
    let order = view.order;
    match view.key {
        Key::Row => {
            if order == Order::Down {
                places.reverse();
            }
            places
        }
        Key::Partner => {
            let names = Names::of(answers, &places);
            let mut keyed: Vec<(Option<&str>, u32)> =
                (0..).zip(&places).map(|(at, place)| (names.get(at), *place)).collect();
            sort(&mut keyed, order, Ord::cmp);
            keyed.into_iter().map(|(_, place)| place).collect()
        }
        Key::Verdict => sorted(places, order, |place| Some(rank(judged(place)?.direct))),
        Key::Best => sorted(places, order, |place| {
            Some(match judged(place)?.best {
                ChannelId::Direct => 0,
                ChannelId::Offer(number) => u16::from(number) + 1,
            })
        }),
        Key::Difference => {
            let key = |place| judged(place).map(|judged| (currency_place(judged.currency), judged.difference));
            let mut keyed: Vec<_> = places.into_iter().map(|place| (key(place), place)).collect();
            // Currencies stand in one order whichever way; so they are put in it apart.
            sort(&mut keyed, order, |(_, one), (_, other)| one.cmp(other));
            sort(&mut keyed, Order::Up, |(one, _), (other, _)| one.cmp(other));
            keyed.into_iter().map(|(_, place)| place).collect()
        }
        Key::Earliest => sorted(places, order, |place| {
            let earliest = judged(place)?.earliest;
            Some((earliest.is_none(), earliest))
        }),
        Key::Problems => sorted(places, order, |place| {
            Some(match outcome(place)? {
                Outcome::Judged(_) => 0,
                Outcome::Problems(count) => *count,
            })
        }),
    }
}

fn sorted<K: Ord>(places: Vec<u32>, order: Order, key: impl Fn(u32) -> Option<K>) -> Vec<u32> {
    let mut keyed: Vec<_> = places.into_iter().map(|place| (key(place), place)).collect();
    sort(&mut keyed, order, Ord::cmp);
    keyed.into_iter().map(|(_, place)| place).collect()
}

/// Puts what is known in order, and what isn't behind it; what is alike stays as it stands.
fn sort<K>(keyed: &mut [(Option<K>, u32)], order: Order, compare: impl Fn(&K, &K) -> Ordering) {
    keyed.sort_by(|(one, _), (other, _)| match (one, other) {
        (Some(one), Some(other)) if order == Order::Down => compare(other, one),
        (Some(one), Some(other)) => compare(one, other),
        _ => one.is_none().cmp(&other.is_none()),
    });
}

/// How open it is.
fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Eligible => 0,
        Verdict::Unconfirmed => 1,
        Verdict::NotEligible => 2,
    }
}

fn currency_place(currency: Currency) -> usize {
    Currency::ALL.iter().position(|other| *other == currency).unwrap_or(usize::MAX)
}

/// The names of some rows, folded, in one piece of memory.
struct Names {
    text: String,
    ranges: Vec<Range<usize>>,
}

impl Names {
    fn of(answers: &Answers, places: &[u32]) -> Names {
        let mut names = Names { text: String::new(), ranges: Vec::with_capacity(places.len()) };
        for place in places {
            let start = names.text.len();
            fold(answers.partner(*place as usize), &mut names.text);
            names.ranges.push(start..names.text.len());
        }
        names
    }

    fn get(&self, at: usize) -> Option<&str> {
        self.text.get(self.ranges.get(at)?.clone()).filter(|name| !name.is_empty())
    }
}

/// So many rows, and what it comes to for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gain {
    /// How many.
    pub rows: usize,
    /// By how much that side is ahead in them together, a year, in the currency of the sum; zero or more.
    pub amount: Decimal,
}

impl Gain {
    // What fits the fields gives amounts of some fifteen digits: a million of them stay far within the range.
    fn add(&mut self, amount: Decimal) {
        self.rows += 1;
        self.amount += amount.abs();
    }
}

/// What the rows in one currency come to together, a year. Every row is in one of the four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Of all amounts.
    pub currency: Currency,
    /// How many rows have an answer in it.
    pub rows: usize,
    /// Where direct is ahead and not ruled out.
    pub direct: Gain,
    /// Where indirect is ahead.
    pub indirect: Gain,
    /// Where direct would be ahead, but is ruled out.
    pub ruled_out: Gain,
    /// How many are level to the cent.
    pub level: usize,
    /// All differences together: positive means that indirect is ahead. `indirect` less `direct` less `ruled_out`.
    pub net: Decimal,
}

/// What these rows come to together: one sum for each currency there is an answer in, in the order of [`Currency::ALL`].
/// Amounts of different currencies are never added up.
pub fn sums(answers: &Answers, places: &[u32]) -> Vec<Sum> {
    let mut sums = Currency::ALL.map(|currency| Sum {
        currency,
        rows: 0,
        direct: Gain::default(),
        indirect: Gain::default(),
        ruled_out: Gain::default(),
        level: 0,
        net: Decimal::ZERO,
    });
    for place in places {
        let Some(judged) = answers.outcomes().get(*place as usize).and_then(Outcome::judged) else { continue };
        let Some(sum) = sums.get_mut(currency_place(judged.currency)) else { continue };
        let difference = judged.difference;
        sum.rows += 1;
        sum.net += difference;
        match difference.cmp(&Decimal::ZERO) {
            Ordering::Greater => sum.indirect.add(difference),
            Ordering::Less if judged.best == ChannelId::Direct => sum.direct.add(difference),
            Ordering::Less => sum.ruled_out.add(difference),
            Ordering::Equal => sum.level += 1,
        }
    }
    sums.into_iter().filter(|sum| sum.rows > 0).collect()
}

/// How many rows there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// With an answer.
    pub answered: usize,
    /// With problems.
    pub problems: usize,
    /// Not worked out yet.
    pub waiting: usize,
    /// Of those with an answer, to whom direct is open, open as far as known, and not open.
    pub direct: [usize; 3],
    /// Of those with an answer, what to do, in the order of [`CHOICES`].
    pub choices: [usize; 4],
}

/// What to do, in the order in which it is counted.
pub const CHOICES: [Choice; 4] = [Choice::Direct, Choice::Indirect, Choice::Mix, Choice::Even];
/// Whether direct is open, in the order in which it is counted.
pub const VERDICTS: [Verdict; 3] = [Verdict::Eligible, Verdict::Unconfirmed, Verdict::NotEligible];

/// How many of these rows there are of each kind.
pub fn counts(answers: &Answers, places: &[u32]) -> Counts {
    let mut counts = Counts::default();
    let add = |found: Option<&mut usize>| {
        if let Some(count) = found {
            *count += 1;
        }
    };
    for place in places {
        match answers.outcomes().get(*place as usize) {
            None => counts.waiting += 1,
            Some(Outcome::Problems(_)) => counts.problems += 1,
            Some(Outcome::Judged(judged)) => {
                counts.answered += 1;
                add(counts.direct.get_mut(usize::from(rank(judged.direct))));
                let choice = CHOICES.iter().position(|choice| *choice == judged.choice);
                add(choice.and_then(|choice| counts.choices.get_mut(choice)));
            }
        }
    }
    counts
}
