//! What the first sentence says: which message, with which amounts.
//!
//! The figures of the comparison are estimates as long as a margin of a portfolio with revenue is still an assumption:
//! then the sentence gives the range in which eight of ten draws lie, rounded to what it can bear. Once both margins
//! are typed it gives one figure.

mod amount;
mod mix;
#[cfg(test)]
mod tests;
mod tipping;

use rust_decimal::Decimal;

pub(super) use self::amount::Estimate;
pub(super) use self::mix::{parts, portfolios, split};
pub(super) use self::tipping::{margin, tipping};

use super::bar::title;
use super::requirements::one_change;
use super::words::{Fill, answers, in_digits, named, short_amount, subject_label, to_step, waits_for};
use crate::app::Subject;
use crate::engine::catalogue::FieldId;
use crate::engine::number::compared;
use crate::engine::report::{Actual, Assignment, Choice, Requirement, Status, Verdict as Standing};
use crate::engine::rules::RequirementId;
use crate::engine::situation::{ChannelId, Role};
use crate::i18n::{Message, Phrase};
use crate::ui::View;

/// The answer in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The first sentence.
    pub sentence: Phrase,
    /// What must be said with it: what of it is labour, how sure it is.
    pub lines: Vec<Phrase>,
    /// What would tip it.
    pub tipping: Vec<Phrase>,
    /// The field of the one answer on which it depends.
    pub ask: Option<Subject>,
    /// The sentence in a few words, for a bar of one line.
    pub short: Phrase,
}

/// The answer of a view in words.
pub fn verdict(view: &View) -> Verdict {
    let facts = Facts::of(view);
    if let Some(subject) = view.state.unread_figure().or(view.state.unread_standing()) {
        return facts.waiting(subject);
    }
    let (case, ask) = facts.case();
    Verdict {
        sentence: facts.sentence(case),
        lines: facts.lines(case),
        tipping: facts.tipping(case),
        ask,
        short: facts.short(case),
    }
}

/// What kind of answer it is; what is left is to put it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// There is nothing to compare.
    NoRevenue,
    /// Even what leaves most costs money.
    Loss,
    /// Without labour one channel leads, with labour the other.
    CashDisagrees,
    /// One answer decides whether direct is open.
    OneAnswer(RequirementId),
    /// A mix leaves more than any single channel.
    Mix,
    /// The difference is too small to decide on.
    Even,
    /// One channel leaves more.
    Single,
}

/// What the sentences are made from.
struct Facts<'a> {
    view: &'a View,
    estimate: Estimate<'a>,
    /// What any of them may say.
    fill: Fill<'a>,
    /// Whether the difference is given as a range.
    in_range: bool,
    /// Half a percent of revenue: less than that decides nothing.
    band: Decimal,
    /// Whether direct is ruled out.
    closed: bool,
    /// Net of the best offer less net of direct.
    difference: Decimal,
    /// The same without labour.
    cash: Decimal,
}

/// A message for one amount, and one for a range.
type Pair = (Message, Message);

/// How large the band is, in percent of revenue.
const BAND_PERCENT: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

impl<'a> Facts<'a> {
    fn of(view: &'a View) -> Facts<'a> {
        let answer = &view.answer;
        let estimate = Estimate::of(view);
        let closed = answer.recommendation.direct_ruled_out();
        let range = estimate.range();
        let in_range = range.is_some();
        let (low, high) = range.unwrap_or_default();
        let unknown = answer.eligibility.direct.requirements.iter().filter(|of| of.status == Status::Unknown).count();
        let (difference, cash) = (answer.difference.exact(), answer.difference_cash.exact());
        let mix = recommended_mix(view, closed).map(|mix| split(view, mix)).unwrap_or_default();
        // "About" once: it holds for both.
        let (cash_words, total) = (estimate.figure(cash), estimate.rounded(difference));
        let fill = Fill::new(view)
            .text("low", low)
            .text("high", high)
            .text("band", view.locale.percent(BAND_PERCENT))
            .words("reason", reason(view))
            .words("status", authorization(view))
            .words("split", mix)
            .words("cash", cash_words)
            .text("total", total)
            .words("channel", view.locale.say(leader(view), &[]))
            .count("count", unknown);
        let band = compared(view.situation.total_revenue().exact() * Decimal::new(5, 3));
        Facts { view, estimate, fill, in_range, band, closed, difference, cash }
    }

    /// What kind of answer it is, and which field decides where one does.
    fn case(&self) -> (Case, Option<Subject>) {
        let one_answer = self.one_answer();
        let ask = one_answer.map(|requirement| Subject::At(answers(requirement, true)));
        let net = self.best_open_net();
        let mix = self.view.answer.recommendation.choice == Choice::Mix;
        if self.view.situation.total_revenue().exact().is_zero() {
            (Case::NoRevenue, Some(Subject::TotalRevenue))
        } else if net < Decimal::ZERO && shows(net) {
            (Case::Loss, None)
        } else if !mix && self.cash_disagrees() {
            (Case::CashDisagrees, None)
        } else if let Some(requirement) = one_answer {
            (Case::OneAnswer(requirement), ask)
        } else if mix {
            (Case::Mix, None)
        } else if self.within_band(self.difference) {
            (Case::Even, None)
        } else {
            (Case::Single, None)
        }
    }

    /// The answer while a field can't be read. One that decides nothing but whether a model is open leaves the figures.
    fn waiting(&self, subject: Subject) -> Verdict {
        let view = self.view;
        let figures = view.state.unread_figure().is_none() && !view.situation.total_revenue().exact().is_zero();
        let subjects = view.state.unread.iter().map(|unread| unread.subject);
        let waited_for = subjects.filter(|subject| subject.slot().field != FieldId::OfferName);
        let fields: Vec<Phrase> = waited_for.map(|subject| subject_label(view, subject)).collect();
        let fill = Fill::new(view).words("fields", view.locale.all_of(&fields));
        let message = if figures { Message::UnreadStanding } else { Message::UnreadFigures };
        Verdict {
            sentence: fill.say(message),
            lines: figures.then(|| title(view)).into_iter().collect(),
            tipping: if figures { self.tipping(Case::Single) } else { Vec::new() },
            ask: Some(subject),
            short: waits_for(view, subject),
        }
    }

    fn sentence(&self, case: Case) -> Phrase {
        match case {
            Case::NoRevenue => self.fill.say(Message::SentenceNoRevenue),
            Case::Loss => self.loss(),
            Case::CashDisagrees if self.closed => joined(&self.fill.say(self.closed_prefix()), &self.cash_and_total()),
            Case::CashDisagrees => self.cash_and_total(),
            Case::OneAnswer(requirement) => joined(&self.question(requirement), &self.if_so()),
            Case::Mix => self.tell(self.mix(), self.mix_gain()),
            Case::Even if !self.closed => self.fill.say(Message::SentenceEven),
            Case::Even | Case::Single if self.closed => self.single_when_closed(),
            Case::Even | Case::Single => self.pair(self.single_when_open()),
        }
    }

    // Single channels

    /// Direct is ruled out: what is left is the best offer.
    fn single_when_closed(&self) -> Phrase {
        use Message as M;
        // What to say of a tie, of an indirect that is ahead, of a direct that would be.
        let (even, ahead, behind) = match self.view.situation.role {
            Role::Indirect => (
                M::SentenceResellerDirectClosedEven,
                (M::SentenceResellerDirectClosedOne, M::SentenceResellerDirectClosedRange),
                (M::SentenceResellerDirectClosedButAheadOne, M::SentenceResellerDirectClosedButAheadRange),
            ),
            Role::New => (
                M::SentenceNewDirectClosedEven,
                (M::SentenceNewDirectClosedOne, M::SentenceNewDirectClosedRange),
                (M::SentenceNewDirectClosedButAheadOne, M::SentenceNewDirectClosedButAheadRange),
            ),
            Role::Direct if self.view.situation.authorization_lost() => (
                M::SentenceDirectLostEven,
                (M::SentenceDirectLostOne, M::SentenceDirectLostRange),
                (M::SentenceDirectLostAtACostOne, M::SentenceDirectLostAtACostRange),
            ),
            Role::Direct => (
                M::SentenceDirectMustMoveEven,
                (M::SentenceDirectMustMoveOne, M::SentenceDirectMustMoveRange),
                (M::SentenceDirectMustMoveAtACostOne, M::SentenceDirectMustMoveAtACostRange),
            ),
        };
        match self.difference > Decimal::ZERO {
            _ if self.within_band(self.difference) => self.fill.say(even),
            true => self.pair(ahead),
            false => self.pair(behind),
        }
    }

    /// Direct is open, or may be.
    fn single_when_open(&self) -> Pair {
        use Message as M;
        let direct = &self.view.answer.eligibility.direct.verdict;
        let indirect = self.view.answer.recommendation.choice == Choice::Indirect;
        match (self.view.situation.role, indirect, direct) {
            (Role::Indirect, true, _) => (M::SentenceResellerStayIndirectOne, M::SentenceResellerStayIndirectRange),
            (Role::New, true, _) => (M::SentenceNewStartIndirectOne, M::SentenceNewStartIndirectRange),
            (Role::Direct, true, Standing::NotEligible) => (M::ReportVerdictFailingOne, M::ReportVerdictFailingRange),
            (Role::Direct, true, _) => (M::SentenceDirectIndirectAheadOne, M::SentenceDirectIndirectAheadRange),
            (Role::Direct, false, Standing::Eligible) => {
                (M::SentenceDirectStayDirectOne, M::SentenceDirectStayDirectRange)
            }
            (Role::Direct, false, Standing::Unconfirmed) => {
                (M::SentenceDirectStayUnconfirmedOne, M::SentenceDirectStayUnconfirmedRange)
            }
            (Role::Direct, false, Standing::NotEligible) => {
                (M::SentenceDirectStayNeedsActionOne, M::SentenceDirectStayNeedsActionRange)
            }
            (_, false, Standing::Eligible) => (M::SentenceResellerDirectOpenOne, M::SentenceResellerDirectOpenRange),
            (_, false, Standing::Unconfirmed) => {
                (M::SentenceResellerDirectUnconfirmedOne, M::SentenceResellerDirectUnconfirmedRange)
            }
            (_, false, Standing::NotEligible) => {
                (M::SentenceResellerDirectNeedsActionOne, M::SentenceResellerDirectNeedsActionRange)
            }
        }
    }

    // Cash and total

    fn cash_disagrees(&self) -> bool {
        shows(self.difference) && shows(self.cash) && self.difference.is_sign_negative() != self.cash.is_sign_negative()
    }

    fn cash_and_total(&self) -> Phrase {
        let tie = self.within_band(self.difference) && self.within_band(self.cash);
        self.fill.say(match (tie, self.cash < Decimal::ZERO) {
            (false, true) => Message::ReportVerdictCashDirect,
            (false, false) => Message::ReportVerdictCashIndirect,
            (true, true) => Message::ReportVerdictEvenCashDirect,
            (true, false) => Message::ReportVerdictEvenCashIndirect,
        })
    }

    /// What stands before a sentence that doesn't say itself that direct is ruled out.
    fn closed_prefix(&self) -> Message {
        match self.view.situation.role {
            Role::Indirect => Message::ReportVerdictClosedReseller,
            Role::New => Message::ReportVerdictClosedNew,
            Role::Direct if self.view.situation.authorization_lost() => Message::ReportVerdictClosedLost,
            Role::Direct => Message::ReportVerdictClosedDirect,
        }
    }

    // One answer

    /// The requirement whose answer decides: the only one not known, where direct is advised and a no would rule it out.
    fn one_answer(&self) -> Option<RequirementId> {
        let direct = &self.view.answer.eligibility.direct;
        let uses_direct = match self.view.answer.recommendation.choice {
            Choice::Direct => true,
            Choice::Mix => self.mix_uses_direct(),
            Choice::Indirect | Choice::Even => false,
        };
        if self.closed || !uses_direct || direct.verdict != Standing::Unconfirmed {
            return None;
        }
        let mut unknown = direct.requirements.iter().filter(|requirement| requirement.status == Status::Unknown);
        let only = unknown.next().filter(|_| unknown.next().is_none())?.id;
        matches!(only, RequirementId::Tenure | RequirementId::Revenue | RequirementId::Designation).then_some(only)
    }

    fn question(&self, requirement: RequirementId) -> Phrase {
        let rules = self.view.answer.rules.direct.iter().find(|rule| rule.id == requirement);
        let threshold = rules.and_then(|rule| rule.threshold).unwrap_or(0);
        let fill = Fill::new(self.view);
        let question = match requirement {
            RequirementId::Tenure => fill.count("threshold", threshold as usize).say(Message::ReportVerdictAskTenure),
            RequirementId::Revenue => fill
                .text("threshold", self.view.locale.usd(Decimal::from(threshold)))
                .say(Message::ReportVerdictAskRevenue),
            _ => fill.say(Message::ReportVerdictAskDesignation),
        };
        Fill::new(self.view).words("question", question).say(Message::SentenceDependsOn)
    }

    fn if_so(&self) -> Phrase {
        match self.view.answer.recommendation.choice {
            Choice::Mix => self.tell(Message::ReportVerdictIfSoMix, self.mix_gain()),
            _ => self.pair((Message::ReportVerdictIfSoOne, Message::ReportVerdictIfSoRange)),
        }
    }

    // Mixes

    fn mix_uses_direct(&self) -> bool {
        let mix = recommended_mix(self.view, self.closed);
        mix.is_some_and(|mix| mix.iter().any(|(_, at)| *at == ChannelId::Direct))
    }

    /// By how much it beats the best single channel that is open.
    fn mix_gain(&self) -> Decimal {
        let Some(mix) = &self.view.answer.mix else { return Decimal::ZERO };
        match mix.net_allowed {
            Some(net) if self.closed => net.exact() - net_of(self.view, self.view.answer.best_offer),
            _ => mix.gain.exact(),
        }
    }

    fn mix(&self) -> Message {
        match self.view.answer.eligibility.direct.verdict {
            _ if self.closed => Message::SentenceMixDirectClosed,
            Standing::Unconfirmed if self.mix_uses_direct() => Message::ReportVerdictMixUnconfirmed,
            Standing::NotEligible if self.mix_uses_direct() => Message::ReportVerdictMixNeedsAction,
            _ => Message::SentenceMixOne,
        }
    }

    // Losses

    fn loss(&self) -> Phrase {
        let mix = self.view.answer.recommendation.choice == Choice::Mix;
        let message = match (mix, self.closed) {
            (true, _) => Message::ReportVerdictLossMix,
            (false, true) => Message::SentenceLossDirectClosed,
            (false, false) => Message::SentenceLoss,
        };
        let sentence = self.tell(message, self.best_open_net());
        if mix && self.closed { joined(&self.fill.say(self.closed_prefix()), &sentence) } else { sentence }
    }

    // The lines below

    fn lines(&self, case: Case) -> Vec<Phrase> {
        let lines = match case {
            Case::NoRevenue => return Vec::new(),
            Case::Loss | Case::Mix => {
                [self.would_leave_more(), self.cash_disagrees().then(|| self.cash_and_total()), None, None]
            }
            Case::Single => [self.labour(), self.first_year(), self.close_call(), None],
            Case::CashDisagrees | Case::OneAnswer(_) | Case::Even => [None, self.first_year(), self.close_call(), None],
        };
        lines.into_iter().flatten().chain(self.unconfirmed(case)).collect()
    }

    /// What of the amount is labour.
    fn labour(&self) -> Option<Phrase> {
        let beyond_cash = self.difference - self.cash;
        let labour = if self.difference.is_sign_negative() { -beyond_cash } else { beyond_cash };
        let message = if shows(self.cash) { Message::SentenceLabourShare } else { Message::SentenceLabourAll };
        (labour >= Decimal::ONE).then(|| self.tell(message, labour))
    }

    /// Direct is ruled out, though it would leave more than what is open.
    fn would_leave_more(&self) -> Option<Phrase> {
        let ahead = net_of(self.view, ChannelId::Direct) - self.best_open_net();
        (self.closed && ahead > self.band).then(|| self.tell(Message::ReportVerdictWouldLeaveMore, ahead))
    }

    /// What moving does to the first year.
    fn first_year(&self) -> Option<Phrase> {
        let answer = &self.view.answer;
        let first = answer.difference_first_year.exact();
        let moves = self.view.situation.role == Role::Direct && answer.recommendation.choice != Choice::Direct;
        let behind = first.is_sign_negative();
        let message = if behind { Message::SentenceFirstYearBehind } else { Message::SentenceFirstYear };
        (moves && shows(self.difference - first)).then(|| self.tell(message, first))
    }

    /// Whether the range of the difference runs over zero.
    fn close_call(&self) -> Option<Phrase> {
        let drawn = self.view.uncertainty.as_ref()?;
        let (direct, indirect) = (-drawn.p10.exact(), drawn.p90.exact());
        if direct <= Decimal::ZERO || indirect <= Decimal::ZERO {
            return None;
        }
        let written = |figure| short_amount(self.view, in_digits(figure, 2));
        let fill = Fill::new(self.view).text("direct", written(direct)).text("indirect", written(indirect));
        Some(fill.say(Message::ReportVerdictCloseCall))
    }

    /// How many requirements are not known, where that matters.
    fn unconfirmed(&self, case: Case) -> Option<Phrase> {
        let answer = &self.view.answer;
        let unknown = answer.eligibility.direct.requirements.iter().any(|of| of.status == Status::Unknown);
        let matters = unknown
            && !self.closed
            && !matches!(case, Case::OneAnswer(_))
            && (answer.recommendation.choice != Choice::Indirect || case == Case::CashDisagrees);
        matters.then(|| self.fill.say(Message::SentenceUnconfirmedCount))
    }

    fn tipping(&self, case: Case) -> Vec<Phrase> {
        let answer = &self.view.answer;
        let best = answer.break_even.iter().find(|of| of.offer == answer.best_offer);
        let Some(best) = best.filter(|_| case != Case::NoRevenue) else { return Vec::new() };
        let mut sentences = tipping(self.view, best);
        sentences.extend(margin(self.view));
        sentences.extend(one_change(self.view));
        sentences
    }

    // In a few words

    fn short(&self, case: Case) -> Phrase {
        let behind = self.closed && self.difference < Decimal::ZERO;
        let (message, amount) = match case {
            Case::NoRevenue => (Message::ReportShortNoRevenue, None),
            Case::OneAnswer(_) => (Message::ReportShortOneAnswer, None),
            Case::Even | Case::CashDisagrees if self.within_band(self.difference) => (Message::ReportShortEven, None),
            Case::Loss => (Message::ReportShortCosts, Some(self.best_open_net())),
            Case::Mix => (Message::ReportShortMore, Some(self.mix_gain())),
            Case::Single | Case::CashDisagrees | Case::Even if behind => (Message::ReportShortLess, None),
            Case::CashDisagrees => (Message::ReportShortMoreHours, Some(self.difference)),
            Case::Single | Case::Even => (Message::ReportShortMore, None),
        };
        let amount = match amount {
            Some(amount) => self.estimate.figure(amount),
            None if self.in_range => self.fill.say(Message::RangeTo),
            None => self.estimate.figure(self.difference),
        };
        self.fill.say_amount(message, &amount)
    }

    // What all of these need

    /// A message with its amount.
    fn tell(&self, message: Message, amount: Decimal) -> Phrase {
        self.fill.say_amount(message, &self.estimate.figure(amount))
    }

    /// The difference in the form of a sentence that it takes.
    fn pair(&self, (one, range): Pair) -> Phrase {
        self.tell(if self.in_range { range } else { one }, self.difference)
    }

    fn within_band(&self, difference: Decimal) -> bool {
        compared(difference).abs() <= self.band
    }

    /// What the advised way leaves.
    fn best_open_net(&self) -> Decimal {
        let answer = &self.view.answer;
        let offer = net_of(self.view, answer.best_offer);
        match &answer.mix {
            Some(mix) if answer.recommendation.choice == Choice::Mix => {
                mix.net_allowed.filter(|_| self.closed).unwrap_or(mix.net).exact()
            }
            _ if self.closed => offer,
            _ => offer.max(net_of(self.view, ChannelId::Direct)),
        }
    }
}

/// Whether a figure is something other than zero in whole units, as it is written.
fn shows(figure: Decimal) -> bool {
    !to_step(figure, Decimal::ONE).is_zero()
}

fn net_of(view: &View, channel: ChannelId) -> Decimal {
    view.answer.channel(channel).map(|channel| channel.net.exact()).unwrap_or_default()
}

/// The mix that is advised: without direct where that is ruled out.
fn recommended_mix(view: &View, closed: bool) -> Option<&Assignment> {
    let mix = view.answer.mix.as_ref()?;
    if closed { mix.best_allowed.as_ref() } else { Some(&mix.best) }
}

/// The way that is advised, by name; of a tie the one that leaves most.
fn leader(view: &View) -> Message {
    match view.answer.recommendation.choice {
        Choice::Mix => Message::ChannelMix,
        Choice::Direct => Message::ChannelDirect,
        Choice::Even if view.answer.difference.exact() < Decimal::ZERO => Message::ChannelDirect,
        Choice::Indirect | Choice::Even => Message::ChannelIndirect,
    }
}

/// Why a direct partner can't stay: the first requirement that can't be mended soon, and how many more there are.
fn reason(view: &View) -> Phrase {
    let direct = &view.answer.eligibility.direct;
    let failed = || direct.requirements.iter().filter(|requirement| requirement.status == Status::NotMet);
    let beyond_mending = |requirement: &&Requirement| requirement.lead_months.is_none_or(|lead| lead > 1);
    let Some(first) = failed().find(beyond_mending) else { return Phrase::default() };
    let missing =
        first.quantity.as_ref().map(|of| Decimal::from(of.required) - of.actual.map(Actual::value).unwrap_or_default());
    let fill = Fill::new(view)
        .text("gap", view.locale.usd(missing.unwrap_or_default()))
        .count("months", first.lead_months.unwrap_or(0) as usize);
    let clause = Message::by_name(&["clause.", first.id.id()].concat()).map(|message| fill.say(message));
    let clause = clause.unwrap_or_default();
    match failed().count() {
        0 | 1 => clause,
        all => Fill::new(view).words("clause", clause).count("count", all - 1).say(Message::ClauseAndMore),
    }
}

/// What became of the authorisation to buy direct, as a word.
pub(super) fn authorization(view: &View) -> Phrase {
    let status = view.state.scenario.choice(FieldId::Authorization).unwrap_or_default();
    named(view, &["choice.authorization.", status])
}

/// One sentence after another.
fn joined(first: &Phrase, second: &Phrase) -> Phrase {
    let mut both = first.clone();
    both.push(&Phrase::from(" "));
    both.push(second);
    both
}
