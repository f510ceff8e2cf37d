//! Tierwise: direct from Microsoft, through an indirect provider, or both.

pub mod app;
pub mod engine;
pub mod entry;
#[cfg(feature = "json")]
pub mod json;
pub mod link;
