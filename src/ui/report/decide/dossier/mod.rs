//! The first page of what is printed: the question, for whom, the answer, the amounts, what to do, what falls due when, what to
//! keep in mind, what is not covered, and where to find the rest. Every figure leads to the place where it is worked out, and
//! that to its source, by number.

mod cited;
mod running;
mod steps;

use rust_decimal::Decimal;
use yew::prelude::*;

pub use self::cited::{number, sources};
pub use self::running::run;

use super::super::cautions;
use super::super::column::{Column, standing};
use super::super::limits::UNCOVERED;
use super::super::receipt::NET;
use super::super::requirements::{finding, lead};
use super::super::verdict::verdict;
use super::super::words::{DASH, Fill, channel_name, figure, named, text};
use super::common::{group, heading, name_of_row, row};
use super::moving;
use crate::app::reach::Section;
use crate::engine::catalogue::FieldId;
use crate::engine::report::Verdict;
use crate::engine::situation::{ChannelId, Role};
use crate::i18n::Message;
use crate::link;
use crate::ui::View;
use crate::ui::element::{Several, all, around, list, spaced, tag, with};
use crate::ui::rich::rich;

/// The page; nothing where nothing is printed. `here` is where the calculator is, without query and fragment.
pub fn dossier(view: &View, here: &str) -> Html {
    if !view.printing {
        return Html::default();
    }
    let answer = verdict(view);
    let lines = answer.lines.iter().chain(&answer.tipping).map(|line| around("p", "", rich(line)));
    let parts = [
        tag("p", "dossier-name", name(view)),
        around("h1", "dossier-question", text(view, Message::PageQuestion)),
        tag("dl", "dossier-facts", facts(view)),
        around("h2", "dossier-answer", rich(&answer.sentence)),
        all(lines.collect::<Vec<_>>()),
        amounts(view),
        around("h2", "", text(view, Message::DossierDates)),
        dates(view),
        beside(steps::steps(view), steps::expiries(view)),
        beside(minded(view), uncovered(view)),
        around("h2", "", text(view, Message::DossierContents)),
        contents(view),
        address(view, here),
        around("p", "dossier-small", text(view, Message::DisclaimerAdvice)),
    ];
    tag("section", "dossier", parts)
}

/// Two things beside each other.
fn beside(one: Html, other: Html) -> Html {
    tag("div", "dossier-beside", [around("div", "", one), around("div", "", other)])
}

/// What it is, and who offers it.
fn name(view: &View) -> Vec<Html> {
    let mut name = [text(view, Message::DossierTitle)].gather();
    if let Some(profile) = &view.state.provider.profile {
        let by = Fill::new(view).text("name", profile.name.clone()).draw(Message::ProviderBy);
        name.extend([Html::from(" · "), by]);
    }
    name
}

/// A link to a place further on.
fn to(id: &str, words: Html) -> Html {
    with("a", &["href"], [["#", id].concat().into()], [words])
}

/// For whom, of which day, by which rules.
fn facts(view: &View) -> Vec<Html> {
    let rules = view.answer.rules;
    let role = view.state.scenario.choice(FieldId::Role).unwrap_or("indirect");
    let date = |date| Html::from(view.locale.date(date));
    [
        (Message::DossierRole, rich(&named(view, &["choice.role.", role]))),
        (Message::DossierDay, date(view.answer.as_of)),
        (Message::DossierMade, date(view.state.today)),
        (Message::DossierCurrency, rich(&named(view, &["choice.currency.", view.answer.currency.code()]))),
        (Message::DossierRules, to("sources", rich(&named(view, &["choice.rules.", rules.id])))),
        (Message::DossierRead, date(rules.checked)),
    ]
    .into_iter()
    .map(|(name, value)| tag("div", "", [around("dt", "", text(view, name)), around("dd", "", value)]))
    .collect()
}

/// What direct and the best offer bring and cost, in a table: of each figure, where it is worked out.
fn amounts(view: &View) -> Html {
    let readable = view.state.unread_figure().is_none();
    let channels = [ChannelId::Direct, view.answer.best_offer];
    let columns = channels.map(|id| view.answer.channel(id).map(|report| Column::of_channel(view, report)));
    let worked_out = |name: Message, at: &str, of: fn(&Column) -> Decimal| {
        let mut cells = [name_of_row(text(view, name))].gather();
        for column in &columns {
            let amount = match column {
                Some(column) if readable => figure(view, of(column)),
                _ => DASH.to_string(),
            };
            cells.push(cell(to(at, Html::from(amount))));
        }
        row(cells)
    };
    let open = channels.map(|id| {
        let direct = id == ChannelId::Direct;
        let id = match standing(view, direct, !direct) {
            Verdict::Eligible => "eligible",
            Verdict::NotEligible => "not_eligible",
            Verdict::Unconfirmed => "unconfirmed",
        };
        let known = view.state.unread_standing().is_none();
        let words = if known { rich(&named(view, &["verdict.", id])) } else { Html::from(DASH) };
        cell(to(if direct { "direct-rules" } else { "indirect-rules" }, words))
    });
    let [direct, offer] = open;
    let names = channels.map(|id| heading(rich(&channel_name(view, id))));
    let [first, second] = names;
    let rows = [
        worked_out(Message::LineNetName, NET, |column| column.net().exact()),
        worked_out(Message::ReportStripIncome, "costs", |column| column.income.exact()),
        worked_out(Message::ReportStripCosts, "costs", |column| column.costs.exact()),
        row([name_of_row(text(view, Message::DossierStanding)), direct, offer]),
    ];
    let head = row([heading(text(view, Message::DossierItem)), first, second]);
    let groups =
        [around("caption", "", text(view, Message::DossierMoney)), group("thead", [head]), group("tbody", rows)];
    with("table", &["class", "role"], ["decide-table dossier-amounts".into(), "table".into()], groups)
}

fn cell(inside: Html) -> Html {
    with("td", &["role"], ["cell".into()], [inside])
}

/// From when each model is open, and what presses.
fn dates(view: &View) -> Html {
    let mut items = Vec::new();
    if view.state.unread_standing().is_none() && view.state.unread_figure().is_none() {
        for direct in [true, false] {
            let eligibility = &view.answer.eligibility;
            let model = if direct { &eligibility.direct } else { &eligibility.indirect };
            let id = if direct { "direct-rules" } else { "indirect-rules" };
            let sentence = to(id, rich(&finding(view, direct)));
            let since = lead(view, model, direct);
            items.push(tag("li", "", [sentence, Html::from(". "), since]));
        }
        if !view.state.provider.leaves_out(Section::Moving)
            && let Some(words) = moving::presses(view)
        {
            items.push(around("li", "", to("decide-moving-dates", rich(&words))));
        }
    }
    list("sentences", items)
}

/// What to keep in mind.
fn minded(view: &View) -> Html {
    if view.state.waits() || view.answer.recommendation.cautions.is_empty() {
        return Html::default();
    }
    let items = cautions::sentences(view).into_iter().map(|sentence| around("li", "", sentence)).collect();
    all([around("h2", "", text(view, Message::DossierCautions)), list("dossier-cautions", items)])
}

/// What is not covered, each by its name.
fn uncovered(view: &View) -> Html {
    let names = UNCOVERED.iter().map(|message| {
        let said = view.locale.say(*message, &[]);
        let name: String = said.spans().iter().filter(|span| span.strong).map(|span| span.text.as_str()).collect();
        around("li", "", to("limits", Html::from(name.trim_end_matches('.').to_string())))
    });
    all([around("h2", "", text(view, Message::LimitsUncovered)), list("dossier-uncovered", names.collect())])
}

/// What follows, each part by its name, in the order of the page.
fn contents(view: &View) -> Html {
    let revenue = !view.situation.total_revenue().exact().is_zero();
    let shown = |section: Section| !view.state.provider.leaves_out(section);
    let items = [
        ("direct-rules", Message::DossierDirect, true),
        ("indirect-rules", Message::DossierIndirect, true),
        ("costs", Message::DossierCosts, true),
        ("break-even", Message::ReportBreakEvenTitle, revenue),
        ("decide-offers", Message::CompareTitle, shown(Section::Offers)),
        ("decide-mix", Message::MixTitle, shown(Section::Mix)),
        ("decide-moving", Message::MovingTitle, shown(Section::Moving)),
        ("decide-time", Message::TimeTitle, shown(Section::Years)),
        ("decide-doubt", Message::DoubtTitle, shown(Section::Doubt)),
        ("decide-landscape", Message::LandscapeTitle, shown(Section::Landscape)),
        ("decide-scenarios", Message::ScenariosTitle, shown(Section::Scenarios)),
        ("decide-rules", Message::RulesInTimeTitle, shown(Section::Rules)),
        ("noticed", Message::NoticedTitle, view.situation.role != Role::New),
        ("beliefs", Message::DossierBeliefs, true),
        ("limits", Message::LimitsTitle, true),
        ("entered", Message::PaperTitle, true),
        ("sources", Message::ReportSourcesTitle, true),
    ];
    let items = items.into_iter().filter(|(.., shown)| *shown);
    let items = items.map(|(id, name, _)| around("li", "", to(id, text(view, name)))).collect::<Vec<_>>();
    with("ol", &["class"], ["dossier-contents".into()], items)
}

/// The link that opens the same figures, written out.
fn address(view: &View, here: &str) -> Html {
    let state = &view.state;
    let base = state.provider.share_base.as_deref().unwrap_or(here);
    let base = base.split('#').next().unwrap_or_default();
    let fragment = link::encode(&state.scenario, state.today, state.made.as_ref(), None);
    let whole = Html::from([base, "#", &fragment].concat());
    tag("p", "dossier-link", [spaced([text(view, Message::DossierLink), whole].gather())])
}
