//! What a provider brings to the page, read and made ready: a program of its own, fetched when the address names a profile
//! or an accent.
//!
//! [`palette`] makes an accent that can be read of any colour; [`pairs`] lists where the sheets use which colour.

pub mod contrast;
pub mod pairs;
pub mod palette;
