//! The method held against the field: published tables with known answers, Gaussian elimination on the same tables, and
//! attacks on random tables that share nothing with the method.
//!
//! `table` is a table as its readers know it; `adapter` is the only file that knows how the method wants it. `attack` works
//! from the sums alone, by trying whole numbers and by linear programming.
//!
//! Environment: `NOEGLETAL_ATTACKS=5000` sets how many random tables are attacked (a few hundred without it).

mod adapter;
mod attack;
mod comparison;
mod gauss;
mod properties;
mod published;
mod random;
mod table;
