//! What may be shown. The only room that can make a [`Cleared`] value.
//!
//! The policy so far is primary: a count is shown only when it is large enough, and a share only when its numerator,
//! its denominator and what is left between them are. A figure without counts is shown only when its owner has
//! published it already, which the measure declares; otherwise nobody could tell how small the group is.
//! What a reader could work out from totals is not yet held back: until it is, a publication of real counts must not
//! be made with this program, and `docs/` says so.

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

pub use policy::{Held, clear};
pub use seal::{Cleared, NoFigures};
