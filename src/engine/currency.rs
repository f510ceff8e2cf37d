//! The currencies a scenario can be in.

use rust_decimal::Decimal;

/// A currency, by its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Currency {
    Eur,
    Usd,
    Gbp,
    Chf,
    Sek,
    Nok,
    Dkk,
    Pln,
    Czk,
    Cad,
    Aud,
}

impl Currency {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Currency; 11] = [
        Currency::Eur,
        Currency::Usd,
        Currency::Gbp,
        Currency::Chf,
        Currency::Sek,
        Currency::Nok,
        Currency::Dkk,
        Currency::Pln,
        Currency::Czk,
        Currency::Cad,
        Currency::Aud,
    ];

    /// The codes, in the order of [`Currency::ALL`].
    pub const CODES: [&'static str; 11] = ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD"];

    /// The ISO 4217 code: `EUR`.
    pub fn code(self) -> &'static str {
        Currency::CODES.get(self as usize).copied().unwrap_or_default()
    }

    /// The currency with this code, in capitals.
    pub fn from_code(code: &str) -> Option<Currency> {
        Currency::ALL.into_iter().find(|currency| currency.code() == code)
    }

    /// US dollars for one unit, when the scenario states none.
    ///
    /// Round figures of our own to start from, not rates of any day: the page asks for one's own.
    pub fn default_usd_rate(self) -> Decimal {
        let (digits, decimals) = match self {
            Currency::Eur => (110, 2),
            Currency::Usd => (1, 0),
            Currency::Gbp => (130, 2),
            Currency::Chf => (115, 2),
            Currency::Sek | Currency::Nok => (95, 3),
            Currency::Dkk => (147, 3),
            Currency::Pln => (26, 2),
            Currency::Czk => (44, 3),
            Currency::Cad => (73, 2),
            Currency::Aud => (66, 2),
        };
        Decimal::new(digits, decimals)
    }
}
