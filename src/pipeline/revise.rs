//! The beginning of a new version: its folder and its description, for people to go on with.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use crate::model::measure::word;
use crate::model::release::{ReleaseClass, ReleaseStatus};
use crate::model::{FileSet, Period, ReleaseId};
use crate::source::Source;
use crate::{archive, config, ingest};

/// What a new version is to say about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The month.
    pub period: Period,
    /// Why there is a new version; not [`ReleaseClass::First`].
    pub class: ReleaseClass,
    /// The reason that readers see.
    pub reason: String,
    /// When it appears.
    pub published: DateTime<FixedOffset>,
}

/// Makes the folder of a month's next version with its `release.toml`; returns the folder. Files that the version does
/// not hold stay those of the version before.
///
/// # Errors
/// A sentence: the month has no release, the reason is empty, or the disk refuses.
pub fn revise(source: &dyn Source, revision: &Revision) -> Result<PathBuf, String> {
    let slug = revision.period.slug();
    if revision.reason.trim().is_empty() {
        return Err("a new version needs a reason; readers see it".to_owned());
    }
    let (publication, _) = config::load(source);
    let publication = publication.ok_or("the configuration cannot be read; noegletal check says why")?;
    let (planned, _) = ingest::plan(source, &publication);
    let versions = planned.iter().map(|planned| &planned.description.release);
    let newest = versions.filter(|release| release.id.period == revision.period).max_by_key(|release| release.id);
    let newest = newest.ok_or_else(|| format!("{slug} has no release yet, so there is nothing to revise"))?;
    if revision.published <= newest.published {
        return Err(format!("a new version appears after {}, which {} did", newest.published, newest.id.path()));
    }
    let id = ReleaseId { period: revision.period, version: newest.id.version.saturating_add(1) };
    let folder = format!("data/{}", id.path());
    let place = source.on_disk(&folder).ok_or("the publication is not on disk")?;
    let mut files = FileSet::default();
    // A JSON string is a TOML string too.
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
    let text = format!(
        "period = {}\npublished = {}\nstatus = {}\nclass = {}\nreason = {}\nsynthetic = {}\n",
        quoted(&slug),
        quoted(&revision.published.to_rfc3339()),
        quoted(word(&ReleaseStatus::ALL, &newest.status)),
        quoted(word(&ReleaseClass::ALL, &revision.class)),
        quoted(revision.reason.trim()),
        newest.synthetic,
    );
    files.add("release.toml", text);
    archive::write_new_folder(&place, &files).map_err(|fault| fault.to_string())?;
    Ok(place)
}
