//! Charts.
pub mod engine;
pub mod fault;
pub mod theme;
