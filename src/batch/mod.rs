//! Many partners at once: a table with a row for each in, an answer to each out.
//!
//! - [`encoding`], [`text`] and [`workbook`] make a [`table::Table`] of a file, or say why it is [`refused`].
//! - [`header`] says what each column stands for, and suggests what an unknown one may have been meant to be.
//! - [`cell`] and [`row`] read a row in the file's language, or say everything that keeps it from being read; [`words`] has
//!   what things are called in each language.
//! - [`answers`] works the rows out and keeps them in a few bytes each.

pub mod answers;
pub mod cell;
pub mod encoding;
pub mod header;
pub mod refused;
pub mod row;
pub mod table;
pub mod text;
pub mod words;
pub mod workbook;
