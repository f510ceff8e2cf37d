//! The built page in a real browser.
//!
//! `cargo run -p e2e -- test [--engine firefox] [part of a name…]` tells the stories, `shots [part]` takes pictures, `latency` measures how soon
//! the page answers, `batch` what a table of partners costs, `perf` what a visit does. All work on `dist/` as it is; `cargo xtask` builds it first.

pub mod batch;
pub mod browser;
pub mod driver;
pub mod host;
pub mod latency;
pub mod page;
pub mod pdf;
pub mod perf;
pub mod runner;
pub mod shots;
pub mod states;
pub mod stories;
