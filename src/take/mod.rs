//! What a visitor takes along: the figures and their answer as a file, and what such a file says when it comes back.
//!
//! A program of its own asks for these, once the panel that passes figures on is unfolded; see `take.js`.

mod table;

use crate::engine::date::Date;
use crate::engine::rules::RuleSet;
use crate::engine::scenario::Scenario;
use crate::i18n::{Arg, Locale, Message};
use crate::link;
use crate::sheet;
use crate::verify::{self, Difference, Held, MAX_BYTES, Trouble, Verdict};

/// What the panel says, in the order in which its script reads it.
pub const WORDS: [Message; 17] = [
    Message::TakeTitle,
    Message::TakeAbout,
    Message::TakeWorkbook,
    Message::TakeTable,
    Message::TakeData,
    Message::TakeMaking,
    Message::TakeSaved,
    Message::TakeFailed,
    Message::TakeCheck,
    Message::TakeCheckAbout,
    Message::TakeOpen,
    Message::DecideUnread,
    Message::TakeLost,
    Message::ShareAsText,
    Message::ShareCopyText,
    Message::ShareCopied,
    Message::ShareNot,
];

/// What is taken along, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What was stated, with what an older link held to.
    pub scenario: Scenario,
    /// Today, where the visitor is.
    pub today: Date,
    /// The address that opens the figures.
    pub address: String,
    /// The sentences of the answer, as the page says them.
    pub verdict: Vec<String>,
}

impl Order {
    /// Reads one as the script writes it: today, the address with its fragment, and the sentences, a line each. None when it isn't
    /// one.
    pub fn read(text: &str) -> Option<Order> {
        let mut lines = text.split('\n');
        let today = Date::parse(lines.next()?)?;
        let address = lines.next()?.to_string();
        let fragment = address.split_once('#').map_or("", |(_, fragment)| fragment);
        let scenario = link::decode(fragment, today).scenario;
        Some(Order { scenario, today, address, verdict: lines.map(str::to_string).collect() })
    }

    /// A workbook with live formulas; none when the format can't hold it.
    pub fn workbook(&self, locale: &Locale) -> Option<Vec<u8>> {
        let Order { scenario, today, address, verdict } = self;
        let order = sheet::Order { scenario, today: *today, locale, verdict, link: address };
        sheet::workbook(&order).ok().map(|workbook| workbook.bytes)
    }

    /// The figures with their report and a check, as JSON; none on a day that no scenario can be of.
    pub fn data(&self) -> Option<String> {
        verify::file(&self.scenario, self.today)
    }

    /// Everything that counts, and every figure of the report, as CSV: see [`table`]. None on a day that no scenario can be of.
    pub fn table(&self, locale: &Locale) -> Option<String> {
        table::table(&self.scenario, self.today, locale)
    }
}

/// What a file that comes back says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The sentence about it.
    pub says: String,
    /// What of it is for experts: lines in English.
    pub details: Vec<String>,
    /// The fragment that opens its figures; none when it holds none.
    pub opens: Option<String>,
}

/// Looks at a file: whether it is one of ours and agrees, or a scenario alone.
pub fn found(bytes: &[u8], today: Date, locale: &Locale) -> Found {
    let verdict = verify::verify(bytes);
    let scenario = verify::scenario(bytes);
    let opens = scenario.as_ref().map(|scenario| link::encode(scenario, today, None, None));
    let (says, details) = match verdict {
        Verdict::Agrees(Held { rules, as_of }) => (agrees(locale, rules, as_of), Vec::new()),
        Verdict::Differs(difference) => (differs(locale, &difference), Vec::new()),
        Verdict::CheckFails => (locale.text(Message::TakeFails).to_string(), Vec::new()),
        Verdict::NotSuch(_) if opens.is_some() => (locale.text(Message::TakeBare).to_string(), Vec::new()),
        Verdict::NotSuch(troubles) => {
            let too_large = troubles.contains(&Trouble::TooLarge);
            let message = if too_large { Message::TakeTooLarge } else { Message::TakeNotOurs };
            let most = (MAX_BYTES >> 20).to_string();
            let details = troubles.iter().filter(|_| !too_large).take(DETAILS).map(Trouble::to_string).collect();
            (locale.say(message, &[("most", Arg::Text(&most))]).plain(), details)
        }
    };
    Found { says, details, opens }
}

/// The most lines for experts.
const DETAILS: usize = 20;

fn agrees(locale: &Locale, rules: &RuleSet, as_of: Date) -> String {
    let (rules, day) = (named_rules(locale, rules), locale.date(as_of));
    locale.say(Message::TakeAgrees, &[("rules", Arg::Text(&rules)), ("date", Arg::Text(&day))]).plain()
}

fn named_rules(locale: &Locale, rules: &RuleSet) -> String {
    let name = Message::by_name(&["choice.rules.", rules.id].concat());
    name.map_or_else(|| rules.id.to_string(), |name| locale.say(name, &[]).plain())
}

fn differs(locale: &Locale, difference: &Difference) -> String {
    let shown = |figure: &Option<String>| match figure {
        Some(figure) => figure.clone(),
        None => locale.text(Message::TakeNothing).to_string(),
    };
    let (stated, computed) = (shown(&difference.stated), shown(&difference.computed));
    let args =
        [("path", Arg::Text(&difference.path)), ("stated", Arg::Text(&stated)), ("computed", Arg::Text(&computed))];
    locale.say(Message::TakeDiffers, &args).plain()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::rc::Rc;

    use super::{Order, found};
    use crate::engine::date::Date;
    use crate::engine::evaluate;
    use crate::i18n::{Language, Locale, Messages};
    use crate::link;

    const TODAY: Date = Date::literal(2026, 11, 22);

    fn locale(language: Language) -> Locale {
        Locale::new(Rc::new(Messages::embedded(language)))
    }

    fn order(fields: &str) -> Order {
        Order::read(&format!("{TODAY}\nhttps://example.com/#{fields}\nIndirect, for now.")).unwrap()
    }

    #[test]
    fn an_order_is_read_as_the_script_writes_it() {
        let read = order("cs=160&0na=Noord");
        assert_eq!(read.scenario, link::plain("cs=160&0na=Noord").scenario);
        assert_eq!((read.today, read.verdict.as_slice()), (TODAY, ["Indirect, for now.".to_string()].as_slice()));
        for text in ["", "2026-11-22", "yesterday\nhttps://example.com/", "2026-02-30\nhttps://example.com/"] {
            assert_eq!(Order::read(text), None, "{text:?}");
        }
    }

    #[test]
    fn what_was_saved_is_found_to_agree_and_opens_the_same() {
        let order = order("ro=direct&cs=160");
        let file = order.data().unwrap();
        let said = found(file.as_bytes(), TODAY, &locale(Language::En));
        assert_eq!(
            said.says,
            "The file agrees: every figure follows from what was filled in, by the rules FY26: since 1 October 2025, on \
             22 November 2026."
        );
        let opened = link::decode(&said.opens.unwrap(), TODAY).scenario;
        assert_eq!(link::write_plain(&opened), "on=2026-11-22&ru=fy26&ro=direct&cs=160");
        assert_eq!(evaluate(&opened, TODAY), evaluate(&order.scenario, TODAY));
    }

    #[test]
    fn what_is_no_file_of_ours_opens_nothing() {
        let locale = locale(Language::En);
        for bytes in [b"".as_slice(), b"{", b"[]", b"\xff\xfe", b"{\"customers\": -1}", b"{\"scenario\": {}}"] {
            let said = found(bytes, TODAY, &locale);
            assert_eq!(
                (said.says.as_str(), said.opens),
                ("This is not a file that was saved here.", None),
                "{bytes:?}"
            );
            assert!(!said.details.is_empty(), "{bytes:?}");
        }
        let said = found(b"{\"customers\": 240}", TODAY, &locale);
        assert_eq!(said.says, "The file holds figures without an answer, so there is nothing to check.");
        assert!(said.opens.unwrap().contains("&cs=240&"));
    }
}
