//! What may be shown. The only room that can make a [`Cleared`] value.
//!
//! Primary: a count is shown only when it is large enough, and a share only when its numerator, its denominator and what
//! is left between them are. A figure without counts is shown only when its owner has published it already, which the
//! measure declares; otherwise nobody could tell how small the group is.
//!
//! Secondary: whatever would give a hidden cell away in a sum over funds or areas is hidden too, the cheapest cells first.
//! A table with margins and a hierarchy is a flow network (`network`, `sums`), so an attacker's interval is two maximum
//! flows, in whole numbers and exact. Numerators and rests of shares are two tables with one pattern. Hierarchies that
//! cross each other are networks over the same cells, and no network together: so for every hidden cell a change of hidden
//! cells is kept (`witness`) that leaves every shown cell of all hierarchies as it is (`together`), wide enough for the
//! policy. What was hidden for the sake of others is shown again, and a coarser answer (`coarse`) given, only as long as
//! such a change can be found for every hidden cell. Each table of a share moves while the other stays, and so do measures
//! that bound one another, so what is shown holds for all of them together.
//!
//! Figures over months are hidden when any of their months is. What was hidden stays hidden in later versions, and what is
//! hidden of a published version is an input of later builds. A correction (`corrected`) hides of what readers have only
//! what has changed, and as much of that as it takes for the two versions together to give nothing away; where no pattern
//! can be shown to be safe, it shows nothing but what was shown before.
//!
//! Not covered: what a fund or a jobcentre knows of its own figures, beyond groups of one; measures that share people in
//! other ways than by one being at most as large as another.

mod coarse;
mod corrected;
#[cfg(test)]
mod field;
mod hierarchy;
mod limit;
mod month;
mod network;
mod pattern;
mod policy;
mod protect;
mod readers;
mod seal;
mod sums;
#[cfg(test)]
mod tests;
mod together;
mod witness;

pub use policy::{Held, Known, clear};
pub use seal::{Cleared, NoFigures};
