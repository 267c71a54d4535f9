//! Configuration: as written (raw), then as checked.
//!
//! A file becomes a `Document` (text with places), then a raw table or rows (`shape`, `value`, `list`: every key and column,
//! known or not), then a part of the model (one file here for each file of a publication). Whatever is wrong is
//! reported with its place and what to do, and the reading goes on, so that one run shows everything.

mod akasser;
mod announcements;
mod appointments;
mod areas;
mod checker;
mod description;
mod document;
mod follow_up;
mod head;
mod intervals;
mod list;
mod load;
mod lookup;
mod measures;
mod naming;
mod plausibility;
mod raw;
mod reference;
mod relations;
mod release;
mod rows;
mod shape;
mod spelling;
mod table_shape;
mod tables;
mod targets;
mod value;

pub use description::release;
pub use load::{PUBLICATION_FILE, load};
pub use lookup::{AreaProblem, Lookup};
pub use release::{Axis, Counted, DeclaredMissing, Fixed, Layout, ReleaseDescription, Symbol, TableDescription};
