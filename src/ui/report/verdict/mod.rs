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
pub(super) use self::tipping::tipping;

use super::words::{Figures, answers, in_digits, named, short_amount};
use crate::engine::catalogue::{FieldId, Portfolio, Slot};
use crate::engine::number::compared;
use crate::engine::quantity::Money;
use crate::engine::report::{Assignment, Choice, Reason, Requirement, Status, Verdict as Standing};
use crate::engine::rules::RequirementId;
use crate::engine::situation::{ChannelId, Role};
use crate::i18n::{Arg, Message, Phrase};
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
    pub ask: Option<Slot>,
    /// The sentence in a few words, for a bar of one line.
    pub short: Phrase,
}

/// The answer of a view in words.
pub fn verdict(view: &View) -> Verdict {
    let facts = Facts::of(view);
    let (case, ask) = facts.case();
    Verdict {
        sentence: facts.sentence(&case),
        lines: facts.lines(&case),
        tipping: facts.tipping(&case),
        ask,
        short: facts.short(&case),
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
    /// Half a percent of revenue: less than that decides nothing.
    band: Decimal,
    /// Whether direct is ruled out.
    closed: bool,
}

/// A message for one amount, and one for a range.
type Pair = (Message, Message);

/// How large the band is, in percent of revenue.
const BAND_PERCENT: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

impl<'a> Facts<'a> {
    fn of(view: &'a View) -> Facts<'a> {
        let revenue = view.situation.total_revenue().exact();
        Facts {
            view,
            estimate: Estimate::of(view),
            band: compared(revenue * Decimal::new(5, 3)),
            closed: view.answer.recommendation.direct_ruled_out(),
        }
    }

    /// What kind of answer it is, and which field decides where one does.
    fn case(&self) -> (Case, Option<Slot>) {
        let answer = &self.view.answer;
        let choice = answer.recommendation.choice;
        if self.view.situation.total_revenue().exact().is_zero() {
            return (Case::NoRevenue, Some(Slot::portfolio(FieldId::Revenue, Portfolio::ModernWork)));
        }
        if self.best_open_net().exact() < Decimal::ZERO && self.best_open_net().shows() {
            return (Case::Loss, None);
        }
        if choice == Choice::Mix {
            return match self.one_answer() {
                Some(requirement) => (Case::OneAnswer(requirement), Some(answers(requirement, true))),
                None => (Case::Mix, None),
            };
        }
        if self.cash_disagrees() {
            return (Case::CashDisagrees, None);
        }
        match self.one_answer() {
            Some(requirement) => (Case::OneAnswer(requirement), Some(answers(requirement, true))),
            None if self.within_band(&answer.difference) => (Case::Even, None),
            None => (Case::Single, None),
        }
    }

    fn sentence(&self, case: &Case) -> Phrase {
        match case {
            Case::NoRevenue => self.say(Message::SentenceNoRevenue, &[]),
            Case::Loss => self.loss(),
            Case::CashDisagrees if self.closed => joined(&[self.closed_prefix(), self.cash_and_total()]),
            Case::CashDisagrees => self.cash_and_total(),
            Case::OneAnswer(requirement) => joined(&[self.question(*requirement), self.if_so()]),
            Case::Mix => self.mix(),
            Case::Even | Case::Single if self.closed => self.single_when_closed(),
            Case::Even => self.say(Message::SentenceEven, &[("band", Arg::Text(&self.band_text()))]),
            Case::Single => self.single_when_open(),
        }
    }

    // Single channels

    /// Direct is ruled out: what is left is the best offer.
    fn single_when_closed(&self) -> Phrase {
        let difference = &self.view.answer.difference;
        let (even, ahead, behind) = self.closed_messages();
        let reason = self.reason();
        let status = self.authorization();
        let band = self.band_text();
        let more = [("reason", Arg::Phrase(&reason)), ("status", Arg::Phrase(&status)), ("band", Arg::Text(&band))];
        if self.within_band(difference) {
            self.say(even, &more)
        } else if difference.exact() > Decimal::ZERO {
            self.estimate.say(ahead, &more)
        } else {
            self.estimate.say(behind, &more)
        }
    }

    /// Where direct is ruled out: what to say of a tie, of an indirect that is ahead, of a direct that would be.
    fn closed_messages(&self) -> (Message, Pair, Pair) {
        use Message as M;
        match self.view.situation.role {
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
        }
    }

    /// Direct is open, or may be.
    fn single_when_open(&self) -> Phrase {
        use Message as M;
        let direct = &self.view.answer.eligibility.direct.verdict;
        let indirect = self.view.answer.recommendation.choice == Choice::Indirect;
        let pair = match (self.view.situation.role, indirect, direct) {
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
        };
        self.estimate.say(pair, &[])
    }

    // Cash and total

    fn cash_disagrees(&self) -> bool {
        let answer = &self.view.answer;
        let (total, cash) = (&answer.difference, &answer.difference_cash);
        total.shows() && cash.shows() && total.exact().is_sign_negative() != cash.exact().is_sign_negative()
    }

    fn cash_and_total(&self) -> Phrase {
        let answer = &self.view.answer;
        let cash_is_direct = answer.difference_cash.exact() < Decimal::ZERO;
        let tie = self.within_band(&answer.difference) && self.within_band(&answer.difference_cash);
        let message = match (tie, cash_is_direct) {
            (false, true) => Message::ReportVerdictCashDirect,
            (false, false) => Message::ReportVerdictCashIndirect,
            (true, true) => Message::ReportVerdictEvenCashDirect,
            (true, false) => Message::ReportVerdictEvenCashIndirect,
        };
        // "About" once: it holds for both.
        let cash = self.estimate.figure(answer.difference_cash.exact());
        let total = self.estimate.rounded(answer.difference.exact());
        let band = self.band_text();
        self.say(message, &[("cash", Arg::Phrase(&cash)), ("total", Arg::Text(&total)), ("band", Arg::Text(&band))])
    }

    /// What stands before a sentence that doesn't say itself that direct is ruled out.
    fn closed_prefix(&self) -> Phrase {
        let message = match self.view.situation.role {
            Role::Indirect => Message::ReportVerdictClosedReseller,
            Role::New => Message::ReportVerdictClosedNew,
            Role::Direct if self.view.situation.authorization_lost() => Message::ReportVerdictClosedLost,
            Role::Direct => Message::ReportVerdictClosedDirect,
        };
        let (reason, status) = (self.reason(), self.authorization());
        self.say(message, &[("reason", Arg::Phrase(&reason)), ("status", Arg::Phrase(&status))])
    }

    // One answer

    /// The requirement whose answer decides: the only one not known, where direct is advised and a no would rule it out.
    fn one_answer(&self) -> Option<RequirementId> {
        let answer = &self.view.answer;
        let direct = &answer.eligibility.direct;
        let uses_direct = match answer.recommendation.choice {
            Choice::Direct => true,
            Choice::Mix => self.recommended_mix().is_some_and(|mix| mix.iter().any(|(_, at)| *at == ChannelId::Direct)),
            Choice::Indirect | Choice::Even => false,
        };
        if self.closed || !uses_direct || direct.verdict != Standing::Unconfirmed {
            return None;
        }
        let mut unknown = direct.requirements.iter().filter(|requirement| requirement.status == Status::Unknown);
        let only = unknown.next().filter(|_| unknown.next().is_none())?;
        matches!(only.id, RequirementId::Tenure | RequirementId::Revenue | RequirementId::Designation)
            .then_some(only.id)
    }

    fn question(&self, requirement: RequirementId) -> Phrase {
        let threshold = self.threshold(requirement);
        let question = match requirement {
            RequirementId::Tenure => self.say(Message::ReportVerdictAskTenure, &[("threshold", Arg::from(threshold))]),
            RequirementId::Revenue => {
                let threshold = self.view.locale.usd(Decimal::from(threshold));
                self.say(Message::ReportVerdictAskRevenue, &[("threshold", Arg::Text(&threshold))])
            }
            _ => self.say(Message::ReportVerdictAskDesignation, &[]),
        };
        self.say(Message::SentenceDependsOn, &[("question", Arg::Phrase(&question))])
    }

    fn if_so(&self) -> Phrase {
        if self.view.answer.recommendation.choice == Choice::Mix {
            return self.mix_sentence(Message::ReportVerdictIfSoMix, self.mix_gain());
        }
        self.estimate.say((Message::ReportVerdictIfSoOne, Message::ReportVerdictIfSoRange), &[])
    }

    // Mixes

    /// The mix that is advised: without direct where that is ruled out.
    fn recommended_mix(&self) -> Option<&'a Assignment> {
        let mix = self.view.answer.mix.as_ref()?;
        if self.closed { mix.best_allowed.as_ref() } else { Some(&mix.best) }
    }

    /// By how much it beats the best single channel that is open.
    fn mix_gain(&self) -> Decimal {
        let Some(mix) = &self.view.answer.mix else { return Decimal::ZERO };
        match mix.net_allowed {
            Some(net) if self.closed => net.exact() - self.best_offer_net().exact(),
            _ => mix.gain.exact(),
        }
    }

    fn mix(&self) -> Phrase {
        let uses_direct = self.recommended_mix().is_some_and(|mix| mix.iter().any(|(_, at)| *at == ChannelId::Direct));
        let message = match self.view.answer.eligibility.direct.verdict {
            _ if self.closed => Message::SentenceMixDirectClosed,
            Standing::Unconfirmed if uses_direct => Message::ReportVerdictMixUnconfirmed,
            Standing::NotEligible if uses_direct => Message::ReportVerdictMixNeedsAction,
            _ => Message::SentenceMixOne,
        };
        self.mix_sentence(message, self.mix_gain())
    }

    fn mix_sentence(&self, message: Message, figure: Decimal) -> Phrase {
        let split = self.recommended_mix().map(|mix| split(self.view, mix)).unwrap_or_default();
        let amount = self.estimate.figure(figure);
        self.say(message, &[("split", Arg::Phrase(&split)), ("amount", Arg::Phrase(&amount))])
    }

    // Losses

    fn loss(&self) -> Phrase {
        let net = self.best_open_net().exact();
        let amount = self.estimate.figure(net);
        if self.view.answer.recommendation.choice == Choice::Mix {
            let sentence = self.mix_sentence(Message::ReportVerdictLossMix, net);
            return if self.closed { joined(&[self.closed_prefix(), sentence]) } else { sentence };
        }
        if self.closed {
            return self.say(Message::SentenceLossDirectClosed, &[("amount", Arg::Phrase(&amount))]);
        }
        let channel = self.say(self.leader(), &[]);
        self.say(Message::SentenceLoss, &[("channel", Arg::Phrase(&channel)), ("amount", Arg::Phrase(&amount))])
    }

    // The lines below

    fn lines(&self, case: &Case) -> Vec<Phrase> {
        let mut lines = Vec::new();
        if *case == Case::NoRevenue {
            return lines;
        }
        if *case == Case::Single {
            lines.extend(self.labour());
        }
        if matches!(case, Case::Loss | Case::Mix) {
            lines.extend(self.would_leave_more());
            if self.cash_disagrees() {
                lines.push(self.cash_and_total());
            }
        }
        if *case != Case::Mix {
            lines.extend(self.first_year());
            lines.extend(self.close_call());
        }
        lines.extend(self.unconfirmed(case));
        lines
    }

    /// What of the amount is labour.
    fn labour(&self) -> Option<Phrase> {
        let answer = &self.view.answer;
        let (total, cash) = (answer.difference.exact(), answer.difference_cash.exact());
        let towards = if total.is_sign_negative() { -Decimal::ONE } else { Decimal::ONE };
        let labour = (total - cash) * towards;
        if labour < Decimal::ONE {
            None
        } else if !answer.difference_cash.shows() {
            Some(self.say(Message::SentenceLabourAll, &[]))
        } else {
            let amount = self.estimate.figure(labour);
            Some(self.say(Message::SentenceLabourShare, &[("amount", Arg::Phrase(&amount))]))
        }
    }

    /// Direct is ruled out, though it would leave more than what is open.
    fn would_leave_more(&self) -> Option<Phrase> {
        let answer = &self.view.answer;
        let direct = answer.channel(ChannelId::Direct)?.net.exact();
        let ahead = direct - self.best_open_net().exact();
        if !self.closed || ahead <= self.band {
            return None;
        }
        let amount = self.estimate.figure(ahead);
        Some(self.say(Message::ReportVerdictWouldLeaveMore, &[("amount", Arg::Phrase(&amount))]))
    }

    /// What moving does to the first year.
    fn first_year(&self) -> Option<Phrase> {
        let answer = &self.view.answer;
        let first = &answer.difference_first_year;
        let moves = self.view.situation.role == Role::Direct && answer.recommendation.choice != Choice::Direct;
        if !moves || !(answer.difference - *first).shows() {
            return None;
        }
        let behind = first.exact().is_sign_negative();
        let message = if behind { Message::SentenceFirstYearBehind } else { Message::SentenceFirstYear };
        let amount = self.estimate.figure(first.exact());
        Some(self.say(message, &[("amount", Arg::Phrase(&amount))]))
    }

    /// Whether the range of the difference runs over zero.
    fn close_call(&self) -> Option<Phrase> {
        let drawn = self.view.uncertainty.as_ref()?;
        let (low, high) = (drawn.p10.exact(), drawn.p90.exact());
        if low >= Decimal::ZERO || high <= Decimal::ZERO {
            return None;
        }
        let words = |figure: Decimal| short_amount(self.view, in_digits(figure.abs(), 2));
        let (low, high) = (words(low), words(high));
        Some(self.say(Message::ReportVerdictCloseCall, &[("low", Arg::Text(&low)), ("high", Arg::Text(&high))]))
    }

    /// How many requirements are not known, where that matters.
    fn unconfirmed(&self, case: &Case) -> Option<Phrase> {
        let answer = &self.view.answer;
        let direct = &answer.eligibility.direct;
        let matters = !self.closed
            && !matches!(case, Case::OneAnswer(_))
            && (answer.recommendation.choice != Choice::Indirect || *case == Case::CashDisagrees);
        let count = direct.requirements.iter().filter(|requirement| requirement.status == Status::Unknown).count();
        (matters && count > 0).then(|| self.say(Message::SentenceUnconfirmedCount, &[("count", Arg::from(count))]))
    }

    fn tipping(&self, case: &Case) -> Vec<Phrase> {
        let answer = &self.view.answer;
        let best = answer.break_even.iter().find(|of| of.offer == answer.best_offer);
        match best {
            Some(best) if *case != Case::NoRevenue => tipping(self.view, best),
            _ => Vec::new(),
        }
    }

    // In a few words

    fn short(&self, case: &Case) -> Phrase {
        let plain = |message| self.say(message, &[]);
        match case {
            Case::NoRevenue => plain(Message::ReportShortNoRevenue),
            Case::OneAnswer(_) => plain(Message::ReportShortOneAnswer),
            Case::Even => plain(Message::ReportShortEven),
            Case::CashDisagrees if self.within_band(&self.view.answer.difference) => plain(Message::ReportShortEven),
            Case::Loss => {
                let costs = self.estimate.figure(self.best_open_net().exact());
                self.short_of(Message::ReportShortCosts, self.leader(), &costs)
            }
            Case::Mix => {
                let gain = self.estimate.figure(self.mix_gain());
                self.short_of(Message::ReportShortMore, Message::ChannelMix, &gain)
            }
            Case::Single | Case::CashDisagrees => {
                let behind = self.closed && self.view.answer.difference.exact() < Decimal::ZERO;
                let message = match case {
                    _ if behind => Message::ReportShortLess,
                    Case::CashDisagrees => Message::ReportShortMoreHours,
                    _ => Message::ReportShortMore,
                };
                self.short_of(message, self.leader(), &self.estimate.in_short())
            }
        }
    }

    fn short_of(&self, message: Message, channel: Message, amount: &Phrase) -> Phrase {
        let channel = self.say(channel, &[]);
        self.say(message, &[("channel", Arg::Phrase(&channel)), ("amount", Arg::Phrase(amount))])
    }

    // What all of these need

    fn say(&self, message: Message, args: &[(&str, Arg<'_>)]) -> Phrase {
        self.view.locale.say(message, args)
    }

    fn band_text(&self) -> String {
        self.view.locale.percent(BAND_PERCENT)
    }

    fn within_band(&self, difference: &Money) -> bool {
        difference.compared().abs() <= self.band
    }

    fn best_offer_net(&self) -> Money {
        let answer = &self.view.answer;
        answer.channel(answer.best_offer).map_or_else(Money::zero, |channel| channel.net)
    }

    /// What the advised way leaves.
    fn best_open_net(&self) -> Money {
        let answer = &self.view.answer;
        let offer = self.best_offer_net();
        if answer.recommendation.choice == Choice::Mix
            && let Some(mix) = &answer.mix
        {
            return if self.closed { mix.net_allowed.unwrap_or(offer) } else { mix.net };
        }
        let direct = answer.channel(ChannelId::Direct).map_or_else(Money::zero, |channel| channel.net);
        if !self.closed && direct.compared() > offer.compared() { direct } else { offer }
    }

    /// The way that is advised, by name; of a tie the one that leaves most.
    fn leader(&self) -> Message {
        let answer = &self.view.answer;
        match answer.recommendation.choice {
            Choice::Mix => Message::ChannelMix,
            Choice::Direct => Message::ChannelDirect,
            Choice::Indirect => Message::ChannelIndirect,
            Choice::Even if answer.difference.exact() < Decimal::ZERO => Message::ChannelDirect,
            Choice::Even => Message::ChannelIndirect,
        }
    }

    fn threshold(&self, requirement: RequirementId) -> u32 {
        let rules = self.view.answer.rules;
        rules.direct.iter().find(|rule| rule.id == requirement).and_then(|rule| rule.threshold).unwrap_or(0)
    }

    /// Why a direct partner can't stay: the first requirement that can't be mended soon, and how many more there are.
    fn reason(&self) -> Phrase {
        let direct = &self.view.answer.eligibility.direct;
        let failed: Vec<&Requirement> =
            direct.requirements.iter().filter(|requirement| requirement.status == Status::NotMet).collect();
        let beyond_mending = |requirement: &&&Requirement| requirement.lead_months.is_none_or(|lead| lead > 1);
        let Some(first) = failed.iter().find(beyond_mending) else { return Phrase::default() };
        let clause = self.clause(first);
        match failed.len() {
            0 | 1 => clause,
            all => {
                let others = [("clause", Arg::Phrase(&clause)), ("count", Arg::from(all - 1))];
                self.say(Message::ClauseAndMore, &others)
            }
        }
    }

    fn clause(&self, requirement: &Requirement) -> Phrase {
        let quantity = requirement.quantity.as_ref();
        match requirement.id {
            RequirementId::Revenue => {
                let missing =
                    quantity.and_then(|quantity| Some(Decimal::from(quantity.required) - quantity.actual?.value()));
                let gap = self.view.locale.usd(missing.unwrap_or_default());
                self.say(Message::ClauseRevenue, &[("gap", Arg::Text(&gap))])
            }
            RequirementId::Tenure => {
                let months = requirement.lead_months.unwrap_or(0);
                self.say(Message::ClauseTenure, &[("months", Arg::from(months))])
            }
            other => named(self.view, &["clause.", other.id()]),
        }
    }

    /// What became of the authorisation, as a word.
    fn authorization(&self) -> Phrase {
        let status = self.view.state.scenario.choice(FieldId::Authorization).unwrap_or_default();
        named(self.view, &["choice.authorization.", status])
    }
}

/// Sentences one after the other.
fn joined(sentences: &[Phrase]) -> Phrase {
    let mut all = Phrase::default();
    for (place, sentence) in sentences.iter().enumerate() {
        if place > 0 {
            all.push(&Phrase::from(" "));
        }
        all.push(sentence);
    }
    all
}

/// The words for why a model is closed that the heading of the requirements shares with the sentence.
pub(super) fn lost_authorization(view: &View) -> Option<Phrase> {
    let lost = view.answer.recommendation.reasons.contains(&Reason::AuthorizationLost);
    lost.then(|| Facts::of(view).authorization())
}
