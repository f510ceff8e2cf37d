//! The rule sets, newest first: when each is in force, what it asks, what it changed, and where that was read.

use yew::prelude::*;

use super::super::common::piece;
use super::causes::{asked, requirement};
use super::name;
use crate::engine::attribution::{Item, rule_items};
use crate::engine::eligibility::Model;
use crate::engine::rules::{RULE_SETS, Requirement, RequirementId, RuleSet, Source};
use crate::i18n::{Message, Phrase};
use crate::ui::View;
use crate::ui::element::{around, element, list, present, spaced, tag};
use crate::ui::report::sources;
use crate::ui::report::words::{Fill, text};
use crate::ui::rich::rich;

/// All of them.
pub(super) fn sets(view: &View) -> Html {
    let after = RULE_SETS.iter().skip(1).map(Some).chain([None]);
    let before = [None].into_iter().chain(RULE_SETS.iter().map(Some));
    let mut items: Vec<Html> =
        before.zip(&RULE_SETS).zip(after).map(|((before, rules), after)| set(view, before, rules, after)).collect();
    items.reverse();
    piece("decide-rules-sets", text(view, Message::RulesInTimeSets), [list("rules-sets", items)])
}

fn set(view: &View, before: Option<&RuleSet>, rules: &RuleSet, after: Option<&RuleSet>) -> Html {
    let counts = *rules == *view.answer.rules;
    let mut heading = vec![rich(&name(view, rules))];
    if counts {
        heading.push(around("span", "rules-counts", text(view, Message::RulesInTimeCountsHere)));
    }
    let until = after.map(|after| after.valid_from.plus_days(-1));
    let threshold = rules.threshold(RequirementId::Revenue).unwrap_or(0);
    let fill = Fill::new(view)
        .text("from", view.locale.date(rules.valid_from))
        .text("to", until.map(|until| view.locale.date(until)).unwrap_or_default())
        .text("date", view.locale.date(rules.review_by))
        .text("day", view.locale.date(view.answer.as_of))
        .text("checked", view.locale.date(rules.checked))
        .text("threshold", asked(view, RequirementId::Revenue, threshold));
    let in_force = if until.is_some() { Message::RulesInTimeFromTo } else { Message::RulesInTimeSince };
    let revenue = if threshold > 0 { Message::RulesInTimeThreshold } else { Message::RulesInTimeNoThreshold };
    let mut facts = vec![fill.draw(in_force), fill.draw(revenue)];
    facts.extend(until.filter(|until| view.answer.as_of > *until).map(|_| fill.draw(Message::RulesInTimeOver)));
    // The last day of an older set is the day on which the next one came: nobody needs to look at it again.
    if until.is_none() {
        let overdue = view.answer.as_of > rules.review_by;
        facts.push(fill.draw(if overdue { Message::RulesInTimeReviewPast } else { Message::RulesInTimeReview }));
    }
    facts.push(fill.draw(Message::RulesInTimeChecked));
    let mut parts = vec![tag("h4", "rules-name", [spaced(heading)]), around("p", "", spaced(facts))];
    if let Some(before) = before {
        let changes: Vec<Html> = changes(view, before, rules).iter().map(rich).collect();
        parts.push(around("p", "", spaced(changes)));
    }
    parts.push(cited(view, rules));
    let mut item = element("li", &["class", "data-counts"], [Some("rules-set".into()), present(counts)]);
    item.add_children(parts);
    item.into()
}

/// What a set asks that the one before it didn't, what it asks no longer, and how much more or less of the rest.
fn changes(view: &View, before: &RuleSet, rules: &RuleSet) -> Vec<Phrase> {
    let items = rule_items(before, rules);
    let mut sentences = Vec::new();
    for (model, old, new, added, dropped) in [
        (
            Model::Direct,
            before.direct,
            rules.direct,
            Message::RulesInTimeAddedDirect,
            Message::RulesInTimeDroppedDirect,
        ),
        (
            Model::Indirect,
            before.indirect,
            rules.indirect,
            Message::RulesInTimeAddedIndirect,
            Message::RulesInTimeDroppedIndirect,
        ),
    ] {
        let changed = items.iter().filter_map(|item| match item {
            Item::Requirement(of, id) if *of == model => Some(*id),
            _ => None,
        });
        let (mut more, mut less) = (Vec::new(), Vec::new());
        for id in changed {
            match (find(old, id), find(new, id)) {
                (None, _) => more.push(requirement(view, model, id)),
                (_, None) => less.push(requirement(view, model, id)),
                (Some(old), Some(new)) => sentences.extend(raised(view, model, old, new)),
            }
        }
        for (names, message) in [(more, added), (less, dropped)] {
            if !names.is_empty() {
                sentences.push(Fill::new(view).words("list", view.locale.all_of(&names)).say(message));
            }
        }
    }
    sentences
}

fn find(requirements: &[Requirement], id: RequirementId) -> Option<&Requirement> {
    requirements.iter().find(|requirement| requirement.id == id)
}

fn raised(view: &View, model: Model, old: &Requirement, new: &Requirement) -> Option<Phrase> {
    let (then, now) = (old.threshold?, new.threshold?);
    let fill = Fill::new(view)
        .words("name", requirement(view, model, new.id))
        .text("then", asked(view, old.id, then))
        .text("now", asked(view, new.id, now));
    (then != now).then(|| fill.say(Message::RulesInTimeRaised))
}

/// The pages a set rests on, folded.
fn cited(view: &View, rules: &RuleSet) -> Html {
    let mut cited: Vec<Source> = vec![rules.source];
    for requirement in rules.direct.iter().chain(rules.indirect) {
        if !cited.contains(&requirement.citation.source) {
            cited.push(requirement.citation.source);
        }
    }
    let count = Fill::new(view).count("count", cited.len()).draw(Message::RulesInTimeSources);
    let items = cited.into_iter().map(|source| sources::item(view, source)).collect();
    tag("details", "sources", [around("summary", "", count), list("source-list", items)])
}
