//! `noegletal` publishes monthly key figures as a versioned, static archive.
pub mod cli;
pub mod diagnostic;
pub mod disclosure;
pub mod model;
pub mod notes;
pub mod pipeline;
pub mod progress;
pub mod sample;
pub mod serve;
pub mod source;
pub mod text;
