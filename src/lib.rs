//! `noegletal` publishes monthly key figures as a versioned, static archive.
pub mod archive;
pub mod diagnostic;
pub mod disclosure;
pub mod export;
pub mod model;
pub mod source;
pub mod text;
