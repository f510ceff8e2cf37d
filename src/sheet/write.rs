//! Writes a book in the format of Excel: its cells with their formats, names, limits of what is typed, and the way it is
//! printed.

use rust_decimal::Decimal;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    FormatUnderline, Formula, Url, Workbook, Worksheet, XlsxError,
};

use crate::engine::currency::Currency;
use crate::engine::date::Date;
use crate::engine::report::Answer;
use crate::i18n::{Locale, Message};

use super::Order;
use super::book::{Allowed, Book, Cell, Content, Look, Style};
use super::expr::{CellId, Outcome};

// The light palette of `styles/tokens.css`: a file can't take part in it.
pub(crate) const INK: u32 = 0x1D_1C1A;
const MUTED: u32 = 0x5C_5852;
pub(crate) const ACCENT: u32 = 0x2A_4A66;
const HAIRLINE: u32 = 0xE1_DDD4;
pub(crate) const SUNKEN: u32 = 0xF2_F0EA;
const TYPED: u32 = 0xFB_F3DD;
const EDGE: u32 = 0x8A_857C;

/// A4.
const PAPER: u8 = 9;

pub(super) fn write(book: &Book, order: &Order<'_>, answer: &Answer) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let formats = Formats { locale: order.locale, currency: answer.currency };
    let title = order.locale.text(Message::SheetQuestion);
    let properties = DocProperties::new()
        .set_title(title)
        .set_author("Tierwise")
        .set_creation_datetime(&moment(order.today)?)
        .set_custom_property("Language", order.locale.language.code());
    workbook.set_properties(&properties);
    for (number, sheet) in book.sheets.iter().enumerate() {
        let page = workbook.add_worksheet();
        page.set_name(&sheet.name)?;
        // Where a formula comes to nothing, nothing stands there.
        page.set_formula_result_default("");
        page.set_screen_gridlines(false);
        page.set_paper_size(PAPER);
        page.set_print_fit_to_pages(1, 0);
        page.set_footer("&L&A&R&P / &N");
        if sheet.landscape {
            page.set_landscape();
        }
        let (rows, columns) = sheet.frozen;
        if rows > 0 {
            page.set_freeze_panes(rows, columns)?;
            page.set_repeat_rows(rows - 1, rows - 1)?;
        }
        for (column, width) in (0..).zip(&sheet.widths) {
            page.set_column_width(column, *width)?;
        }
        for (place, cell) in book.cells.iter().enumerate().filter(|(_, cell)| cell.sheet == number) {
            let width = sheet.widths.get(usize::from(cell.column)).copied().unwrap_or(10.0);
            if let Some(points) = height(cell, width) {
                page.set_row_height(cell.row, points)?;
            }
            fill(page, book, CellId(place), cell, &formats)?;
        }
    }
    for (number, cell) in book.cells.iter().enumerate() {
        if let Some(name) = &cell.name {
            workbook.define_name(name.clone(), &["=", &book.full_address(CellId(number))].concat())?;
        }
    }
    workbook.save_to_buffer()
}

/// The height of a row whose words are broken into lines: no program reckons it as a file is opened.
fn height(cell: &Cell, width: f64) -> Option<f64> {
    let (points, wide) = match cell.look {
        Look::Lines | Look::QuietLines => (15.0, 1.0),
        Look::Verdict => (19.0, 1.3),
        _ => return None,
    };
    let Content::Text(text) = &cell.content else { return None };
    let letters = f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX));
    // What is higher than a row can be is cut there.
    Some((letters * wide / width).ceil().clamp(1.0, 20.0) * points)
}

fn fill(page: &mut Worksheet, book: &Book, id: CellId, cell: &Cell, formats: &Formats<'_>) -> Result<(), XlsxError> {
    let format = formats.of(cell.look);
    let (row, at) = (cell.row, cell.column);
    match &cell.content {
        Content::Empty => page.write_blank(row, at, &format)?,
        Content::Text(text) => page.write_string_with_format(row, at, text.as_str(), &format)?,
        Content::Number(number) => page.write_number_with_format(row, at, float(*number), &format)?,
        Content::Day(day) => page.write_datetime_with_format(row, at, moment(*day)?, &format)?,
        Content::Link(text, url) => {
            page.write_url_with_options(row, at, Url::new(url.as_str()), text.as_str(), "", Some(&format))?
        }
        Content::Formula(formula) => {
            let result = match book.outcome(id) {
                Some(Outcome::Number(number)) => float(number).to_string(),
                Some(Outcome::Text(text)) => text,
                Some(Outcome::Truth(holds)) => if holds { "TRUE" } else { "FALSE" }.to_string(),
                None => String::new(),
            };
            let formula = Formula::new(["=", &book.written(formula, cell.sheet)].concat()).set_result(result);
            page.write_formula_with_format(row, at, formula, &format)?
        }
    };
    if let Some((allowed, error)) = &cell.allowed {
        let rule = match allowed {
            Allowed::Number { min, max, whole: true } => {
                let of = |number: &Decimal| i32::try_from(*number).unwrap_or(i32::MAX);
                DataValidation::new().allow_whole_number(DataValidationRule::Between(of(min), of(max)))
            }
            Allowed::Number { min, max, whole: false } => {
                DataValidation::new().allow_decimal_number(DataValidationRule::Between(float(*min), float(*max)))
            }
            Allowed::OneOf(words) => {
                let range = ["=", &book.range(words, cell.sheet)].concat();
                DataValidation::new().allow_list_formula(Formula::new(range))
            }
        };
        let rule = rule.ignore_blank(true).set_error_message(error.chars().take(200).collect::<String>())?;
        page.add_data_validation(row, at, row, at, &rule)?;
    }
    Ok(())
}

/// The nearest number of those a sheet counts with.
pub(crate) fn float(number: Decimal) -> f64 {
    number.to_string().parse().unwrap_or_default()
}

/// A day as a sheet has it.
pub(crate) fn moment(day: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(2000), day.month(), day.day())
}

/// The formats of one language and currency.
struct Formats<'a> {
    locale: &'a Locale,
    currency: Currency,
}

impl Formats<'_> {
    fn of(&self, look: Look) -> Format {
        let plain = Format::new().set_font_color(Color::RGB(INK)).set_align(FormatAlign::Top);
        let line =
            |format: Format| format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(Color::RGB(HAIRLINE));
        let head = || line(plain.clone().set_bold().set_text_wrap().set_background_color(Color::RGB(SUNKEN)));
        match look {
            Look::Title => plain.set_bold().set_font_size(16.0).set_font_color(Color::RGB(ACCENT)),
            Look::Part => plain.set_bold().set_font_size(12.0).set_font_color(Color::RGB(ACCENT)),
            Look::Head => head(),
            Look::HeadRight => head().set_align(FormatAlign::Right),
            Look::Words => plain,
            Look::Lines => plain.set_text_wrap(),
            Look::Verdict => plain.set_text_wrap().set_font_size(13.0).set_bold(),
            Look::Quiet => plain.set_font_color(Color::RGB(MUTED)),
            Look::QuietLines => plain.set_font_color(Color::RGB(MUTED)).set_text_wrap(),
            Look::Link => plain.set_font_color(Color::RGB(ACCENT)).set_underline(FormatUnderline::Single),
            Look::Figure(style) => self.styled(plain, style),
            Look::Total(style) => {
                let format = plain.set_bold().set_border_top(FormatBorder::Thin).set_border_top_color(Color::RGB(EDGE));
                self.styled(format, style)
            }
            Look::Input(style) => {
                let format = plain.set_background_color(Color::RGB(TYPED)).set_unlocked();
                self.styled(format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(EDGE)), style)
            }
            Look::Still(style) => self.styled(plain.set_font_color(Color::RGB(MUTED)), style),
        }
    }

    fn styled(&self, format: Format, style: Style) -> Format {
        let right = |format: Format, code: &str| format.set_num_format(code).set_align(FormatAlign::Right);
        match style {
            Style::Money => right(format, &money_format(self.locale, self.currency)),
            Style::Usd => right(format, &money_format(self.locale, Currency::Usd)),
            Style::Count => right(format, "#,##0"),
            Style::Number => format.set_align(FormatAlign::Right),
            Style::Factor => right(format, "0.0000"),
            Style::Part => right(format, "0.00%"),
            // The day as the reader's own system writes it.
            Style::Day => format.set_num_format_index(14).set_align(FormatAlign::Right),
            Style::Words => format.set_align(FormatAlign::Right).set_shrink(),
        }
    }
}

/// The format of an amount with its cents: where the currency and the minus stand as in the language.
pub(crate) fn money_format(locale: &Locale, currency: Currency) -> String {
    let around = |amount: Decimal| {
        let sample = locale.money(amount, currency);
        let (before, after) = sample.split_once('1').unwrap_or_default();
        let quoted = |text: &str| if text.is_empty() { String::new() } else { ["\"", text, "\""].concat() };
        [&quoted(before), "#,##0.00", &quoted(after)].concat()
    };
    [&around(Decimal::ONE), ";", &around(-Decimal::ONE)].concat()
}
