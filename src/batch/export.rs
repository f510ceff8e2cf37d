//! The results as files: the rows of a view in its order, as CSV and as a workbook.
//!
//! Nothing is lost: a row with problems is there with all of them, and one that isn't worked out yet says so. No text is
//! ever a formula. In CSV numbers have the decimal sign of the language; in the workbook they are numbers and days are days.
//!
//! What a workbook can't hold is settled so:
//!
//! - A cell has at most 32,767 characters. More problems than fit go on in the cells to the right, none of them cut.
//! - A sheet has at most 1,048,576 rows. A file that is read has no more, so its rows and a header always fit.
//! - A sheet has at most 65,530 links that can be clicked, each of at most 2,080 characters. With more rows all links are
//!   plain text, so that a column is of one kind; so is one that is longer. One that is too long for a cell stands in the CSV.

use std::borrow::Cow;

use rust_xlsxwriter::{
    Color, DocProperties, Format, FormatAlign, FormatUnderline, Url, Workbook, Worksheet, XlsxError,
};

use crate::csv::{Cell, Dialect, Table};
use crate::engine::currency::Currency;
use crate::i18n::{Locale, Message};
use crate::sheet::{ACCENT, INK, SUNKEN, Unwritable, float, moment, money_format};

use super::answers::{Answers, Judged, Outcome};
use super::say;

/// The most characters of a cell of a workbook.
const MAX_CELL: usize = 32_767;
/// The most links of a sheet that can be clicked.
const MAX_LINKS: usize = 65_530;
/// The longest of them.
const MAX_LINK: usize = 2_080;
/// Between two problems of a row in a cell.
const BETWEEN: &str = "\n";

/// The columns, in order, with their widths in a sheet, in characters.
pub const COLUMNS: [(Message, f64); 11] = [
    (Message::BatchHeadRow, 7.0),
    (Message::BatchHeadPartner, 32.0),
    (Message::BatchHeadDirect, 22.0),
    (Message::BatchHeadIndirect, 22.0),
    (Message::BatchHeadChoice, 22.0),
    (Message::BatchHeadBest, 22.0),
    (Message::BatchHeadDifference, 18.0),
    (Message::BatchHeadCurrency, 10.0),
    (Message::BatchHeadEarliest, 18.0),
    (Message::BatchHeadLink, 28.0),
    (Message::BatchHeadProblems, 60.0),
];
/// The place of the partner's name among them, and so of the others that are written by kind.
const PARTNER: u16 = 1;
const DIFFERENCE: u16 = 6;
const EARLIEST: u16 = 8;
const LINK: u16 = 9;
const PROBLEMS: u16 = 10;

/// What is written.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The results.
    pub answers: &'a Answers,
    /// The rows, in the order in which they are written: see [`super::view::places`].
    pub places: &'a [u32],
    /// The language, with all its texts.
    pub locale: &'a Locale,
    /// The address of the calculator, without a fragment: the links open it.
    pub calculator: &'a str,
}

impl Export<'_> {
    /// The results as the text of a CSV file, for the spreadsheets of the language.
    pub fn csv(&self) -> String {
        let mut table = Table::new(Dialect::of(self.locale.language));
        table.row(&COLUMNS.map(|(head, _)| Cell::text(self.locale.text(head))));
        for place in self.places.iter().map(|place| *place as usize) {
            let mut cells = vec![self.number(place), Cell::text(self.answers.partner(place))];
            match self.answers.outcomes().get(place) {
                Some(Outcome::Judged(judged)) => {
                    cells.extend(self.words(place, judged).map(Cell::Text));
                    cells.push(Cell::Number(judged.difference));
                    cells.push(Cell::text(judged.currency.code()));
                    cells.push(match judged.earliest {
                        Some(day) => Cell::Date(day),
                        None => Cell::text(self.locale.text(Message::BatchRowNever)),
                    });
                    cells.push(self.link(place).map_or(Cell::Empty, Cell::Text));
                    cells.push(Cell::Empty);
                }
                outcome => {
                    cells.resize(usize::from(PROBLEMS), Cell::Empty);
                    cells.push(Cell::Text(self.problems(place, outcome).join(BETWEEN)));
                }
            }
            table.row(&cells);
        }
        table.finish()
    }

    /// The results as a workbook, in the format of Excel 2007 and later.
    ///
    /// # Errors
    /// When the format can't hold it; within the limits of what is read it can.
    pub fn workbook(&self) -> Result<Vec<u8>, Unwritable> {
        self.write().map_err(Unwritable::from)
    }

    fn write(&self) -> Result<Vec<u8>, XlsxError> {
        let text = |message| self.locale.text(message);
        let mut workbook = Workbook::new();
        let properties = DocProperties::new()
            .set_title(text(Message::BatchSheetTitle))
            .set_author("Tierwise")
            .set_creation_datetime(&moment(self.answers.today())?);
        workbook.set_properties(&properties);
        let sheet = workbook.add_worksheet();
        sheet.set_name(text(Message::BatchSheetResults))?;
        let formats = Formats::new(self.locale);
        let mut last_column = PROBLEMS;
        for (row, place) in (1..).zip(self.places) {
            last_column = last_column.max(self.row(sheet, row, *place as usize, &formats)?);
        }
        for (column, (head, width)) in (0..).zip(COLUMNS) {
            sheet.write_string_with_format(0, column, text(head), &formats.head)?;
            sheet.set_column_width(column, width)?;
        }
        for column in PROBLEMS + 1..=last_column {
            sheet.write_string_with_format(0, column, text(Message::BatchHeadProblems), &formats.head)?;
        }
        sheet.set_freeze_panes(1, PARTNER + 1)?;
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_landscape();
        sheet.set_print_fit_to_pages(1, 0);
        let last = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        sheet.autofilter(0, 0, last, PROBLEMS)?;
        workbook.save_to_buffer()
    }

    /// Writes a row; gives the last column with something in it.
    fn row(&self, sheet: &mut Worksheet, row: u32, place: usize, formats: &Formats) -> Result<u16, XlsxError> {
        sheet.write_number_with_format(row, 0, f64::from(self.answers.number(place)), &formats.plain)?;
        sheet.write_string_with_format(row, PARTNER, held(self.answers.partner(place)), &formats.plain)?;
        let judged = match self.answers.outcomes().get(place) {
            Some(Outcome::Judged(judged)) => judged,
            outcome => {
                let mut last = PROBLEMS;
                for (column, cell) in (PROBLEMS..).zip(cells(self.problems(place, outcome))) {
                    sheet.write_string_with_format(row, column, cell, &formats.plain)?;
                    last = column;
                }
                return Ok(last);
            }
        };
        for (column, words) in (PARTNER + 1..).zip(self.words(place, judged)) {
            sheet.write_string_with_format(row, column, held(&words), &formats.plain)?;
        }
        sheet.write_number_with_format(row, DIFFERENCE, float(judged.difference), formats.money(judged.currency))?;
        sheet.write_string_with_format(row, DIFFERENCE + 1, judged.currency.code(), &formats.plain)?;
        match judged.earliest {
            Some(day) => sheet.write_datetime_with_format(row, EARLIEST, moment(day)?, &formats.day)?,
            None => sheet.write_string_with_format(
                row,
                EARLIEST,
                self.locale.text(Message::BatchRowNever),
                &formats.right,
            )?,
        };
        if let Some(link) = self.link(place) {
            let length = length(&link);
            if self.places.len() <= MAX_LINKS && length <= MAX_LINK && link.starts_with("https://") {
                sheet.write_url_with_format(row, LINK, Url::new(link), &formats.link)?;
            } else if length <= MAX_CELL {
                sheet.write_string_with_format(row, LINK, link, &formats.plain)?;
            } else {
                sheet.write_string_with_format(
                    row,
                    LINK,
                    self.locale.text(Message::BatchRowLinkLong),
                    &formats.plain,
                )?;
            }
        }
        Ok(PROBLEMS)
    }

    fn number(&self, place: usize) -> Cell {
        Cell::Whole(i64::from(self.answers.number(place)))
    }

    /// Whether direct is open, whether indirect is, what to do, and the best channel.
    fn words(&self, place: usize, judged: &Judged) -> [String; 4] {
        [
            say::verdict(self.locale, judged.direct).to_string(),
            say::verdict(self.locale, judged.indirect).to_string(),
            say::choice(self.locale, judged.choice).to_string(),
            say::best(self.locale, self.answers, place, judged),
        ]
    }

    fn link(&self, place: usize) -> Option<String> {
        self.answers.link(place, self.calculator, self.locale.language.code())
    }

    /// All problems of a row that has no answer, or that it isn't worked out yet.
    fn problems(&self, place: usize, outcome: Option<&Outcome>) -> Vec<String> {
        if outcome.is_none() {
            return vec![say::outcome(self.locale, None)];
        }
        let problems = self.answers.problems(place);
        problems.iter().map(|problem| say::problem(self.locale, self.answers, place, problem)).collect()
    }
}

/// How many characters a text has as a sheet counts them.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// As much of a text as a cell holds, with a sign where it is cut. Only a name can be longer, where a text file has such a one.
fn held(text: &str) -> Cow<'_, str> {
    if length(text) <= MAX_CELL {
        return Cow::Borrowed(text);
    }
    // A character counts for two at most.
    let mut cut: String = text.chars().take((MAX_CELL - 1) / 2).collect();
    cut.push('…');
    Cow::Owned(cut)
}

/// Texts in as few cells as hold them, each whole.
fn cells(texts: Vec<String>) -> Vec<String> {
    let mut cells: Vec<(usize, String)> = Vec::new();
    for text in texts {
        let length = length(&text);
        match cells.last_mut() {
            Some((filled, cell)) if *filled + BETWEEN.len() + length <= MAX_CELL => {
                *filled += BETWEEN.len() + length;
                cell.push_str(BETWEEN);
                cell.push_str(&text);
            }
            _ => cells.push((length, text)),
        }
    }
    cells.into_iter().map(|(_, cell)| cell).collect()
}

/// The formats of the cells.
struct Formats {
    head: Format,
    plain: Format,
    right: Format,
    day: Format,
    link: Format,
    money: [Format; Currency::ALL.len()],
}

impl Formats {
    fn new(locale: &Locale) -> Formats {
        let plain = Format::new().set_font_color(Color::RGB(INK)).set_align(FormatAlign::Top);
        let right = plain.clone().set_align(FormatAlign::Right);
        Formats {
            head: plain.clone().set_bold().set_text_wrap().set_background_color(Color::RGB(SUNKEN)),
            // The day as the reader's own system writes it.
            day: right.clone().set_num_format_index(14),
            link: plain.clone().set_font_color(Color::RGB(ACCENT)).set_underline(FormatUnderline::Single),
            money: Currency::ALL.map(|currency| right.clone().set_num_format(money_format(locale, currency))),
            plain,
            right,
        }
    }

    fn money(&self, currency: Currency) -> &Format {
        let place = Currency::ALL.iter().position(|other| *other == currency);
        place.and_then(|place| self.money.get(place)).unwrap_or(&self.right)
    }
}
