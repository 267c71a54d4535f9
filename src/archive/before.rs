//! What an archive held before a build, by its own word: its manifests and the note of an interrupted commit.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::ArchiveFault;
use super::files::{Files, Found};
use super::manifest::{self, FileHash, Manifest, Mark, Pending};
use super::part;
use super::path::unit_of;
use super::writer::{Kind, PENDING};
use crate::audit::Counts;

/// The files that this program wrote, and which folders of versions are whole and its own.
#[derive(Default)]
pub(super) struct Before {
    /// By path from the root; files of interrupted commits can have several marks.
    pub(super) files: BTreeMap<String, Vec<Mark>>,
    /// Folders of versions, with the mark of their manifest.
    pub(super) units: BTreeMap<String, Mark>,
    /// The manifests of those folders as they stand: their hash, and what the audit counted.
    pub(super) standing: BTreeMap<String, (FileHash, Option<Counts>)>,
    /// Folders of versions that a part brought, and those of them that the root's manifest does not know: nobody was shown
    /// these.
    pub(super) joined: BTreeSet<String>,
    pub(super) unshown: BTreeSet<String>,
    /// Pages of such folders that notes name and the folder's own manifest does not: left over from a part over which
    /// another was copied.
    pub(super) left_over: BTreeSet<String>,
    /// What the notes of parts name, by their own names.
    pub(super) parts: BTreeMap<String, Vec<(String, Mark)>>,
    /// Files of an interrupted commit.
    pub(super) pending: Option<Pending>,
}

impl Before {
    /// Reads the manifests of an archive; empty for a new one.
    pub(super) fn read(files: &impl Files, out: &Path, kind: Kind) -> Result<Self, ArchiveFault> {
        let mut before = Self::default();
        if let Some((root, _)) = read_manifest(files, &out.join(manifest::NAME))? {
            same_kind(out, root.kind, kind)?;
            for (path, mark) in &root.editions {
                let unit = path.strip_suffix("/manifest.json").unwrap_or(path);
                before.read_unit(files, out, unit)?;
                before.files.insert(path.clone(), vec![*mark]);
                before.units.insert(unit.to_owned(), *mark);
            }
            before.files.extend(root.files.into_iter().map(|(path, mark)| (path, vec![mark])));
        }
        before.read_parts(files, out, kind)?;
        before.read_pending(files, out, kind)?;
        Ok(before)
    }

    /// Reads the manifest of a version's folder as it stands.
    fn read_unit(&mut self, files: &impl Files, out: &Path, unit: &str) -> Result<(), ArchiveFault> {
        // A folder whose manifest was lost is still ours, and is written anew from the input.
        let read = match read_manifest(files, &out.join(unit).join(manifest::NAME)) {
            Err(ArchiveFault::Damaged { .. }) => None,
            read => read?,
        };
        if let Some((listed, hash)) = read {
            self.standing.insert(unit.to_owned(), (hash, listed.protection));
            for (name, mark) in listed.files {
                self.files.insert(format!("{unit}/{name}"), vec![mark]);
            }
        }
        Ok(())
    }

    /// Reads what parts brought that were copied or built here.
    fn read_parts(&mut self, files: &impl Files, out: &Path, kind: Kind) -> Result<(), ArchiveFault> {
        let shown: BTreeSet<String> = self.units.keys().cloned().collect();
        for name in part::notes(files, out)? {
            let path = out.join(&name);
            let Some(bytes) = read_plain(files, &path)? else { continue };
            let note = part::read(&name, &bytes).map_err(|reason| ArchiveFault::Damaged { path, reason })?;
            same_kind(out, note.kind, kind)?;
            self.files.insert(name.clone(), vec![Mark::of(&bytes)]);
            let unit_named = |path: &'_ str| path.ends_with("/manifest.json") && unit_of(path).is_some();
            for (path, mark) in note.files.iter().filter(|(path, _)| unit_named(path)) {
                let unit = path.trim_end_matches("/manifest.json");
                self.join(files, out, (unit, *mark), !shown.contains(unit))?;
            }
            for (path, mark) in &note.files {
                // Of a page that the folder's own manifest names, that manifest says what it is.
                if unit_of(path).is_some() && !unit_named(path) {
                    if self.files.contains_key(path) && !self.left_over.contains(path) {
                        continue;
                    }
                    self.left_over.insert(path.clone());
                }
                let marks = self.files.entry(path.clone()).or_default();
                if !marks.contains(mark) {
                    marks.push(*mark);
                }
            }
            self.parts.insert(name, note.files);
        }
        Ok(())
    }

    fn join(
        &mut self,
        files: &impl Files,
        out: &Path,
        (unit, mark): (&str, Mark),
        is_unshown: bool,
    ) -> Result<(), ArchiveFault> {
        if self.joined.insert(unit.to_owned()) && is_unshown {
            self.unshown.insert(unit.to_owned());
            self.read_unit(files, out, unit)?;
        }
        // Of several parts with this folder the one that stands here counts.
        let stands = self.standing.get(unit).is_some_and(|(hash, _)| *hash == mark.hash);
        if stands || !self.units.contains_key(unit) {
            self.units.insert(unit.to_owned(), mark);
        }
        Ok(())
    }

    fn read_pending(&mut self, files: &impl Files, out: &Path, kind: Kind) -> Result<(), ArchiveFault> {
        let path = out.join(PENDING);
        let Some(bytes) = read_plain(files, &path)? else { return Ok(()) };
        let pending = Pending::parse(&bytes).map_err(|reason| ArchiveFault::Damaged { path, reason })?;
        same_kind(out, pending.kind, kind)?;
        for (path, mark) in &pending.files {
            self.files.entry(path.clone()).or_default().push(*mark);
        }
        self.pending = Some(pending);
        Ok(())
    }

    /// Whether a file at this path was written by us, whatever it holds now.
    pub(super) fn owns(&self, path: &str) -> bool {
        self.files.contains_key(path)
            || path == manifest::NAME
            || unit_of(path).is_some_and(|(unit, _)| self.units.contains_key(unit))
    }

    /// Whether a file with this mark stood, or was about to stand, at this path.
    pub(super) fn had(&self, path: &str, mark: Mark) -> bool {
        self.files.get(path).is_some_and(|marks| marks.contains(&mark))
    }
}

fn same_kind(out: &Path, holds: Kind, wanted: Kind) -> Result<(), ArchiveFault> {
    if holds == wanted {
        return Ok(());
    }
    Err(ArchiveFault::WrongKind { path: out.to_owned(), holds: holds.word() })
}

fn read_manifest(files: &impl Files, path: &Path) -> Result<Option<(Manifest, FileHash)>, ArchiveFault> {
    let Some(bytes) = read_plain(files, path)? else { return Ok(None) };
    let parsed = Manifest::parse(&bytes).map(|manifest| (manifest, FileHash::of(&bytes)));
    parsed.map(Some).map_err(|reason| ArchiveFault::Damaged { path: path.to_owned(), reason })
}

/// The bytes of an ordinary file; `None` when there is nothing.
pub(super) fn read_plain(files: &impl Files, path: &Path) -> Result<Option<Vec<u8>>, ArchiveFault> {
    match look(files, path)? {
        Found::Nothing => Ok(None),
        Found::File(_) => files.read(path).map(Some).map_err(|error| ArchiveFault::disk("read", path, error)),
        other => Err(in_the_way(path, other)),
    }
}

pub(super) fn look(files: &impl Files, path: &Path) -> Result<Found, ArchiveFault> {
    files.look(path).map_err(|error| ArchiveFault::disk("look at", path, error))
}

pub(super) fn in_the_way(path: &Path, found: Found) -> ArchiveFault {
    let what = match found {
        Found::Link => "a symbolic link",
        Found::Folder => "a folder",
        Found::Special => "no ordinary file",
        Found::File(_) | Found::Nothing => "a file that this program did not write",
    };
    ArchiveFault::InTheWay { path: path.to_owned(), what }
}
