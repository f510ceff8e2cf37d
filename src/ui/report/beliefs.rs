//! What is often said of the programme, and what was found instead: each where it matters, and all in one list.

use yew::prelude::*;

use super::sources;
use super::words::{Fill, text};
use crate::engine::report::{Caution, LineId};
use crate::engine::rules::{RequirementId, Source};
use crate::i18n::Message;
use crate::ui::View;
use crate::ui::element::{around, list, part, spaced, tag, unseen};
use crate::ui::rich::rich;

/// A common belief.
struct Belief {
    /// What is said, in quotation marks.
    name: Message,
    /// What is so.
    what: Message,
    /// Where that was found.
    sources: &'static [Source],
    /// Where on the page it matters.
    at: &'static [Spot],
}

/// A place on the page where a belief matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// A requirement of direct.
    Direct(RequirementId),
    /// A requirement of indirect.
    Indirect(RequirementId),
    /// A line of the comparison.
    Line(LineId),
    /// Something to keep in mind.
    Caution(Caution),
}

/// All of them, in the order of the list. At most one belongs to each place.
static BELIEFS: [Belief; 10] = [
    Belief {
        name: Message::BeliefFallbackName,
        what: Message::BeliefFallbackWhat,
        sources: &[Source::MicrosoftSuspended, Source::MicrosoftDirectToIndirect],
        at: &[
            Spot::Direct(RequirementId::Assessment),
            Spot::Caution(Caution::AuthorizationLost),
            Spot::Caution(Caution::LostBeforeEarliest),
        ],
    },
    Belief {
        name: Message::BeliefOlderPartnersName,
        what: Message::BeliefOlderPartnersWhat,
        sources: &[Source::MicrosoftDirectEligibility, Source::MicrosoftTransitionGuide],
        at: &[Spot::Direct(RequirementId::Revenue)],
    },
    Belief {
        name: Message::BeliefSupportPriceName,
        what: Message::BeliefSupportPriceWhat,
        sources: &[Source::RcpMag2018, Source::RubertiSupportPrices],
        at: &[Spot::Direct(RequirementId::SupportPlan), Spot::Line(LineId::SupportPlan)],
    },
    Belief {
        name: Message::BeliefCreditCheckName,
        what: Message::BeliefCreditCheckWhat,
        sources: &[Source::MicrosoftIndirectReseller, Source::IngramNetTerms],
        at: &[Spot::Direct(RequirementId::Credit), Spot::Line(LineId::BadDebt)],
    },
    Belief {
        name: Message::BeliefComplianceName,
        what: Message::BeliefComplianceWhat,
        sources: &[Source::MicrosoftSecurity, Source::MicrosoftIndirectReseller],
        at: &[Spot::Indirect(RequirementId::AdminMfa), Spot::Line(LineId::ComplianceLabour)],
    },
    Belief {
        name: Message::BeliefSecurityScoreName,
        what: Message::BeliefSecurityScoreWhat,
        sources: &[Source::MicrosoftSecurityAnswer],
        at: &[Spot::Direct(RequirementId::AdminMfa)],
    },
    Belief {
        name: Message::BeliefResellerLinkName,
        what: Message::BeliefResellerLinkWhat,
        sources: &[Source::MicrosoftDirectToIndirect, Source::MicrosoftTransfers],
        at: &[Spot::Indirect(RequirementId::Distributor)],
    },
    Belief {
        name: Message::BeliefBothModelsName,
        what: Message::BeliefBothModelsWhat,
        sources: &[Source::MicrosoftDirectToIndirect],
        at: &[Spot::Caution(Caution::MixBelowThreshold)],
    },
    Belief {
        name: Message::BeliefRoundTheClockName,
        what: Message::BeliefRoundTheClockWhat,
        sources: &[Source::MicrosoftRequirements],
        at: &[Spot::Line(LineId::RoundTheClock), Spot::Caution(Caution::RoundTheClockCostMissing)],
    },
    Belief {
        name: Message::BeliefCoopName,
        what: Message::BeliefCoopWhat,
        sources: &[Source::CloudcockpitRequirements, Source::RubertiIncentives, Source::RebatesOn],
        at: &[Spot::Line(LineId::Incentives)],
    },
];

/// Whether what is said of a belief rests on this source.
pub(super) fn cites(source: Source) -> bool {
    BELIEFS.iter().any(|belief| belief.sources.contains(&source))
}

/// The list; nothing until its texts have come.
pub(super) fn beliefs(view: &View) -> Html {
    if !view.locale.messages.is_complete() {
        return Html::default();
    }
    let title = Fill::new(view).count("count", BELIEFS.len()).draw(Message::BeliefTitle);
    let items = BELIEFS.iter().map(|belief| {
        let of = belief.sources.iter().map(|source| sources::item(view, *source)).collect();
        let name = around("summary", "", around("h3", "belief-name", text(view, belief.name)));
        let body = [name, around("p", "belief-what", what(view, belief)), list("source-list", of)];
        around("li", "", tag("details", "belief", body))
    });
    let body = [around("p", "part-lead", text(view, Message::BeliefLead)), list("beliefs", items.collect())];
    part("beliefs", title, body)
}

/// The belief that matters here, folded; nothing where none does. `about` is what it is beside, for who listens.
pub(super) fn note(view: &View, spot: Spot, about: Html) -> Html {
    let Some(belief) = at(spot) else { return Html::default() };
    let name = [text(view, Message::ReportBeliefsNote), unseen([Html::from(" "), about])];
    let body = around("p", "", told(view, belief));
    tag("details", "belief-note", [tag("summary", "", name), body])
}

/// The belief that matters here, as a sentence of what is folded already.
pub(super) fn sentence(view: &View, spot: Spot) -> Html {
    at(spot).map_or_else(Html::default, |belief| around("p", "", told(view, belief)))
}

fn at(spot: Spot) -> Option<&'static Belief> {
    BELIEFS.iter().find(|belief| belief.at.contains(&spot))
}

/// What is said, and what is so.
fn told(view: &View, belief: &Belief) -> Html {
    spaced([around("span", "belief-said", text(view, belief.name)), what(view, belief)])
}

fn what(view: &View, belief: &Belief) -> Html {
    let now = view.locale.usd(view.answer.rules.asfp_usd.value.into());
    rich(&Fill::new(view).text("now", now).say(belief.what))
}

#[cfg(test)]
mod tests {
    use super::{BELIEFS, Spot};
    use crate::engine::rules::{RULE_SETS, SourceKind};
    use crate::i18n::{Language, Locale};

    #[test]
    fn each_says_something_in_every_language_and_has_a_page_behind_it() {
        for belief in &BELIEFS {
            for language in Language::ALL {
                let locale = Locale::embedded(language);
                for message in [belief.name, belief.what] {
                    assert!(!locale.text(message).is_empty(), "{language:?}: {}", message.key());
                }
            }
            assert!(!belief.sources.is_empty() && !belief.at.is_empty(), "{}", belief.name.key());
            assert!(belief.sources.iter().all(|source| source.kind() != SourceKind::Own), "{}", belief.name.key());
        }
    }

    #[test]
    fn no_place_has_two_and_each_place_is_there() {
        let spots: Vec<Spot> = BELIEFS.iter().flat_map(|belief| belief.at.iter().copied()).collect();
        for (place, spot) in spots.iter().enumerate() {
            assert!(!spots.iter().skip(place + 1).any(|other| other == spot), "{spot:?}");
            let Some(newest) = RULE_SETS.last() else { continue };
            let asked = match spot {
                Spot::Direct(id) => newest.direct.iter().any(|rule| rule.id == *id),
                Spot::Indirect(id) => newest.indirect.iter().any(|rule| rule.id == *id),
                Spot::Line(_) | Spot::Caution(_) => true,
            };
            assert!(asked, "{spot:?}");
        }
    }
}
