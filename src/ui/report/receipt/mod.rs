//! Why a figure is what it is: its receipt, unfolded under it.
//!
//! A panel works its receipts out only while it is open, or while the page is printed: what is folded costs nothing when
//! something is typed.

mod course;

use std::marker::PhantomData;
use std::rc::Rc;

use rust_decimal::Decimal;
use yew::html::ontoggle;
use yew::prelude::*;

use crate::app::Subject;
use crate::browser::print;
use crate::engine::Evaluation;
use crate::engine::catalogue::{FieldId, Portfolio, Slot, Unit};
use crate::engine::eligibility::Model;
use crate::engine::number::{Leaf, Step};
use crate::engine::quantity::Money;
use crate::engine::receipt::{Enters, Figure, Receipt, Record, What};
use crate::engine::report::LineId;
use crate::engine::rules::Term;
use crate::engine::situation::ChannelId;
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{Several, around, element, list, listening, present, spaced, tag, unseen, with};
use crate::ui::field::{Mark, Origin, figure};
use crate::ui::report::beliefs::{self, Spot};
use crate::ui::report::link::{away, overdue};
use crate::ui::report::strip::{best_single, shown_mix};
use crate::ui::report::words::{Fill, channel_name, named, portfolio_name, slot_label, text};
use crate::ui::rich::rich;

pub use course::Course;

/// The id of what unfolds the explanation of what every channel leaves.
pub(super) const NET: &str = "receipt-net";

/// What a panel can explain: a [`Topic`] of the answer, or a [`Course`] of the outlook.
pub trait Explained: Copy + PartialEq + std::fmt::Debug + 'static {
    /// What the figure is called on the page.
    fn label(self, view: &View) -> Phrase;

    /// What unfolds the panel.
    fn summary(self, view: &View) -> Html {
        let of = Fill::new(view).words("figure", self.label(view)).draw(Message::ReportReceiptOf);
        tag("summary", "", [text(view, Message::ReportReceiptOpen), unseen([of])])
    }

    /// The class of the panel.
    fn class(self) -> &'static str {
        "receipt-fold"
    }

    /// What is said before the calculation.
    fn lead(self, _view: &View) -> Vec<Html> {
        Vec::new()
    }

    /// Whether it follows from the draws, which come after the answer they are of.
    fn is_drawn(self) -> bool {
        false
    }

    /// The calculation.
    fn opened(self, view: &View) -> Html;
}

/// What a panel explains of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// A row of the comparison, in every channel.
    Line(LineId),
    /// What every channel leaves.
    Net,
    /// What this channel leaves.
    NetOf(ChannelId),
    /// What the best offer leaves more than direct.
    Difference,
    /// The same without the hours of one's own people.
    DifferenceCash,
    /// The same in the first year.
    DifferenceFirstYear,
    /// Hours that the best offer saves.
    HoursFreed,
    /// What paid work in those hours adds.
    HoursValue,
    /// What a channel ties up.
    WorkingCapital(ChannelId),
    /// The trailing twelve months that count for a model, and what is missing of them.
    Ttm(Model),
    /// From which revenue direct pays against an offer.
    BreakEven(ChannelId),
    /// What the best mix that is open leaves, and what it gains.
    Mix,
    /// The same of the mix that the visitor plans.
    ChosenMix,
    /// The margin of the best offer that tips the answer.
    TippingMargin,
    /// Where eight of ten draws lie.
    Range,
}

impl Explained for Topic {
    fn label(self, view: &View) -> Phrase {
        let of_channel = |message, channel| Fill::new(view).words("channel", channel_name(view, channel)).say(message);
        let message = match self {
            Topic::Line(line) => return named(view, &["line.", line.id(), ".name"]),
            Topic::Net => Message::LineNetName,
            Topic::NetOf(channel) => return of_channel(Message::StepNetOf, channel),
            Topic::Difference => Message::ReportCostsNetDirect,
            Topic::DifferenceCash => Message::ReportCostsCash,
            Topic::DifferenceFirstYear => Message::ReportCostsFirstYear,
            Topic::HoursFreed => Message::ReportCostsHours,
            Topic::HoursValue => Message::ReportCostsHoursValue,
            Topic::WorkingCapital(channel) => {
                let credit = view.answer.channel(channel).is_some_and(|of| of.working_capital.exact() < Decimal::ZERO);
                let message = if credit { Message::ReportCostsCredit } else { Message::ReportCostsCapital };
                return of_channel(message, channel);
            }
            Topic::Ttm(Model::Direct) => Message::RequirementRevenueName,
            Topic::Ttm(Model::Indirect) => Message::RequirementRevenueIndirectName,
            Topic::BreakEven(_) => Message::ReportBreakEvenTitle,
            Topic::Mix => Message::ChannelMix,
            Topic::ChosenMix => Message::MixThis,
            Topic::TippingMargin => {
                return Fill::new(view)
                    .words("channel", channel_name(view, view.answer.best_offer))
                    .say(Message::StepTippingMargin);
            }
            Topic::Range => Message::ReportReceiptRange,
        };
        view.locale.say(message, &[])
    }

    fn summary(self, view: &View) -> Html {
        let label = self.label(view);
        if self == Topic::Net {
            return with("summary", &["id"], [NET.into()], [rich(&label)]);
        }
        if self.is_row() || self == Topic::Range {
            return around("summary", "", rich(&label));
        }
        let of = Fill::new(view).words("figure", label).draw(Message::ReportReceiptOf);
        tag("summary", "", [text(view, Message::ReportReceiptOpen), unseen([of])])
    }

    fn class(self) -> &'static str {
        if self.is_row() { "costs-line" } else { "receipt-fold" }
    }

    fn lead(self, view: &View) -> Vec<Html> {
        let Topic::Line(line) = self else { return Vec::new() };
        let hint = around("p", "", rich(&named(view, &["line.", line.id(), ".hint"])));
        [hint, beliefs::sentence(view, Spot::Line(line))].gather()
    }

    fn is_drawn(self) -> bool {
        self == Topic::Range
    }

    fn opened(self, view: &View) -> Html {
        opened(view, self)
    }
}

impl Topic {
    /// Whether it is a row of the comparison, whose name unfolds it.
    fn is_row(self) -> bool {
        matches!(self, Topic::Line(_) | Topic::Net)
    }

    fn figures(self, view: &View) -> Vec<Figure> {
        let each = |figure: &dyn Fn(ChannelId) -> Figure| {
            view.answer.channels.iter().map(|channel| figure(channel.id)).collect()
        };
        match self {
            Topic::Line(line) => each(&|channel| Figure::Line(channel, line)),
            Topic::Net => each(&Figure::Net),
            Topic::NetOf(channel) => [Figure::Net(channel)].gather(),
            Topic::Difference => [Figure::Difference].gather(),
            Topic::DifferenceCash => [Figure::DifferenceCash].gather(),
            Topic::DifferenceFirstYear => [Figure::DifferenceFirstYear].gather(),
            Topic::HoursFreed => [Figure::HoursFreed].gather(),
            Topic::HoursValue => [Figure::HoursValue].gather(),
            Topic::WorkingCapital(channel) => [Figure::WorkingCapital(channel)].gather(),
            Topic::Ttm(model) => [Figure::Ttm(model), Figure::Missing(model)].gather(),
            Topic::BreakEven(offer) => [Figure::BreakEven(offer), Figure::OpensAt].gather(),
            Topic::Mix | Topic::ChosenMix => [Figure::Mix, Figure::MixGain].gather(),
            Topic::TippingMargin => [Figure::TippingMargin].gather(),
            Topic::Range => Vec::new(),
        }
    }
}

/// The panel of a figure, folded.
#[inline(never)]
pub(super) fn receipt<T: Explained>(view: &View, topic: T) -> Html {
    html! { <Panel<T> {topic} view={view.clone()} listed={false} /> }
}

/// The same in a list of figures, where its summary has to say which one it is of.
#[inline(never)]
pub(super) fn listed<T: Explained>(view: &View, topic: T) -> Html {
    html! { <Panel<T> {topic} view={view.clone()} listed={true} /> }
}

/// What a panel is drawn from.
#[derive(Properties)]
pub(super) struct PanelProps<T: Explained> {
    topic: T,
    view: View,
    /// Whether its name is what unfolds it.
    listed: bool,
}

impl<T: Explained> PartialEq for PanelProps<T> {
    /// By what the view was made from, and not looking into it: a state that was replaced is another one.
    fn eq(&self, other: &PanelProps<T>) -> bool {
        self.topic == other.topic
            && self.view.printing == other.view.printing
            && self.view.locale == other.view.locale
            && Rc::ptr_eq(&self.view.state, &other.view.state)
            && (!self.topic.is_drawn() || self.view.uncertainty == other.view.uncertainty)
    }
}

/// The explanation of a figure, which can be unfolded.
pub(super) struct Panel<T> {
    /// Whether the reader has opened it.
    open: bool,
    of: PhantomData<T>,
}

impl<T: Explained> Component for Panel<T> {
    /// Whether it was opened or closed.
    type Message = bool;
    type Properties = PanelProps<T>;

    fn create(_: &Context<Panel<T>>) -> Panel<T> {
        Panel { open: false, of: PhantomData }
    }

    fn update(&mut self, ctx: &Context<Panel<T>>, open: bool) -> bool {
        let before = self.open;
        // What is opened to be printed is not opened by the reader.
        self.open = if ctx.props().view.printing { before } else { open };
        before != self.open
    }

    fn changed(&mut self, ctx: &Context<Panel<T>>, old: &PanelProps<T>) -> bool {
        let props = ctx.props();
        let other = props.topic != old.topic;
        self.open &= !other;
        let printing = props.view.printing || old.view.printing;
        other || self.open || printing || props.view.locale != old.view.locale
    }

    fn view(&self, ctx: &Context<Panel<T>>) -> Html {
        let PanelProps { topic, view, listed } = ctx.props();
        let open = self.open || view.printing;
        let mut details = element("details", &["class", "open"], [Some(topic.class().into()), present(open)]);
        details.add_child(if *listed { around("summary", "", rich(&topic.label(view))) } else { topic.summary(view) });
        details.add_children(topic.lead(view));
        // While a field can't be read there is no figure to explain.
        let explained = open && !view.state.waits();
        // Something stands there always: the summary alone would be made anew beside it, and lose the focus.
        details.add_child(if explained { topic.opened(view) } else { Html::default() });
        let on_toggle = ctx.link().callback(|event: yew::Event| print::is_unfolded(&event));
        listening(details, [Rc::new(ontoggle::Wrapper::new(on_toggle))])
    }
}

/// What stands in a panel that is open: the receipt of each of its figures.
pub fn opened(view: &View, topic: Topic) -> Html {
    if topic == Topic::Range {
        return tag("div", "receipt", [range(view).unwrap_or_default()]);
    }
    let mut record = Record::new(&view.state.scenario, view.state.today);
    let mix = match topic {
        Topic::Mix => shown_mix(view).map(|mix| (mix.clone(), best_single(view).0)),
        Topic::ChosenMix => {
            let chosen = Evaluation::new(&view.state.scenario, view.state.today).chosen_mix();
            chosen.map(|mix| (mix.assignment, mix.single.0))
        }
        _ => None,
    };
    if let Some((mix, single)) = mix {
        record = record.of_mix(mix, single);
    }
    let receipts = topic.figures(view).into_iter().filter_map(|figure| {
        let receipt = record.receipt(figure)?;
        // Where there is enough, nothing is missing.
        let missing = !matches!(figure, Figure::Missing(_)) || receipt.value > Decimal::ZERO;
        let own = topic == Topic::ChosenMix;
        missing.then(|| Drawn { view, figure: Some(figure), own, shortened: false }.draw(&receipt))
    });
    tag("div", "receipt", receipts.collect::<Vec<_>>())
}

/// How the range of the draws came about: no sum, but what was drawn, and how the draws lie.
fn range(view: &View) -> Option<Html> {
    let drawn = view.uncertainty.as_ref()?;
    let percent = |part: Decimal| view.locale.percent(part);
    let amount = |difference: Money| view.locale.money_signed(difference.exact(), view.answer.currency);
    let fill = Fill::new(view)
        .text("draws", view.locale.number(Decimal::from(drawn.n), 0))
        .text("spread", percent(view.situation.spread.exact() * Decimal::ONE_HUNDRED))
        .text("low", amount(drawn.p10))
        .text("middle", amount(drawn.p50))
        .text("high", amount(drawn.p90))
        .text("ahead", percent(drawn.direct_ahead_pct));
    let sentences = [Message::ReceiptRangeDrawn, Message::ReceiptRangeLies].map(|message| fill.draw(message));
    Some(tag("div", "receipt-figure", sentences.map(|sentence| around("p", "", sentence))))
}

/// A receipt being drawn.
struct Drawn<'a> {
    view: &'a View,
    /// Of the answer; nothing of the outlook.
    figure: Option<Figure>,
    /// Whether it is of the visitor's own mix.
    own: bool,
    /// Whether calculations were left out that stand higher up.
    shortened: bool,
}

impl Drawn<'_> {
    fn draw(&self, receipt: &Receipt) -> Html {
        let mut parts = [around("p", "receipt-head", rich(&self.head(receipt)))].gather();
        if receipt.has_rows() {
            parts.push(self.rows(receipt));
        }
        if self.shortened || self.cuts(receipt) {
            let later = matches!(receipt.what, What::Step(Step::NetIn(_, year)) if year > 1);
            let note = if later { Message::ReceiptAsThen } else { Message::ReceiptElsewhere };
            parts.push(around("p", "receipt-note", text(self.view, note)));
        }
        tag("div", "receipt-figure", parts)
    }

    /// What is explained, with its amount.
    fn head(&self, receipt: &Receipt) -> Phrase {
        let amount = Phrase::from(self.figure_of(receipt, None));
        let (name, message) = match self.figure {
            Some(Figure::Line(channel, line)) => {
                let message = match line.is_income() {
                    _ if !receipt.has_rows() => Message::ReceiptNone,
                    true => Message::ReceiptFigure,
                    false => Message::ReceiptCost,
                };
                (channel_name(self.view, channel), message)
            }
            Some(Figure::Net(channel)) => (channel_name(self.view, channel), Message::ReceiptFigure),
            _ => (self.name(receipt.what), Message::ReceiptFigure),
        };
        Fill::new(self.view).words("name", name).words("amount", amount).say(message)
    }

    fn rows(&self, of: &Receipt) -> Html {
        let mut rows: Vec<Html> = Vec::new();
        for part in &of.parts {
            rows.push(self.row(part, of, rows.is_empty()));
        }
        let (without, nothing): (Vec<What>, Vec<What>) =
            of.nothing.iter().partition(|what| matches!(what, What::Step(Step::NoIncentives(_))));
        for (message, of) in [(Message::ReceiptNoIncentives, without), (Message::ReceiptNothing, nothing)] {
            if !of.is_empty() {
                let names: Vec<Phrase> = of.into_iter().map(|what| self.name(what)).collect();
                let list = Fill::new(self.view).words("list", self.view.locale.all_of(&names)).draw(message);
                rows.push(around("li", "receipt-nothing", list));
            }
        }
        if !of.rounding.is_zero() {
            let enters = if of.rounding < Decimal::ZERO { Enters::Minus } else { Enters::Plus };
            let amount = self.written(of.what, of.rounding.abs(), None);
            let row = [
                self.sign(enters),
                around("span", "receipt-name", text(self.view, Message::ReceiptRounding)),
                around("span", "amount", Html::from(amount)),
            ];
            rows.push(tag("li", "", [tag("div", "receipt-row", [spaced(row)])]));
        }
        list("receipt-rows", rows)
    }

    fn row(&self, part: &Receipt, of: &Receipt, first: bool) -> Html {
        let mut row = Vec::new();
        // A sum or product begins with its first figure, a loss with its sign.
        if !(first && matches!(part.enters, Enters::Plus | Enters::Times)) {
            row.push(self.sign(part.enters));
        }
        let name = match part.what {
            What::Leaf(Leaf::Constant) => name_of_constant(part.value).map(|name| text(self.view, name)),
            what => Some(rich(&self.name(what))),
        };
        row.extend(name.map(|name| around("span", "receipt-name", name)));
        row.push(around("span", "amount", Html::from(self.figure_of(part, Some(of)))));
        row.extend(self.mark(part.what).map(|mark| tag("span", "receipt-mark", mark)));
        let mut item = [tag("div", "receipt-row", [spaced(row)])].gather();
        if part.has_rows() && !self.cut(part) {
            item.push(self.rows(part));
        }
        tag("li", "", item)
    }

    /// Whether a figure is worked out at its own place on the page, and so not here.
    fn cut(&self, part: &Receipt) -> bool {
        let own = match part.what {
            What::Step(Step::Difference | Step::HoursFreed | Step::NetOf(_) | Step::Line(_) | Step::Mix) => true,
            What::Step(Step::StandingPart(_) | Step::FollowingPart(_) | Step::PartOf(_)) => true,
            What::Step(Step::NetIn(..) | Step::WorkingCapitalOf(_) | Step::NetStaying) => true,
            What::Step(Step::OneOff | Step::Requests | Step::Portfolio(_)) => self.figure.is_none(),
            What::Step(Step::Default(Slot { field: FieldId::BilledTtm | FieldId::TenantTtm, .. })) => {
                matches!(self.figure, Some(Figure::OpensAt | Figure::Missing(_)) | None)
            }
            _ => false,
        };
        own && !part.parts.is_empty()
    }

    /// Whether any of the rows is.
    fn cuts(&self, of: &Receipt) -> bool {
        of.parts.iter().any(|part| self.cut(part) || self.cuts(part))
    }

    /// How a figure enters the one above it: a sign, and the word for who listens.
    fn sign(&self, enters: Enters) -> Html {
        let (sign, word) = match enters {
            Enters::Plus => ("+", Message::ReceiptPlus),
            Enters::Minus => ("\u{2212}", Message::ReceiptMinus),
            Enters::Times => ("×", Message::ReceiptTimes),
            Enters::Per => ("÷", Message::ReceiptPer),
        };
        let sign = with("span", &["class", "aria-hidden"], ["receipt-sign".into(), "true".into()], [Html::from(sign)]);
        spaced([sign, unseen([text(self.view, word)])])
    }

    /// A figure with its unit. A part of a whole has the whole of what it is a part of.
    fn figure_of(&self, receipt: &Receipt, of: Option<&Receipt>) -> String {
        self.written(receipt.what, receipt.shown, of.and_then(|of| of.what.like()))
    }

    fn written(&self, what: What, number: Decimal, whole: Option<Slot>) -> String {
        let locale = &self.view.locale;
        // The whole of a percentage is 100 % of the same.
        let like = match what.like() {
            None => whole.filter(|like| is_percent(*like) && number <= Decimal::ONE),
            like => like,
        };
        // A factor has as many decimals as there are, a figure of the model none.
        let Some(like) = like else { return locale.number_trimmed(number, 14) };
        let number = if is_percent(like) { number * Decimal::ONE_HUNDRED } else { number };
        let stock = like.row().unit == Unit::MoneyOnce && matches!(what, What::Step(_));
        figure(locale, like, self.view.situation.currency, number.normalize(), !stock)
    }

    /// Where a figure comes from.
    fn mark(&self, what: What) -> Option<Vec<Html>> {
        let view = self.view;
        let slot = match what {
            What::Leaf(Leaf::Constant) => return Some([text(view, Message::ReceiptModel)].gather()),
            What::Leaf(Leaf::Months | Leaf::Filling) => return Some([text(view, Message::ReceiptCounted)].gather()),
            What::Leaf(Leaf::Rule(term)) => {
                let citation = view.situation.rules.term(term)?.citation;
                let rule = Fill::new(view)
                    .text("date", view.locale.date(citation.since))
                    .words("provenance", named(view, &["provenance.", citation.provenance.id()]))
                    .draw(Message::ReceiptRule);
                let parts = [rule, away(view, citation.source), overdue(view, citation.review_by)];
                return Some([spaced(parts)].gather());
            }
            What::Leaf(Leaf::Field(slot)) if view.state.scenario.number(slot).is_some() => {
                // What somebody else filled in says who and when, until the visitor says that it is right.
                let mark = Mark::of(view, Subject::At(slot)).filter(|mark| mark.filler.is_some());
                return Some([mark.map_or_else(|| text(view, Message::ProvenanceYou), |mark| mark.alone())].gather());
            }
            What::Leaf(Leaf::Field(slot) | Leaf::Default(slot)) | What::Step(Step::Default(slot)) => slot,
            What::Step(_) | What::Unnamed => return None,
        };
        let origin = Origin::of(slot, false);
        let word = text(view, origin.words()?.0);
        let Origin::Default(provenance) = origin else { return Some([word].gather()) };
        let default = Fill::new(view).words("provenance", named(view, &["provenance.", provenance.id()]));
        Some([default.draw(Message::ReceiptDefault), Html::from(" "), away(view, slot.row().source)].gather())
    }

    fn name(&self, what: What) -> Phrase {
        let view = self.view;
        match what {
            What::Step(step) => self.name_of_step(step),
            What::Leaf(Leaf::Field(slot)) => slot_label(view, slot),
            What::Leaf(Leaf::Default(slot)) => {
                let each = slot.row().unit == Unit::HoursMonth;
                view.locale.say(if each { Message::ReceiptForEach } else { Message::ReceiptOfRevenue }, &[])
            }
            What::Leaf(Leaf::Rule(term)) => view.locale.say(name_of_term(term), &[]),
            What::Leaf(Leaf::Months) => view.locale.say(Message::ReceiptCountedMonths, &[]),
            What::Leaf(Leaf::Filling) => view.locale.say(Message::ReceiptFilling, &[]),
            What::Leaf(Leaf::Constant) | What::Unnamed => Phrase::default(),
        }
    }

    fn name_of_step(&self, step: Step) -> Phrase {
        let view = self.view;
        let portfolio = |portfolio: Portfolio, message| {
            Fill::new(view).words("portfolio", portfolio_name(view, portfolio)).say(message)
        };
        let channel =
            |channel: ChannelId, message| Fill::new(view).words("channel", channel_name(view, channel)).say(message);
        let in_time = |number: u32, message| {
            let number = usize::try_from(number).unwrap_or(usize::MAX);
            Fill::new(view).count("number", number).say(message)
        };
        let message = match step {
            Step::Default(slot) => return slot_label(view, slot),
            Step::GrowthOf(of) => return portfolio(of, Message::StepGrowthOf),
            Step::GrownBy(of) => return portfolio(of, Message::StepGrownBy),
            Step::RevenueThen(of) => return portfolio(of, Message::StepRevenueThen),
            Step::RevenueIn(year) => return in_time(year, Message::StepRevenueIn),
            Step::BilledThen(of) => return portfolio(of, Message::StepBilledThen),
            Step::TtmIn(year) => return in_time(year, Message::StepTtmIn),
            Step::NetIn(of, year) => {
                let fill = Fill::new(view).count("number", usize::try_from(year).unwrap_or(usize::MAX));
                return fill.words("channel", channel_name(view, of)).say(Message::StepNetIn);
            }
            Step::Discounted(year) => return in_time(year, Message::StepDiscounted),
            Step::PresentValue(year) => return in_time(year, Message::StepPresentValue),
            Step::Npv(of) => return channel(of, Message::StepNpv),
            Step::WorkingCapitalOf(of) => return channel(of, Message::ReportCostsCapital),
            Step::Cumulative(month) => return in_time(month, Message::StepCumulative),
            Step::GainedFrom(month) => return in_time(month, Message::StepGainedFrom),
            Step::MoreFrom(month) => return in_time(month, Message::StepMoreFrom),
            Step::NetFrom(month) => return in_time(month, Message::StepNetFrom),
            Step::Then(line) => {
                let name = named(view, &["line.", line.id(), ".name"]);
                return Fill::new(view).words("line", name).say(Message::StepThen);
            }
            Step::RevenueGrown => Message::StepRevenueGrown,
            Step::Inflation => Message::StepInflation,
            Step::Inflated => Message::StepInflated,
            Step::WorkStays => Message::StepWorkStays,
            Step::WorkFollows => Message::StepWorkFollows,
            Step::WorkGrown => Message::StepWorkGrown,
            Step::AllBilledThen => Message::StepAllBilledThen,
            Step::BilledGrown => Message::StepBilledGrown,
            Step::Discount => Message::StepDiscount,
            Step::LostOnMove => Message::StepLostOnMove,
            Step::LostOf(of) => return portfolio(of, Message::StepLostOf),
            Step::MoveWork => Message::StepMoveWork,
            Step::MoveHours => Message::StepMoveHours,
            Step::CustomerHours => Message::StepCustomerHours,
            Step::RequestHours => Message::StepRequestHours,
            Step::Requests => Message::StepRequests,
            Step::RequestPlaces => Message::StepRequestPlaces,
            Step::Weeks => Message::StepWeeks,
            Step::MoveWeeks => Message::StepMoveWeeks,
            Step::WeekPlaces => Message::StepWeekPlaces,
            Step::Liquidity => Message::StepLiquidity,
            Step::Gained => Message::StepGained,
            Step::NetStaying => Message::StepNetStaying,
            Step::OneOffMoved => Message::StepOneOffMoved,
            Step::PlanRunsOn => Message::StepPlanRunsOn,
            Step::Line(line) | Step::StandingPart(line) | Step::FollowingPart(line) => {
                return named(view, &["line.", line.id(), ".name"]);
            }
            Step::Portfolio(of) | Step::NoIncentives(of) => return portfolio_name(view, of),
            Step::Billed(of) => return portfolio(of, Message::StepBilled),
            Step::MarginOn(of) => return portfolio(of, Message::StepMarginOn),
            Step::Purchases(of) => return portfolio(of, Message::StepPurchases),
            Step::TiedUp(of) => return portfolio(of, Message::StepTiedUp),
            Step::NetOf(of) => return channel(of, Message::StepNetOf),
            Step::CashOf(of) => return channel(of, Message::StepCashOf),
            Step::Standing(of) => return channel(of, Message::StepStanding),
            Step::Following(of) => return channel(of, Message::StepFollowing),
            Step::Net => Message::LineNetName,
            Step::Revenue => Message::StepRevenue,
            Step::AllBilled => Message::StepAllBilled,
            Step::BilledShare => Message::StepBilledShare,
            Step::RebateShare => Message::StepRebateShare,
            Step::CoopWorth => Message::StepCoopWorth,
            Step::IncentiveWorth => Message::StepIncentiveWorth,
            Step::PlatformForCustomers => Message::StepPlatformForCustomers,
            Step::WriteOff => Message::StepWriteOff,
            Step::BillingHours => Message::StepBillingHours,
            Step::PaymentGap => Message::StepPaymentGap,
            Step::WorkingCapital => Message::StepWorkingCapital,
            Step::Difference => Message::LineDifferenceName,
            Step::DifferenceCash => Message::ReportCostsCash,
            Step::DifferenceFirstYear => Message::ReportCostsFirstYear,
            Step::LostIncentives => Message::StepLostIncentives,
            Step::HoursFreed => Message::ReportCostsHours,
            Step::HoursValue => Message::ReportCostsHoursValue,
            Step::HourGain => Message::StepHourGain,
            Step::Missing => Message::StepMissing,
            Step::BreakEven => Message::StepBreakEven,
            Step::StandingGap => Message::StepStandingGap,
            Step::RevenueGap => Message::StepRevenueGap,
            Step::GrowingWork => Message::StepGrowingWork,
            Step::Work => Message::StepWork,
            Step::OpensAt => Message::StepOpensAt,
            Step::OneOff => Message::StepOneOff,
            Step::PartOf(line) => return named(view, &["line.", line.id(), ".name"]),
            Step::BoughtOf(of) => return portfolio_name(view, of),
            Step::BoughtAt(of) => return channel(of, Message::StepBoughtAt),
            Step::MarginNow(of) => return channel(of, Message::StepMarginNow),
            Step::MarginOf(of) => return channel(of, Message::StepMarginOf),
            Step::TippingMargin(of) => return channel(of, Message::StepTippingMargin),
            Step::Mix if self.own => Message::MixThis,
            Step::Mix => Message::ChannelMix,
            Step::MixGain => Message::StepMixGain,
            Step::BoughtRevenue => Message::StepBoughtRevenue,
            Step::BoughtShare => Message::StepBoughtShare,
            Step::ScaledWhole => Message::StepScaledWhole,
            Step::Scaled => Message::StepScaled,
            Step::Fixed => Message::StepFixed,
            Step::MarginAhead => Message::StepMarginAhead,
            Step::MarginWorth => Message::StepMarginWorth,
            Step::MarginFactor => Message::StepMarginFactor,
            Step::FinancingWorth => Message::StepFinancingWorth,
        };
        view.locale.say(message, &[])
    }
}

/// What a figure of the model counts.
fn name_of_constant(value: Decimal) -> Option<Message> {
    let named = [(1, Message::ReceiptWhole), (12, Message::ReceiptMonths), (365, Message::ReceiptDays)];
    named.into_iter().find_map(|(of, name)| (Decimal::from(of) == value).then_some(name))
}

fn name_of_term(term: Term) -> Message {
    match term {
        Term::Asfp => Message::ReceiptAsfp,
        Term::Psfp => Message::ReceiptPsfp,
        Term::DirectRevenue => Message::ReceiptDirectRevenue,
        Term::TenantRevenue => Message::ReceiptTenantRevenue,
    }
}

fn is_percent(slot: Slot) -> bool {
    matches!(slot.row().unit, Unit::Percent | Unit::PercentRevenue | Unit::PercentBilled | Unit::PercentYear)
}
