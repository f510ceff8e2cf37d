//! What fields, portfolios and choices are called in every language: a file may use any of them, whatever the language of
//! the page.

use crate::engine::catalogue::{Kind, MAX_OFFERS, Portfolio, Slot};
use crate::i18n::Language;

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// What a key is called in a language.
pub fn word(language: Language, key: &str) -> Option<&'static str> {
    let (_, words) = WORDS.iter().find(|(code, _)| *code == language.code())?;
    let place = words.binary_search_by(|(other, _)| (*other).cmp(key)).ok()?;
    words.get(place).map(|(_, text)| *text)
}

/// What a place in a scenario is called, with its portfolio and, from the second on, its offer.
pub fn name(language: Language, slot: Slot) -> String {
    let field = word(language, &["field.", &slot.row().message_key(), ".label"].concat());
    let mut name = field.unwrap_or(slot.row().path).to_string();
    if let Some(portfolio) = slot.portfolio {
        name = [&name, ": ", portfolio_name(language, portfolio)].concat();
    }
    if slot.row().per_offer && slot.offer > 0 {
        name.push_str(", ");
        name.push(char::from(b'A' + slot.offer.min(MAX_OFFERS - 1)));
    }
    name
}

/// What a portfolio is called.
pub fn portfolio_name(language: Language, portfolio: Portfolio) -> &'static str {
    word(language, &["portfolio.", portfolio.id()].concat()).unwrap_or(portfolio.id())
}

/// What a choice of a field is called, by its id; nothing where it has no name.
pub fn choice(language: Language, slot: Slot, id: &str) -> Option<&'static str> {
    let field = slot.row().path.rsplit('.').next().unwrap_or_default();
    match slot.row().kind {
        Kind::Choice(_) | Kind::Set(_) | Kind::RuleSet => word(language, &["choice.", field, ".", id].concat()),
        _ => None,
    }
}

/// Whether two texts are the same but for capitals and the spaces around them.
pub fn same(one: &str, other: &str) -> bool {
    one.trim().chars().flat_map(char::to_lowercase).eq(other.trim().chars().flat_map(char::to_lowercase))
}

/// A letter in small, without its accent: `é` is `e`.
pub fn folded(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ö' | 'ó' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        other => other,
    }
}

/// Adds a text without regard to capitals and accents, for comparing.
pub fn fold(text: &str, into: &mut String) {
    into.extend(text.chars().flat_map(char::to_lowercase).map(folded));
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{choice, name, word};
    use crate::engine::catalogue::{FIELDS, FieldId, Kind, Portfolio, Slot};
    use crate::i18n::Language;

    #[test]
    fn every_field_and_what_can_be_chosen_has_a_name() {
        for language in Language::ALL {
            for slot in FIELDS.iter().flat_map(|row| row.slots(2)) {
                assert_ne!(name(language, slot), "", "{}", slot.path());
            }
            for field in [FieldId::Role, FieldId::SupportPlan, FieldId::Designations, FieldId::Authorization] {
                let (Kind::Choice(ids) | Kind::Set(ids)) = field.row().kind else { continue };
                for id in ids {
                    assert!(choice(language, Slot::of(field), id).is_some(), "{language:?} {id}");
                }
            }
            assert!(choice(language, Slot::of(FieldId::Rules), "fy26").is_some());
            assert!(word(language, "fact.yes").is_some());
        }
        assert_eq!(word(Language::Nl, "fact.no"), Some("Nee"));
        assert_eq!(word(Language::Nl, "fact.nothing"), None);
        let revenue = Slot::portfolio(FieldId::Revenue, Portfolio::Azure);
        assert!(name(Language::Nl, revenue).ends_with(": Azure"));
        assert!(name(Language::En, Slot::of(FieldId::OfferFunding).in_offer(1)).ends_with(", B"));
    }
}
