//! Monthly key figures as a static archive.

pub mod charts;
pub mod model;
