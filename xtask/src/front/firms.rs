//! Typical firms and their answers, as a table: what a reader without a program, or in a hurry, can hold the own firm against.

use anyhow::Result;
use rust_decimal::Decimal;
use tierwise::engine::currency::Currency;
use tierwise::engine::date::Date;
use tierwise::engine::report::Verdict;
use tierwise::i18n::Locale;
use tierwise::ui::View;
use tierwise::ui::report::rules_line;
use tierwise::ui::report::verdict::verdict;

use super::drawn::view;
use crate::pages::{Texts, escape};

/// A firm.
struct Firm {
    /// The key of what it is.
    kind: &'static str,
    /// Its CSP revenue, in thousands of euros a year.
    revenue: i64,
}

/// What a kind of firm has filled in besides the size of its business.
const KINDS: [(&str, &str); 5] = [
    ("reseller", ""),
    ("qualified", "im=24&de=modern_work&sp=asfp&mf=true&sc=true&ah=2&ma=true&ve=true&as=true&cr=true&da=true"),
    ("azure", ""),
    (
        "partner",
        "ro=direct&au=active&de=modern_work&sp=asfp&mf=true&sc=true&ah=2&ma=true&ve=true&as=true&cr=true&da=true",
    ),
    ("new", "ro=new&de=&sp=none"),
];
/// The kind whose revenue is for the larger part Azure.
const AZURE: &str = "azure";

const FIRMS: [Firm; 12] = [
    Firm { kind: "new", revenue: 120 },
    Firm { kind: "reseller", revenue: 150 },
    Firm { kind: "reseller", revenue: 300 },
    Firm { kind: "reseller", revenue: 600 },
    Firm { kind: "reseller", revenue: 1_000 },
    Firm { kind: "qualified", revenue: 1_600 },
    Firm { kind: "qualified", revenue: 3_000 },
    Firm { kind: AZURE, revenue: 2_400 },
    Firm { kind: "partner", revenue: 400 },
    Firm { kind: "partner", revenue: 800 },
    Firm { kind: "partner", revenue: 1_600 },
    Firm { kind: "partner", revenue: 4_000 },
];

impl Firm {
    /// The scenario, as in a link. Revenue is in the proportion of the catalogue's defaults, and customers and subscriptions are as
    /// many for each euro, unless the kind says otherwise.
    fn fragment(&self) -> String {
        let thousands = self.revenue;
        // In tenths of a percent.
        let parts = if self.kind == AZURE { [200, 0, 0, 800] } else { [600, 75, 75, 250] };
        let [rem, res, reb, rea] = parts.map(|part| thousands * part);
        let size = format!("cs={}&su={}&rem={rem}&res={res}&reb={reb}&rea={rea}", thousands / 5, thousands);
        let stated = KINDS.iter().find(|(kind, _)| *kind == self.kind).map_or("", |(_, stated)| stated);
        if stated.is_empty() { size } else { format!("{size}&{stated}") }
    }
}

/// The table, as of a day.
pub(super) fn section(texts: &Texts, day: Date) -> Result<String> {
    let locale = Locale::embedded(texts.language);
    let views = FIRMS.each_ref().map(|firm| view(locale.clone(), &firm.fragment(), day));
    let rows = FIRMS.iter().zip(&views).map(|(firm, view)| row(texts, firm, view)).collect::<Result<String>>()?;
    let say = |key: &str| texts.get(&format!("front.firms.{key}")).map(escape);
    let heads = ["firm", "revenue", "direct", "answer"]
        .map(|head| say(head).map(|head| format!("<th scope=\"col\">{head}</th>")));
    let heads = heads.into_iter().collect::<Result<String>>()?;
    let title = say("title")?;
    // They are the same for every firm: those of the day.
    let rules = views.first().map(|view| escape(&rules_line(view).plain())).unwrap_or_default();
    Ok(format!(
        "<section class=\"front-part\" aria-labelledby=\"firms\"><h2 id=\"firms\">{title}</h2><p>{}</p><p class=\"front-rules\">{rules}</p>\
         <div class=\"front-wide\" role=\"group\" aria-labelledby=\"firms\" tabindex=\"0\"><table>\
         <thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>",
        say("lead")?,
    ))
}

fn row(texts: &Texts, firm: &Firm, view: &View) -> Result<String> {
    let standing = match view.answer.eligibility.direct.verdict {
        Verdict::Eligible => "yes",
        Verdict::NotEligible => "no",
        Verdict::Unconfirmed => "unknown",
    };
    let say = |key: String| texts.get(&format!("front.firms.{key}")).map(escape);
    let revenue = view.locale.money(Decimal::from(firm.revenue * 1_000), Currency::Eur);
    Ok(format!(
        "<tr><th scope=\"row\"><a href=\"#{}\" title=\"{}\">{}</a></th><td class=\"front-amount\">{}</td><td>{}</td><td>{}</td></tr>",
        escape(&firm.fragment()),
        say("open".to_owned())?,
        say(format!("kind.{}", firm.kind))?,
        escape(&revenue),
        say(format!("standing.{standing}"))?,
        escape(&verdict(view).short.plain()),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tierwise::link;

    #[test]
    fn every_firm_can_be_opened_as_it_is() {
        for firm in FIRMS {
            let opened = link::plain(&firm.fragment());
            assert!(opened.problems.is_empty(), "{:?}", opened.problems);
            let total: Decimal =
                view(Locale::embedded(tierwise::i18n::Language::En), &firm.fragment(), Date::literal(2026, 11, 22))
                    .situation
                    .total_revenue()
                    .exact();
            assert_eq!(total, Decimal::from(firm.revenue * 1_000));
        }
    }

    #[test]
    fn the_table_has_a_row_for_each() -> Result<()> {
        for texts in Texts::all()? {
            let html = section(&texts, Date::literal(2026, 11, 22))?;
            assert_eq!(html.matches("<th scope=\"row\">").count(), FIRMS.len());
            let by = tierwise::i18n::names::named(&Locale::embedded(texts.language), &["choice.rules.", "fy26"]);
            assert!(html.contains(&escape(&by)), "it doesn't say that it is by {by}");
        }
        Ok(())
    }
}
