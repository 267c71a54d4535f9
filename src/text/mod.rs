//! How numbers, dates and names are written for Danish readers. Numbers become text here and nowhere else.

pub mod date;
pub mod name;
pub mod number;
pub mod symbol;
pub mod timemap;
pub mod version;

/// Space that does not break, between a number and its unit.
pub const NBSP: char = '\u{a0}';
