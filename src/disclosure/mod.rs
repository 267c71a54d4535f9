//! What may be shown. The only room that can make a [`Cleared`] value.

mod seal;

pub use seal::Cleared;
