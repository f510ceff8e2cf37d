//! A file to begin with: a header, and a row for each of three typical firms, which can be read as it is.
//!
//! The header has the paths of the fields, the same in every language. The firms are examples that the page has too.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Color, DataValidation, Format, FormatAlign, Note, Workbook, XlsxError};

use crate::app::presets::{PRESETS, Preset};
use crate::csv::{Cell, Dialect, Table};
use crate::engine::catalogue::{Kind, Slot};
use crate::engine::currency::Currency;
use crate::engine::scenario::{Scenario, Value, slots};
use crate::i18n::names::unit;
use crate::i18n::{Arg, Locale, Message, Phrase};
use crate::link;
use crate::sheet::{INK, SUNKEN, Unwritable, float};

use super::cell::write;
use super::header::PARTNER;
use super::words;

/// The examples that are taken: a direct partner, a reseller and a new partner.
const FIRMS: [&str; 3] = ["over_threshold", "azure", "newcomer"];
/// The last row in which a choice can be picked from a list, the first being 0.
const LAST_ROW: u32 = 1_048_575;

/// A file to begin with, as CSV.
pub fn csv(locale: &Locale) -> String {
    let template = Template::new(locale);
    let mut table = Table::new(Dialect::of(locale.language));
    let paths = template.slots.iter().map(|slot| Cell::Text(slot.path()));
    table.row(&std::iter::once(Cell::text(PARTNER)).chain(paths).collect::<Vec<_>>());
    for (name, scenario) in &template.firms {
        let mut cells = vec![Cell::text(name.as_str())];
        cells.extend(template.slots.iter().map(|slot| match scenario.get(*slot) {
            None => Cell::Empty,
            Some(Value::Number(number)) => Cell::Number(*number),
            Some(value) => Cell::Text(template.words(*slot, value)),
        }));
        table.row(&cells);
    }
    table.finish()
}

/// The same as a workbook, with a note at each column that says what it is, and lists of what can be chosen.
///
/// # Errors
/// When the format can't hold it; it can.
pub fn workbook(locale: &Locale) -> Result<Vec<u8>, Unwritable> {
    Template::new(locale).write().map_err(Unwritable::from)
}

struct Template<'a> {
    locale: &'a Locale,
    /// What is stated of any of the firms.
    slots: Vec<Slot>,
    firms: Vec<(String, Scenario)>,
}

impl Template<'_> {
    fn new(locale: &Locale) -> Template<'_> {
        let firm = |id: &&str| -> Option<(String, Scenario)> {
            let preset: &Preset = PRESETS.iter().find(|preset| preset.id == *id)?;
            let name = Message::by_name(&["preset.", preset.id, ".name"].concat())?;
            Some((locale.say(name, &[]).plain(), link::plain(preset.fragment).scenario))
        };
        let firms: Vec<_> = FIRMS.iter().filter_map(firm).collect();
        let stated: BTreeSet<String> =
            firms.iter().flat_map(|(_, scenario)| scenario.stated().map(|(slot, _)| slot.path())).collect();
        let slots = slots(1).filter(|slot| stated.contains(&slot.path())).collect();
        Template { locale, slots, firms }
    }

    /// A value as a text: yes and no in words, choices by their ids.
    fn words(&self, slot: Slot, value: &Value) -> String {
        let word = |key| words::word(self.locale.language, key).unwrap_or_default().to_string();
        match value {
            Value::Fact(true) => word("fact.yes"),
            Value::Fact(false) => word("fact.no"),
            value => write(slot, value, Currency::Eur, self.locale.language),
        }
    }

    fn write(&self) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name(self.locale.text(Message::BatchSheetResults))?;
        let plain = Format::new().set_font_color(Color::RGB(INK)).set_align(FormatAlign::Top);
        let head = plain.clone().set_bold().set_background_color(Color::RGB(SUNKEN));
        sheet.write_string_with_format(0, 0, PARTNER, &head)?;
        sheet.set_column_width(0, 40)?;
        sheet.set_freeze_panes(1, 1)?;
        for (column, slot) in (1..).zip(&self.slots) {
            let path = slot.path();
            sheet.set_column_width(column, f64::from(u32::try_from(path.len()).unwrap_or(20)) + 3.0)?;
            sheet.write_string_with_format(0, column, path, &head)?;
            let note = Note::new(self.note(*slot)).add_author_prefix(false).set_author("Tierwise");
            sheet.insert_note(0, column, &note.set_width(320).set_height(140))?;
            if let Some(words) = self.choices(*slot) {
                let rule = DataValidation::new().allow_list_strings(&words)?;
                sheet.add_data_validation(1, column, LAST_ROW, column, &rule)?;
            }
        }
        for (row, (name, scenario)) in (1..).zip(&self.firms) {
            sheet.write_string_with_format(row, 0, name, &plain)?;
            for (column, slot) in (1..).zip(&self.slots) {
                match scenario.get(*slot) {
                    None => {}
                    Some(Value::Number(number)) => {
                        sheet.write_number_with_format(row, column, float(*number), &plain)?;
                    }
                    Some(value) => {
                        sheet.write_string_with_format(row, column, self.words(*slot, value), &plain)?;
                    }
                }
            }
        }
        workbook.save_to_buffer()
    }

    /// What can be picked in a column.
    fn choices(&self, slot: Slot) -> Option<Vec<String>> {
        match slot.row().kind {
            Kind::Fact => {
                let word = |key| words::word(self.locale.language, key).unwrap_or_default().to_string();
                Some(["fact.yes", "fact.no", "fact.unknown"].map(word).to_vec())
            }
            Kind::Choice(ids) => Some(ids.iter().map(|id| id.to_string()).collect()),
            _ => None,
        }
    }

    /// What a column is, in which unit, and what can be written in it.
    fn note(&self, slot: Slot) -> String {
        let mut note = words::name(self.locale.language, slot);
        let unit = unit(self.locale, slot.field, Currency::Eur);
        if !unit.is_empty() {
            note = [&note, " (", &unit, ")"].concat();
        }
        let allowed = |message, ids: &[String]| {
            let ids: Vec<Phrase> = ids.iter().map(|id| Phrase::from(id.as_str())).collect();
            let one = message == Message::BatchSheetNoteList;
            let ids = if one { self.locale.one_of(&ids) } else { self.locale.all_of(&ids) };
            self.locale.say(message, &[("allowed", Arg::Phrase(&ids))]).plain()
        };
        let more = match slot.row().kind {
            Kind::Set(ids) => {
                let ids: Vec<String> = ids.iter().map(|id| id.to_string()).chain(["none".to_string()]).collect();
                allowed(Message::BatchSheetNoteSome, &ids)
            }
            _ => match self.choices(slot) {
                Some(words) => allowed(Message::BatchSheetNoteList, &words),
                None => return note,
            },
        };
        [&note, "\n", &more].concat()
    }
}
