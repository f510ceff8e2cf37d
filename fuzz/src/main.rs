//! Looks for bytes that break a law of a decoder, guided by what of the program each input reaches. `cargo xtask fuzz` builds
//! it with the flags that this takes, and runs it for each decoder.
#![no_main]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../../tests/decoders/mod.rs"]
mod decoders;

use std::env;
use std::sync::LazyLock;

/// The variable that says which decoder it is about.
const DECODER: &str = "TIERWISE_DECODER";

static LAW: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = env::var(DECODER).unwrap_or_default();
    let decoder = decoders::DECODERS.iter().find(|decoder| decoder.name == name);
    decoder.unwrap_or_else(|| panic!("{DECODER} names no decoder: {name:?}")).law
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| LAW(bytes));
