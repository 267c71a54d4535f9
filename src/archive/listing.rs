//! What an archive has by its own word, read from its manifests wherever it lies: for those who copy it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::ArchiveFault;
use super::before::{in_the_way, read_plain};
use super::files::{Disk, Files, Found};
use super::manifest::{self, Manifest, Mark, Pending};
use super::part;
use super::path::{UnitKind, unit_of};
use super::writer::{Kind, PENDING, STAGING};

/// The note of what is being shown; readers need not be served it.
pub const NOTE: &str = PENDING;

/// The folder in which files lie until they are whole; readers need not be served it.
pub const WORKSHOP: &str = STAGING;

/// The files that the manifests of an archive name, manifests among them.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// Whom the archive is for; `None` when there is no archive.
    pub kind: Option<Kind>,
    /// The root's manifest.
    pub root: Option<Mark>,
    /// By path from the root. A file can have several marks while it is being replaced.
    pub files: BTreeMap<String, Vec<Mark>>,
    /// Paths that an interrupted build or publication was about to show or to take away: what they hold now, and whether
    /// they are there, must be looked at.
    pub noted: BTreeSet<String>,
    /// Whether there is the note of an interrupted build or publication.
    pub unfinished: bool,
}

impl Listing {
    /// Reads the root's manifest.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn add_root(&mut self, bytes: &[u8]) -> Result<(), String> {
        let manifest = Manifest::parse(bytes)?;
        self.add_kind(manifest.kind)?;
        let mark = Mark::of(bytes);
        self.root = Some(mark);
        self.add(manifest::NAME.to_owned(), mark);
        for (path, mark) in manifest.editions.into_iter().chain(manifest.files) {
            self.add(path, mark);
        }
        Ok(())
    }

    /// The manifests of versions that the root's names.
    #[must_use]
    pub fn units(&self) -> Vec<String> {
        self.files.keys().filter(|path| is_unit(path)).cloned().collect()
    }

    /// Reads the manifest of a version's folder, which lies at `path`.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn add_unit(&mut self, path: &str, bytes: &[u8]) -> Result<(), String> {
        let manifest = Manifest::parse(bytes)?;
        self.add_kind(manifest.kind)?;
        let unit = path.strip_suffix(manifest::NAME).unwrap_or(path);
        self.add(path.to_owned(), Mark::of(bytes));
        for (name, mark) in manifest.files {
            self.add(format!("{unit}{name}"), mark);
        }
        Ok(())
    }

    /// Reads the note of an interrupted build or publication.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn add_note(&mut self, bytes: &[u8]) -> Result<(), String> {
        let note = Pending::parse(bytes)?;
        self.add_kind(note.kind)?;
        self.unfinished = true;
        for (path, mark) in note.files {
            self.noted.insert(path.clone());
            self.add(path, mark);
        }
        Ok(())
    }

    fn add(&mut self, path: String, mark: Mark) {
        let marks = self.files.entry(path).or_default();
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }

    fn add_kind(&mut self, kind: Kind) -> Result<(), String> {
        match self.kind.replace(kind) {
            Some(known) if known != kind => {
                Err(format!("it is of kind {}, another of kind {}", kind.word(), known.word()))
            }
            _ => Ok(()),
        }
    }

    /// Reads the manifests of an archive in a folder.
    ///
    /// # Errors
    /// There is no archive, a manifest is damaged, or the disk fails.
    pub fn read(root: &Path) -> Result<Self, ArchiveFault> {
        let mut listing = Self::default();
        let read = |path: &str| read_plain(&Disk, &root.join(path));
        let damaged = |path: &str, reason| ArchiveFault::Damaged { path: root.join(path), reason };
        let Some(bytes) = read(manifest::NAME)? else { return Err(part::no_archive(&Disk, root)?) };
        listing.add_root(&bytes).map_err(|reason| damaged(manifest::NAME, reason))?;
        for path in listing.units() {
            let bytes = read(&path)?.ok_or_else(|| damaged(&path, "it is not there".to_owned()))?;
            listing.add_unit(&path, &bytes).map_err(|reason| damaged(&path, reason))?;
        }
        if let Some(bytes) = read(NOTE)? {
            listing.add_note(&bytes).map_err(|reason| damaged(NOTE, reason))?;
        }
        Ok(listing)
    }
}

/// The text of the note of a publication that names these files.
#[must_use]
pub fn note(files: impl IntoIterator<Item = (String, Mark)>) -> String {
    let mut files: Vec<(String, Mark)> = files.into_iter().collect();
    files.sort();
    files.dedup();
    Pending { kind: Kind::Public, publishing: true, files }.text()
}

/// Whether a path is that of the manifest of a version's folder.
#[must_use]
pub fn is_unit(path: &str) -> bool {
    unit_of(path).is_some_and(|(unit, _)| path.strip_prefix(unit) == Some("/manifest.json"))
}

/// The folder of a version that a path lies in, such as `2021-09/v1` or `api/v1/releases/2021-09/v1`; `None` for shared
/// files.
#[must_use]
pub fn folder_of_version(path: &str) -> Option<&str> {
    unit_of(path).map(|(unit, _)| unit)
}

/// Whether a path lies among the sealed figures of a version.
#[must_use]
pub fn is_figures(path: &str) -> bool {
    unit_of(path).is_some_and(|(_, kind)| kind == UnitKind::Figures)
}

/// The bytes of a file of an archive; `None` when there is none.
///
/// # Errors
/// The disk fails, or something else than a file stands there.
pub fn read_file(root: &Path, path: &str) -> Result<Option<Vec<u8>>, ArchiveFault> {
    read_plain(&Disk, &root.join(path))
}

/// Refuses a folder that is neither an archive nor empty, so that a wrong one is not taken for an archive that publishes
/// nothing yet. Names that begin with a point do not count.
///
/// # Errors
/// As said, or the disk fails.
pub fn look_for_archive(root: &Path) -> Result<(), ArchiveFault> {
    let names = Disk.names(root).map_err(|error| ArchiveFault::disk("read", root, error))?;
    if names.iter().all(|name| name.starts_with('.')) || read_file(root, INDEX)?.is_some() {
        return Ok(());
    }
    Err(part::no_archive(&Disk, root)?)
}

/// Names the editions of an archive.
const INDEX: &str = "api/v1/index.json";

/// Brings everything written to a folder's file system onto the disk.
///
/// # Errors
/// The disk fails.
pub fn sync(folder: &Path) -> Result<(), ArchiveFault> {
    Disk.sync(folder).map_err(|error| ArchiveFault::disk("sync", folder, error))
}

/// Refuses when something that this program did not put there stands on the way to a file: a link, or a file for a folder.
///
/// # Errors
/// As said, or the disk fails.
pub fn clear_way(root: &Path, path: &str) -> Result<(), ArchiveFault> {
    for (end, _) in path.match_indices('/').chain([(path.len(), "")]) {
        let step = root.join(&path[..end]);
        match (super::before::look(&Disk, &step)?, end == path.len()) {
            (Found::Nothing, _) => return Ok(()),
            (Found::Folder, false) | (Found::File(_), true) => {}
            (other, _) => return Err(in_the_way(&step, other)),
        }
    }
    Ok(())
}

/// Takes away the folder in which files come into being, with all that is in it.
///
/// # Errors
/// Something else stands there, or the disk fails.
pub fn clear_workshop(root: &Path) -> Result<(), ArchiveFault> {
    let workshop = root.join(WORKSHOP);
    match super::before::look(&Disk, &workshop)? {
        Found::Nothing => Ok(()),
        Found::Folder => Disk.clear(&workshop).map_err(|error| ArchiveFault::disk("remove", &workshop, error)),
        other => Err(in_the_way(&workshop, other)),
    }
}

/// What keeps others from writing to a folder, until it is dropped.
#[derive(Debug)]
pub struct Held {
    _lock: std::fs::File,
}

/// Makes a folder if it is not there, and keeps every other build and publication from writing to it.
///
/// # Errors
/// Another one holds it, or the disk fails.
pub fn hold(folder: &Path) -> Result<Held, ArchiveFault> {
    std::fs::create_dir_all(folder).map_err(|error| ArchiveFault::disk("create", folder, error))?;
    let lock = folder.join(super::writer::LOCK);
    let taken = super::files::take_lock(&lock).map_err(|error| ArchiveFault::disk("lock", &lock, error))?;
    taken.map(|lock| Held { _lock: lock }).ok_or(ArchiveFault::Busy(lock))
}
