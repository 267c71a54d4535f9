//! How numbers, dates, names and messages are written for readers, in Danish and English. Numbers become text here and
//! nowhere else.

pub mod date;
pub mod document;
pub mod messages;
pub mod name;
pub mod number;
#[cfg(test)]
pub(crate) mod schema_tests;
pub mod symbol;
pub mod timemap;
pub mod version;

/// Space that does not break, between a number and its unit.
pub const NBSP: char = '\u{a0}';
