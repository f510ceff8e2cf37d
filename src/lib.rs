//! Tierwise: direct from Microsoft, through an indirect provider, or both.
//!
//! A calculator for partners in Microsoft's Cloud Solution Provider programme. It runs wholly in the browser; nothing
//! typed leaves it. The modules, in reading order:
//!
//! - [`engine`] answers: a scenario in, a report out. Pure and total; no clock, no locale, no text for people.
//! - [`entry`] reads a number as people write it, and says when it is in doubt.
//! - [`typed`] reads what was typed for a field, and writes its value.
//! - [`link`] is a scenario as the fragment of an address; `json` one as JSON.
//! - [`outlook`] is what the page asks of the worker that makes the draws, and its answer.
//! - `qr` draws a link as a QR code, in a program of its own.
//! - `csv` writes tables for spreadsheets.
//! - [`ics`] writes days as a calendar file.
//! - [`i18n`] has the languages: their messages, and how they write figures and dates.
//! - `verify` writes a scenario with its report into a file, and says of such a file whether it agrees.
//! - `figures` says of every figure of a report what it is called and what it counts.
//! - `schema` writes the JSON Schema of a scenario and of a file; no program of the page has it.
//! - `take` makes the files that a visitor takes along, and says what one says that comes back.
//! - `profile` reads what a provider brings to the page, in a program of its own.
//! - `batch` answers for many partners at once, from a table, in a program of its own.
//! - `sheet` writes a scenario and its answer as a workbook with live formulas, in a program of its own.
//! - [`app`] is the page's state without a browser: actions in, a new state out.
//! - `browser` has the ports to the browser, and `ui` draws. Only these two need the feature `web`.
//!
//! `ARCHITECTURE.md` says which of them may use which, and where a change goes.

pub mod app;
#[cfg(feature = "batch")]
pub mod batch;
#[cfg(feature = "web")]
pub mod browser;
#[cfg(feature = "csv")]
pub mod csv;
pub mod engine;
pub mod entry;
#[cfg(feature = "json")]
pub mod figures;
pub mod i18n;
pub mod ics;
#[cfg(feature = "json")]
pub mod json;
pub mod link;
pub mod outlook;
#[cfg(feature = "json")]
pub mod profile;
#[cfg(feature = "web")]
pub mod qr;
#[cfg(all(feature = "json", not(target_arch = "wasm32")))]
pub mod schema;
#[cfg(feature = "sheet")]
pub mod sheet;
#[cfg(all(feature = "csv", feature = "json", feature = "sheet"))]
pub mod take;
pub mod typed;
#[cfg(feature = "web")]
pub mod ui;
#[cfg(feature = "json")]
pub mod verify;
