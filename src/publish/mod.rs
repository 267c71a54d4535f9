//! Bringing an archive to where readers find it: a folder that a web server shows, or storage with the S3 interface.
//!
//! Only what differs is uploaded, in an order in which no page links to what is not there yet ([`plan`]). A note at the
//! target names what is under way, so that the next publication completes what was cut. `docs/publishing.md` tells the
//! steps and why they come in this order.

mod fault;
pub mod plan;
mod target;
mod upload;

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use crate::archive::listing::{self, Listing};
use crate::archive::verify::{GivenLock, Verifier};
use crate::archive::{Kind, seal};
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::hosting;
use crate::progress::Progress;
use crate::source;

pub use self::fault::PublishFault;
pub use self::plan::{Deed, Step};
pub use self::target::Target;

/// What to publish, and how.
#[derive(Clone, Debug)]
pub struct PublishOptions {
    /// The folder of the archive.
    pub from: PathBuf,
    /// Seals that the archive's history must go on from, besides those at the target.
    pub locks: Vec<GivenLock>,
    /// How many files are under way at once.
    pub jobs: usize,
    /// Read every file at the target, not only those that an earlier publication may not have completed; what is not as
    /// its manifest says is uploaded anew.
    pub verify: bool,
    /// Say what would be done, and touch nothing.
    pub dry_run: bool,
    /// Touch nothing before this time.
    pub at: Option<DateTime<FixedOffset>>,
    /// How long files are left that nothing names any more: readers may have an old page open that links to them.
    pub grace: Duration,
}

impl PublishOptions {
    /// Publishes the archive of a folder at once, in the usual way.
    #[must_use]
    pub fn of(from: impl Into<PathBuf>) -> Self {
        Self {
            from: from.into(),
            locks: Vec::new(),
            jobs: 8,
            verify: false,
            dry_run: false,
            at: None,
            grace: Duration::from_secs(hosting::SHORT),
        }
    }
}

/// What was done, or would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Every step, in order.
    pub steps: Vec<Step>,
    /// Files that stood at the target already.
    pub unchanged: usize,
    /// Bytes that were uploaded.
    pub bytes: u64,
    /// Whether an interrupted publication was completed.
    pub resumed: bool,
    /// What was noticed and stops nothing.
    pub report: Report,
}

impl Published {
    /// How many steps are of one sort.
    #[must_use]
    pub fn count(&self, deed: Deed) -> usize {
        self.steps.iter().filter(|step| step.deed == deed).count()
    }
}

/// Publishes an archive.
///
/// # Errors
/// The archive is not proved, is a preview or unfinished, or would change or lose what has been published at the target
/// (nothing is touched then); or disk or network fail, and the next publication completes what was begun.
pub fn publish(target: &Target, options: &PublishOptions, progress: &dyn Progress) -> Result<Published, PublishFault> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| PublishFault::Usage(format!("the program cannot wait for disk and network: {error}")))?;
    let published = runtime.block_on(run(target, options, progress));
    progress.done();
    published
}

async fn run(target: &Target, options: &PublishOptions, progress: &dyn Progress) -> Result<Published, PublishFault> {
    let _held = if options.dry_run { None } else { target.hold()? };
    let there = target.listing().await?;
    progress.stage("proving the archive", 0);
    let archive = prove(target, &there, options).await?;
    let mut plan = plan::plan(target, &archive, &there, options, progress).await?;
    if options.dry_run {
        return Ok(plan.published());
    }
    if let Some(at) = options.at.filter(|at| *at > source::now()) {
        progress.stage(&format!("waiting until {}", at.to_rfc3339()), 0);
        wait_until(at).await;
        // Nothing tells what has happened at the target meanwhile.
        let there = target.listing().await?;
        plan = plan::plan(target, &archive, &there, options, progress).await?;
    }
    upload::run(target, &plan, options, progress).await?;
    Ok(plan.published())
}

/// Sleeps in short stretches, so that a clock that is set right meanwhile is heeded.
async fn wait_until(at: DateTime<FixedOffset>) {
    while let Ok(left) = (at - source::now()).to_std() {
        tokio::time::sleep(left.min(Duration::from_secs(5))).await;
    }
}

/// Proves the archive, also against the history at the target, and lists it.
async fn prove(target: &Target, there: &Listing, options: &PublishOptions) -> Result<Listing, PublishFault> {
    let mut locks = options.locks.clone();
    locks.extend(target.history(there).await?);
    let verified = Verifier::default().verify(&options.from, &locks)?;
    let mut report = verified.report;
    if verified.preview {
        report.push(
            refusal("the archive is a preview: it shows what is under embargo".to_owned())
                .hint("Build it without --preview, into another folder."),
        );
    } else if verified.hash.is_none() {
        report.push(
            refusal("the archive is unfinished: a build of it was interrupted".to_owned())
                .hint("Build it once more, which completes it."),
        );
    }
    if there.kind == Some(Kind::Preview) {
        report.push(
            refusal(format!("{} holds a preview; previews and public archives are never mixed", target.name()))
                .hint("Empty it, or give another target."),
        );
    }
    if !report.is_clean() {
        return Err(PublishFault::Refused(report));
    }
    let archive = Listing::read(&options.from)?;
    keeps_figures(target, &archive, there, &mut report);
    if report.is_clean() { Ok(archive) } else { Err(PublishFault::Refused(report)) }
}

/// Every file of figures that was published must stay, save that its form may grow; its figures are held by the seals.
fn keeps_figures(target: &Target, archive: &Listing, there: &Listing, report: &mut Report) {
    let lost = there.files.keys().filter(|path| listing::is_figures(path) && !archive.files.contains_key(*path));
    let mut told = Vec::new();
    for path in lost {
        let unit = listing::folder_of_version(path).unwrap_or(path);
        let whole = !archive.files.keys().any(|known| listing::folder_of_version(known) == Some(unit));
        let what = if whole { unit } else { path };
        if told.contains(&what) {
            continue;
        }
        told.push(what);
        let message = format!("{} has {what}, and the archive has not: what is published stays", target.name());
        let hint = "Publish an archive that goes on from what is there: build into a copy of the target.";
        report.push(refusal(message).at(Place::file(what)).hint(hint));
    }
}

fn refusal(message: String) -> Diagnostic {
    Diagnostic::error(Code::NotPublishable, message)
}

/// The seals at a target, under a name that tells where they lie.
fn given_lock(target: &Target, bytes: &[u8]) -> GivenLock {
    GivenLock { name: format!("{}/{}", target.name(), seal::SHOWN), text: String::from_utf8_lossy(bytes).into_owned() }
}
