//! `noegletal` publishes monthly key figures as a versioned, static archive.
pub mod config;
pub mod diagnostic;
pub mod disclosure;
pub mod ingest;
pub mod model;
pub mod source;
pub mod text;
