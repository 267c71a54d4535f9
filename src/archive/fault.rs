//! Why an archive was not written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Report;

/// Why an archive was not written. What readers see is then the old archive, or the old one on its way to the new one,
/// which the next build completes.
#[derive(Debug)]
pub enum ArchiveFault {
    /// The input asks for what must not be written: unsafe paths, or changed figures of a published version.
    Refused(Report),
    /// The disk says no.
    Disk {
        /// What was being done, such as `write`.
        doing: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// What the system answered.
        error: io::Error,
    },
    /// Another build is writing to the same archive; the path is that of its lock.
    Busy(PathBuf),
    /// Something that this program did not put there stands where a file or folder of the archive belongs.
    InTheWay {
        /// Where.
        path: PathBuf,
        /// What it is, such as `a symbolic link`.
        what: &'static str,
    },
    /// A manifest that cannot be read, or is not one of ours.
    Damaged {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// There is no archive in a folder.
    NoArchive(PathBuf),
    /// A folder holds parts of an archive, and no archive yet.
    Part {
        /// The folder.
        path: PathBuf,
        /// The notes of the parts, such as `part-2015-01-to-2019-12.json`.
        notes: Vec<String>,
    },
    /// Something could not be staged before; half an archive is not shown.
    Incomplete,
    /// A preview would be written over a public archive, or the reverse.
    WrongKind {
        /// The archive.
        path: PathBuf,
        /// What it holds, `public` or `preview`.
        holds: &'static str,
    },
}

impl ArchiveFault {
    /// The problems of the input, when it is the input's fault.
    #[must_use]
    pub fn report(&self) -> Option<&Report> {
        match self {
            Self::Refused(report) => Some(report),
            _ => None,
        }
    }

    pub(super) fn disk(doing: &'static str, path: &Path, error: io::Error) -> Self {
        Self::Disk { doing, path: path.to_owned(), error }
    }
}

impl fmt::Display for ArchiveFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(report) => {
                write!(f, "the archive was not written: {} error(s) in the input", report.errors())
            }
            Self::Disk { doing, path, error } => write!(f, "cannot {doing} {}: {error}", path.display()),
            Self::Busy(path) => write!(
                f,
                "another build is writing to this archive (it holds {}); wait for it, or give another --out",
                path.display()
            ),
            Self::InTheWay { path, what } => write!(
                f,
                "{} is {what}, where a file of the archive belongs; move it away, or give another --out",
                path.display()
            ),
            Self::Damaged { path, reason } => write!(
                f,
                "{} is not a manifest of this program ({reason}); restore it, or build into an empty folder",
                path.display()
            ),
            Self::NoArchive(path) => {
                write!(f, "there is no archive in {}; name the folder that holds its manifest.json", path.display())
            }
            Self::Part { path, notes } => write!(
                f,
                "{} holds editions built with --only ({}) and no archive yet: copy all parts into one folder, and build \
                 there without --only, which draws the pages that lead to them",
                path.display(),
                notes.join(", ")
            ),
            Self::Incomplete => write!(f, "the archive was not written: a part of it could not be staged"),
            Self::WrongKind { path, holds } => write!(
                f,
                "{} holds a {holds} archive; previews and public archives are never mixed: give another --out",
                path.display()
            ),
        }
    }
}

impl std::error::Error for ArchiveFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk { error, .. } => Some(error),
            _ => None,
        }
    }
}
