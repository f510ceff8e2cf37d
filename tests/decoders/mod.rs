//! What holds of every decoder, whatever it is given: each law takes any bytes, and panics where it doesn't hold.
//!
//! The test `corpus` replays the files in `tests/corpus/` through them, the programs in `fuzz/` look for bytes that break one:
//! `cargo xtask fuzz`.

mod address;
mod file;
mod message;
mod number;
mod profile;
mod scenario;
#[cfg(feature = "batch")]
mod table;
#[cfg(feature = "batch")]
mod worker;

use std::borrow::Cow;

use tierwise::engine::Evaluation;
use tierwise::engine::date::Date;
use tierwise::engine::scenario::Scenario;
use tierwise::i18n::Language;
use tierwise::{json, link};

/// The day on which everything is read.
const TODAY: Date = Date::literal(2026, 11, 22);

/// A decoder with its law.
pub(crate) struct Decoder {
    /// Its name: that of its folder in `tests/corpus/`.
    pub(crate) name: &'static str,
    /// Panics where something doesn't hold that has to, whatever the bytes are.
    pub(crate) law: fn(&[u8]),
}

/// All of them.
pub(crate) const DECODERS: &[Decoder] = &[
    Decoder { name: "link", law: address::law },
    Decoder { name: "json", law: scenario::law },
    Decoder { name: "file", law: file::law },
    Decoder { name: "profile", law: profile::law },
    Decoder { name: "message", law: message::law },
    Decoder { name: "number", law: number::law },
    Decoder { name: "cells", law: number::cells_law },
    #[cfg(feature = "batch")]
    Decoder { name: "csv", law: table::csv_law },
    #[cfg(feature = "batch")]
    Decoder { name: "xlsx", law: table::xlsx_law },
    #[cfg(feature = "batch")]
    Decoder { name: "worker", law: worker::law },
];

/// Bytes as a text: what isn't one has a sign for it, as in a browser.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// A language that follows from the bytes, so that each of them has its turn.
fn language(bytes: &[u8]) -> Language {
    Language::ALL[bytes.len() % Language::ALL.len()]
}

/// What holds of a scenario, wherever it was read: it has an answer, and every way to write it gives the same one back.
fn sound(scenario: &Scenario) {
    Evaluation::new(scenario, TODAY).answer();
    for (slot, value) in scenario.stated() {
        let text = value.text(slot.row().kind);
        assert_eq!(Scenario::parse_text(slot, &text).as_ref(), Ok(value), "{}", slot.path());
    }
    let fields = link::write_plain(scenario);
    let read = link::plain(&fields);
    assert_eq!((&read.scenario, read.problems.as_slice()), (scenario, [].as_slice()), "{fields}");
    let link = link::encode(scenario, TODAY, None, Some("nl"));
    let read = link::decode(&link, TODAY);
    assert_eq!((&read.scenario, read.problems.as_slice()), (scenario, [].as_slice()), "{link}");
    assert_eq!((read.kind, read.language.as_deref()), (link::Kind::Exact, Some("nl")), "{link}");
    let written = json::written(scenario).canonical();
    assert_eq!(json::scenario(&written).as_ref(), Ok(scenario), "{written}");
}
