//! What the manifests say: every file with its size and hash, and who says so.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::tree::Tree;
use super::{RELEASES, RESTORE, problem};
use crate::archive::ArchiveFault;
use crate::archive::before::read_plain;
use crate::archive::files::Disk;
use crate::archive::manifest::{self, FileHash, Manifest, Mark, Pending};
use crate::archive::part::{self, Part};
use crate::archive::path::{UnitKind, unit_of};
use crate::archive::writer::{Kind, PENDING};
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::Language;

/// A file's mark, and the manifest that has it.
#[derive(Clone)]
pub(super) struct Claim {
    pub(super) mark: Mark,
    pub(super) by: Arc<str>,
}

/// The manifests of an archive, put together.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) kind: Option<Kind>,
    /// Each file's mark; during an interrupted build a file can have several.
    pub(super) files: BTreeMap<String, Vec<Claim>>,
    /// Paths by the version they belong to, such as `2021-09/v1`; those outside versions under the empty text.
    pub(super) groups: BTreeMap<String, Vec<String>>,
    /// Every folder that a file is in.
    pub(super) folders: BTreeSet<String>,
    /// The root's manifest cannot be read, so nothing is known of what should be there.
    unread: bool,
    /// Hash of the root's manifest.
    pub(super) hash: Option<FileHash>,
    /// A build was interrupted while it was showing its files, or a publication is under way.
    pub(super) unfinished: bool,
    /// It is a publication.
    publishing: bool,
}

impl Listed {
    pub(super) fn read(root: &Path, tree: &Tree, report: &mut Report) -> Result<Self, ArchiveFault> {
        let mut listed = Self { unfinished: tree.pending, ..Self::default() };
        let bytes = plain(&root.join(manifest::NAME))?;
        let notes: Vec<&String> = tree.files.keys().filter(|path| Part::of_note(path).is_some()).collect();
        if bytes.is_none() && !notes.is_empty() {
            return Err(part::no_archive(&Disk, root)?);
        }
        match &bytes {
            Some(bytes) => {
                listed.hash = Some(FileHash::of(bytes));
                if tree.pending {
                    // What an interrupted build was to show in its place may not be there yet.
                    listed.claim(manifest::NAME.to_owned(), Mark::of(bytes), &manifest::NAME.into());
                }
                listed.read_root(root, bytes, report)?;
            }
            None if tree.pending => {}
            None if tree.files.is_empty() => return Err(ArchiveFault::NoArchive(root.to_owned())),
            None => {
                listed.unread = true;
                let message = "the root's manifest.json is missing, so nothing tells what the archive should hold";
                report.push(problem(Code::MissingFile, manifest::NAME, message.to_owned()).hint(RESTORE));
            }
        }
        if listed.unread {
            listed.read_units(root, tree, report)?;
        }
        if tree.pending {
            listed.read_pending(root, report)?;
        }
        for note in notes {
            listed.read_note(root, note, report)?;
        }
        listed.close(tree);
        Ok(listed)
    }

    fn read_root(&mut self, root: &Path, bytes: &[u8], report: &mut Report) -> Result<(), ArchiveFault> {
        let Some(manifest) = parse(manifest::NAME, bytes, report) else {
            self.unread = true;
            return Ok(());
        };
        self.kind = Some(manifest.kind);
        let name: Arc<str> = manifest::NAME.into();
        for (path, mark) in manifest.files {
            if unit_of(&path).is_some() {
                let message = format!("{path} belongs into the manifest of its version");
                report.push(problem(Code::BadManifest, manifest::NAME, message).hint(RESTORE));
            }
            self.claim(path, mark, &name);
        }
        for (path, mark) in manifest.editions {
            self.claim(path.clone(), mark, &name);
            self.read_unit(root, &path, report)?;
        }
        Ok(())
    }

    /// Reads the manifests of versions that lie there, when the root's cannot say which there should be.
    fn read_units(&mut self, root: &Path, tree: &Tree, report: &mut Report) -> Result<(), ArchiveFault> {
        let is_of_unit =
            |path: &&String| unit_of(path).is_some_and(|(unit, _)| **path == format!("{unit}/manifest.json"));
        for path in tree.files.keys().filter(is_of_unit) {
            self.read_unit(root, path, report)?;
        }
        Ok(())
    }

    fn read_unit(&mut self, root: &Path, path: &str, report: &mut Report) -> Result<(), ArchiveFault> {
        let unit = path.strip_suffix("/manifest.json").unwrap_or_default().to_owned();
        if unit_of(path).is_none_or(|(of, _)| of != unit) {
            let message = format!("{path} is not the manifest of a version's folder");
            report.push(problem(Code::BadManifest, manifest::NAME, message).hint(RESTORE));
            return Ok(());
        }
        let bytes = plain(&root.join(path))?;
        let Some(manifest) = bytes.and_then(|bytes| parse(path, &bytes, report)) else {
            return Ok(());
        };
        let kind = *self.kind.get_or_insert(manifest.kind);
        if kind != manifest.kind || !manifest.editions.is_empty() {
            let message = format!("{path} is of kind {}, unlike the root's manifest", manifest.kind.word());
            report.push(problem(Code::BadManifest, path, message).hint(RESTORE));
        }
        let by: Arc<str> = path.into();
        for (name, mark) in manifest.files {
            self.claim(format!("{unit}/{name}"), mark, &by);
        }
        Ok(())
    }

    fn read_pending(&mut self, root: &Path, report: &mut Report) -> Result<(), ArchiveFault> {
        let bytes = plain(&root.join(PENDING))?.unwrap_or_default();
        let parsed = Pending::parse(&bytes).and_then(|pending| {
            let own = pending.text().as_bytes() == bytes;
            own.then_some(pending).ok_or_else(|| "it is not as the program writes it".to_owned())
        });
        let pending = match parsed {
            Ok(pending) => pending,
            Err(reason) => {
                not_ours(PENDING, &reason, report);
                return Ok(());
            }
        };
        self.publishing = pending.publishing;
        let (message, hint) = match pending.publishing {
            false => (
                "a build was interrupted while it was showing its files: the archive is between two states",
                "Build once more, which completes the archive, and verify it then.",
            ),
            true => (
                "a publication to this folder is under way or was interrupted: the archive is between two states",
                "Let it end, or publish once more, which completes it, and verify the archive then.",
            ),
        };
        report.push(Diagnostic::warning(Code::UnfinishedBuild, message).at(Place::file(PENDING)).hint(hint));
        let by: Arc<str> = PENDING.into();
        self.kind.get_or_insert(pending.kind);
        for (path, mark) in pending.files {
            self.claim(path, mark, &by);
        }
        Ok(())
    }

    /// Reads what a part brought that was built or copied into the archive, so that its files are held against their own
    /// manifests.
    fn read_note(&mut self, root: &Path, name: &str, report: &mut Report) -> Result<(), ArchiveFault> {
        let Some(bytes) = plain(&root.join(name))? else { return Ok(()) };
        let note = match part::read(name, &bytes) {
            Ok(note) => note,
            Err(reason) => {
                not_ours(name, &reason, report);
                return Ok(());
            }
        };
        let message =
            format!("{name}: editions were built with --only into this archive, or copied, and it is not whole since");
        report.push(
            problem(Code::UnfinishedBuild, name, message)
                .hint("Build once more without --only, which draws the pages that lead to them, and verify it then."),
        );
        let by: Arc<str> = name.into();
        self.claim(name.to_owned(), Mark::of(&bytes), &by);
        let known: BTreeSet<String> = self.files.keys().cloned().collect();
        for (path, mark) in note.files {
            if !known.contains(&path) {
                self.claim(path.clone(), mark, &by);
                if unit_of(&path).is_some() {
                    self.read_unit(root, &path, report)?;
                }
            }
        }
        Ok(())
    }

    fn claim(&mut self, path: String, mark: Mark, by: &Arc<str>) {
        self.files.entry(path).or_default().push(Claim { mark, by: Arc::clone(by) });
    }

    /// Sorts the paths, those that lie there and those that should, by version.
    fn close(&mut self, tree: &Tree) {
        let foreign = tree.files.keys().filter(|path| !self.files.contains_key(*path));
        let all: BTreeSet<&String> = self.files.keys().chain(foreign).collect();
        for path in all {
            let group = unit_of(path).map_or("", |(unit, _)| {
                let unit = Language::of_path(unit).1;
                unit.strip_prefix(RELEASES).or_else(|| unit.strip_prefix("embed/")).unwrap_or(unit)
            });
            self.groups.entry(group.to_owned()).or_default().push(path.clone());
        }
        for path in self.files.keys() {
            self.folders.extend(path.match_indices('/').map(|(end, _)| path[..end].to_owned()));
        }
    }

    /// Whether a file is named, or cannot be judged because the root's manifest cannot be read.
    pub(super) fn knows(&self, path: &str) -> bool {
        self.unread || self.files.contains_key(path) || path == manifest::NAME
    }

    /// Whether a publication brings this file, or has brought it: new ones come in any order, and no reader finds them before
    /// all of them are there.
    pub(super) fn is_to_come(&self, path: &str) -> bool {
        self.publishing && self.files.get(path).is_some_and(|claims| claims.iter().any(|claim| *claim.by == *PENDING))
    }

    /// Whether a named file may be absent: while a build is interrupted, what it has not shown yet, and pages that it may
    /// have been taking away.
    pub(super) fn may_be_absent(&self, path: &str) -> bool {
        let is_figures = unit_of(path).is_some_and(|(_, kind)| kind == UnitKind::Figures);
        self.unfinished
            && self.files.get(path).is_none_or(|claims| {
                let (new, old): (Vec<&Claim>, Vec<&Claim>) = claims.iter().partition(|claim| *claim.by == *PENDING);
                old.is_empty() || (new.is_empty() && !is_figures)
            })
    }
}

/// The bytes of a file; what else stands in its place has been named when the tree was looked at.
fn plain(path: &Path) -> Result<Option<Vec<u8>>, ArchiveFault> {
    match read_plain(&Disk, path) {
        Err(ArchiveFault::InTheWay { .. }) => Ok(None),
        read => read,
    }
}

fn parse(path: &str, bytes: &[u8], report: &mut Report) -> Option<Manifest> {
    match Manifest::parse(bytes) {
        Ok(manifest) => {
            // The root's manifest is named by no other, so it is held to its form byte by byte.
            if manifest.text().as_bytes() != bytes {
                not_ours(path, "it is not as the program writes it: one entry a line, each once, by path", report);
            }
            Some(manifest)
        }
        Err(reason) => {
            not_ours(path, &reason, report);
            None
        }
    }
}

fn not_ours(path: &str, reason: &str, report: &mut Report) {
    let message = format!("{path} is not a manifest of this program: {reason}");
    report.push(problem(Code::BadManifest, path, message).hint(RESTORE));
}
