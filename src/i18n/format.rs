//! How numbers, amounts and dates are written in each language.
//!
//! Everything is rounded here and nowhere before, midpoint away from zero, and nothing is ever `-0`. A space inside an
//! amount doesn't break. [`Locale::money`] and its kin use a hyphen for minus, as in running text; the `signed` ones, for
//! tables and charts, a real minus sign or a plus sign.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Arg, Language, Locale, Message};
use crate::engine::currency::Currency;
use crate::engine::date::Date;

const NO_BREAK: char = '\u{A0}';
const MINUS: char = '\u{2212}';

/// What differs between languages.
struct Style {
    /// Between the whole and the decimals.
    decimal: char,
    /// Between groups of three digits.
    group: char,
    /// Where the currency stands.
    currency: Place,
    /// Whether the minus stands before the currency: `-€1`, or after it: `€ -1`.
    minus_first: bool,
    /// Whether a percent sign stands apart from the figure.
    space_before_percent: bool,
    /// How the first day of a month is written.
    first_day: &'static str,
}

/// Where a currency stands. A code always stands apart from the figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// `€1`
    Before,
    /// `€ 1`
    BeforeApart,
    /// `1 €`
    After,
}

impl Language {
    fn style(self) -> &'static Style {
        match self {
            Language::En => &Style {
                decimal: '.',
                group: ',',
                currency: Place::Before,
                minus_first: true,
                space_before_percent: false,
                first_day: "1",
            },
            Language::Nl => &Style {
                decimal: ',',
                group: '.',
                currency: Place::BeforeApart,
                minus_first: false,
                space_before_percent: true,
                first_day: "1",
            },
            Language::De => &Style {
                decimal: ',',
                group: '.',
                currency: Place::After,
                minus_first: true,
                space_before_percent: true,
                first_day: "1",
            },
            Language::Fr => &Style {
                decimal: ',',
                group: '\u{202F}',
                currency: Place::After,
                minus_first: true,
                space_before_percent: true,
                first_day: "1er",
            },
        }
    }

    /// The sign between the whole and the decimals.
    pub fn decimal_sign(self) -> char {
        self.style().decimal
    }

    /// The sign between groups of three digits.
    pub fn group_sign(self) -> char {
        self.style().group
    }
}

/// How the sign of a figure is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A hyphen when negative.
    Hyphen,
    /// A minus sign when negative, a plus sign when positive, before everything else.
    Both,
}

/// The names of the months, in order.
const MONTHS: [Message; 12] = [
    Message::Month1,
    Message::Month2,
    Message::Month3,
    Message::Month4,
    Message::Month5,
    Message::Month6,
    Message::Month7,
    Message::Month8,
    Message::Month9,
    Message::Month10,
    Message::Month11,
    Message::Month12,
];

impl Locale {
    /// An amount in whole units: `€ 1.234`, `€1,234`.
    pub fn money(&self, amount: Decimal, currency: Currency) -> String {
        self.amount(Figure::rounded(amount, 0), currency, Sign::Hyphen)
    }

    /// An amount with two decimals: `€ 1.234,50`, `€1,234.50`.
    pub fn money_exact(&self, amount: Decimal, currency: Currency) -> String {
        self.amount(Figure::rounded(amount, 2), currency, Sign::Hyphen)
    }

    /// An amount in whole units, with a sign unless it is zero: `+€ 1.234`, `−€1,234`.
    pub fn money_signed(&self, amount: Decimal, currency: Currency) -> String {
        self.amount(Figure::rounded(amount, 0), currency, Sign::Both)
    }

    /// An amount in few digits from a million on, for sentences: `€ 1,44 mln`, `€1.44m`; below that as [`Locale::money`].
    pub fn money_short(&self, amount: Decimal, currency: Currency) -> String {
        self.scaled(amount, currency, 6, Sign::Hyphen)
    }

    /// An amount in few digits from a thousand on, for the axis of a chart: `€ 100k`, `−€ 1,5 mln`.
    pub fn money_tick(&self, amount: Decimal, currency: Currency) -> String {
        let text = self.scaled(amount, currency, 3, Sign::Both);
        text.strip_prefix('+').map_or(text.clone(), str::to_string)
    }

    /// An amount in US dollars, whatever the scenario's currency: `USD 278.400`, `USD 278,400`.
    pub fn usd(&self, amount: Decimal) -> String {
        self.money(amount, Currency::Usd)
    }

    /// How a currency is written beside a figure: `€`, or its code.
    pub fn currency_sign(&self, currency: Currency) -> &'static str {
        match currency {
            Currency::Eur => "€",
            Currency::Gbp => "£",
            // Of the dollars and crowns there are several: their codes can't be mistaken.
            _ => currency.code(),
        }
    }

    /// A number with so many decimals: `1.234,5`.
    pub fn number(&self, number: Decimal, decimals: u32) -> String {
        self.signed(Figure::rounded(number, decimals), Sign::Hyphen)
    }

    /// A number with at most so many decimals, and no zeros at the end: `1,5`.
    pub fn number_trimmed(&self, number: Decimal, decimals: u32) -> String {
        self.signed(Figure::rounded(number, decimals).trimmed(), Sign::Hyphen)
    }

    /// A number with so many decimals, with a sign unless it is zero: `+25.000`, `−39.600`.
    pub fn number_signed(&self, number: Decimal, decimals: u32) -> String {
        self.signed(Figure::rounded(number, decimals), Sign::Both)
    }

    /// A whole number: `10.000`.
    pub fn count(&self, count: i64) -> String {
        self.number(Decimal::from(count), 0)
    }

    /// A percentage with at most two decimals: `12,5 %`, `12.5%`.
    pub fn percent(&self, percent: Decimal) -> String {
        self.with_percent(Figure::rounded(percent, 2).trimmed(), Sign::Hyphen)
    }

    /// A percentage with at most two decimals, with a sign unless it is zero: `+20 %`.
    pub fn percent_signed(&self, percent: Decimal) -> String {
        self.with_percent(Figure::rounded(percent, 2).trimmed(), Sign::Both)
    }

    /// Two figures as a range: `€ 60.000 tot € 95.000`.
    pub fn range(&self, low: &str, high: &str) -> String {
        self.say(Message::RangeTo, &[("low", Arg::Text(low)), ("high", Arg::Text(high))]).plain()
    }

    /// A date: `1 oktober 2025`, `1 October 2025`.
    pub fn date(&self, date: Date) -> String {
        let first = self.language.style().first_day.to_string();
        let day = if date.day() == 1 { first } else { plain(i64::from(date.day())) };
        let year = plain(i64::from(date.year()));
        let month = self.month_name(date.month());
        self.say(Message::DateDay, &[("day", Arg::Text(&day)), ("month", Arg::Text(month)), ("year", Arg::Text(&year))])
            .plain()
    }

    /// The month of a date: `mei 2030`, `May 2030`.
    pub fn month(&self, date: Date) -> String {
        let year = plain(i64::from(date.year()));
        let month = self.month_name(date.month());
        self.say(Message::DateMonth, &[("month", Arg::Text(month)), ("year", Arg::Text(&year))]).plain()
    }

    /// The name of a month, 1…12: `mei`, `May`.
    pub fn month_name(&self, month: u8) -> &str {
        let message = usize::from(month).checked_sub(1).and_then(|place| MONTHS.get(place));
        message.map_or("", |message| self.text(*message))
    }

    /// In thousands, millions and so on, in at most three digits, from 10 to the power `from` on.
    fn scaled(&self, amount: Decimal, currency: Currency, from: u32, sign: Sign) -> String {
        let steps = [
            (12, Message::ShortTrillion),
            (9, Message::ShortBillion),
            (6, Message::ShortMillion),
            (3, Message::ShortThousand),
        ];
        let whole = Figure::rounded(amount, 0);
        // A million is reached at 1,000,000, and in thousands already at 999,500: that would be 1,000 of them.
        let reached = |step: u32| {
            whole.whole_digits() > step as usize || step > from && Figure::scaled(amount, step - 3).whole_digits() > 3
        };
        let Some((step, message)) =
            steps.into_iter().filter(|(step, _)| *step >= from).find(|(step, _)| reached(*step))
        else {
            return self.amount(whole, currency, sign);
        };
        let figure = Figure::scaled(amount, step);
        let negative = figure.negative;
        let unsigned = Figure { negative: false, ..figure };
        let number = self.signed(unsigned, Sign::Hyphen);
        let short = self.say(message, &[("amount", Arg::Text(&number))]).plain();
        self.beside_currency(negative, false, &short, currency, sign)
    }

    fn amount(&self, figure: Figure, currency: Currency, sign: Sign) -> String {
        let (negative, zero) = (figure.negative, figure.is_zero());
        let number = self.signed(Figure { negative: false, ..figure }, Sign::Hyphen);
        self.beside_currency(negative, zero, &number, currency, sign)
    }

    fn beside_currency(&self, negative: bool, zero: bool, number: &str, currency: Currency, sign: Sign) -> String {
        let style = self.language.style();
        let currency = self.currency_sign(currency);
        let mut text = String::new();
        match sign {
            Sign::Both if negative => text.push(MINUS),
            Sign::Both if !zero => text.push('+'),
            Sign::Hyphen if negative && style.minus_first => text.push('-'),
            _ => {}
        }
        if style.currency == Place::After {
            text.push_str(number);
            text.push(NO_BREAK);
            text.push_str(currency);
            return text;
        }
        text.push_str(currency);
        if style.currency == Place::BeforeApart || currency.len() == 3 && currency.is_ascii() {
            text.push(NO_BREAK);
        }
        if sign == Sign::Hyphen && negative && !style.minus_first {
            text.push('-');
        }
        text.push_str(number);
        text
    }

    fn with_percent(&self, figure: Figure, sign: Sign) -> String {
        let mut text = self.signed(figure, sign);
        if self.language.style().space_before_percent {
            text.push(NO_BREAK);
        }
        text.push('%');
        text
    }

    fn signed(&self, figure: Figure, sign: Sign) -> String {
        let style = self.language.style();
        let mut text = String::new();
        match (sign, figure.negative) {
            (Sign::Hyphen, true) => text.push('-'),
            (Sign::Both, true) => text.push(MINUS),
            (Sign::Both, false) if !figure.is_zero() => text.push('+'),
            _ => {}
        }
        let decimals = figure.decimals;
        for (place, digit) in figure.digits.iter().enumerate().rev() {
            text.push(char::from(*digit));
            if place == decimals && decimals > 0 {
                text.push(style.decimal);
            } else if place > decimals && (place - decimals).is_multiple_of(3) {
                text.push(style.group);
            }
        }
        text
    }
}

/// A number in digits, before a language decides how they are set.
struct Figure {
    negative: bool,
    /// ASCII digits, the last one first; always more than there are decimals.
    digits: Vec<u8>,
    decimals: usize,
}

impl Figure {
    fn rounded(number: Decimal, decimals: u32) -> Figure {
        let rounded = number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        let wanted = decimals as usize;
        let scale = rounded.scale() as usize;
        let mut digits = vec![b'0'; wanted.saturating_sub(scale)];
        let parts = rounded.unpack();
        let mut limbs = [parts.hi, parts.mid, parts.lo];
        while digits.len() <= wanted || limbs != [0; 3] {
            let mut remainder = 0;
            for limb in &mut limbs {
                let part = (remainder << 32) | u64::from(*limb);
                *limb = (part / 10) as u32; // Below 2³²: the remainder is below 10.
                remainder = part % 10;
            }
            digits.push(b'0' + remainder as u8);
        }
        let negative = rounded.is_sign_negative() && !rounded.is_zero();
        Figure { negative, digits, decimals: wanted }
    }

    /// The number divided by 10 to the power `step`, in at most three digits, without zeros at the end.
    fn scaled(number: Decimal, step: u32) -> Figure {
        let unit = Decimal::from(10_u64.pow(step));
        let divided = number.checked_div(unit).unwrap_or_default();
        let decimals = match divided.abs() {
            size if size < Decimal::from(10) => 2,
            size if size < Decimal::from(100) => 1,
            _ => 0,
        };
        Figure::rounded(divided, decimals).trimmed()
    }

    /// Without zeros at the end.
    fn trimmed(mut self) -> Figure {
        let zeros = self.digits.iter().take(self.decimals).take_while(|digit| **digit == b'0').count();
        self.digits.drain(..zeros);
        self.decimals -= zeros;
        self
    }

    fn is_zero(&self) -> bool {
        self.digits.iter().all(|digit| *digit == b'0')
    }

    fn whole_digits(&self) -> usize {
        self.digits.len() - self.decimals
    }
}

/// A whole number without grouping: the year of a date.
fn plain(number: i64) -> String {
    number.to_string()
}
