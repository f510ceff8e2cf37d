//! What to do: whether direct is ruled out, which channel leaves most, and what to mind.

use rust_decimal::Decimal;

use super::mix::kept_direct;
use super::number::{Exact, compared};
use super::quantity::Money;
use super::report::{
    Assignment, Caution, Choice, Deadline, Eligibility, Mix, ModelEligibility, Reason, Recommendation, Status, Verdict,
};
use super::situation::{ChannelId, Role, Situation};

/// What can be mended within this many months doesn't rule direct out: a plan to buy, MFA to switch on.
pub(super) const MENDED_WITHIN: u32 = 1;

/// The reasons for which direct is ruled out; none when it isn't.
pub fn ruled_out<N: Exact>(situation: &Situation<N>, direct: &ModelEligibility) -> Vec<Reason> {
    let not_met = || direct.requirements.iter().filter(|requirement| requirement.status == Status::NotMet);
    let beyond_mending = not_met().any(|requirement| requirement.lead_months.is_none_or(|lead| lead > MENDED_WITHIN));
    let mut reasons = Vec::new();
    if beyond_mending {
        reasons.push(Reason::DirectNotEligible);
        reasons.extend(not_met().map(|requirement| Reason::Requirement(requirement.id)));
    }
    if situation.authorization_lost() {
        reasons.push(Reason::AuthorizationLost);
    }
    reasons
}

/// What the recommendation is made from.
pub struct Grounds<'a, N> {
    /// The situation.
    pub situation: &'a Situation<N>,
    /// Whether each model is open.
    pub eligibility: &'a Eligibility,
    /// Why direct is ruled out, if it is.
    pub reasons: Vec<Reason>,
    /// Net of the best offer less net of direct.
    pub difference: Money,
    /// Net of the best offer.
    pub best_offer_net: Money,
    /// The best mix, where there is revenue.
    pub mix: Option<&'a Mix>,
    /// When Microsoft acts, where the anniversary is known.
    pub deadline: Option<&'a Deadline>,
}

impl<N: Exact> Grounds<'_, N> {
    /// The recommendation.
    pub fn recommendation(self) -> Recommendation {
        let choice = self.choice();
        let cautions = Caution::ALL.into_iter().filter(|caution| self.holds(*caution, choice)).collect();
        Recommendation { choice, reasons: self.reasons, cautions }
    }

    /// Half a percent of revenue: less than that decides nothing.
    fn band(&self) -> Decimal {
        compared(self.situation.total_revenue().exact() * Decimal::new(5, 3))
    }

    fn choice(&self) -> Choice {
        let band = self.band();
        if !self.reasons.is_empty() {
            let allowed = self.mix.and_then(|mix| mix.net_allowed);
            let gain = allowed.map(|net| (net - self.best_offer_net).compared());
            return if gain.is_some_and(|gain| gain > band) { Choice::Mix } else { Choice::Indirect };
        }
        let difference = self.difference.compared();
        if self.mix.is_some_and(|mix| mix.gain.compared() > band) {
            Choice::Mix
        } else if difference.abs() <= band {
            Choice::Even
        } else if difference > Decimal::ZERO {
            Choice::Indirect
        } else {
            Choice::Direct
        }
    }

    /// The mix that is recommended where a mix is.
    fn recommended_mix(&self, choice: Choice) -> Option<&Assignment> {
        let mix = self.mix.filter(|_| choice == Choice::Mix)?;
        if self.reasons.is_empty() { Some(&mix.best) } else { mix.best_allowed.as_ref() }
    }

    fn holds(&self, caution: Caution, choice: Choice) -> bool {
        let Situation { role, standing, rules, as_of, .. } = self.situation;
        let direct = &self.eligibility.direct;
        let mix = self.recommended_mix(choice);
        let mix_has = |wanted: &dyn Fn(ChannelId) -> bool| mix.is_some_and(|mix| mix.iter().any(|(_, at)| wanted(*at)));
        let uses_direct = choice == Choice::Direct || mix_has(&|at| at == ChannelId::Direct);
        let uses_offer = choice == Choice::Indirect || mix_has(&|at| at != ChannelId::Direct);
        match caution {
            Caution::Unconfirmed => direct.requirements.iter().any(|r| r.status == Status::Unknown),
            Caution::NoOwnPlatform => uses_direct && standing.own_platform != Some(true),
            Caution::No24x7 => uses_direct && standing.own_24x7 != Some(true),
            Caution::EstimatedTtm => self.situation.ttm.estimated,
            Caution::NearThreshold => self.near_threshold(),
            Caution::IncentivesAtRisk => *role == Role::Direct && !self.situation.revoked() && choice != Choice::Direct,
            Caution::RulesUnderReview => *as_of > rules.review_by,
            Caution::AuthorizationLost => self.situation.authorization_lost(),
            Caution::LostBeforeEarliest => {
                let too_late = |deadline: &Deadline| {
                    let revoked = deadline.revoked_that_counts(self.situation.authorization_lost());
                    direct.earliest.is_none_or(|earliest| earliest > revoked)
                };
                *role == Role::Direct && !self.reasons.is_empty() && self.deadline.is_some_and(too_late)
            }
            Caution::MixBelowThreshold => mix.is_some_and(|mix| self.mix_below_threshold(mix)),
            Caution::RoundTheClockCostMissing => {
                standing.own_24x7 == Some(true) && self.situation.direct.round_the_clock.exact().is_zero()
            }
            Caution::DirectNeedsAction => direct.verdict == Verdict::NotEligible && self.reasons.is_empty(),
            Caution::IndirectNotEligible => uses_offer && self.eligibility.indirect.verdict == Verdict::NotEligible,
        }
    }

    /// Within a tenth of the threshold, on either side.
    fn near_threshold(&self) -> bool {
        self.situation.rules.revenue_threshold().is_some_and(|threshold| {
            let threshold = Decimal::from(threshold);
            let distance = compared(self.situation.ttm.value.exact() - threshold).abs();
            distance <= compared(threshold / Decimal::TEN)
        })
    }

    /// Whether what a mix still buys direct is less than direct asks.
    fn mix_below_threshold(&self, mix: &Assignment) -> bool {
        let situation = self.situation;
        let Some(threshold) = situation.rules.revenue_threshold() else { return false };
        kept_direct(situation, mix).is_some_and(|kept| !kept.reaches(threshold))
    }
}
