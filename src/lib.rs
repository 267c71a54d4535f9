//! `noegletal` publishes monthly key figures as a versioned, static archive.

pub mod charts;
pub mod compute;
pub mod config;
pub mod diagnostic;
pub mod disclosure;
pub mod ingest;
pub mod model;
pub mod progress;
pub mod sample;
pub mod source;
pub mod text;
