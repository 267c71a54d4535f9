//! The beginning of a new version: its folder and its description, for people to go on with.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use crate::ingest::PlannedRelease;
use crate::model::measure::word;
use crate::model::release::{ReleaseClass, ReleaseStatus};
use crate::model::{FileSet, Period, Publication, Release, ReleaseId, Text};
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

/// A new version's folder, and what it goes on from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVersion {
    /// The folder on disk, with its `release.toml`.
    pub folder: PathBuf,
    /// The version.
    pub id: ReleaseId,
    /// The version it replaces.
    pub replaces: ReleaseId,
    /// Whether the figures of that one may change by plan; the new description says the same.
    pub status: ReleaseStatus,
    /// The files in force, by path inside the publication: those that the folder does not get stay.
    pub files: Vec<String>,
}

/// Makes the folder of a month's next version with its `release.toml`. What the version before said to readers — its
/// remark, its documents, what it expects — is said again. Files that the version does not hold stay those of the version
/// before.
///
/// # Errors
/// A sentence: the month has no release, the reason is empty, the class is that of first versions, the time is not after
/// that of the version before, or the disk refuses.
pub fn revise(source: &dyn Source, revision: &Revision) -> Result<NewVersion, String> {
    let slug = revision.period.slug();
    if revision.reason.trim().is_empty() {
        return Err("a new version needs a reason; readers see it".to_owned());
    }
    if revision.class == ReleaseClass::First {
        return Err(format!("{slug} has a first version; write correction, planned_revision or method_change"));
    }
    let (publication, _) = config::load(source);
    let publication = publication.ok_or("the configuration cannot be read; noegletal check says why")?;
    let (planned, _) = ingest::plan(source, &publication);
    let versions = planned.into_iter().filter(|planned| planned.description.release.id.period == revision.period);
    let newest = versions.max_by_key(|planned| planned.description.release.id);
    let newest = newest.ok_or_else(|| format!("{slug} has no release yet, so there is nothing to revise"))?;
    let PlannedRelease { description, files } = newest;
    let before = description.release;
    if revision.published <= before.published {
        return Err(format!("a new version appears after {}, which {} did", before.published, before.id.path()));
    }
    let id = ReleaseId { period: revision.period, version: before.id.version.saturating_add(1) };
    let folder = source.on_disk(&format!("data/{}", id.path())).ok_or("the publication is not on disk")?;
    let mut made = FileSet::default();
    made.add("release.toml", written(revision, &before, &publication));
    archive::write_new_folder(&folder, &made).map_err(|fault| fault.to_string())?;
    let mut files: Vec<String> = files.into_iter().map(|file| file.path).collect();
    files.dedup();
    Ok(NewVersion { folder, id, replaces: before.id, status: before.status, files })
}

/// The new version's `release.toml`.
fn written(revision: &Revision, before: &Release, publication: &Publication) -> String {
    let mut text = format!(
        "period = {}\npublished = {}\nstatus = {}\nclass = {}\nreason = {}\nsynthetic = {}\n",
        quoted(&revision.period.slug()),
        quoted(&revision.published.to_rfc3339()),
        quoted(word(&ReleaseStatus::ALL, &before.status)),
        quoted(word(&ReleaseClass::ALL, &revision.class)),
        quoted(revision.reason.trim()),
        before.synthetic,
    );
    if !before.documents.is_empty() {
        let slugs: Vec<String> = before.documents.iter().map(|slug| quoted(slug)).collect();
        text.push_str(&format!("documents = [{}]\n", slugs.join(", ")));
    }
    if let Some(note) = &before.note {
        text.push_str(&format!("note = {}\n", in_both(note)));
    }
    for promise in &before.expected {
        text.push_str(&format!(
            "\n[[expected]]\nmeasure = {}\nexpected = {}\ntext = {}\n",
            quoted(&publication.measure(promise.measure).id),
            quoted(&promise.expected),
            in_both(&promise.text)
        ));
    }
    text
}

/// A JSON string is a TOML string too.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

fn in_both(text: &Text) -> String {
    format!("{{ da = {}, en = {} }}", quoted(&text.da), quoted(&text.en))
}
