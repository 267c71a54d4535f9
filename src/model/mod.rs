//! What every stage speaks of.

pub mod picture;
