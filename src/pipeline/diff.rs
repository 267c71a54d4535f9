//! What differs between two versions, or between an archive and what a build would publish now.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::auditor::Known;
use super::desk::Desk;
use super::press::lock;
use super::{Scope, with_desk};
use crate::archive::diff::{self, Against, Cells, Difference, EditionChanges, Head, Standing};
use crate::diagnostic::Report;
use crate::disclosure::Cleared;
use crate::export;
use crate::model::ReleaseId;
use crate::model::catalogue::CatalogueEntry;
use crate::model::edition::Edition;
use crate::model::measure::word;
use crate::model::release::ReleaseClass;
use crate::progress::Progress;
use crate::source::Source;

/// What is held against what.
#[derive(Clone, Copy)]
pub enum Asked<'a> {
    /// Two versions, the earlier one first.
    Versions(ReleaseId, ReleaseId),
    /// An archive, and what would follow it.
    Against(&'a dyn Source),
}

/// How a comparison ended.
#[derive(Debug, Default)]
pub struct Diffed {
    /// Every problem of the input; with an error there is nothing to compare.
    pub report: Report,
    /// What differs.
    pub difference: Option<Difference>,
    /// What was asked for and is not there, in words.
    pub usage: Option<String>,
    /// What could not be read, in words.
    pub fault: Option<String>,
}

/// Files of a version's measures, by id.
type Files = BTreeMap<String, Vec<u8>>;

/// What stops a comparison.
enum Stop {
    Usage(String),
    Fault(String),
}

impl From<String> for Stop {
    fn from(fault: String) -> Self {
        Self::Fault(fault)
    }
}

/// Compares what a publication publishes now; nothing is written.
pub fn diff(source: &dyn Source, asked: Asked<'_>, scope: &Scope, progress: &dyn Progress) -> Diffed {
    let mut diffed = Diffed::default();
    let outcome = with_desk(source, scope, |desk, outcome| {
        let found = match asked {
            Asked::Versions(before, now) => versions_of_desk(desk, [before, now], progress, &mut outcome.report),
            Asked::Against(archive) => against_desk(desk, archive, progress, &mut outcome.report),
        };
        diffed = ended(found);
    });
    diffed.report = outcome.report;
    if !diffed.report.is_clean() {
        diffed.difference = None;
    }
    diffed
}

/// Compares what an archive publishes.
pub fn diff_archive(archive: &dyn Source, asked: Asked<'_>) -> Diffed {
    ended(match asked {
        Asked::Versions(before, now) => versions_of_archive(archive, [before, now]),
        Asked::Against(earlier) => diff::archives(earlier, archive).map_err(Stop::Fault),
    })
}

fn ended(found: Result<Difference, Stop>) -> Diffed {
    match found {
        Ok(difference) => Diffed { difference: Some(difference), ..Diffed::default() },
        Err(Stop::Usage(usage)) => Diffed { usage: Some(usage), ..Diffed::default() },
        Err(Stop::Fault(fault)) => Diffed { fault: Some(fault), ..Diffed::default() },
    }
}

fn versions_of_desk(
    desk: &Desk<'_>,
    ids: [ReleaseId; 2],
    progress: &dyn Progress,
    report: &mut Report,
) -> Result<Difference, Stop> {
    let [_, head] = named(&desk.catalogue.entries.iter().map(|entry| head(desk, entry)).collect::<Vec<_>>(), ids)?;
    let files: Mutex<BTreeMap<ReleaseId, Files>> = Mutex::default();
    desk.editions(progress, (report, &Known::new()), &|edition, _| {
        let id = edition.get().release.id;
        if ids.contains(&id) {
            let of_edition = measure_files(desk, &edition);
            lock(&files).insert(id, of_edition);
        }
        Ok(Report::default())
    })?;
    let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
    let parsed = ids.map(|id| read(files.get(&id)));
    compared(head, parsed)
}

fn versions_of_archive(archive: &dyn Source, ids: [ReleaseId; 2]) -> Result<Difference, Stop> {
    let heads = named(&diff::heads(archive)?, ids)?;
    let parsed = heads.each_ref().map(|head| read(Some(&diff::of_archive(archive, head)?)));
    let [_, head] = heads;
    compared(head, parsed)
}

fn compared(head: Head, parsed: [Result<BTreeMap<String, Cells>, String>; 2]) -> Result<Difference, Stop> {
    let [before, now] = parsed;
    let measures = diff::between(&before?, &now?);
    let edition = EditionChanges { head, standing: Standing::Compared, measures };
    Ok(Difference { editions: vec![edition], unchanged: 0 })
}

/// The versions that were asked for.
fn named(heads: &[Head], ids: [ReleaseId; 2]) -> Result<[Head; 2], Stop> {
    let find = |id: ReleaseId| {
        let found = heads.iter().find(|head| head.id == id).cloned();
        found.ok_or_else(|| {
            let there: Vec<String> = heads.iter().take(3).map(|head| head.id.path()).collect();
            let there = if there.is_empty() { "nothing".to_owned() } else { there.join(", ") };
            Stop::Usage(format!("there is no version {}; the newest months have {there}", id.path()))
        })
    };
    Ok([find(ids[0])?, find(ids[1])?])
}

fn against_desk(
    desk: &Desk<'_>,
    archive: &dyn Source,
    progress: &dyn Progress,
    report: &mut Report,
) -> Result<Difference, Stop> {
    let against = Mutex::new(Against::new(archive)?);
    let (history, _) = desk.editions(progress, (report, &Known::new()), &|edition, _| {
        let id = edition.get().release.id;
        if let Some(entry) = desk.catalogue.entries.iter().find(|entry| entry.release.id == id) {
            let files = measure_files(desk, &edition);
            lock(&against).edition(head(desk, entry), &files)?;
        }
        Ok(Report::default())
    })?;
    let against = against.into_inner().unwrap_or_else(PoisonError::into_inner);
    let versions = export::versions(desk.publication, &desk.catalogue, &history);
    Ok(against.finish(&by_measure(versions.iter()))?)
}

fn measure_files(desk: &Desk<'_>, edition: &Cleared<Edition>) -> Files {
    let past = desk.catalogue.as_of(&edition.get().release);
    by_measure(export::measure_files(desk.publication, &past, edition).iter())
}

/// Files by the id that their names begin with.
fn by_measure<'f>(files: impl Iterator<Item = (&'f str, &'f [u8])>) -> Files {
    let measure = |path: &str| path.rsplit('/').next().map(|name| name.trim_end_matches(".json").to_owned());
    files.filter_map(|(path, bytes)| Some((measure(path)?, bytes.to_vec()))).collect()
}

fn read(files: Option<&Files>) -> Result<BTreeMap<String, Cells>, String> {
    let files = files.into_iter().flatten();
    files.map(|(measure, bytes)| Ok((measure.clone(), diff::measure_file(measure, bytes)?))).collect()
}

fn head(desk: &Desk<'_>, entry: &CatalogueEntry) -> Head {
    let release = &entry.release;
    Head {
        id: release.id,
        published: release.published,
        class: word(&ReleaseClass::ALL, &release.class).to_owned(),
        reason: release.reason.clone(),
        synthetic: release.synthetic,
        under_embargo: entry.under_embargo,
        measures: entry.measures.iter().map(|key| desk.publication.measure(*key).id.clone()).collect(),
    }
}
