//! The one door to disk, clock and environment.
//!
//! Every stage reads through [`Source`]. Paths are relative to the publication's folder, written with `/`.
//! Nothing outside the folder is reached: `..`, absolute paths and symbolic links are refused, and a file is never
//! read before its size is known to be acceptable.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use chrono::{DateTime, FixedOffset, Utc};

use crate::diagnostic::{Code, Diagnostic, Place};

/// The largest input file that is read, in bytes. A national month is about one megabyte.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// Where a publication's files come from.
pub trait Source: Sync {
    /// The bytes of a file; `Ok(None)` when there is no such file.
    ///
    /// # Errors
    /// An unsafe path, a file that is too large, or one that cannot be read.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic>;

    /// Paths of all files below a folder (at any depth), sorted; empty when there is no such folder.
    ///
    /// # Errors
    /// A symbolic link or a name that is not text anywhere below it, or a folder that cannot be read.
    fn files(&self, folder: &str) -> Result<Vec<String>, Diagnostic>;

    /// Where a file of the publication lies on disk; `None` for a publication that is not on disk.
    fn on_disk(&self, _path: &str) -> Option<PathBuf> {
        None
    }
}

/// A folder on disk.
#[derive(Clone, Debug)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// The publication in this folder.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path on disk, if no step of it is a link and it stays inside the folder.
    fn resolve(&self, path: &str) -> Result<PathBuf, Diagnostic> {
        let mut resolved = self.root.clone();
        for component in Path::new(path).components() {
            let Component::Normal(name) = component else {
                return Err(unsafe_path(path, "it leads out of the publication's folder"));
            };
            resolved.push(name);
            if resolved.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink()) {
                return Err(unsafe_path(path, "it is reached through a symbolic link"));
            }
        }
        Ok(resolved)
    }
}

impl Source for Disk {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let resolved = self.resolve(path)?;
        let file = match std::fs::File::open(&resolved) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(path, &error)),
        };
        let metadata = file.metadata().map_err(|error| unreadable(path, &error))?;
        if !metadata.is_file() {
            return Err(unsafe_path(path, "it is not an ordinary file"));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(MAX_FILE_BYTES)).unwrap_or(0));
        // One byte more than allowed tells a file that grows while it is read.
        file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
        within_limit(path, bytes).map(Some)
    }

    fn files(&self, folder: &str) -> Result<Vec<String>, Diagnostic> {
        let resolved = self.resolve(folder)?;
        if !resolved.is_dir() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for entry in walkdir::WalkDir::new(&resolved).follow_links(false).sort_by_file_name() {
            let entry = entry.map_err(|error| {
                Diagnostic::error(Code::UnsafePath, format!("the folder {folder} cannot be read: {error}"))
                    .at(Place::file(folder))
            })?;
            let relative = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
            let Some(relative) = relative.to_str().map(|text| text.replace('\\', "/")) else {
                return Err(unsafe_path(&entry.path().to_string_lossy(), "its name is not UTF-8 text"));
            };
            if entry.file_type().is_symlink() {
                return Err(unsafe_path(&relative, "it is a symbolic link"));
            }
            if entry.file_type().is_file() {
                found.push(relative);
            }
        }
        found.sort_unstable();
        Ok(found)
    }

    fn on_disk(&self, path: &str) -> Option<PathBuf> {
        self.resolve(path).ok()
    }
}

/// A publication in memory, for tests.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Bytes by path.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    /// Adds a file; returns the publication so that calls can be chained.
    #[must_use]
    pub fn with(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), content.into());
        self
    }
}

impl Source for Memory {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        self.files.get(path).cloned().map(|bytes| within_limit(path, bytes)).transpose()
    }

    fn files(&self, folder: &str) -> Result<Vec<String>, Diagnostic> {
        let prefix = format!("{}/", folder.trim_end_matches('/'));
        Ok(self.files.keys().filter(|path| folder.is_empty() || path.starts_with(&prefix)).cloned().collect())
    }
}

/// The time, for deciding what is under embargo. Nothing that is written depends on it in any other way.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the door that the clock comes in by")]
pub fn now() -> DateTime<FixedOffset> {
    Utc::now().fixed_offset()
}

/// A variable of the environment; `None` when unset or not text.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the door that the environment comes in by")]
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Variables of the environment whose names start so and that have a value.
#[must_use]
pub fn environment_starting_with(start: &str) -> BTreeMap<String, String> {
    let text = |value: std::ffi::OsString| value.into_string().ok();
    let named = std::env::vars_os().filter_map(|(name, value)| Some((text(name)?, text(value)?)));
    named.filter(|(name, value)| name.starts_with(start) && !value.is_empty()).collect()
}

fn within_limit(path: &str, bytes: Vec<u8>) -> Result<Vec<u8>, Diagnostic> {
    if bytes.len() as u64 <= MAX_FILE_BYTES {
        return Ok(bytes);
    }
    let limit = MAX_FILE_BYTES / 1024 / 1024;
    Err(Diagnostic::error(Code::CsvSyntax, format!("{path} is larger than the {limit} MB that an input file may have"))
        .at(Place::file(path))
        .hint("Deliver one file per measure, or per year."))
}

fn unsafe_path(path: &str, why: &str) -> Diagnostic {
    Diagnostic::error(Code::UnsafePath, format!("{path} is not read: {why}"))
        .at(Place::file(path))
        .hint("Put an ordinary file with an ordinary name into the publication's folder.")
}

fn unreadable(path: &str, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(Code::UnsafePath, format!("{path} cannot be read: {error}")).at(Place::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_leaves_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::NamedTempFile::new().unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join("data/link.csv")).unwrap();
        std::os::unix::fs::symlink(outside.path().parent().unwrap(), folder.path().join("linked")).unwrap();
        let disk = Disk::new(folder.path());
        for path in ["../x", "/etc/hostname", "data/../../x", "data/link.csv", "linked/x"] {
            assert_eq!(disk.read(path).unwrap_err().code, Code::UnsafePath, "{path}");
        }
        assert_eq!(disk.files("data").unwrap_err().code, Code::UnsafePath);
        assert_eq!(disk.read("data/none.csv").unwrap(), None);
    }

    #[test]
    fn lists_files_in_order() {
        let source = Memory::default().with("b/2", "").with("b/1", "").with("a", "").with("bb/3", "");
        assert_eq!(source.files("b").unwrap(), ["b/1", "b/2"]);
        assert_eq!(source.files("none").unwrap(), Vec::<String>::new());
    }
}
