//! The only place that calls the stages, in order; no logic of its own.
//!
//! ```text
//! config ─► ingest ─► compute::release_figures ─► disclosure::clear ─► compute::edition ─► charts, render, export ─► archive
//! ```
//!
//! Releases are taken in the order of their publication, a few at a time: read in parallel, computed one after another
//! (each knows what was published before it), drawn in parallel, staged, forgotten. Nothing is visible before the last
//! step, and nothing is written when an input has an error.

mod audit;
mod auditor;
mod before;
mod desk;
mod diff;
mod elsewhere;
mod inputs;
mod press;
mod revise;
mod witness;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use chrono::{DateTime, FixedOffset};

use crate::archive::Writer;
use crate::diagnostic::Report;
use crate::model::{FileSet, Months};
use crate::progress::Progress;
use crate::source::Source;
use crate::{archive, config};

pub use audit::{Audited, audit};
pub use diff::{Asked, Diffed, diff, diff_archive};
pub use revise::{NewVersion, Revision, revise};

use auditor::Known;
use before::Only;
use desk::Desk;
use press::Press;
use witness::Witness;

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
    /// Where drawn charts are kept from one build to the next, and from what each version was made, so that only what
    /// changed is drawn; `None` = nowhere.
    pub drawer: Option<PathBuf>,
    /// How many threads; `None` = as many as the machine has.
    pub jobs: Option<NonZeroUsize>,
}

/// What a build made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Editions in the archive.
    pub editions: usize,
    /// Those of them whose files were kept as they stood, since nothing that they are made from has changed.
    pub kept: usize,
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
    /// Figures held back to protect people: how many, never which.
    pub held: usize,
}

/// How a run ended.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Every problem of the input.
    pub report: Report,
    /// What was made; `None` when nothing was.
    pub summary: Option<Summary>,
    /// What was asked for that cannot be, in words.
    pub refused: Option<String>,
    /// What went wrong on the disk or in the program, in words.
    pub fault: Option<String>,
}

/// Builds the archive.
pub fn build(source: &dyn Source, options: &BuildOptions, progress: &dyn Progress) -> Outcome {
    build_all_or(source, options, None, progress)
}

/// Builds a part of the archive: the editions of some months, and nothing that stands outside editions. Parts join by
/// copying them into one folder; [`build`] makes it whole. All of the input is read, computed and protected, since what
/// earlier editions hold back decides what later ones do. Nothing is sealed: nothing is published yet.
pub fn build_part(source: &dyn Source, options: &BuildOptions, months: Months, progress: &dyn Progress) -> Outcome {
    build_all_or(source, options, Some(months), progress)
}

fn build_all_or(
    source: &dyn Source,
    options: &BuildOptions,
    months: Option<Months>,
    progress: &dyn Progress,
) -> Outcome {
    in_pool(options.jobs, || {
        if options.drawer.is_some() {
            // It is asked for when all has been read, and takes as long as that.
            rayon::spawn(|| _ = crate::source::program());
        }
        let witness = Witness::of(source);
        with_desk(&witness, &options.scope, |desk, outcome| {
            let only = match months.map(|months| desk.part(months).map(|part| (months, part))).transpose() {
                Ok(only) => only,
                Err(sentence) => {
                    outcome.refused = Some(sentence);
                    return;
                }
            };
            match draw(desk, &witness, (options, only), progress) {
                Ok((report, summary)) => {
                    outcome.report.append(report);
                    outcome.summary = summary;
                }
                Err(fault) => outcome.fault = Some(fault),
            }
        })
    })
}

/// Forgets what the versions of earlier builds were made from, so that the next build trusts nothing that stands.
///
/// # Errors
/// A sentence about what the disk refused.
pub fn forget(drawer: &Path) -> Result<(), String> {
    archive::Built::forget(&archive::Drawer::open(Some(drawer)))
        .map_err(|error| format!("what was built before cannot be forgotten in {}: {error}", drawer.display()))
}

/// Does everything up to rendering; writes nothing. Templates are read and seals are compared, too.
pub fn check(source: &dyn Source, scope: &Scope, progress: &dyn Progress) -> Outcome {
    with_desk(source, scope, |desk, outcome| match look(desk, scope, progress) {
        Ok(report) => outcome.report.append(report),
        Err(fault) => outcome.fault = Some(fault),
    })
}

fn look(desk: &Desk<'_>, scope: &Scope, progress: &dyn Progress) -> Result<Report, String> {
    let mut report = Report::default();
    let press = match Press::prepare(desk, scope.preview, None) {
        Ok(press) => Some(press),
        Err(problems) => {
            report.append(problems);
            None
        }
    };
    let (history, _) = desk.editions(progress, (&mut report, &Known::new()), &|edition, _| {
        if let Some(press) = &press {
            press.seal(&edition);
        }
        Ok(Report::default())
    })?;
    // Where deliveries could not be read, texts miss figures for that reason alone.
    if report.is_clean() {
        report.append(desk.unresolved(&history));
    }
    if let Some(press) = press.filter(|_| report.is_clean() && desk.is_clean()) {
        report.append(press.held_against_seals());
    }
    Ok(report)
}

/// Writes the files of a sample into a folder that is not there yet, or is empty; returns how many files it has.
///
/// # Errors
/// A sentence about what stands in the way, or what the disk refused.
pub fn write_sample(files: &FileSet, folder: &Path) -> Result<usize, String> {
    archive::write_new_folder(folder, files).map_err(|fault| fault.to_string())?;
    Ok(files.len())
}

/// Reads everything but the figures, and goes on with it when that was possible.
fn with_desk(source: &dyn Source, scope: &Scope, work: impl FnOnce(&Desk<'_>, &mut Outcome)) -> Outcome {
    let (publication, report) = config::load(source);
    let mut outcome = Outcome { report, ..Outcome::default() };
    if let Some(publication) = publication {
        let desk = Desk::open(source, &publication, scope, &mut outcome.report);
        work(&desk, &mut outcome);
    }
    outcome
}

/// Computes and draws everything, and makes it visible if the input has no error.
fn draw(
    desk: &Desk<'_>,
    witness: &Witness<'_>,
    (options, only): (&BuildOptions, Only),
    progress: &dyn Progress,
) -> Result<(Report, Option<Summary>), String> {
    let mut report = Report::default();
    let mut press = match Press::prepare(desk, options.scope.preview, options.drawer.as_deref()) {
        Ok(press) => press,
        Err(problems) => return Ok((problems, None)),
    };
    press.only(only);
    let writer = press.open(&options.out)?;
    let before = press.before(&writer)?;
    let held = settling(&writer, |more| {
        let (history, held) = desk.editions(progress, (&mut report, &before.audited), &|edition, counts| {
            let staged = press.edition(edition, (counts, &before.kept), &writer);
            more();
            staged
        })?;
        if report.is_clean() {
            report.append(desk.unresolved(&history));
        }
        if report.is_clean() && desk.is_clean() {
            report.append(if only.is_some() { press.assets(&writer)? } else { press.shared(&history, &writer)? });
        }
        Ok(held)
    })?;
    if !report.is_clean() || !desk.is_clean() {
        // What was staged is dropped with the writer; what was published before stays as it was.
        return Ok((report, None));
    }
    let (problems, summary) = press.commit(writer, (&before, held), witness)?;
    report.append(problems);
    Ok((report, summary))
}

/// Does work that stages files; they go to the disk meanwhile, or the end would be spent on waiting for it. The work is
/// given what to call when there is more.
fn settling<T>(writer: &Writer, work: impl FnOnce(&(dyn Fn() + Sync)) -> Result<T, String>) -> Result<T, String> {
    let (done, settled) = std::thread::scope(|scope| {
        let (tell, heard) = mpsc::sync_channel(1);
        let settling = scope.spawn(|| heard.into_iter().try_for_each(|()| writer.settle()));
        // Where one turn is asked for already, it takes this, too.
        let done = work(&|| _ = tell.try_send(()));
        drop(tell);
        (done, settling.join())
    });
    let done = done?;
    settled.map_err(|_| "writing to the disk was broken off".to_owned())?.map_err(|fault| fault.to_string())?;
    Ok(done)
}

/// Runs in a pool of its own when a number of threads is asked for.
fn in_pool(jobs: Option<NonZeroUsize>, run: impl FnOnce() -> Outcome + Send) -> Outcome {
    let Some(jobs) = jobs else { return run() };
    match rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build() {
        Ok(pool) => pool.install(run),
        Err(error) => Outcome { fault: Some(error.to_string()), ..Outcome::default() },
    }
}
