//! What a provider or a host may fill in, lock and hide: the one list of it, which `docs/profiles.md` repeats.
//!
//! Whatever decides if a model is open to the partner is out of reach of all three: the rules and their date, the
//! partner's standing and role, revenue, its growth, the direct margin and the dollar rate that billed revenue follows
//! from. So no profile can change who may buy direct, whatever it holds. What buying direct costs can be filled in, as any
//! default, but neither locked nor hidden, and not what Microsoft itself sets of it. Of the page, nothing can be hidden that says what holds: the verdict, the
//! cautions, the sources, the beliefs, the disclaimer, the notices, and the way to the neutral view.

use crate::engine::catalogue::{FieldId, Group, MAX_OFFERS, Slot};
use crate::engine::scenario::slots;

use super::flaw::{Flaw, Wrong};

/// A part of the page that can be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The examples to start from.
    Presets,
    /// The drawings; what they show stands in the tables too.
    Charts,
    /// The choice of a language.
    Languages,
    /// The button that prints.
    Print,
    /// Offers beside each other.
    Offers,
    /// Each portfolio through a channel of its own.
    Mix,
    /// Moving from one model to the other.
    Moving,
    /// Five years.
    Years,
    /// How sure the answer is, and what it turns on.
    Doubt,
    /// Who is ahead over two drivers.
    Landscape,
    /// Several scenarios beside each other.
    Scenarios,
    /// The same figures under other rules.
    Rules,
}

impl Section {
    /// All of them.
    pub const ALL: [Section; 12] = [
        Section::Presets,
        Section::Charts,
        Section::Languages,
        Section::Print,
        Section::Offers,
        Section::Mix,
        Section::Moving,
        Section::Years,
        Section::Doubt,
        Section::Landscape,
        Section::Scenarios,
        Section::Rules,
    ];

    /// Those that lie beyond the answer: the last of them, in the order of the page.
    pub const FURTHER: &[Section] = {
        const ALL: &[Section] = &Section::ALL;
        ALL.split_at(4).1
    };

    /// Its name in `hide`.
    pub fn id(self) -> &'static str {
        match self {
            Section::Presets => "presets",
            Section::Charts => "charts",
            Section::Languages => "languages",
            Section::Print => "print",
            Section::Offers => "offers-compared",
            Section::Mix => "mix",
            Section::Moving => "moving",
            Section::Years => "years",
            Section::Doubt => "doubt",
            Section::Landscape => "landscape",
            Section::Scenarios => "scenarios",
            Section::Rules => "rules-in-time",
        }
    }
}

/// Whether a profile may fill in a figure here: its own offer, which is the first, and what is the same for every
/// partner it serves.
pub fn may_fill(slot: Slot) -> bool {
    match slot.row().group {
        Group::Offers => slot.offer == 0,
        Group::Direct => !is_microsofts(slot.field),
        _ => is_assumption(slot.field) || slot.field == FieldId::Currency,
    }
}

/// Whether a figure here can be locked: of what may be filled in all but what buying direct costs, in every offer.
pub fn may_lock(slot: Slot) -> bool {
    slot.row().group == Group::Offers || is_assumption(slot.field) || slot.field == FieldId::Currency
}

/// Whether the field here can be hidden: what can be locked, but for the names and the margins of offers and the currency,
/// by which everything else is read.
pub fn may_hide(slot: Slot) -> bool {
    may_lock(slot) && !matches!(slot.field, FieldId::OfferName | FieldId::OfferMargin | FieldId::Currency)
}

/// Assumptions about work, money and the move that nobody but the partner knows better than a provider.
fn is_assumption(field: FieldId) -> bool {
    let path = field.row().path;
    let group = path.split('.').next().unwrap_or_default();
    let own = matches!(field, FieldId::MoveTo | FieldId::MovePlanMonths);
    matches!(group, "labour" | "finance" | "transition") && !own && !is_microsofts(field)
}

/// What Microsoft sets: no provider's figure.
fn is_microsofts(field: FieldId) -> bool {
    use FieldId as F;
    matches!(field, F::DirectMargin | F::DirectSupportPlanFee | F::DirectSupplierDays | F::MoveIncentiveLoss)
}

/// The places that a name in `lock` or `hide` stands for: the path of one, or what several begin with. Of those, the ones
/// within reach.
///
/// # Errors
///
/// There is nothing of this name, or nothing within reach.
pub fn places(key: &str, name: &str, may: fn(Slot) -> bool) -> Result<Vec<Slot>, Flaw> {
    let mut known = false;
    let mut found = Vec::new();
    for slot in slots(MAX_OFFERS) {
        let path = slot.path();
        let below = path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        known |= below;
        if below && may(slot) {
            found.push(slot);
        }
    }
    match found.is_empty() {
        false => Ok(found),
        true => Err(Flaw::new(key, name, if known || is_kept(name) { Wrong::Reach } else { Wrong::Unknown })),
    }
}

/// Parts of the page that always stay, so that who tries to hide one learns that it can't be.
fn is_kept(name: &str) -> bool {
    matches!(
        name,
        "verdict" | "cautions" | "sources" | "beliefs" | "disclaimer" | "neutral" | "notices" | "requirements"
    )
}

/// What is locked and what is hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The places whose value stays.
    pub locked: Vec<Slot>,
    /// The places without a field.
    pub hidden: Vec<Slot>,
    /// The parts of the page that are left out.
    pub without: Vec<Section>,
}

impl Reach {
    /// Locks what a name stands for.
    ///
    /// # Errors
    ///
    /// There is nothing of this name, or nothing within reach.
    pub fn lock(&mut self, name: &str) -> Result<(), Flaw> {
        self.locked.extend(places("lock", name, may_lock)?);
        Ok(())
    }

    /// Hides what a name stands for.
    ///
    /// # Errors
    ///
    /// There is nothing of this name, or nothing within reach.
    pub fn hide(&mut self, name: &str) -> Result<(), Flaw> {
        match Section::ALL.into_iter().find(|section| section.id() == name) {
            Some(section) => self.without.push(section),
            None => self.hidden.extend(places("hide", name, may_hide)?),
        }
        Ok(())
    }

    /// What is locked or hidden in either.
    pub fn join(&mut self, other: &Reach) {
        self.locked.extend(&other.locked);
        self.hidden.extend(&other.hidden);
        self.without.extend(&other.without);
    }
}
