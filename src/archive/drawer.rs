//! Charts drawn before, kept beside the publication so that a build draws only what is new.
//!
//! The drawer is private: the names in it are hashes of figures, so it is never part of an archive. Losing it costs
//! time and nothing else, therefore a disk that refuses is not a fault here.

use std::collections::BTreeSet;
use std::fs::DirBuilder;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::manifest::FileHash;

/// A folder of drawn charts by key.
#[derive(Debug, Default)]
pub struct Drawer {
    folder: Option<PathBuf>,
    used: Mutex<BTreeSet<String>>,
}

impl Drawer {
    /// The drawer in a folder, made if need be; with `None`, or where that is not possible, one that keeps nothing.
    #[must_use]
    pub fn open(folder: Option<&Path>) -> Self {
        let folder = folder.filter(|folder| DirBuilder::new().recursive(true).create(folder).is_ok());
        Self { folder: folder.map(Path::to_owned), used: Mutex::default() }
    }

    /// Whether it keeps anything.
    #[must_use]
    pub fn keeps(&self) -> bool {
        self.folder.is_some()
    }

    /// The chart of a key, if it lies here whole.
    #[must_use]
    pub fn take(&self, key: &str) -> Option<String> {
        let svg = self.read_whole(&name(key)?)?;
        self.note(key);
        Some(svg)
    }

    /// Keeps a chart.
    pub fn keep(&self, key: &str, svg: &str) {
        self.note(key);
        if let Some(name) = name(key) {
            self.write_whole(&name, svg);
        }
    }

    /// The text of a file that lies here whole.
    pub(super) fn read_whole(&self, name: &str) -> Option<String> {
        let mut text = String::new();
        std::fs::File::open(self.folder.as_ref()?.join(name)).ok()?.read_to_string(&mut text).ok()?;
        let (hash, content) = text.split_once('\n')?;
        (FileHash::of(content.as_bytes()).hex() == hash).then(|| content.to_owned())
    }

    /// Puts a text here, whole or not at all.
    pub(super) fn write_whole(&self, name: &str, content: &str) {
        let Some(folder) = &self.folder else { return };
        // Written beside and renamed.
        let beside = folder.join(format!("{name}.{}.new", std::process::id()));
        let written = std::fs::File::create(&beside)
            .and_then(|mut file| write!(file, "{}\n{content}", FileHash::of(content.as_bytes()).hex()).map(|()| file));
        if written.is_err() || std::fs::rename(&beside, folder.join(name)).is_err() {
            let _ = std::fs::remove_file(&beside);
        }
    }

    /// The names of the files that begin and end so.
    pub(super) fn names(&self, (start, end): (&str, &str)) -> Vec<String> {
        let entries = self.folder.as_ref().and_then(|folder| folder.read_dir().ok()).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| name.starts_with(start) && name.ends_with(end)).collect();
        names.sort();
        names
    }

    /// Takes a file away, when it is here.
    pub(super) fn remove(&self, name: &str) -> std::io::Result<()> {
        match self.folder.as_ref().map(|folder| std::fs::remove_file(folder.join(name))) {
            Some(Err(error)) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Takes out the charts that this run had no use for. Only files named as this drawer names them.
    pub fn tidy(&self) {
        let Some(entries) = self.folder.as_ref().and_then(|folder| folder.read_dir().ok()) else { return };
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let key = name.strip_suffix(".svg").filter(|key| FileHash::parse(key).is_some());
            if key.is_some_and(|key| !used.contains(key)) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }

    /// Notes that a chart is in use, though this run neither takes nor keeps it.
    pub fn note(&self, key: &str) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned());
    }
}

/// The file of a chart.
fn name(key: &str) -> Option<String> {
    FileHash::parse(key).map(|_| format!("{key}.svg"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_whole_charts_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = ("1".repeat(64), "2".repeat(64));
        let drawer = Drawer::open(Some(folder.path()));
        assert_eq!(drawer.take(&one), None);
        drawer.keep(&one, "<svg>\n</svg>");
        drawer.keep(&two, "<svg/>");
        drawer.keep("../escape", "<svg/>");
        let later = Drawer::open(Some(folder.path()));
        assert_eq!(later.take(&one).as_deref(), Some("<svg>\n</svg>"));
        let file = folder.path().join(format!("{two}.svg"));
        let text = std::fs::File::open(&file).map(|mut file| {
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            text
        });
        std::fs::File::create(&file).unwrap().write_all(&text.unwrap().as_bytes()[..70]).unwrap();
        assert_eq!(later.take(&two), None, "a cut file is no chart");
        later.tidy();
        assert!(!file.exists());
        assert_eq!(folder.path().read_dir().unwrap().count(), 1);
        assert_eq!(Drawer::open(None).take(&one), None);
    }
}
