//! Every chore of Tierwise, behind `cargo xtask`.
//!
//! A library as well, so that the end-to-end tests use the same server and the same browser.

pub mod cli;
pub mod command;
pub mod compress;
pub mod deploy;
mod embed;
mod front;
pub mod fuzz;
pub mod hash;
pub mod headers;
pub mod licences;
pub mod lighthouse;
pub mod mutants;
pub mod nginx;
mod outlook;
pub mod page;
pub mod pages;
pub mod post_build;
pub mod serve;
pub mod server;
pub mod size;
pub mod suite;
pub mod supply;
pub mod tools;
pub mod workspace;
