//! `noegletal` publishes monthly key figures as a versioned, static archive.

pub mod archive;
pub mod charts;
pub mod cli;
pub mod compute;
pub mod config;
pub mod diagnostic;
pub mod disclosure;
pub mod export;
pub mod ingest;
pub mod model;
pub mod notes;
pub mod pipeline;
pub mod progress;
pub mod render;
pub mod sample;
pub mod serve;
pub mod source;
pub mod text;
