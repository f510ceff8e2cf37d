//! Workbooks: the cells agree with the engine, texts stay texts, and LibreOffice finds the same figures.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod agreement;
mod files;
mod recalculated;
mod scenarios;
mod tables;
