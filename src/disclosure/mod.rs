//! What may be shown. The only room that can make a [`Cleared`] value.
//!
//! Primary: a count is shown only when it is large enough, and a share only when its numerator, its denominator and what
//! is left between them are. A figure without counts is shown only when its owner has published it already, which the
//! measure declares; otherwise nobody could tell how small the group is.
//!
//! Secondary: whatever would give a hidden cell away in a sum over funds or areas is hidden too, the cheapest cells first.
//! A table with margins and a hierarchy is a flow network (`network`, `sums`), so an attacker's interval is two maximum
//! flows, in whole numbers and exact. Numerators and rests of shares are two tables with one pattern. Hierarchies that
//! cross each other are networks of their own over the same cells. Along every circle of hidden cells all of them can move
//! without any shown sum changing; that holds for figures over months as well, since these are hidden when any of their
//! months is, and for later versions, since what was hidden stays hidden.
//!
//! Not yet: measures that share people, and crossing hierarchies, attacked together by linear programming.

mod coarse;
#[cfg(test)]
mod field;
mod hierarchy;
mod limit;
mod month;
mod network;
mod policy;
mod protect;
mod seal;
mod sums;
#[cfg(test)]
mod tests;
mod together;
mod witness;

pub use policy::{Held, Known, clear};
pub use seal::{Cleared, NoFigures};
