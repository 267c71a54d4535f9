//! Taking an archive for writing, and laying what is new or changed beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::ArchiveFault;
use super::before::{Before, in_the_way, look, read_plain};
use super::cells;
use super::files::{Disk, Files, Found, take_lock};
use super::manifest::{self, Mark};
use super::part::Part;
use super::path::{Names, UnitKind, unit_of};
use crate::audit::Counts;
use crate::diagnostic::Report;
use crate::model::{FileSet, ReleaseId};

pub(super) const LOCK: &str = ".noegletal-lock";
pub(super) const STAGING: &str = ".noegletal-staging";
pub(super) const PENDING: &str = ".noegletal-pending.json";

/// Whom an archive is for. The two are never written over each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Readers; what is published stays.
    Public,
    /// The office, before the time has come; everything may change.
    Preview,
}

impl Kind {
    /// The word of manifests.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Preview => "preview",
        }
    }

    /// The kind a word of manifests stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Public, Self::Preview].into_iter().find(|kind| kind.word() == word)
    }
}

/// An archive that is being written. Until [`Writer::commit`] readers see the old one, byte for byte.
pub struct Writer<F: Files = Disk> {
    pub(super) files: F,
    pub(super) out: PathBuf,
    pub(super) kind: Kind,
    pub(super) before: Before,
    /// When editions of some months alone are written, and nothing else of the archive.
    pub(super) part: Option<Part>,
    pub(super) state: Mutex<State>,
    _lock: File,
}

/// What has been staged so far.
#[derive(Default)]
pub(super) struct State {
    pub(super) names: Names,
    /// Every file of the new archive.
    pub(super) entries: BTreeMap<String, Entry>,
    /// Folders of the archive by path, and whether each exists.
    folders: BTreeMap<String, bool>,
    /// Folders made in the staging folder.
    made: BTreeSet<String>,
    /// What the audit counted, by a version's folder of figures.
    pub(super) protection: BTreeMap<String, Counts>,
    /// Published figures that would change.
    pub(super) differences: Report,
    /// Files below a published version's folder that get other bytes.
    pub(super) changed_published: BTreeSet<String>,
    /// A file could not be staged, so this archive must not be shown.
    pub(super) failed: bool,
}

/// A file of the new archive.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) mark: Mark,
    pub(super) fate: Fate,
}

/// What happens to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stands there already.
    Unchanged,
    /// Nothing stands there yet.
    New,
    /// Another file of ours stands there.
    Replaced,
}

impl Writer<Disk> {
    /// Takes an archive for writing: makes its folder if need be, locks it, reads its manifests, and removes what an
    /// interrupted build staged.
    ///
    /// # Errors
    /// Another build is writing, the archive is of another kind, a manifest is damaged, or the disk fails.
    pub fn open(out: &Path, kind: Kind) -> Result<Self, ArchiveFault> {
        Self::open_on(Disk, out, kind)
    }
}

impl<F: Files> Writer<F> {
    /// As [`Writer::open`], on another disk.
    ///
    /// # Errors
    /// As [`Writer::open`].
    pub fn open_on(files: F, out: &Path, kind: Kind) -> Result<Self, ArchiveFault> {
        std::fs::create_dir_all(out).map_err(|error| ArchiveFault::disk("create", out, error))?;
        let lock = out.join(LOCK);
        match look(&files, &lock)? {
            Found::Nothing | Found::File(_) => {}
            other => return Err(in_the_way(&lock, other)),
        }
        let taken = take_lock(&lock).map_err(|error| ArchiveFault::disk("lock", &lock, error))?;
        let taken = taken.ok_or(ArchiveFault::Busy(lock))?;
        let before = Before::read(&files, out, kind)?;
        let writer =
            Self { files, out: out.to_owned(), kind, before, part: None, state: Mutex::default(), _lock: taken };
        writer.clear_staging()?;
        Ok(writer)
    }

    /// Writes a part of an archive: what is staged belongs to editions of these months, or is asked for by their pages. All
    /// else that lies in the folder stays as it is, and a note tells the next build of the whole what the part brought.
    #[must_use]
    pub fn of_part(mut self, part: Part) -> Self {
        self.part = Some(part);
        self
    }

    /// The file that is shown last and stands for what was written: the root's manifest, or the note of a part.
    pub(super) fn crown(&self) -> String {
        self.part.map_or_else(|| manifest::NAME.to_owned(), Part::note)
    }

    /// Published figures that the staged files would change, cell by cell.
    #[must_use]
    pub fn differences(&self) -> Report {
        self.state().differences.clone()
    }

    /// Notes what the audit of a version counted, for the manifest of its figures.
    pub fn protect(&self, release: ReleaseId, counts: Counts) {
        self.state().protection.insert(format!("api/v1/releases/{}", release.path()), counts);
    }

    /// The bytes that the archive holds now at a path; `None` when there are none.
    ///
    /// # Errors
    /// The disk fails, or something else than a file stands there.
    pub fn published(&self, path: &str) -> Result<Option<Vec<u8>>, ArchiveFault> {
        read_plain(&self.files, &self.out.join(path))
    }

    /// Adds files to the new archive: hashes each, and lays those that are new or changed into the staging folder.
    /// Several threads may do so at once; the sets can come in any order.
    ///
    /// # Errors
    /// An unsafe path or one given twice, something foreign in the way, or a failing disk.
    pub fn stage(&self, files: FileSet) -> Result<(), ArchiveFault> {
        let staged = self.stage_all(files);
        if staged.is_err() {
            self.state().failed = true;
        }
        staged
    }

    /// Brings what has been staged so far onto the disk, if anything was new or changed. [`Writer::commit`] does so in any
    /// case; what is done before, beside other work, it need not wait for.
    ///
    /// # Errors
    /// The disk fails. It tells of each failure once only, so the archive must not be shown after that.
    pub fn settle(&self) -> Result<(), ArchiveFault> {
        if self.state().made.is_empty() {
            return Ok(());
        }
        self.files.sync(&self.out).map_err(|error| ArchiveFault::disk("sync", &self.out, error))
    }

    fn stage_all(&self, files: FileSet) -> Result<(), ArchiveFault> {
        let mut report = Report::default();
        {
            let mut state = self.state();
            for (path, _) in files.iter() {
                if let Err(diagnostic) = state.names.take(path) {
                    report.push(diagnostic);
                }
            }
        }
        if !report.is_clean() {
            return Err(ArchiveFault::Refused(report));
        }
        for (path, bytes) in files {
            self.put(path, &bytes)?;
        }
        Ok(())
    }

    /// Adds a file that the archive itself makes.
    pub(super) fn stage_own(&self, path: &str, bytes: &[u8]) -> Result<(), ArchiveFault> {
        let taken = self.state().names.take(path);
        if let Err(diagnostic) = taken {
            let mut report = Report::default();
            report.push(diagnostic);
            return Err(ArchiveFault::Refused(report));
        }
        self.put(path.to_owned(), bytes)
    }

    fn put(&self, path: String, bytes: &[u8]) -> Result<(), ArchiveFault> {
        let mark = Mark::of(bytes);
        let fate = self.compare(&path, bytes)?;
        if fate == Fate::Replaced {
            if !self.before.owns(&path) {
                return Err(in_the_way(&self.out.join(&path), Found::Nothing));
            }
            self.guard_published(&path, bytes, mark)?;
        }
        if fate != Fate::Unchanged {
            self.write_staged(&path, bytes)?;
        }
        self.state().entries.insert(path, Entry { mark, fate });
        Ok(())
    }

    fn compare(&self, path: &str, bytes: &[u8]) -> Result<Fate, ArchiveFault> {
        if !self.has_folder_of(path)? {
            return Ok(Fate::New);
        }
        let target = self.out.join(path);
        match look(&self.files, &target)? {
            Found::Nothing => Ok(Fate::New),
            Found::File(size) if size == bytes.len() as u64 => {
                let present = self.files.read(&target).map_err(|error| ArchiveFault::disk("read", &target, error))?;
                Ok(if present == bytes { Fate::Unchanged } else { Fate::Replaced })
            }
            Found::File(_) => Ok(Fate::Replaced),
            other => Err(in_the_way(&target, other)),
        }
    }

    /// Whether the folder of a path is there; every step of the way must be a folder of its own.
    pub(super) fn has_folder_of(&self, path: &str) -> Result<bool, ArchiveFault> {
        for (end, _) in path.match_indices('/') {
            if !self.has_folder(&path[..end])? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub(super) fn has_folder(&self, folder: &str) -> Result<bool, ArchiveFault> {
        if let Some(known) = self.state().folders.get(folder) {
            return Ok(*known);
        }
        let target = self.out.join(folder);
        let exists = match look(&self.files, &target)? {
            Found::Folder => true,
            Found::Nothing => false,
            other => return Err(in_the_way(&target, other)),
        };
        self.state().folders.insert(folder.to_owned(), exists);
        Ok(exists)
    }

    /// Notes a change below a published version's folder; changed cells are told one by one.
    fn guard_published(&self, path: &str, bytes: &[u8], mark: Mark) -> Result<(), ArchiveFault> {
        let Some((unit, UnitKind::Figures)) = unit_of(path) else { return Ok(()) };
        // A file with the bytes that were published repairs one that was damaged since.
        let is_manifest = path.ends_with("/manifest.json");
        if self.kind == Kind::Preview || is_manifest || self.before.had(path, mark) {
            return Ok(());
        }
        let mut differences = Report::default();
        if let Some(measure) = cells::tidy_measure(path) {
            let target = self.out.join(path);
            let published = self.files.read(&target).map_err(|error| ArchiveFault::disk("read", &target, error))?;
            let release = unit.trim_start_matches("api/v1/releases/");
            differences = cells::compare(release, measure, &published, bytes);
        }
        let mut state = self.state();
        state.differences.append(differences);
        state.changed_published.insert(path.to_owned());
        Ok(())
    }

    pub(super) fn write_staged(&self, path: &str, bytes: &[u8]) -> Result<(), ArchiveFault> {
        let tree = self.out.join(STAGING);
        self.make_folder("")?;
        for (end, _) in path.match_indices('/') {
            self.make_folder(&path[..end])?;
        }
        let target = tree.join(path);
        self.files.write(&target, bytes).map_err(|error| ArchiveFault::disk("write", &target, error))
    }

    fn make_folder(&self, folder: &str) -> Result<(), ArchiveFault> {
        // Held while making it, so that no other thread writes into a folder that is not there yet.
        let mut state = self.state();
        if state.made.contains(folder) {
            return Ok(());
        }
        let target = self.out.join(STAGING).join(folder);
        self.files.create_folder(&target).map_err(|error| ArchiveFault::disk("create", &target, error))?;
        state.made.insert(folder.to_owned());
        Ok(())
    }

    pub(super) fn clear_staging(&self) -> Result<(), ArchiveFault> {
        let staging = self.out.join(STAGING);
        match look(&self.files, &staging)? {
            Found::Nothing => Ok(()),
            Found::Folder => self.files.clear(&staging).map_err(|error| ArchiveFault::disk("remove", &staging, error)),
            other => Err(in_the_way(&staging, other)),
        }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        // A thread that panicked leaves entries whole: each is one insertion.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<F: Files> Drop for Writer<F> {
    /// A build that gave up takes its staging folder away; if that fails, the next build does.
    fn drop(&mut self) {
        let _ = self.clear_staging();
    }
}
