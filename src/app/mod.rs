//! The application without a browser: its state, and how each action changes it.

pub mod filled;
pub mod flaw;
mod history;
pub mod host;
pub mod message;
pub mod off_list;
pub mod presets;
pub mod profile;
pub mod reach;
pub mod shown;
#[cfg(test)]
mod tests;
mod total;
mod unread;

use std::rc::Rc;

use rust_decimal::Decimal;

use crate::engine::catalogue::{FieldId, Kind, Portfolio, Slot, Unit};
use crate::engine::currency::Currency;
use crate::engine::date::Date;
use crate::engine::scenario::{Problem, Scenario, Value, slots};
use crate::engine::situation::{Each, Situation};
use crate::link::{self, Kind as LinkKind, Made, Opened};

use self::filled::{Kept, is_whole};
use self::flaw::Flaw;

pub use self::filled::{Filled, Filler, Provider};
pub use self::history::{History, Intention, MAX_STEPS, Moment};
pub use self::unread::{OF_BILLED, Unread};

/// What a field of the form is about: a place in the scenario, or the total of revenue, which has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A place in the scenario.
    At(Slot),
    /// Revenue over all portfolios: typing it changes the four of them.
    TotalRevenue,
}

impl Subject {
    /// The place whose unit, limits and words hold.
    pub fn slot(self) -> Slot {
        match self {
            Subject::At(slot) => slot,
            Subject::TotalRevenue => Slot::portfolio(FieldId::Revenue, Portfolio::ModernWork),
        }
    }
}

/// Whether a value is typed here; otherwise it is chosen. A month of the year is a number, but chosen by its name.
pub fn is_typed(slot: Slot) -> bool {
    match slot.row().kind {
        Kind::Number { .. } => slot.field != FieldId::Anniversary,
        Kind::Name | Kind::Date => true,
        Kind::Fact | Kind::Choice(_) | Kind::Set(_) | Kind::RuleSet | Kind::Offer | Kind::Kept => false,
    }
}

/// Everything the page can't compute from something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// What the visitor stated.
    pub scenario: Rc<Scenario>,
    /// The day on which the page was opened.
    pub today: Date,
    /// What of an opened address could not be read.
    pub notices: Vec<Problem>,
    /// How the opened address is to be taken, until the notice of it is closed.
    pub kind: LinkKind,
    /// What held when the older link was made that was opened.
    pub made: Option<Made>,
    /// What a provider and the page around this one bring.
    pub provider: Rc<Provider>,
    /// What of that is not right.
    pub flaws: Vec<Flaw>,
    /// Who filled in what, other than the visitor.
    pub filled: Rc<Filled>,
    /// What the neutral view leaves out; nothing otherwise.
    aside: Rc<Vec<Kept>>,
    /// What locked fields keep.
    held: Rc<Vec<Kept>>,
    /// Locked fields for which the opened address has something else.
    pub refused: Vec<Slot>,
    /// The number of the moment at which the address was opened.
    opened_at: u32,
    /// The texts that can't be read; the scenario keeps the last value of their fields.
    pub unread: Vec<Unread>,
    /// The currency that amounts were typed in, where they are counted in another one now.
    pub amounts_in: Option<Currency>,
    /// What was done.
    pub history: Rc<History>,
    /// The proportion in which a typed total is split, while it is being typed: each keystroke starts from what the
    /// portfolios were, not from what the previous keystroke rounded them to.
    proportion: Option<Each<Decimal>>,
    /// Counts the times the scenario was replaced as a whole, so that fields drop their text.
    pub opened: u32,
}

/// What is put in a field by something else than its own keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// A value that fits.
    Value(Value),
    /// A text that can't be read.
    Text(String),
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// A field has a value, or takes its default.
    Set(Slot, Option<Value>),
    /// These places take their defaults: one step.
    Clear(Vec<Slot>),
    /// The total of revenue was typed: the portfolios follow, in their present proportion. Or it was emptied: they take
    /// their defaults.
    SetTotal(Option<Decimal>),
    /// Several cells were pasted into a field, and went into these.
    Fill(Subject, Vec<(Slot, Entered)>),
    /// This text can't be read in a field; without a text, what stands there can again.
    Unread(Subject, Option<String>),
    /// A field was left: what was typed there is one step.
    Settle,
    /// An address was opened.
    Open(Opened),
    /// The browser went to an address that is not remembered here, by its number in the browser's history.
    Arrive(u32, Opened),
    /// The browser went to a moment that is remembered, by its number.
    GoTo(u32),
    /// The last step is undone.
    Undo,
    /// The last step that was undone is done again.
    Redo,
    /// Everything takes its default.
    Reset,
    /// One more offer.
    AddOffer,
    /// One more offer, as this one.
    CopyOffer(u8),
    /// One offer less.
    RemoveOffer(u8),
    /// The figures of a scenario that is kept take the place of the present ones.
    Use(FieldId),
    /// The notices were read.
    DismissNotices,
    /// Who filled in what, as it was known before the page was loaded again.
    Recall(Filled),
    /// What somebody else filled in is right: here, or everywhere.
    Confirm(Option<Subject>),
    /// Without what others filled in, or with it.
    Neutral(bool),
    /// An older link is reckoned as it was then, or as of today.
    AsOfThen(bool),
    /// Something that can be seen already, for who can't. It changes nothing.
    Tell(String),
}

impl State {
    /// The state of a page that opens an address today.
    pub fn new(opened: Opened, today: Date) -> State {
        State::at(opened, today, 0)
    }

    /// The same at a number in the browser's history.
    pub fn at(opened: Opened, today: Date, position: u32) -> State {
        let mut state = State {
            scenario: Rc::default(),
            today,
            notices: Vec::new(),
            kind: LinkKind::Exact,
            made: None,
            provider: Rc::default(),
            flaws: Vec::new(),
            filled: Rc::default(),
            aside: Rc::default(),
            held: Rc::default(),
            refused: Vec::new(),
            opened_at: position,
            unread: Vec::new(),
            amounts_in: None,
            history: Rc::new(History::at(position)),
            proportion: None,
            opened: 0,
        };
        state.open(opened);
        state.opened = 0;
        state
    }

    /// Whether the address stays as it was opened: what there is to say of it would be lost with it.
    pub fn keeps_address(&self) -> bool {
        let unchanged = self.history.position() == self.opened_at;
        !self.notices.is_empty()
            || match self.kind {
                LinkKind::Damaged | LinkKind::Newer => true,
                LinkKind::Prefill => unchanged,
                LinkKind::Exact | LinkKind::Older => false,
            }
    }

    /// What stands in the address bar at a moment, without its `#`. A page that would open with a provider's figures says
    /// also of nothing that it is nothing: without a link it would open with those.
    pub fn address(&self, scenario: &Scenario, made: Option<&Made>, language: Option<&str>) -> String {
        if self.provider.has_figures() {
            return link::encode(scenario, self.today, made, language);
        }
        link::address(scenario, self.today, made, language)
    }

    /// The older link that is open, if one is, and whether it is reckoned as it was then.
    pub fn older(&self) -> Option<(&Made, bool)> {
        let made = self.made.as_ref()?;
        Some((made, made.holds(&self.scenario, self.today)))
    }

    /// The state after an action.
    pub fn update(&self, action: Action) -> State {
        let mut next = self.clone();
        match action {
            Action::Set(slot, value) => {
                next.begin(Intention::Edit(Subject::At(slot)));
                next.set(slot, value);
                if !is_typed(slot) {
                    next.settle();
                }
            }
            Action::Clear(slots) => {
                let Some(first) = slots.first() else { return next };
                next.begin(Intention::Edit(Subject::At(*first)));
                slots.into_iter().for_each(|slot| next.set(slot, None));
                next.settle();
            }
            Action::SetTotal(total) => {
                next.begin(Intention::Edit(Subject::TotalRevenue));
                next.set_total(total);
            }
            Action::Fill(subject, cells) => {
                next.begin(Intention::Edit(subject));
                for (slot, entered) in cells {
                    // What can't be changed or seen is passed over: nobody could mend it.
                    if next.is_locked(slot) || next.provider.hides(slot) {
                        continue;
                    }
                    match entered {
                        Entered::Value(value) => next.set(slot, Some(value)),
                        Entered::Text(text) => next.mark(Subject::At(slot), Some(text)),
                    }
                }
                next.settle();
            }
            Action::Unread(subject, text) => next.mark(subject, text),
            Action::Settle => next.settle(),
            Action::Open(opened) => {
                next.begin(Intention::Open);
                next.open(opened);
                next.settle();
            }
            Action::Arrive(position, opened) => {
                next.settle();
                let now = next.moment();
                Rc::make_mut(&mut next.history).arrive(position, now);
                next.open(opened);
            }
            Action::GoTo(position) => next.travel(Some(position)),
            Action::Undo => {
                next.settle();
                next.travel(next.history.position().checked_sub(1));
            }
            Action::Redo => {
                next.settle();
                next.travel(next.history.position().checked_add(1));
            }
            Action::Reset => {
                next.begin(Intention::Reset);
                next.open(link::plain(""));
                next.settle();
            }
            Action::AddOffer => {
                next.begin(Intention::AddOffer);
                next.scenario = Rc::new(self.scenario.with_offer());
                next.settle();
            }
            Action::CopyOffer(offer) => {
                next.begin(Intention::AddOffer);
                next.scenario = Rc::new(self.scenario.with_copy(offer));
                next.settle();
            }
            Action::RemoveOffer(offer) if !self.may_remove(offer) => {}
            Action::RemoveOffer(offer) => {
                next.begin(Intention::RemoveOffer);
                // Later offers move up, and what stands in them with them.
                next.unread.retain(|unread| !unread.subject.slot().row().per_offer);
                next.scenario = Rc::new(self.scenario.without_offer(offer));
                next.offer_removed(offer);
                next.opened += 1;
                next.settle();
            }
            Action::Use(field) => next.take_over(field),
            Action::DismissNotices => {
                next.notices.clear();
                next.flaws.clear();
                next.refused.clear();
                next.kind = LinkKind::Exact;
            }
            Action::Recall(filled) => next.recall(filled),
            Action::Confirm(subject) => next.confirm(subject),
            Action::Neutral(neutral) => next.turn_neutral(neutral),
            Action::AsOfThen(then) => next.turn(then),
            Action::Tell(_) => {}
        }
        next
    }

    /// What can be gone back to.
    fn moment(&self) -> Moment {
        Moment {
            scenario: self.scenario.clone(),
            amounts_in: self.amounts_in,
            made: self.made,
            filled: self.filled.clone(),
            aside: self.aside.clone(),
        }
    }

    #[inline(never)]
    fn begin(&mut self, intention: Intention) {
        if self.history.is_under_way(intention) {
            return;
        }
        let now = self.moment();
        Rc::make_mut(&mut self.history).begin(intention, now);
    }

    #[inline(never)]
    fn settle(&mut self) {
        if !self.history.is_begun() {
            return;
        }
        let now = self.moment();
        Rc::make_mut(&mut self.history).settle(&now);
    }

    fn travel(&mut self, to: Option<u32>) {
        self.settle();
        let now = self.moment();
        let history = Rc::make_mut(&mut self.history);
        let Some(moment) = to.and_then(|position| history.travel(position, now)) else { return };
        // A text that can't be read stays where the value below it does.
        let (before, after) = (self.scenario.clone(), &moment.scenario);
        let same = |slot: Slot| {
            let there = !slot.row().per_offer || slot.offer < after.offers();
            there && before.get(slot) == after.get(slot)
        };
        self.unread.retain(|unread| match unread.subject {
            Subject::At(slot) => same(slot),
            Subject::TotalRevenue => Portfolio::ALL.into_iter().all(|p| same(Slot::portfolio(FieldId::Revenue, p))),
        });
        self.proportion = None;
        // What there is to say of an opened address is said until one goes back to before it was opened.
        let before_opened = self.history.position() < self.opened_at;
        if before_opened || self.made != moment.made {
            self.notices.clear();
            self.refused.clear();
            self.kind = if moment.made.is_some() { LinkKind::Older } else { LinkKind::Exact };
        }
        self.made = moment.made;
        self.filled = moment.filled;
        self.aside = moment.aside;
        self.amounts_in = moment.amounts_in;
        self.scenario = moment.scenario;
        self.opened += 1;
    }

    /// Goes on with what an address holds: an older link as it was then.
    #[inline(never)]
    fn open(&mut self, opened: Opened) {
        let older = opened.kind == LinkKind::Older;
        self.made = opened.made.filter(|_| older);
        let (whole, from_link) = (is_whole(&opened), opened.made.is_some() || opened.kind != LinkKind::Exact);
        let stated = match opened.scenario.get(Slot::of(FieldId::AsOf)) {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        };
        let linked = opened.made.and_then(|made| made.at).or(stated);
        let then = self.made.map(|made| made.pinned(&opened.scenario, self.today));
        self.scenario = Rc::new(then.unwrap_or(opened.scenario));
        self.fill(from_link, whole, linked);
        self.notices = opened.problems;
        self.kind = opened.kind;
        self.opened_at = self.history.position();
        self.unread.clear();
        self.amounts_in = None;
        self.proportion = None;
        self.opened += 1;
    }

    #[inline(never)]
    fn set(&mut self, slot: Slot, value: Option<Value>) {
        if self.is_locked(slot) {
            return;
        }
        let fallback = if value.is_none() { self.fallback(slot) } else { None };
        self.owned(slot, fallback.is_some());
        let value = value.or(fallback);
        self.mark(Subject::At(slot), None);
        if slot.field == FieldId::Revenue || slot.field == FieldId::Currency {
            self.proportion = None;
            self.mark(Subject::TotalRevenue, None);
        }
        let before = currency(&self.scenario);
        self.scenario = Rc::new(self.scenario.with(slot, value));
        if slot.field == FieldId::Currency {
            let typed_in = self.amounts_in.unwrap_or(before);
            let kept = typed_in != currency(&self.scenario) && states_amounts(&self.scenario);
            self.amounts_in = kept.then_some(typed_in);
        }
    }

    /// Goes on with the figures of a scenario that is kept: one step. What is locked stays.
    #[inline(never)]
    fn take_over(&mut self, field: FieldId) {
        let Some(kept) = self.scenario.kept(field) else { return };
        let mut taken = self.scenario.with_figures_of(kept.scenario());
        for slot in slots(taken.offers()).filter(|slot| self.is_locked(*slot)) {
            taken = taken.with(slot, self.scenario.get(slot).cloned());
        }
        self.begin(Intention::Use);
        self.unread.clear();
        self.amounts_in = None;
        self.proportion = None;
        let before = std::mem::replace(&mut self.scenario, Rc::new(taken));
        self.keep_marks(&before);
        self.opened += 1;
        self.settle();
    }

    /// Reckons an older link as it was then, or as of today: one step.
    fn turn(&mut self, then: bool) {
        let Some(made) = self.made else { return };
        self.begin(Intention::Edit(Subject::At(Slot::of(FieldId::AsOf))));
        let turned = if then { made.pinned(&self.scenario, self.today) } else { made.unpinned(&self.scenario) };
        self.scenario = Rc::new(turned);
        self.opened += 1;
        self.settle();
    }

    /// Notes a text that can't be read, or that there is none.
    #[inline(never)]
    fn mark(&mut self, subject: Subject, text: Option<String>) {
        self.unread.retain(|unread| unread.subject != subject);
        self.unread.extend(text.map(|text| Unread { subject, text }));
    }

    fn set_total(&mut self, total: Option<Decimal>) {
        self.mark(Subject::TotalRevenue, None);
        match total {
            Some(total) => self.split(total),
            None => Portfolio::ALL.into_iter().for_each(|p| self.set(Slot::portfolio(FieldId::Revenue, p), None)),
        }
    }

    fn split(&mut self, total: Decimal) {
        let situation: Situation = Situation::resolve(&self.scenario, self.today);
        let proportion = *self.proportion.get_or_insert_with(|| {
            let present = Each::of(|portfolio| situation.revenue.get(portfolio).exact());
            let nothing = present.iter().all(|(_, revenue)| revenue.is_zero());
            if nothing { Each::of(|portfolio| default_revenue(portfolio, &situation)) } else { present }
        });
        let mut scenario = (*self.scenario).clone();
        for (portfolio, revenue) in total::split(total, &proportion).iter() {
            let slot = Slot::portfolio(FieldId::Revenue, portfolio);
            self.mark(Subject::At(slot), None);
            self.owned(slot, false);
            // A part of a total within range is within range.
            scenario = scenario.with(slot, Scenario::check_number(slot, *revenue).ok());
        }
        self.scenario = Rc::new(scenario);
    }
}

fn default_revenue(portfolio: Portfolio, situation: &Situation) -> Decimal {
    FieldId::Revenue.row().default_number(Some(portfolio), situation.currency).unwrap_or_default()
}

fn currency(scenario: &Scenario) -> Currency {
    scenario.choice(FieldId::Currency).and_then(Currency::from_code).unwrap_or(Currency::Eur)
}

/// Whether an amount in the scenario's currency is stated.
fn states_amounts(scenario: &Scenario) -> bool {
    let is_amount = |unit| matches!(unit, Unit::MoneyYear | Unit::MoneyMonth | Unit::MoneyOnce | Unit::MoneyHour);
    slots(scenario.offers()).any(|slot| is_amount(slot.row().unit) && scenario.get(slot).is_some())
}
