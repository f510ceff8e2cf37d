//! What stands where in a report. The tests hold it against reports of every kind: nothing in it may be missing here.

use super::Leaf::{Code, Day, Exact, Fact, Quantity, Stated, Text, Whole};
use super::Part::{Each, Leaf, List, Object};
use super::Presence::{Always, OrAbsent, OrNull, OrNullOrAbsent};
use super::{Counts, Member, Named, Naming, Part, Presence};
use crate::engine::catalogue::{CHANNELS, Portfolio};
use crate::engine::currency::Currency;
use crate::engine::report::Caution;
use crate::engine::rules::{RULE_SETS, RequirementId};
use crate::i18n::Message as M;

const MONEY_YEAR: Part = Leaf(Exact(2, Counts::Unit("money_year")));
const MONEY: Part = Leaf(Exact(2, Counts::Currency));
const ONCE: Part = Leaf(Exact(2, Counts::Unit("money_once")));
const USD: Part = Leaf(Exact(2, Counts::Unit("usd_twelve_months")));
const COUNT: Part = Leaf(Whole(Counts::Plain));
const MONTHS: Part = Leaf(Whole(Counts::Unit("months")));
const CHANNEL: Part = Leaf(Code(channels));

/// Called by what it stands in.
const fn own(key: &'static str, part: Part) -> Member {
    Member { key, label: None, presence: Always, part }
}

/// Always there.
const fn is(key: &'static str, label: M, part: Part) -> Member {
    Member { key, label: Some(label), presence: Always, part }
}

/// There, or `null`.
const fn may(key: &'static str, label: M, part: Part) -> Member {
    Member { key, label: Some(label), presence: OrNull, part }
}

/// There in some cases.
const fn some(key: &'static str, label: M, presence: Presence, part: Part) -> Member {
    Member { key, label: Some(label), presence, part }
}

/// A whole report.
pub static REPORT: Part = Object(&[
    is("schema", M::FigureVersion, COUNT),
    is("rules", M::FieldRulesLabel, Leaf(Code(rules))),
    is("as_of", M::FieldAsOfLabel, Leaf(Day)),
    is("currency", M::FieldCurrencyLabel, Leaf(Code(currencies))),
    is("ttm_usd", M::SheetTtm, Object(&[own("value", USD), is("estimated", M::FigureEstimated, Leaf(Fact))])),
    own(
        "eligibility",
        Object(&[
            is("direct", M::SheetVerdictDirect, Object(DIRECT)),
            is("indirect", M::SheetVerdictIndirect, Object(INDIRECT)),
        ]),
    ),
    own("channels", List(Naming::By("id", Named::Channel), &Object(CHANNEL_REPORT))),
    is("best_offer", M::SheetBestOffer, CHANNEL),
    is("difference", M::SheetDifference, MONEY_YEAR),
    is("difference_cash", M::SheetDifferenceCash, MONEY_YEAR),
    is("difference_first_year", M::SheetDifferenceFirst, MONEY_YEAR),
    is("hours_freed", M::SheetHoursFreed, Leaf(Exact(2, Counts::Unit("hours_year")))),
    is("hours_value", M::SheetHoursValue, MONEY_YEAR),
    own(
        "recommendation",
        Object(&[
            is("choice", M::SheetRecommended, Leaf(Code(choices))),
            is("reasons", M::FigureReason, List(Naming::Place, &Leaf(Code(reasons)))),
            is("cautions", M::FigureCaution, List(Naming::Place, &Leaf(Code(cautions)))),
        ]),
    ),
    is("break_even", M::SheetBreakEven, List(Naming::By("offer", Named::Channel), &Object(BREAK_EVEN))),
    may("mix", M::ChannelMix, Object(MIX)),
    own("projection", Object(PROJECTION)),
    may("transition", M::MovingTitle, Object(TRANSITION)),
    own("sensitivity", List(Naming::By("driver", Named::Driver), &Object(SENSITIVITY))),
    is("uncertainty", M::FigureDraws, Object(UNCERTAINTY)),
    some("ranges", M::FigureRange, OrAbsent, Each(Named::Field, Always, &Object(RANGE))),
]);

const DIRECT: &[Member] = &model(Named::Direct);
const INDIRECT: &[Member] = &model(Named::Indirect);

/// Whether a model is open, and why.
const fn model(named: Named) -> [Member; 3] {
    [
        is("verdict", M::FigureOpen, Leaf(Code(verdicts))),
        may("earliest", M::FigureEarliest, Leaf(Day)),
        own("requirements", List(Naming::By("id", named), &Object(REQUIREMENT))),
    ]
}

const REQUIREMENT: &[Member] = &[
    is("id", M::FigureCode, Leaf(Code(super::requirements))),
    is("status", M::FigureStatus, Leaf(Code(statuses))),
    may("lead_months", M::FigureLead, MONTHS),
    some("required", M::FigureRequired, OrAbsent, Leaf(Quantity(Counts::Required))),
    some("actual", M::FigureActual, OrNullOrAbsent, Leaf(Quantity(Counts::Required))),
    some("estimated", M::FigureEstimated, OrAbsent, Leaf(Fact)),
];

const CHANNEL_REPORT: &[Member] = &[
    is("id", M::FigureCode, CHANNEL),
    is("name", M::FigureName, Leaf(Text)),
    own(
        "lines",
        List(
            Naming::By("id", Named::Line),
            &Object(&[is("id", M::FigureCode, Leaf(Code(super::lines))), own("amount", MONEY_YEAR)]),
        ),
    ),
    is("net", M::SheetNet, MONEY_YEAR),
    is("working_capital", M::SheetWorkingCapital, MONEY),
    is("incentive_eligible", M::SheetEligible, Each(Named::Portfolio, Always, &Leaf(Fact))),
];

const BREAK_EVEN: &[Member] = &[
    is("offer", M::FigureCode, CHANNEL),
    is("kind", M::SheetKindNumber, Leaf(Code(kinds))),
    may("revenue", M::SheetBreakEvenRevenue, MONEY_YEAR),
    may("opens_at", M::SheetOpensAt, MONEY_YEAR),
    may("pays_from", M::SheetPaysFrom, MONEY_YEAR),
];

const MIX: &[Member] = &[
    own("best", Each(Named::Portfolio, Always, &CHANNEL)),
    is("net", M::SheetNet, MONEY_YEAR),
    is("gain", M::FigureGain, MONEY_YEAR),
    may("best_allowed", M::FigureMixOpen, Each(Named::Portfolio, Always, &CHANNEL)),
    may("net_allowed", M::FigureNetOpen, MONEY_YEAR),
];

const PROJECTION: &[Member] = &[
    own(
        "years",
        List(
            Naming::Numbered(M::TimeYear),
            &Object(&[
                is("year", M::SheetYear, COUNT),
                is("revenue", M::SheetRevenue, MONEY_YEAR),
                is("ttm_usd", M::SheetTtm, USD),
                is("direct_allowed", M::SheetDirectAllowed, Leaf(Fact)),
                is("net", M::SheetNet, Each(Named::Channel, Always, &MONEY_YEAR)),
            ]),
        ),
    ),
    is("npv", M::SheetNpv, Each(Named::Channel, OrNull, &MONEY)),
];

const TRANSITION: &[Member] = &[
    is("to", M::MovingPlanTo, CHANNEL),
    is("stay_allowed", M::FigureStayOpen, Leaf(Fact)),
    is("requests", M::SheetRequests, COUNT),
    is("one_off", M::SheetMoveCost, ONCE),
    is("liquidity", M::StepLiquidity, ONCE),
    may("payback_month", M::StepPayback, Leaf(Whole(Counts::Unit("month_of_move")))),
    may(
        "trough",
        M::StepTrough,
        Object(&[
            is("month", M::MovingCashMonth, Leaf(Whole(Counts::Unit("month_of_move")))),
            is("amount", M::MovingCashSum, MONEY),
        ]),
    ),
    Member {
        key: "cumulative",
        label: None,
        presence: OrNull,
        part: List(Naming::Numbered(M::StepCumulative), &MONEY),
    },
    is("weeks_needed", M::StepWeeks, Leaf(Whole(Counts::Unit("weeks")))),
    Member { key: "deadline", label: None, presence: OrNull, part: Object(DEADLINE) },
];

const DEADLINE: &[Member] = &[
    is("anniversary", M::MovingEventCheck, Leaf(Day)),
    is("suspended", M::MovingEventSuspended, Leaf(Day)),
    is("revoked", M::MovingEventRevoked, Leaf(Day)),
    is("applies", M::FigureApplies, Leaf(Fact)),
    may("start_by", M::MovingEventStartBy, Leaf(Day)),
    is("late", M::FigureLate, Leaf(Fact)),
    may(
        "last",
        M::FigureLastCheck,
        Object(&[
            is("anniversary", M::MovingEventCheck, Leaf(Day)),
            is("suspended", M::MovingEventSuspended, Leaf(Day)),
            is("revoked", M::MovingEventRevoked, Leaf(Day)),
        ]),
    ),
    is("after_revocation", M::FigureAfterRevocation, List(Naming::Place, &Leaf(Code(portfolios)))),
];

const SENSITIVITY: &[Member] = &[
    is("driver", M::FigureCode, Leaf(Code(super::drivers))),
    is("low", M::FigureAtLow, MONEY_YEAR),
    is("high", M::FigureAtHigh, MONEY_YEAR),
    may("flip", M::FigureFlip, Leaf(Exact(6, Counts::Plain))),
];

const UNCERTAINTY: &[Member] = &[
    is("n", M::DoubtDrawsCount, COUNT),
    is("generator", M::FigureGenerator, Leaf(Text)),
    is("p10", M::DoubtDrawsP10, MONEY_YEAR),
    is("p50", M::DoubtDrawsP50, MONEY_YEAR),
    is("p90", M::DoubtDrawsP90, MONEY_YEAR),
    is("direct_ahead_pct", M::FigureAhead, Leaf(Exact(2, Counts::Unit("percent")))),
    own(
        "histogram",
        Object(&[
            is("from", M::FigureBinsFrom, MONEY_YEAR),
            is("width", M::FigureBinWidth, MONEY_YEAR),
            own("counts", List(Naming::Numbered(M::FigureBin), &COUNT)),
        ]),
    ),
];

const RANGE: &[Member] = &[
    is("low", M::FigureLow, Leaf(Stated)),
    is("likely", M::FigureLikely, Leaf(Stated)),
    is("high", M::FigureHigh, Leaf(Stated)),
];

fn channels() -> Vec<&'static str> {
    CHANNELS.to_vec()
}

fn portfolios() -> Vec<&'static str> {
    Portfolio::ALL.map(Portfolio::id).to_vec()
}

fn rules() -> Vec<&'static str> {
    RULE_SETS.iter().map(|set| set.id).collect()
}

fn currencies() -> Vec<&'static str> {
    Currency::CODES.to_vec()
}

fn cautions() -> Vec<&'static str> {
    Caution::ALL.map(Caution::id).to_vec()
}

fn reasons() -> Vec<&'static str> {
    use crate::engine::report::Reason;
    let requirements = RequirementId::ALL.map(|requirement| Reason::Requirement(requirement).id());
    [&[Reason::DirectNotEligible.id(), Reason::AuthorizationLost.id()], requirements.as_slice()].concat()
}

fn verdicts() -> Vec<&'static str> {
    vec!["eligible", "not_eligible", "unconfirmed"]
}

fn statuses() -> Vec<&'static str> {
    vec!["met", "not_met", "unknown", "waived"]
}

fn choices() -> Vec<&'static str> {
    vec!["direct", "indirect", "mix", "even"]
}

fn kinds() -> Vec<&'static str> {
    vec!["direct_above", "direct_below", "always_direct", "always_indirect", "equal"]
}
