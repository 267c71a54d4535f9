//! Showing a staged archive: one sync, then renames, the old files that nothing names any more last.
//!
//! At every point between two steps a reader finds whole files, old or new, and nothing that a page links to is gone:
//! what is new comes before what is replaced, and removals come at the end. Manifests change when all is done, the root's
//! last; until then `.noegletal-pending.json` names what the commit shows, so that the next build knows its own files.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use super::ArchiveFault;
use super::before::{look, read_plain};
use super::files::{Files, Found};
use super::manifest::{FileHash, Mark, Pending};
use super::path::unit_of;
use super::plan::Gone;
use super::writer::{Entry, Fate, PENDING, STAGING, Writer};

/// What a commit did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files of the archive, manifests among them.
    pub files: usize,
    /// Their size in bytes.
    pub bytes: u64,
    /// Files that are new or have other bytes.
    pub written: usize,
    /// Files that were left as they stood.
    pub unchanged: usize,
    /// Files that nothing names any more, taken away.
    pub removed: usize,
    /// Files below a published version's folder that got other bytes with the same figures.
    pub changed_published: Vec<String>,
    /// The hash of the manifest of every version's folder of this build, by folder.
    pub manifests: BTreeMap<String, FileHash>,
}

/// A file of the publication to be written when the archive is shown: what is hidden of a version, or the seals.
#[derive(Clone, Debug)]
pub struct Seal {
    /// The file; its folder is made when it is not there, the folder's own is.
    pub path: PathBuf,
    /// All of its new text.
    pub text: String,
}

impl<F: Files> Writer<F> {
    /// Makes the staged archive visible. When nothing differs, nothing is written, not even a time. `seals` are shown last,
    /// in their order.
    ///
    /// # Errors
    /// Figures of a published version would change (nothing is shown then), or the disk fails; after a failure the next
    /// build completes what was begun.
    pub fn commit(self, seals: &[Seal]) -> Result<Written, ArchiveFault> {
        if self.state().failed {
            return Err(ArchiveFault::Incomplete);
        }
        self.refuse_changes()?;
        self.stage_manifests()?;
        let entries = std::mem::take(&mut self.state().entries);
        let gone = self.find_gone(&entries)?;
        let mut new = Vec::new();
        for seal in seals {
            new.extend(self.new_seal(seal)?);
        }
        let changes = entries.values().any(|entry| entry.fate != Fate::Unchanged);
        let goes = !gone.files.is_empty() || !gone.notes.is_empty();
        if changes || goes {
            self.show(&entries, &gone, &new)?;
        } else {
            self.stage_seals(&new)?;
            self.show_seals(&new)?;
        }
        if changes || goes || self.before.pending.is_some() {
            self.remove_own(PENDING)?;
            self.clear_staging()?;
        }
        Ok(self.written(&entries, gone.files.len()))
    }

    /// The seal, unless the file has that text already.
    fn new_seal<'s>(&self, seal: &'s Seal) -> Result<Option<&'s Seal>, ArchiveFault> {
        let present = read_plain(&self.files, &seal.path)?;
        Ok((present.as_deref() != Some(seal.text.as_bytes())).then_some(seal))
    }

    fn show(&self, entries: &BTreeMap<String, Entry>, gone: &Gone, seals: &[&Seal]) -> Result<(), ArchiveFault> {
        self.stage_pending(entries)?;
        self.stage_seals(seals)?;
        self.settle()?;
        self.show_one(PENDING)?;
        // While files of a version are shown and taken away, its manifest is the old one: so it is known at every moment
        // which files are ours, and what they held.
        let (manifests, files): (Vec<String>, Vec<String>) =
            self.in_order(entries)?.into_iter().partition(|path| path.ends_with("/manifest.json"));
        for path in files {
            self.show_one(&path)?;
        }
        self.remove_gone(gone)?;
        for path in manifests {
            self.show_one(&path)?;
        }
        let crown = self.crown();
        if entries.get(&crown).is_some_and(|entry| entry.fate != Fate::Unchanged) {
            self.show_one(&crown)?;
        }
        gone.notes.iter().try_for_each(|note| self.remove_own(note))?;
        self.show_seals(seals)
    }

    fn stage_pending(&self, entries: &BTreeMap<String, Entry>) -> Result<(), ArchiveFault> {
        let mut files: Vec<(String, Mark)> =
            self.before.pending.as_ref().map(|pending| pending.files.clone()).unwrap_or_default();
        let new = entries.iter().filter(|(_, entry)| entry.fate != Fate::Unchanged);
        files.extend(new.map(|(path, entry)| (path.clone(), entry.mark)));
        files.sort();
        files.dedup();
        let text = Pending { kind: self.kind, publishing: false, files }.text();
        self.write_staged(PENDING, text.as_bytes())
    }

    fn show_one(&self, path: &str) -> Result<(), ArchiveFault> {
        let target = self.out.join(path);
        let staged = self.out.join(STAGING).join(path);
        self.files.rename(&staged, &target).map_err(|error| ArchiveFault::disk("show", &target, error))
    }

    fn stage_seals(&self, seals: &[&Seal]) -> Result<(), ArchiveFault> {
        seals.iter().try_for_each(|seal| self.stage_seal(seal))
    }

    fn show_seals(&self, seals: &[&Seal]) -> Result<(), ArchiveFault> {
        seals.iter().try_for_each(|seal| self.show_seal(seal))
    }

    fn stage_seal(&self, seal: &Seal) -> Result<(), ArchiveFault> {
        let beside = beside(seal);
        if let Some(folder) = seal.path.parent().filter(|folder| !folder.as_os_str().is_empty())
            && look(&self.files, folder)? == Found::Nothing
        {
            self.files.create_folder(folder).map_err(|error| ArchiveFault::disk("create", folder, error))?;
        }
        if look(&self.files, &beside)? != Found::Nothing {
            self.files.remove_file(&beside).map_err(|error| ArchiveFault::disk("remove", &beside, error))?;
        }
        self.files.write(&beside, seal.text.as_bytes()).map_err(|error| ArchiveFault::disk("write", &beside, error))
    }

    fn show_seal(&self, seal: &Seal) -> Result<(), ArchiveFault> {
        let shown = self.files.rename(&beside(seal), &seal.path);
        shown.map_err(|error| ArchiveFault::disk("write", &seal.path, error))
    }

    fn remove_gone(&self, gone: &Gone) -> Result<(), ArchiveFault> {
        for path in &gone.files {
            self.remove_own(path)?;
        }
        // Deepest first; a folder that still holds something stays.
        for folder in gone.folders.iter().rev() {
            let target = self.out.join(folder);
            match self.files.remove_folder(&target) {
                Ok(()) => {}
                Err(error) if matches!(error.kind(), io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::NotFound) => {}
                Err(error) => return Err(ArchiveFault::disk("remove", &target, error)),
            }
        }
        Ok(())
    }

    fn remove_own(&self, path: &str) -> Result<(), ArchiveFault> {
        let target = self.out.join(path);
        match self.files.remove_file(&target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(ArchiveFault::disk("remove", &target, error)),
            _ => Ok(()),
        }
    }

    fn written(&self, entries: &BTreeMap<String, Entry>, removed: usize) -> Written {
        let unchanged = entries.values().filter(|entry| entry.fate == Fate::Unchanged).count();
        Written {
            files: entries.len(),
            bytes: entries.values().map(|entry| entry.mark.bytes).sum(),
            written: entries.len() - unchanged,
            unchanged,
            removed,
            manifests: manifests_of(entries),
            changed_published: self.state().changed_published.iter().cloned().collect(),
        }
    }
}

fn manifests_of(entries: &BTreeMap<String, Entry>) -> BTreeMap<String, FileHash> {
    let of = |(path, entry): (&String, &Entry)| {
        let (unit, _) = unit_of(path)?;
        (path.strip_prefix(unit)? == "/manifest.json").then(|| (unit.to_owned(), entry.mark.hash))
    };
    entries.iter().filter_map(of).collect()
}

fn beside(seal: &Seal) -> PathBuf {
    let mut name = seal.path.clone().into_os_string();
    name.push(".new");
    name.into()
}
