//! What lies in an archive's folder: files and folders, and what should be neither.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::problem;
use crate::archive::ArchiveFault;
use crate::archive::before::read_plain;
use crate::archive::files::Disk;
use crate::archive::path::Names;
use crate::archive::writer::{LOCK, PENDING, STAGING};
use crate::diagnostic::{Code, Diagnostic, Place, Report};

/// Files and folders by path from the root.
#[derive(Default)]
pub(super) struct Tree {
    /// Ordinary files, with their size.
    pub(super) files: BTreeMap<String, u64>,
    pub(super) folders: BTreeSet<String>,
    /// Whether the note of an interrupted build is there.
    pub(super) pending: bool,
}

impl Tree {
    /// Looks at everything below a folder; links are named and not followed.
    pub(super) fn walk(root: &Path, report: &mut Report) -> Result<Self, ArchiveFault> {
        let mut tree = Self::default();
        let mut names = Names::default();
        let mut entries = walkdir::WalkDir::new(root).min_depth(1).sort_by_file_name().into_iter();
        let mut left = Vec::new();
        while let Some(entry) = entries.next() {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(root).to_owned();
                ArchiveFault::disk("read", &path, error.into())
            })?;
            let inside = entry.path().strip_prefix(root).unwrap_or_else(|_| entry.path());
            let Some(path) = inside.to_str().map(|path| path.replace(std::path::MAIN_SEPARATOR, "/")) else {
                let shown = inside.to_string_lossy();
                report.push(unsafe_name(&shown, "its name is not Unicode text"));
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
                continue;
            };
            let kind = entry.file_type();
            let size = entry.metadata().map_or(0, |metadata| metadata.len());
            if path.starts_with(STAGING) && (path == STAGING || path.as_bytes().get(STAGING.len()) == Some(&b'/')) {
                if !kind.is_dir() || path == STAGING {
                    left.push(path);
                }
                continue;
            }
            if !kind.is_dir() && !kind.is_file() {
                let what = if kind.is_symlink() { "it is a symbolic link" } else { "it is neither file nor folder" };
                report.push(unsafe_name(&path, what));
                continue;
            }
            if path == PENDING && kind.is_file() {
                tree.pending = true;
                continue;
            }
            // Held by builds, and never with anything in it.
            if path == LOCK && kind.is_file() && size == 0 {
                continue;
            }
            // An archive in a repository's working folder: this file keeps it out of the repository, and holds nothing else.
            if path == ".gitignore"
                && size == KEPT_OUT.len() as u64
                && read_plain(&Disk, entry.path())?.as_deref() == Some(KEPT_OUT)
            {
                continue;
            }
            tree.take(path, kind.is_file().then_some(size), &mut names, report);
        }
        name_left(&left, report);
        Ok(tree)
    }

    fn take(&mut self, path: String, size: Option<u64>, names: &mut Names, report: &mut Report) {
        let taken = match size {
            Some(_) => names.take(&path),
            None => names.take_folder(&path),
        };
        if let Err(problem) = taken {
            report.push(Diagnostic { hint: Some(RENAME.into()), ..problem });
        }
        match size {
            Some(size) => drop(self.files.insert(path, size)),
            None => drop(self.folders.insert(path)),
        }
    }
}

const KEPT_OUT: &[u8] = b"*\n!.gitignore\n";

const RENAME: &str = "Move it away: an archive is read on every system, and the program writes no such name.";

fn unsafe_name(path: &str, why: &str) -> Diagnostic {
    problem(Code::UnsafePath, path, format!("{path} cannot be in an archive: {why}")).hint(RENAME)
}

/// What an interrupted build left: not part of the archive, and taken away by the next build.
fn name_left(left: &[String], report: &mut Report) {
    for path in left {
        let message = if path == STAGING {
            "a build or publication left its working folder; what is in it is not part of the archive".to_owned()
        } else {
            format!("{path} lies in the working folder of an interrupted build or publication")
        };
        report.push(
            Diagnostic::warning(Code::UnfinishedBuild, message)
                .at(Place::file(path))
                .hint("Build or publish once more, which completes the archive, or remove the folder."),
        );
    }
}
