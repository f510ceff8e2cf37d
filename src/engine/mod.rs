//! The engine: a scenario in, a report out.
//!
//! It is pure and total. A [`Scenario`] holds only what fits, so nothing here can fail; there is no clock, no locale,
//! no text for people and no browser. One evaluation goes like this:
//!
//! 1. [`Situation::resolve`](situation::Situation::resolve) takes each value, or its default from the
//!    [catalogue], and makes units of them.
//! 2. [`eligibility`] judges both models by the [rules].
//! 3. [`costs`] gives the lines of each channel; [`break_even`], [`mix`] and [`recommendation`] follow from them.
//! 4. [`projection`], [`transition`], [`sensitivity`] and [`uncertainty`] look further; they take longer, so
//!    [`Evaluation`] gives them apart. [`doubt`] says what of the answer is certain where figures are ranges, [`worth`]
//!    what of an offer is worth how much.

pub mod attribution;
pub mod break_even;
pub mod catalogue;
pub mod costs;
pub mod currency;
pub mod date;
pub mod doubt;
mod drawn;
pub mod eligibility;
pub mod interval;
pub mod landscape;
pub mod margin_gap;
pub mod mix;
pub mod number;
pub mod projection;
pub mod quantity;
pub mod receipt;
pub mod recommendation;
pub mod report;
pub mod rules;
pub mod scenario;
pub mod sensitivity;
pub mod situation;
pub mod transition;
pub mod uncertainty;
pub mod worth;

use rust_decimal::Decimal;

use self::catalogue::{FieldId, Slot};
use self::costs::{Lines, Parts, best_offer, eligible, lines_of, working_capital};
use self::date::Date;
use self::eligibility::{Model, eligibility};
use self::mix::{Bought, Chosen, ChosenMix, Spread};
use self::projection::projection;
use self::quantity::Money;
use self::recommendation::{Grounds, ruled_out};
use self::report::{
    Answer, Assignment, ChannelReport, Deadline, Eligibility, LineAmount, LineId, Mix, Outlook, Report, SCHEMA, TtmUsd,
};
use self::scenario::{Scenario, Value};
use self::situation::{Channel, ChannelId, Role, Situation};
use self::transition::{Moving, deadline, one_off};

/// Evaluates a scenario, asked today.
pub fn evaluate(scenario: &Scenario, today: Date) -> Report {
    let evaluation = Evaluation::new(scenario, today);
    let ranges = scenario.ranges().map(|(slot, range)| (slot, *range)).collect();
    Report { answer: evaluation.answer(), outlook: evaluation.outlook(), ranges }
}

/// A channel with its lines and its net.
struct Costed {
    channel: Channel<Decimal>,
    lines: Lines<Decimal>,
    net: Money,
}

/// An evaluation under way: what both the answer and the outlook rest on.
pub struct Evaluation<'a> {
    scenario: &'a Scenario,
    today: Date,
    situation: Situation,
    direct: Costed,
    offers: Vec<Costed>,
    /// The place of the best offer.
    best: usize,
    parts: Vec<(ChannelId, Parts<Decimal>)>,
    eligibility: Eligibility,
}

impl<'a> Evaluation<'a> {
    /// Resolves a scenario and costs its channels.
    pub fn new(scenario: &'a Scenario, today: Date) -> Evaluation<'a> {
        let situation = Situation::resolve(scenario, today);
        let cost = |channel: &Channel<Decimal>| {
            let lines = lines_of(&situation, channel);
            Costed { channel: *channel, net: lines.net(), lines }
        };
        let direct = cost(&situation.direct);
        let offers: Vec<Costed> = situation.offers.iter().map(cost).collect();
        let nets: Vec<Money> = offers.iter().map(|offer| offer.net).collect();
        let parts = std::iter::once(&direct).chain(&offers).map(|it| (it.channel.id, it.lines.parts())).collect();
        let eligibility = Eligibility {
            direct: eligibility(&situation, Model::Direct),
            indirect: eligibility(&situation, Model::Indirect),
        };
        Evaluation { scenario, today, direct, offers, best: best_offer(&nets), parts, eligibility, situation }
    }

    /// The situation that is evaluated.
    pub fn situation(&self) -> &Situation {
        &self.situation
    }

    /// The answer of today.
    pub fn answer(&self) -> Answer {
        let Evaluation { situation, eligibility, .. } = self;
        let (best, direct) = (self.best(), &self.direct);
        let difference = costs::difference(&best.lines, &direct.lines, best.channel.id);
        let mix = self.mix();
        let deadline = self.deadline();
        let recommendation = Grounds {
            situation,
            eligibility,
            reasons: ruled_out(situation, &eligibility.direct),
            difference,
            best_offer_net: self.best().net,
            mix: mix.as_ref(),
            deadline: deadline.as_ref(),
        }
        .recommendation();
        let hours_freed = costs::hours_freed(&direct.channel, &best.channel);
        Answer {
            schema: SCHEMA,
            rules: situation.rules,
            as_of: situation.as_of,
            currency: situation.currency,
            ttm_usd: TtmUsd { value: situation.ttm.value, estimated: situation.ttm.estimated },
            eligibility: eligibility.clone(),
            channels: self.channels().map(|costed| self.channel_report(costed)).collect(),
            best_offer: self.best().channel.id,
            difference,
            difference_cash: costs::difference_cash(&best.lines, &direct.lines, best.channel.id),
            difference_first_year: costs::difference_first_year(
                situation,
                difference,
                best.lines.amount(LineId::Incentives),
            ),
            hours_freed,
            hours_value: costs::hours_value(&situation.labour, hours_freed),
            recommendation,
            break_even: situation.offers.iter().map(|offer| break_even::break_even(situation, offer)).collect(),
            mix,
        }
    }

    /// What time and doubt do to it.
    pub fn outlook(&self) -> Outlook {
        Outlook {
            projection: self.projection(),
            transition: self.transition(),
            sensitivity: self.sensitivity(),
            uncertainty: self.uncertainty(),
        }
    }

    /// Five years.
    pub fn projection(&self) -> report::Projection {
        let incentives: Vec<Money> = self.channels().map(|costed| costed.lines.amount(LineId::Incentives)).collect();
        projection(&self.situation, &one_off(&self.situation), &incentives)
    }

    /// Moving to the chosen offer, or the best; only for a direct partner.
    pub fn transition(&self) -> Option<report::Transition> {
        Some(self.moving()?.transition(self.deadline(), self.direct_ruled_out()))
    }

    /// What is known of that move beside the report.
    pub fn course(&self) -> Option<transition::Course> {
        Some(self.moving()?.course())
    }

    fn moving(&self) -> Option<Moving<'_, Decimal>> {
        if self.situation.role != Role::Direct {
            return None;
        }
        let chosen = self.situation.moving.to.and_then(|number| self.offers.get(usize::from(number)));
        let to = chosen.unwrap_or(self.best());
        Some(Moving { spread: self.spread(), to: &to.channel, lines: &to.lines })
    }

    /// How the difference follows each driver.
    pub fn sensitivity(&self) -> Vec<report::Sensitivity> {
        sensitivity::sensitivity(&self.situation, &self.best().channel)
    }

    /// Who wins as two drivers vary.
    pub fn landscape(&self, plan: landscape::Plan) -> landscape::Landscape {
        landscape::Landscape::of(&self.situation, &self.best().channel, plan)
    }

    /// The mix that the scenario plans, where there is revenue: what is chosen, and for the rest what then leaves most.
    /// Where direct is ruled out, the rest is sought among the offers.
    pub fn chosen_mix(&self) -> Option<ChosenMix> {
        let (spread, open) = (self.spread(), !self.direct_ruled_out());
        let sold = spread.portfolios();
        if sold.is_empty() {
            return None;
        }
        let chosen = Chosen::of(|portfolio| {
            let slot = Slot::portfolio(FieldId::PlanMix, portfolio);
            match self.scenario.get(slot).filter(|_| sold.contains(&portfolio))? {
                // The first of the channels is direct.
                Value::Choice(place) => Some(place.checked_sub(1).map_or(ChannelId::Direct, ChannelId::Offer)),
                _ => None,
            }
        });
        let (assignment, net) = spread.best(open, &chosen)?;
        let offer = (self.best().channel.id, self.best().net);
        let direct = self.direct.net;
        let single = if open && direct.compared() > offer.1.compared() { (ChannelId::Direct, direct) } else { offer };
        Some(ChosenMix { chosen, assignment, net, single, best: spread.best(open, &Chosen::of(|_| None))? })
    }

    /// What each channel of a mix leaves, in its parts.
    pub fn bought(&self, mix: &Assignment) -> Vec<Bought> {
        self.spread().bought(mix).collect()
    }

    /// How sure the difference is.
    pub fn uncertainty(&self) -> report::Uncertainty {
        uncertainty::uncertainty(self.scenario, self.today, self.best)
    }

    fn channels(&self) -> impl Iterator<Item = &Costed> {
        std::iter::once(&self.direct).chain(&self.offers)
    }

    fn best(&self) -> &Costed {
        self.offers.get(self.best).unwrap_or(&self.direct)
    }

    fn spread(&self) -> Spread<'_, Decimal> {
        Spread { situation: &self.situation, channels: &self.parts }
    }

    fn direct_ruled_out(&self) -> bool {
        !ruled_out(&self.situation, &self.eligibility.direct).is_empty()
    }

    fn deadline(&self) -> Option<Deadline> {
        deadline(&self.situation, self.direct_ruled_out())
    }

    fn mix(&self) -> Option<Mix> {
        let (direct, offer) = (self.direct.net, self.best().net);
        let single = if direct.compared() > offer.compared() { direct } else { offer };
        let not_eligible = self.eligibility.direct.verdict == report::Verdict::NotEligible;
        self.spread().mix(single, !not_eligible && !self.situation.authorization_lost())
    }

    fn channel_report(&self, costed: &Costed) -> ChannelReport {
        let id = costed.channel.id;
        ChannelReport {
            id,
            name: self.situation.name(id).to_string(),
            lines: costed.lines.0.iter().map(|line| LineAmount { id: line.id, amount: line.amount() }).collect(),
            net: costed.net,
            working_capital: working_capital(&self.situation, &costed.channel),
            incentive_eligible: eligible(&self.situation, id),
        }
    }
}
