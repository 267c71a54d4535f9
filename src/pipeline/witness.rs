//! A source that remembers what it gave, so that it is known what a build was made from.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::archive::manifest::FileHash;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// A source, with the hash of everything that it has given.
pub(super) struct Witness<'a> {
    source: &'a dyn Source,
    /// By path of a file, or of a folder with a `/` behind it for the list of its files; `None` = there was no such file.
    given: Mutex<BTreeMap<String, Option<FileHash>>>,
    changed: AtomicBool,
}

impl<'a> Witness<'a> {
    /// A source that has given nothing yet.
    pub(super) fn of(source: &'a dyn Source) -> Self {
        Self { source, given: Mutex::default(), changed: AtomicBool::new(false) }
    }

    /// Whether something was given twice and was not the same: it was edited meanwhile, and nobody can say what was made
    /// from which.
    pub(super) fn has_changed(&self) -> bool {
        self.changed.load(Ordering::Relaxed)
    }

    fn note(&self, path: &str, hash: Option<FileHash>) {
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        if *given.entry(path.to_owned()).or_insert(hash) != hash {
            self.changed.store(true, Ordering::Relaxed);
        }
    }
}

impl Source for Witness<'_> {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let bytes = self.source.read(path)?;
        self.note(path, bytes.as_deref().map(FileHash::of));
        Ok(bytes)
    }

    fn files(&self, folder: &str) -> Result<Vec<String>, Diagnostic> {
        let files = self.source.files(folder)?;
        self.note(&format!("{folder}/"), Some(FileHash::of(files.join("\n").as_bytes())));
        Ok(files)
    }

    fn on_disk(&self, path: &str) -> Option<PathBuf> {
        self.source.on_disk(path)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::sync::Mutex;

    use super::*;
    use crate::source::Memory;

    /// A publication that somebody edits.
    struct Edited(Mutex<RefCell<Memory>>);

    impl Source for Edited {
        fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
            self.0.lock().unwrap().borrow().read(path)
        }

        fn files(&self, folder: &str) -> Result<Vec<String>, Diagnostic> {
            self.0.lock().unwrap().borrow().files(folder)
        }
    }

    #[test]
    fn sees_every_edit_between_two_readings() {
        let edits: [fn(&mut Memory); 3] = [
            |files| drop(files.files.insert("data/a".into(), b"2".to_vec())),
            |files| drop(files.files.insert("data/b".into(), b"1".to_vec())),
            |files| drop(files.files.remove("data/a")),
        ];
        for edit in edits {
            let source = Edited(Mutex::new(RefCell::new(Memory::default().with("data/a", "1"))));
            let witness = Witness::of(&source);
            let look = || {
                for path in ["data/a", "data/b"] {
                    witness.read(path).unwrap();
                }
                witness.files("data").unwrap();
                witness.has_changed()
            };
            assert!(!look() && !look());
            edit(&mut source.0.lock().unwrap().borrow_mut());
            assert!(look());
        }
    }
}
