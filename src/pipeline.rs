//! The stages in their order. (A stand-in: only the types that the command line needs.)

use std::num::NonZeroUsize;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use crate::diagnostic::Report;
use crate::progress::Progress;
use crate::source::Source;

/// What of a publication is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The time that decides what is under embargo.
    pub now: DateTime<FixedOffset>,
    /// Include what is under embargo, marked so on every page.
    pub preview: bool,
}

/// What to build, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildOptions {
    /// What is published.
    pub scope: Scope,
    /// The folder of the archive.
    pub out: PathBuf,
    /// How many threads; `None` = as many as the machine has.
    pub jobs: Option<NonZeroUsize>,
}

/// What a build made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Editions in the archive.
    pub editions: usize,
    /// Pages (HTML files).
    pub pages: usize,
    /// All files.
    pub files: usize,
    /// Their size.
    pub bytes: u64,
    /// Files written in this run.
    pub written: usize,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Charts drawn in this run.
    pub charts: usize,
}

/// How a run ended.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Every problem of the input.
    pub report: Report,
    /// What was made; `None` when nothing was.
    pub summary: Option<Summary>,
    /// What went wrong on the disk or in the program, in words.
    pub fault: Option<String>,
}

/// Builds the archive.
pub fn build(_source: &dyn Source, _options: &BuildOptions, progress: &dyn Progress) -> Outcome {
    progress.stage("Reading", 0);
    progress.done();
    Outcome { summary: Some(Summary::default()), ..Outcome::default() }
}

/// Does the same up to rendering, and writes nothing.
pub fn check(_source: &dyn Source, _scope: &Scope, progress: &dyn Progress) -> Outcome {
    progress.stage("Reading", 0);
    progress.done();
    Outcome::default()
}
