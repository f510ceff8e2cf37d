//! Many partners at once: a table with a row for each in, an answer to each out.
//!
//! - [`encoding`], [`text`] and [`workbook`] make a [`table::Table`] of a file, or say why it is [`refused`].
//! - [`header`] says what each column stands for, and suggests what an unknown one may have been meant to be.
//! - [`cell`] and [`row`] read a row in the file's language, or say everything that keeps it from being read; [`words`] has
//!   what things are called in each language.
//! - [`answers`] works the rows out and keeps them in a few bytes each.
//! - [`view`] says which rows are shown, in what order, and what they come to together; [`say`] puts what is known and what is
//!   wrong into words.
//! - [`file`] is a file as it was chosen.
//! - [`worker`] answers what the page asks.
//! - [`export`] writes the results as files, [`template`] a file to begin with.

pub mod answers;
pub mod cell;
pub mod encoding;
pub mod export;
pub mod file;
pub mod header;
pub mod refused;
pub mod row;
pub mod say;
pub mod table;
pub mod template;
pub mod text;
pub mod view;
pub mod words;
pub mod workbook;
pub mod worker;
