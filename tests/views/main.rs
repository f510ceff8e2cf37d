//! The views, drawn on the host: no browser needed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(not(target_arch = "wasm32"))]

mod compare;
mod decide;
mod dossier;
mod doubt;
mod form;
mod landscape;
mod mix;
mod moving;
mod provider;
mod receipt;
mod report;
mod rules;
mod scenarios;
mod time;
