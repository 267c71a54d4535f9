//! Configuration: as written (raw), then as checked.

mod release;

pub use release::{Axis, DeclaredMissing, Fixed, Layout, ReleaseDescription, TableDescription};
