//! The ports to the browser: the address, the clock, the document, the messages. Strings in, strings out; nothing here
//! knows the engine.

pub mod address;
pub mod clock;
pub mod document;
pub mod messages;
