//! The tests of the engine and its edges, in one binary: worked cases, laws, boundaries, and the shape of the project.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod attribution;
#[cfg(feature = "batch")]
mod batch;
#[cfg(feature = "batch")]
mod batch_docs;
#[cfg(feature = "batch")]
mod batch_files;
#[cfg(feature = "batch")]
mod batch_limits;
#[cfg(feature = "batch")]
mod batch_view;
#[cfg(feature = "batch")]
mod batch_words;
#[cfg(feature = "batch")]
mod batch_worker;
mod boundaries;
mod cases;
mod catalogue;
mod corpus;
#[path = "../decoders/mod.rs"]
mod decoders;
mod doubt;
mod formulas;
mod golden;
mod json;
mod landscape;
mod laws;
mod layers;
mod links;
mod mix;
mod numbers;
mod presets;
mod provider;
mod ranges;
mod receipts;
mod scenario;
mod schema;
mod situation;
mod support;
mod typed;
mod verify;
mod worth;
