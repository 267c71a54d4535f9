//! The only place that calls the stages, in order; no logic of its own.
//!
//! ```text
//! config ─► ingest ─► compute::release_figures ─► disclosure::clear ─► compute::edition ─► charts, render, export ─► archive
//! ```
//!
//! Releases are taken in the order of their publication, a few at a time: read in parallel, computed one after another
//! (each knows what was published before it), drawn in parallel, staged, forgotten. Nothing is visible before the last
//! step, and nothing is written when an input has an error.

mod desk;
mod press;

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use crate::archive::{Writer, Written};
use crate::diagnostic::Report;
use crate::progress::Progress;
use crate::source::Source;

use desk::Desk;
use press::Press;

/// How a publication is built.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// The archive's folder.
    pub out: PathBuf,
    /// Whether to show what is under embargo, marked on each page.
    pub preview: bool,
    /// The time that embargoes are judged by.
    pub now: DateTime<FixedOffset>,
    /// Threads; `None` = one for each core.
    pub jobs: Option<usize>,
}

/// How a run ended.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What is wrong with the input.
    pub report: Report,
    /// What was built; `None` when nothing was, and after a check.
    pub summary: Option<Summary>,
    /// A failure of the disk or of the program itself, as a sentence.
    pub fault: Option<String>,
    /// Whether there is no publication to read at all.
    pub no_publication: bool,
}

/// What a build has made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Versions of months.
    pub editions: usize,
    /// HTML pages.
    pub pages: usize,
    /// Big charts drawn.
    pub charts: usize,
    /// What the archive did.
    pub written: Written,
}

/// Builds the archive.
pub fn build(source: &dyn Source, options: &BuildOptions, progress: &dyn Progress) -> Outcome {
    in_pool(options.jobs, || {
        let mut outcome = Outcome::default();
        let Some(desk) = Desk::open(source, options, &mut outcome) else { return outcome };
        match draw(&desk, options, progress, &mut outcome.report) {
            Ok(summary) => outcome.summary = summary,
            Err(fault) => outcome.fault = Some(fault),
        }
        outcome
    })
}

/// Does everything up to rendering; writes nothing.
pub fn check(source: &dyn Source, options: &BuildOptions, progress: &dyn Progress) -> Outcome {
    in_pool(options.jobs, || {
        let mut outcome = Outcome::default();
        let Some(desk) = Desk::open(source, options, &mut outcome) else { return outcome };
        let result = desk.editions(progress, &mut outcome.report, &mut |_| Ok(()));
        match result {
            Ok(history) => outcome.report.append(desk.unresolved(&history)),
            Err(fault) => outcome.fault = Some(fault),
        }
        outcome
    })
}

fn draw(
    desk: &Desk<'_>,
    options: &BuildOptions,
    progress: &dyn Progress,
    report: &mut Report,
) -> Result<Option<Summary>, String> {
    let press = match Press::prepare(desk, options) {
        Ok(press) => press,
        Err(diagnostic) => {
            report.push(diagnostic);
            return Ok(None);
        }
    };
    let writer = Writer::open(&options.out).map_err(|fault| fault.to_string())?;
    let mut own = Report::default();
    let mut tally = press::Tally::default();
    let history = desk.editions(progress, &mut own, &mut |editions| press.editions(editions, &writer, &mut tally))?;
    own.append(desk.unresolved(&history));
    own.append(press.shared(&history, &writer, &mut tally)?);
    let clean = own.is_clean() && report.is_clean();
    report.append(own);
    if !clean {
        // The staged files are dropped with the writer; what was published before stays as it was.
        return Ok(None);
    }
    let written = writer.commit().map_err(|fault| fault.to_string())?;
    Ok(Some(Summary { editions: tally.editions, pages: tally.pages, charts: tally.charts, written }))
}

/// Runs in a pool of its own when a number of threads is asked for.
fn in_pool(jobs: Option<usize>, run: impl FnOnce() -> Outcome + Send) -> Outcome {
    let Some(jobs) = jobs else { return run() };
    match rayon::ThreadPoolBuilder::new().num_threads(jobs).build() {
        Ok(pool) => pool.install(run),
        Err(error) => Outcome { fault: Some(error.to_string()), ..Outcome::default() },
    }
}
