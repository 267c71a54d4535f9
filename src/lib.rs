//! `noegletal` publishes monthly key figures as a versioned, static archive.
pub mod diagnostic;
pub mod disclosure;
pub mod model;
pub mod render;
pub mod source;
pub mod text;
