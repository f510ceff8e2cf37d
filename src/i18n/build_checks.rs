//! The build script's own checks, compiled here so that their tests run with all others.

#[path = "../../build/messages.rs"]
mod messages;
#[path = "../../build/programme.rs"]
mod programme;
#[path = "../../build/tree.rs"]
mod tree;
