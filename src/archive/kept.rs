//! Versions that a build need not draw, because what they are made from has not changed: their files stay as they stand.

use std::collections::BTreeMap;

use super::ArchiveFault;
use super::before::{look, read_plain};
use super::files::{Files, Found};
use super::manifest::{self, FileHash, Mark};
use super::path::unit_of;
use super::writer::{Entry, Fate, Writer};
use crate::diagnostic::Report;
use crate::model::ReleaseId;

impl<F: Files> Writer<F> {
    /// Takes the files of a version over into the new archive as they stand, when the manifests of its folders are those
    /// with these hashes (by folder) and every file that they name is there in its size: a look, not a reading. What came
    /// with a part is read and its hash compared, since nobody knows how it was copied. Returns how many pages it has;
    /// `None` when something is not so, and the version must be drawn.
    ///
    /// # Errors
    /// A failing disk, or a path that was given already.
    pub fn keep(
        &self,
        release: ReleaseId,
        manifests: &BTreeMap<String, FileHash>,
    ) -> Result<Option<usize>, ArchiveFault> {
        // After an interrupted commit it is not known which files stand as their manifest says.
        if manifests.is_empty() || self.before.pending.is_some() || &self.standing(release) != manifests {
            return Ok(None);
        }
        let mut files = Vec::new();
        for unit in manifests.keys() {
            let Some(listed) = self.listed(unit)? else { return Ok(None) };
            files.extend(listed);
        }
        let pages = files.iter().filter(|(path, _)| path.ends_with(".html")).count();
        let mut state = self.state();
        let mut report = Report::default();
        for (path, mark) in files {
            if let Err(problem) = state.names.take(&path) {
                report.push(problem);
            }
            state.entries.insert(path, Entry { mark, fate: Fate::Unchanged });
        }
        for unit in manifests.keys() {
            if let Some((_, Some(counts))) = self.before.standing.get(unit) {
                state.protection.insert(unit.clone(), *counts);
            }
        }
        if report.is_clean() {
            return Ok(Some(pages));
        }
        state.failed = true;
        Err(ArchiveFault::Refused(report))
    }

    /// The manifests of a version's folders as they stand and as the root's manifest names them.
    fn standing(&self, release: ReleaseId) -> BTreeMap<String, FileHash> {
        let version = release.path();
        let is_of =
            |unit: &str| unit.strip_suffix(&version).is_some_and(|before| before.is_empty() || before.ends_with('/'));
        let of_release = self.before.standing.iter().filter(|(unit, _)| is_of(unit));
        of_release
            .filter(|(unit, (hash, _))| self.before.units.get(*unit).is_some_and(|mark| mark.hash == *hash))
            .map(|(unit, (hash, _))| (unit.clone(), *hash))
            .collect()
    }

    /// The files of a folder by its manifest; `None` when one of them is not there as it should be.
    fn listed(&self, unit: &str) -> Result<Option<Vec<(String, Mark)>>, ArchiveFault> {
        let start = format!("{unit}/");
        let mut files = Vec::new();
        let was_copied = self.before.joined.contains(unit);
        for (path, marks) in self.before.files.range(start.clone()..).take_while(|(path, _)| path.starts_with(&start)) {
            if path[start.len()..] == *manifest::NAME || self.before.left_over.contains(path) {
                continue;
            }
            let [mark] = marks.as_slice() else { return Ok(None) };
            let is_of_unit = unit_of(path).is_some_and(|(of, _)| of == unit);
            if !is_of_unit
                || !self.has_folder_of(path)?
                || look(&self.files, &self.out.join(path))? != Found::File(mark.bytes)
            {
                return Ok(None);
            }
            if was_copied
                && read_plain(&self.files, &self.out.join(path))?.is_none_or(|bytes| Mark::of(&bytes) != *mark)
            {
                return Ok(None);
            }
            files.push((path.clone(), *mark));
        }
        Ok(Some(files))
    }
}
