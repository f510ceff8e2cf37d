//! Who filled in what, other than the visitor; what is locked; and the view without it.
//!
//! Lowest first counts the model's default, the profile, figures written by hand into the address, a link, the visitor. A
//! link that a page has made is complete: what it leaves out is the model's default, not the profile's. A locked field keeps
//! what the profile, or the figures in the address, gave it.

use std::rc::Rc;

use crate::engine::catalogue::{FieldId, Group, Slot};
use crate::engine::date::Date;
use crate::engine::scenario::{Scenario, Value};
use crate::link::{Kind, Opened};

use super::flaw::Flaw;
use super::history::Intention;
use super::profile::{Profile, RECENT_DAYS};
use super::reach::{Reach, Section};
use super::{State, Subject};

/// Who filled in a figure that the visitor neither changed nor confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filler {
    /// The provider whose profile the page has.
    Profile,
    /// Whoever made the link, or wrote the figures into the address.
    Link,
}

/// Who filled in what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Each place at most once.
    marks: Vec<(Slot, Filler)>,
    /// The day on which the link was made, where it says so.
    linked: Option<Date>,
}

impl Filled {
    /// Who filled in the figure here, if somebody else than the visitor did.
    pub fn by(&self, slot: Slot) -> Option<Filler> {
        self.marks.iter().find(|(other, _)| *other == slot).map(|(_, filler)| *filler)
    }

    /// Whether nobody but the visitor filled in anything.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    fn own(&mut self, slot: Slot) {
        self.marks.retain(|(other, _)| *other != slot);
    }

    fn mark(&mut self, slot: Slot, filler: Filler) {
        self.own(slot);
        self.marks.push((slot, filler));
    }

    /// As a text, for the browser's history: the day, then each place with who filled it in.
    pub fn write(&self) -> String {
        let mut text = self.linked.map(|day| day.to_string()).unwrap_or_default();
        for (slot, filler) in &self.marks {
            text.push(if *filler == Filler::Profile { 'P' } else { 'L' });
            text.push_str(&slot.short());
        }
        text
    }

    /// Reads that text; what isn't one says nothing.
    pub fn read(text: &str) -> Filled {
        let mut filled = Filled::default();
        let end = text.find(['P', 'L']).unwrap_or(text.len());
        let (day, mut marks) = text.split_at(end);
        filled.linked = Date::parse(day);
        while let Some(first) = marks.chars().next() {
            let rest = marks.get(1..).unwrap_or_default();
            let end = rest.find(['P', 'L']).unwrap_or(rest.len());
            let (key, others) = rest.split_at(end);
            let filler = if first == 'P' { Filler::Profile } else { Filler::Link };
            if let Some(slot) = Slot::from_short(key) {
                filled.mark(slot, filler);
            }
            marks = others;
        }
        filled
    }
}

/// What the page's surroundings bring: a provider's profile, what is locked and hidden, and what was wrong with either.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provider {
    /// The profile.
    pub profile: Option<Profile>,
    /// What is locked and hidden, by the profile or by the page around this one.
    pub reach: Reach,
    /// The address that links to share begin with: the host's, or the profile's.
    pub share_base: Option<String>,
}

impl Provider {
    /// A provider's profile, and what the page around this one locks and hides besides.
    pub fn new(profile: Option<Profile>, mut reach: Reach) -> Provider {
        if let Some(profile) = &profile {
            reach.join(&profile.reach);
        }
        let share_base = profile.as_ref().and_then(|profile| profile.share_base.clone());
        Provider { profile, reach, share_base }
    }

    /// Whether the field here is left out.
    pub fn hides(&self, slot: Slot) -> bool {
        !self.reach.hidden.is_empty() && self.reach.hidden.contains(&slot)
    }

    /// Whether all fields of this id are left out, in the first offer where it has several.
    pub fn hides_field(&self, field: FieldId) -> bool {
        !self.reach.hidden.is_empty() && field.row().slots(1).all(|slot| self.hides(slot))
    }

    /// Whether a part of the page is left out.
    pub fn leaves_out(&self, section: Section) -> bool {
        self.reach.without.contains(&section)
    }

    /// Whether the page opens with figures of the provider's.
    pub(super) fn has_figures(&self) -> bool {
        self.profile.as_ref().is_some_and(|profile| !profile.figures.is_default())
    }

    /// The profile's own figure here.
    fn figure(&self, slot: Slot) -> Option<&Value> {
        self.profile.as_ref()?.figures.get(slot)
    }
}

/// A figure, its place, and who filled it in.
pub type Kept = (Slot, Value, Filler);

impl State {
    /// The state of a page that a provider or a host has set up. `recalled` is who filled in what where the address is the
    /// page's own, from before it was loaded again.
    pub fn provided(
        opened: Opened,
        today: Date,
        position: u32,
        provider: Provider,
        flaws: Vec<Flaw>,
        recalled: Option<Filled>,
    ) -> State {
        let mut state = State::at(crate::link::plain(""), today, position);
        state.flaws = flaws;
        state.provider = Rc::new(provider);
        let trusted = recalled.is_some();
        state.hold(&opened, trusted);
        state.open(opened);
        if let Some(filled) = recalled {
            state.recall(filled);
        }
        state.opened = 0;
        state
    }

    /// Notes what locked fields keep: what the figures in the address say where a host put them there, or what the profile
    /// says. A field that neither fills in has nothing to keep.
    fn hold(&mut self, opened: &Opened, trusted: bool) {
        let prefilled = trusted || !is_whole(opened);
        let mut held: Vec<Kept> = Vec::new();
        for slot in &self.provider.reach.locked {
            let given = opened.scenario.get(*slot).filter(|_| prefilled).map(|value| (value, Filler::Link));
            let kept = given.or_else(|| Some((self.provider.figure(*slot)?, Filler::Profile)));
            if let Some((value, filler)) = kept
                && !held.iter().any(|(other, ..)| other == slot)
            {
                held.push((*slot, value.clone(), filler));
            }
        }
        self.held = Rc::new(held);
    }

    /// Holds what is locked, where that is known already.
    pub(super) fn hold_as_shown(&mut self, locked: &[Slot]) {
        let kept = |slot: &Slot| Some((*slot, self.scenario.get(*slot)?.clone(), self.filled.by(*slot)?));
        self.held = Rc::new(locked.iter().filter_map(kept).collect());
    }

    /// What belongs to an opened address besides its own figures: the profile's below them, locked ones above, and who
    /// filled in what.
    #[inline(never)]
    pub(super) fn fill(&mut self, from_link: bool, whole: bool, linked: Option<Date>) {
        let mut scenario = (*self.scenario).clone();
        let mut filled = Filled { marks: Vec::new(), linked };
        if from_link {
            scenario.stated().for_each(|(slot, _)| filled.mark(slot, Filler::Link));
        }
        let provider = self.provider.clone();
        for (slot, value) in provider.profile.iter().flat_map(|profile| profile.figures.stated()) {
            let given = scenario.get(slot);
            if given == Some(value) {
                filled.mark(slot, Filler::Profile);
            } else if given.is_none() && !whole {
                scenario = scenario.with(slot, Some(value.clone()));
                filled.mark(slot, Filler::Profile);
            }
        }
        self.refused.clear();
        let held = self.held.clone();
        for (slot, value, filler) in held.iter() {
            if slot.row().per_offer && slot.offer >= scenario.offers() {
                continue;
            }
            if scenario.get(*slot) != Some(value) {
                if from_link && !is_default(*slot, scenario.get(*slot), value, &scenario) {
                    self.refused.push(*slot);
                }
                scenario = scenario.with(*slot, Some(value.clone()));
            }
            filled.mark(*slot, *filler);
        }
        self.scenario = Rc::new(scenario);
        self.filled = Rc::new(filled);
        self.aside = Rc::default();
    }

    /// Takes over who filled in what, as it was known before the page was loaded again.
    pub(super) fn recall(&mut self, mut filled: Filled) {
        filled.marks.retain(|(slot, _)| self.scenario.get(*slot).is_some());
        self.filled = Rc::new(filled);
    }

    /// What the field here goes back to: the provider's figure, where its profile has one.
    pub(super) fn fallback(&self, slot: Slot) -> Option<Value> {
        self.provider.figure(slot).filter(|_| self.aside.is_empty()).cloned()
    }

    /// The figure here is the visitor's now, or the provider's again.
    pub(super) fn owned(&mut self, slot: Slot, fallback: bool) {
        if fallback {
            Rc::make_mut(&mut self.filled).mark(slot, Filler::Profile);
        } else if self.filled.by(slot).is_some() {
            Rc::make_mut(&mut self.filled).own(slot);
        }
        if self.aside.iter().any(|(other, ..)| *other == slot) {
            Rc::make_mut(&mut self.aside).retain(|(other, ..)| *other != slot);
        }
    }

    /// Whether the figure here stays what the provider or the host made it.
    pub fn is_locked(&self, slot: Slot) -> bool {
        self.held.iter().any(|(other, ..)| *other == slot)
    }

    /// Whether an offer can be taken out: not the provider's own, nor one before or with a locked figure.
    pub fn may_remove(&self, offer: u8) -> bool {
        let own = offer == 0 && self.provider.profile.as_ref().is_some_and(Profile::has_offer);
        !own && !self.held.iter().any(|(slot, ..)| slot.row().per_offer && slot.offer >= offer)
    }

    /// Later offers move up, and who filled them in with them.
    pub(super) fn offer_removed(&mut self, offer: u8) {
        let moved = |slot: Slot| match slot.row().per_offer {
            true if slot.offer == offer => None,
            true if slot.offer > offer => Some(slot.in_offer(slot.offer - 1)),
            _ => Some(slot),
        };
        if !self.filled.is_empty() {
            let marks = &mut Rc::make_mut(&mut self.filled).marks;
            *marks = marks.iter().filter_map(|(slot, filler)| Some((moved(*slot)?, *filler))).collect();
        }
        if !self.aside.is_empty() {
            let aside = Rc::make_mut(&mut self.aside);
            *aside = aside.drain(..).filter_map(|(slot, value, by)| Some((moved(slot)?, value, by))).collect();
        }
    }

    /// Others filled in what stayed as it was before.
    pub(super) fn keep_marks(&mut self, before: &Scenario) {
        let now = self.scenario.clone();
        if !self.filled.is_empty() {
            Rc::make_mut(&mut self.filled).marks.retain(|(slot, _)| before.get(*slot) == now.get(*slot));
        }
        self.aside = Rc::default();
    }

    /// Confirms a figure that somebody else filled in, or all of them: from now on they are the visitor's.
    pub(super) fn confirm(&mut self, subject: Option<Subject>) {
        let filled = Rc::make_mut(&mut self.filled);
        match subject {
            Some(Subject::At(slot)) => filled.own(slot),
            Some(Subject::TotalRevenue) => filled.marks.retain(|(slot, _)| slot.field != FieldId::Revenue),
            None => filled.marks.clear(),
        }
    }

    /// Who filled in a figure, if somebody else than the visitor did. Of the total of revenue, whoever filled in a part.
    pub fn filler(&self, subject: Subject) -> Option<Filler> {
        let of = |slot: Slot| self.filled.by(slot).filter(|_| self.scenario.get(slot).is_some());
        match subject {
            Subject::At(slot) => of(slot),
            Subject::TotalRevenue => FieldId::Revenue.row().slots(1).find_map(of),
        }
    }

    /// How many figures somebody filled in.
    pub fn filled_by(&self, filler: Filler) -> usize {
        self.scenario.stated().filter(|(slot, _)| self.filled.by(*slot) == Some(filler)).count()
    }

    /// The day of what somebody filled in, where it is known.
    pub fn filled_on(&self, filler: Filler) -> Option<Date> {
        match filler {
            Filler::Profile => self.provider.profile.as_ref().map(|profile| profile.as_of),
            Filler::Link => self.filled.linked,
        }
    }

    /// Whether what somebody filled in is of a day that is long ago.
    pub fn is_dated(&self, filler: Filler) -> bool {
        self.filled_on(filler).is_some_and(|day| self.today.days_since(day) > RECENT_DAYS)
    }

    /// Whether there are figures that the neutral view leaves out.
    pub fn has_provided(&self) -> bool {
        let aside = |slot| self.filled.by(slot).is_some_and(|filler| is_set_aside(slot, filler));
        self.scenario.stated().any(|(slot, _)| aside(slot))
    }

    /// Whether everything is as it is on a page nobody has touched, so that there is nothing to begin anew from.
    pub fn is_fresh(&self) -> bool {
        let mut fresh = self.provider.profile.as_ref().map(|profile| profile.figures.clone()).unwrap_or_default();
        for (slot, value, _) in self.held.iter() {
            fresh = fresh.with(*slot, Some(value.clone()));
        }
        *self.scenario == fresh && self.unread.is_empty()
    }

    /// Whether figures are left out now.
    pub fn is_neutral(&self) -> bool {
        !self.aside.is_empty()
    }

    /// Leaves out what others filled in, but for what says who the visitor is; or puts it back. One step.
    pub(super) fn turn_neutral(&mut self, neutral: bool) {
        if neutral == self.is_neutral() {
            return;
        }
        self.begin(Intention::Neutral);
        let mut scenario = (*self.scenario).clone();
        let filled = Rc::make_mut(&mut self.filled);
        let mut aside = Vec::new();
        if neutral {
            for (slot, filler) in filled.marks.clone() {
                let Some(value) = scenario.get(slot).filter(|_| is_set_aside(slot, filler)).cloned() else { continue };
                aside.push((slot, value, filler));
                filled.own(slot);
                scenario = scenario.with(slot, None);
            }
        } else {
            for (slot, value, filler) in self.aside.iter() {
                scenario = scenario.with(*slot, Some(value.clone()));
                filled.mark(*slot, *filler);
            }
        }
        self.aside = Rc::new(aside);
        self.scenario = Rc::new(scenario);
        self.opened += 1;
        self.settle();
    }
}

/// Whether an address is complete: what it leaves out is the model's default.
pub(super) fn is_whole(opened: &Opened) -> bool {
    opened.made.is_some() || opened.kind == Kind::Newer
}

/// Whether the neutral view leaves a figure out: the provider's, and of what came with the address everything but the
/// business itself. The currency stays, as it says what the amounts are.
fn is_set_aside(slot: Slot, filler: Filler) -> bool {
    let group = slot.row().group;
    let business = matches!(group, Group::Business | Group::Standing);
    let reckoning = matches!(slot.field, FieldId::Currency | FieldId::AsOf | FieldId::Rules | FieldId::UsdRate);
    !reckoning && (filler == Filler::Profile || !business)
}

/// Whether what a link says, or leaves out, is what is kept here anyway.
fn is_default(slot: Slot, given: Option<&Value>, kept: &Value, scenario: &Scenario) -> bool {
    use crate::engine::currency::Currency;
    let currency = scenario.choice(FieldId::Currency).and_then(Currency::from_code).unwrap_or(Currency::Eur);
    given.is_none()
        && matches!(kept, Value::Number(number) if slot.row().default_number(slot.portfolio, currency) == Some(*number))
}
