//! `publish`: which archive goes where, and what was done.

use std::path::Path;
use std::time::{Duration, Instant};

use super::arguments::{Format, Publish};
use super::closing::{count, seconds, size};
use super::verify::PUBLIC;
use super::{Console, Ending};
use crate::archive::verify::GivenLock;
use crate::archive::{ArchiveFault, seal};
use crate::diagnostic::Report;
use crate::pipeline::Outcome;
use crate::publish::{self, Deed, PublishFault, PublishOptions, Published, Step, Target};

pub(super) fn run(console: &Console, root: &Path, wanted: &Publish) -> Ending {
    let start = Instant::now();
    match publish(console, root, wanted) {
        Ok(published) => {
            if wanted.dry_run && console.format != Format::Json {
                for step in &published.steps {
                    Console::say(&line(step));
                }
            }
            let sentence = closing(&published, wanted, start.elapsed());
            close(console, published.report, &sentence)
        }
        Err(PublishFault::Refused(report)) => {
            let sentence =
                format!("Nothing was published to {}: {}.", wanted.target, count(report.errors(), "problem"));
            close(console, report, &sentence)
        }
        Err(fault) => {
            console.complain(&fault.to_string());
            match fault {
                PublishFault::Usage(_)
                | PublishFault::Archive(ArchiveFault::NoArchive(_) | ArchiveFault::Part { .. }) => Ending::WrongUsage,
                _ => Ending::Failed,
            }
        }
    }
}

fn publish(console: &Console, root: &Path, wanted: &Publish) -> Result<Published, PublishFault> {
    let from = wanted.from.clone().unwrap_or_else(|| root.join(PUBLIC));
    if !from.is_dir() {
        return Err(ArchiveFault::NoArchive(from).into());
    }
    let target = Target::parse(&wanted.target, &from, wanted.dry_run)?;
    let mut options = PublishOptions::of(from);
    if wanted.from.is_none() {
        // The publication's own archive has the seals that the publication keeps.
        options.locks.extend(GivenLock::read(&root.join(seal::PATH))?);
    }
    options.jobs = wanted.jobs.get();
    options.verify = wanted.verify;
    options.dry_run = wanted.dry_run;
    options.at = wanted.at;
    options.grace = Duration::from_secs(wanted.grace);
    publish::publish(&target, &options, &*console.progress())
}

fn close(console: &Console, report: Report, sentence: &str) -> Ending {
    let outcome = Outcome { report, ..Outcome::default() };
    console.report(&outcome);
    console.close(&outcome, sentence)
}

/// A step as a line that programs can read too: what, size in bytes, path.
fn line(step: &Step) -> String {
    let deed = match step.deed {
        Deed::New => "new",
        Deed::Changed => "changed",
        Deed::Removed => "removed",
    };
    format!("{deed}\t{}\t{}", step.mark.bytes, step.path)
}

fn closing(published: &Published, wanted: &Publish, took: Duration) -> String {
    let target = &wanted.target;
    let [new, changed, removed] = [Deed::New, Deed::Changed, Deed::Removed].map(|deed| published.count(deed));
    let bytes = size(published.bytes);
    if wanted.dry_run {
        let would = format!("{} and {changed} changed ({bytes}), and remove {removed}", count(new, "new file"));
        return format!("Would upload {would}; {} unchanged. Nothing was touched.", published.unchanged);
    }
    let resumed = if published.resumed { " An interrupted publication was completed." } else { "" };
    if published.steps.is_empty() {
        return format!("{target} is the archive already: {} unchanged.{resumed}", count(published.unchanged, "file"));
    }
    format!(
        "{target} is the archive: {} and {changed} changed ({bytes}) uploaded and read again, {removed} removed, {} \
         unchanged, in {}.{resumed}",
        count(new, "new file"),
        published.unchanged,
        seconds(took),
    )
}
